"""The store: counting lots, sweeping up, sacks after they were packed, moves between places."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acopio.domain.entries.envelope import Entry
from acopio.domain.entries.fields import Document
from acopio.domain.masses import Mass, kilograms
from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rows.parties import Place
from acopio.domain.rules.base import Command, NamedTwice, ours
from acopio.domain.rules.batches import ElsewhereInBatch
from acopio.domain.rules.counting import Count, Find
from acopio.domain.rules.custody import Going
from acopio.domain.rules.moving import Move
from acopio.domain.rules.sacks import ChangeSacks, WeighSacks
from acopio.domain.state import State
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.services.sack_numbers import SacksUnreadable, sack_range, sack_ranges
from acopio.services.store_lists import ListUnusable, Problem

_NOTHING = re.compile(r"\s*0+([.]0+)?\s*[A-Za-z]*\s*", re.ASCII)
CAUSES = {
    "secado": "dried", "humedad": "regain", "rehumedecido": "regain", "derrame": "spillage",
    "muestra": "sample", "plagas": "pests", "robo": "theft", "balanza": "scale",
    "hallado": "found", "barrido": "sweepings",
}  # fmt: skip
"""Causes as people in Peru say them."""


def _cause(text: str | None) -> str | None:
    key = (text or "").strip().casefold()
    return CAUSES.get(key, key) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWords:
    """What the scale shows for one lot, as it is said."""

    lot: str
    mass: str
    """``0`` when nothing is there any more."""
    cause: str | None = None
    moisture_before: str | None = None
    moisture_after: str | None = None
    reason: str | None = None
    row: int = 0
    """Where it stands in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A lot that was counted: what the book said, what the scale says, and why."""

    lot: str
    book_g: int
    counted_g: int
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A lot that lies there too, and that nobody weighed."""

    lot: str
    left_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a count of a lot, a place or everything did."""

    lots: tuple[Weighed, ...]
    not_counted: tuple[Forgotten, ...]


def count(
    node: Node,
    actor: Actor,
    listed: Sequence[CountWords],
    *,
    place: str | None = None,
    everything: bool = False,
    day: str | None = None,
) -> Counted:
    """Count lots in one act: all of them, or none when anything is wrong.

    With ``place`` every lot has to lie there; with it or ``everything`` the answer names the lots
    that were forgotten.

    Raises:
        ListUnusable: several lots were named and something is wrong; everything wrong is in it.
        Refusal: the only lot that was named cannot be counted so.
    """
    actor.require("count")
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        where = desk.finder.place(place) if place else None
        when = desk.day(day)
        commands: list[Count] = []
        problems: list[Problem] = []
        for words in listed:
            try:
                one = _counting(desk, words, where, when)
                if any(known.lot == one.lot for known in commands):
                    raise NamedTwice(what=one.lot)
                commands.append(one)
            except Refusal as refusal:
                if len(listed) == 1:
                    raise
                problems.append(Problem(row=words.row, given=words.lot, refusal=refusal))
        if problems:
            rows = ", ".join(str(one.row) for one in problems)
            raise ListUnusable(count=len(problems), rows=rows, problems=tuple(problems))
        left: list[Lot] = []
        if where or everything:
            more = {"place": where.id} if where else {}
            here = reader.where(Lot, organisation=actor.organisation, dispatch=None, **more)
            left = [one for one in here if one.left_g]
    named = {one.lot for one in commands}
    outcomes = node.carry_out(actor, commands)
    bodies = [entry.body for outcome in outcomes for entry in outcome.entries]
    return Counted(
        lots=tuple(
            Weighed(
                lot=body["lot"],
                book_g=body["book_g"],
                counted_g=body["counted_g"],
                cause=body["cause"],
            )
            for body in bodies
        ),
        not_counted=tuple(
            Forgotten(lot=one.code, left_g=one.left_g) for one in left if one.code not in named
        ),
    )


def _counting(desk: Desk, words: CountWords, where: Place | None, when: str) -> Count:
    """Return the count of one lot, judged before anything is written.

    Raises:
        Refusal: the lot is not found, lies elsewhere, or cannot weigh that.
    """
    lot = desk.finder.lot(words.lot)
    command = Count(
        id=desk.node.ids.uuid(),
        occurred_at=when,
        lot=lot.code,
        counted=None if _NOTHING.fullmatch(words.mass) else desk.mass(words.mass),
        cause=_cause(words.cause),
        moisture_before=words.moisture_before,
        moisture_after=words.moisture_after,
        reason=words.reason,
    )
    state = State()
    state.load([lot])
    ours(state, lot.code, desk.actor)
    if where and lot.place != where.id:
        there = desk.reader.one(Place, id=lot.place)
        name = there.name if there else lot.place or ""
        raise ElsewhereInBatch(lot=lot.code, place=name, needed=where.name)
    command.judge(lot, desk.actor)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWords:
    """Sweepings or found beans as they are said."""

    mass: str
    product: str
    """A product, or a crop for its sweepings: ``cacao``."""
    place: str | None = None
    kept_from: str = ""
    kept_to: str | None = None
    cause: str = "sweepings"
    reason: str | None = None
    day: str | None = None


def find(node: Node, actor: Actor, words: FoundWords) -> str:
    """Record sweepings or found beans as a lot of their own; return its code."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        day = desk.day(words.day)
        swept = words.cause == "sweepings" and f"{words.product}.sweepings" in PRODUCTS
        command = Find(
            id=node.ids.uuid(),
            occurred_at=day,
            place=desk.finder.place(words.place).id,
            product=f"{words.product}.sweepings" if swept else words.product,
            mass=desk.mass(words.mass),
            kept_from=desk.day(words.kept_from)[:10],
            kept_to=desk.day(words.kept_to)[:10] if words.kept_to else day_of(day, desk.zone),
            cause=_cause(words.cause) or "",
            reason=words.reason,
        )
    return str(node.carry_out(actor, [command])[0].entries[0].body["lot"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SackWords:
    """Sacks on the scale, as they are said: number and mass."""

    lot: str
    weights: tuple[tuple[str, str], ...]
    rebagged: bool = False
    cause: str | None = None
    """Why the lot weighs something else: then it is counted too, in the same act."""
    moisture_before: str | None = None
    moisture_after: str | None = None
    reason: str | None = None
    day: str | None = None


def weigh_sacks(node: Node, actor: Actor, words: SackWords) -> tuple[int, int]:
    """Record what sacks weigh; return how many there were, and their grams."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        lot = desk.finder.lot(words.lot)
        weights = tuple(_weight(desk, number, mass) for number, mass in words.weights)
        day = desk.day(words.day)
        commands: list[Command] = []
        if words.cause:
            # The count shares its figure among all sacks: the others then keep what they weighed.
            here = reader.where(Sack, lot=lot.code, state=list(FULL))
            named = dict(weights)
            kept = [(one.number, one.mass_g or 0) for one in here if one.number not in named]
            weights = (*weights, *kept)
            grams = lot.left_g - lot.packed_g + sum(grams for _, grams in weights)
            commands.append(
                Count(
                    id=node.ids.uuid(),
                    occurred_at=day,
                    lot=lot.code,
                    counted=Mass(grams, f"{kilograms(grams)} kg") if grams > 0 else None,
                    cause=_cause(words.cause),
                    moisture_before=words.moisture_before,
                    moisture_after=words.moisture_after,
                    reason=words.reason,
                )
            )
        commands.append(
            WeighSacks(
                id=node.ids.uuid(),
                occurred_at=day,
                lot=lot.code,
                weights=weights,
                typed=tuple(mass for _, mass in words.weights),
                rebagged=words.rebagged,
                reason=words.reason,
            )
        )
    node.carry_out(actor, commands)
    return len(words.weights), sum(grams for _, grams in weights[: len(words.weights)])


def _weight(desk: Desk, number: str, mass: str) -> tuple[int, int]:
    first, last = sack_range(number)
    if first != last:
        raise SacksUnreadable(given=number)
    return first, desk.mass(mass).g


def change_sacks(
    node: Node,
    actor: Actor,
    lot: str,
    becomes: str,
    *,
    sacks: tuple[str, ...] = (),
    unused: bool = False,
    reason: str | None = None,
    day: str | None = None,
) -> str:
    """Say that sacks were emptied, burst, are missing, void or used again; return which."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = ChangeSacks(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            lot=desk.finder.lot(lot).code,
            becomes=becomes,
            sacks=tuple(one for text in sacks for one in sack_ranges(text)),
            unused=unused,
            reason=reason,
        )
    entries = node.carry_out(actor, [command])[0].entries
    return ", ".join(_ranges(entries))


def _ranges(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        for _packed_for, first, last, _grams in entry.body["sacks"]:
            yield str(first) if first == last else f"{first}-{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWords:
    """Lots, or ``LOT:1-120,125``, that go to another place of ours."""

    lots: tuple[str, ...]
    to_place: str
    arrived: bool = True
    vehicle: str | None = None
    seal: str | None = None
    driver: str | None = None
    day: str | None = None
    docs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a move made: its number, and the lots that went."""

    number: str
    place: str
    lots: tuple[tuple[str, int], ...]


def move(node: Node, actor: Actor, words: MoveWords) -> Moved:
    """Move lots to another place of ours: there at once, or on their way until received."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        place = desk.finder.place(words.to_place)
        going = []
        for text in words.lots:
            name, _, sacks = text.partition(":")
            ranges = sack_ranges(sacks) if sacks else ()
            going.append(Going(lot=desk.finder.lot(name).code, sacks=ranges))
        command = Move(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            docs=words.docs,
            organisation=actor.organisation,
            to_place=place.id,
            lots=tuple(going),
            arrived=words.arrived,
            vehicle=words.vehicle,
            seal=words.seal,
            driver=words.driver,
        )
    entries = node.carry_out(actor, [command])[0].entries
    sent = [entry.body for entry in entries if entry.kind == "dispatch.sent"]
    lots = tuple((lot, grams) for body in sent for lot, grams, _how in body["lots"])
    return Moved(number=sent[0]["number"], place=place.name, lots=lots)
