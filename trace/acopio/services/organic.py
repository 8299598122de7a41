"""What an organic sack has to bear, from the certificate that backs it on the day it was packed.

Regulation (EU) 2018/848: the code of the control body, the operator and its address. The operator
is whoever packed: only a certificate of the organisation whose lot it is counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.documents.label import Organic
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation, SchemeCertificate
from acopio.domain.rules.claims import out_of_scope
from acopio.storage.reader import Reader

CLAIM = "organic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Why organic sacks do not bear what they have to."""

    lot: str
    day: str
    """The first day of packing that it is true of."""
    certificate: str | None = None
    """The number of the certificate that lacks something; nothing: none backs that day."""
    fields: tuple[str, ...] = ()
    """What it lacks: ``control-body``, ``address``."""


def organic_marks(reader: Reader, lot: Lot, days: Iterable[str]) -> dict[str, Organic]:
    """Return what the sacks of a lot bear, by the day they were packed on."""
    found = _by_day(reader, lot, days)
    return {day: mark for day, mark in found.items() if isinstance(mark, Organic)}


def organic_lacks(reader: Reader, lot: Lot, days: Iterable[str]) -> list[Lack]:
    """Return what is not on file for sacks of a lot packed on these days, each certificate once."""
    found = _by_day(reader, lot, days)
    lacks = {mark.certificate: mark for mark in reversed(found.values()) if isinstance(mark, Lack)}
    return sorted(lacks.values(), key=lambda one: one.day)


def _by_day(reader: Reader, lot: Lot, days: Iterable[str]) -> dict[str, Organic | Lack]:
    """Return for each day, the first one first, what its sacks bear or why they do not."""
    if CLAIM not in lot.claims:
        return {}
    issuer = reader.one(Organisation, prefix=lot.code[:3], ours=True)
    papers = (
        reader.where(SchemeCertificate, organisation=issuer.id, holder=issuer.id) if issuer else []
    )
    name = (issuer.name or issuer.prefix or "") if issuer else ""
    # The latest begun first, as at the gate.
    papers = sorted(
        (one for one in papers if CLAIM in one.claims),
        key=lambda one: (one.valid_from, one.id),
        reverse=True,
    )
    return {day: _mark(papers, lot, name, day) for day in sorted(set(days))}


def _mark(papers: Iterable[SchemeCertificate], lot: Lot, name: str, day: str) -> Organic | Lack:
    paper = next((one for one in papers if out_of_scope(one, lot.product, day) is None), None)
    if paper is None:
        return Lack(lot=lot.code, day=day)
    if paper.control_body and paper.address:
        return Organic(control_body=paper.control_body, operator=name, address=paper.address)
    held = (("control-body", paper.control_body), ("address", paper.address))
    return Lack(
        lot=lot.code,
        day=day,
        certificate=paper.number,
        fields=tuple(field for field, value in held if not value),
    )
