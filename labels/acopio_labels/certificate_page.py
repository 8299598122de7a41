"""The chain-of-custody certificate: one A4 page, whatever the lot's history.

The page is planned at several sizes until it fits: smaller letters first, then fewer rows with a
line that counts the others. Nothing is drawn before a plan fits, so nothing can overlap.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from acopio_labels import certificate_blocks as blocks
from acopio_labels import qr
from acopio_labels.certificate_blocks import PageStyle, paragraph, right_end, rule, whole_line
from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.model import CertificatePage
from acopio_labels.paper import A4, open_paper
from acopio_labels.shapes import Drawing, Shape, Text, rectangle, stack
from acopio_labels.text import clean
from acopio_labels.wording import CERTIFICATE_WORDS

MARGIN = 15.0
WIDTH = A4[0] - 2 * MARGIN
TOP = 13.0
FOOTER_TOP = A4[1] - 16.0

_QR_BOX = 42.0
_GUTTER = 9.0
_SIZES = (3.2, 3.05, 2.9, 2.75, 2.6, 2.45, 2.3)
_FEWER_ROWS = (40, 32, 26, 21, 17, 14, 11, 9, 7, 6, 5, 4, 3, 2)
_LOCALES = {"es": "es-PE", "en": "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Sections that were measured and fit."""

    sections: tuple[Drawing, ...]
    gap: float


def draw_certificate(page: CertificatePage) -> bytes:
    """Return the certificate as a PDF of one A4 page; the same page gives the same bytes."""
    head = _head(page)
    symbol = qr.place(
        qr.make_symbol(page.address),
        x=A4[0] - MARGIN - _QR_BOX + 4,
        y=TOP - 5,
        box=_QR_BOX,
        dots_per_inch=300,
    )
    plan = _plan(page, FOOTER_TOP - TOP - head.height)
    paper = open_paper(
        A4,
        title=clean(f"{page.title} · {page.number}"),
        author=clean(page.issuer.name),
        language=_LOCALES[page.language],
    )
    paper.begin_page()
    paper.draw(head.moved(MARGIN, TOP))
    y = TOP + head.height + plan.gap
    for drawing in plan.sections:
        paper.draw(drawing.moved(MARGIN, y))
        y += drawing.height + plan.gap
    paper.draw(_footer(page))
    qr.draw(paper.canvas, symbol, A4[1])
    paper.end_page()
    return paper.close()


def _plan(page: CertificatePage, room: float) -> _Plan:
    """Return the first plan that fits the room between head and footer."""
    plan = _Plan(sections=(), gap=0)
    for style in _styles():
        sections = tuple(drawing for drawing in _sections(page, style) if drawing.height > 0)
        free = room - sum(drawing.height for drawing in sections)
        gap = free / (len(sections) + 1)
        plan = _Plan(sections=sections, gap=min(gap, style.size * 2.6))
        if gap >= style.size * 1.1:
            break
    return plan


def _styles() -> Iterator[PageStyle]:
    yield from (PageStyle(size=size) for size in _SIZES)
    smallest = _SIZES[-1]
    yield from (PageStyle(size=smallest, most_rows=rows) for rows in _FEWER_ROWS)
    yield from (PageStyle(size=smallest, most_rows=2, most_lines=lines) for lines in (3, 2, 1))


def _sections(page: CertificatePage, style: PageStyle) -> Iterator[Drawing]:
    yield _first_part(page, style)
    yield blocks.custody(page, style, WIDTH)
    yield blocks.quality(page, style, WIDTH)
    half = (WIDTH - _GUTTER) / 2
    yield blocks.side_by_side(
        blocks.not_said(page, style, half), blocks.proof(page, style, half), half + _GUTTER
    )


def _first_part(page: CertificatePage, style: PageStyle) -> Drawing:
    """Lot and origin, beside the sensory profile when there is one."""
    picture_width = 64.0 if page.radar else 0.0
    width = WIDTH - picture_width - (_GUTTER if page.radar else 0.0)
    left = stack(
        (blocks.lot(page, style, width), blocks.origin(page, style, width)), gap=style.size * 1.6
    )
    picture = blocks.sensory(page, style, picture_width)
    return blocks.side_by_side(left, picture, width + _GUTTER)


def _head(page: CertificatePage) -> Drawing:
    """Issuer, title, number, date and state on the left; room for the symbol on the right."""
    words = CERTIFICATE_WORDS[page.language]
    width = WIDTH - _QR_BOX
    ruc = f"{words.ruc} {page.issuer.ruc}" if page.issuer.ruc else ""
    about = " · ".join(part for part in (ruc, page.issuer.place) if part)
    dated = f"{words.number} {page.number} · {words.issued_on} {page.issued_on}"
    bold = Face.CONDENSED_BOLD
    lines = stack(
        (
            paragraph(page.issuer.name, width=width, size=4.2, lines=2, face=bold, balanced=True),
            paragraph(about, width=width, size=3.0, lines=2, tone="muted"),
            Drawing(height=1.2),
            paragraph(
                page.title, width=width, size=7.4, lines=2, face=bold, tone="accent", balanced=True
            ),
            paragraph(dated, width=width, size=3.3, lines=2),
            _state(page.state, width),
        ),
        gap=1.5,
    )
    height = max(lines.height, _QR_BOX - 3) + 3.5
    line = Drawing(height=1, shapes=(rule(WIDTH, thickness=0.6, tone="accent"),))
    return Drawing(
        height=height,
        shapes=(*lines.shapes, *_symbol_caption(page), *line.moved(0, height)),
    )


def _state(state: str, width: float) -> Drawing:
    """Set the state in a frame, so that it is seen before it is read."""
    text = paragraph(state, width=width - 6, size=3.2, lines=2, face=Face.CONDENSED_BOLD)
    height = text.height + 2.2
    frame = rectangle(0, 0, right_end(text) + 4, height, stroke="ink")
    return Drawing(height=height, shapes=(frame, *text.moved(2, 1.4)))


def _symbol_caption(page: CertificatePage) -> tuple[Shape, ...]:
    """Say under the symbol what it is for, and its address for those who type."""
    words = CERTIFICATE_WORDS[page.language]
    width = _QR_BOX - 8
    start, slash, code = page.address.rpartition("/")
    caption = stack(
        (
            paragraph(words.scan, width=width, size=2.4, lines=1, face=Face.CONDENSED_BOLD),
            whole_line(start + slash, width=width, size=2.0, tone="muted"),
            whole_line(code, width=width, size=2.0, tone="muted"),
        ),
        gap=0.5,
    )
    return caption.moved(WIDTH - width, _QR_BOX - 8.6)


def _footer(page: CertificatePage) -> tuple[Shape, ...]:
    words = CERTIFICATE_WORDS[page.language]
    left = paragraph(page.footer, width=WIDTH - 50, size=2.5, lines=2, tone="muted")
    number = f"{clean(page.number)} · {words.page}"
    size = min(2.5, 2.5 * 46 / max(text_width(number, Face.CONDENSED, 2.5), 1))
    right = Text(
        x=WIDTH - text_width(number, Face.CONDENSED, size),
        y=2.5 * CAP_HEIGHT,
        text=number,
        face=Face.CONDENSED,
        size=size,
        tone="muted",
    )
    content = Drawing(height=6, shapes=(*left.shapes, right))
    line = Drawing(height=1, shapes=(rule(WIDTH),))
    return (*line.moved(MARGIN, FOOTER_TOP + 2), *content.moved(MARGIN, FOOTER_TOP + 4))
