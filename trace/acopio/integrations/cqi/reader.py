"""Bytes of a file to rows and problems: no record is lost on the way."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from acopio.integrations.cqi.layouts import Layout, recognise
from acopio.integrations.cqi.model import CqiFile, CqiRow, Finding, Problem
from acopio.integrations.cqi.refusals import CqiFileEmpty, CqiFileHasNul, CqiFileNotUtf8
from acopio.integrations.cqi.rows import Record, read_row


def read(data: bytes, name: str) -> CqiFile:
    """Read a file of one of the four layouts, recognised by its header.

    Every record ends up in ``rows`` or in a problem of severity ``listed``.

    Args:
        data: the file.
        name: how problems and refusals call it.

    Raises:
        CqiFileEmpty: there is no line.
        CqiFileHasNul: it is not text.
        CqiFileNotUtf8: it is text in another encoding.
        UnknownCqiFile: its header is none of the four.
    """
    records = _records(_decode(data, name))
    first = next(records, None)
    if first is None:
        raise CqiFileEmpty(name)
    header = [column.strip() for column in first[1] or ()]
    layout = recognise(header, name)
    table = _Table(file=name, header=header, layout=layout)
    rows: list[CqiRow] = []
    problems: list[Problem] = []
    for line, typed in records:
        row, found = table.read(line, typed)
        problems += found
        rows += [row] if row else []
    return CqiFile(kind=layout.kind, rows=tuple(rows), problems=tuple(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The records below one header; remembers the ids it has seen."""

    file: str
    header: list[str]
    layout: Layout
    seen: set[str] = field(default_factory=set)

    def read(self, line: int, typed: list[str] | None) -> tuple[CqiRow | None, tuple[Problem, ...]]:
        """Return the row of one record, or the listed problem that keeps it out."""
        cells = dict(zip(self.header, typed or (), strict=False))
        row_id = cells.get(self.layout.id_column, "").strip()
        record = Record(file=self.file, line=line, row_id=row_id, cells=cells)
        finding = self._whole(typed, row_id)
        if finding:
            return None, (record.problem(finding),)
        self.seen.add(row_id)
        return read_row(record, self.layout)

    def _whole(self, typed: list[str] | None, row_id: str) -> Finding | None:
        """Return what is wrong with the record as a whole."""
        if typed is None:
            return Finding("", "", "row-unreadable", "listed")
        if len(typed) != len(self.header):
            return Finding("", str(len(typed)), "row-ragged", "listed", str(len(self.header)))
        if not row_id:
            return Finding(self.layout.id_column, row_id, "row-id-missing", "listed")
        if row_id in self.seen:
            return Finding(self.layout.id_column, row_id, "row-id-repeated", "listed")
        return None


def _decode(data: bytes, name: str) -> str:
    nul = data.find(b"\0")
    if nul >= 0:
        raise CqiFileHasNul(name, nul)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CqiFileNotUtf8(name, error.start) from error


def _records(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each record with the line it begins on; None for one with broken quotes."""
    # Strict: a stray quote becomes a named problem instead of swallowing the records below it.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells
