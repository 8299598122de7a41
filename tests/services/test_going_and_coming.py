"""What leaves and what comes back: refused sacks, returns, reports, names, shipments."""

from functools import partial
from pathlib import Path

import pytest
from tests.support.refused import assert_refused
from tests.support.world import World

from acopio.domain.entries.fields import Document
from acopio.domain.rows.custody import Dispatch, DispatchLine, OtherName
from acopio.domain.rows.lots import Flow, Sack
from acopio.domain.rules.custody import Going, Send
from acopio.domain.rules.decisions import HoldLot
from acopio.domain.rules.lots import Pack
from acopio.services import papers
from acopio.services.custody import (
    DispatchWords,
    Left,
    ReceiptWords,
    answer,
    dispatch,
    give_names,
    receive,
)
from acopio.services.facts import lot_facts
from acopio.services.find import Finder
from acopio.services.log import audit_all, rebuild_all
from acopio.services.reports import ReportWords, ReturnWords, give_back, reports_about, said
from acopio.services.search import search, shipment

GUIDE = Document(type="guia", number="T001-7")


def packed(world: World, sacks: int = 5) -> str:
    """Return a lot of 50 kg in sacks of 10 kg."""
    lot = world.stock(10 * sacks)
    world.do(world.manager, Pack, lot=lot, masses=(10_000,) * sacks)
    return lot


def sent(world: World, *lots: str, to: str = "Buyer NAR", **more: object) -> Left:
    """Send lots as the first cooperative."""
    return dispatch(world.node, world.manager, DispatchWords(to=to, lots=lots, **more))  # type: ignore[arg-type]


def line_of(world: World, number: str, lot: str) -> DispatchLine:
    with world.node.reading() as reader:
        found = reader.where(Dispatch, number=number)[0]
        return reader.where(DispatchLine, dispatch=found.id, lot=lot)[0]


def closes(world: World, *codes: str) -> bool:
    """Say whether every gram of these lots has a booked cause."""
    with world.node.reading() as reader:
        flows = reader.among(Flow, "lot", codes)
    gone = {code: sum(f.grams for f in flows if f.lot == code and f.way != "out") for code in codes}
    return all(world.lot(c).made_g == world.lot(c).left_g + gone[c] for c in codes)


def whole(world: World) -> bool:
    """Say whether a rebuild gives the same rows, and the audit finds nothing."""
    before = world.everything()
    rebuild_all(world.node)
    return world.everything() == before and audit_all(world.node, full=True) == []


def test_refused_sacks_become_a_lot_of_their_own_and_are_the_senders_again(
    either_world: World,
) -> None:
    world, sur = either_world, either_world.coops[1]
    lot = packed(world)
    left = sent(world, lot, to="SUR")

    done = answer(
        world.node, sur.actor("manager"),
        ReceiptWords(dispatch=left.number, lots=(f"{lot}:4-5=rechazado",), place="Centro SUR",
                     reason="dos sacos mojados"),
    )  # fmt: skip

    ((back, grams),) = done.returned
    row, kept = world.lot(back), world.lot(lot)
    assert (done.state, grams) == ("received", 20_000)
    assert (row.organisation, row.place, row.dispatch) == (world.coop.id, world.coop.place, None)
    assert (kept.organisation, kept.left_g, kept.packed_g) == (sur.id, 30_000, 30_000)
    assert back.startswith("NAR")
    line = line_of(world, left.number, lot)
    assert (line.outcome, line.received_g, line.returned, line.returned_g) == (
        "as-sent", 30_000, back, 20_000,
    )  # fmt: skip
    assert closes(world, lot, back)
    with world.node.reading() as reader:
        assert [one.number for one in reader.where(Sack, lot=back)] == [4, 5]
    sent(world, back)  # it is free to leave again
    assert whole(world)


def test_an_outside_buyer_is_reported_to_refuse_sacks_and_to_find_less(world: World) -> None:
    lot = packed(world)
    left = sent(world, lot)

    done = answer(
        world.node, world.manager,
        ReceiptWords(dispatch=left.number, lots=(f"{lot}:1=rechazado", f"{lot}=39.5 kg"),
                     docs=(Document(type="letter", number="1"),)),
    )  # fmt: skip

    ((back, _),) = done.returned
    line = line_of(world, left.number, lot)
    assert done.state == "reported"
    assert (line.outcome, line.received_g) == ("short", 39_500)
    assert world.lot(back).organisation == world.coop.id
    assert world.lot(lot).left_g == 39_500
    assert closes(world, lot, back)


