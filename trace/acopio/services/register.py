"""Setting up: organisations, households, plots, places, profiles."""

from dataclasses import dataclass
from pathlib import Path

from stdnum.exceptions import ValidationError
from stdnum.pe import ruc as ruc_number

from acopio.domain.entries import parties
from acopio.domain.masses import DEFAULT_QUINTAL_G
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Household, Organisation, Place, Plot
from acopio.domain.rules.land import check_area, check_country, check_crop
from acopio.domain.rules.parties import (
    RecordOrganisation,
    RecordPlace,
    RecordPlot,
    RegisterHousehold,
)
from acopio.domain.times import LIMA, parse_occurred
from acopio.errors import Refusal
from acopio.geo.points import Land, check_geometry
from acopio.geo.reading import LARGEST_BYTES, GeometryTooLarge
from acopio.services.find import Finder
from acopio.services.node import Node


@dataclass(eq=False)
class BadRuc(Refusal):
    """A RUC whose length or check digit is wrong."""

    code = "bad-ruc"
    given: str


@dataclass(eq=False)
class NumberTaken(Refusal):
    """A household number that another family has."""

    code = "number-taken"
    number: str


def check_ruc(text: str | None) -> str | None:
    """Return a RUC with a right check digit.

    Raises:
        BadRuc: it is wrong.
    """
    if text is None or not text.strip():
        return None
    try:
        return str(ruc_number.validate(text))
    except ValidationError:
        raise BadRuc(given=text) from None


def _today(node: Node) -> str:
    return node.today()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """An organisation that has no log here, or a producer group of ours."""

    name: str
    kinds: tuple[str, ...] = ("buyer",)
    ruc: str | None = None
    country: str = "PE"
    part_of: str | None = None


