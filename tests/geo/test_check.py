"""Each fault of a plot is found under its code, and what is no fault is let through."""

from decimal import Decimal

import pytest
from tests.geo.plots import SQUARE, collection, moved, polygon

from acopio.geo.area import hectares
from acopio.geo.check import blocked, check_collection
from acopio.geo.points import GeometryUnusable, check_geometry
from acopio.geo.reading import read_geojson
from acopio.geo.remarks import SEVERITIES, Limits, Remark
from acopio.messages import en, es

POINT = '{"type":"Point","coordinates":[-76.700001,-7.100001]}'
HOLE = (
    ("-76.699501", "-7.099501"),
    ("-76.699501", "-7.099001"),
    ("-76.699001", "-7.099001"),
    ("-76.699501", "-7.099501"),
)


def remarks(text: str) -> list[Remark]:
    return check_collection(read_geojson(text))


def codes(text: str) -> set[str]:
    return {one.code for one in remarks(text)}


def test_a_measured_plot_is_clean() -> None:
    assert codes(collection(polygon(SQUARE))) == set()


def test_what_the_eu_s_own_examples_have_is_no_fault() -> None:
    clockwise = tuple(reversed(SQUARE))
    one_short = (("-76.7", "-7.100001"), *SQUARE[1:4], ("-76.7", "-7.100001"))
    concave = (*SQUARE[:3], ("-76.699501", "-7.099501"), *SQUARE[3:])

    for ring in (clockwise, one_short, concave):
        found = remarks(collection(polygon(ring)))
        assert [one for one in found if one.severity("export") != "note"] == []


def test_a_shape_must_stand_cutting_and_rounding() -> None:
    strip = tuple(
        (x, y)
        for x, y in (
            ("-76.7000010", "-7.1000010"),
            ("-76.7000010", "-7.1000019"),
            ("-76.6985010", "-7.1000019"),
            ("-76.6985010", "-7.1000010"),
            ("-76.7000010", "-7.1000010"),
        )
    )
    rounding = tuple((x, y.replace("0019", "0014")) for x, y in strip)

    assert "sides-cross-when-cut" in codes(collection(polygon(strip)))
    assert "sides-cross-when-cut" in codes(collection(polygon(rounding)))
    only_rounded = tuple((x, y.replace("0010", "0008").replace("0019", "0011")) for x, y in strip)
    assert "sides-cross-when-rounded" in codes(collection(polygon(only_rounded)))


def test_a_hole_stops_an_export_but_may_be_typed() -> None:
    found = remarks(collection(polygon(SQUARE, HOLE)))

    assert [(one.code, one.severity("export"), one.severity("entry")) for one in found] == [
        ("hole", "block", "warn")
    ]


def test_decimals_are_judged_on_the_whole_plot() -> None:
    five = tuple((x[:-1], y[:-1]) for x, y in SQUARE)
    mostly = (*five[:3], *SQUARE[3:4], five[0])

    assert codes(collection(polygon(five))) == {"few-decimals"}
    assert codes(collection(polygon(mostly))) == {"mixed-decimals"}


@pytest.mark.parametrize(
    ("area", "found"),
    [
        (3, set()),
        (3.95, {"point-nearly-too-large"}),
        (4.0001, {"point-too-large"}),
        (0.0001, set()),
        (0.00009, {"point-area-tiny"}),
        (-1, {"point-area-tiny"}),
        ("3", {"point-area-text"}),
        (True, {"point-area-text"}),
        (None, {"point-area-unknown"}),
    ],
)
def test_the_area_of_a_point_is_a_number_within_its_limits(area: object, found: set[str]) -> None:
    assert codes(collection(POINT, Area=area)) == found


def test_an_area_just_under_the_smallest_is_not_rounded_up_to_it() -> None:
    tiny = tuple(
        (f"-76.7000{east:02d}", f"-7.1000{north:02d}")
        for east, north in ((20, 20), (14, 20), (14, 13), (20, 13), (20, 20))
    )

    found = remarks(collection(polygon(tiny)))

    assert [one.code for one in found] == ["area-tiny"]
    assert Decimal("0.00004") < Decimal(found[0].found.removesuffix(" ha")) < Decimal("0.0001")


def test_peru_has_a_soft_border() -> None:
    places = {
        "inside": ("-76.700001", "-7.100001"),
        "beyond-the-border": ("-68.845001", "-13.245901"),
        "outside-peru": ("-79.004511", "-2.900131"),
        "swapped": ("-7.100001", "-76.700001"),
    }
    for code, (x, y) in places.items():
        found = codes(collection(f'{{"type":"Point","coordinates":[{x},{y}]}}', Area=1))
        assert found == ({code} if code != "inside" else set())


def test_hectares_are_geodesic() -> None:
    shape = read_geojson(polygon(SQUARE)).features[0].shape

    assert shape is not None
    assert Decimal("2.747") < hectares(shape) < Decimal("2.750")


@pytest.mark.parametrize(
    ("east", "code"),
    [
        (0, "same-ground"),
        (30, "nearly-same-ground"),
        (500, "overlap-large"),
        (1000, "overlap"),
        (1490, "sliver"),
        (1500, None),
        (1600, None),
    ],
)
def test_two_plots_are_compared(east: int, code: str | None) -> None:
    text = collection(polygon(SQUARE), polygon(moved(SQUARE, east)))

    found = remarks(text)

    assert [one.code for one in found] == ([code] if code else [])
    # Nobody knows which of the two is wrong: a person must look, none is left out.
    assert blocked(found) == set()


def test_a_threshold_can_be_set_and_is_kept_with_the_result() -> None:
    read = read_geojson(collection(polygon(SQUARE)))

    found = check_collection(read, Limits(large_ha=Decimal("2")))

    assert [(one.code, one.limit) for one in found] == [("area-large", "<= 2 ha")]


def test_every_code_has_its_words() -> None:
    for catalogue in (es.WORDS, en.WORDS):
        assert set(SEVERITIES) <= set(catalogue["land"])


def test_what_is_typed_is_kept_digit_for_digit() -> None:
    land = check_geometry(collection(polygon(SQUARE)), area="2.7 ha")

    assert land.geometry == polygon(SQUARE)
    assert land.remarks == ()


@pytest.mark.parametrize(
    ("text", "area", "finding"),
    [
        ("nonsense", None, "not-json"),
        (collection(polygon(SQUARE), POINT), None, "several-plots"),
        (polygon(SQUARE[:3]), None, "ring-short"),
        (polygon((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0])), None, "sides-cross"),
        (POINT, "4.5 ha", "point-too-large"),
        (POINT, "much", "point-area-text"),
        (POINT, "nan", "point-area-text"),
        (polygon(SQUARE), "1e999999", "point-area-text"),
        ('{"type":"Feature","geometry":null}', None, "geometry-null"),
    ],
)
def test_a_bad_plot_is_refused_when_it_is_typed(text: str, area: str | None, finding: str) -> None:
    with pytest.raises(GeometryUnusable) as refused:
        check_geometry(text, area=area)

    assert refused.value.finding == finding
