"""The picture back-end: one label in whole printer dots, black and white or grey, and as PNG.

Codes are drawn dot by dot from their modules, never smoothed. Text has the embedded faces and the
very width the layout measured, so a line that fits on paper fits in the picture; in black and
white a dot is black when half of it is ink.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from acopio_labels.drawing import LabelDrawing
from acopio_labels.fonts import text_width
from acopio_labels.print_errors import TooFineForPrinter
from acopio_labels.qr import FEWEST_DOTS, QUIET_ZONE, dot_mm
from acopio_labels.raster_text import extent, set_line
from acopio_labels.shapes import Line, Polygon, Shape, Text, Tone

GREYS: dict[Tone, int] = {
    "ink": 0,
    "muted": 84,
    "accent": 52,
    "hairline": 179,
    "tint": 243,
    "paper": 255,
    "alarm": 49,
}
BAR_QUIET_ZONE = 10
"""Modules of white left and right of a linear code."""

FEWEST_BAR_DOTS = 2


class Region(NamedTuple):
    """A rectangle of whole dots."""

    x: int
    y: int
    width: int
    height: int

    def meets(self, other: "Region") -> bool:
        """Return whether the two have a dot in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeOnDots:
    """A QR symbol or a linear code on the grid of a printer."""

    x: int
    y: int
    module: int
    """Dots a module is wide."""
    row_height: int
    """Dots a row is high."""
    rows: tuple[str, ...]
    """``1`` for a dark module; a linear code has one row."""
    quiet: tuple[int, int]
    """Dots of white needed left and right, above and below."""

    @property
    def region(self) -> Region:
        """The code without its quiet zone."""
        width, height = len(self.rows[0]) * self.module, len(self.rows) * self.row_height
        return Region(self.x, self.y, width, height)

    @property
    def with_quiet_zone(self) -> Region:
        """The code and the white it needs."""
        (wide, high), inner = self.quiet, self.region
        return Region(
            inner.x - wide, inner.y - high, inner.width + 2 * wide, inner.height + 2 * high
        )


def size_in_dots(drawing: LabelDrawing, dots_per_inch: int) -> tuple[int, int]:
    """Return width and height of a label in printer dots."""
    dot = dot_mm(dots_per_inch)
    return round(drawing.width / dot), round(drawing.height / dot)


def codes_on_dots(drawing: LabelDrawing, dots_per_inch: int) -> list[CodeOnDots]:
    """Return all codes of a label, QR symbols first, each module a whole number of dots.

    A code that was placed for another printer takes the largest whole number of dots with which
    it is no larger than it was, in the middle of its place.
    """
    dot = dot_mm(dots_per_inch)
    codes = []
    for placed in drawing.symbols:
        dots = _whole_dots(drawing, placed.module, dots_per_inch, FEWEST_DOTS)
        free = (placed.side - dots * dot * len(placed.symbol.rows)) / 2
        codes.append(
            CodeOnDots(
                x=round((placed.x + free) / dot),
                y=round((placed.y + free) / dot),
                module=dots,
                row_height=dots,
                rows=placed.symbol.rows,
                quiet=(QUIET_ZONE * dots, QUIET_ZONE * dots),
            )
        )
    for bar in drawing.bars:
        dots = _whole_dots(drawing, bar.module, dots_per_inch, FEWEST_BAR_DOTS)
        free = sum(bar.widths) * (bar.module - dots * dot) / 2
        row = "".join("10"[index % 2] * width for index, width in enumerate(bar.widths))
        codes.append(
            CodeOnDots(
                x=round((bar.x + free) / dot),
                y=round(bar.y / dot),
                module=dots,
                row_height=max(1, round(bar.height / dot)),
                rows=(row,),
                quiet=(BAR_QUIET_ZONE * dots, 0),
            )
        )
    return codes


def _whole_dots(drawing: LabelDrawing, module: float, dots_per_inch: int, fewest: int) -> int:
    dots = int(module / dot_mm(dots_per_inch) + 1e-6)
    if dots < fewest:
        raise TooFineForPrinter(drawing.name, module, dots_per_inch)
    return dots


def render(
    drawing: LabelDrawing,
    *,
    dots_per_inch: int = 203,
    grey: bool = False,
    region: Region | None = None,
) -> Image.Image:
    """Return a label, or a part of it, as a picture of mode ``1`` or ``L``, a pixel per dot."""
    whole = Region(0, 0, *size_in_dots(drawing, dots_per_inch))
    sheet = _Sheet(region or whole, dot_mm(dots_per_inch), grey=grey)
    for shape in drawing.every_shape:
        sheet.draw_shape(shape)
    for code in codes_on_dots(drawing, dots_per_inch):
        sheet.draw_code(code)
    return sheet.image


