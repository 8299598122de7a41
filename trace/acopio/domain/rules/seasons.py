"""Rules for seasons: of one organisation and crop, one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.parties import SeasonRecorded
from acopio.domain.rows.parties import Season
from acopio.domain.rules.base import OWN, Command, Context, Fact, Need
from acopio.domain.rules.land import CROPS, UnknownCrop
from acopio.domain.rules.parties import check_period, overlap
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class SeasonsOverlap(Refusal):
    """A season that shares days with another one of the same crop."""

    code = "seasons-overlap"
    name: str
    other: str
    begins: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSeason(Command):
    """Record a season, or the days of the one of this name from now on."""

    ACT: ClassVar[str] = "set-up"
    facts: SeasonRecorded

    def needs(self) -> Iterable[Need]:
        """The seasons there are."""
        return [(Season, "organisation", OWN)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A day belongs to one season of a crop."""
        new = self.facts
        if new.crop not in CROPS:
            raise UnknownCrop(given=new.crop)
        check_period(new.valid_from, new.valid_to)
        for one in state.where(Season, "organisation", context.actor.organisation):
            if one.crop != new.crop or one.name == new.name:
                continue
            if overlap(one.begins, one.ends, new.valid_from, new.valid_to):
                raise SeasonsOverlap(
                    name=new.name, other=one.name, begins=one.begins, ends=one.ends
                )
        yield Fact(new)
