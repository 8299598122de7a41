"""Rows of organisations, people, land, places."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row


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
    credentials: tuple[tuple[str, str, str | None, str | None], ...]
    active: bool


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
