"""Looking an installation over: what is in use, what that means, what is wrong."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from acopio.domain.rows.parties import Organisation
from acopio.domain.times import RELEASED
from acopio.errors import Refusal
from acopio.services.log import log_key
from acopio.services.node import Node
from acopio.storage.engine import SQLITE_FIXED, sqlite_file, sqlite_version
from acopio.storage.revision import NotInitialised, check_current

State = Literal["good", "look", "bad"]
LITTLE_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at."""

    name: str
    state: State
    detail: str


def examine(node: Node, *, passphrase_beside: bool) -> list[Look]:
    """Look at everything that can be looked at, whatever is wrong elsewhere."""
    looks: list[Look] = []
    file = sqlite_file(str(node.engine.url))
    # Looking must not leave an empty database behind.
    there = file is None or file.exists()
    inside = (_database, _logs, _address) if there else (_no_database,)
    for look in (_python, _sqlite, *inside, _clock, _disk):
        looks += list(_safely(look, node))
    looks.append(
        Look(
            "passphrase",
            "look" if passphrase_beside else "good",
            "beside" if passphrase_beside else "apart",
        )
    )
    return looks


def _safely(look: Callable[[Node], Iterator[Look]], node: Node) -> Iterator[Look]:
    try:
        yield from look(node)
    except Refusal as refusal:
        yield Look(look.__name__.strip("_"), "bad", refusal.code)


def _python(_node: Node) -> Iterator[Look]:
    yield Look("python", "good", platform.python_version())


def _sqlite(node: Node) -> Iterator[Look]:
    """SQLite before 3.51.3 can lose a write when two processes restart its log at once."""
    if node.engine.dialect.name != "sqlite":
        yield Look("engine", "good", node.engine.dialect.name)
        return
    version = sqlite_version()
    text = ".".join(map(str, version))
    yield Look("sqlite", "good" if version >= SQLITE_FIXED else "look", text)


def _database(node: Node) -> Iterator[Look]:
    check_current(node.engine)
    yield Look("database", "good", node.engine.url.render_as_string())


def _no_database(_node: Node) -> Iterator[Look]:
    yield Look("database", "bad", NotInitialised.code)


def _logs(node: Node) -> Iterator[Look]:
    with node.reading() as reader:
        logs = reader.logs()
    for log in logs:
        key = log_key(node, log)
        state: State = "good" if str(key.verifier_key) == log.vkey else "bad"
        yield Look("log", state, f"{log.origin} · {log.head.size}")


def _address(node: Node) -> Iterator[Look]:
    with node.reading() as reader:
        for row in reader.where(Organisation, ours=True):
            yield Look("address", "good" if row.address else "look", row.address or "–")


def _clock(node: Node) -> Iterator[Look]:
    now = node.now()
    yield Look("clock", "good" if now.date() >= RELEASED else "bad", now.isoformat()[:19] + "Z")


def _disk(node: Node) -> Iterator[Look]:
    folder = next(one for one in (node.home, *node.home.absolute().parents) if one.is_dir())
    free = shutil.disk_usage(folder).free
    yield Look("disk", "good" if free > LITTLE_BYTES else "look", f"{free // 1_000_000} MB")
