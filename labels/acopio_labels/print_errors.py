"""What goes wrong between a label that was laid out and the paper it should come out on."""

from dataclasses import dataclass
from typing import Literal

from acopio_labels.errors import LabelError

PrinterLoss = Literal["unreachable", "silent", "hung-up"]


@dataclass(eq=False)
class UnreadableLabelError(LabelError):
    """A code that, as the printer would print it, does not say what it should say."""

    code = "unreadable-label"
    index: int
    """Which label of the job, from 1."""
    name: str
    expected: str
    read: str
    """What was read, or nothing."""


@dataclass(eq=False)
class QuietZoneInked(LabelError):
    """Something printed in the white that a code needs around it."""

    code = "quiet-zone-inked"
    index: int
    """Which label of the job, from 1."""
    name: str
    expected: str
    """What the code says."""


@dataclass(eq=False)
class TooFineForPrinter(LabelError):
    """A code whose narrowest part would take too few dots of the printer to be read."""

    code = "too-fine-for-printer"
    name: str
    module_mm: float
    dots_per_inch: int


@dataclass(eq=False)
class ShiftTooLarge(LabelError):
    """A printer correction beyond what a printer takes as a correction."""

    code = "shift-too-large"
    dx_mm: float
    dy_mm: float
    most_mm: float


@dataclass(eq=False)
class BadPrinterAddress(LabelError):
    """A host or port to which no connection can even be tried."""

    code = "bad-printer-address"
    host: str
    port: int


@dataclass(eq=False)
class PrinterGoneError(LabelError):
    """The printer could not be reached, fell silent or hung up before the job was handed over.

    Labels that were handed over may still lie unprinted in the printer or on the way to it; the
    labels after them have certainly not been printed.
    """

    code = "printer-gone"
    host: str
    port: int
    bytes_sent: int
    labels_sent: int
    """Labels handed over whole: at most these, perhaps fewer, come out."""
    cause: PrinterLoss
