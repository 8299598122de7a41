from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from tests.conftest import Decoder
from tests.labels.samples import HOSTILE, decoded, page_texts, printed

from acopio_labels.delivery_receipt import ROLLS, draw_receipts, roll
from acopio_labels.errors import AddressTooLong, NothingToPrint, UnknownMedia
from acopio_labels.model import DeliveryReceipt, ReceiptLot, ReceiptRow
from acopio_labels.text import clean

LOT = ReceiptLot(
    product="Cacao en baba",
    claims=("Orgánico", "Fino de aroma"),
    rows=(
        ReceiptRow(label="Bruto", value="64.500 kg"),
        ReceiptRow(label="Tara", value="− 1.200 kg"),
        ReceiptRow(label="Recibido", value="63.300 kg", strong=True),
    ),
    working=("9.80 PEN/kg × 63.300 kg (recibido) = 620.34 PEN",),
    due=(ReceiptRow(label="Saldo", value="520.34 PEN", strong=True),),
    lot_caption="LOTE",
    lot_code="NAR-7KQ4M9T-6",
    address="HTTPS://ID.EXAMPLE.PE/L/NAR7KQ4M9T6",
)
RECEIPT = DeliveryReceipt(
    language="es",
    organisation="Cooperativa Agraria Cafetalera y Cacaotera Naranjillo Ltda.",
    head=("RUC 20146732155", "Centro Juanjuí · 14/06/2026"),
    title="RECIBO DE ENTREGA",
    number="A-004711",
    family=("F-017 · Familia Ríos Ñahui", "María Ríos"),
    lots=(LOT,),
    season=(ReceiptRow(label="Cosecha 2026 · Cacao en baba", value="1,203.300 kg"),),
    notes=("Guarde este recibo.",),
)
each_roll = pytest.mark.parametrize("medium", ROLLS)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        found = [document.get_page_size(index) for index in range(len(document))]
    return [(width * 25.4 / 72, height * 25.4 / 72) for width, height in found]


@each_roll
def test_a_receipt_decodes_to_the_page_of_its_lot(medium: str) -> None:
    pdf = draw_receipts([RECEIPT], medium=medium)

    assert decoded(printed(pdf)) == [LOT.address]


@each_roll
def test_a_second_decoder_reads_the_same_address(medium: str, second_decoder: Decoder) -> None:
    assert second_decoder([printed(draw_receipts([RECEIPT], medium=medium))]) == [LOT.address]


@each_roll
def test_a_receipt_is_as_wide_as_its_roll_and_as_long_as_it_needs_to_be(medium: str) -> None:
    longer = replace(RECEIPT, lots=(LOT, LOT, LOT))

    (one, three) = sizes(draw_receipts([RECEIPT, longer], medium=medium))

    assert (one[0], three[0]) == pytest.approx((int(medium), int(medium)), abs=0.01)
    assert three[1] > one[1] + 2 * roll(medium).qr


@each_roll
def test_every_value_can_be_read_back_as_text(medium: str) -> None:
    (text,) = page_texts(draw_receipts([RECEIPT], medium=medium))

    rows = [*LOT.rows, *LOT.due, *RECEIPT.season]
    said = [
        RECEIPT.title,
        RECEIPT.number,
        *RECEIPT.head,
        *RECEIPT.family,
        LOT.product,
        LOT.lot_code,
    ]
    for value in [*said, *(row.label for row in rows), *(row.value for row in rows)]:
        assert str(value) in text


@each_roll
def test_nothing_stands_outside_the_part_that_is_printed(medium: str) -> None:
    long = ReceiptRow(label="Un descuento de nombre muy largo " * 3, value="− 1,234,567.890 kg")
    pdf = draw_receipts([replace(RECEIPT, lots=(replace(LOT, rows=(long,) * 3),))], medium=medium)
    image = printed(pdf)
    margin = int(roll(medium).margin * 8) - 2

    for box in (
        (0, 0, margin, image.height),
        (image.width - margin, 0, image.width, image.height),
    ):
        assert image.crop(box).getextrema() == (255, 255)


def test_the_same_receipts_give_the_same_bytes() -> None:
    alone = draw_receipts([RECEIPT])
    draw_receipts([replace(RECEIPT, organisation="Ñandú ŵĩɨ")], medium="58")

    assert draw_receipts(iter([RECEIPT])) == alone


@each_roll
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_text_is_printed_without_harm(medium: str, text: str) -> None:
    row = ReceiptRow(label=text, value=text, strong=True)
    lot = replace(
        LOT, product=text, claims=(text,), rows=(row,), working=(text,), due=(row,), lot_code=text
    )
    receipt = replace(
        RECEIPT, organisation=text, title=text, number=text, head=(text,), family=(text, text),
        lots=(lot,), totals=(row,), season=(row,), notes=(text,),
    )  # fmt: skip

    pdf = draw_receipts([receipt], medium=medium)

    assert decoded(printed(pdf)) == [LOT.address]
    assert len(sizes(pdf)) == 1
    assert all(sign == clean(sign) or sign == " " for sign in set(page_texts(pdf)[0]))


def test_without_an_address_there_is_no_symbol() -> None:
    pdf = draw_receipts([replace(RECEIPT, lots=(replace(LOT, address=None),))])

    assert decoded(printed(pdf)) == []
    assert "NAR-7KQ4M9T-6" in page_texts(pdf)[0]


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(NothingToPrint):
        draw_receipts([])
    with pytest.raises(UnknownMedia):
        draw_receipts([RECEIPT], medium="76")
    with pytest.raises(AddressTooLong):
        draw_receipts([replace(RECEIPT, lots=(replace(LOT, address="X" * 900),))])
