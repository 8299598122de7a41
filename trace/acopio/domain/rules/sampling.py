"""Rules for drawing samples: from sacks, in portions, under a blind code."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from acopio.domain.entries import quality as kinds
from acopio.domain.entries.fields import SackRange
from acopio.domain.masses import Mass
from acopio.domain.rows.lots import FULL, Batch, Lot, Sack
from acopio.domain.rows.parties import Organisation, Staff
from acopio.domain.rules.base import Command, Context, Fact, NamedTwice, Need, enough, ours
from acopio.domain.rules.batches import working
from acopio.domain.rules.lots import apart, in_ranges, label_of, sacks_in
from acopio.domain.state import State
from acopio.errors import Refusal

PURPOSES = ("process", "own-grading", "offer", "pre-shipment", "arrival", "arbitration")


@dataclass(eq=False)
class UnknownPurpose(Refusal):
    """A purpose of sampling that does not exist."""

    code = "unknown-purpose"
    given: str
    known: str = ", ".join(PURPOSES)


@dataclass(eq=False)
class SampleEmptiesSacks(Refusal):
    """A sample as heavy as all the sacks that it is said to come from."""

    code = "sample-empties-sacks"
    lot: str
    numbers: str
    inside_g: int
    asked_g: int


@dataclass(eq=False)
class PortionsExceed(Refusal):
    """Sealed portions that weigh more than the sample they are parts of."""

    code = "portions-exceed"
    sample_g: int
    portions_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A sealed part of a sample."""

    name: str
    mass: Mass
    seal: str | None = None
    kept_at: str | None = None
    kept_until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw(Command):
    """Draw a sample from a lot or batch."""

    ACT: ClassVar[str] = "sample"
    purpose: str
    mass: Mass
    lot: str | None = None
    batch: str | None = None
    sacks: tuple[tuple[int, int], ...] = ()
    """Sacks of the lot that were opened: each gives in proportion to what it weighs."""
    seals: tuple[str, ...] = ()
    witness: str | None = None
    sample: str | None = None
    portions: tuple[Portion, ...] = ()
    plan: str | None = None
    """The standard whose plan was followed."""
    drawn_by: str | None = None
    """A colleague who drew it, where it was not who writes it down."""
    drawn_by_outside: str | None = None
    """The organisation whose person drew it."""

    def needs(self) -> Iterable[Need]:
        """What is sampled."""
        if self.lot:
            yield Lot, "code", self.lot
            yield Sack, "lot", self.lot
        if self.batch:
            yield Batch, "id", self.batch
        if self.drawn_by:
            yield Staff, "id", self.drawn_by
        if self.drawn_by_outside:
            yield Organisation, "id", self.drawn_by_outside

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The sample takes its mass along, and a blind code that only the vault knows."""
        if self.purpose not in PURPOSES:
            raise UnknownPurpose(given=self.purpose)
        changes: tuple[Any, ...]
        opened: tuple[SackRange, ...] = ()
        of_sacks = 0
        self._check_portions()
        if self.lot:
            lot = ours(state, self.lot, context.actor)
            enough(lot, self.mass.g)
            opened = self._opened(state, lot)
            of_sacks = sum(one.state in FULL for one in state.where(Sack, "lot", lot.code))
            changes = ((Lot, lot.code),)
        else:
            batch = working(state, self.batch or "", context)
            changes = ((Batch, batch.id),)
        yield Fact(
            kinds.SampleDrawn(
                sample=self.sample or context.ids.uuid(),
                number=f"M-{context.ids.signs(5)}",
                purpose=self.purpose,
                mass_g=self.mass.g,
                typed=self.mass.typed,
                lot=self.lot,
                batch=self.batch,
                seals=self.seals,
                sacks=opened,
                drawn_by=self._who(state, context),
                witness=self.witness,
                blind=context.ids.signs(6),
                portions=tuple(
                    kinds.Portion(
                        name=one.name,
                        mass_g=one.mass.g,
                        seal=one.seal,
                        kept_at=one.kept_at,
                        kept_until=one.kept_until,
                    )
                    for one in self.portions
                ),
                of_sacks=of_sacks or None,
                plan=self.plan,
                drawn_by_outside=self.drawn_by_outside,
            ),
            changes,
        )

    def _who(self, state: State, context: Context) -> str | None:
        """Return who of us drew it: nobody, where an outside organisation did."""
        if self.drawn_by_outside:
            state.get(Organisation, self.drawn_by_outside)
            return None
        if self.drawn_by:
            return state.get(Staff, (self.drawn_by, context.actor.organisation)).id
        return context.actor.people[0]

    def _check_portions(self) -> None:
        """Refuse portions of one name, or heavier than the sample.

        Raises:
            NamedTwice, PortionsExceed.
        """
        names = [one.name for one in self.portions]
        for name in names:
            if names.count(name) > 1:
                raise NamedTwice(what=name)
        together = sum(one.mass.g for one in self.portions)
        if self.portions and together > self.mass.g:
            raise PortionsExceed(sample_g=self.mass.g, portions_g=together)

    def _opened(self, state: State, lot: Lot) -> tuple[SackRange, ...]:
        """Return the sacks that gave; where none is named, what is loose gives, then all of them.

        Raises:
            SampleEmptiesSacks: the sacks that were opened do not hold so much.
            SackNotHere, NamedTwice.
        """
        if not self.sacks:
            return ()
        label = label_of(state, lot)
        apart(self.sacks, label)
        inside = sum(one.mass_g or 0 for one in sacks_in(state, lot, label, self.sacks))
        if self.mass.g >= inside and self.mass.g < lot.left_g:
            numbers = in_ranges(n for first, last in self.sacks for n in range(first, last + 1))
            raise SampleEmptiesSacks(
                lot=lot.code, numbers=numbers, inside_g=inside, asked_g=self.mass.g
            )
        return tuple((label, first, last) for first, last in self.sacks)
