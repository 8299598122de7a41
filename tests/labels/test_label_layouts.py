from dataclasses import replace

import pytest
from tests.labels.label_samples import (
    KINDS,
    SSCC,
    TOO_SMALL,
    assert_tidy,
    coffee,
    cup,
    expected_codes,
    filled_with,
    pallet,
    sample,
    text_boxes,
)
from tests.labels.samples import HOSTILE, decoded, printed, sack

from acopio_labels.code128 import bar_widths
from acopio_labels.drawing import BarCode, LabelDrawing
from acopio_labels.errors import (
    BarCodeImpossible,
    CopyOutOfRange,
    IcoMarkInvalid,
    MediumTooSmall,
    SsccInvalid,
)
from acopio_labels.fonts import CAP_HEIGHT
from acopio_labels.label_layout import fits, lay_out
from acopio_labels.label_model import Label, PalletLabel
from acopio_labels.media import list_media, load_medium
from acopio_labels.model import Organic
from acopio_labels.print_pdf import print_pdf
from acopio_labels.qr import FEWEST_DOTS, PlacedSymbol, dot_mm
from acopio_labels.shapes import Text
from acopio_labels.text import clean

MEDIA = list_media()
THERMAL = tuple(name for name in MEDIA if load_medium(name).kind == "thermal")

each_medium = pytest.mark.parametrize("medium", MEDIA)
each_kind = pytest.mark.parametrize("kind", KINDS)


def drawn(label: Label, medium: str, dots_per_inch: int = 203) -> LabelDrawing | None:
    """Return the drawing, or nothing where the medium is refused as too small."""
    try:
        return lay_out(label, load_medium(medium).size(dots_per_inch))
    except MediumTooSmall:
        return None


def words(drawing: LabelDrawing) -> str:
    return " | ".join(box[4] for box in text_boxes(drawing))


@each_medium
@each_kind
def test_every_kind_on_every_medium_decodes_in_black_and_white_at_203_dpi(
    kind: str, medium: str
) -> None:
    label = KINDS[kind]
    drawing = drawn(label, medium)

    assert (drawing is None) == (medium in TOO_SMALL.get(kind, set()))
    if drawing:
        pdf = b"".join(print_pdf([drawing], load_medium(medium)))
        assert drawing.symbols or drawing.bars
        assert sorted(decoded(printed(pdf))) == expected_codes(label, drawing)


@each_medium
@each_kind
@pytest.mark.parametrize("dots_per_inch", [203, 300])
def test_nothing_meets_anything_else_or_leaves_the_label(
    kind: str, medium: str, dots_per_inch: int
) -> None:
    drawing = drawn(KINDS[kind], medium, dots_per_inch)

    if drawing:
        assert_tidy(drawing, load_medium(medium).size(dots_per_inch))
    else:
        assert medium in TOO_SMALL[kind]


@each_medium
@pytest.mark.parametrize("times", [1, 4, 12])
def test_of_operator_and_address_every_word_stands_on_an_organic_sack_or_it_is_refused(
    medium: str, times: int
) -> None:
    address = " ".join(f"Jirón-{number} Los-Cedros-{number}" for number in range(times))
    organic = Organic(control_body="PE-BIO-149", operator="Cooperativa Naranjillo", address=address)
    drawing = drawn(replace(sack(), organic=organic), medium)

    if drawing is None:
        assert times > 1 or medium == "avery-5160"
        return
    printed_words = words(drawing)
    for word in ("PE-BIO-149", "Naranjillo", *address.split()):
        assert word in printed_words


@each_medium
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_a_drawing(medium: str, text: str) -> None:
    size = load_medium(medium).size()

    for label in KINDS.values():
        drawing = drawn(filled_with(label, f"{text}^XZ"), medium)
        if drawing:
            assert_tidy(drawing, size)
            again = drawn(label, medium)
            assert again
            assert [one.text for one in again.bars] == [one.text for one in drawing.bars]
            assert len(again.symbols) == len(drawing.symbols)


