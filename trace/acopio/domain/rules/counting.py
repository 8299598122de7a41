"""Rules for counts, sweepings and found beans: what was weighed in the store against the book."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from acopio.domain.entries import lots as kinds
from acopio.domain.masses import Mass
from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS, product
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Place
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder, ReasonNeeded, ours
from acopio.domain.state import State
from acopio.domain.times import day_of
from acopio.errors import Refusal

LOSSES = ("dried", "spillage", "sample", "pests", "theft")
GAINS = ("regain", "found")
CAUSES = (*LOSSES, *GAINS, "scale")
COUNTED = "count"
"""Cause of a count that needs none: the book was right, or it was below nothing."""
DRY = 2
"""From this form on beans are dry."""

SCALE_PERMILLE = 5
"""Two weighings of the same beans on a platform scale, each a quarter of a percent off: 0.5 %."""
UNMEASURED_PERMILLE = 10
"""Beans take up or give off 1 % of damp between two weighings without anybody measuring it."""
DAMP_PERMILLE = 150
"""From 6 % moisture to 18 %: beyond it beans rot, and what is more cannot be the same beans."""
_PERCENT = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})?)\s*%?\s*", re.ASCII)


@dataclass(eq=False)
class UnknownCause(Refusal):
    """A cause of a difference that does not exist."""

    code = "unknown-cause"
    given: str
    known: str = ", ".join(CAUSES)


@dataclass(eq=False)
class CauseNeeded(Refusal):
    """A count that differs from the book, and does not say why."""

    code = "cause-needed"
    lot: str
    book_g: int
    counted_g: int
    known: str = ", ".join(CAUSES)


@dataclass(eq=False)
class CauseContradicts(Refusal):
    """A loss explained by a gain, or the other way round."""

    code = "cause-contradicts"
    lot: str
    book_g: int
    counted_g: int
    cause: str


@dataclass(eq=False)
class MoistureUnreadable(Refusal):
    """A moisture that is not a percentage such as 7.5: perhaps a decimal comma."""

    code = "moisture-unreadable"
    given: str
    perhaps: str = ""


@dataclass(eq=False)
class CountNotPlausible(Refusal):
    """A count that nothing measured explains, and that no reason makes the same beans."""

    code = "count-not-plausible"
    lot: str
    book_g: int
    counted_g: int
    least_g: int
    most_g: int
    limit_g: int


@dataclass(eq=False)
class KeptBackwards(Refusal):
    """Sweepings of a time that ends before it begins, or after they were found."""

    code = "kept-backwards"
    begins: str
    ends: str
    found: str


def percent(text: str) -> Fraction:
    """Read a moisture such as ``7.5`` or ``7.5 %``, more than 0 and less than 100.

    Raises:
        MoistureUnreadable: it is written otherwise.
    """
    found = _PERCENT.fullmatch(text)
    value = Fraction(found[1]) if found else Fraction(0)
    if not value:
        perhaps = text.replace(",", ".").strip()
        meant = perhaps != text.strip() and _PERCENT.fullmatch(perhaps)
        raise MoistureUnreadable(given=text, perhaps=perhaps if meant else "")
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """Between which masses a count needs no further explanation, and what no reason explains."""

    least_g: int
    most_g: int
    limit_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Command):
    """Say what the scale shows for one lot, sacks included.

    All of the lot is weighed, what is loose and what is in sacks. If all was in sacks, or less is
    there than the sacks weigh, the sacks share what was counted in proportion to their weights;
    otherwise the difference is in the loose part. Shares and claims stay as they are.
    """

    ACT: ClassVar[str] = "count"
    lot: str
    counted: Mass | None
    """``None``: nothing is there any more."""
    cause: str | None = None
    moisture_before: str | None = None
    moisture_after: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot and its sacks."""
        yield Lot, "code", self.lot
        yield Sack, "lot", self.lot

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Dry matter neither comes nor goes; beyond what is believed two people say why."""
        lot = ours(state, self.lot, context.actor)
        cause = self.judge(lot, context.actor)
        yield Fact(
            kinds.LotCounted(
                lot=lot.code,
                book_g=lot.left_g,
                counted_g=self.grams,
                cause=cause,
                typed=self.counted.typed if self.counted else None,
                moisture_before=self.moisture_before,
                moisture_after=self.moisture_after,
                reason=self.reason,
            ),
            ((Lot, lot.code),),
        )

    @property
    def grams(self) -> int:
        """What the scale shows."""
        return self.counted.g if self.counted else 0

    def judge(self, lot: Lot, actor: Actor) -> str:
        """Return the cause of the difference.

        Raises:
            MoistureUnreadable, UnknownCause, CauseNeeded, CauseContradicts: what was said does
                not explain it.
            CountNotPlausible: it is beyond what is believed, and there is no reason, or none
                would do.
            ReasonNeeded: a book below nothing is healed without a reason.
            SecondPersonNeeded: it is beyond what is believed, and one person says so.
        """
        believed = self.believed(lot)
        highest = believed.most_g if self.cause == "found" else believed.limit_g
        if self.grams > highest or (self.beyond(lot) and not self.reason):
            raise CountNotPlausible(
                lot=lot.code,
                book_g=lot.left_g,
                counted_g=self.grams,
                least_g=believed.least_g,
                most_g=believed.most_g,
                limit_g=believed.limit_g,
            )
        if lot.left_g < 0 and not self.reason:
            raise ReasonNeeded(why="book-below-nothing")
        cause = self._cause(lot)
        if self.beyond(lot):
            actor.require_second("count-beyond-tolerance")
        return cause

    def beyond(self, lot: Lot) -> bool:
        """Say whether the count is outside what is believed without a second person."""
        believed = self.believed(lot)
        return lot.left_g >= 0 and not believed.least_g <= self.grams <= believed.most_g

    def believed(self, lot: Lot) -> Believed:
        """Return between which masses the count is believed.

        With moisture before and after: what the dry matter allows, ``book x (100 - before) /
        (100 - after)``, give or take the scale; otherwise 1 % either way.
        """
        book = lot.left_g
        if book < 0:
            # The book is wrong, not the beans: no more than the lot ever was can be there.
            return Believed(least_g=0, most_g=0, limit_g=_more(lot.made_g, DAMP_PERMILLE))
        expected, tolerance = Fraction(book), UNMEASURED_PERMILLE
        if self.moisture_before and self.moisture_after:
            before, after = percent(self.moisture_before), percent(self.moisture_after)
            expected, tolerance = book * (100 - before) / (100 - after), SCALE_PERMILLE
        # Which of the two ways it went is for the scale to say: the book itself is inside too.
        least = min(expected, Fraction(book)) * (1000 - tolerance) / 1000
        most = max(expected, Fraction(book)) * (1000 + tolerance) / 1000
        damp = Fraction(_more(book, DAMP_PERMILLE))
        if PRODUCTS[lot.product].form >= DRY:
            most = min(most, damp)
        # What is left of a large lot carries the errors of all that was weighed out of it.
        rest = book + Fraction(lot.made_g * UNMEASURED_PERMILLE, 1000) if book else Fraction(0)
        return Believed(
            least_g=math.ceil(least), most_g=int(most), limit_g=int(max(most, damp, rest))
        )

    def _cause(self, lot: Lot) -> str:
        difference = lot.left_g - self.grams
        if self.cause is not None and self.cause not in CAUSES:
            raise UnknownCause(given=self.cause)
        if not difference:
            return COUNTED
        if self.cause is None:
            if lot.left_g < 0:
                return COUNTED
            if self.moisture_before and self.moisture_after:
                return "dried" if difference > 0 else "regain"
            if not self.beyond(lot):
                return "scale"
            raise CauseNeeded(lot=lot.code, book_g=lot.left_g, counted_g=self.grams)
        if (difference > 0 and self.cause in GAINS) or (difference < 0 and self.cause in LOSSES):
            raise CauseContradicts(
                lot=lot.code, book_g=lot.left_g, counted_g=self.grams, cause=self.cause
            )
        return self.cause


def _more(grams: int, permille: int) -> int:
    return grams * (1000 + permille) // 1000


FOUND = ("sweepings", "found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Find(Command):
    """Sweepings or found beans: a new lot of what was kept at a place in a time.

    Its origin is that place and time. It has no shares and no claims, so that whatever it is
    mixed with loses its claims by name.
    """

    ACT: ClassVar[str] = "count"
    place: str
    product: str
    mass: Mass
    kept_from: str
    kept_to: str
    cause: str = "sweepings"
    reason: str | None = None
    lot: str | None = None

    def needs(self) -> Iterable[Need]:
        """The place."""
        return [(Place, "id", self.place)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """By-products are swept up every week; beans that nobody missed take two people."""
        place = state.get(Place, self.place)
        if place.organisation != context.actor.organisation:
            raise NotTheHolder(what=place.name, holder=place.organisation)
        if self.cause not in FOUND:
            raise UnknownCause(given=self.cause, known=", ".join(FOUND))
        made = product(self.product)
        day = day_of(self.occurred_at, context.zone)
        if not self.kept_from <= self.kept_to <= day:
            raise KeptBackwards(begins=self.kept_from, ends=self.kept_to, found=day)
        if not made.by_product:
            if not self.reason:
                raise ReasonNeeded(why="beans-found")
            context.actor.require_second("beans-found")
        yield Fact(
            kinds.LotFound(
                lot=self.lot or context.ids.lot_code(context.prefix),
                product=made.id,
                place=place.id,
                mass_g=self.mass.g,
                kept_from=self.kept_from,
                kept_to=self.kept_to,
                cause=self.cause,
                typed=self.mass.typed,
                reason=self.reason,
            )
        )
