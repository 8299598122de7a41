"""How large a piece of land is: geodesic area on the WGS84 ellipsoid.

Flat formulas on degrees or on Web Mercator err by percents; PROJ's geodesic does not.
"""

from decimal import Decimal
from functools import cache
from typing import Any

from acopio.geo.shape import Ring, Shape


@cache
def _geod() -> Any:
    from pyproj import Geod  # noqa: PLC0415 (half a second that only checks of land need)

    return Geod(ellps="WGS84")


def hectares(shape: Shape) -> Decimal:
    """Return the area of a shape's polygons without their holes; points have none."""
    return sum(
        (
            _square_metres(polygon[0]) - sum(map(_square_metres, polygon[1:]), Decimal(0))
            for polygon in shape.polygons
        ),
        Decimal(0),
    ) / Decimal(10_000)


def _square_metres(ring: Ring) -> Decimal:
    area, _perimeter = _geod().polygon_area_perimeter([x for x, _ in ring], [y for _, y in ring])
    return abs(Decimal(area))
