"""Folding batches: what went in, what was done, what came out, what was lost."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import batches as kinds
from acopio.domain.entries.fields import Part
from acopio.domain.fold.new_lot import new_lot
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import FULL, Batch, BatchCheck, BatchNote, Flow, Lot, Sack
from acopio.domain.state import State


def flow(
    recorded: Recorded, step: str, way: str, part: Part, segment: int = 0, cause: str = ""
) -> Flow:
    """Return what an act says of a lot in a step."""
    lot, grams, how = part
    return Flow(
        step=step,
        way=way,
        lot=lot,
        act=recorded.hash,
        grams=grams,
        said_g=grams,
        how=how,
        day=recorded.day,
        segment=segment,
        cause=cause,
    )


def drawn(state: State, recorded: Recorded, step: str, part: Part) -> Iterable[Row]:
    """Yield a lot and its flow after grams of it went into ``step``.

    A packed lot is drawn loose, or whole: then its sacks are empty.
    """
    lot, grams, _how = part
    row = state.get(Lot, lot)
    yield flow(recorded, step, "in", part, row.counts)
    left_g = row.left_g - grams
    if left_g == 0 and row.packed_g:
        for sack in state.where(Sack, "lot", lot):
            if sack.state in FULL:
                yield replace(sack, state="emptied")
    yield replace(row, left_g=left_g, packed_g=row.packed_g if left_g else 0, latest=recorded.hash)


def lost(recorded: Recorded, step: str, grams: int, cause: str) -> Iterable[Row]:
    """Yield the loss of a whole step, if there is one; a gain is negative."""
    if grams:
        yield flow(recorded, step, "loss", ("", grams, "w"), cause=cause)


@folds(kinds.BatchOpened)
def opened(_state: State, recorded: Recorded, body: kinds.BatchOpened) -> Iterable[Row]:
    """An empty batch."""
    yield Batch(
        id=body.batch,
        organisation=recorded.entry.org,
        place=body.place,
        vessel=body.vessel,
        kind=body.kind,
        product=body.product,
        source=None,
        state="open",
        opened_on=recorded.day,
        closed_on=None,
        taken_g=0,
        given_g=0,
        weighed_g=0,
        loss_g=0,
        claims=None,
        lost=(),
        closed_by=None,
        latest=recorded.hash,
    )


@folds(kinds.BatchTook)
def took(state: State, recorded: Recorded, body: kinds.BatchTook) -> Iterable[Row]:
    """Grams leave the lots and are in the batch."""
    batch = state.get(Batch, body.batch)
    source = batch.source
    for part in body.inputs:
        source = source or state.get(Lot, part[0]).product
        yield from drawn(state, recorded, body.batch, part)
    yield replace(
        batch,
        source=source,
        taken_g=batch.taken_g + sum(grams for _, grams, _ in body.inputs),
        claims=body.claims,
        lost=tuple(sorted({*batch.lost, *body.lost})),
        latest=recorded.hash,
    )


@folds(kinds.BatchNoted)
def noted(_state: State, recorded: Recorded, body: kinds.BatchNoted) -> Iterable[Row]:
    """A note changes nothing else."""
    yield BatchNote(
        id=recorded.entry.id,
        act=recorded.hash,
        batch=body.batch,
        day=recorded.day,
        what=body.what,
        value=body.value,
        unit=body.unit,
        text=body.text,
    )


@folds(kinds.BatchChecked)
def checked(_state: State, recorded: Recorded, body: kinds.BatchChecked) -> Iterable[Row]:
    """What was counted among a few beans; no mass changes."""
    yield BatchCheck(
        id=recorded.entry.id,
        act=recorded.hash,
        batch=body.batch,
        day=body.on or recorded.day,
        protocol=body.protocol,
        beans=body.beans,
        figures=tuple((one.what, one.value) for one in body.values),
    )


@folds(kinds.BatchPassed)
def passed(state: State, recorded: Recorded, body: kinds.BatchPassed) -> Iterable[Row]:
    """Unweighed beans become an estimated, unlabelled lot."""
    batch = state.get(Batch, body.batch)
    part: Part = (body.lot, body.mass_g, "e")
    yield _made(recorded, batch, part, body.product, batch.place)
    yield replace(flow(recorded, batch.id, "out", part), rate=(body.mass_g, batch.taken_g))
    yield replace(batch, state="giving", given_g=batch.given_g + body.mass_g, latest=recorded.hash)


@folds(kinds.BatchGave)
def gave(state: State, recorded: Recorded, body: kinds.BatchGave) -> Iterable[Row]:
    """Weighed lots come out."""
    batch = state.get(Batch, body.batch)
    total = 0
    for part in body.outputs:
        yield _made(recorded, batch, part, body.product, body.place)
        yield flow(recorded, batch.id, "out", part)
        total += part[1]
    yield replace(
        batch,
        state="giving",
        given_g=batch.given_g + total,
        weighed_g=batch.weighed_g + total,
        latest=recorded.hash,
    )


def _made(recorded: Recorded, batch: Batch, part: Part, product: str, place: str) -> Lot:
    return new_lot(
        recorded,
        part,
        product=product,
        place=place,
        born="passed" if part[2] == "e" else "batch",
        step=batch.id,
        claims=batch.claims or (),
    )


@folds(kinds.BatchClosed)
def closed(state: State, recorded: Recorded, body: kinds.BatchClosed) -> Iterable[Row]:
    """What is missing is the loss of the whole step."""
    batch = state.get(Batch, body.batch)
    yield from lost(recorded, batch.id, body.loss_g, "batch")
    yield replace(
        batch,
        state="closed",
        closed_on=recorded.day,
        closed_by=recorded.hash,
        loss_g=body.loss_g,
        latest=recorded.hash,
    )
