from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.moisture import mass_at, yield_ceiling


@pytest.mark.parametrize(
    ("mass_g", "moisture", "reference", "expected"),
    [
        (1_000_000, "9", "7", 978_495),
        (500_000, "12.5", "7.5", 472_973),
        (1_000, "7", "7", 1_000),
        (930, "0", "7", 1_000),
        (93, "50", "7", 50),
        (0, "9", "7", 0),
    ],
)
def test_the_dry_matter_stays_and_the_water_goes(
    mass_g: int, moisture: str, reference: str, expected: int
) -> None:
    assert mass_at(mass_g, Decimal(moisture), Decimal(reference)) == expected


def test_half_a_gram_is_rounded_up() -> None:
    assert mass_at(1, Decimal(50), Decimal(0)) == 1
    assert mass_at(3, Decimal(50), Decimal(0)) == 2


def test_wet_beans_of_60_per_cent_leave_no_more_than_43_per_cent() -> None:
    assert yield_ceiling(Decimal(60), Decimal(7)) == Fraction(40, 93)
    assert yield_ceiling(Fraction(60), Fraction(7)) == Fraction(40, 93)


@pytest.mark.parametrize("moisture", ["-0.1", "100", "1104", "NaN", "sNaN", "Infinity"])
def test_a_moisture_that_cannot_be_is_refused_on_either_side(moisture: str) -> None:
    for pair in ((Decimal(moisture), Decimal(7)), (Decimal(7), Decimal(moisture))):
        with pytest.raises(Refusal) as caught:
            mass_at(1000, *pair)
        assert caught.value.code == "measure-out-of-range"


_PER_CENT = st.decimals(0, "99.9", places=1)


@given(st.integers(0, 10**9), _PER_CENT, _PER_CENT)
def test_a_wetter_mass_is_less_at_the_reference(
    mass_g: int, moisture: Decimal, reference: Decimal
) -> None:
    converted = mass_at(mass_g, moisture, reference)

    assert converted <= mass_g if moisture >= reference else converted >= mass_g


@given(_PER_CENT, _PER_CENT)
def test_there_and_back_is_the_same_dry_matter(one: Decimal, other: Decimal) -> None:
    assert yield_ceiling(one, other) * yield_ceiling(other, one) == 1
