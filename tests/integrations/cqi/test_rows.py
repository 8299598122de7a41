from datetime import date
from decimal import Decimal

import pytest
from tests.integrations.cqi.files import (
    KINDS,
    LAYOUT_2018,
    LAYOUT_2025,
    codes,
    good,
    read_with,
    write,
)

from acopio.integrations.cqi import Sacks, read
from acopio.integrations.cqi.layouts import Layout


@pytest.mark.parametrize("layout", KINDS.values(), ids=list(KINDS))
def test_a_good_row_of_each_layout_has_no_problem(layout: Layout) -> None:
    row, problems = read_with(layout)

    assert problems == ()
    assert row is not None
    assert row.row_id == "lot-1"
    assert row.line == 2
    assert row.grading_date == date(2017, 4, 4)
    assert row.mass_g == 690_000
    assert row.sacks == (Sacks(10, 69_000),)
    assert row.moisture_pct == Decimal(11)
    assert row.company == "Empresa Ejemplo"
    assert row.total == Decimal("80.00")
    assert row.snapped is not None
    assert row.snapped.consistent


def test_robusta_is_read_under_robusta_headings_also_where_arabica_headings_repeat_it() -> None:
    cells = {**good(LAYOUT_2025, "robusta"), "Sweetness": "7.67", "Bitter / Sweet": "8.00"}

    (row,) = read(write(LAYOUT_2025, cells), "lots.csv").rows

    assert row.species == "robusta"
    assert row.protocol_id == "cqi.fine-robusta"
    assert not row.protocol_known
    assert dict(row.attributes)["bitter_sweet"] == "8.00"
    assert "sweetness" not in dict(row.attributes)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Bag_Weight", "6", "bag-weight-without-unit"),
        ("Bag_Weight", "2 kg,lbs", "bag-weight-two-units"),
        ("Bag_Weight", "0 lbs", "bag-weight-zero"),
        ("Bag_Weight", "0.0001 kg", "bag-weight-zero"),
        ("Bag_Weight", "", "bag-weight-missing"),
        ("Bag_Weight", "un saco", "bag-weight-unreadable"),
        ("Bag_Weight", "1,000 kg", "bag-weight-unreadable"),
        ("Bag_Weight", "-5 kg", "bag-weight-unreadable"),
        ("Bag_Weight", "21600 kg", "bag-weight-impossible"),
        ("Number_of_Bags", "0", "bags-zero"),
        ("Number_of_Bags", "", "bags-unreadable"),
        ("Number_of_Bags", "10.5", "bags-unreadable"),
        ("Number_of_Bags", "-3", "bags-unreadable"),
        ("Number_of_Bags", "٣", "bags-unreadable"),
        ("Species", "Liberica", "species-unknown"),
        ("Species", "Robusta", "species-unknown"),
    ],
)
def test_a_row_without_a_mass_or_a_form_is_listed(column: str, value: str, code: str) -> None:
    row, problems = read_with(LAYOUT_2018, **{column: value})

    assert row is None
    (problem,) = problems
    assert problem.code == code
    assert problem.severity == "listed"
    assert problem.value == value
    assert (problem.file, problem.line, problem.row_id) == ("lots.csv", 2, "lot-1")
    assert problem.column == column.replace("_", " ")


def test_a_listed_row_names_all_its_problems_at_once() -> None:
    _, problems = read_with(
        LAYOUT_2018, Number_of_Bags="0", Bag_Weight="0 lbs", Farm_Name="TEST", Moisture="0 %"
    )

    assert sorted(codes(problems)) == [
        "bag-weight-zero",
        "bags-zero",
        "moisture-not-measured",
        "test-lot",
    ]
