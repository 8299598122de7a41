"""What anybody may know of a lot: the JSON twin of its page, schema ``acopio/lot/v1``.

Page and JSON are made from the same ``PublicLot``, so that neither shows what the other hides.
Masses are integer grams; days are ``YYYY-MM-DD`` (``YYYY-MM`` where the day would point to one
family); ``null`` is unknown, or withheld where ``withheld`` says so. Fields are only ever added.
"""

import msgspec

SCHEMA = "acopio/lot/v1"


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """The base of everything in the JSON; every field is always there."""


class Organisation(Struct, frozen=True, kw_only=True):
    """The organisation whose log the lot began in."""

    name: str
    prefix: str
    ruc: str | None
    address: str | None
    hosted_by: str | None


class OriginRow(Struct, frozen=True, kw_only=True):
    """One part of the beans: a producer group, several small ones, or declared stock."""

    kind: str
    """``group``, ``delivery`` (no group stated), ``several`` (groups, joined), ``families`` (so few
    that no more is said), ``opened``, ``bought`` or ``found``."""
    name: str | None
    district: str | None
    families: int | None
    deliveries: int | None
    mass_g: int | None


class Origin(Struct, frozen=True, kw_only=True):
    """Where the beans come from."""

    families: int | None
    fewer_than: int | None
    """Given instead of ``families`` when so few families would be recognised by their weights."""
    rows: tuple[OriginRow, ...]
    declared_g: int | None
    """Grams whose earlier history is declared, not recorded."""
    declared: bool
    plots_stated_g: int | None


class StepRow(Struct, frozen=True, kw_only=True):
    """One step of custody."""

    kind: str
    first_day: str
    last_day: str
    where: str | None
    in_g: int | None
    out_g: int | None
    difference_g: int | None
    detail: str
    reported: bool
    """Said by the receiver or sender, not confirmed."""
    withheld: bool
    """Masses are not public: they would be those of a few families."""


class ResultRow(Struct, frozen=True, kw_only=True):
    """One inspection under one protocol, or a result that an outside body printed."""

    protocol: str
    version: str | None
    values: dict[str, str]
    day: str | None
    organisation: str | None
    standing: str
    key_home: str | None
    drew_sample: bool
    reported: bool
    cuppers: int
    """How many filled in a form, where the protocol has a panel; else 0."""
    blind: bool
    laboratory: str | None
    purpose: str | None
    """What the sample was drawn for; ``arrival``: found by who received the beans."""
    disputed: str | None
    """The day on which somebody did not accept it."""


class Limit(Struct, frozen=True, kw_only=True):
    """One condition of a profile."""

    protocol: str
    field: str
    op: str
    value: str


class DecisionRow(Struct, frozen=True, kw_only=True):
    """One decision of a person about the lot, for one profile."""

    act: str
    profile: str
    limits: tuple[Limit, ...]
    organisation: str | None
    standing: str | None
    day: str
    valid_to: str | None


class CertificateRow(Struct, frozen=True, kw_only=True):
    """A document issued for the lot, and its state now."""

    number: str
    about: str
    day: str
    state: str


class SackRow(Struct, frozen=True, kw_only=True):
    """One sack."""

    code: str
    number: int
    of: int
    mass_g: int | None
    state: str
    label: str | None = None
    """``void`` when its label was made void and no other was printed since."""
    printing: int = 1
    """Which printing of its label is valid: from 2 on it says "COPIA" and this number."""


class BalanceRow(Struct, frozen=True, kw_only=True):
    """Grams of the lot with one fate; ``made`` is all the others together."""

    cause: str
    mass_g: int


class Ledger(Struct, frozen=True, kw_only=True):
    """Where the latest entry about the lot stands."""

    origin: str
    entry: int
    leaf: str


class PublicLot(Struct, frozen=True, kw_only=True):
    """Everything public of a lot; with ``sack``, of one sack of it."""

    schema: str = SCHEMA
    code: str
    state: str
    """``in-store``, ``on-the-way``, ``delivered``, ``used-up`` or ``held``."""
    sack: SackRow | None
    packed_for: str | None
    """The lot whose code the sack carries; ``code`` is the lot it is in now."""
    product: str
    process: str | None
    country: str
    season: str
    day: str
    mass_g: int | None
    left_g: int | None
    claims: tuple[str, ...]
    released_for: tuple[str, ...]
    """Profiles the lot is released for now."""
    rejected_for: tuple[str, ...]
    issuer: Organisation
    holder: str | None
    place: str | None
    district: str | None
    origin: Origin
    steps: tuple[StepRow, ...]
    results: tuple[ResultRow, ...]
    decisions: tuple[DecisionRow, ...]
    certificates: tuple[CertificateRow, ...]
    balance: tuple[BalanceRow, ...] | None
    sacks: tuple[SackRow, ...] | None
    """The sacks of the lot; ``null`` at the address of one sack."""
    as_of: str
    """Day of the latest entry about the lot."""
    ledger: Ledger


def to_json(lot: PublicLot) -> bytes:
    """Return the JSON twin of a page."""
    return msgspec.json.format(msgspec.json.encode(lot), indent=1) + b"\n"
