"""A table that fits its width: cells wrap, figures stay whole, rows too many are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from acopio_labels.fonts import CAP_HEIGHT, DESCENT, Face
from acopio_labels.shapes import Align, Drawing, Line, Shape, text_lines
from acopio_labels.text import FittedText, clean, fit

Item = TypeVar("Item")

_GUTTER = 2.2
_PADDING = 0.42
"""White above and below the text of a row, over its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading with the weight of its column's width."""

    heading: str
    weight: float
    align: Align = "left"
    figure: bool = False
    """A figure stays on one line and is shrunk, never shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
    """What varies when a page has to be made to fit."""

    width: float
    size: float
    """Em of the cells."""
    most_rows: int
    most_lines: int
    """Most lines of a cell."""
    more: str
    """Sentence for the rows left out, with ``{count}``."""


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], style: TableStyle) -> Drawing:
    """Return a table with its headings; none when there are no rows."""
    if not rows:
        return Drawing(height=0)
    shown, left_out = limited(rows, style.most_rows)
    headings = _row([column.heading for column in columns], columns, style, heading=True)
    shapes: list[Shape] = list(headings.shapes)
    y = headings.height
    shapes.append(_rule(y, style, strong=True))
    for cells in shown:
        row = _row(cells, columns, style)
        shapes += row.moved(0, y)
        y += row.height
        shapes.append(_rule(y, style))
    if left_out:
        line = _line(style.more.format(count=left_out), style)
        shapes += line.moved(0, y)
        y += line.height
    return Drawing(height=y, shapes=tuple(shapes))


def limited(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """Return the items to show and how many are left out; the line saying so needs a row too."""
    if len(items) <= most:
        return items, 0
    kept = max(most - 1, 1)
    return items[:kept], len(items) - kept


def _row(
    cells: Sequence[str],
    columns: Sequence[Column],
    style: TableStyle,
    *,
    heading: bool = False,
) -> Drawing:
    face = Face.CONDENSED_BOLD if heading else Face.CONDENSED
    padding = _PADDING * style.size
    shapes: list[Shape] = []
    tallest = style.size * (CAP_HEIGHT + DESCENT)
    x = 0.0
    for cell, column, width in zip(cells, columns, _widths(columns, style.width), strict=True):
        fitted = _cell(clean(cell), column, width, style, face)
        drawing = text_lines(
            fitted,
            face=face,
            width=width,
            x=x,
            y=padding,
            align=column.align,
            tone="muted" if heading else "ink",
        )
        shapes += drawing.shapes
        tallest = max(tallest, drawing.height)
        x += width + _GUTTER
    return Drawing(height=tallest + 1.5 * padding, shapes=tuple(shapes))


def _cell(text: str, column: Column, width: float, style: TableStyle, face: Face) -> FittedText:
    lines = 1 if column.figure else style.most_lines
    return fit(
        (text,),
        face=face,
        width=width,
        height=style.size * 1.3 * lines,
        largest=style.size,
        smallest=style.size * (0.4 if column.figure else 0.8),
        lines=lines,
    )


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    free = width - _GUTTER * (len(columns) - 1)
    total = sum(column.weight for column in columns)
    return [free * column.weight / total for column in columns]


def _line(text: str, style: TableStyle) -> Drawing:
    column = Column(heading="", weight=1)
    return _row([text], [column], style)


def _rule(y: float, style: TableStyle, *, strong: bool = False) -> Line:
    return Line(
        x1=0,
        y1=y,
        x2=style.width,
        y2=y,
        thickness=0.25 if strong else 0.1,
        tone="muted" if strong else "hairline",
    )
