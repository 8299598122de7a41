from typing import Any

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import World, kg

from acopio.domain.entries.fields import Document
from acopio.domain.rows.custody import Dispatch
from acopio.domain.rows.quality import Hold
from acopio.domain.rules.batches import Close, Take
from acopio.domain.rules.custody import Going, Receive, ReportReceipt, Send
from acopio.domain.rules.decisions import Decide, HoldLot, Lift
from acopio.domain.rules.lots import Blend, Pack, Split
from acopio.services import profiles


def sent(world: World, to: str, *lots: str) -> str:
    """Send whole lots; return the dispatch."""
    made = world.do(world.manager, Send, to=to, lots=tuple(Going(lot=lot) for lot in lots))
    return str(made.entries[-1].body["dispatch"])


def held(world: World, **subject: str) -> str:
    """Hold a lot or batch; return the hold."""
    world.do(world.manager, HoldLot, reason="smell", **subject)
    with world.node.reading() as reader:
        return next(hold.id for hold in reader.where(Hold) if hold.lifted is None)


def blocked_acts(world: World, lot: str) -> list[tuple[Any, dict[str, Any]]]:
    profile = profiles.add_profile(
        world.node, world.manager, profiles.NewProfile(name="All", product="cacao.dry", limits=())
    )
    return [
        (Blend, {"inputs": ((lot, None),), "output": kg(40)}),
        (Send, {"to": world.coop.buyer, "lots": (Going(lot=lot),)}),
        (Decide, {"lot": lot, "profile": profile, "what": "certified"}),
    ]


def test_a_lot_on_hold_is_not_blended_sent_or_certified(world: World) -> None:
    lot = world.stock(40)
    held(world, lot=lot)

    for act, fields in blocked_acts(world, lot):
        refused = assert_refuses(world, "held", world.manager, act, **fields)
        assert refused["subject"] == lot


def test_a_hold_on_a_used_up_lot_follows_its_beans(world: World) -> None:
    wet = world.delivered(100)
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=((wet, None, "w"),))
    (dry,) = world.given(batch, 40)
    part = world.do(world.manager, Split, lot=dry, masses=(kg(15),)).entries[0].body["parts"][0][0]
    held(world, lot=wet)

    for lot in (dry, part):
        for act, fields in blocked_acts(world, lot):
            assert assert_refuses(world, "held", world.manager, act, **fields)["subject"] == wet


def test_a_hold_on_a_closed_batch_follows_what_came_out(world: World) -> None:
    batch = world.filled(100)
    (dry,) = world.given(batch, 40)
    world.do(world.manager, Close, batch=batch)
    made = world.do(world.manager, Blend, inputs=((dry, None),), output=kg(40))
    blend = made.entries[0].body["lot"]
    held(world, batch=batch)

    for lot in (dry, blend)[1:]:
        for act, fields in blocked_acts(world, lot):
            assert assert_refuses(world, "held", world.manager, act, **fields)["subject"] == batch


def test_a_hold_crosses_to_the_organisation_that_received_the_beans(either_world: World) -> None:
    world = either_world
    ours, theirs = world.coops
    wet = world.stock(50)
    dry = (
        world.do(world.manager, Blend, inputs=((wet, None),), output=kg(50)).entries[0].body["lot"]
    )
    dispatch = sent(world, theirs.id, dry)
    receiver = theirs.actor("manager")
    world.do(receiver, Receive, dispatch=dispatch, place=theirs.place, received=((dry, 50_000),))
    hold = held(world, lot=wet)

    assert_refuses(world, "held", receiver, Send, to=ours.id, lots=(Going(lot=dry),))
    assert_refuses(world, "not-your-hold", receiver, Lift, hold=hold, lot=wet, reason="ours now")
    world.do(world.manager, Lift, hold=hold, lot=wet, reason="was the sack")
    world.do(receiver, Send, to=ours.id, lots=(Going(lot=dry),))

    assert world.lot(dry).dispatch is not None


def test_a_hold_is_lifted_once_and_with_a_reason(world: World) -> None:
    lot = world.stock()
    hold = held(world, lot=lot)

    why = assert_refuses(world, "reason-needed", world.manager, Lift, hold=hold, lot=lot)
    assert why == {"why": "lift"}
    world.do(world.manager, Lift, hold=hold, lot=lot, reason="smell went")
    assert_refuses(world, "not-your-hold", world.manager, Lift, hold=hold, lot=lot, reason="again")


def test_only_who_has_the_lot_holds_it(world: World) -> None:
    assert_refuses(
        world, "not-the-holder", world.coops[1].actor("manager"), HoldLot,
        lot=world.stock(), reason="no",
    )  # fmt: skip
    assert_refuses(world, "not-found", world.manager, HoldLot, reason="nothing named")


def test_a_lot_is_sent_once_in_a_dispatch(world: World) -> None:
    lot = world.stock()

    assert_refuses(
        world, "named-twice", world.manager, Send,
        to=world.coop.buyer, lots=(Going(lot=lot), Going(lot=lot)),
    )  # fmt: skip


def test_a_dispatch_goes_to_somebody_known(world: World) -> None:
    lots = (Going(lot=world.stock()),)

    assert_refuses(world, "not-found", world.manager, Send, to="nobody", lots=lots)
    assert_refuses(
        world, "not-found", world.manager, Send, to=world.coop.id, to_place="x", lots=lots
    )


