"""The gate: deliveries, opening stock, bought-in lots."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256

import msgspec

from acopio.domain.entries.fields import Document
from acopio.domain.entries.gate import PlotsKnown, Price
from acopio.domain.masses import Mass, parse_mass
from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS, product
from acopio.domain.rows.lots import Batch
from acopio.domain.rows.parties import Household, Membership, Organisation, Person
from acopio.domain.rules.base import Command
from acopio.domain.rules.batches import Open, Take
from acopio.domain.rules.gate import BuyLot, Deliver, NewLine, OpenLot
from acopio.domain.times import is_behind, parse_occurred, read_stamp
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.storage.reader import Reader

DRIED = {"cacao": "cacao.dry", "coffee": "coffee.dry-parchment"}
"""What a box or dryer is expected to give, unless it is said."""


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
    """Kind and mass: ``("moisture", "10 kg")``."""
    claims: tuple[str, ...] = ()
    plots: tuple[str, ...] = ()
    all_plots: bool = False
    harvest_from: str | None = None
    harvest_to: str | None = None
    pad: str | None = None
    moisture: str | None = None
    price: Price | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWords:
    """A ticket as it is typed at the gate."""

    lines: tuple[LineWords, ...]
    place: str | None = None
    day: str | None = None
    group: str | None = None
    collected: bool = False
    into: str | None = None
    """A vessel: what is delivered goes straight into its batch."""
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

    def deduction(self, kind: str, text: str) -> tuple[str, int, str]:
        """Read one deduction: kind, grams, as typed."""
        mass = self.mass(text)
        return kind, mass.g, mass.typed

    def members(self, household: str) -> list[Person]:
        """Return the people of a household that belong to an organisation."""
        people = self.reader.where(Person, household=household)
        members = {
            one.person for one in self.reader.among(Membership, "person", [p.id for p in people])
        }
        return [person for person in people if person.id in members] or people

    def group(self, lines: Iterable[NewLine]) -> str | None:
        """Return the one producer group that all the people of a ticket belong to, if any."""
        people = [line.person for line in lines if line.person]
        families = [line.household for line in lines if line.household and not line.person]
        people += [one.id for one in self.reader.among(Person, "household", families)]
        groups = {one.organisation for one in self.reader.among(Membership, "person", people)}
        groups.discard(self.actor.organisation)
        return groups.pop() if len(groups) == 1 else None

    def line(self, words: LineWords, day: str) -> NewLine:
        """Return a line with everything looked up."""
        person, household = self._people(words)
        made = product(words.product)
        known, plots = self._plots(words, household, made.crop, day[:10])
        return NewLine(
            product=made.id,
            gross=self.mass(words.gross),
            tare=self.mass(words.tare) if words.tare else None,
            handed_back=self.mass(words.handed_back) if words.handed_back else None,
            deductions=tuple(self.deduction(*one) for one in words.deductions),
            claims=words.claims,
            person=person.id if person else None,
            household=household.id if household else (person.household if person else None),
            plots=plots,
            plots_known=known,
            harvest_from=words.harvest_from,
            harvest_to=words.harvest_to,
            pad=words.pad,
            moisture=words.moisture,
            price=words.price,
            note=words.note,
        )

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
    """Return what a ticket asks for: the delivery and, with ``into``, the box it goes to."""
    node = desk.node
    day = desk.day(words.day)
    lines = tuple(desk.line(line, day) for line in words.lines)
    commands: list[Command] = []
    if words.into:
        place, vessel, kind = desk.finder.vessel(words.into)
        prefix = desk.organisation.prefix if desk.organisation else None
        lines = tuple(_with_lot(line, node.ids.lot_code(prefix or "")) for line in lines)
        commands = _into(desk, words, (place.id, vessel, kind), lines, day)
        place_id = place.id
    else:
        place_id = desk.finder.place(words.place).id
    group = desk.finder.organisation_named(words.group).id if words.group else desk.group(lines)
    delivery = Deliver(
        id=words.command or node.ids.uuid(),
        occurred_at=day,
        docs=words.docs,
        place=place_id,
        lines=lines,
        group=group,
        collected=words.collected,
        asked=sha256(msgspec.json.encode(words)).hexdigest() if words.command else None,
    )
    return [delivery, *(replace(one, completes=delivery.id) for one in commands)]


def _with_lot(line: NewLine, code: str) -> NewLine:
    return replace(line, lot=code)


def _into(
    desk: Desk,
    words: DeliveryWords,
    vessel: tuple[str, str, str],
    lines: Iterable[NewLine],
    day: str,
) -> list[Command]:
    """Return the commands that open the vessel's batch, if need be, and fill it."""
    place, name, kind = vessel
    lines = list(lines)
    waiting = desk.reader.where(
        Batch, organisation=desk.actor.organisation, vessel=name, state=["open", "giving"]
    )
    commands: list[Command] = []
    if waiting:
        batch = waiting[0].id
    else:
        batch = desk.node.ids.uuid()
        commands.append(
            Open(
                id=desk.node.ids.uuid(),
                occurred_at=day,
                kind=kind,
                place=place,
                product=DRIED[PRODUCTS[lines[0].product].crop],
                vessel=name,
                batch=batch,
            )
        )
    commands.append(
        Take(
            id=desk.node.ids.uuid(),
            occurred_at=day,
            batch=batch,
            lots=tuple((line.lot or "", None, "w") for line in lines),
            lose=words.lose,
            reason=words.reason,
        )
    )
    return commands


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
    claims: tuple[str, ...] = ()
    harvest: str | None = None
    seller: str | None = None
    declared: str | None = None


def take_in(node: Node, actor: Actor, words: StockWords) -> str:
    """Record opening stock or a bought-in lot; return its code."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        day, place = desk.day(words.day), desk.finder.place(words.place).id
        mass = desk.mass(words.mass)
        command: Command
        if words.seller:
            command = BuyLot(
                id=node.ids.uuid(),
                occurred_at=day,
                product=words.product,
                mass=mass,
                place=place,
                seller=desk.finder.organisation_named(words.seller).id,
                claims=words.claims,
                harvest=words.harvest,
                declared=words.declared,
            )
        else:
            command = OpenLot(
                id=node.ids.uuid(),
                occurred_at=day,
                product=words.product,
                mass=mass,
                place=place,
                claims=words.claims,
                harvest=words.harvest,
                declared=words.declared,
            )
    outcome = node.carry_out(actor, [command])[0]
    return str(outcome.entries[0].body["lot"])
