"""Printed scores: kept as printed, checked against each other."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from acopio.integrations.cqi.layouts import Form, Layout
from acopio.integrations.cqi.model import Finding
from acopio.quality.means import Snapped, snap

TOTAL = "Total Cup Points"

_POINTS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,4})?")
# The 2018 pages were scraped with a word of the page before the number.
_SCRAPED = re.compile(r"Sample\s+")
_SCALE_END = Decimal(10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The cupping part of a row."""

    attributes: tuple[tuple[str, str], ...]
    defects_printed: str
    total_printed: str
    total: Decimal | None
    snapped: Snapped | None
    findings: list[Finding]


def read_scores(cells: Mapping[str, str], layout: Layout, form: Form) -> Scores:
    """Read the scores of one row under the headings of its own species."""
    values = {column: read_points(cells[column]) for _, column in form.columns}
    defects = _defects(cells, layout)
    total = read_points(_SCRAPED.sub("", cells[TOTAL].strip(), count=1))
    findings = _unreadable(cells, {**values, **_named(layout.defects_column, defects)})
    findings += _scale(cells, values)
    if total is None:
        findings.append(Finding(TOTAL, cells[TOTAL], "total-unreadable"))
    findings += _copy(cells, layout.copy_of_total, total)
    snapped = _snap(list(values.values()), defects, total)
    if snapped and not snapped.consistent:
        expected = str(snapped.recomputed)
        findings.append(Finding(TOTAL, cells[TOTAL], "score-differs", expected=expected))
    return Scores(
        attributes=tuple((key, cells[column].strip()) for key, column in form.columns),
        defects_printed=cells.get(layout.defects_column, "").strip(),
        total_printed=cells[TOTAL].strip(),
        total=total,
        snapped=snapped,
        findings=findings,
    )


def read_points(typed: str) -> Decimal | None:
    """Read a printed number such as 8.67 or -1.33."""
    text = typed.strip()
    return Decimal(text) if _POINTS.fullmatch(text) else None


def _defects(cells: Mapping[str, str], layout: Layout) -> Decimal | None:
    """Return the points lost, 0 where the source has no such column."""
    return read_points(cells[layout.defects_column]) if layout.defects_column else Decimal(0)


def _named(column: str, value: Decimal | None) -> dict[str, Decimal | None]:
    return {column: value} if column else {}


def _unreadable(cells: Mapping[str, str], values: dict[str, Decimal | None]) -> list[Finding]:
    return [
        Finding(column, cells[column], "score-unreadable")
        for column, value in values.items()
        if value is None
    ]


def _scale(cells: Mapping[str, str], values: dict[str, Decimal | None]) -> list[Finding]:
    known = {column: value for column, value in values.items() if value is not None}
    if known and len(known) == len(values) and not any(known.values()):
        return [Finding(TOTAL, cells[TOTAL], "score-all-zero")]
    return [
        Finding(column, cells[column], "score-out-of-scale", expected="0-10")
        for column, value in known.items()
        if not 0 <= value <= _SCALE_END
    ]


def _copy(cells: Mapping[str, str], column: str, total: Decimal | None) -> list[Finding]:
    """Flag a second copy of the total that says something else."""
    if not column or total is None or read_points(cells[column]) == total:
        return []
    return [Finding(column, cells[column], "total-copies-differ", expected=str(total))]


def _snap(
    values: list[Decimal | None], defects: Decimal | None, total: Decimal | None
) -> Snapped | None:
    printed = [value for value in values if value is not None]
    if len(printed) < len(values) or defects is None or total is None:
        return None
    return snap(printed, defects, total)
