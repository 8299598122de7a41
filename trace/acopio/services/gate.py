"""The gate: deliveries, opening stock, bought-in lots."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import msgspec

from acopio.domain.deductions import deduction_kind, share_of
from acopio.domain.entries.fields import Document
from acopio.domain.entries.gate import Agreed, PlotsKnown, Price
from acopio.domain.masses import Mass, parse_mass
from acopio.domain.permissions import Actor
from acopio.domain.products import product
from acopio.domain.rows.parties import Household, Membership, Organisation, Person
from acopio.domain.rules.base import Command
from acopio.domain.rules.claims import SCHEME_CLAIMS
from acopio.domain.rules.gate import BuyLot, Deliver, NewLine, OpenLot, weighed
from acopio.domain.rules.prices import AgreePrice
from acopio.domain.times import day_of, is_behind, parse_occurred, read_stamp
from acopio.services import filling
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.services.prices import PriceWords, in_line, read_words
from acopio.storage.reader import Reader

DRIED = filling.DRIED


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """One line as it is typed at the gate."""

    product: str
    gross: str
    household: str | None = None
    person: str | None = None
    tare: str | None = None
    handed_back: str | None = None
    deductions: tuple[tuple[str, str], ...] = ()
    """Kind and mass, or share of the received one: ``("humedad", "10 kg")``, ``("dirt", "2%")``."""
    claims: tuple[str, ...] = ()
    plots: tuple[str, ...] = ()
    all_plots: bool = False
    harvest_from: str | None = None
    harvest_to: str | None = None
    pad: str | None = None
    moisture: str | None = None
    price: Price | PriceWords | None = None
    note: str | None = None
    into: tuple[str, ...] = ()
    """Vessels for this line alone: ``CAJA-3=30``, ``CAJA-4``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWords:
    """A ticket as it is typed at the gate."""

    lines: tuple[LineWords, ...]
    place: str | None = None
    day: str | None = None
    group: str | None = None
    collected: bool = False
    into: str | tuple[str, ...] | None = None
    """A vessel that all goes straight into; or several, filled in order: ``CAJA-3=30``, ``CAJA-4``.

    Lines that name vessels of their own are not counted."""
    lose: tuple[str, ...] = ()
    reason: str | None = None
    docs: tuple[Document, ...] = ()
    command: str | None = None
    """The client's command id, for a harmless retry."""


