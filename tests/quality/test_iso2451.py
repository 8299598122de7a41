import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quality.forms import cut, with_sound_beans

from acopio.errors import Refusal
from acopio.messages import sentence
from acopio.quality.protocols import iso2451
from acopio.quality.registry import evaluate

DEFECTS = ("mouldy", "slaty", "insect_damaged", "germinated", "flat")
SOUND = ("violet", "partly_purple", "well_fermented")
GRADES = ("I", "II", "SS")


def test_a_lot_on_every_limit_of_grade_one_is_grade_one() -> None:
    evaluation = cut(
        mouldy=9, slaty="9", insect_damaged=4, germinated=3, flat=2, well_fermented=273
    )

    assert evaluation.result["grade"] == "I"
    assert evaluation.result["mouldy_pct"] == "3.00"
    assert evaluation.result["other_pct"] == "3.00"
    assert evaluation.working == (
        "9 + 9 + 4 + 3 + 2 + 0 + 0 + 273 = 300",
        "mouldy: 100 x 9 / 300 = 3.00 %",
        "slaty: 100 x 9 / 300 = 3.00 %",
        "other: 100 x (4 + 3 + 2) / 300 = 3.00 %",
        "I: mouldy <= 3 %, slaty <= 3 %, other <= 3 %",
        "II: mouldy <= 4 %, slaty <= 8 %, other <= 6 %",
        "grade = I",
    )


@pytest.mark.parametrize(
    ("mouldy", "slaty", "other", "grade"),
    [
        (0, 0, 0, "I"),
        (9, 9, 9, "I"),
        (10, 0, 0, "II"),
        (0, 10, 0, "II"),
        (0, 0, 10, "II"),
        (12, 24, 18, "II"),
        (13, 0, 0, "SS"),
        (0, 25, 0, "SS"),
        (0, 0, 19, "SS"),
    ],
)
def test_a_limit_belongs_to_its_grade_and_one_bean_more_does_not(
    mouldy: int, slaty: int, other: int, grade: str
) -> None:
    counts = with_sound_beans({"mouldy": mouldy, "slaty": slaty, "flat": other})

    assert cut(**counts).result["grade"] == grade


def test_violet_and_partly_fermented_beans_are_counted_but_are_no_defects() -> None:
    result = cut(violet=200, partly_purple=100).result

    assert result["grade"] == "I"
    assert result["violet_pct"] == "66.67"
    assert result["partly_purple_pct"] == "33.33"


def test_the_interval_is_shown_beside_the_share_and_leaves_the_grade() -> None:
    result = cut(**with_sound_beans({"mouldy": 9})).result

    assert result["mouldy_pct_95"] == "1.6-5.6"
    assert result["slaty_pct_95"] == "0.0-1.3"
    assert result["grade"] == "I"


@pytest.mark.parametrize("beans", [0, 100, 299])
def test_only_three_hundred_beans_give_a_grade(beans: int) -> None:
    with pytest.raises(Refusal) as caught:
        cut(well_fermented=beans)

    assert caught.value.code == "cut-test-needs-300"
    assert caught.value.values() == {"counted": beans, "needed": 300}


@pytest.mark.parametrize(("beans", "over"), [(301, 1), (600, 300)])
def test_of_more_than_three_hundred_beans_it_says_how_many_are_too_many(
    beans: int, over: int
) -> None:
    with pytest.raises(Refusal) as caught:
        cut(well_fermented=beans)

    assert caught.value.values() == {"counted": beans, "needed": 300, "over": over}
    assert f"{over} de más" in sentence(caught.value, "es")
    assert f"{over} too many" in sentence(caught.value, "en")
    assert "siga contando" not in sentence(caught.value, "es")


@pytest.mark.parametrize(
    "count", [-1, "-1", "9.0", 9.0, True, None, "", " 9", "²", pytest.param(10**5000, id="huge")]
)
def test_a_count_that_is_no_whole_number_is_refused(count: object) -> None:
    with pytest.raises(Refusal, match="count-not-whole"):
        cut(mouldy=count, well_fermented=300)


def test_a_category_the_standard_does_not_have_is_refused() -> None:
    with pytest.raises(Refusal, match="attribute-unknown"):
        cut(purple=10, well_fermented=290)


@pytest.mark.parametrize("observations", [{}, {"counts": 300}, {"counts": None}])
def test_observations_without_counts_are_refused(observations: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="observations-unreadable"):
        evaluate("cacao.cut.iso2451", "1", observations)


@st.composite
def _cut_tests(draw: st.DrawFn) -> dict[str, int]:
    left, counts = iso2451.BEANS, {}
    for key in (*DEFECTS, *SOUND[:-1]):
        # Small counts lie around the limits, where grades change.
        counts[key] = draw(st.integers(0, min(left, 30)) | st.integers(0, left))
        left -= counts[key]
    return {**counts, SOUND[-1]: left}


@given(_cut_tests())
def test_every_count_of_three_hundred_beans_has_a_grade(counts: dict[str, int]) -> None:
    assert cut(**counts).result["grade"] in GRADES


@given(_cut_tests(), st.sampled_from(SOUND), st.sampled_from(DEFECTS), st.integers(1, 30))
def test_sound_beans_turning_bad_never_improve_the_grade(
    counts: dict[str, int], sound: str, defect: str, beans: int
) -> None:
    beans = min(beans, counts[sound])
    worse = {**counts, sound: counts[sound] - beans, defect: counts[defect] + beans}

    before, after = cut(**counts).result["grade"], cut(**worse).result["grade"]

    assert GRADES.index(after) >= GRADES.index(before)


@given(_cut_tests(), st.permutations(DEFECTS[2:]))
def test_how_the_other_defects_divide_does_not_matter(
    counts: dict[str, int], order: list[str]
) -> None:
    swapped = {**counts, **dict(zip(DEFECTS[2:], (counts[key] for key in order), strict=True))}

    assert cut(**swapped).result == cut(**counts).result
