"""Boxes, dryers, mill runs; blends, splits and sacks."""

from dataclasses import dataclass

from acopio.domain.masses import share_out
from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rules import batches, lots
from acopio.errors import Refusal
from acopio.services.gate import DRIED, Desk
from acopio.services.node import Node
from acopio.storage.unit_of_work import Outcome


@dataclass(eq=False)
class VesselTaken(Refusal):
    """A vessel whose batch is not closed yet."""

    code = "vessel-taken"
    vessel: str
    since: str


@dataclass(eq=False)
class AmountUnreadable(Refusal):
    """A lot with a mass that is not written as LOT=MASS."""

    code = "amount-unreadable"
    given: str


@dataclass(eq=False)
class PartUnreadable(Refusal):
    """A fraction that is not written as 1/2."""

    code = "part-unreadable"
    given: str


@dataclass(eq=False)
class SacksUnreadable(Refusal):
    """Sack numbers that are not written as 1-120."""

    code = "sacks-unreadable"
    given: str


def open_batch(
    node: Node,
    actor: Actor,
    vessel: str,
    *,
    product: str | None = None,
    kind: str | None = None,
    place: str | None = None,
    day: str | None = None,
) -> str:
    """Open a batch in a vessel, or (with a kind) a mill run or sorting without one.

    Raises:
        VesselTaken, NotFound, UnknownProduct, UnknownBatchKind.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        if kind:
            place_id, name, chosen = desk.finder.place(place).id, vessel, kind
        else:
            found, name, chosen = desk.finder.vessel(vessel)
            place_id = found.id
        busy = reader.where(
            Batch, organisation=actor.organisation, vessel=name, state=["open", "giving"]
        )
        if busy:
            raise VesselTaken(vessel=name, since=busy[0].opened_on)
        command = batches.Open(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            kind=chosen,
            place=place_id,
            product=product or DRIED["cacao"],
            vessel=name,
        )
    return str(node.carry_out(actor, [command])[0].entries[0].body["batch"])


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWords:
    """What goes into a batch: lots or receipts, whole or ``LOT=MASS``, or a day's deliveries."""

    batch: str
    lots: tuple[str, ...] = ()
    delivered_today: bool = False
    day: str | None = None
    lose: tuple[str, ...] = ()
    reason: str | None = None


def take(node: Node, actor: Actor, words: TakeWords) -> Outcome:
    """Put lots into a batch."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        batch = desk.finder.open_batch(words.batch)
        wanted = [one for text in words.lots for one in _wanted(desk, text)]
        if words.delivered_today:
            day = desk.day(words.day)[:10]
            lines = reader.delivered_on(actor.organisation, batch.place, day)
            here = reader.among(Lot, "code", [line.lot for line in lines])
            wanted += [(lot.code, None, "w") for lot in here if lot.left_g == lot.made_g]
        command = batches.Take(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            batch=batch.id,
            lots=tuple(wanted),
            typed=_typed(words.lots),
            lose=words.lose,
            reason=words.reason,
        )
    return node.carry_out(actor, [command])[0]


def _wanted(desk: Desk, text: str) -> list[batches.Wanted]:
    name, equals, mass = text.partition("=")
    if not equals:
        return [(lot.code, None, "w") for lot in desk.finder.lots(text) if lot.left_g]
    if not name.strip() or not mass.strip():
        raise AmountUnreadable(given=text)
    return [(desk.finder.lot(name).code, desk.mass(mass).g, "w")]


def _typed(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the masses among ``LOT=MASS`` as typed."""
    return tuple(text.partition("=")[2].strip() for text in texts if "=" in text)


