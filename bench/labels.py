"""Sack labels without a ledger: ours, proofread or not, beside plain qrcode and reportlab."""

import io
from collections.abc import Iterator
from dataclasses import replace

import qrcode
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from acopio.documents.label_run import Run
from acopio_labels.model import SackLabel
from bench.report import Figure, at_least, timed, told

SACKS = 10_000
PLAIN = 200
"""How many the plain way draws: its time for all is this many times as long as for these."""


def sacks(count: int) -> list[SackLabel]:
    """Return labels of one lot, each with its own code."""
    first = SackLabel(
        organisation="Cooperativa Agraria Valle Dorado",
        product_es="Cacao seco en grano",
        product_en="Dry cacao beans",
        sack_number=1,
        sack_count=count,
        lot_code="NAR-7KQ4M9T-6",
        sack_code="NAR-7KQ4M9T-6-0001",
        address="HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T60001",
        net_mass="50.000 kg",
    )
    return [
        replace(
            first,
            sack_number=number,
            sack_code=f"NAR-7KQ4M9T-6-{number:04d}",
            address=f"HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T6{number:04d}",
        )
        for number in range(1, count + 1)
    ]


def plain(labels: list[SackLabel]) -> None:
    """Draw a symbol twice and four texts on each page, as most programs do."""
    canvas = Canvas(io.BytesIO(), pagesize=(100 * mm, 150 * mm))
    for label in labels:
        picture = ImageReader(qrcode.make(label.address).get_image())
        for y in (60, 10):
            canvas.drawImage(picture, 50 * mm, y * mm, 45 * mm, 45 * mm)
        texts = (label.organisation, label.product_es, label.lot_code, label.sack_code)
        for line, text in enumerate(texts):
            canvas.drawString(5 * mm, (140 - 8 * line) * mm, text)
        canvas.showPage()
    canvas.save()


def measure() -> Iterator[Figure]:
    """Yield the time of ten thousand labels, and how many times the plain way takes."""
    run = Run(labels=sacks(SACKS), medium="thermal-100x150")
    seconds = timed(lambda: sum(map(len, run.pdf())))
    yield told(f"{SACKS:,} sack labels as PDF", f"{seconds:.2f} s")
    usual = timed(lambda: plain(sacks(PLAIN))) * SACKS / PLAIN
    yield at_least("as fast as plain qrcode + reportlab", usual / seconds, 8)
    few = Run(labels=sacks(PLAIN), medium="thermal-100x150")
    each = timed(few.proofread) / PLAIN
    yield told("proofreading one label", f"{each * 1000:.1f} ms")
