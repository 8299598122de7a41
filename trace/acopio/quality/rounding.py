"""Exact fractions to decimal text, halves up.

Built from integers: the ambient ``decimal`` context of the caller's thread cannot change a score.
"""

from decimal import Decimal
from fractions import Fraction


def decimal_text(value: Fraction, places: int) -> str:
    """Return ``value`` with that many decimals, as text; a half moves away from zero."""
    top, bottom = value.numerator, value.denominator
    units = (2 * abs(top) * 10**places + bottom) // (2 * bottom)
    digits = str(units).rjust(places + 1, "0")
    sign = "-" if top < 0 and units else ""
    if not places:
        return sign + digits
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def half_up(value: Fraction, places: int) -> Decimal:
    """Return ``value`` with that many decimals; a half moves away from zero."""
    return Decimal(decimal_text(value, places))


def plain(value: Fraction) -> str:
    """Return a figure as it was typed, without noughts at its end: ``7.25``, ``350``.

    A fraction that has no end as a decimal is cut off after six places, halves up.
    """
    if value.denominator == 1:
        return str(value.numerator)
    return decimal_text(value, 6).rstrip("0").rstrip(".")
