"""QR symbols: made once per text, drawn as one path of whole modules.

An address in upper case stays in alphanumeric mode, a version or two smaller than as bytes. A
module is a whole number of printer dots: otherwise a thermal printer makes some columns a dot
wider than others, and phones give up from a shorter distance (ISO/IEC 18004, section 6.3.8, asks
for a quiet zone of four modules; it is always kept).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import qrcode
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from acopio_labels.errors import AddressTooLong
from acopio_labels.qr_matrix import matrix_bits

QUIET_ZONE = 4
"""Modules of white on each side."""

FEWEST_DOTS = 3
"""Dots per module below which a printed symbol is not worth printing."""

_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_DARK_RUN = re.compile("1+")
_LEVELS = {ERROR_CORRECT_M: "M", ERROR_CORRECT_Q: "Q"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QRSymbol:
    """A finished symbol."""

    text: str
    level: str
    """Error correction: ``M`` or ``Q``."""
    rows: tuple[str, ...]
    """From the top, without the quiet zone: ``1`` for a dark module, ``0`` for a light one."""
    path: str
    """PDF operators for the dark modules, in module units from the bottom left, quiet zone out."""

    @property
    def modules(self) -> int:
        """Modules along one side, quiet zone included."""
        return len(self.rows) + 2 * QUIET_ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSymbol:
    """Where the dark part of a symbol lies on a page, in millimetres from the top left."""

    symbol: QRSymbol
    x: float
    y: float
    module: float

    @property
    def side(self) -> float:
        """Length of one side without the quiet zone."""
        return self.module * len(self.symbol.rows)


def dot_mm(dots_per_inch: int) -> float:
    """Return the size of a printer dot; printers sold as 203 dpi have exactly 8 dots per mm."""
    return 0.125 if dots_per_inch == 203 else 25.4 / dots_per_inch


@lru_cache(maxsize=512)
def make_symbol(text: str) -> QRSymbol:
    """Return the symbol of a text, at level Q when that costs no larger version, else M."""
    data = text.encode()
    alphanumeric = _ALPHANUMERIC.issuperset(text)
    version, level = _version_and_level(text, len(data), alphanumeric)
    bits = matrix_bits(data, alphanumeric=alphanumeric, version=version, level=level)
    size = 17 + 4 * version
    signs = f"{bits:0{size * size}b}"
    rows = tuple(signs[start : start + size] for start in range(0, size * size, size))
    return QRSymbol(text=text, level=_LEVELS[level], rows=rows, path=_path(rows))


@lru_cache(maxsize=256)
def _smallest_version(length: int, level: int, *, alphanumeric: bool) -> int | None:
    """Return the smallest version with room for a text, or none."""
    mode = MODE_ALPHA_NUM if alphanumeric else MODE_8BIT_BYTE
    code: Any = qrcode.QRCode(error_correction=level)
    code.add_data(QRData(b"A" * length, mode=mode))
    try:
        return int(code.best_fit())
    except (DataOverflowError, ValueError):
        return None


def _version_and_level(text: str, length: int, alphanumeric: bool) -> tuple[int, int]:
    medium = _smallest_version(length, ERROR_CORRECT_M, alphanumeric=alphanumeric)
    if medium is None:
        raise AddressTooLong(text, 0.0)
    quarter = _smallest_version(length, ERROR_CORRECT_Q, alphanumeric=alphanumeric)
    return medium, ERROR_CORRECT_Q if quarter == medium else ERROR_CORRECT_M


def merged_rectangles(rows: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return (column, row, width, height) of rectangles that cover each dark module once.

    Runs in a row are joined, then equal runs below each other: fewer marks, fewer inner seams.
    """
    return sorted(
        (left, top, right - left, bottom - top) for (left, right), top, bottom in _merged(rows)
    )


def _merged(rows: Sequence[str]) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield each run of dark modules with its first row and the row after its last."""
    open_runs: dict[tuple[int, int], int] = {}
    for number, row in enumerate([*rows, ""]):
        take = open_runs.pop
        still = {run: take(run, number) for run in _runs(row)}
        for run, top in open_runs.items():
            yield run, top, number
        open_runs = still


@lru_cache(maxsize=8192)
def _runs(row: str) -> tuple[tuple[int, int], ...]:
    """Return where the dark runs of a row begin and end."""
    return tuple(run.span() for run in _DARK_RUN.finditer(row))


def _path(rows: Sequence[str]) -> str:
    """Return the operators of a symbol; their order is part of every certificate handed out."""
    size = len(rows)
    return " ".join(
        [f"{x} {size - y - high} {wide} {high} re" for x, y, wide, high in merged_rectangles(rows)]
    )


def place(
    symbol: QRSymbol, *, x: float, y: float, box: float, dots_per_inch: int = 203
) -> PlacedSymbol:
    """Centre a symbol with its quiet zone in a square box, on whole printer dots."""
    dot = dot_mm(dots_per_inch)
    dots = int(box / symbol.modules / dot + 1e-9)
    if dots < FEWEST_DOTS:
        raise AddressTooLong(symbol.text, box)
    module = dots * dot
    margin = (box - module * len(symbol.rows)) / 2
    left, top = (round((corner + margin) / dot) * dot for corner in (x, y))
    return PlacedSymbol(symbol=symbol, x=left, y=top, module=module)


def operators(placed: PlacedSymbol, page_height: float) -> str:
    """Return the PDF operators of a symbol where the millimetre is the unit: one path."""
    bottom = page_height - placed.y - placed.side
    return (
        f"q {placed.module:.6g} 0 0 {placed.module:.6g} {placed.x:.6g} {bottom:.6g} cm "
        f"{placed.symbol.path} f Q"
    )


def draw(canvas: Any, placed: PlacedSymbol, page_height: float) -> None:
    """Draw a symbol on a canvas whose unit is the millimetre."""
    canvas.addLiteral(operators(placed, page_height))
