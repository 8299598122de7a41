"""Any value changed by hand in a table of log, vault or projections is found, whatever it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    LargeBinary,
    Table,
    inspect,
    text,
)
from sqlalchemy.exc import IntegrityError
from tests.support.houses import confirmed_by
from tests.support.postgres import PostgresServer
from tests.web.world import World, build

from acopio.domain.entries.fields import Document
from acopio.domain.entries.parties import HouseholdRegistered
from acopio.domain.permissions import Actor
from acopio.domain.rules.inspecting import ReportResult
from acopio.domain.rules.lots import GiveName
from acopio.domain.rules.parties import RegisterHousehold
from acopio.services import (
    batch_facts,
    custody,
    deciding,
    gate,
    harvests,
    processing,
    receipts,
    reports,
    schemes,
    seasons,
    store,
)
from acopio.services.certificates import certify_custody
from acopio.services.corrected_body import FactWords
from acopio.services.correcting import correct
from acopio.services.eudr import EudrWords, export_eudr
from acopio.services.label_jobs import confirm, prepare_resume, print_to_file, void
from acopio.services.labelling import Printing, Wanted, prepare
from acopio.services.log import audit_all, rebuild_all, signed_checkpoint
from acopio.services.node import Node
from acopio.services.papers import kept
from acopio.services.prices import PriceWords
from acopio.storage.audit_full import audit
from acopio.storage.projections import dump
from acopio.storage.tables import METADATA
from acopio.storage.types import JsonTuple

ENGINES = ("sqlite", "postgres")
JUDGED = [table for table in METADATA.sorted_tables if table.info["kind"] != "local"]
LOCAL = [table for table in METADATA.sorted_tables if table.info["kind"] == "local"]
COLUMNS = [(table, column) for table in JUDGED for column in table.columns]


def fill(world: World) -> World:
    """Add to a season what it does not have yet, so that every table has rows."""
    node, actor = world.node, world.actor
    processing.open_batch(node, actor, "CAJA-8")
    processing.note(node, actor, "CAJA-8", "temperature", value="47.5", unit="°C", text="tibio")
    deciding.hold(node, world.inspector, world.single, "olor")
    day = "2026-10-01"
    households = [
        RegisterHousehold(
            id=node.ids.uuid(),
            occurred_at=day,
            household=HouseholdRegistered(household=node.ids.uuid(), name=f"Familia {number}"),
        )
        for number in range(150)
    ]
    reported = ReportResult(
        id=node.ids.uuid(),
        occurred_at=day,
        lot=world.single,
        issuer="Lab",
        protocol="cqi.fine-robusta",
        printed=(("Aroma", "7.5"),),
        total="80",
    )
    named = GiveName(
        id=node.ids.uuid(), occurred_at=day, subject=world.lot, kind="contract", name="C-1"
    )
    node.carry_out(actor, [*households, reported, named])
    _labels_of(world)
    certify_custody(node, actor, world.lot)
    papers = (Document(type="guia", number="T001-442"),)
    left = custody.dispatch(
        node,
        actor,
        custody.DispatchWords(to="Choc Maker BV", lots=(f"{world.lot}:9",), docs=papers),
    )
    _heard_from(node, actor, left)
    _on_file(node, actor)
    _at_the_gate(world)
    signed_checkpoint(node, world.organisation)
    return world


def _heard_from(node: Node, actor: Actor, left: custody.Left) -> None:
    """Add what the buyer says, and what it confirms from a house of its own."""
    letter = node.home / "letter.txt"
    letter.write_text("llegó bien", encoding="utf-8")
    with kept(node, [f"carta:7={letter}"]) as docs:
        words = reports.ReportWords(
            reporter="Choc Maker BV", what="arrived", about=left.number, text="bien", docs=docs
        )
        reports.said(node, actor, words)
    confirmed_by(node, actor, left.number, "Choc Maker BV")


def _labels_of(world: World) -> None:
    """Print labels, go on with the job after a torn one, and make one void."""
    node, actor = world.node, world.actor
    job = prepare(node, actor, Wanted(lots=(world.lot,)), Printing())
    print_to_file(node, actor, job, node.home / "labels.pdf")
    first = confirm(node, actor, None, "5")
    rest = prepare_resume(node, actor, first.job, "6", Printing())
    print_to_file(node, actor, rest, node.home / "labels.pdf")
    void(node, actor, world.lot, "4", "mojada")


def _on_file(node: Node, actor: Actor) -> None:
    """Add a season and a certificate of a scheme."""
    seasons.add_season(node, actor, "2026", "cacao", begins="2026-01-01", ends="2026-12-31")
    scheme = schemes.SchemeWords(
        scheme="fairtrade", number="FLO-1", certifier="Choc Maker BV",
        begins="2026-01-01", ends="2026-12-31", claims=("fairtrade",), members=("F-1",),
    )  # fmt: skip
    schemes.add_scheme(node, actor, scheme)


def _at_the_gate(world: World) -> None:
    """Add a price, an estimate, a correction, swept beans, a check of beans and a file."""
    node, actor = world.node, world.actor
    receipts.agree(node, actor, world.delivered, PriceWords(text="9.80 PEN/kg", advance="50"))
    harvests.estimate(
        node, actor, harvests.EstimateWords(household="F-1", mass="900", product="baba")
    )
    correct(
        node, actor, world.delivered, FactWords(gross="65.5"), reason="tecleado mal", append=True
    )
    swept = store.FoundWords(
        mass="3", product="cacao.sweepings", place="Centro Juanjuí", kept_from="2026-09-01",
        reason="del piso",
    )  # fmt: skip
    store.find(node, actor, swept)
    gate.deliver(
        node, actor,
        gate.DeliveryWords(lines=(gate.LineWords(product="baba", gross="30"),), into="CAJA-8"),
    )  # fmt: skip
    batch_facts.check_beans(node, world.inspector, "CAJA-8", 50, ("slaty=7",))
    export_eudr(node, actor, EudrWords(lot=world.delivered, to="Choc Maker BV"))


@dataclass(frozen=True)
class Template:
    """A season on each engine, sound, and never changed for good."""

    worlds: dict[str, World]


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return the filled season on SQLite."""
    world = fill(build(tmp_path_factory.mktemp("sqlite")))
    yield world
    world.node.engine.dispose()


