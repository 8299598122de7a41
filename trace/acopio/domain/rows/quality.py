"""Rows of samples, inspections, decisions, holds and reported results."""

from dataclasses import dataclass

from acopio.domain.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Row):
    """A sample drawn from a lot or batch."""

    id: str
    organisation: str
    number: str
    purpose: str
    lot: str | None
    batch: str | None
    mass_g: int
    seals: tuple[str, ...]
    drawn_by: str | None
    blind: str | None
    day: str
    latest: str
    sent_to: str | None = None
    """Organisation that it went to."""
    sent_on: str | None = None
    courier: str | None = None
    answer: str | None = None
    """``approved`` or ``declined``."""
    answered_on: str | None = None
    returned_g: int = 0
    """What came back, as a lot of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Row):
    """One signed evaluation of a sample."""

    id: str
    organisation: str
    sample: str
    lot: str | None
    protocol: str
    protocol_version: str
    result: tuple[tuple[str, str], ...]
    working: tuple[str, ...]
    inspector: str
    standing: str
    key_home: str
    drew_sample: bool
    day: str
    latest: str
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Row):
    """A person's act about a lot: certified, downgraded, rejected."""

    id: str
    lot: str
    act: str
    profile: str
    inspections: tuple[str, ...]
    by_staff: str
    standing: str | None
    reason: str | None
    day: str
    valid_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Row):
    """A hold or recall on a lot or batch, with all made from it. ``id`` is its leaf hash."""

    id: str
    organisation: str
    subject: str
    kind: str
    reason: str | None
    day: str
    lifted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Row):
    """A result that an outside body printed."""

    id: str
    lot: str
    issuer: str
    protocol: str
    total: str | None
    printed: tuple[tuple[str, str], ...]
    graded_on: str | None
    expires_on: str | None
    flags: tuple[str, ...]
