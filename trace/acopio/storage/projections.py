"""Rows of the fold to and from their tables. Decides nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, Select, select
from sqlalchemy.dialects import postgresql, sqlite

from acopio.domain.rows.base import Row
from acopio.storage.engine import is_sqlite
from acopio.storage.tables import TABLE_OF

R = TypeVar("R", bound=Row)
CHUNK = 500
LOCKED = {"lot", "batch", "sample", "dispatch", "certificate"}
"""Rows that a decision may change: locked in key order, so that two writers never cross."""


_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in TABLE_OF}
_UPSERTS: dict[tuple[type[Row], bool], Insert] = {}


def names_of(kind: type[Row]) -> tuple[str, ...]:
    """Return the column names of a row type, in order."""
    return _NAMES[kind]


def rows_where(
    connection: Connection,
    kind: type[R],
    field: str,
    values: Iterable[Any],
    *,
    lock: bool = False,
) -> list[R]:
    """Return the rows whose field has one of the values; locked in key order if asked."""
    table = TABLE_OF[kind]
    wanted = sorted({value for value in values if value is not None})
    found: list[R] = []
    for start in range(0, len(wanted), CHUNK):
        query = select(table).where(table.c[field].in_(wanted[start : start + CHUNK]))
        if lock and table.name in LOCKED and not is_sqlite(connection):
            query = query.order_by(*table.primary_key.columns).with_for_update()
        found += fetch(connection, kind, query)
    return found


def fetch(connection: Connection, kind: type[R], query: Select[Any]) -> list[R]:
    """Return the rows of a query over the whole table of a row type."""
    names = names_of(kind)
    return [
        kind(**dict(zip(names, values, strict=True)))
        for values in connection.execute(query).tuples()
    ]


def save(connection: Connection, rows: Iterable[Row]) -> None:
    """Insert or update rows, one statement for each table."""
    by_kind: dict[type[Row], list[Row]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    for kind, listed in by_kind.items():
        names = names_of(kind)
        get = attrgetter(*names)
        connection.execute(
            _upsert(kind, sqlite_dialect=is_sqlite(connection)),
            [dict(zip(names, get(row), strict=True)) for row in listed],
        )


def _upsert(kind: type[Row], *, sqlite_dialect: bool) -> Insert:
    """Return the statement that inserts a row, or updates the one with its key."""
    made = _UPSERTS.get((kind, sqlite_dialect))
    if made is None:
        made = _UPSERTS[kind, sqlite_dialect] = _make_upsert(kind, sqlite_dialect=sqlite_dialect)
    return made


def _make_upsert(kind: type[Row], *, sqlite_dialect: bool) -> Insert:
    table = TABLE_OF[kind]
    insert = sqlite.insert(table) if sqlite_dialect else postgresql.insert(table)
    others = {name: insert.excluded[name] for name in names_of(kind) if name not in kind.KEY}
    if not others:
        return insert.on_conflict_do_nothing(index_elements=list(kind.KEY))
    return insert.on_conflict_do_update(index_elements=list(kind.KEY), set_=others)


def dump(connection: Connection) -> dict[str, Sequence[Any]]:
    """Return every projection row in key order: what a rebuild must reproduce."""
    return {
        table.name: connection.execute(select(table).order_by(*table.primary_key.columns)).all()
        for table in TABLE_OF.values()
    }
