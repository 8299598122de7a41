"""Audit of everything that hangs on the log: columns, vault, checkpoints, projections."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Text, select, type_coerce

from acopio.domain.entries.envelope import Entry, read_entry
from acopio.domain.replay import replay
from acopio.domain.rows.base import Row
from acopio.domain.state import State
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.ledger.checkpoint import open_checkpoint
from acopio.ledger.disclosure import digest_of, open_disclosure
from acopio.ledger.merkle import Head, root_of
from acopio.ledger.note import VerifierKey
from acopio.storage.audit import Finding, audit_log
from acopio.storage.audit_inspections import decisions, inspections
from acopio.storage.log_store import LogRow, all_logs
from acopio.storage.projections import names_of
from acopio.storage.rebuild import in_order
from acopio.storage.tables import (
    CHECKPOINT,
    COMMAND,
    DISCLOSURE,
    ENTRY,
    LINK,
    LOG,
    TABLE_OF,
    TILE,
)
from acopio.storage.types import JsonTuple, as_stored


def audit(
    connection: Connection, *, full: bool, progress: Callable[[int], None] | None = None
) -> list[Finding]:
    """Return every finding; none means that what is stored is what was appended.

    With ``full``, also columns, vault, checkpoints and projections; these only when the log itself
    is sound, since all of them are judged by it.
    """
    findings = list(_heads(connection))[:1]
    if findings:
        return findings
    logs = all_logs(connection)
    for log in logs:
        findings += audit_log(connection, log, progress)
    if not full or findings:
        return findings
    beside = _Beside.gather(connection)
    vault = list(beside.vault(connection))[:1]
    findings += [*beside.columns[:1], *vault]
    for check in (beside.commands, beside.links):
        findings += list(check(connection))[:1]
    if not vault:  # else there is nothing to fold from
        findings += list(_projections(connection))[:1]
    findings += [*list(inspections(connection))[:1], *list(decisions(connection))[:1]]
    for log in logs:
        findings += list(_log_table(connection, log))[:1]
    return findings + list(_strays(connection, {log.log for log in logs}))[:1]


def _heads(connection: Connection) -> Iterator[Finding]:
    """A head must be one: as many subtrees as the size says."""
    for row in connection.execute(select(LOG).order_by(LOG.c.log)):
        try:
            Head.from_bytes(row.size, row.frontier)
        except Refusal:
            yield Finding("log", row.log, "head-differs")


def _strays(connection: Connection, known: set[str]) -> Iterator[Finding]:
    """Nothing may be of a log that is not there."""
    for table in (ENTRY, TILE, CHECKPOINT):
        named = connection.execute(select(table.c.log).distinct()).scalars()
        for log in sorted(set(named) - known):
            yield Finding(table.name, log, "current-differs")


def _entries(connection: Connection) -> Iterator[tuple[Any, Entry]]:
    query = select(ENTRY).order_by(ENTRY.c.log, ENTRY.c.idx)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield row, read_entry(row.leaf.encode("utf-8"))


def _log_table(connection: Connection, log: LogRow) -> Iterator[Finding]:
    """A log's row must say what its first and last entries say; its checkpoints must verify."""
    query = select(ENTRY.c.leaf).where(ENTRY.c.log == log.log).order_by(ENTRY.c.idx)
    leaves = [leaf.encode("utf-8") for leaf in connection.execute(query).scalars()]
    if leaves:
        opening, latest = read_entry(leaves[0]), max(read_entry(one).recorded_at for one in leaves)
        keys = [key["vkey"] for key in opening.body.get("keys", []) if key["role"] == "log"]
        said = (opening.org, opening.body.get("origin"), keys[:1], latest)
        if said != (log.organisation, log.origin, [log.vkey], log.last_recorded_at):
            yield Finding("log", log.log, "column-differs")
    hashes = list(
        connection.execute(
            select(ENTRY.c.hash).where(ENTRY.c.log == log.log).order_by(ENTRY.c.idx)
        ).scalars()
    )
    for row in connection.execute(select(CHECKPOINT).where(CHECKPOINT.c.log == log.log)):
        try:
            signed = open_checkpoint(row.note, [VerifierKey.parse(log.vkey)], log.origin)
        except Refusal:
            yield Finding("checkpoint", f"{log.log} {row.size}", "not-signed")
            continue
        if signed.size != row.size or signed.root != root_of(hashes[: signed.size]):
            yield Finding("checkpoint", f"{log.log} {row.size}", "not-extended")
    current = connection.execute(
        select(LOG.c.log).where(LOG.c.organisation == log.organisation, LOG.c.current)
    ).all()
    if len(current) != 1:
        yield Finding("log", log.log, "current-differs")


