"""Tickets of several lines: several families, several boxes, sheets of pads, prices, seasons."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text
from tests.support.refused import assert_refused
from tests.support.world import DAY, World, everything

from acopio.domain.rows.gate import LotPrice, PadReceipt
from acopio.domain.rows.lots import Batch, DeliveryLine, Flow
from acopio.domain.rows.parties import Organisation
from acopio.errors import Refusal
from acopio.services import gate, harvests, members, receipts, ticket_lines
from acopio.services.corrected_body import FactWords
from acopio.services.correcting import correct
from acopio.services.find import Finder
from acopio.services.gate import DeliveryWords, LineWords
from acopio.services.harvests import EstimateWords
from acopio.services.prices import PriceWords
from acopio.storage.engine import writer
from acopio.storage.rebuild import rebuild

LINE = LineWords(product="baba", gross="64.5", household="F-1", all_plots=True)
PLACE = "Centro NAR"


@pytest.fixture
def boxed(world: World) -> World:
    """Return the world with a second box."""
    from acopio.services import register

    register.add_place(
        world.node, world.manager, register.NewPlace(name=PLACE, vessels=(("CAJA-4", "box"),))
    )
    return world


def delivered(world: World, *lines: LineWords, **more: object) -> gate.Delivered:
    fields: dict[str, object] = {"place": None if more.get("into") else PLACE, **more}
    return gate.deliver(world.node, world.manager, DeliveryWords(lines=lines, **fields))  # type: ignore[arg-type]


def in_boxes(world: World) -> dict[str, list[int]]:
    with world.node.reading() as reader:
        batches = {row.id: row.vessel or "" for row in reader.where(Batch)}
        flows = reader.where(Flow, way="in")
    found: dict[str, list[int]] = {}
    for flow in flows:
        found.setdefault(batches[flow.step], []).append(flow.grams)
    return {name: sorted(grams) for name, grams in found.items()}


def assert_rebuilt(world: World) -> None:
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before


def test_one_delivery_is_divided_over_two_boxes(boxed: World) -> None:
    delivered(boxed, LINE, into=("CAJA-3=30", "CAJA-4"))

    assert in_boxes(boxed) == {"CAJA-3": [30_000], "CAJA-4": [34_500]}
    assert_rebuilt(boxed)


def test_lines_fill_boxes_in_order_and_one_is_divided(boxed: World) -> None:
    lines = [replace(LINE, gross=mass) for mass in ("40", "30", "20")]

    delivered(boxed, *lines, into=("CAJA-3=50", "CAJA-4=25"))

    assert in_boxes(boxed) == {"CAJA-3": [10_000, 40_000], "CAJA-4": [5_000, 20_000]}


def test_a_line_may_name_its_own_boxes(boxed: World) -> None:
    own = replace(LINE, product="cacao.semi-dry", into=("CAJA-4",))

    delivered(boxed, LINE, own, into="CAJA-3")

    assert in_boxes(boxed) == {"CAJA-3": [64_500], "CAJA-4": [64_500]}


@pytest.mark.parametrize(
    ("into", "code"),
    [
        (("CAJA-3=60", "CAJA-4=5"), "boxes-exceed"),
        (("CAJA-3=64.5", "CAJA-4"), "boxes-exceed"),
        (("CAJA-3", "CAJA-4"), "boxes-unreadable"),
        (("CAJA-3=1", "CAJA-3"), "named-twice"),
        (("CAJA-9",), "not-found"),
        (("CAJA-3=x", "CAJA-4"), "mass-unreadable"),
    ],
)
def test_boxes_that_cannot_be_filled_so_are_refused(
    boxed: World, into: tuple[str, ...], code: str
) -> None:
    assert_refused(boxed, code, lambda: delivered(boxed, LINE, into=into))


def test_a_divided_ticket_that_is_sent_again_is_recorded_once(boxed: World) -> None:
    again = {"into": ("CAJA-3=30", "CAJA-4"), "command": boxed.uuid()}
    priced = replace(LINE, pad="77", price=PriceWords(text="9.80", dry="39%"))
    first = delivered(boxed, priced, **again)
    before = boxed.everything()
    boxed.clock.moment += timedelta(minutes=5)

    assert delivered(boxed, priced, **again) == first
    assert boxed.everything() == before


def test_a_sheet_of_a_pad_is_used_once(either_world: World) -> None:
    world = either_world
    first = delivered(world, replace(LINE, pad="A-004711"))

    refused = assert_refused(
        world, "pad-used", lambda: delivered(world, replace(LINE, pad="a4711", household="F-2"))
    )

    assert refused["lot"] == first.lots[0]
    assert refused["day"] == "2026-11-20"
    delivered(world, replace(LINE, pad="B-004711"))
    other = world.coops[1].actor("manager")
    words = DeliveryWords(lines=(replace(LINE, pad="A-004711"),), place="Centro SUR")
    assert gate.deliver(world.node, other, words).received_g == 64_500
    assert_rebuilt(world)


def test_one_sheet_may_hold_several_lines_of_a_family_or_the_whole_ticket(world: World) -> None:
    both = replace(LINE, pad="5")
    coffee = replace(LINE, pad="5", product="cereza")
    delivered(world, both, coffee, replace(LINE, pad="6", household="F-2"))
    delivered(world, replace(both, pad="7"), replace(LINE, pad="7", household="F-2"))

    other = replace(LINE, pad="8", household="F-2")
    assert_refused(
        world, "pad-shared", lambda: delivered(world, replace(LINE, pad="8"), other, LINE)
    )


def test_two_clerks_who_use_the_same_sheet_at_once_write_it_once(either_world: World) -> None:
    world = either_world
    words = DeliveryWords(lines=(replace(LINE, pad="A-1"),), place=PLACE)

    def record(_number: int) -> str:
        try:
            gate.deliver(world.node, world.manager, words)
        except Refusal as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(max_workers=4) as pool:
        said = sorted(pool.map(record, range(4)))

    assert said == ["done", "pad-used", "pad-used", "pad-used"]
    with world.node.reading() as reader:
        assert len(reader.where(PadReceipt)) == 1
        assert len(reader.where(DeliveryLine)) == 1


def test_a_receipt_is_found_however_its_number_is_typed(world: World) -> None:
    made = delivered(world, replace(LINE, pad="E001-0004711"), replace(LINE, pad="e001 4711"))
    short = delivered(world, replace(LINE, pad="12"))

    with world.node.reading() as reader:
        finder = Finder(reader, world.coop.id)
        for typed in ("E001-0004711", "e001-4711", " E001 4711 "):
            assert {lot.code for lot in finder.lots(typed)} == set(made.lots)
        assert finder.lot("0012").code == short.lots[0]
        for typed in ("E001-0004712", "11"):
            with pytest.raises(Refusal):
                finder.lots(typed)


def test_a_ticket_of_600_lines_goes_into_two_boxes(boxed: World) -> None:
    lines = [replace(LINE, gross="10", pad=str(number)) for number in range(600)]

    made = delivered(boxed, *lines, into=("CAJA-3=3,005", "CAJA-4"), collected=True)

    assert len(made.lots) == 600
    boxes = in_boxes(boxed)
    assert (sum(boxes["CAJA-3"]), sum(boxes["CAJA-4"])) == (3_005_000, 2_995_000)
    assert_rebuilt(boxed)


def rows(*texts: str) -> list[ticket_lines.Cells]:
    return [ticket_lines.read_line(number, one) for number, one in enumerate(texts, start=1)]


def ticket(world: World, *texts: str, **more: object) -> DeliveryWords:
    fields: dict[str, object] = {"place": PLACE, **more}
    words = DeliveryWords(lines=(LineWords(product="", gross=""),), **fields)  # type: ignore[arg-type]
    return ticket_lines.ticket_of(world.node, world.manager, rows(*texts), words)


def test_a_line_says_its_rest_by_name_in_either_language(world: World) -> None:
    spanish, english = ticket(
        world,
        "F-1|baba|64.5|tara=1.2,recibo=004711,declaración=ccn-51+fine-aromatic,parcela=La Loma,"
        "descuento=humedad=2%;impurezas:0.5,precio=1,200.50 PEN/qq,adelanto=100",
        "F-1|baba|64.5|tare=1.2,pad=004711,claim=ccn-51,claim=fine-aromatic,plot=La Loma,"
        "deduct=humedad=2%,deduct=impurezas:0.5,price=1,200.50 PEN/qq,advance=100",
    ).lines

    assert spanish == english
    assert spanish.claims == ("ccn-51", "fine-aromatic")
    assert spanish.deductions == (("humedad", "2%"), ("impurezas", "0.5"))
    assert spanish.price == PriceWords(text="1,200.50 PEN/qq", advance="100")


def test_everything_wrong_on_a_ticket_is_said_at_once(world: World) -> None:
    delivered(world, replace(LINE, pad="A-4711"))
    texts = (
        "F-1|tea|64,5|declaracion=best,recibo=A-004711",
        "F-9|baba|10|tara=10",
        "F-1|baba|10|parcela=Otra,cosecha hasta=21/11/2026",
        "F-2|baba|10|descuento=humedad=101%,recibo=8",
        "F-1|baba|10|descuento=humedad:11,recibo=8",
        "F-1|baba|10|caja=CAJA-9,precio=gratis",
        "F-1|baba|10|tara=10",
        "F-1|baba|10|cosecha hasta=21/11/2026",
        "F-1|baba|10|humedad=mucha,claim=organic",
        "F-1|baba|10|claim=organic",
        "|baba|10|claim=single-farm",
    )
    before = world.everything()

    with pytest.raises(ticket_lines.LinesUnusable) as refused:
        ticket(world, *texts)

    found = {(one.row, one.column, one.refusal.code) for one in refused.value.problems}
    assert found == {
        (1, "producto", "unknown-product"),
        (1, "bruto", "mass-unreadable"),
        (1, "declaracion", "unknown-claim"),
        (1, "recibo", "pad-used"),
        (2, "familia", "not-found"),
        (3, "parcela", "not-found"),
        (4, "descuento", "percent-unreadable"),
        (4, "recibo", "pad-shared"),
        (5, "descuento", "deductions-exceed"),
        (5, "recibo", "pad-shared"),
        (6, "caja", "not-found"),
        (6, "precio", "price-unreadable"),
        (7, "bruto", "mass-not-positive"),
        (8, "cosecha hasta", "harvest-after-delivery"),
        (9, "humedad", "moisture-unreadable"),
        (10, "claim", "claim-not-backed"),
        (11, "claim", "single-farm-of-nobody"),
    }
    assert refused.value.rows == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"
    assert world.everything() == before


@pytest.mark.parametrize("line", ["F-1|baba|1|x|y", "F-1|baba|1|sin nombre", "F-1|baba|1|otro=3"])
def test_a_line_that_is_not_understood_is_refused(line: str) -> None:
    with pytest.raises(ticket_lines.LineUnreadable):
        ticket_lines.read_line(1, line)


SHEET = "Familia;Producto;Peso bruto;Recibo\nF-1;baba;64.5;1\n\nF-2;baba;1,040.25;2\n"
ENGLISH = 'family,product,gross weight,receipt\nF-1,baba,64.5,1\n,,,\nF-2,baba,"1,040.25",2\n'


@pytest.mark.parametrize(
    "data",
    [
        SHEET.encode(),
        SHEET.encode("utf-8-sig"),
        SHEET.replace("Familia", "FAMÍLIA").encode("cp1252"),
        SHEET.replace(";", "\t").replace("\n", "\r\n").encode(),
        ENGLISH.encode(),
    ],
)
def test_a_file_is_read_as_spreadsheets_write_it(data: bytes) -> None:
    first, second = ticket_lines.read_file(data)

    assert (first.row, second.row) == (2, 4)
    assert list(second.values.values()) == ["F-2", "baba", "1,040.25", "2"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "columns-missing"),
        (b"PK\x03\x04\x00\x00", "not-text"),
        (b"\x81\x8d", "not-text"),
        (b"familia;peso;color\n1;2;3\n", "columns-unknown"),
        (b"familia;peso;bruto\n1;2;3\n", "columns-unknown"),
        (b"familia;producto\n1;2\n", "columns-missing"),
        (b"familia;peso\n", "no-lines"),
        (b"peso\n" + b"1\n" * 5_000_001, "file-too-large"),
        (b"producto,peso\nbaba," + b"1" * 200_000, "not-text"),
    ],
)
def test_a_file_that_is_no_ticket_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(ticket_lines.LinesFileUnusable) as refused:
        ticket_lines.read_file(data)

    assert refused.value.why == why


def test_a_price_is_agreed_at_once_or_later_and_the_latest_counts(either_world: World) -> None:
    world = either_world
    (lot,) = delivered(world, replace(LINE, pad="1", price=PriceWords(text="9.80 PEN"))).lots

    (later,) = receipts.agree(
        world.node, world.manager, "1", PriceWords(text="20 PEN/kg", dry="39%", advance="100")
    )

    assert (later.lot, later.payment.grams, later.payment.cents) == (lot, 25_155, 50_310)
    assert later.payment.left_cents == 40_310
    with world.node.reading() as reader:
        (row,) = reader.where(LotPrice)
    assert (row.amount, row.basis, row.dry) == ("20", "dry", "39%")
    assert_rebuilt(world)


def test_a_corrected_delivery_keeps_what_was_agreed_later_and_frees_its_sheet(
    either_world: World,
) -> None:
    world = either_world
    share = (("humedad", "2%"),)
    typed = replace(LINE, gross="640", deductions=share, pad="A-1", price=PriceWords(text="1"))
    delivered(world, typed)
    receipts.agree(world.node, world.manager, "A-1", PriceWords(text="9.80", advance="100"))

    words = FactWords(gross="64.0", pad="A-2")
    correct(world.node, world.two, "A-1", words, reason="640 por 64.0", append=True)

    (facts,) = receipts.receipts(world.node, world.manager, "A-2")
    (lot,) = facts.lots
    assert (lot.gross_g, lot.received_g, lot.payable_g) == (64_000, 64_000, 62_720)
    assert lot.payment is not None
    assert (lot.payment.cents, lot.payment.advance_cents) == (61_466, 10_000)
    delivered(world, replace(LINE, pad="A-1", household="F-2"))
    assert_rebuilt(world)


def test_no_price_stands_in_the_log(world: World) -> None:
    delivered(world, replace(LINE, pad="1", price=PriceWords(text="987.65 PEN", dry="12.345")))
    receipts.agree(world.node, world.manager, "1", PriceWords(text="123.45 PEN"))

    with world.node.engine.connect() as connection:
        leaves = "".join(connection.execute(text("SELECT leaf FROM entry")).scalars())
    assert "price.agreed" in leaves
    assert all(secret not in leaves for secret in ("987.65", "12.345", "123.45", "PEN"))


def test_a_price_is_for_what_came_in_here(world: World) -> None:
    batch = world.filled()
    (made,) = world.given(batch, 40)
    there = world.coops[1].actor("manager")
    here = delivered(world, LINE).lots[0]
    two = delivered(world, replace(LINE, pad="2"), replace(LINE, pad="2", product="cereza"))
    price = PriceWords(text="9.80")

    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("not-received", lambda: receipts.agree(world.node, world.manager, made, price)),
        ("not-the-holder", lambda: receipts.agree(world.node, there, here, price)),
        ("several-match", lambda: receipts.agree(world.node, world.manager, "2", price)),
        ("dry-mass-needed", lambda: receipts.agree(
            world.node, world.manager, here, replace(price, basis="seco"))),
        ("price-unreadable", lambda: receipts.agree(
            world.node, world.manager, here, replace(price, advance="a bit"))),
        ("unknown-basis", lambda: receipts.agree(
            world.node, world.manager, here, replace(price, basis="saco"))),
    )  # fmt: skip
    for code, act in acts:
        assert_refused(world, code, act)
    assert len(two.lots) == 2


def test_a_family_sees_its_season_by_product_and_claim(either_world: World) -> None:
    world = either_world
    words = EstimateWords(household="F-1", mass="900", product="baba")
    harvests.estimate(world.node, world.manager, replace(words, mass="400"))
    harvests.estimate(world.node, world.manager, words)
    world.stock(50, household=world.coop.families[0].household)
    delivered(world, replace(LINE, claims=("ccn-51",), deductions=(("humedad", "10%"),)))
    delivered(world, LINE, replace(LINE, product="cereza"), replace(LINE, household="F-2"))
    delivered(world, LINE, day="2025-12-31")

    found = harvests.season(world.node, world.manager, "F-1")

    assert [(one.product, one.received_g, one.left_g) for one in found.products] == [
        ("cacao.wet", 129_000, 771_000),
        ("coffee.cherry", 64_500, None),
    ]
    wet = found.products[0].delivered
    assert [(one.claims, one.received_g, one.payable_g) for one in wet] == [
        ((), 64_500, 64_500),
        (("ccn-51",), 64_500, 58_050),
    ]
    before = harvests.season(world.node, world.manager, "F-1", "2025-12-01")
    assert [(one.product, one.received_g) for one in before.products] == [("cacao.wet", 64_500)]
    assert_rebuilt(world)


def test_an_estimate_is_for_a_family_of_ours_and_a_season_that_ends(world: World) -> None:
    words = EstimateWords(household="F-1", mass="900", product="baba")

    for code, wrong in (
        ("not-found", replace(words, household="F-9")),
        ("unknown-product", replace(words, product="tea")),
        ("mass-not-positive", replace(words, mass="0")),
        ("period-backwards", replace(words, begins="2026-05-01", ends="2026-04-01")),
    ):
        assert_refused(world, code, partial(harvests.estimate, world.node, world.manager, wrong))


def lines_groups(world: World, *families: str, **more: object) -> set[str | None]:
    """Return the groups, by name, that the lots of one ticket are said to be of."""
    lines = [LineWords(product="baba", gross="30", household=one) for one in families]
    made = delivered(world, *lines, **more)
    with world.node.reading() as reader:
        names = {one.id: one.name for one in reader.where(Organisation)}
        rows = reader.among(DeliveryLine, "lot", made.lots)
    return {names[row.group_id] if row.group_id else None for row in rows}


def test_a_ticket_is_of_a_group_only_when_every_family_on_it_belongs_to_it(world: World) -> None:
    group = ("F-1", "Grupo NAR")

    assert lines_groups(world, "F-1", "F-2") == {"Grupo NAR"}

    members.leave(world.node, world.manager, *group, on=DAY)
    world.clock.moment += timedelta(days=2)
    assert lines_groups(world, "F-1", "F-2") == {None}
    assert lines_groups(world, "F-2", "F-3") == {"Grupo NAR"}
    # That day it still belonged; a line of nobody in particular is of no group.
    assert lines_groups(world, "F-1", "F-2", day=DAY) == {"Grupo NAR"}
    nobody = LineWords(product="baba", gross="5")
    mixed = delivered(world, LINE, nobody, day=DAY)
    with world.node.reading() as reader:
        rows = reader.among(DeliveryLine, "lot", mixed.lots)
    assert {row.group_id for row in rows} == {None}
