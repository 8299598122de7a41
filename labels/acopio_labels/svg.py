"""The SVG back-end: one label as text, in millimetres, for screens and for programs that edit it.

Text stays text. Its face is named, not embedded; where DejaVu Sans is missing another face is
stretched or squeezed to the measured width, so no line ever leaves its place.
"""

import re
from collections.abc import Iterator
from html import escape

from acopio_labels.drawing import BarCode, LabelDrawing
from acopio_labels.fonts import Face, text_width
from acopio_labels.qr import PlacedSymbol, merged_rectangles
from acopio_labels.shapes import Line, Polygon, Shape, Text, Tone

COLOURS: dict[Tone, str] = {
    "ink": "#000000",
    "muted": "#545454",
    "accent": "#522e1a",
    "hairline": "#b8b3ab",
    "tint": "#f6f2ed",
    "paper": "#ffffff",
    "alarm": "#b80d0d",
}

_FACES = {
    Face.REGULAR: "",
    Face.BOLD: ' font-weight="700"',
    Face.CONDENSED: ' font-stretch="condensed"',
    Face.CONDENSED_BOLD: ' font-weight="700" font-stretch="condensed"',
}

# Everything XML 1.0 has no way to write, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(drawing: LabelDrawing) -> str:
    """Return a label as a whole SVG document; the same label gives the same text."""
    width, height = _number(drawing.width), _number(drawing.height)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm"'
            f' viewBox="0 0 {width} {height}" role="img">',
            f"<title>{_escaped(drawing.name)}</title>",
            f'<rect width="{width}" height="{height}" fill="{COLOURS["paper"]}"/>',
            *(_marks(shape) for shape in drawing.every_shape),
            *(_symbol(placed) for placed in drawing.symbols),
            *(_bars(bars) for bars in drawing.bars),
            "</svg>",
            "",
        )
    )


def _marks(shape: Shape) -> str:
    if isinstance(shape, Text):
        return _text(shape)
    return _line(shape) if isinstance(shape, Line) else _polygon(shape)


def _text(text: Text) -> str:
    width = text_width(text.text, text.face, text.size) * text.squeeze
    return (
        f'<text x="{_number(text.x)}" y="{_number(text.y)}" xml:space="preserve"'
        f' font-family="DejaVu Sans, sans-serif"{_FACES[text.face]}'
        f' font-size="{_number(text.size)}" textLength="{_number(width)}"'
        f' lengthAdjust="spacingAndGlyphs" fill="{COLOURS[text.tone]}">'
        f"{_escaped(text.text)}</text>"
    )


def _line(line: Line) -> str:
    dash = f' stroke-dasharray="{_number(line.dash)}"' if line.dash else ""
    return (
        f'<line x1="{_number(line.x1)}" y1="{_number(line.y1)}" x2="{_number(line.x2)}"'
        f' y2="{_number(line.y2)}" stroke="{COLOURS[line.tone]}"'
        f' stroke-width="{_number(line.thickness)}"{dash}/>'
    )


def _polygon(polygon: Polygon) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in polygon.points)
    fill = COLOURS[polygon.fill] if polygon.fill else "none"
    faded = f' fill-opacity="{_number(polygon.opacity)}"' if polygon.opacity != 1.0 else ""
    stroke = (
        f' stroke="{COLOURS[polygon.stroke]}" stroke-width="{_number(polygon.thickness)}"'
        if polygon.stroke
        else ""
    )
    return f'<polygon points="{points}" fill="{fill}"{faded}{stroke}/>'


def _symbol(placed: PlacedSymbol) -> str:
    rectangles = "".join(_rectangle(*box) for box in merged_rectangles(placed.symbol.rows))
    return _path(placed.x, placed.y, placed.module, placed.module, rectangles)


def _bars(bars: BarCode) -> str:
    return _path(bars.x, bars.y, bars.module, bars.height, "".join(_upright(bars.widths)))


def _upright(widths: tuple[int, ...]) -> Iterator[str]:
    x = 0
    for index, width in enumerate(widths):
        if index % 2 == 0:
            yield _rectangle(x, 0, width, 1)
        x += width


def _path(x: float, y: float, wide: float, high: float, rectangles: str) -> str:
    """Return dark modules in whole module units under one matrix, with edges left sharp."""
    matrix = " ".join(_number(value) for value in (wide, 0, 0, high, x, y))
    return (
        f'<path transform="matrix({matrix})" shape-rendering="crispEdges"'
        f' fill="{COLOURS["ink"]}" d="{rectangles}"/>'
    )


def _rectangle(x: int, y: int, wide: int, high: int) -> str:
    return f"M{x} {y}h{wide}v{high}h-{wide}z"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _number(value: float) -> str:
    """Return a measure to a hundred-thousandth of a millimetre, without zeros at its end."""
    written = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
