"""Seasons of one organisation and crop, named and dated by itself."""

from typing import Any

import pytest
from tests.support.refused import assert_refused, assert_refuses
from tests.support.world import World

from acopio.domain.entries.parties import SeasonRecorded
from acopio.domain.rules.seasons import RecordSeason
from acopio.services.seasons import Period, add_season, season_of, seasons


def add(world: World, name: str, begins: str, ends: str, crop: str = "cacao") -> Period:
    return add_season(world.node, world.manager, name, crop, begins=begins, ends=ends)


def asked(world: World, day: str, crop: str = "cacao", coop: int = 0) -> Period:
    with world.node.reading() as reader:
        return season_of(reader, world.coops[coop].id, crop, day)


def test_without_a_season_the_calendar_year_counts(world: World) -> None:
    assert asked(world, "2026-06-14") == Period("2026", "2026-01-01", "2026-12-31")


def test_a_season_may_run_over_new_year_and_both_of_its_ends_belong_to_it(world: World) -> None:
    made = add(world, "2026/27", "1/10/2026", "2027-03-31")

    assert made == Period("2026/27", "2026-10-01", "2027-03-31")
    assert asked(world, "2026-10-01") == asked(world, "2027-03-31") == made


def test_between_seasons_what_is_left_of_the_year_is_named_by_its_days(world: World) -> None:
    add(world, "Principal", "2026-04-01", "2026-08-31")
    add(world, "Mitaca", "2026-10-01", "2027-01-31")

    assert asked(world, "2026-02-10").name == "2026-01-01/2026-03-31"
    assert asked(world, "2026-09-10") == Period("2026-09-01/2026-09-30", "2026-09-01", "2026-09-30")


def test_a_season_is_of_one_crop_and_one_organisation(world: World) -> None:
    add(world, "Café", "2026-04-01", "2026-09-30", crop="café")

    assert asked(world, "2026-06-01", "coffee").name == "Café"
    assert asked(world, "2026-06-01").name == "2026"
    assert asked(world, "2026-06-01", "coffee", coop=1).name == "2026"


def test_the_same_name_again_changes_the_days(world: World) -> None:
    add(world, "2026", "2026-04-01", "2026-08-31")
    add(world, "2026", "2026-04-01", "2026-09-15")

    with world.node.reading() as reader:
        found = seasons(reader, world.coop.id)
    assert [(one.name, one.begins, one.ends) for one in found] == [
        ("2026", "2026-04-01", "2026-09-15")
    ]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026-08-31", "2026-12-31"), ("2026-01-01", "2026-04-01"), ("2026-05-01", "2026-05-02"),
     ("2026-01-01", "2026-12-31")],
)  # fmt: skip
def test_a_day_is_of_one_season_only(world: World, begins: str, ends: str) -> None:
    add(world, "A", "2026-04-01", "2026-08-31")

    refused = assert_refused(world, "seasons-overlap", lambda: add(world, "B", begins, ends))

    assert refused == {"name": "B", "other": "A", "begins": "2026-04-01", "ends": "2026-08-31"}


def test_a_season_that_cannot_be_is_refused(world: World) -> None:
    for code, changed in (
        ("period-backwards", {"ends": "2026-03-31"}),
        ("unknown-crop", {"crop": "rice"}),
        ("time-unreadable", {"begins": "marzo"}),
        ("field-unusable", {"name": " "}),
    ):
        fields: dict[str, Any] = {"begins": "2026-04-01", "ends": "2026-08-31", "crop": "cacao"}
        fields |= {"name": "2026", **changed}
        assert_refused(
            world,
            code,
            lambda fields=fields: add_season(world.node, world.manager, **fields),  # type: ignore[misc]
        )
    facts = SeasonRecorded(crop="café", name="x", valid_from="2026-01-01", valid_to="2026-01-02")
    assert_refuses(world, "unknown-crop", world.manager, RecordSeason, facts=facts)
    assert_refuses(world, "not-allowed", world.coop.actor("clerk"), RecordSeason, facts=facts)
