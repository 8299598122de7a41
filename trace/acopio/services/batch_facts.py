"""What is in a box or dryer, from whom, what was noted and counted, and what it has given."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import Batch, BatchCheck, BatchNote, DeliveryLine, Flow, Lot
from acopio.domain.rows.parties import Household, Person
from acopio.domain.rules import batches
from acopio.domain.shares import shares
from acopio.domain.state import State
from acopio.domain.yields import Judged, judge
from acopio.errors import Refusal
from acopio.quality.intervals import wilson_95
from acopio.quality.rounding import half_up
from acopio.services.find import Finder
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.services.processing import at_work
from acopio.storage.reader import Reader
from acopio.storage.unit_of_work import Outcome
from acopio.storage.vessels import unweighed_before


@dataclass(eq=False)
class CountUnreadable(Refusal):
    """A count of beans that is not written as ``slaty=7``."""

    code = "count-unreadable"
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What came from one family, person or lot."""

    name: str
    mass_g: int
    lots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """A share of counted beans, with its 95 % interval (Wilson 1927)."""

    what: str
    counted: int
    beans: int
    percent: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One process check: percentages with n, never a grade."""

    day: str
    beans: int
    values: tuple[Percentage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFacts:
    """A batch as staff see it."""

    batch: Batch
    days: int
    """Days it has been open."""
    by_mass: tuple[Share, ...]
    notes: tuple[BatchNote, ...]
    checks: tuple[Checked, ...]
    given: tuple[Lot, ...]
    judged: Judged

    def percent(self, grams: int) -> str:
        """Return grams as a share of what was weighed before, in per cent."""
        whole = self.judged.weighed_in_g
        return str(half_up(Fraction(100 * grams, whole), 1)) if whole else ""


def batch_facts(node: Node, organisation: str, text: str) -> BatchFacts:
    """Return what is known of the batch in a vessel: the open one, else the latest."""
    with node.reading() as reader:
        batch = Finder(reader, organisation).batch(text)
        state = State()
        state.load([batch, *unweighed_before(reader.connection, [batch.id])])
        end = batch.closed_on or node.today()
        notes = sorted(reader.where(BatchNote, batch=batch.id), key=lambda one: (one.day, one.id))
        checks = sorted(reader.where(BatchCheck, batch=batch.id), key=lambda one: (one.day, one.id))
        return BatchFacts(
            batch=batch,
            days=(date.fromisoformat(end) - date.fromisoformat(batch.opened_on)).days,
            by_mass=_by_mass(reader, batch),
            notes=tuple(notes),
            checks=tuple(map(percentages, checks)),
            given=tuple(reader.where(Lot, step=batch.id)),
            judged=judge(state, batch),
        )


def _by_mass(reader: Reader, batch: Batch) -> tuple[Share, ...]:
    """Return from whom a batch was filled, the most first."""
    origins: dict[str, int] = {}
    for flow in reader.where(Flow, step=batch.id, way="in"):
        for lot, grams in shares(flow.lot, flow.grams, reader.ancestry(flow.lot)).items():
            origins[lot] = origins.get(lot, 0) + grams
    lines = {line.lot: line for line in reader.among(DeliveryLine, "lot", origins)}
    members = reader.among(Person, "id", [line.person for line in lines.values()])
    people = {row.id: row.name for row in members}
    homes = reader.among(Household, "id", [line.household for line in lines.values()])
    families = {row.id: " ".join(filter(None, (row.number, row.name))) for row in homes}
    found: dict[str, tuple[int, int]] = {}
    for lot, grams in origins.items():
        line = lines.get(lot)
        name = families.get(line.household or "") or people.get(line.person or "") if line else None
        before, count = found.get(name or lot, (0, 0))
        found[name or lot] = before + grams, count + 1
    ordered = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(Share(name=name, mass_g=g, lots=count) for name, (g, count) in ordered)


def percentages(check: BatchCheck) -> Checked:
    """Return the percentages of a process check, each with its interval."""
    values = []
    for what, text in check.figures:
        counted = int(text)
        low, high = wilson_95(counted, check.beans)
        values.append(
            Percentage(
                what=what,
                counted=counted,
                beans=check.beans,
                percent=str(half_up(Fraction(100 * counted, check.beans), 1)),
                low=str(half_up(100 * max(low, Fraction(0)), 1)),
                high=str(half_up(100 * min(high, Fraction(1)), 1)),
            )
        )
    return Checked(day=check.day, beans=check.beans, values=tuple(values))


def check_beans(
    node: Node, actor: Actor, vessel: str, beans: int, counts: tuple[str, ...], *,
    day: str | None = None,
) -> Outcome:  # fmt: skip
    """Record a process check of so many beans; counts are written as ``slaty=7``.

    Raises:
        CountUnreadable, ChecksExceed, VesselEmpty.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = batches.Check(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=at_work(desk, vessel).id,
            beans=beans,
            counts=tuple(map(_count, counts)),
        )
    return node.carry_out(actor, [command])[0]


def _count(text: str) -> tuple[str, int]:
    what, _, number = text.partition("=")
    if not what.strip() or not (number.strip().isascii() and number.strip().isdigit()):
        raise CountUnreadable(given=text)
    if len(number.strip()) > 6:
        raise CountUnreadable(given=text)
    return what.strip().lower(), int(number)
