"""Boxes and dryers from the words of the people to the loss at closing."""

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.workers import Work, all_at_once, url_of
from tests.support.world import DAY, World, kg

from acopio.domain.entries.envelope import body_of, joined
from acopio.domain.notes import FigureUnreadable, Noted
from acopio.domain.rows.lots import Batch, Flow
from acopio.domain.rules.base import ClaimWouldBeLost, DifferentProducts, NothingNamed
from acopio.domain.rules.batches import Check, Close, Give, Open, Pass, Take
from acopio.domain.rules.lots import Pack
from acopio.domain.rules.vessels import VesselTaken
from acopio.services import gate, processing
from acopio.services.batch_facts import CountUnreadable, batch_facts, check_beans
from acopio.services.gate import DeliveryWords, LineWords
from acopio.services.processing import TakeWords, VesselEmpty


def boxed(world: World, *masses: int, product: str = "cacao.dry") -> str:
    """Open a box without a name and put one delivery of each mass in."""
    batch = world.opened(product)
    lots = tuple((world.delivered(mass), None, "w") for mass in masses)
    world.do(world.manager, Take, batch=batch, lots=lots)
    return batch


def passed(world: World, batch: str, into: str, *part: int) -> int:
    fields: dict[str, Any] = {"part": tuple(part)} if part else {}
    made = world.do(world.manager, Pass, batch=batch, into=into, product="cacao.semi-dry", **fields)
    return int(made.entries[0].body["mass_g"])


def taken_by(world: World, vessel: str) -> Batch:
    with world.node.reading() as reader:
        found = reader.where(Batch, vessel=vessel, state=["open", "giving"])
    assert len(found) == 1
    return found[0]


def test_a_vessel_holds_one_batch_until_it_is_closed(world: World) -> None:
    first = world.opened(vessel="CAJA-3")
    again: dict[str, Any] = {"kind": "box", "place": world.coop.place, "product": "cacao.dry"}

    refused = assert_refuses(world, "vessel-taken", world.manager, Open, vessel="CAJA-3", **again)
    assert refused == {"vessel": "CAJA-3", "since": DAY}
    world.do(world.two, Close, batch=first, reason="opened by mistake")
    assert_refuses(world, "batch-closed", world.two, Close, batch=first, reason="twice")

    assert world.opened(vessel="CAJA-3") != first


def test_two_openings_in_one_transaction_are_one_too_many(world: World) -> None:
    fields: dict[str, Any] = {"kind": "box", "place": world.coop.place, "product": "cacao.dry"}
    twice = [Open(id=world.uuid(), occurred_at=DAY, vessel="CAJA-3", **fields) for _ in range(2)]

    with pytest.raises(VesselTaken):
        world.node.carry_out(world.manager, twice)


@pytest.mark.slow
def test_clerks_who_open_one_vessel_at_once_open_it_once(either_world: World) -> None:
    world = either_world
    works: list[Work] = [
        (
            world.manager,
            [[Open(id=world.uuid(), occurred_at=DAY, kind="box", place=world.coop.place,
                   product="cacao.dry", vessel=f"CAJA-{number}")] for number in range(8)],
        )
        for _ in range(4)
    ]  # fmt: skip

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert sum(refusal == "" for refusal, _, _ in found) == 8
    assert sum("vessel-taken" in refusal for refusal, _, _ in found) == 24
    assert [taken_by(world, f"CAJA-{number}").state for number in range(8)] == ["open"] * 8


def test_what_is_put_into_a_vessel_that_is_not_open_is_told_how_to_open_it(world: World) -> None:
    with pytest.raises(VesselEmpty) as refused:
        processing.take(world.node, world.manager, TakeWords(batch="caja-3", lots=("x",)))
    assert refused.value.vessel == "CAJA-3"

    batch = processing.open_batch(world.node, world.manager, "CAJA-3")
    world.do(world.two, Close, batch=batch, reason="mistake")
    with pytest.raises(VesselEmpty):
        processing.give(world.node, world.manager, "CAJA-3", ("1",))


def test_a_mornings_deliveries_go_in_but_for_other_products_and_what_is_left_is_named(
    world: World,
) -> None:
    wet = [world.delivered(mass) for mass in (64, 40, 51)]
    semi = world.delivered(100, product="cacao.semi-dry")
    cherry = world.delivered(30, product="coffee.cherry")
    for vessel in ("CAJA-3", "SEC-1"):
        processing.open_batch(world.node, world.manager, vessel)
    words = TakeWords(batch="CAJA-3", lots=(f"{wet[0]}=30",))
    processing.take(world.node, world.manager, words)

    done = processing.take(
        world.node, world.manager, TakeWords(batch="CAJA-3", delivered_today=True, day=DAY)
    )

    assert taken_by(world, "CAJA-3").taken_g == 155_000
    assert dict(done.left_out) == {semi: "product", cherry: "product"}
    with pytest.raises(NothingNamed):
        processing.take(
            world.node, world.manager, TakeWords(batch="CAJA-3", delivered_today=True, day=DAY)
        )


