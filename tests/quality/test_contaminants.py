import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols.contaminants import ATTRIBUTES, PROTOCOL
from acopio.quality.registry import evaluate

KEYS = tuple(one.key for one in ATTRIBUTES)


def reported(**form: object) -> Evaluation:
    return evaluate("lab.contaminants", "1", form)


def test_figures_are_kept_as_the_report_prints_them() -> None:
    evaluation = reported(cadmium="<0.05", lead="0.30", ochratoxin_a="< 0.5", pah4=12)

    assert evaluation.result == {
        "cadmium": "<0.05",
        "lead": "0.30",
        "ochratoxin_a": "<0.5",
        "pah4": "12",
    }
    assert evaluation.working[0] == "cadmium: <0.05 mg/kg"


def test_the_figures_are_a_laboratory_s_and_of_both_crops() -> None:
    assert PROTOCOL.transcribed
    assert {product.partition(".")[0] for product in PROTOCOL.products} == {"cacao", "coffee"}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "nothing-measured"),
        ({"cadmium": "", "lead": None}, "nothing-measured"),
        ({"cadmium": "0.31 mg/kg"}, "level-unreadable"),
        ({"cadmium": "0,31"}, "level-unreadable"),
        ({"cadmium": "<0"}, "level-unreadable"),
        ({"cadmium": "<"}, "level-unreadable"),
        ({"cadmium": "<<0.05"}, "level-unreadable"),
        ({"cadmium": "-0.3"}, "level-unreadable"),
        ({"cadmium": "NaN"}, "level-unreadable"),
        ({"cadmium": "n.d."}, "level-unreadable"),
        ({"cadmium": ["0.3"]}, "level-unreadable"),
        ({"cadmium": "310"}, "measure-out-of-range"),
        ({"free_fatty_acids": "101"}, "measure-out-of-range"),
        ({"benzo_a_pyrene": "6", "pah4": "5"}, "counts-exceed"),
        ({"benzo_a_pyrene": "6", "pah4": "<5"}, "counts-exceed"),
        ({"mercury": "0.1"}, "attribute-unknown"),
    ],
)
def test_what_is_no_laboratory_figure_is_refused(form: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        reported(**form)

    assert caught.value.code == code


@pytest.mark.parametrize(("one", "four"), [("5", "5"), ("<6", "5"), ("<1", "<0.5")])
def test_benzopyrene_that_may_be_part_of_the_sum_stands(one: str, four: str) -> None:
    assert reported(benzo_a_pyrene=one, pah4=four).result == {"benzo_a_pyrene": one, "pah4": four}


_LEVELS = st.builds(
    lambda sign, hundredths: f"{sign}{hundredths // 100}.{hundredths % 100:02d}",
    st.sampled_from(["", "<"]),
    st.integers(1, 5000),
)


@given(st.dictionaries(st.sampled_from(KEYS[:3]), _LEVELS, min_size=1))
def test_what_goes_in_comes_out_unchanged(form: dict[str, str]) -> None:
    assert reported(**form).result == form
