"""Inspections: what was observed is computed, signed by the inspector's own key and recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from acopio.domain.entries.envelope import read_entry
from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Staff
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.inspecting import Cupper, Dispute, Inspect, text_to_sign
from acopio.domain.state import NotFound
from acopio.domain.times import day_of
from acopio.ledger.b64 import decode as b64_decode
from acopio.quality.protocol import Protocol
from acopio.quality.registry import comparable, current, get
from acopio.quality.sheet import CUPPER
from acopio.services.gate import Desk
from acopio.services.keys import key_file, load_key
from acopio.services.node import Node
from acopio.storage.reader import Reader
from acopio.storage.unit_of_work import Connection

Observations = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How an inspection was made, besides what was observed."""

    day: str | None = None
    by_blind_code: bool = False
    portion: str | None = None
    laboratory: str | None = None
    supersedes: str | None = None
    reason: str | None = None
    remark: str | None = None
    docs: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Where the signature comes from: a key file, or made on the inspector's own device."""

    key: Path | None = None
    signature: str | None = None
    """Base64, over exactly the text that ``text_of`` gives."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An inspection whose text waits for its signature."""

    sample: Sample
    origin: str
    occurred_at: str
    signed: str
    panel: tuple[Cupper, ...]


def inspect(
    node: Node,
    actor: Actor,
    sample: str,
    protocol: str,
    observations: Observations,
    *,
    day: str | None = None,
    key: Path | None = None,
    how: Circumstances | None = None,
) -> Inspection:
    """Evaluate a sample, sign what was observed and computed, record it.

    Raises:
        Refusal: the observations do not fit the form, or the key does not open.
    """
    with node.reading() as reader:
        blind = given_blind(Desk(reader, actor, node).finder.sample(sample), sample)
    chosen = replace(how or Circumstances(day=day), by_blind_code=blind)
    return record(node, actor, sample, current(protocol), observations, chosen, Signer(key=key))


def given_blind(sample: Sample, text: str) -> bool:
    """Say whether somebody named a sample by its blind code."""
    return sample.blind is not None and text.strip().upper() == sample.blind


def record(
    node: Node,
    actor: Actor,
    sample: str,
    protocol: Protocol,
    observations: Observations,
    how: Circumstances,
    signer: Signer,
    *,
    after: Callable[[Connection], None] | None = None,
) -> Inspection:
    """Sign and record an inspection; ``after`` writes local rows in the same transaction.

    Raises:
        Refusal: as the rules of inspections say.
    """
    made = _prepared(node, actor, sample, protocol, observations, how)
    signature = _signature(node, actor, made.signed, signer)
    command = Inspect(
        id=node.ids.uuid(),
        occurred_at=made.occurred_at,
        docs=how.docs,
        inspector=actor.people[0],
        sample=made.sample.id,
        lot=made.sample.lot,
        batch=made.sample.batch,
        origin=made.origin,
        signed=made.signed,
        signature=signature,
        supersedes=how.supersedes,
        reason=how.reason,
        remark=how.remark,
        panel=made.panel,
        by_blind_code=how.by_blind_code,
        portion=how.portion,
        laboratory=how.laboratory,
    )
    entry = node.carry_out(actor, [command], after=after)[0].entries[0]
    with node.reading() as reader:
        found = reader.one(Inspection, id=entry.body["inspection"])
    if found is None:
        raise NotFound(what="inspection", given=entry.id)
    return found


def text_of(
    node: Node,
    actor: Actor,
    sample: str,
    protocol: Protocol,
    observations: Observations,
    how: Circumstances,
) -> str:
    """Return the text that the inspector signs on a device of her own."""
    return _prepared(node, actor, sample, protocol, observations, how).signed


def _prepared(
    node: Node,
    actor: Actor,
    sample: str,
    protocol: Protocol,
    observations: Observations,
    how: Circumstances,
) -> _Prepared:
    actor.require("inspect")
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.sample(sample)
        staff = reader.one(Staff, id=actor.people[0], organisation=actor.organisation)
        origin = reader.log_of(actor.organisation).origin
        occurred = desk.day(how.day)
        panel, observed = _panel(reader, actor, protocol, observations)
        zone = desk.zone
    signed = text_to_sign(
        origin=origin,
        blind=found.blind or "",
        protocol=protocol.id,
        version=protocol.version,
        observations=observed,
        day=day_of(occurred, zone),
        vkey=(staff.key_text if staff else None) or "",
    )
    return _Prepared(found, origin, occurred, signed, panel)


