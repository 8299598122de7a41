"""The bar of a cut test: shares side by side on a scale from 0 to 100 per cent.

A pure function from a model to shapes. Nothing is said by colour alone: defects are black or
hatched inside a strong frame, the other beans are plain greys with their figure in them where it
has room, and a legend in the order of the bar names every share.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.quality_model import BarPart, CutBar
from acopio_labels.shapes import Drawing, Line, Polygon, Shape, rectangle, stack, text_lines
from acopio_labels.text import FittedText, clean, fit

_BAR_HEIGHT = 4.6
_THINNEST = 0.4
"""A share above nothing is seen, however small."""
_PITCH = 0.95
_HATCHES: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((1, -1),),
    ((1, 1),),
    ((1, -1), (1, 1)),
    ((1, 0),),
    ((0, 1),),
    ((1, 0), (0, 1)),
)
"""Directions of the strokes, for one defect after another; without any it is solid black."""
_DARKEST = 0.42
"""Opacity of the first part that is no defect; black letters can be read on it."""
_INDENT = 6.6
"""Room for the heading of a legend, over the size of its letters."""
_SWATCH = (3.4, 2.1)
_SWATCH_GAP = 1.1
_COLUMN_GAP = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How one part is filled: a hatch for a defect, a grey for the rest."""

    part: BarPart
    hatch: int | None
    grey: float


def cut_bar(bar: CutBar, *, width: float, label_size: float, words: tuple[str, str]) -> Drawing:
    """Return the bar above its legend; ``words`` head the defects and the other beans."""
    looks = _looks(bar.parts)
    shapes: list[Shape] = []
    x = 0.0
    for look, wide in zip(looks, _widths(bar.parts, width), strict=True):
        if wide:
            shapes += _filled(look, x, 0.0, wide, _BAR_HEIGHT)
            shapes += _figure_inside(look, x, wide, label_size)
        x += wide
    shapes.append(replace(rectangle(0, 0, width, _BAR_HEIGHT, stroke="ink"), thickness=0.2))
    drawn = Drawing(height=_BAR_HEIGHT, shapes=tuple(shapes))
    defects, others = words
    groups = (
        (defects, [look for look in looks if look.part.defect]),
        (others, [look for look in looks if not look.part.defect]),
    )
    columns = _columns(looks, width, label_size)
    legends = [_legend(name, group, columns, label_size) for name, group in groups if group]
    return stack((drawn, *legends), gap=label_size * 0.7)


def _looks(parts: Sequence[BarPart]) -> list[_Look]:
    """Give every defect a hatch of its own, and the others greys from dark to white."""
    looks = []
    steps = still = sum(not part.defect for part in parts) - 1
    defects = 0
    for part in parts:
        if part.defect:
            looks.append(_Look(part=part, hatch=defects % len(_HATCHES), grey=0.0))
            defects += 1
        else:
            looks.append(_Look(part=part, hatch=None, grey=_DARKEST * still / max(steps, 1)))
            still -= 1
    return looks


def _widths(parts: Sequence[BarPart], width: float) -> list[float]:
    """Return how wide each share is drawn; what a sliver needs to be seen the widest one gives."""
    shares = [float(Decimal(part.share)) for part in parts]
    whole = max(sum(shares), 100.0)  # rounded shares may add up to a little more
    widths = [max(width * share / whole, _THINNEST) if share else 0.0 for share in shares]
    if widths:
        widest = widths.index(max(widths))
        widths[widest] -= max(sum(widths) - width, 0.0)
    return widths


def _filled(look: _Look, x: float, y: float, width: float, height: float) -> list[Shape]:
    """Fill a rectangle with a grey, a hatch or black, inside a frame: a strong one of a defect."""
    whole = rectangle(x, y, width, height)
    if look.hatch is None:
        grey = replace(whole, fill="accent", opacity=look.grey)
        frame = replace(whole, stroke="ink", thickness=0.15)
        return [grey, frame] if look.grey else [frame]
    frame = replace(whole, stroke="ink", thickness=0.3)
    directions = _HATCHES[look.hatch]
    if not directions:
        return [replace(whole, fill="ink"), frame]
    return [*_hatched(whole, directions), frame]


def _figure_inside(look: _Look, x: float, width: float, size: float) -> list[Shape]:
    """Write a share into its part, unless it is hatched or too narrow."""
    said = _share(look.part)
    if look.hatch is not None or text_width(said, Face.CONDENSED, size) > width - 2:
        return []
    fitted = FittedText(lines=(said,), size=size, shortened=False)
    top = (_BAR_HEIGHT - size * CAP_HEIGHT) / 2
    written = text_lines(
        fitted, face=Face.CONDENSED, width=width, x=x, y=top, align="center", tone="ink"
    )
    return list(written.shapes)


