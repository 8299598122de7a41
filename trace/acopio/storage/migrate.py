"""Bringing a database to the schema of this program: empty, older, or newer."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from acopio.errors import Refusal
from acopio.storage.engine import damage, is_sqlite, unusable, writer
from acopio.storage.rebuild import rebuild
from acopio.storage.tables import METADATA


@dataclass(eq=False)
class NewerDatabase(Refusal):
    """A database that a newer program has changed."""

    code = "newer-database"
    found: str
    known: str


@dataclass(eq=False)
class NotInitialised(Refusal):
    """A database without acopio's tables, or with older ones."""

    code = "not-initialised"
    where: str
    found: str


@dataclass(eq=False)
class OlderDatabase(Refusal):
    """A database that an older program wrote: a person brings it up to date."""

    code = "older-database"
    where: str
    found: str


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "acopio_migrations:.")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = METADATA
    return config


def _known() -> tuple[str, set[str]]:
    scripts = ScriptDirectory.from_config(_config())
    return str(scripts.get_current_head()), {one.revision for one in scripts.walk_revisions()}


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of a database, ``None`` when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def check_current(engine: Engine) -> None:
    """Refuse a database that is not at this program's revision.

    Raises:
        NotInitialised, OlderDatabase, NewerDatabase, DatabaseUnusable.
    """
    head, revisions = _known()
    where = engine.url.render_as_string()
    try:
        with engine.connect() as connection:
            found = revision_of(connection)
    except damage() as error:
        raise unusable(error, where) from error
    if found == head:
        return
    if found is not None and found not in revisions:
        raise NewerDatabase(found=found, known=head)
    if found is not None:
        raise OlderDatabase(where=where, found=found)
    raise NotInitialised(where=where, found="-")


def upgrade(engine: Engine) -> Path | None:
    """Bring a database to this program's schema; return the copy made of an older SQLite file.

    Raises:
        NewerDatabase: a newer program has changed it.
        DatabaseUnusable: it is damaged or out of reach.
    """
    head, revisions = _known()
    try:
        with engine.connect() as connection:
            found = revision_of(connection)
        if found is not None and found not in revisions:
            raise NewerDatabase(found=found, known=head)
        if found == head:
            return None
        copy = _copy_aside(engine, found) if found is not None and is_sqlite(engine) else None
        with writer(engine).begin() as connection:
            command.upgrade(_config(connection), "head")
            if found is not None:  # projections that changed their shape are folded again
                rebuild(connection)
    except damage() as error:
        raise unusable(error, engine.url.render_as_string()) from error
    return copy


def _copy_aside(engine: Engine, found: str) -> Path:
    """Copy a SQLite file, with its write-ahead log folded in, before an upgrade."""
    source = Path(str(engine.url.database))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    target = source.with_name(f"{source.name}.before-{found}")
    engine.dispose()
    shutil.copy2(source, target)
    return target


def drift(connection: Connection) -> list[object]:
    """Return what differs between the database and the tables of this program."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))
