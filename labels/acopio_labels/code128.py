"""Code 128: from a text to the widths of its bars and spaces, and an SSCC as GS1 writes it."""

from typing import Any

from acopio_labels.drawing import BarCode
from acopio_labels.errors import BarCodeImpossible, SsccInvalid
from acopio_labels.qr import dot_mm

QUIET_ZONE = 10
"""Modules of white on each side."""

_FNC1 = "\xf1"
_GS1_MODULE = 0.495
"""The narrowest bar that GS1 allows on a logistic label, in millimetres."""
_PLAIN_MODULE = 0.25
_WIDEST_MODULE = 0.94


def check_sscc(sscc: str) -> None:
    """Refuse what is not eighteen digits with a right check digit."""
    if not (len(sscc) == 18 and sscc.isascii() and sscc.isdigit()):
        raise SsccInvalid(sscc)
    if sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(sscc)) % 10:
        raise SsccInvalid(sscc)


def check_text(text: str) -> None:
    """Refuse what Code 128 cannot hold: the encoder would leave signs out without a word."""
    if not text.strip() or not (text.isascii() and text.isprintable()):
        raise BarCodeImpossible(text)


def bar_widths(text: str, *, gs1: bool) -> tuple[int, ...]:
    """Return bars and spaces in turn, in modules, the first a bar."""
    # Loaded when bars are first drawn: it is large, and most labels have none.
    from reportlab.graphics.barcode.code128 import Code128  # noqa: PLC0415

    code: Any = Code128(value=(_FNC1 if gs1 else "") + text)
    code.validate()
    code.encode()
    code.decompose()
    return tuple(ord(sign.upper()) - ord("A") + 1 for sign in code.decomposed)


def place_bars(
    text: str, shown: str, *, gs1: bool, y: float, height: float, width: float, dots_per_inch: int
) -> BarCode | None:
    """Centre a code on a label of this width, on whole printer dots; none if it is too wide."""
    widths = bar_widths(text, gs1=gs1)
    dot = dot_mm(dots_per_inch)
    modules = sum(widths)
    dots = int(min(width / (modules + 2 * QUIET_ZONE), _WIDEST_MODULE) / dot + 1e-9)
    if dots * dot < (_GS1_MODULE if gs1 else _PLAIN_MODULE):
        return None
    if gs1:  # as wide as advised, no wider: a long code is harder to scan in one sweep
        dots = min(dots, -int(-_GS1_MODULE / dot // 1))
    module = dots * dot
    left = round((width - module * modules) / 2 / dot) * dot
    top = round(y / dot) * dot
    return BarCode(text=shown, x=left, y=top, height=height, module=module, widths=widths)