@dataclass(slots=True)
class _Beside:
    """What the entries say of everything that is kept beside them, read in one pass."""

    columns: list[Finding] = field(default_factory=list)
    promised: dict[str, tuple[str, int]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    carried: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    follows: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def gather(cls, connection: Connection) -> "_Beside":
        """Read every entry once; the columns beside the bytes must say what the bytes say."""
        made = cls()
        for row, entry in _entries(connection):
            if (row.id, row.cmd, row.kind) != (entry.id, entry.cmd, entry.kind):
                made.columns.append(Finding("entry", f"{row.log} {row.idx}", "column-differs"))
            made.promised.update(dict.fromkeys(entry.sd, (row.log, row.idx)))
            if entry.kind == "disclosures.erased":
                made.erased.update(entry.body["digests"])
            first = made.carried.get(entry.cmd, (row.log, row.idx, 0))
            made.carried[entry.cmd] = (first[0], first[1], first[2] + 1)
            own = url_encode(bytes(row.hash))
            made.follows.update((own, after) for after in entry.after)
        return made

    def vault(self, connection: Connection) -> Iterator[Finding]:
        """Every disclosure is well formed and of its entry; every digest is opened or erased."""
        stored: dict[str, tuple[str, int]] = {}
        for row in connection.execute(select(DISCLOSURE).order_by(DISCLOSURE.c.digest)):
            if not _is_sound(row.text, row.digest):
                yield Finding("disclosure", row.digest, "digest-differs")
            stored[row.digest] = (row.log, row.idx)
        for digest in sorted(stored):
            if self.promised.get(digest) != stored[digest]:
                yield Finding("disclosure", digest, "of-another-entry")
        for digest in sorted(self.promised.keys() - stored.keys() - self.erased):
            yield Finding("disclosure", digest, "neither-opened-nor-erased")

    def commands(self, connection: Connection) -> Iterator[Finding]:
        """A remembered command names exactly the entries that carry it."""
        for row in connection.execute(select(COMMAND)):
            if row.entries and self.carried.get(row.id) != (row.log, row.first, row.entries):
                yield Finding("command", row.id, "entries-differ")

    def links(self, connection: Connection) -> Iterator[Finding]:
        """The index of ``after`` is what the entries say."""
        stored = {tuple(row) for row in connection.execute(select(LINK))}
        for link in sorted(self.follows ^ stored):
            yield Finding("entry_link", str(link), "row-differs")


def _is_sound(text: str, digest: str) -> bool:
    try:
        open_disclosure(text)
        return digest_of(text) == digest
    except Refusal:
        return False


def _projections(connection: Connection) -> Iterator[Finding]:
    """Fold log and vault again in memory and compare every row."""
    vault = dict(connection.execute(select(DISCLOSURE.c.digest, DISCLOSURE.c.text)).tuples().all())
    state = State()
    for _ in replay(state, in_order(connection), vault.get):
        pass
    for kind in TABLE_OF:
        yield from _compare(connection, kind, state)


def _compare(connection: Connection, kind: type[Row], state: State) -> Iterator[Finding]:
    table, names = TABLE_OF[kind], names_of(kind)
    # Lists are compared as they are stored: a text that is no list any more cannot be read.
    listed = {name for name in names if isinstance(table.c[name].type, JsonTuple)}
    columns = [
        type_coerce(table.c[name], Text) if name in listed else table.c[name] for name in names
    ]
    wanted = {
        row.key(): tuple(
            as_stored(getattr(row, name)) if name in listed else getattr(row, name)
            for name in names
        )
        for row in state.all(kind)
    }
    stored = {}
    for values in connection.execute(select(*columns)).tuples():
        key = tuple(values[names.index(name)] for name in kind.KEY)
        stored[key[0] if len(key) == 1 else key] = tuple(values)
    for key in sorted(wanted.keys() | stored.keys(), key=str):
        if wanted.get(key) != stored.get(key):
            yield Finding(table.name, str(key), "row-differs")
