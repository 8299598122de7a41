"""Entries about beans that come in: deliveries, opening stock, bought-in lots."""

from typing import Literal

from acopio.domain.entries.fields import (
    Body,
    Count,
    Day,
    Grams,
    How,
    Id,
    LotCode,
    Name,
    Piece,
    Private,
    Text,
    Weight,
    ZeroGrams,
)

PlotsKnown = Literal["versions", "crop", "not-stated"]
"""Which plots: these versions, all of the household's with this crop, or not stated."""


class Price(Piece, frozen=True, kw_only=True):
    """What is paid for a line."""

    amount: Name
    currency: Name
    per: Name
    basis: Name
    """``payable`` or ``received``: which mass it is for."""
    advance: Name | None = None


class Line(Piece, frozen=True, kw_only=True):
    """One line of a ticket; it makes one lot.

    ``received_g`` = gross − tare − handed back, and is the only mass that enters a balance;
    ``payable_g`` is what the deductions leave, for receipt and payment.
    """

    lot: LotCode
    product: Name
    gross: Weight
    received_g: Grams
    payable_g: ZeroGrams
    tare: Weight | None = None
    handed_back: Weight | None = None
    deductions: tuple[tuple[Name, ZeroGrams, Name], ...] = ()
    """Kind, grams, as typed."""
    claims: tuple[Name, ...] = ()
    claim_certificates: tuple[tuple[Name, Id], ...] = ()
    """Claim, and the scheme certificate on file that it leans on that day."""
    plots_known: PlotsKnown
    harvest_from: Day | None = None
    harvest_to: Day | None = None
    pad: Name | None = None
    moisture: Name | None = None
    sacks: Count | None = None
    person: Private[Id] = None
    household: Private[Id] = None
    plots: Private[tuple[tuple[Id, int], ...]] = None
    price: Private[Price] = None
    note: Private[Text] = None


class DeliveryReceived(Body, frozen=True, kw_only=True):
    """A ticket of one or more lines, handed over at a place or collected at the roadside."""

    delivery: Id
    place: Id
    lines: tuple[Line, ...]
    group: Id | None = None
    collected: bool = False


class LotOpened(Body, frozen=True, kw_only=True):
    """Stock that was there before the log: its earlier history is declared, not recorded."""

    lot: LotCode
    product: Name
    mass_g: Grams
    how: How
    place: Id
    typed: Name | None = None
    claims: tuple[Name, ...] = ()
    claim_certificates: tuple[tuple[Name, Id], ...] = ()
    harvest: Name | None = None
    country: Name | None = None
    process: Name | None = None
    person: Private[Id] = None
    household: Private[Id] = None
    plots: Private[tuple[tuple[Id, int], ...]] = None
    declared: Private[Text] = None


class LotBought(Body, frozen=True, kw_only=True):
    """A lot bought from an outside organisation: declared before this point."""

    lot: LotCode
    product: Name
    mass_g: Grams
    how: How
    place: Id
    seller: Id
    typed: Name | None = None
    claims: tuple[Name, ...] = ()
    claim_certificates: tuple[tuple[Name, Id], ...] = ()
    harvest: Name | None = None
    country: Name | None = None
    process: Name | None = None
    price: Private[Price] = None
    declared: Private[Text] = None


class Agreed(Piece, frozen=True, kw_only=True):
    """What is to be paid for a lot, as it was agreed at or after the delivery."""

    amount: Name
    currency: Name
    per: Name
    """``kg``, ``qq``, ``lb``, ``arroba`` or ``t``; a quintal is the organisation's own."""
    basis: Name
    """``payable``, ``received`` or ``dry``: which mass it is for."""
    advance: Name | None = None
    dry_g: Grams | None = None
    """The dry equivalent that was declared."""
    dry: Name | None = None
    """As typed: a mass, or a share of the received one."""


class PriceAgreed(Body, frozen=True, kw_only=True):
    """The price of a lot that came in; the latest entry counts."""

    lot: LotCode
    price: Private[Agreed] = None


class HarvestEstimated(Body, frozen=True, kw_only=True):
    """What a family expects to harvest of a product in a season; the latest entry counts."""

    product: Name
    season: Name
    valid_from: Day
    valid_to: Day
    mass_g: Grams
    typed: Name
    household: Private[Id] = None
    person: Private[Id] = None
