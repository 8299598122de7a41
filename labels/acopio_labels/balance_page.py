"""The balance on A4: one page that says it all, then the parts and the yields in full.

The first page holds an equation, a picture and the causes. It is planned at several sizes until it
fits, as the certificate is: smaller letters first, then a lower picture, then fewer rows with a
line that counts the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from acopio_labels.balance_model import BalancePage, BalanceRow, PartRow
from acopio_labels.certificate_blocks import paragraph, right_end, rule, side_by_side, whole_line
from acopio_labels.flow_chart import flow_chart
from acopio_labels.fonts import Face
from acopio_labels.paper import A4, open_paper
from acopio_labels.shapes import Drawing, Shape, Tone, rectangle, stack
from acopio_labels.table import Column, TableStyle, table
from acopio_labels.text import clean
from acopio_labels.wording import BALANCE_WORDS, BalanceWords

MARGIN = 14.0
WIDTH = A4[0] - 2 * MARGIN
TOP = 12.0
FOOTER_TOP = A4[1] - 14.0
_GUTTER = 8.0
_APART = 6.0
_HEADING = 9.0
_MOST_YIELDS = 200
_FEW_YIELDS = 3
"""So few stand on the first page."""
_Table = tuple[str, Sequence[Column], Sequence[Sequence[str]]]
_LOCALES = {"es": "es-PE", "en": "en"}
_BOLD = Face.CONDENSED_BOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What varies until the page fits."""

    size: float
    picture: float
    """Height of the picture."""
    rows: int = 1000


def draw_balance(page: BalancePage) -> bytes:
    """Return the balance as a PDF; the same page gives the same bytes."""
    words = BALANCE_WORDS[page.language]
    paper = open_paper(
        A4,
        title=clean(f"{page.title} · {page.subject} · {page.period}"),
        author=clean(page.organisation),
        language=_LOCALES[page.language],
    )
    head = _head(page, words)
    sections, gap = _plan(page, words, FOOTER_TOP - TOP - head.height)
    pages = [_spread([head, *sections], gap), *_further(page, words)]
    for number, shapes in enumerate(pages, start=1):
        paper.begin_page()
        paper.draw(shapes)
        paper.draw(_footer(page, words, number, len(pages)))
        paper.end_page()
    return paper.close()


def _spread(drawings: Sequence[Drawing], gap: float) -> tuple[Shape, ...]:
    """Return drawings below each other on a page."""
    return tuple(stack(drawings, gap=gap).moved(MARGIN, TOP))


def _further(page: BalancePage, words: BalanceWords) -> Iterator[tuple[Shape, ...]]:
    """Yield the shapes of the pages behind the first: tables, as many rows as fit on each."""
    style = _Style(size=2.6, picture=0)
    title = paragraph(f"{page.subject} · {page.period}", width=WIDTH, size=3.4, lines=1, face=_BOLD)
    drawn: list[Drawing] = [title]
    room = FOOTER_TOP - TOP - title.height
    for heading, columns, rows in _tables(page, words):
        left = list(rows)
        while left:
            fitting = _that_fit(columns, left, room - _HEADING, style, words)
            if fitting == 0 and len(drawn) > 1:
                yield _spread(drawn, _APART)
                drawn, room = [title], FOOTER_TOP - TOP - title.height
                continue
            shown, left = left[: max(fitting, 1)], left[max(fitting, 1) :]
            body = table(columns, shown, _style_of(style, WIDTH, words))
            drawing = _section(heading, [body], WIDTH, style)
            drawn.append(drawing)
            room -= drawing.height + _APART
    if len(drawn) > 1:
        yield _spread(drawn, _APART)


def _that_fit(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    room: float,
    style: _Style,
    words: BalanceWords,
) -> int:
    """Return how many rows, with their headings, are no higher than the room."""
    whole = _style_of(style, WIDTH, words)
    one = table(columns, [rows[0]], whole).height
    headings = 2 * one - table(columns, [rows[0], rows[0]], whole).height
    used = headings
    for count, row in enumerate(rows):
        used += table(columns, [row], whole).height - headings
        if used > room:
            return count
    return len(rows)


def _plan(page: BalancePage, words: BalanceWords, room: float) -> tuple[list[Drawing], float]:
    """Return the first sections that fit, and the white between them."""
    sections: list[Drawing] = []
    gap = 0.0
    for style in _styles():
        sections = [one for one in _sections(page, words, style) if one.height > 0]
        gap = (room - sum(one.height for one in sections)) / (len(sections) + 1)
        if gap >= style.size * 1.2:
            break
    return sections, min(gap, 7.0)


