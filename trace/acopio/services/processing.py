"""Boxes, dryers, mill runs; blends, splits and sacks."""

from dataclasses import dataclass, replace

from acopio.domain.masses import share_out
from acopio.domain.notes import Noted, read_note
from acopio.domain.permissions import Actor
from acopio.domain.products import PRODUCTS, product
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rules import batches, lots
from acopio.domain.state import NotFound
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.services.gate import DRIED, Desk
from acopio.services.node import Node
from acopio.services.sack_numbers import is_number, sack_ranges
from acopio.storage.unit_of_work import Outcome


@dataclass(eq=False)
class VesselEmpty(Refusal):
    """A vessel in which no batch is open."""

    code = "vessel-empty"
    vessel: str


@dataclass(eq=False)
class OneLotIsNoBlend(Refusal):
    """A blend of one lot: it is divided or packed, not mixed."""

    code = "one-lot-is-no-blend"
    lot: str


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
        command = batches.Open(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            kind=chosen,
            place=place_id,
            product=product or DRIED["cacao"],
            vessel=name,
        )
    return str(node.carry_out(actor, [command])[0].entries[0].body["batch"])


def at_work(desk: Desk, text: str) -> Batch:
    """Return the batch that is open in a vessel.

    Raises:
        VesselEmpty: there is such a vessel, and nothing is open in it.
        NotFound: there is none.
    """
    try:
        return desk.finder.open_batch(text)
    except NotFound:
        used = desk.reader.where(Batch, organisation=desk.actor.organisation, vessel=text.strip())
        name = used[0].vessel if used else desk.finder.vessel(text)[1]
        raise VesselEmpty(vessel=name or text) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeWords:
    """What goes into a batch: lots or receipts, whole or ``LOT=MASS``, or a day's deliveries."""

    batch: str
    lots: tuple[str, ...] = ()
    delivered_today: bool = False
    """All that was delivered on the day on which it goes in."""
    delivered: str | None = None
    """All that was delivered on this day, whenever it goes in."""
    product: str | None = None
    """Of a morning's deliveries only these; without it, what the batch takes already."""
    only_claims: tuple[str, ...] = ()
    """Of a morning's deliveries only those with all of these claims."""
    day: str | None = None
    lose: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What went in, and which of the morning's deliveries did not."""

    outcome: Outcome
    left_out: tuple[tuple[str, str], ...]
    """Lot and why: ``product``, ``claim``, ``elsewhere``."""


def take(node: Node, actor: Actor, words: TakeWords) -> Taken:
    """Put lots into a batch."""
    left_out: list[tuple[str, str]] = []
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        batch = at_work(desk, words.batch)
        wanted = [one for text in words.lots for one in _wanted(desk, text)]
        if words.delivered_today or words.delivered:
            chosen, left_out = _delivered(desk, batch, words, {code for code, _, _ in wanted})
            wanted += [(lot.code, None, "w") for lot in chosen]
        command = batches.Take(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            batch=batch.id,
            lots=tuple(wanted),
            typed=_typed(words.lots),
            lose=words.lose,
            reason=words.reason,
        )
    done = node.carry_out(actor, [command])[0]
    return Taken(outcome=done, left_out=tuple(left_out))


def _delivered(
    desk: Desk, batch: Batch, words: TakeWords, named: set[str]
) -> tuple[list[Lot], list[tuple[str, str]]]:
    """Return what is left of a day's deliveries and goes into a batch, and what does not."""
    day = day_of(desk.day(words.delivered or words.day), desk.zone)
    lines = desk.reader.delivered_on(desk.actor.organisation, batch.place, day)
    lots = desk.reader.among(Lot, "code", [line.lot for line in lines])
    fits = product(words.product).id if words.product else batch.source
    chosen: list[Lot] = []
    left_out: list[tuple[str, str]] = []
    for lot in lots:
        if lot.code in named or lot.left_g <= 0 or lot.organisation != desk.actor.organisation:
            continue
        crop = PRODUCTS[lot.product].crop == PRODUCTS[batch.product].crop
        if (fits and lot.product != fits) or not crop:
            left_out.append((lot.code, "product"))
        elif lot.place != batch.place or lot.dispatch:
            left_out.append((lot.code, "elsewhere"))
        elif not set(words.only_claims) <= set(lot.claims):
            left_out.append((lot.code, "claim"))
        else:
            chosen.append(lot)
    return chosen, left_out


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
) -> Noted:
    """Write down what was done to or measured in a batch; return the note as it was read.

    Raises:
        FigureUnreadable: a measure without a number in its unit.
    """
    read = read_note(what, value, unit)
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = batches.Note(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=at_work(desk, batch).id,
            what=read.what,
            value=read.value,
            unit=read.unit,
            text=text,
        )
    node.carry_out(actor, [command])
    return read


