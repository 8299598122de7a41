"""From a command to the entries that record it: decide, commit, hash, fold. Pure."""

from dataclasses import dataclass

from acopio.domain.entries.commitments import redact
from acopio.domain.entries.envelope import Entry, leaf_bytes, parts_of
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.fold import apply
from acopio.domain.fold.recorded import Recorded
from acopio.domain.rules.base import Command, Context, Fact
from acopio.domain.state import State
from acopio.domain.times import stamp
from acopio.ledger.b64 import url_encode
from acopio.ledger.disclosure import Disclosure, disclose
from acopio.ledger.merkle import leaf_hash


@dataclass(frozen=True, slots=True)
class Written:
    """One entry, ready to be stored."""

    entry: Entry
    leaf: bytes
    hash: bytes
    disclosures: tuple[Disclosure, ...]


def write(
    state: State, context: Context, command: Command, clock: str | None = None
) -> list[Written]:
    """Decide a command and record what follows; ``state`` is left in its next state.

    Raises:
        Refusal: the command is refused. Entries before the refusal must then be dropped.
    """
    context.actor.require(command.ACT)
    written: list[Written] = []
    for fact in command.decide(state, context):
        parts = _parts(state, context, command, fact, clock)
        written += parts
        recorded = Recorded(
            entry=parts[0].entry,
            hash=url_encode(parts[-1].hash),
            body=fact.body,
            zone=context.zone,
        )
        state.put(apply(state, recorded))
    return written


def _parts(
    state: State, context: Context, command: Command, fact: Fact, clock: str | None
) -> list[Written]:
    """Return the entries of one fact: several when its list is too long, each after the last."""
    bodies = parts_of(fact.body)
    after = {row.latest for row in (state.get(kind, key) for kind, key in fact.changes)}
    step_id = context.ids.uuid() if len(bodies) > 1 else ""
    written: list[Written] = []
    for number, body in enumerate(bodies, start=1):
        step = (step_id, number, len(bodies)) if step_id else None
        one = _entry(context, command, body, tuple(sorted(after)), step, clock)
        written.append(one)
        after = {*after, url_encode(one.hash)} if number == 1 else {url_encode(one.hash)}
    return written


def _entry(
    context: Context,
    command: Command,
    body: Body,
    after: tuple[str, ...],
    step: tuple[str, int, int] | None,
    clock: str | None,
) -> Written:
    kind = KIND_OF[type(body)]
    raw, taken = redact(body)
    disclosures = tuple(disclose(name, value, context.ids.salt()) for name, value in taken)
    entry = Entry(
        v=kind.version,
        kind=kind.name,
        id=context.ids.uuid(),
        cmd=command.id,
        org=context.actor.organisation,
        by=context.actor.people,
        occurred_at=command.occurred_at,
        recorded_at=stamp(context.now),
        body=raw,
        clock=clock,
        step=step,
        after=after,
        docs=command.docs,
        sd=tuple(sorted(one.digest for one in disclosures)),
    )
    leaf = leaf_bytes(entry)
    return Written(entry=entry, leaf=leaf, hash=leaf_hash(leaf), disclosures=disclosures)
