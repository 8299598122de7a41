"""QR matrices of many texts, each the one that `qrcode` makes, at a fraction of its time.

Error correction, interleaving, placement and a fixed mask are all additions over GF(2): turning
one bit of the text turns always the same modules. So the library makes the first symbol of a
length, and one symbol for each bit that later texts turn; the rest is exclusive-or. The labels
of a lot differ in a few signs, and a test holds every matrix equal to the library's own.
"""

from typing import Any

import qrcode
from qrcode.util import ALPHA_NUM, MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

MASK = 2
"""Any of the eight masks is valid; the sums above need a fixed one."""

_VALUES = {char: value for value, char in enumerate(ALPHA_NUM)}


class SymbolFamily:
    """All alphanumeric symbols of one length, version and level."""

    def __init__(self, first: bytes, version: int, level: int) -> None:
        # Any bit of this text can be turned and still be a sign; of zeros alone the library
        # cannot make every symbol.
        self._plain = b"5" * len(first)
        self._format = (version, level)
        self._pairs = _pairs(first)
        self._bits = _made(first, MODE_ALPHA_NUM, version, level)
        self._plain_bits: int | None = None
        self._flips: dict[tuple[int, int], int] = {}

    def bits(self, text: bytes) -> int:
        """Return the matrix of a text of this length."""
        bits = self._bits
        for place, (value, known) in enumerate(zip(_pairs(text), self._pairs, strict=True)):
            turned = value ^ known
            while turned:
                lowest = turned & -turned
                bits ^= self._flip(place, lowest)
                turned ^= lowest
        return bits

    def _flip(self, place: int, bit: int) -> int:
        """Return the modules that turn with one bit of the pair of signs at a place."""
        if (place, bit) not in self._flips:
            if self._plain_bits is None:
                self._plain_bits = _made(self._plain, MODE_ALPHA_NUM, *self._format)
            turned = _with_bit_turned(self._plain, place, bit)
            self._flips[place, bit] = self._plain_bits ^ _made(
                turned, MODE_ALPHA_NUM, *self._format
            )
        return self._flips[place, bit]


def _with_bit_turned(text: bytes, place: int, bit: int) -> bytes:
    start, end = 2 * place, 2 * place + 2
    signs = text[start:end]
    value = _pairs(signs)[0] ^ bit
    pair = bytes(ALPHA_NUM[sign] for sign in divmod(value, 45)[-len(signs) :])
    return text[:start] + pair + text[end:]


_families: dict[tuple[int, int, int], SymbolFamily] = {}


def matrix_bits(text: bytes, *, alphanumeric: bool, version: int, level: int) -> int:
    """Return the matrix as one number: rows from the top, the first module as the highest bit."""
    if not alphanumeric:
        return _made(text, MODE_8BIT_BYTE, version, level)
    key = (len(text), version, level)
    if key not in _families:
        _families[key] = SymbolFamily(text, version, level)
    return _families[key].bits(text)


def _pairs(text: bytes) -> list[int]:
    """Return the numbers the standard makes of two signs, or of a last single one."""
    values = [_VALUES[sign] for sign in text]
    pairs = [45 * one + two for one, two in zip(values[::2], values[1::2], strict=False)]
    return pairs + values[-1:] if len(values) % 2 else pairs


def _made(text: bytes, mode: int, version: int, level: int) -> int:
    code: Any = qrcode.QRCode(version=version, error_correction=level, mask_pattern=MASK)
    code.add_data(QRData(text, mode=mode, check_data=False))
    code.make(fit=False)
    return int("".join("1" if module else "0" for row in code.modules for module in row), 2)
