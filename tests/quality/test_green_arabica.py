from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality import green
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import green_arabica
from acopio.quality.registry import evaluate

KEYS = tuple(one.key for one in green.ARABICA)
EQUIVALENTS = {
    "full_black": 1,
    "full_sour": 1,
    "dried_cherry_pod": 1,
    "fungus_damage": 1,
    "foreign_matter": 1,
    "severe_insect_damage": 5,
    "partial_black": 3,
    "partial_sour": 3,
    "parchment": 5,
    "floater": 5,
    "immature_unripe": 5,
    "withered": 5,
    "shell": 5,
    "broken_chipped_cut": 5,
    "hull_husk": 5,
    "slight_insect_damage": 10,
}
FIRST_CATEGORY = tuple(EQUIVALENTS)[:6]
GRADES = ("specialty", "not-specialty")


def form(counts: dict[str, Any] | None = None, **changed: object) -> dict[str, object]:
    filled = {"sample_g": "350", "moisture": "11", "odour": "clean", "quakers": 0}
    return {**filled, "counts": counts or {}, **changed}


def grade(counts: dict[str, Any] | None = None, **changed: object) -> Evaluation:
    return evaluate("coffee.green.sca-arabica", "1", form(counts, **changed))


def test_a_sample_without_defects_meets_the_green_limits_of_specialty() -> None:
    result = grade(water_activity="0.62", screen="97.5", colour="bluish-green").result

    assert result["grade"] == "specialty"
    assert "reasons" not in result
    assert "not_stated" not in result
    assert (result["cat1_full"], result["cat2_full"], result["total_full"]) == ("0", "0", "0")
    assert result["moisture_pct"] == "11"
    assert result["water_activity"] == "0.62"
    assert result["screen_pct"] == "97.5"
    assert result["colour"] == "bluish-green"
    assert result["quakers"] == "0"


def test_the_arithmetic_is_shown_type_by_type() -> None:
    evaluation = grade({"severe_insect_damage": 4, "broken_chipped_cut": 29, "full_sour": "0"})

    assert evaluation.working == (
        "severe_insect_damage: 4 / 5 -> 0",
        "broken_chipped_cut: 29 / 5 -> 5",
        "cat1_full: 0",
        "cat2_full: 5",
        "total_full: 0 + 5 = 5",
        "cat1_full: 0 <= 0",
        "cat2_full: 5 <= 5",
        "quakers: 0 <= 0",
        "moisture: 11 % >= 10 %, 11 % <= 12 %",
        "water_activity: not-stated (< 0.70)",
        "odour: clean = clean",
        "screen: not-stated (>= 95 %)",
        "grade = specialty",
        "not_stated: water-activity, screen",
    )


@pytest.mark.parametrize(("key", "beans"), EQUIVALENTS.items())
def test_each_defect_is_full_at_its_equivalent_and_not_one_bean_before(
    key: str, beans: int
) -> None:
    category = "cat1_full" if key in FIRST_CATEGORY else "cat2_full"

    assert grade({key: beans - 1}).result[f"{key}_full"] == "0"
    assert grade({key: beans}).result[f"{key}_full"] == "1"
    assert grade({key: beans}).result[category] == "1"
    assert grade({key: 3 * beans}).result["total_full"] == "3"


def test_remainders_of_several_types_are_never_pooled() -> None:
    leftover = {key: beans - 1 for key, beans in EQUIVALENTS.items()}

    assert grade(leftover).result["total_full"] == "0"
    assert grade(leftover).result["grade"] == "specialty"


