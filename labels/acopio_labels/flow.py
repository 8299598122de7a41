"""Setting blocks below each other in a column: as large as they like, or as small as they must.

Where even the smallest letters do not fit, the least important blocks are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from acopio_labels.boxes import CodeBox, TextBox
from acopio_labels.fonts import CAP_HEIGHT, DESCENT, text_width
from acopio_labels.label_content import NEVER, Block
from acopio_labels.text import LEADING, wrap

GAP = 0.8
"""Between two blocks."""

TAIL = 0.28
"""How far the J of a code hangs below its line, over the height of its capitals."""

_CAPTION_GAP = 0.7
_LOOSEST = 2.4
NARROWEST = 0.5
"""How narrow the letters of a code may become before they become lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A free rectangle of a label."""

    x: float
    y: float
    width: float
    height: float

    def shortened(self, below: float) -> "Area":
        """Return the part above a strip of this height."""
        return Area(x=self.x, y=self.y, width=self.width, height=self.height - below)

    def narrowed(self, right: float) -> "Area":
        """Return the part left of a strip of this width."""
        return Area(x=self.x, y=self.y, width=self.width - right, height=self.height)

    def lowered(self, above: float) -> "Area":
        """Return the part below a strip of this height."""
        return Area(x=self.x, y=self.y + above, width=self.width, height=self.height - above)


Box = TextBox | CodeBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block with its box."""

    block: Block
    box: Box


class NoRoomError(Exception):
    """What must stand on the label does not fit."""


def text_height(letter: float, lines: int) -> float:
    """Return from the top of the first capital to the foot of the last descender."""
    return letter / CAP_HEIGHT * (CAP_HEIGHT + DESCENT + LEADING * (lines - 1))


def flow(blocks: Sequence[Block], area: Area) -> tuple[Placed, ...]:
    """Place the blocks in the area, from the top, in the largest letters that fit together."""
    shown = _trimmed([block for block in blocks if block.texts], area)
    growth = _largest_growth(shown, area)
    heights = [_height(block, area.width, growth) for block in shown]
    free = area.height - sum(heights) - _gaps(shown, heights)
    looser = min(free / len(shown), _LOOSEST) if shown and growth == 1.0 else 0.0
    placed = []
    y = area.y
    for block, height in zip(shown, heights, strict=True):
        placed.append(Placed(block=block, box=_box(block, area, y, height, growth)))
        y += height + _gap(block, height) + (0.0 if block.field == "caption" else looser)
    return tuple(placed)


def wanted_height(blocks: Sequence[Block], width: float) -> float:
    """Return the height at which every block has the letters it would like to have."""
    return _total([block for block in blocks if block.texts], width, 1.0)


def _trimmed(blocks: list[Block], area: Area) -> list[Block]:
    """Leave out lines and blocks, the least important first, until the smallest letters fit."""
    shown = list(blocks)
    while shown and _total(shown, area.width, 0.0) > area.height + 1e-6:
        counts = [1 if block.whole else _lines(block, area.width, 0.0) for block in shown]
        last = max(block.rank for block in shown)
        # Of the least important ones the lowest goes first.
        index = max(place for place, block in enumerate(shown) if block.rank == last)
        if last == NEVER:
            index = max(range(len(shown)), key=counts.__getitem__)
        lines = counts[index]
        if lines > 1:
            shown[index] = replace(shown[index], lines=lines - 1)
        elif last == NEVER:
            raise NoRoomError
        else:
            del shown[index]
    return shown


def _largest_growth(blocks: Sequence[Block], area: Area) -> float:
    """Return how far all letters may grow from the smallest (0) to the wanted ones (1)."""
    if _total(blocks, area.width, 1.0) <= area.height + 1e-6:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(10):
        middle = (low + high) / 2
        if _total(blocks, area.width, middle) <= area.height + 1e-6:
            low = middle
        else:
            high = middle
    return low


def _total(blocks: Sequence[Block], width: float, growth: float) -> float:
    heights = [_height(block, width, growth) for block in blocks]
    return sum(heights) + _gaps(blocks, heights)


def _letter(block: Block, growth: float) -> float:
    return block.smallest + (block.letter - block.smallest) * growth


def _lines(block: Block, width: float, growth: float) -> int:
    if block.own:
        return block.lines
    em = _letter(block, growth) / CAP_HEIGHT
    wrapped = sum(len(wrap(text, face=block.face, size=em, width=width)) for text in block.texts)
    return max(1, min(block.lines, wrapped))


def _height(block: Block, width: float, growth: float) -> float:
    letter = _letter(block, growth)
    if block.code:
        return min(letter, highest_letter(block, width))
    return text_height(letter, _lines(block, width, growth))


def highest_letter(block: Block, width: float) -> float:
    """Return how high the letters of a code can be in a width, at their narrowest."""
    return width * CAP_HEIGHT / (NARROWEST * text_width(block.texts[0], block.face))


def _gap(block: Block, height: float) -> float:
    if block.field == "caption":
        return _CAPTION_GAP
    return max(GAP, TAIL * height) if block.code else GAP


def _gaps(blocks: Sequence[Block], heights: Sequence[float]) -> float:
    pairs = zip(blocks[:-1], heights[:-1], strict=True)
    return sum(_gap(block, height) for block, height in pairs)


def _box(block: Block, area: Area, y: float, height: float, growth: float) -> Box:
    if block.code:
        return CodeBox(
            field=block.field,
            x=area.x,
            y=y,
            width=area.width,
            face=block.face,
            letter=height,
            narrowest=NARROWEST,
        )
    return TextBox(
        field=block.field,
        x=area.x,
        y=y,
        width=area.width,
        height=height + 1e-6,
        face=block.face,
        letter=_letter(block, growth),
        smallest_letter=block.smallest,
        lines=block.lines,
    )
