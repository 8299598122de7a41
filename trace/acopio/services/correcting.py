"""Correcting what was typed wrong, at any depth, and taking back what nothing follows yet.

A correction is shown before it is appended: without ``append`` everything is done but the commit.
"""

from dataclasses import dataclass, replace

from acopio.domain.consequences import Consequence
from acopio.domain.entries.fields import Body
from acopio.domain.permissions import Actor, SecondPersonNeeded
from acopio.domain.rows.custody import Dispatch
from acopio.domain.rows.lots import Batch, Count
from acopio.domain.rows.parties import Person
from acopio.domain.rules.base import Command
from acopio.domain.rules.correcting import Correct, Undo
from acopio.domain.state import NotFound
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.services.acts import Act, act_of, acts_about
from acopio.services.corrected_body import FactWords, corrected_body
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.storage.reader import Reader

STAND_IN = "second"
"""Stands for the second person while a correction is only shown."""


@dataclass(eq=False)
class NoSuchAct(Refusal):
    """A number that is not in the list of acts about something."""

    code = "no-such-act"
    given: str
    last: int


@dataclass(eq=False)
class WhichAct(Refusal):
    """Several acts about the same thing, and none was chosen."""

    code = "which-act"
    given: str
    acts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """One act in the history of a lot, batch or dispatch."""

    number: int
    kind: str
    day: str
    hash: str
    corrected_on: str | None
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a correction says, and what follows from it."""

    act: str
    kind: str
    subject: str
    consequences: tuple[Consequence, ...]
    second_needed: bool
    """It was only shown, and to be written it asks for a second person."""
    entry: str | None
    """Leaf id of the correction; ``None`` while it is only shown."""


def history(node: Node, organisation: str, subject: str) -> list[ActLine]:
    """Return the acts about a lot, batch or dispatch in the order they were recorded."""
    with node.reading() as reader:
        nobody = Actor(organisation, (), frozenset())
        desk = Desk(reader, nobody, node)
        acts = _acts(reader, desk, subject)
    return [
        ActLine(
            number=number,
            kind=act.first.kind,
            day=day_of(act.occurred_at, desk.zone),
            hash=act.hash,
            corrected_on=act.correction.day if act.correction else None,
            undone=act.correction.undone if act.correction else False,
        )
        for number, act in enumerate(acts, start=1)
    ]


def _acts(reader: Reader, desk: Desk, subject: str) -> list[Act]:
    """Return the acts about something, the one recorded first first."""
    hashes = _hashes(reader, desk, subject)
    found = {act.hash: act for act in (act_of(reader, one) for one in hashes)}
    return sorted(found.values(), key=lambda act: (act.first.recorded_at, act.first.id))


def _hashes(reader: Reader, desk: Desk, subject: str) -> list[str]:
    """Return the acts about whatever the words name.

    Raises:
        NotFound, SeveralMatch.
    """
    if (batch := _batch(desk, subject)) is not None:
        return acts_about(reader, batch=batch)
    for dispatch in reader.where(Dispatch, number=subject.strip().upper()):
        answers = [count.act for count in reader.where(Count, step=dispatch.id)]
        return [dispatch.act, *answers]
    return acts_about(reader, lot=desk.finder.lot(subject))


def _batch(desk: Desk, subject: str) -> Batch | None:
    try:
        return desk.finder.batch(subject)
    except NotFound:
        return None


def _chosen(reader: Reader, desk: Desk, subject: str, number: int | None) -> Act:
    """Return the act that is meant: the one of a number, else the one that made the lot.

    Raises:
        NoSuchAct, WhichAct.
    """
    acts = _acts(reader, desk, subject)
    if number is not None:
        if not 1 <= number <= len(acts):
            raise NoSuchAct(given=str(number), last=len(acts))
        return acts[number - 1]
    if _batch(desk, subject) is None and acts:
        return acts[0]
    if len(acts) == 1:
        return acts[0]
    listed = ", ".join(f"{place} {act.first.kind}" for place, act in enumerate(acts, start=1))
    raise WhichAct(given=subject, acts=listed)


def correct(
    node: Node,
    actor: Actor,
    subject: str,
    words: FactWords,
    *,
    number: int | None = None,
    reason: str | None = None,
    append: bool = False,
) -> Corrected:
    """Show what a corrected fact changes, and with ``append`` record it.

    Raises:
        Refusal: it cannot have been so, or what was weighed later contradicts it.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        act = _chosen(reader, desk, subject, number)
        lot = _lot_code(desk, subject)
        new = corrected_body(desk, act.body, words, lot)
        command = Correct(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day) if words.day else act.occurred_at,
            entries=act.entries,
            written_by=act.first.org,
            old=act.body,
            new=new,
            happened=act.occurred_at,
            people=_people(reader, new),
            reason=reason,
        )
    return _carried_out(node, actor, act, subject, command, append=append)


def _people(reader: Reader, body: Body) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who lives in the households that a body names."""
    named = {getattr(one, "household", None) for one in (body, *getattr(body, "lines", ()))}
    found: dict[str, list[str]] = {}
    for person in reader.among(Person, "household", named - {None}):
        found.setdefault(person.household or "", []).append(person.id)
    return tuple((household, tuple(people)) for household, people in sorted(found.items()))


def undo(
    node: Node,
    actor: Actor,
    subject: str,
    *,
    number: int | None = None,
    reason: str | None = None,
    append: bool = False,
) -> Corrected:
    """Show what taking an act back changes, and with ``append`` do it.

    Raises:
        Refusal: something follows it already, or it is taken back in another way.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        act = _chosen(reader, desk, subject, number)
        command = Undo(
            id=node.ids.uuid(),
            occurred_at=desk.day(None),
            entries=act.entries,
            written_by=act.first.org,
            old=act.body,
            vessel=_vessel(reader, act.body),
            reason=reason,
        )
    return _carried_out(node, actor, act, subject, command, append=append)


def _vessel(reader: Reader, body: Body) -> tuple[str, str] | None:
    """Return the vessel of the batch that a body is about."""
    batch = reader.one(Batch, id=getattr(body, "batch", None))
    return (batch.place, batch.vessel) if batch is not None and batch.vessel else None


def _carried_out(
    node: Node, actor: Actor, act: Act, subject: str, command: Command, *, append: bool
) -> Corrected:
    second_needed = False
    if append:
        shown, entries = node.done(actor, [command])
    else:
        entries = ()
        try:
            shown, _ = node.tried(actor, [command])
        except SecondPersonNeeded:  # to look at it, one person is enough
            second_needed = True
            shown, _ = node.tried(replace(actor, people=(*actor.people, STAND_IN)), [command])
    return Corrected(
        act=act.hash,
        kind=act.first.kind,
        subject=subject,
        consequences=tuple(shown),
        second_needed=second_needed,
        entry=entries[-1].id if entries else None,
    )


def _lot_code(desk: Desk, subject: str) -> str | None:
    """Return the lot that the words name: of a ticket, only its line is meant."""
    try:
        return desk.finder.lot(subject).code
    except Refusal:
        return None