def test_all_sacks_refused_is_the_lot_refused(world: World) -> None:
    lot = packed(world, 2)
    left = sent(world, lot)

    done = answer(
        world.node, world.manager,
        ReceiptWords(dispatch=left.number, lots=(f"{lot}:1-2=rechazado",), reason="todo mojado"),
    )  # fmt: skip

    assert done.returned == ()
    assert line_of(world, left.number, lot).outcome == "refused"
    assert world.lot(lot).organisation == world.coop.id


def test_what_one_of_ours_received_goes_back_to_who_sent_it_also_when_held(world: World) -> None:
    sur = world.coops[1]
    lot = packed(world)
    left = sent(world, lot, to="SUR")
    receive(
        world.node, sur.actor("manager"), ReceiptWords(dispatch=left.number, place="Centro SUR")
    )
    world.do(sur.actor("manager"), HoldLot, lot=lot, reason="olor")

    done = give_back(world.node, sur.actor("manager"), ReturnWords(lots=(f"{lot}:1-2",)))
    assert done.dispatch is not None
    ((part, _),) = done.lots
    receive(
        world.node, world.manager,
        ReceiptWords(dispatch=done.dispatch, place="Centro NAR"),
    )  # fmt: skip

    with world.node.reading() as reader:
        way = reader.where(Dispatch, number=done.dispatch)[0]
    assert (way.purpose, way.to_organisation) == ("return", world.coop.id)
    assert (world.lot(part).organisation, world.lot(part).left_g) == (world.coop.id, 20_000)
    assert closes(world, lot, part)


@pytest.mark.parametrize(("text", "grams"), [("", 20_000), ("=19.6 kg", 19_600)])
def test_what_an_outside_buyer_gives_back_is_ours_again(
    either_world: World, text: str, grams: int
) -> None:
    world = either_world
    lot = packed(world)
    receive(world.node, world.manager, ReceiptWords(dispatch=sent(world, lot).number))

    done = give_back(
        world.node, world.manager,
        ReturnWords(lots=(f"{lot}:2-3{text}",), place="Almacén NAR", docs=(GUIDE,)),
    )  # fmt: skip

    assert done.dispatch is None
    ((part, weighed),) = done.lots
    row = world.lot(part)
    assert (weighed, row.left_g) == (grams, grams)
    assert (row.organisation, row.owner, row.place) == (
        world.coop.id, world.coop.id, world.coop.other_place,
    )  # fmt: skip
    assert world.lot(lot).organisation == world.coop.buyer
    assert closes(world, lot, part)
    sent(world, part)
    assert whole(world)


def test_a_whole_lot_comes_back_with_the_code_it_left_with(world: World) -> None:
    lot = world.stock()
    receive(world.node, world.manager, ReceiptWords(dispatch=sent(world, lot).number))

    give_back(
        world.node, world.manager,
        ReturnWords(lots=(f"{lot}=99.8",), place="Centro NAR", docs=(GUIDE,)),
    )  # fmt: skip

    assert (world.lot(lot).organisation, world.lot(lot).left_g) == (world.coop.id, 99_800)
    with world.node.reading() as reader:
        facts = lot_facts(reader, lot)
    assert facts.state == "in-store"
    assert [(s.kind, s.detail, s.reported) for s in facts.steps][-1] == ("report", "returned", True)


def test_a_report_is_part_of_the_history_and_shown_as_not_confirmed(
    either_world: World, tmp_path: Path
) -> None:
    world = either_world
    lot = world.stock()
    scan = tmp_path / "lab.pdf"
    scan.write_bytes(b"%PDF-1.7 cadmio")
    with papers.kept(world.node, [f"lab:77={scan}"]) as docs:
        words = ReportWords(
            reporter="Buyer NAR", what="analizó", about=lot, text="cadmio 0.4", docs=docs
        )
        number = said(world.node, world.manager, words)

    with world.node.reading() as reader:
        facts = lot_facts(reader, lot)
        (row,) = reports_about(reader, lot)
        kinds = [one.leaf for one in reader.history(facts.latest)]
    (step,) = (one for one in facts.steps if one.kind == "report")
    assert (step.where, step.detail, step.reported) == ("Buyer NAR", "tested", True)
    assert (row.number, row.text) == (number, "cadmio 0.4")
    assert any(b'"report.recorded"' in leaf for leaf in kinds)
    assert whole(world)


def test_a_rejected_lot_is_sold_locally_and_a_held_one_is_not(world: World) -> None:
    lot = world.stock()

    left = sent(world, lot, purpose="venta-local")

    with world.node.reading() as reader:
        assert reader.where(Dispatch, number=left.number)[0].purpose == "local-sale"


