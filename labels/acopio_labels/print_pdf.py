"""Printing label drawings as a PDF: one per page or many on a sheet, page by page as it goes."""

from collections.abc import Iterable, Iterator
from itertools import chain
from math import cos, sin, tau

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import CopiesOutOfRange, DrawingOfOtherSize, NothingToPrint
from acopio_labels.fonts import Face
from acopio_labels.media import BAR_LENGTH, Hole, Medium, Point, check_start
from acopio_labels.pdf_stream import PdfStream
from acopio_labels.printer import PrinterProfile
from acopio_labels.shapes import Line, Polygon, Shape, Text
from acopio_labels.text import clean
from acopio_labels.wording import LABEL_WORDS

MOST_COPIES = 9999

_CHUNK = 1 << 16
_SAME_SIZE = 0.1
_TICK = 1.4
_CUT_MARK = 5.0
_NO_CORRECTION = PrinterProfile()


def print_pdf(
    drawings: Iterable[LabelDrawing],
    medium: Medium,
    *,
    start: int = 1,
    copies: int = 1,
    profile: PrinterProfile = _NO_CORRECTION,
    check_bar: bool = True,
    title: str = "",
) -> Iterator[bytes]:
    """Return the parts of a PDF, to be written one after the other; nothing is kept.

    The first label goes to place ``start`` of the first sheet, each label ``copies`` times in a
    row. What cannot be printed is refused at once; the same drawings give the same bytes.
    """
    check_start(medium, start)
    if not 1 <= copies <= MOST_COPIES:
        raise CopiesOutOfRange(copies, MOST_COPIES)
    waiting = iter(drawings)
    first = next(waiting, None)
    if first is None:
        raise NothingToPrint
    _check_size(first, medium)
    pdf = PdfStream(
        (medium.page_width, medium.page_height), title=clean(title or first.name), language="es-PE"
    )
    static = tuple(page_shapes(medium, check_bar=check_bar))
    sheet = _Sheet(pdf, medium, static, profile)
    return _print(chain([first], waiting), sheet, start, copies)


def _check_size(drawing: LabelDrawing, medium: Medium) -> None:
    if (
        abs(drawing.width - medium.label_width) > _SAME_SIZE
        or abs(drawing.height - medium.label_height) > _SAME_SIZE
    ):
        raise DrawingOfOtherSize(medium.name, drawing.width, drawing.height)


class _Sheet:
    """The page that is being filled."""

    def __init__(
        self,
        pdf: PdfStream,
        medium: Medium,
        static: tuple[Shape, ...],
        profile: PrinterProfile,
    ) -> None:
        self.pdf = pdf
        self.medium = medium
        self._static = static
        self._before = profile.matrices(medium.page_width, medium.page_height)
        self._corners = [
            (cell.x, medium.page_height - cell.y - medium.label_height) for cell in medium.cells
        ]
        self._parts: list[str] = []
        self._used: list[int] = []

    def put(self, place: int, operators: str, forms: tuple[int, ...]) -> None:
        """Put a label at a place, from 0."""
        x, y = self._corners[place]
        self._parts.append(f"q 1 0 0 1 {x:.6g} {y:.6g} cm\n{operators}\nQ")
        self._used += forms

    def end(self) -> None:
        """Write the page and begin the next."""
        if not self._parts:
            return
        if self._static:
            number = self.pdf.form(self._static, self.medium.page_height)
            self._parts.append(f"/S{number} Do")
            self._used.append(number)
        self.pdf.page(self._before + "\n".join(self._parts), self._used)
        self._parts, self._used = [], []


def _print(
    drawings: Iterable[LabelDrawing], sheet: _Sheet, start: int, copies: int
) -> Iterator[bytes]:
    pdf, capacity = sheet.pdf, sheet.medium.capacity
    place, size = start - 1, 0
    for drawing in drawings:
        _check_size(drawing, sheet.medium)
        operators, forms = pdf.label(drawing)
        for _ in range(copies):
            sheet.put(place, operators, forms)
            place += 1
            if place == capacity:
                sheet.end()
                place = 0
                size += len(operators)
                if size >= _CHUNK:
                    yield pdf.take()
                    size = 0
    sheet.end()
    pdf.close()
    yield pdf.take()


def page_shapes(medium: Medium, *, check_bar: bool) -> Iterator[Shape]:
    """Yield what every page of a medium shows beside its labels."""
    if medium.cut_marks:
        yield from _cut_marks(medium)
    if medium.hole:
        for cell in medium.cells:
            yield _ring(cell, medium.hole)
    if check_bar and medium.check_bar:
        yield from _check_bar(medium.check_bar)


def _check_bar(at: Point) -> Iterator[Shape]:
    end = at.x + BAR_LENGTH
    yield Line(x1=at.x, y1=at.y, x2=end, y2=at.y, thickness=0.25)
    for x in (at.x, end):
        yield Line(x1=x, y1=at.y - _TICK / 2, x2=x, y2=at.y + _TICK / 2, thickness=0.25)
    text = clean(LABEL_WORDS.check_bar)
    yield Text(x=end + 2, y=at.y + 0.7, text=text, face=Face.CONDENSED, size=1.9)


def _ring(cell: Point, hole: Hole) -> Polygon:
    """Return the mark of a hole: so thin that a punch takes it away."""
    radius = hole.diameter / 2
    x, y = cell.x + hole.x, cell.y + hole.y
    # Forty-eight corners are a circle to within a hundredth of a millimetre.
    angles = [index * tau / 48 for index in range(48)]
    return Polygon(
        points=tuple((x + radius * cos(one), y + radius * sin(one)) for one in angles),
        stroke="muted",
        thickness=0.15,
    )


def _cut_marks(medium: Medium) -> Iterator[Line]:
    """Yield short strokes across the corners of the labels, along the cuts inside the page."""
    edges_x = sorted(
        {one for cell in medium.cells for one in (cell.x, cell.x + medium.label_width)}
    )
    edges_y = sorted(
        {one for cell in medium.cells for one in (cell.y, cell.y + medium.label_height)}
    )
    wide, high = medium.page_width, medium.page_height
    for x in edges_x:
        for y in edges_y:
            if 0 < x < wide:
                low, end = max(y - _CUT_MARK, 0.0), min(y + _CUT_MARK, high)
                yield Line(x1=x, y1=low, x2=x, y2=end, tone="muted")
            if 0 < y < high:
                left, right = max(x - _CUT_MARK, 0.0), min(x + _CUT_MARK, wide)
                yield Line(x1=left, y1=y, x2=right, y2=y, tone="muted")
