"""Where Peru is, as far as a public outline can say.

Natural Earth's outline and the national one disagree by up to 13.7 km (along Madre de Dios and Lake
Titicaca), so the border is soft: a plot a little beyond it is looked at by a person, one far beyond
it cannot be in Peru. A lake is land here.
"""

import json
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from acopio.geo.shape import Position

WEST, EAST = Decimal("-81.5"), Decimal("-68.5")
SOUTH, NORTH = Decimal("-18.5"), Decimal("0.1")
"""The box around the country."""


@cache
def _outline() -> Any:
    from shapely import prepare  # noqa: PLC0415 (numpy, which only checks of land need)
    from shapely.geometry import shape  # noqa: PLC0415

    outline = shape(json.loads(files("acopio.geo").joinpath("peru.json").read_bytes()))
    prepare(outline)
    return outline


def in_box(position: Position) -> bool:
    """Say whether a position lies in the box around Peru."""
    return WEST <= position[0] <= EAST and SOUTH <= position[1] <= NORTH


def where(position: Position, border: Decimal) -> Literal["inside", "near", "outside"]:
    """Say whether a position lies in Peru, within ``border`` degrees of it, or farther away."""
    from shapely.geometry import Point  # noqa: PLC0415

    if not in_box(position):
        return "outside"
    point = Point(position)
    if _outline().covers(point):
        return "inside"
    return "near" if _outline().distance(point) <= border else "outside"
