"""Rules for blending, splitting and packing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from acopio.domain.codes import SACK_NUMBER_MAX, SackNumberOutOfRange
from acopio.domain.entries import lots as kinds
from acopio.domain.entries.fields import Part
from acopio.domain.masses import Mass, MassNotPositive
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rules.base import (
    Command,
    Context,
    DifferentProducts,
    Fact,
    InSacks,
    NamedTwice,
    Need,
    ReasonNeeded,
    distinct,
    enough,
    farms_of,
    kept_claims,
    loose,
    not_held,
    ours,
)
from acopio.domain.rules.batches import ElsewhereInBatch
from acopio.domain.state import State
from acopio.errors import Refusal

TOLERANCE_PERMILLE = 5
"""Blending loses dust: up to 0.5 % either way needs no explanation."""


@dataclass(eq=False)
class SackNotHere(Refusal):
    """Sacks that are not in the lot, or are empty, missing or void."""

    code = "sack-not-here"
    lot: str
    numbers: str
    """Each that is not, as ``12, 14-16``."""


@dataclass(eq=False)
class RejectedInBlend(Refusal):
    """A rejected lot enters a blend only with a reason and a second person."""

    code = "rejected-in-blend"
    lot: str


@dataclass(eq=False)
class TooManySacks(Refusal):
    """More mass in sacks than the lot has loose."""

    code = "sacks-exceed-lot"
    lot: str
    loose_g: int
    asked_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Blend(Command):
    """Mix lots of one product into a new one. ``None`` means all that is left."""

    ACT: ClassVar[str] = "process"
    inputs: tuple[tuple[str, int | None], ...]
    output: Mass
    inputs_typed: tuple[str, ...] = ()
    lose: tuple[str, ...] = ()
    reason: str | None = None
    lot: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lots and their sacks."""
        for code, _ in self.inputs:
            yield Lot, "code", code
            yield Sack, "lot", code

    def ancestry(self) -> Iterable[str]:
        """Holds block blending."""
        return [code for code, _ in self.inputs]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Same product, same place, no hold, claims only get fewer, difference in tolerance."""
        distinct([code for code, _ in self.inputs], "lots")
        lots = [ours(state, code, context.actor) for code, _ in self.inputs]
        self._check_lots(state, context, lots)
        parts: list[Part] = []
        for lot, (_, grams) in zip(lots, self.inputs, strict=True):
            asked = lot.left_g if grams is None else grams
            enough(lot, 1 if grams is None else grams)
            loose(lot, asked)
            parts.append((lot.code, asked, "a" if grams is None else "w"))
        kept, lost = kept_claims(
            None, lots, self.lose, self.reason, farms_of(state, [lot.code for lot in lots])
        )
        taken = sum(grams for _, grams, _ in parts)
        difference = taken - self.output.g
        if abs(difference) * 1000 > taken * TOLERANCE_PERMILLE:
            _explained(context, self.reason, "difference-beyond-tolerance")
        yield Fact(
            kinds.LotBlended(
                lot=self.lot or context.ids.lot_code(context.prefix),
                product=lots[0].product,
                place=lots[0].place or "",
                inputs=tuple(parts),
                output_g=self.output.g,
                difference_g=difference,
                typed=self.output.typed,
                inputs_typed=self.inputs_typed,
                claims=kept,
                lost=lost,
                reason=self.reason,
            ),
            tuple((Lot, lot.code) for lot in lots),
        )

    def _check_lots(self, state: State, context: Context, lots: list[Lot]) -> None:
        products = sorted({lot.product for lot in lots})
        if len(products) > 1:
            raise DifferentProducts(products=", ".join(products))
        for lot in lots:
            if lot.place != lots[0].place:
                raise ElsewhereInBatch(
                    lot=lot.code, place=lot.place or "", needed=lots[0].place or ""
                )
            not_held(state, lot.code)
            if lot.rejected:
                _explained(context, self.reason, "rejected-in-blend")


def _explained(context: Context, reason: str | None, why: str) -> None:
    """Refuse unless there is a reason and a second person."""
    if not reason:
        raise ReasonNeeded(why=why)
    context.actor.require_second(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Command):
    """Make parts of a lot, by mass or by sack numbers, into lots of their own."""

    ACT: ClassVar[str] = "process"
    lot: str
    masses: tuple[Mass, ...] = ()
    sacks: tuple[tuple[int, int], ...] = ()
    """Each range (first, last) becomes one part, unless they go ``together``."""
    together: bool = False
    """All the ranges are one part."""
    packed_for: str | None = None
    """The lot on the sacks' labels, when it is another than ``lot``."""

    def needs(self) -> Iterable[Need]:
        """The lot and its sacks."""
        yield Lot, "code", self.lot
        yield Sack, "lot", self.lot
        if self.packed_for:
            yield Sack, "packed_for", self.packed_for

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Parts weigh no more than what is left; sacks go with their own weights."""
        lot = ours(state, self.lot, context.actor)
        parts: list[Part] = []
        moved: list[tuple[str, str, int, int]] = []
        for mass in self.masses:
            enough(lot, mass.g)
            parts.append((context.ids.lot_code(context.prefix), mass.g, "w"))
        unpacked = max(lot.left_g - lot.packed_g, 0) if lot.packed_g else lot.left_g
        if (asked := sum(grams for _, grams, _ in parts)) > unpacked and lot.packed_g:
            raise InSacks(lot=lot.code, loose_g=unpacked, asked_g=asked)
        label = self.packed_for or label_of(state, lot)
        apart(self.sacks, label)
        for ranges in (self.sacks,) if self.together else tuple((one,) for one in self.sacks):
            code = context.ids.lot_code(context.prefix)
            grams = sum(one.mass_g or 0 for one in sacks_in(state, lot, label, ranges))
            left = lot.left_g - sum(taken for _, taken, _ in parts)
            enough(replace(lot, left_g=left), min(grams, max(left, 1)))
            parts.append((code, min(grams, left), "w" if grams <= left else "a"))
            moved += [(code, label, first, last) for first, last in ranges]
        distinct([code for code, _, _ in parts], "parts")
        enough(lot, sum(grams for _, grams, _ in parts))
        yield Fact(
            kinds.LotSplit(
                lot=lot.code,
                parts=tuple(parts),
                typed=tuple(mass.typed for mass in self.masses),
                sacks=tuple(moved),
            ),
            ((Lot, lot.code),),
        )


def label_of(state: State, lot: Lot) -> str:
    """Return the lot on the labels of a lot's sacks: its own, or the one it was split from."""
    labels = {sack.packed_for for sack in state.where(Sack, "lot", lot.code)}
    return labels.pop() if len(labels) == 1 else lot.code


