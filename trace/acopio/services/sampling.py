"""Drawing samples: how many sacks to open, which, and what was drawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.domain.entries.fields import Document
from acopio.domain.masses import DEFAULT_QUINTAL_G, parse_mass
from acopio.domain.permissions import Actor
from acopio.domain.products import product as product_named
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.sampling import Draw, Portion
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.quality.sampling import RULES, Plan, pick, plan
from acopio.services.find import Finder
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.services.people import account_named
from acopio.services.sack_numbers import sack_ranges
from acopio.storage.reader import Reader

PORTIONS = {
    "vendedor": "seller", "comprador": "buyer", "arbitraje": "arbitration", "propia": "own",
}  # fmt: skip


@dataclass(eq=False)
class PortionUnreadable(Refusal):
    """A portion that is not written as NAME=MASS[:SEAL[:PLACE[:UNTIL]]]."""

    code = "portion-unreadable"
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWords:
    """A sample to be drawn."""

    lot: str
    mass: str
    purpose: str = "own-grading"
    sacks: str | None = None
    """Sacks that were opened: ``1-75,80``."""
    seals: tuple[str, ...] = ()
    witness: str | None = None
    day: str | None = None
    portions: tuple[str, ...] = ()
    """``seller=0.6:SEAL-1:store:2027-12-31``."""
    drawn_by: str | None = None
    """A colleague, or an organisation whose person drew it."""


def draw(node: Node, actor: Actor, words: SampleWords, docs: tuple[Document, ...] = ()) -> Sample:
    """Draw a sample from a lot; it has a number for its seal, and a blind code for the table.

    Raises:
        Refusal: what was typed cannot be read, or the rules of drawing are broken.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        lot = desk.finder.lot(words.lot)
        staff, outside = _drawer(desk, words.drawn_by)
        planned = _planned(reader, lot)
        command = Draw(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            docs=docs,
            purpose=words.purpose,
            mass=desk.mass(words.mass),
            lot=lot.code,
            sacks=sack_ranges(words.sacks) if words.sacks else (),
            seals=words.seals,
            witness=words.witness,
            portions=tuple(_portions(desk, words.portions)),
            plan=planned.source.standard if planned and _followed(planned, words.sacks) else None,
            drawn_by=staff,
            drawn_by_outside=outside,
        )
    identity = node.carry_out(actor, [command])[0].entries[0].body["sample"]
    with node.reading() as reader:
        sample = reader.one(Sample, id=identity)
    if sample is None:
        raise NotFound(what="sample", given=str(identity))
    return sample


def planned_sacks(node: Node, sample: Sample) -> int | None:
    """Return how many sacks the plan asks for where fewer were opened, else nothing."""
    with node.reading() as reader:
        lot = reader.one(Lot, code=sample.lot)
        planned = _planned(reader, lot) if lot else None
    if planned is None or planned.sacks is None or sample.opened_sacks >= planned.sacks:
        return None
    return planned.sacks


def _drawer(desk: Desk, text: str | None) -> tuple[str | None, str | None]:
    """Return the colleague or the outside organisation that drew a sample."""
    if text is None:
        return None, None
    name = text.strip().casefold()
    for account in desk.reader.accounts():
        if (account.name, account.organisation) == (name, desk.actor.organisation):
            return account_named(desk.reader, name, desk.actor.organisation).staff, None
    return None, desk.finder.organisation_named(text).id


def _portions(desk: Desk, texts: Iterable[str]) -> Iterable[Portion]:
    for text in texts:
        name, equals, rest = text.partition("=")
        mass, seal, place, until = (*rest.split(":"), "", "", "")[:4]
        if not equals or not name.strip() or not mass.strip() or rest.count(":") > 3:
            raise PortionUnreadable(given=text)
        key = name.strip().casefold()
        yield Portion(
            name=PORTIONS.get(key, key),
            mass=desk.mass(mass),
            seal=seal.strip() or None,
            kept_at=place.strip() or None,
            kept_until=desk.harvest_day(until) if until.strip() else None,
        )


def _full_sacks(reader: Reader, lot: Lot) -> list[Sack]:
    return [one for one in reader.where(Sack, lot=lot.code) if one.state in FULL]


def _planned(reader: Reader, lot: Lot) -> Plan | None:
    """Return the plan of a lot in sacks; nothing where no standard of sampling is kept."""
    sacks = len(_full_sacks(reader, lot))
    return plan(lot.product, sacks=sacks) if sacks and lot.product in RULES else None


def _followed(planned: Plan, sacks: str | None) -> bool:
    opened = sum(last - first + 1 for first, last in sack_ranges(sacks)) if sacks else 0
    return planned.sacks is not None and opened >= planned.sacks


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPlan:
    """The sampling plan of a lot, with the sacks to open."""

    lot: str | None
    plan: Plan
    of_sacks: int | None
    sacks: tuple[int, ...]
    seed: str


def plan_for(
    node: Node, organisation: str, *, lot: str | None = None, product: str = "cacao.dry",
    sacks: int | None = None, mass: str | None = None, seed: str | None = None,
) -> LotPlan:  # fmt: skip
    """Return how a lot is sampled: its own sacks, or so many of a product.

    Which sacks are opened is drawn at random; with the seed that is shown, anybody draws the same.

    Raises:
        NotFound, NoSamplingPlan, PlanImpossible, NothingMeasured.
    """
    chosen = seed or node.ids.signs(8)
    if lot is None:
        grams = parse_mass(mass, DEFAULT_QUINTAL_G).g if mass else None
        made = plan(product_named(product).id, sacks=sacks, mass_g=grams)
        numbers = list(range(1, (sacks or 0) + 1))
        return _with_sacks(None, made, numbers, chosen)
    with node.reading() as reader:
        found = Finder(reader, organisation).lot(lot)
        numbers = sorted(one.number for one in _full_sacks(reader, found))
        made = plan(found.product, sacks=len(numbers) or None, mass_g=found.left_g)
    return _with_sacks(found.code, made, numbers, chosen)


def _with_sacks(lot: str | None, made: Plan, numbers: list[int], seed: str) -> LotPlan:
    opened = pick(made.sacks, numbers, seed) if made.sacks and numbers else ()
    return LotPlan(lot=lot, plan=made, of_sacks=len(numbers) or None, sacks=opened, seed=seed)
