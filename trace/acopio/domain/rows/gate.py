"""Rows of what the gate's papers say: pad receipts, prices, estimates."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class PadReceipt(Row):
    """A sheet of a pad that was used up: the same one is not written twice."""

    KEY: ClassVar[tuple[str, ...]] = ("organisation", "pad")
    organisation: str
    pad: str
    """The number without its way of typing: see ``domain/pads.py``."""
    delivery: str
    lot: str
    """The first lot that stands on it."""
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPrice(Row):
    """What was last agreed to be paid for a lot; nothing is left of what was erased."""

    KEY: ClassVar[tuple[str, ...]] = ("lot",)
    lot: str
    organisation: str
    day: str
    later: bool
    """Agreed by an entry of its own, not on the line of the delivery."""
    amount: str | None
    currency: str | None
    per: str | None
    basis: str | None
    advance: str | None
    quintal_g: int
    """Grams of a quintal in the organisation that agreed it."""
    dry_g: int | None
    """The dry equivalent, when that is the basis."""
    dry: str | None
    """As declared: a mass, or a share of the received one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Row):
    """What a family expects to harvest of one product in one season; the latest counts."""

    id: str
    organisation: str
    household: str | None
    person: str | None
    product: str
    season: str
    begins: str
    ends: str
    grams: int
    day: str
