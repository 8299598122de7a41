"""What outside organisations did or said, and beans that they give back."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation
from acopio.domain.rows.reports import Report as ReportRow
from acopio.domain.rules.inspecting import ReportResult
from acopio.domain.rules.reports import (
    SAID,
    NeverSentThere,
    OursWritesItself,
    Report,
    ReportWithoutDocument,
    TakeBack,
)
from acopio.domain.times import day_of
from acopio.quality.protocol import Protocol
from acopio.quality.registry import current
from acopio.services.custody import DispatchWords, Left, dispatch, named_sacks
from acopio.services.forms import ObservationUnreadable
from acopio.services.gate import Desk
from acopio.services.limits import LimitFieldUnknown
from acopio.services.node import Node
from acopio.services.papers import subject
from acopio.storage.reader import Reader, values

_WORDS = {
    "recibido": "received", "recibió": "received", "recibio": "received",
    "almacenado": "stored", "almacenó": "stored", "almaceno": "stored",
    "procesado": "processed", "procesó": "processed", "proceso": "processed",
    "trillado": "processed", "milled": "processed",
    "analizado": "tested", "analizó": "tested", "analizo": "tested", "analysed": "tested",
    "embarcado": "shipped", "embarcó": "shipped", "embarco": "shipped",
    "llegado": "arrived", "llegó": "arrived", "llego": "arrived",
    "aprobado": "approved", "aprobó": "approved", "aprobo": "approved",
    "rechazado": "declined", "rechazó": "declined", "rechazo": "declined",
    "vendido": "sold", "vendió": "sold", "vendio": "sold",
    "destruido": "destroyed", "destruyó": "destroyed", "destruyo": "destroyed",
    "otro": "other", "otra": "other",
}  # fmt: skip
"""What people type for what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """What somebody outside did or said, as it is typed."""

    reporter: str
    what: str
    about: str
    """A lot, or the number of a dispatch."""
    text: str | None = None
    day: str | None = None
    docs: tuple[Document, ...] = ()


