"""Why a whole file is not read."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.errors import Refusal


@dataclass(eq=False)
class UnknownCqiFile(Refusal):
    """The header is none of the four layouts."""

    code: ClassVar[str] = "unknown-cqi-file"
    name: str
    found: tuple[str, ...]
    nearest: str
    missing: tuple[str, ...]
    """The columns that the nearest layout has and this file has not (or has twice)."""


@dataclass(eq=False)
class CqiFileEmpty(Refusal):
    """The file holds no line at all."""

    code: ClassVar[str] = "cqi-file-empty"
    name: str


@dataclass(eq=False)
class CqiFileNotUtf8(Refusal):
    """The file is in another encoding; guessing it would corrupt names."""

    code: ClassVar[str] = "cqi-file-not-utf8"
    name: str
    offset: int


@dataclass(eq=False)
class CqiFileHasNul(Refusal):
    """The file holds a zero byte: it is not text, or was damaged."""

    code: ClassVar[str] = "cqi-file-has-nul"
    name: str
    offset: int
