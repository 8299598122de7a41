"""Inspections: what was observed is computed, signed by the inspector's own key and recorded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from acopio.domain.entries.envelope import read_entry
from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Staff
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.inspecting import (
    Cupper,
    Dispute,
    Inspect,
    signed_about,
    text_to_sign,
)
from acopio.domain.state import NotFound
from acopio.domain.times import day_of
from acopio.errors import Refusal
from acopio.ledger.b64 import decode as b64_decode
from acopio.ledger.keys import KeyPair
from acopio.quality.protocol import Protocol
from acopio.quality.registry import comparable, current, get
from acopio.quality.sheet import CUPPER
from acopio.services.find import SeveralMatch
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
class Which:
    """Which result of a sample is meant, where there are several."""

    protocol: str | None = None
    result: str | None = None
    """The end of its id."""


_ID_TAIL = 6
"""So much of an id is enough to tell results of one sample apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Where the signature comes from: the key that is kept here, unless it was made elsewhere."""

    signature: str | None = None
    """Base64, over exactly the text that ``text_of`` gives, made on a device of her own."""


@dataclass(eq=False)
class NoResult(Refusal):
    """A sample that was not inspected under a protocol, or not at all."""

    code = "no-result"
    sample: str
    protocol: str


@dataclass(eq=False)
class SignsElsewhere(Refusal):
    """An inspector whose key lives on a device of her own: this machine cannot sign for her."""

    code = "signs-elsewhere"
    inspector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the inspections of one person have in common: looked up once, for one or thousands."""

    inspector: str
    origin: str
    vkey: str
    zone: str
    accounts: Mapping[str, str]
    """Ids of colleagues by what they sign in as."""
    elsewhere: str | None = None
    """The inspector's name, where her key lives on a device of her own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An inspection whose text waits for its signature."""

    sample: Sample
    inspector: str
    origin: str
    occurred_at: str
    observations: Mapping[str, Any]
    """As they are signed: with opaque ids instead of names."""
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
    how: Circumstances | None = None,
) -> Inspection:
    """Evaluate a sample, sign what was observed and computed, record it.

    Raises:
        Refusal: the observations do not fit the form, or the key does not open.
    """
    with node.reading() as reader:
        blind = given_blind(Desk(reader, actor, node).finder.sample(sample), sample)
    chosen = replace(how or Circumstances(day=day), by_blind_code=blind)
    return record(node, actor, sample, current(protocol), observations, chosen, Signer())


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
    bench, made = _prepared(node, actor, sample, protocol, observations, how)
    signature = _signature(node, bench, made.signed, signer)
    command = prepared_command(made, how, signature, identity=node.ids.uuid())
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
    return _prepared(node, actor, sample, protocol, observations, how)[1].signed


def _prepared(
    node: Node,
    actor: Actor,
    sample: str,
    protocol: Protocol,
    observations: Observations,
    how: Circumstances,
) -> tuple[Bench, Prepared]:
    actor.require("inspect")
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found, occurred, bench = desk.finder.sample(sample), desk.day(how.day), bench_of(desk)
    about = signed_about(how.supersedes, how.portion, how.laboratory)
    return bench, prepared(bench, found, protocol, observations, occurred, about)


def bench_of(desk: Desk) -> Bench:
    """Return what the inspections of the acting person have in common."""
    actor, reader = desk.actor, desk.reader
    staff = reader.one(Staff, id=actor.people[0], organisation=actor.organisation)
    return Bench(
        inspector=actor.people[0],
        origin=reader.log_of(actor.organisation).origin,
        vkey=(staff.key_text if staff else None) or "",
        zone=desk.zone,
        accounts={
            one.name: one.staff
            for one in reader.accounts()
            if one.organisation == actor.organisation
        },
        elsewhere=(staff.name or staff.id) if staff and staff.key_home == "own-device" else None,
    )


def prepared(
    bench: Bench,
    sample: Sample,
    protocol: Protocol,
    observations: Observations,
    occurred_at: str,
    about: Mapping[str, str | None],
) -> Prepared:
    """Return an inspection that is evaluated and waits to be signed.

    ``about`` is as ``signed_about`` gives it.

    Raises:
        Refusal: the observations are not what the protocol's form asks for.
    """
    panel, observed = _panel(bench, protocol, observations)
    signed = text_to_sign(
        origin=bench.origin,
        blind=sample.blind or "",
        protocol=protocol.id,
        version=protocol.version,
        observations=observed,
        day=day_of(occurred_at, bench.zone),
        vkey=bench.vkey,
        about=about,
    )
    return Prepared(
        sample=sample,
        inspector=bench.inspector,
        origin=bench.origin,
        occurred_at=occurred_at,
        observations=observed,
        signed=signed,
        panel=panel,
    )


