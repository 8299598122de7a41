"""Signed notes and their keys."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from acopio.ledger import b64
from acopio.ledger.note import BadNote, Note, Signer, VerifierKey, open_note, sign

LOG = Signer("example.pe/log/nar", Ed25519PrivateKey.from_private_bytes(b"\1" * 32))
WITNESS = Signer("witness.example", Ed25519PrivateKey.from_private_bytes(b"\2" * 32))
STRANGER = Signer("example.pe/log/nar", Ed25519PrivateKey.from_private_bytes(b"\3" * 32))
TEXT = "Ognuno sta solo\n\ned è subito sera.\n"
NOTE_TEXTS = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"]) | st.just("\n"), max_size=60
)


@given(NOTE_TEXTS)
def test_any_allowed_text_can_be_signed_and_opened(text: str) -> None:
    note = sign(text + "\n", [LOG, WITNESS])

    opened = open_note(note, [LOG.verifier_key, WITNESS.verifier_key])

    assert opened.text == text + "\n"
    assert str(opened) == note == str(Note.parse(note))


@given(st.text(max_size=80))
def test_random_text_is_refused_and_nothing_else(text: str) -> None:
    with pytest.raises(BadNote):
        open_note(text, [LOG.verifier_key])


def test_a_key_survives_its_text() -> None:
    key = LOG.verifier_key

    assert VerifierKey.parse(str(key)) == key
    assert str(key).startswith("example.pe/log/nar+")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "malformed-key"),
        ("name+00000000", "malformed-key"),
        ("name+00000000+!", "malformed-key"),
        ("name+00000000+", "malformed-key"),
        ("name+00000000+" + b64.encode(b"\4" + b"\1" * 32), "unknown-algorithm"),
        ("name+00000000+" + b64.encode(b"\1" + b"\1" * 31), "key-length"),
        ("na me+00000000+" + b64.encode(b"\1" + b"\1" * 32), "key-name"),
        ("+00000000+" + b64.encode(b"\1" + b"\1" * 32), "key-name"),
        ("name+00000000+" + b64.encode(b"\1" + b"\1" * 32), "wrong-key-id"),
    ],
)
def test_a_malformed_key_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadNote, match=reason):
        VerifierKey.parse(text)


def test_signatures_of_unknown_keys_are_left_out() -> None:
    note = sign(TEXT, [STRANGER, LOG, WITNESS])

    opened = open_note(note, [LOG.verifier_key])

    assert [one.name for one in opened.signatures] == [LOG.name]
    assert opened.signatures[0].key_id == LOG.verifier_key.key_id


def test_a_note_that_only_strangers_signed_is_refused() -> None:
    for known in ([LOG.verifier_key], []):
        with pytest.raises(BadNote, match="no-known-signature"):
            open_note(sign(TEXT, [STRANGER, WITNESS]), known)


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    good, other = sign(TEXT, [LOG, WITNESS]), sign("other\n", [WITNESS])
    line = other.splitlines()[-1]
    spoilt = good.replace(good.splitlines()[-1], line)

    open_note(spoilt, [LOG.verifier_key])
    with pytest.raises(BadNote, match="wrong-signature"):
        open_note(spoilt, [LOG.verifier_key, WITNESS.verifier_key])


def test_a_repeated_signature_counts_once() -> None:
    note = sign(TEXT, [LOG])

    opened = open_note(note + note.splitlines()[-1] + "\n", [LOG.verifier_key])

    assert len(opened.signatures) == 1


def test_two_keys_with_one_name_and_id_are_ambiguous() -> None:
    class Twin(VerifierKey):
        @property
        def key_id(self) -> bytes:
            return LOG.verifier_key.key_id

    with pytest.raises(BadNote, match="ambiguous-key"):
        open_note(sign(TEXT, [LOG]), [LOG.verifier_key, Twin(LOG.name, b"\5" * 32)])


GOOD = sign(TEXT, [LOG])
LINE = GOOD.splitlines()[-1]


@pytest.mark.parametrize(
    "note",
    [
        GOOD[:-1],
        GOOD + "\n",
        GOOD + "x",
        GOOD + "no signature\n",
        GOOD.replace("\u2014", "-"),
        GOOD.replace("\u2014 ", "\u2014"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("solo", "so\tlo"),
        GOOD.replace("solo", "so\x00lo"),
        GOOD.replace("solo", "so\ud800lo"),
        GOOD.replace("solo", "sola"),
        TEXT,
        TEXT + "\n",
        TEXT + LINE + "\n",
        TEXT + "\n\u2014 example.pe/log/nar\n",
        TEXT + "\n\u2014 example.pe/log/nar \n",
        TEXT + "\n\u2014 example.pe/log/nar AAAAAA==\n",
        TEXT + "\n\u2014  AAAAAAAA\n",
        TEXT + "\n\u2014 a+b AAAAAAAA\n" + LINE + "\n",
        TEXT + "\n\u2014 a\u00a0b AAAAAAAA\n" + LINE + "\n",
        TEXT + "\n" + (LINE + "\n") * 101,
        GOOD[:-2] + "\n",
        GOOD[:-2] + "B\n",
        LINE + "\n",
    ],
)
def test_a_malformed_note_is_refused(note: str) -> None:
    with pytest.raises(BadNote):
        open_note(note, [LOG.verifier_key])


@pytest.mark.parametrize("text", ["", "no newline", "tab\t\n", "half \udc00\n"])
def test_a_text_that_could_not_be_opened_again_is_not_signed(text: str) -> None:
    with pytest.raises(BadNote):
        sign(text, [LOG])


def test_nobody_signs_nothing() -> None:
    with pytest.raises(BadNote, match="no-signer"):
        sign(TEXT, [])
    with pytest.raises(BadNote, match="key-name"):
        sign(TEXT, [Signer("two words", LOG.private_key)])
