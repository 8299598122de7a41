"""Worked examples of the coffee protocols, of bags and of certificates."""

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from acopio.documents.pages.wording import country_name
from acopio.domain.ico_mark import read_ico_mark
from acopio.errors import Refusal
from acopio.integrations.cqi.bags import read_lot
from acopio.integrations.cqi.cells import CERTIFICATE_DAYS, date_findings, read_moisture
from acopio.quality import green
from acopio.quality.protocols import cva_affective, green_arabica
from acopio.quality.registry import comparable, current, evaluate

EXAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "quality" / "worked_examples.json"
AFFECTIVE, GREEN = "coffee.cup.cva_affective", "coffee.green.sca_arabica"
ICO_420, BAGS, CREDENTIAL = "coffee.ico_res420", "bags", "inspector.credential"
ICO_MARK = "coffee.ico_mark"
MARKS = EXAMPLES.parent / "ico_marks_observed.csv"
# Of the 2004 form: test_quality_examples.py.
ELSEWHERE = {"coffee.cup.sca2004"}

_MARKS = {"none": "none", "uneven": "non-uniform", "def": "defective"}
_REASONS = {
    "category 1 > 0": "category-1",
    "quakers > 0": "quakers",
    "moisture > 12.0": "moisture-high",
    "water activity not < 0.70": "water-activity",
    "cup < 80": "cup",
}
_BAG_FLAGS = {"bag weight looks like the lot total": "bag-weight-is-lot-total"}

pytestmark = pytest.mark.skipif(not EXAMPLES.exists(), reason="the worked examples are not here")


def _examples() -> Iterator[dict[str, Any]]:
    if EXAMPLES.exists():
        text = EXAMPLES.read_text(encoding="utf-8")
        yield from json.loads(text, parse_float=Decimal)


def _of(protocol: str, wanted: str) -> list[Any]:
    """Return the examples of a protocol that have this among what is put in."""
    return [
        pytest.param(example, id=example["id"])
        for example in _examples()
        if example["protocol"] == protocol and wanted in example["input"]
    ]


def _sheet(given: dict[str, Any]) -> dict[str, object]:
    sections = dict(zip((one.key for one in cva_affective.SECTIONS), given["h"], strict=True))
    return {**sections, "cups": [_MARKS[mark] for mark in given["marks"]], "defect": given["type"]}


@pytest.mark.parametrize("example", _of(AFFECTIVE, "h"))
def test_affective_sheets(example: dict[str, Any]) -> None:
    expected = example["expected"]
    observations = {"forms": [_sheet(example["input"])]}

    if expected["S"] is None:
        with pytest.raises(Refusal) as caught:
            evaluate("coffee.cup.cva-affective", "1", observations)
        assert caught.value.code == "attribute-missing"
        assert [caught.value.values()["attribute"]] == expected["missing"]
        return
    result = evaluate("coffee.cup.cva-affective", "1", observations).result

    assert Decimal(result["score"]) == expected["S"]
    assert Decimal(result["non_uniform"]) == expected["u"]
    assert Decimal(result["defective"]) == expected["d"]


@pytest.mark.parametrize("example", _of(AFFECTIVE, "sums"))
def test_affective_sums(example: dict[str, Any]) -> None:
    for total, score in zip(example["input"]["sums"], example["expected"]["S"], strict=True):
        each, higher = divmod(total, 8)
        given = {"h": [each + (n < higher) for n in range(8)], "marks": ["none"] * 5, "type": None}

        result = evaluate("coffee.cup.cva-affective", "1", {"forms": [_sheet(given)]}).result

        assert Decimal(result["score"]) == score


@pytest.mark.parametrize("example", _of(AFFECTIVE, "a"))
def test_equal_numbers_of_two_protocols_are_not_compared(example: dict[str, Any]) -> None:
    names = [one["protocol"].replace("_", "-") for one in example["input"].values()]
    scales = [(current(name).id, current(name).version) for name in names]

    with pytest.raises(Refusal, match="not-comparable"):
        comparable(scales)
    comparable(scales[:1] * 2)


@pytest.mark.parametrize("example", _of(GREEN, "counts"))
def test_green_samples(example: dict[str, Any]) -> None:
    given, expected = example["input"], example["expected"]
    moisture, aw, cup = (Fraction(given[key]) for key in ("moisture", "aw", "cup"))

    failed = green_arabica.reasons(given["counts"], given["quakers"], moisture, aw, cup)

    assert (not failed) == expected["specialty"]
    assert list(failed) == [_REASONS[reason] for reason in expected.get("reasons", ())]
    full = green.full_defects(given["counts"], green_arabica.DEFECTS)
    assert full.cat1 == expected.get("cat1_full", full.cat1)
    assert full.cat2 == expected.get("cat2_full", full.cat2)


@pytest.mark.parametrize("example", _of(GREEN, "counts"))
def test_the_form_finds_the_same_without_the_cup(example: dict[str, Any]) -> None:
    given, expected = example["input"], example["expected"]
    observations = {
        "sample_g": given["sample_g"],
        "odour": "clean",
        "counts": given["counts"],
        "quakers": given["quakers"],
        "moisture": str(given["moisture"]),
        "water_activity": str(given["aw"]),
    }
    reasons = [_REASONS[reason] for reason in expected.get("reasons", ())]

    result = evaluate("coffee.green.sca-arabica", "1", observations).result

    assert result.get("reasons", "") == ", ".join(one for one in reasons if one != "cup")
    assert int(result["cat1_full"]) == expected.get("cat1_full", int(result["cat1_full"]))
    assert int(result["cat2_full"]) == expected.get("cat2_full", int(result["cat2_full"]))