def _hatched(box: Polygon, directions: Sequence[tuple[int, int]]) -> list[Shape]:
    """Return strokes in each direction, cut off at the edges of an upright rectangle."""
    (left, top), (right, bottom) = box.points[0], box.points[2]
    strokes: list[Shape] = []
    for across, down in directions:
        if not across:
            strokes += _upright(left, top, right, bottom)
        elif not down:
            strokes += _level(left, top, right, bottom)
        else:
            strokes += _slanted((left, top, right, bottom), down)
    return strokes


def _stroke(x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(x1=x1, y1=y1, x2=x2, y2=y2, thickness=0.17)


def _upright(left: float, top: float, right: float, bottom: float) -> list[Shape]:
    count = int((right - left) / _PITCH)
    return [
        _stroke(left + _PITCH * (index + 0.5), top, left + _PITCH * (index + 0.5), bottom)
        for index in range(count)
    ]


def _level(left: float, top: float, right: float, bottom: float) -> list[Shape]:
    count = int((bottom - top) / _PITCH)
    gap = (bottom - top) / (count + 1)
    return [
        _stroke(left, top + gap * (index + 1), right, top + gap * (index + 1))
        for index in range(count)
    ]


def _slanted(box: tuple[float, float, float, float], down: int) -> list[Shape]:
    """Return strokes at 45 degrees: falling to the right, or rising when ``down`` is negative."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    strokes: list[Shape] = []
    start = _PITCH / 2 - high
    while start < wide:
        from_x, to_x = max(start, 0.0), min(start + high, wide)
        from_y, to_y = from_x - start, to_x - start
        if down < 0:
            from_y, to_y = high - from_y, high - to_y
        strokes.append(_stroke(left + from_x, top + from_y, left + to_x, top + to_y))
        start += _PITCH * 1.2
    return strokes


def _columns(looks: Sequence[_Look], width: float, size: float) -> tuple[float, int, float]:
    """Return where the entries of a legend begin, how many stand in a row, and their distance."""
    indent = size * _INDENT
    widest = max((_entry_width(look.part, size) for look in looks), default=0.0)
    room = width - indent + _COLUMN_GAP
    columns = max(int(room / (widest + _COLUMN_GAP)), 1)
    return indent, columns, room / columns


def _legend(
    heading: str, looks: Sequence[_Look], grid: tuple[float, int, float], size: float
) -> Drawing:
    """Name every part with its share, in as many columns as there is room for."""
    indent, columns, step = grid
    said = text_lines(
        fit((heading,), face=Face.CONDENSED, width=indent, height=size * 1.3, largest=size,
            smallest=size * 0.6, lines=1),
        face=Face.CONDENSED,
        width=indent,
        tone="muted",
    )  # fmt: skip
    entries = [_entry(look, step - _COLUMN_GAP, size) for look in looks]
    rows = [
        _side_by_side(entries[start : start + columns], step)
        for start in range(0, len(entries), columns)
    ]
    listed = stack(rows, gap=size * 0.4)
    return Drawing(height=listed.height, shapes=(*said.shapes, *listed.moved(indent, 0)))


def _entry_width(part: BarPart, size: float) -> float:
    name = text_width(clean(part.name), Face.CONDENSED, size)
    share = text_width(_share(part), Face.CONDENSED_BOLD, size)
    return _SWATCH[0] + 2 * _SWATCH_GAP + name + share


def _share(part: BarPart) -> str:
    return f"{clean(part.share)} %"


def _entry(look: _Look, width: float, size: float) -> Drawing:
    """Set a swatch, the name and behind it the share."""
    share = _share(look.part)
    share_width = text_width(share, Face.CONDENSED_BOLD, size)
    left = _SWATCH[0] + _SWATCH_GAP
    room = max(width - left - _SWATCH_GAP - share_width, width * 0.3)
    name = fit(
        (clean(look.part.name),),
        face=Face.CONDENSED,
        width=room,
        height=size * 1.3 * 12,
        largest=size,
        smallest=size * 0.8,
    )
    text = text_lines(name, face=Face.CONDENSED, width=room, x=left)
    last = max((text_width(line, Face.CONDENSED, name.size) for line in name.lines), default=0.0)
    figure = text_lines(
        fit((share,), face=Face.CONDENSED_BOLD, width=width, height=size * 1.3, largest=size,
            smallest=size * 0.5, lines=1),
        face=Face.CONDENSED_BOLD,
        width=width,
        x=left + last + _SWATCH_GAP,
    )  # fmt: skip
    middle = size * CAP_HEIGHT / 2
    swatch = _filled(look, 0.0, middle - _SWATCH[1] / 2, *_SWATCH)
    return Drawing(
        height=max(text.height, figure.height), shapes=(*swatch, *text.shapes, *figure.shapes)
    )


def _side_by_side(entries: Sequence[Drawing], step: float) -> Drawing:
    shapes = [shape for index, one in enumerate(entries) for shape in one.moved(index * step, 0)]
    return Drawing(height=max(one.height for one in entries), shapes=tuple(shapes))
