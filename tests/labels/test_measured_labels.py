"""What a ruler finds on printed pages: places, pitches, white around codes, heights of letters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from tests.labels.label_samples import KINDS, TOO_SMALL, coffee
from tests.labels.measured import Box, Paper, papers
from tests.labels.samples import sack

from acopio_labels.drawing import LabelDrawing
from acopio_labels.label_layout import lay_out
from acopio_labels.label_model import Label
from acopio_labels.media import Medium, Point, list_media, load_medium
from acopio_labels.model import SackLabel
from acopio_labels.print_pdf import print_pdf
from acopio_labels.printer import PrinterProfile

# From edge to edge of neighbours, as the makers of the sheets state it.
PITCHES = {
    "a6-tag": (105.0, 148.5),
    "avery-l7160": (66.04, 38.1),
    "avery-l7163": (101.6, 38.1),
    "avery-l7165": (101.6, 67.7),
    "avery-l7169": (101.6, 139.0),
    "avery-l7173": (101.6, 57.0),
    "avery-5160": (69.85, 25.4),
    "avery-5163": (106.36, 50.8),
    "avery-5164": (106.36, 84.67),
}
# Modules of white that ISO/IEC 18004 asks for around a QR symbol, and 15417 beside a Code 128.
QUIET, BAR_QUIET = 4, 10

HAIR = 0.06
"""A dot and a half of the picture."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Labels as they were drawn, and the pages that came of them."""

    medium: Medium
    drawings: list[LabelDrawing]
    pages: list[Paper]

    def places(self) -> Iterator[tuple[LabelDrawing, Paper, Point]]:
        """Yield each label with its page and its corner there."""
        capacity = self.medium.capacity
        for number, drawing in enumerate(self.drawings):
            page = self.pages[number // capacity]
            yield drawing, page, self.medium.cells[number % capacity]


@pytest.fixture(scope="module", params=list_media())
def printed(request: pytest.FixtureRequest) -> Printed:
    """Return a full sheet of sacks, and one label of every kind there is room for."""
    medium = load_medium(request.param)
    labels: list[Label] = [sack(number) for number in range(1, medium.capacity + 1)]
    for kind, label in KINDS.items():
        if medium.name not in TOO_SMALL.get(kind, set()):
            labels += [label, with_tails(label)]
    drawings = [lay_out(label, medium.size()) for label in labels]
    bare = replace(medium, cut_marks=False, hole=None)
    pdf = b"".join(print_pdf(drawings, bare, check_bar=False))
    return Printed(medium, drawings, list(papers(pdf)))


def with_tails(label: Label) -> Label:
    """Return a label whose codes have letters that hang below the line."""
    turned = str.maketrans("79", "JQ")
    fields = ("lot_code", "sack_code", "sample_code", "cup_code", "code")
    changed = {
        name: getattr(label, name).translate(turned) for name in fields if hasattr(label, name)
    }
    return replace(label, **changed)


def around(corner: Point, box: Box) -> Box:
    """Return where on the page a box of a label lies."""
    left, top, right, bottom = box
    return (corner.x + left, corner.y + top, corner.x + right, corner.y + bottom)


def codes(drawing: LabelDrawing) -> Iterator[tuple[Box, float, float]]:
    """Yield where each code lies, and the white it needs beside and above it."""
    for symbol in drawing.symbols:
        quiet = QUIET * symbol.module
        yield (symbol.x, symbol.y, symbol.x + symbol.side, symbol.y + symbol.side), quiet, quiet
    for bars in drawing.bars:
        right = bars.x + sum(bars.widths) * bars.module
        yield (bars.x, bars.y, right, bars.y + bars.height), BAR_QUIET * bars.module, 0.0


def test_every_code_lies_where_it_was_drawn_with_white_around_it(printed: Printed) -> None:
    found = 0
    for drawing, page, corner in printed.places():
        for (left, top, right, bottom), beside, above in codes(drawing):
            zone = (left - beside + HAIR, top - above, right + beside - HAIR, bottom + above)
            ink = page.ink(around(corner, (zone[0], zone[1] + HAIR, zone[2], zone[3] - HAIR)))
            expected = around(corner, (left, top, right, bottom))
            assert ink == pytest.approx(expected, abs=2 * HAIR), drawing.name
            found += 1
    assert found >= len(printed.drawings)


def test_no_ink_lies_at_the_edge_of_a_label_or_between_labels(printed: Printed) -> None:
    medium = printed.medium
    # Left and right the margin is kept; tails of letters and accents may reach into it.
    beside, above = medium.margin - 0.15, min(1.0, medium.margin / 2) - HAIR
    inner = (beside, above, medium.label_width - beside, medium.label_height - above)
    wiped = [around(corner, inner) for corner in medium.cells]
    if medium.stub:
        # Here a dashed line goes over the whole width, to the last dot.
        cut = medium.label_height - medium.stub
        line = (0.0, cut - 0.3, medium.label_width + HAIR, cut + 0.3)
        wiped += [around(corner, line) for corner in medium.cells]

    for page in printed.pages:
        assert page.ink(page.whole)
        assert page.without(wiped).ink(page.whole) is None


def test_the_pitch_of_every_sheet_is_known() -> None:
    assert set(PITCHES) == {name for name in list_media() if load_medium(name).capacity > 1}


def test_symbols_are_as_far_apart_as_the_labels_of_the_sheet(printed: Printed) -> None:
    medium = printed.medium
    right, down = PITCHES.get(medium.name, (0.0, 0.0))
    symbol = printed.drawings[0].symbols[0]
    quiet = 2 * symbol.module
    near = (symbol.x - quiet, symbol.y - quiet, symbol.x + symbol.side, symbol.y + symbol.side)
    found = [printed.pages[0].ink(around(corner, near)) for corner in medium.cells]

    first = found[0]
    assert first
    for place, ink in enumerate(found):
        row, column = divmod(place, medium.columns)
        expected = (first[0] + column * right, first[1] + row * down)
        assert ink
        assert ink[:2] == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("name", [name for name in list_media() if load_medium(name).check_bar])
def test_the_check_bar_measures_fifty_millimetres(name: str) -> None:
    medium = load_medium(name)
    bar = medium.check_bar
    assert bar
    (page,) = papers(b"".join(print_pdf([lay_out(sack(), medium.size())], medium)))

    # The ticks at its ends, measured above the bar itself, outer edge to outer edge.
    ink = page.ink((bar.x - 1, bar.y - 0.6, bar.x + 51, bar.y - 0.2))
    assert ink
    tick = page.ink((bar.x - 1, bar.y - 0.6, bar.x + 1, bar.y - 0.2))
    assert tick
    assert ink[2] - ink[0] - (tick[2] - tick[0]) == pytest.approx(50.0, abs=0.1)


@pytest.mark.parametrize("name", PITCHES)
def test_a_job_that_starts_late_leaves_the_places_before_it_blank(name: str) -> None:
    medium = load_medium(name)
    start = medium.capacity - 1
    drawings = [lay_out(sack(number), medium.size()) for number in range(1, medium.capacity + 1)]
    bare = replace(medium, cut_marks=False, hole=None)
    pdf = b"".join(print_pdf(drawings, bare, start=start, check_bar=False))

    label = (0.0, 0.0, medium.label_width, medium.label_height)
    inked = [
        [page.ink(around(corner, label)) is not None for corner in medium.cells]
        for page in papers(pdf, 150)
    ]

    before = [False] * (start - 1)
    assert inked == [[*before, True, True], [True] * len(before) + [False, False]]


def sheet(profile: PrinterProfile) -> tuple[Paper, list[Box]]:
    """Return a sheet printed with a correction, and where a perfect one has its symbols."""
    medium = load_medium("avery-l7165")
    drawing = lay_out(sack(), medium.size())
    pdf = b"".join(print_pdf([drawing] * 8, medium, profile=profile))
    (page,) = papers(pdf)
    return page, [around(corner, box) for corner in medium.cells for box, _, _ in codes(drawing)]


def grown(box: Box, by: float) -> Box:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


@pytest.mark.parametrize(
    ("dx", "dy", "sx", "sy"),
    [
        ("0", "0", "1", "1"),
        ("1.5", "-0.8", "1", "1"),
        ("0", "0", "1.02", "0.98"),
        ("-2", "1.2", "0.97", "1.01"),
    ],
)
def test_a_profile_moves_and_scales_every_symbol(dx: str, dy: str, sx: str, sy: str) -> None:
    page, perfect = sheet(
        PrinterProfile(dx=Decimal(dx), dy=Decimal(dy), sx=Decimal(sx), sy=Decimal(sy))
    )

    for left, top, right, bottom in perfect:
        expected = (
            left * float(sx) + float(dx),
            top * float(sy) + float(dy),
            right * float(sx) + float(dx),
            bottom * float(sy) + float(dy),
        )
        assert page.ink(grown(expected, 1.0)) == pytest.approx(expected, abs=2 * HAIR)


def test_a_half_turn_prints_the_page_upside_down() -> None:
    page, perfect = sheet(PrinterProfile(rotation=Decimal(180)))

    for box in perfect:
        assert page.turned().ink(grown(box, 1.0)) == pytest.approx(box, abs=2 * HAIR)


def letter_height(pdf: bytes, page: Paper, code: str) -> float:
    """Return how high the ink of the first letter of a code stands, in millimetres."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        high = document[0].get_height()
        text = document[0].get_textpage()
        place, _ = text.search(code).get_next()
        left, bottom, right, top = text.get_charbox(place)
    edges = (left, high - top, right, high - bottom)
    box: Box = tuple(edge * 25.4 / 72 for edge in edges)
    ink = page.ink(grown(box, 0.3))
    assert ink
    return ink[3] - ink[1]


@pytest.mark.parametrize("label", [sack(), coffee()], ids=["cacao", "coffee"])
def test_lot_and_sack_code_are_printed_seven_millimetres_high(label: SackLabel) -> None:
    medium = load_medium("thermal-100x150")
    pdf = b"".join(print_pdf([lay_out(label, medium.size())], medium))
    (page,) = papers(pdf)

    for code in (label.lot_code, label.sack_code):
        assert 7.0 <= letter_height(pdf, page, code) <= 8.0
