"""Masses: integer grams inside, the text as typed kept beside them.

Peru writes ``16,000.5``: comma for thousands, point for decimals. ``64,5`` therefore is not a
number here, and is refused with the reading it may have meant rather than taken for 645.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from acopio.errors import Refusal

DEFAULT_QUINTAL_G = 46_000
_GRAMS = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "t": Decimal(1_000_000),
    "lb": Decimal("453.59237"),  # exact, International Yard and Pound Agreement 1959
    "arroba": Decimal(11_500),  # a quarter of the 46 kg quintal
}
_ALIASES = {
    "kilo": "kg", "kilos": "kg", "kgs": "kg", "gr": "g", "lbs": "lb", "libras": "lb",
    "libra": "lb", "@": "arroba", "arrobas": "arroba", "quintal": "qq", "quintales": "qq",
    "tm": "t",
}  # fmt: skip
_TYPED = re.compile(r"\s*([+-]?[\d.,]+)\s*([A-Za-z@]*)\s*", re.ASCII)
_PLAIN = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
MASS_MAX_G = 10**12


@dataclass(eq=False)
class MassUnreadable(Refusal):
    """Text that is not a mass: perhaps a decimal comma."""

    code = "mass-unreadable"
    given: str
    perhaps: str


@dataclass(eq=False)
class MassNotPositive(Refusal):
    """A mass of zero or less."""

    code = "mass-not-positive"
    given: str


@dataclass(eq=False)
class MassTooFine(Refusal):
    """A mass given finer than a gram."""

    code = "mass-too-fine"
    given: str


@dataclass(eq=False)
class MassTooLarge(Refusal):
    """A mass no lot can have."""

    code = "mass-too-large"
    given: str
    largest_g: int = MASS_MAX_G


@dataclass(eq=False)
class UnitUnknown(Refusal):
    """A unit of mass that is not in use here."""

    code = "unit-unknown"
    given: str
    unit: str
    known: str = "kg, g, t, lb, qq, arroba"


@dataclass(frozen=True, slots=True)
class Mass:
    """A mass as people gave it."""

    g: int
    """Grams."""
    typed: str
    """Value and unit as typed."""


def parse_mass(text: str, quintal_g: int = DEFAULT_QUINTAL_G) -> Mass:
    """Read a positive mass such as ``64.5``, ``16,000.5 kg``, ``2 qq`` (no unit means kg).

    Pounds are rounded half up to the gram; metric masses finer than a gram are refused.

    Raises:
        MassUnreadable, UnitUnknown, MassNotPositive, MassTooFine, MassTooLarge.
    """
    found = _TYPED.fullmatch(text)
    if not found or not _PLAIN.fullmatch(found[1]):
        raise MassUnreadable(given=text, perhaps=_suggestion(text))
    value = Decimal(found[1].replace(",", ""))
    unit = unit_named(found[2] or "kg")
    per_unit = unit_grams(unit, quintal_g) if unit else None
    if unit is None or per_unit is None:
        raise UnitUnknown(given=text, unit=found[2])
    typed = text.strip() if found[2] else f"{text.strip()} kg"
    return Mass(_whole_grams(value * per_unit, text, exact=unit not in {"lb", "qq"}), typed)


def unit_named(text: str) -> str | None:
    """Return the unit of mass that people call ``text``: ``quintales`` is ``qq``."""
    unit = text.strip().lower()
    unit = _ALIASES.get(unit, unit)
    return unit if unit == "qq" or unit in _GRAMS else None


def unit_grams(unit: str, quintal_g: int = DEFAULT_QUINTAL_G) -> Decimal:
    """Return the grams of one unit, exactly."""
    return Decimal(quintal_g) if unit == "qq" else _GRAMS[unit]


def _whole_grams(grams: Decimal, text: str, *, exact: bool) -> int:
    whole = grams.quantize(Decimal(1), ROUND_HALF_UP) if abs(grams) <= MASS_MAX_G else None
    if whole is None:
        raise MassTooLarge(given=text)
    if exact and whole != grams:
        raise MassTooFine(given=text)
    if whole <= 0:
        raise MassNotPositive(given=text)
    return int(whole)


def _suggestion(text: str) -> str:
    """Return ``64.5`` for ``64,5``: a guess to show, never to use."""
    if re.fullmatch(r"\s*\d+,\d+\s*[A-Za-z]*\s*", text):
        return text.strip().replace(",", ".")
    return ""


def kilograms(mass_g: int) -> str:
    """Return grams as ``1,412.500``: kilograms with three decimals, as Peru writes them."""
    sign = "-" if mass_g < 0 else ""
    kilos, grams = divmod(abs(mass_g), 1000)
    return f"{sign}{kilos:,}.{grams:03d}"


def share_out(total: int, weights: list[int]) -> list[int]:
    """Divide ``total`` in proportion to ``weights``: integers that add up exactly.

    Largest remainder; ties go to the earlier weight. ``weights`` must not sum to zero.
    """
    whole = sum(weights)
    floors = [total * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in rest[: total - sum(floors)]:
        floors[index] += 1
    return floors
