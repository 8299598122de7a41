"""Keys, in use and at rest."""

import json
from hashlib import sha256

import pytest

from acopio.ledger import b64
from acopio.ledger.canonical import encode
from acopio.ledger.keys import (
    BadKeyName,
    BadSignature,
    DamagedKey,
    KeyPair,
    WrongPassphrase,
    new_key,
    seal,
    unseal,
    verify_signature,
)
from acopio.ledger.note import open_note, sign

KEY = new_key("log", "example.pe/log/nar/7kq4m9t6")
SEALED = seal(KEY, "caja de cacao ñ")


def resealed(**changes: object) -> str:
    """Change fields as a forger would: with a fresh sum."""
    fields = json.loads(SEALED) | changes
    del fields["sum"]
    fields["sum"] = b64.encode(sha256(encode(fields)).digest())
    return encode(fields).decode()


def test_a_sealed_key_is_one_ascii_line_without_the_secret() -> None:
    secret = KEY.private_key.private_bytes_raw()

    assert SEALED.isascii()
    assert SEALED.count("\n") == 1
    assert b64.encode(secret) not in SEALED
    assert json.loads(SEALED)["format"] == "acopio-key/v1"


def test_a_sealed_key_opens_with_its_passphrase() -> None:
    opened = unseal(SEALED, "caja de cacao ñ")

    assert (opened.role, opened.name, opened.public) == (KEY.role, KEY.name, KEY.public)
    assert opened.sign(b"data") == KEY.sign(b"data")


def test_the_same_letter_typed_in_two_signs_is_the_same_passphrase() -> None:
    assert unseal(SEALED, "caja de cacao n\u0303").public == KEY.public


@pytest.mark.parametrize("passphrase", ["", "caja de cacao", "caja de cacao Ñ", "\ud800"])
def test_another_passphrase_does_not_open_it(passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        unseal(SEALED, passphrase)


def test_two_seals_of_one_key_have_nothing_secret_in_common() -> None:
    one, two = json.loads(SEALED), json.loads(seal(KEY, "caja de cacao ñ"))

    assert all(one[name] != two[name] for name in ("salt", "nonce", "secret"))


def test_every_change_of_one_sign_is_damage() -> None:
    for at in range(len(SEALED) - 1):
        changed = SEALED[:at] + chr(ord(SEALED[at]) ^ 1) + SEALED[at + 1 :]
        with pytest.raises(DamagedKey):
            unseal(changed, "caja de cacao ñ")


@pytest.mark.parametrize("text", ["", "\n", "{}", "[]", "ñ", "\ud800", SEALED[:-9], SEALED + "\n"])
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(DamagedKey):
        unseal(text, "caja de cacao ñ")


@pytest.mark.parametrize(
    "changes",
    [{"role": "witness"}, {"name": "example.pe/log/other"}, {"public": b64.encode(b"\1" * 32)}],
)
def test_a_forged_header_does_not_open(changes: dict[str, object]) -> None:
    with pytest.raises(WrongPassphrase):
        unseal(resealed(**changes), "caja de cacao ñ")


@pytest.mark.parametrize(
    "changes",
    [
        {"scrypt": {"n": 2**30, "r": 8, "p": 1}},
        {"salt": "AAAA"},
        {"nonce": 1},
        {"secret": "AAAA"},
        {"format": "acopio-key/v2"},
        {"more": 1},
    ],
)
def test_other_fields_are_refused_before_any_work(changes: dict[str, object]) -> None:
    with pytest.raises(DamagedKey):
        unseal(resealed(**changes), "caja de cacao ñ")


@pytest.mark.parametrize("name", ["", "two words", "a+b", "ñ", "a\nb", "a\x00"])
def test_a_name_that_cannot_sign_notes_is_refused(name: str) -> None:
    with pytest.raises(BadKeyName):
        new_key("inspector", name)


def test_a_signature_holds_for_its_bytes_and_key_only() -> None:
    signature, other = KEY.sign(b"data"), new_key("log", KEY.name)

    verify_signature(KEY.public, signature, b"data")
    for public, signed, data in (
        (KEY.public, signature, b"date"),
        (other.public, signature, b"data"),
        (KEY.public, signature[:-1], b"data"),
        (KEY.public, b"\0" * 64, b"data"),
        (KEY.public[:-1], signature, b"data"),
        (b"", b"", b""),
    ):
        with pytest.raises(BadSignature):
            verify_signature(public, signed, data)


def test_a_key_signs_notes_under_its_name() -> None:
    note = sign("text\n", [KEY.signer])

    assert open_note(note, [KEY.verifier_key]).signatures[0].name == KEY.name


def test_each_key_is_another() -> None:
    keys: list[KeyPair] = [new_key("witness", "w.example") for _ in range(3)]

    assert len({key.public for key in keys}) == 3
