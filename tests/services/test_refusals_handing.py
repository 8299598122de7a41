"""What cannot be handed over: a lot that has changed since, or behind a link without an end."""

from typing import Any

import pytest
from tests.support.refused import assert_refuses
from tests.support.world import World

from acopio.domain.rules.handing import HandOverData


def given(world: World, **more: Any) -> dict[str, Any]:
    lot = world.delivered(100)
    fields: dict[str, Any] = {
        "lot": lot,
        "after": world.lot(lot).latest,
        "hand_over": world.uuid(),
        "what": "eudr",
    }
    fields |= {"scope": "ancestry", "way": "file", "digest": "A" * 43, "plots": 1, "to_text": "x"}
    return fields | more


def test_a_lot_that_changed_meanwhile_is_looked_at_again(world: World) -> None:
    assert_refuses(world, "history-moved", world.manager, HandOverData,
                   **given(world, after="B" * 43))  # fmt: skip


@pytest.mark.parametrize("day", ["2026-11-01", "2020-01-01"])
def test_a_link_that_has_ended_already_is_none(world: World, day: str) -> None:
    assert_refuses(world, "expiry-unusable", world.manager, HandOverData,
                   **given(world, expires_on=day, way="link"))  # fmt: skip
