"""Lots published by the Coffee Quality Institute, as collected in 2018, 2023 and 2025.

``read`` turns the bytes of one file into frozen rows and named problems. It guesses nothing: what
it understands differently from what is typed is flagged with the typed value, and a row without a
mass, an id or a form of its own is listed and left out.
"""

from acopio.integrations.cqi.model import CqiFile, CqiRow, Problem, Sacks
from acopio.integrations.cqi.reader import read
from acopio.integrations.cqi.refusals import (
    CqiFileEmpty,
    CqiFileHasNul,
    CqiFileNotUtf8,
    UnknownCqiFile,
)

__all__ = [
    "CqiFile",
    "CqiFileEmpty",
    "CqiFileHasNul",
    "CqiFileNotUtf8",
    "CqiRow",
    "Problem",
    "Sacks",
    "UnknownCqiFile",
    "read",
]