@each_medium
@pytest.mark.parametrize("dots_per_inch", [203, 300])
def test_modules_are_whole_printer_dots_and_not_too_few(medium: str, dots_per_inch: int) -> None:
    dot = dot_mm(dots_per_inch)
    for label in KINDS.values():
        drawing = drawn(label, medium, dots_per_inch)
        codes: list[PlacedSymbol | BarCode] = []
        if drawing:
            codes = [*drawing.symbols, *drawing.bars]
        measures = [measure for code in codes for measure in (code.module, code.x, code.y)]
        for measure in measures:
            assert measure / dot == pytest.approx(round(measure / dot), abs=1e-6)
        for symbol in drawing.symbols if drawing else ():
            assert round(symbol.module / dot) >= FEWEST_DOTS


@each_medium
def test_a_cup_needs_no_address(medium: str) -> None:
    size = load_medium(medium).size()

    drawing = lay_out(replace(cup(), address=None), size)

    assert_tidy(drawing, size)
    assert drawing.symbols == ()
    assert "417" in words(drawing)


@each_medium
@pytest.mark.parametrize("length", [20, 38, 47, 67, 90, 130])
def test_an_address_of_any_length_finds_room_or_is_refused(medium: str, length: int) -> None:
    label = replace(sack(), address="HTTPS://ID.X.PE/".ljust(length, "7"))
    drawing = drawn(label, medium)

    if drawing:
        assert_tidy(drawing, load_medium(medium).size())
    else:
        assert (medium, length) == ("avery-5160", 130)


@each_medium
@each_kind
def test_a_code_is_shown_whole_wherever_it_is_shown(kind: str, medium: str) -> None:
    label = KINDS[kind]
    drawing = drawn(label, medium)
    names = {"lot": ["lot_code"], "sample": ["sample_code"], "cup": ["cup_code"]}
    for field in names.get(kind, ["lot_code"] + ["sack_code"] * ("sack" in kind)):
        assert drawing is None or str(getattr(label, field)) in words(drawing)


# On these the label is too low or too narrow for letters of seven millimetres.
SMALL_LETTERS = {"avery-5160": 3.5, "avery-l7160": 5.0}


@each_medium
def test_lot_and_sack_code_have_letters_of_seven_millimetres_where_they_fit(medium: str) -> None:
    drawing = drawn(sack(), medium)
    assert drawing

    for code in (sack().lot_code, sack().sack_code):
        heights = [
            shape.size * CAP_HEIGHT
            for shape in drawing.every_shape
            if isinstance(shape, Text) and shape.text == code
        ]
        assert max(heights) >= SMALL_LETTERS.get(medium, 7.0)


@each_medium
def test_every_sack_label_says_number_mass_copy_and_remainder(medium: str) -> None:
    plain = drawn(sack(), medium)
    bare = replace(coffee(), organic=None)
    special = drawn(bare if medium in TOO_SMALL["coffee sack"] else coffee(), medium)
    assert plain
    assert special

    assert "SACO 42 / 250" in words(plain)
    assert "69.000 kg" in words(plain)
    assert "COPIA" not in words(plain)
    assert "SALDO" not in words(plain)
    assert "PESO ________ kg" in words(special)
    assert "COPIA 2" in words(special)
    assert "SACO DE SALDO" in words(special)
    assert ("PE-BIO-149" in words(special)) != (medium in TOO_SMALL["coffee sack"])


@pytest.mark.parametrize(
    "medium", ["thermal-100x150", "thermal-100x100", "a6-tag", "avery-l7169", "roll-62x100"]
)
def test_the_symbol_stands_twice_where_the_medium_has_room(medium: str) -> None:
    drawing = drawn(sack(), medium)

    assert drawing
    assert len(drawing.symbols) == 2


@each_medium
def test_an_ico_mark_stands_on_coffee_only(medium: str) -> None:
    marked = replace(sack(), ico_mark="029/0123/0456")
    cacao, beans = drawn(marked, medium), drawn(replace(marked, crop="coffee"), medium)
    unmarked = drawn(replace(sack(), crop="coffee"), medium)

    assert cacao
    assert beans
    assert unmarked
    assert "ICO" not in words(cacao) + words(unmarked)
    assert "029/" not in words(cacao)
    assert "029/0123/0456" in words(beans)


