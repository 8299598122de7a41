"""Folding what was handed over to partners."""

from collections.abc import Iterable

from acopio.domain.entries.paper import DataHandedOver
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import HandOver
from acopio.domain.state import State


@folds(DataHandedOver)
def handed_over(_state: State, recorded: Recorded, body: DataHandedOver) -> Iterable[Row]:
    """Who got what; the lot itself does not change."""
    yield HandOver(
        id=body.hand_over,
        organisation=recorded.entry.org,
        lot=body.lot,
        what=body.what,
        scope=body.scope,
        way=body.way,
        digest=body.digest,
        plots=body.plots,
        to_organisation=body.to,
        to_text=body.to_text,
        day=recorded.day,
        expires_on=body.expires_on,
        by_staff=recorded.entry.by[0],
    )
