"""Folding stored entries again: rebuild, and verification without a database."""

from collections.abc import Callable, Iterable, Iterator

from acopio.domain.entries.envelope import Entry, body_of, joined, read_entry
from acopio.domain.entries.fields import Body
from acopio.domain.fold import apply
from acopio.domain.fold.recorded import Recorded
from acopio.domain.rows.parties import Organisation
from acopio.domain.state import Change, State
from acopio.ledger.disclosure import open_disclosure

Opener = Callable[[str], str | None]
"""From a digest to its disclosure, or ``None`` when it was erased or never received."""


def recorded_acts(
    leaves: Iterable[tuple[str, bytes]], opener: Opener
) -> Iterator[tuple[Entry, str, Body]]:
    """Yield first entry, last hash and whole body of each act, from (leaf hash, bytes) in order."""
    waiting: dict[str, list[tuple[Entry, Body]]] = {}
    for leaf_hash, leaf in leaves:
        entry = read_entry(leaf)
        opened = [open_disclosure(text) for text in map(opener, entry.sd) if text is not None]
        body = body_of(entry, opened)
        if entry.step is None:
            yield entry, leaf_hash, body
            continue
        step, part, of = entry.step
        parts = waiting.setdefault(step, [])
        parts.append((entry, body))
        if part == of:
            yield parts[0][0], leaf_hash, joined([one for _, one in waiting.pop(step)])


def replay(
    state: State, leaves: Iterable[tuple[str, bytes]], opener: Opener
) -> Iterator[list[Change]]:
    """Fold entries into ``state`` one act at a time, yielding the rows that each changed."""
    for entry, leaf_hash, body in recorded_acts(leaves, opener):
        organisation = state.find(Organisation, entry.org)
        recorded = Recorded(
            entry=entry,
            hash=leaf_hash,
            body=body,
            zone=organisation.zone if organisation else "America/Lima",
        )
        rows = apply(state, recorded)
        state.put(rows)
        yield rows
