from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import cva_affective
from acopio.quality.registry import evaluate

KEYS = tuple(section.key for section in cva_affective.SECTIONS)
NONE, UNEVEN, BAD = "none", "non-uniform", "defective"

# SCA-104-2024, table 7.1: the score of each sum of the eight sections, no cup being penalised.
PUBLISHED = {
    8: "58.00", 9: "58.75", 10: "59.25", 11: "60.00", 12: "60.75", 13: "61.25", 14: "62.00",
    15: "62.50", 16: "63.25", 17: "64.00", 18: "64.50", 19: "65.25", 20: "66.00", 21: "66.50",
    22: "67.25", 23: "67.75", 24: "68.50", 25: "69.25", 26: "69.75", 27: "70.50", 28: "71.25",
    29: "71.75", 30: "72.50", 31: "73.00", 32: "73.75", 33: "74.50", 34: "75.00", 35: "75.75",
    36: "76.50", 37: "77.00", 38: "77.75", 39: "78.25", 40: "79.00", 41: "79.75", 42: "80.25",
    43: "81.00", 44: "81.75", 45: "82.25", 46: "83.00", 47: "83.50", 48: "84.25", 49: "85.00",
    50: "85.50", 51: "86.25", 52: "87.00", 53: "87.50", 54: "88.25", 55: "88.75", 56: "89.50",
    57: "90.25", 58: "90.75", 59: "91.50", 60: "92.25", 61: "92.75", 62: "93.50", 63: "94.00",
    64: "94.75", 65: "95.50", 66: "96.00", 67: "96.75", 68: "97.50", 69: "98.00", 70: "98.75",
    71: "99.25", 72: "100.00",
}  # fmt: skip


def sheet(total: int = 57, **more: object) -> dict[str, object]:
    """Return a sheet whose eight sections add up to a total, as evenly as they can."""
    each, higher = divmod(total, len(KEYS))
    return {**{key: each + (place < higher) for place, key in enumerate(KEYS)}, **more}


def cup(*forms: dict[str, object]) -> Evaluation:
    return evaluate("coffee.cup.cva-affective", "1", {"forms": list(forms)})


@pytest.mark.parametrize(("total", "score"), PUBLISHED.items())
def test_each_sum_of_sections_has_the_published_score(total: int, score: str) -> None:
    assert cup(sheet(total)).result["score"] == score


def test_the_published_table_covers_every_sum() -> None:
    assert list(PUBLISHED) == list(range(8, 73))


@pytest.mark.parametrize(
    ("total", "score"), [(12, "60.75"), (28, "71.25"), (44, "81.75"), (60, "92.25")]
)
def test_halves_between_two_quarters_go_up(total: int, score: str) -> None:
    exact = Fraction(21, 32) * total + Fraction(211, 4)

    assert (4 * exact) % 1 == Fraction(1, 2)
    assert cup(sheet(total)).result["score"] == score


def test_the_formula_is_shown_with_its_terms() -> None:
    evaluation = cup(sheet(57, cups=[NONE, NONE, BAD, NONE, NONE], defect="moldy"))

    assert evaluation.result["score"] == "84.25"
    assert evaluation.working == (
        "0.65625 x (8 + 7 + 7 + 7 + 7 + 7 + 7 + 7) + 52.75 - 2 x 1 - 4 x 1 = 84.15625 -> 84.25",
    )


