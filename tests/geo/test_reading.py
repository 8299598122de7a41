"""GeoJSON is read with every decimal that was written, and whatever is wrong is said."""

import json

import pytest
from tests.geo.plots import SQUARE, collection, polygon

from acopio.geo import reading
from acopio.geo.reading import GeometryTooLarge, read_geojson
from acopio.geo.shape import as_written, decimals


def codes(text: str | bytes) -> list[str]:
    return [one.code for one in read_geojson(text).remarks]


def test_zeros_at_the_end_of_a_number_are_kept() -> None:
    text = '{"type":"Point","coordinates":[-76.700000,-7.1]}'

    shape = read_geojson(text).features[0].shape

    assert shape is not None
    assert [decimals(value) for value in shape.points[0]] == [6, 1]
    assert as_written(shape) == text


@pytest.mark.parametrize(
    "text",
    ["", "{", "nonsense", '{"type":"Point","coordinates":[NaN,1]}', "[" * 100_000, b"\xff\xfe\x00"],
)
def test_what_is_no_json_is_said_and_not_thrown(text: str | bytes) -> None:
    assert codes(text) == ["not-json"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ([], "type-unknown"),
        ({"type": ["Polygon"]}, "type-unknown"),
        ({"type": "Polygon", "coordinates": {}}, "coordinates-unusable"),
        ({"type": "Polygon", "coordinates": [[["1", "2"]]]}, "coordinates-unusable"),
        ({"type": "Point", "coordinates": [[1, 2]]}, "coordinates-unusable"),
        ({"type": "Point", "coordinates": [True, 2]}, "coordinates-unusable"),
        ({"type": "Point", "coordinates": [10**400, 2]}, "out-of-range"),
        ({"type": "Feature", "properties": {}}, "geometry-missing"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "geometry-kind"),
        ({"type": "GeometryCollection", "geometries": [{"type": "Circle"}]}, "geometry-kind"),
        ({"type": "Feature", "geometry": None, "properties": []}, "geometry-null"),
        ({"type": "FeatureCollection", "features": [7]}, "geometry-missing"),
        ({"type": "FeatureCollection", "features": {}}, "features-not-list"),
    ],
)
def test_a_wrong_form_has_its_code(raw: object, code: str) -> None:
    assert code in codes(json.dumps(raw))


def test_a_line_hidden_in_a_collection_is_refused() -> None:
    hidden = '{"type":"LineString","coordinates":[[-76.7,-7.1],[-76.6,-7.1]]}'
    point = '{"type":"Point","coordinates":[-76.700001,-7.100001]}'
    text = f'{{"type":"GeometryCollection","geometries":[{point},{hidden}]}}'

    read = read_geojson(text)

    assert "geometry-kind" in [one.code for one in read.remarks]
    assert read.features[0].shape is None


def test_collections_in_one_another_end() -> None:
    text = '{"type":"Point","coordinates":[1,2]}'
    for _ in range(50):
        text = f'{{"type":"GeometryCollection","geometries":[{text}]}}'

    assert "geometry-kind" in codes(text)


def test_two_plots_of_one_name_are_named() -> None:
    text = collection(polygon(SQUARE), polygon(SQUARE), ProductionPlace="A-1")

    remark = next(one for one in read_geojson(text).remarks if one.code == "id-repeated")

    assert (remark.feature, remark.other, remark.found) == (1, 0, "A-1")


def test_more_than_the_eu_takes_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_BYTES", 100)

    with pytest.raises(GeometryTooLarge) as refused:
        read_geojson(" " * 101)

    assert refused.value.values() == {"size": 101, "largest": 100}


def test_a_number_that_would_fill_a_disk_when_written_out_is_refused() -> None:
    assert "coordinates-unusable" in codes('{"type":"Point","coordinates":[1e-900000,2]}')
    area = '{"type":"Feature","properties":{"Area":1e900000},"geometry":null}'
    assert read_geojson(area).features[0].area == "1E+900000"
