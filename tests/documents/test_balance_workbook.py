"""The workbook of a balance: exact numbers, sums that are reckoned, text that stays text."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

import pytest

from acopio.documents.balance import balance_page
from acopio.documents.balance_facts import BalanceReport
from acopio.documents.balance_workbook import balance_workbook
from acopio.domain.balance import (
    DURING,
    Boundary,
    Gap,
    Held,
    Movement,
    Period,
    Spot,
    Yield,
    balance_of,
)

SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil";"x")', "\t=1",
    "=cmd|' /C calc'!A0", "{=1}", "<b>&amp;", "x" * 40_000, "\x00\x1b[31m", "",
)  # fmt: skip
WET = Spot(where="store", organisation="o", place="p", product="cacao.wet")
DRY = Spot(where="store", organisation="o", place="q", product="cacao.dry")
MOVEMENTS = (
    Movement(when=DURING, grams=10**12 + 1, source=None, target=WET, cause="delivery"),
    Movement(when=DURING, grams=391_001, source=WET, target=DRY, estimated=True),
    Movement(when=DURING, grams=608_999, source=WET, target=None, cause="processing"),
    Movement(when=DURING, grams=-7, source=DRY, target=None, cause="moisture-regained"),
)
HELD = (Held(spot=WET, grams=10**12 + 1 - 10**6), Held(spot=DRY, grams=391_008))
BATCH = Yield(
    batch="b", vessel="CAJA-1", kind="box", place="p", opened_on="2026-06-01",
    closed_on="2026-06-09", source="cacao.wet", product="cacao.dry", taken_g=1_000_000,
    given_g=391_001, loss_g=608_999, inside_g=0, percent="39.1", band=("33.0", "45.0"),
    plausible=True, estimated=False,
)  # fmt: skip


def report(name: str = "Centro", **more: object) -> BalanceReport:
    parts = [
        balance_of(Boundary(product=one), Period(), MOVEMENTS, HELD)
        for one in ("cacao.wet", "cacao.dry")
    ]
    fields: dict[str, object] = {
        "organisation": name, "day": "2026-12-31", "about": "organisation", "subject": name,
        "whole": balance_of(Boundary(), Period(first="2026-01-01"), MOVEMENTS, HELD),
        "by_product": tuple(parts), "by_place": tuple(parts), "batches": (BATCH,),
        "names": {"o": name, "p": name, "q": name, "b": name},
    }  # fmt: skip
    return BalanceReport(**(fields | more))  # type: ignore[arg-type]


Cells = dict[str, tuple[str, str | None, str | None]]
"""By address: type, formula, value."""


def sheets(data: bytes) -> list[Cells]:
    """Return every sheet's cells, shared strings looked up."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(one for one in archive.namelist() if "worksheets/sheet" in one)
        shared = ["".join(one.itertext()) for one in parsed(archive.read("xl/sharedStrings.xml"))]
        return [_cells(archive.read(name), shared) for name in names]


def parsed(xml: bytes) -> ElementTree.Element:
    """Parse XML that this test has made itself."""
    return ElementTree.fromstring(xml)  # noqa: S314


def _cells(xml: bytes, shared: list[str]) -> Cells:
    found: Cells = {}
    for cell in parsed(xml).iter(f"{SPREADSHEET}c"):
        kind = cell.get("t", "n")
        value = cell.findtext(f"{SPREADSHEET}v")
        text = shared[int(value or 0)] if kind == "s" else value
        found[cell.get("r", "")] = (kind, cell.findtext(f"{SPREADSHEET}f"), text)
    return found


def reckoned(formula: str, cells: Cells) -> Decimal:
    """Reckon a formula of this workbook as a spreadsheet does."""

    def value(address: str) -> Decimal:
        _, inner, text = cells[address]
        return reckoned(inner, cells) if inner else Decimal(text or 0)

    if found := re.fullmatch(r"SUM\(([A-Z])(\d+):[A-Z](\d+)\)", formula):
        rows = range(int(found[2]), int(found[3]) + 1)
        return sum((value(f"{found[1]}{row}") for row in rows), Decimal(0))
    if found := re.fullmatch(r"ROUND\(100\*([A-Z]\d+)/([A-Z]\d+),1\)", formula):
        return (100 * value(found[1]) / value(found[2])).quantize(Decimal("0.1"))
    found = re.fullmatch(r"ROUND\(([A-Z0-9+-]+),3\)", formula)
    assert found, formula
    terms = re.findall(r"([+-]?)([A-Z]\d+)", found[1])
    return sum((-value(one) if sign == "-" else value(one) for sign, one in terms), Decimal(0))


