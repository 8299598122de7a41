"""A copy of a table that somebody brought, with one more column: what is wrong in each row.

What people typed is written as text: no spreadsheet takes it for a formula (OWASP, CSV injection).
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from acopio.services.typed_tables import Table

_FORMULA = "=+-@\t\r"
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LONGEST_CELL = 32_767


def annotated(
    table: Table, reasons: Mapping[int, str], heading: str, *, as_workbook: bool
) -> bytes:
    """Return a table as CSV or XLSX, with the reasons by the number of the line.

    What is wrong with the header or with the file as a whole stands in the heading itself.
    """
    whole = reasons.get(table.line, "")
    width = max(len(cells) for cells in [table.head, *(cells for _, cells in table.rows)])
    rows = [_row(table.head, width, f"{heading} {whole}".strip())]
    rows += [_row(cells, width, reasons.get(number, "")) for number, cells in table.rows]
    return _as_workbook(rows) if as_workbook else _as_csv(rows)


def guarded(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text; a mere number stays a number."""
    if cell.lstrip(" ")[:1] in tuple(_FORMULA) and not _NUMBER.fullmatch(cell.strip()):
        return f"'{cell}"
    return cell


def _row(cells: Sequence[str], width: int, reason: str) -> list[str]:
    return [*map(str, cells), *[""] * (width - len(cells)), reason]


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 (a CSV needs none)

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    # Still text after somebody edits the cell.
    plain = book.add_format({"quote_prefix": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell:
                sheet.write_string(number, place, cell[:_LONGEST_CELL], plain)
    book.close()
    return buffer.getvalue()
