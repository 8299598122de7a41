"""Jobs of labels: sent, confirmed, gone on with, printed again, void; and what papers remember."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.labels.samples import decoded, page_texts, printed
from tests.services.label_desk import entries, filed, made, resumed, rows, worth
from tests.services.mending import check_refused
from tests.services.paperwork import labels
from tests.web.world import World

from acopio.domain.codes import printed as dashed
from acopio.domain.codes import sack_code
from acopio.domain.entries.quality import LotRecalled
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rules.base import Command, Context, Fact, Need
from acopio.domain.state import State
from acopio.services import processing, store
from acopio.services.label_jobs import (
    confirm,
    prepare_resume,
    void,
)
from acopio.services.labelling import Printing, Wanted, prepare
from acopio.services.log import audit_all
from acopio.services.publish import public_facts


@pytest.fixture
def world(packed_world: World) -> World:
    return packed_world


# ---- sent, confirmed, resumed -------------------------------------------------------------------


def test_a_job_is_sent_and_then_confirmed_up_to_the_last_good_label(world: World) -> None:
    job = labels(world.node, world.actor, world.lot)
    assert worth(world, 7) == ("sent", 1)

    found = confirm(world.node, world.actor, job.number, "7")

    assert (found.job.count, found.good) == (8, 5)
    assert [worth(world, number) for number in (7, 8)] == [("good", 1), ("none", 0)]


def test_the_rest_of_a_job_bears_no_copy_mark_and_the_torn_label_is_void_until_then(
    world: World,
) -> None:
    labels(world.node, world.actor, world.lot)

    rest = resumed(world, "8")

    texts = page_texts(rest.pdf)
    assert len(texts) == 3
    assert not any("COPIA" in text for text in texts)
    assert dashed(sack_code(world.lot, 8)) in texts[0]
    assert [worth(world, number) for number in (7, 8, 10)] == [
        ("good", 1), ("sent", 1), ("sent", 1)
    ]  # fmt: skip
    assert entries(world, "labels.voided") == 1
    confirm(world.node, world.actor, rest.number, "0")
    assert worth(world, 8) == ("void", 0)


def test_a_job_goes_on_after_the_last_good_label_without_naming_it_again(world: World) -> None:
    labels(world.node, world.actor, world.lot)
    confirm(world.node, world.actor, None, dashed(sack_code(world.lot, 9)))

    rest = resumed(world)

    assert rest.job.due.runs == ((world.lot, 10, 10, 1),)


def test_every_job_is_one_entry(world: World) -> None:
    labels(world.node, world.actor, world.lot, sacks="3-8")
    labels(world.node, world.actor, world.lot, sacks="9-10")

    assert entries(world, "labels.printed") == len(rows(world)) == 2


def test_a_job_is_resumed_once_and_only_where_it_stopped(world: World) -> None:
    first = labels(world.node, world.actor, world.lot)
    confirm(world.node, world.actor, first.number, "6")
    before = rows(world)[0]

    with check_refused("resume-elsewhere"):
        filed(world, prepare_resume(world.node, world.actor, before, "9", Printing()))
    resumed(world)
    with check_refused("resumed-before"):
        filed(world, prepare_resume(world.node, world.actor, before, "7", Printing()))
    with check_refused("resumed-before"):
        confirm(world.node, world.actor, first.number)


def test_what_nobody_confirmed_is_not_gone_on_with_blindly(world: World) -> None:
    labels(world.node, world.actor, world.lot)

    with check_refused("labels-not-confirmed"):
        resumed(world)
    confirm(world.node, world.actor)
    before = rows(world)[0]
    with check_refused("nothing-left-of-job"):
        prepare_resume(world.node, world.actor, before, None, Printing())


@pytest.mark.parametrize("given", ["2", "11", "0009", "-1", "siete", "NAR", "²", "9" * 40])
def test_a_last_label_that_the_job_does_not_have_is_refused(world: World, given: str) -> None:
    labels(world.node, world.actor, world.lot)
    accepted = given == "0009"

    if accepted:
        assert confirm(world.node, world.actor, None, given).good == 7
        return
    with check_refused("label-not-in-job"):
        confirm(world.node, world.actor, None, given)


def test_of_several_lots_a_number_alone_tells_nothing(world: World) -> None:
    job = filed(world, made(world, world.lot, world.single))
    assert job.job.lots == (world.lot, world.single)

    with check_refused("which-label"):
        confirm(world.node, world.actor, job.number, "1")
    code = dashed(sack_code(world.single, 1))
    assert confirm(world.node, world.actor, job.number, code).good == 9


def test_many_lots_are_one_job_each_with_its_own_sacks(world: World) -> None:
    (part,) = processing.split(world.node, world.actor, world.lot, sacks=("9-10",))
    job = filed(world, made(world, f"{world.lot}:4-5", part, f"{world.lot}:5-6,8"))

    assert job.job.due.runs == (
        (world.lot, 4, 5, 1), (world.lot, 9, 10, 1), (world.lot, 6, 6, 1), (world.lot, 8, 8, 1)
    )  # fmt: skip
    found = [decoded(printed(job.pdf, page=page))[0].rpartition("/")[2] for page in range(6)]
    assert found == [sack_code(world.lot, number) for number in (4, 5, 9, 10, 6, 8)]
    assert entries(world, "labels.printed") == 1


# ---- printed again, void ------------------------------------------------------------------------


def test_a_second_label_says_that_it_is_one_and_why(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number)

    with check_refused("labels-out"):
        made(world)
    again = labels(world.node, world.actor, world.lot, sacks="4", reason="se mojó")
    third = labels(world.node, world.actor, world.lot, sacks="3-5", reason="rotas")

    assert "COPIA 2" in page_texts(again.pdf)[0]
    assert "se mojó" in page_texts(again.pdf)[0]
    assert third.job.due.runs == (
        (world.lot, 3, 3, 2), (world.lot, 4, 4, 3), (world.lot, 5, 5, 2)
    )  # fmt: skip
    assert "COPIA 3" in page_texts(third.pdf)[1]


def test_labels_that_may_be_out_there_are_not_printed_as_if_they_were_not(world: World) -> None:
    labels(world.node, world.actor, world.lot)

    with check_refused("labels-not-checked") as refused:
        made(world)
    assert refused.value.values()["job"] == rows(world)[0].number


def test_what_did_not_come_out_is_printed_as_an_original(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number, "8")

    rest = prepare(world.node, world.actor, Wanted(lots=(world.lot,), sacks="9-10"), Printing())

    assert rest.due.runs == ((world.lot, 9, 10, 1),)


def test_whoever_scans_a_void_label_is_told_until_there_is_another(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number)

    assert void(world.node, world.actor, world.lot, "4-5,9", "se cayeron") == 3

    assert page_of(world, 4) == ("void", 1)
    assert page_of(world, 6) == (None, 1)
    again = labels(world.node, world.actor, world.lot, sacks="4")
    assert "se cayeron" in page_texts(again.pdf)[0]
    assert page_of(world, 4) == (None, 2)


def page_of(world: World, number: int) -> tuple[str | None, int]:
    with world.node.reading() as reader:
        sack = public_facts(reader, sack_code(world.lot, number)).sack
    assert sack is not None
    return sack.label, sack.printing


def test_only_a_label_that_is_out_there_becomes_void_and_for_a_reason(world: World) -> None:
    with check_refused("no-label-to-void"):
        void(world.node, world.actor, world.lot, "4", "rota")
    labels(world.node, world.actor, world.lot)
    with check_refused("reason-needed"):
        void(world.node, world.actor, world.lot, "4", None)
    code = dashed(sack_code(world.lot, 4)).lower()
    assert void(world.node, world.actor, code, None, "rota") == 1
    for sacks in ("4", "3-11", "4-1000"):
        with check_refused("no-label-to-void"):
            void(world.node, world.actor, world.lot, sacks, "rota")
    with check_refused("nothing-named"):
        void(world.node, world.actor, world.lot, None, "rota")


def test_labels_of_sacks_that_somebody_else_has_are_not_ours_to_print_or_void(
    world: World,
) -> None:
    with check_refused("not-the-holder"):
        filed(world, made(world, world.sent))
    with check_refused("not-the-holder"):
        void(world.node, world.actor, world.lot, "1-3", "rota")


def test_labels_that_were_said_to_be_good_are_copies_even_when_that_is_taken_back(
    world: World,
) -> None:
    number = labels(world.node, world.actor, world.lot).number
    confirm(world.node, world.actor, number)
    confirm(world.node, world.actor, number, "5")
    assert worth(world, 8) == ("none", 1)

    rest = resumed(world)

    assert rest.job.due.runs == ((world.lot, 6, 10, 2),)
    assert "COPIA 2" in page_texts(rest.pdf)[0]


def test_the_rest_of_a_job_does_not_repeat_what_was_printed_otherwise_meanwhile(
    world: World,
) -> None:
    labels(world.node, world.actor, world.lot)
    again = labels(world.node, world.actor, world.lot, sacks="8", reason="se mojó")
    confirm(world.node, world.actor, again.number)
    first = next(one for one in rows(world) if one.number != again.number)

    rest = filed(world, prepare_resume(world.node, world.actor, first, "7", Printing()))

    assert rest.job.due.runs == (
        (world.lot, 7, 7, 1), (world.lot, 8, 8, 3), (world.lot, 9, 10, 1)
    )  # fmt: skip


def test_sacks_that_are_empty_by_now_are_left_out_of_the_rest(world: World) -> None:
    labels(world.node, world.actor, world.lot)
    store.change_sacks(world.node, world.actor, world.lot, "emptied", sacks=("8-9",))

    rest = resumed(world, "7")

    assert rest.job.due.runs == ((world.lot, 7, 7, 1), (world.lot, 10, 10, 1))
    assert rest.job.due.skipped == "8-9"


def test_a_blank_reason_is_none(world: World) -> None:
    confirm(world.node, world.actor, labels(world.node, world.actor, world.lot).number)

    with check_refused("labels-out"):
        made(world, reason="  \t")
    with check_refused("reason-needed"):
        void(world.node, world.actor, world.lot, "4", " ")


def test_of_several_jobs_that_wait_one_is_named(world: World) -> None:
    one = labels(world.node, world.actor, world.lot, sacks="3-5")
    labels(world.node, world.actor, world.lot, sacks="6-10")

    with check_refused("which-job") as refused:
        confirm(world.node, world.actor)
    assert one.number in str(refused.value.values()["jobs"])
    confirm(world.node, world.actor, one.number.lower().removeprefix("e-"))
    assert confirm(world.node, world.actor).labels == f"{dashed(world.lot)} 6-10"
    with check_refused("no-job-waits"):
        confirm(world.node, world.actor)
    with check_refused("not-found"):
        confirm(world.node, world.actor, "E-NADA")


def test_somebody_who_printed_meanwhile_comes_first(world: World) -> None:
    one, other = made(world), made(world)
    filed(world, one)

    with check_refused("labels-not-checked"):
        filed(world, other)
    confirm(world.node, world.actor)
    with check_refused("labels-moved"):
        filed(world, replace(other, due=replace(other.due, reason="x")))
    assert len(rows(world)) == 1


def test_a_recalled_lot_gets_no_labels_nor_what_was_made_from_it(world: World) -> None:
    recalled(world, world.lot)
    (part,) = processing.split(world.node, world.actor, world.lot, sacks=("9-10",))

    for lot in (world.lot, part):
        with check_refused("lot-recalled"):
            filed(world, made(world, lot))
    assert rows(world) == []


def recalled(world: World, lot: str) -> None:
    class Recall(Command):
        ACT = "decide"

        def needs(self) -> list[Need]:
            return [(Lot, "code", lot)]

        def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
            yield Fact(LotRecalled(lot=lot, reason="cadmio"), ((Lot, lot),))

    world.node.carry_out(
        world.inspector, [Recall(id=world.node.ids.uuid(), occurred_at="2026-10-02")]
    )


def test_the_full_audit_finds_nothing_in_all_of_it(world: World) -> None:
    labels(world.node, world.actor, world.lot)
    resumed(world, "6")
    confirm(world.node, world.actor)
    void(world.node, world.actor, world.lot, "9", "rota")
    labels(world.node, world.actor, world.lot, sacks="9")

    assert audit_all(world.node, full=True) == []


# ---- reserved before weighing -------------------------------------------------------------------


def test_sacks_numbered_before_they_are_weighed_get_labels_and_their_weights_by_list(
    world: World,
) -> None:
    lot = world.delivered
    processing.pack(world.node, world.actor, lot, sacks=4, reserve=True)
    printed_ = labels(world.node, world.actor, lot)
    assert "PESO" in page_texts(printed_.pdf)[0]
    confirm(world.node, world.actor)

    words = store.SackWords(lot=lot, weights=(("1", "10"), ("2", "10.5"), ("3", "9")))
    assert store.weigh_sacks(world.node, world.actor, words) == (3, 29_500)
    store.change_sacks(world.node, world.actor, lot, "void", unused=True, reason="no se llenó")

    with world.node.reading() as reader:
        states = [one.state for one in reader.where(Sack, packed_for=lot)]
    assert states == ["packed", "packed", "packed", "void"]
    with check_refused("other-sacks"):
        prepare(world.node, world.actor, Wanted(lots=(lot,), sacks="4"), Printing())
