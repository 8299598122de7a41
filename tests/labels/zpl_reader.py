"""A small ZPL II printer that knows just the commands we send, and refuses all others."""

import re
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

_COMMAND = re.compile(r"[\^~]([A-Z][A-Z0-9@])([^\^~]*)")
_HEX = re.compile("_([0-9A-F]{2})")
_PACKED = re.compile(r"([G-Yg-z]*)([0-9A-F])|([,:])")


@dataclass
class PrintedLabel:
    """What one format put on paper."""

    image: Image.Image = field(default_factory=lambda: Image.new("1", (1, 1)))
    """White dots on black: what is inked is set."""
    texts: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    """x, foot, height, width and words of each line set by the printer."""
    copies: int = 0
    home: tuple[int, int] = (0, 0)
    left: int = 0
    top: int = 0

    @property
    def paper(self) -> Image.Image:
        """Return black ink on white paper."""
        return self.image.point([255] + [0] * 255).convert("L")


class Printer:
    """Reads a job; state that a real printer keeps between labels is kept too."""

    def __init__(self) -> None:
        self.labels: list[PrintedLabel] = []
        self.open: PrintedLabel | None = None
        self.size = [1, 1]
        self.at, self.font, self.hexadecimal = (0, 0), (0, 0), False

    def read(self, job: bytes) -> list[PrintedLabel]:
        text = job.decode("ascii")
        end = 0
        for command in _COMMAND.finditer(text):
            assert text[end : command.start()] == ""
            assert command[0][0] == "^", command[0]
            getattr(self, f"do_{command[1].lower()}")(command[2].rstrip("\n"))
            end = command.end()
        assert end == len(text)
        assert self.open is None
        return self.labels

    @property
    def label(self) -> PrintedLabel:
        assert self.open is not None
        return self.open

    def do_xa(self, rest: str) -> None:
        assert (self.open, rest) == (None, "")
        self.open = PrintedLabel()

    def do_xz(self, rest: str) -> None:
        assert rest == ""
        self.labels.append(self.label)
        self.open = None

    def do_ci(self, rest: str) -> None:
        assert rest == "28"

    def do_pw(self, rest: str) -> None:
        self.size[0] = int(rest)

    def do_ll(self, rest: str) -> None:
        self.size[1] = int(rest)
        self.label.image = Image.new("1", (self.size[0], self.size[1]))

    def do_lh(self, rest: str) -> None:
        x, y = map(int, rest.split(","))
        assert min(x, y) >= 0
        self.label.home = (x, y)

    def do_ls(self, rest: str) -> None:
        self.label.left = int(rest)

    def do_lt(self, rest: str) -> None:
        assert -120 <= int(rest) <= 120
        self.label.top = int(rest)

    def do_fo(self, rest: str) -> None:
        x, y = map(int, rest.split(","))
        assert min(x, y) >= 0
        self.at = (x, y)

    do_ft = do_fo

    def do_a0(self, rest: str) -> None:
        turned, high, wide = rest.split(",")
        assert turned == "N"
        assert min(int(high), int(wide)) >= 10
        self.font = (int(high), int(wide))

    def do_fh(self, rest: str) -> None:
        assert rest == "_"
        self.hexadecimal = True

    def do_fd(self, rest: str) -> None:
        assert self.hexadecimal
        plain = _HEX.sub(lambda code: chr(int(code[1], 16)), rest)
        self.label.texts.append((*self.at, *self.font, plain.encode("latin-1").decode("utf-8")))

    def do_fs(self, rest: str) -> None:
        assert rest == ""
        self.hexadecimal = False

    def do_gb(self, rest: str) -> None:
        wide, high, thick = map(int, rest.split(","))
        assert thick == min(wide, high) >= 1
        x, y = self.at
        ImageDraw.Draw(self.label.image).rectangle((x, y, x + wide - 1, y + high - 1), fill=255)

    def do_gf(self, rest: str) -> None:
        kind, total, count, row, data = rest.split(",", 4)
        assert kind == "A"
        assert total == count
        rows = unpacked(data, int(row))
        assert len(rows) * int(row) == int(total)
        ink = Image.frombytes("1", (8 * int(row), len(rows)), b"".join(rows))
        self.label.image.paste(255, self.at, ink)

    def do_pq(self, rest: str) -> None:
        copies, *others = rest.split(",")
        assert others == ["0", "0", "N"]
        self.label.copies = int(copies)


def unpacked(data: str, row_bytes: int) -> list[bytes]:
    """Return the rows of a picture packed in run lengths."""
    rows: list[bytes] = []
    digits = ""
    end = 0
    for item in _PACKED.finditer(data):
        assert item.start() == end
        end = item.end()
        if item[3] == ":":
            assert not digits
            rows.append(rows[-1])
            continue
        if item[3]:
            digits = digits.ljust(2 * row_bytes, "0")
        else:
            digits += item[2] * (sum(map(_times, item[1])) or 1)
        assert len(digits) <= 2 * row_bytes
        if len(digits) == 2 * row_bytes:
            rows.append(bytes.fromhex(digits))
            digits = ""
    assert (end, digits) == (len(data), "")
    return rows


def _times(sign: str) -> int:
    return ord(sign) - ord("F") if sign < "a" else 20 * (ord(sign) - ord("f"))