def test_an_empty_box_does_not_guess_which_of_two_products_is_meant(world: World) -> None:
    world.delivered(64)
    world.delivered(100, product="cacao.semi-dry")
    processing.open_batch(world.node, world.manager, "CAJA-3")
    words = TakeWords(batch="CAJA-3", delivered_today=True, day=DAY)

    with pytest.raises(DifferentProducts):
        processing.take(world.node, world.manager, words)
    processing.take(world.node, world.manager, replace(words, product="baba"))

    assert taken_by(world, "CAJA-3").taken_g == 64_000


def test_claims_that_differ_in_a_morning_stop_it_or_are_taken_apart(world: World) -> None:
    fine = world.delivered(64, claims=("fine-aromatic",))
    plain = world.delivered(40)
    processing.open_batch(world.node, world.manager, "CAJA-3")
    words = TakeWords(batch="CAJA-3", delivered_today=True, day=DAY)

    with pytest.raises(ClaimWouldBeLost) as refused:
        processing.take(world.node, world.manager, words)
    assert refused.value.lots == plain
    done = processing.take(
        world.node, world.manager, replace(words, only_claims=("fine-aromatic",))
    )

    assert done.left_out == ((plain, "claim"),)
    assert [part[0] for part in done.outcome.entries[0].body["inputs"]] == [fine]


def test_a_delivery_is_divided_over_two_boxes_by_its_receipt(world: World) -> None:
    world.delivered(64, pad="004711")
    processing.open_batch(world.node, world.manager, "CAJA-3")
    processing.open_batch(world.node, world.manager, "SEC-1")

    processing.take(world.node, world.manager, TakeWords(batch="CAJA-3", lots=("004711=30",)))
    processing.take(world.node, world.manager, TakeWords(batch="SEC-1", lots=("004711",)))

    assert taken_by(world, "CAJA-3").taken_g == 30_000
    assert taken_by(world, "SEC-1").taken_g == 34_000


@pytest.mark.parametrize("mass", [1, 7, 64, 100])
def test_thirds_pass_on_to_the_last_gram(world: World, mass: int) -> None:
    batch = world.filled(mass)

    parts = [passed(world, batch, world.opened(kind="dryer"), 1, 3) for _ in range(3)]

    assert sum(parts) == mass * 500
    assert_refuses(
        world, "gives-more-than-taken", world.manager, Pass, batch=batch,
        into=world.opened(kind="dryer"), product="cacao.semi-dry", part=(1, 1000),
    )  # fmt: skip


def test_a_box_fills_two_dryers_and_a_dryer_is_filled_from_two_boxes(world: World) -> None:
    one, other = boxed(world, 64, 36), boxed(world, 50)
    left, right = world.opened(kind="dryer"), world.opened(kind="dryer")

    passed(world, one, left, 1, 3)
    passed(world, one, right, 2, 3)
    passed(world, other, right)

    assert world.batch(left).taken_g + world.batch(right).taken_g == 75_000
    for box in (one, other):
        world.do(world.manager, Close, batch=box)
        assert world.batch(box).loss_g * 2 == world.batch(box).taken_g


def test_a_claim_that_a_dryer_would_lose_is_lost_only_by_saying_so(world: World) -> None:
    box = world.opened()
    fine = world.delivered(60, claims=("fine-aromatic",))
    world.do(world.manager, Take, batch=box, lots=((fine, None, "w"),))
    dryer = world.opened(kind="dryer")
    passed(world, box, dryer, 1, 2)
    plain = boxed(world, 40)
    more: dict[str, Any] = {"batch": plain, "into": dryer, "product": "cacao.semi-dry"}

    assert_refuses(world, "claim-would-be-lost", world.manager, Pass, **more)
    world.do(world.manager, Pass, **more, lose=("fine-aromatic",), reason="one dryer left")

    assert world.batch(dryer).claims == ()
    assert world.batch(dryer).lost == ("fine-aromatic",)


