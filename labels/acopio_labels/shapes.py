"""The few marks every picture is made of, in millimetres from the top left corner, y downwards.

Layout and charts are pure functions that return these; a back-end (`paper` for PDF) draws them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.text import LEADING, FittedText

Tone = Literal["ink", "muted", "accent", "hairline", "tint", "paper", "alarm"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text from the left end of its baseline."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    tone: Tone = "ink"
    squeeze: float = 1.0
    """Horizontal scale: below one, the letters stay as high and become narrower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A straight stroke."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float = 0.15
    tone: Tone = "ink"
    dash: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon:
    """A closed outline, filled, stroked or both."""

    points: tuple[tuple[float, float], ...]
    fill: Tone | None = None
    stroke: Tone | None = None
    thickness: float = 0.2
    opacity: float = 1.0


Shape = Text | Line | Polygon


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Shapes with the height they take on the page."""

    height: float
    shapes: tuple[Shape, ...] = ()

    def moved(self, dx: float, dy: float) -> tuple[Shape, ...]:
        """Return the shapes moved to the right by ``dx`` and down by ``dy``."""
        return tuple(_moved(shape, dx, dy) for shape in self.shapes)


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    if isinstance(shape, Text):
        return replace(shape, x=shape.x + dx, y=shape.y + dy)
    if isinstance(shape, Line):
        return replace(
            shape, x1=shape.x1 + dx, y1=shape.y1 + dy, x2=shape.x2 + dx, y2=shape.y2 + dy
        )
    return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))


def stack(drawings: Iterable[Drawing], gap: float = 0.0) -> Drawing:
    """Put drawings below each other; those of no height take no gap either."""
    shapes: list[Shape] = []
    y = 0.0
    for drawing in drawings:
        if drawing.height > 0:
            shapes += drawing.moved(0, y + gap if y else 0)
            y += drawing.height + (gap if y else 0)
    return Drawing(height=y, shapes=tuple(shapes))


def rectangle(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: Tone | None = None,
    stroke: Tone | None = None,
) -> Polygon:
    """Return an upright rectangle from its top left corner."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Polygon(points=corners, fill=fill, stroke=stroke)


def text_lines(
    fitted: FittedText,
    *,
    face: Face,
    width: float,
    x: float = 0.0,
    y: float = 0.0,
    align: Align = "left",
    tone: Tone = "ink",
) -> Drawing:
    """Set fitted lines with the top of the first capital at ``y``."""
    baseline = y + fitted.size * CAP_HEIGHT
    shapes = []
    for index, line in enumerate(fitted.lines):
        free = width - text_width(line, face, fitted.size)
        left = x + free * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        down = baseline + index * LEADING * fitted.size
        shapes.append(Text(x=left, y=down, text=line, face=face, size=fitted.size, tone=tone))
    return Drawing(height=fitted.height, shapes=tuple(shapes))
