"""Bringing a database to the schema of this program: empty, older, or newer."""

import shutil
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine

from acopio.storage.engine import damage, is_sqlite, unusable, writer
from acopio.storage.rebuild import rebuild
from acopio.storage.revision import NewerDatabase, known_revisions, revision_of
from acopio.storage.tables import METADATA


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "acopio_migrations:.")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = METADATA
    return config


def upgrade(engine: Engine) -> Path | None:
    """Bring a database to this program's schema; return the copy made of an older SQLite file.

    Raises:
        NewerDatabase: a newer program has changed it.
        DatabaseUnusable: it is damaged or out of reach.
    """
    known = known_revisions()
    try:
        with engine.connect() as connection:
            found = revision_of(connection)
        if found is not None and found not in known:
            raise NewerDatabase(found=found, known=known[-1])
        if found == known[-1]:
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
