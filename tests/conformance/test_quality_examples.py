"""Worked examples of the cupping form of 2004 and of the cut test."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acopio.errors import Refusal
from acopio.quality.means import snap
from acopio.quality.protocols import iso2451, sca2004
from acopio.quality.registry import evaluate

EXAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "quality" / "worked_examples.json"
CUPPING, CUT_TEST = "coffee.cup.sca2004", "cacao.cut_test.iso2451_1973"

pytestmark = pytest.mark.skipif(not EXAMPLES.exists(), reason="the worked examples are not here")


def _examples() -> Iterator[dict[str, Any]]:
    if EXAMPLES.exists():
        text = EXAMPLES.read_text(encoding="utf-8")
        yield from json.loads(text, parse_float=Decimal)


def _of(protocol: str, *inputs: str) -> list[Any]:
    return [
        pytest.param(example, id=example["id"])
        for example in _examples()
        if example["protocol"] == protocol and set(inputs) & set(example["input"])
    ]


@pytest.mark.parametrize("example", _of(CUPPING, "boundary"))
def test_class_limits(example: dict[str, Any]) -> None:
    totals = [Decimal(total) for total in example["input"]["boundary"]]

    assert [sca2004.class_of(total).en for total in totals] == example["expected"]["cls"]


@pytest.mark.parametrize("example", _of(CUPPING, "mean_printed"))
def test_printed_means_lead_to_the_total(example: dict[str, Any]) -> None:
    *attributes, defects = (Decimal(v) for v in example["input"]["mean_printed"].values())
    expected = example["expected"]

    snapped = snap(attributes, defects, Decimal(expected["total"]))

    assert snapped.consistent
    assert snapped.cuppers == expected.get("cuppers", snapped.cuppers)
    if "sum_printed" in expected:
        assert sum(attributes) == expected["sum_printed"]


@pytest.mark.parametrize("example", _of(CUT_TEST, "cut"))
def test_cut_tests(example: dict[str, Any]) -> None:
    counts, expected = example["input"]["counts"], example["expected"]
    sound = example["input"]["cut"] - sum(counts.values())
    observations = {"counts": {**counts, "well_fermented": sound}}

    if example["input"]["cut"] != iso2451.BEANS:
        # Fewer beans are a process check: it may be kept, but the grade is defined for 300.
        with pytest.raises(Refusal, match="cut-test-needs-300"):
            evaluate("cacao.cut.iso2451", "1", observations)
        return
    result = evaluate("cacao.cut.iso2451", "1", observations).result

    assert result["grade"] == expected.pop("grade")
    for key, value in expected.items():
        assert Decimal(result[key]) == value


def test_no_example_of_the_two_protocols_is_left_out() -> None:
    examples = [example for example in _examples() if example["protocol"] in (CUPPING, CUT_TEST)]
    notes = [example for example in examples if "note" in example["input"]]
    tested = [
        *_of(CUPPING, "boundary"),
        *_of(CUPPING, "mean_printed"),
        *_of(CUT_TEST, "cut"),
    ]

    # The notes describe two lots of a file; test_cqi_oracle.py reads them there.
    assert len(tested) + len(notes) == len(examples)
    assert {note["expected"]["verdict"] for note in notes} == {"anomaly"}
