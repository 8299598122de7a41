"""Sack numbers as people write them: ``1-120,125``."""

from dataclasses import dataclass

from acopio.domain.codes import SACK_NUMBER_MAX, SackNumberOutOfRange
from acopio.errors import Refusal


@dataclass(eq=False)
class SacksUnreadable(Refusal):
    """Sack numbers that are not written as 1-120."""

    code = "sacks-unreadable"
    given: str


def is_number(text: str) -> bool:
    """Say whether a text is a number of a few figures: "²" is a figure, and no number."""
    return text.isascii() and text.isdigit() and len(text) <= 9


def sack_range(text: str) -> tuple[int, int]:
    """Read sack numbers written as ``1-120`` or ``7``.

    Raises:
        SacksUnreadable: they are written otherwise.
        SackNumberOutOfRange: no lot has so many.
    """
    first, dash, last = text.strip().partition("-")
    if not is_number(first) or (dash and not is_number(last)) or not int(first):
        raise SacksUnreadable(given=text)
    numbers = int(first), int(last) if dash else int(first)
    if numbers[0] > numbers[1]:
        raise SacksUnreadable(given=text)
    if numbers[1] > SACK_NUMBER_MAX:
        raise SackNumberOutOfRange(number=numbers[1])
    return numbers


def sack_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Read sack numbers written as ``1-120,125``.

    Raises:
        SacksUnreadable: they are written otherwise.
    """
    return tuple(map(sack_range, text.split(",")))