@pytest.fixture(scope="module")
def on_postgres(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Return the filled season on PostgreSQL."""
    url = postgres_server.create_database()
    world = fill(build(tmp_path_factory.mktemp("postgres"), url=url))
    yield world
    world.node.engine.dispose()
    postgres_server.drop_database(url)


@pytest.fixture(params=ENGINES)
def world(request: pytest.FixtureRequest) -> World:
    """Return the filled season; what a test changes it has to roll back."""
    found = request.getfixturevalue(f"on_{request.param}")
    assert isinstance(found, World)
    return found


@pytest.fixture
def broken(world: World) -> Iterator[Connection]:
    """Return a transaction in which tables may be changed by hand, rolled back at the end."""
    with world.node.engine.connect() as connection:
        disarm(connection)
        yield connection
        connection.rollback()


def disarm(connection: Connection) -> None:
    """Take away what keeps entries from being changed, as somebody with the file can."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).scalars()
        for name in list(names):
            connection.execute(text(f"DROP TRIGGER {name}"))
    else:
        for table in JUDGED:
            connection.execute(text(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL"))


def typed(column: Column[Any]) -> type:
    """Return what a column holds in the database, below SQLAlchemy's own types."""
    kind = getattr(column.type, "impl", column.type)
    for base, python in ((Boolean, bool), (BigInteger, int), (LargeBinary, bytes)):
        if isinstance(kind, base):
            return python
    return str


def altered(value: Any, kind: type) -> Any:
    """Return a value with the smallest change: one bit, one letter, one gram."""
    if value is None:
        return {bool: True, int: 1, bytes: b"\x00", str: "x"}[kind]
    if kind is bool:
        return not value
    if kind is int:
        return value + 1
    if kind is bytes:
        data = bytes(value)
        return data[:-1] + bytes([data[-1] ^ 1]) if data else b"\x00"
    last = len(value) // 2
    return f"{value[:last]}{'x' if value[last : last + 1] != 'x' else 'y'}{value[last + 1 :]}"


def rows_of(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table as the database holds them."""
    keys = ", ".join(column.name for column in table.primary_key.columns)
    found = connection.execute(text(f"SELECT * FROM {quoted(table)} ORDER BY {keys}"))
    return [dict(row._mapping) for row in found]


def quoted(table: Table) -> str:
    return f'"{table.name}"'


def where(table: Table) -> str:
    return " AND ".join(f"{column.name} = :key_{column.name}" for column in table.primary_key)


def key_of(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {f"key_{column.name}": row[column.name] for column in table.primary_key}


def telling(rows: list[dict[str, Any]], column: str) -> dict[str, Any]:
    """Return a row that holds something in a column, if one does."""
    return next((row for row in rows if row[column] not in (None, "", 0, "[]")), rows[0])


def found_in(connection: Connection) -> list[str]:
    return [f"{one.table} {one.problem}" for one in audit(connection, full=True)]


def test_the_season_has_rows_everywhere_and_is_sound(world: World) -> None:
    with world.node.engine.connect() as connection:
        empty = [table.name for table in JUDGED if not rows_of(connection, table)]

    assert empty == []
    assert audit_all(world.node, full=True) == []


def cases() -> Iterator[Any]:
    """Yield every column; on PostgreSQL of each projection only the last: one code reads both."""
    for engine in ENGINES:
        for table, column in COLUMNS:
            last = column is list(table.columns)[-1]
            if engine == "sqlite" or table.info["kind"] != "projection" or last:
                yield pytest.param(engine, table, column, id=f"{engine}-{table.name}.{column.name}")


@pytest.mark.parametrize(("world", "table", "column"), list(cases()), indirect=["world"])
def test_a_changed_value_is_found(broken: Connection, table: Table, column: Column[Any]) -> None:
    row = telling(rows_of(broken, table), column.name)
    value = altered(row[column.name], typed(column))
    change = text(f"UPDATE {quoted(table)} SET {column.name} = :value WHERE {where(table)}")
    try:
        broken.execute(change, {"value": value, **key_of(table, row)})
    except IntegrityError:
        return  # The database itself does not take it.

    assert found_in(broken)


LISTS = [one for one in COLUMNS if isinstance(one[1].type, JsonTuple)]


@pytest.mark.parametrize("value", ["", "[", "null", "[ ]", "\u202e'; --"])
def test_a_list_that_is_no_list_any_more_is_found(broken: Connection, value: str) -> None:
    for table, column in LISTS:
        row = rows_of(broken, table)[0]
        with broken.begin_nested() as change:
            broken.execute(
                text(f"UPDATE {quoted(table)} SET {column.name} = :v WHERE {where(table)}"),
                {"v": value, **key_of(table, row)},
            )
            assert found_in(broken), (table.name, column.name)
            change.rollback()


@pytest.mark.parametrize("table", JUDGED, ids=[table.name for table in JUDGED])
def test_a_row_that_is_gone_is_found(broken: Connection, table: Table) -> None:
    rows = rows_of(broken, table)

    for row in (rows[0], rows[len(rows) // 2], rows[-1]):
        with broken.begin_nested() as change:
            broken.execute(
                text(f"DELETE FROM {quoted(table)} WHERE {where(table)}"), key_of(table, row)
            )
            # Nobody can promise that a checkpoint was kept; the newest also lies beside the keys.
            assert found_in(broken) or table.name == "checkpoint"
            change.rollback()


@pytest.mark.parametrize("table", JUDGED, ids=[table.name for table in JUDGED])
def test_a_row_too_many_is_found(broken: Connection, table: Table) -> None:
    row = dict(rows_of(broken, table)[-1])
    unique = {column.name for column in table.primary_key}
    for constraint in inspect(broken).get_unique_constraints(table.name):
        unique.update(constraint["column_names"])
    for name in unique - ({"log"} if table.name != "log" else set()):
        row[name] = altered(row[name], typed(table.columns[name]))
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)

    broken.execute(text(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})"), row)

    assert found_in(broken)


@pytest.mark.parametrize("table", LOCAL, ids=[table.name for table in LOCAL])
def test_what_belongs_to_this_machine_alone_is_not_judged(broken: Connection, table: Table) -> None:
    if table.name == "command":
        return
    broken.execute(text(f"DELETE FROM {quoted(table)}"))

    assert found_in(broken) == []


def test_a_rebuild_restores_whatever_was_done_to_the_projections(world: World) -> None:
    node: Node = world.node
    with node.reading() as reader:
        before = dump(reader.connection)
        links = rows_of(reader.connection, METADATA.tables["entry_link"])
    with node.engine.begin() as connection:
        for table in JUDGED:
            if table.info["kind"] != "projection":
                continue
            rows = rows_of(connection, table)
            connection.execute(
                text(f"DELETE FROM {quoted(table)} WHERE {where(table)}"), key_of(table, rows[0])
            )
        connection.execute(text("UPDATE lot SET left_g = left_g + 1, product = 'coffee.green'"))
        connection.execute(text("UPDATE sack SET state = 'void'"))
    assert {finding.problem for finding in audit_all(node, full=True)} == {"row-differs"}

    rebuild_all(node)

    with node.reading() as reader:
        assert dump(reader.connection) == before
        assert rows_of(reader.connection, METADATA.tables["entry_link"]) == links
    assert audit_all(node, full=True) == []


def test_the_log_alone_can_be_audited(broken: Connection, tmp_path: Path) -> None:
    broken.execute(text("UPDATE lot SET left_g = left_g + 1"))

    assert audit(broken, full=False) == []
    assert found_in(broken) == ["lot row-differs"]
