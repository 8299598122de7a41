from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols.coex import (
    ACIDITIES,
    ATTRIBUTES,
    AXES,
    GROUPS,
    OFF_FLAVOURS,
    POSITIVES,
    PROTOCOL,
)
from acopio.quality.registry import evaluate

CORE = {
    "cacao": "5", "fruity": "2", "acetic": "1", "lactic": "0", "mineral_butyric": "0",
    "bitterness": "4", "astringency": "4.5", "roast_degree": "5", "global_quality": "7",
}  # fmt: skip


def tasted(*forms: dict[str, Any]) -> Evaluation:
    return evaluate("cacao.sensory.coex", "1", {"forms": [{**CORE, **form} for form in forms]})


def test_acidity_is_the_sum_of_four_and_at_most_ten() -> None:
    evaluation = tasted({"fruity": "5", "acetic": "3", "lactic": "2", "mineral_butyric": "1"})

    assert evaluation.result["acidity"] == "10.00"
    assert evaluation.working[0] == "acidity: min(10, 5 + 3 + 2 + 1) = 10"
    assert tasted({}).result["acidity"] == "3.00"


def test_off_flavours_are_added_and_what_nobody_wrote_down_was_not_there() -> None:
    result = tasted({"musty": "1", "smoky": "2.5", "global_quality": "5"}).result

    assert result["off_flavours"] == "3.50"
    assert result["mouldy"] == "0.00"
    assert tasted({"musty": "6", "smoky": "6"}).result["off_flavours"] == "10.00"


def test_sums_are_capped_taster_by_taster_before_the_mean() -> None:
    strong = {"fruity": "8", "acetic": "8"}

    # The mean of the sums, 16 and 3, would be 9.50.
    assert tasted(strong, {}).result["acidity"] == "6.50"


def test_a_panel_has_the_exact_mean_and_the_spread_of_each_attribute() -> None:
    evaluation = tasted({"cacao": "5"}, {"cacao": "5.5"}, {"cacao": "7"})

    result = evaluation.result
    assert result["tasters"] == "3"
    assert result["cacao"] == "5.83"
    assert result["cacao_spread"] == "5-7"
    assert result["global_quality_spread"] == "7-7"
    assert "cacao: (5.00 + 5.50 + 7.00) / 3 = 5.83" in evaluation.working


def test_one_taster_has_no_spread() -> None:
    assert not any(key.endswith("_spread") for key in tasted({}).result)


def test_the_total_of_a_group_is_what_was_tasted_and_never_computed() -> None:
    result = tasted({"fresh_fruit": "3", "berry": "2", "citrus": "2"}).result

    assert result["fresh_fruit"] == "3.00"
    assert (result["berry"], result["citrus"], result["tropical"]) == ("2.00", "2.00", "0.00")


def test_a_group_that_was_left_empty_was_not_there_and_counts_as_nought_in_the_mean() -> None:
    """Core attributes are always scored, the others where they are tasted; 0 is absent."""
    assert tasted({}).result["floral"] == "0.00"
    assert tasted({"floral": "4"}, {"floral": ""}).result["floral"] == "2.00"


def test_the_form_says_that_an_empty_group_is_nought() -> None:
    defaults = {group.total.default for group in GROUPS}

    assert defaults == {"0"}
    assert {one.default for one in POSITIVES} == {None}


def test_a_group_that_was_tasted_as_nought_may_have_notes_beside_it() -> None:
    assert tasted({"fresh_fruit": "0", "berry": "0.5"}).result["fresh_fruit"] == "0.00"


def test_a_note_without_the_total_of_its_group_is_incomplete() -> None:
    with pytest.raises(Refusal) as caught:
        tasted({}, {"berry": "2"})

    assert caught.value.values() == {"form": 2, "attribute": "fresh_fruit"}
    assert caught.value.code == "attribute-missing"


def test_global_quality_is_what_was_judged_whatever_else_was_tasted() -> None:
    worst = {"smoky": "10", "bitterness": "10", "global_quality": "9.5"}

    assert tasted(worst).result["global_quality"] == "9.50"


def test_the_highest_off_flavour_is_shown_with_the_means_that_it_is_the_highest_of() -> None:
    working = tasted({"musty": "1"}, {"musty": "2", "smoky": "1"}).working

    assert "musty: (1.00 + 2.00) / 2 = 1.50" in working
    assert "smoky: (0.00 + 1.00) / 2 = 0.50" in working
    assert working[-1] == (
        "highest_off_flavour: max(0.00, 1.50, 0.00, 0.00, 0.00, 0.00, 0.50, 0.00) = 1.50"
    )
    assert tasted({"smoky": "2"}).working[-1].endswith("2.00, 0.00) = 2.00")


def test_of_what_nobody_tasted_no_mean_is_worked_out() -> None:
    lines = {line.split(":")[0] for line in tasted({"floral": "1"}, {}).working}

    assert {"floral", "off_flavours", "acidity", "roast_degree"} <= lines
    assert not {"woody", "musty", "sweetness"} & lines


