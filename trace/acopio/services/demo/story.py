"""The season as it is told: one node, one clock, the people, and an agenda of acts."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import Lot
from acopio.domain.rules.batches import Note
from acopio.services import custody, gate
from acopio.services.demo.cast import CLERK, MANAGER, PREFIX, WAREHOUSE
from acopio.services.demo.clock import SEED, SeasonClock, SeasonIds, moment
from acopio.services.node import Node

Act = Callable[[], object]


def later(day: str, days: int) -> str:
    """Return the day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def waybill(number: int, day: str) -> Document:
    """Return the guía de remisión of a departure."""
    return Document(type="guia-de-remision", number=f"T001-{number:08d}", date=day)


@dataclass(slots=True)
class Story:
    """What the chapters of the season share."""

    node: Node
    """Its clock is ``clock``, its ids come from the seed."""
    clock: SeasonClock
    actors: dict[str, Actor]
    agenda: list[tuple[datetime, int, Act]] = field(default_factory=list)
    random: Random = field(default_factory=lambda: Random(SEED))
    dry: dict[str, list[str]] = field(default_factory=dict)
    """Weighed lots of each stream and cycle (``P1``), waiting to be blended or milled."""
    export: dict[str, str] = field(default_factory=dict)
    """Export lots by house number."""
    sent: dict[str, custody.Left] = field(default_factory=dict)
    """Dispatches by the number of their waybill."""
    pad: int = 4701
    """Number of the next receipt on the paper pad."""
    waybills: int = 311
    _beside: Node | None = None

    @property
    def beside(self) -> Node:
        """The node with ids of its own: what it writes moves no code of the rest of the season."""
        if self._beside is None:
            self._beside = replace(self.node, ids=SeasonIds(SEED + 1))
        return self._beside

    @property
    def clerk(self) -> Actor:
        """Who works at the gate."""
        return self.actors[CLERK]

    @property
    def manager(self) -> Actor:
        """Who runs the cooperative."""
        return self.actors[MANAGER]

    def at(self, day: str, hour: int, act: Act, minute: int = 0) -> None:
        """Put an act into the agenda."""
        self.agenda.append((moment(day, hour, minute), len(self.agenda), act))

    def run(self, progress: Callable[[int], None] | None = None) -> None:
        """Live through the season in order of time."""
        for done, (when, _, act) in enumerate(sorted(self.agenda, key=lambda one: one[:2]), 1):
            self.clock.at = when
            act()
            if progress:
                progress(done)

    def receipt(self) -> str:
        """Tear the next receipt off the pad."""
        self.pad += 1
        return f"{self.pad - 1:06d}"

    def next_waybill(self, day: str) -> Document:
        """Fill in the next waybill."""
        self.waybills += 1
        return waybill(self.waybills, day)

    def here(self, codes: list[str]) -> dict[str, int]:
        """Return what lots have left, in grams."""
        with self.node.reading() as reader:
            lots = {lot.code: lot.left_g for lot in reader.among(Lot, "code", codes)}
        return {code: lots[code] for code in codes}

    def note(self, vessel: str, *written: tuple[str, str, str | None]) -> None:
        """Write notes about what is in a vessel: what, value, unit."""
        with self.node.reading() as reader:
            desk = gate.Desk(reader, self.clerk, self.node)
            batch, now = desk.finder.open_batch(vessel).id, desk.day(None)
        notes = [
            Note(
                id=self.node.ids.uuid(),
                occurred_at=now,
                batch=batch,
                what=what,
                value=value,
                unit=unit,
            )
            for what, value, unit in written
        ]
        self.node.carry_out(self.clerk, notes)

    def truck(self, stream: str, day: str, spilt_g: int = 0) -> None:
        """Take the lots of a stream to the warehouse; what was spilt is seen at its scale."""
        codes = self.dry[stream]
        left = custody.dispatch(
            self.node,
            self.manager,
            custody.DispatchWords(
                to=PREFIX,
                lots=tuple(codes),
                purpose="move",
                to_place=WAREHOUSE,
                vehicle="DEM-001",
                docs=(self.next_waybill(day),),
            ),
        )
        code, sent_g = left.lots[0]
        custody.receive(
            self.node,
            self.manager,
            custody.ReceiptWords(
                dispatch=left.number,
                place=WAREHOUSE,
                lots=(f"{code}={sent_g - spilt_g} g",) if spilt_g else (),
                reason="un saco roto en el camino" if spilt_g else None,
            ),
        )


def half_kilos(grams: int) -> str:
    """Return a mass as the platform scale shows it, in steps of half a kilogram."""
    halves = grams // 500
    return f"{halves // 2}.{halves % 2 * 5} kg"
