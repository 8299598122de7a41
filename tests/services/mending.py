"""A season with a mistake in it, and what must hold when it is mended."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.world import World, everything, kg

from acopio.domain.entries.parties import OrganisationRecorded
from acopio.domain.rows.lots import Flow
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.batches import Close, Pass, Take
from acopio.domain.rules.lots import Blend, Pack
from acopio.domain.rules.parties import RecordOrganisation
from acopio.errors import Refusal
from acopio.services.certificates import certify_custody
from acopio.services.corrected_body import FactWords
from acopio.services.correcting import correct
from acopio.storage.engine import writer
from acopio.storage.rebuild import rebuild


@contextmanager
def check_refused(code: str) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Assert that what is inside is refused by this code."""
    with pytest.raises(Refusal) as found:
        yield found
    assert found.value.code == code


def check_rebuilt(world: World) -> None:
    """Assert that folding everything again gives the same rows."""
    with writer(world.node.engine).begin() as connection:
        before = everything(connection)
        rebuild(connection)
        assert everything(connection) == before


def check_closed(world: World) -> None:
    """Assert that every gram of every lot and closed step has a booked cause."""
    with world.node.reading() as reader:
        flows = reader.where(Flow)
        lots = {flow.lot for flow in flows if flow.lot}
    for code in lots:
        lot = world.lot(code)
        gone = sum(flow.grams for flow in flows if flow.lot == code and flow.way != "out")
        assert lot.made_g == lot.left_g + gone, code


def mended(world: World, subject: str, **words: object) -> None:
    """Correct with a reason and a second person."""
    number = words.pop("number", None)
    correct(
        world.node, world.two, subject, FactWords(**words), number=number,  # type: ignore[arg-type]
        reason="tecleado mal", append=True,
    )  # fmt: skip


def season(world: World) -> dict[str, str]:
    """Ferment, dry, blend and pack two deliveries, one of them typed as 640 for 64.0."""
    wrong, right = world.delivered(640), world.delivered(300)
    box, dryer = world.opened(kind="box"), world.opened(kind="dryer")
    world.do(world.manager, Take, batch=box, lots=((wrong, None, "w"), (right, None, "w")))
    world.do(world.manager, Pass, batch=box, into=dryer, product="cacao.semi-dry")
    world.do(world.manager, Close, batch=box)
    first, second = world.given(dryer, 100, 44)
    world.do(world.two, Close, batch=dryer, reason="poco rendimiento")
    stock = world.stock(56)
    made = world.do(
        world.manager, Blend, inputs=((first, None), (second, None), (stock, None)), output=kg(200)
    )
    blend = str(made.entries[0].body["lot"])
    world.do(world.manager, Pack, lot=blend, masses=(50_000,) * 4)
    return {"wrong": wrong, "right": right, "box": box, "dryer": dryer, "blend": blend}


def certified(world: World, lot: str) -> bytes:
    """Give the cooperative an address, and issue a certificate of custody for a lot."""
    with world.node.reading() as reader:
        row = reader.one(Organisation, id=world.coop.id)
    assert row is not None
    kept = {name: getattr(row, name) for name in OrganisationRecorded.__struct_fields__
            if hasattr(row, name)}  # fmt: skip
    facts = OrganisationRecorded(
        **{**kept, "organisation": row.id, "address": "https://id.example.pe"}
    )
    world.do(world.manager, RecordOrganisation, facts=facts)
    # The worlds of this module share a folder of keys: what was signed in one is not of the others.
    home = Path(tempfile.mkdtemp(dir=world.node.home))
    shutil.copytree(world.node.keys, home / "keys", ignore=shutil.ignore_patterns("*checkpoint*"))
    return certify_custody(replace(world.node, home=home), world.manager, lot).pdf
