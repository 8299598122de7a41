"""Jobs of labels: sent to paper, looked at, gone on with, made void.

Every code of a job is read again before anything is written, sent or noted. A file takes its name
only once the job stands in the log. A printer gets its first byte only once it does, so that no
label is out there that the log does not know.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from acopio.documents.label_run import RAW_PORT, HandedOver, PrinterGoneError, send_raw
from acopio.domain.codes import LOT_LENGTH, SACK_LENGTH, SackCode, clean, parse_sack_code, printed
from acopio.domain.permissions import Actor
from acopio.domain.rows.labels import LabelJob, LabelRange
from acopio.domain.rows.lots import Sack
from acopio.domain.rules.base import NothingNamed
from acopio.domain.rules.label_jobs import ConfirmLabels, ResumeLabels, VoidLabels
from acopio.domain.rules.labels import PrintLabels
from acopio.domain.rules.lots import in_ranges
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.services.files import saved, whole_file
from acopio.services.find import Finder
from acopio.services.labelling import TORN, Job, Printing, prepare_rest
from acopio.services.node import Node
from acopio.services.paper import local_day
from acopio.services.sack_numbers import sack_ranges
from acopio.storage.reader import Reader

FileFormat = Literal["pdf", "zpl"]
Progress = Callable[[int], None]


@dataclass(eq=False)
class SheetOnThermal(Refusal):
    """Sheets of many labels, asked for in the language of printers that print one by one."""

    code = "sheet-on-thermal"
    medium: str


@dataclass(eq=False)
class LabelNotInJob(Refusal):
    """A number or code that none of a job's labels has."""

    code = "label-not-in-job"
    job: str
    given: str
    numbers: str


@dataclass(eq=False)
class WhichLabel(Refusal):
    """A sack number, where a job has sacks of several lots: the whole code tells which."""

    code = "which-label"
    job: str
    given: str


@dataclass(eq=False)
class JobCutShort(Refusal):
    """A printer hung up or fell silent in the middle of a job, which stands in the log as sent."""

    code = "job-cut-short"
    host: str
    port: int
    cause: str
    job: str
    taken: int
    """Labels that it took whole: at most these came out."""
    count: int
    first: str
    """The first label that certainly did not: the number of its sack, or its place."""


@dataclass(eq=False)
class FileAfterNote(Refusal):
    """A file that could not take its name once its job stood in the log."""

    code = "file-after-note"
    job: str
    where: str
    first: str
    """The first label: the number of its sack, its code, or its place."""


@dataclass(eq=False)
class WhichJob(Refusal):
    """No job was named, and several wait for somebody to look at them."""

    code = "which-job"
    jobs: str


@dataclass(eq=False)
class NoJobWaits(Refusal):
    """No job was named, and none waits for somebody to look at it or go on with it."""

    code = "no-job-waits"


@dataclass(eq=False)
class NotConfirmed(Refusal):
    """A job is to go on after its last good label, and nobody has said which that is."""

    code = "labels-not-confirmed"
    job: str


@dataclass(eq=False)
class PalletResumed(Refusal):
    """A label of a pallet is printed anew, not gone on with."""

    code = "pallet-resumed"
    job: str


