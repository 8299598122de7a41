"""Receipts of deliveries on rolls of 58 and 80 mm: as wide as the roll, as long as they need to be.

A layout is one TOML file in ``layouts/receipts/``; everything is measured before it is drawn.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from acopio_labels import qr
from acopio_labels.boxes import CodeBox, code_in_box
from acopio_labels.errors import NothingToPrint, UnknownMedia
from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.model import DeliveryReceipt, ReceiptLot, ReceiptRow
from acopio_labels.paper import Paper, open_paper
from acopio_labels.shapes import Align, Drawing, Line, stack, text_lines
from acopio_labels.text import clean, fit

ROLLS = ("58", "80")
LINES_MAX = 3
"""Lines of one text: a longer name is shrunk, then shortened."""
_SMALLEST = 0.7
"""How far a text is shrunk before it is shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Heights of capitals."""

    organisation: float
    title: float
    number: float
    code: float
    strong: float
    body: float
    small: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Everything about one width of paper."""

    width: float
    margin: float
    top: float
    bottom: float
    gap: float
    row_gap: float
    qr: float
    letter: Letters

    @property
    def printable(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin


@cache
def roll(name: str) -> Roll:
    """Return the layout of a roll by its width: ``58`` or ``80``."""
    if name not in ROLLS:
        raise UnknownMedia(name, ROLLS)
    folder = files(__package__).joinpath("layouts").joinpath("receipts")
    data = tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return Roll(**{**data, "letter": Letters(**data["letter"])})


def draw_receipts(receipts: Iterable[DeliveryReceipt], *, medium: str = "80") -> bytes:
    """Return a PDF with one page per receipt; the same receipts give the same bytes."""
    chosen = roll(medium)
    paper: Paper | None = None
    for receipt in receipts:
        blocks = list(_blocks(receipt, chosen))
        height = chosen.top + chosen.bottom + _height(blocks, chosen)
        if paper is None:
            paper = open_paper(
                (chosen.width, height),
                title=clean(f"{receipt.title} · {receipt.organisation}"),
                author=clean(receipt.organisation),
                language="en" if receipt.language == "en" else "es-PE",
            )
        paper = paper.sized(height)
        paper.begin_page()
        _draw(paper, blocks, chosen)
        paper.end_page()
    if paper is None:
        raise NothingToPrint
    return paper.close()


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A QR symbol as a block of its own."""

    address: str
    height: float


_Block = Drawing | _Symbol


def _height(blocks: Sequence[_Block], chosen: Roll) -> float:
    return sum(block.height for block in blocks) + chosen.gap * (len(blocks) - 1)


def _draw(paper: Paper, blocks: Iterable[_Block], chosen: Roll) -> None:
    y = chosen.top
    for block in blocks:
        if isinstance(block, _Symbol):
            placed = qr.place(
                qr.make_symbol(block.address),
                x=(chosen.width - chosen.qr) / 2,
                y=y,
                box=chosen.qr,
            )
            qr.draw(paper.canvas, placed, paper.height)
        else:
            paper.draw(block.moved(chosen.margin, y))
        y += block.height + chosen.gap


def _blocks(receipt: DeliveryReceipt, chosen: Roll) -> Iterator[_Block]:
    letter = chosen.letter
    head = [
        _text(receipt.organisation, chosen, letter.organisation, bold=True, align="center"),
        *(_text(line, chosen, letter.small, align="center") for line in receipt.head),
    ]
    yield stack(head, gap=chosen.row_gap)
    yield _rule(chosen)
    title = [_text(receipt.title, chosen, letter.title, bold=True, align="center")]
    if receipt.number:
        title.append(_text(receipt.number, chosen, letter.number, bold=True, align="center"))
    yield stack(title, gap=chosen.row_gap * 1.3)
    if receipt.family:
        named, *others = receipt.family
        lines = [_text(named, chosen, letter.body, bold=True)]
        lines += [_text(line, chosen, letter.body) for line in others]
        yield stack(lines, gap=chosen.row_gap)
    for lot in receipt.lots:
        yield from _lot(lot, chosen)
    for rows in (receipt.totals, receipt.season):
        if rows:
            yield _rule(chosen)
            yield _rows(rows, chosen)
    if receipt.notes:
        yield _rule(chosen)
        yield stack(
            (_text(note, chosen, letter.small) for note in receipt.notes), gap=chosen.row_gap
        )


def _lot(lot: ReceiptLot, chosen: Roll) -> Iterator[_Block]:
    letter = chosen.letter
    yield _rule(chosen)
    named = [_text(lot.product, chosen, letter.strong, bold=True)]
    if lot.claims:
        named.append(_text(" · ".join(lot.claims), chosen, letter.small))
    yield stack(named, gap=chosen.row_gap)
    yield _rows(lot.rows, chosen)
    if lot.working:
        yield stack((_text(line, chosen, letter.small) for line in lot.working), gap=chosen.row_gap)
    if lot.due:
        yield _rows(lot.due, chosen)
    caption = _text(lot.lot_caption, chosen, letter.small, align="center")
    yield stack((caption, _code(lot.lot_code, chosen)), gap=chosen.row_gap)
    if lot.address:
        yield _Symbol(lot.address, chosen.qr)


def _text(
    text: str, chosen: Roll, letter: float, *, bold: bool = False, align: Align = "left"
) -> Drawing:
    """Set a text over the whole width, on as few lines as it takes."""
    face = Face.CONDENSED_BOLD if bold else Face.CONDENSED
    return _set(clean(text), chosen.printable, letter, face, align)


def _set(text: str, width: float, letter: float, face: Face, align: Align) -> Drawing:
    em = letter / CAP_HEIGHT
    fitted = fit(
        (text,) if text else (),
        face=face,
        width=width,
        height=em * (LINES_MAX + 1) * 1.3,
        largest=em,
        smallest=em * _SMALLEST,
        lines=LINES_MAX,
        balanced=align == "center",
    )
    return text_lines(fitted, face=face, width=width, align=align)


def _code(code: str, chosen: Roll) -> Drawing:
    """Set a code on one line over the whole width."""
    face, letter = Face.BOLD, chosen.letter.code
    wide = min(text_width(clean(code), face, letter / CAP_HEIGHT), chosen.printable)
    box = CodeBox(
        field="lot_code",
        x=(chosen.printable - wide) / 2,
        y=0.0,
        width=chosen.printable,
        face=face,
        letter=letter,
        narrowest=0.7,
    )
    return Drawing(height=letter, shapes=(code_in_box(clean(code), box),))


def _rows(rows: Iterable[ReceiptRow], chosen: Roll) -> Drawing:
    return stack((_row(row, chosen) for row in rows), gap=chosen.row_gap)


def _row(row: ReceiptRow, chosen: Roll) -> Drawing:
    """Set label and figure on one line, smaller if need be; else the figure below the label."""
    letter = chosen.letter.strong if row.strong else chosen.letter.body
    face = Face.CONDENSED_BOLD if row.strong else Face.CONDENSED
    label, value = clean(row.label), clean(row.value)
    for size in (letter, letter * 0.9, letter * 0.8):
        em = size / CAP_HEIGHT
        wide = text_width(value, face, em)
        room = chosen.printable - wide - em
        if text_width(label, face, em) <= room:
            left = _set(label, room, size, face, "left")
            right = _set(value, wide * 1.01, size, face, "left")
            shapes = (*left.shapes, *right.moved(chosen.printable - wide, 0))
            return Drawing(height=max(left.height, right.height), shapes=shapes)
    above = _set(label, chosen.printable, letter, face, "left")
    below = _set(value, chosen.printable, letter, face, "right")
    return stack((above, below), gap=chosen.row_gap)


def _rule(chosen: Roll) -> Drawing:
    line = Line(x1=0, y1=0.1, x2=chosen.printable, y2=0.1, thickness=0.2)
    return Drawing(height=0.2, shapes=(line,))
