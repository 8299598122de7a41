"""Entries together with the disclosures that open them, for handing both to a named partner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from acopio.domain.rows.custody import HandOver
from acopio.ledger.disclosure import open_disclosure
from acopio.storage.projections import CHUNK, rows_where
from acopio.storage.reader import Stored
from acopio.storage.tables import DISCLOSURE, ENTRY, LOG

PLOT_KINDS = ("plot.recorded", "entry.corrected")


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry where it stands, and what the vault holds of it: value and disclosure by pointer."""

    stored: Stored
    values: dict[str, object]
    texts: dict[str, str]


def opened(connection: Connection, entries: Iterable[Stored]) -> list[Opened]:
    """Return entries with their disclosures, in the order given."""
    listed = list(entries)
    texts: dict[tuple[str, int], list[str]] = {}
    by_origin: dict[str, list[int]] = {}
    for one in listed:
        by_origin.setdefault(one.origin, []).append(one.index)
    for origin, indexes in by_origin.items():
        for start in range(0, len(indexes), CHUNK):
            query = (
                select(DISCLOSURE.c.idx, DISCLOSURE.c.text)
                .join(LOG, LOG.c.log == DISCLOSURE.c.log)
                .where(LOG.c.origin == origin, DISCLOSURE.c.idx.in_(indexes[start : start + CHUNK]))
            )
            for index, text in connection.execute(query):
                texts.setdefault((origin, index), []).append(text)
    return [_opened(one, texts.get((one.origin, one.index), ())) for one in listed]


def plot_entries(connection: Connection) -> Iterator[Opened]:
    """Yield every entry that may record a plot, in the order of the logs.

    Which plot it is stands in no clear field: so all are read, as when somebody is forgotten.
    """
    query = (
        select(LOG.c.origin, ENTRY.c.idx, ENTRY.c.hash, ENTRY.c.leaf, DISCLOSURE.c.text)
        .join(LOG, LOG.c.log == ENTRY.c.log)
        .join(DISCLOSURE, (DISCLOSURE.c.log == ENTRY.c.log) & (DISCLOSURE.c.idx == ENTRY.c.idx))
        .where(ENTRY.c.kind.in_(PLOT_KINDS))
        .order_by(LOG.c.origin, ENTRY.c.idx)
    )
    here: Stored | None = None
    texts: list[str] = []
    for origin, index, leaf_hash, leaf, text in connection.execute(query):
        if here is None or (here.origin, here.index) != (origin, index):
            if here is not None:
                yield _opened(here, texts)
            here, texts = Stored(origin, index, bytes(leaf_hash), leaf.encode("utf-8")), []
        texts.append(text)
    if here is not None:
        yield _opened(here, texts)


def _opened(stored: Stored, texts: Iterable[str]) -> Opened:
    values, by_pointer = {}, {}
    for text in texts:
        pointer, value = open_disclosure(text)
        values[pointer], by_pointer[pointer] = value, text
    return Opened(stored, values, by_pointer)


def hand_overs(connection: Connection, ids: Iterable[str]) -> dict[str, HandOver]:
    """Return what was handed over, by id."""
    return {row.id: row for row in rows_where(connection, HandOver, "id", ids)}
