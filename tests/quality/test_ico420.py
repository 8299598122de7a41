from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols import ico420
from acopio.quality.registry import evaluate


def look(species: object, defects: object, moisture: object, **more: object) -> Evaluation:
    filled = {"species": species, "defects_300g": defects, "moisture": moisture, **more}
    return evaluate("coffee.green.ico420", "1", filled)


@pytest.mark.parametrize(
    ("species", "defects", "moisture", "mark", "fails"),
    [
        ("arabica", 86, "12.5", "S", None),
        ("arabica", 0, "8", "S", None),
        ("arabica", 87, "11", "XD", "defects"),
        ("arabica", 10, "12.6", "XM", "moisture"),
        ("arabica", 10, "7.9", "XM", "moisture"),
        ("robusta", 150, "12.5", "S", None),
        ("robusta", 87, "12.5", "S", None),
        ("robusta", 151, "12.5", "XD", "defects"),
        ("robusta", 151, "12.6", "XDM", "defects, moisture"),
    ],
)
def test_a_target_belongs_to_what_meets_it_and_one_more_does_not(
    species: str, defects: int, moisture: str, mark: str, fails: str | None
) -> None:
    result = look(species, defects, moisture).result

    assert result["label"] == ("not S" if fails else "S")
    assert result["mark"] == mark
    assert result.get("fails") == fails


def test_the_comparison_is_shown() -> None:
    evaluation = look("robusta", "151", "12.60")

    assert evaluation.working == (
        "defects_300g: 151 > 150 (robusta)",
        "moisture: 12.6 % >= 8 %, 12.6 % > 12.5 %",
        "label = not S",
        "fails: defects, moisture",
    )
    assert [one.code for one in evaluation.warnings] == ["above-usual"]


def test_the_marks_that_are_from_memory_say_so() -> None:
    figure = next(one for one in ico420.PROTOCOL.figures if one.key == "mark")

    assert "to be checked" in figure.name.en
    assert any("from memory" in source.section for source in ico420.PROTOCOL.source)


@pytest.mark.parametrize(
    ("species", "defects", "moisture", "code"),
    [
        (None, 3, "11", "attribute-missing"),
        ("liberica", 3, "11", "choice-unknown"),
        (["arabica"], 3, "11", "choice-unknown"),
        ("arabica", None, "11", "attribute-missing"),
        ("arabica", "", "11", "attribute-missing"),
        ("arabica", -1, "11", "count-not-whole"),
        ("arabica", "7.80", "11", "count-not-whole"),
        ("arabica", 3, None, "attribute-missing"),
        ("arabica", 3, "NaN", "measure-unreadable"),
        ("arabica", 3, 11.0, "measure-unreadable"),
        ("arabica", 3, "1104", "measure-out-of-range"),
        ("arabica", 3, "-11", "measure-out-of-range"),
    ],
)
def test_what_cannot_be_on_the_form_is_refused(
    species: object, defects: object, moisture: object, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        look(species, defects, moisture)


def test_a_line_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(Refusal, match="attribute-unknown"):
        look("arabica", 3, "11", quakers=0)


@given(
    st.sampled_from(["arabica", "robusta"]),
    st.integers(0, 300),
    st.integers(50, 250),
    st.integers(1, 200),
)
def test_more_defects_never_meet_a_target_that_fewer_miss(
    species: str, defects: int, tenths: int, more: int
) -> None:
    moisture = Fraction(tenths, 10)

    assert set(ico420.fails(species, defects, moisture)) <= set(
        ico420.fails(species, defects + more, moisture)
    )


@given(st.sampled_from(["arabica", "robusta"]), st.integers(0, 999_999), st.integers(50, 250))
def test_every_form_within_its_limits_has_a_label(species: str, defects: int, tenths: int) -> None:
    result = look(species, defects, f"{tenths // 10}.{tenths % 10}").result

    assert result["label"] in {"S", "not S"}
    assert (result["mark"] == "S") == (result["label"] == "S")
