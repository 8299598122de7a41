from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import cva_descriptive
from acopio.quality.registry import evaluate

KEYS = tuple(one.key for one in cva_descriptive.INTENSITIES)


def sheet(**changed: object) -> dict[str, object]:
    return {**dict.fromkeys(KEYS, 8), **changed}


def cup(*forms: dict[str, object]) -> Evaluation:
    return evaluate("coffee.cup.cva-descriptive", "1", {"forms": list(forms)})


def test_one_sheet_gives_its_intensities_and_words_and_no_score() -> None:
    evaluation = cup(
        sheet(
            aroma="12",
            fragrance_aroma=["citrus-fruit", "floral"],
            main_tastes=["sweet"],
            acidity_type="dry",
            cups=5,
        )
    )

    assert evaluation.result == {
        "cuppers": "1",
        "fragrance": "8.00",
        "aroma": "12.00",
        "fragrance_aroma": "floral 1, citrus-fruit 1",
        "flavor": "8.00",
        "aftertaste": "8.00",
        "main_tastes": "sweet 1",
        "acidity": "8.00",
        "acidity_type": "dry 1",
        "sweetness": "8.00",
        "mouthfeel": "8.00",
        "cups": "5",
    }
    assert cva_descriptive.PROTOCOL.headline is None


def test_a_panel_has_mean_intensities_and_counts_who_marked_each_word() -> None:
    evaluation = cup(
        sheet(flavor=7, flavor_aftertaste=["fruity", "floral"]),
        sheet(flavor=8, flavor_aftertaste=["fruity"], mouthfeel_words=["smooth", "oily"]),
        sheet(flavor=8, mouthfeel_words=["smooth"]),
    )

    assert evaluation.result["flavor"] == "7.67"
    assert evaluation.result["flavor_aftertaste"] == "floral 1, fruity 2"
    assert evaluation.result["mouthfeel_words"] == "oily 1, smooth 2"
    assert "flavor: (7 + 8 + 8) / 3 = 7.67" in evaluation.working
    assert "flavor_aftertaste: floral 1, fruity 2" in evaluation.working


def test_words_that_nobody_marked_are_not_in_the_result() -> None:
    result = cup(sheet()).result

    assert set(result) == {"cuppers", *KEYS}


@pytest.mark.parametrize(
    ("forms", "cups"),
    [
        ([sheet(cups=3), sheet(cups=3)], "3"),
        ([sheet(cups=5), sheet(cups="3"), sheet(cups=4)], "3-5"),
        ([sheet(), sheet(cups=4)], "4"),
    ],
)
def test_the_number_of_cups_is_told_where_it_is_stated(
    forms: list[dict[str, object]], cups: str
) -> None:
    assert cup(*forms).result["cups"] == cups


@pytest.mark.parametrize("value", [0, "15"])
def test_both_ends_of_the_scale_belong_to_it(value: object) -> None:
    assert cup(sheet(acidity=value)).result["acidity"] == f"{value}.00"


@pytest.mark.parametrize("key", KEYS)
def test_every_intensity_has_to_be_marked(key: str) -> None:
    with pytest.raises(Refusal) as caught:
        cup(sheet(**{key: None}))

    assert caught.value.code == "attribute-missing"
    assert caught.value.values() == {"form": 1, "attribute": key}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"flavor": "7.5"}, "score-off-step"),
        ({"flavor": "7.80"}, "score-off-step"),
        ({"flavor": 16}, "score-out-of-scale"),
        ({"flavor": -1}, "score-out-of-scale"),
        ({"flavor": "NaN"}, "score-unreadable"),
        ({"flavor": 7.0}, "score-unreadable"),
        ({"cups": 2}, "score-out-of-scale"),
        ({"cups": 6}, "score-out-of-scale"),
        ({"overall": 8}, "attribute-unknown"),
        ({"main_tastes": ["sweet", "sour", "bitter"]}, "too-many-chosen"),
        ({"main_tastes": ["sweet", "sweet"]}, "too-many-chosen"),
        ({"mouthfeel_words": ["oily", "rough", "smooth"]}, "too-many-chosen"),
        ({"acidity_type": "malic"}, "choice-unknown"),
        ({"acidity_type": ["dry", "sweet"]}, "choice-unknown"),
        ({"fragrance_aroma": ["jasmine"]}, "choice-unknown"),
        ({"fragrance_aroma": {"floral": 1}}, "observations-unreadable"),
    ],
)
def test_what_the_form_does_not_allow_is_refused(changed: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        cup(sheet(**changed))


@pytest.mark.parametrize("line", ["fragrance_aroma", "flavor_aftertaste"])
def test_five_notes_may_be_marked_and_a_sixth_is_refused(line: str) -> None:
    notes = ["floral", "berry", "cocoa", "vanilla", "roasted", "spicy"]

    assert len(cup(sheet(**{line: notes[:5]})).result[line].split(", ")) == 5
    with pytest.raises(Refusal, match="too-many-chosen"):
        cup(sheet(**{line: notes}))


def _marks(line: Any) -> st.SearchStrategy[Any]:
    keys = st.sampled_from([choice.key for choice in line.choices])
    return keys if line.most == 1 else st.lists(keys, max_size=line.most, unique=True)


SHEETS = st.fixed_dictionaries(
    {key: st.integers(0, 15) for key in KEYS},
    optional={
        **{line.key: _marks(line) for line in cva_descriptive.WORDS},
        "cups": st.integers(3, 5),
    },
)
PANELS = st.lists(SHEETS, min_size=1, max_size=5)


@settings(deadline=None)
@given(PANELS, st.randoms(use_true_random=False))
def test_the_order_of_the_cuppers_does_not_matter(forms: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(forms)
    random.shuffle(shuffled)

    assert cup(*shuffled).result == cup(*forms).result


@given(PANELS)
def test_every_sheet_within_the_scale_is_described(forms: list[dict[str, Any]]) -> None:
    result = cup(*forms).result

    assert all(0 <= Fraction(result[key]) <= 15 for key in KEYS)
    assert not {"score", "total", "grade"} & set(result)
