"""Label media: one TOML file each in `layouts/media/`, in millimetres from the top left corner.

A new medium is a new file there; no code knows one by name.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from acopio_labels.errors import MediumInconsistent, StartBeyondSheet, UnknownMedia

BAR_LENGTH = 50.0
"""Length of the check bar: a ruler laid on it shows whether the printer scaled the page."""

_BAR_ROOM = 3.1
"""Between the check bar and what stands above it, the tail of a large Q included."""

_SLACK = 0.01
"""Rounding of a file's figures that is no overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on a page."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Where a tag is punched, from the corner of the label; the layout leaves it free."""

    x: float
    y: float
    diameter: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSize:
    """All that a layout has to know of a medium."""

    width: float
    height: float
    margin: float
    top: float
    """Free at the top: the margin, or more where a hole is punched."""
    foot: float
    """Free at the foot: the margin, or more where the check bar lies."""
    stub: float | None = None
    """Height of a part at the bottom that is torn off for the lot's file."""
    dots_per_inch: int = 203


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A page with its labels, filled row by row from the top left."""

    name: str
    kind: Literal["thermal", "sheet"]
    page_width: float
    page_height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    label_width: float
    label_height: float
    margin: float
    corner: float = 0.0
    stub: float | None = None
    cut_marks: bool = False
    hole: Hole | None = None
    check_bar: Point | None = None

    @property
    def capacity(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    @property
    def cells(self) -> tuple[Point, ...]:
        """Top left corner of every label, in the order in which they are used."""
        return tuple(
            Point(x=self.left + column * self.pitch_x, y=self.top + row * self.pitch_y)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def size(self, dots_per_inch: int = 203) -> LabelSize:
        """Return what a layout for this medium has to know."""
        hole, bar = self.hole, self.check_bar
        # Where the page has no margin of its own, the bar lies at the foot of a label.
        bars = [
            cell.y + self.label_height - bar.y + _BAR_ROOM
            for cell in self.cells
            if bar and 0 <= bar.y - cell.y <= self.label_height
        ]
        return LabelSize(
            width=self.label_width,
            height=self.label_height,
            margin=self.margin,
            top=hole.y + hole.diameter / 2 + 1.5 if hole else self.margin,
            foot=max([self.margin, *bars]),
            stub=self.stub,
            dots_per_inch=dots_per_inch,
        )


@cache
def list_media() -> tuple[str, ...]:
    """Return the names of all media."""
    names = (entry.name for entry in _folder().iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


@cache
def load_medium(name: str) -> Medium:
    """Return a medium by its name, such as ``thermal-100x150``."""
    if name not in list_media():
        raise UnknownMedia(name, list_media())
    return parse_medium(name, _folder().joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def parse_medium(name: str, toml: str) -> Medium:
    """Return the medium that a file describes; what it says has to hold together."""
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise MediumInconsistent(name, "no-toml") from error
    _check_types(name, data)
    try:
        for key, made in (("hole", Hole), ("check_bar", Point)):
            if key in data:
                data[key] = made(**data[key])
        medium = Medium(name=name, **data)
    except TypeError as error:
        raise MediumInconsistent(name, "fields") from error
    for problem in _problems(medium):
        raise MediumInconsistent(name, problem)
    return medium


def next_free(medium: Medium, start: int, count: int) -> int:
    """Return the place after ``count`` labels from ``start``; 1 when the last sheet is full."""
    check_start(medium, start)
    return (start - 1 + count) % medium.capacity + 1


def check_start(medium: Medium, start: int) -> None:
    """Refuse a place that is not on the sheet."""
    if not 1 <= start <= medium.capacity:
        raise StartBeyondSheet(start, medium.capacity)


def _check_types(name: str, data: Mapping[str, Any]) -> None:
    """Every figure of the file is a finite number, and none stands for a word."""
    words = {"kind", "cut_marks", "hole", "check_bar"}
    numbers = [data.get(field.name) for field in fields(Medium) if field.name not in words]
    for table in ("hole", "check_bar"):
        if table in data:
            if not isinstance(data[table], Mapping):
                raise MediumInconsistent(name, "fields")
            numbers += data[table].values()
    for number in numbers:
        plain = isinstance(number, int | float) and not isinstance(number, bool)
        if number is not None and not (plain and math.isfinite(number)):
            raise MediumInconsistent(name, "fields")
    if any(not isinstance(data.get(key), int | None) for key in ("columns", "rows")):
        raise MediumInconsistent(name, "fields")


def _problems(medium: Medium) -> Iterator[str]:
    if medium.kind not in {"thermal", "sheet"}:
        yield "kind"
    if min(medium.columns, medium.rows) < 1:
        yield "no-labels"
    if min(medium.label_width, medium.label_height) <= 2 * medium.margin or medium.margin < 0:
        yield "no-labels"
    if (medium.columns > 1 and medium.pitch_x < medium.label_width - _SLACK) or (
        medium.rows > 1 and medium.pitch_y < medium.label_height - _SLACK
    ):
        yield "overlap"
    last = medium.cells[-1]
    if (
        min(medium.left, medium.top) < 0
        or last.x + medium.label_width > medium.page_width + _SLACK
        or last.y + medium.label_height > medium.page_height + _SLACK
    ):
        yield "off-page"
    yield from _problems_of_marks(medium)


def _problems_of_marks(medium: Medium) -> Iterator[str]:
    bar, hole = medium.check_bar, medium.hole
    if bar and not (
        0 <= bar.x <= medium.page_width - BAR_LENGTH and 1 <= bar.y <= medium.page_height - 1
    ):
        yield "check-bar"
    if hole:
        radius = hole.diameter / 2
        wide, high = medium.label_width - radius, medium.label_height / 2
        if not (radius <= hole.x <= wide and radius <= hole.y <= high) or radius <= 0:
            yield "hole"
    if medium.stub is not None and not 0 < medium.stub < medium.label_height / 2:
        yield "stub"


def _folder() -> Traversable:
    return files(__package__).joinpath("layouts").joinpath("media")


__all__ = [
    "BAR_LENGTH",
    "Hole",
    "LabelSize",
    "Medium",
    "Point",
    "check_start",
    "list_media",
    "load_medium",
    "next_free",
    "parse_medium",
]
