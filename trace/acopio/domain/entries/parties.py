"""Entries about organisations, people, land and places."""

from acopio.domain.entries.fields import (
    Body,
    Count,
    Day,
    Document,
    Grams,
    Id,
    Name,
    Piece,
    Private,
    Text,
)


class OrganisationRecorded(Body, frozen=True, kw_only=True):
    """A new organisation, or new facts about one; the latest entry counts.

    A natural person who trades is named in the committed fields, with a RUC that begins with 10.
    """

    organisation: Id
    kinds: tuple[Name, ...]
    ours: bool
    name: Name | None = None
    person_name: Private[Name] = None
    prefix: Name | None = None
    ruc: Name | None = None
    person_ruc: Private[Name] = None
    country: Name
    zone: Name
    quintal_g: Grams
    part_of: Id | None = None
    address: Text | None = None
    hosted_by: Name | None = None


class Credential(Piece, frozen=True, kw_only=True):
    """What qualifies an inspector, checked on the day of the inspection."""

    scheme: Name
    number: Name
    valid_from: Day | None = None
    valid_to: Day | None = None
    kind: Name | None = None
    """``licence``, ``course``, ``accreditation`` or ``appointment``."""
    issuer: Name | None = None


class StaffAppointed(Body, frozen=True, kw_only=True):
    """Somebody works for an organisation in one or more roles; the latest entry counts."""

    staff: Id
    organisation: Id
    roles: tuple[Name, ...]
    name: Private[Name] = None
    key: Text | None = None
    key_home: Name | None = None
    credentials: tuple[Credential, ...] = ()
    standing: Name | None = None
    """``own-staff``, ``buyer``, ``independent`` or ``accredited-body``; nothing: own staff."""
    body: Name | None = None
    """The organisation that an inspector from outside belongs to."""


class StaffDismissed(Body, frozen=True, kw_only=True):
    """Somebody no longer acts for an organisation."""

    staff: Id
    organisation: Id
    reason: Private[Text] = None


class HouseholdRegistered(Body, frozen=True, kw_only=True):
    """A farming family, or new facts about one."""

    household: Private[Id] = None
    name: Private[Name] = None
    number: Private[Name] = None
    district: Name | None = None


class PersonRegistered(Body, frozen=True, kw_only=True):
    """A person of a household, or new facts about one."""

    person: Private[Id] = None
    household: Private[Id] = None
    name: Private[Name] = None
    document_type: Private[Name] = None
    document_number: Private[Name] = None
    telephone: Private[Name] = None
    gender: Private[Name] = None
    born: Private[Name] = None
    consent: Day | None = None


class MembershipRecorded(Body, frozen=True, kw_only=True):
    """A person belongs to a producer group or cooperative from one day to another."""

    organisation: Id
    valid_from: Day
    valid_to: Day | None = None
    person: Private[Id] = None
    number: Private[Name] = None


class PlotRecorded(Body, frozen=True, kw_only=True):
    """One version of a plot: valid from a day until the next version or its end."""

    version: Count
    crops: tuple[Name, ...]
    valid_from: Day
    valid_to: Day | None = None
    district: Name | None = None
    plot: Private[Id] = None
    household: Private[Id] = None
    name: Private[Name] = None
    geometry: Private[str] = None
    area: Private[Name] = None
    altitude: Private[Name] = None
    variety: Name | None = None


class Vessel(Piece, frozen=True, kw_only=True):
    """A box, dryer, tank or store inside a place, by its short name."""

    name: Name
    kind: Name


class PlaceRecorded(Body, frozen=True, kw_only=True):
    """A place of work, or new facts about one, with its vessels."""

    place: Id
    name: Name
    kinds: tuple[Name, ...]
    district: Name | None = None
    run_by: Id | None = None
    vessels: tuple[Vessel, ...] = ()
    geometry: Private[str] = None


class SeasonRecorded(Body, frozen=True, kw_only=True):
    """A season of one organisation and crop."""

    crop: Name
    name: Name
    valid_from: Day
    valid_to: Day


class SchemeCertificateRecorded(Body, frozen=True, kw_only=True):
    """A certificate on file: organic, Fairtrade …; claims lean on it."""

    certificate: Id
    scheme: Name
    number: Name
    holder: Id
    certifier: Name
    claims: tuple[Name, ...]
    products: tuple[Name, ...]
    valid_from: Day
    valid_to: Day
    suspended_on: Day | None = None
    """From this day on it backs nothing."""
    document: Document | None = None
    listed: bool = False
    """Only those in ``members`` are covered; else every member of the holder is."""
    members: Private[tuple[Id, ...]] = None
    """Ids of persons and households."""
    control_body: Name | None = None
    """The code of the certifier as a control body: ``PE-BIO-141``."""
    address: Private[Name] = None
    """The holder's, as it stands on the certificate; the holder may be a natural person."""
