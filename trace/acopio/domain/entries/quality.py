"""Entries about samples, inspections and decisions."""

from acopio.domain.entries.fields import (
    Body,
    Count,
    Day,
    Figure,
    Grams,
    Hash,
    Id,
    LotCode,
    Name,
    Piece,
    Private,
    SackRange,
    Text,
    ZeroGrams,
)


class Limit(Piece, frozen=True, kw_only=True):
    """One condition of a profile: a field of a protocol's result against a value."""

    protocol: Name
    field: Name
    op: Name
    """``>=``, ``<=`` or ``in``."""
    value: Name


class ProfileRecorded(Body, frozen=True, kw_only=True):
    """What a lot must pass for a use or a buyer."""

    profile: Id
    name: Name
    product: Name
    limits: tuple[Limit, ...]
    buyer: Id | None = None
    qualification: tuple[Name, ...] = ()
    standing: tuple[Name, ...] = ()
    valid_days: Count | None = None


class SampleDrawn(Body, frozen=True, kw_only=True):
    """A sample left a lot or batch for a purpose, sealed and numbered."""

    sample: Id
    number: Name
    purpose: Name
    mass_g: ZeroGrams
    lot: LotCode | None = None
    batch: Id | None = None
    typed: Name | None = None
    seals: tuple[Name, ...] = ()
    sacks: tuple[SackRange, ...] = ()
    drawn_by: Id | None = None
    witness: Private[Name] = None
    blind: Private[Name] = None


class SampleSent(Body, frozen=True, kw_only=True):
    """A sample went to somebody."""

    sample: Id
    to: Id
    courier: Name | None = None
    """Who carries it, and under which number."""


class SampleAnswered(Body, frozen=True, kw_only=True):
    """Who received a sample approves or declines it; what comes back is a lot of its own."""

    sample: Id
    answer: Name
    by: Id
    lot: LotCode | None = None
    """The new lot of what came back."""
    place: Id | None = None
    returned_g: Grams | None = None
    typed: Name | None = None
    reason: Private[Text] = None


class InspectionSigned(Body, frozen=True, kw_only=True):
    """One evaluation of one sample under one protocol version, signed by the head of the panel.

    ``signed`` is canonical JSON; ``signature`` is Ed25519 over exactly those bytes.
    """

    inspection: Id
    sample: Id
    signed: str
    signature: Name
    key: Text
    key_home: Name
    standing: Name
    lot: LotCode | None = None
    batch: Id | None = None
    supersedes: Id | None = None
    remark: Private[Text] = None


class ResultReported(Body, frozen=True, kw_only=True):
    """What an outside body printed about a lot: never enough for a quality certificate."""

    result: Id
    lot: LotCode
    issuer: Name
    protocol: Name
    protocol_version: Name | None = None
    printed: tuple[tuple[Name, Figure], ...]
    total: Name | None = None
    graded_on: Day | None = None
    expires_on: Day | None = None
    flags: tuple[Name, ...] = ()
    remark: Private[Text] = None


class LotCertified(Body, frozen=True, kw_only=True):
    """A person releases a lot against a profile, citing inspections."""

    lot: LotCode
    profile: Id
    profile_entry: Hash
    """The version of the profile that was meant."""
    inspections: tuple[Hash, ...]
    standing: Name
    valid_to: Day | None = None


class LotDowngraded(Body, frozen=True, kw_only=True):
    """A lot is judged below a profile it had passed."""

    lot: LotCode
    profile: Id
    profile_entry: Hash
    inspections: tuple[Hash, ...] = ()
    reason: Private[Text] = None


class LotRejected(Body, frozen=True, kw_only=True):
    """A lot is rejected for a profile; it may pass another."""

    lot: LotCode
    profile: Id
    profile_entry: Hash
    inspections: tuple[Hash, ...] = ()
    reason: Private[Text] = None


class LotHeld(Body, frozen=True, kw_only=True):
    """A lot or batch, with all made from it, waits."""

    lot: LotCode | None = None
    batch: Id | None = None
    reason: Private[Text] = None


class LotLifted(Body, frozen=True, kw_only=True):
    """The organisation that set a hold lifts it."""

    hold: Hash
    lot: LotCode | None = None
    batch: Id | None = None
    reason: Private[Text] = None


class LotRecalled(Body, frozen=True, kw_only=True):
    """A lot or batch, with all made from it, is called back."""

    lot: LotCode | None = None
    batch: Id | None = None
    reason: Private[Text] = None
