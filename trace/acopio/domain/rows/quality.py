"""Rows of samples, inspections, decisions, holds and reported results."""

from dataclasses import dataclass

from acopio.domain.rows.base import Row
from acopio.domain.rows.parties import Held

Kept = tuple[str, int, str | None, str | None, str | None]
"""A portion: name, grams, seal, where it is kept, until when."""


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
    portions: tuple[Kept, ...] = ()
    opened_sacks: int = 0
    of_sacks: int | None = None
    plan: str | None = None
    drawn_by_outside: str | None = None


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
    act: str = ""
    """Leaf hash of the signed entry itself: decisions cite it."""
    recorded_at: str = ""
    """When the first of its chain was recorded: a correction makes no test newer."""
    signature: str = ""
    superseded: bool = False
    supersedes: str | None = None
    panel: tuple[tuple[str | None, str | None, tuple[Held, ...]], ...] = ()
    """Who filled in each form: staff id, or the name of a guest, and what they held that day."""
    credentials: tuple[Held, ...] = ()
    blind: bool = False
    portion: str | None = None
    laboratory: str | None = None
    body: str | None = None
    disputed: str | None = None
    """The day on which somebody did not accept it."""
    disputed_by: str | None = None
    disputed_at: str | None = None


JudgedLimit = tuple[tuple[str, str, str, str], str | None, bool, tuple[str, ...]]
"""A limit (protocol, field, operator, value), what was found, whether it is met, and the leaf
hashes of the inspections it was read from."""


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
    leaf: str = ""
    """Leaf hash of the entry: a quality certificate names it."""
    judged: tuple[JudgedLimit, ...] = ()
    retest: str | None = None


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
    reporter: str | None = None
    purpose: str | None = None
