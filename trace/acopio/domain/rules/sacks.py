"""Rules for what happens to numbered sacks after they were packed or reserved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries import lots as kinds
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    NamedTwice,
    Need,
    NothingNamed,
    ReasonNeeded,
    ours,
)
from acopio.domain.rules.counting import UNMEASURED_PERMILLE
from acopio.domain.rules.lots import TooManySacks, apart, label_of, runs, sacks_in
from acopio.domain.state import State
from acopio.errors import Refusal

BEFORE: dict[str, tuple[str, ...]] = {
    "packed": ("reserved", *FULL),
    "re-bagged": FULL,
    "emptied": FULL,
    "burst": FULL,
    "missing": FULL,
    "void": ("reserved",),
    "re-used": ("emptied", "burst", "void"),
}
"""What may become of a sack, and the states it must be in before."""
EXPLAINED = ("burst", "missing", "void")


@dataclass(eq=False)
class UnknownSackState(Refusal):
    """Something that cannot happen to a sack."""

    code = "unknown-sack-state"
    given: str
    known: str = ", ".join(BEFORE)


Weights = tuple[tuple[int, int], ...]
"""Sack number and grams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighSacks(Command):
    """Put sacks on the scale: reserved ones for the first time, others again, or into new bags.

    What a sack weighs moves beans between it and the loose part of its lot. What the lot has is
    changed by a count alone, so that a gain or loss always has a cause: sacks never weigh more
    together than the lot has.
    """

    ACT: ClassVar[str] = "pack"
    lot: str
    weights: Weights
    typed: tuple[str, ...] = ()
    rebagged: bool = False
    packed_for: str | None = None
    """The lot on the sacks' labels, when it is another than ``lot``."""
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot and its sacks."""
        yield Lot, "code", self.lot
        yield Sack, "lot", self.lot

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Every sack is in the lot, and all together weigh no more than it."""
        lot = ours(state, self.lot, context.actor)
        label = self.packed_for or label_of(state, lot)
        becomes = "re-bagged" if self.rebagged else "packed"
        masses = _masses(self.weights, label)
        sacks = sacks_in(state, lot, label, tuple((one, one) for one in masses), BEFORE[becomes])
        before = sum(one.mass_g or 0 for one in sacks if one.state in FULL)
        packed_g = lot.packed_g - before + sum(masses.values())
        if packed_g > lot.left_g:
            raise TooManySacks(
                lot=lot.code,
                loose_g=max(lot.left_g - lot.packed_g + before, 0),
                asked_g=sum(masses.values()),
            )
        yield Fact(
            kinds.SackChanged(
                lot=lot.code,
                state=becomes,
                sacks=tuple((label, one, one, grams) for one, grams in sorted(masses.items())),
                typed=self.typed,
                reason=self.reason,
            ),
            ((Lot, lot.code),),
        )


def _masses(weights: Weights, label: str) -> dict[int, int]:
    """Return grams by number.

    Raises:
        NothingNamed, NamedTwice.
    """
    if not weights:
        raise NothingNamed(what="sacks")
    masses: dict[int, int] = {}
    for number, grams in weights:
        if number in masses:
            raise NamedTwice(what=f"{label} {number}")
        masses[number] = grams
    return masses


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSacks(Command):
    """Sacks were put into new bags, emptied, burst, are missing, void or used again.

    Beans of an emptied or burst sack stay in the lot, loose; what was spilt is found by the next
    count. A missing sack is gone with its beans: a loss of the lot. A void number was never
    filled. A bag that is used again says so wherever its old label is read.
    """

    ACT: ClassVar[str] = "pack"
    lot: str
    becomes: str
    sacks: tuple[tuple[int, int], ...] = ()
    unused: bool = False
    """All that are reserved and were never filled."""
    packed_for: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot and its sacks."""
        yield Lot, "code", self.lot
        yield Sack, "lot", self.lot
        if self.packed_for:
            yield Sack, "packed_for", self.packed_for

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """What is lost has a reason, and beyond 1 % of the lot a second person."""
        lot = ours(state, self.lot, context.actor)
        if self.becomes not in BEFORE:
            raise UnknownSackState(given=self.becomes)
        label = self.packed_for or label_of(state, lot)
        ranges = _reserved(state, lot, label) if self.unused else self.sacks
        if not ranges:
            raise NothingNamed(what="sacks")
        apart(ranges, label)
        found = sacks_in(state, lot, label, ranges, BEFORE[self.becomes])
        if self.becomes in EXPLAINED and not self.reason:
            raise ReasonNeeded(why="sacks-gone")
        gone_g = sum(one.mass_g or 0 for one in found) if self.becomes == "missing" else 0
        if gone_g * 1000 > lot.left_g * UNMEASURED_PERMILLE:
            context.actor.require_second("sacks-gone")
        yield Fact(
            kinds.SackChanged(
                lot=lot.code,
                state=self.becomes,
                sacks=tuple((label, first, last, None) for first, last in ranges),
                reason=self.reason,
            ),
            ((Lot, lot.code),),
        )


def _reserved(state: State, lot: Lot, label: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the numbers of a lot that were reserved and never filled."""
    return runs(
        one.number
        for one in state.where(Sack, "lot", lot.code)
        if one.state == "reserved" and one.packed_for == label
    )