@pytest.mark.parametrize(
    ("counts", "changed", "reasons"),
    [
        ({"full_black": 1}, {}, "category-1"),
        ({"shell": 25}, {}, None),
        ({"shell": 29}, {}, None),
        ({"shell": 30}, {}, "category-2"),
        ({"shell": 25, "partial_sour": 3}, {}, "category-2"),
        ({}, {"quakers": 1}, "quakers"),
        ({}, {"quakers": None}, "quakers-not-stated"),
        ({}, {"moisture": None}, "moisture-not-stated"),
        ({}, {"moisture": "10"}, None),
        ({}, {"moisture": "9.9"}, "moisture-low"),
        ({}, {"moisture": "12.0"}, None),
        ({}, {"moisture": "12.1"}, "moisture-high"),
        ({}, {"water_activity": "0.699"}, None),
        ({}, {"water_activity": "0.70"}, "water-activity"),
        ({}, {"odour": "foreign"}, "odour"),
        ({}, {"screen": "95"}, None),
        ({}, {"screen": "94.9"}, "screen"),
        (
            {"full_sour": 2, "hull_husk": 60},
            {"quakers": 3, "moisture": "13", "water_activity": "0.8", "odour": "foreign"},
            "category-1, category-2, quakers, moisture-high, water-activity, odour",
        ),
    ],
)
def test_each_limit_is_looked_at_on_its_own(
    counts: dict[str, int], changed: dict[str, Any], reasons: str | None
) -> None:
    result = grade(counts, **changed).result

    assert result.get("reasons") == reasons
    assert result["grade"] == ("not-specialty" if reasons else "specialty")


@pytest.mark.parametrize(("cup", "failed"), [("80", ()), ("79.75", ("cup",)), (None, ())])
def test_the_cup_is_a_limit_only_where_one_is_given(
    cup: str | None, failed: tuple[str, ...]
) -> None:
    points = None if cup is None else Fraction(cup)

    assert green_arabica.reasons({}, 0, Fraction(11), None, points) == failed


def test_every_reason_has_words() -> None:
    worst = green_arabica.reasons(
        dict.fromkeys(KEYS, 99), 9, Fraction(5), Fraction(1), Fraction(0), odour="foreign",
        screen=Fraction(0),
    )  # fmt: skip
    unmeasured = green_arabica.reasons({}, None, None, None, None)
    wet = green_arabica.reasons({}, 0, Fraction(13), None, None)

    named = [choice.key for choice in green_arabica.REASONS]
    assert {*worst, *unmeasured, *wet} == set(named)
    assert len(named) == len(set(named))


def test_what_nobody_measured_is_said_and_not_taken_for_zero() -> None:
    evaluation = grade(quakers="", moisture="", water_activity=None)

    assert evaluation.result["not_stated"] == "quakers, moisture, water-activity, screen"
    assert "not_stated: quakers, moisture, water-activity, screen" in evaluation.working
    assert "moisture: not-stated (>= 10 %, <= 12 %)" in evaluation.working
    assert "screen: not-stated (>= 95 %)" in evaluation.working
    assert not {"quakers", "moisture_pct", "water_activity"} & set(evaluation.result)
    assert evaluation.result["grade"] == "not-specialty"


def test_a_limit_that_is_not_met_is_shown_with_its_sign_turned_round() -> None:
    working = grade(
        {"full_black": 1}, moisture="13", water_activity="0.70", odour="foreign", screen="94.9"
    ).working

    for line in (
        "cat1_full: 1 > 0", "moisture: 13 % >= 10 %, 13 % > 12 %", "water_activity: 0.7 >= 0.70",
        "odour: foreign != clean", "screen: 94.9 % < 95 %", "grade = not-specialty",
        "reasons: category-1, moisture-high, water-activity, odour, screen",
    ):  # fmt: skip
        assert line in working, line


def test_a_measured_figure_stands_in_the_result_as_it_was_typed() -> None:
    result = grade(moisture="11.0", water_activity="0.60", screen="95").result

    assert result["moisture_pct"] == "11.0"
    assert result["water_activity"] == "0.60"
    assert result["screen_pct"] == "95"


@pytest.mark.parametrize("sample", ["349.8", "350", "350.2", "351"])
def test_a_sample_of_350_grams_or_more_is_graded(sample: str) -> None:
    warnings = grade(sample_g=sample).warnings

    assert [one.code for one in warnings] == (["above-usual"] if sample == "351" else [])


