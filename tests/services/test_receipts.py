"""The family's receipt: its own figures, as a slip and as a text, and nobody else's."""

from dataclasses import replace

import pytest
from tests.labels.samples import decoded, page_texts, printed
from tests.support.refused import assert_refused
from tests.support.world import World

from acopio.documents.receipt import TEXT_MAX, slips_of
from acopio.domain.codes import printed as dashed
from acopio.services import gate, harvests, receipts, register
from acopio.services.gate import DeliveryWords, LineWords
from acopio.services.harvests import EstimateWords
from acopio.services.prices import PriceWords

LINE = LineWords(
    product="baba",
    gross="64.5",
    household="F-1",
    tare="1.2",
    handed_back="1",
    deductions=(("humedad", "2%"), ("impurezas", "0.5")),
    claims=("fine-aromatic",),
    pad="A-004711",
    price=PriceWords(text="9.80 PEN/kg", advance="100"),
)
HOSTILE = ["\u202egnp.exe\u202c", "Ñandú 🍫 可可", "a\nb\r\nc\x1b[31m", "x" * 300, "<script>"]


def delivered(world: World, *lines: LineWords) -> tuple[str, ...]:
    words = DeliveryWords(lines=lines, place="Centro NAR")
    return gate.deliver(world.node, world.manager, words).lots


def texts_of(world: World, words: str) -> list[str]:
    return receipts.as_texts(receipts.receipts(world.node, world.manager, words), "es")


def test_a_receipt_shows_how_the_payable_mass_and_the_amount_come_about(world: World) -> None:
    estimate = EstimateWords(household="F-1", mass="900", product="baba")
    harvests.estimate(world.node, world.manager, estimate)
    (lot,) = delivered(world, LINE)

    (facts,) = receipts.receipts(world.node, world.manager, "a4711")
    (slip,) = slips_of(facts, "es")

    rows = [(row.label, row.value) for row in slip.lots[0].rows]
    assert rows == [
        ("Bruto", "64.500 kg"),
        ("Tara", "− 1.200 kg"),
        ("Devuelto", "− 1.000 kg"),
        ("Recibido", "62.300 kg"),
        ("Humedad 2%", "− 1.246 kg"),
        ("Impurezas", "− 0.500 kg"),
        ("Por pagar", "60.554 kg"),
    ]
    assert slip.lots[0].working == ("9.80 PEN/kg × 60.554 kg (por pagar) = 593.43 PEN",)
    assert [row.value for row in slip.lots[0].due] == ["593.43 PEN", "− 100.00 PEN", "493.43 PEN"]
    assert slip.lots[0].lot_code == dashed(lot)
    assert [(row.label, row.value) for row in slip.season] == [
        ("Cosecha 2026 · Cacao en baba", "62.300 kg"),
        ("Falta de lo estimado", "837.700 kg"),
    ]


@pytest.mark.parametrize("medium", ["58", "80"])
def test_the_slip_of_each_family_is_a_page_of_its_own(world: World, medium: str) -> None:
    other = replace(LINE, household="F-2", gross="33.3", pad="A-004712")
    coffee = replace(LINE, product="cereza", price=None)
    lots = delivered(world, LINE, coffee, other)

    both = receipts.receipts(world.node, world.manager, lots[0])
    alone = receipts.receipts(world.node, world.manager, "A-4712")

    (text,) = page_texts(receipts.as_pdf(both, medium, "es"))
    for value in (dashed(lots[0]), dashed(lots[1]), "Café cereza", "Familia 1", "64.500 kg"):
        assert value in text
    assert "Familia 2" not in text
    assert "33.300" not in text
    assert [one.family for one in alone] == ["Familia 2"]


