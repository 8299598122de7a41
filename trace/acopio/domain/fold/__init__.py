"""The fold: what each entry changes. The same functions serve writing, rebuild and verification.

A fold never asks whether an entry was allowed: that was decided when it was appended.
"""

from collections.abc import Iterable

from acopio.domain.entries.kinds import KIND_OF, NewerEntry
from acopio.domain.fold import (
    batches,
    corrections,
    counting,
    custody,
    gate,
    handing,
    labels,
    lots,
    parties,
    quality,
    reports,
    sacks,
    samples,
)
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import FOLDS
from acopio.domain.papers import subject_of
from acopio.domain.rows.custody import Paper
from acopio.domain.state import Change, State

__all__ = [
    "Recorded",
    "apply",
    "batches",
    "corrections",
    "counting",
    "custody",
    "gate",
    "handing",
    "labels",
    "lots",
    "parties",
    "quality",
    "reports",
    "sacks",
    "samples",
]


def apply(state: State, recorded: Recorded) -> list[Change]:
    """Return the rows that an entry changes, in their next state, or marked as gone.

    Raises:
        NewerEntry: this program has no fold for the kind yet.
    """
    fold = FOLDS.get(type(recorded.body))
    if fold is None:
        kind = KIND_OF[type(recorded.body)]
        raise NewerEntry(kind=kind.name, version=kind.version)
    return [*fold(state, recorded, recorded.body), *_papers(recorded)]


def _papers(recorded: Recorded) -> Iterable[Paper]:
    for position, paper in enumerate(recorded.entry.docs):
        yield Paper(
            entry=recorded.entry.id,
            position=position,
            type=paper.type,
            number=paper.number,
            issuer=paper.issuer,
            date=paper.date,
            hash=paper.hash,
            kind=recorded.entry.kind,
            subject=subject_of(recorded.body) or recorded.entry.id,
            name=getattr(recorded.body, "number", None),
            organisation=recorded.entry.org,
            day=recorded.day,
        )
