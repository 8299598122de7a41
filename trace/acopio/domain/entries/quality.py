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
from acopio.domain.entries.parties import Credential


class Limit(Piece, frozen=True, kw_only=True):
    """One condition of a profile: a field of a protocol's result against a value."""

    protocol: Name
    field: Name
    op: Name
    """``>=``, ``<=``, ``>``, ``<`` or ``in``."""
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
    panel: Count | None = None
    """How many cuppers a panel has at least."""
    blind: bool = False
    """Only what was inspected under the blind code counts."""
    sampler_apart: bool = False
    """Who drew the sample neither inspects it nor decides on it."""
    retest: Name | None = None
    """Which result counts when a lot is tested again: ``mean``, ``second`` or ``arbitral``."""
    approval: bool = False
    """Nothing goes to the buyer before he approved a sample."""


class Portion(Piece, frozen=True, kw_only=True):
    """A sealed part of a sample: the seller's, the buyer's, the one for arbitration."""

    name: Name
    mass_g: Grams
    seal: Name | None = None
    kept_at: Name | None = None
    kept_until: Day | None = None


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
    portions: tuple[Portion, ...] = ()
    of_sacks: Count | None = None
    """How many sacks there were to choose from."""
    plan: Name | None = None
    """The standard whose sampling plan was followed."""
    drawn_by_outside: Id | None = None
    """The organisation whose person drew it, where it was none of ours."""


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


class Cupper(Piece, frozen=True, kw_only=True):
    """Who filled in a form of a panel, in the order of the forms."""

    staff: Id | None = None
    name: Private[Name] = None
    """Of a guest, who has no account here."""
    credentials: tuple[Credential, ...] = ()
    """What this person held on the day."""


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
    panel: tuple[Cupper, ...] = ()
    credentials: tuple[Credential, ...] = ()
    """What the head of the panel held on the day."""
    blind: bool = False
    """Done under the blind code, by somebody who had not drawn the sample."""
    portion: Name | None = None
    laboratory: Name | None = None
    """Whose figures these are, where they were copied from a report."""
    body: Name | None = None
    """The organisation that an inspector from outside belongs to."""
    reason: Private[Text] = None
    """Why it supersedes another one."""


class InspectionDisputed(Body, frozen=True, kw_only=True):
    """Somebody does not accept a result: the arbitration sample decides."""

    inspection: Id
    sample: Id
    by: Id
    lot: LotCode | None = None
    reason: Private[Text] = None


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
    reporter: Id | None = None
    """The organisation that found it, where it is recorded."""
    purpose: Name | None = None
    """``arrival``: stands beside what was found at origin."""


class Judged(Piece, frozen=True, kw_only=True):
    """One limit of a profile beside what was found."""

    limit: Limit
    found: Figure | None = None
    """Nothing: not tested."""
    met: bool = False
    inspections: tuple[Hash, ...] = ()
    """What it was read from: several where the rule for a second test is their mean."""


class LotCertified(Body, frozen=True, kw_only=True):
    """A person releases a lot against a profile, citing inspections."""

    lot: LotCode
    profile: Id
    profile_entry: Hash
    """The version of the profile that was meant."""
    inspections: tuple[Hash, ...]
    standing: Name
    valid_to: Day | None = None
    judged: tuple[Judged, ...] = ()
    retest: Name | None = None
    """The rule that was applied, where a lot was tested again."""


class LotDowngraded(Body, frozen=True, kw_only=True):
    """A lot is judged below a profile it had passed."""

    lot: LotCode
    profile: Id
    profile_entry: Hash
    inspections: tuple[Hash, ...] = ()
    reason: Private[Text] = None
    judged: tuple[Judged, ...] = ()
    retest: Name | None = None


class LotRejected(Body, frozen=True, kw_only=True):
    """A lot is rejected for a profile; it may pass another."""

    lot: LotCode
    profile: Id
    profile_entry: Hash
    inspections: tuple[Hash, ...] = ()
    reason: Private[Text] = None
    judged: tuple[Judged, ...] = ()
    retest: Name | None = None


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
