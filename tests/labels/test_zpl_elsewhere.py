"""Our ZPL as a reader by other people prints it."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageChops
from tests.conftest import Decoder
from tests.labels.conftest import ZplReader
from tests.labels.label_samples import KINDS, expected_codes, filled_with
from tests.labels.print_samples import ADDRESS, ZPL_IN_A_NAME
from tests.labels.samples import HOSTILE, sack
from tests.support.zebrash import Job

from acopio_labels.drawing import LabelDrawing
from acopio_labels.fonts import Face
from acopio_labels.label_layout import lay_out
from acopio_labels.label_model import Label
from acopio_labels.media import load_medium
from acopio_labels.qr import make_symbol, place
from acopio_labels.raster import codes_on_dots, render, size_in_dots
from acopio_labels.shapes import Text
from acopio_labels.zpl import TextAs, label_zpl

MEDIA = {
    "cacao sack": "thermal-100x150",
    "coffee sack": "thermal-100x150",
    "lot": "thermal-100x100",
    "sample": "thermal-100x50",
    "cup": "roll-62x100",
    "pallet": "gs1-a6",
    "pallet without SSCC": "thermal-100x75",
}
NAMES = HOSTILE | {
    "ñ": "Ñuñunhuayo, señores y compañía",
    "commands": ZPL_IN_A_NAME,
    "the end of a label": "^XZ",
    "a second label": "^XZ^XA^FO1,1^GB800,1200,1200^FS^XZ",
    "a hexadecimal sign": "_5EXZ",
    "a download": "~DGR:X.GRF,1,1,FF",
}

Printed = dict[str, tuple[Label, LabelDrawing, list[Image.Image]]]


def drawn(kind: str, dots_per_inch: int) -> LabelDrawing:
    return lay_out(KINDS[kind], load_medium(MEDIA[kind]).size(dots_per_inch))


def job(drawing: LabelDrawing, dots_per_inch: int = 203, text: TextAs = "printer") -> Job:
    return Job(
        zpl=label_zpl(drawing, dots_per_inch=dots_per_inch, text=text),
        size=size_in_dots(drawing, dots_per_inch),
        dots_per_inch=dots_per_inch,
    )


@pytest.fixture(scope="module", params=[203, 300])
def dots_per_inch(request: pytest.FixtureRequest) -> int:
    density: int = request.param
    return density


@pytest.fixture(scope="module")
def printed(dots_per_inch: int, zpl_reader: ZplReader) -> Printed:
    """Return each kind of label with what came out of the printer."""
    drawings = {kind: drawn(kind, dots_per_inch) for kind in KINDS}
    pictures = zpl_reader([job(one, dots_per_inch) for one in drawings.values()])
    return {
        kind: (KINDS[kind], drawing, out)
        for (kind, drawing), out in zip(drawings.items(), pictures, strict=True)
    }


def codes(picture: Image.Image) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(picture))


def test_one_label_of_each_kind_comes_out_with_all_its_codes(printed: Printed) -> None:
    for kind, (label, drawing, pictures) in printed.items():
        (picture,) = pictures
        assert codes(picture) == expected_codes(label, drawing), kind


def test_a_second_decoder_reads_every_symbol(
    printed: Printed, dots_per_inch: int, second_decoder: Decoder
) -> None:
    expected, symbols = [], []
    for label, drawing, (picture,) in printed.values():
        for code in codes_on_dots(drawing, dots_per_inch)[: len(drawing.symbols)]:
            x, y, width, height = code.with_quiet_zone
            symbols.append(picture.crop((x, y, x + width, y + height)))
            expected.append(label.address)

    assert second_decoder(symbols) == expected
    assert set(expected) == {label.address for label in KINDS.values()}


def test_codes_lie_on_the_very_dots_of_our_own_picture(
    printed: Printed, dots_per_inch: int
) -> None:
    for kind, (_, drawing, (picture,)) in printed.items():
        own = render(drawing, dots_per_inch=dots_per_inch).convert("L")
        for code in codes_on_dots(drawing, dots_per_inch):
            x, y, width, height = code.with_quiet_zone
            zone = (max(x, 0), y, min(x + width, own.width), min(y + height, own.height))
            difference = ImageChops.difference(picture.crop(zone), own.crop(zone))
            assert difference.getbbox() is None, kind


def test_with_text_as_pictures_all_of_the_label_is_our_own_picture(zpl_reader: ZplReader) -> None:
    drawings = [drawn(kind, 203) for kind in KINDS]

    pictures = zpl_reader([job(one, text="picture") for one in drawings])

    for drawing, (picture,) in zip(drawings, pictures, strict=True):
        own = render(drawing).convert("L")
        assert ImageChops.difference(picture, own).getbbox() is None


def test_no_name_makes_a_second_label_or_spoils_a_code(zpl_reader: ZplReader) -> None:
    size = load_medium("thermal-100x50").size()
    drawings = [lay_out(filled_with(sack(), text), size) for text in NAMES.values()]

    pictures = zpl_reader([job(drawing) for drawing in drawings])

    assert [list(map(codes, out)) for out in pictures] == [
        [expected_codes(sack(), drawing)] for drawing in drawings
    ]


def test_a_text_that_nobody_cleaned_stays_in_its_field(zpl_reader: ZplReader) -> None:
    symbol = place(make_symbol(ADDRESS), x=60.0, y=5.0, box=35.0)
    texts = [
        Text(x=5.0, y=20.0, text=text, face=Face.CONDENSED, size=3.0) for text in NAMES.values()
    ]
    drawings = [
        LabelDrawing(width=100.0, height=45.0, shapes=(text,), symbols=(symbol,)) for text in texts
    ]

    pictures = zpl_reader([job(drawing) for drawing in drawings])

    assert [list(map(codes, out)) for out in pictures] == [[[ADDRESS]]] * len(texts)


def test_a_job_of_many_labels_comes_out_as_many(zpl_reader: ZplReader) -> None:
    size = load_medium("thermal-100x50").size()
    labels = [
        replace(sack(number), organisation=text) for number, text in enumerate(NAMES.values(), 1)
    ]
    zpl = b"".join(label_zpl(lay_out(label, size)) for label in labels)

    (pictures,) = zpl_reader([Job(zpl=zpl, size=(800, 400))])

    assert [codes(picture) for picture in pictures] == [[label.address] for label in labels]
