"""Checking a printed total against printed means of a cupping panel.

A published lot shows each attribute as the mean of its cuppers, rounded to two decimals, and a
total that was rounded only once, from the exact means. The printed figures therefore rarely add up
to the printed total. Cuppers score in quarter points, so the exact means can be recovered: with n
cuppers they are multiples of 1/(4n).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from acopio.quality.rounding import half_up

# Three cuppers is the rule; the rest are tried because real lots need two and four.
_PANELS = (3, 1, 2, 4, 5, 6)
_PRINTED_ERROR = Fraction(5, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapped:
    """The exact means behind printed ones, and whether they give the printed total."""

    cuppers: int
    """The panel size that explains every printed mean; 0 when none does."""
    attributes: tuple[Fraction, ...]
    defects: Fraction
    recomputed: Decimal
    """The total of the exact means, halves up; of the printed ones when no panel explains them."""
    printed_sum: Decimal
    consistent: bool


def snap(printed: Sequence[Decimal], defects: Decimal, total: Decimal) -> Snapped:
    """Recover the exact means and recompute the total.

    Args:
        printed: the attribute means as printed, two decimals.
        defects: the points subtracted; some sources store them negative.
        total: the total as printed.
    """
    typed = tuple(Fraction(value) for value in printed)
    lost = abs(Fraction(defects))
    cuppers, exact = _explain((*typed, lost))
    *attributes, exact_lost = exact
    recomputed = half_up(sum(attributes, Fraction(0)) - exact_lost, 2)
    return Snapped(
        cuppers=cuppers,
        attributes=tuple(attributes),
        defects=exact_lost,
        recomputed=recomputed,
        printed_sum=half_up(sum(typed, Fraction(0)) - lost, 2),
        consistent=cuppers > 0 and recomputed == total,
    )


def _explain(printed: tuple[Fraction, ...]) -> tuple[int, tuple[Fraction, ...]]:
    for cuppers in _PANELS:
        steps = 4 * cuppers
        exact = tuple(Fraction(floor(value * steps + Fraction(1, 2)), steps) for value in printed)
        near = zip(exact, printed, strict=True)
        if all(abs(mean - value) <= _PRINTED_ERROR for mean, value in near):
            return cuppers, exact
    return 0, printed