def _styles() -> Iterator[_Style]:
    for size, picture in ((3.0, 132.0), (2.8, 132.0), (2.6, 128.0), (2.4, 120.0)):
        yield _Style(size=size, picture=picture)
    for rows, picture in ((24, 116.0), (18, 112.0), (14, 108.0), (11, 104.0), (8, 100.0)):
        yield _Style(size=2.4, picture=picture, rows=rows)
    for rows, picture in ((5, 90.0), (3, 70.0), (2, 50.0), (2, 30.0)):
        yield _Style(size=2.2, picture=picture, rows=rows)


def _head(page: BalancePage, words: BalanceWords) -> Drawing:
    made = f"{words.period}: {page.period} · {words.made_on} {page.made_on}"
    lines = stack(
        (
            paragraph(page.organisation, width=WIDTH, size=3.8, lines=1, face=_BOLD),
            paragraph(page.title, width=WIDTH, size=3.4, lines=1, tone="muted"),
            paragraph(page.subject, width=WIDTH, size=6.6, lines=1, face=_BOLD, tone="accent"),
            paragraph(made, width=WIDTH, size=3.2, lines=2),
        ),
        gap=1.3,
    )
    height = lines.height + 3.0
    line = Drawing(height=1, shapes=(rule(WIDTH, thickness=0.6, tone="accent"),))
    return Drawing(height=height, shapes=(*lines.shapes, *line.moved(0, height)))


def _sections(page: BalancePage, words: BalanceWords, style: _Style) -> Iterator[Drawing]:
    yield _equation(page)
    yield _gaps(page, words, style)
    yield _picture(page, words, style)
    half = (WIDTH - _GUTTER) / 2
    yield side_by_side(
        _causes(words.came, page.in_rows, half, style, words),
        _causes(words.went, page.out_rows, half, style, words),
        half + _GUTTER,
    )
    if len(page.yields) <= _FEW_YIELDS:
        heading, columns, rows = _yields(page, words)
        body = table(columns, rows, _style_of(style, WIDTH, words))
        yield _section(heading, [body], WIDTH, style)
    yield stack(
        [paragraph(note, width=WIDTH, size=style.size * 0.9, lines=3, tone="muted")
         for note in page.notes],
        gap=0.8,
    )  # fmt: skip


def _equation(page: BalancePage) -> Drawing:
    """Set the five sums as one line that anybody can check, and below it whether it holds."""
    signs = ("", "+", "=", "+", "+")
    sign_width = 4.0
    box = (WIDTH - 4 * sign_width) / 5
    height = 13.0
    shapes: list[Shape] = []
    x = 0.0
    for sign, fact in zip(signs, page.equation, strict=True):
        if sign:
            shapes += whole_line(sign, width=3.0, size=5.0, face=_BOLD).moved(x + 0.9, 4.4)
            x += sign_width
        shapes.append(rectangle(x, 0, box, height, fill="tint"))
        inner = box - 4
        shapes += paragraph(fact.label, width=inner, size=3.0, lines=1, tone="muted").moved(
            x + 2, 2.0
        )
        shapes += whole_line(fact.value, width=inner, size=4.2, face=_BOLD).moved(x + 2, 6.8)
        x += box
    return stack((Drawing(height=height, shapes=tuple(shapes)), _verdict(page)), gap=2.0)


def _verdict(page: BalancePage) -> Drawing:
    """Say whether every gram is accounted for, in a frame: red and thick when it is not."""
    tone: Tone = "ink" if page.closed else "alarm"
    text = paragraph(page.verdict, width=WIDTH - 6, size=3.6, lines=2, face=_BOLD, tone=tone)
    height = text.height + 3.0
    frame = rectangle(0, 0, WIDTH, height, stroke=tone)
    frame = replace(frame, thickness=0.25 if page.closed else 0.8)
    return Drawing(height=height, shapes=(frame, *text.moved(3, 1.5)))


def _section(heading: str, body: Sequence[Drawing], width: float, style: _Style) -> Drawing:
    content = stack(body, gap=style.size * 0.4)
    if content.height == 0:
        return content
    title = paragraph(
        heading, width=width, size=style.size * 1.15, lines=1, face=_BOLD, tone="accent"
    )
    return stack((title, content), gap=style.size * 0.5)


