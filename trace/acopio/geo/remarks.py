"""What can be said of a plot's shape: stable codes, how serious each is, and the limits used.

``block`` on export: the shape is not handed over, because the EU's system refuses it or reads
something else than was measured. ``warn``: a person looks at it. ``note``: said, nothing more.
When a plot is typed, less stops: a hole or few decimals can be mended until beans are exported.
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Literal

Severity = Literal["block", "warn", "note"]
Use = Literal["export", "entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The thresholds of the checks; each remark keeps the one it was made by."""

    point_ha: Decimal = Decimal("4")
    """Over this a polygon is needed (Regulation (EU) 2023/1115, article 2(28))."""
    near_point_ha: Decimal = Decimal("3.9")
    smallest_ha: Decimal = Decimal("0.0001")
    small_ha: Decimal = Decimal("0.01")
    large_ha: Decimal = Decimal("100")
    vertices: int = 2000
    decimals: int = 6
    differs_percent: Decimal = Decimal("20")
    differs_some_percent: Decimal = Decimal("10")
    spike_degrees: Decimal = Decimal("2")
    spike_leg_m: Decimal = Decimal("50")
    same_iou: Decimal = Decimal("0.999")
    near_same_iou: Decimal = Decimal("0.90")
    overlap_large_percent: Decimal = Decimal("50")
    overlap_percent: Decimal = Decimal("5")
    overlap_ha: Decimal = Decimal("0.05")
    border_degrees: Decimal = Decimal("0.15")

    def as_text(self) -> dict[str, str]:
        """Return every threshold as text, for the papers that keep it beside the results."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


LIMITS = Limits()

SEVERITIES: dict[str, tuple[Severity, Severity]] = {
    # Code: on export, when typed.
    "not-json": ("block", "block"),
    "type-unknown": ("block", "block"),
    "features-not-list": ("block", "block"),
    "collection-empty": ("block", "block"),
    "crs-not-wgs84": ("block", "block"),
    "crs-named": ("note", "note"),
    "no-collection": ("note", "note"),
    "properties-unusable": ("block", "warn"),
    "property-case": ("warn", "warn"),
    "id-unusable": ("warn", "note"),
    "id-repeated": ("warn", "warn"),
    "country-unknown": ("block", "block"),
    "geometry-missing": ("block", "block"),
    "geometry-null": ("block", "block"),
    "geometry-kind": ("block", "block"),
    "coordinates-unusable": ("block", "block"),
    "altitude-dropped": ("note", "note"),
    "more-than-three": ("warn", "warn"),
    "out-of-range": ("block", "block"),
    "ring-short": ("block", "block"),
    "ring-open": ("block", "block"),
    "hole": ("block", "warn"),
    "straight-line": ("block", "block"),
    "sides-cross": ("block", "block"),
    "sides-cross-when-cut": ("block", "block"),
    "sides-cross-when-rounded": ("block", "block"),
    "position-repeated": ("note", "note"),
    "position-repeated-when-cut": ("note", "note"),
    "clockwise": ("note", "note"),
    "single-part": ("note", "note"),
    "several-parts": ("note", "note"),
    "few-decimals": ("block", "warn"),
    "mixed-decimals": ("warn", "warn"),
    "more-decimals": ("note", "note"),
    "swapped": ("block", "block"),
    "outside-peru": ("block", "block"),
    "beyond-the-border": ("warn", "warn"),
    "area-tiny": ("block", "block"),
    "area-small": ("warn", "warn"),
    "area-large": ("warn", "warn"),
    "many-vertices": ("warn", "warn"),
    "spike": ("warn", "warn"),
    "area-differs": ("warn", "warn"),
    "area-differs-some": ("warn", "warn"),
    "point-area-unknown": ("note", "note"),
    "point-area-text": ("block", "block"),
    "point-area-tiny": ("block", "block"),
    "point-too-large": ("block", "block"),
    "point-nearly-too-large": ("warn", "warn"),
    "same-ground": ("block", "block"),
    "nearly-same-ground": ("block", "block"),
    "overlap-large": ("block", "block"),
    "overlap": ("warn", "warn"),
    "sliver": ("warn", "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that a check found."""

    code: str
    feature: int | None = None
    """Which plot, counted from 0; nothing for the whole file."""
    other: int | None = None
    """The second plot, where two were compared."""
    found: str = ""
    limit: str = ""
    """The threshold, as it was then."""

    def severity(self, use: Use) -> Severity:
        """Return how serious this is for an export or for typing."""
        return SEVERITIES[self.code][0 if use == "export" else 1]


def blocking(remarks: "tuple[Remark, ...] | list[Remark]", use: Use) -> list[Remark]:
    """Return the remarks that stop."""
    return [one for one in remarks if one.severity(use) == "block"]
