"""Sack labels as a PDF: one page per sack on a thermal printer, or many on a sheet."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from acopio_labels.drawing import LabelDrawing
from acopio_labels.errors import NothingToPrint
from acopio_labels.label_layout import lay_out
from acopio_labels.media import load_medium
from acopio_labels.model import SackLabel
from acopio_labels.print_pdf import print_pdf


def draw_sack_labels(
    labels: Iterable[SackLabel],
    *,
    dots_per_inch: int = 203,
    medium: str = "thermal-100x150",
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Return a PDF of the labels, of exactly the size of the medium.

    ``progress`` is told after each label how many are done. The same labels give the same bytes.
    """
    chosen = load_medium(medium)
    size = chosen.size(dots_per_inch)
    waiting = iter(labels)
    first = next(waiting, None)
    if first is None:
        raise NothingToPrint

    def drawings() -> Iterator[LabelDrawing]:
        for count, label in enumerate(chain([first], waiting), start=1):
            yield lay_out(label, size)
            if progress:
                progress(count)

    title = f"{first.organisation} · {first.lot_code}"
    return b"".join(print_pdf(drawings(), chosen, title=title))
