"""Pictures of a lot's quality: pure functions from values to shapes."""

from collections.abc import Sequence
from decimal import Decimal
from math import cos, pi, sin

from acopio_labels.fonts import CAP_HEIGHT, Face
from acopio_labels.model import RADAR_TOP, RadarAxis
from acopio_labels.shapes import Align, Drawing, Line, Polygon, Shape, Text, text_lines
from acopio_labels.text import LEADING, clean, fit

RINGS = (2, 4, 6, 8, 10)
"""Values that have a ring; the outermost is the top of the scale, whatever the scores are."""

_LABEL_GAP = 1.6
_FEW = 12
"""With more axes the lowest name would stand between its neighbours' values: it goes below."""
_DOT_RADIUS = 0.55


def radar(axes: Sequence[RadarAxis], *, width: float, radius: float, label_size: float) -> Drawing:
    """Return a radar on the fixed scale from 0 to 10, first axis upwards, then clockwise.

    The drawing is ``width`` wide; the circle of ``radius`` stands in its middle, and each name
    with its value beside its axis.
    """
    label_room = 2 * label_size * 1.25 + _LABEL_GAP
    centre = (width / 2, radius + label_room)
    shapes: list[Shape] = [*_grid(centre, radius, len(axes)), *_scale(centre, radius, label_size)]
    spots = [
        _spot(centre, radius * float(Decimal(axis.value)) / RADAR_TOP, index, len(axes))
        for index, axis in enumerate(axes)
    ]
    shapes.append(Polygon(points=tuple(spots), fill="accent", opacity=0.22))
    shapes.append(Polygon(points=tuple(spots), stroke="accent", thickness=0.45))
    shapes += [_dot(spot) for spot in spots]
    for index, axis in enumerate(axes):
        shapes += _axis_label(axis, index, len(axes), centre, radius, (width, label_size))
    height = 2 * (radius + label_room) + _lower(len(axes) // 2, len(axes), label_size)
    return Drawing(height=height, shapes=tuple(shapes))


def _spot(
    centre: tuple[float, float], distance: float, index: int, count: int
) -> tuple[float, float]:
    angle = 2 * pi * index / count
    return centre[0] + distance * sin(angle), centre[1] - distance * cos(angle)


def _grid(centre: tuple[float, float], radius: float, count: int) -> list[Shape]:
    rings: list[Shape] = [
        Polygon(
            points=tuple(
                _spot(centre, radius * ring / RADAR_TOP, index, count) for index in range(count)
            ),
            stroke="muted" if ring == RADAR_TOP else "hairline",
            thickness=0.2 if ring == RADAR_TOP else 0.12,
        )
        for ring in RINGS
    ]
    ends = [_spot(centre, radius, index, count) for index in range(count)]
    spokes = [
        Line(x1=centre[0], y1=centre[1], x2=x, y2=y, thickness=0.12, tone="hairline")
        for x, y in ends
    ]
    return [*rings, *spokes]


def _scale(centre: tuple[float, float], radius: float, label_size: float) -> list[Shape]:
    """Write the value of every ring beside the first axis."""
    size = label_size * 0.72
    return [
        Text(
            x=centre[0] + 0.7,
            y=centre[1] - radius * ring / RADAR_TOP + size * CAP_HEIGHT / 2,
            text=str(ring),
            face=Face.CONDENSED,
            size=size,
            tone="muted",
        )
        for ring in RINGS
    ]


def _dot(spot: tuple[float, float]) -> Polygon:
    x, y = spot
    corners = (_spot((x, y), _DOT_RADIUS, index, 12) for index in range(12))
    return Polygon(points=tuple(corners), fill="accent")


def _axis_label(
    axis: RadarAxis,
    index: int,
    count: int,
    centre: tuple[float, float],
    radius: float,
    room: tuple[float, float],
) -> tuple[Shape, ...]:
    """Set name and value beside the end of an axis, inside the width of the drawing."""
    width, size = room
    x, y = _spot(centre, radius + _LABEL_GAP, index, count)
    side = sin(2 * pi * index / count)
    align: Align = "center" if abs(side) < 0.2 else "left" if side > 0 else "right"
    between = 2 * (radius + _LABEL_GAP) * sin(2 * pi / max(count, 4)) - 1
    free = {"left": width - x, "right": x, "center": min(between, radius)}[align]
    name = fit(
        (clean(axis.name),),
        face=Face.CONDENSED,
        width=free,
        height=2.1 * size,
        largest=size,
        smallest=size * 0.7,
        lines=1 if align == "center" else 2,
    )
    value = fit(
        (clean(axis.value),),
        face=Face.CONDENSED_BOLD,
        width=free,
        height=1.2 * size,
        largest=size,
        smallest=size * 0.8,
        lines=1,
    )
    left = {"left": x, "right": 0.0, "center": x - free / 2}[align]
    top = y - _height_above(index, count) * (name.height + value.height)
    top += _lower(index, count, size)
    above = text_lines(
        name, face=Face.CONDENSED, width=free, x=left, y=top, align=align, tone="muted"
    )
    below = text_lines(
        value, face=Face.CONDENSED_BOLD, width=free, x=left, y=top + name.height, align=align
    )
    return (*above.shapes, *below.shapes)


def _height_above(index: int, count: int) -> float:
    """Return which part of a label stands above the end of its axis: at the top, all of it."""
    return (1 + cos(2 * pi * index / count)) / 2


def _lower(index: int, count: int, size: float) -> float:
    """Return how much lower than its axis ends a label stands: a line, at the foot of many."""
    return size * LEADING if count > _FEW and 2 * index == count else 0.0
