"""Folding deliveries, opening stock and bought-in lots."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries.gate import DeliveryReceived, Line, LotBought, LotOpened
from acopio.domain.fold.gate_papers import papers
from acopio.domain.fold.new_lot import new_lot
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.state import State


@folds(DeliveryReceived)
def delivered(state: State, recorded: Recorded, body: DeliveryReceived) -> Iterable[Row]:
    """Each line makes one lot, with its received mass."""
    for number, line in enumerate(body.lines, start=1):
        yield _lot(recorded, body, line)
        yield _line(recorded, body, line, number)
    yield from papers(state, recorded, body)


def _lot(recorded: Recorded, body: DeliveryReceived, line: Line) -> Lot:
    return new_lot(
        recorded,
        (line.lot, line.received_g, "w"),
        product=line.product,
        place=body.place,
        born="delivery",
        step=body.delivery,
        claims=line.claims,
    )


def _line(recorded: Recorded, body: DeliveryReceived, line: Line, number: int) -> DeliveryLine:
    return DeliveryLine(
        lot=line.lot,
        delivery=body.delivery,
        line=number,
        organisation=recorded.entry.org,
        place=body.place,
        group_id=body.group,
        day=recorded.day,
        product=line.product,
        received_g=line.received_g,
        payable_g=line.payable_g,
        pad=line.pad,
        person=line.person,
        household=line.household,
        plots=line.plots,
        plots_known=line.plots_known,
        harvest_from=line.harvest_from,
        harvest_to=line.harvest_to,
    )


def _stock(recorded: Recorded, body: LotOpened | LotBought, born: str) -> Lot:
    """Return a lot whose earlier history is declared, not recorded."""
    lot = new_lot(
        recorded,
        (body.lot, body.mass_g, body.how),
        product=body.product,
        place=body.place,
        born=born,
        step=recorded.entry.id,
        claims=body.claims,
    )
    return replace(lot, harvest=body.harvest, country=body.country, process=body.process)


@folds(LotOpened)
def opened(_state: State, recorded: Recorded, body: LotOpened) -> Iterable[Row]:
    """Opening stock, of a household where that is known."""
    yield _stock(recorded, body, "opened")
    yield DeliveryLine(
        lot=body.lot,
        delivery=recorded.entry.id,
        line=1,
        organisation=recorded.entry.org,
        place=body.place,
        group_id=None,
        day=recorded.day,
        product=body.product,
        received_g=body.mass_g,
        payable_g=0,
        pad=None,
        person=body.person,
        household=body.household,
        plots=body.plots,
        plots_known="versions" if body.plots else "not-stated",
        harvest_from=None,
        harvest_to=None,
    )


@folds(LotBought)
def bought(_state: State, recorded: Recorded, body: LotBought) -> Iterable[Row]:
    """A lot from an outside organisation."""
    yield _stock(recorded, body, "bought")
