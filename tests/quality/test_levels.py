from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.levels import EU_LIMITS, at_least, at_most, bar_estimate
from acopio.quality.protocols.contaminants import ATTRIBUTES


@pytest.mark.parametrize(
    ("found", "limit", "most", "least"),
    [
        ("0.31", "0.8", True, False),
        ("0.8", "0.80", True, True),
        ("0.81", "0.8", False, True),
        ("<0.05", "0.8", True, False),
        ("<0.8", "0.8", True, False),
        ("<1.0", "0.8", None, None),
        ("< 0.05", "0.8", None, None),
        ("SS", "0.8", None, None),
        ("", "0.8", None, None),
        ("NaN", "0.8", None, None),
        ("-0.1", "0.8", None, None),
        ("0.31", "<0.8", None, None),
        ("0.31", "", None, None),
    ],
)
def test_less_than_a_figure_is_compared_only_where_it_can_be_said(
    found: str, limit: str, most: bool | None, least: bool | None
) -> None:
    assert at_most(found, limit) is most
    assert at_least(found, limit) is least


_HUNDREDTHS = st.integers(0, 99_999).map(lambda n: f"{n // 100}.{n % 100:02d}")


@given(_HUNDREDTHS, _HUNDREDTHS)
def test_a_number_is_at_most_or_at_least_any_limit(found: str, limit: str) -> None:
    assert at_most(found, limit) or at_least(found, limit)


@given(_HUNDREDTHS, _HUNDREDTHS)
def test_what_is_below_a_figure_never_fails_a_limit_that_the_figure_meets(
    found: str, limit: str
) -> None:
    assert at_most(found, limit) is not True or at_most(f"<{found}", limit) is True
    assert at_most(f"<{found}", limit) is not False


def test_the_cadmium_of_a_bar_is_estimated_from_the_share_of_nibs() -> None:
    assert bar_estimate("0.62", Fraction(7, 10)) == "0.434"
    assert bar_estimate("<0.05", Fraction(7, 10)) == "<0.035"
    assert bar_estimate("0.62", Fraction(0)) == "0"


@pytest.mark.parametrize(
    ("found", "nibs", "code"),
    [
        ("n.d.", Fraction(1), "level-unreadable"),
        ("-1", Fraction(1), "level-unreadable"),
        ("0.62", Fraction(70), "measure-out-of-range"),
        ("0.62", Fraction(-1), "measure-out-of-range"),
    ],
)
def test_no_estimate_is_made_of_what_cannot_be(found: str, nibs: Fraction, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        bar_estimate(found, nibs)


def test_every_legal_limit_has_a_source_and_a_line_in_the_laboratory_s_report() -> None:
    units = {one.key: one.unit for one in ATTRIBUTES}

    for limit in EU_LIMITS:
        assert limit.source.standard
        assert limit.product.es != limit.product.en
        assert limit.unit == units[limit.contaminant]
        assert at_most(limit.most, limit.most)


def test_no_legal_limit_of_cadmium_is_on_beans() -> None:
    named = {limit.product.en for limit in EU_LIMITS if limit.contaminant == "cadmium"}

    assert len(named) == 4
    assert not any("bean" in name.lower() for name in named)
