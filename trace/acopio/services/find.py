"""From the words people use to what they mean: receipt 004711, CAJA-3, the lot on a label."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from acopio.domain.codes import SACK_LENGTH, UnknownCode, clean, parse_lot_code, parse_sack_code
from acopio.domain.pads import pad_key
from acopio.domain.papers import guide_forms
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Dispatch, DispatchLine, OtherName, Paper
from acopio.domain.rows.gate import PadReceipt
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
class SeveralPlaces(Refusal):
    """No place was said, and there is more than one."""

    code = "which-place"
    matches: str


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


def names_of_ids(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """Return what people call those ids that are of an organisation, a place or a batch."""
    wanted = list(ids)
    named = [(one.id, one.name) for one in reader.among(Organisation, "id", wanted)]
    named += [(one.id, one.name) for one in reader.among(Place, "id", wanted)]
    named += [(one.id, one.vessel) for one in reader.among(Batch, "id", wanted)]
    return {identity: name for identity, name in named if name}


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks words up among what one organisation has recorded."""

    reader: Reader
    organisation: str

    def place(self, text: str | None) -> Place:
        """Return a place by name, or the only one.

        Raises:
            NotFound, SeveralMatch, SeveralPlaces.
        """
        places = self.reader.where(Place, organisation=self.organisation)
        if text is None and len(places) > 1:
            raise SeveralPlaces(matches=", ".join(sorted(place.name for place in places)[:8]))
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
        codes = self._on_sheet(text)
        named = [name.subject for name in self.reader.where(OtherName, name=text.strip())]
        loaded = self.reader.among(DispatchLine, "dispatch", named)  # a container, a booking
        codes += [*named, *(line.lot for line in loaded)]
        lots = self.reader.among(Lot, "code", codes)
        if not lots:
            raise NotFound(what="lot", given=text)
        return lots

    def _on_sheet(self, text: str) -> list[str]:
        """Return the lots that stand on a sheet of a pad: ``004711``, ``a-4711``."""
        key = pad_key(text)
        sheet = self.reader.one(PadReceipt, organisation=self.organisation, pad=key)
        if sheet is None:
            return []
        lots = [lot.code for lot in self.reader.where(Lot, step=sheet.delivery)]
        lines = self.reader.among(DeliveryLine, "lot", lots)
        return [line.lot for line in lines if line.pad and pad_key(line.pad) == key]

    def _code(self, text: str) -> str | None:
        """Return a lot code if the words have the length of one: then it must be right."""
        signs = clean(text)
        if len(signs) == SACK_LENGTH and not self._on_sheet(text):
            sack = parse_sack_code(text)
            row = self.reader.one(Sack, packed_for=sack.lot, number=sack.number)
            return row.lot if row else sack.lot
        try:
            return parse_lot_code(text)
        except UnknownCode:
            # Eleven signs of letters and figures are meant as a code: never anything similar,
            # unless a sheet of a pad is numbered just so, or a container: four letters, 7 figures.
            meant = len(signs) == 11 and not signs.isdigit() and not self._on_sheet(text)
            if meant and not self.reader.where(OtherName, name=text.strip()):
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
        numbered = self.reader.where(Household, organisation=self.organisation, number=text.strip())
        if len(numbered) == 1:  # as most people type it: no need to look at the others
            return numbered[0]
        households = self.reader.where(Household, organisation=self.organisation)
        numbered = [row for row in households if _folded(row.number) == _folded(text)]
        if numbered:
            return _only("household", text, numbered, lambda row: row.number)
        return _only("household", text, households, lambda row: row.name)

    def person(self, text: str) -> Person:
        """Return a person by membership number, identity document, name or id."""
        members = self.reader.where(Membership, number=text.strip())
        people = self._own(self.reader.among(Person, "id", [one.person for one in members]))
        people = people or self._own(self.reader.where(Person, document_number=text.strip()))
        if people:
            return _only("person", None, people, lambda row: row.name)
        return _only("person", text, self._own(self.reader.where(Person)), lambda row: row.name)

    def _own(self, people: Sequence[Person]) -> list[Person]:
        """Return the people whose household is in this organisation's register."""
        wanted = {person.household for person in people if person.household}
        households = self.reader.among(Household, "id", wanted)
        own = {one.id for one in households if one.organisation == self.organisation}
        return [person for person in people if person.household in own]

    def plots_of(self, household: str, crop: str, day: str) -> list[Plot]:
        """Return the plots of a household that bear a crop, in the version of a day."""
        return [plot for plot in self._versions(household, day) if crop in plot.crops]

    def plot(self, household: str, text: str, day: str) -> Plot:
        """Return the version of a household's plot that is valid on a day."""
        return _only("plot", text, self._versions(household, day), lambda plot: plot.name)

    def _versions(self, household: str, day: str) -> list[Plot]:
        """Return each plot of a household once, in the newest version that is valid on a day."""
        own = {plot.plot for plot in self.reader.where(Plot, household=household)}
        newest: dict[str, Plot] = {}
        for plot in self.reader.among(Plot, "plot", own):
            known = newest.get(plot.plot)
            if plot.valid_from <= day and (known is None or known.version < plot.version):
                newest[plot.plot] = plot
        return [
            plot
            for plot in newest.values()
            if plot.household == household and (plot.valid_to is None or day <= plot.valid_to)
        ]

    def profile(self, text: str) -> Profile:
        """Return a profile by name."""
        profiles = self.reader.where(Profile, organisation=self.organisation)
        return _only("profile", text, profiles, lambda profile: profile.name)

    def dispatch(self, text: str) -> Dispatch:
        """Return a dispatch by its number, a document's (its guía), or a name of others."""
        rows = self.reader.where(Dispatch, number=text.strip().upper())
        if rows:
            return _only("dispatch", None, rows, lambda row: row.number)
        papers = self.reader.among(Paper, "number", guide_forms(text))
        named = self.reader.where(OtherName, name=text.strip())
        subjects = [one.subject for one in papers] + [one.subject for one in named]
        rows = self.reader.among(Dispatch, "id", [text.strip(), *subjects])
        return _only("dispatch", None if rows else text, rows, lambda row: row.number)

    def sample(self, text: str) -> Sample:
        """Return a sample by its number or its blind code."""
        given, own = text.strip().upper(), {"organisation": self.organisation}
        samples = self.reader.where(Sample, number=given, **own) or self.reader.where(
            Sample, blind=given, **own
        )
        return _only("sample", None if samples else text, samples, lambda sample: sample.number)
