"""Finding and deleting what is known of a household: the vault is the only thing that forgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from acopio.domain.entries.envelope import body_of, read_entry
from acopio.domain.fold import Recorded, apply
from acopio.domain.rows.base import Row
from acopio.domain.state import State
from acopio.ledger.b64 import url_encode
from acopio.ledger.disclosure import open_disclosure
from acopio.storage.projections import CHUNK, save
from acopio.storage.tables import DISCLOSURE, ENTRY

KINDS = ("household.registered", "person.registered", "membership.recorded")
KEPT = ("/household", "/person")
"""The opaque ids stay: deliveries keep their origin, but nobody can say whose it was."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Digests to erase, and the entries that they belong to, as (log, index)."""

    digests: tuple[str, ...]
    entries: tuple[tuple[str, int], ...]


def traces_of(connection: Connection, household: str) -> Traces:
    """Return the disclosures that name the people of a household.

    Reads every registration entry: erasing is rare, an index over private values would not be.
    """
    people = {household}
    digests: list[str] = []
    entries: list[tuple[str, int]] = []
    query = (
        select(ENTRY.c.log, ENTRY.c.idx, DISCLOSURE.c.digest, DISCLOSURE.c.text)
        .join(DISCLOSURE, (DISCLOSURE.c.log == ENTRY.c.log) & (DISCLOSURE.c.idx == ENTRY.c.idx))
        .where(ENTRY.c.kind.in_(KINDS))
        .order_by(ENTRY.c.log, ENTRY.c.idx)
    )
    by_entry: dict[tuple[str, int], dict[str, tuple[str, object]]] = {}
    for log, index, digest, text in connection.execute(query):
        pointer, value = open_disclosure(text)
        by_entry.setdefault((log, index), {})[pointer] = (digest, value)
    for place, opened in by_entry.items():
        if not people & {str(opened[name][1]) for name in KEPT if name in opened}:
            continue
        if "/person" in opened:
            people.add(str(opened["/person"][1]))
        entries.append(place)
        digests += [digest for pointer, (digest, _) in opened.items() if pointer not in KEPT]
    return Traces(tuple(digests), tuple(entries))


def delete_disclosures(connection: Connection, digests: Sequence[str]) -> None:
    """Delete disclosures from the vault: what they said reads as nothing from here on."""
    for start in range(0, len(digests), CHUNK):
        chunk = digests[start : start + CHUNK]
        connection.execute(delete(DISCLOSURE).where(DISCLOSURE.c.digest.in_(chunk)))


def erase(connection: Connection, traces: Traces) -> None:
    """Delete the disclosures, and fold their entries again without them."""
    delete_disclosures(connection, traces.digests)
    for log, index in traces.entries:
        row = connection.execute(
            select(ENTRY.c.hash, ENTRY.c.leaf).where(ENTRY.c.log == log, ENTRY.c.idx == index)
        ).one()
        left = connection.execute(
            select(DISCLOSURE.c.text).where(DISCLOSURE.c.log == log, DISCLOSURE.c.idx == index)
        ).scalars()
        entry = read_entry(row.leaf.encode("utf-8"))
        body = body_of(entry, [open_disclosure(text) for text in left])
        recorded = Recorded(entry=entry, hash=url_encode(bytes(row.hash)), body=body)
        changed = apply(State(), recorded)
        save(connection, [row for row in changed if isinstance(row, Row)])
