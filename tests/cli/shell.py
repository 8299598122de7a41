"""A person at the command line: types commands, reads stdout and stderr, sees the exit status."""

import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from acopio import cli

PINS = {"rosa": "1234", "ines": "9999", "luis": "5678"}
"""Manager, second manager, inspector."""
LINE = re.compile(r"[a-z][a-z0-9-]+: .+[.)`]\n")


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    talk: str

    @property
    def data(self) -> Any:
        """What stdout says, as JSON and nothing else."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """A folder to work in, and the environment of a person."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where files without a folder go."""
        return self.home.parent

    def being(self, name: str, second: str | None = None) -> "Shell":
        """Return the shell of somebody, perhaps with a second person beside."""
        more = {"ACOPIO_AS": name, "ACOPIO_PIN": PINS[name]}
        if second:
            more |= {"ACOPIO_SECOND": second, "ACOPIO_SECOND_PIN": PINS[second]}
        return self.set(**more)

    def set(self, **environment: str) -> "Shell":
        """Return a shell with more in its environment."""
        return replace(self, environment={**self.environment, **environment})

    def run(self, *arguments: str | Path) -> Said:
        """Run one command in this process."""
        out, talk = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        status: Any = 0
        with self._inside(), redirect_stdout(out), redirect_stderr(talk):
            try:
                cli.main([str(one) for one in arguments])
            except SystemExit as end:
                status = end.code or 0
        texts = []
        for stream in (out, talk):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode("utf-8"))
        return Said(status, *texts)

    @contextmanager
    def _inside(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in list(os.environ):
                if name.startswith(("ACOPIO_", "LC_")) or name in {"LANG", "LANGUAGE"}:
                    patch.delenv(name)
            for name, value in self.variables.items():
                patch.setenv(name, value)
            patch.chdir(self.folder)
            yield

    @property
    def variables(self) -> dict[str, str]:
        """The variables that the program reads."""
        return {"ACOPIO_HOME": str(self.home), "COLUMNS": "100", **self.environment}

    def child_environment(self) -> dict[str, str]:
        """Return the environment of a real process."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ACOPIO_", "LC_", "PYTHON")) and name != "LANG"
        }
        return {**kept, **self.variables}

    def ok(self, *arguments: str | Path) -> str:
        """Run a command that has to succeed; return what it printed."""
        said = self.run(*arguments)
        assert said.status == 0, (arguments, said.talk)
        return said.out.strip()

    def read(self, *arguments: str | Path) -> Any:
        """Run a command that has to succeed; return its JSON."""
        return json.loads(self.ok(*arguments, "--json"))

    def assert_refused(self, code: str, *arguments: str | Path) -> str:
        """Run a command that has to be refused in one line; return that line."""
        said = self.run(*arguments)
        assert (said.status, said.out) == (1, ""), (arguments, said)
        assert said.talk.startswith(f"{code}: "), said.talk
        assert LINE.fullmatch(said.talk), said.talk
        return said.talk


def program() -> list[str]:
    """Return how to start the installed program as a process of its own."""
    return [sys.executable, "-m", "acopio"]


def hostile_free(text: str) -> bool:
    """Say whether a text can do nothing to a terminal: no escapes, no turning round."""
    return not re.search(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]", text)
