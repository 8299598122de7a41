"""What leaves and what arrives."""

from dataclasses import dataclass

from acopio.domain.codes import parse_lot_code
from acopio.domain.entries.fields import Document
from acopio.domain.ico_mark import read_ico_mark
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.base import Command
from acopio.domain.rules.custody import (
    Going,
    Ranges,
    Receive,
    Received,
    ReportReceipt,
    Send,
    Typed,
    sacks_of,
)
from acopio.domain.rules.lots import GiveName
from acopio.errors import Refusal
from acopio.services.deciding import split_from
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.services.processing import AmountUnreadable
from acopio.services.sack_numbers import sack_range

_PURPOSES = {
    "venta": "sale", "venta-local": "local-sale", "traslado": "move", "servicio": "toll",
    "maquila": "toll", "muestra": "sample", "devolucion": "return", "devolución": "return",
    "exportacion": "export", "exportación": "export",
}  # fmt: skip
_NAMES = {
    "contenedor": "container", "contrato": "contract", "pedido": "po", "orden": "po",
    "reserva": "booking", "ico": "ico-mark", "oic": "ico-mark", "marca": "ico-mark",
    "lote-exportador": "exporter-lot", "casa": "house",
}  # fmt: skip
"""What people type for the kinds of names; any other word is a kind of its own."""
_REFUSED = {"refused", "rechazado", "rechazados", "rechazada", "rechazadas"}


@dataclass(eq=False)
class NameUnreadable(Refusal):
    """A name that is not written as kind and name."""

    code = "name-unreadable"
    given: str


