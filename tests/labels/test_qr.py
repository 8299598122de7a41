import random
from typing import Any

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData
from tests.labels.samples import ALPHABET

from acopio_labels.qr import QUIET_ZONE, dot_mm, make_symbol, merged_rectangles, place
from acopio_labels.qr_matrix import MASK

LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}


def library_rows(text: str, level: str, mode: int = MODE_ALPHA_NUM) -> tuple[str, ...]:
    code: Any = qrcode.QRCode(error_correction=LEVELS[level], mask_pattern=MASK)
    code.add_data(QRData(text.encode(), mode=mode))
    code.make()
    return tuple("".join("01"[bool(module)] for module in row) for row in code.modules)


def test_every_symbol_is_the_one_the_library_makes() -> None:
    chance = random.Random(20260203)
    signs = ALPHA_NUM.decode()

    for _ in range(300):
        length = chance.choice([1, 2, 9, 39, 40, 43, 67, 120])
        text = "".join(chance.choices(signs, k=length))
        symbol = make_symbol(text)
        assert symbol.rows == library_rows(text, symbol.level), text


def test_symbols_of_one_lot_are_the_ones_the_library_makes() -> None:
    chance = random.Random(7)

    for _ in range(100):
        text = "HTTPS://ID.EXAMPLE.PE/S/NAR7KQ4M9T6" + "".join(chance.choices(ALPHABET, k=4))
        assert make_symbol(text).rows == library_rows(text, "Q")


def test_symbols_of_other_letters_are_the_ones_the_library_makes() -> None:
    chance = random.Random(11)

    for _ in range(100):
        text = "https://" + "".join(chance.choices("abcñ/É☕?", k=chance.randrange(1, 60)))
        symbol = make_symbol(text)
        assert symbol.rows == library_rows(text, symbol.level, MODE_8BIT_BYTE), text


def test_a_symbol_is_as_small_as_level_m_allows_and_at_level_q_where_that_is_no_larger() -> None:
    chance = random.Random(23)
    levels = []

    for length in range(1, 140):
        text = "".join(chance.choices(ALPHABET, k=length))
        symbol = make_symbol(text)
        medium, quarter = (len(library_rows(text, level)) for level in "MQ")
        assert len(symbol.rows) == medium
        assert symbol.level == ("Q" if quarter == medium else "M")
        levels.append(symbol.level)

    assert {*levels} == {"M", "Q"}


@pytest.mark.parametrize(
    ("length", "level", "modules"),
    [(27, "Q", 25), (29, "Q", 25), (30, "M", 25), (38, "M", 25), (39, "Q", 29), (48, "M", 29)],
)
def test_level_q_is_taken_when_it_costs_no_version(length: int, level: str, modules: int) -> None:
    symbol = make_symbol("A" * length)

    assert (symbol.level, len(symbol.rows)) == (level, modules)


def test_lower_case_is_kept_at_the_price_of_a_larger_symbol() -> None:
    upper = make_symbol("HTTPS://ID.COOPERATIVA.ORG.PE/S/NAR7KQ4M9T62A3K")
    lower = make_symbol("https://id.cooperativa.org.pe/s/nar7kq4m9t62a3k")

    assert lower.modules > upper.modules


def test_rectangles_cover_each_dark_module_exactly_once() -> None:
    rows = make_symbol("HTTPS://ID.EXAMPLE.PE/L/NAR7KQ4M9T6").rows
    covered = [
        (x + right, y + down)
        for x, y, wide, high in merged_rectangles(rows)
        for right in range(wide)
        for down in range(high)
    ]

    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module == "1"}
    assert len(covered) == len(set(covered))
    assert set(covered) == dark


@pytest.mark.parametrize("dots_per_inch", [203, 300, 600])
@pytest.mark.parametrize("length", [20, 39, 60])
def test_modules_and_corners_lie_on_whole_printer_dots(dots_per_inch: int, length: int) -> None:
    dot = dot_mm(dots_per_inch)

    placed = place(make_symbol("A" * length), x=53.5, y=25.6, box=46.5, dots_per_inch=dots_per_inch)

    for measure in (placed.module, placed.x, placed.y):
        assert measure / dot == pytest.approx(round(measure / dot), abs=1e-6)


def test_the_quiet_zone_stays_inside_the_box() -> None:
    placed = place(make_symbol("A" * 39), x=50.0, y=10.0, box=46.5)

    quiet = QUIET_ZONE * placed.module
    assert placed.x - quiet >= 50.0 - 0.125
    assert placed.x + placed.side + quiet <= 96.5 + 0.125


def test_a_printer_sold_as_203_dpi_has_eight_dots_per_millimetre() -> None:
    assert dot_mm(203) == 0.125