def pass_on(
    node: Node,
    actor: Actor,
    batch: str,
    into: str,
    *,
    product: str | None = None,
    part: str = "1/1",
    losing: tuple[tuple[str, ...], str | None] = ((), None),
    day: str | None = None,
) -> Outcome:
    """Pass beans on unweighed into the next batch, which is opened if need be.

    ``losing``: claims that the next batch may lose by this, and why.
    """
    top, slash, bottom = part.partition("/")
    if not slash or not is_number(top.strip()) or not is_number(bottom.strip()):
        raise PartUnreadable(given=part)
    if not int(bottom):
        raise PartUnreadable(given=part)
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        source = at_work(desk, batch)
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
                lose=losing[0],
                reason=losing[1],
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
        found = at_work(desk, batch)
        command = batches.Give(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=found.id,
            product=_of_crop(product, found),
            masses=tuple(desk.mass(text) for text in masses),
            moisture=moisture,
        )
    entries = node.carry_out(actor, [command])[0].entries
    return tuple(part[0] for entry in entries for part in entry.body["outputs"])


def _of_crop(text: str | None, batch: Batch) -> str:
    """Return what comes out: ``second``, ``husk`` and ``sweepings`` are of the batch's crop."""
    if text is None:
        return batch.product
    named = {"segunda": "second", "cascara": "husk", "cáscara": "husk", "barrido": "sweepings"}
    key = text.strip().lower()
    own = f"{PRODUCTS[batch.product].crop}.{named.get(key, key)}"
    return own if own in PRODUCTS else text


def close(
    node: Node, actor: Actor, batch: str, *, reason: str | None = None, day: str | None = None
) -> Outcome:
    """Close a batch; what is missing is its loss."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = batches.Close(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            batch=at_work(desk, batch).id,
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
        if len({code for code, _, _ in wanted}) == 1:
            raise OneLotIsNoBlend(lot=wanted[0][0])
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


def split(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    masses: tuple[str, ...] = (),
    sacks: tuple[str, ...] = (),
    day: str | None = None,
) -> tuple[str, ...]:
    """Make parts of a lot, by mass or by sack numbers; return their codes.

    Each text of ``sacks`` is one part: ``1-120`` or ``1-120,125``.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        whole = lots.Split(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            lot=desk.finder.lot(lot).code,
            masses=tuple(desk.mass(text) for text in masses),
        )
        apart = [sack_ranges(text) for text in sacks]
        commands = [replace(whole, sacks=tuple(one for ranges in apart for one in ranges))]
        if any(len(ranges) > 1 for ranges in apart):
            commands = [whole] if masses else []
            commands += [
                replace(whole, id=node.ids.uuid(), masses=(), sacks=ranges, together=True)
                for ranges in apart
            ]
    outcomes = node.carry_out(actor, commands)
    entries = [entry for outcome in outcomes for entry in outcome.entries]
    return tuple(part[0] for entry in entries for part in entry.body["parts"])


def pack(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    sacks: int | None = None,
    of: str | None = None,
    masses: tuple[str, ...] = (),
    reserve: bool = False,
    day: str | None = None,
) -> tuple[int, int]:
    """Pack a lot: so many sacks of a mass, listed masses, or what is loose in equal sacks.

    With ``reserve`` so many numbers are given before anything is weighed.

    Returns:
        The first and last number given.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.lot(lot)
        loose = found.left_g - found.packed_g
        listed: list[int | None] = [None] * (sacks or 0)
        if not reserve:
            listed = [*_sack_masses(sacks, of, masses, loose, desk)]
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
