"""Rows of a file of results: each cell as the form takes it, and everything that is wrong in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from acopio.domain.entries.fields import Document
from acopio.domain.entries.quality import Cupper
from acopio.domain.record import check_fields
from acopio.errors import Refusal
from acopio.quality.protocol import Attribute, Protocol
from acopio.quality.sheet import CUPPER, read_line
from acopio.services.forms import typed_value
from acopio.services.result_columns import Columns, Problem, needed
from acopio.services.sampling import PORTIONS
from acopio.services.shown_cells import Odd
from acopio.services.typed_tables import bare

REPORT = "lab-report"
_NUMBERS = {"score", "count", "measure", "level"}
_LISTS = {"choices", "cups"}
_NOT_FOUND = {
    "nd", "n.d.", "n.d", "n/d", "n d", "no detectado", "no detectada", "no detectable",
    "not detected", "none detected", "trazas", "traces", "trace", "<lod", "<loq", "<ld", "<lq",
    "<lc", "<mdl", "<lmd", "<ldm",
}  # fmt: skip
"""What laboratories write instead of how little they could have found."""
_NOUGHTS = re.compile(r"([0-9]+)\.0+")
_GUARDED = re.compile(r"'[=+\-@]")
"""What begins so was guarded by us, so that no spreadsheet takes it for a formula."""


@dataclass(eq=False)
class CellMissing(Refusal):
    """A cell that may not stay empty."""

    code = "result-cell-missing"


@dataclass(eq=False)
class CellOdd(Refusal):
    """A cell of a workbook that cannot be taken for what it shows."""

    code = "result-cell-odd"
    given: str
    why: str


@dataclass(eq=False)
class RowTooLong(Refusal):
    """A row with more cells than there are headings: something in it was divided wrongly."""

    code = "result-row-too-long"
    cells: int
    headings: int


@dataclass(eq=False)
class DecimalComma(Refusal):
    """A figure with a comma, which may be for decimals or for thousands: it is not guessed."""

    code = "result-decimal-comma"
    given: str
    attribute: str


@dataclass(eq=False)
class WithoutLimit(Refusal):
    """``n.d.``: nothing was found, and nobody says how little could have been."""

    code = "result-without-loq"
    given: str
    attribute: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A row as it was read."""

    number: int
    sample: str
    cupper: str
    day: str
    portion: str | None
    laboratory: str | None
    report: str | None
    sheet: Mapping[str, Any]
    """One sheet of the form."""
    values: tuple[tuple[str, Any], ...]
    """The same as the protocol reads it: ``0.30`` is 0.3, a count that is not there is 0."""
    sound: bool
    """Nothing is wrong in it."""


def read_row(
    protocol: Protocol, columns: Columns, number: int, cells: list[str]
) -> tuple[ResultRow, list[Problem]]:
    """Return a row, and everything that is wrong in its cells."""
    problems: list[Problem] = []
    if any(one.strip() for one in cells[columns.width :]):
        refusal = RowTooLong(cells=len(cells), headings=columns.width)
        problems.append(Problem(row=number, column="", value="", refusal=refusal))
    said, wrong = _fields(columns, number, cells)
    problems += wrong
    sheet: dict[str, Any] = {line.part: {} for line in protocol.attributes if line.part}
    if protocol.panel and said["cupper"]:
        sheet[CUPPER] = said["cupper"]
    values = []
    for line in protocol.attributes:
        text = columns.cell(cells, line.key)
        try:
            typed = typed_cell(line, text)
            read = _read(line, typed, there=line.key in columns.places)
        except Refusal as refusal:
            where = columns.heading(line)
            problems.append(Problem(row=number, column=where, value=text, refusal=refusal))
            continue
        values.append((line.key, read))
        if typed not in ("", []):
            (sheet[line.part] if line.part else sheet)[line.key] = typed
    row = ResultRow(
        number=number,
        sample=said["sample"],
        cupper=said["cupper"],
        day=said["day"],
        portion=PORTIONS.get(said["portion"].casefold(), said["portion"].casefold()) or None,
        laboratory=said["laboratory"] or None,
        report=said["report"] or None,
        sheet=sheet,
        values=tuple(values),
        sound=not problems,
    )
    return row, problems


def _read(line: Attribute, typed: Any, *, there: bool) -> Any:
    """Return a line as the protocol reads it; of a column that is not there it was said before."""
    if not there and needed(line):
        return None
    return plain_value(read_line(typed, line))


def plain_value(read: Any) -> Any:
    """Return what two readings of a line are compared by: noughts behind a figure are nothing."""
    return (read.value, read.below) if hasattr(read, "below") else read


def _fields(
    columns: Columns, number: int, cells: list[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return what a row says besides the lines of its form."""
    said, problems = {}, []
    for name in ("sample", "cupper", "day", "portion", "laboratory", "report"):
        text = columns.cell(cells, name)
        said[name] = "" if isinstance(text, Odd) else unguarded(text)
        for refusal in _wrong(name, text, there=name in columns.places):
            where = columns.headings.get(name, "")
            problems.append(Problem(row=number, column=where, value=text, refusal=refusal))
    return said, problems


def _wrong(name: str, text: str, *, there: bool) -> Iterator[Refusal]:
    """Yield what is wrong with a cell that is no line of the form."""
    if isinstance(text, Odd):
        yield CellOdd(given=text, why=text.why)
    elif name == "sample" and there and not text.strip():
        yield CellMissing()
    elif text.strip() and name in {"cupper", "laboratory", "report"}:
        kept = unguarded(text)
        try:
            check_fields(
                Cupper(name=kept) if name == "cupper" else Document(type=REPORT, number=kept)
            )
        except Refusal as refusal:
            yield refusal


def typed_cell(line: Attribute, text: str) -> Any:
    """Return a cell as the form keeps it; a unit behind a figure that is the line's own goes.

    Raises:
        CellOdd, DecimalComma, WithoutLimit.
    """
    if isinstance(text, Odd):
        raise CellOdd(given=text, why=text.why)
    given = unguarded(text)
    if line.kind in _NUMBERS:
        return typed_value(line, _figure(line, given))
    if line.kind in _LISTS:
        words = typed_value(line, given.replace(";", ","))
        return [_choice(line, one) for one in words]
    return _choice(line, given)


def _figure(line: Attribute, given: str) -> str:
    if line.unit and bare(given).endswith(bare(line.unit)):
        given = given[: len(given) - len(line.unit)].rstrip() or given
    if line.kind == "level" and "".join(given.casefold().split()) in _SQUEEZED:
        raise WithoutLimit(given=given, attribute=line.key, unit=line.unit)
    if "," in given:
        raise DecimalComma(given=given, attribute=line.key)
    whole = _NOUGHTS.fullmatch(given)
    return whole[1] if whole and line.kind == "count" else given


_SQUEEZED = {"".join(one.split()) for one in _NOT_FOUND}


def _choice(line: Attribute, given: str) -> str:
    """Return the key of a word of the form that stands by key or name; else the word itself."""
    wanted = bare(given)
    for choice in line.choices:
        if wanted in {bare(choice.key), bare(choice.name.es), bare(choice.name.en)}:
            return choice.key
    return given


def unguarded(text: str) -> str:
    """Return a cell without spaces around it, and without the sign that guards a formula."""
    given = text.strip()
    return given[1:] if _GUARDED.match(given) else given
