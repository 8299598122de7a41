"""Who may do what: one table, asked by every service.

A role is held in one organisation. Two acts that must not be one person's are named in
``SECOND_PERSON``: they need two different people in ``by``.
"""

from dataclasses import dataclass

from acopio.errors import Refusal

ROLES = ("manager", "clerk", "inspector", "reader")

PERMISSIONS: dict[str, frozenset[str]] = {
    "set-up": frozenset({"manager"}),
    "register": frozenset({"manager", "clerk"}),
    "gate": frozenset({"manager", "clerk"}),
    "process": frozenset({"manager", "clerk"}),
    "pack": frozenset({"manager", "clerk"}),
    "count": frozenset({"manager", "clerk"}),
    "sample": frozenset({"manager", "inspector"}),
    "inspect": frozenset({"inspector"}),
    "decide": frozenset({"manager", "inspector"}),
    "dispatch": frozenset({"manager", "clerk"}),
    "report": frozenset({"manager", "clerk", "inspector"}),
    "paper": frozenset({"manager", "clerk", "inspector"}),
    "hand-over": frozenset({"manager"}),
    "correct": frozenset({"manager"}),
    "erase": frozenset({"manager"}),
    "ledger": frozenset({"manager"}),
    "read": frozenset(ROLES),
}


@dataclass(eq=False)
class NotAllowed(Refusal):
    """A person without the role that an act asks for."""

    code = "not-allowed"
    act: str
    roles: str
    needed: str


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    """An act that two different people must stand for."""

    code = "second-person-needed"
    why: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: one or two members of staff of one organisation."""

    organisation: str
    """Id of the organisation whose log is written."""
    people: tuple[str, ...]
    """Opaque staff ids, one or two."""
    roles: frozenset[str]
    """The roles of the first person."""

    def require(self, act: str) -> None:
        """Refuse unless one of the roles may do ``act``.

        Raises:
            NotAllowed: none may.
        """
        needed = PERMISSIONS[act]
        if not needed & self.roles:
            raise NotAllowed(
                act=act, roles=", ".join(sorted(self.roles)), needed=", ".join(sorted(needed))
            )

    def require_second(self, why: str) -> None:
        """Refuse unless two different people stand for the act.

        Raises:
            SecondPersonNeeded: there is only one.
        """
        if len(set(self.people)) < 2:
            raise SecondPersonNeeded(why=why)
