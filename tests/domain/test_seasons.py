"""The coffee year, and the days of a lot."""

from dataclasses import replace

import pytest

from acopio.domain.days import BelowNothing, days_below_nothing
from acopio.domain.rows.lots import Flow, Lot
from acopio.domain.seasons import coffee_year

LOT = Lot(
    code="NAR7KQ4M9T6", organisation="o", owner="o", place="p", product="cacao.dry",
    born="delivery", step="d", day="2026-06-10", made_g=1000, left_g=0, how="w", claims=(),
    latest="h", act="h", made_at="p", said_g=1000,
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-09-30", "2025/26"),
        ("2026-10-01", "2026/27"),
        ("2027-01-01", "2026/27"),
        ("1999-10-01", "1999/00"),
    ],
)
def test_the_coffee_year_begins_on_the_first_of_october(day: str, year: str) -> None:
    assert coffee_year(day) == year


def drawn(day: str, grams: int, way: str = "in", act: str = "a") -> Flow:
    return Flow(
        step=f"s{day}", way=way, lot=LOT.code, act=act, grams=grams, said_g=grams, how="w",
        day=day, segment=0, cause="",
    )  # fmt: skip


def test_a_lot_drawn_before_the_day_it_came_in_was_below_nothing_that_day() -> None:
    flows = [drawn("2026-06-09", 400), drawn("2026-06-12", 600)]

    assert days_below_nothing(LOT, flows) == [BelowNothing("2026-06-09", -400)]


def test_what_comes_and_goes_on_one_day_is_never_below_nothing() -> None:
    assert days_below_nothing(LOT, [drawn("2026-06-10", 1000)]) == []


def test_a_gain_booked_later_does_not_cover_an_earlier_day() -> None:
    flows = [drawn("2026-06-11", 1050), drawn("2026-06-13", -50, "loss")]

    assert days_below_nothing(LOT, flows) == [
        BelowNothing("2026-06-11", -50),
    ]


def test_flows_of_other_lots_and_outputs_are_left_out() -> None:
    other = replace(drawn("2026-06-01", 9000), lot="NAR9ABCDEF2")

    assert days_below_nothing(LOT, [other, drawn("2026-06-01", 9000, "out")]) == []