def test_a_sheet_stands_for_itself_and_a_lot_for_all_that_its_family_brought(world: World) -> None:
    lots = delivered(world, LINE, replace(LINE, pad="A-2"), replace(LINE, pad=None))

    of_sheet, of_lot = (
        receipts.receipts(world.node, world.manager, words)[0] for words in ("A-002", lots[2])
    )

    assert [lot.lot for lot in of_sheet.lots] == [lots[1]]
    assert [lot.lot for lot in of_lot.lots] == list(lots)


def test_a_ticket_on_one_sheet_gives_every_family_its_own_receipt(world: World) -> None:
    delivered(world, *(replace(LINE, household=f"F-{n}", gross=f"{60 + n}") for n in (1, 2, 3)))

    found = receipts.receipts(world.node, world.manager, "A-4711")
    pdf = receipts.as_pdf(found, "80", "es")

    assert [one.family for one in found] == ["Familia 1", "Familia 2", "Familia 3"]
    for number, text in enumerate(page_texts(pdf), start=1):
        others = {1, 2, 3} - {number}
        assert f"{60 + number}.000 kg" in text
        assert not any(f"{60 + n}.000 kg" in text or f"Familia {n}" in text for n in others)


def test_the_code_on_a_slip_leads_to_the_page_of_the_lot(world: World) -> None:
    (lot,) = delivered(world, LINE)
    found = receipts.receipts(world.node, world.manager, lot)
    assert found[0].address is None  # nothing to lead to yet: no symbol

    addressed = [replace(found[0], address="https://id.coop.pe")]
    page = printed(receipts.as_pdf(addressed, "58", "en"))

    assert decoded(page) == [f"HTTPS://ID.COOP.PE/L/{lot}"]
    assert decoded(printed(receipts.as_pdf(found, "58", "en"))) == []


@pytest.mark.parametrize("lines", [1, 2, 7, 60])
def test_a_text_to_send_is_short_and_counts_what_it_leaves_out(world: World, lines: int) -> None:
    lots = delivered(world, *(replace(LINE, pad=f"A-{n}") for n in range(lines)))

    (said,) = texts_of(world, lots[0])

    assert len(said) <= TEXT_MAX
    assert dashed(lots[0]) in said
    named = sum(dashed(lot) in said for lot in lots)
    assert named == lines or f"y {lines - named} lotes más" in said
    assert f"Cosecha 2026, Cacao en baba: {62_300 * lines / 1000:,.3f} kg" in said


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_steers_neither_slip_nor_text(world: World, name: str) -> None:
    household = register.add_household(
        world.node,
        world.manager,
        register.NewHousehold(name=name, number="F-X", people=(register.NewPerson(name=name),)),
    )
    delivered(world, replace(LINE, household=household, pad=name))

    (said,) = texts_of(world, name)
    pdf = receipts.as_pdf(receipts.receipts(world.node, world.manager, name), "58", "es")

    assert len(said) <= TEXT_MAX
    assert not any(sign in said for sign in "\u202e\u202c\x1b\r\x00")
    assert len(page_texts(pdf)) == 1


def test_only_what_was_delivered_here_has_a_receipt(world: World) -> None:
    (lot,) = delivered(world, LINE)
    stock = world.stock(50)
    there = world.coops[1].actor("manager")
    inspector = world.coop.actor("inspector")

    assert_refused(world, "no-receipt", lambda: receipts.receipts(world.node, world.manager, stock))
    assert_refused(world, "no-receipt", lambda: receipts.receipts(world.node, there, lot))
    assert_refused(world, "not-found", lambda: receipts.receipts(world.node, there, "A-004711"))
    assert_refused(world, "not-allowed", lambda: receipts.receipts(world.node, inspector, lot))


def test_nobodys_beans_stand_alone_on_their_receipt(world: World) -> None:
    nobody = replace(LINE, household=None)
    first, _second = delivered(world, nobody, replace(nobody, pad="A-2"))

    (facts,) = receipts.receipts(world.node, world.manager, first)

    assert [lot.lot for lot in facts.lots] == [first]
    assert (facts.family, facts.seasons) == (None, ())
