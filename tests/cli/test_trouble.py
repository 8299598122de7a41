"""When the machine is in trouble: a damaged, newer or missing database, a wrong clock."""

import functools
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.shell import LINE, Shell, program

from acopio import bootstrap
from acopio.services.node import Node

Find = Callable[[Shell], str]
COMMANDS = [["lot", "list"], ["deliver", "baba", "60", "--from", "12"], ["ledger", "audit"]]
each_command = pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)


@each_command
def test_without_a_database_nothing_is_made(tmp_path: Path, arguments: list[str]) -> None:
    shell = Shell(tmp_path / "home").set(ACOPIO_PIN="1234")

    shell.assert_refused("not-initialised", *arguments)

    assert not shell.home.exists()


def test_doctor_looks_at_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    said = Shell(tmp_path / "home").run("doctor", "--json")

    assert said.status == 3
    assert {"name": "database", "state": "bad", "detail": "not-initialised"} in said.data
    assert not (tmp_path / "home").exists()


def test_an_empty_file_is_no_database_yet(shell: Shell) -> None:
    (shell.home / "acopio.db").write_bytes(b"")

    shell.assert_refused("not-initialised", "lot", "list")


def test_a_newer_database_is_left_alone(shell: Shell) -> None:
    with sqlite3.connect(shell.home / "acopio.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = (shell.home / "acopio.db").read_bytes()

    for arguments in COMMANDS:
        shell.assert_refused("newer-database", *arguments)
    shell.assert_refused(
        "newer-database", "init", "--name", "X", "--prefix", "XYZ", "--manager", "eva"
    )
    assert shell.run("doctor").status == 3
    assert (shell.home / "acopio.db").read_bytes() == before


@pytest.mark.parametrize("how", ["no-database", "header", "middle", "cut", "zeroes"])
def test_a_damaged_file_is_said_in_one_line(packed: Shell, how: str) -> None:
    path = packed.home / "acopio.db"
    data = bytearray(path.read_bytes())
    if how == "no-database":
        data = bytearray(b"this is a letter to my mother, not a database\n" * 100)
    elif how == "header":
        data[:16] = b"X" * 16
    elif how == "middle":
        data[4096:] = b"\xa5" * (len(data) - 4096)
    elif how == "cut":
        del data[len(data) // 3 :]
    else:
        data[8192:] = bytes(len(data) - 8192)
    path.write_bytes(data)

    for arguments in [*COMMANDS, ["ledger", "rebuild"], ["lot", "show", "0011"]]:
        said = packed.run(*arguments)
        assert said.status in {1, 3}, (arguments, said)
        if said.status == 1:
            assert LINE.fullmatch(said.talk), said.talk
        assert said.status == 3 or said.talk.split(":")[0] in {
            "database-unusable", "not-initialised",
        }  # fmt: skip
    assert packed.run("doctor").status == 3


def test_a_damaged_leaf_is_found_and_not_folded(packed: Shell) -> None:
    with sqlite3.connect(packed.home / "acopio.db") as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE entry SET leaf = substr(leaf, 2) WHERE idx = 5")
    connection.close()

    said = packed.run("ledger", "audit", "--json")

    assert said.status == 3
    assert said.data[0]["problem"] == "hash-differs"
    said = packed.run("ledger", "rebuild")
    assert said.status == 1
    assert LINE.fullmatch(said.talk), said.talk
    assert packed.read("lot", "list")


def test_a_home_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    home = str(tmp_path / "file" / "home")
    shell = Shell(tmp_path / "x", {"ACOPIO_PIN": "1234", "ACOPIO_HOME": home})

    shell.assert_refused(
        "file-unusable", "init", "--name", "X", "--prefix", "XYZ", "--manager", "e"
    )
    shell.assert_refused("not-initialised", "lot", "list")
    assert shell.run("doctor").status == 3


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_without_rights_is_refused(shell: Shell) -> None:
    for path in (*shell.home.rglob("*"), shell.home):
        path.chmod(path.stat().st_mode & 0o555)
    try:
        said = shell.run("deliver", "baba", "60", "--from", "12")
        assert said.status == 1
        assert LINE.fullmatch(said.talk)
    finally:
        shell.home.chmod(0o755)


def test_files_that_cannot_be_written_are_refused(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    (packed.folder / "file").write_text("x", encoding="utf-8")

    packed.assert_refused("file-unusable", "label", code, "--out", "file/labels.pdf")
    packed.assert_refused("file-unusable", "certificate", code, "--out", "file/c.pdf")
    packed.assert_refused("file-unusable", "publish", "file")
    packed.assert_refused("file-unusable", "ledger", "export", "file/x")
    packed.assert_refused(
        "file-unusable", "plot", "add", "12", "X", "--crop", "cacao", "--from", "2024-01-01",
        "--geojson", "nowhere.json",
    )  # fmt: skip
    assert packed.read("ledger", "audit") == []


def test_a_certificate_whose_file_was_not_written_can_be_printed_again(
    packed: Shell, lot: Find
) -> None:
    (packed.folder / "file").write_text("x", encoding="utf-8")
    packed.assert_refused("file-unusable", "certificate", lot(packed), "--out", "file/c.pdf")
    (kept,) = (packed.home / "certificates").iterdir()

    packed.ok("certificate", kept.stem, "--again", "--out", "c.pdf")

    assert packed.run("verify", "c.pdf").status == 0


def test_lost_keys_stop_only_what_needs_them(packed: Shell, lot: Find) -> None:
    shutil.rmtree(packed.home / "keys")

    packed.assert_refused("key-missing", "ledger", "checkpoint")
    packed.being("luis").assert_refused("not-found", "inspect", "M-1", "--protocol", "iso2451")
    packed.ok("deliver", "baba", "60", "--from", "12")
    assert packed.read("lot", "show", lot(packed))["left_g"] == 300_000
    assert packed.run("doctor").status == 3


def test_a_lost_passphrase_is_not_made_anew(packed: Shell) -> None:
    (packed.home / "keys" / "passphrase.txt").unlink()

    packed.assert_refused("wrong-passphrase", "ledger", "checkpoint")


def test_a_restored_backup_refuses_to_sign(packed: Shell) -> None:
    shutil.copy2(packed.home / "acopio.db", packed.folder / "backup.db")
    packed.ok("deliver", "baba", "60", "--from", "12")
    packed.ok("ledger", "checkpoint")
    shutil.copy2(packed.folder / "backup.db", packed.home / "acopio.db")

    packed.assert_refused("log-forked", "ledger", "checkpoint")
    said = packed.run("ledger", "audit", "--json")
    assert (said.status, said.data[0]["problem"]) == (3, "not-extended")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return how to set the computer's clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(bootstrap, "Node", functools.partial(Node, now=lambda: moment))

    return set_to


def test_a_clock_in_2009_is_marked_and_nothing_is_signed(
    packed: Shell, lot: Find, clock: Callable[[datetime], None]
) -> None:
    clock(datetime(2009, 1, 1, 12, 0, tzinfo=UTC))
    code = lot(packed)

    warned = packed.run("deliver", "baba", "60", "--from", "12", "--pad", "2009")

    assert warned.status == 0
    assert "2009-01-01" in warned.talk
    assert packed.read("ledger", "show", "0", "--count", "999")[-1]["clock"] == "behind"
    for arguments in (("ledger", "checkpoint"), ("certificate", code)):
        said = packed.run(*arguments)
        assert (said.status, said.out) == (1, "")
        assert said.talk.splitlines()[-1].startswith("clock-unconfirmed: ")
    assert packed.run("doctor").status == 3
    clock(datetime.now(UTC))
    packed.assert_refused("clock-unconfirmed", "ledger", "checkpoint")
    packed.ok("deliver", "baba", "60", "--from", "12", "--pad", "2026")
    packed.assert_refused("clock-unconfirmed", "ledger", "checkpoint")
    packed.ok("ledger", "confirm-clock", "--reason", "pila nueva")
    packed.ok("ledger", "checkpoint")
    assert packed.read("ledger", "audit") == []


def test_a_clock_far_ahead_asks_before_it_writes(
    shell: Shell, clock: Callable[[datetime], None]
) -> None:
    clock(datetime(2061, 1, 1, 12, 0, tzinfo=UTC))

    shell.assert_refused("clock-ahead", "deliver", "baba", "60", "--from", "12")
    shell.ok("deliver", "baba", "60", "--from", "12", "--clock-is-right")


def test_a_command_killed_by_the_user_writes_nothing(
    packed: Shell, lot: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    from acopio.services import processing

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    code = lot(packed)
    monkeypatch.setattr(processing, "split", interrupted)
    said = packed.run("lot", "split", code, "--sacks", "1-2")

    assert said.status in {1, 130}
    assert "Traceback" not in said.talk


def test_a_reader_that_closes_the_pipe_is_no_traceback(packed: Shell) -> None:
    command = " ".join([*program(), "ledger", "show", "0", "--count", "1000"])

    done = subprocess.run(
        ["sh", "-c", f"{command} | head -c 10"],
        capture_output=True,
        env=packed.child_environment(),
        check=False,
    )

    assert b"Traceback" not in done.stderr


def test_two_processes_cannot_draw_the_same_beans(packed: Shell, lot: Find) -> None:
    made = packed.read("lot", "open", "cacao.dry", "100")["lot"]
    arguments = [*program(), "lot", "split", made, "60"]

    running = [
        subprocess.Popen(
            arguments,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=packed.child_environment(),
        )
        for _ in range(3)
    ]
    ended = [(*one.communicate(), one.returncode) for one in running]

    assert sorted(status for *_, status in ended) == [0, 1, 1]
    assert all(b"not-enough-mass" in talk for _, talk, status in ended if status)
    assert packed.read("lot", "show", made)["left_g"] == 40_000
    assert packed.read("ledger", "audit") == []
