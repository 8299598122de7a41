"""Rules for correcting an act, at any depth, and for taking one back that nothing follows yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import msgspec

from acopio.domain.entries.batches import BatchClosed, BatchOpened
from acopio.domain.entries.corrections import EntryCorrected, EntryUndone
from acopio.domain.entries.envelope import Entry
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.fold import apply
from acopio.domain.fold.corrections import ANEW, IN_PLACE
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.undoing import UNDOABLE
from acopio.domain.rows.custody import Certificate, Correction, Dispatch
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NotTheHolder,
    ReasonNeeded,
    Subject,
)
from acopio.domain.rules.corrected_facts import facts_need, settled
from acopio.domain.rules.correction_checks import (
    check_added,
    check_masses,
    check_seconds,
    moved_sacks,
    weighed_by_sacks,
)
from acopio.domain.rules.named_by import about, lines_changed, made_by, rows_about
from acopio.domain.rules.resting import LOOKED_INTO, resting, resting_needs
from acopio.domain.rules.vessels import check_vacant
from acopio.domain.state import State
from acopio.domain.times import stamp
from acopio.errors import Refusal

_TRIED = "tried"
"""Stands for the leaf hash of an entry that is only tried out."""


@dataclass(eq=False)
class NotCorrectable(Refusal):
    """A kind of entry that is mended in another way."""

    code = "not-correctable"
    kind: str


@dataclass(eq=False)
class AlreadyUndone(Refusal):
    """An act that was taken back."""

    code = "already-undone"
    on: str


@dataclass(eq=False)
class Followed(Refusal):
    """An act that others rest on: it is corrected, not taken back."""

    code = "followed"
    what: str


@dataclass(eq=False)
class NothingChanges(Refusal):
    """A correction that says what stands there already."""

    code = "nothing-changes"


@dataclass(eq=False)
class LotsDiffer(Refusal):
    """A correction that leaves out a lot which the act made."""

    code = "lots-differ"
    lots: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Command):
    """Say what an act should have said."""

    ACT: ClassVar[str] = "correct"
    entries: tuple[str, ...]
    """Leaf hashes of the act's entries."""
    written_by: str
    """The organisation in whose log they stand."""
    old: Body
    """What is in force."""
    new: Body
    happened: str
    """When the act had happened, as is in force."""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Who lives in the households that the new facts name."""
    reason: str | None = None

    def vessels(self) -> Iterable[tuple[str, str]]:
        """Where a batch is said to have been opened: nobody else opens one there meanwhile."""
        opened = self.new if isinstance(self.new, BatchOpened) else None
        return [(opened.place, opened.vessel)] if opened and opened.vessel else []

    def needs(self) -> Iterable[Need]:
        """What the act was about, and what the new facts name."""
        yield Correction, "act", self.entries[-1]
        yield from rows_about(self.old)
        yield from rows_about(self.new)
        yield from facts_need(self.new, dict(self.people))

    def descends(self) -> Iterable[str]:
        """Everything after what the act was, or should have been, about."""
        if self.happened == self.occurred_at and (lines := lines_changed(self.old, self.new)):
            return lines
        return [*about(self.old), *about(self.new)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """What was weighed stands; certified or dispatched lots ask for a second person."""
        _ours_to_mend(state, context, self.written_by, self.entries[-1])
        if not isinstance(self.new, (*ANEW, *IN_PLACE)) or weighed_by_sacks(
            state, self.old, self.new
        ):
            raise NotCorrectable(kind=KIND_OF[type(self.new)].name)
        if self.new == self.old and self.happened == self.occurred_at:
            raise NothingChanges
        if not self.reason:
            raise ReasonNeeded(why="correction")
        if gone := [code for code in made_by(self.old) if code not in made_by(self.new)]:
            raise LotsDiffer(lots=", ".join(gone))
        if isinstance(self.new, BatchOpened):
            check_vacant(state, self.new.place, self.new.vessel, self.new.batch)
        people = dict(self.people)
        new = settled(state, context, self.old, self.new, self.occurred_at, people)
        kind = KIND_OF[type(new)]
        body = EntryCorrected(
            entries=self.entries,
            kind=kind.name,
            version=kind.version,
            new=_plain(new),
            reason=self.reason,
        )
        tried, changes = _try(state, context, self, body)
        check_added(state, context, self.old, new)
        check_masses(state, tried, self.old, new)
        check_seconds(state, context, changes)
        yield Fact(body, changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Take back an act that nothing follows yet."""

    ACT: ClassVar[str] = "correct"
    entries: tuple[str, ...]
    written_by: str
    old: Body
    vessel: tuple[str, str] | None = None
    """Place and name of the vessel in which a closing is taken back."""
    reason: str | None = None

    def vessels(self) -> Iterable[tuple[str, str]]:
        """The vessel, in which nobody else may open a batch meanwhile."""
        return [self.vessel] if self.vessel else []

    def needs(self) -> Iterable[Need]:
        """What the act was about, and what may rest on it."""
        yield Correction, "act", self.entries[-1]
        yield from rows_about(self.old)
        yield from resting_needs(self.old)

    def descends(self) -> Iterable[str]:
        """Everything after what the act was about."""
        return list(about(self.old))

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Nothing may rest on it; what rests on it is corrected instead."""
        act = self.entries[-1]
        _ours_to_mend(state, context, self.written_by, act)
        kind = KIND_OF[type(self.old)]
        if kind.name not in UNDOABLE or moved_sacks(state, self.old):
            raise NotCorrectable(kind=kind.name)
        if not self.reason:
            raise ReasonNeeded(why="undo")
        if kind.name in LOOKED_INTO:
            for what in resting(state, self.old, act):
                raise Followed(what=what)
        else:
            _nothing_since(state, self.old, act)
        _still_vacant(state, self.old)
        body = EntryUndone(entries=self.entries, kind=kind.name, reason=self.reason)
        _tried, changes = _try(state, context, self, body)
        check_seconds(state, context, changes)
        yield Fact(body, changes)


def _still_vacant(state: State, old: Body) -> None:
    """Refuse to take back a closing when the vessel holds the next batch by now.

    Raises:
        VesselTaken.
    """
    batch = state.find(Batch, old.batch) if isinstance(old, BatchClosed) else None
    if batch is not None:
        check_vacant(state, batch.place, batch.vessel, batch.id)


def _plain(body: Body) -> dict[str, Any]:
    """Return a body as the plain values that stand in an entry."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(body))
    return plain


