"""The entry: the envelope that every kind shares, and its canonical bytes."""

from typing import Any

import msgspec

from acopio.domain.entries.commitments import redact, restore
from acopio.domain.entries.fields import Body, Document, Piece
from acopio.domain.entries.kinds import KIND_OF, kind_named
from acopio.domain.entries.upcasts import STEPS, upcast
from acopio.ledger.canonical import decode, encode

ENTRY_MAX_BYTES = 60_000
ITEMS_MAX = 500


class Entry(Piece, frozen=True, kw_only=True):
    """One fact as the log holds it. ``body`` has its committed fields taken out."""

    v: int
    kind: str
    id: str
    cmd: str
    org: str
    by: tuple[str, ...]
    occurred_at: str
    recorded_at: str
    body: dict[str, Any]
    clock: str | None = None
    """``behind`` when the computer's clock could not be right."""
    step: tuple[str, int, int] | None = None
    """One act in several entries: its id, this part, of how many."""
    after: tuple[str, ...] = ()
    """Leaf hashes of the latest entries of what this one changes."""
    docs: tuple[Document, ...] = ()
    sd: tuple[str, ...] = ()
    """Digests of the committed values, sorted."""


def leaf_bytes(entry: Entry) -> bytes:
    """Return the canonical bytes that are stored, hashed and never made again."""
    return encode(msgspec.to_builtins(entry))


def read_entry(leaf: bytes) -> Entry:
    """Return the entry of stored leaf bytes."""
    return msgspec.convert(decode(leaf), Entry)


def body_of(entry: Entry, opened: list[tuple[str, Any]]) -> Body:
    """Return the typed body with the opened committed values; what is erased reads ``None``.

    Raises:
        NewerEntry: the kind or version is newer than this program.
    """
    kind = kind_named(entry.kind, entry.v)
    raw = restore(msgspec.json.decode(msgspec.json.encode(entry.body)), opened)
    raw = upcast(entry.kind, entry.v, kind.version, raw, STEPS)
    return msgspec.convert(raw, kind.body)


def parts_of(body: Body) -> list[Body]:
    """Divide a body whose list is too long; all other fields are repeated in each part."""
    items = KIND_OF[type(body)].items
    if items is None:
        return [body]
    listed: tuple[Any, ...] = getattr(body, items)
    whole = len(encode(redact(body)[0])) if len(listed) > 50 else 0
    # Commitments weigh too: 46 bytes each, and a line of a ticket has up to five.
    weight = whole + 46 * len(redact(body)[1]) if whole else 0
    count = max(-(-len(listed) // ITEMS_MAX), -(-weight // (ENTRY_MAX_BYTES - 8_000)), 1)
    size = -(-len(listed) // count) if listed else 1
    if count == 1:
        return [body]
    return [
        msgspec.structs.replace(body, **{items: listed[start : start + size]})
        for start in range(0, len(listed), size)
    ]


def joined(parts: list[Body]) -> Body:
    """Return the body that was divided: the lists joined, the rest from the first part."""
    items = KIND_OF[type(parts[0])].items
    if len(parts) == 1 or items is None:
        return parts[0]
    listed = tuple(item for part in parts for item in getattr(part, items))
    return msgspec.structs.replace(parts[0], **{items: listed})