def _signature(node: Node, actor: Actor, signed: str, signer: Signer) -> bytes:
    if signer.signature is not None:
        return b64_decode(signer.signature.strip()) or b""
    path = signer.key or key_file(node.keys, "inspector", actor.people[0])
    return load_key(path, node.passphrase()).sign(signed.encode("utf-8"))


def _panel(
    reader: Reader, actor: Actor, protocol: Protocol, observations: Observations
) -> tuple[tuple[Cupper, ...], dict[str, Any]]:
    """Return who filled in each form, and the forms with opaque ids instead of names."""
    forms = observations.get("forms")
    if not protocol.panel or not isinstance(forms, list | tuple):
        return (), dict(observations)
    accounts = {
        one.name: one.staff for one in reader.accounts() if one.organisation == actor.organisation
    }
    people, named = [], []
    for number, form in enumerate(forms, start=1):
        label = str(form.get(CUPPER) or "").strip() if isinstance(form, Mapping) else ""
        staff = accounts.get(label.casefold()) or (label if label in accounts.values() else None)
        if not label and len(forms) == 1:
            staff = actor.people[0]
        people.append(Cupper(staff=staff, name=None if staff else label or None))
        named.append({**form, CUPPER: staff or f"guest-{number}"} if label else form)
    return tuple(people), {**observations, "forms": named}


def inspection_of(
    reader: Reader, organisation: str, sample: Sample, protocol: str | None
) -> Inspection:
    """Return the inspection in force of a sample, under a protocol if it has several.

    Raises:
        NotFound: there is none, or not just one.
    """
    rows = [
        one
        for one in reader.where(Inspection, sample=sample.id, superseded=False)
        if one.organisation == organisation
        and (protocol is None or one.protocol == current(protocol).id)
    ]
    if len(rows) != 1:
        raise NotFound(what="inspection", given=protocol or sample.number)
    return rows[0]


def signed_observations(reader: Reader, inspection: Inspection) -> dict[str, Any]:
    """Return the raw inputs of an inspection, out of the text that was signed."""
    entry = read_entry(reader.entries([inspection.act])[0].leaf)
    found: dict[str, Any] = msgspec.json.decode(entry.body["signed"])["observations"]
    return found


def dispute(
    node: Node,
    actor: Actor,
    sample: str,
    by: str,
    *,
    protocol: str | None = None,
    reason: str | None = None,
    day: str | None = None,
    docs: tuple[Document, ...] = (),
) -> Inspection:
    """Write down that somebody does not accept a result; return the inspection.

    Raises:
        NotFound, DisputedBefore, ReasonNeeded, NotTheHolder.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.sample(sample)
        inspection = inspection_of(reader, actor.organisation, found, protocol)
        command = Dispute(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            docs=docs,
            inspection=inspection.id,
            by=desk.finder.organisation_named(by).id,
            sample=found.id,
            lot=inspection.lot,
            reason=reason,
        )
    node.carry_out(actor, [command])
    return inspection


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Results of one protocol side by side."""

    protocol: Protocol
    inspections: tuple[Inspection, ...]
    numbers: tuple[str, ...]
    """The number of each sample."""


def compare(node: Node, actor: Actor, samples: tuple[str, ...], protocol: str | None) -> Compared:
    """Return results side by side, of one version of one protocol.

    Raises:
        NotComparable: they are of different protocols or versions.
        NotFound: a sample has no inspection, or several protocols and none is named.
    """
    with node.reading() as reader:
        finder = Desk(reader, actor, node).finder
        found = [finder.sample(one) for one in samples]
        rows = [inspection_of(reader, actor.organisation, one, protocol) for one in found]
    scales = [(one.protocol, one.protocol_version) for one in rows]
    comparable(scales)
    return Compared(
        protocol=get(*scales[0]),
        inspections=tuple(rows),
        numbers=tuple(one.number for one in found),
    )
