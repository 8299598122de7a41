"""Reading: rows by field, ancestry, history. Nothing here writes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, bindparam, func, select, text

from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Paper
from acopio.domain.rows.lots import FULL, DeliveryLine, Lot, Sack
from acopio.ledger.b64 import url_decode
from acopio.storage import lineage, log_store
from acopio.storage.engine import damage, unusable
from acopio.storage.projections import fetch, rows_where
from acopio.storage.tables import ACCOUNT, ENTRY, LOG, TABLE_OF
from acopio.storage.types import storable

R = TypeVar("R", bound=Row)

_CLOSURE = text("""
WITH RECURSIVE history(hash) AS (
    SELECT CAST(:hash AS TEXT)
    UNION
    SELECT entry_link.after FROM history JOIN entry_link ON entry_link.hash = history.hash
)
SELECT hash FROM history
""")


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry where it stands."""

    origin: str
    index: int
    hash: bytes
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may act on this node."""

    staff: str
    organisation: str
    name: str
    pin: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What services ask of the store inside one read transaction."""

    connection: Connection

    def where(self, kind: type[R], /, **equal: object) -> list[R]:
        """Return the rows whose fields have these values (a list means any of them)."""
        table = TABLE_OF[kind]
        query = select(table).order_by(*table.primary_key.columns)
        for field, value in equal.items():
            if not storable(value):
                return []
            column = table.c[field]
            query = query.where(column.in_(value) if isinstance(value, list) else column == value)
        return fetch(self.connection, kind, query)

    def among(self, kind: type[R], field: str, values: Iterable[object]) -> list[R]:
        """Return the rows whose field has one of many values."""
        return rows_where(self.connection, kind, field, values)

    def one(self, kind: type[R], /, **equal: object) -> R | None:
        """Return the row with these values, if there is exactly one."""
        found = self.where(kind, **equal)
        return found[0] if len(found) == 1 else None

    def newest_lots(
        self, organisation: str, *, every: bool, limit: int, place: str | None = None
    ) -> list[Lot]:
        """Return an organisation's lots, the latest first; used-up ones only if ``every``.

        With ``place``, those that lie there and are not on their way.
        """
        table = TABLE_OF[Lot]
        query = select(table).where(table.c.organisation == organisation)
        if place:
            query = query.where(table.c.place == place, table.c.dispatch.is_(None))
        if not every:
            query = query.where(table.c.left_g != 0)
        query = query.order_by(table.c.day.desc(), table.c.step.desc(), table.c.code).limit(limit)
        return fetch(self.connection, Lot, query)

    def full_sacks(self, lots: Iterable[str]) -> dict[str, int]:
        """Return how many full sacks are in each of these lots now; none is not named."""
        sack = TABLE_OF[Sack].c
        query = (
            select(sack.lot, func.count().label("full"))
            .where(sack.lot.in_(list(lots)), sack.state.in_(FULL))
            .group_by(sack.lot)
        )
        return {row.lot: row.full for row in self.connection.execute(query)}

    def delivered_on(self, organisation: str, place: str, day: str) -> list[DeliveryLine]:
        """Return what came in at a place on a day."""
        return self.where(DeliveryLine, organisation=organisation, place=place, day=day)

    def matching(self, kind: type[R], field: str, words: str, limit: int) -> list[R]:
        """Return rows whose field contains the words, whatever their case."""
        if not storable(words):
            return []
        table = TABLE_OF[kind]
        query = (
            select(table)
            .where(table.c[field].icontains(words, autoescape=True))
            .order_by(*table.primary_key.columns)
            .limit(limit)
        )
        return fetch(self.connection, kind, query)

    def cited_files(self, without: str) -> list[str]:
        """Return the digests of files that entries cite, but for one type of document."""
        table = TABLE_OF[Paper]
        query = select(table.c.hash).where(table.c.hash.is_not(None), table.c.type != without)
        return [row[0] for row in self.connection.execute(query.distinct().order_by(table.c.hash))]

    def count(self, kind: type[Row]) -> int:
        """Return how many rows of a type there are."""
        return int(
            self.connection.execute(select(func.count()).select_from(TABLE_OF[kind])).scalar_one()
        )

    def ancestry(self, lot: str) -> list[lineage.Edge]:
        """Return every edge above a lot: child, step, parent, grams."""
        return lineage.ancestry(self.connection, lot)

    def history(self, leaf_hash: str) -> list[Stored]:
        """Return the closure of ``after`` from an entry, sorted by origin and index."""
        hashes = [row[0] for row in self.connection.execute(_CLOSURE, {"hash": leaf_hash})]
        return sorted(self.entries(hashes), key=lambda one: (one.origin, one.index))

    def entries(self, hashes: Sequence[str]) -> list[Stored]:
        """Return entries by leaf hash (base64url)."""
        found: list[Stored] = []
        raw = [url_decode(one) for one in hashes]
        query = (
            select(LOG.c.origin, ENTRY.c.idx, ENTRY.c.hash, ENTRY.c.leaf)
            .join(LOG, LOG.c.log == ENTRY.c.log)
            .where(ENTRY.c.hash.in_(bindparam("hashes", expanding=True)))
        )
        for start in range(0, len(raw), 500):
            chunk = raw[start : start + 500]
            found += [
                Stored(origin, index, bytes(leaf_hash), leaf.encode("utf-8"))
                for origin, index, leaf_hash, leaf in self.connection.execute(
                    query, {"hashes": chunk}
                )
            ]
        return found

    def log_of(self, organisation: str) -> log_store.LogRow:
        """Return the log that an organisation writes here.

        Raises:
            NoLog: it has none.
        """
        return log_store.current_log(self.connection, organisation)

    def logs(self) -> list[log_store.LogRow]:
        """Return every log in the database."""
        return log_store.all_logs(self.connection)

    def accounts(self) -> list[Account]:
        """Return who may act on this node."""
        return [
            Account(*row)
            for row in self.connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.name))
        ]


def values(rows: Iterable[Row], field: str) -> list[Any]:
    """Return one field of many rows, without repeats, in order."""
    return list(dict.fromkeys(getattr(row, field) for row in rows))


@contextmanager
def reading(engine: Engine) -> Iterator[Reader]:
    """Open one read transaction.

    Raises:
        DatabaseUnusable: the database is damaged or out of reach.
    """
    try:
        with engine.connect() as connection:
            yield Reader(connection)
    except damage() as error:
        raise unusable(error, engine.url.render_as_string()) from error
