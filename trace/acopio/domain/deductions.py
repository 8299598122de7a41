"""What is taken off the received mass before it is paid, and what people call it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from acopio.domain.spelling import plain
from acopio.errors import Refusal

DEDUCTIONS = ("moisture", "impurities", "sack-tare", "pulp", "drip", "defects", "other")
"""Water above what is agreed, dirt, the sack, mucilage, what drips out, bad beans."""

_ALIASES = {
    "humedad": "moisture", "agua": "moisture", "water": "moisture",
    "impurezas": "impurities", "impureza": "impurities", "basura": "impurities",
    "dirt": "impurities", "tara": "sack-tare", "tara-de-saco": "sack-tare",
    "tara-del-saco": "sack-tare", "saco": "sack-tare", "sack": "sack-tare",
    "mucilago": "pulp", "pulpa": "pulp", "mucilage": "pulp", "escurrido": "drip",
    "escurrimiento": "drip", "defectos": "defects", "defecto": "defects", "otro": "other",
    "otros": "other",
}  # fmt: skip
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)\s*%", re.ASCII)


@dataclass(eq=False)
class UnknownDeduction(Refusal):
    """A kind of deduction that is not in the list."""

    code = "unknown-deduction"
    given: str
    known: str = ", ".join(DEDUCTIONS)


@dataclass(eq=False)
class PercentUnreadable(Refusal):
    """A share in per cent that is more than everything, or written otherwise."""

    code = "percent-unreadable"
    given: str


def deduction_kind(text: str) -> str:
    """Return the kind that people call ``text``, in Spanish or English.

    Raises:
        UnknownDeduction: it is none of the list.
    """
    name = "-".join(plain(text).split())
    kind = _ALIASES.get(name, name)
    if kind not in DEDUCTIONS:
        raise UnknownDeduction(given=text)
    return kind


def share_of(text: str, grams: int) -> int | None:
    """Return ``2%`` of a mass, half up to the gram; nothing when it is no share.

    Raises:
        PercentUnreadable: it has a per cent sign and is no share up to 100.
    """
    if "%" not in text:
        return None
    found = _PERCENT.fullmatch(text.strip())
    if found is None or Decimal(found[1]) > 100:
        raise PercentUnreadable(given=text)
    exact = Fraction(Decimal(found[1])) * grams / 100
    return int(exact + Fraction(1, 2))
