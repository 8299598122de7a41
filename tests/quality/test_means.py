from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.quality.forms import KEYS, PER_CUP, cup

from acopio.quality.means import snap


def _decimals(*printed: str) -> list[Decimal]:
    return [Decimal(value) for value in printed]


def test_printed_thirds_are_recovered_and_give_the_printed_total() -> None:
    printed = _decimals("7.67", "7.67", "7.67", "7.67", *["7.75"] * 3, "10", "10", "10")

    snapped = snap(printed, Decimal(0), Decimal("83.92"))

    assert snapped.cuppers == 3
    assert snapped.attributes[0] == Fraction(23, 3)
    assert snapped.recomputed == Decimal("83.92")
    assert snapped.printed_sum == Decimal("83.93")
    assert snapped.consistent


def test_four_cuppers_are_seen_by_their_sixteenths() -> None:
    printed = _decimals("7.81", "7.69", *["7.5"] * 5, "10", "10", "10")

    snapped = snap(printed, Decimal(0), Decimal("83.00"))

    assert snapped.cuppers == 4
    assert snapped.consistent


@pytest.mark.parametrize("defects", ["1.33", "-1.33"])
def test_defects_are_subtracted_whichever_sign_they_are_stored_with(defects: str) -> None:
    snapped = snap(_decimals(*["8"] * 10), Decimal(defects), Decimal("78.67"))

    assert snapped.defects == Fraction(4, 3)
    assert snapped.consistent


def test_a_total_that_is_off_by_a_quarter_point_of_one_cupper_is_not_consistent() -> None:
    snapped = snap(_decimals(*["8"] * 10), Decimal(0), Decimal("80.08"))

    assert snapped.recomputed == Decimal("80.00")
    assert not snapped.consistent


def test_means_that_no_panel_can_give_are_not_consistent() -> None:
    snapped = snap(_decimals("7.77", *["8"] * 9), Decimal(0), Decimal("79.77"))

    assert snapped.cuppers == 0
    assert snapped.recomputed == Decimal("79.77")
    assert not snapped.consistent


def _quarters(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: f"{n // 4}.{n % 4 * 25:02d}")


def _form(taint: int, scores: dict[str, str]) -> dict[str, Any]:
    return {"scores": scores, "taint_cups": taint, "fault_cups": 0}


_FORMS = st.builds(
    _form,
    st.integers(0, 5),
    st.fixed_dictionaries(
        {key: st.sampled_from(["8", "10"]) if key in PER_CUP else _quarters(24, 40) for key in KEYS}
    ),
)


@given(st.lists(_FORMS, min_size=3, max_size=3))
def test_what_a_panel_of_three_prints_leads_back_to_its_total(forms: list[dict[str, Any]]) -> None:
    result = cup(*forms).result

    snapped = snap(
        [Decimal(result[key]) for key in KEYS],
        Decimal(result["defects"]),
        Decimal(result["total"]),
    )

    assert snapped.cuppers == 3
    assert snapped.consistent


@given(
    st.lists(st.decimals(-20, 20, places=2), min_size=1, max_size=12), st.decimals(0, 9, places=2)
)
def test_any_printed_numbers_can_be_checked(printed: list[Decimal], defects: Decimal) -> None:
    snapped = snap(printed, defects, Decimal(80))

    assert len(snapped.attributes) == len(printed)
    assert 0 <= snapped.cuppers <= 6
