"""What the family takes home: receipts, agreed prices, the season so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.documents.receipt import (
    DeliveredLot,
    Language,
    ReceiptFacts,
    SoFar,
    draw,
    payment_lines,
    text_of,
)
from acopio.domain.entries.gate import DeliveryReceived, Line
from acopio.domain.pads import pad_key
from acopio.domain.permissions import Actor
from acopio.domain.prices import Payment, payment
from acopio.domain.products import PRODUCTS
from acopio.domain.rows.gate import LotPrice
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.rows.parties import Household, Organisation, Person, Place
from acopio.domain.rules.prices import AgreePrice, NotReceived
from acopio.errors import Refusal
from acopio.services.acts import act_of
from acopio.services.find import SeveralMatch
from acopio.services.gate import Desk
from acopio.services.harvests import delivered_by, estimate_of, weighed_lines
from acopio.services.node import Node
from acopio.services.prices import PriceWords, read_words
from acopio.services.seasons import season_of
from acopio.storage.reader import Reader

Said = dict[str, tuple[Line, bool]]
"""By lot: its line on the ticket, and whether that was collected at the roadside."""


@dataclass(eq=False)
class NoReceipt(Refusal):
    """Something that came by no delivery of this organisation: there is no receipt of it."""

    code = "no-receipt"
    given: str


def receipts(node: Node, actor: Actor, words: str) -> list[ReceiptFacts]:
    """Return one receipt for each family: of what stands on a sheet of the pad.

    A lot stands for all that its family handed over on the same ticket.

    Raises:
        NotFound, UnknownCode.
        NoReceipt: it came by no delivery of ours.
    """
    actor.require("gate")
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        lots = [lot.code for lot in desk.finder.lots(words)]
        lines = _ours(reader, actor.organisation, lots)
        if not lines:
            raise NoReceipt(given=words)
        if not all(line.pad and pad_key(line.pad) == pad_key(words) for line in lines):
            lines = _of_families(reader, lines)
        families: dict[str, list[DeliveryLine]] = {}
        for line in sorted(lines, key=lambda one: one.line):
            families.setdefault(_whose(line), []).append(line)
        said = _said(reader, lines)
        return [_facts(desk, listed, said) for listed in families.values()]


def _of_families(reader: Reader, lines: list[DeliveryLine]) -> list[DeliveryLine]:
    """Return every line of the same families on the same ticket."""
    ticket = reader.where(Lot, step=lines[0].delivery)
    every = _ours(reader, lines[0].organisation, [lot.code for lot in ticket])
    wanted = {_whose(line) for line in lines}
    return [line for line in every if _whose(line) in wanted]


def _whose(line: DeliveryLine) -> str:
    """Return whose a line is; what nobody is named for stands alone."""
    return line.household or line.person or line.lot


def _ours(reader: Reader, organisation: str, lots: list[str]) -> list[DeliveryLine]:
    """Return the delivery lines of lots that came in at a gate of ours."""
    found = [
        row for row in reader.among(DeliveryLine, "lot", lots) if row.organisation == organisation
    ]
    return weighed_lines(reader, found)


def _said(reader: Reader, lines: list[DeliveryLine]) -> Said:
    """Return what the tickets in force say of each lot: how its received mass came about."""
    acts = {lot.act for lot in reader.among(Lot, "code", _codes(lines))}
    bodies = [act_of(reader, act).body for act in sorted(acts)]
    tickets = [body for body in bodies if isinstance(body, DeliveryReceived)]
    return {line.lot: (line, body.collected) for body in tickets for line in body.lines}


def _facts(desk: Desk, lines: list[DeliveryLine], said: Said) -> ReceiptFacts:
    reader, first = desk.reader, lines[0]
    organisation = reader.one(Organisation, id=first.organisation)
    place = reader.one(Place, id=first.place)
    household = reader.one(Household, id=first.household) if first.household else None
    people = {line.person for line in lines}
    person = reader.one(Person, id=first.person) if len(people) == 1 and first.person else None
    return ReceiptFacts(
        organisation=(organisation.name if organisation else None) or "",
        ruc=organisation.ruc if organisation else None,
        address=organisation.address if organisation else None,
        place=place.name if place else "",
        day=first.day,
        delivery=first.delivery,
        collected=said[first.lot][1],
        family=household.name if household else None,
        number=household.number if household else None,
        person=person.name if person else None,
        lots=_lots(reader, lines, said),
        seasons=_seasons(reader, lines),
    )


def _codes(lines: Iterable[DeliveryLine]) -> list[str]:
    return [line.lot for line in lines]


def _lots(reader: Reader, lines: list[DeliveryLine], said: Said) -> tuple[DeliveredLot, ...]:
    claims = {lot.code: lot.claims for lot in reader.among(Lot, "code", _codes(lines))}
    prices = {row.lot: row for row in reader.among(LotPrice, "lot", _codes(lines))}
    return tuple(
        DeliveredLot(
            lot=line.lot,
            product=line.product,
            claims=claims[line.lot],
            pad=line.pad,
            gross_g=weighed.gross[0],
            tare_g=weighed.tare[0] if weighed.tare else 0,
            handed_back_g=weighed.handed_back[0] if weighed.handed_back else 0,
            received_g=line.received_g,
            deductions=weighed.deductions,
            payable_g=line.payable_g,
            moisture=weighed.moisture,
            price=prices.get(line.lot),
            payment=_payment(prices.get(line.lot), line),
        )
        for line, (weighed, _) in ((line, said[line.lot]) for line in lines)
    )


def _payment(price: LotPrice | None, line: DeliveryLine) -> Payment | None:
    return payment(price, line.received_g, line.payable_g) if price else None


def _seasons(reader: Reader, lines: list[DeliveryLine]) -> tuple[SoFar, ...]:
    """Return the season up to the day of a receipt, for each product on it."""
    first = lines[0]
    if first.household is None:
        return ()
    every = delivered_by(reader, first.organisation, first.household)
    found = []
    for made in dict.fromkeys(line.product for line in lines):
        season = season_of(reader, first.organisation, PRODUCTS[made].crop, first.day)
        inside = [
            line
            for line in every
            if line.product == made and season.begins <= line.day <= first.day
        ]
        estimate = estimate_of(reader, first.organisation, first.household, made, season)
        found.append(
            SoFar(
                season=season.name,
                product=made,
                until=first.day,
                received_g=sum(line.received_g for line in inside),
                payable_g=sum(line.payable_g for line in inside),
                deliveries=len(inside),
                estimate_g=estimate.grams if estimate else None,
            )
        )
    return tuple(found)


def as_pdf(found: list[ReceiptFacts], medium: str, language: Language) -> bytes:
    """Return receipts as slips for a roll of 58 or 80 mm."""
    return draw(found, medium=medium, language=language)


def as_texts(found: list[ReceiptFacts], language: Language) -> list[str]:
    """Return each receipt as a text to send."""
    return [text_of(one, language) for one in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLot:
    """A lot with what was agreed for it."""

    lot: str
    received_g: int
    payable_g: int
    price: LotPrice
    payment: Payment


def amount_line(done: AgreedLot, language: Language) -> str:
    """Return what a lot comes to, with the arithmetic."""
    return "; ".join(payment_lines(done.price, done.payment, language))


def agree(
    node: Node, actor: Actor, words: str, price: PriceWords, *, day: str | None = None
) -> list[AgreedLot]:
    """Record the price of everything on a receipt, or of one lot.

    Raises:
        SeveralMatch: one advance, or one price, for lots that differ.
        PriceUnreadable, UnknownBasis, NotReceived, NotTheHolder, DryMassNeeded.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        lots = desk.finder.lots(words)
        alike = len({lot.product for lot in lots}) == 1
        if len(lots) > 1 and (price.advance or not alike):
            matches = ", ".join(sorted(lot.code for lot in lots)[:8])
            raise SeveralMatch(what="lot", given=words, matches=matches)
        masses = {lot.code: _masses(reader, lot) for lot in lots}
        commands = [
            AgreePrice(
                id=node.ids.uuid(),
                occurred_at=desk.day(day),
                lot=lot.code,
                price=read_words(desk, price, masses[lot.code][0]),
            )
            for lot in lots
        ]
    node.carry_out(actor, commands)
    with node.reading() as reader:
        rows = reader.among(LotPrice, "lot", masses)
    return [
        AgreedLot(
            lot=row.lot, received_g=masses[row.lot][0], payable_g=masses[row.lot][1], price=row,
            payment=payment(row, *masses[row.lot]) or Payment(grams=0, cents=0, advance_cents=0),
        )
        for row in rows
    ]  # fmt: skip


def _masses(reader: Reader, lot: Lot) -> tuple[int, int]:
    """Return the received and the payable grams of a lot that came in."""
    line = reader.one(DeliveryLine, lot=lot.code)
    if line is not None and lot.born == "delivery":
        return line.received_g, line.payable_g
    if lot.born not in {"delivery", "opened", "bought"}:
        raise NotReceived(lot=lot.code)
    return lot.made_g, lot.made_g
