from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from tests.labels.samples import HOSTILE, page_texts, printed
from tests.labels.test_flow_chart import PICTURE

from acopio_labels.balance_model import BalancePage, BalanceRow, PartRow, YieldRow
from acopio_labels.balance_page import draw_balance
from acopio_labels.model import Fact


def page(text: str = "Cacao seco", rows: int = 3) -> BalancePage:
    part = PartRow(name=text, opening="0.000", came="1.000", went="0.400", lost="0.600",
                   closing="0.000", difference="0.000")  # fmt: skip
    batch = YieldRow(batch=text, days="06-01 – 06-07", products=text, taken="1.000",
                     given="0.400", loss="0.600", share="40.0 %", band="33.0–45.0 %",
                     verdict="creíble")  # fmt: skip
    return BalancePage(
        language="es",
        organisation=text,
        title="Balance de masa",
        subject=text,
        period="del 2026-01-01 al 2026-12-31",
        made_on="2026-12-31",
        equation=(
            Fact(label="Había", value="0.000 kg"),
            Fact(label="Entró", value="43,427.600 kg"),
            Fact(label="Salió", value="4,603.000 kg"),
            Fact(label="Se perdió", value="24,341.100 kg"),
            Fact(label="Queda", value="14,483.500 kg"),
        ),
        closed=True,
        verdict="Cuadra al gramo",
        picture=PICTURE,
        in_rows=(BalanceRow(label=text, mass="1.000"),) * rows
        + (BalanceRow(label="Suma", mass="3.000", strong=True),),
        out_rows=(BalanceRow(label=text, mass="1.000"),) * rows,
        products=(part,) * rows,
        places=(part,) * rows,
        yields=(batch,) * rows,
        notes=(text,),
        footer=text,
    )


def count_of(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return len(document)


def test_the_same_balance_gives_the_same_bytes() -> None:
    assert draw_balance(page()) == draw_balance(page())


def test_the_first_page_says_it_all_and_the_next_the_parts() -> None:
    first, second = page_texts(draw_balance(page()))

    for said in ("43,427.600 kg", "14,483.500 kg", "Cuadra al gramo", "Barra wet", "40.0 %"):
        assert said in first
    assert "Página 1 de 2" in first
    assert "Por producto" in second
    assert "Por lugar" in second


def test_many_batches_are_continued_on_further_pages_without_loss() -> None:
    pdf = draw_balance(page(rows=150))

    assert count_of(pdf) > 4
    assert sum(text.count("06-01 – 06-07") for text in page_texts(pdf)) == 150


def test_batches_without_number_are_counted() -> None:
    assert "100 más" in page_texts(draw_balance(page(rows=300)))[-1]


def test_a_balance_that_does_not_close_says_so_in_words_red_and_frame() -> None:
    broken = draw_balance(
        replace(page(), closed=False, verdict="NO CUADRA: 1.000 kg", gaps=("El almacén: 1.000 kg",))
    )

    assert "NO CUADRA: 1.000 kg" in page_texts(broken)[0]
    assert "! El almacén: 1.000 kg" in page_texts(broken)[0]
    with pypdfium2.PdfDocument(BytesIO(broken)) as document:
        image = document[0].render(scale=1).to_pil().convert("RGB")
    colours = image.getcolors(maxcolors=1 << 24) or []
    assert any(red > 150 and green < 60 and blue < 60 for _, (red, green, blue) in colours)


def test_nothing_recorded_is_said_in_words() -> None:
    text = page_texts(draw_balance(replace(page(rows=0), picture=None)))[0]

    assert "No hay nada registrado" in text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_neither_fails_nor_leaves_the_page(text: str) -> None:
    pdf = draw_balance(page(text, rows=30))
    image = printed(pdf)

    assert count_of(pdf) >= 2
    width, height = image.size
    margin = image.crop((width - width // 40, 0, width, height))
    assert margin.getextrema() == (255, 255)


def test_too_many_causes_are_counted_on_the_one_page() -> None:
    many = replace(page(), in_rows=(BalanceRow(label="Causa", mass="1.000"),) * 90)

    assert "más: están en el archivo XLSX" in page_texts(draw_balance(many))[0]
