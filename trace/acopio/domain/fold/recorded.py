"""An entry together with its hash and its opened body: what the fold works on."""

from dataclasses import dataclass
from functools import cached_property

from acopio.domain.entries.envelope import Entry
from acopio.domain.entries.fields import Body
from acopio.domain.times import day_of


@dataclass(frozen=True)
class Recorded:
    """One entry of a log, or one act in several entries joined into one."""

    entry: Entry
    hash: str
    """Leaf hash, base64url; of the last entry when the act has several."""
    body: Body
    zone: str = "America/Lima"

    @cached_property
    def day(self) -> str:
        """The organisation's local day of the act."""
        return day_of(self.entry.occurred_at, self.zone)
