"""Folding what the gate's papers say: pad receipts, prices, estimates.

A delivery that is corrected is folded again: a price that was agreed after it stays.
"""

from collections.abc import Iterable

from acopio.domain.entries.gate import (
    Agreed,
    DeliveryReceived,
    HarvestEstimated,
    Price,
    PriceAgreed,
)
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.masses import DEFAULT_QUINTAL_G
from acopio.domain.pads import pad_key
from acopio.domain.rows.base import Row
from acopio.domain.rows.gate import Estimate, LotPrice, PadReceipt
from acopio.domain.rows.parties import Organisation
from acopio.domain.state import State


def papers(state: State, recorded: Recorded, body: DeliveryReceived) -> Iterable[Row]:
    """Return what a ticket says beside its lots: sheets of the pad, prices."""
    sheets: set[str] = set()
    for line in body.lines:
        known = state.find(LotPrice, line.lot)
        if line.price and not (known and known.later):
            yield _price(state, recorded, line.lot, line.price, later=False)
        key = pad_key(line.pad) if line.pad else None
        if key and key not in sheets:
            sheets.add(key)
            yield PadReceipt(
                organisation=recorded.entry.org,
                pad=key,
                delivery=body.delivery,
                lot=line.lot,
                day=recorded.day,
            )


def _price(
    state: State, recorded: Recorded, lot: str, price: Price | Agreed | None, *, later: bool
) -> LotPrice:
    """Return the price row of a lot; an erased price leaves nothing but the day."""
    organisation = state.find(Organisation, recorded.entry.org)
    agreed = price if isinstance(price, Agreed) else None
    return LotPrice(
        lot=lot,
        organisation=recorded.entry.org,
        day=recorded.day,
        later=later,
        amount=price.amount if price else None,
        currency=price.currency if price else None,
        per=price.per if price else None,
        basis=price.basis if price else None,
        advance=price.advance if price else None,
        quintal_g=organisation.quintal_g if organisation else DEFAULT_QUINTAL_G,
        dry_g=agreed.dry_g if agreed else None,
        dry=agreed.dry if agreed else None,
    )


@folds(PriceAgreed)
def price_agreed(state: State, recorded: Recorded, body: PriceAgreed) -> Iterable[Row]:
    """The latest price counts; nothing of the lot itself changes."""
    yield _price(state, recorded, body.lot, body.price, later=True)


@folds(HarvestEstimated)
def estimated(_state: State, recorded: Recorded, body: HarvestEstimated) -> Iterable[Row]:
    """Estimates stand side by side; who reads takes the latest."""
    yield Estimate(
        id=recorded.entry.id,
        organisation=recorded.entry.org,
        household=body.household,
        person=body.person,
        product=body.product,
        season=body.season,
        begins=body.valid_from,
        ends=body.valid_to,
        grams=body.mass_g,
        day=recorded.day,
    )
