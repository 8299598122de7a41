"""Acts that are taken back, one after the other, while nothing rests on them."""

from tests.services.mending import check_rebuilt, check_refused, mended
from tests.support.world import World

from acopio.domain.rows.custody import Correction
from acopio.domain.rows.lots import Flow, Lot
from acopio.domain.rules.batches import Close, Take
from acopio.domain.rules.correcting import Undo
from acopio.domain.rules.custody import Going, ReportReceipt, Send
from acopio.domain.rules.labels import PrintLabels
from acopio.services.acts import act_of
from acopio.services.correcting import history, undo


def test_what_nothing_follows_is_taken_back(either_world: World) -> None:
    world = either_world
    lot = world.delivered(100)
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=((lot, None, "w"),))

    undo(world.node, world.two, batch, number=1, reason="otro cajón", append=True)

    assert world.lot(lot).left_g == 100_000
    assert world.batch(batch).taken_g == 0
    check_rebuilt(world)


def test_a_delivery_put_into_a_box_is_taken_back_one_act_after_the_other(world: World) -> None:
    lot = world.delivered(100)
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=((lot, None, "w"),))
    out = world.given(batch, 40)[0]
    with check_refused("followed"):
        undo(world.node, world.two, lot, number=1, reason="registrada dos veces", append=True)

    for subject, number in ((out, 1), (batch, 1), (lot, 1)):
        undo(world.node, world.two, subject, number=number, reason="dos veces", append=True)

    with world.node.reading() as reader:
        assert reader.among(Lot, "code", [lot, out]) == []
        assert reader.where(Flow, step=batch) == []
    check_rebuilt(world)


def test_what_others_rest_on_is_not_taken_back(world: World) -> None:
    batch = world.filled(100)
    world.given(batch, 40)
    before = world.everything()

    with check_refused("followed"):
        undo(world.node, world.two, batch, number=1, reason="otro cajón", append=True)

    assert world.everything() == before


def test_what_was_taken_back_is_neither_corrected_nor_taken_back_again(world: World) -> None:
    batch = world.filled(100)
    undo(world.node, world.two, batch, number=1, reason="otro cajón", append=True)
    with world.node.reading() as reader:
        assert reader.where(Correction)[0].undone

    line = history(world.node, world.coop.id, batch)
    assert line == []


def test_an_act_is_taken_back_only_once(world: World) -> None:
    lot = world.delivered(100)
    with world.node.reading() as reader:
        act = act_of(reader, world.lot(lot).act)
    fields = {"entries": act.entries, "written_by": world.coop.id, "old": act.body, "reason": "x"}
    world.do(world.two, Undo, **fields)

    with check_refused("already-undone"):
        world.do(world.two, Undo, **fields)


def test_a_closing_is_taken_back_and_not_corrected(world: World) -> None:
    batch = world.filled(100)
    world.given(batch, 40)
    world.do(world.manager, Close, batch=batch)
    with check_refused("not-correctable"):
        mended(world, batch, number=3, day="2026-11-19")

    undo(world.node, world.two, batch, number=3, reason="faltaba sacar", append=True)

    assert world.batch(batch).state == "giving"
    world.given(batch, 2)
    check_rebuilt(world)


def test_a_closing_is_not_taken_back_when_the_next_batch_is_in_the_box(world: World) -> None:
    batch = world.opened(vessel="CAJA-3")
    lot = world.delivered(100)
    world.do(world.manager, Take, batch=batch, lots=((lot, None, "w"),))
    world.given(batch, 40)
    world.do(world.manager, Close, batch=batch)
    world.opened(vessel="CAJA-3")
    before = world.everything()

    with check_refused("vessel-taken"):
        undo(world.node, world.two, batch, number=3, reason="faltaba sacar", append=True)

    assert world.everything() == before


def test_what_labels_and_refused_dispatches_name_is_not_taken_back(world: World) -> None:
    labelled, refused_lot = world.stock(50), world.stock(50)
    tag = ((labelled, 1, 1, 1),)
    world.do(
        world.manager,
        PrintLabels,
        number="E-1",
        medium="a6-tag",
        what="lot",
        labels=tag,
        lots=(labelled,),
    )
    going = (Going(lot=refused_lot),)
    made = world.do(world.manager, Send, to=world.coop.buyer, lots=going)
    world.do(
        world.manager, ReportReceipt, dispatch=made.entries[-1].body["dispatch"],
        receiver=world.coop.buyer, received=((refused_lot, None),), reason="olor",
    )  # fmt: skip

    for lot in (labelled, refused_lot):
        with check_refused("followed"):
            undo(world.node, world.two, lot, number=1, reason="dos veces", append=True)
