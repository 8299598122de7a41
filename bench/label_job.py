"""A run of sack labels in a process of its own, so that its memory is its own.

``python -m bench.label_job 10000`` prints seconds, bytes and the peak of its memory as JSON.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from acopio_labels.label_layout import lay_out
from acopio_labels.media import load_medium
from acopio_labels.model import SackLabel
from acopio_labels.print_pdf import print_pdf


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    seconds: float
    size: int
    """Bytes of the PDF."""
    memory_mb: float
    """The most memory that the process ever held."""


def sacks(count: int) -> Iterator[SackLabel]:
    """Yield labels of one lot, each with its own code."""
    first = SackLabel(
        organisation="Cooperativa Agraria Valle Dorado",
        product_es="Cacao seco en grano",
        product_en="Dry cacao beans",
        sack_number=1,
        sack_count=count,
        lot_code="NAR-7KQ4M9T-6",
        sack_code="NAR-7KQ4M9T-6-000001",
        address="HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T6000001",
        net_mass="50.000 kg",
    )
    for number in range(1, count + 1):
        yield replace(
            first,
            sack_number=number,
            sack_code=f"NAR-7KQ4M9T-6-{number:06d}",
            address=f"HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T6{number:06d}",
        )


def cost_of(count: int) -> Cost:
    """Return what so many labels cost, in a process of their own."""
    command = [sys.executable, "-m", "bench.label_job", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def main(count: int) -> None:
    """Print the labels into nothing, part by part."""
    medium = load_medium("thermal-100x150")
    start = time.perf_counter()
    drawings = (lay_out(label, medium.size()) for label in sacks(count))
    size = sum(map(len, print_pdf(drawings, medium)))
    seconds = time.perf_counter() - start
    print(json.dumps(asdict(Cost(seconds, size, peak_mb()))))


def peak_mb() -> float:
    """Return the most memory this process held; `getrusage` counts that of its parent too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]))
