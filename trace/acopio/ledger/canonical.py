"""Canonical JSON: the bytes that are stored, hashed and signed.

The subset of RFC 8785 in which nothing can be read in two ways: ASCII keys, strings, booleans,
null, integers below 2^53 in size, lists and objects. Floats are left out because their text depends
on the reader, larger integers because JavaScript would round them. Inside the subset, sorting keys
by code point equals the UTF-16 order of RFC 8785 section 3.2.3.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, NoReturn

import msgspec

from acopio.errors import Refusal

LARGEST_INTEGER = 2**53 - 1
"""The largest integer every JSON reader keeps exactly (RFC 7493 section 2.2)."""

_write = msgspec.json.Encoder(order="sorted").encode
_read = msgspec.json.Decoder().decode


@dataclass(eq=False)
class NotCanonical(Refusal):
    """A value or a text outside the canonical subset."""

    code: ClassVar[str] = "not-canonical"

    path: str
    """JSON pointer of the first thing that does not belong; empty for the whole document."""
    found: str
    """What was found there, as a short stable word."""


def encode(value: object) -> bytes:
    """Return the canonical bytes of a value.

    Args:
        value: dict with ASCII string keys, list, tuple, str, bool, None or int, nested at will.

    Raises:
        NotCanonical: something else is inside, with the place where it stands.
    """
    try:
        data = _write(value)
        allowed = _is_allowed(value)
    except (TypeError, ValueError, OverflowError, RecursionError) as exc:
        raise _refusal(value) from exc
    if not allowed:
        raise _refusal(value)
    return data


def decode(data: bytes, *, strict: bool = False) -> dict[str, object]:
    """Return the object that canonical bytes hold.

    Args:
        data: UTF-8 JSON whose outermost value is an object.
        strict: also refuse bytes that `encode` would have written differently.

    Raises:
        NotCanonical: not JSON, not an object, a key twice, or a value outside the subset.
    """
    value = decode_any(data, strict=strict)
    if not isinstance(value, dict):
        raise NotCanonical("", "not-an-object")
    return value


def decode_any(data: bytes, *, strict: bool = False) -> object:
    """Return the value that canonical bytes hold, be it an object or not; see `decode`."""
    value = _read_strictly(data) if strict else _read_carefully(data)
    if strict and encode(value) != data:
        raise NotCanonical("", "other-bytes")
    return value


def _is_allowed(value: object) -> bool:
    """Say whether every part is of the subset; called once the value is known to have an end.

    This runs for every entry, hence one flat loop and exact types: a subclass could be written
    as one thing and compared as another.
    """
    queue: list[Any] = [value]  # comparing exact types narrows nothing for a type checker
    for item in queue:  # it grows while it is read
        kind = type(item)
        if kind is str or kind is bool or item is None:
            continue
        if kind is int:
            if not -LARGEST_INTEGER <= item <= LARGEST_INTEGER:
                return False
        elif kind is dict:
            if not "".join(item).isascii():
                return False
            queue.extend(item.values())
        elif kind is list or kind is tuple:
            queue.extend(item)
        else:
            return False
    return True


def _read_strictly(data: bytes) -> object:
    # Quick and forgiving; whatever it forgave shows when the value is encoded again.
    try:
        value: object = _read(data)
    except (ValueError, RecursionError) as exc:
        raise NotCanonical("", "not-json") from exc
    return value


def _read_carefully(data: bytes) -> object:
    try:
        value: object = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object_without_duplicates,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (ValueError, RecursionError) as exc:
        raise NotCanonical("", "not-json") from exc
    encode(value)
    return value


def _object_without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("", "duplicate-key")
    return found


def _refuse_number(text: str) -> NoReturn:
    raise NotCanonical("", "float")


def _refusal(value: object) -> NotCanonical:
    """Find the first offender again, this time with its path: only failures pay for the path."""
    queue: list[tuple[str, object]] = [("", value)]
    seen: set[int] = set()
    for path, item in queue:
        found = _offence(item)
        if found:
            return NotCanonical(path, found)
        if isinstance(item, dict | list | tuple) and id(item) not in seen:
            seen.add(id(item))
            queue.extend((f"{path}/{_escape(key)}", part) for key, part in _parts(item))
    return NotCanonical("", "too-deep")


def _parts(
    item: dict[object, object] | list[object] | tuple[object, ...],
) -> Iterable[tuple[object, object]]:
    return item.items() if isinstance(item, dict) else enumerate(item)


def _escape(key: object) -> str:
    # RFC 6901 section 3.
    return str(key).replace("~", "~0").replace("/", "~1")


def _offence(item: object) -> str | None:
    """Name what is wrong with one value, leaving its parts aside."""
    kind = type(item)
    if isinstance(item, dict) and kind is dict:
        keys_fit = all(type(key) is str and key.isascii() for key in item)
        return None if keys_fit else "key-not-ascii"
    if isinstance(item, str) and kind is str:
        return "lone-surrogate" if any("\ud800" <= sign <= "\udfff" for sign in item) else None
    if isinstance(item, int) and kind is int:
        return None if -LARGEST_INTEGER <= item <= LARGEST_INTEGER else "integer-too-large"
    return None if item is None or kind in (bool, list, tuple) else kind.__name__
