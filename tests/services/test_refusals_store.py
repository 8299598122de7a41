"""What the store refuses, and that nothing is written then."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from tests.services.test_store import counted, drawn, packed
from tests.support.refused import assert_refused
from tests.support.world import World, kg

from acopio.domain.permissions import Actor
from acopio.domain.rules.counting import Count
from acopio.domain.rules.custody import Going, Send
from acopio.domain.rules.moving import Move
from acopio.domain.rules.sacks import ChangeSacks
from acopio.services import processing, samples, store
from acopio.services.node import Node
from acopio.services.store import CountWords, FoundWords, MoveWords
from acopio.services.store_lists import COUNTS, rows_of


def test_one_gram_more_than_dry_matter_and_scale_allow_takes_two_people(world: World) -> None:
    lot = world.stock(1000)
    # 1000 kg x 93.5 / 92.5 is 1010.810… kg; the scale may be off by 0.5 %.
    moisture: dict[str, Any] = {"moisture_before": "6.5", "moisture_after": "7.5"}

    refused = assert_refused(
        world, "count-not-plausible", lambda: counted(world, lot, "1015.865", **moisture)
    )
    assert refused["most_g"] == 1_015_864
    assert_refused(
        world, "second-person-needed",
        lambda: counted(world, lot, "1015.865", **moisture, reason="dos veces pesado"),
    )  # fmt: skip
    counted(world, lot, "1015.865", world.two, **moisture, reason="dos veces pesado")

    assert world.lot(lot).left_g == 1_015_865


@pytest.mark.parametrize("reason", [None, "pesado dos veces"])
def test_thirty_percent_more_cannot_be_the_same_beans(world: World, reason: str | None) -> None:
    lot = world.stock(100)

    for cause in (None, "regain", "scale", "found"):
        refused = assert_refused(
            world, "count-not-plausible",
            partial(counted, world, lot, "130", world.two, cause=cause, reason=reason),
        )  # fmt: skip
        assert (refused["book_g"], refused["counted_g"]) == (100_000, 130_000)
        assert (refused["most_g"], refused["limit_g"]) == (101_000, 115_000)


def test_dry_beans_never_hold_as_much_water_as_somebody_may_type(world: World) -> None:
    lot = world.stock(100)

    assert_refused(
        world, "count-not-plausible",
        lambda: counted(world, lot, "130", moisture_before="7", moisture_after="40"),
    )  # fmt: skip


def test_a_cause_that_goes_the_other_way_explains_nothing(world: World) -> None:
    lot = world.stock(100)

    assert_refused(world, "cause-contradicts", lambda: counted(world, lot, "99.5", cause="regain"))
    assert_refused(world, "cause-contradicts", lambda: counted(world, lot, "100.5", cause="robo"))
    assert_refused(world, "unknown-cause", lambda: counted(world, lot, "99", cause="magia"))
    assert_refused(
        world, "moisture-unreadable",
        lambda: counted(world, lot, "99", moisture_before="7,5", moisture_after="6"),
    )  # fmt: skip
    assert_refused(
        world, "cause-needed", lambda: counted(world, lot, "90", world.two, reason="no sé")
    )


def test_a_book_below_nothing_is_healed_by_a_count_with_a_reason(world: World) -> None:
    row = replace(world.lot(world.stock(64)), left_g=-536_000)
    command = Count(id="1", occurred_at="2026-11-20", lot=row.code, counted=kg(40))

    with pytest.raises(Exception, match="book-below-nothing"):
        command.judge(row, world.manager)
    assert replace(command, reason="quedan 40").judge(row, world.manager) == "count"
    with pytest.raises(Exception, match="count-not-plausible"):
        replace(command, counted=kg(74), reason="más").judge(row, world.two)


def test_everything_wrong_in_a_list_is_said_at_once(world: World) -> None:
    one, other = world.stock(100), world.stock(50)
    theirs = world.stock(10, coop=world.coops[1])
    listed = [
        CountWords(lot=one, mass="130", row=2),
        CountWords(lot=other, mass="50", row=3),
        CountWords(lot=other, mass="49.9", row=4),
        CountWords(lot="NAR-0000000-0", mass="1", row=5),
        CountWords(lot=theirs, mass="10", row=6),
        CountWords(lot=one, mass="64,5", row=7),
    ]

    refused = assert_refused(
        world, "list-unusable", lambda: store.count(world.node, world.manager, listed)
    )

    assert [(one.row, one.refusal.code) for one in refused["problems"]] == [
        (2, "count-not-plausible"), (4, "named-twice"), (5, "unknown-code"),
        (6, "not-the-holder"), (7, "mass-unreadable"),
    ]  # fmt: skip


def test_a_lot_is_not_counted_where_it_does_not_lie(world: World) -> None:
    lot = world.stock(100)

    assert_refused(
        world, "elsewhere",
        lambda: store.count(
            world.node, world.manager, [CountWords(lot=lot, mass="100")],
            place=f"Almacén {world.coop.prefix}",
        ),
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"lote\nA", b"lote,peso\n", b"\x00\xff", b"x" * 10_000_001])
def test_a_file_that_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(Exception, match="list-file-unusable"):
        rows_of(data, COUNTS)


def test_a_range_partly_gone_names_what_is_not_there(world: World) -> None:
    lot = packed(world)
    store.change_sacks(world.node, world.manager, lot, "emptied", sacks=("3", "5-6"))

    for act in (
        lambda: processing.split(world.node, world.manager, lot, sacks=("1-7",)),
        lambda: world.do(
            world.manager, Send, to=world.coop.buyer, lots=(Going(lot=lot, sacks=((1, 7),)),)
        ),
        lambda: store.change_sacks(world.node, world.manager, lot, "burst", sacks=("1-7",)),
    ):
        assert assert_refused(world, "sack-not-here", act)["numbers"] == "3, 5-6"


def answered(node: Node, actor: Actor, sample: str, answer: str, **more: Any) -> str | None:
    return samples.answer(node, actor, samples.AnswerWords(sample=sample, answer=answer, **more))


def test_a_sample_is_sent_once_and_answered_once(world: World) -> None:
    node, actor, buyer = world.node, world.manager, f"Buyer {world.coop.prefix}"
    number = drawn(world, world.stock(100))

    assert_refused(world, "sample-not-away", lambda: answered(node, actor, number, "approved"))
    samples.send(node, actor, number, buyer)
    assert_refused(world, "sample-sent-before", lambda: samples.send(node, actor, number, buyer))
    assert_refused(world, "unknown-answer", lambda: answered(node, actor, number, "quizás"))
    assert_refused(
        world, "sample-returns-more",
        lambda: answered(node, actor, number, "declined", returned="2.001",
                         place=f"Centro {world.coop.prefix}"),
    )  # fmt: skip
    answered(node, actor, number, "rechazada", reason="humo")
    assert_refused(world, "sample-not-away", lambda: answered(node, actor, number, "approved"))


def test_another_organisations_place_is_no_place_of_ours(world: World) -> None:
    lot = world.stock(100)

    refused = assert_refused(
        world, "not-the-holder",
        lambda: world.do(
            world.manager, Move, organisation=world.coop.id, lots=(Going(lot=lot),),
            to_place=world.coops[1].place,
        ),
    )  # fmt: skip

    assert refused["holder"] == world.coops[1].id


def test_sweepings_were_kept_before_they_were_found(world: World) -> None:
    words = FoundWords(mass="3", product="cacao", kept_from="2026-06-01",
                       place=f"Centro {world.coop.prefix}")  # fmt: skip

    for late in ({"kept_to": "2026-05-31"}, {"day": "2026-05-01", "kept_to": "2026-06-02"}):
        assert_refused(
            world, "kept-backwards",
            partial(store.find, world.node, world.manager, replace(words, **late)),
        )  # fmt: skip
    assert_refused(
        world, "unknown-cause",
        lambda: store.find(world.node, world.manager, replace(words, cause="magia")),
    )  # fmt: skip


def test_nothing_else_happens_to_a_sack(world: World) -> None:
    fields: dict[str, Any] = {"lot": packed(world), "sacks": ((1, 1),)}

    for becomes, code in (("eaten", "unknown-sack-state"), ("void", "sack-not-here")):
        assert_refused(
            world, code,
            partial(world.do, world.two, ChangeSacks, becomes=becomes, **fields),
        )  # fmt: skip


def test_a_lot_is_not_moved_to_where_it_lies(world: World) -> None:
    words = MoveWords(lots=(world.stock(100),), to_place=f"Centro {world.coop.prefix}")

    assert_refused(world, "lies-there", lambda: store.move(world.node, world.manager, words))
