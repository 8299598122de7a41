"""Boundaries, what crosses them, and where a travelling lot lay."""

from dataclasses import replace

from acopio.documents.balance_words import gap_text, judged
from acopio.domain.balance import (
    AFTER,
    DURING,
    Boundary,
    Gap,
    Held,
    Movement,
    Period,
    Spot,
    Yield,
    balance_of,
    by_form,
    gaps_of,
    percent,
    yield_of,
)
from acopio.domain.movements import Rows, from_rows, held_by_batch
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Batch, Count, Flow, Lot
from acopio.domain.rows.reports import Report
from acopio.domain.state import State
from acopio.domain.yields import Judged, judge

OURS, BUYER, STORE, YARD = "ours", "buyer", "store", "yard"
JUNE = Period(first="2026-06-01", last="2026-06-30")
EVER = Period()


def spot(product: str = "cacao.dry", where: str = "store", **more: str) -> Spot:
    fields = {"organisation": OURS, "place": STORE, **more}
    return Spot(where=where, product=product, **fields)  # type: ignore[arg-type]


def lot(code: str = "L", **more: object) -> Lot:
    fields: dict[str, object] = {
        "code": code, "organisation": OURS, "owner": OURS, "place": STORE, "product": "cacao.dry",
        "born": "opened", "step": "s", "day": "2026-06-01", "made_g": 1000, "left_g": 1000,
        "how": "w", "claims": (), "latest": "", "act": "", "made_at": STORE, "said_g": 1000,
    }  # fmt: skip
    return Lot(**(fields | more))  # type: ignore[arg-type]


def dispatch(number: int = 1, **more: object) -> Dispatch:
    fields: dict[str, object] = {
        "id": f"d{number}", "organisation": OURS, "number": "1", "purpose": "sale",
        "to_organisation": BUYER, "place": STORE, "to_place": None, "vehicle": None, "seal": None,
        "day": "2026-06-10", "state": "reported", "answered_on": "2026-06-20", "latest": "",
        "act": "",
    }  # fmt: skip
    return Dispatch(**(fields | more))  # type: ignore[arg-type]


def line(**more: object) -> DispatchLine:
    fields: dict[str, object] = {
        "dispatch": "d1", "lot": "L", "sent_g": 1000, "received_g": 990, "outcome": "short",
    }  # fmt: skip
    return DispatchLine(**(fields | more))  # type: ignore[arg-type]


def count(number: int, step: str, book_g: int, counted_g: int) -> Count:
    return Count(
        lot="L", number=number, step=step, act="", organisation=OURS, day="2026-06-20",
        counted_g=counted_g, said_g=counted_g, book_g=book_g, cause="short",
    )  # fmt: skip


def flow(way: str, grams: int, **more: object) -> Flow:
    fields: dict[str, object] = {
        "step": "x", "way": way, "lot": "L", "act": way, "grams": grams, "said_g": grams,
        "how": "w", "day": "2026-06-05", "segment": 0, "cause": "",
    }  # fmt: skip
    return Flow(**(fields | more))  # type: ignore[arg-type]


SENT = Rows(
    lots=(lot(organisation=BUYER, place=None, left_g=990, counts=1),),
    flows=(flow("loss", 10, step="d1", day="2026-06-20", cause="short"),),
    counts=(count(1, "d1", 1000, 990),),
    lines=(line(),),
    dispatches=(dispatch(),),
)


def lines_of(rows: Rows, boundary: Boundary, period: Period = EVER) -> dict[str, int]:
    movements, held = from_rows(rows, period)
    one = balance_of(boundary, period, movements, held)
    assert one.closed, one.difference
    return {f"{found.side} {found.cause} {found.other}".strip(): found.grams for found in one.lines}


def test_beans_sent_are_the_senders_until_somebody_answers() -> None:
    ours = Boundary(organisation=OURS)
    movements, held = from_rows(SENT, Period(last="2026-06-15"))
    then = balance_of(ours, Period(last="2026-06-15"), movements, held)

    assert (then.closing.way_g, then.closing.store_g) == (1000, 0)
    assert lines_of(SENT, ours) == {
        "in opened": 1000,
        "out dispatched buyer": 990,
        "loss short": 10,
    }
    assert lines_of(SENT, Boundary(organisation=BUYER)) == {"in received ours": 990}


