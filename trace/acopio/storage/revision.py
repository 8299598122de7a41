"""Which schema a database has, and whether it is this program's.

Asked at every start, so it reads two names and loads no migration tool.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, Engine, inspect, text

from acopio.errors import Refusal
from acopio.storage.engine import damage, unusable

VERSION_TABLE = "alembic_version"


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


@cache
def known_revisions() -> tuple[str, ...]:
    """Return the revisions of this program, the oldest first: its files begin with them."""
    names = (one.name for one in files("acopio_migrations.versions").iterdir())
    return tuple(sorted(name[:4] for name in names if name[:4].isdigit() and name[4:5] == "_"))


def revision_of(connection: Connection) -> str | None:
    """Return the schema revision of a database, ``None`` when it is empty."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return found.scalar_one_or_none()


def check_current(engine: Engine) -> None:
    """Refuse a database that is not at this program's revision.

    Raises:
        NotInitialised, OlderDatabase, NewerDatabase, DatabaseUnusable.
    """
    known = known_revisions()
    where = engine.url.render_as_string()
    try:
        with engine.connect() as connection:
            found = revision_of(connection)
    except damage() as error:
        raise unusable(error, where) from error
    if found == known[-1]:
        return
    if found is not None and found not in known:
        raise NewerDatabase(found=found, known=known[-1])
    if found is not None:
        raise OlderDatabase(where=where, found=found)
    raise NotInitialised(where=where, found="-")
