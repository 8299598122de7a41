"""Lines of text as pictures, from the embedded faces, as wide as the layout measured them.

A face rounds its letters to whole dots, which makes small text wider or narrower than it is on
paper. So a line is set four times as large and reduced to its measured width.
"""

import math
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from acopio_labels.fonts import Face

_FINER = 4
_MEASURED_AT = 64


class Extent(NamedTuple):
    """How far the ink of a line reaches from the start of its baseline."""

    before: float
    above: float
    after: float
    """Beyond the end of the line: less than nothing when it ends before."""
    below: float


class SetLine(NamedTuple):
    """A line as levels of ink, 255 for all."""

    ink: Image.Image
    before: int
    """Columns that lie before the start of the line."""
    above: int
    """Rows that lie above its foot."""


@lru_cache(maxsize=4096)
def extent(text: str, face: Face) -> Extent:
    """Return where the ink of a line ends, in ems, with a little to spare."""
    spare = 2 / _MEASURED_AT
    sides = _extent(text, _font(face, _MEASURED_AT))
    return Extent(*(side / _MEASURED_AT + spare for side in sides))


def _extent(text: str, font: ImageFont.FreeTypeFont) -> Extent:
    left, top, right, bottom = font.getbbox(text, anchor="ls")
    return Extent(-left, -top, right - font.getlength(text), bottom)


@lru_cache(maxsize=64)
def set_line(text: str, face: Face, em: float, width: float, start: float) -> SetLine:
    """Set a line with an em and a width in dots, begun ``start`` of a dot right of a whole one."""
    font = _font(face, em * _FINER)
    length = font.getlength(text)
    reduced = length / width
    """Columns of the large picture that become one dot."""
    sides = _extent(text, font)
    before, after = (math.ceil(max(side, 0) / reduced) + 1 for side in (sides.before, sides.after))
    above, below = (math.ceil(max(side, 0) / _FINER) + 1 for side in (sides.above, sides.below))
    columns = before + math.ceil(width) + 1 + after
    pad = math.ceil((before + 1) * reduced)
    edge = pad - (before + start) * reduced
    wide = math.ceil(edge + columns * reduced)
    large = Image.new("L", (wide, (above + below) * _FINER))
    pen = ImageDraw.Draw(large)
    pen.text((pad, above * _FINER), text, fill=255, font=font, anchor="ls")
    box = (edge, 0, edge + columns * reduced, large.height)
    small = large.resize((columns, above + below), Image.Resampling.BOX, box)
    return SetLine(small, before, above)


@lru_cache(maxsize=32)
def _font(face: Face, size: float) -> ImageFont.FreeTypeFont:
    """Return a face at a size; the basic layout, because the other one may not be installed."""
    data = files("acopio_labels.fonts").joinpath(f"{face.value}.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
