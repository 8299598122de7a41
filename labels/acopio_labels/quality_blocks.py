"""The parts of a quality certificate, each a pure function from the model to rows of a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from acopio_labels.certificate_blocks import right_end, side_by_side, whole_line
from acopio_labels.fonts import CAP_HEIGHT, Face
from acopio_labels.quality_model import LimitRow, QualityPage
from acopio_labels.quality_rows import Column, Grid, fact_rows, words_of
from acopio_labels.quality_wording import QUALITY_WORDS
from acopio_labels.shapes import Drawing, rectangle, stack
from acopio_labels.text import clean
from acopio_labels.wording import CERTIFICATE_WORDS

GUTTER = 8.0
_NOTHING = Drawing(height=0)
_INDENT = 3.2
_BAR = 1.1
_HIGHEST_BESIDE = 78.0
"""Two columns are for short texts; beyond this they go below each other."""
_BOLD = Face.CONDENSED_BOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows under a heading, which comes again on each page where they go on."""

    rows: tuple[Drawing, ...]
    heading: Drawing = _NOTHING
    gap: float = 0.0
    """White between two rows."""

    def whole(self) -> Drawing:
        """Return all of it in one piece."""
        rows = stack(self.rows, gap=self.gap)
        return stack((self.heading, rows)) if rows.height else rows


def title(text: str, width: float, size: float) -> Drawing:
    """Set the heading of a part, with the white below it."""
    said = words_of(text, width=width, size=size * 1.16, face=_BOLD, tone="accent")
    return Drawing(height=said.height + size * 0.6, shapes=said.shapes)


def first_parts(page: QualityPage, size: float, width: float) -> list[Part]:
    """Say which beans this is about and what was found, beside what was decided."""
    half = (width - GUTTER) / 2
    left = [_lot(page, size, half).whole(), _results(page, size, half).whole()]
    beside = side_by_side(stack(left, gap=size * 1.5), _decision(page, size, half), half + GUTTER)
    if beside.height <= _HIGHEST_BESIDE:
        return [Part(rows=(beside,))]
    return [
        _lot(page, size, width),
        Part(rows=(_decision(page, size, width),)),
        _results(page, size, width),
    ]


def _lot(page: QualityPage, size: float, width: float) -> Part:
    words = CERTIFICATE_WORDS[page.language]
    pairs = [
        (words.product, page.product),
        (words.mass, page.mass),
        (words.season, page.season),
        *((fact.label, fact.value) for fact in page.other_facts),
    ]
    code = whole_line(page.lot_code, width=width, size=size * 2.5, face=_BOLD)
    head = stack((title(words.lot, width, size), code, Drawing(height=size * 0.7)))
    return Part(heading=head, rows=tuple(fact_rows(pairs, width=width, size=size)))


def _results(page: QualityPage, size: float, width: float) -> Part:
    """Give the headline of each evaluation: what a buyer looks for first."""
    words = QUALITY_WORDS[page.language]
    pairs = [(one.protocol, one.headline) for one in page.evaluations]
    rows = fact_rows(pairs, width=width, size=size, most=0.55)
    return Part(heading=title(words.results, width, size), rows=tuple(rows))


def _decision(page: QualityPage, size: float, width: float) -> Drawing:
    """Say what was decided against which profile, and by whom of what standing, on a panel."""
    words, shared = QUALITY_WORDS[page.language], CERTIFICATE_WORDS[page.language]
    said = page.decision
    inner = width - _BAR - 2 * _INDENT
    pairs = (
        (words.profile, said.profile),
        (words.decided_by, said.by),
        (words.organisation, said.organisation),
        (shared.standing, said.standing),
        (words.credential, said.credential),
        (shared.date, said.day),
        (words.signature, said.key),
    )
    act = words_of(said.act, width=inner, size=size * 2.1, face=_BOLD, lines=6)
    listed = stack(fact_rows(pairs, width=inner, size=size))
    return _panel(
        stack((title(words.decision, inner, size), stack((act, listed), gap=size))),
        width,
        bar=_BAR,
    )


