"""Printers of this node's organisations: local rows, never facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from acopio.storage.tables import PRINTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """One printer, as somebody described it."""

    organisation: str
    name: str
    host: str | None
    """Address of a thermal printer; none for a printer that takes PDF."""
    port: int
    dots_per_inch: int
    medium: str | None
    """What usually lies in it."""
    correction: Mapping[str, str]
    """``dx``, ``dy``, ``sx``, ``sy``, ``rotation`` as decimal text; what is missing is none."""


def _printer(row: Any) -> Printer:
    values = dict(row._mapping)
    values["correction"] = msgspec.json.decode(values["correction"], type=dict[str, str])
    return Printer(**values)


def printers_of(connection: Connection, organisation: str) -> list[Printer]:
    """Return the printers of an organisation, by name."""
    query = select(PRINTER).where(PRINTER.c.organisation == organisation).order_by(PRINTER.c.name)
    return [_printer(row) for row in connection.execute(query)]


def keep_printer(connection: Connection, printer: Printer) -> None:
    """Add a printer, or put it in the place of the one of its name."""
    drop_printer(connection, printer.organisation, printer.name)
    row = {name: getattr(printer, name) for name in PRINTER.columns.keys()}  # noqa: SIM118 - columns, not names, are iterated
    row["correction"] = msgspec.json.encode(dict(printer.correction)).decode("utf-8")
    connection.execute(insert(PRINTER).values(**row))


def drop_printer(connection: Connection, organisation: str, name: str) -> bool:
    """Delete a printer; say whether there was one."""
    named = (PRINTER.c.organisation == organisation) & (PRINTER.c.name == name)
    return bool(connection.execute(delete(PRINTER).where(named)).rowcount)
