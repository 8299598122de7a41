"""The family's copy of a delivery: as a slip of paper and as a text to send.

It holds one family's own figures and nothing of anybody else's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from acopio.documents.label import lot_address
from acopio.domain.codes import printed
from acopio.domain.masses import kilograms
from acopio.domain.prices import Payment, money
from acopio.domain.rows.gate import LotPrice
from acopio.messages import text, words
from acopio.messages.forming import harmless
from acopio_labels.delivery_receipt import ROLLS, draw_receipts
from acopio_labels.model import DeliveryReceipt, ReceiptLot, ReceiptRow

Language = Literal["es", "en"]

TEXT_MAX = 480
"""Signs of a text to send: three short messages."""
LOTS_MAX = 12
"""Lots on one slip: more go on the next."""
_NAME_MAX = 40
"""Signs of a name in a text to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLot:
    """One line of a delivery, with the figures in force."""

    lot: str
    product: str
    claims: tuple[str, ...]
    pad: str | None
    gross_g: int
    tare_g: int
    handed_back_g: int
    received_g: int
    deductions: tuple[tuple[str, int, str], ...]
    payable_g: int
    moisture: str | None
    price: LotPrice | None
    payment: Payment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """What a family has delivered of a product in a season, and what it expected."""

    season: str
    product: str
    until: str
    received_g: int
    payable_g: int
    deliveries: int
    estimate_g: int | None

    @property
    def left_g(self) -> int | None:
        """What is left of the estimate; less than nothing when more came."""
        return None if self.estimate_g is None else self.estimate_g - self.received_g


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts:
    """What one family handed over on one ticket."""

    organisation: str
    ruc: str | None
    address: str | None
    """Of the pages that the codes lead to."""
    place: str
    day: str
    delivery: str
    collected: bool
    family: str | None
    number: str | None
    person: str | None
    lots: tuple[DeliveredLot, ...]
    seasons: tuple[SoFar, ...]


def shown_day(day: str, language: Language) -> str:
    """Return a day as people write it: ``14/06/2026``, or as it is in English."""
    year, month, date = day.split("-")
    return f"{date}/{month}/{year}" if language == "es" else day


def draw(receipts: list[ReceiptFacts], *, medium: str, language: Language) -> bytes:
    """Return the slips of some families as a PDF, one page each."""
    slips = (slip for facts in receipts for slip in slips_of(facts, language))
    return draw_receipts(slips, medium=medium)


def slips_of(facts: ReceiptFacts, language: Language) -> Iterator[DeliveryReceipt]:
    """Yield the slip of a family, or several when it brought very many lots at once."""
    pads = ", ".join(dict.fromkeys(lot.pad for lot in facts.lots if lot.pad))
    parts = range(0, len(facts.lots), LOTS_MAX)
    for start in parts:
        last = start == parts[-1]
        yield DeliveryReceipt(
            language=language,
            organisation=facts.organisation,
            head=_head(facts, language),
            title=text("receipt.title", language),
            number=pads or None,
            family=_family(facts),
            lots=tuple(_lot(lot, facts, language) for lot in facts.lots[start : start + LOTS_MAX]),
            totals=_totals(facts, language) if last else (),
            season=_season(facts, language) if last else (),
            notes=(text("receipt.note", language),) if last else (),
        )


def _head(facts: ReceiptFacts, language: Language) -> tuple[str, ...]:
    where = f"{facts.place} · {shown_day(facts.day, language)}"
    collected = text("receipt.collected", language) if facts.collected else ""
    return tuple(
        line for line in (f"RUC {facts.ruc}" if facts.ruc else "", where, collected) if line
    )


def _family(facts: ReceiptFacts) -> tuple[str, ...]:
    named = " · ".join(one for one in (facts.number, facts.family) if one)
    return tuple(one for one in (named, facts.person or "") if one)


def _kg(grams: int) -> str:
    return f"{kilograms(grams)} kg"


def _less(grams: int) -> str:
    return f"− {kilograms(grams)} kg"


