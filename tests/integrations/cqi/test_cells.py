from datetime import date
from decimal import Decimal

import pytest
from tests.integrations.cqi.files import (
    LAYOUT_2018_ROBUSTA,
    codes,
    row_with,
)


@pytest.mark.parametrize(
    ("typed", "value", "wanted"),
    [
        ("11.8 %", "11.8", []),
        ("12%", "12", []),
        ("5 %", "5", []),
        ("25 %", "25", []),
        ("0 %", None, ["moisture-not-measured"]),
        ("", None, ["moisture-not-measured"]),
        ("1104 %", None, ["moisture-out-of-range"]),
        ("0.1 %", None, ["moisture-out-of-range"]),
        ("25.1 %", None, ["moisture-out-of-range"]),
        ("húmedo", None, ["moisture-unreadable"]),
        ("11.8", None, ["moisture-unreadable"]),
    ],
)
def test_moisture_is_taken_only_when_it_was_measured(
    typed: str, value: str | None, wanted: list[str]
) -> None:
    row = row_with(Moisture=typed)

    assert row.moisture_pct == (None if value is None else Decimal(value))
    assert row.moisture_typed == typed
    assert codes(row.flags) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1450",
        "1,450 meters",
        "1500-2000 m",
        "De 1600 a 1950 msnm",
        "approx. 1'500 metres a.s.l.",
        "4500 pies",
        "3,000'",
        "4000 P.S.N.M.",
        "1,100.00 mosl",
    ],
)
def test_an_altitude_where_coffee_grows_is_not_flagged(typed: str) -> None:
    row = row_with(Altitude=typed)

    assert row.flags == ()
    assert row.altitude_typed == typed


@pytest.mark.parametrize("typed", ["190164", "1.872", "1", "5500 METROS", "1500-15000", "9" * 40])
def test_an_implausible_altitude_is_flagged_and_kept_as_typed(typed: str) -> None:
    row = row_with(Altitude=typed)

    assert codes(row.flags) == ["altitude-implausible"]
    assert row.altitude_typed == typed


def test_an_altitude_without_a_figure_is_flagged() -> None:
    assert codes(row_with(Altitude="mmm").flags) == ["altitude-unreadable"]


@pytest.mark.parametrize(
    "typed", ["0", "2222", "Taiwan", "2014/2015", "2014/15", "2015", "-", "n/a"]
)
def test_an_ico_number_typed_to_fill_the_box_is_flagged(typed: str) -> None:
    row = row_with(ICO_Number=typed)

    assert codes(row.flags) == ["ico-placeholder"]
    assert row.ico_number_typed == typed


@pytest.mark.parametrize("typed", ["", "11/441/50", "030-0537-2066", "1104362940", "C19"])
def test_an_ico_number_that_may_be_one_is_not_flagged(typed: str) -> None:
    assert row_with(ICO_Number=typed).flags == ()


def test_a_line_break_inside_a_date_is_survived() -> None:
    row = row_with(Grading_Date="April 4th, 2017\r\n")

    assert row.grading_date == date(2017, 4, 4)
    assert row.flags == ()


@pytest.mark.parametrize("typed", ["", "04/04/2017", "February 30th, 2017", "Abril 4th, 2017"])
def test_a_date_that_cannot_be_read_is_flagged(typed: str) -> None:
    row = row_with(Grading_Date=typed)

    assert row.grading_date is None
    assert row.grading_date_typed == typed
    assert codes(row.flags) == ["date-unreadable"]


def test_a_certificate_lives_365_days_also_over_a_leap_day() -> None:
    leap = {"Grading_Date": "April 4th, 2015"}

    assert row_with(**leap, Expiration="April 3rd, 2016").flags == ()
    (flag,) = row_with(**leap, Expiration="April 4th, 2016").flags
    assert (flag.code, flag.expected) == ("expiry-not-365-days", "365")


def test_a_test_lot_is_flagged() -> None:
    assert codes(row_with(LAYOUT_2018_ROBUSTA, Mill=" Test ").flags) == ["test-lot"]
