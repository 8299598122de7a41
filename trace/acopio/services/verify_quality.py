"""Checking what a certificate says of quality: the inspectors' own signatures, and the decision."""

from dataclasses import dataclass
from typing import Any

import msgspec

from acopio.documents.quality_facts import InspectionFacts, QualityFacts
from acopio.domain.credentials import as_text
from acopio.domain.entries.envelope import read_entry
from acopio.domain.entries.paper import CertificateIssued
from acopio.domain.rechecking import recheck, recheck_decision
from acopio.domain.rows.quality import Decision, Inspection, Sample
from acopio.domain.state import State


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked."""

    name: str
    passed: bool
    detail: str = ""


def inspected(
    body: CertificateIssued, twin: dict[str, Any], state: State, leaves: dict[str, bytes]
) -> list[Check]:
    """Check every inspection in the history, and the decision that the certificate is about.

    Args:
        body: the entry of the certificate.
        twin: the machine-readable certificate.
        state: the history, folded again.
        leaves: the entries of the history, by leaf hash.
    """
    wrong, count = _recheck(leaves)
    checks = [Check("signatures", not wrong, str(count))] if count else []
    if body.about == "quality":
        quality = msgspec.convert(twin["quality"], QualityFacts)
        decided = _same_decision(body, quality, state) and _follows(body, leaves)
        checks.append(Check("decision", decided))
        checks.append(Check("inspections", _same_inspections(quality, state)))
    return checks


def _recheck(leaves: dict[str, bytes]) -> tuple[list[str], int]:
    """Return the inspections that do not hold, and how many there are."""
    entries = [read_entry(leaf) for leaf in leaves.values()]
    signed = [one for one in entries if one.kind == "inspection.signed"]
    return [one.id for one in signed if recheck(one.body)], len(signed)


def _same_decision(body: CertificateIssued, quality: QualityFacts, state: State) -> bool:
    """The decision printed is the one in the log, with its limits and what each of them found."""
    said = quality.decision
    rows = [one for one in state.all(Decision) if one.leaf == body.decision]
    if len(rows) != 1 or said.leaf != body.decision:
        return False
    row = rows[0]
    judged = tuple((one.limit, one.found, one.met, one.inspections) for one in said.judged)
    return (row.act, row.by_staff, row.day, row.valid_to, row.retest, row.judged) == (
        said.act,
        said.by,
        said.day,
        said.valid_to,
        said.retest,
        judged,
    )


def _follows(body: CertificateIssued, leaves: dict[str, bytes]) -> bool:
    """The limits found what the inspections give that the decision cites."""
    entries = {leaf: read_entry(data) for leaf, data in leaves.items()}
    results = {
        leaf: msgspec.json.decode(one.body["signed"])["result"]
        for leaf, one in entries.items()
        if one.kind == "inspection.signed"
    }
    return recheck_decision(entries[body.decision or ""].body, results)


def _same_inspections(quality: QualityFacts, state: State) -> bool:
    """Every inspection of the lot is printed as it is in the log, none more and none left out."""
    rows = {one.act: one for one in state.all(Inspection)}
    printed = {one.leaf for one in quality.inspections}
    lots = {rows[leaf].lot for leaf in printed if leaf in rows}
    decided = {one.lot for one in state.all(Decision) if one.leaf == quality.decision.leaf}
    wanted = {act for act, row in rows.items() if row.lot in lots | decided}
    if printed != wanted:
        return False
    return all(_same(one, rows[one.leaf], state) for one in quality.inspections)


def _same(said: InspectionFacts, row: Inspection, state: State) -> bool:
    sample = state.get(Sample, row.sample)
    written = (
        row.protocol, row.protocol_version, row.result, row.working, row.inspector, row.standing,
        row.body, row.key_home, row.blind, row.drew_sample, row.portion, row.laboratory,
        row.superseded, row.disputed, tuple(map(as_text, row.credentials)),
        tuple(staff for staff, _name, _held in row.panel),
    )  # fmt: skip
    printed = (
        said.protocol, said.version, said.values, said.working, said.inspector, said.standing,
        said.body, said.key_home, said.blind, said.drew_sample, said.portion, said.laboratory,
        said.superseded, said.disputed, said.credentials, said.panel,
    )  # fmt: skip
    drawn = said.sample
    return written == printed and (
        sample.number, sample.mass_g, sample.seals, sample.opened_sacks, sample.of_sacks,
        sample.drawn_by, sample.plan,
    ) == (
        drawn.number, drawn.mass_g, drawn.seals, drawn.opened_sacks, drawn.of_sacks,
        drawn.drawn_by, drawn.plan,
    )  # fmt: skip
