"""What paper suffers, and what a phone makes of it: all from a seed, so the same every time."""

import math
import random
from dataclasses import dataclass

import numpy
from PIL import Image, ImageDraw, ImageFilter

Region = tuple[float, float, float, float]
"""Left, top, right, bottom in millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """How badly a label is treated, and how badly it is photographed."""

    stained: float = 0.0
    """Share of each symbol, its quiet zone included, that is covered."""
    stain_mm: tuple[float, float] = (2.0, 6.0)
    crease_mm: float = 0.0
    ink: int = 20
    paper: int = 235
    blur: float = 0.7
    """In pixels of the photograph."""
    noise: float = 4.0
    dots_per_mm: float = 4.0
    """Of the photograph."""


def photographed(
    page: Image.Image, symbol: Region, wear: Wear, chance: random.Random
) -> Image.Image:
    """Return a worn symbol of a page as a camera sees it; the page has 8 dots per millimetre."""
    left, top, right, bottom = (round(edge * 8) for edge in symbol)
    worn = page.convert("L").crop((left, top, right, bottom))
    _stain(worn, wear, chance)
    _crease(worn, wear, chance)
    # More of the white paper around it comes into the picture.
    seen = Image.new("L", (worn.width + 64, worn.height + 64), 255)
    seen.paste(worn, (32, 32))
    side = round(seen.width * wear.dots_per_mm / 8)
    seen = seen.resize((side, side), Image.Resampling.BOX)
    angle = chance.uniform(-180, 180)
    seen = seen.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    return _exposed(seen.filter(ImageFilter.GaussianBlur(wear.blur)), wear, chance)


def _exposed(seen: Image.Image, wear: Wear, chance: random.Random) -> Image.Image:
    """Give a picture the light of a warehouse: less contrast, a shadow across it, and noise."""
    levels = numpy.asarray(seen, dtype=float) / 255
    levels = wear.ink + levels * (wear.paper - wear.ink)
    turn = chance.uniform(0, 2 * math.pi)
    rows, columns = (numpy.linspace(0, 1, count) for count in levels.shape)
    across = columns[None, :] * math.cos(turn) + rows[:, None] * math.sin(turn)
    levels *= 1 - 0.2 * (across - across.min())
    grain = numpy.random.default_rng(chance.randrange(1 << 32))
    levels += grain.normal(0, wear.noise, levels.shape)
    return Image.fromarray(levels.clip(0, 255).astype(numpy.uint8))


def _stain(symbol: Image.Image, wear: Wear, chance: random.Random) -> None:
    """Lay dark or pale blots on a symbol until the share of it is covered."""
    cover = Image.new("L", symbol.size)
    pen = ImageDraw.Draw(cover)
    level = chance.choice([0, 255])
    while cover.histogram()[-1] < wear.stained * symbol.width * symbol.height:
        x, y = chance.uniform(0, symbol.width), chance.uniform(0, symbol.height)
        wide, high = (chance.uniform(*wear.stain_mm) * 4 for _ in range(2))
        pen.ellipse((x - wide, y - high, x + wide, y + high), fill=255)
    symbol.paste(level, mask=cover)


def _crease(symbol: Image.Image, wear: Wear, chance: random.Random) -> None:
    """Fold a symbol along a line on which the ink has gone."""
    if wear.crease_mm:
        begin, end = (chance.uniform(0, symbol.width) for _ in range(2))
        line = (begin, 0, end, symbol.height)
        ImageDraw.Draw(symbol).line(line, fill=255, width=max(1, round(wear.crease_mm * 8)))
