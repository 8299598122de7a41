"""Balances close to the gram, whatever people did, for every boundary and period."""

import pytest
from sqlalchemy import update
from tests.support.walk import Walker
from tests.support.world import DAY, World

from acopio.documents.balance_facts import BalanceReport
from acopio.domain.balance import Balance, Stock, percent
from acopio.domain.entries.fields import Document
from acopio.domain.entries.parties import SeasonRecorded
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.parties import Place
from acopio.domain.rules.batches import Close, Pass, Take
from acopio.domain.rules.lots import Pack, Split
from acopio.domain.rules.seasons import RecordSeason
from acopio.services import balance as asking
from acopio.services.balance import BalanceWords, balance, stock
from acopio.services.corrected_body import FactWords
from acopio.services.correcting import correct
from acopio.services.custody import DispatchWords, ReceiptWords, answer, dispatch
from acopio.services.find import SeveralMatch
from acopio.services.reports import ReturnWords, give_back
from acopio.storage.engine import writer
from acopio.storage.tables import TABLE_OF

STEPS = 400
SEEDS = (5, 31_744)
DAYS = ("2026-11-16", "2026-11-17", "2026-11-18", DAY)


def assert_closed(one: Balance) -> None:
    assert one.closed, (one.boundary, one.difference)
    assert one.opening.total_g + one.in_g == one.out_g + one.loss_g + one.closing.total_g
    assert one.in_g == sum(line.grams for line in one.side("in"))
    assert all(line.cause for line in one.lines)


