"""Prices of what came in: read, agreed at the gate or later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from acopio.domain.deductions import share_of
from acopio.domain.entries.gate import Agreed, Price
from acopio.domain.prices import read_amount, read_basis, read_price

if TYPE_CHECKING:
    from acopio.services.gate import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceWords:
    """A price as it is typed."""

    text: str
    """``9.80 PEN/kg``."""
    basis: str | None = None
    """The payable mass unless it is said, or the dry one when that is given."""
    advance: str | None = None
    dry: str | None = None
    """The dry equivalent: ``25.2``, or ``39%`` of the received mass."""


def read_words(desk: Desk, words: PriceWords, received_g: int) -> Agreed:
    """Return what was agreed for a received mass.

    Raises:
        PriceUnreadable, UnknownBasis, PercentUnreadable, MassUnreadable.
    """
    asked = read_price(words.text)
    dry_g = None
    if words.dry:
        share = share_of(words.dry, received_g)
        dry_g = desk.mass(words.dry).g if share is None else share
    return Agreed(
        amount=asked.amount,
        currency=asked.currency,
        per=asked.per,
        basis=read_basis(words.basis or ("dry" if words.dry else "payable")),
        advance=read_amount(words.advance) if words.advance else None,
        dry_g=dry_g or None,
        dry=words.dry,
    )


def in_line(agreed: Agreed | None) -> Price | None:
    """Return the price as a delivery's line holds it; it has no room for a dry mass."""
    if agreed is None or agreed.basis == "dry":
        return None
    return Price(
        amount=agreed.amount,
        currency=agreed.currency,
        per=agreed.per,
        basis=agreed.basis,
        advance=agreed.advance,
    )
