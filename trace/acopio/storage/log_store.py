"""The log tables: appending entries, reading them, proofs over tiles, checkpoints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from acopio.domain.record import Written
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.ledger.checkpoint import Checkpoint
from acopio.ledger.merkle import Head
from acopio.ledger.tiles import TILE_WIDTH, TileReader, grow, inclusion_proof
from acopio.storage.engine import is_sqlite
from acopio.storage.tables import CHECKPOINT, DISCLOSURE, ENTRY, LINK, LOG, TILE


@dataclass(eq=False)
class NoLog(Refusal):
    """An organisation that has no log here, or no organisation at all yet."""

    code = "no-log"
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One log and its head."""

    log: str
    organisation: str
    origin: str
    vkey: str
    head: Head
    root: bytes
    last_recorded_at: str | None

    @property
    def checkpoint(self) -> Checkpoint:
        """The head as it would be signed."""
        return Checkpoint(origin=self.origin, size=self.head.size, root=self.root)


def _log_row(row: Row[Any]) -> LogRow:
    return LogRow(
        log=row.log,
        organisation=row.organisation,
        origin=row.origin,
        vkey=row.vkey,
        head=Head.from_bytes(row.size, row.frontier),
        root=row.root,
        last_recorded_at=row.last_recorded_at,
    )


def open_log(
    connection: Connection, *, log: str, organisation: str, origin: str, vkey: str
) -> None:
    """Create an empty log; the one that the organisation wrote before is kept, not continued."""
    connection.execute(update(LOG).where(LOG.c.organisation == organisation).values(current=False))
    connection.execute(
        insert(LOG).values(
            log=log,
            organisation=organisation,
            origin=origin,
            vkey=vkey,
            current=True,
            size=0,
            root=Head.EMPTY.root,
            frontier=b"",
            last_recorded_at=None,
        )
    )


# Statements of every append are made once: SQLAlchemy then finds them compiled.
_CURRENT = select(LOG).where(LOG.c.organisation == bindparam("whose"), LOG.c.current)
_CURRENT_LOCKED = _CURRENT.with_for_update()
_ADD_ENTRIES, _ADD_DISCLOSURES, _ADD_LINKS = insert(ENTRY), insert(DISCLOSURE), insert(LINK)
_GROW = (
    update(LOG)
    .where(LOG.c.log == bindparam("which"))
    .values(
        size=bindparam("to_size"),
        root=bindparam("to_root"),
        frontier=bindparam("to_frontier"),
        last_recorded_at=bindparam("to_recorded_at"),
    )
)


def current_log(connection: Connection, organisation: str, *, lock: bool = False) -> LogRow:
    """Return the log that an organisation writes on this node.

    Raises:
        NoLog: it has none.
    """
    query = _CURRENT_LOCKED if lock and not is_sqlite(connection) else _CURRENT
    row = connection.execute(query, {"whose": organisation}).one_or_none()
    if row is None:
        raise NoLog(organisation=organisation)
    return _log_row(row)


def all_logs(connection: Connection) -> list[LogRow]:
    """Return every log in the database."""
    return [_log_row(row) for row in connection.execute(select(LOG).order_by(LOG.c.log))]


def append(connection: Connection, log: LogRow, written: Sequence[Written]) -> None:
    """Store entries, disclosures, links, tiles and head at the end of a locked log."""
    first = log.head.size
    connection.execute(_ADD_ENTRIES, _entry_rows(log.log, first, written))
    if disclosures := _disclosure_rows(log.log, first, written):
        connection.execute(_ADD_DISCLOSURES, disclosures)
    links = [
        {"hash": url_encode(one.hash), "after": after}
        for one in written
        for after in one.entry.after
    ]
    if links:
        connection.execute(_ADD_LINKS, links)
    growth = grow(log.head, [one.hash for one in written], tile_reader(connection, log.log))
    if growth.tiles:
        make = sqlite.insert if is_sqlite(connection) else postgresql.insert
        statement = make(TILE)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["log", "level", "idx"], set_={"hashes": statement.excluded.hashes}
            ),
            [
                {"log": log.log, "level": tile.level, "idx": tile.index, "hashes": tile.hashes}
                for tile in growth.tiles
            ],
        )
    connection.execute(
        _GROW,
        {
            "which": log.log,
            "to_size": growth.head.size,
            "to_root": growth.head.root,
            "to_frontier": growth.head.frontier_bytes(),
            # The latest of all: a clock that once stood in 2009 must not lead the next one.
            "to_recorded_at": max(
                log.last_recorded_at or "", *(x.entry.recorded_at for x in written)
            ),
        },
    )


