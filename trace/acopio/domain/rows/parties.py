"""Rows of organisations, people, land, places."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row

Held = tuple[str, str, str | None, str | None, str | None, str | None]
"""A credential: scheme, number, valid from, valid to, kind, issuer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Row):
    """An organisation, ours or outside."""

    id: str
    kinds: tuple[str, ...]
    ours: bool
    name: str | None
    prefix: str | None
    ruc: str | None
    country: str
    part_of: str | None
    address: str | None
    hosted_by: str | None
    zone: str
    quintal_g: int
    recorded_by: str
    """Whose log has it: nobody else changes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(Row):
    """A member of staff of one organisation."""

    KEY: ClassVar[tuple[str, ...]] = ("id", "organisation")
    id: str
    organisation: str
    roles: tuple[str, ...]
    name: str | None
    key_text: str | None
    key_home: str | None
    credentials: tuple[Held, ...]
    active: bool
    standing: str = "own-staff"
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household(Row):
    """A farming family."""

    id: str
    organisation: str
    name: str | None
    number: str | None
    district: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Row):
    """A person of a household."""

    id: str
    household: str | None
    name: str | None
    document_type: str | None
    document_number: str | None
    telephone: str | None
    gender: str | None
    consent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Row):
    """A person belongs to a group or cooperative from one day to another."""

    KEY: ClassVar[tuple[str, ...]] = ("person", "organisation", "valid_from")
    person: str
    organisation: str
    valid_from: str
    valid_to: str | None
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot(Row):
    """One version of a plot."""

    KEY: ClassVar[tuple[str, ...]] = ("plot", "version")
    plot: str
    version: int
    household: str | None
    name: str | None
    crops: tuple[str, ...]
    valid_from: str
    valid_to: str | None
    district: str | None
    variety: str | None
    geometry: str | None
    area: str | None
    altitude: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Row):
    """A place of work with its vessels (name, kind)."""

    id: str
    organisation: str
    name: str
    kinds: tuple[str, ...]
    district: str | None
    run_by: str | None
    vessels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Row):
    """What a lot must pass; limits as (protocol, field, operator, value)."""

    id: str
    organisation: str
    name: str
    product: str
    limits: tuple[tuple[str, str, str, str], ...]
    qualification: tuple[str, ...]
    standing: tuple[str, ...]
    valid_days: int | None
    latest: str
    """Leaf hash of the entry that says so: decisions name it."""
    buyer: str | None = None
    panel: int | None = None
    blind: bool = False
    sampler_apart: bool = False
    retest: str | None = None
    retest_since: str | None = None
    """When the rule for a second test was fixed: it holds for what is tested after it."""
    approval: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Row):
    """A season of one organisation and crop, by its name."""

    KEY: ClassVar[tuple[str, ...]] = ("organisation", "crop", "name")
    organisation: str
    crop: str
    name: str
    begins: str
    ends: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeCertificate(Row):
    """A certificate of a scheme on file; the latest entry about it counts."""

    id: str
    organisation: str
    """Whose file it is in."""
    scheme: str
    number: str
    holder: str
    certifier: str
    claims: tuple[str, ...]
    products: tuple[str, ...]
    """Products or whole crops; empty: any."""
    valid_from: str
    valid_to: str
    suspended_on: str | None
    document: str | None
    """Hash of the paper, if it was kept."""
    listed: bool
    """Only its ``SchemeMember`` rows are covered; else every member of the holder is."""
    control_body: str | None
    address: str | None
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeMember(Row):
    """A person or household that a scheme certificate lists."""

    KEY: ClassVar[tuple[str, ...]] = ("certificate", "member")
    certificate: str
    member: str
