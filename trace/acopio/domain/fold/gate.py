"""Folding deliveries, opening stock and bought-in lots."""

from collections.abc import Iterable

from acopio.domain.entries.gate import DeliveryReceived, Line, LotBought, LotOpened
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.state import State


@folds(DeliveryReceived)
def delivered(_state: State, recorded: Recorded, body: DeliveryReceived) -> Iterable[Row]:
    """Each line makes one lot, with its received mass."""
    for number, line in enumerate(body.lines, start=1):
        yield _lot(recorded, body, line)
        yield _line(recorded, body, line, number)


def _lot(recorded: Recorded, body: DeliveryReceived, line: Line) -> Lot:
    return Lot(
        code=line.lot,
        organisation=recorded.entry.org,
        owner=recorded.entry.org,
        place=body.place,
        product=line.product,
        born="delivery",
        step=body.delivery,
        day=recorded.day,
        made_g=line.received_g,
        left_g=line.received_g,
        how="w",
        claims=line.claims,
        latest=recorded.hash,
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


@folds(LotOpened)
def opened(_state: State, recorded: Recorded, body: LotOpened) -> Iterable[Row]:
    """Opening stock: history before this point is declared, not recorded."""
    yield Lot(
        code=body.lot,
        organisation=recorded.entry.org,
        owner=recorded.entry.org,
        place=body.place,
        product=body.product,
        born="opened",
        step=recorded.entry.id,
        day=recorded.day,
        made_g=body.mass_g,
        left_g=body.mass_g,
        how=body.how,
        claims=body.claims,
        latest=recorded.hash,
        harvest=body.harvest,
        country=body.country,
        process=body.process,
    )
    if body.household is not None:
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
    yield Lot(
        code=body.lot,
        organisation=recorded.entry.org,
        owner=recorded.entry.org,
        place=body.place,
        product=body.product,
        born="bought",
        step=recorded.entry.id,
        day=recorded.day,
        made_g=body.mass_g,
        left_g=body.mass_g,
        how="w",
        claims=body.claims,
        latest=recorded.hash,
        harvest=body.harvest,
    )
