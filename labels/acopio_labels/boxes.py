"""Room for one text or code on a label, and setting them in it by the measures of the font."""

from dataclasses import dataclass

from acopio_labels.fonts import CAP_HEIGHT, Face, text_width
from acopio_labels.shapes import Align, Shape, Text, text_lines
from acopio_labels.text import fit


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


def text_in_box(paragraphs: tuple[str, ...], box: TextBox) -> tuple[Shape, ...]:
    """Set cleaned paragraphs in a box."""
    fitted = fit(
        paragraphs,
        face=box.face,
        width=box.width,
        height=box.height,
        largest=box.largest_em,
        smallest=box.smallest_em,
        lines=box.lines,
        balanced=True,
    )
    drawing = text_lines(fitted, face=box.face, width=box.width, x=box.x, y=box.y, align=box.align)
    return drawing.shapes


def line_in_box(text: str, box: TextBox) -> tuple[Shape, ...]:
    """Set one cleaned line: in one step when shrinking is enough, and shortened when it is not."""
    wide = text_width(text, box.face)
    em = min(box.largest_em, box.width / wide) if wide else box.largest_em
    if em < box.smallest_em:
        return text_in_box((text,), box)
    y = box.y + em * CAP_HEIGHT
    return (Text(x=box.x, y=y, text=text, face=box.face, size=em),) if text else ()


def code_in_box(code: str, box: CodeBox) -> Text:
    """Set a code on one line: as it is, else narrower, and lower only when that is not enough."""
    width = text_width(code, box.face, box.em)
    squeeze = min(1.0, box.width / width) if width else 1.0
    shrink = min(1.0, squeeze / box.narrowest)
    return Text(
        x=box.x,
        y=box.y + box.em * CAP_HEIGHT,
        text=code,
        face=box.face,
        size=box.em * shrink,
        squeeze=max(squeeze, box.narrowest),
    )
