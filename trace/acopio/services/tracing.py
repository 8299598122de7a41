"""Following a lot back to every delivery, with its exact share."""

from dataclasses import dataclass

from acopio.documents.facts import Step
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.shares import shares
from acopio.domain.state import NotFound
from acopio.services.facts import lot_facts
from acopio.storage.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many grams of a lot came from one lot at its beginning."""

    lot: str
    day: str
    pad: str | None
    grams: int
    born: str
    """How the lot began; of one that was ``found`` nobody knows whose beans they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A lot's way back."""

    lot: str
    mass_g: int
    origins: tuple[Share, ...]
    without_shares_g: int
    """Sweepings and found beans: an origin in place and time, but no shares of families."""
    steps: tuple[Step, ...]


def trace_lot(reader: Reader, code: str) -> Trace:
    """Return every origin of a lot with its grams, which add up to the lot, and the steps between.

    Raises:
        NotFound: there is no such lot.
    """
    lot = reader.one(Lot, code=code)
    if lot is None:
        raise NotFound(what="lot", given=code)
    grams = shares(lot.code, lot.made_g, reader.ancestry(lot.code))
    lots = {row.code: row for row in reader.among(Lot, "code", grams)}
    pads = {row.lot: row.pad for row in reader.among(DeliveryLine, "lot", grams)}
    return Trace(
        lot=lot.code,
        mass_g=lot.made_g,
        origins=tuple(
            Share(lot=one, day=lots[one].day, pad=pads.get(one), grams=part, born=lots[one].born)
            for one, part in sorted(grams.items(), key=lambda item: (lots[item[0]].day, item[0]))
        ),
        without_shares_g=sum(part for one, part in grams.items() if lots[one].born == "found"),
        steps=lot_facts(reader, code).steps,
    )
