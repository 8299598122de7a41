"""Tables that people bring as CSV, read the same way wherever they are taken."""

import csv
import io

from acopio.domain.spelling import plain

FILE_MAX_BYTES = 10_000_000

Rows = list[tuple[int, list[str]]]
"""Number of the line in the file, and its cells."""


class NotATable(Exception):
    """Bytes that are no table: ``why`` is ``too-large`` or ``not-text``."""

    def __init__(self, why: str, found: str) -> None:
        super().__init__(why)
        self.why = why
        self.found = found


def bare(name: str) -> str:
    """Return a name without accents, capitals, dashes and underscores."""
    return " ".join(plain(name).replace("_", " ").replace("-", " ").split())


def read_table(data: bytes) -> tuple[list[str], Rows]:
    """Return the header and the rows of a CSV; rows without anything are left out.

    Comma, semicolon or tab divide, as the header shows.

    Raises:
        NotATable: it is too large, or no text that a table could be.
    """
    if len(data) > FILE_MAX_BYTES:
        raise NotATable("too-large", f"{len(data):,}")
    text = _decoded(data)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise NotATable("not-text", str(error)) from None
    return (rows[0][1], rows[1:]) if rows else ([], [])


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
