"""The labels beside the sack's own: folder of a lot, sample, cup and pallet."""

from dataclasses import dataclass

from acopio_labels.code128 import check_sscc, check_text
from acopio_labels.model import SackLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class LotTag:
    """The tag of a lot's folder or stack."""

    organisation: str
    lot_code: str
    address: str
    product_es: str
    product_en: str
    ruc: str | None = None
    process: str | None = None
    season: str | None = None
    grade: str | None = None
    origin: str | None = None
    sacks: str | None = None
    """How many."""
    net_mass: str | None = None
    opened_on: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLabel:
    """The label on the bag of a sample."""

    organisation: str
    sample_code: str
    address: str
    lot_code: str | None = None
    product_es: str | None = None
    product_en: str | None = None
    net_mass: str | None = None
    drawn_on: str | None = None
    drawn_by: str | None = None
    seals: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CupLabel:
    """The label on a cup: whoever tastes must not learn from it whose coffee or cacao it is."""

    cup_code: str
    """The blind code: ``417``."""
    address: str | None = None
    cup: str | None = None
    """Which of the cups of this code: ``2 / 5``."""
    session: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PalletLabel:
    """The logistic label of a pallet: an SSCC, or a code of one's own where there is no GS1 key."""

    organisation: str
    code: str
    """As printed."""
    sscc: str | None = None
    """Eighteen digits; then the bars hold it and not the code."""
    product_es: str | None = None
    product_en: str | None = None
    lot_code: str | None = None
    sacks: str | None = None
    net_mass: str | None = None
    gross_mass: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        if self.sscc is not None:
            check_sscc(self.sscc)
        else:
            check_text(self.code)


Label = SackLabel | LotTag | SampleLabel | CupLabel | PalletLabel