def test_a_cup_tells_nobody_whose_it_is() -> None:
    drawing = drawn(cup(), "thermal-100x50")

    assert drawing
    assert set(words(drawing).split(" | ")) == {
        "CATACIÓN · CUPPING",
        "Taza · Cup: 2 / 5",
        "Sesión · Session: S-2026-14",
        "Fecha · Date: 2026-06-20",
        "417",
    }


def test_spanish_stands_before_english() -> None:
    for label in KINDS.values():
        said = words(lay_out(label, load_medium("gs1-a6").size()))
        for pair in (" · LOT", "MUESTRA · SAMPLE", "Sesión · Session", "SACO · SACK"):
            assert pair.split(" · ")[1] not in said or pair in said


def test_a_medium_too_small_is_refused_with_those_that_fit() -> None:
    with pytest.raises(MediumTooSmall, match="medium-too-small") as refusal:
        lay_out(pallet(), load_medium("avery-l7163").size())

    assert refusal.value.kind == "pallet"
    assert set(refusal.value.fitting) == set(MEDIA) - TOO_SMALL["pallet"]
    assert not fits(pallet(), load_medium("avery-l7163").size())


def test_sacks_of_one_lot_share_one_picture() -> None:
    size = load_medium("thermal-100x150").size()

    first, second = lay_out(sack(1), size), lay_out(sack(250), size)

    assert first.shared is second.shared
    assert first.shapes != second.shapes
    assert first.name == f"{sack(1).sack_code} 1/250"


def test_bars_of_a_logistic_label_are_as_gs1_asks() -> None:
    drawing = drawn(pallet(), "gs1-a6")
    assert drawing
    (bars,) = drawing.bars

    assert bars.text == f"(00){SSCC}"
    assert bars.module >= 0.495
    assert bars.height >= 32.0
    assert sum(bars.widths) == 156
    figures = next(box for box in text_boxes(drawing) if box[4] == bars.text)
    assert figures[3] - figures[1] == pytest.approx(7.0)


def test_the_widths_of_a_code_begin_and_end_with_a_bar() -> None:
    assert len(bar_widths("00" + SSCC, gs1=True)) % 2 == 1
    assert set(bar_widths("NAR-P-00012", gs1=False)) <= {1, 2, 3, 4}


@pytest.mark.parametrize("sscc", ["", "37701234567890123", SSCC[:-1] + "5", "x" * 18, "٣" * 18])
def test_an_sscc_with_a_wrong_check_digit_is_refused(sscc: str) -> None:
    with pytest.raises(SsccInvalid):
        replace(pallet(), sscc=sscc)


@pytest.mark.parametrize("mark", ["", "29/123/456", "029/0123/", "029/0123/123456", "PE/0123/1"])
def test_an_ico_mark_that_is_none_is_refused(mark: str) -> None:
    with pytest.raises(IcoMarkInvalid):
        replace(sack(), ico_mark=mark)


@pytest.mark.parametrize("number", [1, 0, -2])
def test_the_first_printing_is_no_copy(number: int) -> None:
    with pytest.raises(CopyOutOfRange):
        replace(sack(), copy=number)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_code_is_drawn_whole(text: str) -> None:
    size = load_medium("thermal-100x150").size()

    for label in (
        replace(sample(), sample_code=text),
        replace(cup(), cup_code=text),
        replace(sack(), lot_code=text, sack_code=text),
        replace(pallet(), code=text),
    ):
        drawing = lay_out(label, size)
        assert_tidy(drawing, size)
        assert isinstance(label, PalletLabel) or clean(text) in words(drawing)


@pytest.mark.parametrize("text", ["", " ", "Ñ-1", "a\nb", "☕"])
def test_bars_of_what_they_cannot_hold_are_refused(text: str) -> None:
    with pytest.raises(BarCodeImpossible):
        PalletLabel(organisation="x", code=text)


def test_bars_that_are_too_long_for_every_medium_are_refused() -> None:
    label = PalletLabel(organisation="x", code="A" * 300, address="HTTPS://ID.EXAMPLE.PE/P/1")

    with pytest.raises(MediumTooSmall) as refusal:
        lay_out(label, load_medium("thermal-100x150").size())

    assert refusal.value.fitting == ()
