"""Proofs of inclusion as text."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.reference import TileStore

from acopio.errors import Refusal
from acopio.ledger.checkpoint import BadCheckpoint, Checkpoint, sign_checkpoint
from acopio.ledger.merkle import BadProof, leaf_hash
from acopio.ledger.note import BadNote, Signer
from acopio.ledger.proof import TlogProof, verify
from acopio.ledger.tiles import inclusion_proof

ORIGIN = "example.pe/log/nar/7kq4m9t6"
LOG = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"\1" * 32))
KEYS = [LOG.verifier_key]
ENTRIES = [b'{"n":%d}' % number for number in range(21)]
STORE = TileStore()
STORE.append([leaf_hash(entry) for entry in ENTRIES])
CHECKPOINT = Checkpoint(ORIGIN, 21, STORE.head.root)
NOTE = sign_checkpoint(CHECKPOINT, LOG)


def proof_of(index: int, size: int = 21, extra: bytes | None = None) -> TlogProof:
    return TlogProof(index, inclusion_proof(index, size, STORE.read), NOTE, extra)


HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=5).map(tuple)


@given(st.integers(0, 10**18), HASHES, st.none() | st.binary())
def test_a_proof_survives_its_text(
    index: int, hashes: tuple[bytes, ...], extra: bytes | None
) -> None:
    proof = TlogProof(index, hashes, NOTE, extra)

    assert TlogProof.parse(proof.text()) == proof


def test_the_text_is_that_of_the_specification() -> None:
    hashes = (b"\0" * 32,)

    text = TlogProof(5, hashes, NOTE, b"hi").text()

    assert text == f"c2sp.org/tlog-proof@v1\nextra aGk=\nindex 5\n{'A' * 43}=\n\n{NOTE}"
    assert TlogProof(0, (), NOTE).text() == f"c2sp.org/tlog-proof@v1\nindex 0\n\n{NOTE}"


@pytest.mark.parametrize("index", range(21))
def test_every_entry_is_proved_under_the_signed_checkpoint(index: int) -> None:
    assert verify(proof_of(index), ENTRIES[index], KEYS, ORIGIN) == CHECKPOINT


def test_another_entry_is_refused() -> None:
    with pytest.raises(BadProof):
        verify(proof_of(3), ENTRIES[4], KEYS, ORIGIN)


def test_the_path_of_a_smaller_tree_is_refused() -> None:
    with pytest.raises(BadProof):
        verify(proof_of(3, size=20), ENTRIES[3], KEYS, ORIGIN)


def test_the_signature_is_checked_before_the_path() -> None:
    proof = TlogProof(99, (), NOTE.replace("\n21\n", "\n22\n"))

    with pytest.raises(BadNote):
        verify(proof, ENTRIES[3], KEYS, ORIGIN)


def test_the_proof_of_another_log_is_refused() -> None:
    with pytest.raises(BadCheckpoint):
        verify(proof_of(3), ENTRIES[3], KEYS, "example.pe/log/other")


@pytest.mark.parametrize("extra", [None, b"opaque"])
def test_every_change_of_one_byte_is_refused_or_leaves_the_meaning(extra: bytes | None) -> None:
    data = proof_of(6, extra=extra).text().encode()
    unchanged = 0
    for at in range(len(data)):
        for bit in (1, 2, 4, 32, 64):
            changed = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
            try:
                proof = TlogProof.parse(changed.decode())
                checkpoint = verify(proof, ENTRIES[6], KEYS, ORIGIN)
            except (Refusal, UnicodeDecodeError):
                continue
            unchanged += 1
            assert (checkpoint, proof.index) == (CHECKPOINT, 6)
            assert proof.extra != extra  # nothing else may be spelt in two ways

    assert (unchanged == 0) == (extra is None)


def test_every_lost_or_doubled_byte_is_refused() -> None:
    text = proof_of(6).text()
    for at in range(len(text)):
        for changed in (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]):
            with pytest.raises(Refusal):
                verify(TlogProof.parse(changed), ENTRIES[6], KEYS, ORIGIN)


GOOD = proof_of(6).text()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not-a-tlog-proof"),
        (GOOD.replace("@v1", "@v2"), "not-a-tlog-proof"),
        (GOOD.replace("\n", "\r\n"), "not-a-tlog-proof"),
        ("c2sp.org/tlog-proof@v1\nindex 6\n\n", "not-a-tlog-proof"),
        ("c2sp.org/tlog-proof@v1\n\n" + NOTE, "no-index"),
        ("c2sp.org/tlog-proof@v1\nextra AAAA\n\n" + NOTE, "no-index"),
        (GOOD.replace("index 6", "extra A\nindex 6"), "extra"),
        (GOOD.replace("index 6", "index 06"), "index"),
        (GOOD.replace("index 6", "index -6"), "index"),
        (GOOD.replace("index 6", "6"), "index"),
        (GOOD.replace("index 6", "index 6\nAAAA"), "hash-length"),
        (GOOD.replace("index 6", "index 6" + f"\n{'A' * 43}=" * 65), "proof-too-long"),
    ],
)
def test_a_malformed_proof_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadProof) as refused:
        TlogProof.parse(text)

    assert refused.value.reason == reason
