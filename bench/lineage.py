"""History and exact shares of an export lot of 2,000 deliveries, and the audit, at 40,000."""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from acopio.domain.masses import Mass
from acopio.domain.rows.lots import Lot
from acopio.domain.rules.base import Command
from acopio.domain.rules.batches import Give, Open, Take
from acopio.domain.rules.lots import Blend
from acopio.domain.shares import shares
from acopio.ledger.merkle import root_of
from acopio.services.corrected_body import FactWords
from acopio.services.correcting import correct
from acopio.storage.audit import audit_log
from acopio.storage.lineage import ANCESTRY
from acopio.storage.log_store import leaves
from acopio.storage.reader import reading
from bench.report import Figure, at_least, at_most, timed, told
from bench.world import World, make_world

DELIVERIES, EXPORT, BOX = 40_000, 2_000, 40


def measure(engine: str, new_url: Callable[[], str]) -> Iterator[Figure]:
    """Yield the history and audit figures of one engine."""
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(new_url(), Path(folder))
        lot, mass_g = _season(world)
        yield from _history(engine, world, lot, mass_g)
        yield from _corrected(engine, world, lot)
        yield from _audit(engine, world)
        world.node.engine.dispose()


def _season(world: World) -> tuple[str, int]:
    """Record deliveries; 2,000 of them go through boxes into one export lot."""
    lots: list[tuple[str, int]] = []
    for start in range(0, DELIVERIES, 2_000):
        commands = world.deliveries(2_000)
        for outcome in world.node.carry_out(world.actor, commands):
            line = outcome.entries[0].body["lines"][0]
            if start == 0:
                lots.append((line["lot"], line["received_g"]))
    dried: list[tuple[str, int]] = []
    for start in range(0, EXPORT, BOX):
        dried.append(_box(world, lots[start : start + BOX]))
    total = sum(grams for _, grams in dried)
    blend = Blend(
        id=world.node.ids.uuid(),
        occurred_at="2026-06-20",
        inputs=tuple((code, None) for code, _ in dried),
        output=Mass(total, "bench"),
    )
    entry = world.node.carry_out(world.actor, [blend])[0].entries[0]
    return entry.body["lot"], total


def _box(world: World, lots: list[tuple[str, int]]) -> tuple[str, int]:
    ids, batch = world.node.ids, world.node.ids.uuid()
    out, grams = ids.lot_code("BEN"), sum(mass for _, mass in lots) * 39 // 100
    commands: list[Command] = [
        Open(id=ids.uuid(), occurred_at="2026-06-04", kind="box", place=world.place,
             product="cacao.dry", batch=batch),
        Take(id=ids.uuid(), occurred_at="2026-06-04", batch=batch,
             lots=tuple((code, None, "w") for code, _ in lots)),
        Give(id=ids.uuid(), occurred_at="2026-06-12", batch=batch, product="cacao.dry",
             masses=(Mass(grams, "bench"),), lots=(out,)),
    ]  # fmt: skip
    for command in commands:
        world.node.carry_out(world.actor, [command])
    return out, grams


def _history(engine: str, world: World, lot: str, mass_g: int) -> Iterator[Figure]:
    with reading(world.node.engine) as reader:
        bare = timed(
            lambda: reader.connection.execute(ANCESTRY, {"lot": lot}).fetchall(), repeat=15
        )
        whole = timed(lambda: shares(lot, mass_g, reader.ancestry(lot)), repeat=15)
        found = shares(lot, mass_g, reader.ancestry(lot))
    assert len(found) == EXPORT
    assert sum(found.values()) == mass_g
    more = f" ({whole * 1000:.1f} ms)"
    yield at_most(f"history and shares of {EXPORT:,} deliveries, {engine}", whole / bare, 3, more)


def _corrected(engine: str, world: World, lot: str) -> Iterator[Figure]:
    """Correct deliveries deep under the export lot: shown, restated, appended."""
    with reading(world.node.engine) as reader:
        deep = sorted({parent for _, _, parent, _ in reader.ancestry(lot)})[:EXPORT:200]
        bare = timed(
            lambda: reader.connection.execute(ANCESTRY, {"lot": lot}).fetchall(), repeat=15
        )
    two = replace(world.actor, people=(*world.actor.people, "second"))
    lines = [code for code in deep if _delivered(world, code)]

    def one(code: str) -> None:
        words = FactWords(gross="50 kg")
        correct(world.node, two, code, words, number=1, reason="bench", append=True)

    seconds = statistics.median(timed(partial(one, code)) for code in lines)
    more = f" ({seconds * 1000:,.0f} ms, under a second)"
    figure = at_most(f"correct under {EXPORT:,} deliveries, {engine}", seconds / bare, 20, more)
    yield replace(figure, reached=bool(figure.reached) and seconds < 1)


def _delivered(world: World, code: str) -> bool:
    with reading(world.node.engine) as reader:
        found = reader.one(Lot, code=code)
    return found is not None and found.born == "delivery"


def _audit(engine: str, world: World) -> Iterator[Figure]:
    with reading(world.node.engine) as reader:
        log = reader.log_of(world.actor.organisation)
        stored = [leaf for _, leaf in leaves(reader.connection, log.log)]
        memory = timed(
            lambda: root_of([sha256(b"\x00" + leaf).digest() for leaf in stored]), repeat=5
        )
        audit = timed(lambda: audit_log(reader.connection, log), repeat=5)
        assert audit_log(reader.connection, log) == []
    rate = 100 * memory / audit
    target = 40 if engine == "SQLite" else 20
    yield at_least(f"audit of log bytes, tiles and head, {engine}", rate, target,
                   f" of {len(stored) / memory:,.0f} leaves/s", unit=" %")  # fmt: skip
    full = timed(lambda: _full(world))
    yield told(
        f"audit with vault and projections, {engine}", f"{len(stored) / full:,.0f} entries/s"
    )


def _full(world: World) -> None:
    from acopio.services.log import audit_all

    assert audit_all(world.node, full=True) == []
