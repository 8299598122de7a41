"""A family's season: what it expects, what it has delivered so far, what is left."""

from dataclasses import dataclass

from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS, product
from acopio.domain.rows.gate import Estimate
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.rules.prices import EstimateHarvest
from acopio.domain.times import day_of
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.services.seasons import Period, season_of
from acopio.storage.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateWords:
    """What a family expects, as it is typed."""

    household: str
    mass: str
    product: str
    season: str | None = None
    begins: str | None = None
    ends: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a family has delivered of a product with the same claims."""

    claims: tuple[str, ...]
    deliveries: int
    received_g: int
    payable_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductSeason:
    """A family's season of one product."""

    product: str
    season: str
    begins: str
    ends: str
    delivered: tuple[Delivered, ...]
    received_g: int
    payable_g: int
    estimate_g: int | None
    left_g: int | None
    """Of the estimate; less than nothing when more came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySeason:
    """What a family has delivered so far, by product and claim."""

    household: str
    number: str | None
    name: str | None
    products: tuple[ProductSeason, ...]


def estimate(node: Node, actor: Actor, words: EstimateWords) -> FamilySeason:
    """Record what a family expects to harvest; return its season.

    Without days it is for the season that the day falls in.

    Raises:
        NotFound, UnknownProduct, PeriodBackwards, MassUnreadable.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        household = desk.finder.household(words.household)
        occurred = desk.day(words.day)
        made = product(words.product)
        begins = desk.harvest_day(words.begins)
        inside = begins or day_of(occurred, desk.zone)
        period = season_of(reader, actor.organisation, made.crop, inside)
        command = EstimateHarvest(
            id=node.ids.uuid(),
            occurred_at=occurred,
            household=household.id,
            product=made.id,
            season=words.season or period.name,
            begins=begins or period.begins,
            ends=desk.harvest_day(words.ends) or period.ends,
            mass=desk.mass(words.mass),
        )
    node.carry_out(actor, [command])
    return season(node, actor, words.household, inside)


def season(node: Node, actor: Actor, household: str, day: str | None = None) -> FamilySeason:
    """Return a family's season so far: the one that the day falls in, for each product.

    Raises:
        NotFound: no such family.
    """
    actor.require("gate")
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        family = desk.finder.household(household)
        on = desk.harvest_day(day) or day_of(desk.day(None), desk.zone)
        lines = delivered_by(reader, actor.organisation, family.id)
        expected = reader.where(Estimate, household=family.id, organisation=actor.organisation)
        made = {line.product for line in lines} | {one.product for one in expected}
        claims = {
            lot.code: lot.claims for lot in reader.among(Lot, "code", [line.lot for line in lines])
        }
        products = []
        for one in sorted(made):
            period = season_of(reader, actor.organisation, PRODUCTS[one].crop, on)
            inside = [
                line
                for line in lines
                if line.product == one and period.begins <= line.day <= period.ends
            ]
            known = estimate_of(reader, actor.organisation, family.id, one, period)
            if inside or known:
                products.append(_product(one, period, inside, claims, known))
    return FamilySeason(
        household=family.id, number=family.number, name=family.name, products=tuple(products)
    )


def _product(
    made: str,
    period: Period,
    lines: list[DeliveryLine],
    claims: dict[str, tuple[str, ...]],
    known: Estimate | None,
) -> ProductSeason:
    by_claims: dict[tuple[str, ...], list[DeliveryLine]] = {}
    for line in lines:
        by_claims.setdefault(claims[line.lot], []).append(line)
    received = sum(line.received_g for line in lines)
    return ProductSeason(
        product=made,
        season=period.name,
        begins=period.begins,
        ends=period.ends,
        delivered=tuple(
            Delivered(
                claims=kept,
                deliveries=len(listed),
                received_g=sum(line.received_g for line in listed),
                payable_g=sum(line.payable_g for line in listed),
            )
            for kept, listed in sorted(by_claims.items())
        ),
        received_g=received,
        payable_g=sum(line.payable_g for line in lines),
        estimate_g=known.grams if known else None,
        left_g=known.grams - received if known else None,
    )


def delivered_by(reader: Reader, organisation: str, household: str) -> list[DeliveryLine]:
    """Return what a family has handed over at an organisation's gate."""
    lines = reader.where(DeliveryLine, household=household, organisation=organisation)
    return weighed_lines(reader, lines)


def weighed_lines(reader: Reader, lines: list[DeliveryLine]) -> list[DeliveryLine]:
    """Return the lines that were weighed at the gate: opening stock was not."""
    lots = reader.among(Lot, "code", [line.lot for line in lines])
    delivered = {lot.code for lot in lots if lot.born == "delivery"}
    return [line for line in lines if line.lot in delivered]


def estimate_of(
    reader: Reader, organisation: str, household: str, made: str, period: Period
) -> Estimate | None:
    """Return the latest estimate of a family for a product in a season."""
    known = [
        one
        for one in reader.where(Estimate, household=household, organisation=organisation)
        if one.product == made and one.begins <= period.ends and period.begins <= one.ends
    ]
    return max(known, key=lambda one: (one.day, one.id), default=None)
