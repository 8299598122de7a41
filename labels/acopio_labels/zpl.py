"""The ZPL II back-end: labels for Zebra printers and the many that understand the same language.

Codes are sent as pictures (`^GFA`), so paper carries the modules that were proofread and no
encoder inside a printer is trusted. Text in Latin letters is set by the printer in its font 0,
made narrower where that would be wider than the line was measured. A line with any other sign is
sent as a picture, because which signs font 0 has differs from printer to printer; so is a line
that was squeezed to fit, a code above all, because nobody can promise its last sign to be on the
label. With ``text="picture"`` every line is one, and paper is exactly as the preview shows it.

Of what people typed only letters, figures and spaces go into a field as they are; every other
byte is written ``_hh`` (`^FH`), so no text can end its field. A job is plain ASCII, and pictures
are packed by the language's own run lengths: older printers know no others, and the same job is
the same bytes whatever library packs zip files.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from PIL import ImageChops

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import CopiesOutOfRange
from acopio_labels.fonts import Face, text_width
from acopio_labels.print_errors import ShiftTooLarge
from acopio_labels.qr import dot_mm
from acopio_labels.raster import (
    CodeOnDots,
    Region,
    bounds,
    codes_on_dots,
    pack_row,
    render,
    size_in_dots,
    thermal_stroke,
    upright_bars,
)
from acopio_labels.shapes import Polygon, Shape, Text

TextAs = Literal["printer", "picture"]

MOST_COPIES = 99_999_999
MOST_SHIFT_DOTS = 120
"""What `^LT` takes; the other commands take more, but a printer off by more is loaded wrongly."""

# No backslash: some readers take it for a break of lines, however it is written.
_FONT_0 = re.compile(r"[\u0020-\u005b\u005d-\u007e\u00a1-\u00ac\u00ae-\u00ff]*")
# How wide font 0 may be: measured sign by sign on the one copy of it that can be had without a
# printer, where most signs are narrower than our narrow bold ones and these few are wider.
_WIDER = str.maketrans("-J*_§", "—NNNN")
_SPARE = 1.05
_SAFE = frozenset(b" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# How many times the next digit stands: ``G`` to ``Y`` for 1 to 19, ``g`` to ``z`` for 20s.
_COUNTS = tuple(
    (twenties + ones).strip()
    for twenties in " ghijklmnopqrstuvwxyz"
    for ones in " GHIJKLMNOPQRSTUVWXY"
)
_RUN = re.compile(r"(.)\1{2,399}")


def label_zpl(
    drawing: LabelDrawing,
    *,
    dots_per_inch: int = 203,
    copies: int = 1,
    shift: tuple[float, float] = (0.0, 0.0),
    text: TextAs = "printer",
) -> bytes:
    """Return one label, from `^XA` to `^XZ`.

    ``shift`` moves the print right and down, in millimetres: the correction of a printer profile.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise CopiesOutOfRange(copies, MOST_COPIES)
    width, height = size_in_dots(drawing, dots_per_inch)
    lines = [
        f"^XA^CI28^PW{width}^LL{height}{_shifted(shift, dots_per_inch)}",
        *_all_shapes(drawing, dots_per_inch, text),
        *(_code(code) for code in codes_on_dots(drawing, dots_per_inch)),
        f"^PQ{copies},0,0,N^XZ\n",
    ]
    return "\n".join(lines).encode("ascii")


def job_zpl(
    drawings: Iterable[LabelDrawing],
    *,
    dots_per_inch: int = 203,
    copies: int = 1,
    shift: tuple[float, float] = (0.0, 0.0),
    text: TextAs = "printer",
) -> Iterator[bytes]:
    """Yield a job label by label, as `raw_port.send_raw` takes it."""
    for drawing in drawings:
        yield label_zpl(drawing, dots_per_inch=dots_per_inch, copies=copies, shift=shift, text=text)


def _shifted(shift: tuple[float, float], dots_per_inch: int) -> str:
    """Return the commands that move a label; all three, since a printer remembers the last ones.

    `^LH` moves right and down only; `^LS` moves left and `^LT` up.
    """
    dot = dot_mm(dots_per_inch)
    right, down = (round(distance / dot) for distance in shift)
    if max(abs(right), abs(down)) > MOST_SHIFT_DOTS:
        raise ShiftTooLarge(*shift, MOST_SHIFT_DOTS * dot)
    return f"^LH{max(right, 0)},{max(down, 0)}^LS{max(-right, 0)}^LT{min(down, 0)}"


def _all_shapes(drawing: LabelDrawing, dots_per_inch: int, text: TextAs) -> Iterator[str]:
    """Yield the fields of all shapes; those of the shared ones are made once.

    A printer adds ink to ink: white on black can only come as one picture of it all.
    """
    whole = Region(0, 0, *size_in_dots(drawing, dots_per_inch))
    if any(_is_white(shape) for shape in drawing.every_shape):
        yield from _picture(drawing.every_shape, whole, dots_per_inch)
        return
    yield from _shared_fields(drawing.shared, whole, dots_per_inch, text)
    for shape in drawing.shapes:
        yield from _field(shape, whole, dots_per_inch, text)


