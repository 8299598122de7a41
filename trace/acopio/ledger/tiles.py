"""The tree in tiles of 256 hashes (C2SP tlog-tiles): growing them, and proofs out of them.

A tile at level 0 holds leaf hashes; a tile at level L holds the roots of full tiles at level L - 1.
Level 0 is written only when full, since until then its hashes stand beside the entries; higher
levels are written whenever a hash is added to them, once per 256 leaves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from acopio.errors import Refusal
from acopio.ledger.merkle import EMPTY_ROOT, HASH_BYTES, BadProof, Head, node_hash, root_of

TILE_WIDTH = 256
TILE_HEIGHT = 8
LARGEST_ENTRY = 65_535
"""The longest entry that the length prefix of a bundle can hold."""

TileReader = Callable[[int, int], bytes]
"""Level and index -> the hashes stored so far in that tile, one after the other."""


@dataclass(eq=False)
class BadTile(Refusal):
    """A stored tile holds fewer hashes than the tree needs: the storage is damaged."""

    code: ClassVar[str] = "bad-tile"

    level: int
    index: int
    wanted: int
    """Hashes that should be there."""
    found: int
    """Bytes that are there."""


@dataclass(eq=False)
class EntryTooLarge(Refusal):
    """An entry longer than a bundle can hold."""

    code: ClassVar[str] = "entry-too-large"

    size: int
    limit: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile to write."""

    level: int
    index: int
    hashes: bytes
    """All hashes of the tile so far, one after the other."""

    @property
    def width(self) -> int:
        """Number of hashes."""
        return len(self.hashes) // HASH_BYTES


@dataclass(frozen=True, slots=True)
class Growth:
    """What appending leaves changes."""

    head: Head
    tiles: tuple[Tile, ...]


def grow(head: Head, leaf_hashes: Sequence[bytes], read: TileReader) -> Growth:
    """Return the head and the tiles to write after appending leaves.

    Args:
        head: the tree before.
        leaf_hashes: hashes of the new leaves, in order.
        read: asked for a tile only when that tile begins before the new hashes and must be
            written, so an append inside a level 0 tile reads nothing.

    Raises:
        BadTile: a tile that was read lacks hashes.
    """
    tiles: list[Tile] = []
    level, added = 0, list(leaf_hashes)
    while added:
        before = head.size >> (TILE_HEIGHT * level)
        full = before % TILE_WIDTH + len(added) >= TILE_WIDTH
        touched = _extend_level(level, before, added, read) if full or level else []
        complete = [tile for tile in touched if tile.width == TILE_WIDTH]
        tiles += touched if level else complete
        added = [root_of(_split(tile.hashes)) for tile in complete]
        level += 1
    return Growth(head.extend(leaf_hashes), tuple(tiles))


