"""The commands, the locks, and the servers that the tests start for themselves."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import psycopg
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Browser, Page
from sqlalchemy import create_engine, inspect, text
from tests.support.postgres import PostgresServer
from tests.support.project import ROOT

LOCKS = (
    "requirements.lock",
    "requirements.test.lock",
    "requirements.bench.lock",
    "requirements.node.lock",
)
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)", re.MULTILINE)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="make is not used on Windows")


def pins(lock: str) -> dict[str, set[str]]:
    """Return the versions of each package in a lock: there may be one per Python."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall((ROOT / lock).read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def unmet(requirements: list[str], lock: str) -> list[str]:
    """Return the requirements that a lock does not meet."""
    locked = pins(lock)
    return [
        line
        for line in requirements
        for wanted in [Requirement(line)]
        if not locked.get(canonicalize_name(wanted.name))
        or not all(wanted.specifier.contains(one) for one in locked[canonicalize_name(wanted.name)])
    ]


def test_the_locks_meet_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    extras = project["project"]["optional-dependencies"]

    assert unmet(needed, "requirements.lock") == [], "run make lock"
    for extra in ("test", "bench"):
        assert unmet(extras[extra], f"requirements.{extra}.lock") == [], "run make lock"


@pytest.mark.parametrize("lock", ["requirements.test.lock", "requirements.bench.lock"])
@pytest.mark.parametrize("beside", ["requirements.lock", "requirements.test.lock"])
def test_the_locks_of_the_environment_agree(lock: str, beside: str) -> None:
    one, two = pins(lock), pins(beside)

    assert {name: one[name] for name in one.keys() & two} == {
        name: two[name] for name in one.keys() & two
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_checksum_for_every_pin_and_names_no_host(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip())

    assert all(PIN.match(entry) and "--hash=sha256:" in entry for entry in entries)
    assert not any("://" in entry for entry in entries)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )


@POSIX
def test_make_alone_lists_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)

    listed = re.findall(r"^  make (\w+) +\S", make(ROOT).stdout, re.MULTILINE)

    assert sorted([*listed, "renew"]) == sorted(phony.split())


@POSIX
@pytest.mark.parametrize("command", ["demo", "test"])
def test_a_missing_prerequisite_is_answered_with_the_line_that_installs_it(
    tmp_path: Path, command: str
) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements.test.lock"):
        shutil.copy(ROOT / name, tmp_path)
    without_venv = tmp_path / "python3"
    without_venv.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    without_venv.chmod(0o755)

    done = make(tmp_path, command, f"PYTHON={without_venv} no-such-python")

    assert done.returncode != 0
    assert "apt install make python3-venv" in done.stderr.splitlines()
    assert not (tmp_path / ".venv").exists()


def test_a_test_database_is_empty(database_url: str) -> None:
    engine = create_engine(database_url)

    names = inspect(engine).get_table_names()
    engine.dispose()

    assert names == []


def test_a_copied_database_has_what_the_first_one_had(postgres_server: PostgresServer) -> None:
    first = postgres_server.create_database()
    engine = create_engine(first)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE sack (code text)"))
        connection.execute(text("INSERT INTO sack VALUES ('CAJA-3')"))
    engine.dispose()

    second = postgres_server.create_database(first)
    engine = create_engine(second)
    with engine.begin() as connection:
        codes = connection.execute(text("SELECT code FROM sack")).scalars().all()
    engine.dispose()
    postgres_server.drop_database(first)
    postgres_server.drop_database(second)

    assert codes == ["CAJA-3"]


def test_the_server_listens_to_this_machine_only(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        addresses = connection.execute(text("SHOW listen_addresses")).scalar_one()
        sockets = connection.execute(text("SHOW unix_socket_directories")).scalar_one()
    engine.dispose()

    assert (addresses, sockets) == ("127.0.0.1", "")


@pytest.mark.slow
def test_a_stopped_server_leaves_nothing(postgres_server: PostgresServer) -> None:
    assert postgres_server.process.poll() is None

    with PostgresServer.start(durable=True) as second:
        address = second.url().replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            durable = connection.execute("SHOW fsync").fetchone()
    second.stop()

    assert durable == ("on",)
    assert second.process.poll() is not None
    assert not second.folder.exists()


def test_the_browser_draws_a_page(browser_page: Page) -> None:
    browser_page.set_content("<html lang='es'><h1 style='float: left'>Señal: ½ ✓</h1>")

    heading = browser_page.get_by_role("heading")

    assert heading.inner_text() == "Señal: ½ ✓"
    box = heading.bounding_box()
    assert box is not None
    assert box["width"] > 100, "there is no font"


def test_the_browser_reaches_nothing_but_this_machine(browser_page: Page) -> None:
    addresses = "fetch('http://example.org/').then(() => 'reached', () => 'refused')"

    assert browser_page.evaluate(addresses) == "refused"


def test_a_page_is_seen_in_the_dark_and_in_spanish(browser: Browser) -> None:
    with browser.new_context(color_scheme="dark", locale="es-PE") as context:
        page = context.new_page()
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        language = page.evaluate("navigator.language")

    assert (dark, language) == (True, "es-PE")


def test_axe_finds_a_picture_without_a_text(browser_page: Page, axe_script: Path) -> None:
    browser_page.set_content("<html lang='es'><title>x</title><img src='data:,'>")
    browser_page.add_script_tag(path=axe_script)

    found = browser_page.evaluate("axe.run().then(r => r.violations.map(v => v.id))")

    assert "image-alt" in found
