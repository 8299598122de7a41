from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quality.forms import KEYS, PANELS, cup, form

from acopio.errors import Refusal
from acopio.quality.protocols import sca2004
from acopio.quality.registry import evaluate
from acopio.quality.rounding import half_up


def test_one_form_is_the_sum_of_its_ten_attributes() -> None:
    evaluation = cup(form(flavor="8.00"))

    assert evaluation.result["total"] == "84.50"
    assert evaluation.result["class"] == "Very good"
    assert evaluation.working == (
        "7.75 + 8.00 + 7.75 + 7.75 + 7.75 + 10.00 + 7.75 + 10.00 + 10.00 + 7.75 - 0 = 84.50",
    )
    assert evaluation.warnings == ()


def test_a_tainted_cup_costs_two_points_and_a_faulty_cup_four() -> None:
    evaluation = cup({**form(), "taint_cups": 1, "fault_cups": "1"})

    assert evaluation.result["defects"] == "6.00"
    assert evaluation.result["total"] == "78.25"


def test_the_total_of_a_panel_is_rounded_once_from_exact_means() -> None:
    first = form(flavor="8.00", acidity="8.00")

    evaluation = cup(first, form(), form())

    # The printed means 7.83 + 7.83 + 5 x 7.75 + 30 would give 84.41.
    assert evaluation.result["flavor"] == "7.83"
    assert evaluation.result["total"] == "84.42"
    assert evaluation.working[-1] == "(84.75 + 84.25 + 84.25) / 3 = 84.42"


def test_halves_are_rounded_up() -> None:
    evaluation = cup(form(), form(flavor="8.00"), *[form()] * 6)

    assert evaluation.result["total"] == "84.28"
    assert str(half_up(Fraction(84125, 1000), 2)) == "84.13"
    assert str(half_up(Fraction(-5, 1000), 2)) == "-0.01"
    assert str(half_up(Fraction(-1, 1000), 2)) == "0.00"


def test_the_precision_a_caller_works_with_does_not_reach_the_score() -> None:
    with localcontext() as context:
        context.prec = 2

        assert cup(form()).result["total"] == "84.25"


@pytest.mark.parametrize(
    ("total", "name"),
    [
        ("100.00", "Outstanding"),
        ("90.00", "Outstanding"),
        ("89.99", "Excellent"),
        ("85.00", "Excellent"),
        ("84.99", "Very good"),
        ("80.00", "Very good"),
        ("79.99", "Below specialty quality"),
        ("0.00", "Below specialty quality"),
    ],
)
def test_each_class_limit_belongs_to_the_class_above(total: str, name: str) -> None:
    assert sca2004.class_of(Decimal(total)).en == name


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("7.80", "score-off-step"),
        ("7.8", "score-off-step"),
        ("10.25", "score-out-of-scale"),
        (11, "score-out-of-scale"),
        ("-0.25", "score-out-of-scale"),
        pytest.param(10**5000, "score-out-of-scale", id="huge"),
        ("", "attribute-missing"),
        (None, "attribute-missing"),
        ("7,75", "score-unreadable"),
        (7.75, "score-unreadable"),
        (True, "score-unreadable"),
        ("٧", "score-unreadable"),
        ("NaN", "score-unreadable"),
        ("1e1", "score-unreadable"),
        (["7.75"], "score-unreadable"),
    ],
)
def test_a_score_the_form_does_not_allow_is_refused_by_name(value: object, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        cup(form(), form(flavor=value))

    assert caught.value.code == code
    assert caught.value.values()["form"] == 2
    assert caught.value.values()["attribute"] == "flavor"


def test_points_per_cup_come_in_twos() -> None:
    with pytest.raises(Refusal, match="score-off-step"):
        cup(form(uniformity="9.00"))


@pytest.mark.parametrize(
    ("observations", "code"),
    [
        ({}, "observations-unreadable"),
        ({"forms": {}}, "observations-unreadable"),
        ({"forms": []}, "panel-empty"),
        ({"forms": [3]}, "observations-unreadable"),
        ({"forms": [{"scores": []}]}, "observations-unreadable"),
        ({"forms": [{"scores": {}}]}, "attribute-missing"),
        ({"forms": [form(aroma="8")]}, "attribute-unknown"),
        ({"forms": [{**form(), "total": "90"}]}, "attribute-unknown"),
        ({"forms": [form()], "note": "x"}, "attribute-unknown"),
        ({"forms": [{**form(), "taint_cups": 3, "fault_cups": 3}]}, "defect-cups-out-of-range"),
        ({"forms": [{**form(), "taint_cups": -1}]}, "count-not-whole"),
        ({"forms": [{**form(), "fault_cups": "1.0"}]}, "count-not-whole"),
        ({"forms": [{**form(), "fault_cups": False}]}, "count-not-whole"),
    ],
)
def test_observations_of_another_shape_are_refused(
    observations: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        evaluate("coffee.cup.sca2004", "1", observations)

    assert caught.value.code == code


def test_a_score_below_six_is_warned_of_and_counted() -> None:
    evaluation = cup(form(), form(body="5.75", sweetness="4"))

    (warning,) = evaluation.warnings
    assert warning.code == "score-below-usual"
    assert dict(warning.values) == {
        "form": "2",
        "attribute": "body",
        "value": "5.75",
        "usual_minimum": "6.00",
    }
    assert evaluation.result["total"] == "80.25"


@given(PANELS, st.randoms(use_true_random=False))
def test_the_order_of_the_cuppers_does_not_matter(forms: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(forms)
    random.shuffle(shuffled)

    assert cup(*shuffled).result == cup(*forms).result


@given(PANELS)
def test_every_form_within_the_scale_has_a_total(forms: list[dict[str, Any]]) -> None:
    result = cup(*forms).result

    exact = sum(
        sum(Fraction(points) for points in form["scores"].values())
        - 2 * form["taint_cups"]
        - 4 * form["fault_cups"]
        for form in forms
    ) / Fraction(len(forms))
    assert abs(Fraction(result["total"]) - exact) <= Fraction(5, 1000)
    assert result["cuppers"] == str(len(forms))


@given(PANELS, st.sampled_from(KEYS))
def test_a_higher_score_never_lowers_the_total(forms: list[dict[str, Any]], key: str) -> None:
    before = Decimal(cup(*forms).result["total"])
    better = {**forms[0], "scores": {**forms[0]["scores"], key: "10"}}

    assert Decimal(cup(better, *forms[1:]).result["total"]) >= before


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner)
    ),
    max_leaves=12,
)


@given(_JSON)
def test_anything_at_all_gives_a_total_or_a_refusal(value: object) -> None:
    for observations in ({"forms": value}, {"forms": [value]}, {"forms": [{"scores": value}]}):
        with pytest.raises(Refusal):
            evaluate("coffee.cup.sca2004", "1", observations)
