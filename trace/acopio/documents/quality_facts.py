"""What is known of one decision about a lot: what was judged, and every inspection behind it.

No name stands here. Who somebody is goes into the file of the certificate beside these facts.
"""

from dataclasses import dataclass

Limit = tuple[str, str, str, str]
"""Protocol, line of its result, operator, value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortionFacts:
    """A sealed part of a sample."""

    name: str
    mass_g: int
    seal: str | None
    kept_at: str | None
    kept_until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFacts:
    """A sample: how it was drawn, and what of it was sealed."""

    number: str
    purpose: str
    day: str
    mass_g: int
    seals: tuple[str, ...]
    opened_sacks: int
    of_sacks: int | None
    plan: str | None
    drawn_by: str | None
    """Opaque id of who drew it, if it was one of ours."""
    drawn_by_outside: str | None
    """Name of the organisation that drew it."""
    portions: tuple[PortionFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionFacts:
    """One signed inspection."""

    leaf: str
    protocol: str
    version: str
    day: str
    values: tuple[tuple[str, str], ...]
    working: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    """Whole things counted, where a table of them is drawn."""
    inspector: str
    """Opaque id of who signed."""
    organisation: str
    standing: str
    body: str | None
    credentials: tuple[str, ...]
    """What the inspector held that day, in words."""
    key_home: str
    panel: tuple[str | None, ...]
    """Who filled in each form: opaque ids, nothing for a guest."""
    blind: bool
    drew_sample: bool
    portion: str | None
    laboratory: str | None
    reports: tuple[str, ...]
    """Numbers of the papers behind it."""
    sample: SampleFacts
    superseded: bool
    supersedes: str | None
    """Leaf hash of the inspection that it replaces."""
    disputed: str | None
    disputed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFacts:
    """One limit beside what was found."""

    limit: Limit
    found: str | None
    met: bool
    inspections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """One decision about the lot."""

    leaf: str
    act: str
    profile: str
    judged: tuple[JudgedFacts, ...]
    retest: str | None
    by: str
    """Opaque id of who decided."""
    roles: tuple[str, ...]
    credentials: tuple[str, ...]
    """What that person held on the day, in words."""
    organisation: str
    standing: str | None
    day: str
    valid_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFacts:
    """A decision with everything that stands behind it."""

    decision: DecisionFacts
    inspections: tuple[InspectionFacts, ...]