def add_organisation(node: Node, actor: Actor, outside: Outside) -> str:
    """Record an organisation; return its id.

    Raises:
        BadRuc, UnknownCountry, NotAllowed.
    """
    country = check_country(outside.country)
    ruc = check_ruc(outside.ruc) if country == "PE" else outside.ruc
    person = ruc is not None and country == "PE" and ruc.startswith("10")
    identity = node.ids.uuid()
    facts = parties.OrganisationRecorded(
        organisation=identity,
        kinds=outside.kinds,
        ours=False,
        name=None if person else outside.name,
        person_name=outside.name if person else None,
        ruc=None if person else ruc,
        person_ruc=ruc if person else None,
        country=country,
        zone=LIMA,
        quintal_g=DEFAULT_QUINTAL_G,
        part_of=outside.part_of,
    )
    command = RecordOrganisation(id=node.ids.uuid(), occurred_at=_today(node), facts=facts)
    node.carry_out(actor, [command])
    return identity


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person of a household and the organisation it belongs to."""

    name: str
    document_type: str | None = None
    document_number: str | None = None
    telephone: str | None = None
    gender: str | None = None
    member_of: str | None = None
    member_since: str | None = None
    member_number: str | None = None
    consent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHousehold:
    """A farming family and its people."""

    name: str
    number: str | None = None
    district: str | None = None
    people: tuple[NewPerson, ...] = ()
    household: str | None = None


def household_command(node: Node, new: NewHousehold) -> RegisterHousehold:
    """Return the command that registers a household."""
    household = new.household or node.ids.uuid()
    people, memberships = [], []
    for person in new.people:
        identity = node.ids.uuid()
        people.append(
            parties.PersonRegistered(
                person=identity,
                household=household,
                name=person.name,
                document_type=person.document_type,
                document_number=person.document_number,
                telephone=person.telephone,
                gender=person.gender,
                consent=person.consent,
            )
        )
        if person.member_of:
            memberships.append(
                parties.MembershipRecorded(
                    organisation=person.member_of,
                    person=identity,
                    valid_from=person.member_since or _today(node),
                    number=person.member_number,
                )
            )
    return RegisterHousehold(
        id=node.ids.uuid(),
        occurred_at=_today(node),
        household=parties.HouseholdRegistered(
            household=household, name=new.name, number=new.number, district=new.district
        ),
        people=tuple(people),
        memberships=tuple(memberships),
    )


def add_household(node: Node, actor: Actor, new: NewHousehold) -> str:
    """Register a household; return its id.

    Raises:
        NumberTaken: another household has this number.
    """
    if new.number:
        with node.reading() as reader:
            if reader.where(Household, organisation=actor.organisation, number=new.number):
                raise NumberTaken(number=new.number)
    command = household_command(node, new)
    node.carry_out(actor, [command])
    return command.household.household or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlot:
    """A plot, or its next version when the household has one of this name."""

    name: str
    crops: tuple[str, ...]
    valid_from: str
    valid_to: str | None = None
    district: str | None = None
    variety: str | None = None
    geometry: str | None = None
    area: str | None = None
    altitude: str | None = None


def read_land(path: Path) -> str:
    """Return the text of a file of land; whether it is GeoJSON is seen when it is recorded.

    Raises:
        GeometryTooLarge: it is not even opened.
    """
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise GeometryTooLarge(size=size, largest=LARGEST_BYTES)
    return path.read_bytes().decode("utf-8-sig", "replace")


def land_of(node: Node, actor: Actor, new: NewPlot) -> Land | None:
    """Return the land of a plot as it would be recorded, with what a person should look at.

    Raises:
        GeometryUnusable, GeometryTooLarge.
    """
    if new.geometry is None:
        return None
    with node.reading() as reader:
        organisation = reader.one(Organisation, id=actor.organisation)
    country = organisation.country if organisation else None
    return check_geometry(new.geometry, area=new.area, country=country)


def add_plot(node: Node, actor: Actor, household: Household, new: NewPlot) -> tuple[str, int]:
    """Record a plot version; return plot id and version.

    Raises:
        GeometryUnusable, GeometryTooLarge, AreaUnreadable, UnknownCrop, VersionTooEarly,
        PeriodBackwards, NotAllowed.
    """
    if new.area is not None:
        check_area(new.area)
    land = land_of(node, actor, new)
    plot, version = _next_version(node, household, new.name)
    command = RecordPlot(
        id=node.ids.uuid(),
        occurred_at=_today(node),
        facts=parties.PlotRecorded(
            plot=plot,
            version=version,
            household=household.id,
            name=new.name,
            crops=tuple(dict.fromkeys(map(check_crop, new.crops))),
            valid_from=_day(node, new.valid_from),
            valid_to=_day(node, new.valid_to) if new.valid_to else None,
            district=new.district,
            variety=new.variety,
            geometry=land.geometry if land else None,
            area=new.area,
            altitude=new.altitude,
        ),
    )
    node.carry_out(actor, [command])
    return plot, version


def _day(node: Node, text: str) -> str:
    """Read a day that may lie ahead."""
    return parse_occurred(text, node.now(), clock_wrong=True)[:10]


def _next_version(node: Node, household: Household, name: str) -> tuple[str, int]:
    """Return the plot of this name that a family still has, and the number of its next version."""
    with node.reading() as reader:
        named = [one for one in reader.where(Plot, household=household.id) if one.name == name]
        for plot in dict.fromkeys(one.plot for one in named):
            latest = reader.where(Plot, plot=plot)[-1]
            if latest.household == household.id:
                return plot, latest.version + 1
    return node.ids.uuid(), 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlace:
    """A place with its vessels as (name, kind)."""

    name: str
    kinds: tuple[str, ...] = ()
    """Without any: as they were; a new place is a collection centre."""
    district: str | None = None
    vessels: tuple[tuple[str, str], ...] = ()
    run_by: str | None = None
    """Who runs it, by name, if it is not us: what lies there is ours all the same."""


def add_place(node: Node, actor: Actor, new: NewPlace) -> str:
    """Record a place, or new facts about the one of this name; return its id."""
    with node.reading() as reader:
        known = reader.one(Place, organisation=actor.organisation, name=new.name)
        run_by = known.run_by if known else None
        if new.run_by:
            run_by = Finder(reader, actor.organisation).organisation_named(new.run_by).id
    identity = known.id if known else node.ids.uuid()
    vessels = dict(known.vessels if known else ()) | dict(new.vessels)
    command = RecordPlace(
        id=node.ids.uuid(),
        occurred_at=_today(node),
        facts=parties.PlaceRecorded(
            place=identity,
            name=new.name,
            kinds=new.kinds or (known.kinds if known else ("collection-centre",)),
            district=new.district or (known.district if known else None),
            run_by=run_by,
            vessels=tuple(
                parties.Vessel(name=name, kind=kind) for name, kind in sorted(vessels.items())
            ),
        ),
    )
    node.carry_out(actor, [command])
    return identity


def point(latitude: str, longitude: str) -> str:
    """Return a GeoJSON point of two coordinates given as text."""
    return f'{{"type":"Point","coordinates":[{longitude.strip()},{latitude.strip()}]}}'
