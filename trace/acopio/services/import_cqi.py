"""Importing a CQI list: each row becomes household, plot, opened lot, sacks and reported result."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import msgspec

from acopio.domain.entries.fields import Document
from acopio.domain.entries.parties import HouseholdRegistered, PlotRecorded
from acopio.domain.masses import Mass
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import OtherName
from acopio.domain.rows.parties import Household, Organisation
from acopio.domain.rules.base import Command
from acopio.domain.rules.gate import OpenLot
from acopio.domain.rules.inspecting import ReportResult
from acopio.domain.rules.lots import GiveName, Pack
from acopio.domain.rules.parties import RecordPlot, RegisterHousehold
from acopio.integrations.cqi.countries import country_code
from acopio.integrations.cqi.layouts import column_names
from acopio.integrations.cqi.model import CqiFile, CqiRow, Problem
from acopio.integrations.cqi.reader import read
from acopio.services.find import Finder
from acopio.services.node import Node

ROWS_AT_ONCE = 50
NAME_KIND = "cqi-row"
LONGEST_CELL, LONGEST_FIGURE = 250, 60
"""Signs that an entry holds of a text and of a printed figure (domain/entries/fields.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file."""

    rows: int
    written: int
    known: int
    """Rows that an earlier import wrote."""
    listed: int
    """Rows left out, each with its reason."""
    flagged: int
    problems: tuple[Problem, ...]


def import_cqi(
    node: Node,
    actor: Actor,
    file: Path,
    *,
    place: str | None = None,
    apply: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Read a CQI list; with ``apply`` write what it says, once: a second time changes nothing.

    Raises:
        UnknownCqiFile and the like: the file is none of the lists that are known.
        NotFound: there is no place for the lots.
    """
    actor.require("gate")
    found = read(file.read_bytes(), file.name)
    with node.reading() as reader:
        where = Finder(reader, actor.organisation).place(place).id
        own = reader.one(Organisation, id=actor.organisation)
        prefix = (own.prefix if own else None) or ""
        names = reader.where(OtherName, kind=NAME_KIND)
        marks = {name.name for name in names if name.subject.startswith(prefix)}
        families = {row.id for row in reader.where(Household, organisation=actor.organisation)}
    desk = _Desk(node, where, actor.organisation, prefix, families)
    fresh, odd = _sort(found, marks, file.name)
    written = 0
    if apply:
        for chunk in _chunks(fresh):
            node.carry_out(actor, [act for row in chunk for act in _acts(desk, row)])
            written += len(chunk)
            if progress:
                progress(written)
    problems = (*found.problems, *odd)
    flagged = {one.line for one in problems if one.severity == "flag"}
    return Imported(
        rows=len(found.rows),
        written=written,
        known=len(found.rows) - len(fresh) - len(odd),
        listed=len({one.line for one in problems if one.severity == "listed"}),
        flagged=len(flagged),
        problems=problems,
    )


def _sort(list_: CqiFile, marks: set[str], file: str) -> tuple[list[CqiRow], list[Problem]]:
    """Return the rows not yet written, and a problem for each that cannot be written now."""
    before = {mark.rpartition("#")[0]: mark for mark in marks}
    fresh: list[CqiRow] = []
    odd: list[Problem] = []
    for row in list_.rows:
        old = before.get(row.row_id)
        found = _too_long(row, list_.kind) if old is None else None
        if found:
            column, value, most = found
            odd.append(_listed(file, row, "cell-too-long", column, value, str(most)))
        elif old is None:
            fresh.append(row)
        elif old != mark_of(row):
            odd.append(_listed(file, row, "row-changed-since-import"))
    return fresh, odd


def _listed(
    file: str, row: CqiRow, code: str, column: str = "", value: str = "", expected: str = ""
) -> Problem:
    return Problem(
        file=file,
        line=row.line,
        row_id=row.row_id,
        column=column,
        value=value,
        code=code,
        severity="listed",
        expected=expected,
    )


def _too_long(row: CqiRow, kind: str) -> tuple[str, str, int] | None:
    """Return the first cell that would have to be cut short: nothing of a row is left out."""
    whole = {
        "row_id": row.row_id,
        "Farm Name": row.farm,
        "Company": row.company,
        "Region": row.region,
        "Lot Number": row.lot_number,
        "ICO Number": row.ico_number_typed,
        "Country of Origin": row.country,
        "Harvest Year": row.harvest_year_typed,
        "Processing Method": row.processing,
        "Variety": row.variety,
        "Altitude": row.altitude_typed,
        "Certification Body": row.certification_body,
        "In-Country Partner": row.partner,
        "Number of Bags": row.bags_typed,
        "Bag Weight": row.bag_weight_typed,
    }
    names = column_names(kind, row.species)
    figures = {names.get(name, name): value for name, value in _printed(row)}
    figures["Total Cup Points"] = row.total_printed
    for cells, most in ((figures, LONGEST_FIGURE), (whole, LONGEST_CELL)):
        for column, value in cells.items():
            if len(value) > most:
                return column, value, most
    return None


def mark_of(row: CqiRow) -> str:
    """Return the name under which a row is known: its id, and a digest of what it says."""
    # Neither where it stands nor whose it is: the mark is clear, and must not give a family away.
    said = replace(
        row, line=0, flags=(), snapped=None, farm="", owner="", producer="", company="",
        mill="", region="", lot_number="",
    )  # fmt: skip
    return f"{row.row_id}#{sha256(msgspec.json.encode(said)).hexdigest()[:16]}"


def _chunks(rows: Sequence[CqiRow]) -> Iterator[Sequence[CqiRow]]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every row needs: the node, the place, whose log, and the families already there."""

    node: Node
    place: str
    organisation: str
    prefix: str
    families: set[str]

    def family(self, row: CqiRow) -> str:
        """Return the id of a row's household: the same for the same owner, producer and farm."""
        named = f"{row.owner}|{row.producer}|{row.farm}"
        who = named if named.strip("|") else row.row_id
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.organisation}|{who}"))


