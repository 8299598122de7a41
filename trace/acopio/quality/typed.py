"""Reading raw inputs exactly as people typed them: text or whole numbers, never floats."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from acopio.quality.protocol import Attribute
from acopio.quality.refusals import (
    AttributeUnknown,
    CountNotWhole,
    ObservationsUnreadable,
    ScoreOffStep,
    ScoreOutOfScale,
    ScoreUnreadable,
)
from acopio.quality.rounding import decimal_text

_SCORE = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,6})?")
_COUNT = re.compile(r"[0-9]{1,6}")
_LONGEST_SHOWN = 40
_LARGEST_INTEGER = 10**6


def shown(value: object) -> str:
    """Return a value as a refusal may repeat it: short, whatever was sent."""
    if isinstance(value, int) and abs(value) >= _LARGEST_INTEGER:
        return "…"  # Python refuses to print integers of thousands of digits.
    return str(value)[:_LONGEST_SHOWN] if isinstance(value, str | int) else type(value).__name__


def mapping(value: object, part: str) -> Mapping[str, object]:
    """Return ``value`` as an object of the form, or refuse the part."""
    if not isinstance(value, Mapping):
        raise ObservationsUnreadable(part)
    return value


def only(values: Mapping[str, object], known: Sequence[str], form: int) -> None:
    """Refuse the first name that the form does not have: a typing error must not vanish."""
    for name in values:
        if name not in known:
            raise AttributeUnknown(form, shown(name), tuple(known))


def score(value: object, attribute: Attribute, form: int) -> Fraction:
    """Return a score on the scale and step of its attribute, or refuse it by name."""
    exact = number(value)
    if exact is None:
        raise ScoreUnreadable(form, attribute.named, shown(value))
    lowest, highest = attribute.minimum, attribute.maximum
    on_scale, on_step = _place(exact.numerator, exact.denominator, lowest, highest, attribute.step)
    if not on_scale:
        raise ScoreOutOfScale(form, attribute.named, shown(value), str(lowest), str(highest))
    if not on_step:
        raise ScoreOffStep(form, attribute.named, shown(value), str(attribute.step))
    return exact


@lru_cache(maxsize=8192)
def _place(
    top: int, bottom: int, lowest: Decimal, highest: Decimal, step: Decimal
) -> tuple[bool, bool]:
    """Say whether a score lies on its scale and on a step of it. A form has few different marks."""
    exact = Fraction(top, bottom)
    on_scale = Fraction(lowest) <= exact <= Fraction(highest)
    return on_scale, (exact - Fraction(lowest)) % Fraction(step) == 0


def count(value: object, name: str, form: int) -> int:
    """Return a whole number of things counted, or refuse it by name."""
    if isinstance(value, str) and _COUNT.fullmatch(value):
        return int(value)
    if _is_integer(value) and 0 <= value < _LARGEST_INTEGER:
        return value
    raise CountNotWhole(form, name, shown(value))


def number(value: object) -> Fraction | None:
    """Return a number as it was typed, or nothing where it is none."""
    if isinstance(value, str):
        return _number(value)
    return Fraction(value) if _is_integer(value) else None


def written(value: object, exact: Fraction) -> str:
    """Return a figure with the decimals that it was typed with: ``7.0`` was read to a tenth."""
    places = len(value.partition(".")[2]) if isinstance(value, str) else 0
    return decimal_text(exact, places)


@lru_cache(maxsize=8192)
def _number(text: str) -> Fraction | None:
    return Fraction(text) if _SCORE.fullmatch(text) else None


def _is_integer(value: object) -> TypeGuard[int]:
    # True is an int in Python, but nobody typed a score of True.
    return isinstance(value, int) and not isinstance(value, bool)
