"""Proofreading: every code is drawn as the printer will draw it, read again and compared.

Only the code with its quiet zone and what else lies there is drawn: a label takes a few
milliseconds. A code with ink in its quiet zone is refused even if this decoder reads it, because
a worse one may not. Whoever prints proofreads the whole job first and sends it then.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from PIL import Image, ImageChops

from acopio_labels.drawing import LabelDrawing
from acopio_labels.print_errors import QuietZoneInked, UnreadableLabelError
from acopio_labels.raster import Region, codes_on_dots, render, size_in_dots


def proofread(
    drawings: Iterable[LabelDrawing], *, dots_per_inch: int = 203
) -> Iterator[LabelDrawing]:
    """Yield each label once all its codes have been read and say what they should say.

    Nothing is proven before it has been asked for: exhaust the iterator before the job is
    released. The first code that cannot be read, says something else or has ink in its quiet
    zone raises.
    """
    for index, drawing in enumerate(drawings, start=1):
        _prove(drawing, index, dots_per_inch)
        yield drawing


def _prove(drawing: LabelDrawing, index: int, dots_per_inch: int) -> None:
    expected = [placed.symbol.text for placed in drawing.symbols]
    expected += [bars.text for bars in drawing.bars]
    codes = codes_on_dots(drawing, dots_per_inch)
    label = Region(0, 0, *size_in_dots(drawing, dots_per_inch))
    for number, (code, text) in enumerate(zip(codes, expected, strict=True)):
        linear = number >= len(drawing.symbols)
        region = _within(code.with_quiet_zone, label)
        picture = render(drawing, dots_per_inch=dots_per_inch, region=region) if region else None
        read = read_code(picture, linear=linear) if picture else ""
        if read != text:
            raise UnreadableLabelError(index, drawing.name, text, read)
        if picture and region and _has_ink_beside(picture, region, code.region):
            raise QuietZoneInked(index, drawing.name, text)


def _has_ink_beside(picture: Image.Image, shown: Region, code: Region) -> bool:
    """Return whether a picture of a part of the label has ink outside its code."""
    left, top, right, bottom = ImageChops.invert(picture).getbbox() or (0, 0, 0, 0)
    return (
        shown.x + left < code.x
        or shown.y + top < code.y
        or shown.x + right > code.x + code.width
        or shown.y + bottom > code.y + code.height
    )


def _within(region: Region, label: Region) -> Region | None:
    """Return the part of a region that lies on the label: the rest is never printed."""
    if not region.meets(label):
        return None
    left, top = max(region.x, 0), max(region.y, 0)
    right = min(region.x + region.width, label.width)
    bottom = min(region.y + region.height, label.height)
    return Region(left, top, right - left, bottom - top)


def read_code(picture: Image.Image, *, linear: bool) -> str:
    """Return what the only QR symbol, or the only Code 128, in a picture says; else nothing.

    A GS1 code is given with its identifiers in brackets, as people read it. A plain code whose
    text merely looks like that is told apart by the mark of its symbology.
    """
    zxing = _zxing()
    found = zxing.read_barcodes(
        picture.convert("L"),
        formats=zxing.BarcodeFormat.Code128 if linear else zxing.BarcodeFormat.QRCode,
        text_mode=zxing.TextMode.HRI if linear else zxing.TextMode.Plain,
        try_invert=False,
        try_rotate=False,
        try_downscale=False,
    )
    if len(found) != 1:
        return ""
    only = found[0]
    looks_like_gs1 = linear and only.text.startswith("(")
    plain = only.content_type != zxing.ContentType.GS1
    return f"{only.symbology_identifier if looks_like_gs1 and plain else ''}{only.text}"


@cache
def _zxing() -> ModuleType:
    """Load the decoder when it is first needed: it is a large library, and most never proofread."""
    import zxingcpp  # noqa: PLC0415

    return zxingcpp
