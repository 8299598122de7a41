"""The land of one plot as it is typed: WGS84, longitude before latitude, as decimal text.

Text, not numbers: a coordinate is hashed, and ``-6.500000`` says how precisely it was taken.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from acopio.errors import Refusal
from acopio.geo.check import check_feature
from acopio.geo.reading import Feature, read_geojson
from acopio.geo.remarks import Remark, blocking
from acopio.geo.shape import as_written

_HECTARES = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,12})?")


@dataclass(eq=False)
class GeometryUnusable(Refusal):
    """A geometry that is no land: of the wrong form, crossing itself, elsewhere, too large."""

    code = "geometry-unusable"
    finding: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The shape of one plot, and what a person should look at."""

    geometry: str
    """GeoJSON geometry, every number as it was written."""
    remarks: tuple[Remark, ...]


def hectares_said(area: str | None) -> object:
    """Return the hectares of ``3.2 ha`` as a decimal; the text itself where it is no number."""
    if area is None or not area.strip():
        return None
    said = area.removesuffix("ha").strip()
    return Decimal(said) if _HECTARES.fullmatch(said) else area


def read_plot(
    text: str | bytes, *, area: str | None = None, country: str | None = "PE"
) -> tuple[Feature, tuple[Remark, ...]]:
    """Return the one plot that GeoJSON text holds, and all that is to be said of it.

    Raises:
        GeometryTooLarge: the text is too long to be read.
        GeometryUnusable: it holds several plots, or none.
    """
    read = read_geojson(text)
    if len(read.features) > 1:
        raise GeometryUnusable(finding="several-plots", found=str(len(read.features)))
    if not read.features:
        first = blocking(read.remarks, "entry")[0]
        raise GeometryUnusable(finding=first.code, found=first.found or _begin(text))
    feature = read.features[0]
    said = hectares_said(area)
    known = Feature(
        number=0,
        shape=feature.shape,
        area=feature.area if said is None else said,
        country=country,
    )
    return known, (*read.remarks, *check_feature(known))


def check_geometry(
    text: str | bytes, *, area: str | None = None, country: str | None = "PE"
) -> Land:
    """Return the land of one plot, from a GeoJSON geometry, feature or collection of one.

    Raises:
        GeometryTooLarge: the text is too long to be read.
        GeometryUnusable: it is no land that a plot could have.
    """
    feature, remarks = read_plot(text, area=area, country=country)
    for one in blocking(remarks, "entry"):
        raise GeometryUnusable(finding=one.code, found=one.found or _begin(text))
    if feature.shape is None:
        raise GeometryUnusable(finding="geometry-null", found=_begin(text))
    return Land(geometry=as_written(feature.shape), remarks=remarks)


def _begin(text: str | bytes) -> str:
    start = text[:80]
    return start.decode("utf-8", "replace") if isinstance(start, bytes) else start
