"""Whether a shape can be: straight lines, crossing sides, spikes; measured, cut and rounded."""

from collections.abc import Iterator
from decimal import Decimal
from math import atan2, cos, degrees, hypot, radians
from typing import Any

from acopio.geo.remarks import Limits, Remark
from acopio.geo.shape import Ring, Shape, is_clockwise, is_straight, without_repeats

METRES_PER_DEGREE = 111_320
_WHEN = {"cut": "-when-cut", "rounded": "-when-rounded"}


def as_geos(shape: Shape) -> Any:
    """Return the polygons of a shape for GEOS, which judges but never writes."""
    from shapely.geometry import MultiPolygon, Polygon  # noqa: PLC0415 (numpy)

    return MultiPolygon([Polygon(polygon[0], polygon[1:]) for polygon in shape.polygons])


def judge(shape: Shape, number: int, limits: Limits) -> Iterator[Remark]:
    """Yield what is wrong with the polygons of a shape, as written and with six decimals.

    The EU's papers say both that its system cuts and that it rounds, so a shape must stand both.
    """
    if not shape.polygons:
        return
    if any(len(polygon) > 1 for polygon in shape.polygons):
        holes = sum(len(polygon) - 1 for polygon in shape.polygons)
        yield Remark(code="hole", feature=number, found=str(holes), limit="0")
    if any(without_repeats(ring) != ring for ring in _rings(shape)):
        yield Remark(code="position-repeated", feature=number)
    elif any(_repeats_when_cut(ring) for ring in _rings(shape)):
        yield Remark(code="position-repeated-when-cut", feature=number)
    if any(is_clockwise(polygon[0]) for polygon in shape.polygons):
        yield Remark(code="clockwise", feature=number)
    yield from _validity(shape, number)
    for ring in _rings(shape):
        if spike := _spike(ring, limits):
            yield Remark(
                code="spike",
                feature=number,
                found=spike,
                limit=f"< {limits.spike_degrees}° and > {limits.spike_leg_m} m",
            )
            break


def _rings(shape: Shape) -> list[Ring]:
    return [ring for polygon in shape.polygons for ring in polygon]


def _repeats_when_cut(ring: Ring) -> bool:
    cut = Shape(polygons=((ring,),)).moved("cut").polygons[0][0]
    return len(cut) < len(ring)


def _validity(shape: Shape, number: int) -> Iterator[Remark]:
    from shapely.validation import explain_validity  # noqa: PLC0415 (numpy)

    for change in ("", "cut", "rounded"):
        changed = shape.moved(change) if change else shape
        rings = _rings(changed)
        if any(len(ring) < 4 or is_straight(ring) for ring in rings):
            code = f"sides-cross{_WHEN[change]}" if change else "straight-line"
            yield Remark(code=code, feature=number, found="straight line" if change else "")
            return
        geos = as_geos(changed)
        if not geos.is_valid:
            why = explain_validity(geos).partition("[")[0].strip()
            yield Remark(
                code=f"sides-cross{_WHEN.get(change, '')}", feature=number, found=why.lower()
            )
            return


def _spike(ring: Ring, limits: Limits) -> str:
    """Return the angle of the sharpest needle, if there is one."""
    places = _in_metres(without_repeats(ring)[:-1])
    for index, here in enumerate(places):
        before, after = places[index - 1], places[(index + 1) % len(places)]
        one = (before[0] - here[0], before[1] - here[1])
        two = (after[0] - here[0], after[1] - here[1])
        if min(hypot(*one), hypot(*two)) <= limits.spike_leg_m:
            continue
        across = one[0] * two[1] - one[1] * two[0]
        along = one[0] * two[0] + one[1] * two[1]
        angle = degrees(abs(atan2(across, along)))
        if angle < limits.spike_degrees:
            return f"{Decimal(angle):.2f}°"
    return ""


def _in_metres(ring: Ring) -> Ring:
    """Return places on a plane that touches the earth there: good enough to see a needle."""
    east, north = ring[0]
    shrink = Decimal(cos(radians(north)))
    return tuple(
        ((x - east) * shrink * METRES_PER_DEGREE, (y - north) * METRES_PER_DEGREE) for x, y in ring
    )
