"""Plots against one another: the same ground twice, overlaps, slivers between neighbours."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from acopio.geo.area import hectares
from acopio.geo.remarks import LIMITS, Limits, Remark
from acopio.geo.shape import Shape
from acopio.geo.valid import as_geos


def compare(plots: Sequence[tuple[int, Shape]], limits: Limits = LIMITS) -> Iterator[Remark]:
    """Yield what is wrong between plots, each pair once; shapes that cross themselves are left out.

    ``plots`` are numbers and shapes. Points have no ground to share.
    """
    from shapely import STRtree  # noqa: PLC0415 (numpy, which only checks of land need)

    known = [(number, as_geos(shape), shape) for number, shape in plots if shape.polygons]
    known = [one for one in known if one[1].is_valid]
    if len(known) < 2:
        return
    tree = STRtree([geos for _, geos, _ in known])
    left, right = tree.query([geos for _, geos, _ in known], predicate="intersects")
    pairs = sorted((int(a), int(b)) for a, b in zip(left, right, strict=True) if a < b)
    for a, b in pairs:
        remark = _between(known[a], known[b], limits)
        if remark is not None:
            yield remark


def _between(
    one: tuple[int, Any, Shape], two: tuple[int, Any, Shape], limits: Limits
) -> Remark | None:
    common = one[1].intersection(two[1]).area
    union = one[1].union(two[1]).area
    smaller = min(one[1].area, two[1].area)
    if not common or not union or not smaller:
        return None
    # Within one pair degrees measure alike in all directions that matter: ratios may use them.
    iou = Decimal(common) / Decimal(union)
    part = Decimal(common) / Decimal(smaller)
    ground = part * min(hectares(one[2]), hectares(two[2]))
    code, limit = _verdict(iou, part * 100, ground, limits)
    return Remark(
        code=code,
        feature=two[0],
        other=one[0],
        found=f"{ground:.4f} ha ({part * 100:.1f} %)",
        limit=limit,
    )


def _verdict(iou: Decimal, percent: Decimal, ground: Decimal, limits: Limits) -> tuple[str, str]:
    if iou > limits.same_iou:
        return "same-ground", f"IoU > {limits.same_iou}"
    if iou > limits.near_same_iou:
        return "nearly-same-ground", f"IoU > {limits.near_same_iou}"
    if percent >= limits.overlap_large_percent:
        return "overlap-large", f">= {limits.overlap_large_percent} %"
    if percent >= limits.overlap_percent or ground >= limits.overlap_ha:
        return "overlap", f">= {limits.overlap_percent} % or >= {limits.overlap_ha} ha"
    return "sliver", f"< {limits.overlap_percent} % and < {limits.overlap_ha} ha"
