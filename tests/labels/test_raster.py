from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import numpy
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from tests.conftest import Decoder
from tests.labels.print_samples import ADDRESS, SSCC, bar_code, label, named
from tests.labels.samples import HOSTILE

from acopio_labels.drawing import LabelDrawing
from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.print_errors import TooFineForPrinter
from acopio_labels.raster import Region, bounds, codes_on_dots, png, render
from acopio_labels.shapes import Line, Polygon, Shape, Text, rectangle
from acopio_labels.text import clean

EMPTY = LabelDrawing(width=50.0, height=25.0, shapes=())


def read(image: Image.Image) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(image.convert("L")))


def inked(image: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.invert(image).getbbox()


def drawn(*shapes: Shape, grey: bool = False) -> Image.Image:
    return render(replace(EMPTY, shapes=shapes), grey=grey)


@pytest.mark.parametrize("dots_per_inch", [203, 300, 600])
@pytest.mark.parametrize("grey", [False, True])
def test_every_code_of_a_picture_decodes(dots_per_inch: int, grey: bool) -> None:
    picture = render(label(dots_per_inch=dots_per_inch), dots_per_inch=dots_per_inch, grey=grey)

    assert read(picture) == [SSCC, ADDRESS, ADDRESS]


def test_a_second_decoder_reads_the_same_address(second_decoder: Decoder) -> None:
    picture = render(label(), region=Region(400, 256, 400, 400)).convert("L")

    assert second_decoder([picture]) == [ADDRESS]


def test_a_label_placed_for_203_dpi_is_still_crisp_at_300() -> None:
    codes = codes_on_dots(label(), 300)

    assert read(render(label(), dots_per_inch=300)) == [SSCC, ADDRESS, ADDRESS]
    for code, placed in zip(codes, label().symbols, strict=False):
        dot = 25.4 / 300
        assert code.module * dot <= placed.module
        centre = (code.x + code.region.width / 2) * dot
        assert centre == pytest.approx(placed.x + placed.side / 2, abs=dot)


def test_every_module_of_a_code_is_a_square_of_one_colour() -> None:
    code = codes_on_dots(label(), 203)[0]
    area = code.region
    dots = numpy.asarray(render(label(), grey=True, region=area))

    size = area.width // code.module
    modules = dots.reshape(size, code.module, size, code.module)
    assert (modules.min(axis=(1, 3)) == modules.max(axis=(1, 3))).all()
    assert ["".join("10"[level // 255] for level in row) for row in modules[:, 0, :, 0]] == list(
        code.rows
    )


def blurred(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(2.0))


def rotated(image: Image.Image) -> Image.Image:
    return image.rotate(17, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def stained(image: Image.Image) -> Image.Image:
    dirty = image.copy()
    ImageDraw.Draw(dirty).ellipse((190, 200, 230, 240), fill=0)
    return dirty


def creased(image: Image.Image) -> Image.Image:
    worn = image.copy()
    ImageDraw.Draw(worn).line((100, 0, 260, worn.height), fill=255, width=3)
    return worn


@pytest.mark.parametrize("harm", [blurred, rotated, stained, creased])
def test_a_code_that_suffered_still_decodes(harm: Callable[[Image.Image], Image.Image]) -> None:
    picture = render(label(), region=Region(400, 256, 400, 400), grey=True)

    assert read(harm(picture)) == [ADDRESS]


@pytest.mark.parametrize("grey", [False, True])
def test_the_same_label_gives_the_same_bytes(grey: bool) -> None:
    before = png(label(), grey=grey)
    png(named("Ñandú"), grey=grey)

    assert png(label(), grey=grey) == before


@pytest.mark.parametrize(("dots_per_inch", "size"), [(203, (800, 1200)), (300, (1181, 1772))])
def test_a_png_has_a_pixel_per_dot_and_knows_its_true_size(
    dots_per_inch: int, size: tuple[int, int]
) -> None:
    with Image.open(BytesIO(png(label(), dots_per_inch=dots_per_inch))) as picture:
        width, height = (
            pixels / dpi * 25.4
            for pixels, dpi in zip(picture.size, picture.info["dpi"], strict=True)
        )

    assert picture.size == size
    assert picture.mode == "1"
    assert (width, height) == pytest.approx((100.0, 150.0), abs=0.1)


@pytest.mark.parametrize("region", [(380, 200, 300, 300), (0, 0, 200, 1200), (33, 57, 411, 333)])
@pytest.mark.parametrize("grey", [False, True])
def test_a_part_is_what_the_whole_shows_there(
    region: tuple[int, int, int, int], grey: bool
) -> None:
    x, y, width, height = region
    whole = render(label(), grey=grey)

    part = render(label(), grey=grey, region=Region(*region))

    assert part.tobytes() == whole.crop((x, y, x + width, y + height)).tobytes()


@pytest.mark.parametrize("squeeze", [1.0, 0.7])
@pytest.mark.parametrize("face", Face)
@pytest.mark.parametrize("size", [2.0, 3.3, 9.6])
def test_text_is_as_wide_and_high_as_it_was_measured(
    face: Face, size: float, squeeze: float
) -> None:
    text = Text(x=4.3, y=15.0, text="HN7H", face=face, size=size, squeeze=squeeze)

    left, top, right, bottom = inked(drawn(text)) or (0, 0, 0, 0)

    width = text_width(text.text, face, size) * squeeze
    bearing = 0.095 * size * squeeze
    assert left / 8 == pytest.approx(4.3 + bearing, abs=0.2)
    assert right / 8 == pytest.approx(4.3 + width - bearing, abs=0.2)
    assert bottom == 120
    assert (bottom - top) / 8 == pytest.approx(size * CAP_HEIGHT, abs=0.15)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_stops_the_picture(text: str) -> None:
    for name in (clean(text), text.encode("utf-8", "replace").decode()):
        assert SSCC in read(render(named(name)))


def test_lines_are_whole_dots_thick_and_never_vanish() -> None:
    thin = Line(x1=5.0, y1=10.0, x2=45.0, y2=10.0, thickness=0.01, tone="hairline")
    upright = Line(x1=5.0, y1=20.0, x2=5.0, y2=4.0, thickness=0.5)

    assert inked(drawn(thin)) == (40, 80, 360, 81)
    assert inked(drawn(upright)) == (38, 32, 42, 160)


def test_a_dashed_line_is_as_long_as_a_whole_one_and_half_as_black() -> None:
    dashed = Line(x1=5.0, y1=10.0, x2=44.0, y2=10.0, thickness=0.125, dash=1.0)

    picture = drawn(dashed)

    assert inked(picture) == (40, 80, 352, 81)
    assert numpy.count_nonzero(~numpy.asarray(picture)) == 20 * 8


def test_slanted_lines_and_outlines_are_drawn() -> None:
    slanted = Line(x1=5.0, y1=5.0, x2=20.0, y2=15.0, thickness=0.25, dash=1.0)
    outline = Polygon(points=((30.0, 5.0), (40.0, 5.0), (35.0, 15.0)), stroke="ink", thickness=0.25)

    assert inked(drawn(slanted)) is not None
    assert inked(drawn(outline)) == pytest.approx((239, 39, 322, 122), abs=2)


def test_pale_areas_are_left_out_in_black_and_white_and_kept_in_grey() -> None:
    pale = rectangle(5.0, 5.0, 10.0, 10.0, fill="tint")

    assert inked(drawn(pale)) is None
    assert drawn(pale, grey=True).getpixel((80, 80)) == 243


def test_white_text_on_a_black_bar_is_seen() -> None:
    bar = rectangle(2.0, 5.0, 40.0, 10.0, fill="ink")
    text = Text(x=5.0, y=13.0, text="HHHH", face=Face.BOLD, size=8.0, tone="paper")

    plain, written = (
        numpy.count_nonzero(numpy.asarray(drawn(*shapes))) for shapes in ((bar,), (bar, text))
    )

    assert written - plain > 1000


def test_a_code_too_fine_for_the_printer_is_refused() -> None:
    fine = replace(label().symbols[0], module=0.3)
    bars = replace(bar_code(SSCC, x=5.0, y=5.0), module=0.2)

    with pytest.raises(TooFineForPrinter, match="too-fine-for-printer"):
        render(replace(label(), symbols=(fine,)))
    with pytest.raises(TooFineForPrinter):
        render(replace(label(), bars=(bars,)))


@pytest.mark.parametrize("squeeze", [1.0, 0.6])
@pytest.mark.parametrize("text", ["ŵĩɨ̃", "Zg|", "\u0303\u0303Ñ", "jjj", "ÅǾ⃝", "f…", "ﷺ"])
def test_no_ink_lies_outside_the_bounds_of_a_text(text: str, squeeze: float) -> None:
    line = Text(x=10.07, y=12.0, text=text, face=Face.CONDENSED, size=8.0, squeeze=squeeze)

    left, top, right, bottom = inked(drawn(line)) or (80, 80, 80, 80)

    within = bounds(line, 0.125)
    assert left >= within.x
    assert top >= within.y
    assert right <= within.x + within.width
    assert bottom <= within.y + within.height