@pytest.mark.parametrize("sample", ["349.7", "300", "0"])
def test_a_smaller_sample_is_refused(sample: str) -> None:
    with pytest.raises(Refusal) as caught:
        grade(sample_g=sample)

    assert caught.value.code == "sample-too-small"
    assert caught.value.values() == {"given": sample, "needed": "350", "unit": "g"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"sample_g": None}, "attribute-missing"),
        ({"sample_g": "-350"}, "measure-out-of-range"),
        ({"sample_g": "NaN"}, "measure-unreadable"),
        ({"odour": ""}, "attribute-missing"),
        ({"odour": "musty"}, "choice-unknown"),
        ({"colour": "Verdoso"}, "choice-unknown"),
        ({"moisture": "1104"}, "measure-out-of-range"),
        ({"moisture": "0.1"}, "measure-out-of-range"),
        ({"moisture": "0"}, "measure-out-of-range"),
        ({"moisture": "4.9"}, "measure-out-of-range"),
        ({"moisture": "25.1"}, "measure-out-of-range"),
        ({"moisture": 11.0}, "measure-unreadable"),
        ({"moisture": "11 %"}, "measure-unreadable"),
        ({"water_activity": "1.1"}, "measure-out-of-range"),
        ({"water_activity": "-0.1"}, "measure-out-of-range"),
        ({"screen": "100.1"}, "measure-out-of-range"),
        ({"quakers": "-1"}, "count-not-whole"),
        ({"quakers": "0.5"}, "count-not-whole"),
        ({"cup": "82"}, "attribute-unknown"),
        ({"counts": 3}, "observations-unreadable"),
        ({"counts": {"shell": "2.5"}}, "count-not-whole"),
        ({"counts": {"shell": -1}}, "count-not-whole"),
        ({"counts": {"shell": True}}, "count-not-whole"),
        ({"counts": {"chalky_white": 5}}, "attribute-unknown"),
        ({"shell": 5}, "attribute-unknown"),
    ],
)
def test_what_cannot_be_on_the_form_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        grade(**changed)

    assert caught.value.code == code


def test_moisture_off_the_usual_is_warned_of() -> None:
    (warning,) = grade(moisture="12.5").warnings

    assert warning.code == "above-usual"
    assert dict(warning.values) == {
        "form": "1",
        "attribute": "moisture",
        "value": "12.5",
        "usual": "12",
    }


def _tenths(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: f"{n // 10}.{n % 10}")


COUNTS = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 60))
FORMS = st.fixed_dictionaries(
    {
        "sample_g": _tenths(3498, 3600),
        "odour": st.sampled_from(["clean", "foreign"]),
        "counts": COUNTS,
    },
    optional={
        "moisture": _tenths(50, 250),
        "water_activity": st.integers(0, 100).map(lambda n: f"{n // 100}.{n % 100:02d}"),
        "screen": _tenths(0, 1000),
        "quakers": st.integers(0, 20),
        "colour": st.sampled_from(["green", "brownish"]),
    },
)


@given(FORMS)
def test_every_form_within_its_limits_has_a_grade(filled: dict[str, Any]) -> None:
    result = evaluate("coffee.green.sca-arabica", "1", filled).result

    assert result["grade"] in GRADES
    assert ("reasons" in result) == (result["grade"] == "not-specialty")
    full = [int(result[f"{key}_full"]) for key in KEYS]
    assert int(result["total_full"]) == sum(full)
    assert int(result["cat1_full"]) + int(result["cat2_full"]) == sum(full)


@given(FORMS, st.sampled_from(KEYS), st.integers(1, 60))
def test_more_defects_never_improve_the_grade(filled: dict[str, Any], key: str, beans: int) -> None:
    counts = filled["counts"]
    worse = {**filled, "counts": {**counts, key: counts.get(key, 0) + beans}}

    before = evaluate("coffee.green.sca-arabica", "1", filled).result
    after = evaluate("coffee.green.sca-arabica", "1", worse).result

    assert GRADES.index(after["grade"]) >= GRADES.index(before["grade"])
    assert int(after["total_full"]) >= int(before["total_full"])
