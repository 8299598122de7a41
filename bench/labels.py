"""Sack labels without a ledger: ours, proofread or not, beside what other programs make."""

import io
from collections.abc import Iterator

import qrcode
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from acopio.documents.label_run import Run
from acopio_labels.model import SackLabel
from bench.html_labels import MissingError, html_labels
from bench.label_job import cost_of, sacks
from bench.report import Figure, at_least, at_most, timed, told

SACKS = 10_000
MANY = 50_000
PLAIN = 200
"""How many the plain way draws: its time for all is this many times as long as for these."""
HTML = 25
"""How many are made of HTML: more would take longer each."""


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
    """Yield what ten thousand labels cost, and how many times as long others take."""
    cost = cost_of(SACKS)
    yield at_most(f"{SACKS:,} sack labels as PDF", cost.seconds, 10, unit=" s")
    usual = timed(lambda: plain(list(sacks(PLAIN)))) * SACKS / PLAIN
    yield at_least("as fast as plain qrcode + reportlab", usual / cost.seconds, 8)
    yield _beside_html(cost.seconds / SACKS)
    yield at_most("bytes of a label", cost.size / SACKS, 1500, unit=" B")
    yield at_most(f"memory of {SACKS:,} labels", cost.memory_mb, 200, unit=" MB")
    many = cost_of(MANY)
    more = f" ({many.memory_mb:.0f} MB, {many.seconds:.0f} s)"
    yield at_most(f"memory of {MANY:,} beside that", many.memory_mb / cost.memory_mb, 1.3, more)
    few = Run(labels=list(sacks(PLAIN)), medium="thermal-100x150")
    each = timed(few.proofread) / PLAIN
    yield at_most("proofreading one label", each * 1000, 8, unit=" ms")


def _beside_html(ours: float) -> Figure:
    """Compare one of our labels with one that blabel makes of HTML."""
    name = "as fast as blabel, HTML to PDF"
    labels = list(sacks(HTML))
    try:
        html_labels(labels[:1])
    except MissingError as reason:
        return told(name, str(reason))
    return at_least(name, timed(lambda: html_labels(labels)) / HTML / ours, 30)
