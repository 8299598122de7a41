from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.registry import evaluate


def read(**form: object) -> Evaluation:
    return evaluate("cacao.fermentation.spectral", "1", form)


@pytest.mark.parametrize(
    ("a460", "a530", "index", "well"),
    [
        ("0.441", "0.417", "1.058", "yes"),
        ("0.488", "1.240", "0.394", "no"),
        ("0.5", "0.5", "1.000", "yes"),
    ],
)
def test_the_index_is_the_quotient_and_one_is_well_fermented(
    a460: str, a530: str, index: str, well: str
) -> None:
    evaluation = read(a460=a460, a530=a530)

    assert evaluation.result == {"fermentation_index": index, "well_fermented": well}


def test_an_index_that_rounds_up_to_one_is_not_well_fermented() -> None:
    evaluation = read(a460="4.9999", a530="5")

    assert evaluation.result == {"fermentation_index": "1.000", "well_fermented": "no"}
    assert evaluation.working == ("4.9999 / 5 = 1.000", "4.9999 < 5")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "attribute-missing"),
        ({"a460": "0.4"}, "attribute-missing"),
        ({"a460": "0.4", "a530": "0"}, "measure-out-of-range"),
        ({"a460": "-0.4", "a530": "0.4"}, "measure-out-of-range"),
        ({"a460": "441", "a530": "417"}, "measure-out-of-range"),
        ({"a460": "0,441", "a530": "0.417"}, "measure-unreadable"),
        ({"a460": "NaN", "a530": "0.417"}, "measure-unreadable"),
        ({"a460": "0.4", "a530": "0.4", "a700": "0"}, "attribute-unknown"),
    ],
)
def test_what_cannot_be_is_refused(form: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(**form)

    assert caught.value.code == code


_ABSORBANCE = st.integers(1, 10_000).map(lambda thousandths: f"{Decimal(thousandths) / 1000:f}")


@given(_ABSORBANCE, _ABSORBANCE)
def test_any_two_readings_have_an_index(a460: str, a530: str) -> None:
    result = read(a460=a460, a530=a530).result

    assert Decimal(result["fermentation_index"]) >= 0
    assert result["well_fermented"] == ("yes" if Decimal(a460) >= Decimal(a530) else "no")
