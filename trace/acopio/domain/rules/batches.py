"""Rules for boxes, dryers, mill runs and sortings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import ClassVar, Literal

from acopio.domain.entries import batches as kinds
from acopio.domain.entries.fields import Part
from acopio.domain.masses import Mass
from acopio.domain.products import PRODUCTS, conversion, product
from acopio.domain.rows.lots import Batch, Flow, Lot, Sack
from acopio.domain.rows.parties import Place
from acopio.domain.rules.base import (
    Command,
    Context,
    DifferentProducts,
    Fact,
    Need,
    NothingNamed,
    NotTheHolder,
    ReasonNeeded,
    distinct,
    enough,
    farms_of,
    kept_claims,
    loose,
    not_before,
    ours,
)
from acopio.domain.rules.counting import percent
from acopio.domain.rules.vessels import check_vacant
from acopio.domain.state import State
from acopio.domain.yields import behind, judge, passed
from acopio.errors import Refusal

KINDS = ("box", "dryer", "mill", "sorting")


@dataclass(eq=False)
class UnknownBatchKind(Refusal):
    """A kind of batch that does not exist."""

    code = "unknown-batch-kind"
    given: str
    known: str = ", ".join(KINDS)


@dataclass(eq=False)
class BatchClosed(Refusal):
    """A batch that is closed."""

    code = "batch-closed"
    batch: str
    on: str


@dataclass(eq=False)
class BatchHasGiven(Refusal):
    """A batch that already gave something takes nothing more, except by correction."""

    code = "batch-has-given"
    batch: str


@dataclass(eq=False)
class BatchEmpty(Refusal):
    """A batch that took nothing."""

    code = "batch-empty"
    batch: str


@dataclass(eq=False)
class ElsewhereInBatch(Refusal):
    """A lot that lies at another place than the batch."""

    code = "elsewhere"
    lot: str
    place: str
    needed: str


@dataclass(eq=False)
class NoSuchProcessing(Refusal):
    """A product that cannot come out of what went in."""

    code = "no-such-processing"
    source: str
    target: str


@dataclass(eq=False)
class GivesMoreThanTaken(Refusal):
    """More came out than went in, beyond what moisture can explain."""

    code = "gives-more-than-taken"
    taken_g: int
    given_g: int


def label(batch: Batch) -> str:
    """Return what people call a batch."""
    return batch.vessel or batch.id


def working(state: State, batch_id: str, context: Context) -> Batch:
    """Return a batch that is ours and not closed.

    Raises:
        NotFound, NotTheHolder, BatchClosed.
    """
    batch = state.get(Batch, batch_id)
    if batch.organisation != context.actor.organisation:
        raise NotTheHolder(what=label(batch), holder=batch.organisation)
    if batch.state == "closed":
        raise BatchClosed(batch=label(batch), on=batch.closed_on or "")
    return batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(Command):
    """Open a box, dryer, mill run or sorting."""

    ACT: ClassVar[str] = "process"
    kind: str
    place: str
    product: str
    vessel: str | None = None
    batch: str | None = None

    def needs(self) -> Iterable[Need]:
        """The place."""
        return [(Place, "id", self.place)]

    def vessels(self) -> Iterable[tuple[str, str]]:
        """The vessel, which nobody else may open meanwhile."""
        return [(self.place, self.vessel)] if self.vessel else []

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Known kind, known product, known place; an empty vessel."""
        state.get(Place, self.place)
        if self.kind not in KINDS:
            raise UnknownBatchKind(given=self.kind)
        check_vacant(state, self.place, self.vessel)
        yield Fact(
            kinds.BatchOpened(
                batch=self.batch or context.ids.uuid(),
                kind=self.kind,
                place=self.place,
                vessel=self.vessel,
                product=product(self.product).id,
            )
        )


