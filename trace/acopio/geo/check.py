"""Checking plots: one after another, then against each other.

What is *not* a fault, because the EU's own examples have it: a ring that turns the other way, one
short number among long ones, a concave outline, a ``MultiPolygon`` of one part. A ``bbox`` member
is passed over, right or wrong: nothing reads it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from acopio.geo.area import hectares
from acopio.geo.pairs import compare
from acopio.geo.peru import in_box, where
from acopio.geo.reading import Collection, Feature
from acopio.geo.remarks import LIMITS, Limits, Remark
from acopio.geo.shape import Shape, decimals
from acopio.geo.valid import judge


def check_collection(read: Collection, limits: Limits = LIMITS) -> list[Remark]:
    """Return everything there is to say of a file: of its form, its plots, and between them."""
    remarks = list(read.remarks)
    usable: list[tuple[int, Shape]] = []
    for feature in read.features:
        remarks += check_feature(feature, limits)
        if feature.shape is not None:
            usable.append((feature.number, feature.shape))
    return [*remarks, *compare(usable, limits)]


def check_feature(feature: Feature, limits: Limits = LIMITS) -> list[Remark]:
    """Return what is to say of one plot whose form could be read."""
    shape, number = feature.shape, feature.number
    if shape is None:
        return []
    remarks = [
        *_precision(shape, number, limits),
        *_place(shape, number, feature.country, limits),
        *judge(shape, number, limits),
    ]
    crossed = any(one.code in {"sides-cross", "straight-line"} for one in remarks)
    if shape.polygons and not crossed:
        remarks += _size(hectares(shape), shape, number, limits)
    return [*remarks, *_declared(feature, shape, limits)]


def _precision(shape: Shape, number: int, limits: Limits) -> Iterator[Remark]:
    """Judge decimals on the whole plot: a program drops the zeros at the end of single numbers."""
    written = [decimals(value) for position in shape.positions() for value in position]
    short = sum(count < limits.decimals for count in written)
    found = f"{short}/{len(written)} < {limits.decimals}"
    limit = str(limits.decimals)
    if short == len(written):
        yield Remark(code="few-decimals", feature=number, found=found, limit=limit)
    elif short * 2 > len(written):
        yield Remark(code="mixed-decimals", feature=number, found=found, limit=limit)
    if max(written) > limits.decimals:
        yield Remark(code="more-decimals", feature=number, found=str(max(written)), limit=limit)


def _place(shape: Shape, number: int, country: str | None, limits: Limits) -> Iterator[Remark]:
    """Look whether a plot said to be in Peru is there; of other countries no outline is kept."""
    if country != "PE":
        return
    positions = shape.positions()
    if not any(map(in_box, positions)) and all(in_box((y, x)) for x, y in positions):
        longitude, latitude = positions[0]
        yield Remark(code="swapped", feature=number, found=f"{longitude}, {latitude}")
        return
    found = {one: where(one, limits.border_degrees) for one in positions}
    for sought, code in (("outside", "outside-peru"), ("near", "beyond-the-border")):
        at = next((one for one, answer in found.items() if answer == sought), None)
        if at is not None:
            limit = f"{limits.border_degrees}°"
            yield Remark(code=code, feature=number, found=f"{at[0]}, {at[1]}", limit=limit)
            return


def _size(area: Decimal, shape: Shape, number: int, limits: Limits) -> Iterator[Remark]:
    found = f"{area:.6f} ha"
    if area < limits.smallest_ha:
        yield Remark(
            code="area-tiny", feature=number, found=found, limit=f">= {limits.smallest_ha} ha"
        )
    elif area < limits.small_ha:
        yield Remark(
            code="area-small", feature=number, found=found, limit=f">= {limits.small_ha} ha"
        )
    elif area > limits.large_ha:
        yield Remark(
            code="area-large", feature=number, found=found, limit=f"<= {limits.large_ha} ha"
        )
    count = len(shape.positions())
    if count > limits.vertices:
        yield Remark(
            code="many-vertices", feature=number, found=str(count), limit=str(limits.vertices)
        )


def _declared(feature: Feature, shape: Shape, limits: Limits) -> Iterator[Remark]:
    """Compare the area that is said with the drawing, or judge it where there is only a point."""
    number, area = feature.number, feature.area
    if area is None:
        if shape.points and not shape.polygons:
            yield Remark(code="point-area-unknown", feature=number, limit=f"{limits.point_ha} ha")
        return
    if not isinstance(area, Decimal):
        yield Remark(code="point-area-text", feature=number, found=str(area)[:60])
        return
    if shape.polygons:
        yield from _difference(area, hectares(shape), number, limits)
        return
    found = f"{area} ha"
    if area < limits.smallest_ha:
        code, limit = "point-area-tiny", f">= {limits.smallest_ha} ha"
    elif area > limits.point_ha:
        code, limit = "point-too-large", f"<= {limits.point_ha} ha"
    elif area >= limits.near_point_ha:
        code, limit = "point-nearly-too-large", f"< {limits.near_point_ha} ha"
    else:
        return
    yield Remark(code=code, feature=number, found=found, limit=limit)


def _difference(said: Decimal, drawn: Decimal, number: int, limits: Limits) -> Iterator[Remark]:
    if not drawn:
        return
    percent = abs(said - drawn) * 100 / drawn
    for code, most in (
        ("area-differs", limits.differs_percent),
        ("area-differs-some", limits.differs_some_percent),
    ):
        if percent > most:
            found = f"{said} ha / {drawn:.4f} ha"
            yield Remark(code=code, feature=number, found=found, limit=f"{most} %")
            return


def blocked(remarks: Sequence[Remark]) -> set[int]:
    """Return the plots that are not handed over; of a pair, nobody knows which one is wrong."""
    return {
        one.feature
        for one in remarks
        if one.severity("export") == "block" and one.feature is not None and one.other is None
    }
