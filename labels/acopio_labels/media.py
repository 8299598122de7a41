"""Label media: a layout is one TOML file in `layouts/`, in millimetres from the top left corner.

A new size of label is a new file there; no code knows a size.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from acopio_labels.errors import UnknownMedia
from acopio_labels.fonts import CAP_HEIGHT, Face
from acopio_labels.shapes import Align


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """Room for one field; its text is wrapped and shrunk to fit, and shortened at the smallest."""

    field: str
    x: float
    y: float
    width: float
    height: float
    face: Face
    letter: float
    """Height of a capital letter when there is room enough."""
    smallest_letter: float
    lines: int = 1
    align: Align = "left"

    @property
    def largest_em(self) -> float:
        """The em of the largest letter."""
        return self.letter / CAP_HEIGHT

    @property
    def smallest_em(self) -> float:
        """The em of the smallest letter."""
        return self.smallest_letter / CAP_HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBox:
    """Room for a code people type: never shortened; made narrower before it is made lower."""

    field: str
    x: float
    y: float
    width: float
    face: Face
    letter: float
    narrowest: float
    """The smallest horizontal scale; only below it are the letters made lower."""

    @property
    def em(self) -> float:
        """The em of the letters."""
        return self.letter / CAP_HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class QRBox:
    """A square for the symbol with its quiet zone."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight stroke across the label."""

    x: float
    y: float
    width: float
    thickness: float
    dash: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBar:
    """A bar of known length: a ruler laid on it shows whether the printer scaled the page."""

    x: float
    y: float
    length: float
    tick: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLayout:
    """Everything about one size of label."""

    name: str
    width: float
    height: float
    texts: tuple[TextBox, ...]
    codes: tuple[CodeBox, ...]
    symbols: tuple[QRBox, ...]
    rules: tuple[Rule, ...]
    check_bar: CheckBar


@cache
def layout(name: str) -> LabelLayout:
    """Return the layout of a medium by its name, such as ``thermal-100x150``."""
    if name not in known_media():
        raise UnknownMedia(name, known_media())
    data = tomllib.loads(_folder().joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return LabelLayout(
        name=name,
        width=data["width"],
        height=data["height"],
        texts=tuple(TextBox(**{**box, "face": Face(box["face"])}) for box in data["text"]),
        codes=tuple(CodeBox(**{**box, "face": Face(box["face"])}) for box in data["code"]),
        symbols=tuple(QRBox(**box) for box in data["qr"]),
        rules=tuple(Rule(**rule) for rule in data["rule"]),
        check_bar=CheckBar(**data["check_bar"]),
    )


@cache
def known_media() -> tuple[str, ...]:
    """Return the names of all layouts."""
    names = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def _folder() -> Traversable:
    return files(__package__).joinpath("layouts")
