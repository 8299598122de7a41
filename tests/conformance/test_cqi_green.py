"""Published lots as oracles of the green and robusta protocols, and of how long a result holds."""

import csv
import io
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from acopio.integrations.cqi.cells import CERTIFICATE_DAYS, read_date
from acopio.integrations.cqi.layouts import CATEGORY_ONE, CATEGORY_TWO, recognise
from acopio.integrations.cqi.scores import read_scores
from acopio.quality import green
from acopio.quality.means import Snapped
from acopio.quality.protocols import fine_robusta
from acopio.quality.registry import evaluate
from acopio.quality.rounding import plain

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "quality"
FILES = ("cqi2018_arabica", "cqi2018_robusta", "cqi2023_arabica", "cqi2025_lots")
COUNTED = "cqi2025_lots"
# Rows of the whole sets; a copy may hold only a part of them.
WITH_COUNTS, WITH_DATES, ROBUSTA = 546, 2094, 142

COLUMNS = {
    "full_black": "Full Black",
    "full_sour": "Full Sour",
    "dried_cherry_pod": "Dried Cherry",
    "fungus_damage": "Fungus Damage",
    "foreign_matter": "Foreign Matter",
    "severe_insect_damage": "Severe Insect",
    "partial_black": "Cat2 Partial Black",
    "partial_sour": "Cat2 Partial Sour",
    "parchment": "Cat2 Parchment",
    "floater": "Cat2 Floater",
    "immature_unripe": "Cat2 Immature",
    "withered": "Cat2 Withered",
    "shell": "Cat2 Shell",
    "broken_chipped_cut": "Cat2 Broken",
    "hull_husk": "Cat2 Hull",
    "slight_insect_damage": "Cat2 Slight Insect",
}

pytestmark = pytest.mark.skipif(
    not all((FOLDER / f"{name}.csv").exists() for name in FILES),
    reason="the published lots are not here",
)


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text, newline="")))


def _counted() -> list[tuple[dict[str, str], dict[str, int]]]:
    """Return the lots that have a defect table, with their beans by type."""
    return [
        (row, {key: int(row[column]) for key, column in COLUMNS.items()})
        for row in _rows(COUNTED)
        if row["Full Black"].strip()
    ]


def test_the_equivalents_are_those_the_importer_reads_by() -> None:
    equivalents = {COLUMNS[one.key]: one.beans for one in green.ARABICA}

    assert equivalents == dict((*CATEGORY_ONE, *CATEGORY_TWO))


def test_full_defects_by_type_are_the_stored_and_the_printed_ones_of_every_lot() -> None:
    lots = _counted()

    assert 0 < len(lots) <= WITH_COUNTS
    assert len(_rows(COUNTED)) - len(lots) <= 1
    for row, counts in lots:
        full = green.full_defects(counts, green.ARABICA)
        assert str(full.cat1) == row["Cat1 Equiv. Total"], row["ID"]
        assert str(full.cat2) == row["Cat2 Equiv. Total"], row["ID"]
        assert row["Category One Defects"] == f"{full.cat1} full defects", row["ID"]
        assert row["Category Two Defects"] == f"{full.cat2} full defects", row["ID"]


def test_pooling_the_remainders_would_give_other_numbers_for_many_lots() -> None:
    beans = {one.key: one.beans for one in green.ARABICA}
    others = [
        row["ID"]
        for row, counts in _counted()
        if int(sum(Fraction(count, beans[key]) for key, count in counts.items()))
        != green.full_defects(counts, green.ARABICA).total
    ]

    assert len(others) > len(_counted()) // 4


def test_every_counted_lot_is_graded_by_its_own_form() -> None:
    for row, counts in _counted():
        species = row["Species"].lower()
        protocol = {"arabica": "sca-arabica", "robusta": "robusta"}[species]
        observations = {
            "sample_g": 350,
            "odour": "clean",
            "counts": counts,
            "quakers": row["Quakers"],
        }

        result = evaluate(f"coffee.green.{protocol}", "1", observations).result

        assert result["cat1_full"] == row["Cat1 Equiv. Total"], row["ID"]
        assert result["cat2_full"] == row["Cat2 Equiv. Total"], row["ID"]


def test_every_certificate_of_every_list_lives_365_days() -> None:
    dated = [
        (read_date(row["Grading Date"]), read_date(row["Expiration"]))
        for name in FILES
        for row in _rows(name)
    ]

    assert 0 < len(dated) <= WITH_DATES
    for graded, expires in dated:
        assert graded
        assert expires
        assert (expires - graded).days == CERTIFICATE_DAYS


def _robusta() -> Iterator[tuple[str, Snapped, str]]:
    """Yield each robusta lot: its id, the exact means behind it, and its printed total."""
    for name in ("cqi2018_robusta", COUNTED):
        for row in _rows(name):
            if row["Species"] == "Robusta":
                layout = recognise(list(row), name)
                form = layout.forms["robusta"]
                assert [key for key, _ in form.columns] == [
                    one.key for one in fine_robusta.ATTRIBUTES
                ]
                scores = read_scores(row, layout, form)
                assert scores.snapped
                yield row.get("row_id") or row["ID"], scores.snapped, str(scores.total)


def _spread(total: Fraction, cuppers: int) -> list[int]:
    """Share whole steps between the cuppers, as evenly as can be."""
    assert total.denominator == 1
    each, higher = divmod(int(total), cuppers)
    return [each + (place < higher) for place in range(cuppers)]


def _panel(snapped: Snapped) -> list[dict[str, object]]:
    """Return forms that a panel may have filled in, for the exact means of a lot."""
    cuppers = snapped.cuppers
    forms: list[dict[str, str]] = [{} for _ in range(cuppers)]
    for line, mean in zip(fine_robusta.ATTRIBUTES, snapped.attributes, strict=True):
        step = Fraction(line.step)
        for form, steps in zip(forms, _spread(mean * cuppers / step, cuppers), strict=True):
            form[line.key] = plain(steps * step)
    taints = _spread(snapped.defects * cuppers / 2, cuppers)
    return [{"scores": form, "taint_cups": cups} for form, cups in zip(forms, taints, strict=True)]


def test_every_robusta_lot_has_the_printed_total_on_its_own_form() -> None:
    lots = list(_robusta())

    assert 0 < len(lots) <= ROBUSTA
    for row_id, snapped, total in lots:
        assert snapped.consistent, row_id
        result = evaluate("coffee.cup.fine-robusta", "1", {"forms": _panel(snapped)}).result

        assert Fraction(result["total"]) == Fraction(total), row_id
        assert result["class"] == ("Fine" if Fraction(total) >= 80 else "Below fine"), row_id
