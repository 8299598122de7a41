"""What a cell of a workbook shows: its value in its number format, as a person reads it.

A workbook keeps 0.071 where people see ``7.1%``, and 0.05 where a laboratory's format shows
``<0.05``. What counts is what was seen; a cell that cannot be read so is said to be odd, and never
guessed. A comma between thousands is left out: it could be taken for a decimal one.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

_GENERAL = {"", "general", "@"}
_PIECE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.', re.DOTALL)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digits>[#0?,.]+)|(?P<sign>[-+/()$:!^&'~{}<>=% ])|(?P<other>.)",
    re.DOTALL,
)
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_DIGITS = re.compile(r"(?:[#0],[#0]{2,3})?([#0?]*)(?:\.([#0?]*))?")
_PLACES_MOST = 30


class Odd(str):
    """A cell that cannot be taken for what it shows; the text is as near to it as can be said."""

    __slots__ = ("why",)
    why: str

    def __new__(cls, text: str, why: str) -> "Odd":
        """Keep the reason: ``cell-boolean``, ``cell-error``, ``cell-format``, ``cell-formula``."""
        made = super().__new__(cls, text)
        made.why = why
        return made


def shown(value: Any, number_format: str) -> str:
    """Return what a cell shows; an ``Odd`` text where that cannot be said.

    Args:
        value: what is stored: nothing, text, a number, a day, a truth value.
        number_format: the code of its format, such as ``0.00%``.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return Odd("TRUE" if value else "FALSE", "cell-boolean")
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return Odd(str(value), "cell-format")


def _number(value: int | float, number_format: str) -> str:
    # Fifteen figures are what a spreadsheet itself keeps and shows: 0.1 + 0.2 is 0.3 there.
    exact = Decimal(value) if isinstance(value, int) else Decimal(format(value, ".15g"))
    if not exact.is_finite() or abs(exact.adjusted()) > _PLACES_MOST:
        return Odd(str(value), "cell-format")
    if number_format.strip().lower() in _GENERAL:
        return _plain(exact)
    section, for_it = _section(_sections(number_format), exact)
    shape = _shape(section)
    text = shape.of(for_it).strip() if shape else ""
    # A format that hides a number shows less than there is.
    return text or Odd(_plain(exact), "cell-format")


def _plain(exact: Decimal) -> str:
    text = format(exact, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if exact else "0"


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[str, ...]:
    """Return the parts of a format: for what is above nothing, below it, nothing, and text."""
    sections = [""]
    for piece in _PIECE.findall(number_format):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return tuple(sections)


def _section(sections: tuple[str, ...], exact: Decimal) -> tuple[str, Decimal]:
    """Return the part of a format that is for this number, and the number as that part shows it."""
    if exact < 0 and len(sections) > 1:
        return sections[1], -exact
    if not exact and len(sections) > 2:
        return sections[2], exact
    return sections[0], exact


@dataclass(frozen=True, slots=True)
class _Shape:
    """One section of a format: signs before and behind, how many places, hundredfold or not."""

    before: str
    behind: str
    whole: str
    places: str
    percents: int

    def of(self, exact: Decimal) -> str:
        """Return a number in this shape; half a place is rounded away from nothing."""
        scaled = exact.scaleb(2 * self.percents)
        if not self.whole and not self.places:
            return f"{self.before}{self.behind}"
        rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(self.places)), ROUND_HALF_UP)
        whole, _, places = format(rounded, "f").partition(".")
        whole = whole.lstrip("0").zfill(max(self.whole.count("0"), 1 if self.places else 0))
        kept = places.rstrip("0").ljust(self.places.count("0"), "0")
        text = f"{whole}.{kept}" if kept else whole
        minus = "-" if scaled < 0 and rounded else ""
        return f"{minus}{self.before}{text}{self.behind}"


@lru_cache(maxsize=256)
def _shape(section: str) -> _Shape | None:
    """Read a section; nothing where it shows a number in a way that is not known here."""
    before, behind, digits = "", "", None
    percents = 0
    for token in _TOKEN.finditer(section):
        kind = token.lastgroup
        if kind == "digits":
            if digits is not None:
                return None
            digits = token["digits"]
            continue
        literal = _literal(kind or "", token)
        if literal is None:
            return None
        percents += literal == "%" and kind == "sign"
        before, behind = (
            (before + literal, behind) if digits is None else (before, behind + literal)
        )
    found = _DIGITS.fullmatch(digits or "")
    if found is None:
        return None
    whole = found[0].partition(".")[0].replace(",", "")
    return _Shape(before, behind, whole, found[2] or "", percents)


def _literal(kind: str, token: re.Match[str]) -> str | None:
    """Return the signs that a token of a format puts beside the number."""
    if kind in {"space", "fill"}:
        return " " if kind == "space" else ""
    if kind != "bracket":
        return None if kind == "other" else token[kind]
    inside = token["bracket"]
    if _COLOUR.fullmatch(inside):
        return ""
    currency = _CURRENCY.fullmatch(inside)
    # Anything else in brackets is a condition: which section holds depends on the value.
    return currency[1] if currency else None
