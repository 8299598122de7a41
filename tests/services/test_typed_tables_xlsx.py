"""Workbooks are read as people see them, or a cell is said to be odd; nothing hostile gets far."""

import datetime
import io
import random
import subprocess
import sys
import time
import zipfile
from typing import Any

import pytest
from tests.services.books import book, books, with_part

from acopio.services import store_lists
from acopio.services.shown_cells import Odd
from acopio.services.typed_tables import COLUMNS_MAX, ROWS_MAX, NotATable, read_sheet, read_table

SHEET = "xl/worksheets/sheet1.xml"


def seen(*cells: Any) -> list[str]:
    """Return the cells of one row of a workbook."""
    return read_sheet(book([["h"] * len(cells), list(cells)])).rows[0][1]


def refused(data: bytes, sheet: str | None = None) -> tuple[str, str]:
    with pytest.raises(NotATable) as no:
        read_sheet(data, sheet)
    return no.value.why, no.value.detail


def read_or_why(data: bytes) -> Any:
    """Return the rows of a file, or why it was refused."""
    try:
        return read_sheet(data).rows
    except NotATable as no:
        return no.detail


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (7.1, None, "7.1"),
        (293, None, "293"),
        (293.0, None, "293"),
        (0.1 + 0.2, None, "0.3"),
        (1 / 3, None, "0.333333333333333"),
        (1e-7, None, "0.0000001"),
        (-0.5, None, "-0.5"),
        (0, None, "0"),
        (0.3, "0.00", "0.30"),
        (7.25, "0.0", "7.3"),
        (2.675, "0.00", "2.68"),
        (1234.5, "#,##0.00", "1234.50"),
        (7, "000", "007"),
        (0.5, "#.##", "0.5"),
        (0.071, "0.0%", "7.1%"),
        (0.071, "0.0 %", "7.1 %"),
        (0.05, '"<"0.00', "<0.05"),
        (0.05, "\\<0.00", "<0.05"),
        (0.31, '0.00" mg/kg"', "0.31 mg/kg"),
        (5.5, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "5.50"),
        (0, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "-"),
        (-2, "0;[Red]-0", "-2"),
        (7, "[Blue]0", "7"),
        ("  n.d. ", None, "  n.d. "),
        ("0.30", None, "0.30"),
        ("=1+1", None, "=1+1"),
        ("uno\r\ndos\x1b_x0000_", None, "uno\r\ndos\x1b_x0000_"),
    ],
)
def test_a_cell_is_the_text_that_people_see(value: Any, style: str | None, text: str) -> None:
    found = seen("x", (value, style))[1]

    assert found == text
    assert not isinstance(found, Odd)


@pytest.mark.parametrize(
    ("value", "style", "why"),
    [
        (True, None, "cell-boolean"),
        (0.03, '[<0.05]"<0.05";0.00', "cell-format"),
        (1_234_567, "#,##0,", "cell-format"),
        (100_000, "0.00E+00", "cell-format"),
        (0.25, "# ?/?", "cell-format"),
        (5, ";;;", "cell-format"),
        (1e300, None, "cell-format"),
    ],
)
def test_a_cell_that_shows_something_else_is_odd(value: Any, style: str | None, why: str) -> None:
    found = seen("x", (value, style))[1]

    assert isinstance(found, Odd)
    assert found.why == why


def test_days_are_iso_and_hours_stay_beside_them() -> None:
    noon = datetime.datetime(2026, 6, 14, 12, 30)  # noqa: DTZ001 - a workbook knows no zones
    found = seen((noon.replace(hour=0, minute=0), "dd/mm/yyyy"), (noon, "dd/mm/yyyy hh:mm"))

    assert found == ["2026-06-14", "2026-06-14 12:30:00"]


def test_an_error_and_a_formula_without_its_value_are_odd_and_not_empty() -> None:
    data = book([["a", "b", "c"], ["=1/0", "=1+1", "=2+2"]], formulas=True)

    def lose(raw: bytes) -> bytes:
        kept = b"</f><v>0</v>"
        raw = raw.replace(kept, b"</f><v>#DIV/0!</v>", 1).replace(b'r="A2"', b'r="A2" t="e"')
        return raw.replace(kept, b"</f>", 1).replace(kept, b"</f><v>4</v>", 1)

    found = read_sheet(with_part(data, SHEET, lose)).rows[0][1]

    assert [getattr(one, "why", one) for one in found] == ["cell-error", "cell-formula", "4"]


def test_a_workbook_is_the_same_table_as_a_csv() -> None:
    rows = [["Muestra", "Cadmio"], ["M-1", "<0.05"], ["M-2", "0.30"]]
    text = "Muestra;Cadmio\nM-1;<0.05\nM-2;0.30\n"

    assert read_table(book(rows)) == read_table(text.encode())
    assert read_table(book([*rows[:2], ["M-2", (0.3, "0.00")]])) == read_table(text.encode())


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    table = read_sheet(book([[], ["Muestra", "Cadmio"], [], ["M-1", "1"], ["", " "], ["M-2"]]))

    assert (table.line, table.head) == (2, ["Muestra", "Cadmio"])
    assert [number for number, _ in table.rows] == [4, 6]
    assert table.sheet == "Resultados"


