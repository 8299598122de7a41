"""Writes the expected labels: ``python -m tests.expected.make_labels``.

They are no published bytes: a layout may change, but never unnoticed. Whoever changes one on
purpose writes them again and looks at the differences, above all at the picture.
"""

import hashlib
import re
import zlib
from pathlib import Path

from tests.labels.samples import sack

from acopio_labels import svg
from acopio_labels.label_layout import lay_out
from acopio_labels.media import load_medium
from acopio_labels.print_pdf import print_pdf
from acopio_labels.raster import png
from acopio_labels.zpl import label_zpl

FOLDER = Path(__file__).parent / "labels"

_STREAM = re.compile(
    rb"<</Length (\d+)/Filter/FlateDecode(.*?)>>stream\n(.*?)\nendstream(?=\nendobj)", re.DOTALL
)
_PLACES = re.compile(rb"\n(?:xref\n.*?trailer|startxref\n\d+)(?=\n)|/ID\[.*?\]", re.DOTALL)


def files() -> dict[str, bytes]:
    """Return a sack label in every form, and a sheet begun at its fourth place with copies."""
    medium, sheet = load_medium("thermal-100x150"), load_medium("avery-l7165")
    drawing = lay_out(sack(), medium.size())
    some = [lay_out(sack(number), sheet.size()) for number in (1, 2)]
    return {
        "sack.pdf.txt": opened(b"".join(print_pdf([drawing], medium))),
        "sack.zpl": label_zpl(drawing),
        "sack.svg": svg.svg(drawing).encode("utf-8"),
        "sack.png": png(drawing),
        "sheet.pdf.txt": opened(b"".join(print_pdf(some, sheet, start=4, copies=3))),
    }


def opened(pdf: bytes) -> bytes:
    """Return a PDF with its streams unpacked and fonts as digests, so that it can be read.

    What is left out depends on the library that packs: lengths, places in the file, its digest.
    """
    unpacked, count = _STREAM.subn(_unpacked, pdf)
    if not count:
        raise ValueError("there are no packed streams in this PDF")
    return _PLACES.sub(b"", unpacked).decode("latin-1").encode("ascii", "backslashreplace")


def _unpacked(found: re.Match[bytes]) -> bytes:
    data = zlib.decompress(found[3])
    if b"/Length1" in found[2]:
        data = f"a font with SHA-256 {hashlib.sha256(data).hexdigest()}".encode()
    return b"<<" + found[2] + b">>stream\n" + data + b"\nendstream"


def write() -> list[Path]:
    """Write all; return what differs from before."""
    changed = []
    for name, data in files().items():
        path = FOLDER / name
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
            changed.append(path)
    return changed


if __name__ == "__main__":
    for path in write():
        print(path.name)