def _acts(desk: _Desk, row: CqiRow) -> Iterator[Command]:
    """Yield what a row says, in order; nothing of it is weighed or signed by us."""
    node = desk.node
    graded = row.grading_date or row.expiration
    day = graded.isoformat() if graded else node.today()
    family = desk.family(row)
    plot, lot = node.ids.uuid(), node.ids.lot_code(desk.prefix)
    if family not in desk.families:
        desk.families.add(family)
        name = row.farm or row.company or row.row_id
        yield RegisterHousehold(
            id=node.ids.uuid(),
            occurred_at=day,
            household=HouseholdRegistered(household=family, name=name),
        )
    yield _plot(node, row, day, family, plot)
    yield OpenLot(
        id=node.ids.uuid(),
        occurred_at=day,
        product="coffee.green",
        mass=Mass(row.mass_g, f"{row.bags_typed} × {row.bag_weight_typed}"),
        place=desk.place,
        how="p",
        harvest=row.harvest_year_typed or None,
        country=country_code(row.country),
        process=row.processing or None,
        household=family,
        plots=((plot, 1),),
        declared=f"{row.company} · {row.lot_number} · {row.ico_number_typed}",
        lot=lot,
    )
    masses = tuple(sacks.mass_g for sacks in row.sacks for _ in range(sacks.count))
    yield Pack(id=node.ids.uuid(), occurred_at=day, lot=lot, masses=masses)
    mark = mark_of(row)
    # Two imports at once: the second finds this command carried out, and writes nothing.
    once = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{desk.organisation}|{mark}"))
    yield GiveName(id=once, occurred_at=day, subject=lot, kind=NAME_KIND, name=mark)
    yield _result(node, row, day, lot)


def _plot(node: Node, row: CqiRow, day: str, family: str, plot: str) -> RecordPlot:
    return RecordPlot(
        id=node.ids.uuid(),
        occurred_at=day,
        facts=PlotRecorded(
            plot=plot,
            version=1,
            household=family,
            name=(row.farm or row.region or row.row_id),
            crops=("coffee",),
            valid_from=day,
            variety=row.variety or None,
            altitude=row.altitude_typed or None,
        ),
    )


def _result(node: Node, row: CqiRow, day: str, lot: str) -> ReportResult:
    """Return the printed result of an outside body, exactly as printed."""
    return ReportResult(
        id=node.ids.uuid(),
        occurred_at=day,
        docs=(Document(type="grading-report", number=row.row_id, issuer=_issuer(row)),),
        lot=lot,
        issuer=_issuer(row),
        protocol=row.protocol_id,
        protocol_version="1" if row.protocol_known else None,
        printed=tuple(_printed(row)),
        total=row.total_printed or None,
        graded_on=row.grading_date.isoformat() if row.grading_date else None,
        expires_on=row.expiration.isoformat() if row.expiration else None,
        flags=tuple(sorted({flag.code for flag in row.flags})),
    )


def _printed(row: CqiRow) -> list[tuple[str, str]]:
    """Return what is printed beside the total: name and figure."""
    more = (
        ("Defects", row.defects_printed),
        ("Moisture", row.moisture_typed),
        ("Quakers", row.quakers_typed),
    )
    return [pair for pair in row.attributes if pair[0]] + [pair for pair in more if pair[1]]


def _issuer(row: CqiRow) -> str:
    return row.certification_body or row.partner or "CQI"
