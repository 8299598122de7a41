from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from tests.labels.samples import page_texts

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import CorrectionOutOfRange, MeasureImplausible
from acopio_labels.media import load_medium
from acopio_labels.model import Language
from acopio_labels.print_pdf import print_pdf
from acopio_labels.printer import PrinterProfile, profile_from_ruler, ruler, ruler_page
from acopio_labels.shapes import rectangle

A4, LETTER, LOW, ROLL = (210.0, 297.0), (215.9, 279.4), (100.0, 50.0), (62.0, 100.0)
DOTS = 10
"""Per millimetre."""


def picture(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        image: Image.Image = document[0].render(scale=DOTS * 25.4 / 72, grayscale=True).to_pil()
    return image.point([255] * 128 + [0] * 128)


def ink(image: Image.Image, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Return where in a part of the page the ink lies, in millimetres."""
    left, top, right, bottom = (round(one * DOTS) for one in box)
    found = image.crop((left, top, right, bottom)).getbbox()
    assert found
    return tuple(
        (edge + offset) / DOTS for edge, offset in zip(found, (left, top, left, top), strict=True)
    )


@pytest.mark.parametrize("size", [A4, LETTER, LOW, ROLL])
def test_the_lines_of_the_ruler_page_have_the_lengths_it_names(size: tuple[float, float]) -> None:
    true = ruler(size)
    image = picture(ruler_page(size, "es"))

    left, top, right, _ = ink(image, (0, true.top - 1, size[0], true.top + 0.5))
    assert left == pytest.approx(true.left, abs=0.15)
    assert top == pytest.approx(true.top, abs=0.15)
    assert right - left == pytest.approx(true.across, abs=0.4)
    _, top, _, bottom = ink(image, (true.left - 1, 0, true.left + 0.5, size[1]))
    assert bottom - top == pytest.approx(true.down, abs=0.4)


@pytest.mark.parametrize("size", [A4, LETTER, LOW, ROLL])
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_ruler_page_says_what_to_measure(size: tuple[float, float], language: Language) -> None:
    (text,) = page_texts(ruler_page(size, language))

    true = ruler(size)
    for value in (true.left, true.top, true.across, true.down):
        assert f"{value} mm" in text
    assert ("Mida" if language == "es" else "Measure") in text


def test_a_printer_that_prints_true_needs_no_correction() -> None:
    true = ruler(A4)

    profile = profile_from_ruler(
        A4,
        left=Decimal(true.left),
        top=Decimal(true.top),
        across=Decimal(true.across),
        down=Decimal(true.down),
    )

    assert profile == PrinterProfile()
    assert profile.matrices(*A4) == ""


@pytest.mark.parametrize("size", [A4, LETTER, LOW, ROLL])
def test_what_a_printer_does_is_undone(size: tuple[float, float]) -> None:
    true = ruler(size)
    scale_x, scale_y = Decimal("0.96"), Decimal("0.97")
    shift_x, shift_y = Decimal("1.5"), Decimal("-0.8")

    profile = profile_from_ruler(
        size,
        left=true.left * scale_x + shift_x,
        top=true.top * scale_y + shift_y,
        across=true.across * scale_x,
        down=true.down * scale_y,
    )

    for place in (Decimal(0), Decimal(50), Decimal(200)):
        on_paper_x = scale_x * (profile.sx * place + profile.dx) + shift_x
        on_paper_y = scale_y * (profile.sy * place + profile.dy) + shift_y
        assert abs(on_paper_x - place) < Decimal("0.01")
        assert abs(on_paper_y - place) < Decimal("0.01")


def square(profile: PrinterProfile) -> tuple[float, ...]:
    """Return where on a page of 100 x 50 mm the square from 10 to 20 mm is printed."""
    drawing = LabelDrawing(
        width=100.0, height=50.0, shapes=(rectangle(10, 10, 10, 10, fill="ink"),)
    )
    pdf = b"".join(print_pdf([drawing], load_medium("thermal-100x50"), profile=profile))
    return ink(picture(pdf), (0, 0, 100, 50))


@pytest.mark.parametrize(
    ("profile", "place"),
    [
        (PrinterProfile(), (10, 10, 20, 20)),
        (PrinterProfile(dx=Decimal(2), dy=Decimal("-1.5")), (12, 8.5, 22, 18.5)),
        (PrinterProfile(sx=Decimal("1.1"), sy=Decimal("0.9")), (11, 9, 22, 18)),
        (PrinterProfile(rotation=Decimal(180)), (80, 30, 90, 40)),
        (PrinterProfile(dx=Decimal(2), rotation=Decimal(180)), (78, 30, 88, 40)),
    ],
)
def test_a_profile_moves_scales_and_turns_the_page(
    profile: PrinterProfile, place: tuple[float, ...]
) -> None:
    assert square(profile) == pytest.approx(place, abs=0.15)


@pytest.mark.parametrize(
    "wrong",
    [
        {"dx": Decimal(21)},
        {"dy": Decimal("NaN")},
        {"sx": Decimal(0)},
        {"sy": Decimal("1.3")},
        {"rotation": Decimal(181)},
        {"rotation": Decimal(90)},
        {"rotation": Decimal(-45)},
        {"dx": Decimal("Infinity")},
    ],
)
def test_a_correction_beyond_reason_is_refused(wrong: dict[str, Decimal]) -> None:
    with pytest.raises(CorrectionOutOfRange) as refusal:
        PrinterProfile(**wrong)

    assert refusal.value.what in wrong


@pytest.mark.parametrize(
    ("what", "value"),
    [("across", "17"), ("down", "NaN"), ("left", "41"), ("top", "-1"), ("down", "0")],
)
def test_a_measure_that_cannot_be_is_refused(what: str, value: str) -> None:
    true = ruler(A4)
    measured = {name: Decimal(getattr(true, name)) for name in ("left", "top", "across", "down")}
    measured[what] = Decimal(value)

    with pytest.raises(MeasureImplausible) as refusal:
        profile_from_ruler(A4, **measured)

    assert refusal.value.what == what
