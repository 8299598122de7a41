"""What the columns of a file of results mean: by their headings, or as a person says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from acopio.errors import Refusal
from acopio.quality.protocol import Attribute, Protocol
from acopio.services.typed_tables import Table, bare

FIELDS: dict[str, tuple[str, ...]] = {
    "sample": (
        "muestra", "sample", "n muestra", "n° muestra", "no muestra", "n° de muestra",
        "no de muestra", "numero de muestra", "codigo de muestra", "codigo ciego", "codigo",
        "sample number", "sample no", "sample code", "sample id", "blind code", "code",
    ),
    "cupper": ("catador", "cupper", "catadora", "taster", "panelista", "panelist", "juez", "judge"),
    "day": (
        "dia", "day", "fecha", "date", "fecha de analisis", "fecha de catacion", "fecha de ensayo",
        "analysis date", "cupping date", "date of analysis", "test date",
    ),
    "portion": ("parte", "portion", "porcion"),
    "laboratory": ("laboratorio", "laboratory", "lab"),
    "report": (
        "informe", "report", "n° informe", "n° de informe", "no de informe", "numero de informe",
        "informe n°", "informe de ensayo", "report number", "report no", "test report",
    ),
}  # fmt: skip
"""What a row may say besides the lines of the form, and what its column may be called."""
OURS = "acopio:"
"""The heading of the column of reasons that we add to a copy begins so; it is never read."""
_PUNCTUATION = re.compile(r"[()\[\],;:.]")


@dataclass(eq=False)
class MappingUnusable(Refusal):
    """A ``--map`` that is not COLUMN=LINE, or whose column or line is not there."""

    code = "result-mapping-unusable"
    given: str
    headings: str
    known: tuple[str, ...]


@dataclass(eq=False)
class HeadingUnknown(Refusal):
    """A column of which nobody knows what it means: its figures must not vanish."""

    code = "result-heading-unknown"
    given: str
    protocol: str


@dataclass(eq=False)
class HeadingTwice(Refusal):
    """Two columns that mean the same."""

    code = "result-heading-twice"
    given: str
    first: str


@dataclass(eq=False)
class NoSampleColumn(Refusal):
    """A file that does not say which sample a row is of."""

    code = "result-without-samples"
    headings: str


@dataclass(eq=False)
class LineWithoutColumn(Refusal):
    """A line that the form must have, and no column for it."""

    code = "result-line-without-column"
    attribute: str
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file, where it stands."""

    row: int
    """The number of the line in the file."""
    column: str
    """The heading; nothing where the row as a whole is meant."""
    value: str
    refusal: Refusal

    def __str__(self) -> str:
        """Return where it is: for logs and tests, never for people."""
        return f"{self.row} {self.column} {self.refusal.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where in a row each thing stands, and the heading above it."""

    places: Mapping[str, int]
    """By the name of a field, or the key of a line."""
    headings: Mapping[str, str]
    width: int

    def cell(self, cells: Sequence[str], name: str) -> str:
        """Return what stands in a row under a name; nothing where there is no such column."""
        place = self.places.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    def heading(self, line: Attribute) -> str:
        """Return the heading above a line; its key where it has no column."""
        return self.headings.get(line.key, line.key)


def columns_of(
    protocol: Protocol, table: Table, maps: Sequence[str] = (), ignored: Sequence[str] = ()
) -> tuple[Columns, list[Problem]]:
    """Return what each column means, and everything that is wrong with the headings.

    Args:
        protocol: whose lines the columns hold.
        table: the file.
        maps: ``COLUMN=LINE``: what a column means, whatever its heading says.
        ignored: headings of columns that are left aside.

    Raises:
        MappingUnusable: one of ``maps`` names a column or line that is not there.
    """
    meanings = _meanings(protocol)
    said = _said(table, maps, meanings)
    aside = {_loose(one) for one in ignored}
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for place, heading in enumerate(table.head):
        meaning = said.get(place) or meanings.get(_loose(heading))
        if place not in said and (_loose(heading) in aside or _is_nothing(table, place)):
            continue
        wrong: Refusal | None = None
        if meaning is None:
            wrong = HeadingUnknown(given=heading.strip(), protocol=protocol.id)
        elif meaning in places:
            wrong = HeadingTwice(given=heading.strip(), first=table.head[places[meaning]].strip())
        else:
            places[meaning] = place
        if wrong:
            problems.append(_at_head(table, heading, wrong))
    columns = Columns(
        places=places,
        headings={name: table.head[place].strip() for name, place in places.items()},
        width=len(table.head),
    )
    return columns, problems + _missing(protocol, table, places)


def _is_nothing(table: Table, place: int) -> bool:
    """Say whether a column holds nothing of the person's: no heading and no cell, or our own."""
    heading = table.head[place].strip()
    if heading:
        return heading.casefold().startswith(OURS)
    return not any(len(cells) > place and cells[place].strip() for _, cells in table.rows)


def _missing(protocol: Protocol, table: Table, places: Mapping[str, int]) -> list[Problem]:
    """Return what the file lacks as a whole, so that it is not said of every row."""
    wrong: list[Refusal] = []
    if "sample" not in places:
        wrong.append(NoSampleColumn(headings=_listed(table.head)))
    wrong += [
        LineWithoutColumn(attribute=line.key, protocol=protocol.id)
        for line in protocol.attributes
        if needed(line) and line.key not in places
    ]
    return [_at_head(table, "", one) for one in wrong]


def needed(line: Attribute) -> bool:
    """Say whether a line may not stay empty."""
    return not line.optional and line.default is None


def _at_head(table: Table, heading: str, refusal: Refusal) -> Problem:
    return Problem(row=table.line, column=heading.strip(), value="", refusal=refusal)


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(one.strip() for one in headings if one.strip())


def _loose(name: str) -> str:
    """Return a heading without what people write differently: accents, brackets, commas."""
    return bare(_PUNCTUATION.sub(" ", name))


def _meanings(protocol: Protocol) -> dict[str, str]:
    """Return what headings mean: a line by key or name, also with its unit; then the fields.

    A heading that would fit two lines fits none. ``Muestra`` is the sample, also where a line of
    the form has that name: that line is ``Muestra (g)``.
    """
    found: dict[str, set[str]] = {}
    for line in protocol.attributes:
        for name in (line.key, line.name.es, line.name.en):
            for heading in (name, f"{name} {line.unit}"):
                found.setdefault(_loose(heading), set()).add(line.key)
    lines = {heading: keys.pop() for heading, keys in found.items() if len(keys) == 1}
    fields = {_loose(name): field for field, names in FIELDS.items() for name in names}
    if not protocol.panel:
        fields = {name: field for name, field in fields.items() if field != "cupper"}
    return lines | fields


def _said(table: Table, maps: Sequence[str], meanings: Mapping[str, str]) -> dict[int, str]:
    """Return what a person says of columns, by their places.

    Raises:
        MappingUnusable.
    """
    said: dict[int, str] = {}
    for text in maps:
        heading, equals, name = text.rpartition("=")
        places = [
            place for place, one in enumerate(table.head) if one.strip() == heading.strip()
        ] or [place for place, one in enumerate(table.head) if _loose(one) == _loose(heading)]
        meaning = meanings.get(_loose(name))
        if not equals or not heading.strip() or not places or meaning is None:
            known = tuple(sorted(set(meanings.values())))
            raise MappingUnusable(given=text, headings=_listed(table.head), known=known)
        said |= dict.fromkeys(places, meaning)
    return said
