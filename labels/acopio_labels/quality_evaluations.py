"""The evaluations of a quality certificate: who, which sample, the result, its picture.

A radar stands beside the texts, and the texts of neighbours may share its height: of all ways to
put evaluations into bands, the one that takes the least of the page is drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from acopio_labels.certificate_blocks import side_by_side
from acopio_labels.charts import radar
from acopio_labels.cut_bar import cut_bar
from acopio_labels.fonts import CAP_HEIGHT, DESCENT, Face
from acopio_labels.model import Radar
from acopio_labels.quality_blocks import Part, title
from acopio_labels.quality_model import (
    CutBar,
    DefectCategory,
    DefectTable,
    Evaluation,
    Picture,
    QualityPage,
    Sample,
)
from acopio_labels.quality_rows import Column, Grid, run_on, words_of
from acopio_labels.quality_wording import QUALITY_WORDS, QualityWords
from acopio_labels.shapes import Drawing, stack
from acopio_labels.text import LEADING
from acopio_labels.wording import CERTIFICATE_WORDS, CertificateWords

_RADAR_WIDTH = 68.0
_RADAR_GUTTER = 6.0
_LARGEST_LABEL = 2.2
"""With larger letters the names of fourteen axes would touch."""
_COLUMN_GAP = 6.0
_BAND_GAP = 1.5
"""White between two evaluations, over the size of the letters."""
_MOST_OF_A_BAND = 3
_TIGHT = LEADING - CAP_HEIGHT - DESCENT
_BOLD = Face.CONDENSED_BOLD
_Band = tuple[Sequence[Evaluation], Drawing]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What every evaluation of a page is set with."""

    words: QualityWords
    shared: CertificateWords
    size: float
    width: float
    """Of a band without a radar."""

    @property
    def narrow(self) -> float:
        """Width of texts beside a radar."""
        return self.width - _RADAR_WIDTH - _RADAR_GUTTER


def evaluations(page: QualityPage, size: float, width: float, highest: float) -> list[Part]:
    """Return all evaluations; what is higher than a page comes in pieces that are not."""
    if not page.evaluations:
        return []
    words = QUALITY_WORDS[page.language]
    setting = _Setting(words=words, shared=CERTIFICATE_WORDS[page.language], size=size, width=width)
    rows: list[Drawing] = []
    for band, drawn in _bands(_told_once(page.evaluations), setting):
        if rows:
            rows[-1] = replace(rows[-1], height=rows[-1].height + _BAND_GAP * size)
        if drawn.height <= highest:
            rows.append(drawn)
        else:
            pieces = (piece for one in band for piece in _pieces(one, setting))
            rows += [piece for piece in pieces if piece.height]
    return [Part(heading=title(words.evaluations, width, size), rows=tuple(rows))]


def _told_once(listed: Sequence[Evaluation]) -> list[Evaluation]:
    """Leave of a sample that was described before nothing but its number."""
    seen: set[Sample] = set()
    told = []
    for one in listed:
        known = one.sample in seen
        told.append(replace(one, sample=Sample(number=one.sample.number)) if known else one)
        seen.add(one.sample)
    return told


def _bands(listed: Sequence[Evaluation], setting: _Setting) -> list[_Band]:
    """Cut the evaluations, in their order, into bands that are lowest in all."""
    wide = [stack(_texts(one, setting, setting.width)) for one in listed]
    narrow = [stack(_texts(one, setting, setting.narrow)) for one in listed]
    charts = [_radar(one.picture, setting) for one in listed]
    gap = _BAND_GAP * setting.size
    best: list[tuple[float, list[_Band]]] = [(0.0, [])]
    for end in range(1, len(listed) + 1):
        ways = []
        # Of bands that are equally low the smallest is taken: a page breaks between bands only.
        for start in range(end - 1, max(end - _MOST_OF_A_BAND, 0) - 1, -1):
            drawn = _band(wide[start:end], narrow[start:end], charts[start:end], setting)
            if drawn is not None:
                height, before = best[start]
                band = (listed[start:end], drawn)
                ways.append((height + drawn.height + gap, [*before, band]))
        best.append(min(ways, key=lambda way: round(way[0], 6)))
    return best[-1][1]


def _band(
    wide: Sequence[Drawing],
    narrow: Sequence[Drawing],
    charts: Sequence[Drawing],
    setting: _Setting,
) -> Drawing | None:
    """Return evaluations below each other beside their radar; nothing when they have two."""
    gap = _BAND_GAP * setting.size
    charted = [place for place, chart in enumerate(charts) if chart.height]
    if not charted:
        return stack(wide, gap=gap)
    if len(charted) > 1:
        return None
    texts, chart = stack(narrow, gap=gap), charts[charted[0]]
    # As near to its own texts as the height of the band allows.
    own_top = sum(one.height + gap for one in narrow[: charted[0]])
    lowered = _lower(chart, min(own_top, max(texts.height - chart.height, 0.0)))
    return side_by_side(texts, lowered, setting.narrow + _RADAR_GUTTER)


