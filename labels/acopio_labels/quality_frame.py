"""What frames a quality certificate: its head, the slim head of further pages, the footer."""

from acopio_labels.certificate_blocks import paragraph, right_end, rule, whole_line
from acopio_labels.fonts import Face
from acopio_labels.quality_model import QualityPage
from acopio_labels.quality_rows import words_of
from acopio_labels.quality_wording import QUALITY_WORDS
from acopio_labels.shapes import Drawing, Shape, rectangle, stack, text_lines
from acopio_labels.text import clean, fit
from acopio_labels.wording import CERTIFICATE_WORDS

QR_BOX = 42.0
_BOLD = Face.CONDENSED_BOLD
_HEAD_LINES = 6
"""Of each text of the head: enough for three hundred letters."""


def head(page: QualityPage, width: float) -> Drawing:
    """Set issuer, title, number, days and state on the left; the right is for the symbol."""
    words = CERTIFICATE_WORDS[page.language]
    room = width - QR_BOX
    ruc = f"{words.ruc} {page.issuer.ruc}" if page.issuer.ruc else ""
    about = " · ".join(part for part in (ruc, page.issuer.place) if part)
    lines = stack(
        (
            words_of(page.issuer.name, width=room, size=4.2, lines=_HEAD_LINES, face=_BOLD),
            words_of(about, width=room, size=3.0, lines=2 * _HEAD_LINES, tone="muted"),
            Drawing(height=1.2),
            _title(page.title, room),
            words_of(_dated(page), width=room, size=3.3, lines=3 * _HEAD_LINES),
            _state(page.state, room),
        ),
        gap=1.5,
    )
    height = max(lines.height, QR_BOX - 3) + 3.5
    line = Drawing(height=1, shapes=(rule(width, thickness=0.6, tone="accent"),))
    return Drawing(
        height=height,
        shapes=(*lines.shapes, *_symbol_caption(page, width), *line.moved(0, height)),
    )


def _title(text: str, width: float) -> Drawing:
    """Set the title large; a long one becomes smaller until it fits the same height."""
    fitted = fit(
        (clean(text),),
        face=_BOLD,
        width=width,
        height=18.0,
        largest=7.4,
        smallest=2.8,
        balanced=True,
    )
    return text_lines(fitted, face=_BOLD, width=width, tone="accent")


def _dated(page: QualityPage) -> str:
    words = CERTIFICATE_WORDS[page.language]
    said = [f"{words.number} {page.number}", f"{words.issued_on} {page.issued_on}"]
    if page.valid_to:
        said.append(f"{QUALITY_WORDS[page.language].valid_to} {page.valid_to}")
    return " · ".join(said)


def _state(state: str, width: float) -> Drawing:
    """Set the state in a frame, so that it is seen before it is read."""
    text = words_of(state, width=width - 6, size=3.2, lines=_HEAD_LINES, face=_BOLD)
    height = text.height + 2.2
    frame = rectangle(0, 0, right_end(text) + 4, height, stroke="ink")
    return Drawing(height=height, shapes=(frame, *text.moved(2, 1.4)))


def _symbol_caption(page: QualityPage, width: float) -> tuple[Shape, ...]:
    """Say under the symbol what it is for, and its address for those who type."""
    words = CERTIFICATE_WORDS[page.language]
    room = QR_BOX - 8
    start, slash, code = page.address.rpartition("/")
    caption = stack(
        (
            paragraph(words.scan, width=room, size=2.4, lines=1, face=_BOLD),
            whole_line(start + slash, width=room, size=2.0, tone="muted"),
            whole_line(code, width=room, size=2.0, tone="muted"),
        ),
        gap=0.5,
    )
    return caption.moved(width - room, QR_BOX - 8.6)


def slim_head(page: QualityPage, width: float) -> Drawing:
    """Say on a further page whose certificate of which lot goes on."""
    left = whole_line(
        f"{page.title} · {page.number}", width=width * 0.55, size=3.0, face=_BOLD, tone="accent"
    )
    right = whole_line(page.lot_code, width=width * 0.4, size=3.0, face=_BOLD)
    height = max(left.height, right.height) + 1.6
    line = rule(width, thickness=0.35, tone="accent")
    shapes = (
        *left.shapes,
        *right.moved(width - right_end(right), 0),
        *Drawing(height=1, shapes=(line,)).moved(0, height),
    )
    return Drawing(height=height, shapes=shapes)


def footer(page: QualityPage, width: float, number: int, count: int) -> Drawing:
    """Set the issuer's sentence on the left, and which page of how many on the right."""
    paging = QUALITY_WORDS[page.language].page.format(number=number, count=count)
    right = whole_line(f"{page.number} · {paging}", width=60, size=2.5, tone="muted")
    room = width - right_end(right) - 4
    said = fit(
        (clean(page.footer),),
        face=Face.CONDENSED,
        width=room,
        height=6.0,
        largest=2.5,
        smallest=1.5,
    )
    left = text_lines(said, face=Face.CONDENSED, width=room, tone="muted")
    line = Drawing(height=1, shapes=(rule(width),))
    shapes = (
        *line.shapes,
        *left.moved(0, 2),
        *right.moved(width - right_end(right), 2),
    )
    return Drawing(height=8, shapes=shapes)
