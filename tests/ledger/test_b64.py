"""Strict base64."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.ledger import b64


@given(st.binary())
def test_both_alphabets_round_trip_and_equal_the_standard_library(data: bytes) -> None:
    assert b64.decode(b64.encode(data)) == data
    assert b64.url_decode(b64.url_encode(data)) == data
    assert b64.encode(data) == base64.b64encode(data).decode()
    assert b64.url_encode(data) == base64.urlsafe_b64encode(data).decode().rstrip("=")


@given(st.text(max_size=12))
def test_only_the_encoders_own_text_is_decoded(text: str) -> None:
    plain, url = b64.decode(text), b64.url_decode(text)

    assert plain is None or b64.encode(plain) == text
    assert url is None or b64.url_encode(url) == text


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "QQ==QQ==", "Q-==", "ñ"])
def test_another_spelling_of_the_same_bytes_is_refused(text: str) -> None:
    assert b64.decode(text) is None


@pytest.mark.parametrize("text", ["QQ==", "QR", "Q", "QQ\n", "Q+Q", "ñ", "Q Q"])
def test_another_url_spelling_of_the_same_bytes_is_refused(text: str) -> None:
    assert b64.url_decode(text) is None
