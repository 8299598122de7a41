"""Killed, cut short, full, damaged: what was acknowledged is there, the rest never was."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from tests.support.refused import assert_refused
from tests.support.workers import kill_while_writing, stock, url_of
from tests.support.world import World, everything, leaves_of

from acopio.errors import Refusal
from acopio.ledger.merkle import leaf_hash, root_of
from acopio.services import gate
from acopio.services.gate import DeliveryWords, LineWords
from acopio.storage.engine import open_engine, writer
from acopio.storage.rebuild import rebuild
from acopio.storage.revision import check_current

BULK = 25
TICKET = DeliveryWords(
    lines=(
        LineWords(product="baba", gross="64.5", household="F-1", all_plots=True),
        LineWords(product="baba", gross="32", household="F-2"),
    ),
    into="CAJA-3",
)


class CutError(Exception):
    """Raised where a transaction is cut short."""


@pytest.mark.slow
def test_a_killed_process_leaves_whole_bulks_and_all_it_acknowledged(
    either_world: World,
) -> None:
    world = either_world
    acknowledged: list[str] = []

    for number in range(5):
        acknowledged += kill_while_writing(
            url_of(world), world.manager, world.coop.place, f"run{number}", BULK, 0.02 * number
        )

    check_current(world.node.engine)
    found = leaves_of(world.node, world.coop.id)
    by_bulk: dict[str, int] = {}
    for _, leaf in found:
        name, dash, _ = json.loads(leaf)["cmd"].rpartition("-")
        if dash and name.startswith("run"):
            by_bulk[name] = by_bulk.get(name, 0) + 1
    assert set(acknowledged) <= set(by_bulk)
    assert set(by_bulk.values()) == {BULK}
    with world.node.reading() as reader:
        log = reader.log_of(world.coop.id)
    assert log.root == root_of([leaf_hash(leaf) for _, leaf in found])
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before
    # A retry of what was under way goes through.
    last = stock(world.manager, world.coop.place, acknowledged[-1], BULK)
    assert all(one.repeated for one in world.node.carry_out(world.manager, last))


@contextmanager
def listening(engine: Engine, name: str, listener: Callable[..., None]) -> Iterator[None]:
    event.listen(engine, name, listener)
    try:
        yield
    finally:
        event.remove(engine, name, listener)


def cut_at(world: World, wanted: int) -> bool:
    """Deliver, but fail before the n-th statement of the writing; return whether it came to it."""
    count = 0

    def cut(connection: Any, *_rest: object) -> None:
        nonlocal count
        if connection.get_execution_options().get("acopio_write"):
            count += 1
            if count == wanted:
                raise CutError

    with listening(world.node.engine, "before_cursor_execute", cut):
        try:
            gate.deliver(world.node, world.manager, TICKET)
        except CutError:
            return True
    return False


def test_a_failure_before_any_statement_leaves_nothing(either_world: World) -> None:
    world = either_world
    before = world.everything()
    number = 1

    while cut_at(world, number):
        assert world.everything() == before, number
        number += 1

    assert number > 10
    assert world.everything() != before


def test_a_failure_at_the_commit_leaves_nothing(either_world: World) -> None:
    world = either_world
    before = world.everything()

    def cut(*_rest: object) -> None:
        raise CutError

    with listening(world.node.engine, "commit", cut), pytest.raises(CutError):
        gate.deliver(world.node, world.manager, TICKET)

    assert world.everything() == before


def narrow(world: World, pages: int) -> World:
    """Return the world on a disk with room for only so many more pages."""
    engine = open_engine(url_of(world))

    def limit(connection: Any, _record: object) -> None:
        (used,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {used + pages}")

    event.listen(engine, "connect", limit)
    return replace(world, node=replace(world.node, engine=engine))


def test_a_full_disk_is_said_and_nothing_is_written(world: World) -> None:
    small = narrow(world, 8)
    for _ in range(200):
        before = world.everything()
        try:
            gate.deliver(small.node, small.manager, TICKET)
        except Refusal as refusal:
            problem = refusal
            break

    assert problem.code == "database-unusable"
    assert "full" in str(problem.values()["problem"])
    assert world.everything() == before
    small.node.engine.dispose()
    # With room again, it goes on.
    gate.deliver(world.node, world.manager, TICKET)
    assert world.everything() != before


def sqlite_file(world: World) -> Path:
    return Path(str(world.node.engine.url.database))


def overwritten(data: bytes, start: int, filler: bytes) -> bytes:
    return data[:start] + filler + data[start + len(filler) :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"this is not a database, it is a letter\n" * 300,
        lambda data: overwritten(data, 0, b"\x00" * 100),
        lambda data: overwritten(data, 100, b"\xff" * 3000),
        lambda data: overwritten(data, 16, b"\x03\x07"),
        lambda data: data[:1000],
    ],
    ids=["text", "no header", "first page", "page size", "cut off"],
)
def test_a_damaged_file_is_said_and_not_touched(
    world: World, damage: Callable[[bytes], bytes]
) -> None:
    world.node.engine.dispose()
    file = sqlite_file(world)
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)

    for act in (
        lambda: check_current(world.node.engine),
        lambda: gate.deliver(world.node, world.manager, TICKET),
        world.stock,
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "database-unusable"
    world.node.engine.dispose()

    assert file.read_bytes() == damaged


def test_a_page_damaged_in_the_middle_is_never_taken_for_empty(world: World) -> None:
    for _ in range(30):
        gate.deliver(world.node, world.manager, TICKET)
    world.node.engine.dispose()
    file = sqlite_file(world)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'lot'"
        ).fetchone()
    connection.close()
    size = 4096
    file.write_bytes(overwritten(file.read_bytes(), (page - 1) * size, b"\xee" * size))

    with pytest.raises(Refusal) as refused:
        world.stock()

    assert refused.value.code == "database-unusable"


@pytest.mark.parametrize("revision", ["9999", "zzzz"])
def test_a_newer_database_is_left_alone(either_world: World, revision: str) -> None:
    world = either_world
    from acopio.storage.migrate import upgrade

    with writer(world.node.engine).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": revision})

    refused = assert_refused(world, "newer-database", lambda: check_current(world.node.engine))
    assert refused["found"] == revision
    assert_refused(world, "newer-database", lambda: upgrade(world.node.engine))


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    for url in (
        "postgresql+psycopg://nobody:x@127.0.0.1:1/none?connect_timeout=2",
        f"sqlite:///{(tmp_path / 'no' / 'such' / 'folder' / 'a.db').as_posix()}",
    ):
        engine = open_engine(url)
        with pytest.raises(Refusal) as refused:
            check_current(engine)
        engine.dispose()
        assert refused.value.code == "database-unusable"
        assert ":x@" not in str(refused.value)