def prepared_command(
    made: Prepared,
    how: Circumstances,
    signature: bytes,
    *,
    identity: str,
    asked: str | None = None,
) -> Inspect:
    """Return the command that records a signed inspection, to be carried out alone or with more.

    Args:
        made: what was signed.
        how: how it was made.
        signature: over exactly its text.
        identity: the id of the command.
        asked: what a retry repeats, if not everything.
    """
    return Inspect(
        id=identity,
        occurred_at=made.occurred_at,
        docs=how.docs,
        asked=asked,
        inspector=made.inspector,
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


def _signature(node: Node, bench: Bench, signed: str, signer: Signer) -> bytes:
    if signer.signature is not None:
        return b64_decode(signer.signature.strip()) or b""
    return signing_key(node, bench).sign(signed.encode("utf-8"))


def signing_key(node: Node, bench: Bench) -> KeyPair:
    """Return the inspector's key that is kept here.

    Raises:
        SignsElsewhere: hers lives on a device of her own.
        KeyMissing, WrongPassphrase, DamagedKey.
    """
    if bench.elsewhere:
        raise SignsElsewhere(inspector=bench.elsewhere)
    return load_key(key_file(node.keys, "inspector", bench.inspector), node.passphrase())


def _panel(
    bench: Bench, protocol: Protocol, observations: Observations
) -> tuple[tuple[Cupper, ...], dict[str, Any]]:
    """Return who filled in each form, and the forms with opaque ids instead of names."""
    forms = observations.get("forms")
    if not protocol.panel or not isinstance(forms, list | tuple):
        return (), dict(observations)
    accounts = bench.accounts
    people, named = [], []
    for number, form in enumerate(forms, start=1):
        label = str(form.get(CUPPER) or "").strip() if isinstance(form, Mapping) else ""
        staff = accounts.get(label.casefold()) or (label if label in accounts.values() else None)
        if not label and len(forms) == 1:
            staff = bench.inspector
        people.append(Cupper(staff=staff, name=None if staff else label or None))
        named.append({**form, CUPPER: staff or f"guest-{number}"} if label else form)
    return tuple(people), {**observations, "forms": named}


def inspections_of(
    reader: Reader, organisation: str, sample: Sample, protocol: str | None
) -> list[Inspection]:
    """Return the inspections in force of a sample, under a protocol if it has several.

    Raises:
        NoResult: there is none.
        SeveralMatch: they are of several protocols, and none is named.
    """
    rows = [
        one
        for one in reader.where(Inspection, sample=sample.id, superseded=False)
        if one.organisation == organisation
        and (protocol is None or one.protocol == current(protocol).id)
    ]
    if not rows:
        raise NoResult(sample=sample.number, protocol=current(protocol).id if protocol else "–")
    scales = sorted({one.protocol for one in rows})
    if len(scales) > 1:
        raise SeveralMatch(what="inspection", given=sample.number, matches=", ".join(scales))
    return sorted(rows, key=lambda one: (one.recorded_at, one.id))


def inspection_of(
    reader: Reader,
    organisation: str,
    sample: Sample,
    which: Which,
) -> Inspection:
    """Return the inspection in force of a sample; of several, the one whose id ends so.

    Raises:
        NoResult, SeveralMatch.
    """
    rows = inspections_of(reader, organisation, sample, which.protocol)
    tail = (which.result or "").strip().lower()
    chosen = [one for one in rows if one.id.endswith(tail)]
    if len(chosen) == 1:
        return chosen[0]
    matches = "; ".join(map(_told_apart, rows))
    raise SeveralMatch(what="inspection", given=which.result or sample.number, matches=matches)


def _told_apart(one: Inspection) -> str:
    """Return what tells a result from others of the same sample: day, portion, end of its id."""
    portion = f" {one.portion}" if one.portion else ""
    return f"{one.day}{portion} --result {one.id[-_ID_TAIL:]}"


def signed_observations(reader: Reader, inspection: Inspection) -> dict[str, Any]:
    """Return the raw inputs of an inspection, out of the text that was signed."""
    return observations_in(read_entry(reader.entries([inspection.act])[0].leaf).body["signed"])


def observations_in(signed: str) -> dict[str, Any]:
    """Return the raw inputs out of a signed text."""
    found: dict[str, Any] = msgspec.json.decode(signed)["observations"]
    return found


def dispute(
    node: Node,
    actor: Actor,
    sample: str,
    by: str,
    *,
    which: Which,
    reason: str | None = None,
    day: str | None = None,
    docs: tuple[Document, ...] = (),
) -> Inspection:
    """Write down that somebody does not accept a result; return the inspection.

    Raises:
        NotFound, NoResult, SeveralMatch, DisputedBefore, ReasonNeeded, NotTheHolder.
    """
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.sample(sample)
        inspection = inspection_of(reader, actor.organisation, found, which)
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
    """Return all results in force of samples side by side, of one version of one protocol.

    Raises:
        NotComparable: they are of different protocols or versions.
        NotFound, NoResult: there is no such sample, or it was not inspected.
        SeveralMatch: a sample has results of several protocols, and none is named.
    """
    with node.reading() as reader:
        finder = Desk(reader, actor, node).finder
        found = [finder.sample(one) for one in samples]
        pairs = [
            (one, sample.number)
            for sample in found
            for one in inspections_of(reader, actor.organisation, sample, protocol)
        ]
    rows = [one for one, _ in pairs]
    scales = [(one.protocol, one.protocol_version) for one in rows]
    comparable(scales)
    return Compared(
        protocol=get(*scales[0]),
        inspections=tuple(rows),
        numbers=tuple(number for _, number in pairs),
    )
