"""Rules for moves between places of one organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.custody import DispatchSent
from acopio.domain.rows.custody import DispatchLine
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Place
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder
from acopio.domain.rules.custody import Going, Receive, Send
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class LiesThere(Refusal):
    """A move to the place where the lot lies already."""

    code = "lies-there"
    lot: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Command):
    """Lots go to another place of ours, which may be run by somebody else.

    With ``arrived`` they are there the same day: one act, a departure and its receipt. Without,
    they are on their way until somebody receives them there.
    """

    ACT: ClassVar[str] = "dispatch"
    to_place: str
    lots: tuple[Going, ...]
    arrived: bool = True
    vehicle: str | None = None
    seal: str | None = None
    driver: str | None = None
    organisation: str
    """The one that moves its lots: sender and receiver."""

    def needs(self) -> Iterable[Need]:
        """What a departure needs."""
        return self._send().needs()

    def ancestry(self) -> Iterable[str]:
        """Holds block a journey."""
        return [going.lot for going in self.lots]

    def _send(self) -> Send:
        return Send(
            id=self.id,
            occurred_at=self.occurred_at,
            docs=self.docs,
            to=self.organisation,
            lots=self.lots,
            purpose="move",
            to_place=self.to_place,
            vehicle=self.vehicle,
            seal=self.seal,
            driver=self.driver,
        )

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Both places are ours, and not the same; the owner stays."""
        place = state.get(Place, self.to_place)
        if (place.organisation, self.organisation) != (context.actor.organisation,) * 2:
            raise NotTheHolder(what=place.name, holder=place.organisation)
        for going in self.lots:
            lot = state.find(Lot, going.lot)
            if lot is not None and lot.place == place.id:
                raise LiesThere(lot=lot.code, place=place.name)
        dispatch = ""
        for fact in self._send().decide(state, context):
            yield fact
            if isinstance(fact.body, DispatchSent):
                dispatch = fact.body.dispatch
        if self.arrived:
            lines = state.where(DispatchLine, "dispatch", dispatch)
            arrival = Receive(
                id=self.id,
                occurred_at=self.occurred_at,
                dispatch=dispatch,
                place=place.id,
                received=tuple((line.lot, line.sent_g) for line in lines),
            )
            yield from arrival.decide(state, context)
