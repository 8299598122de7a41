"""The Merkle tree of RFC 6962 and RFC 9162 over SHA-256: hashes, heads and proof checking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar, Self

from acopio.errors import Refusal

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""The root of the tree without leaves (RFC 9162 section 2.1.1)."""


@dataclass(eq=False)
class BadProof(Refusal):
    """A proof, or the hashes of a head, that do not hold."""

    code: ClassVar[str] = "bad-proof"

    reason: str
    """What is wrong, as a short stable word."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of one entry; the 0x00 keeps it from ever passing for a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two neighbours (RFC 9162 section 2.1.1)."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes, level by level: the hot loop of every audit.

    A hash without a right neighbour moves up unchanged, which gives the same root as the recursive
    definition of RFC 9162 section 2.1.1 without its recursion.
    """
    if not leaf_hashes:
        return EMPTY_ROOT
    row = leaf_hashes
    while len(row) > 1:
        pairs = iter(row)
        above = [sha256(b"\x01" + a + b).digest() for a, b in zip(pairs, pairs, strict=False)]
        if len(row) % 2:
            above.append(row[-1])
        row = above
    return row[0]


@dataclass(frozen=True, slots=True)
class Head:
    """A tree as an appender needs it: how many leaves, and the roots of its complete subtrees."""

    EMPTY: ClassVar["Head"]

    size: int
    """Number of leaves."""
    frontier: tuple[bytes, ...]
    """Roots of the complete subtrees that make up the tree, widest first, one per bit of size."""

    def __post_init__(self) -> None:
        if self.size < 0 or self.size.bit_count() != len(self.frontier):
            raise BadProof("frontier-does-not-fit-size")
        if any(len(one) != HASH_BYTES for one in self.frontier):
            raise BadProof("hash-length")

    @property
    def root(self) -> bytes:
        """The root hash, folded from the narrowest subtree to the widest."""
        if not self.frontier:
            return EMPTY_ROOT
        root = self.frontier[-1]
        for left in reversed(self.frontier[:-1]):
            root = node_hash(left, root)
        return root

    def extend(self, leaf_hashes: Iterable[bytes]) -> "Head":
        """Return the head after appending leaves, hashing each new node once.

        The leaves are taken in the widest complete subtrees that may begin at the present size, so
        that a million of them go through `root_of` and a single one costs O(log n).
        """
        leaves = list(leaf_hashes)
        size, frontier, done = self.size, list(self.frontier), 0
        while done < len(leaves):
            width = 1 << ((len(leaves) - done).bit_length() - 1)
            if size:
                width = min(width, size & -size)
            subtree = root_of(leaves[done : done + width])
            _join(frontier, subtree, size, width)
            size, done = size + width, done + width
        return Head(size, tuple(frontier))

    def frontier_bytes(self) -> bytes:
        """Return the frontier as stored: its hashes, one after the other."""
        return b"".join(self.frontier)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Self:
        """Return the head whose frontier was stored.

        Raises:
            BadProof: the bytes are not the frontier of a tree of this size.
        """
        starts = range(0, len(data), HASH_BYTES)
        return cls(size, tuple(data[start : start + HASH_BYTES] for start in starts))


Head.EMPTY = Head(0, ())


def _join(frontier: list[bytes], subtree: bytes, size: int, width: int) -> None:
    """Put a complete subtree behind a tree of `size` leaves, as a carry in binary addition."""
    while size & width:
        subtree = node_hash(frontier.pop(), subtree)
        width <<= 1
    frontier.append(subtree)


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Return only when the leaf hash stands at `index` of the tree (RFC 9162 section 2.1.3.2).

    A proof does not bind the size of the tree: take size and root from a signed checkpoint.

    Raises:
        BadProof: it does not, or the proof is not one of this index and size.
    """
    if not 0 <= index < size:
        raise BadProof("index-outside-tree")
    _check_hashes([leaf, root, *proof])
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise BadProof("proof-too-long")
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            # The right edge has no sibling on these levels: it moved up unchanged.
            skipped = 0 if place & 1 else _trailing_zeros(place)
            place, last = place >> skipped, last >> skipped
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise BadProof("proof-too-short")
    if found != root:
        raise BadProof("other-root")


def verify_consistency(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Return only when the new tree begins with the old one (RFC 9162 section 2.1.4.2).

    Raises:
        BadProof: it does not, or the proof is not one between these sizes.
    """
    if not 0 <= old_size <= new_size:
        raise BadProof("sizes-out-of-order")
    _check_hashes([old_root, new_root, *proof])
    for size, root in ((old_size, old_root), (new_size, new_root)):
        if size == 0 and root != EMPTY_ROOT:
            raise BadProof("other-root")
    if old_size in (0, new_size):
        _check_trivial(old_size, proof, old_root, new_root)
        return
    # A complete old tree is its own first hash, which the proof therefore leaves out.
    complete = old_size & (old_size - 1) == 0
    path = [old_root, *proof] if complete else list(proof)
    if not proof:
        raise BadProof("proof-too-short")
    if _fold_consistency(old_size, new_size, path) != (old_root, new_root):
        raise BadProof("other-root")


def _check_trivial(old_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Check from the empty tree, or from a tree to itself: the proof has nothing to say."""
    if proof:
        raise BadProof("proof-too-long")
    if old_size and old_root != new_root:
        raise BadProof("other-root")


def _fold_consistency(old_size: int, new_size: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the two roots that the path leads to."""
    place, last = old_size - 1, new_size - 1
    skipped = _trailing_zeros(old_size)
    place, last = place >> skipped, last >> skipped
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise BadProof("proof-too-long")
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            skipped = 0 if place & 1 else _trailing_zeros(place)
            place, last = place >> skipped, last >> skipped
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise BadProof("proof-too-short")
    return old, new


def _trailing_zeros(number: int) -> int:
    return (number & -number).bit_length() - 1 if number else 0


def _check_hashes(hashes: Iterable[bytes]) -> None:
    if any(len(one) != HASH_BYTES for one in hashes):
        raise BadProof("hash-length")
