"""How long `acopio --help` takes against an empty Typer program."""

import subprocess
import sys
from collections.abc import Iterator

from bench.report import Figure, at_most, timed

_EMPTY = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()\n"


def measure() -> Iterator[Figure]:
    """Yield the start-up figure."""
    empty = timed(lambda: _run(["-c", _EMPTY, "--help"]), repeat=11)
    ours = timed(lambda: _run(["-m", "acopio", "--help"]), repeat=11)
    yield at_most("acopio --help", ours / empty, 1.5, f" ({ours * 1000:.0f} ms)")


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
