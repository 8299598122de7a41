import tracemalloc
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from tests.labels.label_samples import KINDS
from tests.labels.samples import decoded, page_texts, printed, sack

from acopio_labels import label_layout
from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import (
    CopiesOutOfRange,
    DrawingOfOtherSize,
    NothingToPrint,
    StartBeyondSheet,
)
from acopio_labels.fonts import Face
from acopio_labels.label_layout import lay_out
from acopio_labels.media import BAR_LENGTH, Medium, list_media, load_medium
from acopio_labels.print_pdf import print_pdf
from acopio_labels.shapes import Line, Polygon, Text, rectangle

DOTS = 10
"""Per millimetre."""

SHEETS = tuple(name for name in list_media() if load_medium(name).capacity > 1)


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    """Render a page, ink in white on black, so that a bounding box is that of the ink."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        image: Image.Image = document[page].render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil()
    return image.point([255] * 128 + [0] * 128)


def marked(medium: Medium) -> LabelDrawing:
    """Return a drawing with a black square of 5 mm, 6 mm from the left and 4 mm from the top."""
    return LabelDrawing(
        width=medium.label_width,
        height=medium.label_height,
        shapes=(rectangle(6, 4, 5, 5, fill="ink"),),
    )


def part(image: Image.Image, left: float, top: float, right: float, low: float) -> Image.Image:
    """Return a part of a picture by its place in millimetres."""
    edges = [round(one * DOTS) for one in (left, top, right, low)]
    return image.crop((edges[0], edges[1], edges[2], edges[3]))


def pages(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return len(document)


@pytest.mark.parametrize("name", SHEETS)
def test_every_label_of_a_sheet_is_printed_where_the_medium_says(name: str) -> None:
    medium = load_medium(name)
    pdf = b"".join(print_pdf([marked(medium)] * medium.capacity, medium, check_bar=False))
    image = picture(pdf)

    assert pages(pdf) == 1
    for cell in medium.cells:
        corner = (round((cell.x + 3) * DOTS), round((cell.y + 2) * DOTS))
        found = image.crop((*corner, corner[0] + 120, corner[1] + 90)).getbbox()
        assert found
        left, top = (corner[0] + found[0]) / DOTS, (corner[1] + found[1]) / DOTS
        assert left == pytest.approx(cell.x + 6, abs=0.15)
        assert top == pytest.approx(cell.y + 4, abs=0.15)
        assert (found[2] - found[0]) / DOTS == pytest.approx(5, abs=0.15)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("start", [1, 2, 4])
def test_printing_starts_at_the_first_free_label(name: str, start: int) -> None:
    medium = load_medium(name)
    image = picture(b"".join(print_pdf([marked(medium)], medium, start=start, check_bar=False)))

    for place, cell in enumerate(medium.cells, 1):
        left, top = round((cell.x + 6.5) * DOTS), round((cell.y + 4.5) * DOTS)
        black = image.crop((left, top, left + 40, top + 40)).getextrema() == (255, 255)
        assert black == (place == start)


def test_a_full_sheet_is_followed_by_the_next() -> None:
    medium = load_medium("avery-l7165")

    assert pages(b"".join(print_pdf([marked(medium)] * 9, medium))) == 2
    assert pages(b"".join(print_pdf([marked(medium)] * 8, medium))) == 1
    assert pages(b"".join(print_pdf([marked(medium)] * 8, medium, start=2))) == 2


def test_copies_of_a_label_follow_each_other() -> None:
    medium = load_medium("thermal-100x50")
    drawings = [lay_out(sack(number), medium.size()) for number in (1, 2)]

    texts = page_texts(b"".join(print_pdf(drawings, medium, copies=3)))

    assert [f"SACO {number} / 250" in text for text in texts for number in (1, 2)] == [
        *(True, False) * 3,
        *(False, True) * 3,
    ]


@pytest.mark.parametrize("name", [name for name in list_media() if load_medium(name).check_bar])
def test_the_check_bar_is_fifty_millimetres_and_can_be_left_out(name: str) -> None:
    medium = load_medium(name)
    bar = medium.check_bar
    assert bar
    drawing = LabelDrawing(width=medium.label_width, height=medium.label_height, shapes=())
    place = (bar.x - 1, bar.y - 0.9, bar.x + BAR_LENGTH + 1, bar.y + 0.9)

    found = part(picture(b"".join(print_pdf([drawing], medium))), *place).getbbox()
    without = part(picture(b"".join(print_pdf([drawing], medium, check_bar=False))), *place)

    assert found
    assert (found[2] - found[0]) / DOTS == pytest.approx(BAR_LENGTH + 0.25, abs=0.15)
    assert without.getbbox() is None


def test_a_tag_has_cut_marks_and_a_ring_for_the_punch() -> None:
    medium = load_medium("a6-tag")
    empty = LabelDrawing(width=105.0, height=148.5, shapes=())
    image = picture(b"".join(print_pdf([empty], medium, check_bar=False)))

    for cell in medium.cells:
        x, y = cell.x + 52.5, cell.y + 9.0
        box = part(image, x - 4, y - 4, x + 4, y + 4).getbbox()
        assert box
        assert (box[2] - box[0]) / DOTS == pytest.approx(6, abs=0.3)
        assert (box[3] - box[1]) / DOTS == pytest.approx(6, abs=0.3)
    for place in ((104, 0, 106, 5), (104, 292, 106, 297), (0, 147, 5, 150), (205, 147, 210, 150)):
        assert part(image, *place).getbbox()


def test_every_label_of_a_full_sheet_decodes() -> None:
    medium = load_medium("avery-l7160")
    labels = [sack(number) for number in range(1, 22)]

    pdf = b"".join(print_pdf((lay_out(one, medium.size()) for one in labels), medium))

    assert sorted(decoded(printed(pdf))) == sorted(one.address for one in labels)


def test_the_same_drawings_give_the_same_bytes_whoever_made_them() -> None:
    medium = load_medium("thermal-100x100")

    def drawings() -> Iterator[LabelDrawing]:
        for label in KINDS.values():
            drawing = lay_out(label, medium.size())
            # An equal picture of another identity, as a cache that was emptied would give.
            yield LabelDrawing(
                width=drawing.width,
                height=drawing.height,
                shapes=drawing.shapes,
                symbols=drawing.symbols,
                bars=drawing.bars,
                shared=(*drawing.shared,),
                name=drawing.name,
            )

    first = b"".join(print_pdf(drawings(), medium))
    kept = [lay_out(label, medium.size()) for label in KINDS.values()]
    label_layout._frame.cache_clear()

    assert b"".join(print_pdf(drawings(), medium)) == first
    assert b"".join(print_pdf(kept, medium)) == first


def test_a_long_document_is_sound_and_complete() -> None:
    medium = load_medium("thermal-100x50")
    pdf = b"".join(print_pdf([marked(medium)] * 600, medium))

    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == 600
        assert document.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_a_label_can_be_read_back(kind: str) -> None:
    medium = load_medium("gs1-a6")
    drawing = lay_out(KINDS[kind], medium.size())

    (read,) = page_texts(b"".join(print_pdf([drawing], medium)))

    for shape in drawing.every_shape:
        if isinstance(shape, Text):
            assert " ".join(shape.text.split()) in read


def test_signs_that_share_a_glyph_are_read_back_as_what_they_are() -> None:
    medium = load_medium("thermal-100x50")
    text = "AΑА ΩΩ µμ ñÑ"
    line = Text(x=5, y=20, text=text, face=Face.BOLD, size=5)
    drawing = LabelDrawing(width=100.0, height=50.0, shapes=(line,))

    assert page_texts(b"".join(print_pdf([drawing], medium))) == [text]


def test_shapes_of_every_sort_are_drawn() -> None:
    medium = load_medium("thermal-100x50")
    triangle = ((60.0, 10.0), (70.0, 10.0), (65.0, 20.0))
    shapes = (
        Line(x1=10, y1=10, x2=30, y2=10, thickness=1, dash=2),
        Polygon(points=triangle, fill="muted", stroke="ink"),
    )
    drawing = LabelDrawing(width=100.0, height=50.0, shapes=shapes)
    image = picture(b"".join(print_pdf([drawing], medium)))

    assert image.crop((90, 90, 310, 110)).getbbox() == pytest.approx((10, 5, 190, 15), abs=25)
    assert image.crop((640, 120, 660, 130)).getextrema() == (255, 255)


def test_a_thousand_labels_take_no_more_memory_than_a_hundred() -> None:
    medium = load_medium("thermal-100x150")
    drawing = lay_out(sack(), medium.size())

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in print_pdf((drawing for _ in range(count)), medium):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)
    assert peak(1000) - peak(100) < 200_000


def test_a_label_of_a_long_job_costs_less_than_a_kilobyte_and_a_half() -> None:
    medium = load_medium("thermal-100x150")
    sizes = [
        sum(map(len, print_pdf((lay_out(sack(n), medium.size()) for n in range(1, top)), medium)))
        for top in (51, 251)
    ]

    assert (sizes[1] - sizes[0]) / 200 <= 1500


@pytest.mark.parametrize("start", [0, 9, -3])
def test_a_start_beyond_the_sheet_is_refused(start: int) -> None:
    medium = load_medium("avery-l7165")

    with pytest.raises(StartBeyondSheet) as refusal:
        print_pdf([marked(medium)], medium, start=start)

    assert refusal.value.values() == {"start": start, "places": 8}


@pytest.mark.parametrize("copies", [0, -1, 10_000])
def test_no_copy_and_too_many_are_refused(copies: int) -> None:
    medium = load_medium("thermal-100x50")

    with pytest.raises(CopiesOutOfRange) as refusal:
        print_pdf([marked(medium)], medium, copies=copies)

    assert refusal.value.values() == {"copies": copies, "most": 9999}


def test_a_drawing_of_another_size_is_refused() -> None:
    with pytest.raises(DrawingOfOtherSize):
        print_pdf([marked(load_medium("thermal-100x100"))], load_medium("thermal-100x50"))


def test_an_empty_job_is_refused_before_a_byte_is_written() -> None:
    with pytest.raises(NothingToPrint):
        print_pdf([], load_medium("thermal-100x50"))
