"""What a job of labels holds: the labels that are due, on their paper, and nothing printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from acopio.documents.label import THERMAL
from acopio.documents.label_run import PrinterProfile, Run, named_medium, next_free
from acopio.domain.entries.paper import LabelRun
from acopio.domain.label_runs import in_runs, label_name, label_runs, labels_from, rest_of
from acopio.domain.permissions import Actor
from acopio.domain.rows.labels import LabelJob, LabelRange
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rules.label_jobs import NothingLeftOfJob
from acopio.domain.rules.labels import LABELLED, What, printings
from acopio.domain.rules.lots import in_ranges
from acopio.domain.standing import Standings
from acopio.errors import Refusal
from acopio.services.facts import standings_of
from acopio.services.find import Finder
from acopio.services.label_models import Due, chosen_sacks, drawn
from acopio.services.node import Node
from acopio.services.organic import Lack
from acopio.services.paper import is_published, local_day
from acopio.storage.reader import Reader

TORN = "salió mal o a medias"
"""Why labels of a job that is gone on with are void or printed again."""
MOST_CUPS = 20
"""Cups of one sample on one table."""


@dataclass(eq=False)
class OneKindOfLabel(Refusal):
    """Nothing to label was named, or several kinds of things for one job."""

    code = "one-kind-of-label"
    given: int


@dataclass(eq=False)
class OneSscc(Refusal):
    """The number of one pallet, and several pallets."""

    code = "one-sscc"
    given: str


@dataclass(eq=False)
class SacksOfSeveralLots(Refusal):
    """Sack numbers for several lots at once."""

    code = "sacks-of-several-lots"
    given: str


@dataclass(eq=False)
class NoBlindCode(Refusal):
    """A sample that has no blind code for its cups."""

    code = "no-blind-code"
    sample: str


@dataclass(eq=False)
class CupsOutOfRange(Refusal):
    """No cup, or more cups than stand on a table."""

    code = "cups-out-of-range"
    given: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """How a job of labels is to come out."""

    medium: str = THERMAL
    start: int | None = None
    """The first free place of the first sheet; without one, where the last job ended."""
    copies: int = 1
    dots_per_inch: int = 203
    profile: PrinterProfile | None = None
    printer: str | None = None
    """The name of a known printer, to be noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be labelled."""

    lots: tuple[str, ...] = ()
    """Each perhaps with its sacks: ``NAR7KQ4M9T6:1-120``."""
    sacks: str | None = None
    """Of the only lot."""
    what: What = "sack"
    samples: tuple[str, ...] = ()
    cups: int = 5
    sscc: str | None = None
    """Of a pallet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job of labels, laid out and not yet printed."""

    number: str
    """What people will call it."""
    run: Run
    due: Due
    lots: tuple[str, ...]
    """Where the sacks lie now, or the lots that tags are of."""
    day: str
    unpublished: tuple[str, ...]
    """Lots of which the page that labels lead to has not been published."""
    lacks: tuple[Lack, ...]
    """What is not on file that organic sacks have to bear."""
    printer: str | None
    goes_on: bool
    """Whether it begins on a sheet of which the last job left a part."""
    resumes: LabelJob | None = None
    place: int = 1
    """Of the first label in the job that is resumed."""

    @property
    def count(self) -> int:
        """How many labels, each counted once."""
        return len(self.run.labels)

    def name_at(self, place: int) -> str:
        """Return what people call the label at a place, from 1."""
        return label_name(list(in_runs(self.due.runs)), self.due.what, place)


def prepare(
    node: Node, actor: Actor, wanted: Wanted, printing: Printing, reason: str | None = None
) -> Job:
    """Return a job with the labels that are wanted; nothing is printed or noted yet.

    Raises:
        AddressUnset: labels would lead nowhere.
        NoSacks, OtherSacks: there is nothing to label.
        LabelsOut, LabelsNotChecked: they were printed before, and no reason is given.
        LabelError: there is no such paper, or no such place on it.
    """
    actor.require("paper")
    reason = (reason or "").strip() or None
    with node.reading() as reader:
        finder = Finder(reader, actor.organisation)
        if wanted.what in {"sample", "cup"}:
            due = _due_samples(finder, wanted)
        else:
            due = _due_of_lots(finder, wanted, reason)
        return _job(node, actor, finder, due, printing)


def prepare_rest(node: Node, actor: Actor, job: LabelJob, place: int, printing: Printing) -> Job:
    """Return the job that prints an earlier one from a place on, with the marks that it had.

    Raises:
        NothingLeftOfJob: every label came out.
        LabelError: there is no such paper, or no such place on it.
    """
    actor.require("paper")
    with node.reading() as reader:
        ranges = reader.where(LabelRange, job=job.id)
        runs, skipped = _rest(reader, ranges, place)
        if not runs:
            raise NothingLeftOfJob(job=job.number)
        reason = next((one.reason for one in ranges if one.reason), None)
        if any(run[3] > 1 for run in runs):
            reason = reason or TORN
        what: What = job.what  # type: ignore[assignment]  # a row holds plain text
        due = Due(what=what, runs=runs, reason=reason, skipped=skipped)
        made = _job(node, actor, Finder(reader, actor.organisation), due, printing)
    return replace(made, resumes=job, place=place)


def _rest(reader: Reader, ranges: list[LabelRange], place: int) -> tuple[tuple[LabelRun, ...], str]:
    """Return what is left of a job, and the numbers of sacks that have no label any more."""
    subjects = {one.subject for one in ranges if one.what == "sack"}
    rows = [one for lot in sorted(subjects) for one in reader.where(Sack, packed_for=lot)]
    labelled = {(one.packed_for, one.number) for one in rows if one.state in LABELLED}
    standings = {lot: standings_of(reader, lot) for lot in subjects}
    runs = rest_of(ranges, place, standings, lambda lot, number: (lot, number) in labelled)
    gone = [
        number
        for lot, number, _ in labels_from(ranges, place)
        if subjects and (lot, number) not in labelled
    ]
    return runs, in_ranges(gone)


def remembered_start(reader: Reader, organisation: str, medium: str) -> int:
    """Return the place after the last label that was printed on a paper; 1 for a new sheet."""
    paper = named_medium(medium)
    if paper.capacity == 1:
        return 1
    jobs = reader.where(LabelJob, organisation=organisation, medium=medium)
    if not jobs:
        return 1
    last = max(jobs, key=lambda one: one.id)
    return next_free(paper, min(last.start, paper.capacity), last.count * last.copies)


def _job(node: Node, actor: Actor, finder: Finder, due: Due, printing: Printing) -> Job:
    reader, start = finder.reader, printing.start
    if start is None:
        start = remembered_start(reader, actor.organisation, printing.medium)
    made = drawn(finder, due)
    run = Run(
        labels=made.labels,
        medium=printing.medium,
        start=start,
        copies=printing.copies,
        dots_per_inch=printing.dots_per_inch,
        profile=printing.profile or PrinterProfile(),
        title=made.title,
    )
    run.check()
    return Job(
        number=f"E-{node.ids.signs(6)}",
        run=run,
        due=due,
        lots=made.lots,
        day=local_day(reader, node, actor),
        unpublished=tuple(one for one in made.lots if not is_published(reader, one)),
        lacks=made.lacks,
        printer=printing.printer,
        goes_on=printing.start is None and start > 1,
    )


def _due_samples(finder: Finder, wanted: Wanted) -> Due:
    if not 1 <= wanted.cups <= MOST_CUPS:
        raise CupsOutOfRange(given=wanted.cups, most=MOST_CUPS)
    found = {one.number: one for one in map(finder.sample, wanted.samples)}
    last = wanted.cups if wanted.what == "cup" else 1
    for one in found.values():
        if wanted.what == "cup" and not one.blind:
            raise NoBlindCode(sample=one.number)
    return Due(what=wanted.what, runs=tuple((number, 1, last, 1) for number in found))


def _due_of_lots(finder: Finder, wanted: Wanted, reason: str | None) -> Due:
    if wanted.sacks and len(wanted.lots) > 1:
        raise SacksOfSeveralLots(given=wanted.sacks)
    named = list(_named(finder, wanted))
    lots = tuple((code, 1, 1, 1) for code in dict.fromkeys(lot.code for lot, _ in named))
    if wanted.what == "lot":
        return Due(what="lot", runs=lots, reason=reason)
    chosen: dict[tuple[str, int], Sack] = {}
    skipped: list[int] = []
    for lot, listed in named:
        full, left_out = chosen_sacks(finder.reader, lot, listed)
        chosen |= {(one.packed_for, one.number): one for one in full}
        skipped += left_out
    found = Due(what=wanted.what, runs=(), skipped=in_ranges(skipped), reason=reason)
    if wanted.what == "pallet":
        if wanted.sscc and len(lots) > 1:
            raise OneSscc(given=wanted.sscc)
        return replace(found, runs=lots, stacked=tuple(chosen.values()), sscc=wanted.sscc)
    return _printings(finder.reader, chosen.values(), found)


def _named(finder: Finder, wanted: Wanted) -> Iterator[tuple[Lot, str | None]]:
    for text in wanted.lots:
        name, _, listed = text.partition(":")
        yield finder.lot(name), listed or wanted.sacks


def _printings(reader: Reader, sacks: Iterable[Sack], due: Due) -> Due:
    """Return the runs of these sacks, or refuse; a void label is printed again for its reason.

    Raises:
        LabelsOut, LabelsNotChecked.
    """
    by_lot: dict[str, list[int]] = {}
    for sack in sacks:
        by_lot.setdefault(sack.packed_for, []).append(sack.number)
    labels: list[tuple[str, int, int]] = []
    reason = due.reason
    for lot, numbers in by_lot.items():
        standings = standings_of(reader, lot)
        reason = reason or _why_void(standings, numbers)
        next_one = printings(standings, lot, numbers, reason)
        labels += [(lot, number, next_one[number]) for number in numbers]
    return replace(due, runs=label_runs(labels), reason=reason)


def _why_void(standings: Standings, numbers: Iterable[int]) -> str | None:
    """Return why labels are void, if all that were printed before are."""
    before = [one for number in numbers if (one := standings.of(number)).printing]
    if any(one.worth != "void" for one in before):
        return None
    return next((one.reason for one in before if one.reason), None)
