"""The sections of a certificate page, each a pure function from the model to a drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from acopio_labels.charts import radar
from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.model import CertificatePage
from acopio_labels.shapes import Drawing, Line, Shape, Text, Tone, rectangle, stack, text_lines
from acopio_labels.table import Column, TableStyle, limited, table
from acopio_labels.text import FittedText, clean, fit
from acopio_labels.wording import CERTIFICATE_WORDS, CertificateWords

_INDENT = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """What varies until a page fits: the size of its letters, then the rows of its tables."""

    size: float
    """Em of the running text, in millimetres."""
    most_rows: int = 1000
    most_lines: int = 6
    """Most lines of one sentence or cell."""

    def of_table(self, width: float, words: CertificateWords) -> TableStyle:
        """Return the style of a table on this page."""
        return TableStyle(
            width=width,
            size=self.size,
            most_rows=self.most_rows,
            most_lines=self.most_lines,
            more=words.more,
        )


def paragraph(
    text: str,
    *,
    width: float,
    size: float,
    lines: int,
    face: Face = Face.CONDENSED,
    tone: Tone = "ink",
    balanced: bool = False,
) -> Drawing:
    """Set a text in at most so many lines, a little smaller before it is shortened."""
    fitted = fit(
        (clean(text),),
        face=face,
        width=width,
        height=size * 1.3 * lines,
        largest=size,
        smallest=size * 0.75,
        lines=lines,
        balanced=balanced,
    )
    return text_lines(fitted, face=face, width=width, tone=tone)


def whole_line(
    text: str, *, width: float, size: float, face: Face = Face.CONDENSED, tone: Tone = "ink"
) -> Drawing:
    """Set a code on one line, as small as it takes: half a code is worse than a small one."""
    said = clean(text)
    em = min(size, size * width / max(text_width(said, face, size), width))
    fitted = FittedText(lines=(said,), size=em, shortened=False)
    return text_lines(fitted, face=face, width=width, tone=tone)


def section(heading: str, body: Iterable[Drawing], *, width: float, style: PageStyle) -> Drawing:
    """Put a heading above what belongs to it; no section when there is nothing."""
    content = stack(body, gap=style.size * 0.55)
    if content.height == 0:
        return content
    size = style.size * 1.16
    title = paragraph(
        heading, width=width, size=size, lines=1, face=Face.CONDENSED_BOLD, tone="accent"
    )
    return stack((title, content), gap=style.size * 0.6)


def lot(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """Say which beans this is about: the code large, then the facts in two columns."""
    words = CERTIFICATE_WORDS[page.language]
    code = whole_line(page.lot_code, width=width, size=style.size * 2.5, face=Face.CONDENSED_BOLD)
    pairs = [
        (words.product, page.product),
        (words.mass, page.mass),
        (words.season, page.season),
        (words.claims, " · ".join(page.claims)),
        *((fact.label, fact.value) for fact in page.other_facts),
    ]
    said = [pair for pair in pairs if pair[1]]
    shown, left_out = limited(said, max(style.most_rows, 4))
    body = [code, facts(shown, style, width)]
    if left_out:
        body.append(_more(left_out, words, style, width))
    return section(words.lot, body, width=width, style=style)


def facts(pairs: Sequence[tuple[str, str]], style: PageStyle, width: float) -> Drawing:
    """Set labels on the left and values beside them, in two columns."""
    widths = (text_width(clean(label), Face.CONDENSED, style.size) for label, _ in pairs)
    widest = max(widths, default=0.0)
    left = min(widest + style.size * 1.5, width * 0.45)
    rows = (_fact(label, value, style, (left, width)) for label, value in pairs)
    return stack(rows, gap=style.size * 0.3)


def _fact(label: str, value: str, style: PageStyle, columns: tuple[float, float]) -> Drawing:
    left, width = columns
    name = paragraph(label, width=left - style.size, size=style.size, lines=2, tone="muted")
    text = paragraph(
        value,
        width=width - left,
        size=style.size,
        lines=style.most_lines,
        face=Face.CONDENSED_BOLD,
    )
    shapes = (*name.shapes, *text.moved(left, 0))
    return Drawing(height=max(name.height, text.height), shapes=shapes)


def origin(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """Say where the beans were grown, and by how many families."""
    words = CERTIFICATE_WORDS[page.language]
    columns = (
        Column(heading=words.group, weight=46),
        Column(heading=words.families, weight=14, align="right", figure=True),
        Column(heading=words.mass, weight=24, align="right", figure=True),
        Column(heading=words.share, weight=15, align="right", figure=True),
    )
    rows = [(row.group, row.families, row.mass, row.share) for row in page.origin_rows]
    body = [table(columns, rows, style.of_table(width, words))]
    if page.families:
        body.append(facts([(words.families_in_all, page.families)], style, width))
    if page.origin_note:
        body.append(_note(page.origin_note, style, width))
    return section(words.origin, body, width=width, style=style)


def custody(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """Say through whose hands the beans went, with the mass in and out of each step."""
    words = CERTIFICATE_WORDS[page.language]
    columns = (
        Column(heading=words.date, weight=17, figure=True),
        Column(heading=words.step, weight=32),
        Column(heading=words.party, weight=58),
        Column(heading=words.mass_in, weight=21, align="right", figure=True),
        Column(heading=words.mass_out, weight=21, align="right", figure=True),
        Column(heading=words.difference, weight=21, align="right", figure=True),
    )
    rows = [
        (row.date, row.step, row.party, row.mass_in, row.mass_out, row.difference)
        for row in page.custody_rows
    ]
    body = [table(columns, rows, style.of_table(width, words))]
    if page.custody_note:
        body.append(_note(page.custody_note, style, width))
    return section(words.custody, body, width=width, style=style)


def quality(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """Give each result beside its limit and method, and who found it in what capacity."""
    words = CERTIFICATE_WORDS[page.language]
    columns = (
        Column(heading=words.protocol, weight=32),
        Column(heading=words.result, weight=25),
        Column(heading=words.limit, weight=19),
        Column(heading=words.method, weight=26),
        Column(heading=words.by, weight=30),
        Column(heading=words.standing, weight=29),
        Column(heading=words.date, weight=17, figure=True),
    )
    rows = [
        (row.protocol, row.result, row.limit, row.method, row.by, row.standing, row.date)
        for row in page.quality_rows
    ]
    body = [table(columns, rows, style.of_table(width, words))]
    if page.quality_note:
        body.append(_note(page.quality_note, style, width))
    return section(words.quality, body, width=width, style=style)


def sensory(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """Draw the sensory profile, when there is one."""
    if page.radar is None:
        return Drawing(height=0)
    picture = radar(page.radar.axes, width=width, radius=width * 0.28, label_size=style.size * 0.85)
    return section(page.radar.title, [picture], width=width, style=style)


def not_said(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """List what this document does not say."""
    words = CERTIFICATE_WORDS[page.language]
    shown, left_out = limited(page.not_said, style.most_rows)
    body = [_bullet(sentence, style, width) for sentence in shown]
    if left_out:
        body.append(_more(left_out, words, style, width))
    sentences = stack(body, gap=style.size * 0.35)
    return section(words.not_said, [sentences], width=width, style=style)


def proof(page: CertificatePage, style: PageStyle, width: float) -> Drawing:
    """Say where in which log this certificate stands, on a tinted panel."""
    words = CERTIFICATE_WORDS[page.language]
    inner = width - 2 * _INDENT
    pairs = (
        (words.log, page.proof.origin),
        (words.entry, page.proof.entry_index),
        (words.tree_size, page.proof.tree_size),
        (words.root, page.proof.root),
        (words.entries_covered, page.proof.entries_covered),
        (words.key, page.proof.key_fingerprint),
    )
    content = section(words.proof, [facts(pairs, style, inner)], width=inner, style=style)
    height = content.height + 2 * _INDENT * 0.8
    panel: Shape = rectangle(0, 0, width, height, fill="tint")
    shapes = (panel, *content.moved(_INDENT, _INDENT * 0.8))
    return Drawing(height=height, shapes=shapes)


def side_by_side(left: Drawing, right: Drawing, offset: float) -> Drawing:
    """Put two drawings beside each other, tops level."""
    shapes = (*left.shapes, *right.moved(offset, 0))
    return Drawing(height=max(left.height, right.height), shapes=shapes)


def right_end(drawing: Drawing) -> float:
    """Return how far to the right the texts of a drawing reach."""
    texts = (shape for shape in drawing.shapes if isinstance(shape, Text))
    ends = (shape.x + text_width(shape.text, shape.face, shape.size) for shape in texts)
    return max(ends, default=0.0)


def rule(width: float, *, thickness: float = 0.25, tone: Tone = "hairline") -> Line:
    """Return a stroke across the page at the top of a drawing."""
    return Line(x1=0, y1=0, x2=width, y2=0, thickness=thickness, tone=tone)


def _note(text: str, style: PageStyle, width: float) -> Drawing:
    return paragraph(text, width=width, size=style.size, lines=style.most_lines)


def _more(count: int, words: CertificateWords, style: PageStyle, width: float) -> Drawing:
    return _note(words.more.format(count=count), style, width)


def _bullet(sentence: str, style: PageStyle, width: float) -> Drawing:
    text = _note(sentence, style, width - _INDENT)
    side = style.size * 0.22
    middle = style.size * CAP_HEIGHT / 2
    dot = rectangle(0.4, middle - side / 2, side, side, fill="accent")
    return Drawing(height=text.height, shapes=(dot, *text.moved(_INDENT, 0)))
