"""Rows of the fold to and from their tables. Decides nothing."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Select,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from acopio.domain.rows.base import Row
from acopio.storage.engine import is_sqlite
from acopio.storage.tables import TABLE_OF
from acopio.storage.types import storable

R = TypeVar("R", bound=Row)
CHUNK = 500
LOCKED = {"lot", "batch", "sample", "dispatch", "certificate", "label_job"}
"""Rows that a decision may change: locked in key order, so that two writers never cross."""


_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in TABLE_OF}
REGISTERS = {
    "organisation",
    "staff",
    "household",
    "person",
    "membership",
    "plot",
    "place",
    "profile",
    "other_name",
}
Key = tuple[type[Row], Any]
# Statements are made once: SQLAlchemy then finds them compiled.
_SELECTS: dict[tuple[type[Row], str, bool], Select[Any]] = {}
_INSERTS: dict[tuple[type[Row], bool], Insert] = {}
_UPDATES: dict[type[Row], Update] = {}


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
    locked = lock and TABLE_OF[kind].name in LOCKED and not is_sqlite(connection)
    query = _SELECTS.get((kind, field, locked))
    if query is None:
        query = _SELECTS[kind, field, locked] = _select(kind, field, locked=locked)
    wanted = sorted({value for value in values if value is not None and storable(value)})
    found: list[R] = []
    for start in range(0, len(wanted), CHUNK):
        found += fetch(connection, kind, query, {"wanted": wanted[start : start + CHUNK]})
    return found


def _select(kind: type[Row], field: str, *, locked: bool) -> Select[Any]:
    table = TABLE_OF[kind]
    query = select(table).where(table.c[field].in_(bindparam("wanted", expanding=True)))
    return query.order_by(*table.primary_key.columns).with_for_update() if locked else query


def fetch(
    connection: Connection,
    kind: type[R],
    query: Select[Any],
    values: Mapping[str, Any] | None = None,
) -> list[R]:
    """Return the rows of a query over the whole table of a row type."""
    names = names_of(kind)
    return [
        kind(**dict(zip(names, found, strict=True)))
        for found in connection.execute(query, values).tuples()
    ]


def save(
    connection: Connection,
    rows: Iterable[Row],
    loaded: Container[Key] = (),
    gone: Iterable[Row] = (),
) -> None:
    """Insert rows that are new, update those that were ``loaded``, delete those that are gone.

    Rows of the registers (parties, places, names) may be there without having been loaded.
    """
    for row in gone:
        if (type(row), row.key()) in loaded:
            connection.execute(_delete(type(row)), _values(type(row), [row], prefix="row_"))
    fresh: dict[type[Row], list[Row]] = {}
    known: dict[type[Row], list[Row]] = {}
    for row in rows:
        side = known if (type(row), row.key()) in loaded else fresh
        side.setdefault(type(row), []).append(row)
    for kind, listed in fresh.items():
        connection.execute(_insert(kind, is_sqlite(connection)), _values(kind, listed))
    for kind, listed in known.items():
        connection.execute(_update(kind), _values(kind, listed, prefix="row_"))


def _values(kind: type[Row], rows: list[Row], prefix: str = "") -> list[dict[str, Any]]:
    get = attrgetter(*names_of(kind))
    names = [prefix + name for name in names_of(kind)]
    return [dict(zip(names, get(row), strict=True)) for row in rows]


def _update(kind: type[Row]) -> Update:
    made = _UPDATES.get(kind)
    if made is None:
        table = TABLE_OF[kind]
        keys = [table.c[name] == bindparam(f"row_{name}") for name in kind.KEY]
        others: dict[str, Any] = {
            n: bindparam(f"row_{n}") for n in names_of(kind) if n not in kind.KEY
        }
        made = _UPDATES[kind] = update(table).where(*keys).values(others)
    return made


def _delete(kind: type[Row]) -> Delete:
    table = TABLE_OF[kind]
    return delete(table).where(*(table.c[name] == bindparam(f"row_{name}") for name in kind.KEY))


def _insert(kind: type[Row], sqlite_dialect: bool) -> Insert:
    made = _INSERTS.get((kind, sqlite_dialect))
    if made is None:
        table = TABLE_OF[kind]
        plain = TABLE_OF[kind].name not in REGISTERS
        made = insert(table) if plain else _upsert(kind, sqlite_dialect=sqlite_dialect)
        _INSERTS[kind, sqlite_dialect] = made
    return made


def _upsert(kind: type[Row], *, sqlite_dialect: bool) -> Insert:
    """Return the statement that inserts a row, or updates the one with its key."""
    table = TABLE_OF[kind]
    made = sqlite.insert(table) if sqlite_dialect else postgresql.insert(table)
    others = {name: made.excluded[name] for name in names_of(kind) if name not in kind.KEY}
    if not others:
        return made.on_conflict_do_nothing(index_elements=list(kind.KEY))
    return made.on_conflict_do_update(index_elements=list(kind.KEY), set_=others)


def dump(connection: Connection) -> dict[str, Sequence[Any]]:
    """Return every projection row in key order: what a rebuild must reproduce."""
    return {
        table.name: connection.execute(select(table).order_by(*table.primary_key.columns)).all()
        for table in TABLE_OF.values()
    }