def _radar(chart: Picture | None, setting: _Setting) -> Drawing:
    """Draw a radar under its title, its top level with the heading of an evaluation."""
    if not isinstance(chart, Radar):
        return Drawing(height=0)
    heading = words_of(chart.title, width=_RADAR_WIDTH, size=setting.size, face=_BOLD)
    drawn = radar(
        chart.axes,
        width=_RADAR_WIDTH,
        radius=_RADAR_WIDTH * 0.27,
        label_size=min(setting.size * 0.85, _LARGEST_LABEL),
    )
    return _lower(stack((heading, drawn), gap=setting.size * 0.2), setting.size * 0.46)


def _pieces(one: Evaluation, setting: _Setting) -> Iterator[Drawing]:
    """Yield an evaluation in pieces that may stand on different pages."""
    yield from _texts(one, setting, setting.width, apart=True)
    yield _radar(one.picture, setting)


def _texts(
    one: Evaluation, setting: _Setting, width: float, *, apart: bool = False
) -> Iterator[Drawing]:
    """Yield everything but a radar, from top to bottom, each with the white above it."""
    size = setting.size
    yield _heading(one, size, width)
    yield from _lines(run_on(_facts(one, setting), width=width, size=size), size)
    if isinstance(one.picture, CutBar):
        yield _lower(_bar(one.picture, setting, width), size * 0.9)
    if isinstance(one.picture, DefectTable):
        rows = _defects(one.picture, setting, width, apart=apart)
        yield from (_lower(row, size * 0.6) for row in rows)
    working = [(setting.words.working if not n else "", text) for n, text in enumerate(one.working)]
    yield from _lines(run_on(working, width=width, size=size * 0.92, between="; "), size)
    if one.note:
        yield _lower(words_of(one.note, width=width, size=size), size * 0.65)


def _lines(lines: Sequence[Drawing], size: float) -> Iterator[Drawing]:
    for number, line in enumerate(lines):
        yield _lower(line, size * (_TIGHT if number else 0.65))


def _lower(drawing: Drawing, white: float) -> Drawing:
    return Drawing(height=drawing.height + white, shapes=drawing.moved(0, white))


def _heading(one: Evaluation, size: float, width: float) -> Drawing:
    """Set the protocol at the left and its result at the right, on a hairline."""
    grid = Grid(
        columns=(Column(heading="", weight=60), Column(heading="", weight=40, align="right")),
        width=width,
        size=size * 1.1,
    )
    return grid.row(
        [grid.cell(0, one.protocol, face=_BOLD), grid.cell(1, one.headline, face=_BOLD)]
    )


def _facts(one: Evaluation, setting: _Setting) -> Iterator[tuple[str, str]]:
    words, shared = setting.words, setting.shared
    yield shared.date, one.day
    yield shared.by, one.inspector
    yield shared.standing, one.standing
    yield words.credential, one.credential
    yield words.panel, one.panel
    yield words.blind, one.blind
    yield words.signature, one.key
    yield words.sample, one.sample.number
    yield words.sample_mass, one.sample.mass
    yield words.sacks, one.sample.sacks
    yield words.seals, one.sample.seals
    yield words.drawn_by, one.sample.drawn_by
    yield words.portion, one.portion


def _bar(bar: CutBar, setting: _Setting, width: float) -> Drawing:
    words = (setting.words.defect, setting.words.no_defect)
    heading = words_of(bar.title, width=width, size=setting.size, tone="muted")
    drawn = cut_bar(bar, width=width, label_size=setting.size * 0.95, words=words)
    return stack((heading, drawn), gap=setting.size * 0.5)


def _defects(
    table: DefectTable, setting: _Setting, width: float, *, apart: bool
) -> Iterator[Drawing]:
    """Yield the title, the categories two by two or row by row, and the figures of the whole."""
    yield words_of(table.title, width=width, size=setting.size, tone="muted")
    half = (width - _COLUMN_GAP) / 2
    for start in range(0, len(table.categories), 2):
        pair = table.categories[start : start + 2]
        if apart:
            yield from (row for one in pair for row in _category(one, setting, width))
        else:
            left, right = (stack(_category(one, setting, half)) for one in (*pair, None)[:2])
            yield side_by_side(left, right, half + _COLUMN_GAP)
    totals = ((fact.label, fact.value) for fact in table.totals)
    yield from run_on(totals, width=width, size=setting.size)


def _category(
    category: DefectCategory | None, setting: _Setting, width: float
) -> Iterator[Drawing]:
    """Yield the headings, the defects of one category, and their sum."""
    if category is None:
        return
    words = setting.words
    grid = Grid(
        columns=(
            Column(heading=category.heading, weight=38),
            Column(heading=words.count, weight=16, align="right"),
            Column(heading=words.equivalent, weight=16, align="right"),
            Column(heading=words.full, weight=26, align="right"),
        ),
        width=width,
        size=setting.size * 0.95,
    )
    yield grid.headings()
    for row in category.rows:
        yield grid.texts((row.name, row.count, row.equivalent, row.full))
    yield grid.texts((words.total, "", "", category.total), face=_BOLD)
