"""Land of other people: files with one known defect each, real plots, the EU's own examples.

An independent checker went over the same files; what it found for every feature and every pair is
compared with what we find. Two kinds of defects nobody can see here, and the last tests say so:
lakes, without a layer of lakes, and ``bbox`` members, which nothing reads.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acopio.geo.check import check_collection
from acopio.geo.reading import read_geojson
from acopio.geo.remarks import Remark
from acopio.geo.shape import geometry_text

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "geo"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="conformance data not beside this checkout"
)

OURS = {
    # Their code before any colon or bracket: ours.
    "AREA_GT_100HA": "area-large",
    "AREA_LT_0.0001HA": "area-tiny",
    "AREA_LT_0.01HA": "area-small",
    "AREA_MISMATCH_GT10PCT": "area-differs-some",
    "AREA_MISMATCH_GT20PCT": "area-differs",
    "AREA_STRING": "point-area-text",
    "BARE_FEATURE": "no-collection",
    "BARE_GEOMETRY": "no-collection",
    "COORDS_STRUCT": "coordinates-unusable",
    "COUNTRY_CODE_INVALID": "country-unknown",
    "CRS_MEMBER_NOT_WGS84": "crs-not-wgs84",
    "DUPLICATE_GEOMETRY": "same-ground",
    "DUP_ID": "id-repeated",
    "DUP_VERTEX_AFTER_6DP": "position-repeated-when-cut",
    "DUP_VERTEX_CONSECUTIVE": "position-repeated",
    "EMPTY": "collection-empty",
    "FEATURES_STRUCT": "features-not-list",
    "GEOMETRY_MEMBER_MISSING": "geometry-missing",
    "HOLE": "hole",
    "ID_TYPE": "id-unusable",
    "INVALID": "sides-cross",
    "INVALID_AFTER_6DP_TRUNC": "sides-cross-when-cut",
    "LATLON_SWAPPED?": "swapped",
    "MULTIPART": "several-parts",
    "MULTIPOLYGON_SINGLE": "single-part",
    "NEAR_DUPLICATE_IOU_GT_0.9": "nearly-same-ground",
    "NULL_GEOMETRY": "geometry-null",
    "OUTSIDE_DECLARED_COUNTRY": "outside-peru",
    "OVERLAP": "overlap",
    "OVERLAP_GE_50PCT": "overlap-large",
    "POINT_AREA_GT_4HA": "point-too-large",
    "POINT_AREA_LT_0.0001": "point-area-tiny",
    "POSITION_GT3": "more-than-three",
    "PRECISION_EXCESS": "more-decimals",
    "PRECISION_LOW": "few-decimals",
    "PRECISION_MIXED": "mixed-decimals",
    "PROPERTIES_STRUCT": "properties-unusable",
    "PROP_CASE": "property-case",
    "RANGE": "out-of-range",
    "RING_LT4": "ring-short",
    "RING_OPEN": "ring-open",
    "SLIVER": "sliver",
    "SPIKE": "spike",
    "TYPE_UNKNOWN": "type-unknown",
    "UNSUPPORTED_TYPE": "geometry-kind",
    "WINDING_NOT_RFC7946": "clockwise",
    "Z_COORD": "altitude-dropped",
}
THEIRS_ALONE = {
    "LT3_UNIQUE",  # a second word for a ring that is too short
    "NOT_ON_LAND_NE10M",  # no map of all land here: in Peru the outline says it
    "SHAPELY_ERROR",  # their program stumbled, ours reads on
}
OURS_ALONE = {"point-area-unknown", "point-nearly-too-large", "crs-named"}
"""Notes they do not make."""
UNUSABLE = {"ring-open", "ring-short", "out-of-range", "sides-cross", "straight-line"}
"""After these, winding and area of a shape that is none are not looked at, or differ."""


def files() -> list[str]:
    if not DATA.is_dir():
        return []
    rooms = ("invalid", "mutants", "labelled", "plots", "eu-traces", "whisp-results")
    return sorted(
        path.relative_to(DATA).as_posix()
        for room in rooms
        for path in DATA.glob(f"{room}/*.geojson")
    )


def found(file: str) -> list[Remark]:
    return check_collection(read_geojson((DATA / file).read_bytes()))


def translated(codes: list[str]) -> set[str]:
    bare = {code.partition(":")[0].partition("(")[0] for code in codes}
    assert bare - THEIRS_ALONE <= set(OURS) | {"CRS_MEMBER"}
    return {OURS[code] for code in bare if code in OURS}


def oracle() -> dict[str, Any]:
    if not DATA.is_dir():
        return {}
    listed = json.loads((DATA / "ORACLE_DEFECTS.json").read_text(encoding="utf-8"))
    return {one["file"]: one for one in listed}


def expected() -> Iterator[dict[str, str]]:
    if DATA.is_dir():
        with (DATA / "mutants" / "EXPECTED.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def same(ours: set[str], theirs: set[str]) -> bool:
    ours = ours - OURS_ALONE
    if "straight-line" in ours:  # they call it crossing sides
        ours = ours - {"straight-line"} | {"sides-cross"}
    if ours & UNUSABLE:
        beside = {"clockwise", "area-tiny"}
        return ours - beside == theirs - beside
    # They look at the winding of holes, and do not measure inside collections.
    return ours ^ theirs <= ({"clockwise"} if "hole" in ours else {"area-large"} - theirs)


@pytest.mark.parametrize("file", files())
def test_every_plot_gets_what_the_independent_checker_found(file: str) -> None:
    theirs = oracle()[file]
    ours = found(file)
    whole = {one.code for one in ours if one.feature is None} | {
        one.code for one in ours if one.code == "no-collection"
    }

    assert same(whole, translated(theirs["file_codes"]) - {"id-repeated"})
    assert any(one.code == "id-repeated" for one in ours) == bool(theirs.get("dup_ids"))
    for feature in theirs.get("features", []):
        mine = {one.code for one in ours if one.feature == feature["i"] and one.other is None}
        assert same(mine, translated(feature["codes"])), feature["i"]
    pairs = [one.code for one in ours if one.other is not None and one.code != "id-repeated"]
    assert sorted(pairs) == sorted(OURS[pair["kind"]] for pair in theirs["pairs"])


@pytest.mark.parametrize("row", list(expected()), ids=lambda row: row["file"])
def test_every_mutant_has_the_outcome_it_was_made_for(row: dict[str, str]) -> None:
    ours = found(f"mutants/{row['file']}")
    on_export = {one.severity("export") for one in ours}
    when_typed = {one.severity("entry") for one in ours}

    outcome = row["expected_outcome"]
    if outcome == "reject":
        assert "block" in on_export
    elif row["defect"] == "hole":  # handed over it would grow: stops there, not when typed
        assert "block" in on_export
        assert "block" not in when_typed
    elif outcome == "warn":
        assert "warn" in on_export
        assert "block" not in on_export
    else:  # accept, fix, and the lake that no layer shows
        assert "block" not in on_export
        # A point of 3.9 hectares or more is let through with a hint: measure its outline.
        assert {one.code for one in ours if one.severity("export") == "warn"} <= {
            "point-nearly-too-large"
        }


def test_the_eu_s_own_example_passes_without_a_word() -> None:
    assert found("eu-traces/official_type_I.geojson") == []


def test_of_the_real_coffee_plots_none_crosses_itself() -> None:
    file = next(DATA.glob("plots/coffee_deidentified_*.geojson"))
    read = read_geojson(file.read_bytes())
    ours = check_collection(read)

    assert len(read.features) > 500
    assert [one for one in ours if one.code.startswith(("sides", "straight", "ring"))] == []
    low = sum(one.code == "few-decimals" for one in ours)
    assert 38 * len(read.features) < 100 * low < 45 * len(read.features)
    for feature in read.features:
        assert feature.shape is not None
        assert geometry_text(feature.shape).startswith('{"type":"Polygon"')


def test_a_lake_is_land_here() -> None:
    for file in DATA.glob("mutants/lake_*.geojson"):
        ours = found(f"mutants/{file.name}")
        assert [one.code for one in ours] == ["point-area-unknown"]


def test_a_wrong_bbox_is_not_seen_and_changes_nothing() -> None:
    file = DATA / "invalid" / "problematic_wrong_bbox_coordinate_order.geojson"
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw.pop("bbox")
    for feature in raw["features"]:
        feature.pop("bbox")

    without = read_geojson(json.dumps(raw)).features[0].shape
    with_it = read_geojson(file.read_bytes()).features[0].shape

    assert without == with_it
    assert found("invalid/problematic_wrong_bbox_coordinate_order.geojson") == []
