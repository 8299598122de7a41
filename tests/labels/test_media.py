from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio_labels.errors import MediumInconsistent, StartBeyondSheet, UnknownMedia
from acopio_labels.media import Medium, list_media, load_medium, next_free, parse_medium

EXPECTED = {
    "thermal-100x150": (100, 150, 1),
    "thermal-100x100": (100, 100, 1),
    "thermal-100x75": (100, 75, 1),
    "thermal-100x50": (100, 50, 1),
    "roll-62x100": (62, 100, 1),
    "gs1-a6": (105, 148, 1),
    "a6-tag": (105, 148.5, 4),
    "avery-l7165": (99.1, 67.7, 8),
    "avery-l7169": (99.1, 139, 4),
    "avery-l7163": (99.1, 38.1, 14),
    "avery-l7160": (63.5, 38.1, 21),
    "avery-l7173": (99.1, 57, 10),
    "avery-5163": (101.6, 50.8, 10),
    "avery-5164": (101.6, 84.7, 6),
    "avery-5160": (66.7, 25.4, 30),
}

SHEET = """
kind = "sheet"
page_width = 210.0
page_height = 297.0
columns = {columns}
rows = {rows}
left = {left}
top = {top}
pitch_x = {pitch_x}
pitch_y = {pitch_y}
label_width = {width}
label_height = {height}
margin = 2.0
"""

GOOD = {
    "columns": 2,
    "rows": 3,
    "left": 5.0,
    "top": 5.0,
    "pitch_x": 100.0,
    "pitch_y": 90.0,
    "width": 95.0,
    "height": 85.0,
}


def sheet(**changed: float) -> str:
    return SHEET.format(**{**GOOD, **changed})


def assert_sound(medium: Medium) -> None:
    """Every label lies on the page, and none on another."""
    slack = 0.02
    for cell in medium.cells:
        assert cell.x >= 0
        assert cell.y >= 0
        assert cell.x + medium.label_width <= medium.page_width + slack
        assert cell.y + medium.label_height <= medium.page_height + slack
    for one, two in combinations(medium.cells, 2):
        apart_x = abs(one.x - two.x) >= medium.label_width - slack
        apart_y = abs(one.y - two.y) >= medium.label_height - slack
        assert apart_x or apart_y


def test_the_media_are_all_there() -> None:
    assert set(list_media()) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_medium_has_its_size_and_its_number_of_labels(name: str) -> None:
    width, height, count = EXPECTED[name]
    medium = load_medium(name)

    assert medium.label_width == pytest.approx(width, abs=0.05)
    assert medium.label_height == pytest.approx(height, abs=0.05)
    assert medium.capacity == len(medium.cells) == count
    assert_sound(medium)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sheet_lies_in_the_middle_of_its_page(name: str) -> None:
    medium = load_medium(name)
    last = medium.cells[-1]

    right = medium.page_width - last.x - medium.label_width
    below = medium.page_height - last.y - medium.label_height
    assert right == pytest.approx(medium.left, abs=0.3)
    assert below == pytest.approx(medium.top, abs=0.3)


@given(
    columns=st.integers(1, 6),
    rows=st.integers(1, 12),
    left=st.floats(-5, 60),
    top=st.floats(-5, 60),
    pitch_x=st.floats(1, 210),
    pitch_y=st.floats(1, 297),
    width=st.floats(5, 210),
    height=st.floats(5, 297),
)
def test_any_sheet_is_sound_or_refused(**measures: float) -> None:
    problem = ""
    try:
        assert_sound(parse_medium("any", sheet(**measures)))
    except MediumInconsistent as refusal:
        problem = refusal.problem

    assert problem in {"", "overlap", "off-page"}


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("kind = ", "no-toml"),
        ("", "fields"),
        (sheet() + "colour = 3", "fields"),
        (sheet().replace('"sheet"', '"film"'), "kind"),
        (sheet().replace("margin = 2.0", "margin = nan"), "fields"),
        (sheet().replace("margin = 2.0", 'margin = "2"'), "fields"),
        (sheet().replace("columns = 2", "columns = 2.0"), "fields"),
        (sheet(columns=0), "no-labels"),
        (sheet(width=4.0), "no-labels"),
        (sheet(pitch_x=90.0), "overlap"),
        (sheet(pitch_y=80.0), "overlap"),
        (sheet(left=20.0), "off-page"),
        (sheet(top=-1.0), "off-page"),
        (sheet(rows=4), "off-page"),
        (sheet() + "stub = 80.0", "stub"),
        (sheet() + "hole = 3", "fields"),
        (sheet() + "[hole]\nx = 1.0\ny = 9.0\ndiameter = 6.0", "hole"),
        (sheet() + "[hole]\nx = 9.0", "fields"),
        (sheet() + "[check_bar]\nx = 170.0\ny = 3.0", "check-bar"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused(toml: str, problem: str) -> None:
    with pytest.raises(MediumInconsistent) as refusal:
        parse_medium("mine", toml)

    assert (refusal.value.name, refusal.value.problem) == ("mine", problem)


def test_an_unknown_medium_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownMedia) as refusal:
        load_medium("../receipts/58")

    assert refusal.value.known == list_media()


@pytest.mark.parametrize(
    ("start", "count", "free"), [(1, 0, 1), (1, 1, 2), (4, 4, 8), (4, 5, 1), (8, 1, 1), (3, 16, 3)]
)
def test_the_next_free_place_follows_the_last_label(start: int, count: int, free: int) -> None:
    assert next_free(load_medium("avery-l7165"), start, count) == free


def test_a_thermal_printer_always_starts_afresh() -> None:
    assert next_free(load_medium("thermal-100x50"), 1, 250) == 1


@pytest.mark.parametrize("start", [0, -1, 9])
def test_a_place_beyond_the_sheet_is_refused(start: int) -> None:
    with pytest.raises(StartBeyondSheet) as refusal:
        next_free(load_medium("avery-l7165"), start, 1)

    assert refusal.value.places == 8