def apart(ranges: tuple[tuple[int, int], ...], label: str) -> None:
    """Refuse ranges that share a sack.

    Raises:
        NamedTwice: a sack stands in two of them.
    """
    last_before = -1
    for first, last in sorted(ranges):
        if first <= last_before:
            raise NamedTwice(what=f"{label} {first}")
        last_before = last


def sacks_in(
    state: State,
    lot: Lot,
    label: str,
    ranges: tuple[tuple[int, int], ...],
    states: tuple[str, ...] = FULL,
) -> list[Sack]:
    """Return the sacks of some ranges; each must lie in the lot, in one of these states.

    Raises:
        SackNotHere: some do not; every one is named.
    """
    found: list[Sack] = []
    missing: list[int] = []
    for first, last in sorted(ranges):
        missing += [last] * (last > SACK_NUMBER_MAX)
        for number in range(first, min(last, SACK_NUMBER_MAX) + 1):
            sack = state.find(Sack, (label, number))
            if sack is None or sack.lot != lot.code or sack.state not in states:
                missing.append(number)
            else:
                found.append(sack)
    if missing or (states == FULL and not any(one.mass_g for one in found)):
        numbers = missing or [number for first, last in ranges for number in (first, last)]
        raise SackNotHere(lot=lot.code, numbers=in_ranges(numbers))
    return found


def runs(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return numbers as ranges: first and last of each."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def in_ranges(numbers: Iterable[int]) -> str:
    """Return numbers as people write them: ``12, 14-16``."""
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs(numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(Command):
    """Pack a lot into numbered sacks; ``None`` reserves a number before it is weighed."""

    ACT: ClassVar[str] = "pack"
    lot: str
    masses: tuple[int | None, ...]
    typed: tuple[str, ...] = ()

    def needs(self) -> Iterable[Need]:
        """The lot."""
        return [(Lot, "code", self.lot)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Sacks hold no more than the lot has loose; they are numbered on."""
        lot = ours(state, self.lot, context.actor)
        distinct(range_of(len(self.masses)), "sacks")
        if lot.sacks + len(self.masses) > SACK_NUMBER_MAX:
            raise SackNumberOutOfRange(number=lot.sacks + len(self.masses))
        if any(grams is not None and grams < 1 for grams in self.masses):
            raise MassNotPositive(given="0 kg")
        total = sum(grams or 0 for grams in self.masses)
        unpacked = max(lot.left_g - lot.packed_g, 0)
        if total > unpacked:
            raise TooManySacks(lot=lot.code, loose_g=unpacked, asked_g=total)
        yield Fact(
            kinds.LotPacked(lot=lot.code, first=lot.sacks + 1, sacks=self.masses, typed=self.typed),
            ((Lot, lot.code),),
        )


def range_of(count: int) -> list[str]:
    """Return the numbers 1 … count as text."""
    return [str(number) for number in range(1, count + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveName(Command):
    """Write down what others call a lot, dispatch or delivery."""

    ACT: ClassVar[str] = "report"
    subject: str
    kind: str
    name: str

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """Any number of names, none unique."""
        yield Fact(kinds.NameGiven(subject=self.subject, kind=self.kind, name=self.name))