def _gaps(page: BalancePage, words: BalanceWords, style: _Style) -> Drawing:
    """List what does not add up: as many as there is room for, and how many more."""
    most = max(min(style.rows, 8), 2)
    shown = list(page.gaps[:most])
    if len(page.gaps) > most:
        shown.append(words.more.format(count=len(page.gaps) - most))
    lines = [
        paragraph(f"! {one}", width=WIDTH, size=style.size, lines=2, face=_BOLD, tone="alarm")
        for one in shown
    ]
    return _section(words.gaps, lines, WIDTH, style)


def _picture(page: BalancePage, words: BalanceWords, style: _Style) -> Drawing:
    if page.picture is None:
        text = paragraph(words.nothing, width=WIDTH, size=4.0, lines=2)
        return _section(words.picture, [text], WIDTH, style)
    chart = flow_chart(
        page.picture, width=WIDTH, height=style.picture, label_size=style.size * 0.95
    )
    legend = paragraph(words.legend, width=WIDTH, size=style.size * 0.85, lines=1, tone="muted")
    return _section(words.picture, [Drawing(height=0.4), chart, legend], WIDTH, style)


def _style_of(style: _Style, width: float, words: BalanceWords) -> TableStyle:
    return TableStyle(
        width=width, size=style.size, most_rows=style.rows, most_lines=2, more=words.more
    )


def _causes(
    heading: str, rows: Sequence[BalanceRow], width: float, style: _Style, words: BalanceWords
) -> Drawing:
    """List causes with their masses; the sum stands last, apart."""
    columns = (
        Column(heading="", weight=62),
        Column(heading="kg", weight=30, align="right", figure=True),
    )
    listed = [(row.label, row.mass) for row in rows if not row.strong]
    body = [table(columns, listed, _style_of(style, width, words))]
    for row in rows:
        if row.strong:
            name = paragraph(row.label, width=width * 0.6, size=style.size, lines=1, face=_BOLD)
            mass = whole_line(row.mass, width=width * 0.38, size=style.size * 1.05, face=_BOLD)
            wide = right_end(mass)
            body.append(
                Drawing(height=name.height, shapes=(*name.shapes, *mass.moved(width - wide, 0)))
            )
    return _section(heading, body, width, style)


def _tables(page: BalancePage, words: BalanceWords) -> Iterator[_Table]:
    """Yield what stands behind the first page."""
    yield _parts(words.products, words.product, page.products, words)
    yield _parts(words.places, words.place, page.places, words)
    if len(page.yields) > _FEW_YIELDS:
        yield _yields(page, words)


def _yields(page: BalancePage, words: BalanceWords) -> _Table:
    """Return the table of batches, those to be looked at first."""
    columns = (
        Column(heading=words.batch, weight=20),
        Column(heading=words.days, weight=19, figure=True),
        Column(heading=words.conversion, weight=36),
        Column(heading=words.taken, weight=18, align="right", figure=True),
        Column(heading=words.given, weight=18, align="right", figure=True),
        Column(heading=words.loss, weight=18, align="right", figure=True),
        Column(heading=words.share, weight=12, align="right", figure=True),
        Column(heading=words.band, weight=19, align="right", figure=True),
        Column(heading=words.verdict, weight=26),
    )
    cells = [
        (row.batch, row.days, row.products, row.taken, row.given, row.loss, row.share, row.band,
         row.verdict)
        for row in page.yields[:_MOST_YIELDS]
    ]  # fmt: skip
    if len(page.yields) > _MOST_YIELDS:
        more = words.more.format(count=len(page.yields) - _MOST_YIELDS)
        cells.append((more, "", "", "", "", "", "", "", ""))
    return words.yields, columns, cells


def _parts(heading: str, first: str, rows: Sequence[PartRow], words: BalanceWords) -> _Table:
    names = (words.opening, words.in_, words.out, words.lost, words.closing, words.difference)
    columns = (
        Column(heading=first, weight=40),
        *(Column(heading=name, weight=22, align="right", figure=True) for name in names),
    )
    cells = [
        (row.name, row.opening, row.came, row.went, row.lost, row.closing, row.difference)
        for row in rows
    ]
    return heading, columns, cells


def _footer(page: BalancePage, words: BalanceWords, number: int, count: int) -> tuple[Shape, ...]:
    left = paragraph(page.footer, width=WIDTH - 40, size=2.5, lines=2, tone="muted")
    right = whole_line(
        words.page.format(number=number, count=count), width=38, size=2.5, tone="muted"
    )
    line = Drawing(height=1, shapes=(rule(WIDTH),))
    return (
        *line.moved(MARGIN, FOOTER_TOP + 2),
        *left.moved(MARGIN, FOOTER_TOP + 4),
        *right.moved(MARGIN + WIDTH - right_end(right), FOOTER_TOP + 4),
    )
