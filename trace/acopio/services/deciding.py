"""Decisions: certify, downgrade, reject for a profile; hold and lift."""

from dataclasses import dataclass
from typing import Any

from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rows.quality import Decision, Hold, Inspection
from acopio.domain.rules.decisions import Decide, HoldLot, Lift
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.services.gate import Desk
from acopio.services.node import Node
from acopio.storage.lineage import open_holds
from acopio.storage.reader import Reader
from acopio.storage.unit_of_work import Connection


@dataclass(eq=False)
class ResultMeanwhile(Refusal):
    """A lot that was inspected while it was decided on."""

    code = "result-meanwhile"
    lot: str


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


def decision_on(reader: Reader, lot: Lot, profile: str | None) -> Decision:
    """Return the latest decision on a lot, or on the whole before it was split off.

    Raises:
        NotFound: nothing was decided, or not for this profile.
    """
    until = {one.code: split for one, split in split_from(reader, lot)}
    rows = [
        one
        for one in reader.where(Decision, lot=list(until))
        if (profile is None or one.profile == profile)
        and not ((split := until[one.lot]) is not None and one.id > split)
    ]
    if not rows:
        raise NotFound(what="decision", given=lot.code)
    return max(rows, key=lambda one: one.id)


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
            samples=tuple(sorted({one.sample for one in cited})),
            reason=reason,
        )
    node.carry_out(actor, [command], after=lambda connection: _cites_all(connection, command))
    return found.code


def _cites_all(connection: Connection, command: Decide) -> None:
    """Refuse a decision that was made without a result that was signed meanwhile.

    Raises:
        ResultMeanwhile.
    """
    reader = Reader(connection)
    lot = reader.one(Lot, code=command.lot)
    if lot and {one.id for one in citable(reader, lot)} != set(command.inspections):
        raise ResultMeanwhile(lot=command.lot)


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
