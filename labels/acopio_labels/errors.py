"""What this package refuses to draw.

A refusal has a stable ``code`` and typed fields and holds no sentence: who shows it to a person
words it in that person's language.
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import ClassVar


@dataclass(eq=False)
class LabelError(ValueError):
    """Something that cannot be drawn as asked; nothing was drawn."""

    code: ClassVar[str]

    def values(self) -> dict[str, object]:
        """Return the fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        """Return code and fields: for logs and tests, never for people."""
        return f"{self.code}: {self.values()}"


@dataclass(eq=False)
class AddressTooLong(LabelError):
    """The address needs so many modules that a printer could not print them apart."""

    code = "address-too-long"
    address: str
    box_mm: float


@dataclass(eq=False)
class OffTheScale(LabelError):
    """A value of a radar that does not lie on its fixed scale."""

    code = "off-the-scale"
    axis: str
    value: str
    scale: str


@dataclass(eq=False)
class TooFewAxes(LabelError):
    """A radar of fewer than three axes has no area."""

    code = "too-few-axes"
    count: int


@dataclass(eq=False)
class SackOutOfRange(LabelError):
    """A sack number that is not one of the sacks of its lot."""

    code = "sack-out-of-range"
    number: int
    count: int


@dataclass(eq=False)
class NothingToPrint(LabelError):
    """A batch without a single label."""

    code = "nothing-to-print"


@dataclass(eq=False)
class UnknownMedia(LabelError):
    """A name for which there is no layout."""

    code = "unknown-media"
    name: str
    known: tuple[str, ...]


@dataclass(eq=False)
class MediumInconsistent(LabelError):
    """A file of a medium whose measures do not hold together."""

    code = "medium-inconsistent"
    name: str
    problem: str


@dataclass(eq=False)
class MediumTooSmall(LabelError):
    """A label on which the code of this kind finds no room."""

    code = "medium-too-small"
    kind: str
    width_mm: float
    height_mm: float
    fitting: tuple[str, ...]
    """Media on which the same label does fit."""


@dataclass(eq=False)
class DrawingOfOtherSize(LabelError):
    """A drawing made for a label of another size than the medium has."""

    code = "drawing-of-other-size"
    medium: str
    width_mm: float
    height_mm: float


@dataclass(eq=False)
class StartBeyondSheet(LabelError):
    """A first place that the sheet does not have."""

    code = "start-beyond-sheet"
    start: int
    places: int


@dataclass(eq=False)
class CopiesOutOfRange(LabelError):
    """No copy at all, or more than anyone means."""

    code = "copies-out-of-range"
    copies: int
    most: int


@dataclass(eq=False)
class CorrectionOutOfRange(LabelError):
    """A correction of a printer that would push labels off the page."""

    code = "correction-out-of-range"
    what: str
    value: Decimal
    least: Decimal
    most: Decimal


@dataclass(eq=False)
class MeasureImplausible(LabelError):
    """A measured distance of the ruler page that no printer would print."""

    code = "measure-implausible"
    what: str
    measured: Decimal
    expected: Decimal


@dataclass(eq=False)
class IcoMarkInvalid(LabelError):
    """An ICO mark that is not country, exporter and serial: ``029/0123/0456``."""

    code = "ico-mark-invalid"
    mark: str


@dataclass(eq=False)
class SsccInvalid(LabelError):
    """Not eighteen digits, of which the last checks the others."""

    code = "sscc-invalid"
    sscc: str


@dataclass(eq=False)
class BarCodeImpossible(LabelError):
    """A text that Code 128 does not hold: empty, or with other than plain signs."""

    code = "bar-code-impossible"
    text: str


@dataclass(eq=False)
class CopyOutOfRange(LabelError):
    """A reprint is at least the second printing of a label."""

    code = "copy-out-of-range"
    number: int
