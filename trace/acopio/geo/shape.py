"""A plot's shape, with every number exactly as it was written.

Coordinates are decimals: they are cut, compared and written without ever becoming binary numbers.
Only to judge a shape (do sides cross, how large is it) is it handed to GEOS, PROJ or a sine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

SIX = Decimal("0.000001")

Position = tuple[Decimal, Decimal]
"""Longitude, latitude."""
Ring = tuple[Position, ...]
Polygon = tuple[Ring, ...]
"""Outer ring, then holes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Points and polygons of one plot."""

    points: tuple[Position, ...] = ()
    polygons: tuple[Polygon, ...] = ()

    def positions(self) -> list[Position]:
        """Return every position, in the order written."""
        corners = [one for polygon in self.polygons for ring in polygon for one in ring]
        return [*self.points, *corners]

    def moved(self, change: str) -> "Shape":
        """Return the shape with every number ``cut`` or ``rounded`` to six decimals."""
        how = ROUND_DOWN if change == "cut" else ROUND_HALF_UP

        def at(position: Position) -> Position:
            return position[0].quantize(SIX, how), position[1].quantize(SIX, how)

        return Shape(
            points=tuple(map(at, self.points)),
            polygons=tuple(
                tuple(without_repeats(tuple(map(at, ring))) for ring in polygon)
                for polygon in self.polygons
            ),
        )


def without_repeats(ring: Ring) -> Ring:
    """Return a ring without positions that repeat the one before."""
    kept = [one for number, one in enumerate(ring) if number == 0 or one != ring[number - 1]]
    return tuple(kept)


def is_straight(ring: Ring) -> bool:
    """Say whether all positions lie on one line, exactly."""
    first = ring[0]
    second = next((one for one in ring if one != first), None)
    if second is None:
        return True
    east, north = second[0] - first[0], second[1] - first[1]
    return all((x - first[0]) * north == (y - first[1]) * east for x, y in ring)


def is_clockwise(ring: Ring) -> bool:
    """Say whether a ring turns to the right: RFC 7946 wants the outer one to turn left."""
    doubled = sum(
        (
            (x2 - x1) * (y2 + y1)
            for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
        ),
        Decimal(0),
    )
    return doubled > 0


def decimals(number: Decimal) -> int:
    """Return how many decimals a number was written with."""
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def six(number: Decimal) -> str:
    """Return a coordinate as text, cut to exactly six decimals: ``-76.098112``."""
    cut = number.quantize(SIX, ROUND_DOWN)
    return f"{cut if cut else abs(cut):f}"


def geometry_text(shape: Shape) -> str:
    """Return the GeoJSON geometry with numbers of exactly six decimals, each cut.

    One polygon is a ``Polygon``, also when it came as a ``MultiPolygon`` of one part; repeated
    positions and altitudes are gone.
    """
    cut = shape.moved("cut")
    return _geometry(cut, six)


def as_written(shape: Shape) -> str:
    """Return the GeoJSON geometry with its numbers as they were written."""
    return _geometry(shape, lambda number: f"{number:f}")


def _geometry(shape: Shape, text: Callable[[Decimal], str]) -> str:
    def listed(value: Any) -> str:
        if isinstance(value, Decimal):
            return text(value)
        return f"[{','.join(map(listed, value))}]"

    parts = [
        f'{{"type":"{kind}","coordinates":{listed(value)}}}'
        for kind, value in (
            _one_or_many("Point", shape.points),
            _one_or_many("Polygon", shape.polygons),
        )
        if value
    ]
    if len(parts) == 1:
        return parts[0]
    return f'{{"type":"GeometryCollection","geometries":[{",".join(parts)}]}}'


def _one_or_many(kind: str, values: tuple[Any, ...]) -> tuple[str, Any]:
    return (kind, values[0]) if len(values) == 1 else (f"Multi{kind}", values)
