"""What people write down of a batch at work: turned, degrees, sugar, moisture, acidity.

A figure is read strictly, a figure out of the ordinary is only pointed at: cold boxes exist.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from acopio.errors import Refusal

_FIGURE = re.compile(r"\s*(-?\d{1,6}(?:\.\d{1,6})?)\s*([^\d\s.,].*?)?\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is measured: its unit, and between which figures it usually lies."""

    unit: str
    low: Decimal
    high: Decimal
    units: tuple[str, ...] = ()
    """What the unit is also called, in lower case."""


# Own ranges for boxes and dryers, wide on purpose; to be checked with each cooperative.
MEASURES = {
    "temperature": Measure("°C", Decimal(15), Decimal(60), ("c", "°c", "ºc", "grados")),
    "brix": Measure("°Bx", Decimal(5), Decimal(35), ("°bx", "ºbx", "bx", "brix", "°brix")),
    "moisture": Measure("%", Decimal(4), Decimal(70), ("%",)),
    "ph": Measure("pH", Decimal(3), Decimal(8), ("ph",)),
}
DONE = ("turned", "covered", "uncovered", "cleaned")
_ALIASES = {
    "temperatura": "temperature", "temp": "temperature", "humedad": "moisture",
    "volteado": "turned", "volteo": "turned", "removido": "turned", "tapado": "covered",
    "destapado": "uncovered", "lavado": "cleaned", "grados brix": "brix",
}  # fmt: skip


@dataclass(eq=False)
class FigureUnreadable(Refusal):
    """A measured figure that is missing, no number, or in another unit."""

    code = "figure-unreadable"
    what: str
    given: str
    unit: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A note as it is recorded."""

    what: str
    value: str | None
    unit: str | None
    usual: Measure | None = None
    """Set where the figure lies outside what is usual."""


def read_note(what: str, value: str | None, unit: str | None) -> Noted:
    """Read a note: known measures are numbers in their unit; other words stand as typed.

    Raises:
        FigureUnreadable: a measure without a number, or in a unit that is not its own.
    """
    key = what.strip().lower()
    key = _ALIASES.get(key, key)
    measure = MEASURES.get(key)
    if measure is None:
        return Noted(key if key in DONE else what.strip(), value, unit)
    found = _FIGURE.fullmatch(value or "")
    said = (unit or (found[2] if found else None) or measure.unit).strip()
    if found is None or said.lower() not in (*measure.units, measure.unit.lower()):
        given = " ".join(part for part in (value, unit) if part)
        raise FigureUnreadable(what=key, given=given, unit=measure.unit)
    outside = not measure.low <= Decimal(found[1]) <= measure.high
    return Noted(key, found[1], measure.unit, measure if outside else None)
