"""Folding what happens to sacks, and what counting and sampling do to those of a lot."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from acopio.domain.entries import lots as kinds
from acopio.domain.entries.fields import Part, SackRange
from acopio.domain.fold.batches import flow
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.masses import share_out
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.state import State


def full_sacks(state: State, lot: str) -> list[Sack]:
    """Return the sacks of a lot that hold weighed beans, in order of their numbers."""
    found = [one for one in state.where(Sack, "lot", lot) if one.state in FULL]
    return sorted(found, key=lambda one: (one.packed_for, one.number))


def weighing(sacks: Sequence[Sack], grams: int) -> Iterator[Sack]:
    """Yield sacks that together weigh ``grams``, in proportion to what each weighed."""
    weights = [one.mass_g or 0 for one in sacks]
    if sacks and not sum(weights):
        weights = [1] * len(sacks)
    for sack, mass_g in zip(sacks, share_out(grams, weights) if sacks else (), strict=True):
        if mass_g != sack.mass_g:
            yield replace(sack, mass_g=mass_g)


def settled(state: State, lot: Lot, left_g: int) -> tuple[int, list[Row]]:
    """Return the grams in sacks and the sacks that change when a lot is found to have ``left_g``.

    Where all of it was in sacks, or less is left than they weigh, the sacks share it; with nothing
    left they are empty.
    """
    if not lot.packed_g or (lot.packed_g != lot.left_g and lot.packed_g <= left_g):
        return lot.packed_g, []
    sacks = full_sacks(state, lot.code)
    if left_g <= 0:
        return 0, [replace(one, state="emptied") for one in sacks]
    return (left_g, list(weighing(sacks, left_g))) if sacks else (lot.packed_g, [])


def taken_out(state: State, ranges: Iterable[SackRange], grams: int) -> list[Row]:
    """Return sacks after grams were taken out of them, in proportion to what each weighed."""
    sacks = [
        state.get(Sack, (packed_for, number))
        for packed_for, first, last in ranges
        for number in range(first, last + 1)
    ]
    return list(weighing(sacks, sum(one.mass_g or 0 for one in sacks) - grams))


@folds(kinds.SackChanged)
def changed(state: State, recorded: Recorded, body: kinds.SackChanged) -> Iterable[Row]:
    """Sacks are weighed, give their beans back to the lot, or are gone with them."""
    lot = state.get(Lot, body.lot)
    packed_g, missing_g = lot.packed_g, 0
    for packed_for, first, last, mass_g in body.sacks:
        for number in range(first, last + 1):
            sack = state.get(Sack, (packed_for, number))
            before = (sack.mass_g or 0) if sack.state in FULL else 0
            after = before
            if body.state in FULL:
                after = before if mass_g is None else mass_g
            elif body.state != "re-used":
                after = 0
            packed_g += after - before
            missing_g += before if body.state == "missing" else 0
            weighed = after if body.state in FULL else sack.mass_g
            yield replace(sack, state=body.state, mass_g=weighed)
    if missing_g:
        part: Part = (lot.code, missing_g, "w")
        yield flow(recorded, recorded.entry.id, "loss", part, lot.counts, "missing")
    yield replace(lot, packed_g=packed_g, left_g=lot.left_g - missing_g, latest=recorded.hash)
