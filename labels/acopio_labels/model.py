"""What labels and certificates print: frozen values, already worded and formatted by the caller.

Masses, shares and dates arrive as text, so this package rounds nothing and converts no unit.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from acopio_labels.errors import (
    CopyOutOfRange,
    IcoMarkInvalid,
    OffTheScale,
    SackOutOfRange,
    TooFewAxes,
)

Language = Literal["es", "en"]

_ICO_MARK = re.compile(r"[0-9]{3}/[0-9]{4,5}/[0-9]{1,5}")

RADAR_TOP = 10
"""The radar's scale runs from 0 to this, always: 6 must never look like full marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organic:
    """What has to stand on a sack that is sold as organic."""

    control_body: str
    """Code of the control body: ``PE-BIO-123``."""
    operator: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SackLabel:
    """One label of one sack. Spanish and English stand side by side on it."""

    organisation: str
    """The cooperative's name."""
    product_es: str
    product_en: str
    sack_number: int
    """From 1 to ``sack_count``."""
    sack_count: int
    lot_code: str
    """As printed: ``NAR-7KQ4M9T-6``."""
    sack_code: str
    """As printed."""
    address: str
    """What the QR holds; in upper case, so that the symbol stays small."""
    country: str = "PRODUCTO DEL PERÚ / PRODUCT OF PERU"
    ruc: str | None = None
    """The organisation's tax number."""
    process: str | None = None
    """Process and variety."""
    season: str | None = None
    """Crop year or season."""
    grade: str | None = None
    """A result with its protocol."""
    net_mass: str | None = None
    """With its unit; when it is missing, a line is left for a pen."""
    claims: tuple[str, ...] = ()
    origin: str | None = None
    """District and region."""
    packed_on: str | None = None
    other_lines: tuple[str, ...] = ()
    crop: Literal["cacao", "coffee"] = "cacao"
    ico_mark: str | None = None
    """Country, exporter and serial; printed on coffee only."""
    organic: Organic | None = None
    copy: int | None = None
    """From 2: which printing of this label it is."""
    copy_reason: str | None = None
    remainder: bool = False
    """The last sack of a lot, lighter than the others."""

    def __post_init__(self) -> None:
        if self.ico_mark is not None and not _ICO_MARK.fullmatch(self.ico_mark):
            raise IcoMarkInvalid(self.ico_mark)
        if self.copy is not None and self.copy < 2:
            raise CopyOutOfRange(self.copy)
        if not 1 <= self.sack_number <= self.sack_count:
            raise SackOutOfRange(self.sack_number, self.sack_count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who answers for a certificate."""

    name: str
    ruc: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label with its value, for what only some lots have."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """One group or district of the lot's origin."""

    group: str
    families: str
    """How many."""
    mass: str
    share: str
    """With its per cent sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRow:
    """One step of the beans' way; an empty text where a step has no such figure."""

    date: str
    step: str
    party: str
    """Who, and where."""
    mass_in: str = ""
    mass_out: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRow:
    """One result beside its limit and its method."""

    protocol: str
    result: str
    limit: str = ""
    method: str = ""
    by: str = ""
    """Who found it."""
    standing: str = ""
    """What that person may say: own laboratory, licensed grader, accredited laboratory."""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarAxis:
    """One attribute with its score, as decimal text from 0 to 10."""

    name: str
    value: str

    def __post_init__(self) -> None:
        try:
            on_scale = 0 <= Decimal(self.value) <= RADAR_TOP
        except InvalidOperation:
            on_scale = False
        if not on_scale:
            raise OffTheScale(self.name, self.value, f"0-{RADAR_TOP}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """A sensory profile."""

    title: str
    """Which protocol the scores come from."""
    axes: tuple[RadarAxis, ...]

    def __post_init__(self) -> None:
        if len(self.axes) < 3:
            raise TooFewAxes(len(self.axes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where the certificate stands in the issuer's log, so that others can check it."""

    origin: str
    """Name of the log."""
    entry_index: str
    tree_size: str
    root: str
    """Root hash, shortened for the eye; the whole one travels in the file."""
    entries_covered: str
    """How many entries the lot's history has."""
    key_fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePage:
    """Everything on the one page of a chain-of-custody certificate."""

    language: Language
    title: str
    number: str
    state: str
    """One line: issued, draft, replaced by, revoked; and where to read today's state."""
    issuer: Issuer
    issued_on: str
    lot_code: str
    product: str
    mass: str
    season: str
    address: str
    """What the QR holds; in upper case, so that the symbol stays small."""
    proof: Proof
    footer: str
    claims: tuple[str, ...] = ()
    other_facts: tuple[Fact, ...] = ()
    origin_rows: tuple[OriginRow, ...] = ()
    families: str | None = None
    """How many families in all."""
    origin_note: str | None = None
    """A sentence below or instead of the table of origin."""
    custody_rows: tuple[CustodyRow, ...] = ()
    custody_note: str | None = None
    """A sentence below the table of custody."""
    quality_rows: tuple[QualityRow, ...] = ()
    quality_note: str | None = None
    """A sentence below or instead of the table of results."""
    radar: Radar | None = None
    not_said: tuple[str, ...] = ()
    """What this document does not say, one sentence each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """A figure of a receipt with what it is called."""

    label: str
    value: str
    strong: bool = False
    """What the family came for: the received mass, what is paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLot:
    """One delivered lot on a receipt."""

    product: str
    rows: tuple[ReceiptRow, ...]
    lot_caption: str
    lot_code: str
    """As printed."""
    address: str | None = None
    """What the QR holds, in upper case; without it there is none."""
    claims: tuple[str, ...] = ()
    working: tuple[str, ...] = ()
    """How the amount comes about, a line each."""
    due: tuple[ReceiptRow, ...] = ()
    """What is paid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReceipt:
    """The family's copy of what it handed over: as long as it needs to be."""

    language: Language
    organisation: str
    title: str
    lots: tuple[ReceiptLot, ...]
    head: tuple[str, ...] = ()
    """Where and when, one line each."""
    number: str | None = None
    """Of the pad."""
    family: tuple[str, ...] = ()
    totals: tuple[ReceiptRow, ...] = ()
    season: tuple[ReceiptRow, ...] = ()
    notes: tuple[str, ...] = ()
