from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.domain.times import (
    ClockAhead,
    TimeInFuture,
    TimeUnreadable,
    clock_mark,
    day_of,
    parse_occurred,
    read_stamp,
    stamp,
)

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LIMA_NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # 22:00 of the 20th in Lima


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", "2026-11-20"),
        (" 2020-02-29 ", "2020-02-29"),
        ("14/6/2026", "2026-06-14"),
        ("03/11/2026", "2026-11-03"),
        ("2026-11-20T14:00:00Z", "2026-11-20T14:00:00.000000Z"),
        ("2026-11-20T09:00:00-05:00", "2026-11-20T14:00:00.000000Z"),
    ],
)
def test_a_day_stays_a_day_and_an_instant_is_utc(text: str, expected: str) -> None:
    assert parse_occurred(text, NOW) == expected


@pytest.mark.parametrize(
    "text",
    ["2026-11-21", "21/11/2026", "2027-01-01", "2026-11-20T15:05:01Z", "9999-12-31T23:59:59Z"],
)
def test_the_future_is_refused(text: str) -> None:
    with pytest.raises(TimeInFuture):
        parse_occurred(text, NOW)


def test_a_clock_may_differ_by_five_minutes() -> None:
    assert parse_occurred("2026-11-20T15:05:00Z", NOW) == "2026-11-20T15:05:00.000000Z"


def test_a_day_is_future_by_the_organisations_own_calendar() -> None:
    with pytest.raises(TimeInFuture):
        parse_occurred("2026-11-21", LIMA_NIGHT)

    assert parse_occurred("2026-11-21", LIMA_NIGHT, "Europe/Berlin") == "2026-11-21"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ayer",
        "2026-13-01",
        "2026-02-30",
        "31/2/2026",
        "2026-11-20T10:00:00",
        "20-11-2026",
        "0/0/0000",
        "2026-11-20T25:00:00Z",
        "2026-11-20\x00",
        "٢٠٢٦-١١-٠١",
        "1e9",
        "-1",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeUnreadable):
        parse_occurred(text, NOW)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_refused_and_never_an_error(text: str) -> None:
    try:
        found = parse_occurred(text, NOW)
    except (TimeUnreadable, TimeInFuture):
        found = "2026-11-20"

    assert len(found) in {10, 27}


@pytest.mark.parametrize(
    ("occurred", "day"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21T03:00:00.000000Z", "2026-11-20"),
        ("2026-11-21T05:00:00.000000Z", "2026-11-21"),
    ],
)
def test_what_happened_belongs_to_the_local_day(occurred: str, day: str) -> None:
    assert day_of(occurred) == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_stamp_is_read_as_the_moment_it_was(moment: datetime) -> None:
    assert read_stamp(stamp(moment)) == moment
    assert len(stamp(moment)) == 27


def test_a_clock_in_2009_marks_entries_as_behind() -> None:
    assert clock_mark(datetime(2009, 1, 1, tzinfo=UTC), None, confirmed=False) == "behind"
    assert clock_mark(datetime(2009, 1, 1, tzinfo=UTC), NOW, confirmed=True) == "behind"


def test_a_clock_before_the_last_entry_marks_entries_as_behind() -> None:
    assert clock_mark(NOW - timedelta(seconds=1), NOW, confirmed=False) == "behind"
    assert clock_mark(NOW, NOW, confirmed=False) is None


def test_a_clock_a_year_ahead_asks_before_it_writes() -> None:
    with pytest.raises(ClockAhead):
        clock_mark(NOW + timedelta(days=367), NOW, confirmed=False)

    assert clock_mark(NOW + timedelta(days=366), NOW, confirmed=False) is None
    assert clock_mark(NOW + timedelta(days=999), NOW, confirmed=True) is None
