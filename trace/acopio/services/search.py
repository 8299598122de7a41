"""Searching: whatever people call something, and what travels under one name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from acopio.documents.certificate import SAID
from acopio.domain.codes import clean, printed
from acopio.domain.ico_mark import read_ico_mark
from acopio.domain.pads import pad_key
from acopio.domain.papers import BESIDE, paper_type
from acopio.domain.rows.custody import Certificate, Dispatch, DispatchLine, OtherName, Paper
from acopio.domain.rows.gate import PadReceipt
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rows.quality import Sample
from acopio.domain.rows.reports import Report
from acopio.domain.state import NotFound
from acopio.storage.reader import Reader, values

MOST = 50
"""Hits of one sort: more is no answer."""
SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that the words fit."""

    sort: str
    """``lot``, ``dispatch``, ``report``, ``certificate``, ``sample``, ``document``, ``name``,
    ``receipt`` or ``organisation``."""
    found: str
    """What it is called: a code, a number, a name."""
    what: str
    """The type of a document, the kind of a name, the product of a lot."""
    belongs_to: str
    """The code or number of what it belongs to; empty where it stands for itself."""
    whose: str
    day: str


def search(reader: Reader, organisation: str, text: str) -> list[Hit]:
    """Return everything that one organisation may see and that the words fit.

    Codes and numbers of every organisation of this node are found; pad receipts only of one's own.
    """
    words = text.strip()
    if len(words) < SHORTEST:
        return []
    seeker = _Seeker(reader, organisation)
    hits = [*seeker.lots(words), *seeker.numbers(words), *seeker.names(words)]
    return list(dict.fromkeys(hits))


def _own(paper: Paper) -> bool:
    """Say whether a paper belongs to the entry, not only to the act that made it too."""
    return paper.type != SAID and paper.kind not in BESIDE


def _spellings(words: str) -> list[str]:
    """Return words as typed, and as an ICO mark or a part of one is kept."""
    mark = read_ico_mark(words)
    return list(dict.fromkeys((words, mark.printed if mark else words.replace("/", "-"))))