def _row(key: str, value: str, language: Language, *, strong: bool = False) -> ReceiptRow:
    return ReceiptRow(label=words("receipt-row", key, language), value=value, strong=strong)


def _lot(lot: DeliveredLot, facts: ReceiptFacts, language: Language) -> ReceiptLot:
    rows = [_row("gross", _kg(lot.gross_g), language)]
    if lot.tare_g:
        rows.append(_row("tare", _less(lot.tare_g), language))
    if lot.handed_back_g:
        rows.append(_row("handed-back", _less(lot.handed_back_g), language))
    rows.append(_row("received", _kg(lot.received_g), language, strong=True))
    for kind, grams, typed in lot.deductions:
        named = words("deduction", kind, language)
        label = f"{named} {typed}" if typed.endswith("%") else named
        rows.append(ReceiptRow(label=label, value=_less(grams)))
    rows.append(_row("payable", _kg(lot.payable_g), language, strong=True))
    if lot.moisture:
        rows.append(_row("moisture", f"{lot.moisture.rstrip('% ')} %", language))
    return ReceiptLot(
        product=words("product", lot.product, language),
        claims=tuple(words("claim", claim, language) for claim in lot.claims),
        rows=tuple(rows),
        working=working_of(lot.price, lot.payment, language),
        due=_due(lot.price, lot.payment, language),
        lot_caption=words("receipt-row", "lot", language),
        lot_code=printed(lot.lot),
        address=lot_address(facts.address, lot.lot) if facts.address else None,
    )


def working_of(price: LotPrice | None, paid: Payment | None, language: Language) -> tuple[str, ...]:
    """Return how the amount for a lot comes about, a line each."""
    if price is None or paid is None:
        return ()
    basis = words("basis", price.basis or "", language)
    lines = [
        f"{price.amount} {price.currency}/{price.per} × {_kg(paid.grams)} ({basis}) = "
        f"{money(paid.cents)} {price.currency}"
    ]
    if price.per == "qq":
        lines.append(f"1 qq = {_kg(price.quintal_g)}")
    if price.basis == "dry" and price.dry and price.dry.endswith("%"):
        lines.append(text("receipt.dry", language, share=price.dry))
    return tuple(lines)


def _due(
    price: LotPrice | None, paid: Payment | None, language: Language
) -> tuple[ReceiptRow, ...]:
    """Return the amount for a lot; with an advance, also what is left."""
    if price is None or paid is None:
        return ()
    amount = f"{money(paid.cents)} {price.currency}"
    if not paid.advance_cents:
        return (_row("amount", amount, language, strong=True),)
    return (
        _row("amount", amount, language),
        _row("advance", f"− {money(paid.advance_cents)} {price.currency}", language),
        _row("left", f"{money(paid.left_cents)} {price.currency}", language, strong=True),
    )


def payment_lines(
    price: LotPrice | None, paid: Payment | None, language: Language
) -> tuple[str, ...]:
    """Return what a lot comes to with its arithmetic, and what is left after an advance."""
    lines = working_of(price, paid, language)
    if price is None or paid is None or not paid.advance_cents:
        return lines
    advance = f"{money(paid.advance_cents)} {price.currency}"
    left = f"{money(paid.left_cents)} {price.currency}"
    return (*lines, text("receipt.advance", language, advance=advance, left=left))


def _totals(facts: ReceiptFacts, language: Language) -> tuple[ReceiptRow, ...]:
    """Return sums over several lots: of masses where it is one product, of money by currency."""
    if len(facts.lots) < 2:
        return ()
    rows = []
    if len({lot.product for lot in facts.lots}) == 1:
        received = sum(lot.received_g for lot in facts.lots)
        payable = sum(lot.payable_g for lot in facts.lots)
        rows.append(_row("all-received", _kg(received), language))
        rows.append(_row("all-payable", _kg(payable), language, strong=True))
    for currency, cents in sums_of(facts).items():
        rows.append(_row("all-paid", f"{money(cents)} {currency}", language, strong=True))
    return tuple(rows)


