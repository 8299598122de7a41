"""Exact means of a panel: a fraction until the end, and never a mean of rounded means."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from acopio.quality.rounding import decimal_text


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the exact mean of at least one value: added over one denominator, divided once."""
    ratios = [value.as_integer_ratio() for value in values]
    whole = lcm(*[bottom for _top, bottom in ratios])
    added = sum([top * (whole // bottom) for top, bottom in ratios])
    return Fraction(added, whole * len(ratios))


def printed(value: Fraction, places: int = 2) -> str:
    """Return a figure as a result shows it: rounded once, halves up."""
    return decimal_text(value, places)


def mean_working(values: Sequence[Fraction], places: int = 2) -> str:
    """Show a mean so that anybody can repeat it: ``(84.00 + 83.25) / 2 = 83.63``."""
    added = " + ".join(printed(value, places) for value in values)
    return f"({added}) / {len(values)} = {printed(mean(values), places)}"
