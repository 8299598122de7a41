"""Land written by hand, near Juanjuí but nobody's."""

import json
from typing import Any

Corner = tuple[str, str]
SQUARE: tuple[Corner, ...] = (
    ("-76.700001", "-7.100001"),
    ("-76.698501", "-7.100001"),
    ("-76.698501", "-7.098501"),
    ("-76.700001", "-7.098501"),
    ("-76.700001", "-7.100001"),
)
"""2.75 hectares, turning left."""


def ring(corners: tuple[Corner, ...]) -> str:
    """Return the positions of a ring as JSON, every digit as given."""
    return "[" + ",".join(f"[{x},{y}]" for x, y in corners) + "]"


def polygon(*rings: tuple[Corner, ...]) -> str:
    """Return a polygon as GeoJSON."""
    return f'{{"type":"Polygon","coordinates":[{",".join(map(ring, rings))}]}}'


def moved(corners: tuple[Corner, ...], millionths: int) -> tuple[Corner, ...]:
    """Return a ring so much farther east."""
    return tuple(
        (f"-76.{-round(float(x) * 1_000_000) - 76_000_000 - millionths:06d}", y) for x, y in corners
    )


def collection(*geometries: str, **properties: Any) -> str:
    """Return a collection of features with the same properties in Peru."""
    said = json.dumps({"ProducerCountry": "PE", **properties})
    features = ",".join(
        f'{{"type":"Feature","properties":{said},"geometry":{one}}}' for one in geometries
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'
