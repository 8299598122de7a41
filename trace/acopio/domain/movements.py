"""From rows to movements: where each gram of a lot went, and from where.

Lots that never travelled need no row of their own: the store adds up what they did alike, and a
``Tally`` is such a sum.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from acopio.domain.balance import (
    DURING,
    ESTIMATED,
    Held,
    Movement,
    Period,
    Spot,
    is_estimated,
)
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Batch, Count, Flow, Lot
from acopio.domain.rows.reports import Report
from acopio.domain.trips import Trip, trip_of

R = TypeVar("R", Flow, Count, DispatchLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is known of a batch, blend or split where its flows are added up."""

    organisation: str
    place: str
    source: str
    product: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Grams of lots that never travelled and did the same."""

    way: str
    """``born`` outside, or a flow's ``in``, ``out``, ``loss``; ``step`` is the loss of a step."""
    cause: str
    estimated: bool
    organisation: str
    place: str
    product: str
    step: Step | None
    """None for what was born outside."""
    when: int
    grams: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Lots followed one by one, with all that was done to them."""

    lots: tuple[Lot, ...] = ()
    flows: tuple[Flow, ...] = ()
    """Of these lots, and whole-step losses of the batches that are asked about."""
    counts: tuple[Count, ...] = ()
    lines: tuple[DispatchLine, ...] = ()
    dispatches: tuple[Dispatch, ...] = ()
    batches: tuple[Batch, ...] = ()
    returns: tuple[Report, ...] = ()
    made_at: Mapping[str, str] = field(default_factory=dict)
    """Where the blends and splits were that these lots went into, by step."""


def step_of(batch: Batch) -> Step:
    """Return what the flows of a batch need to know of it."""
    return Step(
        organisation=batch.organisation,
        place=batch.place,
        source=batch.source or batch.product,
        product=batch.product,
    )


def batch_spot(step: Step, name: str = "") -> Spot:
    """Return the inside of a batch: until it comes out, it is the product that went in."""
    return Spot(
        where="batch",
        organisation=step.organisation,
        place=step.place,
        product=step.source,
        step=name,
    )


def step_cause(step: Step | None, cause: str) -> str:
    """Return why a step lost mass: turning one product into another is no loss of beans."""
    changed = step is not None and step.source != step.product
    return "processing" if changed and cause == "batch" else cause


def from_tally(tally: Tally) -> Movement:
    """Return what many lots did as one movement."""
    store = Spot(
        where="store",
        organisation=tally.organisation,
        place=tally.place,
        product=tally.product,
    )
    inside = batch_spot(tally.step) if tally.step else None
    source, target = {
        "born": (None, store),
        "in": (store, inside),
        "out": (inside, store),
        "loss": (store, None),
        "step": (inside, None),
    }[tally.way]
    return Movement(
        when=tally.when,
        grams=tally.grams,
        source=source,
        target=target,
        cause=step_cause(tally.step, tally.cause),
        estimated=tally.estimated,
        count=tally.count,
    )


def _between(store: Spot, place: str, step: str) -> Spot:
    """Return the inside of a blend or split: over in a moment, where its lots are made."""
    here = Step(
        organisation=store.organisation, place=place, source=store.product, product=store.product
    )
    return batch_spot(here, step)


def from_rows(rows: Rows, period: Period) -> tuple[list[Movement], list[Held]]:
    """Return every movement of lots that are followed one by one, and what they hold now."""
    flows, counts, lines = _by_lot(rows.flows), _by_lot(rows.counts), _by_lot(rows.lines)
    dispatches = {row.id: row for row in rows.dispatches}
    batches = {row.id: row for row in rows.batches}
    movements: list[Movement] = []
    held: list[Held] = []
    for lot in rows.lots:
        trip = trip_of(
            lot, counts.get(lot.code, ()), lines.get(lot.code, ()), dispatches, rows.returns
        )
        steps = _Steps(batches, rows.made_at)
        movements += _of_lot(trip, flows.get(lot.code, ()), steps, period)
        held.append(Held(spot=trip.now, grams=lot.left_g))
    for flow in flows.get("", []):
        if batch := batches.get(flow.step):
            movements.append(_whole_step(flow, batch, period))
    return movements, held


def held_by_batch(batch: Batch) -> Held:
    """Return what is in a batch now: nothing, once it is closed."""
    return Held(
        spot=batch_spot(step_of(batch), batch.id),
        grams=batch.taken_g - batch.given_g - batch.loss_g,
    )


def _by_lot(rows: Iterable[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(row.lot, []).append(row)
    return found


def _whole_step(flow: Flow, batch: Batch, period: Period) -> Movement:
    step = step_of(batch)
    return Movement(
        when=period.when(flow.day),
        grams=flow.grams,
        source=batch_spot(step, batch.id),
        target=None,
        cause=step_cause(step, flow.cause),
        estimated=is_estimated(batch),
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    """The batches, blends and splits that lots went into and came out of."""

    batches: Mapping[str, Batch]
    made_at: Mapping[str, str]

    def inside(self, flow: Flow, store: Spot) -> Spot:
        """Return where grams are between a flow in and a flow out."""
        batch = self.batches.get(flow.step)
        if batch is not None:
            return batch_spot(step_of(batch), batch.id)
        place = store.place if flow.way == "out" else self.made_at.get(flow.step, store.place)
        return _between(store, place, flow.step)


def _of_lot(trip: Trip, flows: Iterable[Flow], steps: _Steps, period: Period) -> Iterator[Movement]:
    """Yield all that happened to one lot."""
    lot, listed = trip.lot, list(flows)
    if not any(flow.way == "out" for flow in listed):
        yield Movement(
            when=period.when(lot.day),
            grams=lot.made_g,
            source=None,
            target=trip.spots[0],
            cause=lot.born,
            estimated=lot.how in ESTIMATED,
        )
    for flow in listed:
        source, target = _ends(trip, flow, steps)
        yield Movement(
            when=period.when(flow.day),
            grams=flow.grams,
            source=source,
            target=target,
            cause=flow.cause,
            estimated=flow.how in ESTIMATED,
        )
    yield from trip.travels(period)


def _ends(trip: Trip, flow: Flow, steps: _Steps) -> tuple[Spot | None, Spot | None]:
    if flow.way == "loss":
        return trip.lost_on(flow.step, flow.segment), None
    if flow.way == "out":
        return steps.inside(flow, trip.spots[0]), trip.spots[0]
    store = trip.at(flow.segment)
    return store, steps.inside(flow, store)


def stock_of(movements: Iterable[Movement]) -> dict[Spot, int]:
    """Return what is at each spot at the end of the period that the movements were asked for."""
    found: dict[Spot, int] = {}
    for one in movements:
        if one.when <= DURING:
            for spot, sign in ((one.source, -1), (one.target, 1)):
                if spot is not None:
                    found[spot] = found.get(spot, 0) + sign * one.grams
    return {spot: grams for spot, grams in found.items() if grams}