def png(drawing: LabelDrawing, *, dots_per_inch: int = 203, grey: bool = False) -> bytes:
    """Return a label as PNG that knows its true size; the same label gives the same bytes."""
    buffer = BytesIO()
    true_dpi = 25.4 / dot_mm(dots_per_inch)
    image = render(drawing, dots_per_inch=dots_per_inch, grey=grey)
    image.save(buffer, format="PNG", dpi=(true_dpi, true_dpi))
    return buffer.getvalue()


def upright_bars(shape: Shape, dot: float) -> list[Region] | None:
    """Return a shape as solid black rectangles of whole dots, or nothing if it is none."""
    if isinstance(shape, Line):
        level = thermal_stroke(shape.tone)
        upright = shape.x1 == shape.x2 or shape.y1 == shape.y2
        return [_bar(stroke, dot) for stroke in strokes(shape)] if upright and level == 0 else None
    if isinstance(shape, Polygon) and _is_black_rectangle(shape):
        (left, top), (right, bottom) = min(shape.points), max(shape.points)
        x, y = round(left / dot), round(top / dot)
        return [Region(x, y, max(1, round(right / dot) - x), max(1, round(bottom / dot) - y))]
    return None


def _is_black_rectangle(polygon: Polygon) -> bool:
    points = set(polygon.points)
    (left, top), (right, bottom) = min(points), max(points)
    corners = {(left, top), (right, top), (right, bottom), (left, bottom)}
    beside = zip(polygon.points, (*polygon.points[1:], polygon.points[0]), strict=True)
    return (
        len(polygon.points) == 4
        and points == corners
        and all(one[0] == two[0] or one[1] == two[1] for one, two in beside)
        and polygon.stroke is None
        and thermal_fill(polygon) == 0
    )


def strokes(line: Line) -> Iterator[Line]:
    """Yield the dashes of a line, or the line itself."""
    length = math.hypot(line.x2 - line.x1, line.y2 - line.y1)
    if not line.dash or length <= line.dash:
        yield line
        return
    right, down = (line.x2 - line.x1) / length, (line.y2 - line.y1) / length
    for number in range(math.ceil(length / (2 * line.dash))):
        start = 2 * number * line.dash
        end = min(start + line.dash, length)
        yield Line(
            x1=line.x1 + start * right,
            y1=line.y1 + start * down,
            x2=line.x1 + end * right,
            y2=line.y1 + end * down,
            thickness=line.thickness,
            tone=line.tone,
        )


def _bar(line: Line, dot: float) -> Region:
    thick = max(1, round(line.thickness / dot))
    left, right = sorted((round(line.x1 / dot), round(line.x2 / dot)))
    top, bottom = sorted((round(line.y1 / dot), round(line.y2 / dot)))
    if line.y1 == line.y2:
        return Region(left, round(line.y1 / dot - thick / 2), max(1, right - left), thick)
    return Region(round(line.x1 / dot - thick / 2), top, thick, max(1, bottom - top))


def thermal_stroke(tone: Tone) -> int | None:
    """Return black or white for text and strokes on a printer without grey, or nothing.

    A pale line is better seen than lost, so all are black but the palest, which is left out.
    """
    return {"paper": 255, "tint": None}.get(tone, 0)


def thermal_fill(polygon: Polygon) -> int | None:
    """Return black or white for an area on a printer without grey; a pale one is left out."""
    if polygon.fill is None:
        return None
    if polygon.fill == "paper":
        return 255
    return 0 if _faded(polygon) < 128 else None


def _faded(polygon: Polygon) -> int:
    return round(255 - (255 - GREYS[polygon.fill or "paper"]) * polygon.opacity)


