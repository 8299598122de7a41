"""The quality certificate: one A4 page where it fits, and as many as it takes where it does not.

One page is tried at several sizes. What fits on none of them flows over further pages, row by row:
nothing is left out, and a heading comes again where its rows go on.
"""

from collections.abc import Iterator

from acopio_labels import qr
from acopio_labels.paper import A4, open_paper
from acopio_labels.quality_blocks import Part, first_parts, last_parts, limits
from acopio_labels.quality_evaluations import evaluations
from acopio_labels.quality_frame import QR_BOX, footer, head, slim_head
from acopio_labels.quality_model import QualityPage
from acopio_labels.shapes import Drawing, stack
from acopio_labels.text import clean

MARGIN = 15.0
WIDTH = A4[0] - 2 * MARGIN
TOP = 13.0
FOOTER_TOP = A4[1] - 16.0

_SIZES = (3.0, 2.9, 2.8, 2.7, 2.6, 2.5, 2.45, 2.4, 2.35, 2.3)
_FLOWING = 2.6
_HIGHEST = FOOTER_TOP - TOP - 18.0
"""What no evaluation is higher than: a further page without its head."""
_LEAST_GAP = 1.0
_MOST_GAP = 2.6
_FLOWING_GAP = 2.0
_LOCALES = {"es": "es-PE", "en": "en"}


def draw_quality_certificate(page: QualityPage) -> bytes:
    """Return the certificate as a PDF; the same page gives the same bytes."""
    top = head(page, WIDTH)
    symbol = qr.place(
        qr.make_symbol(page.address),
        x=A4[0] - MARGIN - QR_BOX + 4,
        y=TOP - 5,
        box=QR_BOX,
        dots_per_inch=300,
    )
    sheets = _one_sheet(page, top) or list(_flowing(page, top))
    paper = open_paper(
        A4,
        title=clean(f"{page.title} · {page.number}"),
        author=clean(page.issuer.name),
        language=_LOCALES[page.language],
    )
    for number, sheet in enumerate(sheets, start=1):
        paper.begin_page()
        paper.draw(sheet.moved(MARGIN, TOP))
        paper.draw(footer(page, WIDTH, number, len(sheets)).moved(MARGIN, FOOTER_TOP + 2))
        if number == 1:
            qr.draw(paper.canvas, symbol, A4[1])
        paper.end_page()
    return paper.close()


def _parts(page: QualityPage, size: float) -> Iterator[Part]:
    """Yield what the certificate says, in order: the decision and what it rests on come first."""
    yield from first_parts(page, size, WIDTH)
    yield limits(page, size, WIDTH)
    yield from evaluations(page, size, WIDTH, _HIGHEST)
    yield from last_parts(page, size, WIDTH)


def _one_sheet(page: QualityPage, top: Drawing) -> list[Drawing]:
    """Return the one page, in the largest letters in which it fits; nothing if it never does."""
    *larger, smallest = _SIZES
    if _at_size(page, top, smallest) is None:
        return []
    sheets = (_at_size(page, top, size) for size in (*larger, smallest))
    return [next(sheet for sheet in sheets if sheet is not None)]


def _at_size(page: QualityPage, top: Drawing, size: float) -> Drawing | None:
    """Return the page in letters of one size, its white shared out; nothing if it does not fit."""
    drawings = [part.whole() for part in _parts(page, size)]
    drawings = [one for one in drawings if one.height > 0]
    free = FOOTER_TOP - TOP - top.height - sum(one.height for one in drawings)
    gap = free / (len(drawings) + 1)
    if gap < size * _LEAST_GAP:
        return None
    return stack((top, *drawings), gap=min(gap, size * _MOST_GAP))


def _flowing(page: QualityPage, top: Drawing) -> Iterator[Drawing]:
    """Yield pages: each takes rows until the next would not fit."""
    placed, y = list(top.shapes), top.height
    for part in _parts(page, _FLOWING):
        going_on = False
        for row in part.rows:
            white, drawing = _next(row, part, going_on=going_on)
            if y + white + drawing.height > FOOTER_TOP - TOP:
                yield Drawing(height=y, shapes=tuple(placed))
                head = slim_head(page, WIDTH)
                placed, y = list(head.shapes), head.height
                white, drawing = _next(row, part, going_on=False)
            placed += drawing.moved(0, y + white)
            y += white + drawing.height
            going_on = True
    yield Drawing(height=y, shapes=tuple(placed))


def _next(row: Drawing, part: Part, *, going_on: bool) -> tuple[float, Drawing]:
    """Return the white above a row, and the row: under its heading where it begins a page."""
    if going_on:
        return part.gap, row
    return _FLOWING * _FLOWING_GAP, stack((part.heading, row))
