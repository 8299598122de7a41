"""Reading GeoJSON so that every decimal that was written is still there.

Whatever is wrong with the form becomes a remark, not an exception: people want the whole list.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acopio.errors import Refusal
from acopio.geo.countries import COUNTRIES
from acopio.geo.remarks import Remark
from acopio.geo.shape import Polygon, Position, Ring, Shape, decimals

LARGEST_BYTES = 25_000_000
"""What the EU's system takes of geodata in one statement."""
GEOMETRIES = {"Point", "MultiPoint", "Polygon", "MultiPolygon", "GeometryCollection"}
NO_LAND = {"LineString", "MultiLineString"}
PROPERTIES = ("ProducerName", "ProducerCountry", "ProductionPlace", "Area")
"""The properties that the EU's system reads; in any other case they are passed over."""
NAMES = ("ProductionPlace", "external_id", "plotId", "plot")
"""Properties by which a file may name its plots."""
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")
MOST_DECIMALS = 40
LARGEST_HA = 10**9
DEEPEST = 5
"""How deep collections of geometries may lie in one another."""


@dataclass(eq=False)
class GeometryTooLarge(Refusal):
    """A file of land larger than any system takes."""

    code = "geometry-too-large"
    size: int
    largest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One plot of a file, as far as it could be read."""

    number: int
    name: str | None = None
    shape: Shape | None = None
    area: object = None
    """``Area`` as it was written: a decimal, or whatever stands there."""
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What a file holds, and what is wrong with its form."""

    features: tuple[Feature, ...] = ()
    remarks: tuple[Remark, ...] = ()


