"""A refusal leaves everything as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.world import World

from acopio.domain.permissions import Actor
from acopio.domain.rules.base import Command
from acopio.errors import Refusal


def assert_refused(world: World, code: str, act: Callable[[], object]) -> dict[str, Any]:
    """Assert that an act is refused and writes nothing; return the fields of the refusal."""
    before = world.everything()
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code
    assert world.everything() == before
    return refused.value.values()


def assert_refuses(
    world: World, code: str, actor: Actor, kind: type[Command], /, **fields: Any
) -> dict[str, Any]:
    """Assert that a command is refused and writes nothing; return the fields of the refusal."""
    return assert_refused(world, code, lambda: world.do(actor, kind, **fields))
