from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.registry import evaluate


def hull(parchment: object, sound: object, **more: object) -> Evaluation:
    filled = {"parchment_g": parchment, "sound_g": sound, **more}
    return evaluate("coffee.parchment.yield", "1", filled)


def test_the_reference_of_92_2_kilograms_gives_one_bag_of_70() -> None:
    evaluation = hull("92200", "70000", byproduct_g="4000", moisture="11.0")

    assert evaluation.result == {
        "exportable_pct": "75.92",
        "factor": "92.20",
        "quintal_kg": "60.59",
        "byproduct_pct": "4.34",
        "loss_pct": "19.74",
        "moisture_pct": "11.0",
    }
    assert evaluation.working == (
        "exportable: 100 x 70000 / 92200 = 75.92 %",
        "factor: 70 x 92200 / 70000 = 92.20 kg",
        "quintal_kg: 46 x 92200 / 70000 = 60.59 kg",
        "byproduct_pct: 100 x 4000 / 92200 = 4.34 %",
        "loss_pct: 100 x 18200 / 92200 = 19.74 %",
    )
    assert evaluation.warnings == ()


@pytest.mark.parametrize(
    ("parchment", "sound", "share", "factor", "quintal"),
    [
        # 55.2 kg of parchment for 46 kg of green: 0.8333.
        ("552", "460", "83.33", "84.00", "55.20"),
        ("250", "200", "80.00", "87.50", "57.50"),
        ("250", "175.5", "70.20", "99.72", "65.53"),
        # 0.125 and 0.005 are halves: they go up.
        ("800", "609", "76.13", "91.95", "60.43"),
        ("250", "0", "0.00", None, None),
    ],
)
def test_a_hulled_sample_gives_share_factor_and_quintal(
    parchment: str, sound: str, share: str, factor: str | None, quintal: str | None
) -> None:
    result = hull(parchment, sound).result

    assert result["exportable_pct"] == share
    assert result.get("factor") == factor
    assert result.get("quintal_kg") == quintal


def test_the_whole_may_be_sound_and_parts_may_fill_it_but_not_more() -> None:
    assert hull("250", "200", byproduct_g="50").result["loss_pct"] == "0.00"
    with pytest.raises(Refusal) as caught:
        hull("250", "200", byproduct_g="50.1")

    assert caught.value.code == "counts-exceed"
    assert caught.value.values() == {"counted": "250.1", "whole": "250", "unit": "g"}
    with pytest.raises(Refusal, match="counts-exceed"):
        hull("250", "251")


@pytest.mark.parametrize(
    ("parchment", "sound", "more", "warned"),
    [
        ("250", "210", {}, []),
        ("250", "210.1", {}, [("above-usual", "exportable_pct")]),
        ("249", "200", {}, [("below-usual", "parchment_g")]),
        ("250", "200", {"moisture": "9.9"}, [("below-usual", "moisture")]),
        ("250", "200", {"moisture": "12.1"}, [("above-usual", "moisture")]),
    ],
)
def test_what_is_rare_is_warned_of(
    parchment: str, sound: str, more: dict[str, str], warned: list[tuple[str, str]]
) -> None:
    warnings = hull(parchment, sound, **more).warnings

    assert [(one.code, dict(one.values)["attribute"]) for one in warnings] == warned


@pytest.mark.parametrize(
    ("parchment", "sound", "more", "code"),
    [
        (None, "200", {}, "attribute-missing"),
        ("250", "", {}, "attribute-missing"),
        ("0", "0", {}, "measure-out-of-range"),
        ("-250", "200", {}, "measure-out-of-range"),
        ("250", "-1", {}, "measure-out-of-range"),
        ("250", "200", {"byproduct_g": "-1"}, "measure-out-of-range"),
        ("250", "200", {"moisture": "1104"}, "measure-out-of-range"),
        ("250", "NaN", {}, "measure-unreadable"),
        ("250", "200 g", {}, "measure-unreadable"),
        (250.0, "200", {}, "measure-unreadable"),
        ("250", True, {}, "measure-unreadable"),
        ("250", "200", {"husk_g": "50"}, "attribute-unknown"),
    ],
)
def test_what_cannot_be_on_the_form_is_refused(
    parchment: object, sound: object, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        hull(parchment, sound, **more)


@given(st.integers(1, 999_999), st.integers(0, 999_999), st.none() | st.integers(0, 999_999))
def test_every_sample_has_a_yield_or_weighs_less_than_its_parts(
    whole: int, sound: int, byproduct: int | None
) -> None:
    if sound + (byproduct or 0) > whole:
        with pytest.raises(Refusal, match="counts-exceed"):
            hull(whole, sound, byproduct_g=byproduct)
        return

    result = hull(whole, sound, byproduct_g=byproduct).result

    assert 0 <= Fraction(result["exportable_pct"]) <= 100
    assert ("factor" in result) == (sound > 0)


@given(st.integers(250, 9999), st.integers(1, 249), st.integers(1, 100))
def test_less_sound_green_never_improves_the_factor(whole: int, sound: int, lost: int) -> None:
    less = max(1, sound - lost)

    before = Fraction(hull(whole, sound).result["factor"])
    after = Fraction(hull(whole, less).result["factor"])

    assert after >= before