def said(node: Node, actor: Actor, words: ReportWords) -> str:
    """Write down a report; return its number.

    Raises:
        ReportWithoutDocument, OursWritesItself, NotTheHolder, NotFound.
    """
    what = words.what.strip().lower()
    stable = _WORDS.get(what, what)
    text = words.text
    if stable not in SAID:
        # Words of their own are free text, which never stands in the clear.
        stable, text = "other", ": ".join(filter(None, (words.what.strip(), words.text)))
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        about = subject(reader, actor.organisation, words.about)
        command = Report(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            docs=words.docs,
            reporter=desk.finder.organisation_named(words.reporter).id,
            what=stable,
            lot=None if about.is_dispatch else about.id,
            holder=about.holder,
            dispatch=about.id if about.is_dispatch else None,
            text=text,
        )
    return str(node.carry_out(actor, [command])[0].entries[0].body["number"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultWords:
    """What an outside organisation found of a lot, as it is typed."""

    reporter: str
    lot: str
    protocol: str
    figures: tuple[str, ...]
    """``total=81.25``: lines of the result as they are printed in its paper."""
    purpose: str | None = "arrival"
    day: str | None = None
    docs: tuple[Document, ...] = ()


def said_result(node: Node, actor: Actor, words: ResultWords) -> str:
    """Write down a result that somebody outside found; it stands beside ours. Return the lot.

    Raises:
        ReportWithoutDocument: nothing stands behind it.
        ObservationUnreadable, LimitFieldUnknown, UnknownProtocol, NotFound, OursWritesItself.
    """
    protocol = current(words.protocol)
    printed = tuple(_figures(protocol, words.figures))
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        reporter = desk.finder.organisation_named(words.reporter)
        name = reporter.name or reporter.id
        if reporter.ours:
            raise OursWritesItself(organisation=name)
        if not any(paper.hash for paper in words.docs):
            raise ReportWithoutDocument(reporter=name)
        day = desk.day(words.day)
        command = ReportResult(
            id=node.ids.uuid(),
            occurred_at=day,
            docs=words.docs,
            lot=desk.finder.lot(words.lot).code,
            issuer=name,
            protocol=protocol.id,
            protocol_version=protocol.version,
            printed=printed,
            graded_on=day_of(day, desk.zone),
            reporter=reporter.id,
            purpose=words.purpose,
        )
    node.carry_out(actor, [command])
    return command.lot


def _figures(protocol: Protocol, texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not key or not value:
            raise ObservationUnreadable(given=text)
        if key not in protocol.limits:
            raise LimitFieldUnknown(protocol=protocol.id, given=key, known=protocol.limits)
        yield key, value


def reports_about(reader: Reader, lot: str) -> list[ReportRow]:
    """Return what was said about a lot or about a dispatch that it went with, oldest first."""
    lines = reader.where(DispatchLine, lot=lot)
    about = [lot, *values(lines, "dispatch")]
    rows = reader.among(ReportRow, "about", about)
    mine = [row for row in rows if not row.lots or any(code == lot for code, _, _ in row.lots)]
    return sorted(mine, key=lambda one: (one.day, one.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnWords:
    """Beans that go back to who sent them, or that an outside buyer gives back."""

    lots: tuple[str, ...]
    """``LOT`` or ``LOT:1-20``; with ``=MASS`` when they were weighed as they came back."""
    to: str | None = None
    place: str | None = None
    vehicle: str | None = None
    text: str | None = None
    day: str | None = None
    docs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What became of a return: sent on its way, or taken back."""

    dispatch: str | None
    lots: tuple[tuple[str, int], ...]


def give_back(node: Node, actor: Actor, words: ReturnWords) -> Returned:
    """Send lots back to their sender, or take back what an outside buyer returns.

    A lot that we hold leaves with a dispatch for ``return``; one that an outside buyer holds is
    ours again from here on.

    Raises:
        NeverSentThere: nobody sent it to who is to give it back.
        ReportWithoutDocument: an outside buyer gives back beans without any paper.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        outside = []
        for text in words.lots:
            lot, _ranges, _mass = named_sacks(desk, text)
            outside.append(lot.organisation != actor.organisation)
        if not any(outside):
            to = words.to or _sender(reader, actor, [named_sacks(desk, x)[0] for x in words.lots])
    if not any(outside):
        left = _sent_back(node, actor, words, to)
        return Returned(dispatch=left.number, lots=left.lots)
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        commands = [_taken_back(reader, desk, words, text) for text in words.lots]
    outcomes = node.carry_out(actor, commands)
    reports = [one for out in outcomes for one in out.entries if one.kind == "report.recorded"]
    parts = [part for one in reports for part in one.body["lots"]]
    return Returned(dispatch=None, lots=tuple((code, grams) for code, grams, _how in parts))


def _sent_back(node: Node, actor: Actor, words: ReturnWords, to: str) -> Left:
    return dispatch(
        node,
        actor,
        DispatchWords(
            to=to,
            lots=tuple(text.partition("=")[0] for text in words.lots),
            purpose="return",
            vehicle=words.vehicle,
            day=words.day,
            docs=words.docs,
        ),
    )


def _sender(reader: Reader, actor: Actor, lots: list[Lot]) -> str:
    """Return the name of who sent the lots to us last.

    Raises:
        NeverSentThere: nobody did.
    """
    for lot in lots:
        ways = _ways(reader, lot)
        came = [one for one in ways if one.to_organisation == actor.organisation]
        if came and came[-1].organisation != actor.organisation:
            row = reader.one(Organisation, id=came[-1].organisation)
            return (row.name if row else None) or came[-1].organisation
    raise NeverSentThere(lot=lots[0].code, holder="")


def _ways(reader: Reader, lot: Lot) -> list[Dispatch]:
    """Return the dispatches of a lot, or of the lot it was split from, in order of time."""
    codes = {lot.code} | {edge[2] for edge in reader.ancestry(lot.code)}
    lines = reader.among(DispatchLine, "lot", codes)
    rows = reader.among(Dispatch, "id", values(lines, "dispatch"))
    return sorted(rows, key=lambda one: (one.day, one.id))


def _taken_back(reader: Reader, desk: Desk, words: ReturnWords, text: str) -> TakeBack:
    lot, ranges, mass = named_sacks(desk, text)
    ways = [
        one
        for one in _ways(reader, lot)
        if one.organisation == desk.actor.organisation and one.to_organisation == lot.organisation
    ]
    return TakeBack(
        id=desk.node.ids.uuid(),
        occurred_at=desk.day(words.day),
        docs=words.docs,
        lot=lot.code,
        holder=lot.organisation,
        dispatch=ways[-1].id if ways else "",
        place=desk.finder.place(words.place).id,
        sacks=ranges,
        weighed=desk.mass(mass) if mass else None,
        text=words.text,
    )
