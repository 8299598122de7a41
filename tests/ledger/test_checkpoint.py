"""Checkpoints."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from acopio.ledger.checkpoint import BadCheckpoint, Checkpoint, open_checkpoint, sign_checkpoint
from acopio.ledger.merkle import EMPTY_ROOT
from acopio.ledger.note import BadNote, Signer, sign

ORIGIN = "example.pe/log/nar/7kq4m9t6"
LOG = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"\1" * 32))
ROOT = "A" * 43 + "="
LINES = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1)


@given(LINES, st.integers(1, 10**19 - 1), st.binary(min_size=32, max_size=32), st.lists(LINES))
def test_a_signed_checkpoint_opens_to_itself(
    origin: str, size: int, root: bytes, extensions: list[str]
) -> None:
    checkpoint = Checkpoint(origin, size, root, tuple(extensions))

    assert Checkpoint.parse(checkpoint.text()) == checkpoint
    note = sign_checkpoint(checkpoint, LOG)
    assert open_checkpoint(note, [LOG.verifier_key], origin) == checkpoint


def test_the_text_is_that_of_the_specification() -> None:
    assert Checkpoint(ORIGIN, 7, b"\0" * 32).text() == f"{ORIGIN}\n7\n{ROOT}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"o\n7\n{ROOT}",
        f"\n7\n{ROOT}\n",
        f"o\n07\n{ROOT}\n",
        f"o\n-7\n{ROOT}\n",
        f"o\n+7\n{ROOT}\n",
        f"o\n7 \n{ROOT}\n",
        f"o\n٧\n{ROOT}\n",
        f"o\n{10**19}\n{ROOT}\n",
        f"o\n{'9' * 5000}\n{ROOT}\n",
        f"o\n0\n{ROOT}\n",
        f"o\n7\n{ROOT[:-1]}\n",
        "o\n7\nAAAA\n",
        f"o\n7\n{ROOT}\n\n",
        f"o\n7\n{ROOT}\n\next\n",
        "o\n7\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadCheckpoint):
        Checkpoint.parse(text)


@pytest.mark.parametrize(
    ("origin", "size", "root", "extensions"),
    [
        ("", 0, EMPTY_ROOT, ()),
        ("two\nlines", 0, EMPTY_ROOT, ()),
        ("half \ud800", 0, EMPTY_ROOT, ()),
        (ORIGIN, -1, EMPTY_ROOT, ()),
        (ORIGIN, 0, b"\0" * 32, ()),
        (ORIGIN, 1, b"\0" * 31, ()),
        (ORIGIN, 0, EMPTY_ROOT, ("",)),
    ],
)
def test_no_checkpoint_is_made_that_could_not_be_read_again(
    origin: str, size: int, root: bytes, extensions: tuple[str, ...]
) -> None:
    with pytest.raises(BadCheckpoint):
        Checkpoint(origin, size, root, extensions)


def test_a_checkpoint_of_another_log_is_refused() -> None:
    note = sign_checkpoint(Checkpoint("example.pe/log/other", 0, EMPTY_ROOT), LOG)

    with pytest.raises(BadCheckpoint, match="other-origin"):
        open_checkpoint(note, [LOG.verifier_key], ORIGIN)


def test_a_note_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(BadCheckpoint):
        open_checkpoint(sign("hello\n", [LOG]), [LOG.verifier_key], ORIGIN)


def test_a_checkpoint_that_another_key_signed_is_refused() -> None:
    other = Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(b"\2" * 32))

    with pytest.raises(BadNote):
        open_checkpoint(
            sign_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT), other), [LOG.verifier_key], ORIGIN
        )
