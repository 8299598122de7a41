"""Random acts of the manager's paper: labels printed, looked at, gone on with, made void."""

from typing import TYPE_CHECKING, Any

from tests.support.world import Cooperative

from acopio.domain import label_runs
from acopio.domain.rows.labels import LabelJob, LabelRange
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rules import label_jobs, labels
from acopio.domain.rules.base import Command
from acopio.services.facts import standings_of

if TYPE_CHECKING:
    from tests.support.walk import Walker

Made = tuple[type[Command], dict[str, Any]]
MEDIUM = "thermal-100x150"


def sacks(walker: "Walker", coop: Cooperative) -> Made | None:
    """Print the labels of a few sacks, perhaps not for the first time."""
    states = [*labels.LABELLED] + ["void"] * (walker.random.random() < 0.1)
    mine = {lot.code for lot in walker.rows(Lot, organisation=coop.id)}
    sack = walker.pick([one for one in walker.rows(Sack, state=states) if one.lot in mine])
    if sack is None:
        return None
    last = sack.number + walker.random.choice((0, 0, 1))
    printing = walker.random.choice((1, 1, 2, 3))
    return labels.PrintLabels, {
        "number": "E-2",
        "medium": MEDIUM,
        "labels": ((sack.packed_for, sack.number, last, printing),),
        "lots": (sack.lot,),
        "copies": walker.random.choice((1, 2)),
        "reason": walker.random.choice(("wet", None)),
    }


def tag(walker: "Walker", coop: Cooperative) -> Made | None:
    """Print the tag of a lot."""
    lot = walker.pick(walker.rows(Lot, organisation=coop.id))
    if lot is None:
        return None
    fields = {"number": "E-1", "medium": "a6-tag", "what": "lot", "start": 2, "lots": (lot.code,)}
    return labels.PrintLabels, fields | {"labels": ((lot.code, 1, 1, 1),)}


def confirm(walker: "Walker", coop: Cooperative) -> Made | None:
    """Say how many came out, now and then more than there are."""
    job = walker.pick(walker.rows(LabelJob, organisation=coop.id))
    good = walker.random.choice((0, 1, 1, 2))
    return (label_jobs.ConfirmLabels, {"job": job.id, "good": good}) if job else None


def resume(walker: "Walker", coop: Cooperative) -> Made | None:
    """Go on with a job from some label."""
    job = walker.pick(walker.rows(LabelJob, organisation=coop.id))
    if job is None:
        return None
    place = job.good + 1 if job.good is not None else walker.random.choice((1, 1, 2))
    ranges = walker.rows(LabelRange, job=job.id)
    sacks = [one for run in ranges for one in walker.rows(Sack, packed_for=run.subject)]
    there = {(one.packed_for, one.number): one for one in sacks}
    with walker.world.node.reading() as reader:
        standings = {one.subject: standings_of(reader, one.subject) for one in ranges}

    def labelled(lot: str, number: int) -> bool:
        return (lot, number) in there and there[lot, number].state in labels.LABELLED

    runs = label_runs.rest_of(ranges, place, standings, labelled)
    left = list(label_runs.in_runs(runs))
    lots = [there[lot, number].lot if job.what == "sack" else lot for lot, number, _ in left]
    return label_jobs.ResumeLabels, {
        "number": "E-3",
        "medium": MEDIUM,
        "labels": runs,
        "what": job.what,
        "lots": tuple(dict.fromkeys(lots)),
        "job": job.id,
        "place": place,
        "torn": "torn",
        "reason": walker.random.choice(("torn", None)),
    }


def void(walker: "Walker", _coop: Cooperative) -> Made | None:
    """Make the label of a sack void."""
    sack = walker.pick(walker.rows(Sack))
    if sack is None:
        return None
    reason = walker.random.choice(("torn", "torn", None))
    numbers = ((sack.number, sack.number),)
    return label_jobs.VoidLabels, {
        "lot": sack.packed_for,
        "sacks": numbers,
        "reason": reason,
        "lots": (sack.lot,),
    }


ACTS = (sacks, sacks, sacks, tag, confirm, confirm, resume, void)
