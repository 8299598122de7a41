"""The season's clock and ids: the same days and codes every time, salts that nobody can repeat."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from acopio.domain.times import LIMA
from acopio.services.ids import SeededIds

SEED = 2026


class SeasonIds(SeededIds):
    """Ids and codes from the seed; salts at random, for they hide what is committed."""

    def salt(self) -> bytes:
        """Return 16 random bytes."""
        return secrets.token_bytes(16)


def moment(day: str, hour: int, minute: int = 0) -> datetime:
    """Return an hour of a Peruvian day, in UTC."""
    local = datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=ZoneInfo(LIMA))
    return local.astimezone(UTC)


@dataclass(slots=True)
class SeasonClock:
    """A clock that is set by hand."""

    at: datetime

    def now(self) -> datetime:
        """Return the hour it was set to."""
        return self.at
