from tests.integrations.cqi.files import (
    BEAN_TABLE,
    LAYOUT_2018,
    LAYOUT_2025,
    codes,
    good,
    row_with,
    write,
)

from acopio.integrations.cqi import read


def test_arabica_scores_stand_in_the_order_of_the_form() -> None:
    row = row_with()

    assert row.protocol_known
    assert [key for key, _ in row.attributes] == [
        "fragrance_aroma",
        "flavor",
        "aftertaste",
        "acidity",
        "body",
        "uniformity",
        "balance",
        "clean_cup",
        "sweetness",
        "overall",
    ]


def test_a_total_that_its_attributes_do_not_give_is_flagged_with_the_right_one() -> None:
    cells = {**good(LAYOUT_2018), "Total Cup Points": "Sample  80.50", "quality_score": "80.50"}
    (flag,) = read(write(LAYOUT_2018, cells), "lots.csv").rows[0].flags

    assert (flag.code, flag.value, flag.expected) == ("score-differs", "Sample  80.50", "80.00")


def test_two_copies_of_the_total_that_differ_are_flagged() -> None:
    cells = {**good(LAYOUT_2018), "quality_score": "80.50"}

    (flag,) = read(write(LAYOUT_2018, cells), "lots.csv").rows[0].flags

    assert (flag.code, flag.value, flag.expected) == ("total-copies-differ", "80.50", "80.00")


def test_scores_that_cannot_be_read_leave_the_lot_and_no_recomputed_total() -> None:
    row = row_with(Flavor="8,25")

    assert row.snapped is None
    assert codes(row.flags) == ["score-unreadable"]
    assert dict(row.attributes)["flavor"] == "8,25"


def test_a_score_outside_the_scale_is_flagged() -> None:
    assert "score-out-of-scale" in codes(row_with(Flavor="82.5").flags)


def test_a_lot_scored_zero_throughout_is_flagged() -> None:
    zero = {column: "0" for _, column in LAYOUT_2018.forms["arabica"].columns}
    cells = {**good(LAYOUT_2018), **zero, "Total Cup Points": "Sample  0.00", "quality_score": "0"}

    (row,) = read(write(LAYOUT_2018, cells), "lots.csv").rows

    assert codes(row.flags) == ["score-all-zero"]


def test_defect_points_count_whichever_sign_they_have() -> None:
    for stored in ("-1.33", "1.33"):
        cells = {**good(LAYOUT_2025), "Defects": stored, "Total Cup Points": "78.67"}
        (row,) = read(write(LAYOUT_2025, {**cells, "List Grade": "78.67"}), "lots.csv").rows

        assert row.flags == ()
        assert row.defects_printed == stored


def test_full_defects_are_floored_type_by_type() -> None:
    # 4/5 shells and 4/5 broken pool to one full defect, but are none.
    row = row_with(LAYOUT_2025, **{"Cat2 Shell": "4", "Cat2 Broken": "4"})
    assert row.flags == ()
    assert dict(row.bean_counts)["Cat2 Shell"] == "4"

    differs = row_with(LAYOUT_2025, **{"Cat2 Shell": "5"})
    assert codes(differs.flags) == ["defects-differ", "defects-differ"]
    assert {flag.expected for flag in differs.flags} == {"1"}


def test_a_lot_without_defect_table_is_flagged() -> None:
    blank = dict.fromkeys(BEAN_TABLE, "")

    row = row_with(LAYOUT_2025, **blank)

    assert codes(row.flags) == ["defect-table-missing"]


def test_a_bean_count_that_is_no_number_is_flagged() -> None:
    row = row_with(LAYOUT_2025, **{"Cat2 Hull": "dos"})

    assert codes(row.flags) == ["defects-unreadable"]
