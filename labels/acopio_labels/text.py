"""Making any text fit a box: cleaned first, then wrapped, then shrunk, and shortened last.

Names come from people and from other programs, so nothing here may fail on what they contain.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from acopio_labels.fonts import CAP_HEIGHT, DESCENT, Face, signs, text_width

MISSING = "□"
ELLIPSIS = "…"
LEADING = 1.22
"""Distance of two baselines over the em."""

_SHRINK_STEP = 0.96
# A figure and its unit, and a limit and its sign, stay on one line.
_BREAK = re.compile(r"(?<![≤≥<>±]) (?!(?:%|kg|g|mg/kg|µg/kg|°C)(?:\W|$))")
_EXCEPT_SPANISH_SIGNS = re.compile("[^ªº²³…]+")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return the text as it can be printed.

    Compatibility forms become plain letters (NFKC), except the signs of Spanish abbreviations
    such as ``N.º``; control and formatting characters go; a sign no face has becomes a box.
    """
    normal = _EXCEPT_SPANISH_SIGNS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    known = signs()
    return "".join(_printable(char, known) for char in " ".join(normal.split())).strip()


def _printable(char: str, known: frozenset[int]) -> str:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
        return ""
    return char if ord(char) in known else MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedText:
    """Lines that fit their box at one size."""

    lines: tuple[str, ...]
    size: float
    """The em, in the unit of the box."""
    shortened: bool
    """Whether words had to be left out."""

    @property
    def height(self) -> float:
        """From the top of the first capital to the foot of the last descender."""
        if not self.lines:
            return 0.0
        return self.size * (CAP_HEIGHT + DESCENT + LEADING * (len(self.lines) - 1))


def wrap(text: str, *, face: Face, size: float, width: float) -> list[str]:
    """Break a text into lines no wider than ``width``, inside a word only when it is too long."""
    lines: list[str] = []
    room = width / size
    line, used = "", 0.0
    space = text_width(" ", face)
    for word in _pieces(_words(text), face, room):
        wide = text_width(word, face)
        if line and used + space + wide > room:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
    return [*lines, line] if line else lines


def _words(text: str) -> list[str]:
    return [word for word in _BREAK.split(text) if word]


def _pieces(words: Iterable[str], face: Face, room: float) -> Iterable[str]:
    """Yield the words, each cut so that no piece is wider than the room."""
    for word in words:
        rest = word
        while text_width(rest, face) > room and len(rest) > 1:
            cut = _longest_prefix(rest, face, room)
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def _longest_prefix(word: str, face: Face, room: float) -> int:
    used = 0.0
    for index, char in enumerate(word):
        used += text_width(char, face)
        if used > room:
            return max(index, 1)
    return len(word)


@lru_cache(maxsize=4096)
def fit(
    paragraphs: tuple[str, ...],
    *,
    face: Face,
    width: float,
    height: float,
    largest: float,
    smallest: float,
    lines: int = 99,
    balanced: bool = False,
) -> FittedText:
    """Set paragraphs at the largest size that fits without breaking a word.

    At the smallest size words are broken, and what is left over is shortened.
    ``largest`` and ``smallest`` are ems in the unit of the box. A balanced text leaves no short
    word alone on its last line.
    """
    size = largest
    while True:
        wrapped = [
            line for text in paragraphs for line in wrap(text, face=face, size=size, width=width)
        ]
        room = min(lines, _lines_in(height, size))
        whole = size <= smallest or _longest_word(paragraphs, face) * size <= width
        if len(wrapped) <= room and whole:
            if balanced and len(paragraphs) == 1:
                wrapped = _balanced(paragraphs[0], wrapped, face, size, width)
            return FittedText(lines=tuple(wrapped), size=size, shortened=False)
        if size <= smallest:
            kept = _shortened(wrapped[: max(room, 1)], face, width / size)
            return FittedText(lines=kept, size=size, shortened=True)
        size = max(size * _SHRINK_STEP, smallest)


def _longest_word(paragraphs: tuple[str, ...], face: Face) -> float:
    words = (word for text in paragraphs for word in _words(text))
    return max((text_width(word, face) for word in words), default=0.0)


def _balanced(text: str, lines: list[str], face: Face, size: float, width: float) -> list[str]:
    """Return the same number of lines, wrapped as narrow as that number allows."""
    narrower = width
    while len(lines) > 1 and narrower > width / len(lines):
        narrower -= width * 0.02
        again = wrap(text, face=face, size=size, width=narrower)
        if len(again) > len(lines):
            break
        lines = again
    return lines


def _lines_in(height: float, size: float) -> int:
    return int((height / size - CAP_HEIGHT - DESCENT) / LEADING + 1 + 1e-6)


def _shortened(lines: list[str], face: Face, room: float) -> tuple[str, ...]:
    last = lines[-1]
    while last and text_width(last + ELLIPSIS, face) > room:
        last = last[:-1]
    return (*lines[:-1], last.rstrip() + ELLIPSIS)
