"""Printers by name: where they are, how fine they print, and how they miss."""

from dataclasses import dataclass, replace
from decimal import Decimal

from acopio.documents.label_run import (
    RAW_PORT,
    PrinterProfile,
    check_address,
    named_medium,
    printer_address,
)
from acopio.domain.permissions import Actor
from acopio.errors import Refusal
from acopio.services.node import Node
from acopio.storage.printers import Printer, drop_printer, keep_printer, printers_of

NAME_MAX = 40
CORRECTIONS = ("dx", "dy", "sx", "sy", "rotation")


@dataclass(eq=False)
class UnknownPrinter(Refusal):
    """A name that no printer has, and that is no address either."""

    code = "unknown-printer"
    given: str
    known: str


@dataclass(eq=False)
class PrinterNameUnusable(Refusal):
    """A name of a printer that is empty, too long, or could be taken for an address."""

    code = "printer-name"
    given: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterWords:
    """What is said of a printer; nothing leaves what was known."""

    name: str
    address: str | None = None
    dots_per_inch: int | None = None
    medium: str | None = None
    correction: PrinterProfile | None = None


def set_printer(node: Node, actor: Actor, words: PrinterWords) -> Printer:
    """Add a printer, or change what is said of one.

    Raises:
        PrinterNameUnusable.
        LabelError: there is no such paper, or the address is none.
    """
    actor.require("paper")
    name = words.name.strip().casefold()
    if not name or len(name) > NAME_MAX or _looks_like_address(name):
        raise PrinterNameUnusable(given=words.name, most=NAME_MAX)
    known = _find(node, actor, name)
    made = known or Printer(
        organisation=actor.organisation, name=name, host=None, port=RAW_PORT,
        dots_per_inch=203, medium=None, correction={},
    )  # fmt: skip
    if words.address is not None:
        host, port = printer_address(words.address)
        check_address(host, port)
        made = replace(made, host=host or None, port=port)
    if words.dots_per_inch is not None:
        made = replace(made, dots_per_inch=words.dots_per_inch)
    if words.medium is not None:
        made = replace(made, medium=named_medium(words.medium).name)
    if words.correction is not None:
        wanted = {one: f"{getattr(words.correction, one):f}" for one in CORRECTIONS}
        made = replace(made, correction=wanted)
    node.keep(lambda connection: keep_printer(connection, made))
    return made


def remove_printer(node: Node, actor: Actor, name: str) -> None:
    """Forget a printer.

    Raises:
        UnknownPrinter.
    """
    actor.require("paper")
    found = printer_named(node, actor, name)
    node.keep(lambda connection: drop_printer(connection, actor.organisation, found.name))


def printers(node: Node, organisation: str) -> list[Printer]:
    """Return the printers of an organisation."""
    with node.reading() as reader:
        return printers_of(reader.connection, organisation)


def printer_named(node: Node, actor: Actor, text: str) -> Printer:
    """Return a printer by its name, or the thermal printer at an address that was typed.

    Raises:
        UnknownPrinter: it is neither.
        LabelError: the port is no number.
    """
    name = text.strip().casefold()
    known = _find(node, actor, name)
    if known is not None:
        return known
    if not _looks_like_address(name):
        names = ", ".join(one.name for one in printers(node, actor.organisation))
        raise UnknownPrinter(given=text, known=names)
    host, port = printer_address(text)
    return Printer(
        organisation=actor.organisation, name="", host=host, port=port, dots_per_inch=203,
        medium=None, correction={},
    )  # fmt: skip


def known_printer(node: Node, actor: Actor, name: str | None) -> Printer | None:
    """Return a printer by the name that a job was sent to, if it is still known."""
    return _find(node, actor, name) if name else None


def profile_of(printer: Printer) -> PrinterProfile:
    """Return the correction of a printer."""
    return PrinterProfile(**{one: Decimal(value) for one, value in printer.correction.items()})


def _find(node: Node, actor: Actor, name: str) -> Printer | None:
    return next((one for one in printers(node, actor.organisation) if one.name == name), None)


def _looks_like_address(name: str) -> bool:
    """Say whether a text can be the address of a printer: a name has neither dot nor colon."""
    return "." in name or ":" in name or name == "localhost"