def sums_of(facts: ReceiptFacts) -> dict[str, int]:
    """Return what remains to be paid for all lots of a receipt, by currency, in hundredths."""
    sums: dict[str, int] = {}
    for lot in facts.lots:
        if lot.price and lot.payment and lot.price.currency:
            before = sums.get(lot.price.currency, 0)
            sums[lot.price.currency] = before + lot.payment.left_cents
    return sums


def _season(facts: ReceiptFacts, language: Language) -> tuple[ReceiptRow, ...]:
    rows = []
    for one in facts.seasons:
        product = words("product", one.product, language)
        named = text("receipt.season-row", language, season=one.season, product=product)
        rows.append(ReceiptRow(label=named, value=_kg(one.received_g)))
        left = one.left_g
        if left is not None and left >= 0:
            rows.append(_row("estimate-left", _kg(left), language))
        elif left is not None:
            rows.append(_row("estimate-over", _kg(-left), language))
    return tuple(rows)


def text_of(facts: ReceiptFacts, language: Language) -> str:
    """Return a receipt as a plain text of at most 480 signs: what does not fit is counted."""
    head = [
        f"{_short(facts.organisation)}, {_short(facts.place)}, {shown_day(facts.day, language)}"
    ]
    if who := ", ".join(_short(one) for one in _family(facts)):
        head.append(who)
    foot = [*_money_text(facts, language), *_season_text(facts, language)]
    for full in (True, False):
        for kept in range(len(facts.lots), 0, -1):
            lots = [_lot_text(lot, language, full=full) for lot in facts.lots[:kept]]
            if kept < len(facts.lots):
                lots.append(_rest_text(facts.lots[kept:], language))
            said = "\n".join([*head, *lots, *foot])
            if len(said) <= TEXT_MAX and (full is False or kept == len(facts.lots)):
                return said
    return said[: TEXT_MAX - 3].rstrip() + "..."


def _short(name: str) -> str:
    return harmless(name, _NAME_MAX)


def _lot_text(lot: DeliveredLot, language: Language, *, full: bool) -> str:
    product = words("product", lot.product, language)
    number = f"{_short(lot.pad)} " if lot.pad else ""
    begins = f"{number}{printed(lot.lot)} {product}: "
    if not full:
        return f"{begins}{kilograms(lot.received_g)}/{kilograms(lot.payable_g)} kg"
    sums = kilograms(lot.gross_g)
    for grams in (lot.tare_g, lot.handed_back_g):
        sums += f" - {kilograms(grams)}" if grams else ""
    received = (
        f"{sums} = {_kg(lot.received_g)}" if sums != kilograms(lot.received_g) else f"{sums} kg"
    )
    off = "".join(
        f" - {words('deduction', kind, language).lower()} {kilograms(grams)}"
        for kind, grams, _ in lot.deductions
    )
    payable = text("receipt.payable-text", language, payable=f"{kilograms(lot.payable_g)} kg")
    return f"{begins}{received}{off}; {payable}"


def _rest_text(lots: tuple[DeliveredLot, ...], language: Language) -> str:
    received = sum(lot.received_g for lot in lots)
    return text("receipt.rest-text", language, count=len(lots), received=_kg(received))


def _money_text(facts: ReceiptFacts, language: Language) -> Iterator[str]:
    if len(facts.lots) == 1:
        lot = facts.lots[0]
        for line in payment_lines(lot.price, lot.payment, language):
            yield line.replace("×", "x")
        return
    for currency, cents in sums_of(facts).items():
        yield text("receipt.pay-text", language, amount=f"{money(cents)} {currency}")


def _season_text(facts: ReceiptFacts, language: Language) -> Iterator[str]:
    for one in facts.seasons:
        product = words("product", one.product, language)
        said = text(
            "receipt.season-text",
            language,
            product=product,
            season=_short(one.season),
            received=_kg(one.received_g),
        )
        left = one.left_g
        if left is not None:
            key = "receipt.left-text" if left >= 0 else "receipt.over-text"
            said += text(key, language, left=_kg(abs(left)))
        yield said


__all__ = ["ROLLS", "DeliveredLot", "ReceiptFacts", "SoFar", "draw", "payment_lines", "text_of"]
