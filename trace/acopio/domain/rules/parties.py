"""Rules for organisations, people, land and places: little can be wrong here but the form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.codes import check_prefix
from acopio.domain.credentials import KINDS, STANDINGS, known_word
from acopio.domain.entries import parties as kinds
from acopio.domain.permissions import ROLES
from acopio.domain.rows.parties import (
    Household,
    Membership,
    Organisation,
    Person,
    Place,
    Plot,
    Staff,
)
from acopio.domain.rules.base import OWN, Command, Context, Fact, Need, NothingNamed
from acopio.domain.rules.land import CROPS, UnknownCountry, UnknownCrop, check_area
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal
from acopio.geo.countries import COUNTRIES


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


@dataclass(eq=False)
class NotYours(Refusal):
    """A record that another organisation keeps."""

    code = "not-yours"
    what: str
    keeper: str


@dataclass(eq=False)
class MemberAlready(Refusal):
    """A person who belongs to the organisation on these days already."""

    code = "member-already"
    begins: str
    ends: str


@dataclass(eq=False)
class NotAMember(Refusal):
    """A membership that is to end and never began, or ended before."""

    code = "not-a-member"
    day: str


@dataclass(eq=False)
class StaffKeyTaken(Refusal):
    """A signing key that somebody else here has: a signature would name two people."""

    code = "staff-key-taken"
    holder: str


@dataclass(eq=False)
class LastManager(Refusal):
    """The only manager: without one nobody could appoint anybody."""

    code = "last-manager"


def check_period(begins: str, ends: str | None) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        PeriodBackwards.
    """
    if ends is not None and ends < begins:
        raise PeriodBackwards(begins=begins, ends=ends)


def keep(what: str, keeper: str, context: Context) -> None:
    """Refuse to change what another organisation keeps.

    Raises:
        NotYours.
    """
    if keeper != context.actor.organisation:
        raise NotYours(what=what, keeper=keeper)


@dataclass(eq=False)
class OrganisationNameTaken(Refusal):
    """A name that we gave another organisation already: then neither could be named."""

    code = "organisation-name-taken"
    name: str


@dataclass(eq=False)
class VersionTooEarly(Refusal):
    """A plot version that begins before the one it follows."""

    code = "version-too-early"
    given: str
    begun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrganisation(Command):
    """Record an organisation, ours or outside."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.OrganisationRecorded

    def needs(self) -> Iterable[Need]:
        """The organisation as it stands, and those whose names we gave."""
        yield Organisation, "id", self.facts.organisation
        yield Organisation, "recorded_by", OWN

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only who recorded it changes it; one name, one organisation; a prefix of code signs."""
        if self.facts.prefix is not None:
            check_prefix(self.facts.prefix)
        known = state.find(Organisation, self.facts.organisation)
        if known is not None:
            keep("organisation", known.recorded_by, context)
        elif self.facts.ours:
            keep("organisation", self.facts.organisation, context)
        if self.facts.country not in COUNTRIES:
            raise UnknownCountry(given=self.facts.country)
        name = self.facts.name or self.facts.person_name or ""
        for other in state.where(Organisation, "recorded_by", context.actor.organisation):
            if other.id != self.facts.organisation and _same_name(other.name, name):
                raise OrganisationNameTaken(name=other.name or "")
        yield Fact(self.facts)


def _same_name(*names: str | None) -> bool:
    """Say whether names differ in nothing but capitals and spaces; no name is like no other."""
    one, other = ("".join((name or "").split()).casefold() for name in names)
    return one == other != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointStaff(Command):
    """Give a person roles in an organisation."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.StaffAppointed

    def needs(self) -> Iterable[Need]:
        """Everybody who works or worked here: a key is of one person only."""
        return [(Staff, "organisation", OWN)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only known roles, only in one's own organisation, with a key that nobody else has."""
        keep("staff", self.facts.organisation, context)
        for role in self.facts.roles:
            if role not in ROLES:
                raise UnknownRole(given=role)
        if self.facts.standing:
            known_word("standing", self.facts.standing, STANDINGS)
        for held in self.facts.credentials:
            if held.kind is not None:
                known_word("credential", held.kind, KINDS)
            if held.valid_from and held.valid_to and held.valid_from > held.valid_to:
                raise PeriodBackwards(begins=held.valid_from, ends=held.valid_to)
        self._check_key(state)
        yield Fact(self.facts)

    def _check_key(self, state: State) -> None:
        """Refuse the key of another, also of one who was dismissed, and under whatever name.

        Raises:
            StaffKeyTaken.
        """
        if self.facts.key is None:
            return
        for other in state.where(Staff, "organisation", self.facts.organisation):
            if other.id != self.facts.staff and _public(other.key_text) == _public(self.facts.key):
                raise StaffKeyTaken(holder=other.name or other.id)