def _ours_to_mend(state: State, context: Context, written_by: str, act: str) -> None:
    """Refuse an act of another organisation, or one that was taken back.

    Raises:
        NotTheHolder, AlreadyUndone.
    """
    if written_by != context.actor.organisation:
        raise NotTheHolder(what=act[:8], holder=written_by)
    correction = state.find(Correction, act)
    if correction is not None and correction.undone:
        raise AlreadyUndone(on=correction.day)


def _try(
    state: State, context: Context, command: Command, body: Body
) -> tuple[State, tuple[tuple[Subject, str], ...]]:
    """Fold a correction into a copy of the state; return it, and the subjects it changes."""
    entry = Entry(
        v=1, kind=KIND_OF[type(body)].name, id=_TRIED, cmd=command.id,
        org=context.actor.organisation, by=context.actor.people,
        occurred_at=command.occurred_at, recorded_at=stamp(context.now), body={},
    )  # fmt: skip
    tried = state.copy()
    apply(tried, Recorded(entry=entry, hash=_TRIED, body=body, zone=context.zone))
    changed: list[tuple[Subject, str]] = []
    for kind in (Lot, Batch, Certificate):
        rows = tried.where(kind, "latest", _TRIED)
        changed += [(kind, row.key()) for row in rows if state.find(kind, row.key())]
    gone = [(kind, key) for kind, key in tried.gone if kind in (Lot, Batch, Sample, Dispatch)]
    return tried, tuple(dict.fromkeys([*changed, *gone]))


def _nothing_since(state: State, body: Body, act: str) -> None:
    """Refuse an act after which anything was recorded about what it changed, also a correction.

    Raises:
        Followed.
    """
    for row in _changed_by(state, body, act):
        if row.latest != act:
            raise Followed(what=_name(row))


def _changed_by(state: State, body: Body, act: str) -> Iterator[Any]:
    """Yield the rows that an act changed: each must still be as it left them."""
    flows = state.where(Flow, "act", act)
    codes = {flow.lot for flow in flows if flow.lot} | set(made_by(body))
    codes |= {answer.lot for answer in getattr(body, "answers", ())}
    codes |= {code for code in [getattr(body, "lot", None)] if code}
    for code in sorted(codes):
        if (lot := state.find(Lot, code)) is not None:
            yield lot
    for kind, name in ((Batch, "batch"), (Sample, "sample"), (Dispatch, "dispatch")):
        key = getattr(body, name, None)
        row = state.find(kind, key) if key else None
        if row is not None and KIND_OF[type(body)].name != "batch.noted":
            yield row


def _name(row: Any) -> str:
    """Return what people call a row."""
    for name in ("code", "number", "vessel", "id"):
        if found := getattr(row, name, None):
            return str(found)
    return ""
