"""Rules at the gate: what a delivery line must add up to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.gate import (
    DeliveryReceived,
    Line,
    LotBought,
    LotOpened,
    PlotsKnown,
    Price,
)
from acopio.domain.masses import Mass, MassNotPositive
from acopio.domain.products import product
from acopio.domain.rows.parties import Household, Organisation, Person, Place, Plot
from acopio.domain.rules.base import Command, Context, Fact, Need, NothingNamed
from acopio.domain.rules.parties import PeriodBackwards
from acopio.domain.state import State
from acopio.domain.times import day_of
from acopio.errors import Refusal

CLAIMS = (
    "organic",
    "in-conversion",
    "fairtrade",
    "single-farm",
    "fine-aromatic",
    "ccn-51",
    "mixed",
)


@dataclass(eq=False)
class UnknownClaim(Refusal):
    """A claim that is not in the list."""

    code = "unknown-claim"
    given: str
    known: str = ", ".join(CLAIMS)


@dataclass(eq=False)
class NotThisHouseholds(Refusal):
    """A plot that belongs to another household than the line names."""

    code = "not-this-households"
    plot: str
    version: int


@dataclass(eq=False)
class HarvestAfterDelivery(Refusal):
    """Beans delivered before they were picked."""

    code = "harvest-after-delivery"
    harvest: str
    delivered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """What is said of one line at the gate."""

    product: str
    gross: Mass
    tare: Mass | None = None
    handed_back: Mass | None = None
    deductions: tuple[tuple[str, int, str], ...] = ()
    claims: tuple[str, ...] = ()
    person: str | None = None
    household: str | None = None
    plots: tuple[tuple[str, int], ...] = ()
    plots_known: PlotsKnown = "not-stated"
    harvest_from: str | None = None
    harvest_to: str | None = None
    pad: str | None = None
    moisture: str | None = None
    price: Price | None = None
    note: str | None = None
    lot: str | None = None
    """A code given beforehand, when the same act puts the lot into a batch."""


def check_claims(claims: tuple[str, ...]) -> tuple[str, ...]:
    """Return the claims sorted, or refuse one that is not in the list.

    Raises:
        UnknownClaim: not in the list.
    """
    for claim in claims:
        if claim not in CLAIMS:
            raise UnknownClaim(given=claim)
    return tuple(sorted(set(claims)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver(Command):
    """A family, or a group leader for several, hands over beans."""

    ACT: ClassVar[str] = "gate"
    place: str
    lines: tuple[NewLine, ...]
    group: str | None = None
    collected: bool = False

    def needs(self) -> Iterable[Need]:
        """Place, people and plots."""
        yield Place, "id", self.place
        for line in self.lines:
            if line.person:
                yield Person, "id", line.person
            if line.household:
                yield Household, "id", line.household
            for plot, _version in line.plots:
                yield Plot, "plot", plot

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """One entry for the ticket; one lot for each line."""
        state.get(Place, self.place)
        if not self.lines:
            raise NothingNamed(what="lines")
        day = day_of(self.occurred_at, context.zone)
        lines = tuple(_line(state, context, line, day) for line in self.lines)
        yield Fact(
            DeliveryReceived(
                delivery=context.ids.uuid(),
                place=self.place,
                lines=lines,
                group=self.group,
                collected=self.collected,
            )
        )


def _line(state: State, context: Context, line: NewLine, day: str) -> Line:
    received = (
        line.gross.g
        - (line.tare.g if line.tare else 0)
        - (line.handed_back.g if line.handed_back else 0)
    )
    payable = received - sum(grams for _, grams, _ in line.deductions)
    if received <= 0 or payable < 0:
        raise MassNotPositive(given=line.gross.typed)
    _check_harvest(line, day)
    _check_people(state, line)
    return Line(
        lot=line.lot or context.ids.lot_code(context.prefix),
        product=product(line.product).id,
        gross=(line.gross.g, line.gross.typed),
        tare=(line.tare.g, line.tare.typed) if line.tare else None,
        handed_back=(line.handed_back.g, line.handed_back.typed) if line.handed_back else None,
        received_g=received,
        payable_g=payable,
        deductions=line.deductions,
        claims=check_claims(line.claims),
        plots_known=line.plots_known,
        harvest_from=line.harvest_from,
        harvest_to=line.harvest_to,
        pad=line.pad,
        moisture=line.moisture,
        person=line.person,
        household=line.household,
        plots=line.plots or None,
        price=line.price,
        note=line.note,
    )


def _check_harvest(line: NewLine, day: str) -> None:
    if line.harvest_from and line.harvest_to and line.harvest_to < line.harvest_from:
        raise PeriodBackwards(begins=line.harvest_from, ends=line.harvest_to)
    last = line.harvest_to or line.harvest_from
    if last and last > day:
        raise HarvestAfterDelivery(harvest=last, delivered=day)


def _check_people(state: State, line: NewLine) -> None:
    if line.person:
        state.get(Person, line.person)
    if line.household:
        state.get(Household, line.household)
    for plot, version in line.plots:
        row = state.get(Plot, (plot, version))
        if line.household and row.household != line.household:
            raise NotThisHouseholds(plot=row.name or plot, version=version)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLot(Command):
    """Stock that was there before the log."""

    ACT: ClassVar[str] = "gate"
    product: str
    mass: Mass
    place: str
    how: str = "w"
    claims: tuple[str, ...] = ()
    harvest: str | None = None
    country: str | None = None
    process: str | None = None
    person: str | None = None
    household: str | None = None
    plots: tuple[tuple[str, int], ...] = ()
    declared: str | None = None
    lot: str | None = None

    def needs(self) -> Iterable[Need]:
        """The place."""
        return [(Place, "id", self.place)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Declared, not recorded: the entry says so by its kind."""
        state.get(Place, self.place)
        yield Fact(
            LotOpened(
                lot=self.lot or context.ids.lot_code(context.prefix),
                product=product(self.product).id,
                mass_g=self.mass.g,
                typed=self.mass.typed,
                how="w" if self.how == "w" else "p",
                place=self.place,
                claims=check_claims(self.claims),
                harvest=self.harvest,
                country=self.country,
                process=self.process,
                person=self.person,
                household=self.household,
                plots=self.plots or None,
                declared=self.declared,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyLot(Command):
    """A lot bought from an outside organisation."""

    ACT: ClassVar[str] = "gate"
    product: str
    mass: Mass
    place: str
    seller: str
    claims: tuple[str, ...] = ()
    harvest: str | None = None
    declared: str | None = None

    def needs(self) -> Iterable[Need]:
        """The place and the seller."""
        return [(Place, "id", self.place), (Organisation, "id", self.seller)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Its history before this point is the seller's word."""
        state.get(Place, self.place)
        state.get(Organisation, self.seller)
        yield Fact(
            LotBought(
                lot=context.ids.lot_code(context.prefix),
                product=product(self.product).id,
                mass_g=self.mass.g,
                how="w",
                typed=self.mass.typed,
                place=self.place,
                seller=self.seller,
                claims=check_claims(self.claims),
                harvest=self.harvest,
                declared=self.declared,
            )
        )
