"""Acts as they stand in the log: which entries, what they said, what is in force of them now."""

from dataclasses import dataclass

from acopio.domain.entries.corrections import EntryCorrected
from acopio.domain.entries.envelope import Entry, body_of, carried, joined, read_entry
from acopio.domain.entries.fields import Body
from acopio.domain.rows.custody import Correction
from acopio.domain.rows.lots import Batch, BatchNote, Count, Flow, Lot
from acopio.domain.state import NotFound
from acopio.ledger.disclosure import open_disclosure
from acopio.storage.log_store import disclosure
from acopio.storage.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: the hashes of its entries, and what is in force of it."""

    entries: tuple[str, ...]
    first: Entry
    body: Body
    """What is in force, with the private values that the vault still has."""
    occurred_at: str
    correction: Correction | None

    @property
    def hash(self) -> str:
        """The leaf hash that rows know the act by."""
        return self.entries[-1]


def act_of(reader: Reader, leaf_hash: str) -> Act:
    """Return the act that an entry is, or is a part of the end of.

    Raises:
        NotFound: no entry has this hash.
    """
    entries, body = _read(reader, leaf_hash)
    first = entries[0][1]
    correction = reader.one(Correction, act=entries[-1][0])
    occurred_at = first.occurred_at
    if correction is not None and not correction.undone:
        said, corrected = _read(reader, correction.entry)
        if isinstance(corrected, EntryCorrected):
            body, occurred_at = carried(corrected), said[0][1].occurred_at
    return Act(
        entries=tuple(leaf_hash for leaf_hash, _ in entries),
        first=first,
        body=body,
        occurred_at=occurred_at,
        correction=correction,
    )


def _read(reader: Reader, leaf_hash: str) -> tuple[list[tuple[str, Entry]], Body]:
    """Return all entries of an act by the hash of its last, and its whole body."""
    found: list[tuple[str, Entry]] = []
    bodies: list[Body] = []
    wanted: str | None = leaf_hash
    while wanted is not None:
        stored = reader.entries([wanted])
        if not stored:
            raise NotFound(what="entry", given=wanted)
        entry = read_entry(stored[0].leaf)
        texts = (disclosure(reader.connection, digest) for digest in entry.sd)
        bodies.insert(0, body_of(entry, [open_disclosure(text) for text in texts if text]))
        found.insert(0, (wanted, entry))
        wanted = _before(reader, entry)
    return found, joined(bodies)


def _before(reader: Reader, entry: Entry) -> str | None:
    """Return the hash of the part before this one, if the act has one."""
    if entry.step is None or entry.step[1] == 1:
        return None
    for leaf_hash in entry.after:
        stored = reader.entries([leaf_hash])
        other = read_entry(stored[0].leaf) if stored else None
        if other is not None and other.step is not None and other.step[0] == entry.step[0]:
            return leaf_hash
    return None


def acts_about(reader: Reader, *, lot: Lot | None = None, batch: Batch | None = None) -> list[str]:
    """Return the hashes of the acts that say something of a lot or batch, each once."""
    found: list[str] = []
    if lot is not None:
        found = [lot.act]
        found += [flow.act for flow in reader.where(Flow, lot=lot.code)]
        found += [count.act for count in reader.where(Count, lot=lot.code)]
    if batch is not None:
        found += [flow.act for flow in reader.where(Flow, step=batch.id)]
        found += [note.act for note in reader.where(BatchNote, batch=batch.id)]
        found += [batch.closed_by] if batch.closed_by else []
    return list(dict.fromkeys(found))