Wanted = tuple[str, int | None, Literal["w", "p"]]
"""Lot, grams (``None``: all that is left), weighed or an estimated part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Command):
    """Put lots, whole or part, into a batch."""

    ACT: ClassVar[str] = "process"
    batch: str
    lots: tuple[Wanted, ...]
    typed: tuple[str, ...] = ()
    lose: tuple[str, ...] = ()
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The batch, its flows, the lots."""
        yield Batch, "id", self.batch
        yield Flow, "step", self.batch
        for code, _, _ in self.lots:
            yield Lot, "code", code
            yield Sack, "lot", code

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """One product, one place, no day too early nor after an output, claims only get fewer."""
        batch = working(state, self.batch, context)
        if batch.state == "giving":
            raise BatchHasGiven(batch=label(batch))
        distinct([code for code, _, _ in self.lots], "lots")
        lots = [ours(state, code, context.actor) for code, _, _ in self.lots]
        _one_product(batch, lots)
        for lot in lots:
            if lot.place != batch.place:
                raise ElsewhereInBatch(lot=lot.code, place=lot.place or "", needed=batch.place)
        not_before(label(batch), batch.opened_on, self.occurred_at, context)
        for lot in lots:
            not_before(lot.code, lot.day, self.occurred_at, context)
        inputs = tuple(
            _part(lot, grams, how) for lot, (_, grams, how) in zip(lots, self.lots, strict=True)
        )
        kept, lost = kept_claims(
            batch.claims,
            lots,
            self.lose,
            self.reason,
            farms_of(state, [batch.id, *(lot.code for lot in lots)]),
            label(batch),
        )
        yield Fact(
            kinds.BatchTook(
                batch=batch.id,
                inputs=inputs,
                claims=kept,
                lost=lost,
                typed=self.typed,
                reason=self.reason,
            ),
            ((Batch, batch.id), *((Lot, lot.code) for lot in lots)),
        )


def _part(lot: Lot, grams: int | None, how: Literal["w", "p"]) -> Part:
    if grams is None:
        enough(lot, 1)
        return lot.code, lot.left_g, "a"
    enough(lot, grams)
    loose(lot, grams)
    return lot.code, grams, how


def _one_product(batch: Batch, lots: list[Lot]) -> None:
    products = {lot.product for lot in lots} | ({batch.source} if batch.source else set())
    if len(products) > 1:
        raise DifferentProducts(products=", ".join(sorted(products)))
    _can_become(lots[0].product, batch.product)


