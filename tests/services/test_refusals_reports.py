"""What is refused of papers, of what others say, and of keys."""

from functools import partial
from pathlib import Path

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import World

from acopio.domain.entries.fields import Document
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rules.confirming import Arrive, Confirm, Vouch
from acopio.domain.rules.custody import Going, Send
from acopio.domain.rules.lots import Pack
from acopio.domain.rules.reports import Attach, Report, TakeBack
from acopio.ledger.keys import new_key
from acopio.services import confirming, papers
from acopio.services.custody import DispatchWords, ReceiptWords, dispatch, other_names, receive
from acopio.services.reports import ReportWords, ReturnWords, give_back, said

PAPER = Document(type="lab-report", number="7", hash="A" * 43)
GUIDE = Document(type="guia", number="T001-442")


def sent(world: World, *lots: str, to: str | None = None, **more: object) -> str:
    """Send lots to the outside buyer; return the number."""
    words = DispatchWords(to=to or "Buyer NAR", lots=lots, **more)  # type: ignore[arg-type]
    return dispatch(world.node, world.manager, words).number


def lots_of(world: World, number: str) -> list[str]:
    """Return the lots of a dispatch."""
    with world.node.reading() as reader:
        found = reader.where(Dispatch, number=number)[0]
        return [line.lot for line in reader.where(DispatchLine, dispatch=found.id)]


def test_a_report_without_document_is_refused(world: World) -> None:
    lot = world.stock()
    fields = {"reporter": world.coop.buyer, "what": "tested", "lot": lot}

    refused = assert_refuses(world, "report-without-document", world.manager, Report, **fields)
    assert refused["reporter"] == "Buyer NAR"
    number_only = (Document(type="lab-report", number="7"),)
    assert_refuses(
        world, "report-without-document", world.manager, Report, docs=number_only, **fields
    )
    world.do(world.manager, Report, docs=(PAPER,), **fields)


def test_one_of_ours_is_not_reported_about_but_writes_itself(world: World) -> None:
    lot, sur = world.stock(), world.coops[1]

    for reporter in (world.coop.id, sur.id):
        assert_refuses(
            world, "ours-writes-itself", world.manager, Report,
            reporter=reporter, what="tested", lot=lot, docs=(PAPER,),
        )  # fmt: skip
    assert_refuses(
        world, "ours-writes-itself", world.manager, Vouch,
        organisation=sur.id, vkey=str(sur.key.verifier_key), valid_from="2026-01-01",
    )  # fmt: skip


def test_a_report_is_about_something_of_ours(world: World) -> None:
    theirs = world.stock(coop=world.coops[1])
    fields = {"reporter": world.coop.buyer, "what": "tested", "docs": (PAPER,)}

    assert_refuses(world, "not-the-holder", world.manager, Report, lot=theirs, **fields)
    sur = world.coops[1].id
    assert_refuses(world, "not-the-holder", world.manager, Report, lot=theirs, holder=sur, **fields)
    assert_refuses(world, "nothing-named", world.manager, Report, **fields)
    assert_refuses(world, "not-found", world.manager, Report, dispatch="x", **fields)


def test_a_guide_goes_with_one_dispatch(world: World) -> None:
    one, other = world.stock(), world.stock()
    number = sent(world, one, docs=(GUIDE,))

    for form in ("T001-442", "t001-442", "T001-00000442"):
        refused = assert_refused(
            world, "guide-used",
            partial(sent, world, other, docs=(Document(type="GRE", number=form),)),
        )  # fmt: skip
        assert refused["dispatch"] == number
    sent(world, other, docs=(Document(type="guia", number="T001-443"),))


def test_two_organisations_have_guides_of_the_same_number(world: World) -> None:
    ours, theirs = world.stock(), world.stock(coop=world.coops[1])
    sur = world.coops[1].actor("manager")
    sent(world, ours, docs=(GUIDE,))

    left = dispatch(world.node, sur, DispatchWords(to="Buyer SUR", lots=(theirs,), docs=(GUIDE,)))

    assert left.lots == ((theirs, 100_000),)


def test_a_guide_is_attached_to_its_own_dispatch_only(world: World) -> None:
    first, second = sent(world, world.stock(), docs=(GUIDE,)), sent(world, world.stock())

    papers.attach(world.node, world.manager, first, (GUIDE,))
    assert_refused(
        world, "guide-used", lambda: papers.attach(world.node, world.manager, second, (GUIDE,))
    )
    assert_refuses(world, "not-found", world.manager, Attach, subject="x")


def test_a_dispatch_has_a_reason_that_is_known(world: World) -> None:
    lots = (Going(lot=world.stock()),)

    refused = assert_refuses(
        world, "unknown-dispatch-purpose", world.manager, Send,
        to=world.coop.buyer, lots=lots, purpose="gift",
    )  # fmt: skip

    assert "local-sale" in str(refused["known"])


def test_lots_from_different_places_do_not_leave_together(world: World) -> None:
    here, there = world.stock(), world.stock(place=world.coop.other_place)

    refused = assert_refused(world, "elsewhere", lambda: sent(world, here, there))

    assert refused == {"lot": there, "place": "Almacén NAR", "needed": "Centro NAR"}


