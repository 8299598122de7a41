"""Labels to try the back-ends on, drawn here by hand, and what names people may type."""

from dataclasses import replace
from typing import Any

import numpy
import zxingcpp

from acopio_labels.drawing import BarCode, LabelDrawing
from acopio_labels.fonts import Face
from acopio_labels.qr import dot_mm, make_symbol, place
from acopio_labels.shapes import Line, Polygon, Shape, Text, rectangle

ADDRESS = "HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T62A3K"
SSCC = "(00)377012345678901238"
ZPL_IN_A_NAME = "Ñandú ^XZ~JR^XA^FD_5EXZ\r\n^FS\\&"
SVG_IN_A_NAME = "</text><script>alert('&amp;\"')</script>]]>"

NAME = Text(x=5.0, y=9.0, text="Cooperativa Ñuñunhuayo · 69 kg", face=Face.BOLD, size=4.0)
OTHER_LETTERS = Text(x=5.0, y=15.0, text="Awajún ŵĩɨ — ≤ 7,5 %", face=Face.REGULAR, size=3.5)
LOT_CODE = Text(
    x=5.0, y=27.0, text="NAR-7KQ4M9T-6", face=Face.CONDENSED_BOLD, size=9.6, squeeze=0.8
)
RULE = Line(x1=5.0, y1=30.0, x2=95.0, y2=30.0, thickness=0.25)
SHARED: tuple[Shape, ...] = (NAME, OTHER_LETTERS, RULE)


def bar_code(text: str, *, x: float, y: float, dots: int = 4, gs1: bool = True) -> BarCode:
    """Return a Code 128 with the widths the reader's own library would write."""
    options: dict[str, Any] = {"gs1": True} if gs1 else {}
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128, **options)
    row = numpy.asarray(code.to_image(scale=1, add_hrt=False, add_quiet_zones=False))[0]
    turns = numpy.flatnonzero(numpy.diff(row.astype(int), prepend=255, append=-1))
    widths = tuple(int(width) for width in numpy.diff(turns))
    widths = widths if len(widths) % 2 else widths[:-1]
    return BarCode(text=text, x=x, y=y, height=25.0, module=dots * dot_mm(203), widths=widths)


def label(number: int = 1, *, dots_per_inch: int = 203, address: str = ADDRESS) -> LabelDrawing:
    """Return a label of 100x150 mm with two symbols and a linear code."""
    symbol = make_symbol(address)
    return LabelDrawing(
        width=100.0,
        height=150.0,
        shared=SHARED,
        shapes=(
            replace(LOT_CODE, text=f"NAR-7KQ4M9T-{number}"),
            Line(x1=5.0, y1=100.0, x2=95.0, y2=100.0, thickness=0.3, dash=2.0),
            Polygon(points=((5.0, 35.0), (15.0, 35.0), (10.0, 45.0)), fill="ink"),
            rectangle(5.0, 50.0, 20.0, 8.0, fill="tint", stroke="muted"),
            rectangle(5.0, 62.0, 20.0, 8.0, fill="ink"),
        ),
        symbols=(
            place(symbol, x=50.0, y=32.0, box=46.0, dots_per_inch=dots_per_inch),
            place(symbol, x=70.0, y=102.0, box=28.0, dots_per_inch=dots_per_inch),
        ),
        bars=(bar_code(SSCC, x=8.0, y=115.0, dots=3),),
        name=f"NAR-7KQ4M9T-6 {number}/250",
    )


def named(text: str, *, tone: str = "ink") -> LabelDrawing:
    """Return a label that differs by one line of text."""
    line = Text(x=5.0, y=80.0, text=text, face=Face.REGULAR, size=4.0, tone=tone)  # type: ignore[arg-type]
    return replace(label(), shapes=(line,))
