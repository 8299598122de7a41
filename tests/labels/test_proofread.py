from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.labels.label_samples import KINDS, TOO_SMALL
from tests.labels.print_samples import ADDRESS, SSCC, bar_code, label

from acopio_labels.drawing import LabelDrawing
from acopio_labels.fonts import Face
from acopio_labels.label_layout import lay_out
from acopio_labels.media import list_media, load_medium
from acopio_labels.print_errors import QuietZoneInked, TooFineForPrinter, UnreadableLabelError
from acopio_labels.proofread import proofread
from acopio_labels.qr import PlacedSymbol, make_symbol
from acopio_labels.shapes import Text, rectangle

NO_SYMBOLS = replace(label(), symbols=())


def with_symbol(placed: PlacedSymbol) -> LabelDrawing:
    return replace(label(), symbols=(label().symbols[0], placed))


def refused(drawing: LabelDrawing) -> UnreadableLabelError:
    with pytest.raises(UnreadableLabelError) as refusal:
        list(proofread([label(), drawing]))
    assert refusal.value.index == 2
    assert refusal.value.name == drawing.name
    return refusal.value


@pytest.mark.parametrize("dots_per_inch", [203, 300])
def test_labels_that_say_what_they_should_pass_unchanged(dots_per_inch: int) -> None:
    labels = [label(number, dots_per_inch=dots_per_inch) for number in range(1, 6)]

    assert list(proofread(iter(labels), dots_per_inch=dots_per_inch)) == labels


@pytest.mark.parametrize("length", [20, 38, 39, 47, 61, 67, 90])
def test_addresses_of_any_sensible_length_pass(length: int) -> None:
    drawing = label(address="HTTPS://ID.X.PE/".ljust(length, "7"))

    assert list(proofread([drawing])) == [drawing]


def test_a_job_is_proven_label_by_label() -> None:
    asked: list[int] = []

    def drawings() -> Iterator[LabelDrawing]:
        for number in range(1, 1000):
            asked.append(number)
            yield label(number)

    assert next(proofread(drawings())) == label(1)
    assert asked == [1]


def test_a_symbol_of_another_address_is_caught() -> None:
    other = make_symbol(ADDRESS.replace("2A3K", "2A4M"))
    placed = label().symbols[1]
    wrong = replace(placed, symbol=replace(placed.symbol, rows=other.rows))

    refusal = refused(with_symbol(wrong))

    assert (refusal.expected, refusal.read) == (ADDRESS, other.text)


def test_a_symbol_with_broken_modules_is_caught() -> None:
    placed = label().symbols[1]
    rows = [
        "0" * len(row) if 8 < index < 22 else row for index, row in enumerate(placed.symbol.rows)
    ]
    broken = replace(placed, symbol=replace(placed.symbol, rows=tuple(rows)))

    assert refused(with_symbol(broken)).read == ""


def test_something_drawn_over_a_code_is_caught() -> None:
    placed = label().symbols[1]
    blot = rectangle(placed.x, placed.y, placed.side / 2, placed.side / 2, fill="ink")

    assert refused(replace(label(), shared=(*label().shared, blot))).expected == ADDRESS


@pytest.mark.parametrize(("x", "y"), [(85.0, 110.0), (-15.0, 40.0), (60.0, 140.0), (200.0, 10.0)])
def test_a_code_that_leaves_the_label_is_caught(x: float, y: float) -> None:
    assert refused(with_symbol(replace(label().symbols[0], x=x, y=y))).read == ""


def test_two_symbols_on_top_of_each_other_are_caught() -> None:
    first, second = label().symbols
    near = replace(second, x=first.x + 4, y=first.y + 4)

    assert refused(with_symbol(near)).expected == ADDRESS


def test_a_linear_code_of_another_pallet_is_caught() -> None:
    other = bar_code("(00)377012345678901245", x=8.0, y=115.0, dots=3)

    refusal = refused(replace(label(), bars=(replace(other, text=SSCC),)))

    assert (refusal.expected, refusal.read) == (SSCC, "(00)377012345678901245")


def test_a_plain_code_128_is_no_gs1_code_although_it_looks_alike() -> None:
    plain = bar_code(SSCC, x=5.0, y=115.0, dots=2, gs1=False)

    assert refused(replace(label(), bars=(plain,))).read == f"]C0{SSCC}"


