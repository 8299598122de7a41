"""Several processes on one database: nothing is drawn twice or lost."""

from itertools import chain
from typing import Any

import pytest
from msgspec.structs import replace
from tests.support.workers import Work, all_at_once, stock, url_of
from tests.support.world import DAY, World, everything, kg, leaves_of

from acopio.domain.entries.gate import DeliveryReceived
from acopio.domain.rules.base import Command
from acopio.domain.rules.batches import Take
from acopio.domain.rules.correcting import Correct
from acopio.domain.rules.custody import Going, Receive, Send
from acopio.domain.rules.label_jobs import ResumeLabels
from acopio.domain.rules.labels import PrintLabels
from acopio.domain.rules.lots import Blend, Pack, Split
from acopio.ledger.merkle import leaf_hash, root_of
from acopio.services.acts import act_of
from acopio.storage.engine import writer
from acopio.storage.rebuild import rebuild

pytestmark = pytest.mark.slow


def command(world: World, kind: type[Command], **fields: Any) -> Command:
    return kind(id=world.uuid(), occurred_at=DAY, **fields)


def check_log(world: World, organisation: str) -> int:
    """Assert that a log is whole; return its size."""
    hashes = [leaf_hash(leaf) for _, leaf in leaves_of(world.node, organisation)]
    with world.node.reading() as reader:
        log = reader.log_of(organisation)
    assert log.head.size == len(hashes)
    assert log.root == root_of(hashes)
    return len(hashes)


def check_rebuild(world: World) -> None:
    """Assert that the projections are what the log says."""
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before


