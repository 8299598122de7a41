"""The inspector's morning: sample, evaluate, sign; then certify, reject, hold, lift."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rows.parties import Staff
from acopio.domain.rows.quality import Hold, Inspection, Sample
from acopio.domain.rules.decisions import Decide, HoldLot, Lift
from acopio.domain.rules.sampling import Draw, Inspect, text_to_sign
from acopio.domain.state import NotFound
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.quality.registry import current
from acopio.services.gate import Desk
from acopio.services.keys import key_file, load_key
from acopio.services.node import Node
from acopio.services.processing import sack_ranges
from acopio.storage.lineage import open_holds
from acopio.storage.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWords:
    """A sample to be drawn."""

    lot: str
    mass: str
    purpose: str = "own-grading"
    sacks: str | None = None
    """Sacks that were opened: ``1-75,80``."""
    seals: tuple[str, ...] = ()
    witness: str | None = None
    day: str | None = None


def draw(node: Node, actor: Actor, words: SampleWords) -> Sample:
    """Draw a sample from a lot; return it with its number and blind code."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        command = Draw(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            purpose=words.purpose,
            mass=desk.mass(words.mass),
            lot=desk.finder.lot(words.lot).code,
            sacks=sack_ranges(words.sacks) if words.sacks else (),
            seals=words.seals,
            witness=words.witness,
        )
    identity = node.carry_out(actor, [command])[0].entries[0].body["sample"]
    with node.reading() as reader:
        sample = reader.one(Sample, id=identity)
    if sample is None:
        raise NotFound(what="sample", given=str(identity))
    return sample


def inspect(
    node: Node,
    actor: Actor,
    sample: str,
    protocol: str,
    observations: dict[str, Any],
    *,
    day: str | None = None,
    key: Path | None = None,
) -> Inspection:
    """Evaluate a sample, sign what was observed and computed, record it.

    Raises:
        Refusal: the observations do not fit the form, or the key does not open.
    """
    actor.require("inspect")
    chosen = current(protocol)
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.sample(sample)
        staff = reader.one(Staff, id=actor.people[0], organisation=actor.organisation)
        origin = reader.log_of(actor.organisation).origin
        occurred = desk.day(day)
        zone = desk.zone
    path = key or key_file(node.keys, "inspector", actor.people[0])
    pair = load_key(path, node.passphrase())
    signed = text_to_sign(
        origin=origin,
        blind=found.blind or "",
        protocol=chosen.id,
        version=chosen.version,
        observations=observations,
        day=day_of(occurred, zone),
        vkey=(staff.key_text if staff else None) or str(pair.verifier_key),
    )
    command = Inspect(
        id=node.ids.uuid(),
        occurred_at=occurred,
        inspector=actor.people[0],
        sample=found.id,
        lot=found.lot,
        origin=origin,
        signed=signed,
        signature=pair.sign(signed.encode("utf-8")),
    )
    entry = node.carry_out(actor, [command])[0].entries[0]
    with node.reading() as reader:
        made = reader.one(Inspection, id=entry.body["inspection"])
    if made is None:
        raise NotFound(what="inspection", given=entry.id)
    return made


def split_from(reader: Reader, lot: Lot) -> list[tuple[Lot, str | None]]:
    """Return a lot and every lot it was split from, each with the split that made the next one."""
    found: list[tuple[Lot, str | None]] = [(lot, None)]
    while found[-1][0].born == "split":
        step = found[-1][0].step
        went = reader.where(Flow, step=step, way="in")
        whole = reader.one(Lot, code=went[0].lot) if went else None
        if whole is None:
            break
        found.append((whole, step))
    return found


def citable(reader: Reader, lot: Lot) -> list[Inspection]:
    """Return the inspections of a lot and of every lot it was split from."""
    codes = [one.code for one, _ in split_from(reader, lot)]
    return reader.where(Inspection, lot=codes, superseded=False)


