"""Lists that are written in the store: ``LOT=MASS``, ``14=60.2``, or the rows of a CSV."""

import csv
import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from acopio.errors import Refusal
from acopio.services.processing import AmountUnreadable

COUNTS: dict[str, tuple[str, ...]] = {
    "lot": ("lote", "lot", "codigo", "code", "recibo"),
    "mass": ("peso", "mass", "weight", "contado", "counted"),
    "cause": ("causa", "cause"),
    "moisture_before": ("humedad antes", "moisture before"),
    "moisture_after": ("humedad despues", "moisture after", "humedad", "moisture"),
    "reason": ("motivo", "reason"),
}
SACKS: dict[str, tuple[str, ...]] = {
    "number": ("saco", "sack", "numero", "number"),
    "mass": COUNTS["mass"],
}
"""Which columns a list may have, and what they may be called; accents and capitals are free."""
FILE_MAX_BYTES = 10_000_000


@dataclass(eq=False)
class ListFileUnusable(Refusal):
    """A file that is no table with the columns that are needed."""

    code = "list-file-unusable"
    why: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a list."""

    row: int
    given: str
    refusal: Refusal

    def __str__(self) -> str:
        """Return where it is: for logs and tests, never for people."""
        return f"{self.row} {self.given} {self.refusal.code}"


@dataclass(eq=False)
class ListUnusable(Refusal):
    """A list with something wrong; all of it is said at once, and nothing was written."""

    code = "list-unusable"
    count: int
    rows: str
    problems: tuple[Problem, ...]


def pair(text: str) -> tuple[str, str]:
    """Return the two sides of ``LOT=MASS`` or ``14=60.2``.

    Raises:
        AmountUnreadable: one of them is missing.
    """
    name, equals, mass = text.partition("=")
    if not equals or not name.strip() or not mass.strip():
        raise AmountUnreadable(given=text)
    return name.strip(), mass.strip()


def _bare(name: str | None) -> str:
    """Return a column's name without accents, capitals, dashes and underscores."""
    signs = unicodedata.normalize("NFKD", (name or "").strip().casefold())
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return " ".join(plain.replace("_", " ").replace("-", " ").split())


def rows_of(
    data: bytes, columns: Mapping[str, tuple[str, ...]]
) -> list[tuple[int, dict[str, str]]]:
    """Read line number and fields of each row of a CSV; rows without anything are left out.

    The header is Spanish or English; the first two of ``columns`` must be there. Comma, semicolon
    or tab divide.

    Raises:
        ListFileUnusable: it is no such table.
    """
    known = ", ".join(names[0] for names in columns.values())
    if len(data) > FILE_MAX_BYTES:
        raise ListFileUnusable(why="list-too-large", known=known)
    text = _decoded(data, known)
    head = text.partition("\n")[0]
    fields = {name: field for field, names in columns.items() for name in names}
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    named: list[str | None] = []
    found: list[tuple[int, dict[str, str]]] = []
    try:
        for cells in rows:
            if not named:
                named = [fields.get(_bare(name)) for name in cells]
                continue
            pairs = zip(named, cells, strict=False)
            row = {field: cell.strip() for field, cell in pairs if field and cell.strip()}
            if row:
                found.append((rows.line_num, row))
    except csv.Error:
        raise ListFileUnusable(why="list-not-text", known=known) from None
    if not set(list(columns)[:2]) <= set(named):
        raise ListFileUnusable(why="list-without-columns", known=known)
    if not found:
        raise ListFileUnusable(why="list-empty", known=known)
    return found


def _decoded(data: bytes, known: str) -> str:
    """Return the text of a file: UTF-8, else as a spreadsheet in Peru writes it."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ListFileUnusable(why="list-not-text", known=known)
