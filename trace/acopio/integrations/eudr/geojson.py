"""``plots.geojson`` as the EU's information system reads it, every coordinate written by us.

A JSON writer of numbers drops zeros at the end (49.006830 becomes 49.00683), and the system wants
six decimals: so numbers are put into the text as text.
"""

import json
from collections.abc import Iterable

from acopio.geo.shape import geometry_text
from acopio.integrations.eudr.model import PlotOut

LARGEST_BYTES = 25_000_000
"""What the EU's system takes of geodata in one statement."""


def plots_geojson(plots: Iterable[PlotOut], country: str) -> str:
    """Return a collection of the plots that have a shape: type I, with opaque names."""
    features = ",\n".join(_feature(plot, country) for plot in plots if plot.shape is not None)
    return f'{{"type":"FeatureCollection","features":[\n{features}\n]}}\n'


def _feature(plot: PlotOut, country: str) -> str:
    shape = plot.shape
    if shape is None:
        raise ValueError(plot.code)
    properties = [
        f'"ProducerName":{json.dumps(plot.producer)}' if plot.producer else "",
        f'"ProducerCountry":{json.dumps(country)}',
        f'"ProductionPlace":{json.dumps(plot.code)}',
    ]
    if shape.points and not shape.polygons and plot.said_ha is not None:
        # A number: a text is read as 0 hectares.
        properties.append(f'"Area":{plot.said_ha:f}')
    held = ",".join(filter(None, properties))
    return f'{{"type":"Feature","properties":{{{held}}},"geometry":{geometry_text(shape)}}}'
