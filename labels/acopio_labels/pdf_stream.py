"""A PDF written from front to back: a page is forgotten as soon as it is written.

`reportlab` keeps every page until it saves, some 10 kB each. Here only the place of each object
is kept, so a hundred thousand labels take the memory of one. The unit is the millimetre.
"""

import hashlib
from array import array
from collections.abc import Iterable

from acopio_labels import qr
from acopio_labels.drawing import BarCode, LabelDrawing
from acopio_labels.fonts import Face
from acopio_labels.paper import COLOURS, MM
from acopio_labels.pdf_fonts import FontUse, stream
from acopio_labels.shapes import Line, Polygon, Shape, Text, Tone

_CATALOG, _PAGES, _FONTS, _INFO, _FIRST_FREE = 1, 2, 3, 4, 5
_PAGES_PER_NODE = 250
_FORMS_KEPT = 64
"""Shared pictures known by identity; older ones are still found by what they hold."""


class PdfStream:
    """A document of one page size, from the first byte to the last."""

    def __init__(self, size: tuple[float, float], *, title: str, language: str) -> None:
        self.width, self.height = size
        self._title, self._language = title, language
        self._faces = {face: FontUse(face) for face in Face}
        self._font_names = {face: f"/F{number}" for number, face in enumerate(Face, 1)}
        self._offsets = array("Q", bytes(8 * _FIRST_FREE))
        self._length = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._waiting: list[bytes] = []
        self._node = self._reserve()
        self._kids: list[int] = []
        self._nodes: list[tuple[int, int]] = []
        self._forms: dict[bytes, int] = {}
        self._known: dict[int, tuple[tuple[Shape, ...], int]] = {}
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def take(self) -> bytes:
        """Return what was written since the last call."""
        data = b"".join(self._waiting)
        self._waiting.clear()
        return data

    def form(self, shapes: tuple[Shape, ...], height: float) -> int:
        """Return the number of a picture that many pages share; it is written once."""
        known = self._known.get(id(shapes))
        if known is not None:
            return known[1]
        operators = self.operators(shapes, height).encode()
        # What it holds decides, not which object it is: else bytes would depend on chance.
        digest = hashlib.blake2b(operators, digest_size=16).digest()
        number = self._forms.get(digest)
        if number is None:
            number = self._forms[digest] = self._reserve()
            box = f"/BBox[-1 -1 {self.width + 1:g} {self.height + 1:g}]"
            kind = f"/Type/XObject/Subtype/Form{box}/Resources<</Font {_FONTS} 0 R>>"
            self._object(number, stream(operators, kind))
        if len(self._known) >= _FORMS_KEPT:
            self._known.clear()
        self._known[id(shapes)] = (shapes, number)
        return number

    def label(self, drawing: LabelDrawing) -> tuple[str, tuple[int, ...]]:
        """Return the operators of a label from its bottom left corner, and the forms it uses."""
        parts, forms = [], []
        if drawing.shared:
            number = self.form(drawing.shared, drawing.height)
            forms.append(number)
            parts.append(f"/S{number} Do")
        parts.append(self.operators(drawing.shapes, drawing.height))
        parts += (qr.operators(symbol, drawing.height) for symbol in drawing.symbols)
        parts += (_bars(bars, drawing.height) for bars in drawing.bars)
        return "\n".join(parts), tuple(forms)

    def page(self, operators: str, forms: Iterable[int]) -> None:
        """Write a page."""
        content, page = self._reserve(), self._reserve()
        named = "".join(f"/S{number} {number} 0 R" for number in dict.fromkeys(forms))
        scaled = f"{MM:.8f} 0 0 {MM:.8f} 0 0 cm\n{operators}"
        self._object(content, stream(scaled.encode()))
        self._object(
            page,
            f"<</Type/Page/Parent {self._node} 0 R/Contents {content} 0 R"
            f"/Resources<</Font {_FONTS} 0 R/XObject<<{named}>>>>>>".encode(),
        )
        self._kids.append(page)
        if len(self._kids) == _PAGES_PER_NODE:
            self._close_node()
            self._node = self._reserve()

    def close(self) -> None:
        """Write fonts, page tree, catalogue and the table of places."""
        self._close_node()
        self._close_fonts()
        kids = " ".join(f"{number} 0 R" for number, _ in self._nodes)
        count = sum(pages for _, pages in self._nodes)
        box = f"{self.width * MM:.4f} {self.height * MM:.4f}"
        self._object(
            _PAGES, f"<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 {box}]>>".encode()
        )
        self._object(
            _CATALOG,
            f"<</Type/Catalog/Pages {_PAGES} 0 R/Lang({self._language})"
            "/ViewerPreferences<</PrintScaling/None/DisplayDocTitle true>>>>".encode(),
        )
        title = self._title.encode("utf-16-be").hex()
        self._object(_INFO, f"<</Title<feff{title}>/Creator(acopio)/Producer(acopio)>>".encode())
        self._close_table()

    def operators(self, shapes: Iterable[Shape], height: float) -> str:
        """Return the operators of shapes whose top left corner is ``height`` above the origin."""
        return "\n".join(self._operator(shape, height) for shape in shapes)

    def _operator(self, shape: Shape, height: float) -> str:
        if isinstance(shape, Text):
            return self._text(shape, height)
        return _line(shape, height) if isinstance(shape, Line) else _polygon(shape, height)

    def _text(self, text: Text, height: float) -> str:
        signs = self._faces[text.face].encoded(text.text)
        squeeze = f"{100 * text.squeeze:.4g} Tz " if text.squeeze != 1.0 else ""
        plain = "100 Tz " if squeeze else ""
        font = self._font_names[text.face]
        return (
            f"{_colour(text.tone, 'rg')}BT {font} {text.size:.5g} Tf {squeeze}"
            f"{text.x:.6g} {height - text.y:.6g} Td <{signs}> Tj {plain}ET"
        )

    def _close_node(self) -> None:
        if self._kids or not self._nodes:
            kids = " ".join(f"{number} 0 R" for number in self._kids)
            count = len(self._kids)
            node = f"<</Type/Pages/Parent {_PAGES} 0 R/Count {count}/Kids[{kids}]>>"
            self._object(self._node, node.encode())
            self._nodes.append((self._node, count))
        self._kids = []

    def _close_fonts(self) -> None:
        names = []
        for face, use in self._faces.items():
            if use.used:
                numbers = [self._reserve() for _ in range(6)]
                for number, body in zip(numbers, use.objects(numbers[0]), strict=True):
                    self._object(number, body)
                names.append(f"{self._font_names[face]} {numbers[0]} 0 R")
        self._object(_FONTS, f"<<{''.join(names)}>>".encode())

    def _close_table(self) -> None:
        start, count = self._length, len(self._offsets)
        self._write(f"xref\n0 {count}\n0000000000 65535 f \n".encode())
        for first in range(1, count, 1000):
            places = self._offsets[first : first + 1000]
            # A number that was kept for a node nobody needed is free.
            self._write(
                b"".join(
                    b"%010d 00000 n \n" % place if place else b"0000000000 65535 f \n"
                    for place in places
                )
            )
        name = self._digest.hexdigest()
        self._write(
            f"trailer\n<</Size {count}/Root {_CATALOG} 0 R/Info {_INFO} 0 R"
            f"/ID[<{name}><{name}>]>>\nstartxref\n{start}\n%%EOF\n".encode()
        )

    def _reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets) - 1

    def _object(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._length
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write(self, data: bytes) -> None:
        self._waiting.append(data)
        self._length += len(data)
        self._digest.update(data)


def _bars(bars: BarCode, height: float) -> str:
    places, x = [], 0
    for index, width in enumerate(bars.widths):
        if index % 2 == 0:
            places.append(f"{x} 0 {width} 1 re")
        x += width
    bottom = height - bars.y - bars.height
    return (
        f"q {bars.module:.6g} 0 0 {bars.height:.6g} {bars.x:.6g} {bottom:.6g} cm "
        f"{' '.join(places)} f Q"
    )


def _line(line: Line, height: float) -> str:
    dash = f"[{line.dash:g}] 0 d" if line.dash else "[] 0 d"
    return (
        f"{_colour(line.tone, 'RG')}{line.thickness:.4g} w {dash} "
        f"{line.x1:.6g} {height - line.y1:.6g} m {line.x2:.6g} {height - line.y2:.6g} l S"
    )


def _polygon(polygon: Polygon, height: float) -> str:
    (first_x, first_y), *rest = polygon.points
    path = f"{first_x:.6g} {height - first_y:.6g} m " + "".join(
        f"{x:.6g} {height - y:.6g} l " for x, y in rest
    )
    fill = _colour(polygon.fill, "rg") if polygon.fill else ""
    stroke = f"{_colour(polygon.stroke, 'RG')}[] 0 d {polygon.thickness:.4g} w "
    paint = {(True, True): "b", (True, False): "f", (False, True): "s", (False, False): "n"}
    which = paint[bool(polygon.fill), bool(polygon.stroke)]
    return f"q {fill}{stroke if polygon.stroke else ''}{path}{which} Q"


def _colour(tone: Tone | None, operator: str) -> str:
    if tone is None:
        return ""
    colour = COLOURS[tone]
    return f"{colour.red:g} {colour.green:g} {colour.blue:g} {operator} "
