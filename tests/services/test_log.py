"""The log at work: signing only what extends, proving, exporting, rebuilding."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from tests.services.paperwork import files_under
from tests.support.world import Clock
from tests.web.world import World, build, copy_of

from acopio.domain.rows.lots import Lot
from acopio.ledger.checkpoint import Checkpoint, open_checkpoint
from acopio.ledger.merkle import Head, leaf_hash
from acopio.ledger.note import VerifierKey
from acopio.ledger.proof import TlogProof
from acopio.ledger.proof import verify as verify_proof
from acopio.services import gate, log
from acopio.services.certificates import certify_custody
from acopio.services.keys import KeyMissing
from acopio.services.log import (
    ClockUnconfirmed,
    LogForked,
    audit_all,
    confirm_date,
    export_tiles,
    newest_file,
    prove,
    rebuild_all,
    signed_checkpoint,
    stored_entries,
)
from acopio.services.node import Node, Rehearsed
from acopio.storage.engine import open_engine
from acopio.storage.log_store import LogRow, checkpoint_at
from acopio.storage.projections import dump
from acopio.storage.rebuild import rebuild


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a world whose SQLite file is closed, to be copied."""
    world = build(tmp_path_factory.mktemp("template"))
    world.node.engine.dispose()
    return world


@pytest.fixture
def on_sqlite(template: World, tmp_path: Path) -> Iterator[World]:
    """Return a world that the test may change, on SQLite alone."""
    world = copy_of(template, tmp_path / "home")
    yield world
    world.node.engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Return a world that the test may change, on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("on_sqlite")
        return
    world = build(tmp_path / "home", url=request.getfixturevalue("fresh_postgres"))
    yield world
    world.node.engine.dispose()


def deliver(world: World, node: Node | None = None) -> None:
    """Write one more entry."""
    line = gate.LineWords(product="baba", gross="10", household="F-1")
    words = gate.DeliveryWords(lines=(line,), place="Centro Juanjuí")
    gate.deliver(node or world.node, world.actor, words)


def opened(row: LogRow, note: str) -> Checkpoint:
    """Return a checkpoint whose signature holds."""
    return open_checkpoint(note, [VerifierKey.parse(row.vkey)], row.origin)


def log_of(world: World) -> LogRow:
    """Return the log as it stands."""
    with world.node.reading() as reader:
        return reader.log_of(world.organisation)


def test_a_checkpoint_signs_the_head_and_lies_in_database_and_beside_the_keys(world: World) -> None:
    row, note = signed_checkpoint(world.node, world.organisation)

    signed = opened(row, note)
    assert (signed.size, signed.root) == (row.head.size, row.root)
    assert newest_file(world.node, row).read_text(encoding="utf-8") == note
    with world.node.reading() as reader:
        assert checkpoint_at(reader.connection, row.log) == note


def test_the_same_head_is_signed_once(world: World) -> None:
    first = signed_checkpoint(world.node, world.organisation)

    assert signed_checkpoint(world.node, world.organisation) == first


def test_the_next_checkpoint_extends_the_last(world: World) -> None:
    row, first = signed_checkpoint(world.node, world.organisation)
    deliver(world)
    _, second = signed_checkpoint(world.node, world.organisation)

    before, after = opened(row, first), opened(row, second)
    leaves = [one.encode() for one in stored_entries(world.node, world.organisation, 0, 10_000)]
    hashes = list(map(leaf_hash, leaves))
    assert after.size > before.size
    assert Head.EMPTY.extend(hashes[: before.size]).root == before.root
    assert Head.EMPTY.extend(hashes[: after.size]).root == after.root


def test_what_is_not_committed_is_not_signed(world: World) -> None:
    row, note = signed_checkpoint(world.node, world.organisation)

    with pytest.raises(Rehearsed):
        deliver(world, replace(world.node, dry=True))

    assert signed_checkpoint(world.node, world.organisation) == (row, note)


def test_a_rehearsal_signs_nothing(world: World) -> None:
    with pytest.raises(Rehearsed):
        signed_checkpoint(replace(world.node, dry=True), world.organisation)

    row = log_of(world)
    assert not newest_file(world.node, row).exists()
    with world.node.reading() as reader:
        assert checkpoint_at(reader.connection, row.log) is None


def test_without_its_key_nothing_is_signed(world: World) -> None:
    for key in world.node.keys.glob("log-*.key"):
        key.unlink()

    with pytest.raises(KeyMissing):
        signed_checkpoint(world.node, world.organisation)