def test_a_plain_code_128_passes_as_what_it_is() -> None:
    plain = replace(NO_SYMBOLS, bars=(bar_code("CUP 17", x=8.0, y=115.0, gs1=False),))

    assert list(proofread([plain])) == [plain]


def test_a_linear_code_cut_off_at_the_edge_is_caught() -> None:
    cut = replace(label().bars[0], x=45.0)

    assert refused(replace(NO_SYMBOLS, bars=(cut,))).read == ""


def test_a_code_the_printer_cannot_resolve_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(TooFineForPrinter):
        list(proofread([with_symbol(replace(label().symbols[0], module=0.25))]))


def test_a_label_without_codes_has_nothing_to_prove() -> None:
    bare = replace(NO_SYMBOLS, bars=())

    assert list(proofread([bare])) == [bare]


def test_a_line_of_text_across_a_code_is_caught() -> None:
    placed = label().symbols[1]
    line = Text(
        x=placed.x - 5, y=placed.y + 7.5, text="NARANJILLO", face=Face.BOLD, size=10.0, squeeze=0.5
    )

    assert refused(replace(label(), shapes=(line,))).read == ""


def dot(x: float, y: float) -> LabelDrawing:
    """Return a good label with one more speck of ink, of four dots by four."""
    return replace(label(), shapes=(*label().shapes, rectangle(x, y, 0.5, 0.5, fill="ink")))


SYMBOL = label().symbols[1]
QUIET = 4 * SYMBOL.module
BARS = label().bars[0]
BARS_END = BARS.x + sum(BARS.widths) * BARS.module


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [
        (SYMBOL.x - QUIET, SYMBOL.y + 5, ADDRESS),
        (SYMBOL.x - 0.5, SYMBOL.y + 5, ADDRESS),
        (SYMBOL.x + SYMBOL.side + QUIET - 0.5, SYMBOL.y + 5, ADDRESS),
        (SYMBOL.x + 5, SYMBOL.y - QUIET, ADDRESS),
        (SYMBOL.x + 5, SYMBOL.y + SYMBOL.side + QUIET - 0.5, ADDRESS),
        (SYMBOL.x - QUIET, SYMBOL.y - QUIET, ADDRESS),
        (BARS.x - 10 * BARS.module, BARS.y, SSCC),
        (BARS_END + 10 * BARS.module - 0.5, BARS.y + BARS.height - 0.5, SSCC),
    ],
)
def test_a_speck_in_the_white_around_a_code_is_caught(x: float, y: float, text: str) -> None:
    with pytest.raises(QuietZoneInked, match="quiet-zone-inked") as refusal:
        list(proofread([label(), dot(x, y)]))

    name = label().name
    assert refusal.value.values() == {"index": 2, "name": name, "expected": text}


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (SYMBOL.x - QUIET - 0.5, SYMBOL.y + 5),
        (SYMBOL.x + 5, SYMBOL.y - QUIET - 0.5),
        (SYMBOL.x + SYMBOL.side + QUIET, SYMBOL.y + 5),
        (SYMBOL.x + 5, SYMBOL.y + SYMBOL.side + QUIET),
        (BARS.x - 10 * BARS.module - 0.5, BARS.y + 5),
        (BARS.x, BARS.y - 0.5),
        (BARS.x, BARS.y + BARS.height),
    ],
)
def test_a_speck_beside_the_white_does_no_harm(x: float, y: float) -> None:
    assert list(proofread([dot(x, y)])) == [dot(x, y)]


def test_the_white_beyond_the_edge_of_a_label_is_not_asked_for() -> None:
    at_the_edge = replace(label().symbols[0], x=0.0, y=20.0)
    drawing = replace(label(), shapes=(), shared=(), symbols=(at_the_edge,), bars=())

    assert list(proofread([drawing])) == [drawing]


@pytest.mark.parametrize("dots_per_inch", [203, 300, 600])
def test_every_kind_on_every_medium_passes(dots_per_inch: int) -> None:
    drawings = [
        lay_out(one, load_medium(medium).size(dots_per_inch))
        for medium in list_media()
        for kind, one in KINDS.items()
        if medium not in TOO_SMALL.get(kind, set())
    ]

    assert list(proofread(drawings, dots_per_inch=dots_per_inch)) == drawings