@pytest.mark.parametrize("given", ["contenedor", "=x", "contenedor=", ""])
def test_a_name_has_a_kind(world: World, given: str) -> None:
    assert_refused(world, "name-unreadable", lambda: other_names((given,)))


def test_sacks_that_are_not_there_are_not_refused_at_the_receipt(world: World) -> None:
    lot = world.stock(30)
    world.do(world.manager, Pack, lot=lot, masses=(10_000, 10_000, 10_000))
    number = sent(world, f"{lot}:1-2")
    going = lots_of(world, number)

    def answer(text: str) -> None:
        receive(
            world.node, world.manager,
            ReceiptWords(dispatch=number, lots=(text,), reason="mojados"),
        )  # fmt: skip

    for sacks, missing in (("3", "3"), ("2-5", "3-5")):
        refused = assert_refused(
            world, "sack-not-here", partial(answer, f"{going[0]}:{sacks}=rechazado")
        )
        assert refused["numbers"] == missing
    assert_refused(world, "answer-incomplete", lambda: answer(f"{lot}:3=rechazado"))
    assert_refused(world, "amount-unreadable", lambda: answer(f"{going[0]}:1=20"))


def test_only_who_was_sent_a_lot_gives_it_back(world: World) -> None:
    lot = world.stock()
    with_paper = {"docs": (GUIDE,), "place": "Centro NAR"}

    def give(*lots: str) -> None:
        give_back(world.node, world.manager, ReturnWords(lots=lots, **with_paper))  # type: ignore[arg-type]

    assert_refused(world, "never-sent-there", lambda: give(lot))
    theirs = world.stock(coop=world.coops[1])
    assert_refused(world, "ours-writes-itself", lambda: give(theirs))
    assert_refuses(
        world, "never-sent-there", world.manager, TakeBack, lot=lot,
        holder=world.coop.buyer, dispatch="", place=world.coop.place, docs=(GUIDE,),
    )  # fmt: skip


def test_a_return_without_any_paper_is_refused(world: World) -> None:
    lot = world.stock()
    receive(world.node, world.manager, ReceiptWords(dispatch=sent(world, lot)))

    assert_refused(
        world, "report-without-document",
        lambda: give_back(
            world.node, world.manager, ReturnWords(lots=(lot,), place="Centro NAR")
        ),
    )  # fmt: skip


def test_a_key_has_one_owner(world: World) -> None:
    vkey = str(new_key("log", "buyer.example/log/byr/22222222").verifier_key)
    fields = {"vkey": vkey, "valid_from": "2026-01-01"}
    world.do(world.manager, Vouch, organisation=world.coop.buyer, **fields)

    refused = assert_refused(
        world, "key-of-another",
        lambda: confirming.vouch(world.node, world.manager, "Grupo NAR", vkey),
    )  # fmt: skip
    assert refused["owner"] == "Buyer NAR"
    world.do(world.manager, Vouch, organisation=world.coop.buyer, **fields)
    assert_refuses(
        world, "bad-note", world.manager, Vouch,
        organisation=world.coop.buyer, vkey="x", valid_from="2026-01-01",
    )  # fmt: skip


def test_a_clerk_vouches_for_nothing(world: World) -> None:
    vkey = str(new_key("log", "buyer.example/log/byr/22222222").verifier_key)

    assert_refuses(
        world, "not-allowed", world.coop.actor("clerk"), Vouch,
        organisation=world.coop.buyer, vkey=vkey, valid_from="2026-01-01",
    )  # fmt: skip


def test_a_confirmation_is_of_ones_own_dispatch(world: World) -> None:
    number = sent(world, world.stock())
    with world.node.reading() as reader:
        found = papers.subject(reader, world.coop.id, number)

    assert_refuses(
        world, "not-the-holder", world.coops[1].actor("manager"), Confirm, dispatch=found.id,
        receiver=world.coop.buyer, lots=(), origin="x", entry="", proof="", vkey="",
    )  # fmt: skip
    assert_refuses(
        world, "key-not-vouched", world.manager, Confirm, dispatch=found.id,
        receiver=world.coop.buyer, lots=(), origin="x", entry="", proof="", vkey="",
    )  # fmt: skip


def test_an_arrival_is_at_a_place_from_somebody_known(world: World) -> None:
    fields = {"dispatch": "d", "cites": "A" * 43, "lots": ()}

    assert_refuses(
        world, "not-found", world.manager, Arrive,
        sender="nobody", place=world.coop.place, **fields,
    )  # fmt: skip
    assert_refuses(
        world, "not-found", world.manager, Arrive,
        sender=world.coop.buyer, place="nowhere", **fields,
    )  # fmt: skip


def test_a_report_in_words_of_their_own_keeps_them_private(world: World, tmp_path: Path) -> None:
    lot = world.stock()
    scan = tmp_path / "carta.pdf"
    scan.write_bytes(b"%PDF-1.7 carta")
    with papers.kept(world.node, [f"carta:7={scan}"]) as docs:
        words = ReportWords(reporter="Buyer NAR", what="se mojó en el barco", about=lot, docs=docs)
        number = said(world.node, world.manager, words)

    with world.node.reading() as reader:
        leaf = reader.history(world.lot(lot).latest)[-1].leaf.decode()
    assert number in leaf
    assert "mojó" not in leaf
    assert '"what":"other"' in leaf
