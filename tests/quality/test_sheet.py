"""Reading forms of every kind of line, and whatever a machine may send in their place."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.form import anchors, choices, chosen, counted, cups, level, measured, scored
from acopio.quality.panel import mean, mean_working, printed
from acopio.quality.protocol import Attribute, Named, Protocol
from acopio.quality.protocols import cva_affective
from acopio.quality.registry import PROTOCOLS, evaluate
from acopio.quality.rounding import plain
from acopio.quality.sheet import (
    Level,
    Sheet,
    missing_lines,
    read_forms,
    read_sheet,
    unusual,
)

PUBLISHED = [protocol for versions in PROTOCOLS.values() for protocol in versions.values()]
WORDS = choices(("floral", "Floral", "Floral"), ("nutty", "Nuez", "Nutty"), ("none", "No", "None"))
FORM = (
    scored("body", "Cuerpo", "Body", ("1", "9", "0.5"), usual="6"),
    counted("slaty", "Pizarrosos", "Slaty", most=300, part="counts"),
    counted("stones", "Piedras", "Stones"),
    measured("water", "Humedad", "Moisture", "%", ("1", "25"), usual=("5", "7.5"), optional=True),
    chosen("colour", "Color", "Colour", WORDS),
    chosen("notes", "Notas", "Notes", WORDS, most=2),
    cups("cups", "Tazas", "Cups", WORDS, 3),
    level("cadmium", "Cadmio", "Cadmium", "mg/kg", "50"),
)
HUGE = pytest.param(10**5000, id="huge")
LONG = pytest.param("9" * 5000, id="long")
HOSTILE = [
    True, 7.5, -1, 10**5000, "9" * 5000, "-1", "NaN", "Infinity", "1e3", "²", "٧", "7,5", " ",
    "\x00", [[]], [["nutty"]], [None], [{}], ["nutty"] * 4, {"nutty": 1}, {"": {}}, b"7", object(),
]  # fmt: skip


def filled(**changed: object) -> dict[str, object]:
    return {"body": "7.5", "counts": {"slaty": 3}, **changed}


def read(**changed: object) -> Sheet:
    return read_sheet(filled(**changed), FORM)


def refused(call: Callable[[], object]) -> Refusal | None:
    """Return why a call is refused, if it is; nothing else may go wrong."""
    try:
        call()
    except Refusal as refusal:
        return refusal
    return None


def test_each_kind_of_line_is_read_as_what_it_is() -> None:
    sheet = read(
        stones="2", water="7.1", colour="nutty", notes=["nutty", "floral"],
        cups=["none", "none", "nutty"], cadmium="<0.05",
    )  # fmt: skip

    assert sheet.number("body") == Fraction(15, 2)
    assert sheet.count("slaty") == sheet.number("slaty") == 3
    assert sheet.measured("water") == Fraction(71, 10)
    assert sheet.word("colour") == "nutty"
    assert sheet.words("notes") == ("floral", "nutty")
    assert sheet.words("cups") == ("none", "none", "nutty")
    assert sheet.level("cadmium") == Level(Fraction(1, 20), below=True, printed="<0.05")


def test_what_was_left_empty_is_not_there_and_what_nobody_counted_is_none() -> None:
    sheet = read(water="", colour=None, notes=[])

    assert sheet.count("stones") == 0
    assert sheet.measured("water") is None
    assert sheet.word("colour") is None
    assert sheet.words("notes") == ()
    assert sheet.level("cadmium") is None


@pytest.mark.parametrize(
    ("typed", "printed_as"),
    [("0.30", "0.30"), (" < 0.050 ", "<0.050"), (3, "3"), ("0", "0"), ("007", "007")],
)
def test_a_laboratory_s_figure_keeps_what_was_printed(typed: object, printed_as: str) -> None:
    found = read(cadmium=typed).level("cadmium")

    assert found is not None
    assert found.printed == printed_as


@pytest.mark.parametrize(
    ("line", "value", "code"),
    [
        ("body", "", "attribute-missing"),
        ("body", None, "attribute-missing"),
        ("body", [], "attribute-missing"),
        ("body", "0.5", "score-out-of-scale"),
        ("body", "9.5", "score-out-of-scale"),
        ("body", "7.25", "score-off-step"),
        ("body", "²", "score-unreadable"),
        ("body", True, "score-unreadable"),
        ("body", {"score": 7}, "score-unreadable"),
        ("body", [["7"]], "score-unreadable"),
        pytest.param("body", "7" * 5000, "score-unreadable", id="body-long"),
        pytest.param("body", 10**5000, "score-out-of-scale", id="body-huge"),
        ("stones", "-1", "count-not-whole"),
        ("stones", "²", "count-not-whole"),
        ("stones", "1.0", "count-not-whole"),
        ("stones", True, "count-not-whole"),
        ("stones", [1], "count-not-whole"),
        ("stones", {}, "count-not-whole"),
        pytest.param("stones", 10**5000, "count-not-whole", id="stones-huge"),
        pytest.param("stones", "9" * 5000, "count-not-whole", id="stones-long"),
        ("water", "1104", "measure-out-of-range"),
        ("water", "0", "measure-out-of-range"),
        ("water", "-7", "measure-out-of-range"),
        ("water", "NaN", "measure-unreadable"),
        ("water", "7,1", "measure-unreadable"),
        ("water", "7.1 %", "measure-unreadable"),
        ("water", 7.1, "measure-unreadable"),
        ("water", False, "measure-unreadable"),
        ("water", {}, "measure-unreadable"),
        pytest.param("water", 10**5000, "measure-out-of-range", id="water-huge"),
        pytest.param("water", "7." + "1" * 5000, "measure-unreadable", id="water-long"),
        ("colour", "blue", "choice-unknown"),
        ("colour", ["nutty"], "choice-unknown"),
        ("colour", {}, "choice-unknown"),
        ("colour", True, "choice-unknown"),
        ("notes", "blue", "choice-unknown"),
        ("notes", [["nutty"]], "choice-unknown"),
        ("notes", [{}], "choice-unknown"),
        ("notes", ["floral", "floral"], "too-many-chosen"),
        ("notes", ["floral", "nutty", "none"], "too-many-chosen"),
        ("notes", {"floral": 1}, "observations-unreadable"),
        ("notes", 3, "observations-unreadable"),
        ("cups", ["none"], "cups-differ"),
        ("cups", ["none"] * 4, "cups-differ"),
        ("cups", ["none", "none", ["none"]], "choice-unknown"),
        ("cups", ["none", "none", None], "choice-unknown"),
        ("cups", "none", "observations-unreadable"),
        ("cups", {}, "observations-unreadable"),
        ("cadmium", "<0", "level-unreadable"),
        ("cadmium", ">0.05", "level-unreadable"),
        ("cadmium", "<-0.05", "level-unreadable"),
        ("cadmium", "-0.05", "level-unreadable"),
        ("cadmium", True, "level-unreadable"),
        ("cadmium", ["<", 1], "level-unreadable"),
        ("cadmium", "51", "measure-out-of-range"),
        ("cadmium", "<51", "measure-out-of-range"),
        pytest.param("cadmium", 10**5000, "measure-out-of-range", id="cadmium-huge"),
        pytest.param("cadmium", "<" + "9" * 5000, "level-unreadable", id="cadmium-long"),
        ("counts", {"slaty": 301}, "count-too-large"),
        ("counts", {"purple": 1}, "attribute-unknown"),
        ("counts", [1], "observations-unreadable"),
        ("counts", None, "observations-unreadable"),
        ("cupper", "Ana", "attribute-unknown"),
        ("slaty", 3, "attribute-unknown"),
    ],
)
def test_a_line_that_the_form_does_not_allow_is_refused_by_name(
    line: str, value: object, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        read(**{line: value})

    assert caught.value.code == code


@pytest.mark.parametrize("sheet", [None, [], [{}], "body", 7, True, HUGE, LONG])
def test_a_form_that_is_no_form_is_refused(sheet: object) -> None:
    with pytest.raises(Refusal, match="observations-unreadable"):
        read_sheet(sheet, FORM)


def test_a_part_that_is_not_there_is_a_part_where_nothing_was_counted() -> None:
    assert read_sheet({"body": "7"}, FORM).count("slaty") == 0


@pytest.mark.parametrize(
    ("observations", "code"),
    [
        ({}, "observations-unreadable"),
        ({"forms": {}}, "observations-unreadable"),
        ({"forms": "x"}, "observations-unreadable"),
        ({"forms": []}, "panel-empty"),
        ({"forms": [[]]}, "observations-unreadable"),
        ({"forms": [filled(), None]}, "observations-unreadable"),
        ({"forms": [filled()], "body": "7"}, "attribute-unknown"),
    ],
)
def test_a_panel_that_is_no_panel_is_refused(observations: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_forms(observations, FORM)

    assert caught.value.code == code


def test_each_form_of_a_panel_may_say_whose_it_is_and_is_refused_by_its_number() -> None:
    assert len(read_forms({"forms": [filled(cupper="Ana"), filled(cupper="Luz")]}, FORM)) == 2

    with pytest.raises(Refusal) as caught:
        read_forms({"forms": [filled(), filled(body="8.2")]}, FORM)

    assert caught.value.values()["form"] == 2


def test_a_refusal_repeats_little_of_what_was_sent() -> None:
    lines = [one.key for one in FORM if not one.part]

    found = [refused(partial(read, **{line: value})) for line in lines for value in HOSTILE]

    assert max(len(str(refusal)) for refusal in found) < 400


def test_lines_that_are_still_to_be_filled_in_come_in_the_order_of_the_paper() -> None:
    protocol = cva_affective.PROTOCOL
    left = [one.key for one in missing_lines(protocol, {"aroma": "5", "flavor": ""})]

    assert left == [
        "fragrance", "flavor", "aftertaste", "acidity", "sweetness", "mouthfeel", "overall",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"water": "7.5"}, []),
        ({"water": "7.6"}, [("above-usual", "water", "7.6", "7.5")]),
        ({"water": "4.9"}, [("below-usual", "water", "4.9", "5")]),
        ({"body": "5.5", "water": "9"}, [
            ("below-usual", "body", "5.5", "6"), ("above-usual", "water", "9", "7.5"),
        ]),
    ],
)  # fmt: skip
def test_what_is_not_usual_stands_and_is_named(
    changed: dict[str, object], expected: list[tuple[str, ...]]
) -> None:
    found = unusual([read(), read(**changed)], FORM)

    said = [(one.code, dict(one.values)) for one in found]
    assert [(code, v["attribute"], v["value"], v["usual"]) for code, v in said] == expected
    assert {values["form"] for _, values in said} <= {"2"}


def test_a_mark_is_no_number_that_could_be_unusual() -> None:
    assert unusual([read(colour="nutty", cadmium="49")], FORM) == ()


def test_the_words_of_a_form_keep_their_order_and_value() -> None:
    assert [anchor.value for anchor in anchors(("3", "a", "b"), ("0.5", "c", "d"))] == [
        Decimal(3), Decimal("0.5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(350), "350"),
        (Fraction(100), "100"),
        (Fraction(29, 4), "7.25"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(1, 10**7), "0"),
        (Fraction(-1, 10**7), "0"),
        (Fraction(5, 10**7), "0.000001"),
    ],
)
def test_a_figure_is_written_as_it_was_typed(value: Fraction, text: str) -> None:
    assert plain(value) == text


@given(st.integers(-(10**12), 10**12))
def test_any_figure_with_six_decimals_is_written_exactly(millionths: int) -> None:
    text = plain(Fraction(millionths, 10**6))

    assert Fraction(text) == Fraction(millionths, 10**6)
    assert "e" not in text.lower()


def test_a_mean_is_exact_and_its_working_can_be_repeated() -> None:
    values = [Fraction(84), Fraction(333, 4), Fraction(333, 4)]

    assert mean(values) == Fraction(167, 2)
    assert mean_working(values) == "(84.00 + 83.25 + 83.25) / 3 = 83.50"
    assert mean_working([Fraction(1, 2)], 1) == "(0.5) / 1 = 0.5"
    assert printed(Fraction(2, 3), 3) == "0.667"


@given(st.lists(st.fractions(-100, 100), min_size=1, max_size=8), st.randoms())
def test_a_mean_does_not_depend_on_the_order(values: list[Fraction], random: Any) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)

    assert mean(shuffled) == mean(values)
    assert min(values) <= mean(values) <= max(values)


def observed(protocol: Protocol, attribute: Attribute, value: object) -> dict[str, object]:
    """Return a form of the protocol on which one line only was filled in."""
    sheet: dict[str, object] = {attribute.key: value}
    if attribute.part:
        sheet = {attribute.part: sheet}
    return {"forms": [sheet]} if protocol.panel else sheet


@pytest.mark.parametrize("protocol", PUBLISHED, ids=lambda protocol: protocol.id)
def test_whatever_stands_on_a_line_gives_a_result_or_a_refusal(protocol: Protocol) -> None:
    for attribute in protocol.attributes:
        for value in HOSTILE:
            observations = observed(protocol, attribute, value)
            refusal = refused(partial(evaluate, protocol.id, protocol.version, observations))
            assert refusal is None or refusal.code


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([one.key for one in FORM] + ["counts"]), inner)
    ),
    max_leaves=12,
)


@given(_JSON)
def test_anything_at_all_is_read_or_refused(value: object) -> None:
    for sheet in (value, {"body": value}, {**filled(), "notes": value, "cups": value}):
        refusal = refused(partial(read_sheet, sheet, FORM))
        assert refusal is None or refusal.code


@pytest.mark.parametrize("protocol", PUBLISHED, ids=lambda protocol: protocol.id)
def test_whatever_is_refused_of_a_line_can_be_said_by_its_name(protocol: Protocol) -> None:
    for attribute in protocol.attributes:
        for value in HOSTILE:
            observations = observed(protocol, attribute, value)
            refusal = refused(partial(evaluate, protocol.id, protocol.version, observations))
            said = refusal.values().get("attribute") if refusal else None
            assert said is None or isinstance(said, Named), (attribute.key, refusal)


def test_a_measured_figure_keeps_the_decimals_that_it_was_typed_with() -> None:
    typed = ("7.0", "7", 7, "07.10", "7.000000")

    assert [read(water=one).written["water"] for one in typed] == [
        "7.0", "7", "7", "7.10", "7.000000",
    ]  # fmt: skip
    assert read().written == {}


def test_a_form_knows_which_of_its_lines_nobody_filled_in() -> None:
    assert {"stones", "water"} <= read(water="").empty
    assert "stones" not in read(stones="0").empty