def inclusion_proof(index: int, size: int, read: TileReader) -> tuple[bytes, ...]:
    """Return the path from a leaf to the root of the tree of this size (RFC 9162 section 2.1.3.1).

    Raises:
        BadProof: there is no such leaf in a tree of this size.
        BadTile: a tile lacks hashes.
    """
    if not 0 <= index < size:
        raise BadProof("index-outside-tree")
    tree = _Tree(read)
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split_width(end - start)
        if index < middle:
            path.append(tree.root(middle, end))
            end = middle
        else:
            path.append(tree.root(start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(old: int, new: int, read: TileReader) -> tuple[bytes, ...]:
    """Return the proof that one tree begins with another (RFC 9162 section 2.1.4.1).

    Raises:
        BadProof: the sizes are out of order.
        BadTile: a tile lacks hashes.
    """
    if not 0 <= old <= new:
        raise BadProof("sizes-out-of-order")
    if old in (0, new):
        return ()
    tree = _Tree(read)
    path: list[bytes] = []
    start, end = 0, new
    while end != old:
        middle = start + _split_width(end - start)
        if old <= middle:
            path.append(tree.root(middle, end))
            end = middle
        else:
            path.append(tree.root(start, middle))
            start = middle
    if start:  # else the verifier has it already: it is the old root
        path.append(tree.root(start, end))
    return tuple(reversed(path))


def subtree_root(start: int, end: int, read: TileReader) -> bytes:
    """Return the root over the leaves `start` to `end`, as the recursion of RFC 9162 meets them.

    Args:
        start: first leaf, a multiple of the power of two that covers the range (0 always is).
        end: the leaf after the last.
        read: gives the tiles.
    """
    return _Tree(read).root(start, end)


def tile_path(level: int, index: int, width: int = TILE_WIDTH) -> str:
    """Return where C2SP tlog-tiles serves a tile: `tile/0/x001/067`, `tile/0/000.p/5`."""
    return f"tile/{level}/{_index_path(index, width)}"


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """Return where C2SP tlog-tiles serves a bundle of entries: `tile/entries/x001/067`."""
    return f"tile/entries/{_index_path(index, width)}"


def entry_bundle(entries: Sequence[bytes]) -> bytes:
    """Return entries as C2SP tlog-tiles bundles them: each after its length in two bytes.

    Raises:
        EntryTooLarge: an entry does not fit.
    """
    for entry in entries:
        if len(entry) > LARGEST_ENTRY:
            raise EntryTooLarge(len(entry), LARGEST_ENTRY)
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


class _Tree:
    """Roots of ranges out of tiles, each tile read once."""

    def __init__(self, read: TileReader) -> None:
        self._read = read
        self._tiles: dict[tuple[int, int], bytes] = {}

    def root(self, start: int, end: int) -> bytes:
        """Return the root over a range that begins where a subtree of its width may begin."""
        parts: list[bytes] = []
        while start < end:
            height = (end - start).bit_length() - 1
            parts.append(self._complete(start, height))
            start += 1 << height
        if not parts:
            return EMPTY_ROOT
        root = parts.pop()
        while parts:
            root = node_hash(parts.pop(), root)
        return root

    def _complete(self, start: int, height: int) -> bytes:
        """Return the root of the complete subtree of 2^height leaves that begins at `start`."""
        level, rest = divmod(height, TILE_HEIGHT)
        index, place = divmod(start >> (TILE_HEIGHT * level), TILE_WIDTH)
        hashes = self._hashes(level, index, place + (1 << rest))
        return root_of(_split(hashes[place * HASH_BYTES :]))

    def _hashes(self, level: int, index: int, wanted: int) -> bytes:
        if (level, index) not in self._tiles:
            self._tiles[level, index] = self._read(level, index)
        return _prefix(self._tiles[level, index], level, index, wanted)


def _extend_level(level: int, before: int, added: Sequence[bytes], read: TileReader) -> list[Tile]:
    """Return the tiles of one level that change when hashes are put behind the first `before`."""
    first, width = divmod(before, TILE_WIDTH)
    kept = _prefix(read(level, first), level, first, width) if width else b""
    hashes = kept + b"".join(added)
    step = TILE_WIDTH * HASH_BYTES
    starts = enumerate(range(0, len(hashes), step), start=first)
    return [Tile(level, index, hashes[start : start + step]) for index, start in starts]


def _prefix(hashes: bytes, level: int, index: int, wanted: int) -> bytes:
    if len(hashes) < wanted * HASH_BYTES:
        raise BadTile(level, index, wanted, len(hashes))
    return hashes[: wanted * HASH_BYTES]


def _split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]


def _split_width(leaves: int) -> int:
    """Return the largest power of two smaller than the number of leaves."""
    return 1 << ((leaves - 1).bit_length() - 1)


def _index_path(index: int, width: int) -> str:
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03d}")
    suffix = "" if width == TILE_WIDTH else f".p/{width}"
    return "/".join(reversed(groups)) + suffix
