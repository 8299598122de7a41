"""Lot and sack codes: made for human hands, checked so that a slip reaches nothing.

A lot code is 3 signs of organisation prefix, 7 random signs and one check sign. The alphabet has
31 signs, a prime, and every position carries its own weight modulo 31, so that no single wrong
sign and no swap of any two signs gives another valid code.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from acopio.errors import Refusal

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BASE = len(ALPHABET)
LOT_LENGTH = 11
SACK_LENGTH = 15
SACK_NUMBER_MAX = BASE**3 - 1
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_PREFIX = re.compile(f"[{ALPHABET}]{{3}}")


@dataclass(eq=False)
class UnknownCode(Refusal):
    """Text that is no lot or sack code, or one whose check sign is wrong."""

    code = "unknown-code"
    given: str


@dataclass(eq=False)
class BadPrefix(Refusal):
    """An organisation prefix that is not three signs of the alphabet."""

    code = "bad-prefix"
    given: str
    alphabet: str = ALPHABET


@dataclass(eq=False)
class SackNumberOutOfRange(Refusal):
    """A sack number that does not fit three signs."""

    code = "sack-number-out-of-range"
    number: int
    largest: int = SACK_NUMBER_MAX


@dataclass(frozen=True, slots=True)
class SackCode:
    """A parsed sack code: the lot it was packed for and its number."""

    lot: str
    number: int


def check_prefix(text: str) -> str:
    """Return the prefix in upper case, or refuse it.

    Raises:
        BadPrefix: not three signs of the alphabet.
    """
    prefix = text.strip().upper()
    if not _PREFIX.fullmatch(prefix):
        raise BadPrefix(given=text)
    return prefix


def check_sign(signs: str) -> str:
    """Return the sign that makes Σ i·vᵢ ≡ 0 (mod 31) over ``signs`` and itself, i from 1."""
    total = sum(index * _VALUE[sign] for index, sign in enumerate(signs, start=1))
    weight = len(signs) + 1
    return ALPHABET[(-total * pow(weight, -1, BASE)) % BASE]


def is_valid(signs: str) -> bool:
    """Say whether the weighted sum of all signs is 0 modulo 31."""
    try:
        return sum(i * _VALUE[sign] for i, sign in enumerate(signs, start=1)) % BASE == 0
    except KeyError:
        return False


def new_lot_code(prefix: str, draw: Callable[[int], int]) -> str:
    """Make a lot code; ``draw(n)`` gives a random integer below n."""
    signs = prefix + random_signs(7, draw)
    return signs + check_sign(signs)


def random_signs(count: int, draw: Callable[[int], int]) -> str:
    """Return ``count`` random signs of the alphabet (lot codes, log ids, sample numbers)."""
    number = draw(BASE**count)
    signs = []
    for _ in range(count):
        number, value = divmod(number, BASE)
        signs.append(ALPHABET[value])
    return "".join(signs)


def sack_code(lot: str, number: int) -> str:
    """Return the code of sack ``number`` packed for ``lot``: always 15 signs.

    Raises:
        SackNumberOutOfRange: below 1 or above what three signs hold.
    """
    if not 1 <= number <= SACK_NUMBER_MAX:
        raise SackNumberOutOfRange(number=number)
    high, low = divmod(number, BASE)
    high, middle = divmod(high, BASE)
    signs = lot + ALPHABET[high] + ALPHABET[middle] + ALPHABET[low]
    return signs + check_sign(signs)


def clean(text: str) -> str:
    """Return the bare signs of a code typed in any case, with or without dashes and spaces."""
    return re.sub(r"[\s\-·./]", "", text).upper()


def parse_lot_code(text: str) -> str:
    """Return the 11 signs of a lot code.

    Raises:
        UnknownCode: another length, a sign outside the alphabet, or a wrong check sign.
    """
    signs = clean(text)
    if len(signs) != LOT_LENGTH or not is_valid(signs):
        raise UnknownCode(given=text)
    return signs


def parse_sack_code(text: str) -> SackCode:
    """Return lot and number of a sack code; its inner lot code must be valid too.

    Raises:
        UnknownCode: another length, a sign outside the alphabet, or a wrong check sign.
    """
    signs = clean(text)
    if len(signs) != SACK_LENGTH or not is_valid(signs) or not is_valid(signs[:LOT_LENGTH]):
        raise UnknownCode(given=text)
    high, middle, low = (_VALUE[sign] for sign in signs[LOT_LENGTH : LOT_LENGTH + 3])
    number = (high * BASE + middle) * BASE + low
    if number == 0:
        raise UnknownCode(given=text)
    return SackCode(lot=signs[:LOT_LENGTH], number=number)


def printed(signs: str) -> str:
    """Return a code as people read it: ``NAR-7KQ4M9T-6``, ``NAR-7KQ4M9T-6-23C-V``."""
    parts = [signs[:3], signs[3:10], signs[10:11], signs[11:14], signs[14:15]]
    return "-".join(part for part in parts if part)
