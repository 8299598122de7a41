"""Rules for boxes, dryers, mill runs and sortings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    kept_claims,
    loose,
    ours,
)
from acopio.domain.state import State
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
        """The place, and what is open in the vessel."""
        return [(Place, "id", self.place)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Known kind, known product, known place."""
        state.get(Place, self.place)
        if self.kind not in KINDS:
            raise UnknownBatchKind(given=self.kind)
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
        """One product, one place, nothing after the first output, claims only get fewer."""
        batch = working(state, self.batch, context)
        if batch.state == "giving":
            raise BatchHasGiven(batch=label(batch))
        distinct([code for code, _, _ in self.lots], "lots")
        lots = [ours(state, code, context.actor) for code, _, _ in self.lots]
        _one_product(batch, lots)
        for lot in lots:
            if lot.place != batch.place:
                raise ElsewhereInBatch(lot=lot.code, place=lot.place or "", needed=batch.place)
        inputs = tuple(
            _part(lot, grams, how) for lot, (_, grams, how) in zip(lots, self.lots, strict=True)
        )
        kept, lost = kept_claims(batch.claims, lots, self.lose, self.reason)
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

    def needs(self) -> Iterable[Need]:
        """Both batches and their flows."""
        for batch in (self.batch, self.into):
            yield Batch, "id", batch
            yield Flow, "step", batch

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Input grams × conversion × part, marked as estimated."""
        batch = working(state, self.batch, context)
        if batch.source is None or batch.taken_g == 0:
            raise BatchEmpty(batch=label(batch))
        target = product(self.product).id
        _can_become(batch.source, target)
        band = conversion(batch.source, target)
        top, bottom = self.part
        if not 0 < top <= bottom:
            raise GivesMoreThanTaken(taken_g=bottom, given_g=top)
        grams = batch.taken_g * band.usual * top // (1000 * bottom)
        passed = batch.given_g - batch.weighed_g + grams
        whole = batch.taken_g * band.usual // 1000
        if passed > whole or batch.given_g + grams > batch.taken_g or grams == 0:
            raise GivesMoreThanTaken(taken_g=batch.taken_g, given_g=batch.given_g + grams)
        code = self.lot or context.ids.lot_code(context.prefix)
        yield Fact(
            kinds.BatchPassed(
                batch=batch.id,
                lot=code,
                product=target,
                mass_g=grams,
                part=self.part,
                conversion=(band.usual, 1000),
                into=self.into,
            ),
            ((Batch, batch.id),),
        )
        following = Take(
            id=self.id, occurred_at=self.occurred_at, batch=self.into, lots=((code, None, "p"),)
        )
        yield from following.decide(state, context)


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

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Nothing comes out of an empty batch, nor much more than went in."""
        batch = working(state, self.batch, context)
        if not self.masses:
            raise NothingNamed(what="masses")
        if batch.taken_g == 0 or batch.source is None:
            raise BatchEmpty(batch=label(batch))
        target = product(self.product)
        _can_become(batch.source, target.id)
        given = batch.given_g + sum(mass.g for mass in self.masses)
        # Estimated inputs may prove heavier at the scale; weighed ones gain at most 1 % of damp.
        band = conversion(batch.source, target.id)
        if given * 100 > batch.taken_g * 101 and given * 1000 > batch.taken_g * band.high:
            raise GivesMoreThanTaken(taken_g=batch.taken_g, given_g=given)
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

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Beyond the plausible band a reason and a second person are asked for."""
        batch = working(state, self.batch, context)
        band = _band(batch)
        inside = band is None or band[0] * batch.taken_g <= batch.given_g * 1000 <= (
            band[1] * batch.taken_g
        )
        if not inside:
            if not self.reason:
                raise ReasonNeeded(why="yield-outside-band")
            context.actor.require_second("yield-outside-band")
        yield Fact(
            kinds.BatchClosed(
                batch=batch.id,
                taken_g=batch.taken_g,
                given_g=batch.given_g,
                loss_g=batch.taken_g - batch.given_g,
                band=band,
                inside=inside,
                reason=self.reason,
            ),
            ((Batch, batch.id),),
        )


def _band(batch: Batch) -> tuple[int, int] | None:
    """Return the plausible band; none while nothing went in or all passed on unweighed."""
    if batch.source is None or (batch.weighed_g == 0 and batch.given_g > 0):
        return None
    band = conversion(batch.source, batch.product)
    return band.low, band.high
