"""Dropping the projections and folding them again from log and vault."""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from acopio.domain.entries.envelope import read_entry
from acopio.domain.replay import replay
from acopio.domain.state import State
from acopio.errors import Refusal
from acopio.ledger.disclosure import digest_of
from acopio.storage.log_store import all_logs, leaves
from acopio.storage.projections import save
from acopio.storage.tables import DISCLOSURE, LINK, PROJECTIONS


@dataclass(eq=False)
class EntryMissing(Refusal):
    """An entry that follows another which is in none of the logs here."""

    code = "entry-missing"
    entry: str
    after: str


def in_order(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """Yield the leaves of all logs so that each comes after every entry it follows.

    Inside a log the order is the log's; between logs the earlier ``recorded_at`` goes first, unless
    its ``after`` has not been folded yet.
    """
    heads: list[tuple[str, int, str, bytes, tuple[str, ...]]] = []
    streams = [leaves(connection, log.log) for log in all_logs(connection)]

    def advance(number: int) -> None:
        following = next(streams[number], None)
        if following is not None:
            entry = read_entry(following[1])
            heapq.heappush(heads, (entry.recorded_at, number, *following, entry.after))

    for number in range(len(streams)):
        advance(number)
    if len(streams) == 1:
        while heads:
            _, number, leaf_hash, leaf, _ = heapq.heappop(heads)
            yield leaf_hash, leaf
            advance(number)
        return
    yield from _merged(heads, advance)


def _merged(
    heads: list[tuple[str, int, str, bytes, tuple[str, ...]]], advance: Callable[[int], None]
) -> Iterator[tuple[str, bytes]]:
    """Yield from several logs, keeping an entry back until what it follows has been folded."""
    folded: set[str] = set()
    waiting: list[tuple[str, int, str, bytes, tuple[str, ...]]] = []
    while heads:
        head = heapq.heappop(heads)
        if not folded.issuperset(head[4]):
            waiting.append(head)
            continue
        folded.add(head[2])
        yield head[2], head[3]
        advance(head[1])
        for kept in waiting:
            heapq.heappush(heads, kept)
        waiting = []
    if waiting:
        missing = next(after for after in waiting[0][4] if after not in folded)
        raise EntryMissing(entry=waiting[0][2], after=missing)


def rebuild(connection: Connection, progress: Callable[[int], None] | None = None) -> int:
    """Fold everything again; return the number of acts. Log, vault and local tables stay."""
    for table in PROJECTIONS:
        connection.execute(delete(table))
    vault = {
        digest_of(text): text for text in connection.execute(select(DISCLOSURE.c.text)).scalars()
    }
    state = State()
    count = 0
    for count, _rows in enumerate(replay(state, in_order(connection), vault.get), start=1):
        if progress and count % 1000 == 0:
            progress(count)
    save(connection, state.changed.values())
    links = [
        {"hash": leaf_hash, "after": after}
        for leaf_hash, leaf in in_order(connection)
        for after in read_entry(leaf).after
    ]
    if links:
        connection.execute(insert(LINK), links)
    return count