def note(
    node: Node,
    actor: Actor,
    batch: str,
    what: str,
    *,
    value: str | None = None,
    unit: str | None = None,
    text: str | None = None,
    day: str | None = None,
) -> Outcome:
    """Write down what was done to or measured in a batch."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = batches.Note(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=desk.finder.open_batch(batch).id,
            what=what,
            value=value,
            unit=unit,
            text=text,
        )
    return node.carry_out(actor, [command])[0]


def pass_on(
    node: Node,
    actor: Actor,
    batch: str,
    into: str,
    *,
    product: str | None = None,
    part: str = "1/1",
    day: str | None = None,
) -> Outcome:
    """Pass beans on unweighed into the next batch, which is opened if need be."""
    top, slash, bottom = part.partition("/")
    if not slash or not _is_number(top.strip()) or not _is_number(bottom.strip()):
        raise PartUnreadable(given=part)
    if not int(bottom):
        raise PartUnreadable(given=part)
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        source = desk.finder.open_batch(batch)
        place, name, kind = desk.finder.vessel(into)
        waiting = reader.where(
            Batch, organisation=actor.organisation, vessel=name, state=["open", "giving"]
        )
        target = waiting[0].id if waiting else node.ids.uuid()
        day = desk.day(day)
        commands: list[batches.Open | batches.Pass] = []
        if not waiting:
            commands.append(
                batches.Open(
                    id=node.ids.uuid(),
                    occurred_at=day,
                    kind=kind,
                    place=place.id,
                    product=source.product,
                    vessel=name,
                    batch=target,
                )
            )
        commands.append(
            batches.Pass(
                id=node.ids.uuid(),
                occurred_at=day,
                batch=source.id,
                into=target,
                product=product or _between(source),
                part=(int(top), int(bottom)),
            )
        )
    return node.carry_out(actor, commands)[-1]


def _between(batch: Batch) -> str:
    """Return the form in which beans leave a box for a dryer, unless it is said."""
    if batch.source == "cacao.wet":
        return "cacao.semi-dry"
    if batch.source == "coffee.cherry":
        return "coffee.wet-parchment"
    return batch.source or batch.product


def give(
    node: Node,
    actor: Actor,
    batch: str,
    masses: tuple[str, ...],
    *,
    product: str | None = None,
    moisture: str | None = None,
    day: str | None = None,
) -> tuple[str, ...]:
    """Weigh what comes out of a batch; return the codes of the new lots."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.open_batch(batch)
        command = batches.Give(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=found.id,
            product=product or found.product,
            masses=tuple(desk.mass(text) for text in masses),
            moisture=moisture,
        )
    entries = node.carry_out(actor, [command])[0].entries
    return tuple(part[0] for entry in entries for part in entry.body["outputs"])


def close(
    node: Node, actor: Actor, batch: str, *, reason: str | None = None, day: str | None = None
) -> Outcome:
    """Close a batch; what is missing is its loss."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = batches.Close(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=desk.finder.open_batch(batch).id,
            reason=reason,
        )
    return node.carry_out(actor, [command])[0]


def blend(
    node: Node,
    actor: Actor,
    inputs: tuple[str, ...],
    output: str,
    *,
    lose: tuple[str, ...] = (),
    reason: str | None = None,
    day: str | None = None,
) -> str:
    """Mix lots into a new one; return its code. Inputs are lots, whole or ``LOT=MASS``."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        wanted = [one for text in inputs for one in _wanted(desk, text)]
        command = lots.Blend(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            inputs=tuple((code, grams) for code, grams, _ in wanted),
            output=desk.mass(output),
            inputs_typed=_typed(inputs),
            lose=lose,
            reason=reason,
        )
    return str(node.carry_out(actor, [command])[0].entries[0].body["lot"])


def _is_number(text: str) -> bool:
    """Say whether a text is a number of a few figures: "²" is a figure, and no number."""
    return text.isascii() and text.isdigit() and len(text) <= 9


def sack_range(text: str) -> tuple[int, int]:
    """Read sack numbers written as ``1-120`` or ``7``.

    Raises:
        SacksUnreadable: they are written otherwise.
    """
    first, dash, last = text.strip().partition("-")
    if not _is_number(first) or (dash and not _is_number(last)) or not int(first):
        raise SacksUnreadable(given=text)
    numbers = int(first), int(last) if dash else int(first)
    if numbers[0] > numbers[1]:
        raise SacksUnreadable(given=text)
    return numbers


def split(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    masses: tuple[str, ...] = (),
    sacks: tuple[str, ...] = (),
    day: str | None = None,
) -> tuple[str, ...]:
    """Make parts of a lot, by mass or by sack numbers; return their codes."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = lots.Split(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            lot=desk.finder.lot(lot).code,
            masses=tuple(desk.mass(text) for text in masses),
            sacks=tuple(map(sack_range, sacks)),
        )
    entries = node.carry_out(actor, [command])[0].entries
    return tuple(part[0] for entry in entries for part in entry.body["parts"])


def pack(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    sacks: int | None = None,
    of: str | None = None,
    masses: tuple[str, ...] = (),
    day: str | None = None,
) -> tuple[int, int]:
    """Pack a lot: so many sacks of a mass, listed masses, or what is loose in equal sacks.

    Returns:
        The first and last number given.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.lot(lot)
        loose = found.left_g - found.packed_g
        listed = _sack_masses(sacks, of, masses, loose, desk)
        command = lots.Pack(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            lot=found.code,
            masses=tuple(listed),
            typed=masses or ((of,) if of else ()),
        )
    entries = node.carry_out(actor, [command])[0].entries
    first = int(entries[0].body["first"])
    return first, first + len(listed) - 1


def _sack_masses(
    sacks: int | None, of: str | None, masses: tuple[str, ...], loose: int, desk: Desk
) -> list[int]:
    if masses:
        return [desk.mass(text).g for text in masses]
    if of and sacks:
        return [desk.mass(of).g] * sacks
    if of:
        each = desk.mass(of).g
        whole, rest = divmod(max(loose, 0), each)
        return [each] * whole + ([rest] if rest else [])
    return share_out(max(loose, 0), [1] * sacks) if sacks and sacks > 0 else []
