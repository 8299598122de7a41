"""Gathering what stands behind a decision: limits, inspections with their samples, and names."""

from acopio.documents.quality_facts import (
    DecisionFacts,
    InspectionFacts,
    JudgedFacts,
    PortionFacts,
    QualityFacts,
    SampleFacts,
)
from acopio.domain.credentials import as_text, valid_on
from acopio.domain.entries.envelope import read_entry
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation, Profile, Staff
from acopio.domain.rows.quality import Decision, Inspection, Sample
from acopio.ledger.b64 import url_encode
from acopio.quality import green
from acopio.services.deciding import split_from
from acopio.services.inspecting import observations_in
from acopio.storage.reader import Reader, Stored, values


def quality_facts(reader: Reader, lot: Lot, decision: Decision) -> QualityFacts:
    """Return a decision with every inspection of the lot, also those that were superseded."""
    codes = [one.code for one, _ in split_from(reader, lot)]
    rows = [one for one in reader.where(Inspection, lot=codes) if one.act]
    rows.sort(key=lambda one: (one.recorded_at, one.id))
    entries = {url_encode(one.hash): one for one in reader.entries([row.act for row in rows])}
    samples = {one.id: one for one in reader.among(Sample, "id", values(rows, "sample"))}
    names = {one.id: one.name or "–" for one in reader.where(Organisation)}
    leaf_of = {one.id: one.act for one in rows}
    return QualityFacts(
        decision=_decision(reader, decision, names),
        inspections=tuple(
            _inspection(row, samples[row.sample], entries[row.act], names, leaf_of) for row in rows
        ),
    )


def _decision(reader: Reader, row: Decision, names: dict[str, str]) -> DecisionFacts:
    profile = reader.one(Profile, id=row.profile)
    staff = reader.where(Staff, id=row.by_staff)
    return DecisionFacts(
        leaf=row.leaf,
        act=row.act,
        profile=profile.name if profile else row.profile,
        judged=tuple(
            JudgedFacts(limit=limit, found=found, met=met, inspections=leaves)
            for limit, found, met, leaves in row.judged
        ),
        retest=row.retest,
        by=row.by_staff,
        roles=staff[0].roles if staff else (),
        credentials=tuple(map(as_text, valid_on(staff[0].credentials, row.day))) if staff else (),
        organisation=names.get(staff[0].organisation, "–") if staff else "–",
        standing=row.standing,
        day=row.day,
        valid_to=row.valid_to,
    )


def _inspection(
    row: Inspection, sample: Sample, stored: Stored, names: dict[str, str], leaf_of: dict[str, str]
) -> InspectionFacts:
    entry = read_entry(stored.leaf)
    return InspectionFacts(
        leaf=row.act,
        protocol=row.protocol,
        version=row.protocol_version,
        day=row.day,
        values=row.result,
        working=row.working,
        counts=_counts(row, entry.body["signed"]),
        inspector=row.inspector,
        organisation=names.get(row.organisation, "–"),
        standing=row.standing,
        body=row.body,
        credentials=tuple(map(as_text, row.credentials)),
        key_home=row.key_home,
        panel=tuple(staff for staff, _name, _held in row.panel),
        blind=row.blind,
        drew_sample=row.drew_sample,
        portion=row.portion,
        laboratory=row.laboratory,
        reports=tuple(one.number for one in entry.docs if one.number),
        sample=_sample(sample, names),
        superseded=row.superseded,
        supersedes=leaf_of.get(row.supersedes or ""),
        disputed=row.disputed,
        disputed_by=names.get(row.disputed_by or ""),
    )


def _counts(row: Inspection, signed: str) -> tuple[tuple[str, int], ...]:
    """Return the beans counted by kind, where the page draws a table of them."""
    if row.protocol not in green.TYPES:
        return ()
    counts = observations_in(signed).get("counts", {})
    return tuple(sorted((key, int(count)) for key, count in counts.items()))


def _sample(row: Sample, names: dict[str, str]) -> SampleFacts:
    return SampleFacts(
        number=row.number,
        purpose=row.purpose,
        day=row.day,
        mass_g=row.mass_g,
        seals=row.seals,
        opened_sacks=row.opened_sacks,
        of_sacks=row.of_sacks,
        plan=row.plan,
        drawn_by=row.drawn_by,
        drawn_by_outside=names.get(row.drawn_by_outside or ""),
        portions=tuple(
            PortionFacts(name=name, mass_g=mass_g, seal=seal, kept_at=place, kept_until=until)
            for name, mass_g, seal, place, until in row.portions
        ),
    )


def names_behind(reader: Reader, quality: QualityFacts) -> dict[str, str]:
    """Return the names of who signed, cupped, drew and decided, by opaque id.

    A guest of a panel has no id: ``LEAF/2`` is who filled in the second form.
    """
    wanted = {quality.decision.by}
    for one in quality.inspections:
        wanted |= {one.inspector, one.sample.drawn_by or "", *(staff or "" for staff in one.panel)}
    named = {
        row.id: row.name
        for row in reader.among(Staff, "id", sorted(wanted - {""}))
        if row.name is not None
    }
    for row in reader.among(Inspection, "act", [one.leaf for one in quality.inspections]):
        for number, (_staff, guest, _held) in enumerate(row.panel, start=1):
            if guest:
                named[f"{row.act}/{number}"] = guest
    return named
