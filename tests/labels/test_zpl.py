import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw
from tests.labels.print_samples import ADDRESS, LOT_CODE, NAME, SSCC, ZPL_IN_A_NAME, label, named
from tests.labels.samples import HOSTILE
from tests.labels.zpl_reader import Printer, unpacked

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import CopiesOutOfRange
from acopio_labels.fonts import Face, text_width
from acopio_labels.print_errors import ShiftTooLarge
from acopio_labels.raster import render
from acopio_labels.shapes import Text, rectangle
from acopio_labels.text import clean
from acopio_labels.zpl import MOST_COPIES, escape, job_zpl, label_zpl, packed_hex

NAMES = [*HOSTILE.values(), ZPL_IN_A_NAME, "^XZ", "~JA", "_5E", "^FS^XZ^XA", "a^b~c_d\\&"]


def codes(image: Image.Image) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(image))


@pytest.mark.parametrize("text", ["printer", "picture"])
@pytest.mark.parametrize("dots_per_inch", [203, 300])
def test_every_code_of_a_label_decodes(
    dots_per_inch: int, text: Literal["printer", "picture"]
) -> None:
    drawing = label(dots_per_inch=dots_per_inch)

    (printed,) = Printer().read(label_zpl(drawing, dots_per_inch=dots_per_inch, text=text))

    assert codes(printed.paper) == [SSCC, ADDRESS, ADDRESS]


@pytest.mark.parametrize("dots_per_inch", [203, 300])
def test_with_text_as_pictures_the_paper_is_the_preview(dots_per_inch: int) -> None:
    drawing = label(dots_per_inch=dots_per_inch)

    (printed,) = Printer().read(label_zpl(drawing, dots_per_inch=dots_per_inch, text="picture"))

    preview = render(drawing, dots_per_inch=dots_per_inch).convert("L")
    assert ImageChops.difference(printed.paper, preview).getbbox() is None
    assert printed.texts == []


def test_latin_text_is_set_by_the_printer_where_and_as_large_as_it_was_laid_out() -> None:
    (printed,) = Printer().read(label_zpl(label()))

    assert printed.texts == [
        (40, 72, 32, 32, "Cooperativa Ñuñunhuayo · 69 kg"),
    ]


def test_a_line_font_0_would_set_wider_is_made_narrower() -> None:
    text = Text(x=5.0, y=80.0, text="2026-02-03", face=Face.CONDENSED, size=4.0)

    (printed,) = Printer().read(label_zpl(replace(label(), shapes=(text,))))

    _, _, high, wide, _ = printed.texts[-1]
    assert high == 32
    font_0 = 8 * 0.5 + 2 * 0.843
    """Figures and hyphens over the em, as wide as they were measured."""
    assert wide * font_0 <= text_width(text.text, text.face, text.size) * 8
    assert wide > 20


def test_a_squeezed_code_is_a_picture_so_that_no_font_can_clip_it() -> None:
    (printed,) = Printer().read(label_zpl(label()))

    assert LOT_CODE.text not in [text[-1] for text in printed.texts]
    line = (30, 145, 700, 230)
    expected = render(label()).convert("L").crop(line)
    assert ImageChops.difference(printed.paper.crop(line), expected).getbbox() is None


def test_letters_a_printer_may_not_have_come_as_a_picture() -> None:
    (printed,) = Printer().read(label_zpl(label()))

    line = (30, 95, 400, 130)
    expected = render(label()).convert("L").crop(line)
    assert ImageChops.difference(printed.paper.crop(line), expected).getbbox() is None


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leaves_its_field(name: str) -> None:
    drawing = named(name)

    (printed,) = Printer().read(label_zpl(drawing))

    words = [text[-1] for text in printed.texts]
    assert words[0] == NAME.text
    assert words[1:] in ([], [name])
    assert codes(printed.paper) == [SSCC, ADDRESS, ADDRESS]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_part_of_the_language(name: str) -> None:
    data = escape(name)

    assert not set(data) & set("^~\r\n\\\x1b")
    assert data.isascii()
    assert data.isprintable()


@pytest.mark.parametrize("name", ["Ñandú ^XZ", "~JR_5E", "69 kg · N.º 1ª <&>"])
def test_a_name_full_of_commands_is_printed_as_it_is_written(name: str) -> None:
    (printed,) = Printer().read(label_zpl(named(clean(name))))

    assert clean(name) in [text[-1] for text in printed.texts]


def test_a_job_is_a_stream_of_whole_labels() -> None:
    asked: list[int] = []

    def drawings() -> Iterator[LabelDrawing]:
        for number in range(1, 1000):
            asked.append(number)
            yield named(f"Saco {number}")

    job = job_zpl(drawings(), copies=3)
    first, second = next(job), next(job)

    assert asked == [1, 2]
    printed = Printer().read(first + second)
    assert [one.copies for one in printed] == [3, 3]
    assert [one.texts[-1][-1] for one in printed] == ["Saco 1", "Saco 2"]


