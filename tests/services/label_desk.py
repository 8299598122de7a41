"""What tests of label jobs do again and again: lay out, file, go on, look."""

from typing import Any

from tests.services.paperwork import PrintedLabels
from tests.support.world import leaves_of
from tests.web.world import World

from acopio.domain.rows.labels import LabelJob
from acopio.services.facts import standings_of
from acopio.services.label_jobs import jobs, prepare_resume, print_to_file
from acopio.services.labelling import Job, Printing, Wanted, prepare


def made(world: World, *lots: str, reason: str | None = None, **how: Any) -> Job:
    wanted = Wanted(lots=lots or (world.lot,))
    return prepare(world.node, world.actor, wanted, Printing(**how), reason)


def filed(world: World, job: Job) -> PrintedLabels:
    path = world.node.home / "labels.pdf"
    print_to_file(world.node, world.actor, job, path)
    return PrintedLabels(job=job, number=job.number, pdf=path.read_bytes())


def resumed(world: World, first: str | None = None) -> PrintedLabels:
    before = jobs(world.node, world.organisation)[0].job
    printing = Printing(medium=before.medium)
    return filed(world, prepare_resume(world.node, world.actor, before, first, printing))


def worth(world: World, number: int, lot: str | None = None) -> tuple[str, int]:
    with world.node.reading() as reader:
        found = standings_of(reader, lot or world.lot).of(number)
    return found.worth, found.printing


def rows(world: World) -> list[LabelJob]:
    with world.node.reading() as reader:
        return reader.where(LabelJob)


def entries(world: World, kind: str) -> int:
    found = leaves_of(world.node, world.organisation)
    return sum(f'"kind":"{kind}"'.encode() in leaf for _, leaf in found)
