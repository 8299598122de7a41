"""A label as it is drawn: shapes and symbols in millimetres, whatever back-end prints them.

Every kind of label becomes one of these; PDF, ZPL, PNG and SVG are drawn from it, and proofreading
looks at it.
"""

from dataclasses import dataclass

from acopio_labels.qr import PlacedSymbol
from acopio_labels.shapes import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class BarCode:
    """A linear code (Code 128) with its bars already placed on whole printer dots."""

    text: str
    """What it holds, as people read it: ``(00)377012345678901234``."""
    x: float
    y: float
    """Top left corner of the first bar."""
    height: float
    module: float
    """Width of the narrowest bar."""
    widths: tuple[int, ...]
    """Bars and spaces in turn, in modules, the first a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDrawing:
    """One label, from its top left corner, y downwards."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    """What differs from label to label."""
    symbols: tuple[PlacedSymbol, ...] = ()
    bars: tuple[BarCode, ...] = ()
    shared: tuple[Shape, ...] = ()
    """What many labels of a job have in common: the same object for all of them, so that a
    back-end may draw it once and refer to it."""
    name: str = ""
    """What a refusal calls it: ``NAR-7KQ4M9T-6 42/250``."""

    @property
    def every_shape(self) -> tuple[Shape, ...]:
        """Shared shapes first, then its own."""
        return (*self.shared, *self.shapes)