@pytest.mark.parametrize("example", _of(GREEN, "raw"))
def test_moisture_that_cannot_be_is_asked_and_not_taken(example: dict[str, Any]) -> None:
    expected = example["expected"]
    triples = zip(example["input"]["raw"], expected["parsed"], expected["question"], strict=True)
    for raw, parsed, question in triples:
        value, findings = read_moisture(raw)

        assert value == parsed
        assert bool(findings) == bool(question)
        observations = {"sample_g": 350, "odour": "clean", "moisture": raw.removesuffix(" %")}
        if parsed is None:
            with pytest.raises(Refusal, match="measure-out-of-range"):
                evaluate("coffee.green.sca-arabica", "1", observations)
        else:
            result = evaluate("coffee.green.sca-arabica", "1", observations).result
            assert Decimal(result["moisture_pct"]) == parsed


@pytest.mark.parametrize("example", _of(ICO_MARK, "raw"))
def test_ico_marks(example: dict[str, Any]) -> None:
    mark, expected = read_ico_mark(example["input"]["raw"]), example["expected"]

    assert mark is not None
    assert (mark.country, mark.exporter, mark.serial) == tuple(
        int(expected[key]) for key in ("code", "exporter", "serial")
    )
    assert mark.printed == expected["printed"]
    assert country_name(mark.country_iso or "", "en") == expected["country"]


def test_every_mark_of_the_real_lots_is_read_and_agrees_with_its_country() -> None:
    with MARKS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["looks_like_mark"] == "yes"]
    read = {row["row_id"]: read_ico_mark(row["ico_raw"]) for row in rows}
    wrong = [
        row["ico_raw"]
        for row in rows
        if (mark := read[row["row_id"]]) is None
        or [mark.country, mark.exporter, mark.serial]
        != [int(row[key]) for key in ("country_code", "exporter", "serial")]
    ]
    peru = {mark.country_iso for row in rows if row["country"] == "Peru"
            and (mark := read[row["row_id"]])}  # fmt: skip

    assert len(rows) > 500
    assert wrong == ["37/00045/250506"], "a serial has at most five digits"
    assert peru <= {"PE"}


@pytest.mark.parametrize("example", _of(ICO_420, "species"))
def test_export_targets(example: dict[str, Any]) -> None:
    observations = {**example["input"], "moisture": str(example["input"]["moisture"])}

    result = evaluate("coffee.green.ico420", "1", observations).result

    assert result["label"] == example["expected"]["label"]
    assert result["fails"].split(", ") == example["expected"]["fails"]


@pytest.mark.parametrize("example", _of(BAGS, "bags"))
def test_a_bag_weight_that_is_the_lot_total(example: dict[str, Any]) -> None:
    given, expected = example["input"], example["expected"]

    lot, (finding,) = read_lot(str(given["bags"]), given["bag_weight"])

    assert finding.code == _BAG_FLAGS[expected["flag"]]
    assert Decimal(finding.expected) == expected["proposed_bag_kg"]
    assert lot
    assert lot.mass_g == 1000 * expected["net_kg"]


@pytest.mark.parametrize("example", _of(BAGS, "raw"))
def test_bag_weights_without_one_unit_are_asked(example: dict[str, Any]) -> None:
    for raw, parsed in zip(example["input"]["raw"], example["expected"]["parsed"], strict=True):
        lot, findings = read_lot("1", raw)

        assert (lot.mass_g if lot else None) == (None if parsed is None else 1000 * parsed)
        assert bool(findings) == (parsed is None)


@pytest.mark.parametrize("example", _of(CREDENTIAL, "graded"))
def test_a_certificate_lives_365_days_and_not_a_year(example: dict[str, Any]) -> None:
    graded, expires = (date.fromisoformat(day) for day in example["input"].values())

    assert (expires - graded).days == example["expected"]["days"] == CERTIFICATE_DAYS
    assert date_findings(_typed(graded), _typed(expires)) == []
    (finding,) = date_findings(_typed(graded), _typed(expires + timedelta(days=1)))
    assert finding.code == "expiry-not-365-days"


def _typed(day: date) -> str:
    """Return a day as the lists print it."""
    return f"{day:%B} {day.day}th, {day.year}"


def test_no_example_of_coffee_bags_or_certificates_is_left_out() -> None:
    ours = [
        example["id"]
        for example in _examples()
        if example["protocol"].startswith("coffee.") or example["protocol"] in {BAGS, CREDENTIAL}
        if example["protocol"] not in ELSEWHERE
    ]
    tested = [
        *_of(AFFECTIVE, "h"),
        *_of(AFFECTIVE, "sums"),
        *_of(AFFECTIVE, "a"),
        *_of(GREEN, "counts"),
        *_of(GREEN, "raw"),
        *_of(ICO_420, "species"),
        *_of(BAGS, "bags"),
        *_of(BAGS, "raw"),
        *_of(CREDENTIAL, "graded"),
        *_of(ICO_MARK, "raw"),
    ]

    assert sorted(one.id for one in tested) == sorted(ours)