def _panel(content: Drawing, width: float, *, bar: float = 0.0) -> Drawing:
    """Put a drawing on a tinted panel, with a strong bar at its left when it matters most."""
    height = content.height + 2 * _INDENT * 0.8
    ground = rectangle(0, 0, width, height, fill="tint")
    edge = (rectangle(0, 0, bar, height, fill="accent"),) if bar else ()
    shapes = (ground, *edge, *content.moved(bar + _INDENT, _INDENT * 0.8))
    return Drawing(height=height, shapes=shapes)


def limits(page: QualityPage, size: float, width: float) -> Part:
    """Set each limit beside what was found, how it was found and what follows."""
    words, shared = QUALITY_WORDS[page.language], CERTIFICATE_WORDS[page.language]
    grid = Grid(
        columns=(
            Column(heading=words.what, weight=44),
            Column(heading=shared.limit, weight=22),
            Column(heading=words.found, weight=40),
            Column(heading=shared.method, weight=50),
            Column(heading=words.verdict, weight=24),
        ),
        width=width,
        size=size,
    )
    rows = tuple(_limit(row, grid, words.verdicts[row.verdict]) for row in page.limit_rows)
    head = stack((title(words.limits, width, size), grid.headings()))
    return Part(heading=head, rows=rows)


def _limit(row: LimitRow, grid: Grid, verdict: str) -> Drawing:
    cells = (
        grid.cell(0, row.what),
        grid.cell(1, row.limit),
        _found(row, grid),
        grid.cell(3, row.method),
        grid.cell(4, verdict, face=_BOLD),
    )
    note = words_of(f"! {row.note}", width=grid.width, size=grid.size) if clean(row.note) else None
    return grid.row(cells, note)


def _found(row: LimitRow, grid: Grid) -> Drawing:
    """Set what was found, and behind it, or below where it is long, how sure that is."""
    found = grid.cell(2, row.found, face=_BOLD)
    interval = grid.cell(2, row.interval, tone="muted")
    x = right_end(found) + grid.size
    if found.height == interval.height and x + right_end(interval) <= grid.widths()[2]:
        return side_by_side(found, interval, x)
    return stack((found, interval), gap=grid.size * 0.3)


def last_parts(page: QualityPage, size: float, width: float) -> list[Part]:
    """Say what no longer counts and what is not said, beside where this stands in the log."""
    half = (width - GUTTER) / 2
    left = [part.whole() for part in _said_last(page, size, half)]
    beside = side_by_side(stack(left, gap=size * 1.5), _proof(page, size, half), half + GUTTER)
    if beside.height <= _HIGHEST_BESIDE:
        return [Part(rows=(beside,))]
    return [*_said_last(page, size, width), Part(rows=(_proof(page, size, width),))]


def _said_last(page: QualityPage, size: float, width: float) -> Iterator[Part]:
    words, shared = QUALITY_WORDS[page.language], CERTIFICATE_WORDS[page.language]
    yield from _sentences(words.superseded, page.superseded, size, width)
    yield from _sentences(shared.not_said, page.not_said, size, width)


def _sentences(heading: str, sentences: Iterable[str], size: float, width: float) -> list[Part]:
    rows = tuple(_bullet(sentence, size, width) for sentence in sentences if clean(sentence))
    if not rows:
        return []
    return [Part(heading=title(heading, width, size), rows=rows, gap=size * 0.35)]


def _bullet(sentence: str, size: float, width: float) -> Drawing:
    text = words_of(sentence, width=width - _INDENT, size=size)
    side = size * 0.22
    dot = rectangle(0.4, size * CAP_HEIGHT / 2 - side / 2, side, side, fill="accent")
    return Drawing(height=text.height, shapes=(dot, *text.moved(_INDENT, 0)))


def _proof(page: QualityPage, size: float, width: float) -> Drawing:
    """Say where in which log this certificate stands, on a panel."""
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
    listed = stack(fact_rows(pairs, width=inner, size=size))
    return _panel(stack((title(words.proof, inner, size), listed)), width)
