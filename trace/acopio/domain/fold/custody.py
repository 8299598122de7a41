"""Folding dispatches and what was answered or reported about them."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import custody as kinds
from acopio.domain.fold.counting import Counted, counted
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import MOVED, Lot
from acopio.domain.state import State


@folds(kinds.DispatchSent)
def sent(state: State, recorded: Recorded, body: kinds.DispatchSent) -> Iterable[Row]:
    """Whole lots are on their way: in nobody's store until they are answered."""
    yield Dispatch(
        id=body.dispatch,
        organisation=recorded.entry.org,
        number=body.number,
        purpose=body.purpose,
        to_organisation=body.to,
        place=body.place,
        to_place=body.to_place,
        vehicle=body.vehicle,
        seal=body.seal,
        day=recorded.day,
        state="sent",
        answered_on=None,
        latest=recorded.hash,
        act=recorded.hash,
    )
    for code, grams, _how in body.lots:
        yield DispatchLine(
            dispatch=body.dispatch, lot=code, sent_g=grams, received_g=None, outcome=None
        )
        lot = state.get(Lot, code)
        yield replace(lot, dispatch=body.dispatch, latest=recorded.hash)


@folds(kinds.DispatchAnswered)
def answered(state: State, recorded: Recorded, body: kinds.DispatchAnswered) -> Iterable[Row]:
    """One of ours received: what was accepted is now in its hands and place."""
    dispatch = state.get(Dispatch, body.dispatch)
    for answer in body.answers:
        yield from _outcome(state, recorded, dispatch, answer, recorded.entry.org, body.place)
    yield replace(dispatch, state="received", answered_on=recorded.day, latest=recorded.hash)


@folds(kinds.DispatchReported)
def reported(state: State, recorded: Recorded, body: kinds.DispatchReported) -> Iterable[Row]:
    """An outside receiver is said to have received: the lots leave our store."""
    dispatch = state.get(Dispatch, body.dispatch)
    for answer in body.answers:
        yield from _outcome(state, recorded, dispatch, answer, body.reporter, None)
    yield replace(dispatch, state="reported", answered_on=recorded.day, latest=recorded.hash)


def _outcome(
    state: State,
    recorded: Recorded,
    dispatch: Dispatch,
    answer: kinds.Answer,
    receiver: str,
    place: str | None,
) -> Iterable[Row]:
    """Yield what became of one lot; refused sacks were split off before, into ``returned``."""
    line = state.get(DispatchLine, (dispatch.id, answer.lot))
    lot = state.get(Lot, answer.lot)
    back = state.find(Lot, answer.returned) if answer.returned else None
    yield replace(
        line,
        received_g=answer.received_g,
        outcome=answer.outcome,
        returned=answer.returned,
        returned_g=back.made_g if back else 0,
    )
    if back is not None:
        yield replace(back, latest=recorded.hash)
    if answer.outcome == "refused":
        yield replace(lot, dispatch=None, latest=recorded.hash)
        return
    grams, cause = answer.received_g, "short" if answer.received_g < lot.left_g else "over"
    if answer.outcome == "as-sent" and receiver == dispatch.organisation:
        grams, cause = lot.left_g, MOVED  # nobody weighed it: it has what it had
    yield from counted(
        state,
        recorded,
        replace(lot, organisation=receiver, owner=receiver, place=place, dispatch=None),
        Counted(grams, dispatch.id, cause),
    )
