"""The PDF back-end: opens a document, draws shapes on it and closes it to bytes.

The unit of every page is the millimetre; only this file knows of points.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from acopio_labels import fonts
from acopio_labels.shapes import Line, Polygon, Shape, Text, Tone

MM = 72 / 25.4
A4 = (210.0, 297.0)

COLOURS: dict[Tone, Color] = {
    "ink": Color(0, 0, 0),
    "muted": Color(0.33, 0.33, 0.33),
    "accent": Color(0.32, 0.18, 0.10),
    "hairline": Color(0.72, 0.70, 0.67),
    "tint": Color(0.965, 0.95, 0.93),
    "paper": Color(1, 1, 1),
    "alarm": Color(0.72, 0.05, 0.05),
}

# A TTFont cuts its subset through one shared file position, and it does so while saving.
SAVING = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An open document of one page size."""

    width: float
    height: float
    canvas: Any
    buffer: BytesIO

    def draw(self, shapes: Iterable[Shape]) -> None:
        """Draw shapes on the open page."""
        for shape in shapes:
            if isinstance(shape, Text):
                _draw_text(self.canvas, shape, self.height)
            elif isinstance(shape, Line):
                _draw_line(self.canvas, shape, self.height)
            else:
                _draw_polygon(self.canvas, shape, self.height)

    def sized(self, height: float) -> "Paper":
        """Return the same document with pages of another height from here on."""
        self.canvas.setPageSize((self.width * MM, height * MM))
        return replace(self, height=height)

    def begin_page(self) -> None:
        """Make the millimetre the unit of the page."""
        self.canvas.scale(MM, MM)

    def end_page(self) -> None:
        """Close the page."""
        self.canvas.showPage()

    def close(self) -> bytes:
        """Return the finished document."""
        with SAVING:
            self.canvas.save()
        return self.buffer.getvalue()


def open_paper(size: tuple[float, float], *, title: str, author: str, language: str) -> Paper:
    """Open a document that prints at its true size and has no clock and no chance in it."""
    fonts.register()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(size[0] * MM, size[1] * MM),
        invariant=1,
        pageCompression=0,
        initialFontName=fonts.Face.REGULAR.registered_name,
        lang=language,
    )
    # Without page compression every stream takes the document's own filters: deflate without
    # ASCII85, which adds a quarter to the size, and no global setting of reportlab is touched.
    canvas._doc.defaultStreamFilters = [PDFZCompress]
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("acopio")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return Paper(width=size[0], height=size[1], canvas=canvas, buffer=buffer)


def _draw_text(canvas: Any, text: Text, height: float) -> None:
    line = canvas.beginText(text.x, height - text.y)
    line.setFont(text.face.registered_name, text.size)
    if text.tone != "ink":
        line.setFillColor(COLOURS[text.tone])
    if text.squeeze != 1.0:
        line.setHorizScale(100 * text.squeeze)
    line.textOut(text.text)
    if text.squeeze != 1.0:
        line.setHorizScale(100)
    if text.tone != "ink":
        line.setFillColor(COLOURS["ink"])
    canvas.drawText(line)


def _draw_line(canvas: Any, line: Line, height: float) -> None:
    canvas.setStrokeColor(COLOURS[line.tone])
    canvas.setLineWidth(line.thickness)
    canvas.setDash([line.dash] if line.dash else [])
    canvas.line(line.x1, height - line.y1, line.x2, height - line.y2)


def _draw_polygon(canvas: Any, polygon: Polygon, height: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(polygon.thickness)
    canvas.setDash([])
    if polygon.fill:
        canvas.setFillColor(COLOURS[polygon.fill])
        canvas.setFillAlpha(polygon.opacity)
    if polygon.stroke:
        canvas.setStrokeColor(COLOURS[polygon.stroke])
    path = canvas.beginPath()
    (first_x, first_y), *rest = polygon.points
    path.moveTo(first_x, height - first_y)
    for x, y in rest:
        path.lineTo(x, height - y)
    path.close()
    canvas.drawPath(path, stroke=int(bool(polygon.stroke)), fill=int(bool(polygon.fill)))
    canvas.restoreState()
