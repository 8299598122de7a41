"""Exact shares by fractions: slow, and plain enough to be believed."""

from collections.abc import Iterable
from fractions import Fraction

Edge = tuple[str, str, str, int]
"""Child lot, step, parent lot, grams of the parent in the step."""


def exact_shares(lot: str, edges: Iterable[Edge]) -> dict[str, Fraction]:
    """Return the share of every origin lot in a lot; they add up to one."""
    step_of: dict[str, str] = {}
    inputs: dict[str, dict[str, int]] = {}
    for child, step, parent, grams in edges:
        step_of[child] = step
        inputs.setdefault(step, {})[parent] = grams
    known: dict[str, dict[str, Fraction]] = {}

    def of(code: str) -> dict[str, Fraction]:
        if code in known:
            return known[code]
        if code not in step_of:
            return {code: Fraction(1)}
        went = inputs[step_of[code]]
        found: dict[str, Fraction] = {}
        for parent, grams in went.items():
            for origin, share in of(parent).items():
                part = share * Fraction(grams, sum(went.values()))
                found[origin] = found.get(origin, Fraction(0)) + part
        known[code] = found
        return found

    return of(lot)
