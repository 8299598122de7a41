"""Who belongs where: a person joins a group or cooperative, and leaves it."""

from acopio.domain.entries.parties import MembershipRecorded
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Household, Membership, Person
from acopio.domain.rules.parties import NotAMember, RecordMembership
from acopio.domain.state import NotFound
from acopio.services.find import Finder, SeveralMatch
from acopio.services.node import Node
from acopio.services.seasons import any_day
from acopio.storage.reader import Reader


def join(
    node: Node,
    actor: Actor,
    family: str,
    group: str,
    *,
    person: str | None = None,
    since: str | None = None,
    number: str | None = None,
) -> str:
    """Let one of a family's people belong to an organisation; return the person's id.

    Raises:
        NotFound, SeveralMatch, TimeUnreadable, MemberAlready, NotYours, NotAllowed.
    """
    with node.reading() as reader:
        finder = Finder(reader, actor.organisation)
        who = _one_of(reader, finder.household(family), person)
        organisation = finder.organisation_named(group).id
    facts = MembershipRecorded(
        organisation=organisation,
        person=who.id,
        valid_from=any_day(node, since) if since else node.today(),
        number=number,
    )
    command = RecordMembership(id=node.ids.uuid(), occurred_at=node.today(), facts=facts)
    node.carry_out(actor, [command])
    return who.id


def leave(
    node: Node,
    actor: Actor,
    family: str,
    group: str,
    *,
    person: str | None = None,
    on: str | None = None,
) -> str:
    """End a membership with this day, its last; return the person's id.

    Raises:
        NotFound, SeveralMatch, TimeUnreadable, NotAMember, PeriodBackwards, NotAllowed.
    """
    last = any_day(node, on) if on else node.today()
    with node.reading() as reader:
        finder = Finder(reader, actor.organisation)
        household = finder.household(family)
        organisation = finder.organisation_named(group).id
        people = reader.where(Person, household=household.id)
        named = [_one_of(reader, household, person)] if person else people
        open_ones = [
            one
            for one in reader.among(Membership, "person", [who.id for who in named])
            if one.organisation == organisation and one.valid_to is None
        ]
    if not open_ones:
        raise NotAMember(day=last)
    if len(open_ones) > 1:
        names = sorted(who.name or who.id for who in named)
        raise SeveralMatch(what="person", given=family, matches=", ".join(names))
    known = open_ones[0]
    facts = MembershipRecorded(
        organisation=organisation,
        person=known.person,
        valid_from=known.valid_from,
        valid_to=last,
        number=known.number,
    )
    command = RecordMembership(id=node.ids.uuid(), occurred_at=node.today(), facts=facts, ends=True)
    node.carry_out(actor, [command])
    return known.person


def _one_of(reader: Reader, household: Household, text: str | None) -> Person:
    """Return a person of a household by name or identity document, or the only one.

    Raises:
        NotFound, SeveralMatch.
    """
    people = reader.where(Person, household=household.id)
    wanted = (text or "").strip().casefold()
    found = [
        one
        for one in people
        if not wanted or wanted in {(one.name or "").casefold(), one.document_number, one.id}
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(what="person", given=text or "")
    names = sorted(one.name or one.id for one in found)
    raise SeveralMatch(what="person", given=text or "", matches=", ".join(names))


def members_of(reader: Reader, household: Household) -> list[tuple[Person, list[Membership]]]:
    """Return the people of a household with where each belongs or belonged."""
    people = reader.where(Person, household=household.id)
    found = reader.among(Membership, "person", [one.id for one in people])
    return [
        (
            person,
            sorted(
                (one for one in found if one.person == person.id), key=lambda one: one.valid_from
            ),
        )
        for person in people
    ]
