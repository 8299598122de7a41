"""The mass-flow picture: bars joined by ribbons as wide as their grams, left to right.

A pure function from a model to shapes. Nothing is said by colour alone: what came in is a full bar,
stock an empty one, a loss a striped one on a dashed ribbon, and each bar has its name and its mass.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from acopio_labels.balance_model import FlowLink, FlowNode, FlowPicture
from acopio_labels.fonts import CAP_HEIGHT, DESCENT, Face, text_width
from acopio_labels.shapes import Drawing, Line, Polygon, Shape, Tone, rectangle, text_lines
from acopio_labels.text import LEADING, FittedText, clean, fit

_BAR = 3.2
_GAP = 1.5
"""Least white between two bars of a column."""
_BAND_GAP = 5.0
_THINNEST = 0.25
_LAST_LABEL = 0.2
"""Of the width, for the names of the last bars."""
_WIDEST = 0.45
"""Of the height, for the widest bar: a picture of one lot is no black wall."""
_STRIPES = 1.1
_CURVE = 20
_KINDS = ("stage", "in", "out", "stock", "loss", "gap")
"""From top to bottom of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A node with its place on the page."""

    node: FlowNode
    grams: int
    x: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def flow_chart(picture: FlowPicture, *, width: float, height: float, label_size: float) -> Drawing:
    """Return the picture, as wide as told and at most as high as it takes to be read."""
    first = min(node.column for node in picture.nodes)
    columns = max(node.column for node in picture.nodes) - first + 1
    last_room = max(width * _LAST_LABEL, width / columns)
    step = (width - _BAR - last_room) / max(columns - 1, 1)
    grams = {node.key: _grams(node, picture.links) for node in picture.nodes}
    slot = 2 * label_size * LEADING
    bands = _bands(picture.nodes)
    scale = _scale(bands, grams, slot, height)
    bands_end = {
        group: {node.column for node in picture.nodes if node.group == group}
        for group in {node.group for node in picture.nodes}
    }
    bars, bottom = _placed(bands, grams, slot, scale, (first, step))
    shapes: list[Shape] = []
    for link, ends in _ribbons(picture.links, bars, scale):
        shapes += _ribbon(link, ends, bars)
    for bar in bars.values():
        shapes += _bar_shapes(bar)
    for bar in bars.values():
        # What stands last in its band has the rest of the page for its name.
        last = bar.node.column == max(bands_end[bar.node.group])
        room = width - bar.x - _BAR if last else step - _BAR
        shapes += _label(bar, room - 2.0, label_size)
    return Drawing(height=bottom, shapes=tuple(shapes))


def _grams(node: FlowNode, links: Sequence[FlowLink]) -> int:
    came = sum(link.grams for link in links if link.target == node.key)
    went = sum(link.grams for link in links if link.source == node.key)
    return max(came, went)


def _bands(nodes: Sequence[FlowNode]) -> list[dict[int, list[FlowNode]]]:
    """Return, for each group, its nodes by column, from top to bottom."""
    bands: dict[str, dict[int, list[FlowNode]]] = {}
    for node in nodes:
        bands.setdefault(node.group, {}).setdefault(node.column, []).append(node)
    for band in bands.values():
        for listed in band.values():
            listed.sort(key=lambda node: _KINDS.index(node.kind))
    return list(bands.values())


def _column_height(
    nodes: Sequence[FlowNode], grams: dict[str, int], slot: float, scale: float
) -> float:
    return sum(max(slot, grams[node.key] * scale) + _GAP for node in nodes)


def _whole_height(
    bands: list[dict[int, list[FlowNode]]], grams: dict[str, int], slot: float, scale: float
) -> float:
    tallest = (
        max(_column_height(nodes, grams, slot, scale) for nodes in band.values()) for band in bands
    )
    return sum(tallest) + _BAND_GAP * (len(bands) - 1)


def _scale(
    bands: list[dict[int, list[FlowNode]]], grams: dict[str, int], slot: float, height: float
) -> float:
    """Return millimetres for a gram: the largest that fits, the same for every ribbon."""
    low, high = 0.0, height * _WIDEST / max(grams.values())
    for _ in range(40):
        middle = (low + high) / 2
        if _whole_height(bands, grams, slot, middle) <= height:
            low = middle
        else:
            high = middle
    return low


def _placed(
    bands: list[dict[int, list[FlowNode]]],
    grams: dict[str, int],
    slot: float,
    scale: float,
    columns: tuple[int, float],
) -> tuple[dict[str, _Bar], float]:
    """Return every bar where it stands, and how far down they reach."""
    first, step = columns
    bars: dict[str, _Bar] = {}
    top = 0.0
    for band in bands:
        for column, nodes in band.items():
            y = top
            for node in nodes:
                tall = max(grams[node.key] * scale, _THINNEST)
                room = max(slot, tall)
                bars[node.key] = _Bar(
                    node=node,
                    grams=grams[node.key],
                    x=(column - first) * step,
                    top=y + (room - tall) / 2,
                    height=tall,
                )
                y += room + _GAP
        tallest = max(_column_height(nodes, grams, slot, scale) for nodes in band.values())
        top += tallest + _BAND_GAP
    return bars, top - _BAND_GAP - _GAP


_Ends = tuple[float, float, float]
"""Top at the source, top at the target, thickness."""


def _ribbons(
    links: Sequence[FlowLink], bars: dict[str, _Bar], scale: float
) -> list[tuple[FlowLink, _Ends]]:
    """Return each link with its ends, in order along the bars, so that few ribbons cross."""
    starts = {
        link: top
        for bar in bars.values()
        for link, top in _along(
            bar, [one for one in links if one.source == bar.node.key], bars, scale, outgoing=True
        )
    }
    ends = {
        link: top
        for bar in bars.values()
        for link, top in _along(
            bar, [one for one in links if one.target == bar.node.key], bars, scale, outgoing=False
        )
    }
    return [
        (link, (starts[link], ends[link], max(link.grams * scale, _THINNEST))) for link in links
    ]  # fmt: skip


def _along(
    bar: _Bar,
    links: Sequence[FlowLink],
    bars: dict[str, _Bar],
    scale: float,
    *,
    outgoing: bool,
) -> list[tuple[FlowLink, float]]:
    y = bar.top
    placed = []
    for link in sorted(links, key=lambda one: bars[one.target if outgoing else one.source].middle):
        placed.append((link, y))
        y += link.grams * scale
    return placed


def _ribbon(link: FlowLink, ends: _Ends, bars: dict[str, _Bar]) -> list[Shape]:
    source, target = bars[link.source], bars[link.target]
    left, right = source.x + _BAR, target.x
    above, below, thick = ends
    upper = _curve(left, above, right, below)
    lower = _curve(left, above + thick, right, below + thick)
    outline = (*upper, *reversed(lower))
    if target.node.kind not in {"loss", "gap"}:
        return [Polygon(points=outline, fill="hairline", opacity=0.55)]
    tone: Tone = "alarm" if target.node.kind == "gap" else "muted"
    dashes = [_dashed(edge, tone) for edge in (upper, lower)]
    return [Polygon(points=outline, fill="tint"), *dashes[0], *dashes[1]]


def _dashed(edge: Sequence[tuple[float, float]], tone: Tone) -> list[Shape]:
    """Return every other piece of a curve: a dash that starts anew with each piece is a dot."""
    pieces = list(pairwise(edge))
    return [
        Line(x1=one[0], y1=one[1], x2=other[0], y2=other[1], thickness=0.2, tone=tone)
        for one, other in pieces[::2]
    ]


def _curve(x1: float, y1: float, x2: float, y2: float) -> list[tuple[float, float]]:
    """Return points of an S: level at both ends."""
    points = []
    for index in range(_CURVE + 1):
        part = index / _CURVE
        eased = part * part * (3 - 2 * part)
        points.append((x1 + (x2 - x1) * part, y1 + (y2 - y1) * eased))
    return points


def _bar_shapes(bar: _Bar) -> list[Shape]:
    whole = rectangle(bar.x, bar.top, _BAR, bar.height)
    kind = bar.node.kind
    if kind == "stock":
        return [replace(whole, fill="paper", stroke="ink", thickness=0.4)]
    if kind in {"loss", "gap"}:
        tone: Tone = "alarm" if kind == "gap" else "ink"
        outline = replace(whole, fill="paper", stroke=tone, thickness=0.25)
        return [outline, *_striped(bar, tone)]
    return [replace(whole, fill="muted" if kind == "in" else "ink")]


def _striped(bar: _Bar, tone: Tone) -> list[Shape]:
    """Return strokes that rise to the right, cut off at the edges of the bar."""
    stripes: list[Shape] = []
    down = _STRIPES
    while down < bar.height + _BAR:
        left = max(down - bar.height, 0.0)
        right = min(down, _BAR)
        stripes.append(
            Line(
                x1=bar.x + left,
                y1=bar.top + down - left,
                x2=bar.x + right,
                y2=bar.top + down - right,
                thickness=0.2,
                tone=tone,
            )
        )
        down += _STRIPES
    return stripes


def _label(bar: _Bar, room: float, size: float) -> list[Shape]:
    """Set name and mass to the right of a bar, on a veil that keeps ribbons from the letters."""
    name = _line(bar.node.label, Face.CONDENSED, room, size)
    mass = _line(bar.node.mass, Face.CONDENSED_BOLD, room, size)
    tall = size * (CAP_HEIGHT + LEADING + DESCENT)
    x, y = bar.x + _BAR + 1.0, bar.middle - tall / 2
    wide = max(_width(name, Face.CONDENSED), _width(mass, Face.CONDENSED_BOLD))
    veil = replace(rectangle(x - 0.5, y - 0.3, wide + 1.0, tall + 0.3), fill="paper", opacity=0.72)
    tone: Tone = "alarm" if bar.node.kind == "gap" else "ink"
    lines = (
        text_lines(name, face=Face.CONDENSED, width=room, x=x, y=y, tone=tone),
        text_lines(mass, face=Face.CONDENSED_BOLD, width=room, x=x, y=y + size * LEADING,
                   tone=tone),
    )  # fmt: skip
    return [veil, *(shape for drawing in lines for shape in drawing.shapes)]


def _line(text: str, face: Face, room: float, size: float) -> FittedText:
    return fit(
        (clean(text),),
        face=face,
        width=room,
        height=size * 1.3,
        largest=size,
        smallest=size * 0.62,
        lines=1,
    )


def _width(fitted: FittedText, face: Face) -> float:
    return max((text_width(line, face, fitted.size) for line in fitted.lines), default=0.0)
