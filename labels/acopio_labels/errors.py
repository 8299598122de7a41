"""What this package refuses to draw.

A refusal has a stable ``code`` and typed fields and holds no sentence: who shows it to a person
words it in that person's language.
"""

from dataclasses import dataclass, fields
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
