"""What rests on an act: then it is corrected, and not taken back."""

from collections.abc import Iterator

from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Certificate, DispatchLine, HandOver
from acopio.domain.rows.labels import LabelRange
from acopio.domain.rows.lots import Batch, Count, Flow, Lot
from acopio.domain.rows.quality import Decision, Hold, Inspection, Reported, Sample
from acopio.domain.rows.reports import Report
from acopio.domain.rules.base import Need
from acopio.domain.rules.named_by import made_by
from acopio.domain.state import State

LOOKED_INTO = frozenset(
    {
        "delivery.received", "lot.opened", "lot.bought", "lot.found", "lot.blended", "lot.split",
        "batch.took", "batch.gave", "batch.passed", "batch.closed", "batch.noted",
    }
)  # fmt: skip
"""Kinds of which every row is looked at; of others, nothing may have been recorded since."""

_SAID_OF_IT: tuple[tuple[type[Row], str], ...] = (
    (Sample, "lot"), (Inspection, "lot"), (Decision, "lot"), (Reported, "lot"), (Hold, "subject"),
    (DispatchLine, "lot"), (LabelRange, "subject"), (Certificate, "lot"), (HandOver, "lot"),
    (Report, "about"),
)  # fmt: skip
"""What names a lot and would be left alone without it: samples, papers, labels on sacks."""


def resting_needs(body: Body) -> Iterator[Need]:
    """Yield the rows that may rest on the lots which an act made."""
    for code in made_by(body):
        for kind, name in _SAID_OF_IT:
            yield kind, name, code


def resting(state: State, body: Body, act: str) -> Iterator[str]:
    """Yield what people call whatever rests on an act; what was taken back rests on nothing."""
    for code in made_by(body):
        lot = state.find(Lot, code)
        if lot is not None and _touched(state, lot, act):
            yield code
    batch = state.find(Batch, getattr(body, "batch", None))
    kind = KIND_OF[type(body)].name
    if batch is None or kind in {"batch.closed", "batch.noted"}:
        return
    gave = kind == "batch.took" and any(
        flow.way == "out" for flow in state.where(Flow, "step", batch.id)
    )
    if gave or batch.closed_by is not None:
        yield batch.vessel or batch.id


def _touched(state: State, lot: Lot, act: str) -> bool:
    """Say whether anything happened to a lot after the act that made it."""
    drawn = any(flow.act != act for flow in state.where(Flow, "lot", lot.code))
    counted = any(count.act != act for count in state.where(Count, "lot", lot.code))
    named = any(state.where(kind, name, lot.code) for kind, name in _SAID_OF_IT)
    return bool(drawn or counted or named or lot.sacks)
