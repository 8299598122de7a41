"""Bags and bag weight: the mass of a lot, or why it is not known."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from acopio.integrations.cqi.model import Finding, Sacks
from acopio.quality.rounding import half_up

BAGS = "Number of Bags"
WEIGHT = "Bag Weight"

_COUNT = re.compile(r"([0-9]{1,6})(?:\.0+)?")
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
_WEIGHT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?) *(kgs?|lbs?)", re.IGNORECASE)
_TWO_UNITS = re.compile(r"[0-9.]+ *(?:kgs?|lbs?)[ ,/;]+(?:kgs?|lbs?)", re.IGNORECASE)

_GRAMS = {"kg": Fraction(1000), "lb": Fraction(Decimal("453.59237"))}
_HEAVIEST_SACK_G = 100_000
_LIGHTEST_SACK_G = 10_000
# Bulk bags for coffee hold about a tonne; nothing called a bag holds more than two.
_HEAVIEST_BULK_BAG_G = 2_000_000
# A lot of ten bags or more "of 1 kg": most likely the sample was typed, not the sack.
_MANY_BAGS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """The mass of a lot and of its sacks."""

    bags: int
    mass_g: int
    sacks: tuple[Sacks, ...]


def read_lot(bags_typed: str, weight_typed: str) -> tuple[Lot | None, list[Finding]]:
    """Return the lot, or None when a finding says why its mass is unknown."""
    bags, bags_code = _read_bags(bags_typed)
    bag_g, weight_code = _read_weight(weight_typed)
    findings = []
    if bags_code:
        findings.append(Finding(BAGS, bags_typed, bags_code, "listed"))
    if weight_code:
        findings.append(Finding(WEIGHT, weight_typed, weight_code, "listed"))
    if findings:
        return None, findings
    return _weigh(bags, bag_g, weight_typed)


def share(mass_g: int, bags: int) -> tuple[Sacks, ...]:
    """Divide a mass between sacks by largest remainder: no gram appears or is lost."""
    each, heavier = divmod(mass_g, bags)
    runs = (Sacks(heavier, each + 1), Sacks(bags - heavier, each))
    return tuple(run for run in runs if run.count)


def _read_bags(typed: str) -> tuple[int, str]:
    match = _COUNT.fullmatch(typed.strip())
    if not match:
        return 0, "bags-unreadable"
    bags = int(match[1])
    return bags, "" if bags else "bags-zero"


def _read_weight(typed: str) -> tuple[Fraction, str]:
    text = typed.strip()
    match = _WEIGHT.fullmatch(text)
    if not match:
        return Fraction(0), _why_no_weight(text)
    grams = Fraction(match[1]) * _GRAMS[match[2].lower()[:2]]
    return grams, "" if grams else "bag-weight-zero"


def _why_no_weight(text: str) -> str:
    if not text:
        return "bag-weight-missing"
    if _NUMBER.fullmatch(text):
        return "bag-weight-without-unit"
    return "bag-weight-two-units" if _TWO_UNITS.fullmatch(text) else "bag-weight-unreadable"


def _weigh(bags: int, bag_g: Fraction, typed: str) -> tuple[Lot | None, list[Finding]]:
    """Weigh a lot: pounds are exact, and rounded half up to the gram once per lot."""
    is_total = _is_lot_total(bags, bag_g)
    mass_g = int(half_up(bag_g if is_total else bag_g * bags, 0))
    lot = Lot(bags=bags, mass_g=mass_g, sacks=share(mass_g, bags))
    if is_total:
        sack_kg = str(half_up(bag_g / bags / 1000, 3))
        return lot, [Finding(WEIGHT, typed, "bag-weight-is-lot-total", expected=sack_kg)]
    if mass_g < bags:
        # Under a gram a sack: zero to every scale in the house.
        return None, [Finding(WEIGHT, typed, "bag-weight-zero", "listed")]
    if bags > 1 and bag_g > _HEAVIEST_BULK_BAG_G:
        return None, [Finding(WEIGHT, typed, "bag-weight-impossible", "listed")]
    return lot, _doubts(bags, bag_g, typed)


def _is_lot_total(bags: int, bag_g: Fraction) -> bool:
    heavy = bags > 1 and bag_g > _HEAVIEST_SACK_G
    return heavy and _LIGHTEST_SACK_G <= bag_g / bags <= _HEAVIEST_SACK_G


def _doubts(bags: int, bag_g: Fraction, typed: str) -> list[Finding]:
    """Flag weights that are kept as typed and look wrong."""
    if bag_g > _HEAVIEST_SACK_G:
        return [Finding(WEIGHT, typed, "bag-weight-implausible")]
    if bags >= _MANY_BAGS and bag_g < _LIGHTEST_SACK_G:
        return [Finding(WEIGHT, typed, "bag-weight-like-sample")]
    return []