@dataclass(slots=True)
class Desk:
    """Looks words up for one actor, once for many deliveries."""

    reader: Reader
    actor: Actor
    node: Node
    finder: Finder = field(init=False)
    organisation: Organisation | None = field(init=False)

    def __post_init__(self) -> None:
        self.finder = Finder(self.reader, self.actor.organisation)
        self.organisation = self.reader.one(Organisation, id=self.actor.organisation)

    @property
    def zone(self) -> str:
        """The organisation's time zone."""
        return self.organisation.zone if self.organisation else "America/Lima"

    def mass(self, text: str) -> Mass:
        """Read a mass with the organisation's own quintal."""
        return parse_mass(text, self.organisation.quintal_g if self.organisation else 46_000)

    def day(self, text: str | None) -> str:
        """Read a day; without one, now."""
        now = self.node.now()
        stamped = self.reader.log_of(self.actor.organisation).last_recorded_at
        wrong = is_behind(now, read_stamp(stamped) if stamped else None)
        return parse_occurred(text or now.isoformat(), now, self.zone, clock_wrong=wrong)

    def deduction(self, kind: str, text: str, received_g: int) -> tuple[str, int, str]:
        """Read one deduction, a mass or a share of the received one: kind, grams, as typed."""
        share = share_of(text, received_g)
        if share is not None:
            return deduction_kind(kind), share, text.strip()
        mass = self.mass(text)
        return deduction_kind(kind), mass.g, mass.typed

    def harvest_day(self, text: str | None) -> str | None:
        """Read a day of the harvest; whether it can be so is for the rules."""
        if not text:
            return None
        return parse_occurred(text, self.node.now(), self.zone, clock_wrong=True)[:10]

    def members(self, household: str) -> list[Person]:
        """Return the people of a household that belong to an organisation."""
        people = self.reader.where(Person, household=household)
        members = {
            one.person for one in self.reader.among(Membership, "person", [p.id for p in people])
        }
        return [person for person in people if person.id in members] or people

    def group(self, lines: Iterable[NewLine], day: str) -> str | None:
        """Return the one producer group that every line's people belong to on a day, if any."""
        asked = [(line.person, line.household) for line in lines]
        families = [family for person, family in asked if family and not person]
        homes = {one.id: one.household for one in self.reader.among(Person, "household", families)}
        people = [person for person, _ in asked if person] + list(homes)
        own, when = self.actor.organisation, day_of(day, self.zone)
        groups: dict[str, set[str]] = {}
        for one in self.reader.among(Membership, "person", people):
            ended = one.valid_to is not None and one.valid_to < when
            if one.organisation != own and one.valid_from <= when and not ended:
                for whose in (one.person, homes.get(one.person)):
                    groups.setdefault(whose or "", set()).add(one.organisation)
        found = [groups.get(person or family or "-", set()) for person, family in asked]
        shared = set.intersection(*found) if found else set()
        return shared.pop() if len(shared) == 1 else None

    def line(self, words: LineWords, day: str) -> NewLine:
        """Return a line with everything looked up."""
        person, household = self._people(words)
        made = product(words.product)
        harvest_from = self.harvest_day(words.harvest_from)
        harvest_to = self.harvest_day(words.harvest_to)
        grown = harvest_to or harvest_from or day_of(day, self.zone)
        known, plots = self._plots(words, household, made.crop, grown)
        gross = self.mass(words.gross)
        tare = self.mass(words.tare) if words.tare else None
        handed_back = self.mass(words.handed_back) if words.handed_back else None
        received_g = gross.g - (tare.g if tare else 0) - (handed_back.g if handed_back else 0)
        return NewLine(
            product=made.id,
            gross=gross,
            tare=tare,
            handed_back=handed_back,
            deductions=tuple(
                self.deduction(kind, text, max(received_g, 0)) for kind, text in words.deductions
            ),
            claims=words.claims,
            person=person.id if person else None,
            household=household.id if household else (person.household if person else None),
            people=self.household_people(words.claims, household),
            plots=plots,
            plots_known=known,
            harvest_from=harvest_from,
            harvest_to=harvest_to,
            pad=words.pad,
            moisture=words.moisture,
            price=words.price if isinstance(words.price, Price) else None,
            note=words.note,
        )

    def household_people(
        self, claims: tuple[str, ...], household: Household | None
    ) -> tuple[str, ...]:
        """Return who lives in a household, when a claim leans on their memberships."""
        if household is None or not SCHEME_CLAIMS & set(claims):
            return ()
        return tuple(one.id for one in self.reader.where(Person, household=household.id))

    def _people(self, words: LineWords) -> tuple[Person | None, Household | None]:
        if words.person:
            person = self.finder.person(words.person)
            return person, self.reader.one(Household, id=person.household)
        if not words.household:
            return None, None
        household = self.finder.household(words.household)
        people = self.members(household.id)
        return (people[0] if len(people) == 1 else None), household

    def _plots(
        self, words: LineWords, household: Household | None, crop: str, day: str
    ) -> tuple[PlotsKnown, tuple[tuple[str, int], ...]]:
        if household is None:
            return "not-stated", ()
        if words.plots:
            named = [self.finder.plot(household.id, text, day) for text in words.plots]
            return "versions", tuple((plot.plot, plot.version) for plot in named)
        if words.all_plots:
            bearing = self.finder.plots_of(household.id, crop, day)
            return "crop", tuple((plot.plot, plot.version) for plot in bearing)
        return "not-stated", ()


def delivery_commands(desk: Desk, words: DeliveryWords) -> list[Command]:
    """Return what a ticket asks for: the delivery, and what follows at once from it.

    That is the boxes it goes into, and prices that no delivery line can hold.
    """
    day = desk.day(words.day)
    lines = _lines(desk, words, day)
    filled = filling.Filling(desk=desk, day=day, lose=words.lose, reason=words.reason)
    _fill(filled, words, lines)
    agreed = _agreed(desk, words, lines)
    said = desk.finder.organisation_named(words.group).id if words.group else None
    delivery = Deliver(
        id=words.command or desk.node.ids.uuid(),
        occurred_at=day,
        docs=words.docs,
        place=_place(desk, words, filled.place),
        lines=tuple(
            replace(line, price=line.price or in_line(price))
            for line, price in zip(lines, agreed, strict=True)
        ),
        group=said or desk.group(lines, day),
        collected=words.collected,
        asked=sha256(msgspec.json.encode(words)).hexdigest() if words.command else None,
    )
    prices: list[Command] = [
        AgreePrice(id=desk.node.ids.uuid(), occurred_at=day, lot=line.lot or "", price=price)
        for line, price in zip(lines, agreed, strict=True)
        if price and price.basis == "dry"
    ]
    return [delivery, *(replace(one, completes=delivery.id) for one in prices + filled.commands)]


