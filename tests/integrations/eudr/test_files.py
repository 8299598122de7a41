"""The two files of an importer, from plain values."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.geo.plots import SQUARE, polygon

from acopio.geo.check import check_collection
from acopio.geo.reading import read_geojson
from acopio.geo.shape import Shape
from acopio.integrations.eudr.geojson import plots_geojson
from acopio.integrations.eudr.model import (
    LotOut,
    Missing,
    OriginOut,
    PartyOut,
    PlotOut,
    Statement,
    opaque_codes,
)
from acopio.integrations.eudr.regulation import in_annex
from acopio.integrations.eudr.statement import lot_json

POINT = '{"type":"Point","coordinates":[-76.70001,-7.1]}'


def shape(text: str) -> Shape:
    found = read_geojson(text).features[0].shape
    assert found is not None
    return found


def plot(text: str | None, **more: Any) -> PlotOut:
    fields: dict[str, Any] = {
        "code": "PLOT-0A1B2C3D",
        "producer": "SOCIO-11223344",
        "version": 1,
        "valid_from": "2020-01-01",
        "valid_to": None,
        "district": "220601",
        "said_ha": None,
        "drawn_ha": None,
        "shape": shape(text) if text else None,
        "remarks": (),
        "why": "ancestry",
        "recorded": text is not None,
        **more,
    }
    return PlotOut(**fields)


def origin(grams: int, *, covered: bool) -> OriginOut:
    return OriginOut(
        lot="NAR7KQ4M9T6",
        born="delivery",
        day="2026-05-02",
        place="Centro",
        grams=grams,
        producer="SOCIO-11223344",
        plots=("PLOT-0A1B2C3D",) if covered else (),
        plots_known="versions" if covered else "not-stated",
        harvest_from="2026-04-30" if covered else None,
        harvest_to="2026-05-01" if covered else None,
        covered=covered,
    )


STATEMENT = Statement(
    made_at="2026-11-20T15:00:00.000000Z",
    nonce="n",
    scope="ancestry",
    lot=LotOut(
        code="NAR7KQ4M9T6",
        other_names=("PO 17",),
        product="cacao.dry",
        description="Dry cacao beans",
        hs="180100",
        net_g=99_999,
        country="PE",
        districts=("220601",),
    ),
    supplier=PartyOut(
        name="Coop", country="PE", tax_number="20999999906", address=None, email=None
    ),
    customer=None,
    origins=(origin(66_666, covered=True), origin(33_333, covered=False)),
    plots=(plot(polygon(SQUARE)), plot(None, code="PLOT-2")),
    between=(),
    documents=(),
    missing=(Missing(what="customer"), Missing(what="hole", of="PLOT-9", found="1")),
    limits={},
    checkpoints=(),
    entries=(),
)


def made(statement: Statement = STATEMENT, language: str = "en") -> dict[str, Any]:
    text = lot_json(statement, language, b"{}", "d" * 64, file="plots.geojson")
    found: dict[str, Any] = json.loads(text, parse_float=pytest.fail)
    return found


def test_every_coordinate_leaves_with_exactly_six_decimals() -> None:
    text = plots_geojson([plot(POINT, said_ha=Decimal("1.50"))], "PE")

    assert '"coordinates":[-76.700010,-7.100000]' in text
    assert '"Area":1.50' in text
    read = read_geojson(text)
    assert read.features[0].name == "PLOT-0A1B2C3D"
    assert check_collection(read) == []


def test_an_area_is_said_of_points_only_and_never_invented() -> None:
    text = plots_geojson([plot(polygon(SQUARE), said_ha=Decimal("2.7")), plot(POINT)], "PE")

    assert '"Area"' not in text


def test_properties_have_the_case_that_the_eu_reads() -> None:
    feature = json.loads(plots_geojson([plot(polygon(SQUARE))], "PE"))["features"][0]

    assert feature["properties"] == {
        "ProducerName": "SOCIO-11223344",
        "ProducerCountry": "PE",
        "ProductionPlace": "PLOT-0A1B2C3D",
    }


def test_a_plot_without_a_usable_shape_is_not_in_the_file() -> None:
    assert json.loads(plots_geojson([plot(None)], "PE"))["features"] == []


def test_shares_are_exact_fractions_and_percent_is_cut() -> None:
    found = made()["mass_with_plots"]

    assert found == {"grams": 66_666, "of_grams": 99_999, "share": "2/3", "percent": "66.66"}


def test_what_is_missing_is_named_in_words() -> None:
    spanish, english = made(language="es")["missing"], made()["missing"]

    assert [one["what"] for one in english] == ["customer", "hole"]
    assert english[0]["means"] == "to whom the lot was supplied"
    assert "divídala" in spanish[1]["means"]


def test_no_verdict_stands_in_the_file() -> None:
    text = json.dumps(made()).lower()

    assert "does not conclude" in text
    for word in ('"compliant"', "deforestation-free", '"passed"', '"risk"', "negligible"):
        assert word not in text


def test_the_harvest_days_are_those_that_are_stated() -> None:
    found = made()["production"]

    assert (found["harvest_from"], found["harvest_to"]) == ("2026-04-30", "2026-05-01")
    assert found["mass_with_harvest_dates"]["share"] == "2/3"


def test_a_heading_is_in_the_annex_from_its_day_on() -> None:
    assert made()["product"]["in_annex_i"] is True
    assert in_annex("090111", "2026-01-01")
    assert not in_annex("090111", "2022-01-01")
    assert not in_annex("210111", "2026-01-01")


def test_a_lot_of_nothing_has_no_share() -> None:
    nothing = replace(STATEMENT, lot=replace(STATEMENT.lot, net_g=0), origins=())

    assert made(nothing)["mass_with_plots"]["share"] == "0/1"


def test_opaque_codes_are_as_long_as_it_takes_to_be_different() -> None:
    same_end = ["0190-aaaa-11112222", "0190-bbbb-11112222"]

    assert opaque_codes("P", ["x-00ff00ff"]) == {"x-00ff00ff": "P-00FF00FF"}
    assert set(opaque_codes("P", same_end).values()) == {"P-AAAA11112222", "P-BBBB11112222"}
