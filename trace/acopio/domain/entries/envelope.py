"""The entry: the envelope that every kind shares, and its canonical bytes."""

from typing import Any

import msgspec

from acopio.domain.entries.commitments import redact, restore
from acopio.domain.entries.fields import Body, Document, Piece
from acopio.domain.entries.kinds import KIND_OF, NewerEntry, kind_named
from acopio.domain.entries.upcasts import STEPS, upcast
from acopio.ledger.canonical import decode, encode

ENTRY_MAX_BYTES = 60_000
ITEMS_MAX = 500
PART_MAX_BYTES = ENTRY_MAX_BYTES - 2_000
"""Of a body and its hashes: the rest is for the envelope."""
HASH_BYTES = 46
"""A hash in a list: 43 signs, quotes, comma."""
SURELY_ONE = 16
"""A list of so few items needs no weighing."""


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
    """Return the entry of stored leaf bytes.

    Raises:
        NotCanonical: the bytes are no canonical JSON.
        NewerEntry: the envelope has fields that this program does not know.
    """
    raw = decode(leaf)
    try:
        return msgspec.convert(raw, Entry)
    except msgspec.ValidationError:
        version = raw.get("v")
        raise NewerEntry(
            kind=str(raw.get("kind")), version=version if isinstance(version, int) else 0
        ) from None


def body_of(entry: Entry, opened: list[tuple[str, Any]]) -> Body:
    """Return the typed body with the opened committed values; what is erased reads ``None``.

    Raises:
        NewerEntry: the kind or version is newer than this program.
        DisclosureMisplaced: an opened value is none of this entry's committed fields.
    """
    kind = kind_named(entry.kind, entry.v)
    struct = kind.body if entry.v == kind.version else None
    raw = restore(msgspec.json.decode(msgspec.json.encode(entry.body)), opened, struct)
    raw = upcast(entry.kind, entry.v, kind.version, raw, STEPS)
    return msgspec.convert(raw, kind.body)


def parts_of(body: Body, follows: int = 0) -> list[Body]:
    """Divide a body whose list is too long; all other fields are repeated in each part.

    ``follows``: how many entries the parts together name in ``after``.
    """
    items = KIND_OF[type(body)].items
    if items is None:
        return [body]
    listed: tuple[Any, ...] = getattr(body, items)
    if len(listed) <= SURELY_ONE and follows <= SURELY_ONE:
        return [body]
    count = max(-(-len(listed) // ITEMS_MAX), 1)
    while True:
        size = -(-len(listed) // count)
        parts: list[Body] = [
            msgspec.structs.replace(body, **{items: listed[start : start + size]})
            for start in range(0, len(listed), size)
        ]
        named = HASH_BYTES * -(-follows // len(parts))
        if size <= 1 or all(_weight(part) + named <= PART_MAX_BYTES for part in parts):
            return parts
        count += 1


def _weight(part: Body) -> int:
    """Return the bytes of a body, with the digests of its committed values."""
    raw, taken = redact(part)
    return len(encode(raw)) + HASH_BYTES * len(taken)


def joined(parts: list[Body]) -> Body:
    """Return the body that was divided: the lists joined, the rest from the first part."""
    items = KIND_OF[type(parts[0])].items
    if len(parts) == 1 or items is None:
        return parts[0]
    listed = tuple(item for part in parts for item in getattr(part, items))
    return msgspec.structs.replace(parts[0], **{items: listed})
