"""Folding what outside organisations said, the keys vouched for, and what they confirmed."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import custody as kinds
from acopio.domain.entries.envelope import read_entry
from acopio.domain.entries.lots import DocumentAttached
from acopio.domain.entries.opening import KeyVouched
from acopio.domain.fold.counting import Counted, counted
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.reports import Confirmation, Report, VouchedKey
from acopio.domain.state import State
from acopio.ledger.b64 import url_encode
from acopio.ledger.merkle import leaf_hash

RETURNED = "returned"
"""The one report that moves beans: an outside buyer gave them back."""


@folds(kinds.ReportRecorded)
def recorded_report(state: State, recorded: Recorded, body: kinds.ReportRecorded) -> Iterable[Row]:
    """Words move nothing, but they are part of the history of what they are about."""
    yield Report(
        id=body.report,
        number=body.number,
        organisation=recorded.entry.org,
        reporter=body.reporter,
        about=body.about,
        what=body.what,
        lots=body.lots,
        place=body.place,
        cites=body.cites,
        day=recorded.day,
        act=recorded.hash,
        text=body.text,
    )
    if body.what == RETURNED:
        for code, grams, _how in body.lots:
            yield from _back(state, recorded, (code, grams), body)
        return
    lot = state.find(Lot, body.about)
    if lot is not None:
        yield replace(lot, latest=recorded.hash)
    dispatch = state.find(Dispatch, body.about)
    if dispatch is not None:
        yield replace(dispatch, latest=recorded.hash)


def _back(
    state: State, recorded: Recorded, weighed: tuple[str, int], body: kinds.ReportRecorded
) -> Iterable[Row]:
    """Yield a lot that is ours again, weighed as it came back."""
    code, grams = weighed
    lot, ours = state.get(Lot, code), recorded.entry.org
    here = replace(
        lot, organisation=ours, owner=ours, place=body.place, dispatch=None, latest=recorded.hash
    )
    if grams == lot.left_g:
        yield here
        return
    cause = "short" if grams < lot.left_g else "over"
    yield from counted(state, recorded, here, Counted(grams, body.report, cause))


@folds(kinds.ReportConfirmed)
def confirmed(state: State, recorded: Recorded, body: kinds.ReportConfirmed) -> Iterable[Row]:
    """The receiver's own figures count from here on; what was reported stays beside them."""
    dispatch = state.get(Dispatch, body.report)
    said = masses_of(body.entry)
    for line in state.where(DispatchLine, "dispatch", dispatch.id):
        yield from _settled(state, recorded, dispatch, line, said.get(line.lot, 0))
    yield replace(
        dispatch,
        state="confirmed",
        answered_on=dispatch.answered_on or recorded.day,
        latest=recorded.hash,
    )
    yield Confirmation(
        dispatch=dispatch.id,
        organisation=dispatch.organisation,
        receiver=dispatch.to_organisation,
        origin=body.origin,
        entry=url_encode(leaf_hash(body.entry.encode("utf-8"))),
        vkey=body.vkey,
        day=recorded.day,
        act=recorded.hash,
    )


def masses_of(leaf: str) -> dict[str, int]:
    """Return the grams of each lot that an entry of another log names as received."""
    listed = read_entry(leaf.encode("utf-8")).body.get("lots", ())
    return {str(code): int(grams) for code, grams, _how in listed}


def _settled(
    state: State, recorded: Recorded, dispatch: Dispatch, line: DispatchLine, grams: int
) -> Iterable[Row]:
    lot = state.get(Lot, line.lot)
    expected = line.sent_g - line.returned_g if line.received_g is None else line.received_g
    outcome = _outcome(line.sent_g - line.returned_g, grams)
    yield replace(line, received_g=grams, outcome=outcome, reported_g=line.received_g)
    receiver = dispatch.to_organisation
    if lot.organisation not in {receiver, dispatch.organisation}:
        return
    if grams == 0:
        yield replace(
            lot,
            organisation=dispatch.organisation,
            owner=dispatch.organisation,
            place=dispatch.place,
            dispatch=None,
            latest=recorded.hash,
        )
        return
    if lot.dispatch is None and lot.organisation != receiver:
        # It came back since: what lies here was weighed here.
        yield replace(lot, latest=recorded.hash)
        return
    left_g = max(lot.left_g + grams - expected, 0)
    yield from counted(
        state,
        recorded,
        replace(lot, organisation=receiver, owner=receiver, place=None, dispatch=None),
        Counted(left_g, dispatch.id, "short" if left_g < lot.left_g else "over"),
    )


def _outcome(sent_g: int, grams: int) -> str:
    if grams == 0:
        return "refused"
    if grams == sent_g:
        return "as-sent"
    return "short" if grams < sent_g else "over"


@folds(KeyVouched)
def vouched(_state: State, recorded: Recorded, body: KeyVouched) -> Iterable[Row]:
    """A key that a person vouches for."""
    yield VouchedKey(
        organisation=recorded.entry.org,
        vkey=body.vkey,
        owner=body.organisation,
        origin=body.origin,
        valid_from=body.valid_from,
        day=recorded.day,
        act=recorded.hash,
        how=body.how,
    )


@folds(DocumentAttached)
def attached(_state: State, _recorded: Recorded, _body: DocumentAttached) -> Iterable[Row]:
    """The papers themselves are folded for every kind of entry."""
    return ()