@pytest.mark.parametrize(("dry", "inside"), [(32, False), (34, True), (44, True), (46, False)])
def test_the_end_of_an_unweighed_chain_is_judged_by_the_wet_beans_that_entered(
    world: World, dry: int, inside: bool
) -> None:
    dryer = world.opened(kind="dryer")
    for mass in (60, 40):
        box = boxed(world, mass)
        passed(world, box, dryer)
        world.do(world.manager, Close, batch=box)
    world.given(dryer, dry)

    if not inside:
        assert_refuses(world, "reason-needed", world.manager, Close, batch=dryer)
    actor = world.manager if inside else world.two
    closed = world.do(actor, Close, batch=dryer, reason=None if inside else "rain").entries[0]

    assert closed.body["inside"] is inside
    assert closed.body["taken_g"] == 50_000
    assert tuple(closed.body["band"]) == (660, 900)  # of 50 kg: 330 and 450 of 100


def test_a_dryer_may_prove_heavier_than_the_estimate_but_not_than_what_was_weighed(
    world: World,
) -> None:
    dryer = world.opened(kind="dryer", product="cacao.semi-dry")
    passed(world, boxed(world, 100), dryer)
    give: dict[str, Any] = {"batch": dryer, "product": "cacao.semi-dry"}

    assert_refuses(world, "gives-more-than-taken", world.manager, Give, masses=(kg(102),), **give)
    world.do(world.manager, Give, masses=(kg(62),), **give)
    closed = world.do(world.manager, Close, batch=dryer).entries[0]

    assert closed.body["loss_g"] == -12_000
    assert closed.body["inside"] is True


def test_second_counts_as_beans_and_husk_does_not(world: World) -> None:
    batch = boxed(world, 100)
    world.given(batch, 30)
    for product, mass in (("cacao.second", 4), ("cacao.husk", 20)):
        world.do(world.manager, Give, batch=batch, product=product, masses=(kg(mass),))
    facts = batch_facts(world.node, world.coop.id, batch)

    assert (facts.judged.main_g, facts.judged.beans_g) == (30_000, 34_000)
    assert facts.judged.inside
    assert facts.percent(facts.judged.main_g) == "30.0"
    world.do(world.manager, Close, batch=batch)
    assert world.batch(batch).loss_g == 46_000


def test_what_passed_on_is_judged_later_and_only_the_rest_here(world: World) -> None:
    batch = boxed(world, 100)
    passed(world, batch, world.opened(kind="dryer"), 1, 2)

    assert_refuses(world, "reason-needed", world.manager, Close, batch=batch)
    world.given(batch, 20)
    closed = world.do(world.manager, Close, batch=batch).entries[0]

    assert closed.body["inside"] is True
    assert closed.body["loss_g"] == 55_000


def test_by_products_are_called_by_their_short_name(world: World) -> None:
    processing.open_batch(world.node, world.manager, "CAJA-3")
    lot = world.delivered(100)
    processing.take(world.node, world.manager, TakeWords(batch="CAJA-3", lots=(lot,)))

    made = processing.give(
        world.node, world.manager, "CAJA-3", ("3", "2.5"), product="second", day=DAY
    )

    assert [world.lot(code).product for code in made] == ["cacao.second"] * 2


def test_a_measure_is_a_number_in_its_unit_and_an_odd_one_is_only_pointed_at(
    world: World,
) -> None:
    processing.open_batch(world.node, world.manager, "CAJA-3")

    def noted(what: str, value: str | None, unit: str | None = None) -> Noted:
        return processing.note(world.node, world.manager, "CAJA-3", what, value=value, unit=unit)

    assert noted("temperatura", "48.5").unit == "°C"
    assert noted("brix", "22 °Bx").usual is None
    assert noted("temperature", "90").usual is not None
    assert noted("volteado", None).what == "turned"
    for value, unit in (("48,5", None), (None, None), ("hot", None), ("48", "kg")):
        with pytest.raises(FigureUnreadable):
            noted("temperature", value, unit)
    facts = batch_facts(world.node, world.coop.id, "CAJA-3")
    assert [(one.what, one.value) for one in facts.notes] == [
        ("temperature", "48.5"), ("brix", "22"), ("temperature", "90"), ("turned", None),
    ]  # fmt: skip


def test_a_process_check_gives_percentages_with_their_interval_and_no_grade(
    world: World,
) -> None:
    processing.open_batch(world.node, world.manager, "CAJA-3")
    inspector = world.coop.actor("inspector")

    check_beans(world.node, inspector, "CAJA-3", 50, ("fermented=38", "slaty=7"), day=DAY)
    checked = batch_facts(world.node, world.coop.id, "CAJA-3").checks[0]

    assert checked.beans == 50
    assert [(one.what, one.percent, one.low, one.high) for one in checked.values] == [
        ("fermented", "76.0", "62.6", "85.7"),
        ("slaty", "14.0", "7.0", "26.2"),
    ]


