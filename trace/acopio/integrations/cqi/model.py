"""What reading a file gives: rows, and problems that name their cell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from acopio.quality.means import Snapped

Severity = Literal["flag", "listed"]
Species = Literal["arabica", "robusta"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a cell, before it is known which row of which file it stands in."""

    column: str
    value: str
    code: str
    severity: Severity = "flag"
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something odd in one cell, with the value as typed.

    ``flag``: the row was read. ``listed``: the row was left out. ``line`` is the line of the file
    on which the row begins; ``row_id`` may be empty, and so may ``column`` when the whole row is
    meant. ``expected`` is a figure, never a sentence.
    """

    file: str
    line: int
    row_id: str
    column: str
    value: str
    code: str
    severity: Severity
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Sacks:
    """So many sacks of the same mass."""

    count: int
    mass_g: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CqiRow:
    """One lot. Fields ending in ``_typed`` are the cell exactly as it stands in the file.

    Private by nature, since people type telephones into them: ``farm``, ``mill``, ``company``,
    ``lot_number``, ``region`` and every ``_typed`` field.
    """

    row_id: str
    line: int
    species: Species
    country: str
    region: str
    farm: str
    owner: str
    producer: str
    company: str
    altitude_typed: str
    variety: str
    processing: str
    lot_number: str
    mill: str
    ico_number_typed: str
    harvest_year_typed: str
    grading_date: date | None
    grading_date_typed: str
    expiration: date | None
    expiration_typed: str
    certification_body: str
    partner: str
    status: str
    bags: int
    bags_typed: str
    bag_weight_typed: str
    mass_g: int
    """The whole lot."""
    sacks: tuple[Sacks, ...]
    """Largest remainder: the first run is at most one gram heavier, and all add up to mass_g."""
    moisture_pct: Decimal | None
    moisture_typed: str
    colour: str
    category_one_typed: str
    category_two_typed: str
    quakers_typed: str
    bean_counts: tuple[tuple[str, str], ...]
    """Beans per defect where the source has the table, else empty."""
    protocol_id: str
    protocol_known: bool
    """False while no protocol of this id is published here: the scores are kept as printed."""
    attributes: tuple[tuple[str, str], ...]
    """Printed panel means by attribute key, in the order of the form."""
    defects_printed: str
    total_printed: str
    total: Decimal | None
    snapped: Snapped | None
    """None when a printed score cannot be read."""
    flags: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CqiFile:
    """A file as read. ``problems`` holds all of them, also those repeated in ``CqiRow.flags``."""

    kind: str
    rows: tuple[CqiRow, ...]
    problems: tuple[Problem, ...]

    @property
    def listed(self) -> tuple[Problem, ...]:
        """The problems that kept a row out; a row may have several."""
        return tuple(problem for problem in self.problems if problem.severity == "listed")
