"""The entry: the envelope that every kind shares, and its canonical bytes."""

from typing import Any

import msgspec

from acopio.domain.entries.commitments import redact, restore
from acopio.domain.entries.corrections import EntryCorrected
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


def carried(body: EntryCorrected) -> Body:
    """Return the corrected fact that a correction carries, in the shape of today.

    Raises:
        NewerEntry: it is of a kind or version that this program does not know.
    """
    kind = kind_named(body.kind, body.version)
    raw = msgspec.json.decode(msgspec.json.encode(body.new))
    return msgspec.convert(upcast(body.kind, body.version, kind.version, raw, STEPS), kind.body)


def parts_of(body: Body, follows: int = 0) -> list[Body]:
    """Divide a body whose list is too long; all other fields are repeated in each part.

    ``follows``: how many entries the parts together name in ``after``.
    """
    if KIND_OF[type(body)].items is None and not isinstance(body, EntryCorrected):
        return [body]
    listed = _listed(body)
    if len(listed) <= SURELY_ONE and follows <= SURELY_ONE:
        return [body]
    count = max(-(-len(listed) // ITEMS_MAX), 1)
    while True:
        size = -(-len(listed) // count)
        parts = [
            _holding(body, listed[start : start + size], **_typed_along(body, start, size))
            for start in range(0, len(listed), size)
        ]
        if isinstance(body, EntryCorrected):  # it may follow more than its list has items
            parts += [_holding(body, ())] * (count - len(parts))
        named = HASH_BYTES * -(-follows // len(parts))
        if all(_weight(part) + named <= PART_MAX_BYTES for part in parts):
            return parts
        if size <= 1 and (named <= PART_MAX_BYTES // 2 or len(parts) == len(listed)):
            return parts
        count += 1


def _listed(body: Body) -> tuple[Any, ...]:
    """Return the list of a body that is divided; of a correction, the one of the fact inside.

    A fact without a list is one item: what it follows may still be too much for one entry.
    """
    if not isinstance(body, EntryCorrected):
        return tuple(getattr(body, KIND_OF[type(body)].items or ""))
    items = kind_named(body.kind, body.version).items
    return tuple(body.new.get(items, ())) if items else (body.new,)


def _typed_along(body: Body, start: int, size: int) -> dict[str, tuple[str, ...]]:
    """Return the masses as typed of a part: divided with the list, where each item has its own."""
    typed = getattr(body, "typed", None)
    if isinstance(body, EntryCorrected) or not isinstance(typed, tuple):
        return {}
    along = len(typed) == len(_listed(body)) > size
    return {"typed": typed[start : start + size]} if along else {}


def _typed_together(parts: list[Body]) -> dict[str, tuple[str, ...]]:
    """Return the masses as typed of all parts, if they were divided with the list.

    Before they were, every part repeated them whole: then they are more than its items.
    """
    each = [getattr(part, "typed", None) for part in parts]
    if isinstance(parts[0], EntryCorrected) or not all(isinstance(one, tuple) for one in each):
        return {}
    if all(len(one or ()) == len(_listed(part)) for one, part in zip(each, parts, strict=True)):
        return {"typed": tuple(text for one in each for text in one or ())}
    return {}


def _holding(body: Body, part: tuple[Any, ...], **more: Any) -> Body:
    """Return a body with only a part of its list; all other fields are repeated."""
    if not isinstance(body, EntryCorrected):
        return msgspec.structs.replace(body, **{KIND_OF[type(body)].items or "": part, **more})
    items = kind_named(body.kind, body.version).items
    if items is None:
        return msgspec.structs.replace(body, new=part[0] if part else {})
    return msgspec.structs.replace(body, new={**body.new, items: list(part)})


def _weight(part: Body) -> int:
    """Return the bytes of a body, with the digests of its committed values."""
    raw, taken = redact(part)
    return len(encode(raw)) + HASH_BYTES * len(taken)


def joined(parts: list[Body]) -> Body:
    """Return the body that was divided: the lists joined, the rest from the first part."""
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    if isinstance(first, EntryCorrected) and kind_named(first.kind, first.version).items is None:
        return first
    items = tuple(item for part in parts for item in _listed(part))
    return _holding(first, items, **_typed_together(parts))
