"""Rules for jobs of labels that were sent: confirmed, gone on with; and labels made void."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.paper import LabelsConfirmed, LabelsVoided
from acopio.domain.label_runs import label_name, labels_from, rest_of
from acopio.domain.rows.labels import LabelJob, LabelRange
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NothingNamed,
    NotTheHolder,
    ReasonNeeded,
)
from acopio.domain.rules.labels import (
    LABELLED,
    LabelsMoved,
    PrintLabels,
    label_needs,
    standings_in,
)
from acopio.domain.rules.lots import apart, in_ranges
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal


@dataclass(eq=False)
class NoLabelToVoid(Refusal):
    """Sacks that have no label which could be made void."""

    code = "no-label-to-void"
    lot: str
    numbers: str


@dataclass(eq=False)
class GoodBeyondJob(Refusal):
    """More labels are said to be good than a job has."""

    code = "good-beyond-job"
    job: str
    given: int
    count: int


@dataclass(eq=False)
class ResumedBefore(Refusal):
    """A job of which the rest was printed by another one."""

    code = "resumed-before"
    job: str
    by: str


@dataclass(eq=False)
class ResumeElsewhere(Refusal):
    """A job is resumed from another label than the first that did not come out."""

    code = "resume-elsewhere"
    job: str
    first: str
    given: str


@dataclass(eq=False)
class NothingLeftOfJob(Refusal):
    """A job of which every label came out."""

    code = "nothing-left-of-job"
    job: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeLabels(PrintLabels):
    """Print the rest of a job: what came out is confirmed, the torn label void, the rest sent."""

    job: str
    place: int
    """Of the first label of the rest in the job, from 1."""
    torn: str
    """Why the label at that place is void."""

    def needs(self) -> Iterable[Need]:
        """The job as well."""
        yield from PrintLabels.needs(self)  # `super` does not know a class with slots
        yield from _job_needs(self.job)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The labels are those that are left; what may be out there all the same is a copy."""
        job = open_job(state, self.job, context)
        ranges = state.where(LabelRange, "job", job.id)
        self._check_place(job, ranges)
        self._check_rest(state, ranges)
        self.check_lots(state, context)
        if job.good is None:
            yield Fact(LabelsConfirmed(job=job.id, good=self.place - 1))
        if self.what == "sack":
            lot, torn, _ = next(labels_from(ranges, self.place))
            yield Fact(LabelsVoided(lot=lot, first=torn, last=torn, job=job.id, reason=self.torn))
        yield self.sent(context, job.id)

    def _check_place(self, job: LabelJob, ranges: Sequence[LabelRange]) -> None:
        check_good(job, self.place - 1)
        if job.good is not None and job.good != self.place - 1:
            labels = list(labels_from(ranges, 1))
            first = label_name(labels, job.what, job.good + 1)
            given = label_name(labels, job.what, self.place)
            raise ResumeElsewhere(job=job.number, first=first, given=given)
        if self.place > job.count or not self.labels:
            raise NothingLeftOfJob(job=job.number)

    def _check_rest(self, state: State, ranges: Sequence[LabelRange]) -> None:
        def labelled(lot: str, number: int) -> bool:
            sack = state.find(Sack, (lot, number))
            return sack is not None and sack.state in LABELLED

        standings = {one.subject: standings_in(state, one.subject) for one in ranges}
        due = rest_of(ranges, self.place, standings, labelled)
        if self.labels != due:
            raise LabelsMoved(lot=self.labels[0][0], number=self.labels[0][1])
        if self.what == "sack" and not self.reason and any(run[3] > 1 for run in due):
            raise ReasonNeeded(why="labels-again")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLabels(Command):
    """Say how many labels of a job came out good, from its first on."""

    ACT: ClassVar[str] = "paper"
    job: str
    good: int

    def needs(self) -> Iterable[Need]:
        """The job."""
        return _job_needs(self.job)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """It may be said again until the rest is printed."""
        job = open_job(state, self.job, context)
        check_good(job, self.good)
        yield Fact(LabelsConfirmed(job=job.id, good=self.good))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidLabels(Command):
    """Make labels void, with a reason: whoever scans one is told so."""

    ACT: ClassVar[str] = "paper"
    lot: str
    """The lot whose code the labels carry."""
    sacks: tuple[tuple[int, int], ...]
    lots: tuple[str, ...]
    """Where the sacks lie now."""
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot, its sacks, where they lie, and all that was printed for them."""
        yield from label_needs({self.lot})
        for lot in self.lots:
            yield Lot, "code", lot

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only a label that is, or may be, out there can become void."""
        lot = state.get(Lot, self.lot)
        self._check_holder(state, context)
        if not self.reason:
            raise ReasonNeeded(why="labels-void")
        if not self.sacks:
            raise NothingNamed(what="labels")
        apart(self.sacks, lot.code)
        standings = standings_in(state, lot.code)
        wanted = [n for first, last in self.sacks for n in range(first, min(last, lot.sacks) + 1)]
        wanted += [last for _, last in self.sacks if last > lot.sacks]
        none = [n for n in wanted if standings.of(n).worth not in {"sent", "good"}]
        if none:
            raise NoLabelToVoid(lot=lot.code, numbers=in_ranges(none))
        for first, last in self.sacks:
            yield Fact(LabelsVoided(lot=lot.code, first=first, last=last, reason=self.reason))

    def _check_holder(self, state: State, context: Context) -> None:
        """Whoever has the sack says what its label is worth."""
        for sack in state.where(Sack, "packed_for", self.lot):
            named = any(first <= sack.number <= last for first, last in self.sacks)
            holder = state.get(Lot, sack.lot).organisation if named else None
            if holder and holder != context.actor.organisation:
                raise NotTheHolder(what=sack.lot, holder=holder)


def open_job(state: State, identity: str, context: Context) -> LabelJob:
    """Return a job of the acting organisation of which no other job has printed the rest.

    Raises:
        NotFound, ResumedBefore.
    """
    job = state.get(LabelJob, identity)
    if job.organisation != context.actor.organisation:
        raise NotFound(what="labeljob", given=job.number)
    if job.resumed_by:
        by = state.find(LabelJob, job.resumed_by)
        raise ResumedBefore(job=job.number, by=by.number if by else job.resumed_by)
    return job


def check_good(job: LabelJob, good: int) -> None:
    """Refuse a number of good labels that a job cannot have.

    Raises:
        GoodBeyondJob.
    """
    if not 0 <= good <= job.count:
        raise GoodBeyondJob(job=job.number, given=good, count=job.count)


def _job_needs(job: str) -> Iterator[Need]:
    yield LabelJob, "id", job
    yield LabelJob, "resumes", job
    yield LabelRange, "job", job
