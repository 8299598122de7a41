from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.quality import forms as arabica

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import fine_robusta
from acopio.quality.registry import evaluate

PER_CUP = ("uniform_cups", "clean_cups")
KEYS = tuple(attribute.key for attribute in fine_robusta.ATTRIBUTES)


def form(**changed: object) -> dict[str, object]:
    scores: dict[str, object] = {key: "10" if key in PER_CUP else "7.50" for key in KEYS}
    return {"scores": {**scores, **changed}, "taint_cups": 0, "fault_cups": 0}


def cup(*forms: dict[str, object]) -> Evaluation:
    return evaluate("coffee.cup.fine-robusta", "1", {"forms": list(forms)})


def test_one_form_is_the_sum_of_its_ten_attributes() -> None:
    evaluation = cup(form(salt_acid="8.00"))

    assert evaluation.result["total"] == "80.50"
    assert evaluation.result["class"] == "Fine"
    assert evaluation.working == (
        "7.50 + 7.50 + 7.50 + 8.00 + 7.50 + 7.50 + 10.00 + 10.00 + 7.50 + 7.50 - 0 = 80.50",
    )


def test_the_attributes_stand_in_the_order_of_the_robusta_form() -> None:
    assert list(KEYS) == [
        *("fragrance_aroma", "flavor", "aftertaste", "salt_acid", "bitter_sweet", "mouthfeel"),
        *("uniform_cups", "clean_cups", "balance", "overall"),
    ]


def test_a_tainted_cup_costs_two_points_and_a_faulty_cup_four() -> None:
    evaluation = cup({**form(), "taint_cups": 2, "fault_cups": "1"})

    assert evaluation.result["defects"] == "8.00"
    assert evaluation.result["total"] == "72.00"


def test_the_total_of_a_panel_is_rounded_once_from_exact_means() -> None:
    first = form(flavor="7.75", mouthfeel="7.75")

    evaluation = cup(first, form(), form())

    # The printed means 7.58 + 7.58 + 6 x 7.50 + 20 would give 80.16.
    assert evaluation.result["flavor"] == "7.58"
    assert evaluation.result["total"] == "80.17"
    assert evaluation.working[-1] == "(80.50 + 80.00 + 80.00) / 3 = 80.17"


@pytest.mark.parametrize(
    ("total", "name"),
    [("100.00", "Fine"), ("80.00", "Fine"), ("79.99", "Below fine"), ("0.00", "Below fine")],
)
def test_eighty_points_are_fine_and_one_hundredth_less_is_not(total: str, name: str) -> None:
    assert fine_robusta.class_of(Decimal(total)).en == name


@pytest.mark.parametrize("heading", ["acidity", "body", "uniformity", "clean_cup", "sweetness"])
def test_a_heading_of_arabica_is_refused_on_the_robusta_form(heading: str) -> None:
    with pytest.raises(Refusal) as caught:
        cup(form(**{heading: "8.00"}))

    assert caught.value.code == "attribute-unknown"
    assert caught.value.values()["attribute"] == heading


@pytest.mark.parametrize(
    "heading", ["salt_acid", "bitter_sweet", "mouthfeel", "uniform_cups", "clean_cups"]
)
def test_a_heading_of_robusta_is_refused_on_the_arabica_form(heading: str) -> None:
    with pytest.raises(Refusal) as caught:
        arabica.cup(arabica.form(**{heading: "8.00"}))

    assert caught.value.code == "attribute-unknown"
    assert caught.value.values()["attribute"] == heading


def test_a_whole_form_of_the_other_species_is_refused_both_ways() -> None:
    with pytest.raises(Refusal, match="attribute-unknown"):
        cup(arabica.form())
    with pytest.raises(Refusal, match="attribute-unknown"):
        arabica.cup(form())


@pytest.mark.parametrize("key", KEYS)
def test_no_total_before_the_form_is_complete(key: str) -> None:
    with pytest.raises(Refusal, match="attribute-missing"):
        cup(form(**{key: ""}))


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("flavor", "7.80", "score-off-step"),
        ("flavor", "10.25", "score-out-of-scale"),
        ("flavor", "0", "score-out-of-scale"),
        ("balance", "0.00", "score-out-of-scale"),
        ("overall", "-7.50", "score-out-of-scale"),
        ("flavor", "NaN", "score-unreadable"),
        ("flavor", 7.5, "score-unreadable"),
        ("uniform_cups", "9", "score-off-step"),
        ("clean_cups", "12", "score-out-of-scale"),
    ],
)
def test_a_score_the_form_does_not_allow_is_refused(key: str, value: object, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        cup(form(**{key: value}))

    assert caught.value.code == code
    assert caught.value.values()["attribute"] == key


def test_a_score_below_six_is_warned_of_and_counted() -> None:
    evaluation = cup(form(mouthfeel="5.25", uniform_cups="4"))

    (warning,) = evaluation.warnings
    assert warning.code == "score-below-usual"
    assert dict(warning.values)["attribute"] == "mouthfeel"
    assert evaluation.result["total"] == "71.75"


def _points(key: str) -> st.SearchStrategy[str]:
    if key in PER_CUP:
        return st.integers(0, 5).map(lambda cups: str(2 * cups))
    return st.integers(1, 40).map(lambda n: f"{n // 4}.{n % 4 * 25:02d}")


FORMS = st.fixed_dictionaries(
    {
        "scores": st.fixed_dictionaries({key: _points(key) for key in KEYS}),
        "taint_cups": st.integers(0, 2),
        "fault_cups": st.integers(0, 3),
    }
)
PANELS = st.lists(FORMS, min_size=1, max_size=5)


@settings(deadline=None)
@given(PANELS, st.randoms(use_true_random=False))
def test_the_order_of_the_cuppers_does_not_matter(forms: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(forms)
    random.shuffle(shuffled)

    assert cup(*shuffled).result == cup(*forms).result


@given(PANELS)
def test_every_form_within_the_scale_has_a_total(forms: list[dict[str, Any]]) -> None:
    exact = sum(
        sum(Fraction(points) for points in form["scores"].values())
        - 2 * form["taint_cups"]
        - 4 * form["fault_cups"]
        for form in forms
    ) / Fraction(len(forms))

    assert abs(Fraction(cup(*forms).result["total"]) - exact) <= Fraction(5, 1000)


@given(FORMS, st.sampled_from(["taint_cups", "fault_cups"]))
def test_one_more_bad_cup_never_raises_the_total(form: dict[str, Any], kind: str) -> None:
    before = {**form, "taint_cups": min(form["taint_cups"], 2), "fault_cups": 2}
    after = {**before, kind: before[kind] + 1}

    assert Decimal(cup(after).result["total"]) < Decimal(cup(before).result["total"])