def other_names(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Read names such as ``contenedor=MSCU1234567``: kind and name.

    Raises:
        NameUnreadable: one has no kind, or no name.
    """
    read = []
    for text in texts:
        kind, _, name = (part.strip() for part in text.partition("="))
        if not kind or not name:
            raise NameUnreadable(given=text)
        known = _NAMES.get(kind.lower(), kind.lower())
        mark = read_ico_mark(name) if known == "ico-mark" else None
        read.append((known, mark.printed if mark else name))
    return tuple(read)


def named_sacks(desk: Desk, text: str) -> tuple[Lot, Ranges, str]:
    """Read ``LOT``, ``LOT:1-20,25`` or ``LOT=MASS``: the lot, sack numbers, and what follows.

    Raises:
        NotFound, UnknownCode, SacksUnreadable.
    """
    named, _, rest = text.partition("=")
    name, _, sacks = named.partition(":")
    ranges = tuple(map(sack_range, sacks.split(","))) if sacks.strip() else ()
    return desk.finder.lot(name), ranges, rest.strip()


def named_refusal(text: str) -> tuple[str, str | None]:
    """Read ``LOT=MASS`` or ``LOT=refused`` about a lot of another house: code, mass or nothing.

    Raises:
        AmountUnreadable, UnknownCode.
    """
    name, _, mass = (part.strip() for part in text.partition("="))
    if not mass:
        raise AmountUnreadable(given=text)
    return parse_lot_code(name), None if mass.lower() in _REFUSED else mass


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
    names: tuple[str, ...] = ()
    """What others call it: ``contenedor=MSCU1234567``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a dispatch made."""

    number: str
    lots: tuple[tuple[str, int], ...]


def dispatch(node: Node, actor: Actor, words: DispatchWords) -> Left:
    """Send lots to an organisation, or to another place of ours."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        going = [named_sacks(desk, text)[:2] for text in words.lots]
        command = Send(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            docs=words.docs,
            to=desk.finder.organisation_named(words.to).id,
            lots=tuple(Going(lot=lot.code, sacks=ranges) for lot, ranges in going),
            purpose=_PURPOSES.get(words.purpose.strip().lower(), words.purpose),
            to_place=desk.finder.place(words.to_place).id if words.to_place else None,
            vehicle=words.vehicle,
            seal=words.seal,
            driver=words.driver,
            names=other_names(words.names),
            places=tuple(sorted({lot.place for lot, _ in going if lot.place})),
            wholes=tuple(tuple(one.code for one, _ in split_from(reader, lot)) for lot, _ in going),
        )
    entries = node.carry_out(actor, [command])[0].entries
    sent = [entry.body for entry in entries if entry.kind == "dispatch.sent"]
    lots = tuple((lot, grams) for body in sent for lot, grams, _how in body["lots"])
    return Left(number=sent[0]["number"], lots=lots)


def give_names(node: Node, actor: Actor, text: str, names: tuple[str, ...]) -> str:
    """Write down what others call a lot or a dispatch; return its code or number.

    Raises:
        NameUnreadable, NotFound, NotAllowed.
    """
    with node.reading() as reader:
        sent = reader.one(Dispatch, number=text.strip().upper())
        lot = None if sent else Desk(reader, actor, node).finder.lot(text)
    subject = sent.id if sent else lot.code if lot else ""
    commands = [
        GiveName(
            id=node.ids.uuid(), occurred_at=node.today(), subject=subject, kind=kind, name=name
        )
        for kind, name in other_names(names)
    ]
    node.carry_out(actor, commands)
    return sent.number if sent else subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWords:
    """What arrived: ``LOT=MASS``, ``LOT=refused``, ``LOT:5-9=refused``; the rest came as sent."""

    dispatch: str
    lots: tuple[str, ...] = ()
    place: str | None = None
    reason: str | None = None
    day: str | None = None
    docs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a receipt made of a dispatch."""

    state: str
    """``received`` or ``reported``."""
    returned: tuple[tuple[str, int], ...]
    """Lots that the refused sacks became: they are the sender's."""


@dataclass(slots=True)
class _Said:
    """What was said of the lots of a dispatch."""

    grams: dict[str, int | None]
    typed: list[tuple[str, str]]
    refused: dict[str, Ranges]


def receive(node: Node, actor: Actor, words: ReceiptWords) -> str:
    """Answer a dispatch as its receiver, or report what an outside receiver said.

    Returns:
        ``received`` or ``reported``.
    """
    return answer(node, actor, words).state


def answer(node: Node, actor: Actor, words: ReceiptWords) -> Answered:
    """Answer a dispatch, and say which lots went back to the sender."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.dispatch(words.dispatch)
        lines = reader.where(DispatchLine, dispatch=found.id)
        said = _said(desk, words.lots)
        received: dict[str, int | None] = {
            line.lot: _came(desk, line, said.refused.get(line.lot, ())) for line in lines
        }
        received.update(said.grams)
        received.update({lot: 0 for lot in said.refused if lot not in received})
        command = _answer(desk, found, words, said, tuple(received.items()))
    entries = node.carry_out(actor, [command])[0].entries
    splits = [entry.body for entry in entries if entry.kind == "lot.split"]
    return Answered(
        state="received" if isinstance(command, Receive) else "reported",
        returned=tuple((lot, grams) for one in splits for lot, grams, _how in one["parts"]),
    )


def _came(desk: Desk, line: DispatchLine, refused: Ranges) -> int | None:
    """Return what came as sent: without the sacks that were refused; ``None`` if none is left."""
    if not refused:
        return line.sent_g
    sacks = sacks_of(desk.reader.where(Sack, lot=line.lot), refused)
    left_g = line.sent_g - sum(one.mass_g or 0 for one in sacks)
    numbers = sum(last - first + 1 for first, last in refused)
    return left_g if left_g > 0 or len(sacks) != numbers else None


def _said(desk: Desk, texts: tuple[str, ...]) -> _Said:
    said = _Said(grams={}, typed=[], refused={})
    for text in texts:
        lot, ranges, mass = named_sacks(desk, text)
        is_refused = mass.lower() in _REFUSED
        if not mass or (ranges and not is_refused):
            raise AmountUnreadable(given=text)
        if ranges:
            said.refused[lot.code] = (*said.refused.get(lot.code, ()), *ranges)
        elif is_refused:
            said.grams[lot.code] = None
        else:
            said.grams[lot.code] = desk.mass(mass).g
            said.typed.append((lot.code, mass))
    return said


def _answer(
    desk: Desk,
    found: Dispatch,
    words: ReceiptWords,
    said: _Said,
    received: tuple[Received, ...],
) -> Command:
    receiver = desk.reader.one(Organisation, id=found.to_organisation)
    day, identity = desk.day(words.day), desk.node.ids.uuid()
    refused = tuple(Going(lot=lot, sacks=ranges) for lot, ranges in said.refused.items())
    typed: Typed = tuple(said.typed)
    if receiver is not None and receiver.ours:
        return Receive(
            id=identity,
            occurred_at=day,
            docs=words.docs,
            dispatch=found.id,
            place=(not words.place and found.to_place) or desk.finder.place(words.place).id,
            received=received,
            refused=refused,
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
        refused=refused,
        typed=typed,
        reason=words.reason,
    )
