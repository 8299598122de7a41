"""What a lot had on each day by the days people gave: a warning, never a refusal.

Balances hold in the order of recording. Something that was written down late can leave a day on
which, by ``occurred_at``, more had been taken out of a lot than was in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.domain.rows.lots import Flow, Lot


@dataclass(frozen=True, slots=True)
class BelowNothing:
    """A day on which a lot would have had less than nothing at its end, in grams."""

    day: str
    grams: int


def days_below_nothing(lot: Lot, flows: Iterable[Flow]) -> list[BelowNothing]:
    """Return the days, in order, at whose end a lot would have had less than nothing.

    Args:
        lot: made on its day with ``made_g``.
        flows: of the lot, from every step; others are left out.
    """
    changes: dict[str, int] = {lot.day: lot.made_g}
    for flow in flows:
        if flow.lot == lot.code and flow.way in {"in", "loss"}:
            changes[flow.day] = changes.get(flow.day, 0) - flow.grams
    had, below = 0, []
    for day in sorted(changes):
        had += changes[day]
        if had < 0:
            below.append(BelowNothing(day, had))
    return below
