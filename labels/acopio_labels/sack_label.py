"""Sack labels: one page per sack, twice the same symbol, every code in letters people can type."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from acopio_labels import qr
from acopio_labels.errors import NothingToPrint
from acopio_labels.fonts import CAP_HEIGHT, text_width
from acopio_labels.media import CheckBar, CodeBox, LabelLayout, Rule, TextBox, layout
from acopio_labels.model import SackLabel
from acopio_labels.paper import Paper, open_paper
from acopio_labels.shapes import Line, Shape, Text, text_lines
from acopio_labels.text import clean, fit
from acopio_labels.wording import LABEL_WORDS as WORDS

Fields = dict[str, tuple[str, ...]]

OF_THE_SACK = frozenset({"sack_code", "sack_of_count", "sack_in_words", "net_mass"})
"""Fields that differ from sack to sack; all others are drawn once per lot and reused."""


def draw_sack_labels(
    labels: Iterable[SackLabel],
    *,
    dots_per_inch: int = 203,
    medium: str = "thermal-100x150",
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Return a PDF with one page per label, of exactly the size of the medium.

    ``progress`` is told after each page how many are done. The same labels give the same bytes.
    """
    chosen = layout(medium)
    paper: Paper | None = None
    forms: dict[SackLabel, str] = {}
    for count, label in enumerate(labels, start=1):
        if paper is None:
            paper = _open(chosen, label)
        _draw_page(paper, chosen, label, forms, dots_per_inch)
        if progress:
            progress(count)
    if paper is None:
        raise NothingToPrint
    return paper.close()


def _open(chosen: LabelLayout, first: SackLabel) -> Paper:
    return open_paper(
        (chosen.width, chosen.height),
        title=clean(f"{first.organisation} · {first.lot_code}"),
        author=clean(first.organisation),
        language="es-PE",
    )


def _draw_page(
    paper: Paper,
    chosen: LabelLayout,
    label: SackLabel,
    forms: dict[SackLabel, str],
    dots_per_inch: int,
) -> None:
    lot = replace(label, sack_number=1, sack_code="", address="", net_mass=None)
    if lot not in forms:
        forms[lot] = f"lot{len(forms) + 1}"
        paper.define(forms[lot], _lot_shapes(chosen, lot))
    paper.begin_page()
    paper.canvas.doForm(forms[lot])
    paper.draw(_field_shapes(chosen, _sack_fields(label), of_the_sack=True))
    symbol = qr.make_symbol(label.address)
    for box in chosen.symbols:
        placed = qr.place(symbol, x=box.x, y=box.y, box=box.side, dots_per_inch=dots_per_inch)
        qr.draw(paper.canvas, placed, paper.height)
    paper.end_page()


def _lot_shapes(chosen: LabelLayout, label: SackLabel) -> Iterator[Shape]:
    yield from _field_shapes(chosen, _lot_fields(label), of_the_sack=False)
    yield from (_rule(rule) for rule in chosen.rules)
    yield from _check_bar(chosen.check_bar)


def _field_shapes(chosen: LabelLayout, fields: Fields, *, of_the_sack: bool) -> Iterator[Shape]:
    for box in chosen.texts:
        if (box.field in OF_THE_SACK) == of_the_sack:
            yield from text_in_box(fields[box.field], box)
    for code in chosen.codes:
        if (code.field in OF_THE_SACK) == of_the_sack:
            yield code_in_box(fields[code.field][0], code)


def text_in_box(paragraphs: tuple[str, ...], box: TextBox) -> tuple[Shape, ...]:
    """Set cleaned paragraphs in a box of the layout."""
    fitted = fit(
        paragraphs,
        face=box.face,
        width=box.width,
        height=box.height,
        largest=box.largest_em,
        smallest=box.smallest_em,
        lines=box.lines,
        balanced=True,
    )
    drawing = text_lines(fitted, face=box.face, width=box.width, x=box.x, y=box.y, align=box.align)
    return drawing.shapes


def code_in_box(code: str, box: CodeBox) -> Text:
    """Set a code on one line: as it is, else narrower, and lower only when that is not enough."""
    width = text_width(code, box.face, box.em)
    squeeze = min(1.0, box.width / width) if width else 1.0
    shrink = min(1.0, squeeze / box.narrowest)
    return Text(
        x=box.x,
        y=box.y + box.em * CAP_HEIGHT,
        text=code,
        face=box.face,
        size=box.em * shrink,
        squeeze=max(squeeze, box.narrowest),
    )


def _sack_fields(label: SackLabel) -> Fields:
    number, count = label.sack_number, label.sack_count
    return {
        "sack_code": (clean(label.sack_code),),
        "sack_of_count": (f"{number} / {count}",),
        "sack_in_words": (WORDS.sack_of.format(number=number, count=count),),
        "net_mass": (clean(label.net_mass) if label.net_mass else WORDS.no_mass,),
    }


def _lot_fields(label: SackLabel) -> Fields:
    return {
        "country": _said(label.country),
        "organisation": _said(label.organisation),
        "products": _said(label.product_es, label.product_en, label.process),
        "facts": _facts(label),
        "stub_facts": _said(label.organisation, label.product_es, label.season),
        "lot_code": (clean(label.lot_code),),
        "lot_caption": (WORDS.lot,),
        "sack_caption": (WORDS.sack,),
        "sack_code_caption": (WORDS.sack_code,),
        "net_mass_caption": (WORDS.net_mass,),
        "stub_caption": (WORDS.stub,),
        "check_bar_caption": (WORDS.check_bar,),
    }


def _facts(label: SackLabel) -> tuple[str, ...]:
    captioned = (
        (WORDS.season, label.season),
        (WORDS.grade, label.grade),
        (WORDS.origin, label.origin),
        (WORDS.packed_on, label.packed_on),
        (WORDS.ruc, label.ruc),
    )
    said = (caption.format(value=clean(value)) for caption, value in captioned if value)
    return (*_said(*label.claims), *said, *_said(*label.other_lines))


def _said(*texts: str | None) -> tuple[str, ...]:
    return tuple(cleaned for text in texts if text and (cleaned := clean(text)))


def _rule(rule: Rule) -> Line:
    end = rule.x + rule.width
    return Line(x1=rule.x, y1=rule.y, x2=end, y2=rule.y, thickness=rule.thickness, dash=rule.dash)


def _check_bar(bar: CheckBar) -> Iterator[Line]:
    end, low, high = bar.x + bar.length, bar.y - bar.tick / 2, bar.y + bar.tick / 2
    yield Line(x1=bar.x, y1=bar.y, x2=end, y2=bar.y, thickness=0.25)
    for x in (bar.x, end):
        yield Line(x1=x, y1=low, x2=x, y2=high, thickness=0.25)
