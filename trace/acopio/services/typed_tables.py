"""Tables that people bring as CSV or XLSX, read the same way wherever they are taken."""

import csv
import io
from dataclasses import dataclass

from acopio.domain.spelling import plain
from acopio.services.shown_cells import Odd

FILE_MAX_BYTES = 10_000_000
ROWS_MAX, COLUMNS_MAX = 20_000, 500

Rows = list[tuple[int, list[str]]]
"""Number of the line in the file, and its cells."""


class NotATable(Exception):
    """Bytes that are no table: ``why`` is ``too-large`` or ``not-text``, ``detail`` says more."""

    def __init__(self, why: str, found: str, detail: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.found = found
        self.detail = detail or f"table-{why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as it was brought: cells as people see them, rows without anything left out."""

    head: list[str]
    rows: Rows
    sheet: str | None
    """Of a workbook, the sheet it stood on."""
    line: int
    """The number of the line that its header stands in."""


def bare(name: str) -> str:
    """Return a name without accents, capitals, dashes and underscores."""
    return " ".join(plain(name).replace("_", " ").replace("-", " ").split())


def trimmed(cells: list[str]) -> list[str]:
    """Return cells without the empty ones at the end."""
    last = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
    return cells[:last]


def read_table(data: bytes) -> tuple[list[str], Rows]:
    """Return the header and the rows of a CSV or XLSX; rows without anything are left out.

    In a CSV comma, semicolon or tab divide, as the header shows.

    Raises:
        NotATable: it is too large, or nothing that a table could be.
    """
    table = read_sheet(data)
    for number, cells in [(table.line, table.head), *table.rows]:
        for cell in cells:
            if isinstance(cell, Odd):
                raise NotATable("not-text", f"{number}: {cell}", cell.why)
    return table.head, table.rows


def read_sheet(data: bytes, sheet: str | None = None) -> Table:
    """Return a table; a cell that cannot be read as it is seen is an ``Odd`` text.

    Args:
        data: a CSV or a workbook; its first bytes show which.
        sheet: of a workbook, the sheet that is meant.

    Raises:
        NotATable: it is too large, nothing that a table could be, or has not this sheet.
    """
    # Only who brings a workbook needs to read one; and it reads tables as this file defines them.
    from acopio.services import workbooks  # noqa: PLC0415

    if len(data) > FILE_MAX_BYTES:
        raise NotATable("too-large", f"{len(data):,}")
    if data.startswith(workbooks.MAGIC):
        return workbooks.read_workbook(data, sheet)
    if data.startswith(workbooks.OLD_MAGIC):
        raise NotATable("not-text", "OLE", "book-old")
    if sheet is not None:
        raise NotATable("not-text", "CSV", "sheet-of-csv")
    return _read_csv(data)


def _read_csv(data: bytes) -> Table:
    text = _decoded(data)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    rows: Rows = []
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append((reader.line_num, cells))
            if len(rows) > ROWS_MAX + 1 or len(cells) > COLUMNS_MAX:
                raise NotATable("too-large", f"{len(rows):,}", "table-too-large")
    except csv.Error as error:
        raise NotATable("not-text", str(error)) from None
    if not rows:
        return Table(head=[], rows=[], sheet=None, line=1)
    return Table(head=rows[0][1], rows=rows[1:], sheet=None, line=rows[0][0])


def _decoded(data: bytes) -> str:
    """Return the text of a file: UTF-8, else as a spreadsheet in Peru writes it."""
    if b"\x00" in data:
        raise NotATable("not-text", "NUL")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable("not-text", "bytes")
