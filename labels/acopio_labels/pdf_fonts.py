"""Embedding the faces in a PDF that is written from front to back: signs first, subsets last."""

import zlib
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfmetrics

from acopio_labels.fonts import Face, register
from acopio_labels.paper import SAVING

_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /acopio def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class _Table(dict[int, str]):
    """What each sign becomes, for ``str.translate``; an unknown one gets the next number."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, code: int) -> str:
        number = self._numbers.setdefault(chr(code), len(self._numbers) + 1)
        self[code] = encoded = f"{number:04x}"
        return encoded


class FontUse:
    """Which signs of a face a document shows; each gets a number when it is first met."""

    def __init__(self, face: Face) -> None:
        register()
        self._face: Any = pdfmetrics.getFont(face.registered_name).face
        self._name = face.value
        self._numbers: dict[str, int] = {}
        self._table = _Table(self._numbers)

    @property
    def used(self) -> bool:
        """Whether any text is set in this face."""
        return bool(self._numbers)

    def encoded(self, text: str) -> str:
        """Return a text as the hexadecimal string of its numbers."""
        return text.translate(self._table)

    def objects(self, first: int) -> Iterator[bytes]:
        """Yield the objects of the font: itself at number ``first``, its parts right after."""
        face = self._face
        name = f"/ACOPIO+{self._name}"
        yield (
            f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H"
            f"/DescendantFonts[{first + 1} 0 R]/ToUnicode {first + 5} 0 R>>"
        ).encode()
        widths = " ".join(str(face.getCharWidth(ord(sign))) for sign in self._numbers)
        yield (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {first + 2} 0 R/CIDToGIDMap {first + 4} 0 R/DW 600"
            f"/W[1[{widths}]]>>"
        ).encode()
        box = " ".join(str(value) for value in face.bbox)
        yield (
            f"<</Type/FontDescriptor/FontName{name}/Flags 4/FontBBox[{box}]"
            f"/ItalicAngle {face.italicAngle}/Ascent {face.ascent}/Descent {face.descent}"
            f"/CapHeight {face.capHeight}/StemV {face.stemV}/FontFile2 {first + 3} 0 R>>"
        ).encode()
        codes = [ord(sign) for sign in self._numbers]
        with SAVING:  # the face is read through one shared file position
            subset = face.makeSubset(codes)
        yield stream(subset, f"/Length1 {len(subset)}")
        yield stream(self._glyphs())
        yield stream(self._to_unicode().encode())

    def _glyphs(self) -> bytes:
        """Return the glyph of each number: the subset holds each glyph once, in order of use."""
        places: dict[int, int] = {0: 0}
        found = [0]
        for sign in self._numbers:
            glyph = self._face.charToGlyph.get(ord(sign), 0)
            found.append(places.setdefault(glyph, len(places)))
        return b"".join(place.to_bytes(2, "big") for place in found)

    def _to_unicode(self) -> str:
        pairs = [
            f"<{number:04x}> <{sign.encode('utf-16-be').hex()}>"
            for sign, number in self._numbers.items()
        ]
        groups = (pairs[start : start + 100] for start in range(0, len(pairs), 100))
        ranges = (
            f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups
        )
        return _TO_UNICODE.format(ranges="\n".join(ranges))


def stream(data: bytes, more: str = "") -> bytes:
    """Return a compressed stream object."""
    packed = zlib.compress(data, 6)
    head = f"<</Length {len(packed)}/Filter/FlateDecode{more}>>stream\n"
    return head.encode() + packed + b"\nendstream"