def print_to_file(
    node: Node,
    actor: Actor,
    job: Job,
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
    command = _command(node, job)
    if node.dry:
        node.carry_out(actor, [command])
    noted = False
    try:
        with whole_file(path) as file:
            for part in job.run.zpl() if form == "zpl" else job.run.pdf():
                file.write(part)
            saved(file)
            node.carry_out(actor, [command])
            noted = True
    except OSError as trouble:
        if not noted:
            raise
        raise FileAfterNote(job=job.number, where=str(path), first=job.name_at(1)) from trouble


def print_to_printer(
    node: Node,
    actor: Actor,
    job: Job,
    host: str,
    port: int = RAW_PORT,
    progress: Progress | None = None,
) -> HandedOver:
    """Proofread a job, note it once the printer has answered, and hand it over.

    Raises:
        SheetOnThermal: the paper is a sheet.
        LabelError: a code does not read as it should; nothing is sent or noted.
        PrinterGoneError: the printer is not there; nothing is noted.
        JobCutShort: it hung up; the job is noted as sent, and somebody looks what came out.
    """
    _require_roll(job)
    job.run.proofread(progress)
    command = _command(node, job)
    if node.dry:
        node.carry_out(actor, [command])
    noted = False

    def labels() -> Iterator[bytes]:
        nonlocal noted
        node.carry_out(actor, [command])
        noted = True
        yield from job.run.zpl()

    try:
        return send_raw(host, labels(), port=port)
    except PrinterGoneError as trouble:
        if not noted:
            raise
        raise JobCutShort(
            host=trouble.host,
            port=trouble.port,
            cause=trouble.cause,
            job=job.number,
            taken=trouble.labels_sent,
            count=job.count,
            first=job.name_at(trouble.labels_sent + 1),
        ) from trouble


def _command(node: Node, job: Job) -> PrintLabels:
    command = PrintLabels(
        id=node.ids.uuid(),
        occurred_at=job.day,
        number=job.number,
        medium=job.run.medium,
        labels=job.due.runs,
        what=job.due.what,
        lots=job.lots,
        copies=job.run.copies,
        start=job.run.start,
        printer=job.printer,
        reason=job.due.reason,
    )
    if job.resumes is None:
        return command
    same = {one.name: getattr(command, one.name) for one in fields(command)}
    return ResumeLabels(**same, job=job.resumes.id, place=job.place, torn=TORN)


def _require_roll(job: Job) -> None:
    if job.run.paper.kind != "thermal":
        raise SheetOnThermal(medium=job.run.medium)


def find_job(reader: Reader, actor: Actor, text: str | None, *, unseen: bool = False) -> LabelJob:
    """Return a job by what people call it; without a name, the only one that waits.

    A job waits while nobody has said what came out, or, unless ``unseen`` is asked for, while
    labels of it are missing.

    Raises:
        NotFound: none is called so.
        NoJobWaits, WhichJob: none or several wait.
    """
    rows = reader.where(LabelJob, organisation=actor.organisation)
    if text is not None:
        given = text.strip().casefold()
        for one in rows:
            if one.number.casefold() in {given, f"e-{given}"}:
                return one
        raise NotFound(what="labeljob", given=text)
    waiting = [
        one
        for one in rows
        if not one.resumed_by and (one.good is None or (not unseen and one.good < one.count))
    ]
    if not waiting:
        raise NoJobWaits
    if len(waiting) > 1:
        latest = sorted(waiting, key=lambda one: one.id, reverse=True)
        raise WhichJob(jobs=", ".join(one.number for one in latest[:8]))
    return waiting[0]


def place_of(reader: Reader, job: LabelJob, text: str) -> int:
    """Return the place in a job of the label that somebody names by sack number or code.

    Of jobs without sacks, labels are counted: their place is the number.

    Raises:
        LabelNotInJob, WhichLabel, UnknownCode.
    """
    ranges = reader.where(LabelRange, job=job.id)
    code = _sack_code(job, text)
    number = code.number if code else _number(text)
    if job.what != "sack" and 1 <= number <= job.count:
        return number
    if not code and len({one.subject for one in ranges}) > 1:
        raise WhichLabel(job=job.number, given=text)
    for one in ranges:
        named = code is None or code.lot == one.subject
        if job.what == "sack" and named and one.first <= number <= one.last:
            return one.place + number - one.first
    numbers = _numbers(ranges) if job.what == "sack" else f"1-{job.count}"
    raise LabelNotInJob(job=job.number, given=text, numbers=numbers)


def _sack_code(job: LabelJob, text: str) -> SackCode | None:
    whole = job.what == "sack" and len(clean(text)) == SACK_LENGTH
    return parse_sack_code(text) if whole else None


def _number(text: str) -> int:
    """Return a number somebody typed; -1 when it is none."""
    given = text.strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1


def _numbers(ranges: list[LabelRange]) -> str:
    return in_ranges(n for one in ranges for n in range(one.first, one.last + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A job that somebody looked at."""

    job: LabelJob
    good: int
    labels: str
    """What it has labels of: ``NAR-7KQ4M9T-6 1-120``."""


def confirm(
    node: Node, actor: Actor, name: str | None = None, last_good: str | None = None
) -> Confirmed:
    """Write down which label of a job was the last good one; without one, all of them are good.

    ``last_good`` is the number of a sack, its code, or 0 when none came out.

    Raises:
        NotFound, NoJobWaits, WhichJob, LabelNotInJob, WhichLabel, ResumedBefore.
    """
    with node.reading() as reader:
        job = find_job(reader, actor, name, unseen=True)
        good = job.count if last_good is None else _place_or_none(reader, job, last_good)
        labels = _labels_of(reader.where(LabelRange, job=job.id))
        day = local_day(reader, node, actor)
    command = ConfirmLabels(id=node.ids.uuid(), occurred_at=day, job=job.id, good=good)
    node.carry_out(actor, [command])
    return Confirmed(job=job, good=good, labels=labels)


def _place_or_none(reader: Reader, job: LabelJob, text: str) -> int:
    return 0 if text.strip() == "0" else place_of(reader, job, text)


def job_named(node: Node, actor: Actor, name: str | None) -> LabelJob:
    """Return a job by what people call it; without a name, the only one that waits.

    Raises:
        NotFound, NoJobWaits, WhichJob.
    """
    with node.reading() as reader:
        return find_job(reader, actor, name)


def prepare_resume(
    node: Node, actor: Actor, job: LabelJob, first: str | None, printing: Printing
) -> Job:
    """Return the job that prints the rest of another.

    ``first`` is the sack number or code that is to be printed first; without it, the one after
    the last good label.

    Raises:
        LabelNotInJob, WhichLabel, NotConfirmed, PalletResumed, NothingLeftOfJob.
    """
    with node.reading() as reader:
        if job.what == "pallet":
            raise PalletResumed(job=job.number)
        if first is not None:
            place = place_of(reader, job, first)
        elif job.good is not None:
            place = job.good + 1
        else:
            raise NotConfirmed(job=job.number)
    return prepare_rest(node, actor, job, place, printing)


def void(node: Node, actor: Actor, lot: str, sacks: str | None, reason: str | None) -> int:
    """Make the labels of some sacks void, or the one whose code is given; return how many.

    Raises:
        NotFound, UnknownCode, SacksUnreadable, NoLabelToVoid, ReasonNeeded.
    """
    with node.reading() as reader:
        if sacks is None and len(clean(lot)) != SACK_LENGTH:
            raise NothingNamed(what="sacks")
        code = parse_sack_code(lot) if sacks is None else None
        packed_for = code.lot if code else _packed_for(reader, actor.organisation, lot)
        one = ((code.number, code.number),) if code else None
        ranges = one or sack_ranges(sacks or "")
        here = dict.fromkeys(row.lot for row in reader.where(Sack, packed_for=packed_for))
        day = local_day(reader, node, actor)
    command = VoidLabels(
        id=node.ids.uuid(),
        occurred_at=day,
        lot=packed_for,
        sacks=ranges,
        lots=tuple(here),
        reason=(reason or "").strip() or None,
    )
    node.carry_out(actor, [command])
    return sum(last - first + 1 for first, last in ranges)


def _packed_for(reader: Reader, organisation: str, text: str) -> str:
    """Return the lot whose code the labels of a lot's sacks carry."""
    lot = Finder(reader, organisation).lot(text)
    labels = {one.packed_for for one in reader.where(Sack, lot=lot.code)}
    return labels.pop() if len(labels) == 1 else lot.code


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedJob:
    """A job, and what it has labels of: ``NAR-7KQ4M9T-6 1-120``."""

    job: LabelJob
    labels: str


def jobs(node: Node, organisation: str, lot: str | None = None) -> list[ListedJob]:
    """Return the jobs of an organisation, or those with labels of one lot, the latest first."""
    with node.reading() as reader:
        found = reader.where(LabelJob, organisation=organisation)
        ranges = reader.among(LabelRange, "job", [one.id for one in found])
        by_job: dict[str, list[LabelRange]] = {}
        for one in ranges:
            by_job.setdefault(one.job, []).append(one)
        sample = next((one.subject for one in ranges if lot and one.subject == lot.upper()), None)
        wanted = sample or (_packed_for(reader, organisation, lot) if lot is not None else None)
    return [
        ListedJob(job=one, labels=_labels_of(by_job[one.id]))
        for one in sorted(found, key=lambda one: one.id, reverse=True)
        if wanted is None or any(part.subject == wanted for part in by_job[one.id])
    ]


def _labels_of(ranges: list[LabelRange]) -> str:
    """Return each lot or sample with its numbers, in the order of the job."""
    by_subject: dict[str, list[int]] = {}
    for one in sorted(ranges, key=lambda one: one.place):
        by_subject.setdefault(one.subject, []).extend(range(one.first, one.last + 1))
    numbered = ranges[0].what in {"sack", "cup"}
    return ", ".join(
        f"{_shown(subject)} {in_ranges(every)}" if numbered else _shown(subject)
        for subject, every in by_subject.items()
    )


def _shown(subject: str) -> str:
    return printed(subject) if len(subject) == LOT_LENGTH else subject
