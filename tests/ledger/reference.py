"""The tree as RFC 9162 defines it, recursion and all, and tiles kept in a dictionary."""

from functools import cache

from acopio.ledger.merkle import HASH_BYTES, Head, leaf_hash, node_hash
from acopio.ledger.tiles import TILE_WIDTH, grow


def leaves(count: int) -> list[bytes]:
    return [leaf_hash(b"entry %d" % number) for number in range(count)]


class NaiveTree:
    """RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1, word for word."""

    def __init__(self, hashes: list[bytes]) -> None:
        self.hashes = hashes
        self.root = cache(self._root)

    def _root(self, start: int, end: int) -> bytes:
        if end - start == 1:
            return self.hashes[start]
        middle = start + _split(end - start)
        return node_hash(self.root(start, middle), self.root(middle, end))

    def path(self, index: int, start: int, end: int) -> tuple[bytes, ...]:
        if end - start == 1:
            return ()
        middle = start + _split(end - start)
        if index < middle:
            return (*self.path(index, start, middle), self.root(middle, end))
        return (*self.path(index, middle, end), self.root(start, middle))

    def consistency(self, old: int, new: int) -> tuple[bytes, ...]:
        return self._subproof(old, 0, new, known=True) if 0 < old < new else ()

    def _subproof(self, old: int, start: int, end: int, *, known: bool) -> tuple[bytes, ...]:
        if old == end - start:
            return () if known else (self.root(start, end),)
        width = _split(end - start)
        middle = start + width
        if old <= width:
            below = self._subproof(old, start, middle, known=known)
            return (*below, self.root(middle, end))
        below = self._subproof(old - width, middle, end, known=False)
        return (*below, self.root(start, middle))


class TileStore:
    """A log's tiles and head as a database would keep them."""

    def __init__(self) -> None:
        self.head = Head.EMPTY
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.leaf_hashes: list[bytes] = []
        self.reads: list[tuple[int, int]] = []

    def append(self, hashes: list[bytes]) -> None:
        growth = grow(self.head, hashes, self.read)
        self.leaf_hashes += hashes
        self.tiles |= {(tile.level, tile.index): tile.hashes for tile in growth.tiles}
        self.head = growth.head

    def read(self, level: int, index: int) -> bytes:
        self.reads.append((level, index))
        if level or (level, index) in self.tiles:
            return self.tiles[level, index]
        start = index * TILE_WIDTH
        return b"".join(self.leaf_hashes[start : start + TILE_WIDTH])

    def width(self, level: int, index: int) -> int:
        return len(self.tiles[level, index]) // HASH_BYTES


def _split(leaves: int) -> int:
    width = 1
    while width * 2 < leaves:
        width *= 2
    return width