def _entry_rows(log: str, first: int, written: Sequence[Written]) -> list[dict[str, Any]]:
    return [
        {
            "log": log,
            "idx": index,
            "hash": one.hash,
            "leaf": one.leaf.decode("utf-8"),
            "id": one.entry.id,
            "cmd": one.entry.cmd,
            "kind": one.entry.kind,
        }
        for index, one in enumerate(written, start=first)
    ]


def _disclosure_rows(log: str, first: int, written: Sequence[Written]) -> list[dict[str, Any]]:
    return [
        {"digest": part.digest, "log": log, "idx": index, "text": part.text}
        for index, one in enumerate(written, start=first)
        for part in one.disclosures
    ]


def tile_reader(connection: Connection, log: str) -> TileReader:
    """Return a reader of tiles; a level 0 tile that is not full is read from the entries."""

    def read(level: int, index: int) -> bytes:
        stored = connection.execute(
            select(TILE.c.hashes).where(
                TILE.c.log == log, TILE.c.level == level, TILE.c.idx == index
            )
        ).scalar()
        if stored is not None:
            return bytes(stored)
        if level > 0:
            return b""
        first = index * TILE_WIDTH
        hashes = connection.execute(
            select(ENTRY.c.hash)
            .where(ENTRY.c.log == log, ENTRY.c.idx >= first, ENTRY.c.idx < first + TILE_WIDTH)
            .order_by(ENTRY.c.idx)
        ).scalars()
        return b"".join(hashes)

    return read


def leaves(connection: Connection, log: str, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield (leaf hash in base64url, leaf bytes) in order."""
    query = (
        select(ENTRY.c.hash, ENTRY.c.leaf)
        .where(ENTRY.c.log == log, ENTRY.c.idx >= first)
        .order_by(ENTRY.c.idx)
    )
    # On the statement: a connection would keep the option, and stream whatever comes after.
    for leaf_hash, leaf in connection.execute(query.execution_options(yield_per=1000)):
        yield url_encode(leaf_hash), leaf.encode("utf-8")


def entries_of_command(connection: Connection, log: str, first: int, count: int) -> list[bytes]:
    """Return the leaves that a command appended."""
    return [
        leaf.encode("utf-8")
        for leaf in connection.execute(
            select(ENTRY.c.leaf)
            .where(ENTRY.c.log == log, ENTRY.c.idx >= first, ENTRY.c.idx < first + count)
            .order_by(ENTRY.c.idx)
        ).scalars()
    ]


def proof_at(connection: Connection, log: str, index: int, size: int) -> tuple[bytes, ...]:
    """Return the inclusion proof of an entry in the tree of a size."""
    return inclusion_proof(index, size, tile_reader(connection, log))


def disclosure(connection: Connection, digest: str) -> str | None:
    """Return a disclosure from the vault, or ``None`` when it was erased or never received."""
    return connection.execute(
        select(DISCLOSURE.c.text).where(DISCLOSURE.c.digest == digest)
    ).scalar()


def save_checkpoint(connection: Connection, log: LogRow, note: str) -> None:
    """Keep a signed checkpoint; one for each size."""
    make = sqlite.insert if is_sqlite(connection) else postgresql.insert
    connection.execute(
        make(CHECKPOINT).values(log=log.log, size=log.head.size, note=note).on_conflict_do_nothing()
    )


def checkpoint_at(
    connection: Connection, log: str, size: int | None = None, *, covering: int | None = None
) -> str | None:
    """Return the signed checkpoint of a size, the first one covering a size, or the newest."""
    query = select(CHECKPOINT.c.note).where(CHECKPOINT.c.log == log)
    if size is not None:
        query = query.where(CHECKPOINT.c.size == size)
    if covering is not None:
        query = query.where(CHECKPOINT.c.size >= covering).order_by(CHECKPOINT.c.size)
    else:
        query = query.order_by(CHECKPOINT.c.size.desc())
    return connection.execute(query.limit(1)).scalar()


def clock_unconfirmed(connection: Connection, log: LogRow) -> bool:
    """Say whether entries were written under a wrong clock and nobody confirmed the date since.

    Looks no further back than the newest signed checkpoint: what it covers was looked at then.
    """
    of_log = ENTRY.c.log == log.log
    confirmed = select(func.max(ENTRY.c.idx) + 1).where(
        of_log, ENTRY.c.kind == "log.clock-confirmed"
    )
    signed = select(func.max(CHECKPOINT.c.size)).where(CHECKPOINT.c.log == log.log)
    since = [connection.execute(query).scalar() or 0 for query in (confirmed, signed)]
    # In canonical JSON a quoted text inside a string is escaped: this can only be the field.
    marked = ENTRY.c.leaf.contains('"clock":"behind"', autoescape=True)
    return bool(
        connection.execute(
            select(exists().where(of_log, ENTRY.c.idx >= max(since), marked))
        ).scalar()
    )