def decide(
    node: Node,
    actor: Actor,
    lot: str,
    profile: str,
    what: str,
    *,
    reason: str | None = None,
    day: str | None = None,
) -> str:
    """Certify, downgrade or reject a lot for a profile; return its code."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.lot(lot)
        cited = citable(reader, found)
        command = Decide(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            lot=found.code,
            profile=desk.finder.profile(profile).id,
            what=what,
            inspections=tuple(one.id for one in cited),
            staff=tuple(sorted({one.inspector for one in cited})),
            reason=reason,
        )
    node.carry_out(actor, [command])
    return found.code


def hold(node: Node, actor: Actor, lot: str, reason: str | None, *, day: str | None = None) -> str:
    """Hold a lot, or the batch in a vessel, with all made from it."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        subject: dict[str, str]
        try:
            subject = {"batch": desk.finder.open_batch(lot).id}
        except NotFound:
            subject = {"lot": desk.finder.lot(lot).code}
        command = HoldLot(
            id=node.ids.uuid(), occurred_at=desk.day(day), reason=reason, **_only(subject)
        )
    node.carry_out(actor, [command])
    return next(iter(subject.values()))


def _only(subject: dict[str, str]) -> dict[str, Any]:
    return {"lot": subject.get("lot"), "batch": subject.get("batch")}


@dataclass(eq=False)
class HeldElsewhere(Refusal):
    """A lot without a hold of its own: it is held by what it was made from."""

    code = "held-elsewhere"
    given: str
    subject: str
    since: str


def _held_elsewhere(reader: Reader, given: str, key: str) -> Refusal:
    """Return why there is nothing to lift: no hold at all, or one on what a lot was made from."""
    above = open_holds(reader.connection, [key]).get(key, ())
    if not above:
        return NotFound(what="hold", given=given)
    batch = reader.one(Batch, id=above[0].subject)
    subject = above[0].subject if batch is None else batch.vessel or batch.id
    return HeldElsewhere(given=given, subject=subject, since=above[0].day)


def lift(node: Node, actor: Actor, lot: str, reason: str | None, *, day: str | None = None) -> str:
    """Lift the open hold on a lot or batch.

    Raises:
        NotFound, HeldElsewhere, NotYourHold, ReasonNeeded, NotAllowed.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        try:
            subject = {"batch": desk.finder.batch(lot).id}
        except NotFound:
            subject = {"lot": desk.finder.lot(lot).code}
        key = next(iter(subject.values()))
        holds = [one for one in reader.where(Hold, subject=key) if one.lifted is None]
        if not holds:
            raise _held_elsewhere(reader, lot, key)
        command = Lift(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            hold=holds[-1].id,
            reason=reason,
            **_only(subject),
        )
    node.carry_out(actor, [command])
    return key


@dataclass(eq=False)
class ObservationUnreadable(Refusal):
    """An observation that is not written as NAME=VALUE."""

    code = "observation-unreadable"
    given: str


def _count(text: str) -> int | str:
    """Return a number of a few figures; the protocol refuses anything else by its name."""
    return int(text) if text.isdecimal() and len(text) < 10 else text


def observed(protocol: str, counts: list[str] | None, scores: list[str] | None) -> dict[str, Any]:
    """Return observations typed one by one: bean counts, or the scores of one cupper's form.

    Raises:
        ObservationUnreadable: one is not NAME=VALUE.
    """
    pairs: dict[str, str] = {}
    for text in [*(counts or []), *(scores or [])]:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise ObservationUnreadable(given=text)
        pairs[name.strip()] = value.strip()
    if "iso2451" in protocol:
        return {"counts": {k: _count(v) for k, v in pairs.items()}}
    cups = {"taint_cups", "fault_cups"}
    defects = {k: _count(v) for k, v in pairs.items() if k in cups}
    forms = {k: v for k, v in pairs.items() if k not in defects}
    return {"forms": [{"scores": forms, **defects}]}
