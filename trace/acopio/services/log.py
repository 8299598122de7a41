"""The log as its operator works with it: sign, prove, audit, rebuild, export."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from acopio.domain.permissions import Actor
from acopio.domain.rules.opening import ConfirmClock
from acopio.domain.times import stamp
from acopio.errors import Refusal
from acopio.ledger.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from acopio.ledger.keys import KeyPair
from acopio.ledger.merkle import BadProof, verify_consistency
from acopio.ledger.note import VerifierKey
from acopio.ledger.proof import TlogProof
from acopio.ledger.tiles import TILE_WIDTH, consistency_proof, tile_path
from acopio.services.files import write_whole
from acopio.services.keys import key_file, load_key
from acopio.services.node import Node, Rehearsed
from acopio.services.papers import damaged
from acopio.storage.audit import Finding
from acopio.storage.audit_full import audit
from acopio.storage.log_store import (
    LogRow,
    checkpoint_at,
    clock_unconfirmed,
    entries_of_command,
    proof_at,
    save_checkpoint,
    tile_reader,
)
from acopio.storage.reader import Reader
from acopio.storage.rebuild import rebuild
from acopio.storage.unit_of_work import Connection, in_transaction


@dataclass(eq=False)
class LogForked(Refusal):
    """The log does not extend the checkpoint that was signed last: it lost or changed entries."""

    code = "log-forked"
    origin: str
    signed_size: int
    found_size: int


@dataclass(eq=False)
class ClockUnconfirmed(Refusal):
    """Entries were written under a wrong clock: a person confirms the date before signing."""

    code = "clock-unconfirmed"
    origin: str


def newest_file(node: Node, log: LogRow) -> Path:
    """Return where the newest checkpoint lies, beside the keys and outside the database."""
    return node.keys / f"checkpoint-{log.log}.txt"


def log_key(node: Node, log: LogRow) -> KeyPair:
    """Open the key that signs a log's checkpoints.

    Raises:
        KeyMissing, WrongPassphrase, DamagedKey.
    """
    return load_key(key_file(node.keys, "log", log.log), node.passphrase())


def signed_checkpoint(node: Node, organisation: str) -> tuple[LogRow, str]:
    """Sign the present head, after commit, and keep it in the database and beside the keys.

    Raises:
        LogForked: the head does not extend what was signed before.
        ClockUnconfirmed: entries were written under a clock that could not be right.
    """
    with node.reading() as reader:
        log = reader.log_of(organisation)
        _check_extends(node, reader, log)
        if clock_unconfirmed(reader.connection, log):
            raise ClockUnconfirmed(origin=log.origin)
        kept = checkpoint_at(reader.connection, log.log, log.head.size)
    if node.dry and kept is None:
        # A head that was signed and not kept could not be extended knowingly.
        raise Rehearsed(())
    note = kept or sign_checkpoint(log.checkpoint, log_key(node, log).signer)

    def work(connection: Connection) -> None:
        save_checkpoint(connection, log, note)

    if kept is None:
        in_transaction(node.engine, work)
    if not node.dry:
        write_whole(newest_file(node, log), note.encode("utf-8"))
    return log, note


def _check_extends(node: Node, reader: Reader, log: LogRow) -> None:
    """Refuse to go on from a head that does not extend the last checkpoint signed here."""
    keys = [VerifierKey.parse(log.vkey)]
    notes = [checkpoint_at(reader.connection, log.log)]
    path = newest_file(node, log)
    if path.exists():
        notes.append(path.read_text(encoding="utf-8"))
    for note in filter(None, notes):
        signed = open_checkpoint(note, keys, log.origin)
        if not _extends(reader, log, signed):
            raise LogForked(origin=log.origin, signed_size=signed.size, found_size=log.head.size)


def _extends(reader: Reader, log: LogRow, signed: Checkpoint) -> bool:
    if signed.size > log.head.size:
        return False
    read = tile_reader(reader.connection, log.log)
    proof = consistency_proof(signed.size, log.head.size, read)
    try:
        verify_consistency(signed.size, log.head.size, proof, signed.root, log.head.root)
    except BadProof:
        return False
    return True


def prove(node: Node, organisation: str, index: int) -> TlogProof:
    """Return the proof that an entry stands in the log, under a checkpoint signed now."""
    log, note = signed_checkpoint(node, organisation)
    with node.reading() as reader:
        hashes = proof_at(reader.connection, log.log, index, log.head.size)
    return TlogProof(index=index, hashes=hashes, checkpoint=note)


def audit_all(
    node: Node, *, full: bool, progress: Callable[[int], None] | None = None
) -> list[Finding]:
    """Re-hash every byte and compare; with ``full`` also fold again and compare every row."""
    with node.reading() as reader:
        findings = audit(reader.connection, full=full, progress=progress)
        findings += damaged(node, reader) if full else []
        # A log that is not sound in itself cannot be compared with what it signed.
        sound = not {one.table for one in findings} & {"log", "entry", "tile", "checkpoint"}
        for log in reader.logs() if sound else ():
            try:
                _check_extends(node, reader, log)
            except LogForked as fork:
                where = f"{log.log} {fork.signed_size} > {fork.found_size}"
                findings.append(Finding("checkpoint", where, "not-extended"))
    return findings


def rebuild_all(node: Node, progress: Callable[[int], None] | None = None) -> int:
    """Drop the projections and fold them again; return the number of acts."""

    def work(connection: Connection) -> int:
        acts = rebuild(connection, progress)
        if node.dry:
            raise Rehearsed(())
        return acts

    return in_transaction(node.engine, work)


def stored_entries(node: Node, organisation: str, first: int, count: int) -> list[str]:
    """Return entries exactly as they are stored."""
    with node.reading() as reader:
        log = reader.log_of(organisation)
        leaves = entries_of_command(reader.connection, log.log, first, count)
    return [leaf.decode("utf-8") for leaf in leaves]


def export_tiles(node: Node, organisation: str, folder: Path) -> int:
    """Write the checkpoint and the hash tiles (C2SP tlog-tiles), never entries; return how many."""
    log, note = signed_checkpoint(node, organisation)
    written = 1
    with node.reading() as reader:
        read = tile_reader(reader.connection, log.log)
        level, width = 0, log.head.size
        while width:
            for index in range(-(-width // TILE_WIDTH)):
                part = min(TILE_WIDTH, width - index * TILE_WIDTH)
                hashes = read(level, index)[: part * 32]
                write_whole(folder / tile_path(level, index, part), hashes)
                written += 1
            level, width = level + 1, width // TILE_WIDTH
    write_whole(folder / "checkpoint", note.encode("utf-8"))
    return written


def confirm_date(node: Node, actor: Actor, reason: str | None) -> str:
    """Write down that a person looked at the date and says it is right; return the day."""
    sure = replace(node, clock_confirmed=True)
    command = ConfirmClock(id=node.ids.uuid(), occurred_at=stamp(node.now()), reason=reason)
    return str(sure.carry_out(actor, [command])[0].entries[0].body["date"])