def _lines(desk: Desk, words: DeliveryWords, day: str) -> tuple[NewLine, ...]:
    """Return the lines looked up; with codes where something follows at once from them."""
    lines = tuple(desk.line(line, day) for line in words.lines)
    if not words.into and not any(one.into or _is_dry(one) for one in words.lines):
        return lines
    prefix = (desk.organisation.prefix if desk.organisation else None) or ""
    return tuple(replace(line, lot=desk.node.ids.lot_code(prefix)) for line in lines)


def _is_dry(line: LineWords) -> bool:
    return isinstance(line.price, PriceWords) and bool(line.price.dry or line.price.basis)


def _agreed(desk: Desk, words: DeliveryWords, lines: tuple[NewLine, ...]) -> list[Agreed | None]:
    """Return the typed prices, read."""
    return [
        read_words(desk, typed.price, weighed(line)[0])
        if isinstance(typed.price, PriceWords)
        else None
        for typed, line in zip(words.lines, lines, strict=True)
    ]


def _place(desk: Desk, words: DeliveryWords, filled: str | None) -> str:
    if words.place or filled is None:
        return desk.finder.place(words.place).id
    return filled


def _fill(filled: filling.Filling, words: DeliveryWords, lines: tuple[NewLine, ...]) -> None:
    together = []
    for typed, line in zip(words.lines, lines, strict=True):
        if typed.into:
            filled.fill([line], typed.into)
        else:
            together.append(line)
    boxes = (words.into,) if isinstance(words.into, str) else words.into
    if boxes and together:
        filled.fill(together, boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a delivery made."""

    delivery: str
    lots: tuple[str, ...]
    received_g: int
    payable_g: int


def deliver(node: Node, actor: Actor, words: DeliveryWords) -> Delivered:
    """Record a ticket.

    Raises:
        Refusal: anything on the ticket cannot be so.
    """
    with node.reading() as reader:
        commands = delivery_commands(Desk(reader, actor, node), words)
    outcomes = node.carry_out(actor, commands)
    body = outcomes[0].entries[0].body
    lines = [line for entry in outcomes[0].entries for line in entry.body["lines"]]
    return Delivered(
        delivery=body["delivery"],
        lots=tuple(line["lot"] for line in lines),
        received_g=sum(line["received_g"] for line in lines),
        payable_g=sum(line["payable_g"] for line in lines),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StockWords:
    """A lot that was there before the log, or that is bought in."""

    product: str
    mass: str
    place: str | None = None
    day: str | None = None
    estimated: bool = False
    """Nobody weighed it."""
    claims: tuple[str, ...] = ()
    harvest: str | None = None
    country: str | None = None
    process: str | None = None
    seller: str | None = None
    household: str | None = None
    """Stock that is known to be of one family."""
    declared: str | None = None
    docs: tuple[Document, ...] = ()


def take_in(node: Node, actor: Actor, words: StockWords) -> str:
    """Record opening stock or a bought-in lot; return its code.

    Raises:
        NotFound, SeveralMatch, UnknownProduct, UnknownClaim, ClaimNotBacked, UnknownCountry,
        NotAllowed.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        day, place = desk.day(words.day), desk.finder.place(words.place).id
        mass = desk.mass(words.mass)
        family = desk.finder.household(words.household) if words.household else None
        seller = desk.finder.organisation_named(words.seller).id if words.seller else None
        people = desk.household_people(words.claims, family)
    said: dict[str, Any] = {
        "id": node.ids.uuid(), "occurred_at": day, "docs": words.docs, "product": words.product,
        "mass": mass, "how": "p" if words.estimated else "w", "place": place,
        "claims": words.claims, "harvest": words.harvest, "country": words.country,
        "process": words.process, "declared": words.declared,
    }  # fmt: skip
    command: Command
    if seller:
        command = BuyLot(**said, seller=seller)
    else:
        command = OpenLot(**said, household=family.id if family else None, people=people)
    outcome = node.carry_out(actor, [command])[0]
    return str(outcome.entries[0].body["lot"])
