"""Tiles, bundles and checkpoints of a log that Tessera wrote."""

from pathlib import Path

import pytest

from acopio.ledger.checkpoint import Checkpoint, open_checkpoint
from acopio.ledger.merkle import (
    HASH_BYTES,
    Head,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from acopio.ledger.note import BadNote, VerifierKey
from acopio.ledger.proof import TlogProof, verify
from acopio.ledger.tiles import (
    consistency_proof,
    entries_path,
    entry_bundle,
    inclusion_proof,
    tile_path,
)

LOG = Path(__file__).parents[2].parent / "shared" / "data" / "ledger" / "tlog-tiles/tessera-log"
ORIGIN = "example.com/log/testdata"
# The public key that Tessera's own tests use for this log.
KEY = VerifierKey.parse(
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
)
SIZES = range(8)

pytestmark = pytest.mark.skipif(
    not LOG.is_dir(), reason="conformance data not beside this checkout"
)


def note(size: int) -> str:
    return (LOG / f"checkpoint.{size}").read_text(encoding="utf-8")


def checkpoint(size: int) -> Checkpoint:
    return open_checkpoint(note(size), [KEY], ORIGIN)


def tile(size: int) -> bytes:
    return (LOG / tile_path(0, 0, size)).read_bytes() if size else b""


def entries(size: int) -> list[bytes]:
    data, found = (LOG / entries_path(0, size)).read_bytes() if size else b"", []
    while data:
        length = int.from_bytes(data[:2], "big")
        found.append(data[2 : 2 + length])
        data = data[2 + length :]
    return found


def read(level: int, index: int) -> bytes:
    assert (level, index) == (0, 0)
    return tile(7)


@pytest.mark.parametrize("size", SIZES)
def test_tile_and_entries_give_the_signed_root(size: int) -> None:
    hashes = [leaf_hash(entry) for entry in entries(size)]

    assert b"".join(hashes) == tile(size)
    assert len(hashes) == size == len(tile(size)) // HASH_BYTES
    assert checkpoint(size).size == size
    assert root_of(hashes) == Head.EMPTY.extend(hashes).root == checkpoint(size).root


@pytest.mark.parametrize("size", SIZES)
def test_a_checkpoint_is_written_back_to_the_same_bytes(size: int) -> None:
    assert note(size).startswith(checkpoint(size).text() + "\n")


def test_a_bundle_is_written_back_to_the_same_bytes() -> None:
    assert entry_bundle(entries(7)) == (LOG / entries_path(0, 7)).read_bytes()


def test_every_checkpoint_extends_every_earlier_one() -> None:
    for new in SIZES:
        for old in range(new + 1):
            proof = consistency_proof(old, new, read)
            verify_consistency(old, new, proof, checkpoint(old).root, checkpoint(new).root)


def test_every_entry_is_in_every_checkpoint_that_covers_it() -> None:
    for size in SIZES:
        for index, entry in enumerate(entries(size)):
            path = inclusion_proof(index, size, read)
            verify_inclusion(index, size, leaf_hash(entry), path, checkpoint(size).root)
            proof = TlogProof.parse(TlogProof(index, path, note(size)).text())
            assert verify(proof, entry, [KEY], ORIGIN) == checkpoint(size)


def test_a_checkpoint_with_another_size_is_refused() -> None:
    with pytest.raises(BadNote):
        open_checkpoint(note(5).replace("\n5\n", "\n6\n"), [KEY], ORIGIN)
