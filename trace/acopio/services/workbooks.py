"""Workbooks (XLSX) as tables: one sheet, every cell as a person sees it."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from acopio.services.shown_cells import Odd, shown
from acopio.services.typed_tables import COLUMNS_MAX, ROWS_MAX, NotATable, Rows, Table, trimmed

MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0"
"""Of workbooks before 2007, and of any that is locked with a password."""
UNPACKED_MAX_BYTES = 100_000_000
"""A table of 20,000 rows has a tenth of it; what unpacks to more is no table of a laboratory."""
_PARTS_MAX = 1000
_ESCAPED = re.compile(r"_x(00(?!00)[01][0-9A-Fa-f])_")
"""How a workbook writes the end of a line inside a cell, and other signs that XML cannot hold."""
_LINES_MAX = 1_048_576
"""How many lines a sheet has at most, empty ones included."""


def read_workbook(data: bytes, sheet: str | None = None) -> Table:
    """Return the table on a sheet: the one that is named, else the only one with anything on it.

    Raises:
        NotATable: it is too large, damaged or locked, or it is not clear which sheet is meant.
    """
    _check_size(data)
    try:
        with warnings.catch_warnings():
            # What it leaves aside, such as colours and drop-down lists, is no content.
            warnings.simplefilter("ignore")
            return _read(data, sheet)
    except (NotATable, MemoryError):
        raise
    except Exception as error:
        # Of a damaged file the library raises whatever it stumbles over.
        raise NotATable("not-text", type(error).__name__, "book-broken") from error


def _check_size(data: bytes) -> None:
    """Look at what a file would unpack to before anything of it is unpacked.

    Raises:
        NotATable: too much, or no workbook at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotATable("not-text", type(error).__name__, "book-broken") from None
    size = sum(part.file_size for part in parts)
    if size > UNPACKED_MAX_BYTES or len(parts) > _PARTS_MAX:
        raise NotATable("too-large", f"{size:,}", "book-too-large")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise NotATable("not-text", "zip", "book-other")


def _read(data: bytes, name: str | None) -> Table:
    values = _open(data, formulas=False)
    sheets = [one for one in values.worksheets if one.sheet_state == "visible"]
    found = _chosen(sheets, name)
    if found is None:
        return Table(head=[], rows=[], sheet=None, line=1)
    rows = list(_rows(found))
    if b"<f" in _sheet_bytes(data):
        rows = _without_lost(rows, _open(data, formulas=True)[found.title])
    if not rows:
        return Table(head=[], rows=[], sheet=found.title, line=1)
    return Table(head=rows[0][1], rows=rows[1:], sheet=found.title, line=rows[0][0])


def _open(data: bytes, *, formulas: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 (a tenth of a second that a CSV never needs)

    return load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)


def _chosen(sheets: list[Any], name: str | None) -> Any | None:
    """Return the sheet that is meant; nothing where all of them are empty.

    Raises:
        NotATable: there is none of this name, or several have something on them.
    """
    titles = ", ".join(one.title for one in sheets)
    if name is not None:
        named = [one for one in sheets if one.title.strip().casefold() == name.strip().casefold()]
        if len(named) != 1:
            raise NotATable("not-text", titles, "sheet-unknown")
        return named[0]
    filled = [one for one in sheets if next(_rows(one), None) is not None]
    if len(filled) > 1:
        raise NotATable("not-text", ", ".join(one.title for one in filled), "sheet-several")
    return filled[0] if filled else None


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row that has anything in it.

    Raises:
        NotATable: there are more rows or columns than a table of people has.
    """
    count = 0
    for number, cells in _lines(sheet):
        row = trimmed([_cell(one) for one in cells])
        if not row:
            continue
        count += 1
        if count > ROWS_MAX + 1 or len(row) > COLUMNS_MAX:
            raise NotATable("too-large", f"{count:,}", "table-too-large")
        yield number, row


def _lines(sheet: Any) -> Iterator[tuple[int, Any]]:
    """Yield number and cells of each line that has cells, with or without anything in them.

    Raises:
        NotATable: there are more lines or cells than a sheet of people has.
    """
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    looked_at = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        looked_at += len(cells)
        if number > _LINES_MAX or looked_at > ROWS_MAX * COLUMNS_MAX:
            raise NotATable("too-large", f"{number:,}", "book-too-large")
        if cells:
            yield number, cells


def _cell(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "e":
        return Odd(str(cell.value), "cell-error")
    if isinstance(cell.value, str) and "_x" in cell.value:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value)
    return shown(cell.value, cell.number_format or "General")


def _sheet_bytes(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheets = [one for one in packed.namelist() if one.startswith("xl/worksheets/")]
        return b"".join(packed.read(one) for one in sheets if one.endswith(".xml"))


def _without_lost(rows: Rows, formulas: Any) -> Rows:
    """Return rows in which a formula whose value nobody kept is odd, and not an empty cell."""
    found = dict(rows)
    for number, cells in _lines(formulas):
        for place, cell in enumerate(cells):
            if cell.data_type != "f":
                continue
            row = found.setdefault(number, [])
            row += [""] * (place + 1 - len(row))
            if row[place] == "":
                row[place] = Odd("=…", "cell-formula")
    return sorted(found.items())
