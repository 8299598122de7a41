"""Proofs of inclusion as one text (C2SP tlog-proof): index, path and the signed checkpoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from acopio.ledger import b64
from acopio.ledger.checkpoint import Checkpoint, open_checkpoint, parse_decimal
from acopio.ledger.merkle import HASH_BYTES, BadProof, leaf_hash, verify_inclusion
from acopio.ledger.note import VerifierKey

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 64
"""No tree of fewer than 2^64 leaves has a longer path."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """That an entry stands in a log, to be checked without the log."""

    index: int
    """Position of the entry."""
    hashes: tuple[bytes, ...]
    """The path, from the leaf's sibling upwards."""
    checkpoint: str
    """The signed note, verbatim."""
    extra: bytes | None = None
    """Opaque and signed by nobody: never believe it."""

    def text(self) -> str:
        """Return the proof as C2SP tlog-proof writes it."""
        extra = [] if self.extra is None else [f"extra {b64.encode(self.extra)}"]
        lines = [HEADER, *extra, f"index {self.index}", *map(b64.encode, self.hashes)]
        return "\n".join(lines) + "\n\n" + self.checkpoint

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the proof in a text, without checking it.

        Raises:
            BadProof: not a tlog-proof.
        """
        above, blank, checkpoint = text.partition("\n\n")
        header, *lines = above.split("\n")
        if header != HEADER or not blank or not checkpoint:
            raise BadProof("not-a-tlog-proof")
        extra = _extra(lines.pop(0)) if lines and lines[0].startswith("extra ") else None
        if not lines:
            raise BadProof("no-index")
        return cls(_index(lines[0]), _hashes(lines[1:]), checkpoint, extra)


def verify(
    proof: TlogProof, leaf: bytes, verifier_keys: Sequence[VerifierKey], origin: str
) -> Checkpoint:
    """Return the signed checkpoint under which the entry stands.

    The signature comes first: a path does not bind the size of the tree, so size and root are
    believed only out of the signed text.

    Args:
        proof: index, path and checkpoint.
        leaf: the bytes of the entry.
        verifier_keys: the keys of the log.
        origin: the log that is meant.

    Raises:
        BadNote: the checkpoint is malformed or not signed by the log.
        BadCheckpoint: it is not a checkpoint of this log.
        BadProof: the entry does not stand at that index of that tree.
    """
    checkpoint = open_checkpoint(proof.checkpoint, verifier_keys, origin)
    verify_inclusion(proof.index, checkpoint.size, leaf_hash(leaf), proof.hashes, checkpoint.root)
    return checkpoint


def _extra(line: str) -> bytes:
    extra = b64.decode(line.removeprefix("extra "))
    if extra is None:
        raise BadProof("extra")
    return extra


def _index(line: str) -> int:
    index = parse_decimal(line.removeprefix("index "))
    if index is None or not line.startswith("index "):
        raise BadProof("index")
    return index


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    if len(lines) > MOST_HASHES:
        raise BadProof("proof-too-long")
    hashes = [b64.decode(line) for line in lines]
    found = tuple(one for one in hashes if one is not None and len(one) == HASH_BYTES)
    if len(found) != len(lines):
        raise BadProof("hash-length")
    return found
