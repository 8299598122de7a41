"""Seasons: of one organisation and crop, from one day to another."""

from dataclasses import dataclass
from datetime import date, timedelta

from acopio.domain.entries.parties import SeasonRecorded
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Season
from acopio.domain.rules.land import check_crop
from acopio.domain.rules.seasons import RecordSeason
from acopio.domain.times import parse_occurred
from acopio.services.node import Node
from acopio.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Period:
    """A season by its name, with its first and last day."""

    name: str
    begins: str
    ends: str


def season_of(reader: Reader, organisation: str, crop: str, day: str) -> Period:
    """Return the season that a day falls in: the calendar year where none is recorded.

    Between recorded seasons it is what they leave of the calendar year, named by its days.

    Args:
        reader: the store.
        organisation: whose season.
        crop: ``cacao`` or ``coffee``.
        day: the organisation's local day.
    """
    year = day[:4]
    begins, ends = f"{year}-01-01", f"{year}-12-31"
    for one in reader.where(Season, organisation=organisation, crop=crop):
        if one.begins <= day <= one.ends:
            return Period(one.name, one.begins, one.ends)
        if one.ends < day:
            begins = max(begins, _shifted(one.ends, 1))
        else:
            ends = min(ends, _shifted(one.begins, -1))
    whole = (begins, ends) == (f"{year}-01-01", f"{year}-12-31")
    return Period(year if whole else f"{begins}/{ends}", begins, ends)


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def any_day(node: Node, text: str) -> str:
    """Read a day that may lie ahead, such as the end of a season.

    Raises:
        TimeUnreadable.
    """
    return parse_occurred(text, node.now(), clock_wrong=True)[:10]


def add_season(node: Node, actor: Actor, name: str, crop: str, *, begins: str, ends: str) -> Period:
    """Record a season, or other days for the one of this name.

    Raises:
        TimeUnreadable, UnknownCrop, PeriodBackwards, SeasonsOverlap, NotAllowed.
    """
    facts = SeasonRecorded(
        crop=check_crop(crop),
        name=name.strip(),
        valid_from=any_day(node, begins),
        valid_to=any_day(node, ends),
    )
    command = RecordSeason(id=node.ids.uuid(), occurred_at=node.today(), facts=facts)
    node.carry_out(actor, [command])
    return Period(facts.name, facts.valid_from, facts.valid_to)


def seasons(reader: Reader, organisation: str) -> list[Season]:
    """Return an organisation's seasons, by crop and day."""
    rows = reader.where(Season, organisation=organisation)
    return sorted(rows, key=lambda one: (one.crop, one.begins))