def _is_white(shape: Shape) -> bool:
    if isinstance(shape, Polygon):
        return "paper" in {shape.fill, shape.stroke}
    return shape.tone == "paper"


@lru_cache(maxsize=16)
def _shared_fields(
    shapes: tuple[Shape, ...], whole: Region, dots_per_inch: int, text: TextAs
) -> tuple[str, ...]:
    return tuple(field for shape in shapes for field in _field(shape, whole, dots_per_inch, text))


def _field(shape: Shape, whole: Region, dots_per_inch: int, text: TextAs) -> Iterator[str]:
    dot = dot_mm(dots_per_inch)
    bars = upright_bars(shape, dot)
    if bars is not None:
        yield from (_box(bar) for bar in bars)
    elif isinstance(shape, Text) and text == "printer" and _may_be_set_by_printer(shape):
        yield from _printer_text(shape, dot)
    else:
        yield from _picture((shape,), whole, dots_per_inch)


def _may_be_set_by_printer(text: Text) -> bool:
    return text.squeeze == 1.0 and _FONT_0.fullmatch(text.text) is not None


def _printer_text(text: Text, dot: float) -> Iterator[str]:
    if thermal_stroke(text.tone) != 0 or not text.text.strip():
        return
    x, y = max(0, round(text.x / dot)), max(0, round(text.y / dot))
    high = max(10, round(text.size / dot))
    wide = max(10, int(text.size / dot * _narrowed(text.text, text.face)))
    yield f"^FT{x},{y}^A0N,{high},{wide}^FH_^FD{escape(text.text)}^FS"


@lru_cache(maxsize=4096)
def _narrowed(text: str, face: Face) -> float:
    """Return how much narrower than high font 0 has to be to fit where a face fits."""
    widest = text_width(text.translate(_WIDER), Face.CONDENSED_BOLD) * _SPARE
    return min(1.0, text_width(text, face) / widest)


def escape(text: str) -> str:
    """Return a text as the data of a field after `^FH_` and `^CI28`."""
    data = text.encode("utf-8", "replace")
    return "".join(chr(byte) if byte in _SAFE else f"_{byte:02X}" for byte in data)


def _box(bar: Region) -> str:
    thick = min(bar.width, bar.height)
    return f"^FO{max(0, bar.x)},{max(0, bar.y)}^GB{bar.width},{bar.height},{thick}^FS"


def _picture(shapes: tuple[Shape, ...], whole: Region, dots_per_inch: int) -> Iterator[str]:
    """Yield shapes as a picture of the dots that are black, or nothing when none is."""
    dot = dot_mm(dots_per_inch)
    drawing = LabelDrawing(width=whole.width * dot, height=whole.height * dot, shapes=shapes)
    area = _around([bounds(shape, dot) for shape in shapes], whole)
    if area is None:
        return
    picture = render(drawing, dots_per_inch=dots_per_inch, region=area)
    ink = ImageChops.invert(picture)
    black = ink.getbbox()
    if black is None:
        return
    cut = ink.crop(black)
    data, row_bytes = cut.tobytes(), (cut.width + 7) // 8
    rows = [data[start : start + row_bytes] for start in range(0, len(data), row_bytes)]
    yield _graphic(area.x + black[0], area.y + black[1], row_bytes, len(rows), packed_hex(rows))


def _around(regions: list[Region], whole: Region) -> Region | None:
    """Return the part of the label all regions lie in."""
    met = [region for region in regions if region.meets(whole)]
    if not met:
        return None
    left, top = max(0, min(one.x for one in met)), max(0, min(one.y for one in met))
    right = min(whole.width, max(one.x + one.width for one in met))
    bottom = min(whole.height, max(one.y + one.height for one in met))
    return Region(left, top, right - left, bottom - top)


def _code(code: CodeOnDots) -> str:
    region = code.region
    row_bytes = (region.width + 7) // 8
    rows = (pack_row("".join(sign * code.module for sign in row)) for row in code.rows)
    data = packed_hex(row for row in rows for _ in range(code.row_height))
    return _graphic(code.x, code.y, row_bytes, region.height, data)


def _graphic(x: int, y: int, row_bytes: int, height: int, data: str) -> str:
    total = row_bytes * height
    return f"^FO{max(0, x)},{max(0, y)}^GFA,{total},{total},{row_bytes},{data}^FS"


def packed_hex(rows: Iterable[bytes]) -> str:
    """Return rows in ZPL's run lengths: a colon repeats a row, a comma ends it in white.

    The sign that ends a row in black is not used: readers disagree on what it fills with.
    """
    packed = []
    before = None
    for row in rows:
        packed.append(":" if row == before else _packed_row(row))
        before = row
    return "".join(packed)


def _packed_row(row: bytes) -> str:
    digits = row.hex().upper()
    kept = digits.rstrip("0")
    return _RUN.sub(lambda run: _COUNTS[len(run[0])] + run[1], kept) + "," * (kept != digits)
