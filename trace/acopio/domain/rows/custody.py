"""Rows of dispatches, certificates, other people's names, and papers."""

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
    """``sent``, ``received`` (answered by one of ours), ``reported`` or ``confirmed``."""
    answered_on: str | None
    latest: str
    act: str
    """Leaf hash of the entry that sent it: what a receiver's own log cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchLine(Row):
    """One lot of a dispatch and what became of it."""

    KEY: ClassVar[tuple[str, ...]] = ("dispatch", "lot")
    dispatch: str
    lot: str
    sent_g: int
    received_g: int | None
    """In force: what the receiver confirmed, else what was answered or reported."""
    outcome: str | None
    returned: str | None = None
    """The lot that the refused sacks became."""
    returned_g: int = 0
    reported_g: int | None = None
    """What we were told arrived, where the receiver confirmed it since."""


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

    @property
    def standing(self) -> str:
        """What people are told of it: its state, or that its history was corrected since."""
        return "corrected" if self.corrected_on and self.state == "issued" else self.state


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
class HandOver(Row):
    """Who was given the origin of a lot, when, and until when."""

    id: str
    organisation: str
    lot: str
    what: str
    scope: str
    """``ancestry`` or ``in-excess``."""
    way: str
    """``files`` or ``link``."""
    digest: str
    plots: int
    to_organisation: str | None
    to_text: str | None
    day: str
    expires_on: str | None
    by_staff: str


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
    kind: str
    """Kind of the entry it stands behind."""
    subject: str
    """What that entry is about: a dispatch, report, lot, delivery, batch …"""
    name: str | None
    """Its number, where that entry gives it one."""
    organisation: str
    day: str
