"""Inspections out of the rows of a file: whose sample, what cannot be, what is there already.

Everything is looked up once for the whole file: a row asks the store nothing.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from acopio.domain.entries.envelope import read_entry
from acopio.domain.record import LEAF_MAX_BYTES
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.quality import Inspection, Sample
from acopio.domain.rules.base import Context, not_before
from acopio.domain.rules.inspecting import (
    LaboratoryNeeded,
    ProtocolForOtherProduct,
    signed_about,
)
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.ledger.tiles import EntryTooLarge
from acopio.quality.protocol import Protocol
from acopio.quality.sheet import CUPPER, raw_line, read_line
from acopio.services.find import SeveralMatch
from acopio.services.forms import sheets_of
from acopio.services.gate import Desk
from acopio.services.inspecting import (
    Bench,
    Prepared,
    bench_of,
    given_blind,
    observations_in,
    prepared,
)
from acopio.services.result_columns import Columns, Problem
from acopio.services.result_rows import ResultRow, plain_value
from acopio.storage.reader import Reader

GUEST = "guest"
_SIGNED_MAX_BYTES = LEAF_MAX_BYTES * 3 // 4
"""Of the text that is signed; the rest of an entry is for who signed it, and its papers."""
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")


@dataclass(eq=False)
class SampleTwice(Refusal):
    """Two rows of one sample, where each sample has one form."""

    code = "result-sample-twice"
    sample: str
    row: int


@dataclass(eq=False)
class CupperTwice(Refusal):
    """Two rows of one cupper on one sample."""

    code = "result-cupper-twice"
    cupper: str
    row: int


@dataclass(eq=False)
class CupperMissing(Refusal):
    """A row of a panel of which nobody knows whose it is."""

    code = "result-cupper-missing"
    row: int


@dataclass(eq=False)
class RowsDiffer(Refusal):
    """A row of a panel that says another day, laboratory or report than the others."""

    code = "result-rows-differ"
    given: str
    first: str
    row: int


@dataclass(eq=False)
class ResultDiffers(Refusal):
    """A sample that has a signed result with other values: it is superseded, never overwritten."""

    code = "result-differs-from-signed"
    sample: str
    protocol: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the store knows of the samples that a file names."""

    samples: Mapping[str, Sequence[Sample]]
    """By number or blind code, as it is typed."""
    products: Mapping[str, str]
    """By lot or batch."""
    signed: Mapping[str, Sequence[tuple[Inspection, Mapping[str, Any]]]]
    """The results in force under the protocol with what was observed, by sample."""


def shelf_of(reader: Reader, organisation: str, protocol: Protocol, rows: list[ResultRow]) -> Shelf:
    """Look up in a few queries all that the rows of a file are about."""
    texts = {row.sample.upper() for row in rows if row.sample}
    found: dict[str, list[Sample]] = {}
    for name in ("blind", "number"):
        named: dict[str, list[Sample]] = {}
        for sample in reader.among(Sample, name, texts):
            if sample.organisation == organisation:
                named.setdefault(getattr(sample, name), []).append(sample)
        found |= named  # the number on the seal before the blind code, as everywhere
    samples = [one for several in found.values() for one in several]
    products = {
        one.code: one.product for one in reader.among(Lot, "code", {s.lot for s in samples})
    } | {one.id: one.product for one in reader.among(Batch, "id", {s.batch for s in samples})}
    return Shelf(
        samples=found,
        products=products,
        signed=_signed(reader, organisation, protocol, {one.id for one in samples}),
    )


def in_force(
    reader: Reader, organisation: str, protocol: str, samples: Iterable[str]
) -> list[Inspection]:
    """Return the results of samples that count under a protocol."""
    return [
        one
        for one in reader.among(Inspection, "sample", samples)
        if one.organisation == organisation and one.protocol == protocol and not one.superseded
    ]


