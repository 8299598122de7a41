"""One record of the file to one row, or to the reasons why not."""

from collections.abc import Mapping
from dataclasses import dataclass

from acopio.integrations.cqi import cells as cell
from acopio.integrations.cqi import green
from acopio.integrations.cqi.bags import BAGS, WEIGHT, Lot, read_lot
from acopio.integrations.cqi.layouts import Form, Layout
from acopio.integrations.cqi.model import CqiRow, Finding, Problem, Species
from acopio.integrations.cqi.scores import Scores, read_scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of one record by column, and where it stands."""

    file: str
    line: int
    row_id: str
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell without the spaces and line breaks around it; empty when there is none."""
        return self.cells.get(column, "").strip()

    def problem(self, finding: Finding) -> Problem:
        """Say where a finding stands."""
        return Problem(
            file=self.file,
            line=self.line,
            row_id=self.row_id,
            column=finding.column,
            value=finding.value,
            code=finding.code,
            severity=finding.severity,
            expected=finding.expected,
        )


def read_row(record: Record, layout: Layout) -> tuple[CqiRow | None, tuple[Problem, ...]]:
    """Return the row with all its problems; no row when one of them is ``listed``."""
    lot, findings = read_lot(record.cells[BAGS], record.cells[WEIGHT])
    species, form, species_findings = _form(record, layout)
    findings = species_findings + findings + _other_findings(record, layout)
    scores = read_scores(record.cells, layout, form) if form else None
    if scores:
        findings += scores.findings
    problems = tuple(record.problem(finding) for finding in findings)
    if lot is None or species is None or form is None or scores is None:
        return None, problems
    return _row(record, layout, (species, form), lot, scores, problems), problems


def _form(record: Record, layout: Layout) -> tuple[Species | None, Form | None, list[Finding]]:
    if not layout.species_column:
        species, form = next(iter(layout.forms.items()))
        return species, form, []
    typed = record.cells[layout.species_column]
    for species, form in layout.forms.items():
        if typed.strip().casefold() == species:
            return species, form, []
    expected = ", ".join(layout.forms)
    return (
        None,
        None,
        [Finding(layout.species_column, typed, "species-unknown", "listed", expected)],
    )


def _other_findings(record: Record, layout: Layout) -> list[Finding]:
    cells = record.cells
    findings = cell.trial_lot_findings(cells)
    findings += cell.date_findings(cells[cell.GRADED], cells[cell.EXPIRES])
    findings += cell.read_moisture(cells[cell.MOISTURE])[1]
    findings += cell.altitude_findings(cells[cell.ALTITUDE])
    findings += cell.ico_findings(cells[cell.ICO])
    return findings + (green.green_findings(cells) if layout.has_bean_counts else [])


def _row(
    record: Record,
    layout: Layout,
    cupped: tuple[Species, Form],
    lot: Lot,
    scores: Scores,
    flags: tuple[Problem, ...],
) -> CqiRow:
    text, cells = record.text, record.cells
    species, form = cupped
    return CqiRow(
        row_id=record.row_id,
        line=record.line,
        species=species,
        country=text("Country of Origin"),
        region=text("Region"),
        farm=text("Farm Name"),
        owner=text("owner_h"),
        producer=text("producer_h"),
        company=text(layout.company_column),
        altitude_typed=cells[cell.ALTITUDE],
        variety=text("Variety"),
        processing=text("Processing Method"),
        lot_number=text("Lot Number"),
        mill=text("Mill"),
        ico_number_typed=cells[cell.ICO],
        harvest_year_typed=cells["Harvest Year"],
        grading_date=cell.read_date(cells[cell.GRADED]),
        grading_date_typed=cells[cell.GRADED],
        expiration=cell.read_date(cells[cell.EXPIRES]),
        expiration_typed=cells[cell.EXPIRES],
        certification_body=text("Certification Body"),
        partner=text("In-Country Partner"),
        status=text("Status"),
        bags=lot.bags,
        bags_typed=cells[BAGS],
        bag_weight_typed=cells[WEIGHT],
        mass_g=lot.mass_g,
        sacks=lot.sacks,
        moisture_pct=cell.read_moisture(cells[cell.MOISTURE])[0],
        moisture_typed=cells[cell.MOISTURE],
        colour=text("Color"),
        category_one_typed=cells["Category One Defects"],
        category_two_typed=cells["Category Two Defects"],
        quakers_typed=cells["Quakers"],
        bean_counts=green.bean_counts(cells) if layout.has_bean_counts else (),
        protocol_id=form.protocol_id,
        protocol_known=form.protocol_known,
        attributes=scores.attributes,
        defects_printed=scores.defects_printed,
        total_printed=scores.total_printed,
        total=scores.total,
        snapped=scores.snapped,
        flags=flags,
    )
