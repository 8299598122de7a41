"""Exact means of a panel: a fraction until the end, and never a mean of rounded means."""

from collections.abc import Sequence
from fractions import Fraction

from acopio.quality.rounding import half_up


def mean(values: Sequence[Fraction]) -> Fraction:
    """Return the exact mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)


def printed(value: Fraction, places: int = 2) -> str:
    """Return a figure as a result shows it: rounded once, halves up."""
    return str(half_up(value, places))


def mean_working(values: Sequence[Fraction], places: int = 2) -> str:
    """Show a mean so that anybody can repeat it: ``(84.00 + 83.25) / 2 = 83.63``."""
    added = " + ".join(printed(value, places) for value in values)
    return f"({added}) / {len(values)} = {printed(mean(values), places)}"
