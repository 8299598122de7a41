"""Two thousand published lots: their scores, defects and dates check each other."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from acopio.integrations.cqi import CqiFile, CqiRow, read
from acopio.integrations.cqi.layouts import recognise
from acopio.integrations.cqi.scores import read_scores
from acopio.quality.means import Snapped

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "quality"
FILES = ("cqi2018_arabica", "cqi2018_robusta", "cqi2023_arabica", "cqi2025_lots")
# Rows of the whole sets; a copy may hold only a part of them.
WHOLE = {
    "cqi2018_arabica": 1312,
    "cqi2018_robusta": 28,
    "cqi2023_arabica": 207,
    "cqi2025_lots": 547,
}
PRINTED_SUM_EQUAL = {
    "cqi2018_arabica": 648,
    "cqi2018_robusta": 17,
    "cqi2023_arabica": 100,
    "cqi2025_lots": 251,
}
ANOMALIES = {"cqi2018_arabica-0962": "81.25", "cqi2018_arabica-1230": "78.83"}

pytestmark = pytest.mark.skipif(
    not all((FOLDER / f"{name}.csv").exists() for name in FILES),
    reason="the published lots are not here",
)
each_file = pytest.mark.parametrize("name", FILES)


def _bytes(name: str) -> bytes:
    return (FOLDER / f"{name}.csv").read_bytes()


@cache
def _read(name: str) -> CqiFile:
    return read(_bytes(name), name)


@cache
def _typed(name: str) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(_bytes(name).decode("utf-8"), newline=""))
    return {row.get("row_id") or row["ID"]: row for row in rows}


@cache
def _snapped(name: str) -> dict[str, Snapped]:
    """Check every row, also those that are listed for want of a mass."""
    typed = _typed(name)
    layout = recognise(list(next(iter(typed.values()))), name)
    found = {}
    for row_id, cells in typed.items():
        species = cells.get("Species", "arabica").lower()
        form = next(form for key, form in layout.forms.items() if key == species)
        snapped = read_scores(cells, layout, form).snapped
        assert snapped, row_id
        found[row_id] = snapped
    return found


def _rows() -> list[CqiRow]:
    return [row for name in FILES for row in _read(name).rows]


@each_file
def test_every_row_is_read_or_listed_and_none_twice(name: str) -> None:
    file = _read(name)
    read_ids = [row.row_id for row in file.rows]
    listed_ids = {problem.row_id for problem in file.listed}

    assert len(read_ids) == len(set(read_ids))
    assert not listed_ids & set(read_ids)
    assert listed_ids | set(read_ids) == set(_typed(name))


@each_file
def test_reading_twice_gives_equal_results(name: str) -> None:
    assert read(_bytes(name), name) == _read(name)


@each_file
def test_every_total_follows_from_its_means_but_two(name: str) -> None:
    snapped = _snapped(name)
    wrong = {key: str(found.recomputed) for key, found in snapped.items() if not found.consistent}
    present = {key: total for key, total in ANOMALIES.items() if key in _typed(name)}

    assert set(snapped) == set(_typed(name))
    assert wrong == present


@each_file
def test_the_two_wrong_totals_are_flagged_and_no_other(name: str) -> None:
    flagged = {p.row_id: p.expected for p in _read(name).problems if p.code == "score-differs"}

    assert flagged == {key: total for key, total in ANOMALIES.items() if key in _typed(name)}


@each_file
def test_rounded_means_often_fail_to_add_up_but_never_by_more_than_five_cents(name: str) -> None:
    snapped = [found for found in _snapped(name).values() if found.consistent]
    gaps = [found.recomputed - found.printed_sum for found in snapped]
    equal = sum(gap == 0 for gap in gaps)
    missing = WHOLE[name] - len(_typed(name))

    assert all(abs(gap) <= Decimal("0.05") for gap in gaps)
    assert PRINTED_SUM_EQUAL[name] - missing <= equal <= PRINTED_SUM_EQUAL[name]


def test_all_panels_are_of_three_but_four() -> None:
    others = [key for name in FILES for key, s in _snapped(name).items() if s.cuppers != 3]

    assert len(others) <= 4
    assert all(row_id.startswith("cqi2018_arabica") for row_id in others)


def test_full_defects_counted_type_by_type_are_the_stored_ones() -> None:
    problems = _read("cqi2025_lots").problems

    assert not [p for p in problems if p.code in {"defects-differ", "defects-unreadable"}]
    assert len([p for p in problems if p.code == "defect-table-missing"]) <= 1


def test_every_certificate_lives_365_days() -> None:
    for row in _rows():
        assert row.grading_date
        assert row.expiration
        assert row.expiration - row.grading_date == timedelta(days=365), row.row_id


def test_robusta_values_are_not_those_of_the_arabica_headings() -> None:
    robusta = [row for row in _read("cqi2025_lots").rows if row.species == "robusta"]

    assert robusta
    for row in robusta:
        typed = _typed("cqi2025_lots")[row.row_id]
        assert dict(row.attributes)["bitter_sweet"] == typed["Bitter / Sweet"]
        assert row.protocol_id == "cqi.fine-robusta"


@each_file
def test_sacks_add_up_to_the_mass_of_the_lot(name: str) -> None:
    for row in _read(name).rows:
        assert sum(run.count * run.mass_g for run in row.sacks) == row.mass_g
        assert sum(run.count for run in row.sacks) == row.bags


@each_file
def test_each_listed_row_has_no_mass(name: str) -> None:
    codes = {problem.code for problem in _read(name).listed}

    assert all(code.startswith(("bag-weight-", "bags-")) for code in codes)


@each_file
def test_a_problem_repeats_what_is_typed(name: str) -> None:
    typed = _typed(name)

    for problem in _read(name).problems:
        assert typed[problem.row_id][problem.column] == problem.value