class _Unusable(Exception):
    def __init__(self, code: str, found: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.found = str(found)[:60]


def read_geojson(text: str | bytes) -> Collection:
    """Read a geometry, a feature or a collection of features.

    Raises:
        GeometryTooLarge: it is larger than ``LARGEST_BYTES``.
    """
    if len(text) > LARGEST_BYTES:
        raise GeometryTooLarge(size=len(text), largest=LARGEST_BYTES)
    try:
        raw = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        return Collection(remarks=(Remark(code="not-json"),))
    kind = _kind(raw)
    remarks = [*_crs(raw)] if isinstance(raw, dict) else []
    if kind == "FeatureCollection":
        return _collection(raw, remarks)
    if kind == "Feature" or kind in GEOMETRIES | NO_LAND:
        remarks.append(Remark(code="no-collection", found=kind))
        feature = raw if kind == "Feature" else {"geometry": raw, "properties": {}}
        read = _feature(0, feature, remarks)
        return Collection(features=(read,), remarks=tuple(remarks))
    return Collection(remarks=(*remarks, Remark(code="type-unknown", found=kind[:60])))


def _no_number(text: str) -> None:
    raise ValueError(text)


def _kind(raw: Any) -> str:
    kind = raw.get("type") if isinstance(raw, dict) else None
    return kind if isinstance(kind, str) else ""


def _crs(raw: dict[str, Any]) -> Iterator[Remark]:
    if raw.get("crs") is None:
        return
    crs = raw["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else crs)[:60]
    known = name.endswith(WGS84)
    yield Remark(code="crs-named" if known else "crs-not-wgs84", found=name)


def _collection(raw: dict[str, Any], remarks: list[Remark]) -> Collection:
    listed = raw.get("features")
    if not isinstance(listed, list):
        return Collection(remarks=(*remarks, Remark(code="features-not-list")))
    if not listed:
        return Collection(remarks=(*remarks, Remark(code="collection-empty")))
    features = tuple(_feature(number, one, remarks) for number, one in enumerate(listed))
    seen: dict[str, int] = {}
    for feature in features:
        if feature.name is not None:
            first = seen.setdefault(feature.name, feature.number)
            if first != feature.number:
                remarks.append(
                    Remark(
                        code="id-repeated",
                        feature=feature.number,
                        other=first,
                        found=feature.name[:60],
                    )
                )
    return Collection(features=features, remarks=tuple(remarks))


def _feature(number: int, raw: Any, remarks: list[Remark]) -> Feature:
    def say(code: str, found: object = "") -> None:
        remarks.append(Remark(code=code, feature=number, found=str(found)[:60]))

    if not isinstance(raw, dict):
        say("geometry-missing")
        return Feature(number=number)
    held = _properties(raw.get("properties"), say)
    identity = raw.get("id")
    if identity is not None and not isinstance(identity, str | Decimal):
        say("id-unusable", type(identity).__name__)
    country = held.get("ProducerCountry")
    if country is not None and not (isinstance(country, str) and country in COUNTRIES):
        say("country-unknown", country)
    shape = None
    try:
        shape = _shape(raw, say)
    except _Unusable as problem:
        say(problem.code, problem.found)
    named = next((held[name] for name in NAMES if held.get(name)), identity)
    return Feature(
        number=number,
        name=str(named) if isinstance(named, str | Decimal) else None,
        shape=shape,
        area=_area(held.get("Area")),
        country=country if isinstance(country, str) else None,
    )


def _area(raw: Any) -> object:
    """Return an area as written; as text where it is no number of hectares of this world."""
    if isinstance(raw, Decimal) and not (_is_plain(raw) and abs(raw) < LARGEST_HA):
        return str(raw)
    return raw


def _properties(raw: Any, say: Callable[..., None]) -> dict[str, Any]:
    if not isinstance(raw, dict):
        if raw is not None:
            say("properties-unusable", type(raw).__name__)
        return {}
    for name in raw:
        for known in PROPERTIES:
            if name != known and name.lower() == known.lower() and known not in raw:
                say("property-case", name)
    return raw


def _shape(raw: dict[str, Any], say: Callable[..., None]) -> Shape:
    if "geometry" not in raw:
        raise _Unusable("geometry-missing")
    if raw["geometry"] is None:
        raise _Unusable("geometry-null")
    reader = _Reader()
    reader.read(raw["geometry"], 0)
    if not reader.points and not reader.polygons:
        raise _Unusable("geometry-null")
    for ring in (ring for polygon in reader.polygons for ring in polygon):
        _check_ring(ring)
    _say_what_it_is(reader, say)
    return Shape(points=tuple(reader.points), polygons=tuple(reader.polygons))


def _check_ring(ring: Ring) -> None:
    if len(ring) < 4:
        raise _Unusable("ring-short", len(ring))
    if ring[0] != ring[-1]:
        raise _Unusable("ring-open")


def _say_what_it_is(reader: "_Reader", say: Callable[..., None]) -> None:
    if reader.longest > 3:
        say("more-than-three", reader.longest)
    elif reader.longest == 3:
        say("altitude-dropped")
    if reader.in_multi and len(reader.polygons) == 1:
        say("single-part")
    elif len(reader.polygons) > 1:
        say("several-parts", len(reader.polygons))


class _Reader:
    """Gathers the points and polygons of a geometry, whatever it lies in."""

    def __init__(self) -> None:
        self.points: list[Position] = []
        self.polygons: list[Polygon] = []
        self.longest = 0
        self.in_multi = False

    def read(self, raw: Any, depth: int) -> None:
        kind = _kind(raw)
        if kind not in GEOMETRIES or depth > DEEPEST:
            raise _Unusable("geometry-kind", kind)
        if kind == "GeometryCollection":
            for inner in _list(raw.get("geometries")):
                self.read(inner, depth + 1)
            return
        coordinates = raw.get("coordinates")
        if kind == "Point":
            self.points.append(self._position(coordinates))
        elif kind == "MultiPoint":
            self.points += map(self._position, _list(coordinates))
        elif kind == "Polygon":
            self.polygons.append(self._polygon(coordinates))
        else:
            self.in_multi = True
            self.polygons += map(self._polygon, _list(coordinates))

    def _polygon(self, raw: Any) -> Polygon:
        return tuple(self._ring(one) for one in _list(raw))

    def _ring(self, raw: Any) -> Ring:
        return tuple(self._position(one) for one in _list(raw))

    def _position(self, raw: Any) -> Position:
        values = _list(raw)
        # Text that looks like a number is read as nothing by the EU's system.
        if len(values) < 2 or not all(map(_is_plain, values)):
            raise _Unusable("coordinates-unusable", raw)
        longitude, latitude = values[0], values[1]
        if not (abs(longitude) <= 180 and abs(latitude) <= 90):
            raise _Unusable("out-of-range", f"{longitude}, {latitude}")
        self.longest = max(self.longest, len(values))
        return longitude, latitude


def _is_plain(value: Any) -> bool:
    """Say whether a value is a number that can be written out: ``1e-900000`` would fill a disk."""
    return isinstance(value, Decimal) and decimals(value) <= MOST_DECIMALS


def _list(raw: Any) -> list[Any]:
    if not isinstance(raw, list) or not raw:
        raise _Unusable("coordinates-unusable", raw)
    return raw