def assert_parts_add_up(report: BalanceReport) -> None:
    """Assert that stock of places, and of products, is the stock of the whole."""
    for parts in (report.by_place, report.by_product):
        for when in ("opening", "closing"):
            for where in ("store_g", "batch_g", "way_g", "total_g"):
                whole = getattr(getattr(report.whole, when), where)
                assert sum(getattr(getattr(one, when), where) for one in parts) == whole
        assert sum(one.loss_g for one in parts) == report.whole.loss_g
    for one in (report.whole, *report.by_place, *report.by_product):
        assert_closed(one)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_balance_closes_to_the_gram_after_any_season(
    either_world: World, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = either_world
    walker = Walker(world, seed)
    for _ in range(STEPS):
        # People say any day, in no order.
        monkeypatch.setattr("tests.support.walk.DAY", walker.random.choice(DAYS))
        walker.step()
    with world.node.reading() as reader:
        lots, batches = reader.where(Lot), reader.where(Batch)
        places = {row.id: row.name for row in reader.where(Place)}
    assert sum(walker.done.values()) > STEPS // 6, walker.refused

    for coop in world.coops:
        ours = [lot for lot in lots if lot.organisation == coop.id]
        for words in (
            BalanceWords(),
            BalanceWords(season="2026"),
            BalanceWords(first=DAYS[1], last=DAYS[2]),
            BalanceWords(last=DAYS[1]),
            BalanceWords(first=DAY),
            BalanceWords(place=places[coop.place]),
            BalanceWords(product="cacao.wet", first=DAYS[2]),
        ):
            report = balance(world.node, coop.id, words)
            assert_parts_add_up(report)
            assert report.findings == 0, report.gaps
        whole = balance(world.node, coop.id, BalanceWords()).whole
        assert whole.opening.total_g == 0
        assert whole.closing.store_g + whole.closing.way_g == sum(lot.left_g for lot in ours)
        assert whole.closing.way_g == sum(lot.left_g for lot in ours if lot.dispatch)
        assert stock(world.node, coop.id).total_g == whole.closing.total_g
        for day in DAYS:
            then = balance(world.node, coop.id, BalanceWords(last=day)).whole
            assert stock(world.node, coop.id, day=day).total_g == then.closing.total_g
        for lot in ours[:40]:
            alone = balance(world.node, coop.id, BalanceWords(lot=lot.code)).whole
            assert_closed(alone)
            assert alone.closing.total_g == lot.left_g
            if lot.code.startswith(coop.prefix) and lot.made_at:  # not outside, to be given back
                assert lot.made_g in {line.grams for line in alone.side("in")}
        for batch in [one for one in batches if one.organisation == coop.id][:40]:
            alone = balance(world.node, coop.id, BalanceWords(batch=batch.id)).whole
            assert_closed(alone)
            assert (alone.in_g, alone.out_g) == (batch.taken_g, batch.given_g)


def test_a_gram_that_is_not_booked_is_found_and_named(world: World) -> None:
    lot = world.stock(100)
    table = TABLE_OF[Lot]
    with writer(world.node.engine).begin() as connection:
        connection.execute(
            update(table).where(table.c.code == lot).values(left_g=table.c.left_g - 1)
        )

    report = balance(world.node, world.coop.id, BalanceWords())

    assert report.whole.difference.store_g == -1
    assert {(gap.what, gap.grams) for gap in report.gaps} == {("store", -1), ("lot", 1)}
    assert not balance(world.node, world.coop.id, BalanceWords(lot=lot)).whole.closed


def test_a_correction_restates_every_balance_that_it_reaches(either_world: World) -> None:
    world = either_world
    wrong, right = world.delivered(640), world.delivered(300)
    box = world.opened()
    world.do(world.manager, Take, batch=box, lots=((wrong, None, "w"), (right, None, "w")))
    world.given(box, 144)
    world.do(world.two, Close, batch=box, reason="poco rendimiento")
    before = balance(world.node, world.coop.id, BalanceWords())

    correct(world.node, world.two, wrong, FactWords(gross="64.0"), reason="tecleado mal",
            append=True)  # fmt: skip

    after = balance(world.node, world.coop.id, BalanceWords())
    assert_parts_add_up(after)
    assert after.gaps == ()
    assert (before.whole.in_g, after.whole.in_g) == (940_000, 364_000)
    assert (before.whole.loss_g, after.whole.loss_g) == (796_000, 220_000)
    assert [(one.percent, one.plausible) for one in before.batches] == [("15.3", False)]
    assert [(one.percent, one.plausible) for one in after.batches] == [("39.6", True)]
    alone = balance(world.node, world.coop.id, BalanceWords(batch=box)).whole
    assert (alone.in_g, alone.loss_g) == (364_000, 220_000)
    assert_closed(alone)


GUIDE = Document(type="guia", number="V1")


def sold(world: World, lot: str) -> None:
    """Send a lot, or sacks of it, to the buyer, who is said to have received it as sent."""
    left = dispatch(world.node, world.manager, DispatchWords(to="Buyer NAR", lots=(lot,)))
    answer(world.node, world.manager, ReceiptWords(dispatch=left.number, docs=(GUIDE,)))


def given_back(world: World, sacks: str) -> str:
    """Let the buyer give sacks back; return the lot that they are."""
    words = ReturnWords(lots=(sacks,), place=f"Centro {world.coop.prefix}", docs=(GUIDE,))
    ((lot, _grams),) = give_back(world.node, world.manager, words).lots
    return lot


@pytest.mark.parametrize(("weighed", "back_g"), [("", 120_000), ("=119.5", 119_500)])
def test_sacks_that_the_buyer_gave_back_close_for_whole_place_and_both_lots(
    either_world: World, weighed: str, back_g: int
) -> None:
    world = either_world
    lot = world.stock(600)
    world.do(world.manager, Pack, lot=lot, masses=(60_000,) * 10)
    sold(world, lot)
    back = given_back(world, f"{lot}:1-2{weighed}")

    report = balance(world.node, world.coop.id, BalanceWords())

    assert_parts_add_up(report)
    assert report.gaps == ()
    assert [(one.side, one.cause, one.grams) for one in report.whole.lines] == [
        ("in", "opened", 600_000), ("in", "received", back_g), ("out", "dispatched", 600_000),
    ]  # fmt: skip
    assert report.whole.closing == Stock(store_g=back_g, total_g=back_g)
    there = balance(world.node, world.coop.id, BalanceWords(place=f"Centro {world.coop.prefix}"))
    assert_closed(there.whole)
    assert there.whole.closing.total_g == back_g
    for code, in_g, out_g, left_g in ((lot, 600_000, 600_000, 0), (back, back_g, 0, back_g)):
        alone = balance(world.node, world.coop.id, BalanceWords(lot=code)).whole
        assert_closed(alone)
        assert (alone.in_g, alone.out_g, alone.closing.total_g) == (in_g, out_g, left_g)
    assert stock(world.node, world.coop.id).total_g == back_g

    world.do(world.manager, Split, lot=back, sacks=((1, 1),))
    sold(world, back)  # what is left of it, once more
    again = balance(world.node, world.coop.id, BalanceWords())
    assert_parts_add_up(again)
    assert again.gaps == ()
    assert again.whole.closing.total_g == back_g // 2


def test_a_part_refused_and_another_given_back_close_together(world: World) -> None:
    lot = world.stock(240)
    world.do(world.manager, Pack, lot=lot, masses=(60_000,) * 4)
    left = dispatch(world.node, world.manager, DispatchWords(to="Buyer NAR", lots=(lot,)))
    words = ReceiptWords(dispatch=left.number, lots=(f"{lot}:4=rechazado",), docs=(GUIDE,))
    answer(world.node, world.manager, words)
    given_back(world, f"{lot}:1")

    report = balance(world.node, world.coop.id, BalanceWords())

    assert_parts_add_up(report)
    assert report.gaps == ()
    assert report.whole.closing.total_g == 120_000


@pytest.mark.parametrize(("dry", "inside"), [(340, True), (460, False)])
def test_what_nobody_weighed_before_a_dryer_is_judged_as_at_its_closing(
    world: World, dry: int, inside: bool
) -> None:
    """340 kg would be too little for 500 kg of semi-dry beans, not for 1000 kg of wet ones."""
    box, dryer = world.filled(1000), world.opened(kind="dryer")
    world.do(world.manager, Pass, batch=box, into=dryer, product="cacao.semi-dry")
    world.do(world.manager, Close, batch=box)
    world.given(dryer, dry)
    done = world.do(world.two, Close, batch=dryer, reason="así salió")
    closed = next(one.body for one in done.entries if one.kind == "batch.closed")

    report = balance(world.node, world.coop.id, BalanceWords())

    one = next(one for one in report.batches if one.batch == dryer)
    assert (closed["inside"], one.plausible) == (inside, inside)
    assert one.band == tuple(percent(limit, 1000) for limit in closed["band"]) == ("66.0", "90.0")


def test_nothing_recorded_is_a_balance_of_nothing(world: World) -> None:
    report = balance(world.node, world.coop.id, BalanceWords(season="2025"))

    assert report.whole.empty
    assert (report.by_product, report.by_place, report.batches, report.gaps) == ((), (), (), ())
    assert stock(world.node, world.coop.id).rows == ()


def test_a_season_is_of_its_crop_and_its_days(world: World) -> None:
    for crop, name, begins, ends in (
        ("cacao", "Grande", "2026-11-01", "2026-12-31"),
        ("coffee", "Grande", "2026-04-01", "2026-09-30"),
        ("cacao", "Chica", "2026-01-01", "2026-10-31"),
    ):
        facts = SeasonRecorded(crop=crop, name=name, valid_from=begins, valid_to=ends)
        world.do(world.manager, RecordSeason, facts=facts)
    world.delivered(100)
    world.delivered(7, product="coffee.cherry")

    def came(**words: str) -> int:
        return balance(world.node, world.coop.id, BalanceWords(**words)).whole.in_g

    assert came(season="cacao grande") == 100_000
    assert came(season="Grande", product="baba") == 100_000
    assert came(season="coffee Grande") == 0
    assert came(season="chica") == 0
    assert came(season="2026") == 107_000
    with pytest.raises(SeveralMatch):
        came(season="Grande")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (BalanceWords(first="2026-06-02", last="2026-06-01"), asking.PeriodReversed),
        (BalanceWords(season="last"), asking.SeasonUnknown),
    ],
)
def test_what_is_no_period_is_refused(
    world: World, words: BalanceWords, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        balance(world.node, world.coop.id, words)
