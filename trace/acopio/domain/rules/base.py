"""What all rules share: the command, its context, the facts it yields."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from acopio.domain.entries.fields import Body, Document
from acopio.domain.masses import MassNotPositive, kilograms
from acopio.domain.permissions import Actor
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Certificate, Dispatch
from acopio.domain.rows.lots import Batch, DeliveryLine, Flow, Lot
from acopio.domain.rows.quality import Hold, Inspection, Sample
from acopio.domain.state import State
from acopio.domain.times import LIMA, day_of
from acopio.errors import Refusal

Subject = (
    type[Lot] | type[Batch] | type[Sample] | type[Inspection] | type[Dispatch] | type[Certificate]
)
Need = tuple[type[Row], str, Any]
"""Rows of a type whose field has a value."""
OWN = "the acting organisation"
"""As the value of a need: the id of the organisation that acts."""


class Ids(Protocol):
    """Where ids, codes and salts come from: a source of randomness, or a seed in tests."""

    def uuid(self) -> str:
        """Return a new UUIDv7."""

    def lot_code(self, prefix: str) -> str:
        """Return a new lot code."""

    def signs(self, count: int) -> str:
        """Return random signs of the code alphabet."""

    def salt(self) -> bytes:
        """Return 16 random bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a decision takes from outside: who, when, and fresh ids."""

    actor: Actor
    prefix: str
    now: datetime
    ids: Ids
    zone: str = LIMA


@dataclass(frozen=True, slots=True)
class Fact:
    """A body that is to become an entry, and the rows whose latest entries it follows."""

    body: Body
    changes: tuple[tuple[Subject, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(ABC):
    """Something a person wants done. ``id`` is made by the client, so that a retry is harmless."""

    ACT: ClassVar[str] = "read"
    id: str
    occurred_at: str
    docs: tuple[Document, ...] = field(default=())
    asked: str | None = None
    """Digest of the words it was made from: a retry repeats these, not the time or drawn codes."""
    completes: str | None = None
    """The command that this one belongs to: where that was carried out before, so was this."""

    def needs(self) -> Iterable[Need]:
        """Return the rows that the decision rests on."""
        return ()

    def ancestry(self) -> Iterable[str]:
        """Return the lots whose ancestors' holds matter."""
        return ()

    def descends(self) -> Iterable[str]:
        """Return the lots and batches of which everything made from them is needed."""
        return ()

    def vessels(self) -> Iterable[tuple[str, str]]:
        """Return the vessels, by place and name, that nobody else may open meanwhile."""
        return ()

    def upstream(self) -> Iterable[str]:
        """Return batches of which the outputs are needed, and what passed into them unweighed."""
        return ()

    @abstractmethod
    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Yield the facts that follow, each on the state that the one before left."""


@dataclass(eq=False)
class NotTheHolder(Refusal):
    """A lot, batch or dispatch that is in another organisation's hands."""

    code = "not-the-holder"
    what: str
    holder: str


@dataclass(eq=False)
class NotEnoughMass(Refusal):
    """More was asked of a lot than it has left."""

    code = "not-enough-mass"
    lot: str
    left_g: int
    asked_g: int


@dataclass(eq=False)
class InSacks(Refusal):
    """A part is asked of a lot that is packed: its sacks must be named."""

    code = "in-sacks"
    lot: str
    loose_g: int
    asked_g: int


@dataclass(eq=False)
class OnTheWay(Refusal):
    """A lot that has been dispatched and not yet answered."""

    code = "on-the-way"
    lot: str
    dispatch: str


@dataclass(eq=False)
class Held(Refusal):
    """A lot that is on hold or recalled, itself or through what it was made from."""

    code = "held"
    lot: str
    since: str
    subject: str


@dataclass(eq=False)
class NamedTwice(Refusal):
    """The same thing stands twice in one act."""

    code = "named-twice"
    what: str


@dataclass(eq=False)
class NothingNamed(Refusal):
    """An act with an empty list."""

    code = "nothing-named"
    what: str


@dataclass(eq=False)
class ReasonNeeded(Refusal):
    """An act that asks for a reason."""

    code = "reason-needed"
    why: str


@dataclass(eq=False)
class BeforeItBegan(Refusal):
    """An act on a day on which what it acts on did not exist yet."""

    code = "before-it-began"
    what: str
    began: str
    given: str


@dataclass(eq=False)
class DifferentProducts(Refusal):
    """Lots of different products where one is needed."""

    code = "different-products"
    products: str


@dataclass(eq=False)
class ClaimWouldBeLost(Refusal):
    """Mixing would end a claim; it goes on only when that is said."""

    code = "claim-would-be-lost"
    claim: str
    lots: str


@dataclass(eq=False)
class FarmsMixed(Refusal):
    """Beans of several single farms: together they are of none; it goes on only when said."""

    code = "farms-mixed"
    lots: str