def test_what_is_not_answered_is_a_stock_of_its_own() -> None:
    rows = Rows(
        lots=(lot(dispatch="d1"),),
        lines=(line(received_g=None, outcome=None),),
        dispatches=(dispatch(state="sent", answered_on=None),),
    )
    movements, held = from_rows(rows, EVER)

    one = balance_of(Boundary(organisation=OURS), EVER, movements, held)

    assert one.closed
    assert (one.closing.store_g, one.closing.way_g) == (0, 1000)


def test_a_refused_lot_went_and_came_back() -> None:
    rows = Rows(
        lots=(lot(),),
        lines=(line(received_g=0, outcome="refused"),),
        dispatches=(dispatch(),),
    )
    period = Period(last="2026-06-15")
    movements, held = from_rows(rows, period)

    assert balance_of(Boundary(), period, movements, held).closing.way_g == 1000
    assert lines_of(rows, Boundary(organisation=OURS)) == {"in opened": 1000}


def test_refused_sacks_went_and_came_back_as_a_lot_of_their_own() -> None:
    rows = replace(
        SENT,
        lots=(replace(SENT.lots[0], left_g=690), lot("R", made_g=300, left_g=300)),
        flows=(
            *SENT.flows,
            flow("in", 300, step="split", day="2026-06-20"),
            flow("out", 300, step="split", day="2026-06-20", lot="R"),
        ),
        counts=(count(1, "d1", 700, 690),),
        lines=(line(received_g=690, returned="R", returned_g=300),),
    )
    period = Period(last="2026-06-15")
    movements, held = from_rows(rows, period)

    assert balance_of(Boundary(organisation=OURS), period, movements, held).closing.way_g == 1000
    assert lines_of(rows, Boundary(organisation=OURS)) == {
        "in opened": 1000, "out dispatched buyer": 690, "loss short": 10,
    }  # fmt: skip


def report(lots: tuple[tuple[str, int, str], ...]) -> Report:
    return Report(
        id="r1", number="1", organisation=OURS, reporter=BUYER, about="L", what="returned",
        lots=lots, place=YARD, cites=None, day="2026-06-25", act="", text=None,
    )  # fmt: skip


def test_beans_that_the_buyer_gave_back_are_received_where_they_lie() -> None:
    rows = replace(
        SENT,
        lots=(lot(place=YARD, left_g=490, counts=1),),
        flows=(*SENT.flows, flow("in", 500, segment=1, day="2026-06-28")),
        dispatches=(dispatch(id="a-earlier-id"),),
        counts=(count(1, "a-earlier-id", 1000, 990),),
        lines=(line(dispatch="a-earlier-id"),),
        returns=(report((("L", 990, "w"),)),),
    )
    rows = replace(rows, flows=(replace(rows.flows[0], step="a-earlier-id"), rows.flows[1]))

    assert lines_of(rows, Boundary(organisation=OURS, place=YARD, lot="L")) == {
        "in received buyer": 990, "out drawn": 500,
    }  # fmt: skip
    assert lines_of(rows, Boundary(organisation=BUYER)) == {
        "in received ours": 990, "out dispatched ours": 990,
    }  # fmt: skip


def test_a_return_that_was_weighed_again_counts_as_weighed() -> None:
    rows = replace(
        SENT,
        lots=(lot(place=YARD, left_g=980, counts=2),),
        flows=(
            *SENT.flows,
            flow("loss", 10, step="r1", segment=1, act="r", day="2026-06-25", cause="short"),
        ),
        counts=(*SENT.counts, count(2, "r1", 990, 980)),
        returns=(report((("L", 980, "w"),)),),
    )

    assert lines_of(rows, Boundary(organisation=OURS))["in received buyer"] == 980


def test_a_place_of_ours_hands_over_to_another() -> None:
    rows = replace(
        SENT,
        lots=(lot(place=YARD, left_g=990, counts=1),),
        dispatches=(dispatch(to_organisation=OURS, purpose="move", state="received"),),
    )

    assert lines_of(rows, Boundary(place=STORE)) == {
        "in opened": 1000, "out moved-out yard": 990, "loss short": 10,
    }  # fmt: skip
    assert lines_of(rows, Boundary(place=YARD)) == {"in moved-in store": 990}
    assert lines_of(rows, Boundary(organisation=OURS)) == {"in opened": 1000, "loss short": 10}


def box(**more: object) -> Batch:
    fields: dict[str, object] = {
        "id": "b", "organisation": OURS, "place": STORE, "vessel": "CAJA-1", "kind": "box",
        "product": "cacao.dry", "source": "cacao.wet", "state": "closed",
        "opened_on": "2026-06-01", "closed_on": "2026-06-09", "taken_g": 1000, "given_g": 392,
        "weighed_g": 392, "loss_g": 608, "claims": (), "lost": (), "closed_by": None, "latest": "",
    }  # fmt: skip
    return Batch(**(fields | more))  # type: ignore[arg-type]


