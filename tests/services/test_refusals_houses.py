"""A dispatch that an outside buyer confirms from a database of its own."""

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.support.houses import Houses, two_houses
from tests.support.refused import assert_refused
from tests.support.world import World, everything, leaves_of

from acopio.domain.rows.custody import Dispatch, DispatchLine, OtherName
from acopio.domain.rows.lots import Flow
from acopio.domain.rows.reports import Confirmation
from acopio.domain.rules.lots import Pack
from acopio.services import confirming
from acopio.services.custody import ReceiptWords, receive
from acopio.services.facts import lot_facts
from acopio.services.log import audit_all, prove, rebuild_all
from acopio.services.reports import ReturnWords, give_back


@pytest.fixture
def houses(either_world: World, tmp_path: Path) -> Iterator[Houses]:
    """Return two houses: the sender on each engine, the buyer on SQLite."""
    url = f"sqlite:///{(tmp_path / 'buyer.db').as_posix()}"
    with two_houses(either_world, url, tmp_path / "buyer") as made:
        yield made


@pytest.fixture
def pair(world: World, tmp_path: Path) -> Iterator[Houses]:
    """Return two houses, both on SQLite."""
    url = f"sqlite:///{(tmp_path / 'buyer.db').as_posix()}"
    with two_houses(world, url, tmp_path / "buyer") as made:
        yield made


def confirm(houses: Houses, data: bytes) -> confirming.Confirmed:
    return confirming.confirm(houses.sender.world.node, houses.sender.actor, data)


def balance_closes(world: World, code: str) -> bool:
    lot = world.lot(code)
    with world.node.reading() as reader:
        gone = sum(f.grams for f in reader.where(Flow, lot=code) if f.way in {"in", "loss"})
    return lot.made_g == lot.left_g + gone


def test_the_receivers_own_figures_count_and_what_was_reported_stays(houses: Houses) -> None:
    world = houses.sender.world
    lot, other = world.stock(100, claims=("organic",)), world.stock(40)
    number, data = houses.sent(lot, other)
    receive(
        world.node, world.manager,
        ReceiptWords(dispatch=number, lots=(f"{lot}=99 kg",), reason="por teléfono"),
    )  # fmt: skip
    taken, confirmation = houses.arrived(data, f"{lot}=98.5 kg")

    done = confirm(houses, confirmation)

    assert sorted(done.lots) == sorted(
        [(lot, 100_000, 99_000, 98_500), (other, 40_000, 40_000, 40_000)]
    )
    assert world.lot(lot).left_g == 98_500
    assert balance_closes(world, lot)
    with world.node.reading() as reader:
        found = reader.one(Dispatch, number=number)
        assert found is not None
        line = reader.one(DispatchLine, dispatch=found.id, lot=lot)
        signed = reader.one(Confirmation, dispatch=found.id)
        steps = [(s.kind, s.in_g, s.reported) for s in lot_facts(reader, lot).steps]
    assert line is not None
    assert signed is not None
    assert (found.state, line.reported_g, line.received_g) == ("confirmed", 99_000, 98_500)
    assert signed.entry in {hashed for hashed, _ in leaves_of(*_house(houses))}
    assert ("receipt", 99_000, True) in steps
    assert ("confirmation", 98_500, False) in steps
    theirs = {theirs: ours for theirs, ours, _ in taken.lots}
    bought = houses.buyer.world.lot(theirs[lot])
    assert (bought.left_g, bought.claims, bought.born) == (98_500, ("organic",), "bought")


def _house(houses: Houses) -> tuple[Any, str]:
    return houses.buyer.world.node, houses.buyer.world.coop.id


def test_both_houses_rebuild_to_the_same_rows_and_audit_clean(houses: Houses) -> None:
    lot = houses.sender.world.stock()
    _, data = houses.sent(lot)
    _, confirmation = houses.arrived(data)
    confirm(houses, confirmation)

    for house in (houses.sender, houses.buyer):
        with house.world.node.reading() as reader:
            before = everything(reader.connection)
        rebuild_all(house.world.node)
        with house.world.node.reading() as reader:
            assert everything(reader.connection) == before
        assert audit_all(house.world.node, full=True) == []


def test_a_confirmation_answers_a_dispatch_that_nobody_reported(pair: Houses) -> None:
    world = pair.sender.world
    lot = world.stock()
    _, data = pair.sent(lot)
    _, confirmation = pair.arrived(data, f"{lot}=99 kg")

    confirm(pair, confirmation)

    row = world.lot(lot)
    assert (row.organisation, row.left_g, row.dispatch) == (world.coop.buyer, 99_000, None)
    assert balance_closes(world, lot)


