"""Coordinates leave as text of exactly six decimals, cut and never rounded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.geo.plots import SQUARE, polygon

from acopio.geo.reading import read_geojson
from acopio.geo.shape import Shape, geometry_text, six


def shape_of(text: str) -> Shape:
    shape = read_geojson(text).features[0].shape
    assert shape is not None
    return shape


@pytest.mark.parametrize(
    ("written", "handed_over"),
    [
        ("-76.0981129", "-76.098112"),
        ("-49.00683", "-49.006830"),
        ("-0.0000004", "0.000000"),
        ("7", "7.000000"),
        ("1E-7", "0.000000"),
    ],
)
def test_a_number_is_cut_to_six_decimals(written: str, handed_over: str) -> None:
    assert six(Decimal(written)) == handed_over


@given(some.decimals(min_value=-180, max_value=180, allow_nan=False, places=9))
def test_a_cut_number_is_never_farther_from_zero_nor_a_millionth_off(number: Decimal) -> None:
    cut = Decimal(six(number))

    assert abs(cut) <= abs(number)
    assert abs(number - cut) < Decimal("0.000001")
    assert len(six(number).partition(".")[2]) == 6


def test_a_multipolygon_of_one_part_leaves_as_a_polygon_without_altitude() -> None:
    corners = ",".join(f"[{x},{y},812.5]" for x, y in SQUARE)
    text = f'{{"type":"MultiPolygon","coordinates":[[[{corners}]]]}}'

    assert geometry_text(shape_of(text)) == polygon(SQUARE)


def test_repeated_positions_leave_once() -> None:
    doubled = (SQUARE[0], SQUARE[0], *SQUARE[1:])

    assert geometry_text(shape_of(polygon(doubled))) == polygon(SQUARE)


def test_a_collection_leaves_as_what_it_holds() -> None:
    point = '{"type":"Point","coordinates":[-76.700001,-7.100001]}'
    both = f'{{"type":"GeometryCollection","geometries":[{point},{polygon(SQUARE)}]}}'

    assert geometry_text(shape_of(both)) == both
    alone = f'{{"type":"GeometryCollection","geometries":[{point}]}}'
    assert geometry_text(shape_of(alone)) == point
