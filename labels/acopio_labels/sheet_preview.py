"""The first sheet of a job as a picture: places that are used up are grey, free ones white."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image, ImageDraw

from acopio_labels.drawing import LabelDrawing
from acopio_labels.media import Medium, check_start
from acopio_labels.qr import dot_mm
from acopio_labels.raster import render

_PAPER, _USED, _EDGE = 255, 225, 170
"""Shades of grey: of the sheet, of a used place, of the edge of a place."""


def sheet_png(
    drawings: Iterable[LabelDrawing],
    medium: Medium,
    *,
    start: int = 1,
    copies: int = 1,
    dots_per_inch: int = 203,
) -> bytes:
    """Return the first sheet as PNG, a pixel for each dot of the printer.

    Only as many labels are drawn as the sheet has room for.
    """
    check_start(medium, start)
    dot = dot_mm(dots_per_inch)
    page = Image.new("L", (round(medium.page_width / dot), round(medium.page_height / dot)), _PAPER)
    pen = ImageDraw.Draw(page)
    wide, high = round(medium.label_width / dot), round(medium.label_height / dot)
    corners = [(round(cell.x / dot), round(cell.y / dot)) for cell in medium.cells]
    for number, (x, y) in enumerate(corners, start=1):
        fill = _USED if number < start else _PAPER
        pen.rectangle((x, y, x + wide - 1, y + high - 1), fill=fill, outline=_EDGE)
    labels = _copied(drawings, copies, dots_per_inch)
    for corner, label in zip(corners[start - 1 :], labels, strict=False):
        page.paste(0, corner, label)
    buffer = BytesIO()
    page.save(buffer, format="PNG", dpi=(25.4 / dot, 25.4 / dot))
    return buffer.getvalue()


def _copied(
    drawings: Iterable[LabelDrawing], copies: int, dots_per_inch: int
) -> Iterator[Image.Image]:
    """Yield the ink of each label, as often as it is printed."""
    for drawing in drawings:
        ink = render(drawing, dots_per_inch=dots_per_inch).convert("L").point(lambda one: 255 - one)
        for _ in range(copies):
            yield ink