def test_what_the_receiver_confirms_as_refused_is_the_senders_again(pair: Houses) -> None:
    world = pair.sender.world
    lot, other = world.stock(), world.stock(50)
    number, data = pair.sent(lot, other)
    receive(world.node, world.manager, ReceiptWords(dispatch=number))
    taken, confirmation = pair.arrived(data, f"{lot}=rechazado")

    confirm(pair, confirmation)

    assert [theirs for theirs, _, _ in taken.lots] == [other]
    assert world.lot(lot).organisation == world.coop.id
    assert world.lot(lot).place == world.coop.place
    assert world.lot(other).organisation == world.coop.buyer


def test_the_buyer_finds_its_lot_by_the_senders_code(pair: Houses) -> None:
    lot = pair.sender.world.stock()
    _, data = pair.sent(lot)
    taken, _ = pair.arrived(data)

    with pair.buyer.world.node.reading() as reader:
        (name,) = reader.where(OtherName, kind="sender-lot")

    assert (name.name, name.subject) == (lot, taken.lots[0][1])


def test_a_dispatch_file_holds_no_value_behind_a_commitment(pair: Houses) -> None:
    world = pair.sender.world
    family = world.coop.families[0]
    wet = world.delivered(100, household=family.household, plots=((family.plot, 1),), note="Ana")
    _, data = pair.sent(wet, driver="Luis Vela", vehicle="ABC-123")

    text = data.decode()

    assert not [one for one in (family.household, family.plot, "Luis Vela", "ABC-123", "Ana")
                if one in text]  # fmt: skip


def test_an_arrival_is_taken_in_once_and_confirmed_again_in_the_same_words(pair: Houses) -> None:
    _, data = pair.sent(pair.sender.world.stock())
    first, confirmation = pair.arrived(data)

    again, same = pair.arrived(data)

    assert again.repeated
    assert again.report == first.report
    assert json.loads(same)["entry"] == json.loads(confirmation)["entry"]
    confirm(pair, same)


def test_a_confirmation_counts_once(pair: Houses) -> None:
    _, data = pair.sent(pair.sender.world.stock())
    _, confirmation = pair.arrived(data)
    confirm(pair, confirmation)

    refused = assert_refused(
        pair.sender.world, "already-answered", lambda: confirm(pair, confirmation)
    )

    assert refused["state"] == "confirmed"


def changed(data: bytes, **fields: Any) -> bytes:
    return json.dumps({**json.loads(data), **fields}).encode()


def test_a_confirmation_by_the_wrong_key_is_refused(pair: Houses, tmp_path: Path) -> None:
    world = pair.sender.world
    _, data = pair.sent(world.stock())
    _, confirmation = pair.arrived(data)
    stranger_url = f"sqlite:///{(tmp_path / 'stranger.db').as_posix()}"
    with two_houses(world, stranger_url, tmp_path / "stranger") as others:
        # Another house claims to be the buyer, under a key that was vouched for as another's.
        strange = others.buyer.vkey
        proof = prove(others.buyer.world.node, others.buyer.world.coop.id, 1).text()
    foreign = changed(confirmation, vkey=strange, origin=strange.split("+")[0], proof=proof)

    # The key is the buyer's too (both were vouched for), but its log does not hold the entry.
    assert_refused(world, "bad-proof", lambda: confirm(pair, foreign))
    unknown = changed(confirmation, vkey=pair.sender.vkey)
    assert_refused(world, "key-not-vouched", lambda: confirm(pair, unknown))
    other_origin = changed(confirmation, origin="elsewhere.example/log/byr/22222222")
    assert_refused(world, "key-not-vouched", lambda: confirm(pair, other_origin))


def test_a_confirmation_with_a_tampered_entry_or_proof_is_refused(pair: Houses) -> None:
    world = pair.sender.world
    lot = world.stock()
    _, data = pair.sent(lot)
    _, confirmation = pair.arrived(data)
    file = json.loads(confirmation)

    heavier = changed(confirmation, entry=file["entry"].replace("100000", "100001"))
    assert_refused(world, "bad-proof", lambda: confirm(pair, heavier))
    resigned = changed(confirmation, proof=file["proof"][:-20] + "AAAAAAAAAAAAAAAAAAA=\n")
    assert_refused(world, "bad-note", lambda: confirm(pair, resigned))
    cut = changed(confirmation, proof="")
    assert_refused(world, "bad-proof", lambda: confirm(pair, cut))


