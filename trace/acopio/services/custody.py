"""What leaves and what arrives."""

from dataclasses import dataclass

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.base import Command
from acopio.domain.rules.custody import Going, Receive, Received, ReportReceipt, Send, Typed
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.services.processing import AmountUnreadable, sack_range


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchWords:
    """A departure: lots, or ``LOT:1-120`` for sack ranges."""

    to: str
    lots: tuple[str, ...]
    purpose: str = "sale"
    to_place: str | None = None
    vehicle: str | None = None
    seal: str | None = None
    driver: str | None = None
    day: str | None = None
    docs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a dispatch made."""

    number: str
    lots: tuple[tuple[str, int], ...]


def dispatch(node: Node, actor: Actor, words: DispatchWords) -> Left:
    """Send lots to an organisation, or to another place of ours."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        going = []
        for text in words.lots:
            name, _, sacks = text.partition(":")
            ranges = tuple(map(sack_range, sacks.split(","))) if sacks else ()
            going.append(Going(lot=desk.finder.lot(name).code, sacks=ranges))
        command = Send(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            docs=words.docs,
            to=desk.finder.organisation_named(words.to).id,
            lots=tuple(going),
            purpose=words.purpose,
            to_place=desk.finder.place(words.to_place).id if words.to_place else None,
            vehicle=words.vehicle,
            seal=words.seal,
            driver=words.driver,
        )
    entries = node.carry_out(actor, [command])[0].entries
    sent = [entry.body for entry in entries if entry.kind == "dispatch.sent"]
    lots = tuple((lot, grams) for body in sent for lot, grams, _how in body["lots"])
    return Left(number=sent[0]["number"], lots=lots)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWords:
    """What arrived: ``LOT=MASS``, ``LOT=refused``; a lot that is not named came as sent."""

    dispatch: str
    lots: tuple[str, ...] = ()
    place: str | None = None
    reason: str | None = None
    day: str | None = None
    docs: tuple[Document, ...] = ()


def receive(node: Node, actor: Actor, words: ReceiptWords) -> str:
    """Answer a dispatch as its receiver, or report what an outside receiver said.

    Returns:
        ``received`` or ``reported``.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.dispatch(words.dispatch)
        lines = reader.where(DispatchLine, dispatch=found.id)
        said, typed = _said(desk, words.lots)
        received: tuple[Received, ...] = tuple(
            (line.lot, said.get(line.lot, line.sent_g)) for line in lines
        ) + tuple((lot, grams) for lot, grams in said.items() if lot not in {x.lot for x in lines})
        command = _answer(desk, found, received, typed, words)
    node.carry_out(actor, [command])
    return "received" if isinstance(command, Receive) else "reported"


def _said(desk: Desk, texts: tuple[str, ...]) -> tuple[dict[str, int | None], Typed]:
    said: dict[str, int | None] = {}
    typed: list[tuple[str, str]] = []
    for text in texts:
        name, equals, mass = text.partition("=")
        if not equals or not mass.strip():
            raise AmountUnreadable(given=text)
        code = desk.finder.lot(name).code
        if mass.strip().lower() in {"refused", "rechazado"}:
            said[code] = None
        else:
            said[code] = desk.mass(mass).g
            typed.append((code, mass.strip()))
    return said, tuple(typed)


def _answer(
    desk: Desk,
    found: Dispatch,
    received: tuple[Received, ...],
    typed: Typed,
    words: ReceiptWords,
) -> Command:
    receiver = desk.reader.one(Organisation, id=found.to_organisation)
    day, identity = desk.day(words.day), desk.node.ids.uuid()
    if receiver is not None and receiver.ours:
        return Receive(
            id=identity,
            occurred_at=day,
            docs=words.docs,
            dispatch=found.id,
            place=desk.finder.place(words.place).id,
            received=received,
            typed=typed,
            reason=words.reason,
        )
    return ReportReceipt(
        id=identity,
        occurred_at=day,
        docs=words.docs,
        dispatch=found.id,
        receiver=found.to_organisation,
        received=received,
        typed=typed,
        reason=words.reason,
    )
