"""Audit of inspections: every signature, and every result computed again from what was observed."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from acopio.domain.entries.envelope import read_entry
from acopio.domain.rechecking import recheck
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
