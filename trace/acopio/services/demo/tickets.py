"""Tickets at the gate: who brings what, how much, on which receipt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from acopio.domain.entries.gate import Price
from acopio.domain.rules.base import Command
from acopio.domain.rules.vessels import VesselTaken
from acopio.domain.times import stamp
from acopio.services import gate, processing
from acopio.services.demo.cast import GROUPS
from acopio.services.demo.clock import moment
from acopio.services.demo.story import Story, later


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What a group brings to a place."""

    product: str
    claims: tuple[str, ...]
    lightest: int
    """Kilograms of the lightest and the heaviest ticket."""
    heaviest: int
    price: str
    """Soles a kilogram."""
    moist: bool = False
    """Bought by weight after a deduction for moisture."""


@dataclass(slots=True)
class Day:
    """Tickets of one day at one place."""

    place: str
    day: str
    goods: Goods
    families: tuple[str, ...]
    """Numbers of families, one ticket each."""
    into: str | None = None
    collected: bool = False
    """Brought by a truck from the roadside, and typed the morning after."""
    together: int = 0
    """So many families came on one ticket of their leader."""


def receive(story: Story, day: Day) -> None:
    """Record a day's tickets in one transaction."""
    if day.into:
        _open(story, day.into, day.day)
    words = list(_tickets(story, day))
    with story.node.reading() as reader:
        desk = gate.Desk(reader, story.clerk, story.node)
        commands: list[Command] = [
            command for ticket in words for command in gate.delivery_commands(desk, ticket)
        ]
    story.node.carry_out(story.clerk, commands)


def _open(story: Story, vessel: str, day: str) -> None:
    try:
        processing.open_batch(story.node, story.clerk, vessel, day=day)
    except VesselTaken:
        return


def _tickets(story: Story, day: Day) -> Iterable[gate.DeliveryWords]:
    lines = [_line(story, day, family) for family in day.families]
    tickets: list[tuple[gate.LineWords, ...]] = [(line,) for line in lines[day.together :]]
    if day.together:
        tickets.insert(0, tuple(lines[: day.together]))
    for number, ticket in enumerate(tickets):
        came = moment(day.day, 6 + number // 3, number % 3 * 18)
        yield gate.DeliveryWords(
            lines=ticket,
            place=None if day.into else day.place,
            day=day.day if day.collected else stamp(came),
            group=_group(ticket[0].household or ""),
            collected=day.collected,
            into=day.into,
        )


def _group(family: str) -> str | None:
    """Return the group of a family's number; none for those who are no members."""
    group = next(one for one in GROUPS if one.letter == family[0])
    return None if int(family[2:]) in group.outsiders else group.name


def _line(story: Story, day: Day, family: str) -> gate.LineWords:
    goods, draw = day.goods, story.random.randrange
    halves = draw(goods.lightest * 2, goods.heaviest * 2 + 1)
    line = gate.LineWords(
        product=goods.product,
        gross=f"{halves // 2}.{halves % 2 * 5}",
        household=family,
        # One family in nine cannot say from which of its plots the beans are.
        all_plots=draw(9) > 0,
        tare=("0.8", "1.0", "1.2")[draw(3)],
        claims=goods.claims,
        harvest_from=later(day.day, -1 - draw(3)),
        harvest_to=day.day if goods.product in {"baba", "cereza"} else later(day.day, -1),
        pad=story.receipt(),
        price=Price(amount=goods.price, currency="PEN", per="kg", basis="payable"),
    )
    if not goods.moist:
        return line
    damp = draw(2, 7)
    return replace(
        line,
        harvest_from=later(day.day, -9),
        moisture=str(10 + damp),
        deductions=(("moisture", f"{max(halves // 2 * damp // 100, 1)} kg"),),
    )
