"""A run of labels: drawn for a paper, proofread, and handed out as PDF, ZPL, PNG or SVG.

Labels are drawn anew for each pass, so that a run of ten thousand takes no more memory than ten.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import CopiesOutOfRange, LabelError, NothingToPrint
from acopio_labels.label_layout import lay_out
from acopio_labels.label_model import Label
from acopio_labels.media import Medium, check_start, list_media, load_medium, next_free
from acopio_labels.print_errors import BadPrinterAddress, PrinterGoneError
from acopio_labels.print_pdf import MOST_COPIES, print_pdf
from acopio_labels.printer import PrinterProfile, profile_from_ruler, ruler_page
from acopio_labels.proofread import proofread
from acopio_labels.raster import png
from acopio_labels.raw_port import RAW_PORT, HandedOver, may_be_called, send_raw
from acopio_labels.sheet_preview import sheet_png
from acopio_labels.zpl import job_zpl


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Labels and how they are to be printed."""

    labels: Sequence[Label]
    medium: str
    start: int = 1
    copies: int = 1
    dots_per_inch: int = 203
    profile: PrinterProfile = field(default_factory=PrinterProfile)
    title: str = ""

    def check(self) -> None:
        """Refuse what cannot be printed before anything is drawn.

        Raises:
            LabelError: no such paper, no such place on it, no label, or a strange number of copies.
        """
        check_start(self.paper, self.start)
        if not 1 <= self.copies <= MOST_COPIES:
            raise CopiesOutOfRange(self.copies, MOST_COPIES)
        if not self.labels:
            raise NothingToPrint

    @property
    def paper(self) -> Medium:
        """The medium."""
        return load_medium(self.medium)

    @property
    def next_free(self) -> int:
        """The place that is free after this run; 1 when no sheet is begun."""
        return next_free(self.paper, self.start, len(self.labels) * self.copies)

    def drawings(self) -> Iterator[LabelDrawing]:
        """Yield every label, drawn."""
        size = self.paper.size(self.dots_per_inch)
        return (lay_out(label, size) for label in self.labels)

    def proofread(self, progress: Callable[[int], None] | None = None) -> None:
        """Read every code of every label again as the printer will print it.

        Raises:
            LabelError: one cannot be read, or says something else; or has no room.
        """
        self.check()
        proven = proofread(self.drawings(), dots_per_inch=self.dots_per_inch)
        for count, _ in enumerate(proven, start=1):
            if progress:
                progress(count)

    def pdf(self) -> Iterator[bytes]:
        """Return the parts of the PDF."""
        return print_pdf(
            self.drawings(),
            self.paper,
            start=self.start,
            copies=self.copies,
            profile=self.profile,
            title=self.title,
        )

    def zpl(self) -> Iterator[bytes]:
        """Return the labels in the language of thermal printers, one part for each."""
        return job_zpl(
            self.drawings(),
            dots_per_inch=self.dots_per_inch,
            copies=self.copies,
            shift=(float(self.profile.dx), float(self.profile.dy)),
        )

    def png(self) -> bytes:
        """Return the first label as a picture, or the first sheet where there are several on it."""
        if self.paper.capacity == 1:
            return png(self._first(), dots_per_inch=self.dots_per_inch)
        return sheet_png(
            self.drawings(),
            self.paper,
            start=self.start,
            copies=self.copies,
            dots_per_inch=self.dots_per_inch,
        )

    def svg(self) -> bytes:
        """Return the first label as SVG."""
        from acopio_labels.svg import svg  # noqa: PLC0415 - only a preview needs it

        return svg(self._first()).encode("utf-8")

    def _first(self) -> LabelDrawing:
        return next(self.drawings())


def media() -> tuple[Medium, ...]:
    """Return every paper that is known."""
    return tuple(map(load_medium, list_media()))


def named_medium(name: str) -> Medium:
    """Return one paper.

    Raises:
        LabelError: there is none of this name.
    """
    return load_medium(name)


def printer_address(text: str) -> tuple[str, int]:
    """Read ``HOST`` or ``HOST:PORT``; an IPv6 address with a port stands in brackets.

    Raises:
        LabelError: the port is no number.
    """
    typed = text.strip()
    host, colon, port = typed.rpartition(":")
    bare = not colon or (":" in host and not host.endswith("]"))
    if bare:
        return typed.strip("[]"), RAW_PORT
    if not (port.isascii() and port.isdigit() and len(port) <= 5):
        raise BadPrinterAddress(typed, RAW_PORT)
    return host.strip("[]"), int(port)


def check_address(host: str, port: int) -> None:
    """Refuse what cannot be the address of a printer, whoever is there.

    Raises:
        LabelError: it is none.
    """
    if not may_be_called(host, port):
        raise BadPrinterAddress(host, port)


__all__ = [
    "HandedOver",
    "Label",
    "LabelError",
    "Medium",
    "PrinterGoneError",
    "PrinterProfile",
    "RAW_PORT",
    "Run",
    "check_address",
    "media",
    "named_medium",
    "next_free",
    "printer_address",
    "profile_from_ruler",
    "ruler_page",
    "send_raw",
]
