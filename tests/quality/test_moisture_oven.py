from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.registry import evaluate


def dried(**form: object) -> Evaluation:
    return evaluate("cacao.moisture.oven", "1", form)


def test_moisture_is_what_was_lost_of_the_wet_mass() -> None:
    evaluation = dried(wet_g="10.0", dry_g="9.29")

    assert evaluation.result == {"moisture_pct": "7.10", "portions": "1"}
    assert evaluation.working == ("100 x (10 - 9.29) / 10 = 7.10 %",)
    assert evaluation.warnings == ()


def test_two_portions_have_their_exact_mean() -> None:
    evaluation = dried(wet_g="10", dry_g="9.3", wet_2_g="3", dry_2_g="2.8")

    assert evaluation.result == {
        "moisture_pct": "6.83",
        "portions": "2",
        "moisture_1_pct": "7.00",
        "moisture_2_pct": "6.67",
    }
    assert evaluation.working[-1] == "(7.00 + 6.67) / 2 = 6.83"


@pytest.mark.parametrize(("dry", "code"), [("9.2", "above-usual"), ("10", "below-usual")])
def test_moisture_that_is_not_usual_is_warned_of(dry: str, code: str) -> None:
    (warning,) = dried(wet_g="10", dry_g=dry).warnings

    assert warning.code == code
    assert dict(warning.values)["attribute"] == "moisture_pct"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "attribute-missing"),
        ({"wet_g": "10"}, "attribute-missing"),
        ({"wet_g": "10", "dry_g": "9.3", "wet_2_g": "10"}, "attribute-missing"),
        ({"wet_g": "10", "dry_g": "9.3", "dry_2_g": "10"}, "attribute-missing"),
        ({"wet_g": "9.3", "dry_g": "10"}, "counts-exceed"),
        ({"wet_g": "10", "dry_g": "9.3", "wet_2_g": "9", "dry_2_g": "9.1"}, "counts-exceed"),
        ({"wet_g": "0", "dry_g": "0"}, "measure-out-of-range"),
        ({"wet_g": "10", "dry_g": "-9"}, "measure-out-of-range"),
        ({"wet_g": "10", "dry_g": "NaN"}, "measure-unreadable"),
        ({"wet_g": "10", "dry_g": "9.3", "moisture_pct": "7"}, "attribute-unknown"),
    ],
)
def test_what_cannot_be_is_refused(form: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        dried(**form)

    assert caught.value.code == code


_GRAMS = st.integers(1, 10_000_000).map(lambda thousandths: f"{Decimal(thousandths) / 1000:f}")


@given(_GRAMS, _GRAMS)
def test_any_two_masses_give_a_moisture_or_a_refusal(one: str, other: str) -> None:
    dry, wet = sorted((one, other), key=Decimal)

    assert 0 <= Decimal(dried(wet_g=wet, dry_g=dry).result["moisture_pct"]) <= 100


@given(_GRAMS, _GRAMS, _GRAMS, _GRAMS)
def test_the_order_of_the_portions_does_not_matter(a: str, b: str, c: str, d: str) -> None:
    (dry, wet), (dry_2, wet_2) = sorted((a, b), key=Decimal), sorted((c, d), key=Decimal)

    one = dried(wet_g=wet, dry_g=dry, wet_2_g=wet_2, dry_2_g=dry_2).result
    other = dried(wet_g=wet_2, dry_g=dry_2, wet_2_g=wet, dry_2_g=dry).result

    assert one["moisture_pct"] == other["moisture_pct"]
