"""Rules at the gate: what a delivery line must add up to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.deductions import DEDUCTIONS, UnknownDeduction
from acopio.domain.entries.gate import (
    DeliveryReceived,
    Line,
    LotBought,
    LotOpened,
    PlotsKnown,
    Price,
)
from acopio.domain.masses import Mass, MassNotPositive
from acopio.domain.pads import pad_key
from acopio.domain.products import product
from acopio.domain.rows.gate import PadReceipt
from acopio.domain.rows.parties import Household, Organisation, Person, Place, Plot
from acopio.domain.rules.base import Command, Context, Fact, Need, NothingNamed
from acopio.domain.rules.claims import SingleFarmOfNobody, Whose, backed, claim_needs
from acopio.domain.rules.counting import percent
from acopio.domain.rules.land import check_country, check_version
from acopio.domain.rules.parties import PeriodBackwards
from acopio.domain.rules.prices import check_price
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


@dataclass(eq=False)
class DeductionsExceed(Refusal):
    """More is taken off a line than it weighs."""

    code = "deductions-exceed"
    received_g: int
    deducted_g: int


@dataclass(eq=False)
class PadUsed(Refusal):
    """A sheet of a pad on which another delivery stands already."""

    code = "pad-used"
    pad: str
    lot: str
    day: str


@dataclass(eq=False)
class PadShared(Refusal):
    """One sheet of a pad for two families of a ticket, and another one for the rest."""

    code = "pad-shared"
    pad: str


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
    people: tuple[str, ...] = ()
    """The people of the household: a claim may lean on the membership of any of them."""
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

    @property
    def whose(self) -> Whose:
        """Whose beans they are, for claims that lean on a certificate."""
        return Whose(person=self.person, household=self.household, people=self.people)


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
            if line.pad:
                yield PadReceipt, "pad", pad_key(line.pad)
            yield from claim_needs(line.claims, line.whose)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """One entry for the ticket; one lot for each line."""
        state.get(Place, self.place)
        if not self.lines:
            raise NothingNamed(what="lines")
        check_pads([(line.pad, line.household or line.person) for line in self.lines])
        _check_used(state, context.actor.organisation, self.lines)
        day = day_of(self.occurred_at, context.zone)
        lines = tuple(line_of(state, context, line, day) for line in self.lines)
        yield Fact(
            DeliveryReceived(
                delivery=context.ids.uuid(),
                place=self.place,
                lines=lines,
                group=self.group,
                collected=self.collected,
            )
        )


def line_of(state: State, context: Context, line: NewLine, day: str) -> Line:
    """Return a line as it is recorded, or refuse what cannot be so.

    Raises:
        Refusal: of mass, harvest, people, plots, claims, moisture or price.
    """
    received, payable = weighed(line)
    check_harvest(line, day)
    if line.moisture:
        percent(line.moisture)
    if line.price:
        check_price(line.price)
    _check_people(state, line, day)
    claims = check_claims(line.claims)
    if "single-farm" in claims and not line.household:
        raise SingleFarmOfNobody
    return Line(
        lot=line.lot or context.ids.lot_code(context.prefix),
        product=product(line.product).id,
        gross=(line.gross.g, line.gross.typed),
        tare=(line.tare.g, line.tare.typed) if line.tare else None,
        handed_back=(line.handed_back.g, line.handed_back.typed) if line.handed_back else None,
        received_g=received,
        payable_g=payable,
        deductions=line.deductions,
        claims=claims,
        claim_certificates=backed(state, context, claims, line.product, line.whose, day),
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


def weighed(line: NewLine) -> tuple[int, int]:
    """Return the received and the payable grams of a line.

    Raises:
        MassNotPositive: nothing is left of the gross mass.
        UnknownDeduction, DeductionsExceed.
    """
    received = (
        line.gross.g
        - (line.tare.g if line.tare else 0)
        - (line.handed_back.g if line.handed_back else 0)
    )
    if received <= 0:
        raise MassNotPositive(given=line.gross.typed)
    for kind, _, _ in line.deductions:
        if kind not in DEDUCTIONS:
            raise UnknownDeduction(given=kind)
    deducted = sum(grams for _, grams, _ in line.deductions)
    if deducted > received:
        raise DeductionsExceed(received_g=received, deducted_g=deducted)
    return received, received - deducted


def check_pads(lines: Sequence[tuple[str | None, str | None]]) -> None:
    """Refuse a sheet that two families of a ticket share, unless it is the whole ticket's.

    Args:
        lines: number of the pad and family of each line.

    Raises:
        PadShared.
    """
    families: dict[str, set[str | None]] = {}
    for pad, family in lines:
        if pad:
            families.setdefault(pad_key(pad), set()).add(family)
    whole = len(families) == 1 and all(pad for pad, _ in lines)
    for pad, _ in lines:
        if pad and not whole and len(families[pad_key(pad)]) > 1:
            raise PadShared(pad=pad)


def _check_used(state: State, organisation: str, lines: tuple[NewLine, ...]) -> None:
    for line in lines:
        sheet = state.find(PadReceipt, (organisation, pad_key(line.pad))) if line.pad else None
        if sheet is not None:
            raise PadUsed(pad=line.pad or "", lot=sheet.lot, day=sheet.day)


def check_harvest(line: NewLine, day: str) -> None:
    """Refuse beans that were picked after they were delivered, or in no period at all.

    Raises:
        PeriodBackwards, HarvestAfterDelivery.
    """
    if line.harvest_from and line.harvest_to and line.harvest_to < line.harvest_from:
        raise PeriodBackwards(begins=line.harvest_from, ends=line.harvest_to)
    last = line.harvest_to or line.harvest_from
    if last and last > day:
        raise HarvestAfterDelivery(harvest=last, delivered=day)


def _check_people(state: State, line: NewLine, day: str) -> None:
    if line.person:
        state.get(Person, line.person)
    if line.household:
        state.get(Household, line.household)
    for plot, version in line.plots:
        row = state.get(Plot, (plot, version))
        if line.household and row.household != line.household:
            raise NotThisHouseholds(plot=row.name or plot, version=version)
        last = line.harvest_to or line.harvest_from or day
        check_version(state, row, line.harvest_from or last, last)


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
    people: tuple[str, ...] = ()
    plots: tuple[tuple[str, int], ...] = ()
    declared: str | None = None
    lot: str | None = None

    @property
    def whose(self) -> Whose:
        """Of a family where that is known, else the organisation's own."""
        return Whose(person=self.person, household=self.household, people=self.people, stock=True)

    def needs(self) -> Iterable[Need]:
        """The place, and who it is of."""
        yield Place, "id", self.place
        if self.person:
            yield Person, "id", self.person
        if self.household:
            yield Household, "id", self.household
        yield from claim_needs(self.claims, self.whose)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Declared, not recorded: the entry says so by its kind."""
        state.get(Place, self.place)
        if self.person:
            state.get(Person, self.person)
        if self.household:
            state.get(Household, self.household)
        claims = check_claims(self.claims)
        day = day_of(self.occurred_at, context.zone)
        yield Fact(
            LotOpened(
                lot=self.lot or context.ids.lot_code(context.prefix),
                product=product(self.product).id,
                mass_g=self.mass.g,
                typed=self.mass.typed,
                how="w" if self.how == "w" else "p",
                place=self.place,
                claims=claims,
                claim_certificates=backed(state, context, claims, self.product, self.whose, day),
                harvest=self.harvest,
                country=check_country(self.country) if self.country else None,
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
    how: str = "w"
    claims: tuple[str, ...] = ()
    harvest: str | None = None
    country: str | None = None
    process: str | None = None
    declared: str | None = None

    def needs(self) -> Iterable[Need]:
        """The place, the seller, the seller's certificates."""
        yield Place, "id", self.place
        yield Organisation, "id", self.seller
        yield from claim_needs(self.claims, Whose(seller=self.seller))

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Its history before this point is the seller's word."""
        state.get(Place, self.place)
        state.get(Organisation, self.seller)
        claims = check_claims(self.claims)
        day, whose = day_of(self.occurred_at, context.zone), Whose(seller=self.seller)
        yield Fact(
            LotBought(
                lot=context.ids.lot_code(context.prefix),
                product=product(self.product).id,
                mass_g=self.mass.g,
                how="w" if self.how == "w" else "p",
                typed=self.mass.typed,
                place=self.place,
                seller=self.seller,
                claims=claims,
                claim_certificates=backed(state, context, claims, self.product, whose, day),
                harvest=self.harvest,
                country=check_country(self.country) if self.country else None,
                process=self.process,
                declared=self.declared,
            )
        )