@pytest.mark.parametrize(
    ("marks", "defect", "u", "d", "score"),
    [
        ([NONE] * 5, None, "0.00", "0.00", "79.00"),
        ([UNEVEN, NONE, NONE, NONE, NONE], None, "1.00", "0.00", "77.00"),
        # 5.4.2: a defective cup is also non-uniform, and costs six.
        ([BAD, NONE, NONE, NONE, NONE], "moldy", "1.00", "1.00", "73.00"),
        ([BAD, UNEVEN, NONE, NONE, NONE], "potato", "2.00", "1.00", "71.00"),
        ([BAD] * 4 + [NONE], "phenolic", "4.00", "4.00", "55.00"),
        ([BAD] * 4 + [UNEVEN], "phenolic", "5.00", "4.00", "53.00"),
        # 5.4.2: all five share it, so none differs from the others.
        ([BAD] * 5, "moldy", "0.00", "5.00", "59.00"),
        ([UNEVEN] * 5, "moldy", "5.00", "0.00", "69.00"),
        # 5.4.1: without a type no cup counts as defective; it stays non-uniform.
        ([BAD, NONE, NONE, NONE, NONE], None, "1.00", "0.00", "77.00"),
        ([BAD] * 5, None, "5.00", "0.00", "69.00"),
    ],
)
def test_cups_are_penalised_as_the_standard_says(
    marks: list[str], defect: str | None, u: str, d: str, score: str
) -> None:
    result = cup(sheet(40, cups=marks, defect=defect)).result

    assert (result["non_uniform"], result["defective"]) == (u, d)
    assert result["score"] == score


def test_the_score_of_a_panel_is_the_mean_of_the_sheets() -> None:
    evaluation = cup(sheet(56), sheet(57, cupper="Ana"), sheet(57))

    assert evaluation.result["score"] == "90.00"
    assert evaluation.result["cuppers"] == "3"
    assert evaluation.result["fragrance"] == "7.67"
    assert evaluation.working[-1] == "(89.50 + 90.25 + 90.25) / 3 = 90.00"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("empty", [None, ""])
def test_there_is_no_score_before_all_eight_sections_are_filled(
    key: str, empty: str | None
) -> None:
    with pytest.raises(Refusal) as caught:
        cup(sheet(), {**sheet(), key: empty})

    assert caught.value.code == "attribute-missing"
    assert caught.value.values() == {"form": 2, "attribute": key}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("7.25", "score-off-step"),
        ("7.80", "score-off-step"),
        (0, "score-out-of-scale"),
        ("10", "score-out-of-scale"),
        ("-1", "score-out-of-scale"),
        ("NaN", "score-unreadable"),
        ("7,0", "score-unreadable"),
        (7.0, "score-unreadable"),
        (True, "score-unreadable"),
    ],
)
def test_a_mark_that_is_not_on_the_scale_is_refused(value: object, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        cup(sheet(flavor=value))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"cups": [NONE] * 4}, "cups-differ"),
        ({"cups": [NONE] * 6}, "cups-differ"),
        ({"cups": [*[NONE] * 4, "sour"]}, "choice-unknown"),
        ({"cups": 5}, "observations-unreadable"),
        ({"defect": "rotten"}, "choice-unknown"),
        ({"body": 7}, "attribute-unknown"),
        ({"score": "90"}, "attribute-unknown"),
    ],
)
def test_a_sheet_of_another_shape_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        cup(sheet(**changed))


SHEETS = st.fixed_dictionaries(
    {key: st.integers(1, 9) for key in KEYS},
    optional={
        "cups": st.lists(st.sampled_from([NONE, UNEVEN, BAD]), min_size=5, max_size=5),
        "defect": st.sampled_from(["moldy", "phenolic", "potato"]),
    },
)
PANELS = st.lists(SHEETS, min_size=1, max_size=6)


@settings(deadline=None)
@given(PANELS, st.randoms(use_true_random=False))
def test_the_order_of_the_cuppers_does_not_matter(forms: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(forms)
    random.shuffle(shuffled)

    assert cup(*shuffled).result == cup(*forms).result


@given(SHEETS)
def test_every_sheet_has_a_score_in_quarters(form: dict[str, Any]) -> None:
    score = Fraction(cup(form).result["score"])

    assert (4 * score).denominator == 1
    assert 58 - 30 <= score <= 100


@given(SHEETS, st.sampled_from(KEYS))
def test_a_higher_mark_never_lowers_the_score(form: dict[str, Any], key: str) -> None:
    better = {**form, key: 9}

    assert Fraction(cup(better).result["score"]) >= Fraction(cup(form).result["score"])
