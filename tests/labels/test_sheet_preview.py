from io import BytesIO

import pytest
from PIL import Image
from tests.labels.samples import decoded, sack

from acopio_labels.errors import StartBeyondSheet
from acopio_labels.label_layout import lay_out
from acopio_labels.media import list_media, load_medium
from acopio_labels.qr import dot_mm
from acopio_labels.sheet_preview import sheet_png

SHEETS = [name for name in list_media() if load_medium(name).capacity > 1]


def preview(medium: str, count: int = 3, **how: int) -> Image.Image:
    paper = load_medium(medium)
    drawing = lay_out(sack(), paper.size())
    return Image.open(BytesIO(sheet_png([drawing] * count, paper, **how)))


def shade(picture: Image.Image, medium: str, place: int) -> object:
    """Return the shade of a place near its lower left corner, where no label has ink."""
    paper = load_medium(medium)
    cell = paper.cells[place - 1]
    dot = dot_mm(203)
    x, y = cell.x + 0.5, cell.y + paper.label_height - 0.5
    return picture.getpixel((round(x / dot), round(y / dot)))


@pytest.mark.parametrize("medium", SHEETS)
def test_a_sheet_is_as_large_as_its_paper_and_its_labels_can_be_read(medium: str) -> None:
    paper, picture = load_medium(medium), preview(medium)

    size = tuple(round(side * dot_mm(203)) for side in picture.size)
    assert size == (round(paper.page_width), round(paper.page_height))
    assert len(decoded(picture)) >= min(3, paper.capacity)


def test_used_places_are_grey_and_the_labels_follow_with_their_copies() -> None:
    picture = preview("avery-l7173", count=2, start=4, copies=2)

    shades = [shade(picture, "avery-l7173", place) for place in range(1, 11)]
    assert shades[:3] == [225] * 3
    assert shades[3:] == [255] * 7
    assert len(decoded(picture)) == 4


def test_no_more_is_drawn_than_the_sheet_has_room_for() -> None:
    paper = load_medium("avery-l7169")
    drawing = lay_out(sack(), paper.size())
    asked = 0

    def endless() -> object:
        nonlocal asked
        while True:
            asked += 1
            yield drawing

    sheet_png(endless(), paper, start=2)  # type: ignore[arg-type]

    assert asked <= paper.capacity


def test_a_start_beyond_the_sheet_is_refused() -> None:
    with pytest.raises(StartBeyondSheet):
        preview("avery-l7169", start=5)
