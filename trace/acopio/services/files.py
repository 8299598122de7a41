"""Writing files whole: a reader sees the old one or the new one, never half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from acopio.errors import Refusal


@dataclass(eq=False)
class FileUnusable(Refusal):
    """A file or folder that cannot be read or written: not there, not ours, or no space left."""

    code = "file-unusable"
    where: str
    problem: str


def unusable(error: OSError) -> FileUnusable:
    """Return the refusal that says what is wrong with a file."""
    return FileUnusable(
        where=str(error.filename or "–"), problem=error.strerror or type(error).__name__
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by way of a neighbour that then takes its name."""
    with whole_file(path) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a neighbour of a file; it takes the file's name when all went well, else it goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
