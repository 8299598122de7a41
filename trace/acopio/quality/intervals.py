"""How sure a share of counted beans is: the Wilson interval, in whole-number arithmetic."""

from fractions import Fraction
from functools import lru_cache
from math import isqrt

from acopio.quality.rounding import half_up

_Z_95 = Fraction(196, 100)
_ROOT_DIGITS = 10**12


@lru_cache(maxsize=4096)
def wilson_95(found: int, counted: int) -> tuple[Fraction, Fraction]:
    """Return the 95 % interval of a share (Wilson 1927).

    (k + z²/2 ± z·√(k(n-k)/n + z²/4)) / (n + z²)
    """
    squared = _Z_95 * _Z_95
    middle = found + squared / 2
    half = _Z_95 * _root(Fraction(found * (counted - found), counted) + squared / 4)
    return (middle - half) / (counted + squared), (middle + half) / (counted + squared)


def interval_of(per_cent: str, counted: int) -> str:
    """Return the 95 % interval of a printed share of so many, ``75.6-89.9``; nothing of no share.

    The count behind a share of at most a thousand is found again from its two decimals.
    """
    if not 0 < counted <= 1000 or not per_cent:
        return ""
    found = int(half_up(Fraction(per_cent) * counted / 100, 0))
    low, high = wilson_95(found, counted)
    return f"{half_up(100 * low, 1)}-{half_up(100 * high, 1)}"


def spans(interval: str, limit: str) -> bool:
    """Say whether a limit lies inside a printed interval, ``1.6-5.6``: a reason to test again."""
    low, _dash, high = interval.partition("-")
    return Fraction(low) <= Fraction(limit) <= Fraction(high)


def _root(value: Fraction) -> Fraction:
    digits = isqrt(value.numerator * value.denominator * _ROOT_DIGITS**2)
    return Fraction(digits, value.denominator * _ROOT_DIGITS)
