"""Every kind of label as two PDF renderers show it, read by two decoders."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from tests.conftest import Decoder
from tests.labels.label_samples import KINDS, expected_codes
from tests.support.pdfjs import PdfJs

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import MediumTooSmall
from acopio_labels.label_layout import lay_out
from acopio_labels.label_model import Label
from acopio_labels.media import Point, load_medium
from acopio_labels.print_pdf import print_pdf
from acopio_labels.qr import QUIET_ZONE, dot_mm

REFUSED = {"avery-l7160": {"pallet"}}

Renderer = Callable[[bytes, float], list[Image.Image]]
Printed = tuple[Label, LabelDrawing, Image.Image]

each_medium = pytest.mark.parametrize("medium", ["thermal-100x150", "a6-tag", "avery-l7160"])
each_density = pytest.mark.parametrize("dots_per_inch", [203, 300])


@cache
def drawings(medium: str, dots_per_inch: int) -> dict[str, LabelDrawing]:
    """Return one label of each kind that the medium has room for."""
    size = load_medium(medium).size(dots_per_inch)
    drawn = {}
    for kind, label in KINDS.items():
        try:
            drawn[kind] = lay_out(label, size)
        except MediumTooSmall:
            assert kind in REFUSED[medium]
    return drawn


def pdfium(pdf: bytes, dots_per_inch: float) -> list[Image.Image]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        scale = dots_per_inch / 72
        return [page.render(scale=scale, grayscale=True).to_pil() for page in document]


@pytest.fixture(scope="module", params=["PDFium", "pdf.js"])
def render(request: pytest.FixtureRequest) -> Renderer:
    if request.param == "PDFium":
        return cache(pdfium)
    browser: PdfJs = request.getfixturevalue("pdf_js")
    return cache(browser.pages)


def part(page: Image.Image, corner: Point, width: float, height: float, dot: float) -> Image.Image:
    edges = (corner.x, corner.y, corner.x + width, corner.y + height)
    left, top, right, bottom = (round(edge / dot) for edge in edges)
    return page.crop((left, top, right, bottom))


def printed(name: str, dots_per_inch: int, render: Renderer) -> Iterator[Printed]:
    """Yield each label with what a printer of black and white makes of its place."""
    medium, dot = load_medium(name), dot_mm(dots_per_inch)
    drawn = drawings(name, dots_per_inch)
    pages = render(b"".join(print_pdf(drawn.values(), medium)), 25.4 / dot)
    assert len(pages) == -(-len(drawn) // medium.capacity)
    for place, (kind, drawing) in enumerate(drawn.items()):
        page = pages[place // medium.capacity].point([0] * 128 + [255] * 128)
        corner = medium.cells[place % medium.capacity]
        yield KINDS[kind], drawing, part(page, corner, drawing.width, drawing.height, dot)


@each_medium
@each_density
def test_the_first_decoder_reads_every_code_of_every_kind(
    medium: str, dots_per_inch: int, render: Renderer
) -> None:
    for label, drawing, picture in printed(medium, dots_per_inch, render):
        read = [found.text for found in zxingcpp.read_barcodes(picture)]
        assert sorted(read) == expected_codes(label, drawing), drawing.name


@each_medium
@each_density
def test_the_second_decoder_reads_every_symbol_of_every_kind(
    medium: str, dots_per_inch: int, render: Renderer, second_decoder: Decoder
) -> None:
    dot = dot_mm(dots_per_inch)
    expected, pictures = [], []
    for label, drawing, picture in printed(medium, dots_per_inch, render):
        assert drawing.symbols or drawing.bars
        for symbol in drawing.symbols:
            quiet = QUIET_ZONE * symbol.module
            corner = Point(x=symbol.x - quiet, y=symbol.y - quiet)
            side = symbol.side + 2 * quiet
            pictures.append(part(picture, corner, side, side, dot))
            expected.append(label.address)

    assert second_decoder(pictures) == expected
