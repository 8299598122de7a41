"""Rules for handing the origin of a lot, which is personal data, to a partner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from acopio.domain.entries.paper import DataHandedOver
from acopio.domain.rows.lots import Lot
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder
from acopio.domain.rules.paper import HistoryMoved
from acopio.domain.state import State
from acopio.domain.times import day_of, stamp
from acopio.errors import Refusal


@dataclass(eq=False)
class ExpiryUnusable(Refusal):
    """A link that would be closed already, or stay open too long."""

    code = "expiry-unusable"
    given: str
    longest: int


LONGEST_DAYS = 90
"""A link to land and families is for fetching a file, not for keeping it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverData(Command):
    """Hand the origin of a lot to a partner, and keep who got what until when."""

    ACT: ClassVar[str] = "hand-over"
    lot: str
    after: str
    """Leaf hash of the lot's latest entry, which the files were made from."""
    hand_over: str
    what: str
    scope: Literal["ancestry", "in-excess"]
    way: Literal["files", "link"]
    digest: str
    plots: int
    to: str | None = None
    to_text: str | None = None
    expires_on: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot."""
        return [(Lot, "code", self.lot)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Who packed the lot or holds it may say where it comes from, as it stands now."""
        lot = state.get(Lot, self.lot)
        if context.actor.organisation != lot.organisation and lot.code[:3] != context.prefix:
            raise NotTheHolder(what=lot.code, holder=lot.organisation)
        if lot.latest != self.after:
            raise HistoryMoved(lot=lot.code)
        if self.expires_on is not None and self.expires_on < day_of(
            stamp(context.now), context.zone
        ):
            raise ExpiryUnusable(given=self.expires_on, longest=LONGEST_DAYS)
        yield Fact(
            DataHandedOver(
                hand_over=self.hand_over,
                lot=lot.code,
                what=self.what,
                scope=self.scope,
                way=self.way,
                digest=self.digest,
                plots=self.plots,
                to=self.to,
                to_text=self.to_text,
                expires_on=self.expires_on,
            ),
            ((Lot, lot.code),),
        )
