"""The one typeface everything is printed in, and its measures.

DejaVu Sans is package data, so a page looks the same on every machine. It holds every letter of
Spanish, Quechua, Asháninka, Awajún and Shipibo; the fonts a PDF reader supplies by itself do not.
"""

from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

CAP_HEIGHT = 1493 / 2048
"""Height of a capital letter over the em, from the glyph ``H`` of all four faces."""

DESCENT = 483 / 2048
"""Depth below the baseline over the em."""

_REGISTERING = Lock()


class Face(StrEnum):
    """A face of the family; the value is the stem of its file."""

    REGULAR = "DejaVuSans"
    BOLD = "DejaVuSans-Bold"
    CONDENSED = "DejaVuSansCondensed"
    CONDENSED_BOLD = "DejaVuSansCondensed-Bold"

    @property
    def registered_name(self) -> str:
        """The name under which reportlab knows this face; ours alone, so nobody else takes it."""
        return f"acopio:{self.value}"


@cache
def _loaded(face: Face) -> TTFont:
    """Read a face from package data and register it, once per process."""
    with _REGISTERING:
        data = files(__package__).joinpath(f"{face.value}.ttf").read_bytes()
        font = TTFont(face.registered_name, BytesIO(data))
        pdfmetrics.registerFont(font)
        return font


def register() -> None:
    """Make every face known to reportlab."""
    for face in Face:
        _loaded(face)


@cache
def signs() -> frozenset[int]:
    """Return the code points which all faces can draw and a PDF can give back as text."""
    common = set(_loaded(Face.REGULAR).face.charToGlyph)
    for face in Face:
        common &= set(_loaded(face).face.charToGlyph)
    return frozenset(code for code in common if code <= 0xFFFF)  # wider ones break ToUnicode


def text_width(text: str, face: Face, size: float = 1.0) -> float:
    """Return how wide a text is set in an em of ``size``, in the unit of ``size``."""
    return size * _width_in_ems(text, face)


@lru_cache(maxsize=8192)
def _width_in_ems(text: str, face: Face) -> float:
    return float(_loaded(face).stringWidth(text, 1))
