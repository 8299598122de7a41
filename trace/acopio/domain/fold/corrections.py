"""Folding corrections and withdrawals: the facts of an act change, and what follows is restated."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from msgspec.structs import replace as with_changes

from acopio.domain.entries import batches, corrections, custody, gate, lots, quality
from acopio.domain.entries.envelope import carried
from acopio.domain.entries.fields import Body
from acopio.domain.fold.graph import Node, downstream
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import FOLDS, folds
from acopio.domain.fold.restating import restate
from acopio.domain.fold.undoing import undo
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Certificate, Correction, Dispatch
from acopio.domain.rows.gate import PadReceipt
from acopio.domain.rows.lots import Batch, Count, DeliveryLine, Flow, Lot
from acopio.domain.rows.quality import Sample
from acopio.domain.state import Change, Gone, Key, State
from acopio.domain.times import day_of

ANEW: tuple[type[Body], ...] = (
    gate.DeliveryReceived, gate.LotOpened, gate.LotBought, lots.LotFound, lots.LotBlended,
    batches.BatchOpened, batches.BatchTook, batches.BatchGave, quality.SampleDrawn,
)  # fmt: skip
"""Kinds that are folded again as if the new body had stood there from the start."""

IN_PLACE: tuple[type[Body], ...] = (
    lots.LotCounted, lots.LotSplit, custody.DispatchSent, custody.DispatchAnswered,
    custody.DispatchReported,
)  # fmt: skip
"""Kinds of which single facts are changed where they stand."""

_LIVED: dict[type[Row], tuple[str, ...]] = {
    Lot: (
        "organisation", "owner", "said_g", "left_g", "counts", "certified", "rejected",
        "dispatch", "sacks", "packed_g", "latest",
    ),
    Batch: (
        "source", "state", "closed_on", "closed_by", "taken_g", "given_g", "weighed_g",
        "loss_g", "claims", "latest",
    ),
    Sample: (
        "latest", "sent_to", "sent_on", "courier", "answer", "answered_on", "returned_g",
    ),
}  # fmt: skip
"""What a row has lived through since its act, and keeps."""


@dataclass(slots=True)
class _Changing:
    """A state that is being changed, and what stood there before."""

    state: State
    before: dict[Key, Row | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def take(self, changes: Iterable[Change]) -> None:
        """Take changes in, one after the other."""
        for change in changes:
            row = change.row if isinstance(change, Gone) else change
            key = (type(row), row.key())
            self.before.setdefault(key, self.state.find(type(row), row.key()))
            self.state.put([change])
            self.changes.append(change)

    def restate(self, nodes: Iterable[Node]) -> None:
        """Take in what follows for these lots and steps."""
        listed = list(nodes)
        for node in listed:
            self._remember(node)
        self.changes += restate(self.state, listed)

    def _remember(self, node: Node) -> None:
        rows: list[Row | None]
        if node.is_lot:
            rows = [self.state.find(Lot, node.id), *self.state.where(Flow, "lot", node.id)]
        else:
            rows = [self.state.find(Batch, node.id)]
        for row in rows:
            if row is not None:
                self.before.setdefault((type(row), row.key()), row)

    def differing(self) -> list[Node]:
        """Return the lots and steps of which something is not as it was."""
        found: dict[Node, None] = {}
        for (kind, key), old in self.before.items():
            new = self.state.find(kind, key)
            if new != old:
                found.update(dict.fromkeys(_nodes(old or new)))
        return list(found)


def _nodes(row: Row | None) -> list[Node]:
    """Return the lot or step that a row is about."""
    if isinstance(row, Flow):
        step = [Node(row.step, False)] if row.way != "loss" or not row.lot else []
        return ([Node(row.lot, True)] if row.lot else []) + step
    if isinstance(row, Lot):
        return [Node(row.code, True)]
    if isinstance(row, DeliveryLine | Count):
        return [Node(row.lot, True)]
    return [Node(row.id, False)] if isinstance(row, Batch) else []


@folds(corrections.EntryCorrected)
def corrected(
    state: State, recorded: Recorded, body: corrections.EntryCorrected
) -> Iterable[Change]:
    """The corrected fact stands where the wrong one stood."""
    act, new = body.entries[-1], carried(body)
    changing = _Changing(state)
    if isinstance(new, IN_PLACE):
        changing.take(_in_place(state, recorded, act, new))
    else:
        _fold_again(changing, recorded, act, new)
    _follow(changing, recorded)
    changing.take([_correction(recorded, act, body.kind, body.reason, undone=False)])
    return changing.changes


@folds(corrections.EntryUndone)
def undone(state: State, recorded: Recorded, body: corrections.EntryUndone) -> Iterable[Change]:
    """What nothing cites yet is taken back, as if it had not been said."""
    act = body.entries[-1]
    changing = _Changing(state)
    drawn = _drawn(state, act)
    changing.take(undo(state, act, body.kind))
    changing.restate(drawn)
    _follow(changing, recorded)
    changing.take([_correction(recorded, act, body.kind, body.reason, undone=True)])
    return changing.changes


def _drawn(state: State, act: str) -> list[Node]:
    flows = [flow for flow in state.where(Flow, "act", act) if flow.lot and flow.way != "out"]
    return [Node(code, True) for code in dict.fromkeys(flow.lot for flow in flows)]


def _in_place(state: State, recorded: Recorded, act: str, new: Body) -> Iterable[Change]:
    """Return the rows of single facts as they now stand."""
    if isinstance(new, lots.LotCounted):
        said = {new.lot: (new.counted_g, new.cause, new.reason)}
        return _counts(state, recorded, act, said)
    if isinstance(new, custody.DispatchAnswered | custody.DispatchReported):
        return _counts(
            state, recorded, act, {one.lot: (one.received_g, "", new.reason) for one in new.answers}
        )
    if isinstance(new, lots.LotSplit):
        return _parts(state, act, new)
    return _departure(state, new) if isinstance(new, custody.DispatchSent) else ()


def _counts(
    state: State, recorded: Recorded, act: str, said: dict[str, tuple[int, str, str | None]]
) -> Iterator[Change]:
    """Yield counts with what the scale did say."""
    for count in state.where(Count, "act", act):
        if count.lot in said:
            grams, cause, reason = said[count.lot]
            yield replace(
                count,
                counted_g=grams,
                cause=cause or count.cause,
                reason=reason,
                day=recorded.day,
            )


def _departure(state: State, new: custody.DispatchSent) -> Iterator[Change]:
    """Yield a departure with what is said of it; its lots stay as they left."""
    yield replace(
        state.get(Dispatch, new.dispatch),
        purpose=new.purpose,
        to_organisation=new.to,
        to_place=new.to_place,
        vehicle=new.vehicle,
        seal=new.seal,
    )


def _parts(state: State, act: str, new: lots.LotSplit) -> Iterator[Change]:
    """Yield the parts of a split with their corrected masses; sacks stay where they are."""
    step = ""
    for code, grams, _how in new.parts:
        lot = state.get(Lot, code)
        step = lot.step
        yield replace(lot, made_g=grams)
        yield replace(state.get(Flow, (step, "out", code, act)), grams=grams, said_g=grams)
    went = state.get(Flow, (step, "in", new.lot, act))
    total = sum(grams for _, grams, _ in new.parts)
    yield replace(went, grams=total, said_g=total)


def _fold_again(changing: _Changing, recorded: Recorded, act: str, new: Body) -> None:
    """Withdraw what the act said, and fold the new body in its place."""
    state = changing.state
    drawn = _drawn(state, act)
    withdrawn = {flow.key(): flow for flow in state.where(Flow, "act", act)}
    changing.take(Gone(flow) for flow in withdrawn.values())
    changing.restate(drawn)
    for line in getattr(new, "lines", ()):
        changing.take(Gone(sheet) for sheet in state.where(PadReceipt, "lot", line.lot))
    entry = with_changes(recorded.entry, id=_first_id(state, act), docs=())
    again = Recorded(entry=entry, hash=act, body=new, zone=recorded.zone)
    for change in list(FOLDS[type(new)](state, again, new)):
        changing.take([_merged(state, change, withdrawn)])
    changing.restate([*drawn, *_drawn(state, act)])


def _first_id(state: State, act: str) -> str:
    """Return the id of the entry that an act began with: stock and blends are named after it."""
    made = state.where(Lot, "act", act)
    return made[0].step if made else ""


def _merged(state: State, change: Change, withdrawn: dict[Any, Flow]) -> Change:
    """Return a row as corrected, with what it has lived through since."""
    if isinstance(change, Gone):
        return change
    old = state.find(type(change), change.key())
    if isinstance(change, Flow) and change.key() in withdrawn:
        return replace(change, segment=withdrawn[change.key()].segment)
    if old is None or type(change) not in _LIVED:
        return change
    kept: dict[str, Any] = {name: getattr(old, name) for name in _LIVED[type(change)]}
    if isinstance(old, Lot) and old.place != old.made_at:
        kept["place"] = old.place  # it was moved since: it lies where it lies
    return replace(change, **kept)


def _follow(changing: _Changing, recorded: Recorded) -> None:
    """Restate everything after what is not as it was, and mark it as changed by this entry."""
    state = changing.state
    nodes = downstream(state, changing.differing())
    changing.restate(nodes)
    today = day_of(recorded.entry.recorded_at, recorded.zone)
    for node in nodes:
        lot = state.find(Lot, node.id) if node.is_lot else None
        batch = None if node.is_lot else state.find(Batch, node.id)
        if lot is not None:
            changing.take([replace(lot, latest=recorded.hash)])
            for paper in state.where(Certificate, "lot", lot.code):
                changing.take([replace(paper, corrected_on=today, latest=recorded.hash)])
        if batch is not None:
            changing.take([replace(batch, latest=recorded.hash)])


def _correction(
    recorded: Recorded, act: str, kind: str, reason: str | None, *, undone: bool
) -> Correction:
    return Correction(
        act=act,
        entry=recorded.hash,
        kind=kind,
        organisation=recorded.entry.org,
        day=day_of(recorded.entry.recorded_at, recorded.zone),
        by_staff=recorded.entry.by[0],
        undone=undone,
        reason=reason,
    )
