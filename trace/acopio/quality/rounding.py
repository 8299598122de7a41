"""Exact fractions to decimal text, halves up.

Built from integers: the ambient ``decimal`` context of the caller's thread cannot change a score.
"""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """Return ``value`` with that many decimals; a half moves away from zero."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = int(value < 0 and units > 0)
    return Decimal((sign, tuple(int(digit) for digit in str(units)), -places))


def plain(value: Fraction) -> str:
    """Return a figure as it was typed, without noughts at its end: ``7.25``, ``350``.

    A fraction that has no end as a decimal is cut off after six places, halves up.
    """
    text = str(half_up(value, 6))
    return text.rstrip("0").rstrip(".")
