"""One act in several entries: each small enough, all in one transaction, folded as one."""

import json
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select
from tests.support.world import DAY, World, everything, kg, leaves_of

from acopio.domain.rows.custody import DispatchLine
from acopio.domain.rows.lots import Batch, DeliveryLine, Flow, Sack
from acopio.domain.rules.batches import Close, Give, Take
from acopio.domain.rules.custody import Going, ReportReceipt, Send
from acopio.domain.rules.gate import Deliver, NewLine, OpenLot
from acopio.domain.rules.lots import Blend, Pack
from acopio.ledger.b64 import url_encode
from acopio.storage.engine import writer
from acopio.storage.rebuild import rebuild
from acopio.storage.tables import ENTRY

pytestmark = pytest.mark.slow


def check_step(world: World, kind: str) -> list[dict[str, Any]]:
    """Assert that the last act of a kind stands in several good entries; return them."""
    found = [
        (hash_, leaf, json.loads(leaf)) for hash_, leaf in leaves_of(world.node, world.coop.id)
    ]
    step = next(entry["step"][0] for _, _, entry in reversed(found) if entry["kind"] == kind)
    parts = [one for one in found if one[2].get("step", [""])[0] == step]
    count = len(parts)
    assert count > 1
    assert [entry["step"] for _, _, entry in parts] == [[step, n + 1, count] for n in range(count)]
    assert all(len(leaf) <= 60_000 for _, leaf, _ in parts)
    assert len({entry["cmd"] for _, _, entry in parts}) == 1
    for before, after in pairwise(parts):
        assert before[0] in after[2]["after"]
    return [entry for _, _, entry in parts]


def check_rebuild(world: World) -> None:
    """Assert that the fold of the stored entries gives what was written."""
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before


def lots_of(world: World, count: int) -> list[str]:
    """Open that many lots in one transaction; return their codes."""
    world.certified()
    commands = [
        OpenLot(
            id=world.uuid(), occurred_at=DAY, product="cacao.dry", mass=kg(10),
            place=world.coop.place, claims=("organic",),
        )
        for _ in range(count)
    ]  # fmt: skip
    done = world.node.carry_out(world.manager, commands)
    return [str(one.entries[0].body["lot"]) for one in done]


def test_a_ticket_of_800_lines_is_one_delivery(either_world: World) -> None:
    world = either_world
    family = world.coop.families[0]
    lines = tuple(
        NewLine(
            product="cacao.wet", gross=kg(64), household=family.household,
            plots=((family.plot, 1),), pad=f"{number:06d}", note="wet " * 20,
        )
        for number in range(800)
    )  # fmt: skip
    made = world.do(world.manager, Deliver, place=world.coop.place, lines=lines)

    assert len(made.entries) > 1
    entries = check_step(world, "delivery.received")
    assert sum(len(entry["body"]["lines"]) for entry in entries) == 800
    with world.node.reading() as reader:
        rows = reader.where(DeliveryLine, delivery=entries[0]["body"]["delivery"])
    assert sorted(row.line for row in rows) == list(range(1, 801))
    assert {row.household for row in rows} == {family.household}
    check_rebuild(world)


@pytest.mark.parametrize("count", [700, 1500])
def test_a_blend_of_many_lots_is_one_blend(either_world: World, count: int) -> None:
    world = either_world
    codes = lots_of(world, count)
    made = world.do(
        world.manager, Blend, inputs=tuple((code, None) for code in codes), output=kg(10 * count)
    )
    blend = made.entries[0].body["lot"]

    entries = check_step(world, "lot.blended")
    assert len({entry["body"]["lot"] for entry in entries}) == 1
    followed = {one for entry in entries for one in entry["after"]}
    with world.node.reading() as reader:
        assert len(reader.ancestry(blend)) == count
        taken = reader.where(Flow, way="in")
        opened = reader.connection.execute(
            select(ENTRY.c.hash).where(ENTRY.c.kind == "lot.opened")
        ).scalars()
        assert {url_encode(one) for one in opened} <= followed
        assert len(reader.history(world.lot(blend).latest)) == count + len(entries)
    assert sum(flow.grams for flow in taken) == count * 10_000
    assert world.lot(blend).claims == ("organic",)
    assert world.lot(codes[0]).left_g == world.lot(codes[-1]).left_g == 0
    check_rebuild(world)


def test_a_box_that_takes_1500_lots_and_gives_700_balances(either_world: World) -> None:
    world = either_world
    batch = world.opened()
    lots = tuple((code, None, "w") for code in lots_of(world, 1500))
    world.do(world.manager, Take, batch=batch, lots=lots)
    check_step(world, "batch.took")
    masses = (kg(21),) * 700
    world.do(world.manager, Give, batch=batch, product="cacao.dry", masses=masses)
    check_step(world, "batch.gave")
    world.do(world.manager, Close, batch=batch)

    with world.node.reading() as reader:
        row = reader.one(Batch, id=batch)
    assert row is not None
    assert (row.taken_g, row.given_g, row.loss_g) == (15_000_000, 14_700_000, 300_000)
    check_rebuild(world)


def test_1200_sacks_are_packed_and_sent_and_answered(either_world: World) -> None:
    world = either_world
    lot = world.stock(60_000)
    world.do(world.manager, Pack, lot=lot, masses=(50_000,) * 1200)
    check_step(world, "lot.packed")
    with world.node.reading() as reader:
        sacks = reader.where(Sack, lot=lot)
    assert sorted(sack.number for sack in sacks) == list(range(1, 1201))
    assert world.lot(lot).packed_g == 60_000_000

    ranges = tuple((number, number) for number in range(1, 1201, 2))
    sent = world.do(world.manager, Send, to=world.coop.buyer, lots=(Going(lot=lot, sacks=ranges),))
    dispatch = sent.entries[-1].body["dispatch"]
    with world.node.reading() as reader:
        lines = reader.where(DispatchLine, dispatch=dispatch)
    assert [line.sent_g for line in lines] == [30_000_000]
    world.do(
        world.manager, ReportReceipt, dispatch=dispatch, receiver=world.coop.buyer,
        received=tuple((line.lot, line.sent_g) for line in lines),
    )  # fmt: skip

    assert world.lot(lot).left_g == 30_000_000
    assert world.lot(lines[-1].lot).organisation == world.coop.buyer
    check_rebuild(world)
