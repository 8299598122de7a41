"""Writing files whole: a reader sees the old one or the new one, never half of one."""

import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file by way of a neighbour that then takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
