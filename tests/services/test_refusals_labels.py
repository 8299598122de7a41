"""Label jobs that the domain refuses, whoever made the command."""

from typing import Any

import pytest
from tests.support.refused import assert_refuses
from tests.support.world import World

from acopio.domain.rules.label_jobs import ConfirmLabels, ResumeLabels, VoidLabels
from acopio.domain.rules.labels import PrintLabels
from acopio.domain.rules.lots import Pack, Split

JOB: dict[str, Any] = {"number": "E-1", "medium": "thermal-100x150"}


@pytest.fixture
def lot(world: World) -> str:
    """Return a lot with ten sacks."""
    made = world.stock(100)
    world.do(world.manager, Pack, lot=made, masses=(10_000,) * 10)
    return made


def printed(world: World, lot: str, first: int = 1, last: int = 10, **fields: Any) -> str:
    """Print labels; return the job."""
    runs = ((lot, first, last, 1),)
    done = world.do(world.manager, PrintLabels, **JOB, labels=runs, lots=(lot,), **fields)
    return str(done.entries[0].body["job"])


@pytest.mark.parametrize(
    ("code", "runs"),
    [
        ("nothing-named", ()),
        ("sack-not-here", ((0, 10, 11, 1),)),
        ("named-twice", ((0, 1, 3, 1), (0, 3, 4, 1))),
        ("labels-moved", ((0, 1, 3, 2),)),
    ],
)
def test_labels_that_are_not_due_are_not_noted(
    world: World, lot: str, code: str, runs: tuple[tuple[int, int, int, int], ...]
) -> None:
    labels = tuple((lot, *run[1:]) for run in runs)

    assert_refuses(
        world,
        code,
        world.manager,
        PrintLabels,
        **JOB,
        labels=labels,
        lots=(lot,),
    )


def test_labels_of_sacks_in_a_lot_that_was_not_named_are_refused(world: World, lot: str) -> None:
    part = world.do(world.manager, Split, lot=lot, sacks=((1, 2),)).entries[0].body["parts"][0][0]

    for lots in ((lot,), (part,)):
        assert_refuses(
            world, "sack-not-here", world.manager, PrintLabels,
            **JOB, labels=((lot, 2, 3, 1),), lots=lots,
        )  # fmt: skip
    world.do(
        world.manager,
        PrintLabels,
        **JOB,
        labels=((lot, 2, 3, 1),),
        lots=(part, lot),
    )


def test_another_organisation_prints_confirms_resumes_and_voids_nothing_of_ours(
    world: World, lot: str
) -> None:
    job, other = printed(world, lot), world.coops[1].actor("manager")
    runs = ((lot, 4, 10, 1),)
    common = {**JOB, "labels": runs, "lots": (lot,)}

    assert_refuses(world, "not-the-holder", other, PrintLabels, **common, reason="x")
    assert_refuses(world, "not-found", other, ConfirmLabels, job=job, good=1)
    assert_refuses(world, "not-found", other, ResumeLabels, **common, job=job, place=4, torn="x")
    assert_refuses(
        world,
        "not-the-holder",
        other,
        VoidLabels,
        lot=lot,
        sacks=((1, 1),),
        lots=(lot,),
        reason="x",
    )


def test_a_job_has_no_more_good_labels_than_labels(world: World, lot: str) -> None:
    job = printed(world, lot)

    for good in (-1, 11):
        assert_refuses(world, "good-beyond-job", world.manager, ConfirmLabels, job=job, good=good)


def test_the_rest_of_a_job_is_neither_more_nor_less_than_it_lacks(world: World, lot: str) -> None:
    job = printed(world, lot)
    common: dict[str, Any] = {
        **JOB,
        "lots": (lot,),
        "job": job,
        "torn": "x",
    }

    for runs in (((lot, 5, 10, 1),), ((lot, 4, 9, 1),), ((lot, 4, 10, 2),)):
        assert_refuses(
            world, "labels-moved", world.manager, ResumeLabels, labels=runs, place=4, **common
        )
    assert_refuses(
        world, "nothing-left-of-job", world.manager, ResumeLabels, labels=(), place=11, **common
    )
