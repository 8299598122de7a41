"""Column types that read the same on every engine."""

from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class JsonTuple(TypeDecorator[tuple[Any, ...]]):
    """A tuple of plain values kept as JSON text (never JSONB: it reorders)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        """Write compact JSON."""
        return as_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Read JSON lists back as tuples, also inside."""
        if value is None:
            return None
        if value == "[]":
            return ()
        read: tuple[Any, ...] = _tuples(msgspec.json.decode(value))
        return read


def as_stored(value: tuple[Any, ...] | None) -> str | None:
    """Return the JSON text of a tuple as the database holds it."""
    return None if value is None else msgspec.json.encode(value).decode("utf-8")


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def storable(value: object) -> bool:
    """Say whether a value can stand in a database at all: no text with NUL or half a character."""
    if not isinstance(value, str):
        return True
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def column_type(hint: str) -> TypeEngine[Any]:
    """Return the column type of a row field from its annotation."""
    if hint.startswith("tuple"):
        return JsonTuple()
    if hint.startswith("int"):
        return BigInteger()
    if hint.startswith("bool"):
        return Boolean()
    return LargeBinary() if hint.startswith("bytes") else Text()
