"""A printed page as a sceptic measures it: where the ink lies, in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy
import numpy.typing
import pypdfium2

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One page: where it is dark."""

    dark: numpy.typing.NDArray[Any]
    dots: float
    """Per millimetre."""

    def ink(self, box: Box) -> Box | None:
        """Return the smallest box around the ink inside a box, or nothing where all is white."""
        left, top, right, bottom = self._edges(box)
        part = self.dark[top:bottom, left:right]
        rows, columns = (numpy.flatnonzero(part.any(axis=axis)) for axis in (1, 0))
        if not rows.size:
            return None
        return (
            float(left + columns[0]) / self.dots,
            float(top + rows[0]) / self.dots,
            float(left + columns[-1] + 1) / self.dots,
            float(top + rows[-1] + 1) / self.dots,
        )

    def without(self, boxes: list[Box]) -> "Paper":
        """Return the page with these boxes wiped clean."""
        kept = self.dark.copy()
        for box in boxes:
            left, top, right, bottom = self._edges(box)
            kept[top:bottom, left:right] = False
        return Paper(kept, self.dots)

    @property
    def whole(self) -> Box:
        """All of the page."""
        height, width = self.dark.shape
        return (0.0, 0.0, width / self.dots, height / self.dots)

    def turned(self) -> "Paper":
        """Return the page upside down."""
        return Paper(self.dark[::-1, ::-1], self.dots)

    def _edges(self, box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = (max(0, round(edge * self.dots)) for edge in box)
        return left, top, right, bottom


def papers(pdf: bytes, dots_per_inch: int = 600) -> Iterator[Paper]:
    """Yield every page as PDFium renders it; a dot is dark when half of it is ink."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        for page in document:
            grey = page.render(scale=dots_per_inch / 72, grayscale=True).to_numpy()
            # Of a page with a fraction of a dot, the renderer makes a whole one.
            yield Paper(grey.reshape(grey.shape[:2]) < 128, dots_per_inch / 25.4)
