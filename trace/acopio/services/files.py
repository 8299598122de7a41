"""Writing files whole: a reader sees the old one or the new one, never half of one."""

import errno
import os
import secrets
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
    """Open a neighbour of a file; it takes the file's name when all went well, else it goes.

    Each has a neighbour of its own, so that two who write the same file do not mix.

    Raises:
        FileUnusable: the name is none, or that of a folder.
    """
    if not path.name or path.is_dir():
        raise FileUnusable(where=str(path), problem=os.strerror(errno.EISDIR))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            yield file
            saved(file)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def saved(file: BinaryIO) -> None:
    """See to it that what was written so far is on the disk: a full one is noticed here."""
    file.flush()
    os.fsync(file.fileno())
