"""From the words people use to what they mean: receipt 004711, CAJA-3, the lot on a label."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from acopio.domain.codes import SACK_LENGTH, UnknownCode, clean, parse_lot_code, parse_sack_code
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Dispatch, OtherName
from acopio.domain.rows.lots import Batch, DeliveryLine, Lot, Sack
from acopio.domain.rows.parties import (
    Household,
    Membership,
    Organisation,
    Person,
    Place,
    Plot,
    Profile,
)
from acopio.domain.rows.quality import Sample
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.storage.reader import Reader

R = TypeVar("R", bound=Row)


@dataclass(eq=False)
class SeveralMatch(Refusal):
    """Words that fit more than one thing."""

    code = "several-match"
    what: str
    given: str
    matches: str


def _folded(text: str | None) -> str:
    return (text or "").strip().casefold()


def _only(what: str, given: str | None, rows: Sequence[R], name: Callable[[R], str | None]) -> R:
    """Return the one row that is meant; without words, the only one there is.

    Raises:
        NotFound, SeveralMatch.
    """
    found = [row for row in rows if given is None or _folded(name(row)) == _folded(given)]
    if not found and given:
        found = [row for row in rows if str(row.key()).startswith(given.strip())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(what=what, given=given or "")
    matches = ", ".join(sorted(name(row) or str(row.key()) for row in found)[:8])
    raise SeveralMatch(what=what, given=given or "", matches=matches)


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks words up among what one organisation has recorded."""

    reader: Reader
    organisation: str

    def place(self, text: str | None) -> Place:
        """Return a place by name, or the only one."""
        places = self.reader.where(Place, organisation=self.organisation)
        return _only("place", text, places, lambda place: place.name)

    def vessel(self, text: str) -> tuple[Place, str, str]:
        """Return the place of a vessel, its name and its kind.

        Raises:
            NotFound: no place has a vessel of that name.
        """
        for place in self.reader.where(Place, organisation=self.organisation):
            for name, kind in place.vessels:
                if _folded(name) == _folded(text):
                    return place, name, kind
        raise NotFound(what="vessel", given=text)

    def open_batch(self, text: str) -> Batch:
        """Return the batch that is not closed in a vessel, or by its id."""
        batches = self.reader.where(Batch, organisation=self.organisation, state=["open", "giving"])
        return _only("batch", text, batches, lambda batch: batch.vessel)

    def batch(self, text: str) -> Batch:
        """Return a batch by id, or the open one, or the latest in a vessel."""
        batches = self.reader.where(Batch, organisation=self.organisation)
        named = [batch for batch in batches if _folded(batch.vessel) == _folded(text)]
        for batch in sorted(named, key=lambda one: (one.state == "closed", one.opened_on)):
            if batch.state != "closed":
                return batch
        return named[-1] if named else _only("batch", text, batches, lambda one: one.vessel)

    def lot(self, text: str) -> Lot:
        """Return one lot, by code, sack code, pad receipt or another name.

        Raises:
            NotFound, SeveralMatch, UnknownCode.
        """
        lots = self.lots(text)
        if len(lots) > 1:
            raise SeveralMatch(
                what="lot", given=text, matches=", ".join(sorted(lot.code for lot in lots)[:8])
            )
        return lots[0]

    def lots(self, text: str) -> list[Lot]:
        """Return every lot that the words fit: a receipt may have several lines.

        Raises:
            NotFound, UnknownCode.
        """
        code = self._code(text)
        if code is not None:
            lot = self.reader.one(Lot, code=code)
            if lot is None:
                raise UnknownCode(given=text)
            return [lot]
        lines = self.reader.where(DeliveryLine, organisation=self.organisation, pad=text.strip())
        codes = [line.lot for line in lines]
        codes += [name.subject for name in self.reader.where(OtherName, name=text.strip())]
        lots = self.reader.among(Lot, "code", codes)
        if not lots:
            raise NotFound(what="lot", given=text)
        return lots

    def _code(self, text: str) -> str | None:
        """Return a lot code if the words have the length of one: then it must be right."""
        signs = clean(text)
        if len(signs) == SACK_LENGTH:
            sack = parse_sack_code(text)
            row = self.reader.one(Sack, packed_for=sack.lot, number=sack.number)
            return row.lot if row else sack.lot
        try:
            return parse_lot_code(text)
        except UnknownCode:
            # Eleven signs of letters and figures are meant as a code: never anything similar.
            if len(signs) == 11 and not signs.isdigit():
                raise
            return None

    def organisation_named(self, text: str) -> Organisation:
        """Return an organisation by name, prefix or RUC."""
        organisations = self.reader.where(Organisation)
        for row in organisations:
            if text.strip().upper() == row.prefix or text.strip() == row.ruc:
                return row
        return _only("organisation", text, organisations, lambda row: row.name)

    def household(self, text: str) -> Household:
        """Return a household by its number, name or id."""
        households = self.reader.where(Household, organisation=self.organisation)
        numbered = [row for row in households if _folded(row.number) == _folded(text)]
        if numbered:
            return _only("household", text, numbered, lambda row: row.number)
        return _only("household", text, households, lambda row: row.name)

    def person(self, text: str) -> Person:
        """Return a person by membership number, identity document, name or id."""
        members = self.reader.where(Membership, number=text.strip())
        people = self.reader.among(Person, "id", [one.person for one in members])
        people = people or self.reader.where(Person, document_number=text.strip())
        if people:
            return _only("person", None, people, lambda row: row.name)
        return _only("person", text, self.reader.where(Person), lambda row: row.name)

    def plots_of(self, household: str, crop: str, day: str) -> list[Plot]:
        """Return the plots of a household that bear a crop, in the version of a day."""
        return [plot for plot in self._versions(household, day) if crop in plot.crops]

    def plot(self, household: str, text: str, day: str) -> Plot:
        """Return the version of a household's plot that is valid on a day."""
        return _only("plot", text, self._versions(household, day), lambda plot: plot.name)

    def _versions(self, household: str, day: str) -> list[Plot]:
        """Return each plot of a household once, in the newest version that is valid on a day."""
        newest: dict[str, Plot] = {}
        for plot in self.reader.where(Plot, household=household):  # in order of version
            if plot.valid_from <= day and (plot.valid_to is None or day <= plot.valid_to):
                newest[plot.plot] = plot
        return list(newest.values())

    def profile(self, text: str) -> Profile:
        """Return a profile by name."""
        profiles = self.reader.where(Profile, organisation=self.organisation)
        return _only("profile", text, profiles, lambda profile: profile.name)

    def dispatch(self, text: str) -> Dispatch:
        """Return a dispatch by its number or a document's number."""
        return _only("dispatch", text, self.reader.where(Dispatch), lambda row: row.number)

    def sample(self, text: str) -> Sample:
        """Return a sample by its number."""
        samples = self.reader.where(Sample, organisation=self.organisation)
        return _only("sample", text, samples, lambda sample: sample.number)
