"""Lists that are written in the store: ``LOT=MASS``, ``14=60.2``, or the rows of a CSV."""

from collections.abc import Mapping
from dataclasses import dataclass

from acopio.errors import Refusal
from acopio.services.processing import AmountUnreadable
from acopio.services.typed_tables import NotATable, bare, read_table

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
_WHY = {"too-large": "list-too-large", "not-text": "list-not-text"}


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
    try:
        head, rows = read_table(data)
    except NotATable as no:
        raise ListFileUnusable(why=_WHY[no.why], known=known) from None
    fields = {name: field for field, names in columns.items() for name in names}
    named = [fields.get(bare(name)) for name in head]
    if not set(list(columns)[:2]) <= set(named):
        raise ListFileUnusable(why="list-without-columns", known=known)
    found: list[tuple[int, dict[str, str]]] = []
    for number, cells in rows:
        pairs = zip(named, cells, strict=False)
        row = {field: cell.strip() for field, cell in pairs if field and cell.strip()}
        if row:
            found.append((number, row))
    if not found:
        raise ListFileUnusable(why="list-empty", known=known)
    return found
