"""What the label of a sack is worth, from the jobs and voids that name it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from acopio.domain.rows.labels import LabelRange, LabelVoid

Worth = Literal["none", "sent", "good", "void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The label of one sack: never printed, sent to paper and not yet looked at, good, or void."""

    worth: Worth = "none"
    printing: int = 0
    """The number of its latest printing that may be out there; 0 when there is none."""
    job: str | None = None
    """What people call the job that it came from, or is expected from."""
    day: str | None = None
    """When it was made void."""
    reason: str | None = None
    """Why it was made void."""


NEVER = Standing()


class Standings:
    """The labels of one lot's sacks: what happened to each, the latest first."""

    def __init__(self, lot: str, ranges: Iterable[LabelRange], voids: Iterable[LabelVoid]) -> None:
        printed = [one for one in ranges if one.what == "sack" and one.subject == lot]
        void = [one for one in voids if one.lot == lot]
        self._acts: Sequence[LabelRange | LabelVoid] = sorted(
            [*printed, *void], key=lambda one: one.act, reverse=True
        )

    def of(self, number: int) -> Standing:
        """Return what the label of a sack is worth."""
        printing = self.printing_out(number)
        for one in self._acts:
            if not one.first <= number <= one.last:
                continue
            if isinstance(one, LabelVoid):
                return Standing(worth="void", printing=printing, day=one.day, reason=one.reason)
            if one.good is None or number < one.first + one.good:
                worth: Worth = "sent" if one.good is None else "good"
                return Standing(worth=worth, printing=printing, job=one.number)
        return Standing(printing=printing) if printing else NEVER

    def printing_out(self, number: int, *, beside: str | None = None) -> int:
        """Return the number of the latest printing that may be out there; 0 when there is none.

        ``beside``: a job whose labels do not count while nobody has said that they came out.
        """
        ranges = (one for one in self._acts if isinstance(one, LabelRange))
        out = (
            one.printing
            for one in ranges
            if one.first <= number < one.first + _most(one, sent=one.job != beside)
        )
        return max(out, default=0)


def _most(one: LabelRange, *, sent: bool) -> int:
    """Return how many labels of a range may be out there, from its first on."""
    if one.good is None and sent:
        return one.last - one.first + 1
    return one.most_good
