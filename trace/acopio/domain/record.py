"""From a command to the entries that record it: decide, commit, hash, fold. Pure."""

from dataclasses import dataclass
from typing import ClassVar

import msgspec

from acopio.domain.entries.commitments import redact
from acopio.domain.entries.envelope import Entry, leaf_bytes, parts_of
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.fold import apply
from acopio.domain.fold.recorded import Recorded
from acopio.domain.rules.base import Command, Context, Fact
from acopio.domain.state import State
from acopio.domain.times import stamp
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.ledger.disclosure import Disclosure, disclose
from acopio.ledger.merkle import leaf_hash
from acopio.ledger.tiles import EntryTooLarge

LEAF_MAX_BYTES = 65_535


@dataclass(eq=False)
class FieldUnusable(Refusal):
    """A value that its field cannot hold: too long, empty, or not of the right form."""

    code: ClassVar[str] = "field-unusable"
    field: str
    problem: str


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
    for paper in command.docs:
        check_fields(paper)
    written: list[Written] = []
    for fact in command.decide(state, context):
        check_fields(fact.body)
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


def check_fields(body: Body) -> None:
    """Refuse a body that could not be read back: what is appended stays readable for ever.

    Raises:
        FieldUnusable: a field is too long, empty, of another form, or holds what is no text.
    """
    try:
        raw = msgspec.json.encode(body)
        msgspec.json.decode(raw, type=type(body))
    except msgspec.ValidationError as error:
        problem, _, field = str(error).partition(" - at ")
        raise FieldUnusable(field=field.strip("`$."), problem=problem) from None
    except UnicodeEncodeError:
        raise FieldUnusable(field="", problem="not text") from None
    if b"\\u0000" in raw:
        raise FieldUnusable(field="", problem="NUL")


def _parts(
    state: State, context: Context, command: Command, fact: Fact, clock: str | None
) -> list[Written]:
    """Return the entries of one fact: several when its list is too long, each after the last."""
    follows = sorted({state.get(kind, key).latest for kind, key in fact.changes})
    bodies = parts_of(fact.body, len(follows))
    share = -(-len(follows) // len(bodies))
    step_id = context.ids.uuid() if len(bodies) > 1 else ""
    written: list[Written] = []
    for number, body in enumerate(bodies):
        step = (step_id, number + 1, len(bodies)) if step_id else None
        before = [url_encode(written[-1].hash)] if written else []
        after = sorted(follows[share * number : share * (number + 1)] + before)
        written.append(_entry(context, command, body, tuple(after), step, clock))
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
    if len(leaf) > LEAF_MAX_BYTES:
        raise EntryTooLarge(size=len(leaf), limit=LEAF_MAX_BYTES)
    return Written(entry=entry, leaf=leaf, hash=leaf_hash(leaf), disclosures=disclosures)
