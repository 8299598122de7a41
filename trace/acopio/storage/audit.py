"""Audit of the log: every stored byte hashed again, the tree built again, tiles and head compared.

Nothing is believed because it is stored. The first row that differs is named. What else can differ
(vault, indexed columns, checkpoints, projections) is in ``audit_full``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select

from acopio.ledger.merkle import Head, root_of
from acopio.ledger.tiles import TILE_WIDTH
from acopio.storage.log_store import LogRow
from acopio.storage.tables import TILE

CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be."""

    table: str
    row: str
    problem: str


def _leaf_rows(connection: Connection, log: str) -> Iterator[list[tuple[int, bytes, bytes]]]:
    """Yield chunks of (index, stored hash, leaf bytes) straight from the driver's cursor."""
    driver = connection.connection
    if connection.dialect.name == "sqlite":
        mark, leaf, cursor = "?", "CAST(leaf AS BLOB)", driver.cursor()
    else:  # bytes as bytes: as text they would come in hexadecimal
        mark, leaf, cursor = "%s", "convert_to(leaf, 'UTF8')", driver.cursor(binary=True)
    try:
        cursor.execute(
            f"SELECT idx, hash, {leaf} FROM entry WHERE log = {mark} ORDER BY idx",  # noqa: S608
            (log,),
        )
        while rows := cursor.fetchmany(CHUNK):
            yield list(rows)
    finally:
        cursor.close()


def audit_log(
    connection: Connection, log: LogRow, progress: Callable[[int], None] | None = None
) -> list[Finding]:
    """Re-hash a log's entries, rebuild its tree, compare entry hashes, tiles and head."""
    expected = 0
    tiles = _Tiles(connection, log.log)
    for rows in _leaf_rows(connection, log.log):
        # The audit's hot loop: nothing but hashing and comparing.
        hashes = [sha256(b"\x00" + leaf).digest() for _, _, leaf in rows]
        stored = [bytes(found) for _, found, _ in rows]
        if hashes != stored or rows[0][0] != expected or rows[-1][0] != expected + len(rows) - 1:
            return [_first_difference(log.log, rows, hashes, expected)]
        tiles.add(hashes)
        expected += len(rows)
        if progress:
            progress(expected)
    findings, head = tiles.compare(), tiles.head()
    if (head.size, head.root, head.frontier) != (log.head.size, log.root, log.head.frontier):
        findings.append(Finding("log", log.log, "head-differs"))
    return findings


def _first_difference(
    log: str, rows: list[tuple[int, bytes, bytes]], hashes: list[bytes], expected: int
) -> Finding:
    for position, (index, stored, _leaf) in enumerate(rows):
        if index != expected + position:
            return Finding("entry", f"{log} {expected + position}", "missing")
        if bytes(stored) != hashes[position]:
            return Finding("entry", f"{log} {index}", "hash-differs")
    return Finding("entry", f"{log} {expected}", "missing")


class _Tiles:
    """Builds the tiles of a log level by level, and compares them with the stored ones."""

    def __init__(self, connection: Connection, log: str) -> None:
        self.log = log
        self.levels: list[list[bytes]] = [[]]
        self.wanted: dict[tuple[int, int], bytes] = {}
        self.stored = {
            (level, index): bytes(hashes)
            for level, index, hashes in connection.execute(
                select(TILE.c.level, TILE.c.idx, TILE.c.hashes).where(TILE.c.log == log)
            )
        }
        self.counts = [0]
        self.roots: list[bytes] = []

    def add(self, hashes: list[bytes], level: int = 0) -> None:
        """Take in the next hashes of a level; every full tile goes up as one hash."""
        if level == len(self.levels):
            self.levels.append([])
            self.counts.append(0)
        pending = self.levels[level]
        pending += hashes
        upward: list[bytes] = []
        done = 0
        while len(pending) - done >= TILE_WIDTH:
            tile = pending[done : done + TILE_WIDTH]
            self.wanted[level, self.counts[level]] = b"".join(tile)
            self.counts[level] += 1
            upward.append(root_of(tile))
            done += TILE_WIDTH
        del pending[:done]
        if level == 0:
            self.roots += upward
        if upward:
            self.add(upward, level + 1)

    def head(self) -> Head:
        """Return the head of all leaves: the roots of full tiles are its complete subtrees."""
        whole = Head.EMPTY.extend(self.roots)
        return Head(whole.size * TILE_WIDTH, whole.frontier).extend(self.levels[0])

    def compare(self) -> list[Finding]:
        """Return the first tile that differs, is missing, or should not be there."""
        for level, pending in enumerate(self.levels):
            if level and pending:
                self.wanted[level, self.counts[level]] = b"".join(pending)
        for key in sorted(self.wanted.keys() | self.stored.keys()):
            if self.wanted.get(key) != self.stored.get(key):
                return [Finding("tile", f"{self.log} {key[0]} {key[1]}", "tile-differs")]
        return []