@pytest.mark.parametrize("processes", [2, 4])
def test_a_lot_that_several_overdraw_at_once_is_drawn_once(
    either_world: World, processes: int
) -> None:
    world = either_world
    lot = world.stock(100)
    works: list[Work] = [
        (world.manager, [[command(world, Split, lot=lot, masses=(kg(60),))]])
        for _ in range(processes)
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert sum(refusal == "" for refusal, _, _ in found) == 1
    assert sum("not-enough-mass" in refusal for refusal, _, _ in found) == processes - 1
    assert world.lot(lot).left_g == 40_000
    check_log(world, world.coop.id)
    check_rebuild(world)


@pytest.mark.parametrize("processes", [2, 4])
def test_labels_that_several_print_at_once_are_printed_once(
    either_world: World, processes: int
) -> None:
    world = either_world
    lot = world.stock(100)
    world.do(world.manager, Pack, lot=lot, masses=(10_000,) * 10)
    fields: dict[str, Any] = {
        "number": "E-1",
        "medium": "thermal-100x150",
        "labels": ((lot, 1, 10, 1),),
    }
    works: list[Work] = [
        (world.manager, [[command(world, PrintLabels, lots=(lot,), **fields)]])
        for _ in range(processes)
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert sum(refusal == "" for refusal, _, _ in found) == 1
    assert sum("labels-not-checked" in refusal for refusal, _, _ in found) == processes - 1
    check_rebuild(world)


def test_the_rest_of_a_label_job_is_printed_once(either_world: World) -> None:
    world = either_world
    lot = world.stock(100)
    world.do(world.manager, Pack, lot=lot, masses=(10_000,) * 10)
    fields: dict[str, Any] = {"number": "E-1", "medium": "thermal-100x150", "lots": (lot,)}
    first = world.do(world.manager, PrintLabels, labels=((lot, 1, 10, 1),), **fields)
    job = first.entries[0].body["job"]
    rest: dict[str, Any] = {"labels": ((lot, 4, 10, 1),), "place": 4, "torn": "torn"}
    works: list[Work] = [
        (world.manager, [[command(world, ResumeLabels, job=job, **fields, **rest)]])
        for _ in range(2)
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert sorted(refusal.partition(":")[0] for refusal, _, _ in found) == ["", "resumed-before"]
    check_rebuild(world)


def test_lots_that_two_draw_in_opposite_order_do_not_block_each_other(
    either_world: World,
) -> None:
    world = either_world
    one, other = world.stock(100), world.stock(100)
    works: list[Work] = [
        (
            world.manager,
            [
                [command(world, Blend, inputs=tuple((lot, 1000) for lot in pair), output=kg(2))]
                for _ in range(15)
            ],
        )
        for pair in ((one, other), (other, one))
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert [refusal for refusal, _, _ in found if refusal] == []
    assert world.lot(one).left_g == world.lot(other).left_g == 70_000
    check_rebuild(world)


def corrections(world: World, lot: str, masses: tuple[int, ...]) -> list[list[Command]]:
    """Return corrections of a delivery, one after the other."""
    with world.node.reading() as reader:
        act = act_of(reader, world.lot(lot).act)
    assert isinstance(act.body, DeliveryReceived)
    made: list[list[Command]] = []
    for grams in masses:
        line = replace(
            act.body.lines[0], gross=(grams, f"{grams} g"), received_g=grams, payable_g=grams
        )
        fields: dict[str, Any] = {
            "entries": act.entries,
            "written_by": world.coop.id,
            "old": act.body,
        }
        new = replace(act.body, lines=(line,))
        said: dict[str, Any] = {
            "occurred_at": act.occurred_at,
            "happened": act.occurred_at,
            "reason": "x",
        }
        made.append([Correct(id=world.uuid(), new=new, **fields, **said)])
    return made


def test_a_delivery_is_corrected_while_others_draw_on_what_was_made_of_it(
    either_world: World,
) -> None:
    world = either_world
    lot, other = world.delivered(100), world.stock(100)
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=((lot, None, "w"),))
    out = world.given(batch, 40)[0]
    blends = [
        [command(world, Blend, inputs=((out, 1000), (other, 1000)), output=kg(2))]
        for _ in range(15)
    ]
    works: list[Work] = [
        (world.two, corrections(world, lot, tuple(100_000 + n for n in range(1, 16)))),
        (world.manager, blends),
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert [refusal for refusal, _, _ in found if refusal] == []
    assert world.lot(lot).made_g == 100_015
    assert world.batch(batch).taken_g == 100_015
    assert world.lot(out).left_g == 25_000
    check_log(world, world.coop.id)
    check_rebuild(world)


def test_one_command_that_comes_by_two_ways_at_once_is_carried_out_once(
    either_world: World,
) -> None:
    world = either_world
    same = stock(world.manager, world.coop.place, "same", 10)
    before = check_log(world, world.coop.id)
    work: Work = (world.manager, [[one] for one in same])

    found = all_at_once(url_of(world), [work, work])

    ways = list(zip(*found, strict=True))
    assert all(one[0] == other[0] == "" for one, other in ways), ways
    assert all(one[2] == other[2] for one, other in ways)
    assert all(one[1] != other[1] for one, other in ways)
    assert check_log(world, world.coop.id) == before + 10
    check_rebuild(world)


def test_four_that_append_to_one_log_leave_no_gap(either_world: World) -> None:
    world = either_world
    before = check_log(world, world.coop.id)
    works: list[Work] = [
        (
            world.manager,
            [[one] for one in stock(world.manager, world.coop.place, f"p{number}", 20)],
        )
        for number in range(4)
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert [refusal for refusal, _, _ in found if refusal] == []
    assert check_log(world, world.coop.id) == before + 80
    check_rebuild(world)


def test_two_organisations_write_side_by_side(either_world: World) -> None:
    world = either_world
    sizes = [check_log(world, coop.id) for coop in world.coops]
    works: list[Work] = [
        (
            coop.actor("manager"),
            [stock(coop.actor("manager"), coop.place, f"{coop.prefix}-{n}", 5) for n in range(10)],
        )
        for coop in world.coops
    ]

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert [refusal for refusal, _, _ in found if refusal] == []
    assert [
        check_log(world, coop.id) - size for coop, size in zip(world.coops, sizes, strict=True)
    ] == [50, 50]
    check_rebuild(world)


def test_a_dispatch_is_answered_once_even_by_two_at_once(either_world: World) -> None:
    world = either_world
    ours, theirs = world.coops
    lot = world.stock(100)
    sent = world.do(world.manager, Send, to=theirs.id, lots=(Going(lot=lot),)).entries[0]
    works: list[Work] = [
        (
            theirs.actor("manager"),
            [
                [
                    command(
                        world, Receive, dispatch=sent.body["dispatch"], place=theirs.place,
                        received=((lot, grams),), reason="weighed",
                    )
                ]
            ],
        )
        for grams in (100_000, 99_000)
    ]  # fmt: skip

    found = list(chain.from_iterable(all_at_once(url_of(world), works)))

    assert sorted("already-answered" in refusal for refusal, _, _ in found) == [False, True]
    assert world.lot(lot).organisation == theirs.id != ours.id
    check_rebuild(world)
