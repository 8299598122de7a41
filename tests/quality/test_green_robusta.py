from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality import green
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import green_robusta
from acopio.quality.registry import evaluate

KEYS = tuple(one.key for one in green.ROBUSTA)
GRADES = ("fine", "premium", "commercial")


def grade(counts: dict[str, Any] | None = None, **changed: object) -> Evaluation:
    filled = {"sample_g": "350", "moisture": "11", "odour": "clean", "quakers": 0}
    observations = {**filled, "counts": counts or {}, **changed}
    return evaluate("coffee.green.robusta", "1", observations)


@pytest.mark.parametrize(
    ("counts", "quakers", "name", "reasons"),
    [
        ({}, 0, "fine", None),
        ({"chalky_white": 25}, 3, "fine", None),
        ({"chalky_white": 30}, 3, "premium", "category-2"),
        ({}, 4, "premium", "quakers"),
        ({"full_black": 1}, 0, "premium", "category-1"),
        ({"full_black": 3, "chalky_white": 25}, 5, "premium", "category-1, quakers"),
        ({"shell": 40}, 0, "premium", "category-2"),
        ({"shell": 45}, 0, "commercial", "category-2, premium-defects"),
        (
            {"full_black": 4, "chalky_white": 25},
            0,
            "commercial",
            "category-1, premium-defects",
        ),
        ({}, 6, "commercial", "quakers, premium-quakers"),
        ({}, None, "commercial", "quakers-not-stated"),
    ],
)
def test_a_limit_belongs_to_its_grade_and_one_more_does_not(
    counts: dict[str, int], quakers: int | None, name: str, reasons: str | None
) -> None:
    result = grade(counts, quakers=quakers).result

    assert result["grade"] == name
    assert result.get("reasons") == reasons


def test_twelve_full_defects_are_not_premium_whatever_a_second_source_says() -> None:
    assert grade({"broken_chipped_cut": 60}).result["grade"] == "commercial"


def test_five_chalky_beans_make_a_full_defect_and_are_shown() -> None:
    evaluation = grade({"chalky_white": 9})

    assert evaluation.result["chalky_white_full"] == "1"
    assert evaluation.result["cat2_full"] == "1"
    assert evaluation.working == (
        "chalky_white: 9 / 5 -> 1",
        "cat1_full: 0",
        "cat2_full: 1",
        "total_full: 0 + 1 = 1",
        "quakers: 0",
        "fine: cat1_full <= 0, cat2_full <= 5, quakers <= 3",
        "premium: total_full <= 8, quakers <= 5",
        "grade = fine",
        "not_stated: water-activity, screen",
    )


def test_robusta_has_the_defects_of_arabica_and_one_more() -> None:
    assert list(KEYS) == [*(one.key for one in green.ARABICA), "chalky_white"]


def test_every_reason_has_words() -> None:
    named = {choice.key for choice in green_robusta.REASONS}
    worst = green_robusta.graded(green.Full({}, cat1=9, cat2=9), 9).reasons
    unmeasured = green_robusta.graded(green.Full({}, cat1=0, cat2=0), None).reasons

    assert {*worst, *unmeasured} == named


def test_moisture_outside_ten_to_twelve_is_warned_of_and_leaves_the_grade() -> None:
    evaluation = grade(moisture="12.4")

    assert [one.code for one in evaluation.warnings] == ["above-usual"]
    assert evaluation.result["grade"] == "fine"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"sample_g": "300"}, "sample-too-small"),
        ({"sample_g": ""}, "attribute-missing"),
        ({"odour": None}, "attribute-missing"),
        ({"moisture": "1104"}, "measure-out-of-range"),
        ({"moisture": "NaN"}, "measure-unreadable"),
        ({"quakers": -1}, "count-not-whole"),
        ({"counts": {"chalky": 5}}, "attribute-unknown"),
        ({"counts": {"chalky_white": "7.80"}}, "count-not-whole"),
    ],
)
def test_what_cannot_be_on_the_form_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        grade(**changed)


@given(
    st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60)),
    st.none() | st.integers(0, 9),
    st.sampled_from(KEYS),
    st.integers(1, 30),
)
def test_more_defects_never_improve_the_grade(
    counts: dict[str, int], quakers: int | None, key: str, beans: int
) -> None:
    worse = {**counts, key: counts.get(key, 0) + beans}

    before = grade(counts, quakers=quakers).result["grade"]
    after = grade(worse, quakers=quakers).result["grade"]

    assert GRADES.index(after) >= GRADES.index(before)


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60)), st.integers(0, 9))
def test_more_quakers_never_improve_the_grade(counts: dict[str, int], quakers: int) -> None:
    before = grade(counts, quakers=quakers).result["grade"]
    after = grade(counts, quakers=quakers + 1).result["grade"]

    assert GRADES.index(after) >= GRADES.index(before)
