"""Folding samples that leave for somebody, what he answers, and what comes back."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import quality as kinds
from acopio.domain.entries.fields import Part
from acopio.domain.fold.batches import flow
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.quality import Sample
from acopio.domain.state import State


@folds(kinds.SampleSent)
def sent(state: State, recorded: Recorded, body: kinds.SampleSent) -> Iterable[Row]:
    """The sample is with somebody else."""
    yield replace(
        state.get(Sample, body.sample),
        sent_to=body.to,
        sent_on=recorded.day,
        courier=body.courier,
        latest=recorded.hash,
    )


@folds(kinds.SampleAnswered)
def answered(state: State, recorded: Recorded, body: kinds.SampleAnswered) -> Iterable[Row]:
    """Approved or declined. An existing lot takes nothing in: what returns is a lot of its own.

    It comes back to the lot that it was drawn from and leaves it in the same act, so that origin
    and claims are those of that lot, and its balance stays closed.
    """
    sample = state.get(Sample, body.sample)
    yield replace(
        sample,
        answer=body.answer,
        answered_on=recorded.day,
        returned_g=body.returned_g or 0,
        latest=recorded.hash,
    )
    if body.lot is None or body.returned_g is None or sample.lot is None:
        return
    whole, step = state.get(Lot, sample.lot), recorded.entry.id
    part: Part = (body.lot, body.returned_g, "w")
    yield flow(recorded, sample.id, "loss", (whole.code, -part[1], "w"), whole.counts, "sample")
    yield flow(recorded, step, "in", (whole.code, part[1], "w"), whole.counts)
    yield flow(recorded, step, "out", part)
    yield replace(
        whole,
        code=body.lot,
        born="split",
        step=step,
        day=recorded.day,
        place=body.place,
        made_at=body.place or "",
        made_g=part[1],
        left_g=part[1],
        said_g=part[1],
        how="w",
        counts=0,
        sacks=0,
        packed_g=0,
        certified=(),
        lost=(),
        latest=recorded.hash,
        act=recorded.hash,
    )
    yield replace(whole, latest=recorded.hash)
