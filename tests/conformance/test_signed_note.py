"""Signed notes against the vector of the C2SP specification."""

import json
from pathlib import Path

import pytest

from acopio.ledger.note import BadNote, Note, VerifierKey, open_note

VECTOR = Path(__file__).parents[2].parent / "shared" / "data/ledger/signed-note/c2sp-example.json"

pytestmark = pytest.mark.skipif(
    not VECTOR.is_file(), reason="conformance data not beside this checkout"
)


def vector() -> tuple[VerifierKey, str]:
    found = json.loads(VECTOR.read_text(encoding="utf-8"))
    return VerifierKey.parse(found["vkey"]), found["note"]


def test_the_example_opens_and_is_written_back() -> None:
    key, note = vector()

    opened = open_note(note, [key])

    assert opened.text == "This is an example message.\n"
    assert str(opened) == note == str(Note.parse(note))


def test_the_key_is_written_back() -> None:
    key, _ = vector()

    assert str(key) == json.loads(VECTOR.read_text(encoding="utf-8"))["vkey"]


def test_every_lost_or_changed_sign_is_refused() -> None:
    key, note = vector()
    for at, one in enumerate(note):
        for changed in (note[:at] + note[at + 1 :], note[:at] + chr(ord(one) ^ 1) + note[at + 1 :]):
            with pytest.raises(BadNote):
                open_note(changed, [key])
