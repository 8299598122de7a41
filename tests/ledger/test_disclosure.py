"""Disclosures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.ledger import b64
from acopio.ledger.canonical import NotCanonical
from acopio.ledger.disclosure import (
    BadDisclosure,
    Disclosure,
    digest_of,
    disclose,
    open_disclosure,
)

SALTS = st.binary(min_size=16, max_size=16)
VALUES = st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text() | st.lists(st.text())


@given(st.text(), VALUES, SALTS)
def test_a_disclosure_opens_to_pointer_and_value(name: str, value: object, salt: bytes) -> None:
    disclosure = disclose(f"/{name}", value, salt)

    assert open_disclosure(disclosure.text) == (f"/{name}", value)
    assert digest_of(disclosure.text) == disclosure.digest
    assert disclosure.text.isascii()


def test_the_digest_of_rfc_9901_comes_out() -> None:
    # RFC 9901 section 4.2.3, over the disclosure of section 4.2.1.
    text = "WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"

    assert digest_of(text) == "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY"


def test_text_and_digest_are_as_written_by_hand() -> None:
    disclosure = disclose("/lines/0/producer", "ñ", b"\0" * 16)

    text = b64.url_encode('["AAAAAAAAAAAAAAAAAAAAAA","/lines/0/producer","ñ"]'.encode())
    assert disclosure == Disclosure(text, digest_of(text))


def test_two_salts_give_two_digests_for_one_value() -> None:
    one, two = (disclose("/a", "Ana", bytes([salt]) * 16) for salt in (1, 2))

    assert one.digest != two.digest


@pytest.mark.parametrize(("pointer", "length"), [("/a", 15), ("/a", 17), ("/a", 0), ("a", 16)])
def test_a_short_salt_or_a_wrong_pointer_is_refused(pointer: str, length: int) -> None:
    with pytest.raises(BadDisclosure):
        disclose(pointer, "value", b"\1" * length)


def test_a_value_outside_canonical_json_is_refused() -> None:
    with pytest.raises(NotCanonical):
        disclose("/a", 1.5, b"\1" * 16)


def encoded(json: str) -> str:
    return b64.url_encode(json.encode())


SALT = "A" * 22


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "ñ",
        encoded("{}"),
        encoded("[1,2]"),
        encoded(f'["{SALT}","/a",1,2]'),
        encoded(f'["{SALT}", "/a",1]'),
        encoded(f'["{SALT}","/a",1.5]'),
        encoded(f'["{SALT}","a",1]'),
        encoded(f'["{SALT}",1,1]'),
        encoded('["AAAA","/a",1]'),
        encoded('[1,"/a",1]'),
        encoded("[" * 5000),
        encoded(f'["{SALT}","/a",1]') + "=",
    ],
)
def test_a_malformed_disclosure_is_refused(text: str) -> None:
    with pytest.raises(BadDisclosure):
        open_disclosure(text)


def test_a_text_outside_ascii_has_no_digest() -> None:
    with pytest.raises(BadDisclosure):
        digest_of("ñ")


@given(st.text(max_size=30))
def test_random_text_is_refused_and_nothing_else(text: str) -> None:
    with pytest.raises(BadDisclosure):
        open_disclosure(text)