def _signed(
    reader: Reader, organisation: str, protocol: Protocol, samples: set[str]
) -> dict[str, list[tuple[Inspection, Mapping[str, Any]]]]:
    rows = in_force(reader, organisation, protocol.id, samples)
    texts = {
        url_encode(one.hash): read_entry(one.leaf).body["signed"]
        for one in reader.entries([row.act for row in rows])
    }
    found: dict[str, list[tuple[Inspection, Mapping[str, Any]]]] = {}
    for row in rows:
        found.setdefault(row.sample, []).append((row, observations_in(texts[row.act])))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An inspection of the file: waiting for its signature, or there already."""

    rows: tuple[int, ...]
    given: str
    """The sample as the file names it."""
    made: Prepared
    known: bool
    by_blind_code: bool
    portion: str | None
    laboratory: str | None
    report: str | None
    digest: str
    """Of sample, protocol and values: the same for the same inspection, whenever it is brought."""


@dataclass(slots=True)
class Checker:
    """Makes inspections of the rows of one file, and collects everything that is wrong."""

    desk: Desk
    protocol: Protocol
    columns: Columns
    rows: list[ResultRow]
    laboratory: str | None = None
    day: str | None = None
    problems: list[Problem] = field(default_factory=list)
    bench: Bench = field(init=False)
    shelf: Shelf = field(init=False)
    context: Context = field(init=False)
    _days: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        node, actor = self.desk.node, self.desk.actor
        self.bench = bench_of(self.desk)
        self.shelf = shelf_of(self.desk.reader, actor.organisation, self.protocol, self.rows)
        self.context = Context(
            actor=actor, prefix="", now=node.now(), ids=node.ids, zone=self.desk.zone
        )

    def inspections(self) -> Iterator[tuple[int, Ready | None]]:
        """Yield for each sample how many rows were looked at, and its inspection if it is sound."""
        groups: dict[tuple[str, str | None], list[tuple[ResultRow, Sample]]] = {}
        for row in self.rows:
            sample = self._sample(row)
            if sample is not None:
                groups.setdefault((sample.id, row.portion), []).append((row, sample))
        for group in groups.values():
            yield len(group), self._inspection([row for row, _ in group], group[0][1])

    def _wrong(self, row: ResultRow, name: str, value: str | None, refusal: Refusal) -> None:
        heading = self.columns.headings.get(name, "")
        self.problems.append(
            Problem(row=row.number, column=heading, value=value or "", refusal=refusal)
        )

    def _sample(self, row: ResultRow) -> Sample | None:
        if not row.sample:
            return None  # which was said when the row was read
        found = self.shelf.samples.get(row.sample.upper(), ())
        if len(found) == 1:
            return found[0]
        refusal: Refusal = NotFound(what="sample", given=row.sample)
        if found:
            matches = ", ".join(sorted(one.number for one in found)[:8])
            refusal = SeveralMatch(what="sample", given=row.sample, matches=matches)
        self._wrong(row, "sample", row.sample, refusal)
        return None

    def _inspection(self, rows: list[ResultRow], sample: Sample) -> Ready | None:
        before = len(self.problems)
        day = self._circumstances(rows, sample)
        self._together(rows)
        if not all(row.sound for row in rows) or len(self.problems) > before:
            return None
        first = rows[0]
        made = self._evaluated(rows, sample, day)
        if made is None:
            return None
        values = self._values(rows, made)
        known = self._is_known(first, sample, values)
        if known is None:
            return None
        return Ready(
            rows=tuple(row.number for row in rows),
            given=first.sample,
            made=made,
            known=known,
            by_blind_code=all(given_blind(sample, row.sample) for row in rows),
            portion=first.portion,
            laboratory=first.laboratory or self.laboratory,
            report=first.report,
            digest=_digest(self.bench, self.protocol, sample, first.portion, values),
        )

    def _circumstances(self, rows: list[ResultRow], sample: Sample) -> str:
        """Check what does not stand on the form, as the rules of inspections will; return the day.

        The rules refuse at the first thing that is wrong; here all of it is said.
        """
        first, protocol = rows[0], self.protocol
        product = self.shelf.products.get(sample.lot or sample.batch or "")
        if product is not None and product not in protocol.products:
            needed = ", ".join(protocol.products)
            self._wrong(
                first,
                "sample",
                first.sample,
                ProtocolForOtherProduct(protocol=protocol.id, needed=needed, found=product),
            )
        if first.portion and first.portion not in {one[0] for one in sample.portions}:
            refusal = NotFound(what="portion", given=first.portion)
            self._wrong(first, "portion", first.portion, refusal)
        if protocol.transcribed and not (first.laboratory or self.laboratory):
            self._wrong(first, "laboratory", "", LaboratoryNeeded(protocol=protocol.id))
        day = ""
        for row in reversed(rows):
            text = row.day or self.day
            try:
                day = self._occurred(text)
                not_before(row.sample, sample.day, day, self.context)
            except Refusal as refused:
                self._wrong(row, "day", text, refused)
        return day

    def _occurred(self, text: str | None) -> str:
        given = text or ""
        if given not in self._days:
            # An app that writes the hour beside the day writes the hour of the place.
            timed = _WITH_TIME.fullmatch(given)
            self._days[given] = self.desk.day(timed[1] if timed else text)
        return self._days[given]

    def _together(self, rows: list[ResultRow]) -> None:
        """Check that several rows of one sample are forms of one panel."""
        first = rows[0]
        if not self.protocol.panel:
            for row in rows[1:]:
                twice = SampleTwice(sample=row.sample, row=first.number)
                self._wrong(row, "sample", row.sample, twice)
            return
        cuppers: dict[str, int] = {}
        for row in rows if len(rows) > 1 else ():
            name = row.cupper.casefold()
            who = self.bench.accounts.get(name, name)
            if not name:
                self._wrong(row, "cupper", "", CupperMissing(row=first.number))
            elif who in cuppers:
                refusal = CupperTwice(cupper=row.cupper, row=cuppers[who])
                self._wrong(row, "cupper", row.cupper, refusal)
            cuppers.setdefault(who, row.number)
            for what in ("day", "laboratory", "report"):
                given, said = getattr(row, what) or "", getattr(first, what) or ""
                if given != said:
                    self._wrong(row, what, given, RowsDiffer(given, said, first.number))

    def _evaluated(self, rows: list[ResultRow], sample: Sample, day: str) -> Prepared | None:
        """Return what is signed; a form that gives no result is named by its own row."""
        sheets = [dict(row.sheet) for row in rows]
        before = len(self.problems)
        if len(rows) > 1:
            for row, sheet in zip(rows, sheets, strict=True):
                try:
                    self.protocol.compute({"forms": [sheet]})
                except Refusal as refusal:
                    self._wrong(row, "", "", refusal)
        observations = {"forms": sheets} if self.protocol.panel else sheets[0]
        if len(self.problems) > before:
            return None
        try:
            about = signed_about(None, rows[0].portion, rows[0].laboratory or self.laboratory)
            made = prepared(self.bench, sample, self.protocol, observations, day, about)
            size = len(msgspec.json.encode(made.signed))
            if size > _SIGNED_MAX_BYTES:
                raise EntryTooLarge(size=size, limit=_SIGNED_MAX_BYTES)
        except Refusal as refusal:
            self._wrong(rows[0], "", "", refusal)
            return None
        return made

    def _values(self, rows: list[ResultRow], made: Prepared) -> "Values":
        sheets = sheets_of(self.protocol, made.observations)
        return Counter(
            (self._who(sheet, self.bench.inspector), row.values)
            for row, sheet in zip(rows, sheets, strict=True)
        )

    def _who(self, sheet: Mapping[str, Any], head: str) -> str:
        """Return whose sheet it is: a form without a name is its signer's, guests are alike."""
        who = str(sheet.get(CUPPER) or head) if self.protocol.panel else ""
        return GUEST if who.startswith(f"{GUEST}-") else who

    def _is_known(self, row: ResultRow, sample: Sample, values: "Values") -> bool | None:
        """Say whether exactly this was signed before; nothing where something else was."""
        others = [
            (one, found)
            for one, found in self.shelf.signed.get(sample.id, ())
            if one.portion == row.portion
        ]
        if any(self._read(one, found) == values for one, found in others):
            return True
        if others:
            refusal = ResultDiffers(
                sample=row.sample, protocol=self.protocol.id, day=others[0][0].day
            )
            self._wrong(row, "sample", row.sample, refusal)
            return None
        return False

    def _read(self, inspection: Inspection, found: Mapping[str, Any]) -> "Values | None":
        if inspection.protocol_version != self.protocol.version:
            return None
        return Counter(
            (
                self._who(sheet, inspection.inspector),
                tuple(
                    (line.key, plain_value(read_line(raw_line(sheet, line), line)))
                    for line in self.protocol.attributes
                ),
            )
            for sheet in sheets_of(self.protocol, found)
        )


Values = Counter[tuple[str, tuple[tuple[str, Any], ...]]]
"""Whose sheets, and what stands on them; in which order they were filled in says nothing."""


def _digest(
    bench: Bench, protocol: Protocol, sample: Sample, portion: str | None, values: Values
) -> str:
    said = (bench.origin, sample.id, protocol.id, protocol.version, portion or "")
    sheets = sorted(str(one) for one in values.elements())
    return hashlib.sha256(msgspec.json.encode((said, sheets))).hexdigest()
