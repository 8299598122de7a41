"""Rows of dispatches, certificates, label jobs and other people's names."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch(Row):
    """One departure."""

    id: str
    organisation: str
    number: str
    purpose: str
    to_organisation: str
    place: str
    to_place: str | None
    vehicle: str | None
    seal: str | None
    day: str
    state: str
    """``sent``, ``received`` (answered by one of ours) or ``reported``."""
    answered_on: str | None
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchLine(Row):
    """One lot of a dispatch and what became of it."""

    KEY: ClassVar[tuple[str, ...]] = ("dispatch", "lot")
    dispatch: str
    lot: str
    sent_g: int
    received_g: int | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Row):
    """A document issued for a lot at one point of its history."""

    id: str
    organisation: str
    number: str
    lot: str
    about: str
    language: str
    day: str
    entries: int
    history_root: str
    leaf: str
    state: str
    """``issued``, ``replaced`` or ``revoked``."""
    latest: str
    corrected_on: str | None = None
    """The day on which something in its history was corrected after it was issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Row):
    """An act that was corrected or withdrawn: which entry now says what is in force."""

    KEY: ClassVar[tuple[str, ...]] = ("act",)
    act: str
    """Leaf hash of the act that was wrong."""
    entry: str
    """Leaf hash of the latest correction of it."""
    kind: str
    organisation: str
    day: str
    """When it was corrected."""
    by_staff: str
    undone: bool
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob(Row):
    """A job of labels."""

    id: str
    lot: str
    medium: str
    first: int
    last: int
    copy: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName(Row):
    """What others call a lot, dispatch or delivery."""

    KEY: ClassVar[tuple[str, ...]] = ("subject", "kind", "name")
    subject: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Row):
    """A document that stands behind an entry."""

    KEY: ClassVar[tuple[str, ...]] = ("entry", "position")
    entry: str
    position: int
    type: str
    number: str | None
    issuer: str | None
    date: str | None
    hash: str | None
