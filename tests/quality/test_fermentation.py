from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.protocol import Evaluation
from acopio.quality.protocols.fermentation import CLASSES, FIGURES
from acopio.quality.registry import evaluate

KEYS = tuple(one.key for one in CLASSES)
"""The first two are the fermented ones."""


def cut(beans: object, **counts: object) -> Evaluation:
    return evaluate("cacao.cut.fermentation", "1", {"beans": beans, **counts})


def test_both_meanings_of_per_cent_fermented_are_given_with_the_number_of_beans() -> None:
    evaluation = cut(
        100, well_fermented=60, partly_fermented=20, violet=10, slaty=5, mouldy=3, other="2"
    )

    result = evaluation.result
    assert {key: result[key] for key in result if not key.endswith("_95")} == {
        "beans": "100",
        "well_fermented_pct": "60.00",
        "partly_fermented_pct": "20.00",
        "total_fermented_pct": "80.00",
        "violet_pct": "10.00",
        "slaty_pct": "5.00",
        "defects_pct": "5.00",
    }
    assert result["well_fermented_pct_95"] == "50.2-69.1"
    assert evaluation.working[0] == "60 + 20 + 10 + 5 + 0 + 3 + 0 + 0 + 0 + 2 = 100"
    assert evaluation.working[3] == "total_fermented: 100 x (60 + 20) / 100 = 80.00 %"
    assert evaluation.warnings == ()


def test_of_more_beans_the_same_share_is_surer() -> None:
    assert cut(50, well_fermented=40, violet=10).result["well_fermented_pct_95"] == "67.0-88.8"
    assert cut(300, well_fermented=240, violet=60).result["well_fermented_pct_95"] == "75.1-84.1"


@pytest.mark.parametrize(("beans", "warned"), [(49, True), (50, False), (300, False)])
def test_few_beans_are_warned_of(beans: int, *, warned: bool) -> None:
    warnings = cut(beans, well_fermented=beans).warnings

    assert [dict(one.values)["usual"] for one in warnings] == ["50"] * warned


@pytest.mark.parametrize(
    ("beans", "counts", "code"),
    [
        (100, {"well_fermented": 99}, "counts-differ"),
        (100, {"well_fermented": 100, "slaty": 1}, "counts-differ"),
        (0, {}, "nothing-measured"),
        (None, {"well_fermented": 100}, "attribute-missing"),
        ("", {"well_fermented": 100}, "attribute-missing"),
        ("100.0", {"well_fermented": 100}, "count-not-whole"),
        (-1, {"well_fermented": -1}, "count-not-whole"),
        (100, {"well_fermented": True}, "count-not-whole"),
        (100, {"purple": 100}, "attribute-unknown"),
    ],
)
def test_what_does_not_add_up_is_refused(
    beans: object, counts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        cut(beans, **counts)

    assert caught.value.code == code


def test_total_fermented_violet_slaty_and_defects_hold_every_class_once() -> None:
    parts = {"well_fermented", "partly_fermented"}
    whole = [key for figure in FIGURES if figure not in parts for key in FIGURES[figure]]

    assert sorted(whole) == sorted(KEYS)


_COUNTS = st.fixed_dictionaries({key: st.integers(0, 40) for key in KEYS}).filter(
    lambda counts: any(counts.values())
)


@given(_COUNTS)
def test_any_cut_has_percentages_with_an_interval_around_each(counts: dict[str, int]) -> None:
    result = cut(sum(counts.values()), **counts).result

    for figure in FIGURES:
        low, high = map(Decimal, result[f"{figure}_pct_95"].split("-"))
        found = Decimal(result[f"{figure}_pct"])
        assert 0 <= low <= found.quantize(Decimal("0.1")) <= high <= 100


@given(_COUNTS, st.sampled_from(KEYS[2:]))
def test_a_fermented_bean_that_turns_bad_never_improves_a_figure(
    counts: dict[str, int], bad: str
) -> None:
    counts = {**counts, "well_fermented": counts["well_fermented"] + 1}
    worse = {**counts, "well_fermented": counts["well_fermented"] - 1, bad: counts[bad] + 1}
    beans = sum(counts.values())

    before, after = cut(beans, **counts).result, cut(beans, **worse).result

    for figure in ("well_fermented", "total_fermented"):
        assert Decimal(after[f"{figure}_pct"]) <= Decimal(before[f"{figure}_pct"])
    for figure in ("violet", "slaty", "defects"):
        assert Decimal(after[f"{figure}_pct"]) >= Decimal(before[f"{figure}_pct"])
