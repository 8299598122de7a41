"""Worked examples and real data of cacao: physical, moisture, fermentation, flavour, cadmium."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from acopio.domain.products import conversion
from acopio.quality.levels import EU_LIMITS, at_most, bar_estimate
from acopio.quality.moisture import mass_at, yield_ceiling
from acopio.quality.protocols import coex
from acopio.quality.protocols.iso2451_physical import size_of
from acopio.quality.registry import evaluate
from acopio.quality.rounding import half_up

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "quality"
EXAMPLES = DATA / "worked_examples.json"

pytestmark = pytest.mark.skipif(not EXAMPLES.exists(), reason="the worked examples are not here")


def _examples() -> Iterator[dict[str, Any]]:
    if EXAMPLES.exists():
        text = EXAMPLES.read_text(encoding="utf-8")
        yield from json.loads(text, parse_float=Decimal)


def _rows(name: str) -> list[dict[str, str]]:
    if not (DATA / name).exists():
        return []
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _of(protocol: str, *inputs: str) -> list[Any]:
    return [
        pytest.param(example["input"], example["expected"], id=example["id"])
        for example in _examples()
        if example["protocol"] == protocol and set(inputs) <= set(example["input"])
    ]


PHYSICAL = _of("cacao.physical.iso2451_2017", "beans", "mass_g")
OVEN = _of("cacao.moisture.oven", "wet_g", "dry_g")
SPECTRAL = _of("cacao.fermentation", "a460", "a530")
ACIDITY = _of("cacao.sensory.coex_mass", "acidity")
OFF_FLAVOURS = _of("cacao.sensory.coex_mass", "off_flavours")
REFERENCE = _of("yields", "mass_kg", "moisture", "reference")
BABA = _of("yields", "baba_kg", "dry_kg")
PARCHMENT = _of("yields", "parchment_kg")
CADMIUM = _of("food_safety.eu", "bean_cd", "nib_fraction")


@pytest.mark.parametrize(("given", "expected"), PHYSICAL)
def test_bean_counts(given: dict[str, Any], expected: dict[str, Any]) -> None:
    observations = {key: str(value) for key, value in given.items()}

    result = evaluate("cacao.beans.physical", "1", observations).result

    assert (result["beans_per_100g"], result["size"]) == (
        str(expected["per_100g"]),
        expected["size"],
    )


@pytest.mark.parametrize(("given", "expected"), OVEN)
def test_oven_moistures(given: dict[str, Any], expected: dict[str, Any]) -> None:
    observations = {key: str(value) for key, value in given.items()}

    result = evaluate("cacao.moisture.oven", "1", observations).result

    assert Decimal(result["moisture_pct"]) == expected["moisture_pct"]


@pytest.mark.parametrize(("given", "expected"), SPECTRAL)
def test_spectral_indices(given: dict[str, Any], expected: dict[str, Any]) -> None:
    observations = {key: str(value) for key, value in given.items()}

    result = evaluate("cacao.fermentation.spectral", "1", observations).result

    assert Decimal(result["fermentation_index"]) == expected["FI"]
    assert (result["well_fermented"] == "yes") is expected["well"]


def _tasted(*forms: dict[str, str]) -> Any:
    blank = {one.key: "0" for one in coex.ATTRIBUTES if one not in coex.POSITIVES}
    return evaluate("cacao.sensory.coex", "1", {"forms": [{**blank, **form} for form in forms]})


@pytest.mark.parametrize(("given", "expected"), ACIDITY)
def test_total_acidities(given: dict[str, Any], expected: dict[str, Any]) -> None:
    result = _tasted({key: str(value) for key, value in given["acidity"].items()}).result

    assert Decimal(result["acidity"]) == expected["acidity_total"]


@pytest.mark.parametrize(("given", "expected"), OFF_FLAVOURS)
def test_off_flavours_beside_a_high_quality(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    form = {key: str(value) for key, value in given["off_flavours"].items()}

    evaluation = _tasted({**form, "global_quality": str(given["global_quality"])})

    assert Decimal(evaluation.result["off_flavours"]) == expected["off_total"]
    assert Decimal(evaluation.result["global_quality"]) == expected["gq"]
    assert [one.code for one in evaluation.warnings] == ["quality-despite-off-flavours"]


@pytest.mark.parametrize(("given", "expected"), REFERENCE)
def test_masses_at_a_reference_moisture(given: dict[str, Any], expected: dict[str, Any]) -> None:
    moisture, reference = given["moisture"], given["reference"]

    grams = mass_at(given["mass_kg"] * 1000, moisture, reference)

    exact = given["mass_kg"] * yield_ceiling(moisture, reference)
    assert half_up(exact, 2) == expected["mass_ref_kg"]
    assert grams == half_up(exact * 1000, 0)


@pytest.mark.parametrize(("given", "expected"), BABA)
def test_a_yield_beyond_what_water_allows_is_questioned(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = Fraction(given["dry_kg"], given["baba_kg"])
    ceiling = yield_ceiling(Decimal(60), Decimal(7))

    assert half_up(100 * found, 1) == expected["yield_pct"]
    assert half_up(100 * ceiling, 1) == Decimal("43.0")
    assert (found <= ceiling) is expected["plausible"]
    # What the ledger asks about: its band for wet to dry beans ends near that ceiling.
    assert (1000 * found <= conversion("cacao.wet", "cacao.dry").high) is expected["plausible"]


@pytest.mark.parametrize(("given", "expected"), PARCHMENT)
def test_the_green_equivalent_is_the_usual_yield_of_parchment(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    usual = conversion("coffee.dry-parchment", "coffee.green").usual

    assert Fraction(given["parchment_kg"] * usual, 1000) == expected["green_equivalent_kg"]


@pytest.mark.parametrize(("given", "expected"), CADMIUM)
def test_the_cadmium_of_a_bar(given: dict[str, Any], expected: dict[str, Any]) -> None:
    (limit,) = [one for one in EU_LIMITS if one.product.en == "Chocolate, from 50 % on"]

    estimate = bar_estimate(str(given["bean_cd"]), Fraction(given["nib_fraction"]))

    assert given["bar_cocoa_solids_pct"] >= 50
    assert Decimal(estimate) == expected["estimate"]
    assert Decimal(limit.most) == expected["limit"]
    assert at_most(estimate, limit.most) is expected["ok"]


def test_no_example_of_these_protocols_is_left_out() -> None:
    mine = [
        one["id"]
        for one in _examples()
        if one["protocol"] in {"yields", "food_safety.eu"}
        or (one["protocol"].startswith("cacao.") and "cut_test" not in one["protocol"])
    ]
    tested = [
        *(*PHYSICAL, *OVEN, *SPECTRAL, *ACIDITY, *OFF_FLAVOURS),
        *(*REFERENCE, *BABA, *PARCHMENT, *CADMIUM),
    ]

    assert sorted(one.id for one in tested) == sorted(mine)


HOURS = [
    pytest.param(row, id=f"{row['hours']} h") for row in _rows("cacao_cut_test_fi_pmc8021503.csv")
]


@pytest.mark.parametrize("row", HOURS)
def test_the_index_of_a_real_fermentation(row: dict[str, str]) -> None:
    observations = {"a460": row["a460"], "a530": row["a530"]}

    result = evaluate("cacao.fermentation.spectral", "1", observations).result

    assert Decimal(result["fermentation_index"]) == Decimal(row["fi_recomputed"])
    # From four days on; before, no reading of the series reaches 1.
    assert (result["well_fermented"] == "yes") is (int(row["hours"]) >= 96)


@pytest.mark.parametrize("row", HOURS)
def test_the_cut_of_a_real_fermentation(row: dict[str, str]) -> None:
    counts = {
        "well_fermented": row["fully_brown_pct"] or "0",
        "partly_fermented": row["purple_brown_pct"] or "0",
        "violet": row["purple_pct"] or "0",
        "slaty": row["slaty_pct"] or "0",
        "other": row["other_pct_by_difference"] or "0",
    }

    result = evaluate("cacao.cut.fermentation", "1", {"beans": 100, **counts}).result

    for key in ("well_fermented", "violet", "slaty"):
        assert Decimal(result[f"{key}_pct"]) == Decimal(counts[key])
    assert Decimal(result["total_fermented_pct"]) == sum(
        Decimal(counts[key]) for key in ("well_fermented", "partly_fermented")
    )


@pytest.mark.parametrize("row", HOURS)
def test_beans_of_a_real_fermentation_are_large(row: dict[str, str]) -> None:
    assert size_of(int(half_up(Fraction(row["beans_per_100g"]), 0))) == "large"


COLUMNS = {
    "cocoa": "cacao", "fruit": "fruity", "acetic": "acetic", "lactic": "lactic",
    "bitterness": "bitterness", "astringency": "astringency", "berry": "berry",
    "citrus": "citrus", "dark": "dark_fruit", "yellow/orange/white_flesh": "yellow_orange_white",
    "tropical": "tropical", "dried": "dried_fruit", "brown": "browned", "overripe": "over_ripe",
    "grassy/green_vegetal/herbal": "grassy_green_herbal",
    "earthy/mushroom/moss/woodsy": "earthy_mushroom_moss_woodsy",
    "orange_blossom": "orange_blossom", "flowers": "flowers", "light_wood": "light_wood",
    "dark_wood": "dark_wood", "resin": "resin", "spices": "spices", "tobacco": "tobacco",
    "savory/umami": "savoury_umami", "nut_flesh": "nut_flesh", "nut_skins": "nut_skins",
    "caramel/panela": "caramel_panela", "roast": "roast_degree", "dirty/dusty": "dirty_dusty",
    "musty": "musty", "over-fermented/rotten_fruit": "over_fermented_rotten_fruit",
    "putrid/manure": "putrid_manure", "smoky": "smoky",
}  # fmt: skip
BY_LOT = "cacao_sensory_coex_means.csv"
BY_SITE = "cacao_sensory_coex_means_by_site.csv"
LOTS = [pytest.param(row, id=row["Name"]) for row in _rows(BY_LOT)]


def _panel(means: dict[str, str], tasters: int) -> list[dict[str, str]]:
    """Return forms of whole numbers with these means: who gave a point more is anybody's guess."""
    totals = {key: half_up(tasters * Fraction(mean), 0) for key, mean in means.items()}
    return [
        {key: str((int(total) + number) // tasters) for key, total in totals.items()}
        for number in range(tasters)
    ]


@pytest.mark.parametrize("row", LOTS)
def test_the_means_of_a_real_panel_are_those_of_six_whole_number_tasters(
    row: dict[str, str],
) -> None:
    means = {COLUMNS[name]: row[name] for name in COLUMNS}

    result = _tasted(*_panel(means, 6)).result

    assert result["tasters"] == "6"
    assert set(coex.AXES) <= set(result)
    for key, mean in means.items():
        assert Decimal(result[key]) == half_up(Fraction(half_up(6 * Fraction(mean), 0)) / 6, 2)
        assert abs(Decimal(result[key]) - Decimal(mean)) <= Decimal("0.0051")


@pytest.mark.parametrize("row", LOTS)
def test_the_totals_of_a_real_panel_are_the_sums_of_its_means(row: dict[str, str]) -> None:
    means = {COLUMNS[name]: row[name] for name in COLUMNS}
    forms = _panel(means, 6)

    result = _tasted(*forms).result

    # No taster reached the cap of ten, so that the mean of the sums is the sum of the means.
    for total, parts in coex.SUMS.items():
        together = sum(Fraction(means.get(one.key, "0")) for one in parts)
        assert abs(Fraction(result[total]) - together) < Fraction(6, 1000)


def test_the_columns_by_site_are_those_by_lot() -> None:
    rows = _rows(BY_SITE)

    assert len(rows) == 8
    assert all(len(row) == len(COLUMNS) + 1 for row in rows)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["Id"]) for row in _rows(BY_SITE)])
def test_the_means_by_site_are_those_of_twelve_tastings(row: dict[str, str]) -> None:
    # The columns have other names, in the same order.
    values = list(row.values())[1:]
    means = dict(zip(COLUMNS.values(), values, strict=True))

    result = _tasted(*_panel(means, 12)).result

    assert set(coex.AXES) <= set(result)
    for key, mean in means.items():
        assert abs(Decimal(result[key]) - Decimal(mean)) <= Decimal("0.0051")
