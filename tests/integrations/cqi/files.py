"""Files in the four layouts, written here: one good row, and whatever a test changes in it."""

import csv
import io
from collections.abc import Mapping

from acopio.integrations.cqi import CqiRow, Problem, read
from acopio.integrations.cqi.layouts import (
    BEAN_COLUMNS,
    CATEGORY_ONE_TOTAL,
    CATEGORY_TWO_TOTAL,
    LAYOUTS,
    Layout,
)
from acopio.integrations.cqi.model import Species

KINDS = {layout.kind: layout for layout in LAYOUTS}
LAYOUT_2018, LAYOUT_2018_ROBUSTA, LAYOUT_2023, LAYOUT_2025 = LAYOUTS

BEAN_TABLE = (*BEAN_COLUMNS, CATEGORY_ONE_TOTAL, CATEGORY_TWO_TOTAL)

_COMMON = {
    "Country of Origin": "Peru",
    "Region": "Valle de prueba",
    "Farm Name": "Fundo Ejemplo",
    "Altitude": "1450 msnm",
    "Variety": "Typica",
    "Processing Method": "Washed / Wet",
    "Lot Number": "L-7",
    "Mill": "Planta Ejemplo",
    "ICO Number": "030-0999-0007",
    "Harvest Year": "2017",
    "Grading Date": "April 4th, 2017",
    "Expiration": "April 4th, 2018",
    "Certification Body": "Laboratorio Ejemplo",
    "In-Country Partner": "Socio Ejemplo",
    "Status": "Completed",
    "Number of Bags": "10",
    "Bag Weight": "69 kg",
    "Moisture": "11 %",
    "Color": "Green",
    "Category One Defects": "0 full defects",
    "Category Two Defects": "0 full defects",
    "Quakers": "0",
    "owner_h": "p_1",
    "producer_h": "p_2",
}


def header(layout: Layout) -> list[str]:
    return [*layout.required, "owner_h", "producer_h", layout.company_column]


def good(layout: Layout, species: Species | None = None) -> dict[str, str]:
    chosen = species if species is not None else next(iter(layout.forms))
    row = {
        **dict.fromkeys(header(layout), ""),
        **dict.fromkeys(BEAN_TABLE if layout.has_bean_counts else (), "0"),
        **_COMMON,
        layout.id_column: "lot-1",
        layout.company_column: "Empresa Ejemplo",
        "Total Cup Points": "80.00",
    }
    if layout.species_column:
        row[layout.species_column] = chosen.capitalize()
    for key, value in ((layout.defects_column, "0.00"), (layout.copy_of_total, "80.00")):
        if key:
            row[key] = value
    return row | {column: "8.00" for _, column in layout.forms[chosen].columns}


def write(layout: Layout, *rows: Mapping[str, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header(layout))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def read_with(layout: Layout, /, **changed: str) -> tuple[CqiRow | None, tuple[Problem, ...]]:
    cells = {column.replace("_", " "): value for column, value in changed.items()}
    file = read(write(layout, {**good(layout), **cells}), "lots.csv")
    return (file.rows[0] if file.rows else None), file.problems


def row_with(layout: Layout = LAYOUT_2018, /, **changed: str) -> CqiRow:
    row, problems = read_with(layout, **changed)
    assert row is not None, problems
    return row


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]
