"""Folding jobs of labels: sent, looked at, void."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import paper
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.labels import LabelJob, LabelRange, LabelVoid
from acopio.domain.state import State


@folds(paper.LabelsPrinted)
def printed(state: State, recorded: Recorded, body: paper.LabelsPrinted) -> Iterable[Row]:
    """A job on its way to paper: nobody knows yet what comes out."""
    place = 1
    for subject, first, last, printing in body.labels:
        yield LabelRange(
            job=body.job,
            place=place,
            act=recorded.entry.id,
            number=body.number,
            what=body.what,
            subject=subject,
            first=first,
            last=last,
            printing=printing,
            reason=body.reason,
        )
        place += last - first + 1
    yield LabelJob(
        id=body.job,
        organisation=recorded.entry.org,
        number=body.number,
        what=body.what,
        medium=body.medium,
        start=body.start,
        copies=body.copies,
        count=place - 1,
        day=recorded.day,
        printer=body.printer,
        resumes=body.resumes,
    )
    if body.resumes:
        yield replace(state.get(LabelJob, body.resumes), resumed_by=body.job)


@folds(paper.LabelsConfirmed)
def confirmed(state: State, _recorded: Recorded, body: paper.LabelsConfirmed) -> Iterable[Row]:
    """The labels up to the last good one came out, and no others."""
    yield replace(state.get(LabelJob, body.job), good=body.good)
    for one in state.where(LabelRange, "job", body.job):
        good = min(max(body.good - one.place + 1, 0), one.last - one.first + 1)
        yield replace(one, good=good, most_good=max(one.most_good, good))


@folds(paper.LabelsVoided)
def voided(_state: State, recorded: Recorded, body: paper.LabelsVoided) -> Iterable[Row]:
    """Labels that count no more."""
    yield LabelVoid(
        act=recorded.entry.id,
        lot=body.lot,
        first=body.first,
        last=body.last,
        day=recorded.day,
        reason=body.reason,
    )