def _public(vkey: str | None) -> str | None:
    """Return the public part of ``name+id+key``: the name before it is free to choose."""
    return vkey.split("+", 2)[-1] if vkey else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissStaff(Command):
    """Take somebody's roles: from now on this person acts no more."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.StaffDismissed

    def needs(self) -> Iterable[Need]:
        """Everybody who works here: somebody must be left to appoint others."""
        return [(Staff, "organisation", OWN)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A manager must stay."""
        keep("staff", self.facts.organisation, context)
        leaving = state.get(Staff, (self.facts.staff, self.facts.organisation))
        if not leaving.active:
            raise NotFound(what="staff", given=self.facts.staff)
        left = [
            one
            for one in state.where(Staff, "organisation", context.actor.organisation)
            if one.active and one.id != leaving.id and "manager" in one.roles
        ]
        if not left:
            raise LastManager
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterHousehold(Command):
    """Register a household with its people and their memberships in one act."""

    ACT: ClassVar[str] = "register"
    household: kinds.HouseholdRegistered
    people: tuple[kinds.PersonRegistered, ...] = ()
    memberships: tuple[kinds.MembershipRecorded, ...] = ()

    def needs(self) -> Iterable[Need]:
        """The household as it stands, and where its people are to belong."""
        if self.household.household:
            yield Household, "id", self.household.household
        for member in self.memberships:
            yield Organisation, "id", member.organisation

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A membership may not end before it begins; another's household is not ours to change."""
        known = state.find(Household, self.household.household)
        if known is not None:
            keep("household", known.organisation, context)
        for member in self.memberships:
            check_period(member.valid_from, member.valid_to)
            _check_joins(state, member.organisation, context)
        yield Fact(self.household)
        for person in self.people:
            yield Fact(person)
        for member in self.memberships:
            yield Fact(member)


def _check_joins(state: State, organisation: str, context: Context) -> None:
    """Refuse members in a house of ours that keeps its own list."""
    joined = state.get(Organisation, organisation)
    if joined.ours:
        keep("organisation", joined.id, context)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMembership(Command):
    """A person joins a group or cooperative, or leaves it: the same membership with its end."""

    ACT: ClassVar[str] = "register"
    facts: kinds.MembershipRecorded
    ends: bool = False
    """It is known already, and ends."""

    def needs(self) -> Iterable[Need]:
        """The person, where else this person belongs, and the organisation."""
        return [
            (Person, "id", self.facts.person),
            (Membership, "person", self.facts.person),
            (Organisation, "id", self.facts.organisation),
        ]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """One organisation on one day only once; several organisations are no contradiction."""
        new = self.facts
        state.get(Person, new.person)
        _check_joins(state, new.organisation, context)
        check_period(new.valid_from, new.valid_to)
        known = [
            one
            for one in state.where(Membership, "person", new.person)
            if one.organisation == new.organisation
        ]
        if self.ends and not any(
            one.valid_from == new.valid_from and one.valid_to is None for one in known
        ):
            raise NotAMember(day=new.valid_to or "")
        for one in known:
            same = self.ends and one.valid_from == new.valid_from
            if not same and overlap(one.valid_from, one.valid_to, new.valid_from, new.valid_to):
                raise MemberAlready(begins=one.valid_from, ends=one.valid_to or "")
        yield Fact(new)


def overlap(begins: str, ends: str | None, first: str, last: str | None) -> bool:
    """Say whether two periods share a day; without an end they go on."""
    return (last is None or begins <= last) and (ends is None or first <= ends)


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

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Versions follow one another, in number and in time."""
        household = state.get(Household, self.facts.household)
        keep("household", household.organisation, context)
        versions = state.where(Plot, "plot", self.facts.plot)
        expected = max((row.version for row in versions), default=0) + 1
        if self.facts.version != expected:
            raise VersionNotNext(given=self.facts.version, expected=expected)
        check_period(self.facts.valid_from, self.facts.valid_to)
        begun = max((row.valid_from for row in versions), default="")
        if self.facts.valid_from < begun:
            raise VersionTooEarly(given=self.facts.valid_from, begun=begun)
        if not self.facts.crops:
            raise NothingNamed(what="crops")
        for crop in self.facts.crops:
            if crop not in CROPS:
                raise UnknownCrop(given=crop)
        if self.facts.area is not None:
            check_area(self.facts.area)
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlace(Command):
    """Record a place with its vessels."""

    ACT: ClassVar[str] = "set-up"
    facts: kinds.PlaceRecorded

    def needs(self) -> Iterable[Need]:
        """The place as it stands."""
        return [(Place, "id", self.facts.place)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """The latest facts count; another's place is not ours to change."""
        known = state.find(Place, self.facts.place)
        if known is not None:
            keep("place", known.organisation, context)
        yield Fact(self.facts)