class _Seeker:
    """Looks words up, and knows what ids are called."""

    def __init__(self, reader: Reader, organisation: str) -> None:
        self.reader = reader
        self.organisation = organisation
        self.owners = {row.id: row.name or row.id for row in reader.where(Organisation)}

    def lots(self, words: str) -> Iterator[Hit]:
        """Yield lots by code, receipt of the pad, or a name of others."""
        signs = clean(words)
        for lot in self.reader.matching(Lot, "code", signs, MOST) if signs else ():
            yield self._lot(lot)
        key = pad_key(words)
        sheets = self.reader.matching(PadReceipt, "pad", key, MOST) if key else []
        mine = {one.delivery: one.pad for one in sheets if one.organisation == self.organisation}
        for line in self.reader.among(DeliveryLine, "delivery", mine):
            if line.pad and pad_key(line.pad) == mine[line.delivery]:
                yield self._hit("receipt", line.pad, line.product, line.lot, line)

    def numbers(self, words: str) -> Iterator[Hit]:
        """Yield what has a number of its own, and documents."""
        for field in ("number", "seal", "vehicle"):
            for sent in self.reader.matching(Dispatch, field, words, MOST):
                yield self._hit("dispatch", sent.number, sent.purpose, "", sent)
        for report in self.reader.matching(Report, "number", words, MOST):
            yield self._hit("report", report.number, report.what, "", report)
        for paper in self.reader.matching(Certificate, "number", words, MOST):
            yield self._hit("certificate", paper.number, paper.about, paper.lot, paper)
        for sample in self.reader.matching(Sample, "number", words, MOST):
            yield self._hit("sample", sample.number, sample.purpose, sample.lot or "", sample)
        papers = [one for one in self.reader.matching(Paper, "number", words, MOST) if _own(one)]
        called = self._called(one.subject for one in papers)
        for one in papers:
            kind, subject = paper_type(one.type), called.get(one.subject, "")
            yield self._hit("document", one.number or "", kind, subject, one)

    def names(self, words: str) -> Iterator[Hit]:
        """Yield what others call things, and organisations."""
        names = [
            one
            for spelling in _spellings(words)
            for one in self.reader.matching(OtherName, "name", spelling, MOST)
        ]
        called = self._called(one.subject for one in names)
        owners = self._owners(one.subject for one in names)
        for one in names:
            whose, day = owners.get(one.subject, ("", ""))
            yield Hit(
                sort="name",
                found=one.name,
                what=one.kind,
                belongs_to=called.get(one.subject, ""),
                whose=whose,
                day=day,
            )
        for row in self.reader.matching(Organisation, "name", words, MOST):
            yield Hit(
                sort="organisation",
                found=row.name or "",
                what=", ".join(row.kinds),
                belongs_to="",
                whose=row.country,
                day="",
            )

    def _lot(self, lot: Lot) -> Hit:
        return self._hit("lot", printed(lot.code), lot.product, "", lot)

    def _hit(
        self,
        sort: str,
        found: str,
        what: str,
        belongs_to: str,
        row: Lot | DeliveryLine | Dispatch | Report | Certificate | Sample | Paper,
    ) -> Hit:
        return Hit(
            sort=sort,
            found=found,
            what=what,
            belongs_to=belongs_to,
            whose=self.owners.get(row.organisation, ""),
            day=row.day,
        )

    def _called(self, subjects: Iterable[str]) -> dict[str, str]:
        """Return what ids are called: lots by code, dispatches and reports by number."""
        wanted = list(dict.fromkeys(subjects))
        named = {one.code: one.code for one in self.reader.among(Lot, "code", wanted)}
        named |= {one.id: one.number for one in self.reader.among(Dispatch, "id", wanted)}
        named |= {one.id: one.number for one in self.reader.among(Report, "id", wanted)}
        lines = self.reader.among(DeliveryLine, "delivery", wanted)
        return named | {one.delivery: one.lot for one in lines}

    def _owners(self, subjects: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return whose things are, and of which day."""
        wanted = list(dict.fromkeys(subjects))
        rows: list[Lot | Dispatch] = [*self.reader.among(Lot, "code", wanted)]
        rows += self.reader.among(Dispatch, "id", wanted)
        return {
            row.code if isinstance(row, Lot) else row.id: (
                self.owners.get(row.organisation, ""),
                row.day,
            )
            for row in rows
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """One lot of a shipment."""

    lot: str
    product: str
    sender: str
    """The organisation of ours that sent it, or that holds it."""
    dispatch: str
    day: str
    sent_g: int
    received_g: int | None
    state: str
    """Of its dispatch: ``sent``, ``received``, ``reported`` or ``confirmed``; ``in-store``."""
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """Everything that travels under one name: a container, a contract, a bill of lading."""

    name: str
    kinds: tuple[str, ...]
    cargo: tuple[Cargo, ...]
    senders: tuple[str, ...]
    sent_g: int


def shipment(reader: Reader, name: str) -> Shipment:
    """Return the lots of all organisations of this node that share a name or a document's number.

    Raises:
        NotFound: nothing is called so.
    """
    given = name.strip()
    names = [
        one
        for one in reader.matching(OtherName, "name", given, 10 * MOST)
        if one.name.casefold() == given.casefold()
    ]
    papers = [one for one in reader.where(Paper, number=given) if _own(one)]
    subjects = list(dict.fromkeys([*values(names, "subject"), *values(papers, "subject")]))
    cargo = list(_cargo(reader, subjects))
    if not cargo:
        raise NotFound(what="othername", given=name)
    return Shipment(
        name=given,
        kinds=tuple(sorted({one.kind for one in names} | {paper_type(one.type) for one in papers})),
        cargo=tuple(cargo),
        senders=tuple(dict.fromkeys(one.sender for one in cargo)),
        sent_g=sum(one.sent_g for one in cargo),
    )


def _cargo(reader: Reader, subjects: list[str]) -> Iterator[Cargo]:
    """Yield the lots of dispatches of that name, then lots that bear it themselves."""
    owners = {row.id: row.name or row.id for row in reader.where(Organisation)}
    places = {row.id: row.name for row in reader.where(Place)}
    lines = reader.among(DispatchLine, "dispatch", subjects)
    named = set(values(lines, "lot"))
    lines += [one for one in reader.among(DispatchLine, "lot", subjects) if one.lot not in named]
    ways = {one.id: one for one in reader.among(Dispatch, "id", values(lines, "dispatch"))}
    lots = {one.code: one for one in reader.among(Lot, "code", [*values(lines, "lot"), *subjects])}
    for line in sorted(lines, key=lambda one: (ways[one.dispatch].day, one.dispatch, one.lot)):
        way = ways[line.dispatch]
        lot = lots.pop(line.lot, None) or reader.where(Lot, code=line.lot)[0]
        yield Cargo(
            lot=line.lot,
            product=lot.product,
            sender=owners.get(way.organisation, ""),
            dispatch=way.number,
            day=way.day,
            sent_g=line.sent_g,
            received_g=line.received_g,
            state=way.state,
            place=owners.get(way.to_organisation, ""),
        )
    for code, lot in sorted(lots.items()):
        yield Cargo(
            lot=code,
            product=lot.product,
            sender=owners.get(lot.organisation, ""),
            dispatch="",
            day=lot.day,
            sent_g=lot.left_g,
            received_g=None,
            state="in-store",
            place=places.get(lot.place or "", ""),
        )
