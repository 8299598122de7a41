"""Where a lot has lain, one place after the other: by its counts, not by the days people gave.

A lot changes its place by an answered dispatch, by a return that was written down, or by a later
confirmation that it never was accepted. What is given back of a lot in part is made where the lot
is: outside. An answer is a count of the lot, so a flow lay where the
counts before its segment had brought it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from acopio.domain.balance import Movement, Period, Spot
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Count, Lot
from acopio.domain.rows.reports import Report

RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    """One change of place, at the count of that number or just after it."""

    number: int
    order: int
    to: tuple[str, str]
    """Organisation and place it came to."""
    sent_g: int
    came_g: int
    left_on: str
    came_on: str
    way: Dispatch | None
    """The dispatch it was on the way with; a return is seen only when it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """The places that a lot has lain at, in order, and how it came from one to the next."""

    lot: Lot
    spots: tuple[Spot, ...]
    legs: tuple[_Leg, ...]
    refused: tuple[tuple[int, Dispatch], ...]
    """Grams that went and came back."""
    leaving: Dispatch | None

    @property
    def now(self) -> Spot:
        """Where the lot is."""
        return self.spots[-1] if self.leaving is None else self.way(self.leaving)

    def way(self, dispatch: Dispatch) -> Spot:
        """Return the way of a dispatch: still its sender's."""
        return _spot(self.lot, (dispatch.organisation, dispatch.place), on_the_way=True)

    def at(self, segment: int) -> Spot:
        """Return where the lot lay while it had been weighed so often."""
        return self.spots[sum(1 for leg in self.legs if leg.number <= segment)]

    def lost_on(self, step: str, segment: int) -> Spot:
        """Return where grams were lost: on the way, if a dispatch answered for them."""
        for leg in self.legs:
            if leg.way is not None and (leg.way.id, leg.number - 1) == (step, segment):
                return self.way(leg.way)
        return self.at(segment)

    def travels(self, period: Period) -> Iterator[Movement]:
        """Yield what went on the way and came from it."""
        for leg, source, target in zip(self.legs, self.spots, self.spots[1:], strict=False):
            if leg.way is None:
                yield _move(period, leg.came_on, leg.came_g, source, target)
            else:
                way = self.way(leg.way)
                yield _move(period, leg.left_on, leg.sent_g, source, way)
                yield _move(period, leg.came_on, leg.came_g, way, target)
        for grams, dispatch in self.refused:
            way = self.way(dispatch)
            here = _spot(self.lot, (dispatch.organisation, dispatch.place))
            yield _move(period, dispatch.day, grams, here, way)
            yield _move(period, dispatch.answered_on or dispatch.day, grams, way, here)
        if self.leaving is not None:
            way = self.way(self.leaving)
            yield _move(period, self.leaving.day, self.lot.left_g, self.spots[-1], way)


def _move(period: Period, day: str, grams: int, source: Spot, target: Spot) -> Movement:
    return Movement(when=period.when(day), grams=grams, source=source, target=target)


def _spot(lot: Lot, at: tuple[str, str], *, on_the_way: bool = False) -> Spot:
    return Spot(
        where="way" if on_the_way else "store",
        organisation=at[0],
        place=at[1],
        product=lot.product,
        lot=lot.code,
    )


def trip_of(
    lot: Lot,
    counts: Iterable[Count],
    lines: Iterable[DispatchLine],
    dispatches: Mapping[str, Dispatch],
    returns: Iterable[Report] = (),
) -> Trip:
    """Work out where a lot has been."""
    sent = {line.dispatch: line for line in lines}
    listed = [(one, dispatches[key]) for key, one in sorted(sent.items())]
    ordered = sorted(counts, key=lambda one: one.number)
    legs = sorted(
        [*_arrivals(ordered, listed), *_returns(lot, ordered, listed, returns)],
        key=lambda leg: (leg.number, leg.order),
    )
    spots = [_spot(lot, (_maker(lot, listed, returns), lot.made_at))]
    for index, leg in enumerate(legs):
        spots.append(_spot(lot, (leg.to[0], _place(lot, legs, index))))
    arrived = {leg.way.id for leg in legs if leg.way is not None}
    return Trip(
        lot=lot,
        spots=tuple(spots),
        legs=tuple(legs),
        refused=tuple(_refused(listed, arrived)),
        leaving=dispatches.get(lot.dispatch or ""),
    )


def _maker(lot: Lot, sent: list[tuple[DispatchLine, Dispatch]], returns: Iterable[Report]) -> str:
    """Return in whose hands a lot was made.

    Made at no place of ours, it is a part of what somebody outside had, and gave back.
    """
    back = [one for one in returns if lot.code in {code for code, _grams, _how in one.lots}]
    if back and not lot.made_at:
        return min(back, key=lambda one: one.id).reporter
    return sent[0][1].organisation if sent else lot.organisation


def _arrivals(counts: list[Count], sent: list[tuple[DispatchLine, Dispatch]]) -> Iterator[_Leg]:
    """Yield what was received; only the first count of a dispatch brought the lot along."""
    firsts = {one.step: one for one in reversed(counts)}
    for line, dispatch in sent:
        count = firsts.get(dispatch.id)
        if count is None:
            continue
        came_on = dispatch.answered_on or count.day
        yield _Leg(
            number=count.number,
            order=0,
            to=(dispatch.to_organisation, ""),
            sent_g=count.book_g,
            came_g=count.counted_g,
            left_on=dispatch.day,
            came_on=came_on,
            way=dispatch,
        )
        if line.outcome == "refused":
            # Reported as received, then found never to have been accepted: it lies where it was.
            yield _Leg(
                number=count.number,
                order=1,
                to=(dispatch.organisation, dispatch.place),
                sent_g=count.counted_g,
                came_g=count.counted_g,
                left_on=came_on,
                came_on=came_on,
                way=None,
            )


def _returns(
    lot: Lot,
    counts: list[Count],
    sent: list[tuple[DispatchLine, Dispatch]],
    returns: Iterable[Report],
) -> Iterator[_Leg]:
    """Yield what outside organisations gave back: weighed again, or as it was."""
    by_step = {one.step: one for one in counts}
    for report in sorted(returns, key=lambda one: one.id):
        grams = next((grams for code, grams, _how in report.lots if code == lot.code), None)
        if grams is None:
            continue
        count = by_step.get(report.id)
        before = [by_step[one.id].number for _, one in sent
                  if one.id in by_step and one.id < report.id]  # fmt: skip
        yield _Leg(
            number=count.number if count else max(before, default=0),
            order=2,
            to=(report.organisation, report.place or ""),
            sent_g=count.book_g if count else grams,
            came_g=count.counted_g if count else grams,
            left_on=report.day,
            came_on=report.day,
            way=None,
        )


def _place(lot: Lot, legs: list[_Leg], index: int) -> str:
    """Return where a leg ended: where the lot left from next, or where it is."""
    if legs[index].to[1]:
        return legs[index].to[1]
    later = legs[index + 1] if index + 1 < len(legs) else None
    if later is None:
        return lot.place or ""
    return later.way.place if later.way is not None else ""


def _refused(
    sent: list[tuple[DispatchLine, Dispatch]], arrived: set[str]
) -> Iterator[tuple[int, Dispatch]]:
    """Yield what went and came back: whole lots, or sacks that became a lot of their own."""
    for line, dispatch in sent:
        if line.outcome == "refused" and dispatch.id not in arrived:
            yield line.sent_g, dispatch
        elif line.returned_g:
            yield line.returned_g, dispatch
