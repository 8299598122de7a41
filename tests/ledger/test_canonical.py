"""Canonical JSON."""

from decimal import Decimal
from enum import StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from acopio.ledger.canonical import LARGEST_INTEGER, NotCanonical, decode, decode_any, encode

KEYS = st.text(st.characters(max_codepoint=127), max_size=6)
SCALARS = st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | st.text()
VALUES = st.recursive(
    SCALARS, lambda part: st.lists(part) | st.dictionaries(KEYS, part), max_leaves=20
)


class Kind(StrEnum):
    WET = "w"


@given(VALUES)
def test_bytes_equal_those_of_rfc8785(value: object) -> None:
    assert encode(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@given(st.dictionaries(KEYS, VALUES))
def test_what_was_encoded_decodes_to_the_same_value(value: dict[str, object]) -> None:
    assert decode(encode(value)) == value
    assert decode(encode(value), strict=True) == value


def test_a_tuple_is_written_as_a_list() -> None:
    assert encode({"step": ("id", 1, 2)}) == b'{"step":["id",1,2]}'


@pytest.mark.parametrize(
    ("value", "path", "found"),
    [
        ({"a": [1, 2.0]}, "/a/1", "float"),
        ({"a": float("nan")}, "/a", "float"),
        (2**53, "", "integer-too-large"),
        ([-(2**53)], "/0", "integer-too-large"),
        ([2**70], "/0", "integer-too-large"),
        ({"a": {"b": "\ud800"}}, "/a/b", "lone-surrogate"),
        ({"a": {"ñ": 1}}, "/a", "key-not-ascii"),
        ({"\ud800": 1}, "", "key-not-ascii"),
        ({"a": {1: 1}}, "/a", "key-not-ascii"),
        ({"a/~b": b"x"}, "/a~1~0b", "bytes"),
        ([Decimal(1)], "/0", "Decimal"),
        ([{1}], "/0", "set"),
        ([Kind.WET], "/0", "Kind"),
        ([object()], "/0", "object"),
    ],
)
def test_a_value_outside_the_subset_is_refused_with_its_place(
    value: object, path: str, found: str
) -> None:
    with pytest.raises(NotCanonical) as refused:
        encode(value)

    assert refused.value.values() == {"path": path, "found": found}


def test_a_value_without_an_end_is_refused() -> None:
    endless: list[object] = []
    endless.append({"a": endless})

    with pytest.raises(NotCanonical, match="too-deep"):
        encode(endless)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"1",
        b"\xff",
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"\\ud800"}',
        b'{"\xc3\xb1":1}',
        b"[" * 100_000,
        b'{"a":' + b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_bytes_that_are_not_of_the_subset_are_refused(data: bytes, strict: bool) -> None:
    with pytest.raises(NotCanonical):
        decode(data, strict=strict)


@pytest.mark.parametrize(
    "data", [b'{"a": 1}', b'{"b":1,"a":1}', b'{"a":"\\u0041"}', b'{"a":-0}', b'{"a":1}\n']
)
def test_only_strict_decoding_refuses_another_spelling(data: bytes) -> None:
    assert decode(data)
    with pytest.raises(NotCanonical, match="other-bytes"):
        decode(data, strict=True)


@given(st.binary(max_size=40))
def test_random_bytes_are_decoded_or_refused_and_nothing_else(data: bytes) -> None:
    for strict in (False, True):
        try:
            value = decode_any(data, strict=strict)
        except NotCanonical:
            continue
        assert decode_any(encode(value), strict=True) == value
