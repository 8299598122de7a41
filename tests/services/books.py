"""Workbooks to be read: made by the library that laboratories' programs use too."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

Cell = Any
"""A value, or ``(value, number format)``."""


def book(rows: Sequence[Sequence[Cell]], *, formulas: bool = False) -> bytes:
    """Return a workbook of one sheet; ``=1+1`` is text, unless formulas are meant."""
    return books({"Resultados": rows}, formulas=formulas)


def books(
    sheets: Mapping[str, Sequence[Sequence[Cell]]],
    hidden: Sequence[str] = (),
    *,
    formulas: bool = False,
) -> bytes:
    """Return a workbook of several sheets."""
    buffer = io.BytesIO()
    how = {"in_memory": True, "strings_to_formulas": formulas, "strings_to_urls": False}
    made = xlsxwriter.Workbook(buffer, how)
    for name, rows in sheets.items():
        page = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                value, style = cell if isinstance(cell, tuple) else (cell, None)
                form = made.add_format({"num_format": style}) if style else None
                if value is not None:
                    page.write(number, place, value, form)
        if name in hidden:
            page.hide()
    made.close()
    return buffer.getvalue()


def with_part(data: bytes, name: str, change: Any) -> bytes:
    """Return a workbook with one part of its package changed by a function on its bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.namelist():
            raw = old.read(part)
            new.writestr(part, change(raw) if part == name else raw)
    return buffer.getvalue()