def test_a_dispatch_that_fails_half_way_splits_nothing(world: World) -> None:
    packed, theirs = world.stock(20), world.stock(coop=world.coops[1])
    world.do(world.manager, Pack, lot=packed, masses=(10_000, 10_000))

    assert_refuses(
        world, "sack-not-here", world.manager, Send, to=world.coop.buyer,
        lots=(Going(lot=packed, sacks=((1, 1),)), Going(lot=world.stock(), sacks=((1, 1),))),
    )  # fmt: skip
    assert_refuses(
        world, "not-the-holder", world.manager, Send, to=world.coop.buyer,
        lots=(Going(lot=packed, sacks=((1, 1),)), Going(lot=theirs)),
    )  # fmt: skip


def test_only_the_receiver_answers(world: World) -> None:
    lot = world.stock()
    dispatch = sent(world, world.coops[1].id, lot)

    assert_refuses(
        world, "not-the-receiver", world.manager, Receive,
        dispatch=dispatch, place=world.coop.place, received=((lot, 100_000),),
    )  # fmt: skip


def test_one_of_ours_answers_for_itself(world: World) -> None:
    lot = world.stock()
    dispatch = sent(world, world.coops[1].id, lot)

    refused = assert_refuses(
        world, "receiver-answers", world.manager, ReportReceipt,
        dispatch=dispatch, receiver=world.coops[1].id, received=((lot, 100_000),),
    )  # fmt: skip

    assert refused["receiver"] == "Cooperativa SUR"


def test_only_the_sender_reports_what_an_outside_receiver_said(world: World) -> None:
    lot = world.stock()
    dispatch = sent(world, world.coop.buyer, lot)

    assert_refuses(
        world, "not-the-holder", world.coops[1].actor("manager"), ReportReceipt,
        dispatch=dispatch, receiver=world.coop.buyer, received=((lot, 100_000),),
    )  # fmt: skip


@pytest.mark.parametrize("outside", [True, False])
def test_a_dispatch_is_answered_once(world: World, outside: bool) -> None:
    lot = world.stock()
    to = world.coop.buyer if outside else world.coops[1].id
    dispatch = sent(world, to, lot)
    answer = {"dispatch": dispatch, "received": ((lot, 100_000),)}
    if outside:
        who, act, more = world.manager, ReportReceipt, {"receiver": to}
    else:
        who, act, more = world.coops[1].actor("manager"), Receive, {"place": world.coops[1].place}  # type: ignore[assignment]
    world.do(who, act, **answer, **more)

    assert_refuses(world, "already-answered", who, act, **answer, **more)


def test_an_answer_names_every_lot_of_the_dispatch_once(world: World) -> None:
    one, other, third = world.stock(), world.stock(), world.stock()
    dispatch = sent(world, world.coop.buyer, one, other)
    fields = {"dispatch": dispatch, "receiver": world.coop.buyer}

    for received, missing in (
        (((one, 100_000),), other),
        (((one, 1), (other, 1), (third, 1)), third),
        (((third, 1),), ", ".join(sorted((one, other, third)))),
    ):
        refused = assert_refuses(
            world, "answer-incomplete", world.manager, ReportReceipt,
            **fields, received=received, reason="said by telephone",
        )  # fmt: skip
        assert refused["missing"] == missing
    assert_refuses(
        world, "named-twice", world.manager, ReportReceipt,
        **fields, received=((one, 1), (one, 2), (other, 1)),
    )  # fmt: skip


def test_a_report_that_differs_needs_a_paper_or_a_reason(world: World) -> None:
    lot = world.stock()
    answer = {
        "dispatch": sent(world, world.coop.buyer, lot),
        "receiver": world.coop.buyer,
        "received": ((lot, 99_000),),
    }

    assert_refuses(world, "reason-needed", world.manager, ReportReceipt, **answer)
    world.do(world.manager, ReportReceipt, **answer, docs=(Document(type="weighing", number="77"),))

    assert world.lot(lot).left_g == 99_000
    assert world.lot(lot).organisation == world.coop.buyer


def test_no_less_than_nothing_arrives(world: World) -> None:
    lot = world.stock()
    dispatch = sent(world, world.coop.buyer, lot)

    assert_refuses(
        world, "field-unusable", world.manager, ReportReceipt, dispatch=dispatch,
        receiver=world.coop.buyer, received=((lot, -1),), reason="scale",
    )  # fmt: skip


def test_refused_goods_are_the_senders_again(world: World) -> None:
    lot = world.stock()
    dispatch = sent(world, world.coops[1].id, lot)
    world.do(
        world.coops[1].actor("manager"), Receive, dispatch=dispatch,
        place=world.coops[1].place, received=((lot, None),), reason="wet",
    )  # fmt: skip

    row = world.lot(lot)

    assert (row.organisation, row.place, row.dispatch) == (world.coop.id, world.coop.place, None)
    assert row.left_g == 100_000


def test_a_dispatch_is_sent_from_where_the_beans_lie_to_a_place_of_ours(world: World) -> None:
    lot = world.stock()
    made = world.do(
        world.manager, Send, to=world.coop.id, purpose="move",
        to_place=world.coop.other_place, lots=(Going(lot=lot),),
    )  # fmt: skip
    dispatch = made.entries[0].body["dispatch"]
    world.do(
        world.manager, Receive, dispatch=dispatch, place=world.coop.other_place,
        received=((lot, 100_000),),
    )  # fmt: skip

    assert world.lot(lot).place == world.coop.other_place
    with world.node.reading() as reader:
        assert reader.where(Dispatch, id=dispatch)[0].state == "received"


def test_a_dispatch_that_is_not_there_is_not_answered(world: World) -> None:
    assert_refused(
        world,
        "not-found",
        lambda: world.do(world.manager, Receive, dispatch="x", place=world.coop.place, received=()),
    )
