"""What is handed over, as plain values: families and plots under opaque codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from acopio.geo.remarks import Remark
from acopio.geo.shape import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotOut:
    """One version of a plot."""

    code: str
    producer: str | None
    version: int
    valid_from: str
    valid_to: str | None
    district: str | None
    said_ha: Decimal | None
    """Hectares as the family or the register says."""
    drawn_ha: Decimal | None
    """Geodesic hectares of its outline."""
    shape: Shape | None
    """Nothing where none is recorded, or where it cannot be handed over."""
    remarks: tuple[Remark, ...]
    why: Literal["ancestry", "in-excess"]
    recorded: bool
    """Whether any shape is recorded, usable or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginOut:
    """One beginning of the lot: a delivery, or stock without a recorded history."""

    lot: str
    born: str
    day: str
    place: str
    grams: int
    """How much of the exported lot comes from it."""
    producer: str | None
    plots: tuple[str, ...]
    plots_known: str
    harvest_from: str | None
    harvest_to: str | None
    covered: bool
    """Whether every plot it names is in the file."""
    kept_from: str | None = None
    kept_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyOut:
    """A business: who supplied, or to whom the lot went."""

    name: str | None
    country: str | None
    tax_number: str | None
    address: str | None
    email: str | None
    website: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOut:
    """A paper behind one of the entries, with the hash of its file."""

    type: str
    number: str | None
    issuer: str | None
    date: str | None
    hash: str | None
    """SHA-256 of the file, hexadecimal."""
    entry: str
    """Id of the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOut:
    """An entry of a log, and the disclosures that open what it commits to."""

    origin: str
    index: int
    hash: str
    leaf: str
    disclosures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One datum that is not held, or cannot be handed over."""

    what: str
    of: str = ""
    grams: int | None = None
    found: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotOut:
    """The lot itself."""

    code: str
    other_names: tuple[str, ...]
    product: str
    description: str
    hs: str
    net_g: int
    country: str
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Everything that goes into ``lot.json``."""

    made_at: str
    nonce: str
    scope: Literal["ancestry", "in-excess"]
    lot: LotOut
    supplier: PartyOut
    customer: PartyOut | None
    origins: tuple[OriginOut, ...]
    plots: tuple[PlotOut, ...]
    between: tuple[tuple[str, str, Remark], ...]
    """What is to be said of two plots: their codes and the remark."""
    documents: tuple[DocumentOut, ...]
    missing: tuple[Missing, ...]
    limits: dict[str, str]
    checkpoints: tuple[str, ...]
    entries: tuple[EntryOut, ...]

    @property
    def covered_g(self) -> int:
        """Grams whose plots are all in the file."""
        return sum(one.grams for one in self.origins if one.covered)


def opaque_codes(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Return a short code for each id: the end of it, which is random, as long as it must be."""
    distinct = sorted(set(ids))
    bare = {one: one.replace("-", "").upper() for one in distinct}
    length = 8
    while len({text[-length:] for text in bare.values()}) < len(distinct) and length < 32:
        length += 4
    return {one: f"{prefix}-{text[-length:]}" for one, text in bare.items()}
