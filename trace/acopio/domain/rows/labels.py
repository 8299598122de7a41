"""Rows of label jobs: what was sent to paper, what came out of it, and what was made void."""

from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.rows.base import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob(Row):
    """A job of labels."""

    id: str
    organisation: str
    number: str
    """What people call it."""
    what: str
    """``sack``, ``lot``, ``sample``, ``cup`` or ``pallet``."""
    medium: str
    start: int
    """The place of the first label on its sheet."""
    copies: int
    count: int
    """Labels, each counted once however many copies of it there are."""
    day: str
    printer: str | None
    good: int | None = None
    """How many came out good, from the first on; nothing while nobody has looked."""
    resumes: str | None = None
    """The job of which this one prints the rest."""
    resumed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRange(Row):
    """Labels of sacks with consecutive numbers in one job."""

    KEY: ClassVar[tuple[str, ...]] = ("job", "place")
    job: str
    place: int
    """Of the first label in the job, from 1."""
    act: str
    """Id of the entry: ids grow with time."""
    number: str
    """What people call the job."""
    what: str
    subject: str
    """The lot whose code the labels carry, or the number of a sample."""
    first: int
    last: int
    printing: int
    """1 for the original; from 2, the number after "COPIA"."""
    good: int | None = None
    """How many of them came out good; nothing while nobody has looked."""
    most_good: int = 0
    """The most that was ever said: what is taken back later may be out there all the same."""
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelVoid(Row):
    """Labels of sacks that count no more until they are printed again."""

    KEY: ClassVar[tuple[str, ...]] = ("act",)
    act: str
    """Id of the entry."""
    lot: str
    """The lot whose code the labels carry."""
    first: int
    last: int
    day: str
    reason: str | None = None
