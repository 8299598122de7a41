"""Loading what a lot's history touches, in a few queries."""

from dataclasses import dataclass

from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rows.parties import Organisation, Place
from acopio.storage.lineage import Edge
from acopio.storage.reader import Reader

UNKNOWN = "–"
"""Stands where nothing is known."""


@dataclass(slots=True)
class Gathered:
    """Rows of a lot's ancestry, loaded in a few queries."""

    reader: Reader
    lot: Lot
    edges: list[Edge]
    lots: dict[str, Lot]
    batches: dict[str, Batch]
    flows: list[Flow]
    places: dict[str, Place]
    organisations: dict[str, Organisation]


def gather(reader: Reader, lot: Lot) -> Gathered:
    """Load the rows of a lot's ancestry."""
    edges = reader.ancestry(lot.code)
    codes = {lot.code} | {edge[2] for edge in edges}
    lots = {row.code: row for row in reader.among(Lot, "code", codes)}
    steps = {edge[1] for edge in edges}
    return Gathered(
        reader=reader,
        lot=lot,
        edges=edges,
        lots=lots,
        batches={row.id: row for row in reader.among(Batch, "id", steps)},
        flows=reader.among(Flow, "step", steps),
        places={row.id: row for row in reader.where(Place)},
        organisations={row.id: row for row in reader.where(Organisation)},
    )


def name_of(known: Gathered, organisation: str) -> str:
    """Return what an organisation is called."""
    row = known.organisations.get(organisation)
    return (row.name if row else None) or UNKNOWN