def test_every_mass_is_a_number_exact_to_the_gram() -> None:
    first = sheets(balance_workbook(report(), "es"))[0]

    masses = {Decimal(text or 0) for kind, formula, text in first.values()
              if kind == "n" and formula is None}  # fmt: skip
    assert {Decimal("1000000000.001"), Decimal("608.999"), Decimal("-0.007")} <= masses


def test_the_formulas_give_what_stands_in_their_cells_and_the_check_is_zero() -> None:
    every = sheets(balance_workbook(report(), "en"))

    checked = 0
    for cells in every:
        for address, (_, formula, text) in cells.items():
            if formula:
                assert reckoned(formula, cells) == Decimal(text or "x"), address
                checked += 1
    assert checked >= 8
    check = [one for one in every[0].values() if one[1] and one[1].startswith("ROUND")]
    assert [Decimal(one[2] or "x") for one in check] == [Decimal(0)]


def test_what_does_not_close_shows_its_remainder_and_a_sheet_of_its_own() -> None:
    broken = (HELD[0], Held(spot=DRY, grams=HELD[1].grams - 500))
    whole = balance_of(Boundary(), Period(), MOVEMENTS, broken)
    gap = Gap(what="store", subject="q", grams=-500)

    every = sheets(balance_workbook(report(whole=whole, gaps=(gap,)), "es"))

    check = [one for one in every[0].values() if one[1] and one[1].startswith("ROUND")]
    assert [Decimal(one[2] or "x") for one in check] == [Decimal("0.500")]
    assert any(
        kind == "n" and Decimal(text or 0) == Decimal("-0.5")
        for kind, _, text in every[-1].values()
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_never_a_formula(name: str) -> None:
    every = sheets(balance_workbook(report(name, gaps=(Gap(what="way", subject="p", grams=1),)),
                                    "es"))  # fmt: skip

    for cells in every:
        for kind, formula, text in cells.values():
            assert kind in {"n", "s"}
            assert formula is None or re.match(r"(SUM|ROUND)\(", formula)
            assert kind != "s" or len(text or "") <= 400


def test_text_stays_text_when_somebody_edits_its_cell() -> None:
    with zipfile.ZipFile(BytesIO(balance_workbook(report("=1"), "es"))) as archive:
        styles = archive.read("xl/styles.xml").decode("utf-8")

    assert 'quotePrefix="1"' in styles


def test_the_same_report_gives_the_same_bytes() -> None:
    assert balance_workbook(report(), "es") == balance_workbook(report(), "es")
    assert balance_workbook(report(), "es") != balance_workbook(report(), "en")


def test_an_empty_balance_is_a_workbook_and_a_page_too() -> None:
    nothing = balance_of(Boundary(), Period(), (), ())
    empty = report(whole=nothing, by_product=(), by_place=(), batches=())

    assert len(sheets(balance_workbook(empty, "es"))) == 1
    assert balance_page(empty, "es").picture is None


def test_gains_stand_before_their_stage_and_small_losses_are_bound_together() -> None:
    page = balance_page(report(), "es")

    assert page.picture is not None
    kinds = {node.label: (node.kind, node.column) for node in page.picture.nodes}
    assert kinds["Humedad recuperada"] == ("in", 1)
    assert kinds["Agua y merma del proceso"] == ("loss", 2)
    assert (kinds["Cacao en baba"][1], kinds["Cacao seco en grano"][1]) == (1, 2)
    assert page.verdict == "Cuadra al gramo: cada gramo tiene su causa."
    assert "0.391 kg" not in page.notes[0]
    labels = [row.label for row in page.out_rows]
    assert len(labels) == len(set(labels))


def test_days_in_no_order_are_a_warning_and_no_finding() -> None:
    warned = balance_page(report(gaps=(Gap(what="then", subject="p", grams=-5),)), "en")
    found = balance_page(report(gaps=(Gap(what="negative", subject="p", grams=-5),)), "en")

    assert warned.closed
    assert warned.gaps == ("Less than nothing on that day: the days that were said are not in "
                           "order: Centro: -0.005 kg",)  # fmt: skip
    assert not found.closed
    assert found.verdict == "The total closes, but 1 details do not: they stand below."


def test_both_languages_say_every_line() -> None:
    for language in ("es", "en"):
        page = balance_page(report(), "en" if language == "en" else "es")
        said = [row.label for row in (*page.in_rows, *page.out_rows)]
        assert not [one for one in said if re.search(r"^(in|out|loss)-|\.", one)]


def test_a_subject_is_the_place_or_product_that_was_asked_for() -> None:
    whole = replace(report().whole, boundary=Boundary(place="p", product="cacao.dry"))

    assert balance_page(report(whole=whole), "en").subject == "Centro · Dry cacao beans"
