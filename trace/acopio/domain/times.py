"""Time: what the ledger stamps and what people claim.

``recorded_at`` is always ``YYYY-MM-DDTHH:MM:SS.ffffffZ``. ``occurred_at`` is as precise as people
were: a day, or an instant in UTC.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from acopio.errors import Refusal

LIMA = "America/Lima"
RELEASED = date(2026, 1, 1)
"""No copy of this program is older: a clock before it is wrong."""
FUTURE_ALLOWED = timedelta(minutes=5)
LEAP_ASKED = timedelta(days=366)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERUVIAN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(eq=False)
class TimeUnreadable(Refusal):
    """Text that is neither a day nor an instant in UTC."""

    code = "time-unreadable"
    given: str


@dataclass(eq=False)
class TimeInFuture(Refusal):
    """Something that is said to have happened later than now."""

    code = "time-in-future"
    given: str
    now: str


@dataclass(eq=False)
class ClockAhead(Refusal):
    """The computer's clock stands more than a year after the last entry: a person confirms it."""

    code = "clock-ahead"
    now: str
    last: str


def stamp(moment: datetime) -> str:
    """Return an aware moment as the ledger writes it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_stamp(text: str) -> datetime:
    """Return the moment of a ``recorded_at``."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def parse_occurred(text: str, now: datetime, zone: str = LIMA, *, clock_wrong: bool = False) -> str:
    """Read a day (``2026-06-14``, ``14/6/2026``) or an instant with ``Z``; refuse the future.

    With ``clock_wrong`` the computer's clock cannot judge what is future: the day is believed.

    Raises:
        TimeUnreadable, TimeInFuture.
    """
    given = text.strip()
    if found := _PERUVIAN_DAY.fullmatch(given):
        given = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    try:
        if _DAY.fullmatch(given):
            day = date.fromisoformat(given)
            late = day > (now + FUTURE_ALLOWED).astimezone(ZoneInfo(zone)).date()
        else:
            moment = datetime.fromisoformat(given)
            if moment.tzinfo is None:
                raise TimeUnreadable(given=text)
            late = moment > now + FUTURE_ALLOWED
            given = stamp(moment)
    except (ValueError, OverflowError):
        raise TimeUnreadable(given=text) from None
    if late and not clock_wrong:
        raise TimeInFuture(given=given, now=stamp(now))
    return given


def day_of(occurred_at: str, zone: str = LIMA) -> str:
    """Return the organisation's local day of an ``occurred_at``."""
    if len(occurred_at) == 10:
        return occurred_at
    moment = datetime.fromisoformat(occurred_at)
    return moment.astimezone(ZoneInfo(zone)).date().isoformat()


def is_behind(now: datetime, last: datetime | None) -> bool:
    """Say whether a clock cannot be right: before this program, or before the last entry."""
    return now.date() < RELEASED or (last is not None and now < last)


def clock_mark(now: datetime, last: datetime | None, *, confirmed: bool) -> str | None:
    """Say what the clock looks like: ``None`` right, ``behind`` marked on the entries.

    Raises:
        ClockAhead: more than a year after the last entry and no person confirmed it.
    """
    if is_behind(now, last):
        return "behind"
    if last is not None and now - last > LEAP_ASKED and not confirmed:
        raise ClockAhead(now=stamp(now), last=stamp(last))
    return None
