"""From what is due, as the log has it, to labels with all that stands on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.documents.facts import LotFacts
from acopio.documents.label import Again, sack_labels
from acopio.documents.label_run import Label
from acopio.documents.other_labels import (
    SampleWords,
    cup_labels,
    lot_tag,
    pallet_label,
    sample_label,
)
from acopio.domain.codes import printed, sack_code
from acopio.domain.entries.paper import LabelRun
from acopio.domain.rows.custody import OtherName
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Organisation, Staff
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.labels import LABELLED, What
from acopio.domain.rules.lots import in_ranges
from acopio.errors import Refusal
from acopio.services.facts import lot_facts
from acopio.services.find import Finder
from acopio.services.organic import Lack, organic_lacks, organic_marks
from acopio.services.paper import address_of
from acopio.services.sack_numbers import sack_ranges
from acopio.storage.reader import Reader, values


@dataclass(eq=False)
class NoSacks(Refusal):
    """A lot without sacks that could be labelled."""

    code = "no-sacks"
    lot: str


@dataclass(eq=False)
class OtherSacks(Refusal):
    """A lot has sacks, and none of those that were asked for."""

    code = "other-sacks"
    lot: str
    given: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What a job will hold."""

    what: What
    runs: tuple[LabelRun, ...]
    """As the log has them, in the order of the labels."""
    skipped: str = ""
    """Numbers that were asked for and get no label."""
    reason: str | None = None
    """Why labels are printed again."""
    stacked: tuple[Sack, ...] = ()
    """On a pallet."""
    sscc: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Labels, the lots they are of, and what a job of them is called."""

    labels: tuple[Label, ...]
    lots: tuple[str, ...]
    title: str
    lacks: tuple[Lack, ...] = ()


def chosen_sacks(
    reader: Reader, lot: Lot, listed: str | None
) -> tuple[list[Sack], tuple[int, ...]]:
    """Return the sacks of a lot that get labels, and the numbers asked for that get none.

    Raises:
        NoSacks, OtherSacks: none gets one.
    """
    there = [one for one in reader.where(Sack, lot=lot.code) if one.state in LABELLED]
    if not there:
        raise NoSacks(lot=lot.code)
    ranges = sack_ranges(listed) if listed else ()
    sacks = [
        one
        for one in there
        if not ranges or any(first <= one.number <= last for first, last in ranges)
    ]
    if not sacks:
        found = in_ranges(one.number for one in there)
        raise OtherSacks(lot=lot.code, given=listed or "", there=found)
    asked = (number for first, last in ranges for number in range(first, last + 1))
    numbers = {one.number for one in sacks}
    return sacks, tuple(number for number in asked if number not in numbers)


def drawn(finder: Finder, due: Due) -> Drawn:
    """Return the labels of what is due, in its order."""
    if due.what in {"sample", "cup"}:
        return _samples(finder, due)
    if due.what == "sack":
        return _sacks(finder, due)
    reader = finder.reader
    facts = [lot_facts(reader, code) for code, *_ in due.runs]
    labels: list[Label] = []
    for one in facts:
        address = address_of(reader, one)
        if due.what == "lot":
            labels.append(lot_tag(one, address))
        else:
            labels.append(_pallet(one, address, due))
    return Drawn(labels=tuple(labels), lots=_codes(facts), title=_title(facts))


def _pallet(facts: LotFacts, address: str, due: Due) -> Label:
    codes = {sack_code(one.packed_for, one.number) for one in due.stacked}
    stacked = [one for one in facts.sacks if one.code in codes]
    return pallet_label(facts, stacked, address, due.sscc)


def _sacks(finder: Finder, due: Due) -> Drawn:
    reader = finder.reader
    printing_of = {
        sack_code(lot, number): printing
        for lot, first, last, printing in due.runs
        for number in range(first, last + 1)
    }
    again = Again(printings=printing_of, reason=due.reason)
    packings = dict.fromkeys(lot for lot, *_ in due.runs)
    rows = [one for lot in packings for one in reader.where(Sack, packed_for=lot)]
    here = [one.lot for one in rows if sack_code(one.packed_for, one.number) in printing_of]
    found: dict[str, Label] = {}
    lacks: list[Lack] = []
    facts = [lot_facts(reader, code) for code in dict.fromkeys(here)]
    for one in facts:
        sacks = [sack for sack in one.sacks if sack.code in printing_of]
        lot, days = finder.lot(one.code), {sack.packed_on for sack in sacks}
        lacks += organic_lacks(reader, lot, days)
        labels = sack_labels(
            one,
            sacks,
            address_of(reader, one),
            ico_marks=_ico_marks(reader, lot),
            organic=organic_marks(reader, lot, days),
            again=again,
        )
        found.update(zip((sack.code for sack in sacks), labels, strict=True))
    ordered = tuple(found[code] for code in printing_of if code in found)
    return Drawn(labels=ordered, lots=_codes(facts), title=_title(facts), lacks=tuple(lacks))


def _samples(finder: Finder, due: Due) -> Drawn:
    labels: list[Label] = []
    for number, first, last, _ in due.runs:
        sample = finder.sample(number)
        if due.what == "cup":
            labels += list(cup_labels(sample, last))[first - 1 :]
        else:
            labels.append(sample_label(sample, _said(finder.reader, sample)))
    title = ", ".join(number for number, *_ in due.runs)[:80]
    return Drawn(labels=tuple(labels), lots=(), title=title)


def _said(reader: Reader, sample: Sample) -> SampleWords:
    organisation = reader.one(Organisation, id=sample.organisation)
    lot = reader.one(Lot, code=sample.lot) if sample.lot else None
    people = reader.where(Staff, id=sample.drawn_by) if sample.drawn_by else []
    return SampleWords(
        organisation=(organisation.name if organisation else None) or "",
        address=organisation.address if organisation else None,
        product=lot.product if lot else None,
        drawn_by=people[0].name if people else sample.drawn_by_outside,
    )


def _ico_marks(reader: Reader, lot: Lot) -> tuple[str, ...]:
    """Return the ICO marks of a lot, or else of the dispatch that it is part of."""
    for subject in filter(None, (lot.code, lot.dispatch)):
        rows = reader.where(OtherName, subject=subject, kind="ico-mark")
        if rows:
            return tuple(values(rows, "name"))
    return ()


def _codes(facts: Iterable[LotFacts]) -> tuple[str, ...]:
    return tuple(one.code for one in facts)


def _title(facts: list[LotFacts]) -> str:
    lots = ", ".join(printed(one.code) for one in facts[:3]) + ("…" if len(facts) > 3 else "")
    return f"{facts[0].issuer.name} · {lots}" if facts else lots
