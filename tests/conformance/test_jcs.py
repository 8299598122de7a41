"""Canonical JSON against the vectors of RFC 8785's author, as far as the subset goes."""

import json
from pathlib import Path

import pytest

from acopio.ledger.canonical import NotCanonical, decode_any, encode

VECTORS = Path(__file__).parents[2].parent / "shared" / "data" / "ledger" / "jcs"

pytestmark = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="conformance data not beside this checkout"
)


def wanted(name: str) -> bytes:
    return bytes.fromhex((VECTORS / "outhex" / f"{name}.txt").read_text())


def test_arrays_are_written_as_the_vector_says() -> None:
    value = decode_any((VECTORS / "input" / "arrays.json").read_bytes())

    assert encode(value) == wanted("arrays")
    assert decode_any(wanted("arrays"), strict=True) == value


def test_structures_are_written_as_the_vector_says_once_the_float_is_an_integer() -> None:
    text = (VECTORS / "input" / "structures.json").read_text()
    with pytest.raises(NotCanonical, match="float"):
        decode_any(text.encode())

    assert encode(json.loads(text.replace("56.0", "56"))) == wanted("structures")


def test_keys_outside_ascii_are_refused() -> None:
    value = json.loads((VECTORS / "input" / "french.json").read_text(encoding="utf-8"))

    with pytest.raises(NotCanonical) as refused:
        encode(value)
    assert refused.value.found == "key-not-ascii"