def test_two_cooperatives_share_a_container(either_world: World) -> None:
    world = either_world
    ours, theirs = packed(world, 3), world.stock(70, coop=world.coops[1])
    first = sent(world, f"{ours}:1-2", names=("contenedor=MSCU1234567", "pedido=PO-77"))
    second = dispatch(
        world.node, world.coops[1].actor("manager"),
        DispatchWords(to="Buyer SUR", lots=(theirs,), names=("container=MSCU1234567",)),
    )  # fmt: skip

    with world.node.reading() as reader:
        found = shipment(reader, "mscu1234567")
        hits = search(reader, world.coop.id, "MSCU12")
        names = {(one.kind, one.name) for one in reader.where(OtherName)}
        by_container = {one.code for one in Finder(reader, world.coop.id).lots("MSCU1234567")}

    assert found.senders == ("Cooperativa NAR", "Cooperativa SUR")
    assert found.sent_g == 90_000
    assert {one.dispatch for one in found.cargo} == {first.number, second.number}
    assert {(one.sort, one.what, one.belongs_to) for one in hits} == {
        ("name", "container", first.number),
        ("name", "container", second.number),
    }
    assert ("po", "PO-77") in names
    assert by_container == {one.lot for one in found.cargo}
    assert whole(world)


def test_everything_with_a_number_or_a_name_is_found(world: World, tmp_path: Path) -> None:
    wet = world.delivered(40, pad="A-4711")
    lot = world.stock()
    give_names(world.node, world.manager, lot, ("ico=030/0123/0456", "exportador=EXP 9"))
    world.do(world.manager, Pack, lot=lot, masses=(60_000, 40_000))
    left = sent(world, f"{lot}:1", seal="PE-0048812", vehicle="ABC-123", docs=(GUIDE,))
    found = {}
    with world.node.reading() as reader:
        for words in (wet[:6].lower(), "4711", "030/0123", "30.123.456", "exp 9",
                      left.number.lower(), "0048812", "abc-1", "t001-7", "buyer"):  # fmt: skip
            found[words] = {
                (one.sort, one.belongs_to) for one in search(reader, world.coop.id, words)
            }
        pads = search(reader, world.coops[1].id, "A-4711")

    assert ("lot", "") in found[wet[:6].lower()]
    assert ("receipt", wet) in found["4711"]
    assert found["030/0123"] == found["30.123.456"] == found["exp 9"] == {("name", lot)}
    assert found[left.number.lower()] == found["0048812"] == found["abc-1"] == {("dispatch", "")}
    assert found["t001-7"] == {("document", left.number)}
    with world.node.reading() as reader:
        assert [one.lot for one in shipment(reader, "T001-7").cargo] == [left.lots[0][0]]
    assert ("organisation", "") in found["buyer"]
    assert pads == []


@pytest.mark.parametrize(
    "words",
    ["%", "_", "%%", "'; drop table lot; --", "\x00", "\ud800", "a" * 5000, "\\", "  ", "é"],
)
def test_hostile_words_find_nothing_and_break_nothing(either_world: World, words: str) -> None:
    either_world.stock()

    with either_world.node.reading() as reader:
        assert search(reader, either_world.coop.id, words) == []


def test_a_dispatch_of_several_lots_and_ranges_is_one_act(world: World) -> None:
    packed_lot, loose = packed(world), world.stock(30)
    made = world.do(
        world.manager, Send, to=world.coop.buyer, vehicle="ABC-123", seal="PE-1",
        lots=(Going(lot=packed_lot, sacks=((1, 2), (4, 4))), Going(lot=loose)),
        names=(("container", "MSCU1234567"),), docs=(GUIDE,),
    )  # fmt: skip

    kinds = [one.kind for one in made.entries]
    assert kinds == ["lot.split", "dispatch.sent", "name.given"]
    sent_lots = made.entries[1].body["lots"]
    assert [grams for _, grams, _ in sent_lots] == [30_000, 30_000]
    assert world.lot(packed_lot).left_g == 20_000


def test_a_dispatch_is_answered_by_the_number_of_its_guide_or_container(world: World) -> None:
    first = sent(world, world.stock(), docs=(GUIDE,), names=("contenedor=MSCU1234567",))
    second = sent(world, world.stock(), names=("contenedor=MSCU1234567",))

    assert receive(world.node, world.manager, ReceiptWords(dispatch="t001-00000007")) == "reported"
    for words, code in (("MSCU1234567", "several-match"), ("T001-8", "not-found")):
        refused = assert_refused(
            world, code,
            partial(receive, world.node, world.manager, ReceiptWords(dispatch=words)),
        )  # fmt: skip
        assert refused["given"] in {words, ""}
    receive(world.node, world.manager, ReceiptWords(dispatch=second.number.lower()))
    with world.node.reading() as reader:
        states = {one.number: one.state for one in reader.where(Dispatch)}
    assert states == {first.number: "reported", second.number: "reported"}
