import importlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError
from tests.support.world import new_world

from acopio.domain.entries.envelope import read_entry
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KIND_OF
from acopio.domain.entries.parties import SchemeCertificateRecorded
from acopio.domain.rows.parties import SchemeCertificate
from acopio.storage import migrate
from acopio.storage.engine import open_engine, writer
from acopio.storage.migrate import drift, upgrade
from acopio.storage.revision import (
    NotInitialised,
    OlderDatabase,
    check_current,
    known_revisions,
)
from acopio.storage.tables import ENTRY, METADATA


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = open_engine(database_url)
    yield made
    made.dispose()


def test_an_empty_database_says_what_to_do_and_is_brought_up(engine: Engine) -> None:
    with pytest.raises(NotInitialised) as refused:
        check_current(engine)
    assert refused.value.found == "-"

    assert upgrade(engine) is None
    check_current(engine)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())

    assert names == {*METADATA.tables, "alembic_version"}


def test_the_files_of_the_migrations_are_named_after_their_revisions() -> None:
    scripts = ScriptDirectory.from_config(migrate._config())

    assert known_revisions() == tuple(sorted(one.revision for one in scripts.walk_revisions()))
    assert known_revisions()[-1] == scripts.get_current_head()


def test_bringing_up_a_second_time_changes_nothing(engine: Engine) -> None:
    upgrade(engine)

    assert upgrade(engine) is None
    check_current(engine)


def test_a_database_of_the_version_before_is_named_and_brought_up(
    database_url: str, tmp_path: Path
) -> None:
    """Everything that projections said is folded again; log and vault are not touched."""
    with new_world(database_url, tmp_path) as world:
        world.delivered(64)
        before = world.everything()
        back_to(world.node.engine, "0001")
        with pytest.raises(OlderDatabase) as refused:
            check_current(world.node.engine)
        assert refused.value.found == "0001"

        upgrade(world.node.engine)

        check_current(world.node.engine)
        with world.node.engine.connect() as connection:
            assert drift(connection) == []
        assert world.everything() == before


def test_a_certificate_filed_before_there_were_control_bodies_is_kept(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body: type[Body] = SchemeCertificateRecorded
    with new_world(database_url, tmp_path) as world:
        with monkeypatch.context() as patch:
            patch.setitem(KIND_OF, body, replace(KIND_OF[body], version=1))
            world.certified()
        before = world.everything()
        back_to(world.node.engine, "0003")

        upgrade(world.node.engine)

        with world.node.reading() as reader:
            papers = reader.where(SchemeCertificate)
            versions = {
                read_entry(one.leaf).v for one in reader.entries([one.act for one in papers])
            }
        assert world.everything() == before
    assert versions == {1}
    assert [(one.control_body, one.address) for one in papers] == [(None, None)] * 3


def back_to(engine: Engine, revision: str) -> None:
    """Make the tables of an older program again, with log, vault and accounts as they are."""
    second = importlib.import_module("acopio_migrations.versions.0002_counts_and_corrections")
    with writer(engine).begin() as connection:
        kept = {
            name: connection.execute(select(METADATA.tables[name])).all()
            for name in ("log", "entry", "tile", "checkpoint", "disclosure", "account")
        }
        if connection.dialect.name == "sqlite":
            for table in (*reversed(METADATA.sorted_tables), Table("alembic_version", MetaData())):
                connection.execute(text(f'DROP TABLE "{table.name}"'))
        else:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    assert second.DROPPED
    with writer(engine).begin() as connection:
        command.upgrade(migrate._config(connection), revision)
        for name, rows in kept.items():
            if rows:
                connection.execute(insert(METADATA.tables[name]), [row._asdict() for row in rows])


def test_the_migrations_make_exactly_the_tables_of_the_program(engine: Engine) -> None:
    upgrade(engine)

    with engine.connect() as connection:
        assert drift(connection) == []


def test_a_table_that_is_not_the_programs_is_drift(engine: Engine) -> None:
    upgrade(engine)
    with writer(engine).begin() as connection:
        connection.execute(text("ALTER TABLE lot ADD COLUMN extra TEXT"))

    with engine.connect() as connection:
        assert len(drift(connection)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET leaf = '{}'",
        "UPDATE entry SET idx = idx + 1000",
        "UPDATE entry SET hash = hash WHERE idx = 0",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE idx = 0",
    ],
)
def test_the_database_itself_refuses_to_change_an_entry(
    database_url: str, tmp_path: Path, statement: str
) -> None:
    with new_world(database_url, tmp_path) as world:
        before = world.everything()

        with (
            pytest.raises(DBAPIError, match="entry: append only"),
            writer(world.node.engine).begin() as connection,
        ):
            connection.execute(text(statement))

        assert world.everything() == before


def test_every_entry_has_the_bytes_it_was_hashed_from(database_url: str, tmp_path: Path) -> None:
    from acopio.ledger.merkle import leaf_hash

    with new_world(database_url, tmp_path) as world, world.node.engine.connect() as connection:
        rows = connection.execute(select(ENTRY.c.hash, ENTRY.c.leaf)).all()

    assert len(rows) > 10
    assert all(bytes(row.hash) == leaf_hash(row.leaf.encode("utf-8")) for row in rows)


def test_the_copy_made_before_an_upgrade_holds_everything(tmp_path: Path) -> None:
    file = tmp_path / "acopio.db"
    with new_world(f"sqlite:///{file.as_posix()}", tmp_path) as world:
        before = world.everything()
        copy = migrate._copy_aside(world.node.engine, "0000")
        shutil.move(copy, tmp_path / "other.db")
        other = open_engine(f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
        from tests.support.world import everything

        with other.connect() as connection:
            assert everything(connection) == before
        other.dispose()

    assert copy.name == "acopio.db.before-0000"


def test_an_interrupted_upgrade_leaves_the_database_empty(engine: Engine) -> None:
    from sqlalchemy import event

    def cut(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "CREATE TABLE sample" in statement:
            raise RuntimeError

    event.listen(engine, "before_cursor_execute", cut)
    with pytest.raises(RuntimeError):
        upgrade(engine)
    event.remove(engine, "before_cursor_execute", cut)

    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    upgrade(engine)
    check_current(engine)


def test_sqlite_waits_for_the_disk_and_checks_what_it_is_told(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{(tmp_path / 'a.db').as_posix()}")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    engine.dispose()

    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
    }  # fmt: skip
    assert sqlite3.sqlite_version
