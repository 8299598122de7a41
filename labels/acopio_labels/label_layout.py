"""From a label and a size to a drawing: the same contents arranged for whatever room there is.

Places and shared text are found once per lot and size; a sack then costs its own few texts and
its symbol.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from acopio_labels import qr
from acopio_labels.boxes import TextBox, code_in_box, line_in_box, text_in_box
from acopio_labels.code128 import place_bars
from acopio_labels.drawing import BarCode, LabelDrawing
from acopio_labels.errors import AddressTooLong, MediumTooSmall
from acopio_labels.flow import (
    GAP,
    NARROWEST,
    TAIL,
    Area,
    NoRoomError,
    Placed,
    flow,
    highest_letter,
    wanted_height,
)
from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.label_content import Block, Content, content_of, fill
from acopio_labels.label_model import Label
from acopio_labels.media import LabelSize, list_media, load_medium
from acopio_labels.qr import FEWEST_DOTS, PlacedSymbol, dot_mm
from acopio_labels.shapes import Line, Shape, Text

SMALL = 60.0
"""A label lower than this has no captions and short facts side by side."""

CODE_LETTER = 7.0
"""What a code should measure to be read from a step away."""

_EDGE = 1.0
"""At the foot of a label, what no tail hangs into: printers are not true to the millimetre."""
_ABOVE_CUT = 2.0
_LARGEST_SYMBOL = 46.5
_TWIN = 27.7
"""Smallest box of a symbol that is worth printing twice instead of one larger."""
_FULL_HEAD = 80.0
"""Height from which the head goes over the whole width."""
_GS1_BARS, _PLAIN_BARS = 32.0, 13.0
"""Lowest bars: those of a logistic label by GS1, and those of a code of one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Square:
    """Room for a symbol with its quiet zone."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Everything that labels of one lot and size have in common."""

    shared: tuple[Shape, ...]
    own: tuple[Placed, ...]
    squares: tuple[_Square, ...]
    bars: tuple[BarCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where things go, before anything is set."""

    placed: tuple[Placed, ...] = ()
    squares: tuple[_Square, ...] = ()
    lines: tuple[Line, ...] = ()
    bars: tuple[BarCode, ...] = ()
    texts: tuple[Text, ...] = ()

    def and_(self, other: "_Plan") -> "_Plan":
        """Return both."""
        return _Plan(
            placed=self.placed + other.placed,
            squares=self.squares + other.squares,
            lines=self.lines + other.lines,
            bars=self.bars + other.bars,
            texts=self.texts + other.texts,
        )


def lay_out(label: Label, size: LabelSize) -> LabelDrawing:
    """Return the drawing of a label for a size; no text breaks it, and no code is clipped."""
    filled = fill(label)
    modules, symbol = 0, None
    if filled.address is not None:
        symbol = qr.make_symbol(filled.address)
        modules = symbol.modules
    try:
        frame = _frame(filled.key, size, modules)
    except NoRoomError as error:
        raise _too_small(label, size) from error
    symbols: tuple[PlacedSymbol, ...] = ()
    if symbol is not None:
        symbols = tuple(
            qr.place(symbol, x=one.x, y=one.y, box=one.side, dots_per_inch=size.dots_per_inch)
            for one in frame.squares
        )
    shapes = [shape for one in frame.own for shape in _set(one, filled.own[one.block.field])]
    many = bool(filled.own)  # only sacks come by the hundred with most of their text the same
    return LabelDrawing(
        width=size.width,
        height=size.height,
        shapes=tuple(shapes) if many else frame.shared,
        symbols=symbols,
        bars=frame.bars,
        shared=frame.shared if many else (),
        name=filled.name,
    )


def fits(label: Label, size: LabelSize) -> bool:
    """Return whether the code of this kind finds room on a label of this size."""
    filled = fill(label)
    modules = qr.make_symbol(filled.address).modules if filled.address is not None else 0
    try:
        _frame(filled.key, size, modules)
    except NoRoomError:
        return False
    return True


def _too_small(label: Label, size: LabelSize) -> AddressTooLong | MediumTooSmall:
    fitting = tuple(
        name for name in list_media() if fits(label, load_medium(name).size(size.dots_per_inch))
    )
    filled = fill(label)
    content = content_of(filled.key, small=True)
    if not fitting and filled.address is not None and not content.bars:
        return AddressTooLong(filled.address, min(size.width, size.height))
    return MediumTooSmall(content.kind, size.width, size.height, fitting)


@lru_cache(maxsize=256)
def _frame(key: Label, size: LabelSize, modules: int) -> _Frame:
    content = content_of(key, small=size.height < SMALL)
    plan = _Arranger(content, size, modules).plan()
    own = tuple(one for one in plan.placed if one.block.own)
    # One text and its code in a box: fixed ones are set here, once.
    fixed = [
        shape for one in plan.placed if not one.block.own for shape in _set(one, *one.block.texts)
    ]
    shared = (*fixed, *plan.texts, *plan.lines)
    return _Frame(shared=shared, own=own, squares=plan.squares, bars=plan.bars)


def _set(placed: Placed, *texts: str) -> tuple[Shape, ...]:
    if isinstance(placed.box, TextBox):
        if placed.block.own:
            return line_in_box(texts[0], placed.box)
        return text_in_box(texts, placed.box)
    return (code_in_box(texts[0], placed.box),)


class _Arranger:
    """Finds the place of everything on one label."""

    def __init__(self, content: Content, size: LabelSize, modules: int) -> None:
        self.content = content
        self.size = size
        self.modules = modules
        self.codes = tuple(
            block for block in content.codes if block.texts and (block.code or size.height >= SMALL)
        )

    def plan(self) -> _Plan:
        """Return the places of everything."""
        size = self.size
        area = Area(
            x=size.margin,
            y=size.top,
            width=size.width - 2 * size.margin,
            height=size.height - size.top - size.foot,
        )
        if self.content.bars:
            return self._logistic(area, self.content.bars)
        if self.content.stub and size.stub:
            return self._with_stub(area, size.stub)
        return self._panel(
            area, twice=self.content.twice, hang=size.foot - min(_EDGE, size.foot / 2)
        )

    def _with_stub(self, area: Area, stub: float) -> _Plan:
        cut = self.size.height - stub
        line = Line(x1=0, y1=cut, x2=self.size.width, y2=cut, thickness=0.25, dash=1.5)
        front = Area(x=area.x, y=area.y, width=area.width, height=cut - area.y - _ABOVE_CUT)
        # The symbol's own quiet zone is margin enough on the cut and at the foot.
        back = Area(x=area.x, y=cut + 0.4, width=area.width, height=stub - 4.4)
        side = self._symbol_side(min(back.height, back.width - 40))
        below = max(self.size.foot - 4.0, 0.0)
        text = back.narrowed(side + GAP).lowered(1.6).shortened(below)
        plan = self._panel(front, twice=False, hang=_ABOVE_CUT)
        square = _Square(x=back.x + back.width - side, y=back.y, side=side)
        return plan.and_(
            _Plan(placed=flow(self.content.stub, text), squares=(square,), lines=(line,))
        )

    def _logistic(self, area: Area, coded: tuple[str, str, bool]) -> _Plan:
        """Set the bars at the bottom, their figures above them, and the rest on top."""
        text, shown, gs1 = coded
        high = min(max(_GS1_BARS if gs1 else _PLAIN_BARS, area.height * 0.3), 45.0)
        bars = place_bars(
            text,
            shown,
            gs1=gs1,
            y=area.y + area.height - high,
            height=high,
            width=self.size.width,
            dots_per_inch=self.size.dots_per_inch,
        )
        figures = CODE_LETTER if self.size.height >= SMALL else 3.2
        below = GAP / 2 + TAIL * figures
        rest = area.shortened(high + below + figures + 2.5 * GAP)
        if bars is None or rest.height < 0:
            raise NoRoomError
        line = _figures(shown, area, bars.y - below - figures, figures)
        above = self._above_bars(rest)
        return above.and_(_Plan(bars=(bars,), texts=(line,)))

    def _above_bars(self, rest: Area) -> _Plan:
        if not rest.height > 2 * _TWIN / 3 or not self.modules:
            texts = (*self.content.head, *self.content.body)
            return _Plan(placed=flow(texts, rest))
        side = self._symbol_side(min(rest.height, rest.width * 0.4))
        texts = (*self.content.head, *self.content.body)
        square = _Square(x=rest.x + rest.width - side, y=rest.y, side=side)
        return _Plan(placed=flow(texts, rest.narrowed(side + GAP)), squares=(square,))

    def _panel(self, area: Area, *, twice: bool, hang: float) -> _Plan:
        """Set codes along the foot where the height allows it, else beside the symbol.

        ``hang`` is free below the area for the tails of letters.
        """
        across, beside = self._split_codes(area, hang)
        plan = _Plan()
        if across:
            foot = area.shortened(_tail(across, area.width, hang))
            high = wanted_height(across, area.width)
            plan = _Plan(placed=flow(across, foot.lowered(foot.height - high)))
            area, hang = foot.shortened(high + GAP), GAP
        head = self.content.head
        stacked = twice and area.height >= 2 * _TWIN + GAP
        if area.y + area.height > _FULL_HEAD * 0.8 and area.width >= 85 and not stacked:
            plan = plan.and_(self._full_head(area))
            area = area.lowered(self._head_height(area) + 4 * GAP)
            head = ()
        texts = (*head, *self.content.body)
        return plan.and_(self._upper(area, texts, beside, twice=twice, hang=hang))

    def _full_head(self, area: Area) -> _Plan:
        high = self._head_height(area)
        y = area.y + high + 2 * GAP
        line = Line(x1=area.x, y1=y, x2=area.x + area.width, y2=y, thickness=0.3)
        top = Area(x=area.x, y=area.y, width=area.width, height=high)
        return _Plan(placed=flow(self.content.head, top), lines=(line,))

    def _head_height(self, area: Area) -> float:
        wanted = wanted_height(self.content.head, area.width)
        return min(wanted, max(area.height - _LARGEST_SYMBOL - 4 * GAP, area.height * 0.25))

    def _split_codes(self, area: Area, hang: float) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """Return the codes that go across the whole label and those beside the symbol."""
        codes, last = self.codes, self.codes[-1:]
        area = area.shortened(_tail(last, area.width, hang))
        if not self.modules or area.height - wanted_height(codes, area.width) - GAP >= _TWIN - 0.5:
            return codes, ()
        side = self._symbol_side(min(area.height, area.width / 2))
        widest = max((_narrowest_width(block) for block in codes), default=0.0)
        if area.width - side - GAP >= widest:
            return (), codes
        if area.height - wanted_height(last, area.width) - GAP >= 23.5:
            return last, codes[:-1]
        return (), codes

    def _upper(
        self,
        area: Area,
        texts: tuple[Block, ...],
        codes: tuple[Block, ...],
        *,
        twice: bool,
        hang: float,
    ) -> _Plan:
        """Set texts with one or two symbols: below them on a narrow label, else to the right."""
        if not self.modules:
            return _Plan(placed=_above_codes(texts, codes, area, hang))
        if area.width < 70 and area.height > 1.1 * area.width:
            return self._above_symbols(area, (*texts, *codes), twice=twice)
        room = min(area.height, _LARGEST_SYMBOL, max(area.width - 40, area.width * 0.45))
        stacked = twice and area.height >= 2 * _TWIN + GAP
        side = self._symbol_side(min(room, (area.height - GAP) / 2) if stacked else room)
        x = area.x + area.width - side
        tops = (area.y, area.y + side + GAP) if stacked else (area.y,)
        squares = tuple(_Square(x=x, y=y, side=side) for y in tops)
        placed = _above_codes(texts, codes, area.narrowed(side + GAP), hang)
        return _Plan(placed=placed, squares=squares)

    def _above_symbols(self, area: Area, texts: tuple[Block, ...], *, twice: bool) -> _Plan:
        pair = twice and area.width / 2 >= _TWIN
        room = area.width / 2 if pair else min(_LARGEST_SYMBOL, area.height * 0.55)
        side = self._symbol_side(min(room, area.width))
        y = area.y + area.height - side
        free = area.width - side
        lefts = (area.x, area.x + free) if pair else (area.x + free / 2,)
        squares = tuple(_Square(x=x, y=y, side=side) for x in lefts)
        above = area.shortened(side + GAP + _tail(texts, area.width, GAP))
        return _Plan(placed=flow(texts, above), squares=squares)

    def _symbol_side(self, room: float) -> float:
        """Return the side that whole dots make of a room."""
        dot = dot_mm(self.size.dots_per_inch)
        dots = int(room / self.modules / dot + 1e-9)
        if dots < FEWEST_DOTS:
            raise NoRoomError
        return dots * dot * self.modules


def _tail(blocks: tuple[Block, ...], width: float, hang: float) -> float:
    """Return what the tails of the last block need beyond what is free for them below."""
    if not blocks or not blocks[-1].code:
        return 0.0
    return max(0.0, TAIL * min(blocks[-1].letter, highest_letter(blocks[-1], width)) - hang)


def _above_codes(
    texts: tuple[Block, ...], codes: tuple[Block, ...], area: Area, hang: float
) -> tuple[Placed, ...]:
    """Set codes at the foot of a column, as large as leaves room for what must stand above."""
    for tenths in range(10, 2, -1):
        smaller = tuple(replace(block, letter=block.letter * tenths / 10) for block in codes)
        column = area.shortened(_tail(smaller, area.width, hang))
        high = wanted_height(smaller, area.width)
        try:
            above = flow(texts, column.shortened(high + GAP if codes else 0.0))
            return (*above, *flow(smaller, column.lowered(column.height - high)))
        except NoRoomError:
            continue
    raise NoRoomError


def _narrowest_width(block: Block) -> float:
    """Return how much room a code needs for letters of seven millimetres."""
    em = CODE_LETTER / CAP_HEIGHT
    return NARROWEST * text_width(block.texts[0], block.face, em)


def _figures(shown: str, area: Area, y: float, letter: float) -> Text:
    """Set what the bars hold, for people."""
    em = letter / CAP_HEIGHT
    wide = text_width(shown, Face.CONDENSED_BOLD, em)
    squeeze = min(1.0, area.width / wide)
    x = area.x + (area.width - wide * squeeze) / 2
    return Text(x=x, y=y + letter, text=shown, face=Face.CONDENSED_BOLD, size=em, squeeze=squeeze)