@pytest.mark.parametrize("text", ["printer", "picture"])
def test_the_same_labels_give_the_same_bytes(text: Literal["printer", "picture"]) -> None:
    labels = [label(number) for number in range(1, 6)]

    once = list(job_zpl(labels, text=text))
    label_zpl(named("Ñandú ŵ"), text=text)

    assert list(job_zpl(iter(labels), text=text)) == once


@pytest.mark.parametrize(
    ("shift", "home", "left", "top"),
    [
        ((0.0, 0.0), (0, 0), 0, 0),
        ((1.0, 2.0), (8, 16), 0, 0),
        ((-1.0, -0.5), (0, 0), 8, -4),
        ((0.04, -15.0), (0, 0), 0, -120),
    ],
)
def test_the_correction_of_a_printer_moves_the_whole_label(
    shift: tuple[float, float], home: tuple[int, int], left: int, top: int
) -> None:
    (printed,) = Printer().read(label_zpl(label(), shift=shift))

    assert (printed.home, printed.left, printed.top) == (home, left, top)
    assert codes(printed.paper) == [SSCC, ADDRESS, ADDRESS]


def test_a_correction_no_printer_takes_is_refused() -> None:
    with pytest.raises(ShiftTooLarge, match="shift-too-large") as refusal:
        label_zpl(label(), shift=(0.0, 15.2))

    assert refusal.value.values() == {"dx_mm": 0.0, "dy_mm": 15.2, "most_mm": 15.0}


@pytest.mark.parametrize("copies", [0, -1, MOST_COPIES + 1])
def test_a_number_of_copies_no_printer_takes_is_refused(copies: int) -> None:
    with pytest.raises(CopiesOutOfRange, match="copies-out-of-range"):
        label_zpl(label(), copies=copies)


def test_white_on_black_is_printed_as_it_is_drawn() -> None:
    bar = rectangle(2.0, 5.0, 40.0, 10.0, fill="ink")
    text = Text(x=5.0, y=13.0, text="HHHH", face=Face.BOLD, size=8.0, tone="paper")
    drawing = LabelDrawing(width=50.0, height=25.0, shapes=(bar, text))

    (printed,) = Printer().read(label_zpl(drawing))

    preview = render(drawing).convert("L")
    assert ImageChops.difference(printed.paper, preview).getbbox() is None


def test_what_lies_beside_the_label_is_not_sent() -> None:
    beyond = Text(x=150.0, y=10.0, text="ŵ", face=Face.BOLD, size=8.0)
    nothing = Text(x=5.0, y=10.0, text=" ", face=Face.BOLD, size=8.0)
    pale = rectangle(2.0, 5.0, 40.0, 10.0, fill="tint")
    drawing = LabelDrawing(width=50.0, height=25.0, shapes=(beyond, nothing, pale))

    assert label_zpl(drawing) == (b"^XA^CI28^PW400^LL200^LH0,0^LS0^LT0\n^PQ1,0,0,N^XZ\n")


def test_a_stained_and_turned_print_still_decodes() -> None:
    (printed,) = Printer().read(label_zpl(replace(label(), bars=())))
    paper = printed.paper
    ImageDraw.Draw(paper).ellipse((600, 470, 640, 510), fill=0)

    assert codes(paper.rotate(11, expand=True, fillcolor=255)) == [ADDRESS, ADDRESS]


@pytest.mark.parametrize("row_bytes", [1, 2, 7, 50, 203, 500])
def test_packed_pictures_unpack_to_the_same_dots(row_bytes: int) -> None:
    chance = random.Random(row_bytes)
    rows = [b"\0" * row_bytes, b"\xff" * row_bytes, b"\xff" * row_bytes]
    for _ in range(60):
        weights = chance.choice([(8, 8, 1), (1, 0, 0), (0, 1, 3)])
        drawn = chance.choices([b"\0", b"\xff", b"\x5a"], weights=weights, k=row_bytes)
        rows += [b"".join(drawn)] * chance.choice([1, 1, 3])

    assert unpacked(packed_hex(rows), row_bytes) == rows


def test_a_label_with_two_symbols_and_a_linear_code_stays_small() -> None:
    assert len(label_zpl(replace(label(), shared=(), shapes=()))) < 4000


def test_ink_is_never_outside_the_label() -> None:
    (printed,) = Printer().read(label_zpl(label(), text="picture"))

    assert printed.image.size == (800, 1200)
    assert numpy.count_nonzero(numpy.asarray(printed.image)) > 10_000


def test_a_backslash_comes_as_a_picture_because_some_printers_break_lines_at_it() -> None:
    (printed,) = Printer().read(label_zpl(named("a\\&b")))

    assert [text[-1] for text in printed.texts] == [NAME.text]
    assert printed.paper.crop((40, 610, 200, 660)).getextrema() == (0, 255)
