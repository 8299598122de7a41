"""Entries about beans that come in: deliveries, opening stock, bought-in lots."""

from acopio.domain.entries.fields import (
    Body,
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


class Price(Piece, frozen=True, kw_only=True):
    """What is paid for a line."""

    amount: Name
    currency: Name
    per: Name
    basis: Name = "payable"
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
    deductions: tuple[tuple[Name, ZeroGrams], ...] = ()
    claims: tuple[Name, ...] = ()
    plots_known: Name = "not-stated"
    harvest_from: Day | None = None
    harvest_to: Day | None = None
    pad: Name | None = None
    moisture: Name | None = None
    sacks: int | None = None
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
    place: Id
    seller: Id
    typed: Name | None = None
    claims: tuple[Name, ...] = ()
    harvest: Name | None = None
    price: Private[Price] = None
    declared: Private[Text] = None
