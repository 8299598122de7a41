"""Other processes that act on the same database, all at once; and processes that are killed."""

import multiprocessing as mp
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier as BarrierType
from pathlib import Path
from typing import Any

from tests.support.world import DAY, World

from acopio.domain.masses import Mass
from acopio.domain.permissions import Actor
from acopio.domain.rules.base import Command
from acopio.domain.rules.gate import OpenLot
from acopio.errors import Refusal
from acopio.services.ids import RandomIds
from acopio.services.node import Node
from acopio.storage.engine import open_engine

SPAWN: ForkServerContext | SpawnContext = mp.get_context("spawn")
if "forkserver" in mp.get_all_start_methods():
    SPAWN = mp.get_context("forkserver")
SPAWN.set_forkserver_preload(["tests.support.workers"])  # importing everything takes a second
PATIENCE = 60.0
Work = tuple[Actor, Sequence[Sequence[Command]]]
"""Who acts, and the commands of one transaction after the other."""
Result = tuple[str, bool, tuple[str, ...]]
"""What came of a transaction: code of the refusal or nothing, repeated, ids of the entries."""


def url_of(world: World) -> str:
    """Return the address of a world's database, for another process."""
    return world.node.engine.url.render_as_string(hide_password=False)


def node_at(url: str) -> Node:
    """Return a node of this process's own."""
    return Node(engine=open_engine(url), home=Path(), passphrase=lambda: "", ids=RandomIds())


def act(url: str, work: Work, start: BarrierType, results: Any) -> None:
    """Wait for the others, then carry out one transaction after the other."""
    node = node_at(url)
    actor, transactions = work
    with node.reading() as reader:
        reader.logs()
    start.wait(PATIENCE)
    found: list[Result] = []
    for commands in transactions:
        try:
            done = node.carry_out(actor, commands)
        except Refusal as refusal:
            found.append((str(refusal), False, ()))
        else:
            ids = tuple(entry.id for one in done for entry in one.entries)
            found.append(("", done[0].repeated, ids))
    node.engine.dispose()
    results.put(found)


def all_at_once(url: str, works: Sequence[Work]) -> list[list[Result]]:
    """Let one process do each work, all from the same moment; return what came of them."""
    start = SPAWN.Barrier(len(works))
    results = SPAWN.Queue()
    running = [SPAWN.Process(target=act, args=(url, work, start, results)) for work in works]
    for process in running:
        process.start()
    found: list[list[Result]] = [results.get(timeout=PATIENCE) for _ in running]
    for process in running:
        process.join(PATIENCE)
        assert process.exitcode == 0
        process.close()
    results.close()
    results.join_thread()
    return found


def stock(actor: Actor, place: str, name: str, count: int) -> list[OpenLot]:
    """Return commands that open lots; their ids begin with a name."""
    return [
        OpenLot(
            id=f"{name}-{number}",
            occurred_at=DAY,
            product="cacao.dry",
            mass=Mass(1000 + number, "1 kg"),
            place=place,
        )
        for number in range(count)
    ]


def write_for_ever(url: str, actor: Actor, place: str, name: str, size: int, acks: Any) -> None:
    """Write one bulk after the other, saying so after each, until somebody kills us."""
    node = node_at(url)
    for number in range(1_000_000):
        bulk = f"{name}-{number}"
        node.carry_out(actor, stock(actor, place, bulk, size))
        acks.send(bulk)


@contextmanager
def writing(
    url: str, actor: Actor, place: str, name: str, size: int
) -> Iterator[tuple[Any, BaseProcess]]:
    """Start a process that writes for ever; give its acknowledgements and the process."""
    receiver, sender = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=write_for_ever, args=(url, actor, place, name, size, sender))
    process.start()
    sender.close()
    try:
        yield receiver, process
    finally:
        process.kill()
        process.join(PATIENCE)
        process.close()
        receiver.close()


def kill_while_writing(
    url: str, actor: Actor, place: str, name: str, size: int, after: float
) -> list[str]:
    """Kill a writing process some moments after its first acknowledgement; return what it said."""
    with writing(url, actor, place, name, size) as (acks, process):
        said = [acks.recv()]
        time.sleep(after)
        process.kill()
        process.join(PATIENCE)
        while acks.poll():
            try:
                said.append(acks.recv())
            except EOFError:
                break
    return said