def _can_become(source: str, target: str) -> None:
    """Refuse another crop, and a form that is less processed.

    Raises:
        NoSuchProcessing: no beans go that way.
    """
    one, other = PRODUCTS[source], PRODUCTS[target]
    if one.crop != other.crop or one.form > other.form:
        raise NoSuchProcessing(source=source, target=target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Command):
    """Write down what was done to or measured in a batch."""

    ACT: ClassVar[str] = "process"
    batch: str
    what: str
    value: str | None = None
    unit: str | None = None
    text: str | None = None

    def needs(self) -> Iterable[Need]:
        """The batch."""
        return [(Batch, "id", self.batch)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A note changes no mass."""
        batch = working(state, self.batch, context)
        yield Fact(
            kinds.BatchNoted(
                batch=batch.id, what=self.what, value=self.value, unit=self.unit, text=self.text
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass(Command):
    """Pass beans on unweighed, whole or a fraction, into the next batch."""

    ACT: ClassVar[str] = "process"
    batch: str
    into: str
    product: str
    part: tuple[int, int] = (1, 1)
    lot: str | None = None
    lose: tuple[str, ...] = ()
    """Claims that the next batch may lose by this."""
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """Both batches and their flows."""
        for batch in (self.batch, self.into):
            yield Batch, "id", batch
            yield Flow, "step", batch

    def upstream(self) -> Iterable[str]:
        """What came out already."""
        return [self.batch]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Input grams × conversion × part, marked as estimated."""
        batch = working(state, self.batch, context)
        if batch.source is None or batch.taken_g == 0:
            raise BatchEmpty(batch=label(batch))
        target = product(self.product).id
        _can_become(batch.source, target)
        usual = conversion(batch.source, target).usual
        grams = _passing(state, batch, usual, self.part)
        code = self.lot or context.ids.lot_code(context.prefix)
        yield Fact(
            kinds.BatchPassed(
                batch=batch.id,
                lot=code,
                product=target,
                mass_g=grams,
                part=self.part,
                conversion=(usual, 1000),
                into=self.into,
            ),
            ((Batch, batch.id),),
        )
        following = Take(
            id=self.id,
            occurred_at=self.occurred_at,
            batch=self.into,
            lots=((code, None, "p"),),
            lose=self.lose,
            reason=self.reason,
        )
        yield from following.decide(state, context)


def _passing(state: State, batch: Batch, usual: int, part: tuple[int, int]) -> int:
    """Return the grams of a part that passes on; the last one takes what rounding left.

    Raises:
        GivesMoreThanTaken: more would pass on than went in.
    """
    top, bottom = part
    if not 0 < top <= bottom:
        raise GivesMoreThanTaken(taken_g=bottom, given_g=top)
    _passed_g, gone = passed(state, batch)
    left, wanted = batch.taken_g - gone, Fraction(batch.taken_g * top, bottom)
    parts = 1 + sum(lot.born == "passed" for lot in state.where(Lot, "step", batch.id))
    if abs(left - wanted) * usual <= 1000 * parts:  # each part was rounded down by less than a gram
        wanted = left
    grams = floor(wanted * usual / 1000)
    if wanted > left or batch.given_g + grams > batch.taken_g or grams < 1:
        raise GivesMoreThanTaken(taken_g=batch.taken_g, given_g=batch.given_g + grams)
    return grams


@dataclass(frozen=True, slots=True, kw_only=True)
class Give(Command):
    """Weigh what comes out of a batch."""

    ACT: ClassVar[str] = "process"
    batch: str
    product: str
    masses: tuple[Mass, ...]
    place: str | None = None
    moisture: str | None = None
    lots: tuple[str, ...] = ()
    """Codes given beforehand, one for each mass."""

    def needs(self) -> Iterable[Need]:
        """The batch."""
        yield Batch, "id", self.batch
        if self.place:
            yield Place, "id", self.place

    def upstream(self) -> Iterable[str]:
        """The batches that passed on unweighed what this one took."""
        return [self.batch]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Nothing comes out of an empty batch, nor much more than went in."""
        batch = working(state, self.batch, context)
        if not self.masses:
            raise NothingNamed(what="masses")
        if self.moisture:
            percent(self.moisture)
        if batch.taken_g == 0 or batch.source is None:
            raise BatchEmpty(batch=label(batch))
        target = product(self.product)
        _can_become(batch.source, target.id)
        given = batch.given_g + sum(mass.g for mass in self.masses)
        # Estimates may prove heavier at the scale; what was weighed gains at most 1 % of damp.
        taken = sum(behind(state, batch).values(), Fraction(0))
        if given * 100 > taken * 101:
            raise GivesMoreThanTaken(taken_g=floor(taken), given_g=given)
        place = self.place or batch.place
        if self.place:
            state.get(Place, self.place)
        codes = self.lots or tuple(context.ids.lot_code(context.prefix) for _ in self.masses)
        outputs: tuple[Part, ...] = tuple(
            (code, mass.g, "w") for code, mass in zip(codes, self.masses, strict=True)
        )
        yield Fact(
            kinds.BatchGave(
                batch=batch.id,
                product=target.id,
                place=place,
                outputs=outputs,
                typed=tuple(mass.typed for mass in self.masses),
                moisture=self.moisture,
            ),
            ((Batch, batch.id),),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Command):
    """Say that a batch is empty; what is missing is its loss."""

    ACT: ClassVar[str] = "process"
    batch: str
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The batch."""
        return [(Batch, "id", self.batch)]

    def upstream(self) -> Iterable[str]:
        """What came out, and the batches that passed on unweighed what this one took."""
        return [self.batch]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Beyond the plausible band a reason and a second person are asked for."""
        batch = working(state, self.batch, context)
        judged = judge(state, batch)
        if not judged.inside:
            if not self.reason:
                raise ReasonNeeded(why="yield-outside-band")
            context.actor.require_second("yield-outside-band")
        yield Fact(
            kinds.BatchClosed(
                batch=batch.id,
                taken_g=batch.taken_g,
                given_g=batch.given_g,
                loss_g=batch.taken_g - batch.given_g,
                band=judged.band,
                inside=judged.inside,
                reason=self.reason,
            ),
            ((Batch, batch.id),),
        )


@dataclass(eq=False)
class ChecksExceed(Refusal):
    """More beans of one kind than were cut."""

    code = "check-exceeds"
    what: str
    counted: int
    beans: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Command):
    """Cut some beans of a batch at work and say what was counted: never a grade."""

    ACT: ClassVar[str] = "sample"
    batch: str
    beans: int
    counts: tuple[tuple[str, int], ...]
    protocol: str = "process-check"

    def needs(self) -> Iterable[Need]:
        """The batch."""
        return [(Batch, "id", self.batch)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Every kind once, and none more often than beans were cut."""
        batch = working(state, self.batch, context)
        distinct([what for what, _ in self.counts], "counts")
        for what, counted in self.counts:
            if not 0 <= counted <= self.beans:
                raise ChecksExceed(what=what, counted=counted, beans=self.beans)
        if self.beans < 1:
            raise NothingNamed(what="counts")
        yield Fact(
            kinds.BatchChecked(
                batch=batch.id,
                protocol=self.protocol,
                beans=self.beans,
                values=tuple(
                    kinds.ProcessCheck(what=what, value=str(counted))
                    for what, counted in self.counts
                ),
            )
        )
