"""How long a command takes before it does anything, and until a first label is there."""

import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.report import Figure, at_most, timed, told

_EMPTY = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()\n"
_LEAST = """
import typer, sqlalchemy
from argon2 import PasswordHasher
from reportlab.pdfbase import pdfmetrics
from PIL import Image
import zxingcpp
hasher = PasswordHasher()
hasher.hash("2605")
"""
"""What no command that prints can do without: its libraries, and one PIN."""


def measure() -> Iterator[Figure]:
    """Yield the start-up figures."""
    empty = timed(lambda: _run(["-c", _EMPTY, "--help"]), repeat=11)
    ours = timed(lambda: _run(["-m", "acopio", "--help"]), repeat=11)
    yield at_most("acopio --help", ours / empty, 1.5, f" ({ours * 1000:.0f} ms)")
    least = timed(lambda: _run(["-c", _LEAST]), repeat=7)
    first = _first_label()
    of_it = f"{first * 1000:.0f} ms, {least * 1000:.0f} of them libraries and a PIN"
    yield told("first label from the command line", of_it)


def _first_label() -> float:
    """Return the seconds of ``acopio label`` for one sack of a house that has just begun."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"ACOPIO_HOME": str(Path(folder, "home")), "ACOPIO_PIN": "2605"}

        def acopio(*words: str) -> str:
            return _run(["-m", "acopio", *words], folder, home)

        acopio("init", "--name", "Coop", "--prefix", "NAR", "--manager", "rosa", "--address",
               "https://id.example.pe", "--hosted-by", "rosa")  # fmt: skip
        acopio("place", "add", "Centro")
        acopio("lot", "open", "cacao.dry", "500", "--declared", "bench")
        lot = json.loads(acopio("lot", "list", "--json"))[0]["code"]
        acopio("lot", "pack", lot, "--of", "25")
        sacks = itertools.count(1)
        return timed(lambda: acopio("label", lot, "--sacks", str(next(sacks))), repeat=7)


def _run(
    arguments: list[str], folder: str | None = None, more: dict[str, str] | None = None
) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | (more or {}),
    )
    return done.stdout
