"""Rules for labels: what may be printed, printed again, confirmed and made void."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from acopio.domain.entries.paper import LabelRun, LabelsConfirmed, LabelsPrinted, LabelsVoided
from acopio.domain.rows.labels import LabelJob, LabelRange, LabelVoid
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rows.quality import Hold
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    NamedTwice,
    Need,
    NothingNamed,
    NotTheHolder,
    ReasonNeeded,
)
from acopio.domain.rules.lots import SackNotHere, apart, in_ranges
from acopio.domain.standing import Standings, Worth
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal

LABELLED = (*FULL, "reserved")
"""States of a sack that may have a label: full, or numbered before it is weighed."""

What = Literal["sack", "lot", "sample", "cup", "pallet"]


@dataclass(eq=False)
class LabelsNotChecked(Refusal):
    """Labels of a job that nobody has looked at: they may be out there already."""

    code = "labels-not-checked"
    lot: str
    numbers: str
    job: str


@dataclass(eq=False)
class LabelsOut(Refusal):
    """Labels that were printed before: a second one says that it is one, and why."""

    code = "labels-out"
    lot: str
    numbers: str


@dataclass(eq=False)
class LabelsMoved(Refusal):
    """Somebody printed or voided the same labels meanwhile: begin again."""

    code = "labels-moved"
    lot: str
    number: int


@dataclass(eq=False)
class LotRecalled(Refusal):
    """A lot that is recalled gets no labels."""

    code = "lot-recalled"
    lot: str
    since: str


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
    first: int
    given: int


@dataclass(eq=False)
class NothingLeftOfJob(Refusal):
    """A job of which every label came out."""

    code = "nothing-left-of-job"
    job: str


def printings(
    standings: Standings, lot: str, numbers: Iterable[int], reason: str | None
) -> dict[int, int]:
    """Return which printing of its label comes next for each sack: 1 for the original.

    Raises:
        LabelsOut, LabelsNotChecked: it was printed before, and no reason is given.
    """
    found: dict[int, int] = {}
    before: dict[Worth, list[int]] = {}
    job = ""
    for number in numbers:
        standing = standings.of(number)
        found[number] = standing.printing + 1
        if standing.printing:
            before.setdefault(standing.worth, []).append(number)
            job = standing.job or job
    if before and not reason:
        if sent := before.get("sent"):
            raise LabelsNotChecked(lot=lot, numbers=in_ranges(sent), job=job)
        raise LabelsOut(lot=lot, numbers=in_ranges(n for listed in before.values() for n in listed))
    return found


def label_runs(labels: Iterable[tuple[str, int, int]]) -> tuple[LabelRun, ...]:
    """Return labels (lot, number of the sack, printing) as runs, in the same order."""
    found: list[LabelRun] = []
    for lot, number, printing in labels:
        if found and found[-1][::3] == (lot, printing) and found[-1][2] == number - 1:
            found[-1] = (lot, found[-1][1], number, printing)
        else:
            found.append((lot, number, number, printing))
    return tuple(found)


def rest_of(ranges: Iterable[LabelRange], place: int) -> tuple[LabelRun, ...]:
    """Return the labels of a job from a place on."""
    return tuple(
        (one.subject, one.first + max(place - one.place, 0), one.last, one.printing)
        for one in sorted(ranges, key=lambda one: one.place)
        if place <= one.place + one.last - one.first
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLabels(Command):
    """Send a job of labels to paper; what was drawn must still be what is due."""

    ACT: ClassVar[str] = "paper"
    medium: str
    labels: tuple[LabelRun, ...]
    what: What = "sack"
    lots: tuple[str, ...] = ()
    """Where the sacks lie now, or the lots that tags are of."""
    copies: int = 1
    start: int = 1
    printer: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lots, their sacks, and all that was printed for them."""
        for lot in self.lots:
            yield Lot, "code", lot
        if self.what == "sack":
            yield from _needs({lot for lot, *_ in self.labels})

    def ancestry(self) -> Iterable[str]:
        """What is recalled gets no labels, nor what was made from it."""
        return self.lots

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Sacks that are there and ours get labels; a second label says that it is one."""
        if not self.labels:
            raise NothingNamed(what="labels")
        self._check_lots(state, context)
        if self.what == "sack":
            self._check_printings(state)
        yield self._printed(context)

    def _check_lots(self, state: State, context: Context) -> None:
        for code in self.lots:
            lot = state.get(Lot, code)
            if context.actor.organisation != lot.organisation and lot.code[:3] != context.prefix:
                raise NotTheHolder(what=lot.code, holder=lot.organisation)
            _not_recalled(state, code)
        if self.what != "sack":
            return
        for packed_for, first, last, _ in self.labels:
            sacks = {n: state.find(Sack, (packed_for, n)) for n in range(first, last + 1)}
            missing = [
                number
                for number, one in sacks.items()
                if one is None or one.lot not in self.lots or one.state not in LABELLED
            ]
            if missing:
                raise SackNotHere(lot=packed_for, numbers=in_ranges(missing))

    def _check_printings(self, state: State) -> None:
        by_lot: dict[str, dict[int, int]] = {}
        for lot, first, last, printing in self.labels:
            drawn = by_lot.setdefault(lot, {})
            drawn.update(dict.fromkeys(range(first, last + 1), printing))
        if sum(map(len, by_lot.values())) < sum(
            last - first + 1 for _, first, last, _ in self.labels
        ):
            raise NamedTwice(what=", ".join(by_lot))
        for lot, drawn in by_lot.items():
            due = printings(standings_in(state, lot), lot, drawn, self.reason)
            for number, printing in drawn.items():
                if due[number] != printing:
                    raise LabelsMoved(lot=lot, number=number)

    def _printed(self, context: Context, resumes: str | None = None) -> Fact:
        return Fact(
            LabelsPrinted(
                job=context.ids.uuid(),
                number=f"E-{context.ids.signs(6)}",
                medium=self.medium,
                labels=self.labels,
                copies=self.copies,
                what=self.what,
                start=self.start,
                printer=self.printer,
                resumes=resumes,
                reason=self.reason,
            )
        )


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
        """The labels are the rest of the job as it was, and bear no new mark."""
        job = open_job(state, self.job, context)
        self._check_place(job)
        if self.labels != rest_of(state.where(LabelRange, "job", job.id), self.place):
            raise LabelsMoved(lot=self.labels[0][0] if self.labels else "", number=self.place)
        self._check_lots(state, context)
        if job.good is None:
            yield Fact(LabelsConfirmed(job=job.id, good=self.place - 1))
        if self.what == "sack":
            lot, first, _, _ = self.labels[0]
            yield Fact(LabelsVoided(lot=lot, first=first, last=first, job=job.id, reason=self.torn))
        yield self._printed(context, job.id)

    def _check_place(self, job: LabelJob) -> None:
        check_good(job, self.place - 1)
        if job.good is not None and job.good != self.place - 1:
            raise ResumeElsewhere(job=job.number, first=job.good + 1, given=self.place)
        if self.place > job.count:
            raise NothingLeftOfJob(job=job.number)


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
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot, its sacks, and all that was printed for them."""
        return _needs({self.lot})

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only a label that is, or may be, out there can become void."""
        lot = state.get(Lot, self.lot)
        if lot.organisation != context.actor.organisation and lot.code[:3] != context.prefix:
            raise NotTheHolder(what=lot.code, holder=lot.organisation)
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


def standings_in(state: State, lot: str) -> Standings:
    """Return the standing of a lot's labels as the state knows it."""
    return Standings(
        lot, state.where(LabelRange, "subject", lot), state.where(LabelVoid, "lot", lot)
    )


def _needs(lots: Iterable[str]) -> Iterator[Need]:
    for lot in sorted(lots):
        yield Lot, "code", lot  # so that nobody prints or voids its labels meanwhile
        yield Sack, "packed_for", lot
        yield LabelRange, "subject", lot
        yield LabelVoid, "lot", lot


def _job_needs(job: str) -> Iterator[Need]:
    yield LabelJob, "id", job
    yield LabelJob, "resumes", job
    yield LabelRange, "job", job


def _not_recalled(state: State, code: str) -> None:
    for hold in state.holds.get(code, ()):
        current = state.find(Hold, hold.id) or hold
        if current.kind == "recall" and current.lifted is None:
            raise LotRecalled(lot=code, since=current.day)
