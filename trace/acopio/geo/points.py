"""Coordinates of plots: WGS84, longitude before latitude, as decimal text.

Text, not numbers: a coordinate is hashed, and ``-6.500000`` says how precisely it was taken.
"""

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from acopio.errors import Refusal

_DEPTH = {"Point": 0, "Polygon": 2, "MultiPolygon": 3}


@dataclass(eq=False)
class GeometryUnusable(Refusal):
    """A geometry that is no point or polygon, or lies outside the world."""

    code = "geometry-unusable"
    found: str


def check_geometry(text: str) -> None:
    """Refuse GeoJSON text that is no point or polygon of longitudes and latitudes.

    Raises:
        GeometryUnusable: it is not.
    """
    try:
        shape: Any = json.loads(text, parse_float=str)
        depth = _DEPTH[shape["type"]]
        _check(shape["coordinates"], depth)
    except (ValueError, KeyError, TypeError, InvalidOperation):
        raise GeometryUnusable(found=text[:80]) from None


def _check(coordinates: Any, depth: int) -> None:
    if depth:
        if not isinstance(coordinates, list) or not coordinates:
            raise ValueError(coordinates)
        for inner in coordinates:
            _check(inner, depth - 1)
        return
    longitude, latitude = (Decimal(str(value)) for value in coordinates[:2])
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        raise ValueError(coordinates)
