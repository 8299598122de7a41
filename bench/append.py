"""Appending deliveries, one at a time and in bulk, against the bare insert of the same rows."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from acopio.storage.engine import open_engine, writer
from acopio.storage.migrate import upgrade
from acopio.storage.tables import METADATA
from bench.report import Figure, at_least, at_most, timed
from bench.world import World, make_world

SINGLE, BULK, BATCH = 300, 10_000, 1_000
EPCIS_EVENTS_PER_SECOND = 251
"""A Python EPCIS repository, batched, on the reference machine."""
Rows = dict[str, list[dict[str, Any]]]


def measure(engine: str, new_url: Callable[[], str]) -> Iterator[Figure]:
    """Yield the append figures of one engine."""
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(new_url(), Path(folder))
        yield from _single(engine, world, new_url)
        yield from _bulk(engine, world, new_url)
        world.node.engine.dispose()


def _single(engine: str, world: World, new_url: Callable[[], str]) -> Iterator[Figure]:
    commands = world.deliveries(SINGLE)
    before = _counts(world.node.engine)
    ours = timed(lambda: [world.node.carry_out(world.actor, [one]) for one in commands])
    added = _added(world.node.engine, before)
    bare = _floor(new_url(), [_share(added, number, SINGLE) for number in range(SINGLE)])
    more = f" ({SINGLE / ours:,.0f}/s, floor {SINGLE / bare:,.0f}/s)"
    yield at_most(f"append one delivery, {engine}", ours / bare, 3, more)


def _bulk(engine: str, world: World, new_url: Callable[[], str]) -> Iterator[Figure]:
    commands = world.deliveries(BULK)
    chunks = [commands[start : start + BATCH] for start in range(0, BULK, BATCH)]
    before = _counts(world.node.engine)
    ours = timed(lambda: [world.node.carry_out(world.actor, chunk) for chunk in chunks])
    added = _added(world.node.engine, before)
    parts = BULK // BATCH
    bare = _floor(new_url(), [_share(added, number, parts) for number in range(parts)])
    rate = BULK / ours
    more = f" ({rate:,.0f}/s, floor {BULK / bare:,.0f}/s)"
    yield at_most(f"append {BATCH:,} a transaction, {engine}", ours / bare, 3, more)
    times = 20 if engine == "SQLite" else 10
    yield at_least(
        f"deliveries/s against an EPCIS repository, {engine}",
        rate / EPCIS_EVENTS_PER_SECOND,
        times,
    )


def _counts(engine: Engine) -> dict[str, set[Any]]:
    """Return the keys of every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: set(connection.execute(select(*table.primary_key.columns)).tuples())
            for table in METADATA.sorted_tables
        }


def _added(engine: Engine, before: dict[str, set[Any]]) -> Rows:
    """Return the rows that have come since, by table."""
    found: Rows = {}
    with engine.connect() as connection:
        for table in METADATA.sorted_tables:
            keys = [column.name for column in table.primary_key.columns]
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            fresh = [r for r in rows if tuple(r[key] for key in keys) not in before[table.name]]
            if fresh:
                found[table.name] = fresh
    return found


def _share(rows: Rows, number: int, of: int) -> Rows:
    """Return one part of many of the rows of every table."""
    return {
        name: part
        for name, listed in rows.items()
        if (part := listed[len(listed) * number // of : len(listed) * (number + 1) // of])
    }


def _floor(url: str, parts: list[Rows]) -> float:
    """Return the seconds of inserting the same rows by SQLAlchemy Core, a transaction a part."""
    engine = open_engine(url)
    upgrade(engine)

    def work() -> None:
        for part in parts:
            with writer(engine).begin() as connection:
                for name, rows in part.items():
                    connection.execute(insert(METADATA.tables[name]), rows)

    seconds = timed(work)
    engine.dispose()
    return seconds