def test_a_process_check_counts_no_more_than_was_cut(world: World) -> None:
    batch = world.opened(vessel="CAJA-3")

    for counts, code in (
        ((("slaty", 51),), "check-exceeds"),
        ((("slaty", -1),), "check-exceeds"),
        ((("slaty", 1), ("slaty", 2)), "named-twice"),
        ((), "nothing-named"),
    ):
        assert_refuses(world, code, world.manager, Check, batch=batch, beans=50, counts=counts)
    assert_refuses(
        world, "not-allowed", world.coop.actor("clerk"), Check,
        batch=batch, beans=50, counts=(("slaty", 1),),
    )  # fmt: skip
    for text in ("slaty", "=3", "slaty=-1", "slaty=²"):
        with pytest.raises(CountUnreadable):
            check_beans(world.node, world.manager, "CAJA-3", 50, (text,))


def test_a_box_says_from_whom_it_was_filled(world: World) -> None:
    family = world.coop.families[0]
    batch = world.opened()
    lots = [world.delivered(mass, household=family.household) for mass in (40, 60)]
    world.do(world.manager, Take, batch=batch, lots=tuple((lot, None, "w") for lot in lots))
    dryer = world.opened(kind="dryer")
    passed(world, batch, dryer)

    shown = batch_facts(world.node, world.coop.id, dryer).by_mass

    assert [(one.mass_g, one.lots) for one in shown] == [(50_000, 2)]
    assert shown[0].name.startswith("F-1")


def test_one_lot_is_no_blend(world: World) -> None:
    lot = world.stock()

    with pytest.raises(processing.OneLotIsNoBlend):
        processing.blend(world.node, world.manager, (lot,), "100")
    with world.node.reading() as reader:
        assert reader.where(Flow, lot=lot) == []


def test_the_masses_of_six_thousand_sacks_as_typed_are_divided_with_them(world: World) -> None:
    lot = world.stock(400_000)
    typed = tuple(f"{60 + number % 7}.{number % 10} kg" for number in range(6_000))

    done = world.do(world.manager, Pack, lot=lot, masses=(50_000,) * 6_000, typed=typed)

    assert len(done.entries) > 1
    assert tuple(text for one in done.entries for text in one.body["typed"]) == typed
    bodies = [body_of(entry, []) for entry in done.entries]
    assert getattr(joined(bodies), "typed", None) == typed


def test_nothing_goes_into_a_batch_before_the_batch_or_the_lot_was_there(world: World) -> None:
    early = delivered_on(world, "2026-11-17")
    processing.open_batch(world.node, world.manager, "CAJA-3", day="2026-11-18")
    late = delivered_on(world, "2026-11-19")

    def take(lot: str, day: str | None) -> object:
        words = TakeWords(batch="CAJA-3", lots=(lot,), day=day)
        return processing.take(world.node, world.manager, words)

    refused = assert_refused(world, "before-it-began", lambda: take(early, "2026-11-17"))
    assert refused == {"what": "CAJA-3", "began": "2026-11-18", "given": "2026-11-17"}
    refused = assert_refused(world, "before-it-began", lambda: take(late, "2026-11-18"))
    assert refused == {"what": late, "began": "2026-11-19", "given": "2026-11-18"}
    take(early, "2026-11-18")
    take(late, "2026-11-19")
    # 2026-11-21 at three in the morning, UTC, is still the evening of the 20th in Peru.
    world.clock.moment = world.clock.moment.replace(day=21, hour=3)
    take(delivered_on(world, "2026-11-20"), None)
    assert taken_by(world, "CAJA-3").taken_g == 90_000


def test_a_day_behind_the_batch_shows_a_wrong_clock_and_stops_nobody(world: World) -> None:
    processing.open_batch(world.node, world.manager, "CAJA-3")
    world.clock.moment = world.clock.moment.replace(year=2020)

    lot = delivered_on(world, None)
    processing.take(world.node, world.manager, TakeWords(batch="CAJA-3", lots=(lot,)))

    assert taken_by(world, "CAJA-3").taken_g == 30_000


def test_what_was_delivered_on_one_day_goes_in_on_another(world: World) -> None:
    delivered_on(world, "2026-11-18")
    delivered_on(world, "2026-11-19")
    processing.open_batch(world.node, world.manager, "CAJA-3", day="2026-11-19")

    words = TakeWords(batch="CAJA-3", delivered="2026-11-18", day="2026-11-19")
    done = processing.take(world.node, world.manager, words)

    assert done.outcome.entries[0].occurred_at == "2026-11-19"
    assert taken_by(world, "CAJA-3").taken_g == 30_000


def delivered_on(world: World, day: str | None) -> str:
    line = LineWords(product="baba", gross="30", household="F-1")
    words = DeliveryWords(lines=(line,), place="Centro NAR", day=day)
    return gate.deliver(world.node, world.manager, words).lots[0]
