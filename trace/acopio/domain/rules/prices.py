"""Rules for what is agreed beside the scale: prices of lots, expected harvests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from acopio.domain.entries.gate import Agreed, HarvestEstimated, Price, PriceAgreed
from acopio.domain.masses import Mass, unit_named
from acopio.domain.prices import PriceUnreadable, read_amount, read_basis
from acopio.domain.products import product
from acopio.domain.rows.gate import LotPrice
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.rows.parties import Household, Person
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder
from acopio.domain.rules.parties import PeriodBackwards
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal


@dataclass(eq=False)
class NotReceived(Refusal):
    """A price for a lot that did not come in at the gate."""

    code = "not-received"
    lot: str


@dataclass(eq=False)
class DryMassNeeded(Refusal):
    """A price for the dry equivalent, and nobody said how much that is."""

    code = "dry-mass-needed"
    lot: str


def check_price(price: Price | Agreed) -> None:
    """Refuse a price that no receipt could be worked out from.

    Raises:
        PriceUnreadable, UnknownBasis.
    """
    read_basis(price.basis)
    if price.advance is not None:
        read_amount(price.advance)
    if not Decimal(read_amount(price.amount)) or unit_named(price.per) != price.per:
        raise PriceUnreadable(given=f"{price.amount} {price.currency}/{price.per}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreePrice(Command):
    """Say what is paid for a lot that came in, at the delivery or later."""

    ACT: ClassVar[str] = "gate"
    lot: str
    price: Agreed

    def needs(self) -> Iterable[Need]:
        """The lot, the line that it came in by, and the price before."""
        yield Lot, "code", self.lot
        yield DeliveryLine, "lot", self.lot
        yield LotPrice, "lot", self.lot

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The gate where it came in says the price, wherever the lot is by now."""
        lot = state.get(Lot, self.lot)
        line = state.find(DeliveryLine, self.lot)
        if line is None and lot.born != "bought":
            raise NotReceived(lot=lot.code)
        received_by = line.organisation if line else lot.organisation
        if received_by != context.actor.organisation:
            raise NotTheHolder(what=lot.code, holder=received_by)
        check_price(self.price)
        if self.price.basis == "dry" and not self.price.dry_g:
            raise DryMassNeeded(lot=lot.code)
        yield Fact(PriceAgreed(lot=lot.code, price=self.price))


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateHarvest(Command):
    """Say what a family expects to harvest."""

    ACT: ClassVar[str] = "gate"
    household: str
    product: str
    season: str
    begins: str
    ends: str
    mass: Mass
    person: str | None = None

    def needs(self) -> Iterable[Need]:
        """The family, and who says so."""
        yield Household, "id", self.household
        if self.person:
            yield Person, "id", self.person

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A family of ours, a known product, a season that ends after it begins."""
        household = state.get(Household, self.household)
        if household.organisation != context.actor.organisation:
            raise NotFound(what="household", given=self.household)
        if self.person:
            state.get(Person, self.person)
        if self.ends < self.begins:
            raise PeriodBackwards(begins=self.begins, ends=self.ends)
        yield Fact(
            HarvestEstimated(
                product=product(self.product).id,
                season=self.season,
                valid_from=self.begins,
                valid_to=self.ends,
                mass_g=self.mass.g,
                typed=self.mass.typed,
                household=self.household,
                person=self.person,
            )
        )
