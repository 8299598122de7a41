"""Taking back what an act said: its rows go, and what it moved returns to where it was."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.gate import LotPrice, PadReceipt
from acopio.domain.rows.lots import Batch, BatchNote, Count, DeliveryLine, Flow, Found, Lot, Sack
from acopio.domain.rows.quality import Sample
from acopio.domain.state import Change, Gone, State

Undo = Callable[[State, str], Iterator[Change]]


def undo(state: State, act: str, kind: str) -> Iterator[Change]:
    """Yield the rows of an act as gone, and what they had changed as it was before."""
    yield from _BY_KIND[kind](state, act)
    yield from (Gone(flow) for flow in state.where(Flow, "act", act))


def _made(state: State, act: str) -> Iterator[Change]:
    """Lots that the act made, with what is known of where they came from."""
    for lot in state.where(Lot, "act", act):
        for kind in (DeliveryLine, LotPrice, PadReceipt, Found):
            yield from (Gone(row) for row in state.where(kind, "lot", lot.code))
        yield Gone(lot)


def _parts(state: State, act: str) -> Iterator[Change]:
    """Parts of a split; their sacks are in the whole again."""
    for lot in state.where(Lot, "act", act):
        whole = next(f.lot for f in state.where(Flow, "step", lot.step) if f.way == "in")
        yield from _sacks_back(state, lot, whole)
        yield Gone(lot)


def _sacks_back(state: State, part: Lot, whole: str) -> Iterator[Change]:
    for sack in state.where(Sack, "lot", part.code):
        yield replace(sack, lot=whole)
    if part.packed_g:
        row = state.get(Lot, whole)
        yield replace(row, packed_g=row.packed_g + part.packed_g)


def _nothing(_state: State, _act: str) -> Iterator[Change]:
    """Only flows: what was drawn returns by itself."""
    return iter(())


def _batch(state: State, act: str) -> Iterator[Change]:
    yield from (Gone(batch) for batch in state.where(Batch, "latest", act))


def _open_again(state: State, act: str) -> Iterator[Change]:
    for batch in state.where(Batch, "closed_by", act):
        yield replace(batch, closed_by=None, closed_on=None)


def _notes(state: State, act: str) -> Iterator[Change]:
    yield from (Gone(note) for note in state.where(BatchNote, "act", act))


def _counts(state: State, act: str) -> Iterator[Change]:
    for count in state.where(Count, "act", act):
        lot = state.get(Lot, count.lot)
        yield Gone(count)
        yield replace(lot, counts=lot.counts - 1)


def _sample(state: State, act: str) -> Iterator[Change]:
    yield from (Gone(sample) for sample in state.where(Sample, "latest", act))


def _departure(state: State, act: str) -> Iterator[Change]:
    for dispatch in state.where(Dispatch, "latest", act):
        for line in state.where(DispatchLine, "dispatch", dispatch.id):
            yield replace(state.get(Lot, line.lot), dispatch=None)
            yield Gone(line)
        yield Gone(dispatch)


def _answer(state: State, act: str) -> Iterator[Change]:
    """An answer: the lots are on their way again."""
    yield from _counts(state, act)
    for dispatch in state.where(Dispatch, "latest", act):
        for line in state.where(DispatchLine, "dispatch", dispatch.id):
            yield replace(
                state.get(Lot, line.lot),
                organisation=dispatch.organisation,
                owner=dispatch.organisation,
                place=dispatch.place,
                dispatch=dispatch.id,
            )
            yield replace(line, received_g=None, outcome=None)
        yield replace(dispatch, state="sent", answered_on=None)


_BY_KIND: dict[str, Undo] = {
    "delivery.received": _made,
    "lot.opened": _made,
    "lot.bought": _made,
    "lot.found": _made,
    "lot.blended": _made,
    "lot.split": _parts,
    "lot.counted": _counts,
    "batch.opened": _batch,
    "batch.took": _nothing,
    "batch.noted": _notes,
    "batch.passed": _made,
    "batch.gave": _made,
    "batch.closed": _open_again,
    "sample.drawn": _sample,
    "dispatch.sent": _departure,
    "dispatch.answered": _answer,
    "dispatch.reported": _answer,
}
UNDOABLE = frozenset(_BY_KIND)
