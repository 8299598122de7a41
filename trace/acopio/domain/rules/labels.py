"""Rules for printing labels: what may be printed, and printed again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from acopio.domain.entries.paper import LabelRun, LabelsPrinted
from acopio.domain.label_runs import in_runs
from acopio.domain.rows.labels import LabelRange, LabelVoid
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rows.quality import Hold
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NothingNamed,
    NotTheHolder,
    distinct,
)
from acopio.domain.rules.lots import SackNotHere, in_ranges
from acopio.domain.standing import Standings
from acopio.domain.state import State
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


def printings(
    standings: Standings, lot: str, numbers: Iterable[int], reason: str | None
) -> dict[int, int]:
    """Return which printing of its label comes next for each sack: 1 for the original.

    Raises:
        LabelsOut, LabelsNotChecked: it was printed before, and no reason is given.
    """
    found: dict[int, int] = {}
    before: list[int] = []
    sent: dict[str, list[int]] = {}
    for number in numbers:
        standing = standings.of(number)
        found[number] = standing.printing + 1
        if standing.printing:
            before.append(number)
        if standing.worth == "sent":
            sent.setdefault(standing.job or "", []).append(number)
    if reason or not before:
        return found
    if sent:
        job, waiting = next(iter(sent.items()))
        raise LabelsNotChecked(lot=lot, numbers=in_ranges(waiting), job=job)
    raise LabelsOut(lot=lot, numbers=in_ranges(before))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLabels(Command):
    """Send a job of labels to paper; what was drawn must still be what is due."""

    ACT: ClassVar[str] = "paper"
    number: str
    """What people will call the job."""
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
            yield from label_needs({lot for lot, *_ in self.labels})

    def ancestry(self) -> Iterable[str]:
        """What is recalled gets no labels, nor what was made from it."""
        return self.lots

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Sacks that are there and ours get labels; a second label says that it is one."""
        if not self.labels:
            raise NothingNamed(what="labels")
        self.check_lots(state, context)
        if self.what == "sack":
            self._check_printings(state)
        yield self.sent(context)

    def check_lots(self, state: State, context: Context) -> None:
        """Refuse lots and sacks that are not there, not ours or recalled."""
        for code in self.lots:
            lot = state.get(Lot, code)
            if context.actor.organisation != lot.organisation:
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
        labels = list(in_runs(self.labels))
        distinct([f"{lot} {number}" for lot, number, _ in labels], "labels")
        by_lot: dict[str, dict[int, int]] = {}
        for lot, number, printing in labels:
            by_lot.setdefault(lot, {})[number] = printing
        for lot, drawn in by_lot.items():
            due = printings(standings_in(state, lot), lot, drawn, self.reason)
            for number, printing in drawn.items():
                if due[number] != printing:
                    raise LabelsMoved(lot=lot, number=number)

    def sent(self, context: Context, resumes: str | None = None) -> Fact:
        """Return that the job is on its way to paper."""
        return Fact(
            LabelsPrinted(
                job=context.ids.uuid(),
                number=self.number,
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


def standings_in(state: State, lot: str) -> Standings:
    """Return the standing of a lot's labels as the state knows it."""
    return Standings(
        lot, state.where(LabelRange, "subject", lot), state.where(LabelVoid, "lot", lot)
    )


def label_needs(lots: Iterable[str]) -> Iterator[Need]:
    """Yield what the labels of some lots' sacks rest on: sacks, and all that was printed."""
    for lot in sorted(lots):
        yield Lot, "code", lot  # so that nobody prints or voids its labels meanwhile
        yield Sack, "packed_for", lot
        yield LabelRange, "subject", lot
        yield LabelVoid, "lot", lot


def _not_recalled(state: State, code: str) -> None:
    for hold in state.holds.get(code, ()):
        current = state.find(Hold, hold.id) or hold
        if current.kind == "recall" and current.lifted is None:
            raise LotRecalled(lot=code, since=current.day)
