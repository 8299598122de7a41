"""Labels in runs: sacks with consecutive numbers and the same printing, in the order of a job."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from acopio.domain.codes import printed, sack_code
from acopio.domain.entries.paper import LabelRun
from acopio.domain.rows.labels import LabelRange
from acopio.domain.standing import Standings


def label_runs(labels: Iterable[tuple[str, int, int]]) -> tuple[LabelRun, ...]:
    """Return labels (lot, number of the sack, printing) as runs, in the same order."""
    found: list[LabelRun] = []
    for lot, number, printing in labels:
        if found and found[-1][::3] == (lot, printing) and found[-1][2] == number - 1:
            found[-1] = (lot, found[-1][1], number, printing)
        else:
            found.append((lot, number, number, printing))
    return tuple(found)


def labels_from(ranges: Iterable[LabelRange], place: int) -> Iterator[tuple[str, int, int]]:
    """Yield the labels of a job from a place on: lot or sample, number, printing."""
    for one in sorted(ranges, key=lambda one: one.place):
        for number in range(one.first + max(place - one.place, 0), one.last + 1):
            yield one.subject, number, one.printing


def rest_of(
    ranges: Sequence[LabelRange],
    place: int,
    standings: Mapping[str, Standings],
    labelled: Callable[[str, int], bool],
) -> tuple[LabelRun, ...]:
    """Return what is still to be printed of a job from a place on.

    Sacks that have no label any more are left out. A label that is, or may be, out there all the
    same is a copy: it was printed by another job, or said to be good once.
    """
    labels = labels_from(ranges, place)
    if not ranges or ranges[0].what != "sack":
        return label_runs(labels)
    job = ranges[0].job

    def due(lot: str, number: int, printing: int) -> int:
        out = standings[lot].printing_out(number, beside=job)
        return out + 1 if out >= printing else printing

    return label_runs((one[0], one[1], due(*one)) for one in labels if labelled(one[0], one[1]))


def label_name(labels: Sequence[tuple[str, int, int]], what: str, place: int) -> str:
    """Return what people call the label at a place of a job, which may be one after its last.

    The number of its sack; in a job of several lots the sack's code; of other labels the place.
    """
    if what != "sack" or not 1 <= place <= len(labels):
        return str(place)
    lot, number, _ = labels[place - 1]
    several = len({one for one, _, _ in labels}) > 1
    return printed(sack_code(lot, number)) if several else str(number)


def in_runs(runs: Iterable[LabelRun]) -> Iterator[tuple[str, int, int]]:
    """Yield the labels of runs: lot or sample, number, printing."""
    for subject, first, last, printing in runs:
        for number in range(first, last + 1):
            yield subject, number, printing
