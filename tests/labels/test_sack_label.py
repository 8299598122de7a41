from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from tests.conftest import Decoder
from tests.labels.samples import ALPHABET, HOSTILE, decoded, page_texts, printed, sack

from acopio_labels.errors import AddressTooLong, NothingToPrint, SackOutOfRange, UnknownMedia
from acopio_labels.fonts import CAP_HEIGHT, text_width
from acopio_labels.label_layout import lay_out
from acopio_labels.media import list_media, load_medium
from acopio_labels.model import SackLabel
from acopio_labels.sack_label import draw_sack_labels
from acopio_labels.shapes import Text
from acopio_labels.text import clean

SIZE = load_medium("thermal-100x150").size()
TEXT_FIELDS = [
    field.name
    for field in fields(SackLabel)
    if field.type in (str, str | None) and field.name not in {"address", "ico_mark"}
]


def test_every_label_of_a_batch_decodes_twice_to_its_own_address() -> None:
    labels = [sack(number) for number in range(1, 41)]

    pdf = draw_sack_labels(labels)

    for index, label in enumerate(labels):
        assert decoded(printed(pdf, page=index)) == [label.address] * 2


def test_a_second_decoder_reads_the_same_address(second_decoder: Decoder) -> None:
    labels = [sack(number) for number in (1, 42, 250)]
    pdf = draw_sack_labels(labels)
    pages = [printed(pdf, page=index) for index in range(len(labels))]

    # One symbol at a time: front panel above, stub below.
    fronts = second_decoder([one.crop((0, 0, one.width, one.height * 63 // 100)) for one in pages])
    stubs = second_decoder(
        [one.crop((0, one.height * 66 // 100, one.width, one.height)) for one in pages]
    )

    assert fronts == stubs == [label.address for label in labels]


def test_labels_for_a_300_dpi_printer_decode_too() -> None:
    label = sack()

    assert decoded(printed(draw_sack_labels([label], dots_per_inch=300))) == [label.address] * 2


@pytest.mark.parametrize("length", [20, 38, 39, 47, 48, 61, 67, 90])
def test_addresses_of_any_sensible_length_decode(length: int) -> None:
    label = replace(sack(), address="HTTPS://ID.X.PE/".ljust(length, "7"))

    assert decoded(printed(draw_sack_labels([label]))) == [label.address] * 2


def test_the_same_labels_give_the_same_bytes() -> None:
    labels = [sack(number) for number in range(1, 6)]

    assert draw_sack_labels(labels) == draw_sack_labels(iter(labels))


def test_what_was_printed_before_does_not_change_the_bytes() -> None:
    alone = draw_sack_labels([sack(7)])

    draw_sack_labels([replace(sack(3), organisation="Ñandú ŵĩɨ", lot_code="ZZZ-ZZZZZZZ-Z")])

    assert draw_sack_labels([sack(7)]) == alone


def test_threads_that_print_at_once_do_not_disturb_each_other() -> None:
    labels = [replace(sack(number), organisation=f"Ñandú {number}") for number in range(1, 9)]
    alone = [draw_sack_labels([label] * 3) for label in labels]

    with ThreadPoolExecutor(max_workers=4) as pool:
        together = list(pool.map(lambda label: draw_sack_labels([label] * 3), labels * 3))

    assert together == alone * 3


def test_every_page_is_exactly_the_size_of_the_medium() -> None:
    pdf = draw_sack_labels([sack(1), sack(2)])

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        sizes = [document.get_page_size(index) for index in range(len(document))]

    assert sizes == [pytest.approx((100 * 72 / 25.4, 150 * 72 / 25.4), abs=0.001)] * 2


def test_viewers_are_told_not_to_scale_the_page() -> None:
    with pikepdf.open(BytesIO(draw_sack_labels([sack()]))) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_only_the_embedded_family_is_used() -> None:
    with pikepdf.open(BytesIO(draw_sack_labels([sack()]))) as pdf:
        fonts = [item for item in pdf.objects if _is_font(item)]
        embedded = [item for item in pdf.objects if _is_font(item, "/FontDescriptor")]

        assert fonts
        assert all("DejaVuSans" in str(font.BaseFont) for font in fonts)
        assert embedded
        assert all("/FontFile2" in descriptor for descriptor in embedded)


def _is_font(item: object, kind: str = "/Font") -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


def test_what_all_sacks_and_all_pages_share_is_stored_once() -> None:
    with pikepdf.open(BytesIO(draw_sack_labels([sack(1), sack(2), sack(3)]))) as pdf:
        forms = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
        ]

    assert len(forms) == 2


def test_every_value_can_be_read_back_as_text() -> None:
    label = sack()

    text = page_texts(draw_sack_labels([label]))[0]

    for value in (
        label.country,
        label.organisation,
        f"RUC {label.ruc}",
        label.product_es,
        label.product_en,
        label.process,
        label.season,
        label.grade,
        label.net_mass,
        "42 / 250",
        "saco 42 de 250 · sack 42 of 250",
        label.lot_code,
        label.sack_code,
        *label.claims,
        label.origin,
        label.packed_on,
        *label.other_lines,
    ):
        assert str(value) in text


def test_a_sack_without_a_weight_has_a_line_to_write_on() -> None:
    text = page_texts(draw_sack_labels([replace(sack(), net_mass=None)]))[0]

    assert "PESO NETO · NET WEIGHT" in text
    assert "____ kg" in text


@pytest.mark.parametrize("field", TEXT_FIELDS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_in_any_field_stops_the_printing(field: str, text: str) -> None:
    label = replace(sack(), **{field: text})  # type: ignore[arg-type]

    assert decoded(printed(draw_sack_labels([label]))) == [label.address] * 2


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_in_all_fields_at_once_leaves_its_place(text: str) -> None:
    label = replace(
        sack(),
        organisation=text,
        country=text,
        product_es=text,
        product_en=text,
        process=text,
        season=text,
        grade=text,
        origin=text,
        ruc=text,
        net_mass=text,
        claims=(text,) * 5,
        other_lines=(text,) * 5,
    )

    image = printed(draw_sack_labels([label]))

    assert decoded(image) == [label.address] * 2
    assert label.lot_code in page_texts(draw_sack_labels([label]))[0]
    assert image.crop((0, 0, image.width, 16)).getextrema() == (255, 255)  # 2 mm of white
    assert image.crop((0, 0, 20, 780)).getextrema() == (255, 255)
    assert image.crop((image.width - 30, 80, image.width, 200)).getextrema() == (255, 255)


def codes_of(code: str) -> list[Text]:
    """Return every place where a sack with this code shows it."""
    drawing = lay_out(replace(sack(), sack_code=code), SIZE)
    texts = [shape for shape in drawing.every_shape if isinstance(shape, Text)]
    return [text for text in texts if text.text == code]


@pytest.mark.parametrize("sign", ALPHABET)
def test_no_code_is_wider_than_its_room(sign: str) -> None:
    code = "-".join((sign * 3, sign * 7, sign, sign * 3, sign))

    front, stub = codes_of(code)

    for text, room in ((front, 92.0), (stub, 47.0)):
        assert text_width(code, text.face, text.size) * text.squeeze <= room + 1e-9


@pytest.mark.parametrize("code", [sack().sack_code, "NAR-GDQ4M9T-6-2GW-M"])
def test_codes_on_the_front_have_letters_seven_millimetres_high(code: str) -> None:
    assert codes_of(code)[0].size * CAP_HEIGHT >= 7.0


def test_the_letters_of_a_printed_code_measure_seven_millimetres() -> None:
    pdf = draw_sack_labels([sack()])

    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        page = document[0].get_textpage()
        heights = []
        for code in (sack().lot_code, sack().sack_code):
            index, _ = page.search(code).get_next()
            _, bottom, _, top = page.get_charbox(index)
            heights.append((top - bottom) * 25.4 / 72)

    assert all(height >= 7.0 for height in heights)


def test_the_check_bar_is_fifty_millimetres() -> None:
    bar = load_medium("thermal-100x150").check_bar
    assert bar
    image = printed(draw_sack_labels([sack()]))

    row = image.crop((0, round(bar.y * 8) - 2, round((bar.x + 50 + 1) * 8), 1180))
    left, _, right, _ = row.point(lambda level: 255 - level).getbbox() or (0, 0, 0, 0)

    assert (right - left) / 8 == pytest.approx(50.25, abs=0.2)


def test_progress_is_told_after_every_page() -> None:
    done: list[int] = []

    draw_sack_labels([sack(1), sack(2), sack(3)], progress=done.append)

    assert done == [1, 2, 3]


def test_an_empty_batch_is_refused() -> None:
    with pytest.raises(NothingToPrint):
        draw_sack_labels([])


def test_an_address_that_would_print_too_fine_is_refused() -> None:
    with pytest.raises(AddressTooLong, match="address-too-long"):
        draw_sack_labels([replace(sack(), address="HTTPS://" + "A" * 3000)])
    with pytest.raises(AddressTooLong):
        draw_sack_labels([replace(sack(), address="A" * 9000)])


@pytest.mark.parametrize(("number", "count"), [(0, 5), (6, 5), (-1, 5)])
def test_a_sack_outside_its_lot_is_refused(number: int, count: int) -> None:
    with pytest.raises(SackOutOfRange):
        replace(sack(), sack_number=number, sack_count=count)


def test_an_unknown_medium_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownMedia) as refusal:
        draw_sack_labels([sack()], medium="../model")

    assert refusal.value.known == list_media()


def test_cleaned_names_keep_their_spanish_signs() -> None:
    assert clean("N.º 1ª · 2 m² … ñandú") == "N.º 1ª · 2 m² … ñandú"
