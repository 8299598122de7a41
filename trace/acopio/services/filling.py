"""From the ticket straight into the boxes: one box, or several with the last line divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from acopio.domain.masses import Mass
from acopio.domain.products import PRODUCTS
from acopio.domain.rows.lots import Batch
from acopio.domain.rules.base import Command, NamedTwice
from acopio.domain.rules.batches import Open, Take, Wanted
from acopio.domain.rules.gate import NewLine, weighed
from acopio.domain.state import NotFound
from acopio.errors import Refusal

if TYPE_CHECKING:
    from acopio.services.gate import Desk

DRIED = {"cacao": "cacao.dry", "coffee": "coffee.dry-parchment"}
"""What a box or dryer is expected to give, unless it is said."""


@dataclass(eq=False)
class BoxesUnreadable(Refusal):
    """Several boxes, and more than the last one without a mass."""

    code = "boxes-unreadable"
    given: str


@dataclass(eq=False)
class BoxesExceed(Refusal):
    """The parts for the boxes are more than was delivered, or leave the last box nothing."""

    code = "boxes-exceed"
    asked_g: int
    received_g: int


@dataclass(frozen=True, slots=True)
class Box:
    """A vessel with the mass that goes into it; without one, the rest."""

    place: str
    name: str
    kind: str
    mass: Mass | None


@dataclass(slots=True)
class Filling:
    """Collects what fills the boxes of one ticket: each is opened once."""

    desk: Desk
    day: str
    lose: tuple[str, ...]
    reason: str | None
    commands: list[Command] = field(default_factory=list)
    place: str | None = None
    """Where the first box stands."""
    _batches: dict[str, str] = field(default_factory=dict)

    def fill(self, lines: Sequence[NewLine], texts: Sequence[str]) -> None:
        """Put lines into boxes in order; a line that does not fit into one is divided.

        Raises:
            NotFound, NamedTwice, BoxesUnreadable, BoxesExceed.
        """
        boxes = read_boxes(self.desk, texts)
        for box, lots in _divided(lines, boxes):
            self.place = self.place or box.place
            self.commands.append(
                Take(
                    id=self.desk.node.ids.uuid(),
                    occurred_at=self.day,
                    batch=self._batch(box, lines[0].product),
                    lots=tuple(lots),
                    typed=(box.mass.typed,) if box.mass else (),
                    lose=self.lose,
                    reason=self.reason,
                )
            )

    def _batch(self, box: Box, product: str) -> str:
        """Return the batch that is open in a vessel; open one if need be."""
        if box.name in self._batches:
            return self._batches[box.name]
        desk = self.desk
        waiting = desk.reader.where(
            Batch,
            organisation=desk.actor.organisation,
            vessel=box.name,
            state=["open", "giving"],
        )
        batch = waiting[0].id if waiting else desk.node.ids.uuid()
        self._batches[box.name] = batch
        if not waiting:
            self.commands.append(
                Open(
                    id=desk.node.ids.uuid(),
                    occurred_at=self.day,
                    kind=box.kind,
                    place=box.place,
                    product=DRIED[PRODUCTS[product].crop],
                    vessel=box.name,
                    batch=batch,
                )
            )
        return batch


def read_boxes(desk: Desk, texts: Sequence[str]) -> list[Box]:
    """Read vessels written as ``CAJA-3=30`` and ``CAJA-4``; only the last may be without a mass.

    Raises:
        NotFound: no place has such a vessel.
        NamedTwice: one is named twice.
        BoxesUnreadable: a mass is missing before the last.
    """
    boxes = [_box(desk, text) for text in texts]
    names = [box.name for box in boxes]
    for name in names:
        if names.count(name) > 1:
            raise NamedTwice(what=name)
    if any(box.mass is None for box in boxes[:-1]):
        raise BoxesUnreadable(given=", ".join(texts))
    return boxes


def _box(desk: Desk, text: str) -> Box:
    """Read one vessel; its name may hold any sign, so the whole text is tried first."""
    name, equals, mass = text.rpartition("=")
    try:
        return Box(*_vessel(desk, text), None)
    except NotFound:
        if not equals:
            raise
        return Box(*_vessel(desk, name.strip()), desk.mass(mass))


def _vessel(desk: Desk, text: str) -> tuple[str, str, str]:
    place, name, kind = desk.finder.vessel(text)
    return place.id, name, kind


def _divided(lines: Sequence[NewLine], boxes: Sequence[Box]) -> Iterator[tuple[Box, list[Wanted]]]:
    """Yield what goes into each box: whole lots as all that is left, parts by weight.

    Raises:
        BoxesExceed.
    """
    left = [(line.lot or "", weighed(line)[0]) for line in lines]
    total = sum(grams for _, grams in left)
    asked = sum(box.mass.g for box in boxes if box.mass)
    if asked > total or (asked == total and boxes[-1].mass is None):
        raise BoxesExceed(asked_g=asked, received_g=total)
    for box in boxes:
        room = box.mass.g if box.mass else total
        taken: list[Wanted] = []
        while room and left:
            lot, grams = left.pop(0)
            if grams <= room:
                taken.append((lot, None, "w"))
            else:
                taken.append((lot, room, "w"))
                left.insert(0, (lot, grams - room))
            room -= min(grams, room)
        yield box, taken