def yielded(given_g: int = 392, **more: object) -> Yield:
    """Return the yield of a box, judged as at its closing."""
    fields = {"given_g": given_g, "weighed_g": given_g, "loss_g": 1000 - given_g, **more}
    batch, state = box(**fields), State()
    dry = lot("D", step="b", born="batch", made_g=given_g, left_g=given_g)
    state.load([batch, *([dry] if given_g else [])])
    return yield_of(batch, judge(state, batch))


def test_wet_beans_that_became_dry_are_a_conversion_and_not_a_loss_of_dry_beans() -> None:
    batch = box()
    rows = Rows(
        lots=(lot(product="cacao.wet", left_g=0), lot("D", made_g=392, left_g=392, step="b")),
        flows=(
            flow("in", 1000, step="b"),
            flow("out", 392, step="b", lot="D"),
            flow("loss", 608, step="b", lot="", cause="batch"),
        ),
        batches=(batch,),
    )
    movements, held = from_rows(rows, EVER)
    held.append(held_by_batch(batch))

    wet = balance_of(Boundary(product="cacao.wet"), EVER, movements, held)
    dry = balance_of(Boundary(product="cacao.dry"), EVER, movements, held)

    assert [(one.side, one.cause, one.other, one.grams) for one in wet.lines] == [
        ("in", "opened", "", 1000), ("out", "processed", "cacao.dry", 392),
        ("loss", "processing", "", 608),
    ]  # fmt: skip
    assert [(one.cause, one.grams) for one in dry.lines] == [("processed", 392)]
    assert wet.closed
    assert dry.closed


def test_a_remainder_is_a_gap_and_so_is_less_than_nothing() -> None:
    moved = Movement(when=DURING, grams=10, source=None, target=spot(), cause="delivery")
    one = balance_of(Boundary(), EVER, [moved], [Held(spot=spot(), grams=-3)])

    assert not one.closed
    assert {(gap.what, gap.grams) for gap in gaps_of(one, "all")} == {
        ("store", -13), ("then", -3),
    }  # fmt: skip


def test_what_moves_after_the_period_is_taken_back_from_what_is_there_now() -> None:
    later = Movement(when=AFTER, grams=10, source=None, target=spot(), cause="delivery")
    one = balance_of(Boundary(), JUNE, [later], [Held(spot=spot(), grams=10)])

    assert one.empty


def test_a_yield_is_exact_and_rounded_half_up_beside_its_band() -> None:
    one = yielded()

    assert (one.percent, one.band, one.plausible) == ("39.2", ("33.0", "45.0"), True)
    assert yielded(329).plausible is False
    assert yielded(330).plausible is True
    assert percent(1, 8) == "12.5"
    assert (percent(5, 10_000), percent(4, 10_000)) == ("0.1", "0.0")


def test_what_nobody_weighed_is_not_judged() -> None:
    unweighed = box(given_g=500, weighed_g=0, loss_g=500)
    found = Judged(weighed_in_g=1000, beans_g=0, main_g=0, band=(400, 650), inside=True)
    one = yield_of(unweighed, found)

    assert (one.estimated, one.band, one.plausible) == (True, None, None)
    assert yielded(0, state="open", loss_g=0).inside_g == 1000
    assert yielded(0, state="open", loss_g=0).plausible is None


def test_what_its_closing_found_outside_is_told_even_if_nobody_weighed_it() -> None:
    unweighed = box(given_g=200, weighed_g=0, loss_g=800)
    found = Judged(weighed_in_g=1000, beans_g=0, main_g=0, band=(400, 650), inside=False)
    one = yield_of(unweighed, found)

    assert (one.estimated, one.band, one.plausible) == (True, ("40.0", "65.0"), False)
    assert judged(one) == "outside"


def test_a_finding_without_a_place_says_so() -> None:
    gap = Gap(what="store", subject="", grams=-120_000)

    assert gap_text(gap, {}, "es") == "Lo que hay en almacén no cuadra: sin lugar: -120.000 kg"


def test_products_stand_in_the_order_of_processing() -> None:
    mixed = ["coffee.green", "cacao.second", "cacao.dry", "other", "cacao.wet"]

    assert sorted(mixed, key=by_form) == [
        "cacao.wet", "cacao.dry", "cacao.second", "coffee.green", "other",
    ]  # fmt: skip
