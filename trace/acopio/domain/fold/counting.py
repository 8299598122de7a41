"""Folding counts: somebody weighed a lot, and from here on it has what the scale said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from acopio.domain.entries import lots as kinds
from acopio.domain.entries.fields import Part
from acopio.domain.fold.batches import flow
from acopio.domain.fold.new_lot import new_lot
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.fold.sacks import settled
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import Count, Found, Lot
from acopio.domain.state import State


@dataclass(frozen=True, slots=True)
class Counted:
    """What the scale said, where the difference is booked, and why there is one."""

    grams: int
    step: str
    cause: str
    reason: str | None = None


def counted(state: State, recorded: Recorded, lot: Lot, said: Counted) -> Iterable[Row]:
    """Yield the count, its difference and the lot, which begins a new segment of its balance."""
    packed_g, sacks = settled(state, lot, said.grams)
    yield from sacks
    difference = lot.left_g - said.grams
    if difference:
        part: Part = (lot.code, difference, "w")
        yield flow(recorded, said.step, "loss", part, lot.counts, said.cause)
    yield Count(
        lot=lot.code,
        number=lot.counts + 1,
        step=said.step,
        act=recorded.hash,
        organisation=recorded.entry.org,
        day=recorded.day,
        counted_g=said.grams,
        said_g=said.grams,
        book_g=lot.left_g,
        cause=said.cause,
        reason=said.reason,
    )
    yield replace(
        lot,
        left_g=said.grams,
        packed_g=packed_g,
        counts=lot.counts + 1,
        latest=recorded.hash,
    )


@folds(kinds.LotCounted)
def lot_counted(state: State, recorded: Recorded, body: kinds.LotCounted) -> Iterable[Row]:
    """The lot has what the scale said; shares and claims stay."""
    said = Counted(body.counted_g, recorded.entry.id, body.cause, body.reason)
    yield from counted(state, recorded, state.get(Lot, body.lot), said)


@folds(kinds.LotFound)
def found(_state: State, recorded: Recorded, body: kinds.LotFound) -> Iterable[Row]:
    """A lot at the beginning of its own history, of a place and a time."""
    yield new_lot(
        recorded,
        (body.lot, body.mass_g, "w"),
        product=body.product,
        place=body.place,
        born="found",
        step=recorded.entry.id,
        claims=(),
    )
    yield Found(
        lot=body.lot,
        act=recorded.hash,
        organisation=recorded.entry.org,
        place=body.place,
        kept_from=body.kept_from,
        kept_to=body.kept_to,
        cause=body.cause,
        reason=body.reason,
    )
