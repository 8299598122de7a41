"""Opening a database: SQLite by default, PostgreSQL by address, one code for both."""

import importlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from acopio.errors import Refusal

SQLITE_FIXED = (3, 51, 3)
"""The first SQLite without the WAL-reset bug."""
_RETRY_STATES = {"40001", "40P01", "57P01", "57P02", "08000", "08003", "08006"}
_UNIQUE_STATE = "23505"


@dataclass(eq=False)
class AlreadyThere(Refusal):
    """Something that may be there only once, such as a code or an account name."""

    code = "already-there"
    what: str


@dataclass(eq=False)
class DatabaseUnusable(Refusal):
    """The database cannot be opened, is damaged, or the disk is full."""

    code = "database-unusable"
    where: str
    problem: str


def sqlite_module() -> ModuleType:
    """Return the newest SQLite at hand: the bundled wheel, else the standard library's."""
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def sqlite_version() -> tuple[int, ...]:
    """Return the version of the SQLite library in use."""
    return tuple(int(part) for part in str(sqlite_module().sqlite_version).split("."))


def sqlite_file(url: str) -> Path | None:
    """Return the file behind a database address, if it is SQLite's."""
    parts = make_url(url)
    return Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None


def open_engine(url: str) -> Engine:
    """Return an engine whose transactions mean the same on SQLite and PostgreSQL."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True)
    engine = create_engine(url, module=sqlite_module())
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions of its own: DDL would fall outside them.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        # NORMAL may lose a committed row when the power fails, and so fork a signed log.
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "trusted_schema=OFF",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins deferred fails at its first write if another committed meanwhile.
    writes = connection.get_execution_options().get("acopio_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writer(engine: Engine) -> Engine:
    """Return the engine for transactions that write."""
    return engine.execution_options(acopio_write=True)


def is_sqlite(connection: Connection | Engine) -> bool:
    """Say whether this is SQLite."""
    return connection.dialect.name == "sqlite"


def may_retry(error: Exception) -> bool:
    """Say whether the same command may be tried again.

    Conflicts, lost connections, and a key that is there already: then either the same command
    came by another way, or a freshly drawn code must be drawn again.
    """
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state in _RETRY_STATES or is_repeated(error) or bool(error.connection_invalidated)


def is_repeated(error: DBAPIError) -> bool:
    """Say whether a key was there already."""
    state = getattr(error.orig, "sqlstate", None)
    return state == _UNIQUE_STATE or "UNIQUE constraint failed" in str(error.orig)


def damage() -> tuple[type[Exception], ...]:
    """Return what a damaged file, a full disk or a lost server raise, here and in the driver."""
    return DBAPIError, sqlite_module().Error, UnicodeDecodeError


def unusable(error: Exception, where: str) -> Refusal:
    """Return the refusal that says what is wrong with the database."""
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    problem = said.splitlines()[0][:200]
    if isinstance(error, DBAPIError) and is_repeated(error):
        return AlreadyThere(what=problem)
    return DatabaseUnusable(where=where, problem=problem)
