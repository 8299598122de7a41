"""Labels: the manager's paper.

Every code of a job is read again before anything is written, sent or noted. A file takes its name
only once the job stands in the log; a printer is sent only what was proven.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from acopio.documents.facts import LotFacts, SackFacts
from acopio.documents.label import THERMAL, sack_labels
from acopio.documents.label_run import (
    RAW_PORT,
    HandedOver,
    PrinterGoneError,
    PrinterProfile,
    Run,
    send_raw,
)
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import OtherName
from acopio.domain.rows.lots import FULL, Lot
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.lots import NoteLabels
from acopio.domain.times import LIMA, day_of, stamp
from acopio.errors import Refusal
from acopio.services.facts import lot_facts
from acopio.services.files import whole_file
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.services.organic import organic_marks
from acopio.services.processing import sack_range
from acopio.services.publish import is_published
from acopio.storage.reader import Reader, values

FileFormat = Literal["pdf", "zpl"]
Progress = Callable[[int], None]


@dataclass(eq=False)
class AddressUnset(Refusal):
    """An organisation without a public address: its labels would lead nowhere."""

    code = "address-unset"
    organisation: str


@dataclass(eq=False)
class NoSacks(Refusal):
    """A lot without sacks, or without the numbers that were asked for."""

    code = "no-sacks"
    lot: str
    given: str


@dataclass(eq=False)
class SheetOnThermal(Refusal):
    """Sheets of many labels, asked for in the language of printers that print one by one."""

    code = "sheet-on-thermal"
    medium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How a job of labels is to come out."""

    medium: str = THERMAL
    start: int = 1
    """The first free place of the first sheet."""
    copies: int = 1
    dots_per_inch: int = 203
    profile: PrinterProfile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelJob:
    """A job of labels, laid out and not yet printed."""

    run: Run
    lot: str
    numbers: tuple[int, ...]
    """Of the sacks, in the order of the labels."""
    day: str
    published: bool
    """Whether the page that the labels lead to has been published."""

    @property
    def first(self) -> int:
        """The lowest number."""
        return min(self.numbers)

    @property
    def last(self) -> int:
        """The highest number."""
        return max(self.numbers)

    @property
    def count(self) -> int:
        """How many sacks get a label."""
        return len(self.numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A job of labels that was written down."""

    pdf: bytes
    lot: str
    first: int
    last: int
    count: int
    published: bool
    """Whether the page that the labels lead to has been published."""


def prepare(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    sacks: str | None = None,
    printing: Printing | None = None,
) -> LabelJob:
    """Return a job with one label for each sack of a lot; nothing is printed or noted yet.

    Raises:
        AddressUnset: labels would lead nowhere.
        NoSacks: there is nothing to label.
        LabelError: there is no such paper, or no such place on it.
    """
    actor.require("paper")
    chosen_printing = printing or Printing()
    with node.reading() as reader:
        found = Finder(reader, actor.organisation).lot(lot)
        facts = lot_facts(reader, found.code)
        address = address_of(reader, facts)
        published = is_published(reader, found.code)
        day = local_day(reader, node, actor)
        marks = _ico_marks(reader, found)
        organic = organic_marks(reader, found, {sack.packed_on for sack in facts.sacks})
    chosen = _chosen(facts, sacks)
    labels = tuple(sack_labels(facts, chosen, address, ico_marks=marks, organic=organic))
    run = Run(
        labels=labels,
        medium=chosen_printing.medium,
        start=chosen_printing.start,
        copies=chosen_printing.copies,
        dots_per_inch=chosen_printing.dots_per_inch,
        profile=chosen_printing.profile or PrinterProfile(),
        title=f"{labels[0].organisation} · {labels[0].lot_code}",
    )
    run.check()
    numbers = tuple(sack.number for sack in chosen)
    return LabelJob(run=run, lot=facts.code, numbers=numbers, day=day, published=published)


def labels(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    sacks: str | None = None,
    dots_per_inch: int = 203,
    progress: Progress | None = None,
) -> Labels:
    """Draw one label for each sack of a lot on the usual roll, and write the job down.

    Raises:
        AddressUnset: labels would lead nowhere.
        NoSacks: there is nothing to label.
    """
    printing = Printing(dots_per_inch=dots_per_inch)
    job = prepare(node, actor, lot, sacks=sacks, printing=printing)
    job.run.proofread(progress)
    pdf = b"".join(job.run.pdf())
    node.carry_out(actor, [_note(node, job)])
    return Labels(
        pdf=pdf,
        lot=job.lot,
        first=job.first,
        last=job.last,
        count=job.count,
        published=job.published,
    )


def print_to_file(
    node: Node,
    actor: Actor,
    job: LabelJob,
    path: Path,
    form: FileFormat = "pdf",
    progress: Progress | None = None,
) -> None:
    """Proofread a job, write it to a file and note it; the file appears with the note.

    Raises:
        SheetOnThermal: ZPL was asked for on a sheet.
        LabelError: a code does not read as it should; nothing is written or noted.
    """
    if form == "zpl":
        _require_roll(job)
    job.run.proofread(progress)
    note = _note(node, job)
    if node.dry:
        node.carry_out(actor, [note])
    with whole_file(path) as file:
        for part in job.run.zpl() if form == "zpl" else job.run.pdf():
            file.write(part)
        file.flush()  # a full disk is noticed before the note
        node.carry_out(actor, [note])


def print_to_printer(
    node: Node,
    actor: Actor,
    job: LabelJob,
    host: str,
    port: int = RAW_PORT,
    progress: Progress | None = None,
) -> HandedOver:
    """Proofread a job, hand it to a thermal printer and note what was handed over.

    Raises:
        SheetOnThermal: the paper is a sheet.
        LabelError: a code does not read as it should; nothing is sent or noted.
        PrinterGoneError: the printer is not there or hung up; the labels that it took whole are
            noted, and no others.
    """
    _require_roll(job)
    job.run.proofread(progress)
    note = _note(node, job)
    if node.dry:
        node.carry_out(actor, [note])
    node.tried(actor, [note])  # what the log would refuse must not come out of a printer
    try:
        done = send_raw(host, job.run.zpl(), port=port)
    except PrinterGoneError as trouble:
        if trouble.labels_sent:
            taken = replace(job, numbers=job.numbers[: trouble.labels_sent])
            node.carry_out(actor, [_note(node, taken)])
        raise
    node.carry_out(actor, [note])
    return done


def _note(node: Node, job: LabelJob) -> NoteLabels:
    return NoteLabels(
        id=node.ids.uuid(),
        occurred_at=job.day,
        lot=job.lot,
        medium=job.run.medium,
        first=job.first,
        last=job.last,
        copies=job.run.copies,
    )


def _require_roll(job: LabelJob) -> None:
    if job.run.paper.kind != "thermal":
        raise SheetOnThermal(medium=job.run.medium)


def _ico_marks(reader: Reader, lot: Lot) -> tuple[str, ...]:
    """Return the ICO marks of a lot, or else of the dispatch that it is part of."""
    for subject in filter(None, (lot.code, lot.dispatch)):
        rows = reader.where(OtherName, subject=subject, kind="ico-mark")
        if rows:
            return tuple(values(rows, "name"))
    return ()


def local_day(reader: Reader, node: Node, actor: Actor) -> str:
    """Return the organisation's local day."""
    row = reader.one(Organisation, id=actor.organisation)
    return day_of(stamp(node.now()), row.zone if row else LIMA)


def address_of(reader: Reader, facts: LotFacts) -> str:
    """Return the public address of a lot's issuer.

    Raises:
        AddressUnset: it has none.
    """
    if facts.issuer.address:
        return facts.issuer.address
    row = reader.one(Organisation, prefix=facts.issuer.prefix)
    raise AddressUnset(organisation=(row.name if row else None) or facts.issuer.prefix)


def _chosen(facts: LotFacts, sacks: str | None) -> list[SackFacts]:
    first, last = sack_range(sacks) if sacks else (1, 10**9)
    chosen = [
        sack
        for sack in facts.sacks
        if first <= sack.number <= last and sack.state in {*FULL, "reserved"}
    ]
    if not chosen:
        raise NoSacks(lot=facts.code, given=sacks or "")
    return chosen
