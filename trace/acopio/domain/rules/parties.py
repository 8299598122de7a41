"""Rules for organisations, people, land and places: little can be wrong here but the form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.codes import check_prefix
from acopio.domain.entries import parties as kinds
from acopio.domain.entries.quality import ProfileRecorded
from acopio.domain.permissions import ROLES
from acopio.domain.rows.parties import Household, Place, Plot
from acopio.domain.rules.base import Command, Context, Fact, Need
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class UnknownRole(Refusal):
    """A role that does not exist."""

    code = "unknown-role"
    given: str
    known: str = ", ".join(ROLES)


@dataclass(eq=False)
class PeriodBackwards(Refusal):
    """A period that ends before it begins."""

    code = "period-backwards"
    begins: str
    ends: str


@dataclass(eq=False)
class VersionNotNext(Refusal):
    """A plot version that does not follow the one before."""

    code = "version-not-next"
    given: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrganisation(Command):
    """Record an organisation, ours or outside."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.OrganisationRecorded

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """The prefix must be made of code signs."""
        if self.facts.prefix is not None:
            check_prefix(self.facts.prefix)
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointStaff(Command):
    """Give a person roles in an organisation."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.StaffAppointed

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """Only known roles."""
        for role in self.facts.roles:
            if role not in ROLES:
                raise UnknownRole(given=role)
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterHousehold(Command):
    """Register a household with its people and their memberships in one act."""

    ACT: ClassVar[str] = "register"
    household: kinds.HouseholdRegistered
    people: tuple[kinds.PersonRegistered, ...] = ()
    memberships: tuple[kinds.MembershipRecorded, ...] = ()

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """A membership may not end before it begins."""
        for member in self.memberships:
            if member.valid_to is not None and member.valid_to < member.valid_from:
                raise PeriodBackwards(begins=member.valid_from, ends=member.valid_to)
        yield Fact(self.household)
        for person in self.people:
            yield Fact(person)
        for member in self.memberships:
            yield Fact(member)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlot(Command):
    """Record the first or next version of a plot."""

    ACT: ClassVar[str] = "register"
    facts: kinds.PlotRecorded

    def needs(self) -> Iterable[Need]:
        """The household and the versions so far."""
        return [
            (Household, "id", self.facts.household),
            (Plot, "plot", self.facts.plot),
        ]

    def decide(self, state: State, _context: Context) -> Iterator[Fact]:
        """Versions follow one another."""
        state.get(Household, self.facts.household)
        versions = [row.version for row in state.all(Plot) if row.plot == self.facts.plot]
        expected = max(versions, default=0) + 1
        if self.facts.version != expected:
            raise VersionNotNext(given=self.facts.version, expected=expected)
        if self.facts.valid_to is not None and self.facts.valid_to < self.facts.valid_from:
            raise PeriodBackwards(begins=self.facts.valid_from, ends=self.facts.valid_to)
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlace(Command):
    """Record a place with its vessels."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.PlaceRecorded

    def needs(self) -> Iterable[Need]:
        """The place as it stands."""
        return [(Place, "id", self.facts.place)]

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """The latest facts count."""
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProfile(Command):
    """Record what a lot must pass."""

    ACT: ClassVar[str] = "set-up"
    facts: ProfileRecorded

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """The latest version counts for later decisions."""
        yield Fact(self.facts)
