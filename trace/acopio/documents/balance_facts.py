"""What a balance or a stock report says, gathered once for table, JSON, spreadsheet and page."""

from dataclasses import dataclass

from acopio.domain.balance import Balance, Gap, Held, Yield


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceReport:
    """A balance with its parts, and what does not add up."""

    organisation: str
    """Name of the organisation that reports."""
    day: str
    """The local day of the report."""
    about: str
    """``lot``, ``batch`` or ``organisation``."""
    subject: str
    """Lot code, vessel or name of the organisation."""
    whole: Balance
    by_product: tuple[Balance, ...] = ()
    by_place: tuple[Balance, ...] = ()
    batches: tuple[Yield, ...] = ()
    gaps: tuple[Gap, ...] = ()
    names: dict[str, str]
    """What organisations, places and batches are called, by id."""

    @property
    def findings(self) -> int:
        """How many things do not add up."""
        return sum(not gap.is_warning for gap in self.gaps)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReport:
    """What was there at the end of a day, line by line."""

    organisation: str
    day: str
    rows: tuple[Held, ...]
    total_g: int
    gaps: tuple[Gap, ...]
    names: dict[str, str]
