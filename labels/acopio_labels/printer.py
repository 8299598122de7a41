"""What a printer does to a page, and how to undo it: a profile, measured on a ruler page."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians, sin

from acopio_labels.boxes import TextBox, text_in_box
from acopio_labels.errors import CorrectionOutOfRange, MeasureImplausible
from acopio_labels.fonts import Face
from acopio_labels.model import Language
from acopio_labels.pdf_stream import PdfStream
from acopio_labels.shapes import Line, Shape, Text
from acopio_labels.wording import RULER_WORDS

FURTHEST = Decimal(20)
"""Millimetres by which a page may be moved."""
SMALLEST_SCALE, LARGEST_SCALE = Decimal("0.8"), Decimal("1.25")

_HALF_TURN = Decimal(180)
_CROOKED = Decimal(5)
"""Degrees by which a tray may feed its paper crookedly; more would print beside the page."""
_PLAUSIBLE = Decimal("0.15")
"""Share by which a printed length may miss; beyond it something else was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterProfile:
    """The correction of one printer: scaled from the top left corner, then moved, then turned."""

    dx: Decimal = Decimal(0)
    """Millimetres to the right."""
    dy: Decimal = Decimal(0)
    """Millimetres down."""
    sx: Decimal = Decimal(1)
    sy: Decimal = Decimal(1)
    rotation: Decimal = Decimal(0)
    """Degrees clockwise about the middle of the page; 180 for a tray that feeds the wrong way."""

    def __post_init__(self) -> None:
        for what in ("dx", "dy"):
            _check(what, getattr(self, what), -FURTHEST, FURTHEST)
        for what in ("sx", "sy"):
            _check(what, getattr(self, what), SMALLEST_SCALE, LARGEST_SCALE)
        _check("rotation", self.rotation, -_HALF_TURN, _HALF_TURN)
        if _CROOKED < abs(self.rotation) < _HALF_TURN - _CROOKED:
            raise CorrectionOutOfRange("rotation", self.rotation, -_CROOKED, _CROOKED)

    def matrices(self, width: float, height: float) -> str:
        """Return the PDF operators that do this to a page whose unit is the millimetre."""
        parts = []
        if self.rotation:
            turn = -radians(self.rotation)
            one, two = cos(turn), sin(turn)
            x = width / 2 * (1 - one) + height / 2 * two
            y = height / 2 * (1 - one) - width / 2 * two
            parts.append(f"{one:.8f} {two:.8f} {-two:.8f} {one:.8f} {x:.6f} {y:.6f} cm\n")
        if self.dx or self.dy or self.sx != 1 or self.sy != 1:
            # Seen from the bottom left corner, where a PDF counts from.
            down = height * (1 - float(self.sy)) - float(self.dy)
            parts.append(f"{self.sx:f} 0 0 {self.sy:f} {self.dx:f} {down:.6f} cm\n")
        return "".join(parts)


def _check(what: str, value: Decimal, least: Decimal, most: Decimal) -> None:
    if not value.is_finite() or not least <= value <= most:
        raise CorrectionOutOfRange(what, value, least, most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """The true measures of a ruler page: where its lines lie and how long they are."""

    left: int
    top: int
    across: int
    down: int


def ruler(page_size: tuple[float, float]) -> Ruler:
    """Return the measures of the ruler page for a size: whole tens of millimetres."""
    width, height = page_size
    edge = 20 if min(width, height) >= 100 else 10
    return Ruler(
        left=edge,
        top=edge,
        across=int((width - 2 * edge) // 10 * 10),
        down=int((height - 2 * edge) // 10 * 10),
    )


def ruler_page(medium_page_size: tuple[float, float], language: Language) -> bytes:
    """Return a page with two long lines, and what to measure on it."""
    words = RULER_WORDS[language]
    pdf = PdfStream(
        medium_page_size, title=words.title, language="es-PE" if language == "es" else "en"
    )
    page = pdf.operators(_ruler_shapes(medium_page_size, language), medium_page_size[1])
    pdf.page(page, ())
    pdf.close()
    return pdf.take()


def profile_from_ruler(
    page_size: tuple[float, float], *, left: Decimal, top: Decimal, across: Decimal, down: Decimal
) -> PrinterProfile:
    """Return the correction for a printer from what was measured on its ruler page.

    ``left``: from the left edge of the paper to line B; ``top``: from the upper edge to line A;
    ``across`` and ``down``: the lengths of lines A and B. All in millimetres.
    """
    true = ruler(page_size)
    sx, dx = _correction("left", left, true.left, ("across", across, true.across))
    sy, dy = _correction("top", top, true.top, ("down", down, true.down))
    return PrinterProfile(dx=dx, dy=dy, sx=sx, sy=sy)


def _correction(
    what: str, edge: Decimal, true_edge: int, length: tuple[str, Decimal, int]
) -> tuple[Decimal, Decimal]:
    """Return scale and offset that bring edge and length to their true measures.

    The printer makes ``a * x + b`` of a place x; scaling by 1 / a and moving by -b / a undoes it.
    """
    name, measured, true = length
    expected = Decimal(true)
    if not measured.is_finite() or abs(measured - expected) > expected * _PLAUSIBLE:
        raise MeasureImplausible(name, measured, expected)
    if not edge.is_finite() or abs(edge - true_edge) > FURTHEST:
        raise MeasureImplausible(what, edge, Decimal(true_edge))
    scale = expected / measured
    offset = true_edge - edge * scale
    return scale.quantize(Decimal("0.00001")), offset.quantize(Decimal("0.001"))


def _ruler_shapes(size: tuple[float, float], language: Language) -> Iterator[Shape]:
    true, words = ruler(size), RULER_WORDS[language]
    right, foot = true.left + true.across, true.top + true.down
    yield Line(x1=true.left, y1=true.top, x2=right, y2=true.top)
    yield Line(x1=true.left, y1=true.top, x2=true.left, y2=foot)
    for far in range(0, true.across + 1, 10):
        long = 3.0 if far % 50 == 0 or far == true.across else 1.5
        x = true.left + far
        yield Line(x1=x, y1=true.top, x2=x, y2=true.top + long)
    for far in range(0, true.down + 1, 10):
        long = 3.0 if far % 50 == 0 or far == true.down else 1.5
        y = true.top + far
        yield Line(x1=true.left, y1=y, x2=true.left + long, y2=y)
    middle = true.top + true.down * 0.5
    yield Text(x=right - 5, y=true.top + 7, text="A", face=Face.BOLD, size=4)
    yield Text(x=true.left + 4, y=foot - 1, text="B", face=Face.BOLD, size=4)
    box = TextBox(
        field="ruler",
        x=true.left + 5,
        y=true.top + 5,
        width=true.across - 11,
        height=max(middle - true.top, true.down - 10),
        face=Face.CONDENSED,
        letter=2.6,
        smallest_letter=1.0,
        lines=60,
    )
    values = {"left": true.left, "top": true.top, "across": true.across, "down": true.down}
    yield from text_in_box((words.title, *(one.format(**values) for one in words.steps)), box)