def test_a_restored_older_database_refuses_to_sign(on_sqlite: World, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    on_sqlite.node.engine.dispose()
    shutil.copy2(on_sqlite.node.home / "acopio.db", backup)
    deliver(on_sqlite)
    row, note = signed_checkpoint(on_sqlite.node, on_sqlite.organisation)
    on_sqlite.node.engine.dispose()
    shutil.copy2(backup, on_sqlite.node.home / "acopio.db")

    with pytest.raises(LogForked) as refused:
        signed_checkpoint(on_sqlite.node, on_sqlite.organisation)
    assert refused.value.signed_size == row.head.size
    assert refused.value.found_size < row.head.size
    findings = audit_all(on_sqlite.node, full=True)
    assert [(one.table, one.problem) for one in findings] == [("checkpoint", "not-extended")]
    with pytest.raises(LogForked):
        certify_custody(on_sqlite.node, on_sqlite.actor, on_sqlite.lot)
    # Growing to the signed size again does not help: the entries are others.
    while log_of(on_sqlite).head.size < opened(row, note).size:
        deliver(on_sqlite)
    with pytest.raises(LogForked):
        signed_checkpoint(on_sqlite.node, on_sqlite.organisation)
    with pytest.raises(LogForked):
        export_tiles(on_sqlite.node, on_sqlite.organisation, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_log_rewritten_after_it_was_signed_refuses_to_sign(on_sqlite: World) -> None:
    """Somebody with the database alone: another history, consistent in itself."""
    signed_checkpoint(on_sqlite.node, on_sqlite.organisation)
    on_sqlite.node.engine.dispose()
    copy = on_sqlite.node.home / "other.db"
    shutil.copy2(on_sqlite.node.home / "acopio.db", copy)
    engine = open_engine(f"sqlite:///{copy.as_posix()}")
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM checkpoint"))
    other = replace(on_sqlite.node, engine=engine)
    deliver(on_sqlite, other)
    deliver(on_sqlite)
    deliver(on_sqlite)
    _, note = signed_checkpoint(on_sqlite.node, on_sqlite.organisation)

    with pytest.raises(LogForked):
        signed_checkpoint(other, on_sqlite.organisation)
    assert newest_file(other, log_of(on_sqlite)).read_text(encoding="utf-8") == note
    engine.dispose()


def test_nothing_is_signed_after_a_wrong_clock_until_a_person_confirms(world: World) -> None:
    past = replace(world.node, now=Clock(datetime(2009, 1, 1, tzinfo=UTC)))
    deliver(world, past)

    with pytest.raises(ClockUnconfirmed):
        signed_checkpoint(world.node, world.organisation)
    with pytest.raises(ClockUnconfirmed):
        prove(world.node, world.organisation, 0)
    confirm_date(world.node, world.actor, "pila cambiada")

    row, note = signed_checkpoint(world.node, world.organisation)
    assert opened(row, note).size == row.head.size
    assert audit_all(world.node, full=True) == []


def test_every_entry_has_a_proof_that_holds(world: World) -> None:
    leaves = stored_entries(world.node, world.organisation, 0, 10_000)
    row = log_of(world)

    for index in range(0, len(leaves), 7):
        proof = prove(world.node, world.organisation, index)
        read = TlogProof.parse(proof.text())
        key = VerifierKey.parse(row.vkey)
        checkpoint = verify_proof(read, leaves[index].encode(), [key], row.origin)
        assert checkpoint.size == len(leaves)


def test_exported_tiles_hash_to_the_checkpoints_root(world: World, tmp_path: Path) -> None:
    for _ in range(140):
        deliver(world)
    row, note = signed_checkpoint(world.node, world.organisation)
    size = row.head.size
    assert size > 256

    out = tmp_path / "out"
    written = export_tiles(world.node, world.organisation, out)

    files = files_under(out)
    rest = f"tile/0/001.p/{size - 256}"
    assert set(files) == {"checkpoint", "tile/0/000", rest, "tile/1/000.p/1"}
    assert written == len(files)
    assert files["checkpoint"].decode("utf-8") == note
    level_0 = files["tile/0/000"] + files[rest]
    hashes = [level_0[at : at + 32] for at in range(0, len(level_0), 32)]
    assert Head.EMPTY.extend(hashes).root == opened(row, note).root
    assert files["tile/1/000.p/1"] == Head.EMPTY.extend(hashes[:256]).root
    leaves = stored_entries(world.node, world.organisation, 0, 10_000)
    assert [sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves] == hashes


def test_a_rebuild_gives_identical_rows_and_stays_sound(world: World) -> None:
    certify_custody(world.node, world.actor, world.lot)
    with world.node.reading() as reader:
        before = dump(reader.connection)

    acts = rebuild_all(world.node)

    with world.node.reading() as reader:
        assert dump(reader.connection) == before
    assert acts > 100
    assert audit_all(world.node, full=True) == []


def test_a_rehearsed_rebuild_changes_nothing(on_sqlite: World) -> None:
    with on_sqlite.node.engine.begin() as connection:
        connection.execute(text("UPDATE lot SET product = 'coffee.green'"))

    with pytest.raises(Rehearsed):
        rebuild_all(replace(on_sqlite.node, dry=True))

    with on_sqlite.node.reading() as reader:
        assert {lot.product for lot in reader.where(Lot)} == {"coffee.green"}


def test_a_killed_rebuild_leaves_the_rows_as_they_were(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.node.reading() as reader:
        before = dump(reader.connection)

    def killed(connection: Connection, step: Callable[[int], None] | None = None) -> int:
        rebuild(connection, step)
        raise KeyboardInterrupt

    monkeypatch.setattr(log, "rebuild", killed)
    with pytest.raises(KeyboardInterrupt):
        rebuild_all(world.node)

    with world.node.reading() as reader:
        assert dump(reader.connection) == before
