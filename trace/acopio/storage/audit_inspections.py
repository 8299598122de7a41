"""Audit of inspections and decisions: signatures, results and limits, computed again."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select

from acopio.domain.entries.envelope import read_entry
from acopio.domain.rechecking import recheck, recheck_decision
from acopio.ledger.b64 import url_encode
from acopio.storage.audit import Finding
from acopio.storage.tables import ENTRY


def inspections(connection: Connection) -> Iterator[Finding]:
    """Yield a finding for each inspection that does not hold.

    The result that was signed is what is shown, also where this finds another one: a protocol that
    computes differently today says something about the program, not about the beans.
    """
    query = (
        select(ENTRY.c.hash, ENTRY.c.leaf)
        .where(ENTRY.c.kind == "inspection.signed")
        .order_by(ENTRY.c.log, ENTRY.c.idx)
    )
    for row in connection.execute(query):
        wrong = recheck(read_entry(row.leaf.encode("utf-8")).body)
        if wrong:
            yield Finding("inspection", url_encode(bytes(row.hash)), wrong)


_DECIDED = ("lot.certified", "lot.downgraded", "lot.rejected")


def decisions(connection: Connection) -> Iterator[Finding]:
    """Yield a finding for each decision that found something else than its inspections give."""
    query = select(ENTRY.c.hash, ENTRY.c.leaf).where(ENTRY.c.kind.in_(_DECIDED))
    bodies = {
        url_encode(bytes(row.hash)): read_entry(row.leaf.encode("utf-8")).body
        for row in connection.execute(query.order_by(ENTRY.c.log, ENTRY.c.idx))
    }
    cited = {
        leaf for body in bodies.values() for one in body.get("judged", ())
        for leaf in one.get("inspections", ())
    }  # fmt: skip
    results = _results(connection, cited)
    for leaf, body in bodies.items():
        if not recheck_decision(body, results):
            yield Finding("decision", leaf, "decision-differs")


def _results(connection: Connection, leaves: set[str]) -> dict[str, dict[str, str]]:
    """Return what was signed in some inspections, by leaf hash."""
    found: dict[str, dict[str, str]] = {}
    query = select(ENTRY.c.hash, ENTRY.c.leaf).where(ENTRY.c.kind == "inspection.signed")
    for row in connection.execute(query) if leaves else ():
        leaf = url_encode(bytes(row.hash))
        if leaf in leaves:
            signed = read_entry(row.leaf.encode("utf-8")).body["signed"]
            found[leaf] = msgspec.json.decode(signed)["result"]
    return found