def bounds(shape: Shape, dot: float) -> Region:
    """Return a rectangle no dot of a shape lies outside of."""
    if isinstance(shape, Text):
        width = text_width(shape.text, shape.face)
        ink = extent(shape.text, shape.face)
        high, wide = shape.size, shape.size * shape.squeeze
        points = [
            (shape.x - ink.before * wide, shape.y - ink.above * high),
            (shape.x + (width + ink.after) * wide, shape.y + ink.below * high),
        ]
        margin = dot
    elif isinstance(shape, Line):
        points = [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        margin = shape.thickness + dot
    else:
        points = list(shape.points)
        margin = shape.thickness + dot
    left, top = (math.floor((min(axis) - margin) / dot) for axis in zip(*points, strict=True))
    right, bottom = (math.ceil((max(axis) + margin) / dot) for axis in zip(*points, strict=True))
    return Region(left, top, right - left, bottom - top)


class _Sheet:
    """A picture of a region of the label; every rounding is to the grid of the whole label."""

    def __init__(self, region: Region, dot: float, *, grey: bool) -> None:
        self.region, self.dot, self.grey = region, dot, grey
        size = (region.width, region.height)
        self.image = Image.new("L" if grey else "1", size, 255)
        self.pen = ImageDraw.Draw(self.image)
        self.pen.fontmode = "L" if grey else "1"

    def draw_shape(self, shape: Shape) -> None:
        if not bounds(shape, self.dot).meets(self.region):
            return
        bars = upright_bars(shape, self.dot)
        if bars is not None and not self.grey:
            self._fill_bars(bars, 0)
        elif isinstance(shape, Text):
            self._draw_text(shape)
        elif isinstance(shape, Line):
            self._draw_line(shape)
        else:
            self._draw_polygon(shape)

    def draw_code(self, code: CodeOnDots) -> None:
        """Put the dark modules on top, as ink would; what is light stays as it was."""
        region = code.region
        if not region.meets(self.region):
            return
        modules = Image.frombytes("1", (len(code.rows[0]), len(code.rows)), _packed(code.rows))
        dark = modules.resize((region.width, region.height), Image.Resampling.NEAREST)
        self.image.paste(0, (region.x - self.region.x, region.y - self.region.y), dark)

    def _fill_bars(self, bars: Iterable[Region], level: int) -> None:
        for bar in bars:
            x, y = bar.x - self.region.x, bar.y - self.region.y
            corners = (x, y, x + bar.width - 1, y + bar.height - 1)
            self.pen.rectangle(corners, fill=level)

    def _draw_line(self, line: Line) -> None:
        level = GREYS[line.tone] if self.grey else thermal_stroke(line.tone)
        if level is None:
            return
        if line.x1 == line.x2 or line.y1 == line.y2:
            self._fill_bars((_bar(stroke, self.dot) for stroke in strokes(line)), level)
            return
        width = max(1, round(line.thickness / self.dot))
        for stroke in strokes(line):
            ends = (self._point(stroke.x1, stroke.y1), self._point(stroke.x2, stroke.y2))
            self.pen.line(ends, fill=level, width=width)

    def _draw_polygon(self, polygon: Polygon) -> None:
        points = [self._point(x, y) for x, y in polygon.points]
        fill = _faded(polygon) if self.grey and polygon.fill else thermal_fill(polygon)
        if fill is not None:
            self.pen.polygon(points, fill=fill)
        if polygon.stroke:
            level = GREYS[polygon.stroke] if self.grey else thermal_stroke(polygon.stroke)
            if level is not None:
                width = max(1, round(polygon.thickness / self.dot))
                self.pen.line([*points, points[0]], fill=level, width=width, joint="curve")

    def _draw_text(self, text: Text) -> None:
        level = GREYS[text.tone] if self.grey else thermal_stroke(text.tone)
        width = text_width(text.text, text.face, text.size) * text.squeeze / self.dot
        if level is None or width <= 0 or not text.text.strip():
            return
        em = text.size / self.dot
        left = math.floor(text.x / self.dot)
        line = set_line(text.text, text.face, em, width, round(text.x / self.dot - left, 6))
        ink = line.ink if self.grey else line.ink.point(_HALF_INK, mode="1")
        x, y = left - line.before, round(text.y / self.dot) - line.above
        self.image.paste(level, (x - self.region.x, y - self.region.y), ink)

    def _point(self, x: float, y: float) -> tuple[int, int]:
        return round(x / self.dot) - self.region.x, round(y / self.dot) - self.region.y


_HALF_INK = [0] * 128 + [255] * 128


def _packed(rows: tuple[str, ...]) -> bytes:
    return b"".join(pack_row(row) for row in rows)


def pack_row(row: str) -> bytes:
    """Return a row of signs ``0`` and ``1`` as bits, the first the highest, filled up with 0."""
    length = (len(row) + 7) // 8
    return int(row.ljust(8 * length, "0"), 2).to_bytes(length)
