"""Loading what commands rest on: their rows, what came after and before them, holds, farms."""

from collections.abc import Sequence

from sqlalchemy import Connection

from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.lots import Batch, Count, DeliveryLine, Flow, Found, Lot, Sack
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.base import OWN, SINGLE_FARM, Command
from acopio.domain.state import State
from acopio.storage.lineage import descendants, farms, open_holds
from acopio.storage.projections import LOCKED, rows_where
from acopio.storage.tables import TABLE_OF
from acopio.storage.vessels import in_vessels, lock_places, unweighed_before


def load_for(connection: Connection, organisation: str, commands: Sequence[Command]) -> State:
    """Load everything that an organisation's commands rest on; what they may change is locked."""
    state = State()
    vessels = {vessel for command in commands for vessel in command.vessels()}
    lock_places(connection, vessels)
    _rows(connection, state, organisation, commands)
    state.load(in_vessels(connection, vessels))
    if passing := {batch for command in commands for batch in command.upstream()}:
        state.load(unweighed_before(connection, passing))
    if descending := {one for command in commands for one in command.descends()}:
        _descendants(connection, state, descending)
    ancestry = {lot for command in commands for lot in command.ancestry()}
    state.holds = open_holds(connection, ancestry)
    single = [lot.code for lot in state.all(Lot) if SINGLE_FARM in lot.claims]
    single += [one.id for one in state.all(Batch) if SINGLE_FARM in (one.claims or ())]
    state.farms = farms(connection, single)
    return state


def _rows(
    connection: Connection, state: State, organisation: str, commands: Sequence[Command]
) -> None:
    """Load the rows that commands name: one query for each table and field.

    What is locked is read first: whoever had to wait for it then sees what the other one wrote.
    """
    wanted: dict[tuple[type[Row], str], set[object]] = {(Organisation, "id"): {organisation}}
    for command in commands:
        for kind, name, value in command.needs():
            own = organisation if value is OWN else value
            wanted.setdefault((kind, name), set()).add(own)
    for (kind, name), values in sorted(wanted.items(), key=_locked_first):
        state.load(rows_where(connection, kind, name, values, lock=True))


def _locked_first(wanted: tuple[tuple[type[Row], str], set[object]]) -> tuple[bool, str]:
    (kind, _name), _values = wanted
    return TABLE_OF[kind].name not in LOCKED, str(wanted[0])


def _descendants(connection: Connection, state: State, named: set[str]) -> None:
    """Load lots and batches with everything that was made from them, and what joined them.

    Lots are locked before what came of them is asked for again: nobody draws on them since.
    """
    found: set[str] = set()
    while (codes := set(descendants(connection, named))) > found:
        state.load(rows_where(connection, Lot, "code", codes - found, lock=True))
        found = codes
    flows = rows_where(connection, Flow, "lot", found)
    steps = {flow.step for flow in flows} | named
    flows += rows_where(connection, Flow, "step", steps)
    state.load(flows)
    joined = {flow.lot for flow in flows if flow.lot} - found
    state.load(rows_where(connection, Lot, "code", joined))
    state.load(rows_where(connection, Batch, "id", steps, lock=True))
    state.load(unweighed_before(connection, steps))
    for kind in (Count, DeliveryLine, Found, Sack, Certificate):
        state.load(rows_where(connection, kind, "lot", found, lock=True))