def test_lists_of_the_store_may_be_workbooks_too() -> None:
    counted = store_lists.rows_of(book([["Lote", "Peso"], ["A", 412.5]]), store_lists.COUNTS)

    assert counted == [(2, {"lot": "A", "mass": "412.5"})]
    with pytest.raises(store_lists.ListFileUnusable):
        store_lists.rows_of(book([["Lote", "Peso"], ["A", True]]), store_lists.COUNTS)


def test_which_sheet_is_meant_is_never_guessed() -> None:
    several = {"Notas": [["x"]], "Datos": [["Muestra"], ["M-1"]], "Vacía": []}
    data = books(several)

    assert refused(data) == ("not-text", "sheet-several")
    assert read_sheet(data, " datos ").rows == [(2, ["M-1"])]
    assert refused(data, "Otra") == ("not-text", "sheet-unknown")
    assert refused(b"a,b\n1,2\n", "Datos") == ("not-text", "sheet-of-csv")
    assert read_sheet(books(several, hidden=["Datos"])).head == ["x"]
    assert read_sheet(books({"Vacía": []})).rows == []


def test_other_files_are_refused_by_what_they_are() -> None:
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")

    assert refused(document.getvalue()) == ("not-text", "book-other")
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600) == ("not-text", "book-old")
    assert refused(b"PK\x03\x04") == ("not-text", "book-broken")
    assert refused(b"%PDF-1.7\x00") == ("not-text", "table-not-text")
    assert refused(b"a" * 10_000_001) == ("too-large", "table-too-large")


def test_a_package_that_unpacks_to_far_more_is_refused_unopened() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<a/>")
        packed.writestr(SHEET, b" " * 150_000_000)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as packed:
        for number in range(1100):
            packed.writestr(f"{number}.xml", "")
    began = time.monotonic()

    assert refused(bomb.getvalue()) == ("too-large", "book-too-large")
    assert refused(many.getvalue()) == ("too-large", "book-too-large")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_that_grow_are_refused(part: str) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY e0 "ha">{levels}]>'.encode()

    def plant(raw: bytes) -> bytes:
        body = raw.partition(b"?>")[2].strip()
        inside = body.index(b">") + 1
        return bomb + body[:inside] + b"<x>&e9;</x>" + body[inside:]

    data = with_part(book([["Muestra"], ["M-1"]]), part, plant)
    began = time.monotonic()

    assert read_or_why(data) in ([(2, ["M-1"])], "book-broken")  # left aside unread, or refused
    assert time.monotonic() - began < 5


def test_a_cell_far_away_and_a_lying_size_do_no_harm() -> None:
    data = book([["Muestra", "Cadmio"], ["M-1", "1"]])
    far = with_part(data, SHEET, lambda raw: raw.replace(b'r="2"', b'r="99999999999"'))
    wide = with_part(data, SHEET, lambda raw: raw.replace(b'r="B2"', b'r="XFD2"'))
    lying = with_part(data, SHEET, lambda raw: raw.replace(b'ref="A1:B2"', b'ref="A1:A1"'))

    assert refused(far) == ("too-large", "book-too-large")
    assert refused(wide) == ("too-large", "table-too-large")
    assert read_sheet(lying).rows == [(2, ["M-1", "1"])]


def test_more_rows_or_columns_than_people_have_are_refused() -> None:
    rows = "".join(f"{n}\n" for n in range(ROWS_MAX + 2)).encode()

    assert refused(b"a\n" + rows) == ("too-large", "table-too-large")
    assert refused(b"a," * COLUMNS_MAX + b"a\n") == ("too-large", "table-too-large")
    assert refused(book([["a"] * (COLUMNS_MAX + 1)])) == ("too-large", "table-too-large")


def test_a_damaged_workbook_is_refused_or_read_but_never_breaks_anything() -> None:
    whole = book(
        [["Muestra", "Cadmio", "Día"], ["M-1", 0.3, ("2026-06-14", None)], ["M-2", 1, "x"]]
    )
    chance = random.Random(7)
    outcomes = set()

    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        end = chance.choice((len(data), chance.randrange(4, len(data))))
        outcomes.add(str(read_or_why(bytes(data[:end]))))

    assert "book-broken" in outcomes


def test_a_damaged_part_is_refused_or_read_but_never_breaks_anything() -> None:
    whole = book([["Muestra", "Cadmio"], ["M-1", (0.3, "0.00")], ["M-2", True]])
    chance = random.Random(8)
    parts = ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", SHEET,
             "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]  # fmt: skip
    outcomes = set()

    for _ in range(300):

        def spoil(raw: bytes) -> bytes:
            place = chance.randrange(len(raw))
            new = chance.choice((b"", b"9999999999", b"<", b"&", b'"', b"\x00", b"-1", b"x"))
            return raw[:place] + new + raw[place + chance.randrange(3) :]

        found = read_or_why(with_part(whole, chance.choice(parts), spoil))
        outcomes.add(found if isinstance(found, str) else "read")

    assert outcomes >= {"read", "book-broken"}


def test_a_csv_does_not_load_what_reads_workbooks() -> None:
    code = (
        "import sys\nfrom acopio.services.typed_tables import read_table\n"
        "read_table(b'a,b\\n1,2\\n')\nprint('openpyxl' in sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.strip() == b"False"