def test_a_confirmation_of_another_dispatch_is_refused(pair: Houses) -> None:
    world = pair.sender.world
    first, second = world.stock(), world.stock()
    _, data = pair.sent(first)
    _, confirmation = pair.arrived(data)
    number, _ = pair.sent(second)
    entry = json.loads(confirmation)["entry"]
    with world.node.reading() as reader:
        other = reader.one(Dispatch, number=number)
    assert other is not None
    cites = json.loads(entry)["body"]["cites"]

    pointed = changed(confirmation, entry=entry.replace(cites, other.act))
    assert_refused(world, "bad-proof", lambda: confirm(pair, pointed))
    lost = changed(confirmation, entry=entry.replace(cites, "A" * 43))
    assert_refused(world, "confirms-another", lambda: confirm(pair, lost))


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[1,2]", b"\xff\xfe", b'{"format":"acopio/confirmation/v1"}', b"[" * 5000],
)
def test_what_is_no_file_between_houses_is_refused_in_one_sentence(
    pair: Houses, data: bytes
) -> None:
    assert_refused(pair.sender.world, "not-a-house-file", lambda: confirm(pair, data))
    assert_refused(pair.buyer.world, "not-a-house-file", lambda: pair.arrived(data))


def test_an_entry_that_is_no_entry_confirms_nothing(pair: Houses) -> None:
    _, data = pair.sent(pair.sender.world.stock())
    _, confirmation = pair.arrived(data)

    for entry, code in (("", "not-a-house-file"), ("x", "not-a-house-file"),
                        ('{"a":2}', "newer-entry")):  # fmt: skip
        broken = changed(confirmation, entry=entry)
        assert_refused(pair.sender.world, code, partial(confirm, pair, broken))


def test_the_receiver_checks_the_sender_too(pair: Houses) -> None:
    world = pair.sender.world
    lot = world.stock()
    _, data = pair.sent(lot)
    file = json.loads(data)
    buyer = pair.buyer.world

    unknown = changed(data, vkey=pair.buyer.vkey)
    assert_refused(buyer, "key-not-vouched", lambda: pair.arrived(unknown))
    forged = [one.replace("100000", "900000") for one in file["entries"]]
    assert_refused(buyer, "not-a-house-file", lambda: pair.arrived(changed(data, entries=forged)))
    less = [one for one in file["entries"] if '"lot.opened"' not in one]
    assert len(less) < len(file["entries"])
    short = changed(data, entries=less)
    assert_refused(buyer, "history-incomplete", lambda: pair.arrived(short))
    stranger = "NAR7KQ4M9T6"
    assert_refused(buyer, "answer-incomplete", lambda: pair.arrived(data, f"{stranger}=5 kg"))


def test_only_the_sender_makes_the_file_of_a_dispatch(pair: Houses) -> None:
    world = pair.sender.world
    number, _ = pair.sent(world.stock())
    stranger = world.coops[1].actor("manager")

    assert_refused(
        world, "not-found", lambda: confirming.dispatch_file(world.node, stranger, number)
    )


def test_a_lot_that_came_back_before_the_confirmation_keeps_its_weight(pair: Houses) -> None:
    world = pair.sender.world
    lot = world.stock(20)
    world.do(world.manager, Pack, lot=lot, masses=(10_000, 10_000))
    number, data = pair.sent(lot)
    receive(world.node, world.manager, ReceiptWords(dispatch=number))
    _, confirmation = pair.arrived(data, f"{lot}=19 kg")
    paper = world.node.home / "guia.pdf"
    paper.write_bytes(b"%PDF")
    back = give_back(
        world.node, world.manager,
        ReturnWords(lots=(f"{lot}:2",), place="Centro NAR", docs=_docs(world, paper)),
    )  # fmt: skip
    ((part, grams),) = back.lots

    confirm(pair, confirmation)

    assert (grams, world.lot(part).organisation) == (10_000, world.coop.id)
    assert world.lot(part).left_g == 10_000
    assert world.lot(lot).left_g == 9_000
    assert balance_closes(world, lot)


def _docs(world: World, path: Path) -> Any:
    from acopio.services.papers import kept

    with kept(world.node, [f"guia:T009-1={path}"]) as docs:
        return docs


def test_a_key_confirms_nothing_from_before_its_day(pair: Houses) -> None:
    world = pair.sender.world
    _, data = pair.sent(world.stock())
    _, confirmation = pair.arrived(data)
    world.clock.moment += timedelta(days=5)
    pair.sender.vouch(pair.buyer.vkey, valid_from="2026-11-24", how="leída otra vez")

    refused = assert_refused(world, "key-not-yet-valid", lambda: confirm(pair, confirmation))

    assert refused == {"valid_from": "2026-11-24", "written": "2026-11-20"}


def test_what_was_refused_here_is_not_confirmed_as_received(pair: Houses) -> None:
    world = pair.sender.world
    lot = world.stock()
    number, data = pair.sent(lot)
    receive(
        world.node,
        world.manager,
        ReceiptWords(dispatch=number, lots=(f"{lot}=rechazado",), reason="por teléfono"),
    )
    _, confirmation = pair.arrived(data)

    assert_refused(world, "confirmation-contradicts", lambda: confirm(pair, confirmation))
