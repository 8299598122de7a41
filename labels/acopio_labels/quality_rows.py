"""Rows and runs of text for pages that go on: a text wraps as often as it takes.

Only a text so long that its row would be higher than a page is shortened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from acopio_labels.certificate_blocks import paragraph
from acopio_labels.fonts import CAP_HEIGHT, DESCENT, Face, text_width
from acopio_labels.shapes import Align, Drawing, Line, Shape, Text, Tone, text_lines
from acopio_labels.text import LEADING, FittedText, clean, fit

MOST_LINES = 24
"""So many lines of a cell still leave its row lower than a page."""
_GUTTER = 2.4
_PADDING = 0.42
"""White above and below a row, over the size of its letters."""
_FACT_LINES = 10
"""Of a label or its value: a panel of facts cannot be cut, and is lower than a page."""
_ENDLESS = 100_000
_KEPT = "\N{NO-BREAK SPACE}"
BETWEEN = f"{_KEPT}· "


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading with the weight of its column's width."""

    heading: str
    weight: float
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Columns on a width, in letters of one size."""

    columns: tuple[Column, ...]
    width: float
    size: float

    def widths(self) -> list[float]:
        """Return how wide each column is."""
        free = self.width - _GUTTER * (len(self.columns) - 1)
        total = sum(column.weight for column in self.columns)
        return [free * column.weight / total for column in self.columns]

    def headings(self) -> Drawing:
        """Return the row of headings above a strong rule."""
        cells = [
            self.cell(index, column.heading, face=Face.CONDENSED_BOLD, tone="muted")
            for index, column in enumerate(self.columns)
        ]
        return self.row(cells, strong=True)

    def cell(
        self, index: int, text: str, *, face: Face = Face.CONDENSED, tone: Tone = "ink"
    ) -> Drawing:
        """Set a text in the width of a column."""
        width = self.widths()[index]
        fitted = fit(
            (clean(text),),
            face=face,
            width=width,
            height=self.size * 1.3 * MOST_LINES,
            largest=self.size,
            smallest=self.size * 0.8,
            lines=MOST_LINES,
        )
        align = self.columns[index].align
        return text_lines(fitted, face=face, width=width, align=align, tone=tone)

    def row(
        self, cells: Sequence[Drawing], below: Drawing | None = None, *, strong: bool = False
    ) -> Drawing:
        """Set cells beside each other, what belongs to them below, and a rule under both."""
        padding = _PADDING * self.size
        shapes: list[Shape] = []
        x, tallest = 0.0, self.size
        for cell, width in zip(cells, self.widths(), strict=True):
            shapes += cell.moved(x, padding)
            tallest = max(tallest, cell.height)
            x += width + _GUTTER
        height = tallest + 1.5 * padding
        if below is not None and below.height:
            shapes += below.moved(0, height + padding / 2)
            height += below.height + 1.5 * padding
        shapes.append(self._rule(height, strong=strong))
        return Drawing(height=height, shapes=tuple(shapes))

    def texts(self, cells: Sequence[str], *, face: Face = Face.CONDENSED) -> Drawing:
        """Return a row of plain texts."""
        return self.row([self.cell(index, text, face=face) for index, text in enumerate(cells)])

    def _rule(self, y: float, *, strong: bool) -> Line:
        return Line(
            x1=0,
            y1=y,
            x2=self.width,
            y2=y,
            thickness=0.25 if strong else 0.1,
            tone="muted" if strong else "hairline",
        )


def words_of(
    text: str,
    *,
    width: float,
    size: float,
    face: Face = Face.CONDENSED,
    tone: Tone = "ink",
    lines: int = MOST_LINES,
) -> Drawing:
    """Set a text in as many lines as it takes."""
    return paragraph(text, width=width, size=size, lines=lines, face=face, tone=tone)


def fact_rows(
    pairs: Iterable[tuple[str, str]], *, width: float, size: float, most: float = 0.4
) -> list[Drawing]:
    """Set labels on the left and values in a column beside them; those without a value go.

    The labels take as much of the width as they need, and ``most`` of it at most.
    """
    said = [(label, value) for label, value in pairs if clean(value)]
    widths = (text_width(clean(label), Face.CONDENSED, size) for label, _ in said)
    left = min(max(widths, default=0.0) + size * 1.5, width * most)
    rows = []
    for label, value in said:
        name = words_of(label, width=left - size, size=size, tone="muted", lines=_FACT_LINES)
        text = words_of(
            value, width=width - left, size=size, face=Face.CONDENSED_BOLD, lines=_FACT_LINES
        )
        height = max(name.height, text.height) + size * 0.3
        rows.append(Drawing(height=height, shapes=(*name.shapes, *text.moved(left, 0))))
    return rows


def run_on(
    pairs: Iterable[tuple[str, str]], *, width: float, size: float, between: str = BETWEEN
) -> list[Drawing]:
    """Set labels with their values one behind the other; return the lines.

    A label is grey and its value black: the tone changes no width, so the whole is fitted as one
    text and coloured afterwards.
    """
    said = [(clean(label).replace(" ", _KEPT), clean(value)) for label, value in pairs]
    pieces = [(f"{label}:{_KEPT}" if label else "", value) for label, value in said if value]
    tones: list[Tone] = []
    for index, (label, value) in enumerate(pieces):
        tones += ["muted"] * _marks(f"{between if index else ''}{label}")
        tones += ["ink"] * _marks(value)
    fitted = fit(
        (between.join(label + value for label, value in pieces),),
        face=Face.CONDENSED,
        width=width,
        height=_ENDLESS * size * LEADING,
        largest=size,
        smallest=size * 0.8,
        lines=_ENDLESS,
    )
    return list(_coloured(fitted, tones))


def _marks(text: str) -> int:
    """Count what a break of the line can neither add nor take away."""
    return sum(not sign.isspace() for sign in text)


def _coloured(fitted: FittedText, tones: Sequence[Tone]) -> Iterable[Drawing]:
    """Yield a drawing for each line, cut into runs of one tone."""
    used = 0
    for line in fitted.lines:
        runs: list[tuple[Tone, str]] = []
        for sign in line:
            tone = runs[-1][0] if sign.isspace() and runs else tones[used]
            used += not sign.isspace()
            if runs and runs[-1][0] == tone:
                runs[-1] = (tone, runs[-1][1] + sign)
            else:
                runs.append((tone, sign))
        yield _line(runs, fitted.size)


def _line(runs: Iterable[tuple[Tone, str]], size: float) -> Drawing:
    face = Face.CONDENSED
    shapes: list[Shape] = []
    x = 0.0
    for tone, text in runs:
        y = size * CAP_HEIGHT
        shapes.append(Text(x=x, y=y, text=text, face=face, size=size, tone=tone))
        x += text_width(text, face, size)
    return Drawing(height=size * (CAP_HEIGHT + DESCENT), shapes=tuple(shapes))
