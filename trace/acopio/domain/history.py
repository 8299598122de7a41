"""The history that a certificate commits to: the closure of ``after``, as a count and a root."""

from collections.abc import Iterable

from acopio.domain.entries.envelope import read_entry
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import encode
from acopio.ledger.merkle import leaf_hash, root_of

Place = tuple[str, int, str]
"""Origin of a log, index in it, leaf hash in base64url."""


def history_root(places: Iterable[Place]) -> str:
    """Return the RFC 6962 root over the sorted (origin, index, leaf hash), base64url.

    Each leaf is the canonical JSON list ``[origin, index, hash]``.
    """
    listed = sorted(places)
    return url_encode(root_of([leaf_hash(encode(list(place))) for place in listed]))


def closure(start: Iterable[str], leaves: dict[str, bytes]) -> tuple[set[str], set[str]]:
    """Follow ``after`` from some leaf hashes; return what was reached, and what is missing."""
    reached: set[str] = set()
    missing: set[str] = set()
    waiting = list(start)
    while waiting:
        found = waiting.pop()
        if found in reached or found in missing:
            continue
        leaf = leaves.get(found)
        if leaf is None:
            missing.add(found)
            continue
        reached.add(found)
        waiting += read_entry(leaf).after
    return reached, missing


def in_causal_order(leaves: dict[str, bytes]) -> list[tuple[str, bytes]]:
    """Return leaves so that each comes after every one it follows; ties by recording time."""
    entries = {one: read_entry(leaf) for one, leaf in leaves.items()}
    rank = sorted(entries, key=lambda one: (entries[one].recorded_at, entries[one].id))
    done: set[str] = set()
    ordered: list[tuple[str, bytes]] = []

    def visit(first: str) -> None:
        stack = [first]
        while stack:
            one = stack[-1]
            before = [x for x in entries[one].after if x in entries and x not in done]
            if before and one not in done:
                stack += before
                continue
            stack.pop()
            if one not in done:
                done.add(one)
                ordered.append((one, leaves[one]))

    for one in rank:
        visit(one)
    return ordered
