"""Folding counts: somebody weighed a lot, and from here on it has what the scale said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from acopio.domain.fold.batches import flow
from acopio.domain.fold.recorded import Recorded
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import Count, Lot


@dataclass(frozen=True, slots=True)
class Counted:
    """What the scale said, where the difference is booked, and why there is one."""

    grams: int
    step: str
    cause: str
    reason: str | None = None


def counted(recorded: Recorded, lot: Lot, said: Counted) -> Iterable[Row]:
    """Yield the count, its difference and the lot, which begins a new segment of its balance."""
    difference = lot.left_g - said.grams
    if difference:
        part = (lot.code, difference, "w")
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
    yield replace(lot, left_g=said.grams, counts=lot.counts + 1, latest=recorded.hash)