def test_a_high_quality_with_off_flavours_is_worth_a_second_look() -> None:
    evaluation = tasted({}, {"musty": "1", "smoky": "2", "global_quality": "8"})

    (warning,) = evaluation.warnings
    assert warning.code == "quality-despite-off-flavours"
    assert warning.values == (("form", "2"), ("global_quality", "8"), ("off_flavours", "3"))


def test_a_low_quality_without_off_flavours_is_worth_a_second_look() -> None:
    (warning,) = tasted({"global_quality": "3"}).warnings

    assert warning.code == "low-quality-clean"
    assert warning.values == (("form", "1"), ("global_quality", "3"))


@pytest.mark.parametrize(
    ("quality", "smoky"), [("6.5", "1"), ("7", "0"), ("3", "0.5"), ("3.5", "0")]
)
def test_other_judgements_are_not_questioned(quality: str, smoky: str) -> None:
    assert tasted({"global_quality": quality, "smoky": smoky}).warnings == ()


def test_what_some_tasters_left_empty_is_the_mean_of_the_others() -> None:
    result = tasted({"sweetness": "4"}, {"sweetness": "5"}, {}).result

    assert result["sweetness"] == "4.50"
    assert "complexity" not in result


@pytest.mark.parametrize("key", sorted(CORE))
def test_core_attributes_and_global_quality_are_always_scored(key: str) -> None:
    with pytest.raises(Refusal, match="attribute-missing"):
        tasted({key: ""})


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"cacao": "5.25"}, "score-off-step"),
        ({"cacao": "10.5"}, "score-out-of-scale"),
        ({"cacao": "-1"}, "score-out-of-scale"),
        ({"cacao": "NaN"}, "score-unreadable"),
        ({"cacao": True}, "score-unreadable"),
        ({"acidity": "5"}, "attribute-unknown"),
        ({"off_flavours": "5"}, "attribute-unknown"),
    ],
)
def test_what_the_form_does_not_have_is_refused(form: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        tasted(form)


def test_every_axis_of_the_chart_is_in_every_result_and_has_a_name() -> None:
    assert set(AXES) <= set(tasted({}).result)
    assert len(AXES) == 14
    assert all(PROTOCOL.name_of(key, language) for key in AXES for language in ("es", "en"))


def test_every_line_of_a_panel_s_result_has_a_name_in_both_languages() -> None:
    full = {"sweetness": "4", **{one.key: "6" for one in POSITIVES}}

    for key in tasted(full, full).result:
        assert PROTOCOL.name_of(key, "es"), key
        assert PROTOCOL.name_of(key, "en"), key


def test_there_are_words_under_every_whole_step_of_an_intensity() -> None:
    (cacao,) = [one for one in ATTRIBUTES if one.key == "cacao"]

    assert [int(anchor.value) for anchor in cacao.anchors] == list(range(11))
    assert cacao.anchors[4].name.en == "Clearly characterising"


_HALVES = st.integers(0, 20).map(lambda halves: f"{halves // 2}.{halves % 2 * 5}")
_NOTES = [note.key for group in GROUPS for note in group.notes]
_FORMS = st.fixed_dictionaries(
    {**dict.fromkeys(CORE, _HALVES), **{group.total.key: _HALVES for group in GROUPS}},
    optional={
        **dict.fromkeys(_NOTES, _HALVES),
        **{one.key: _HALVES for one in (*OFF_FLAVOURS, *POSITIVES)},
        "sweetness": _HALVES,
    },
)
_PANELS = st.lists(_FORMS, min_size=1, max_size=4)


@given(_PANELS)
def test_every_form_within_the_scale_has_a_profile_within_it(forms: list[dict[str, Any]]) -> None:
    result = tasted(*forms).result

    assert all(0 <= Decimal(result[axis]) <= 10 for axis in AXES)
    judged = sum(Decimal(form["global_quality"]) for form in forms) / Decimal(len(forms))
    assert abs(Decimal(result["global_quality"]) - judged) <= Decimal("0.005")


@given(_PANELS, st.randoms(use_true_random=False))
def test_the_order_of_the_tasters_does_not_matter(forms: list[dict[str, Any]], random: Any) -> None:
    shuffled = list(forms)
    random.shuffle(shuffled)

    assert tasted(*shuffled).result == tasted(*forms).result


@given(_PANELS, st.sampled_from([one.key for one in (*OFF_FLAVOURS, *ACIDITIES)]))
def test_more_of_a_part_never_lowers_its_total(forms: list[dict[str, Any]], key: str) -> None:
    total = "acidity" if key in {one.key for one in ACIDITIES} else "off_flavours"

    before = tasted(*forms).result
    after = tasted({**forms[0], key: "10"}, *forms[1:]).result

    assert Decimal(after[total]) >= Decimal(before[total])
