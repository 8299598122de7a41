"""Vessels and what stands in them: which batch is open, and what passed into it unweighed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select

from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rows.parties import Place
from acopio.storage.engine import is_sqlite
from acopio.storage.projections import fetch, rows_where
from acopio.storage.tables import TABLE_OF
from acopio.storage.types import storable

_PLACE, _BATCH, _FLOW, _LOT = (TABLE_OF[kind] for kind in (Place, Batch, Flow, Lot))
# Nothing of the place changes, so those who only name it do not wait.
_LOCK = (
    select(_PLACE.c.id)
    .where(_PLACE.c.id.in_(bindparam("places", expanding=True)))
    .order_by(_PLACE.c.id)
    .with_for_update(key_share=True)
)
_OPEN = select(_BATCH).where(
    _BATCH.c.place.in_(bindparam("places", expanding=True)),
    _BATCH.c.vessel.in_(bindparam("names", expanding=True)),
    _BATCH.c.state != "closed",
)
_UNWEIGHED = (
    select(_LOT)
    .distinct()
    .join(_FLOW, _FLOW.c.lot == _LOT.c.code)
    .where(
        _FLOW.c.step.in_(bindparam("steps", expanding=True)),
        _FLOW.c.way == "in",
        _LOT.c.born == "passed",
    )
)


def lock_places(connection: Connection, vessels: Iterable[tuple[str, str]]) -> None:
    """Let those who open vessels (place, name) at the same places come one after the other.

    A row that is not there yet cannot be locked; the place can. What is open is read afterwards.
    """
    places = sorted({place for place, _ in vessels if storable(place)})
    if places and not is_sqlite(connection):  # whose writer holds the whole file already
        connection.execute(_LOCK, {"places": places})


def in_vessels(connection: Connection, vessels: Iterable[tuple[str, str]]) -> Sequence[Row]:
    """Return the batches that are not closed in some vessels."""
    asked = [pair for pair in vessels if all(map(storable, pair))]
    if not asked:
        return []
    places, names = sorted({place for place, _ in asked}), sorted({name for _, name in asked})
    return fetch(connection, Batch, _OPEN, {"places": places, "names": names})


def unweighed_before(connection: Connection, batches: Iterable[str]) -> list[Row]:
    """Return what came out of batches, and the chain of those that passed into them unweighed.

    Not locked: while the batches are, only a correction could change it, and it needs them too.
    """
    found: list[Row] = []
    seen: set[str] = set()
    steps = {one for one in batches if storable(one)}
    found += rows_where(connection, Lot, "step", steps)
    while steps:
        seen |= steps
        lots = fetch(connection, Lot, _UNWEIGHED, {"steps": sorted(steps)})
        flows = rows_where(connection, Flow, "lot", [lot.code for lot in lots])
        before = rows_where(connection, Batch, "id", {lot.step for lot in lots} - seen)
        found += [*lots, *flows, *before]
        steps = {batch.id for batch in before}
    return found
