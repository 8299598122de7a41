import pytest

from acopio.domain.entries.kinds import KINDS
from acopio.domain.permissions import (
    PERMISSIONS,
    ROLES,
    Actor,
    NotAllowed,
    SecondPersonNeeded,
)
from acopio.domain.rules.base import Command

# Written out on purpose: whoever changes who may do what changes it here too.
MAY = {
    "manager": {
        *("set-up", "register", "gate", "process", "pack", "count", "sample", "decide"),
        *("dispatch", "report", "paper", "hand-over", "correct", "erase", "ledger", "read"),
    },
    "clerk": {
        *("register", "gate", "process", "pack", "count", "dispatch", "report", "paper", "read"),
    },
    "inspector": {"sample", "inspect", "decide", "report", "paper", "read"},
    "reader": {"read"},
}


def actor(*roles: str, people: tuple[str, ...] = ("one",)) -> Actor:
    return Actor(organisation="org", people=people, roles=frozenset(roles))


def allowed(who: Actor, act: str) -> bool:
    try:
        who.require(act)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", sorted(PERMISSIONS))
def test_each_role_may_do_what_the_table_says(role: str, act: str) -> None:
    assert allowed(actor(role), act) == (act in MAY[role])


@pytest.mark.parametrize("act", sorted(PERMISSIONS))
def test_nobody_acts_without_a_role(act: str) -> None:
    with pytest.raises(NotAllowed):
        actor().require(act)


@pytest.mark.parametrize("act", sorted(PERMISSIONS))
def test_an_unknown_role_may_do_nothing(act: str) -> None:
    assert not allowed(actor("owner"), act)


def test_roles_add_up() -> None:
    both = actor("clerk", "inspector")

    assert {act for act in PERMISSIONS if allowed(both, act)} == MAY["clerk"] | MAY["inspector"]


def test_every_kind_of_entry_and_every_command_belongs_to_an_act_of_the_table() -> None:
    commands = Command.__subclasses__()
    for kind in commands:
        commands.extend(kind.__subclasses__())

    assert {kind.act for kind in KINDS.values()} <= set(PERMISSIONS)
    assert {command.ACT for command in commands} <= set(PERMISSIONS)


@pytest.mark.parametrize("people", [("one",), ("one", "one"), ()])
def test_one_person_is_not_two(people: tuple[str, ...]) -> None:
    with pytest.raises(SecondPersonNeeded):
        actor("manager", people=people).require_second("because")


def test_two_people_stand_for_an_act() -> None:
    two = actor("manager", people=("one", "two"))
    two.require_second("because")

    assert two.people == ("one", "two")