def ours(state: State, code: str, actor: Actor) -> Lot:
    """Return a lot that the actor's organisation holds and can act on.

    Raises:
        NotFound, NotTheHolder, OnTheWay.
    """
    lot = state.get(Lot, code)
    if lot.organisation != actor.organisation:
        raise NotTheHolder(what=lot.code, holder=lot.organisation)
    if lot.dispatch is not None:
        raise OnTheWay(lot=lot.code, dispatch=lot.dispatch)
    return lot


def not_held(state: State, code: str) -> None:
    """Refuse a lot that is held, itself or through its ancestors.

    Raises:
        Held: there is an open hold.
    """
    for hold in state.holds.get(code, ()):
        current = state.find(Hold, hold.id) or hold
        if current.lifted is None:
            raise Held(lot=code, since=current.day, subject=current.subject)


def distinct(codes: Iterable[str], what: str) -> None:
    """Refuse an empty list, or one that names something twice.

    Raises:
        NothingNamed, NamedTwice.
    """
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise NamedTwice(what=code)
        seen.add(code)
    if not seen:
        raise NothingNamed(what=what)


def not_before(what: str, began: str, occurred_at: str, context: Context) -> None:
    """Refuse a day before a lot or batch began.

    What began later than now shows a clock that is behind: then nothing can be judged by it.

    Raises:
        BeforeItBegan.
    """
    given = day_of(occurred_at, context.zone)
    if given < began <= day_of(context.now.isoformat(), context.zone):
        raise BeforeItBegan(what=what, began=began, given=given)


def enough(lot: Lot, grams: int) -> None:
    """Refuse to draw nothing, or more than is left.

    Raises:
        MassNotPositive, NotEnoughMass.
    """
    if grams < 1:
        raise MassNotPositive(given=f"{kilograms(grams)} kg")
    if grams > lot.left_g:
        raise NotEnoughMass(lot=lot.code, left_g=lot.left_g, asked_g=grams)


def loose(lot: Lot, grams: int) -> None:
    """Refuse to draw a part that would have to come out of numbered sacks.

    Raises:
        InSacks: less than that is loose; whole sacks are split off by number.
    """
    if grams < lot.left_g and lot.packed_g and grams > lot.left_g - lot.packed_g:
        raise InSacks(lot=lot.code, loose_g=max(lot.left_g - lot.packed_g, 0), asked_g=grams)


SINGLE_FARM = "single-farm"


def farms_of(state: State, subjects: Iterable[str]) -> frozenset[str]:
    """Return the households that lots or batches come from.

    A lot whose household is not known stands for itself: it is alike only to its own parts.
    """
    found: set[str] = set()
    waiting, seen = list(subjects), set[str]()
    while waiting:
        subject = waiting.pop()
        if subject in seen:
            continue
        seen.add(subject)
        line, lot = state.find(DeliveryLine, subject), state.find(Lot, subject)
        step = lot.step if lot is not None else subject
        parents = [one.lot for one in state.where(Flow, "step", step) if one.way == "in"]
        stored = state.farms.get(subject, frozenset())
        if line is not None:
            found.add(line.household or subject)
        elif stored or parents:
            found |= stored
            waiting += parents
        elif lot is not None:
            found.add(subject)
    return frozenset(found)


def kept_claims(
    before: tuple[str, ...] | None,
    lots: list[Lot],
    lose: tuple[str, ...],
    reason: str | None,
    farms: frozenset[str],
    into: str = "-",
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims that survive mixing, and those that are knowingly lost.

    Args:
        before: claims of what the lots are put into, if anything is in it.
        lots: what is mixed.
        lose: claims that may end.
        reason: why.
        farms: the households that all of it comes from: beans of two are of no single farm.
        into: what people call that which the lots are put into.

    Raises:
        ClaimWouldBeLost, FarmsMixed: a claim would end and was not named in ``lose``.
        ReasonNeeded: claims are lost without a reason.
    """
    sets = [set(lot.claims) for lot in lots] + ([set(before)] if before is not None else [])
    kept = set.intersection(*sets)
    mixed = SINGLE_FARM in kept and len(farms) > 1
    if mixed:
        kept.discard(SINGLE_FARM)
    lost = sorted(set.union(*sets) - kept)
    for claim in lost:
        if claim not in lose:
            without = [lot.code for lot in lots if claim not in lot.claims]
            if claim == SINGLE_FARM and mixed:
                raise FarmsMixed(lots=", ".join(lot.code for lot in lots))
            raise ClaimWouldBeLost(claim=claim, lots=", ".join(without) or into)
    if lost and not reason:
        raise ReasonNeeded(why="claims-lost")
    return tuple(sorted(kept)), tuple(lost)
