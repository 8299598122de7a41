"""A dry lot of three deliveries with land, for the tests of handing over its origin."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.geo.plots import SQUARE, moved, polygon
from tests.support.world import World, kg

from acopio.domain.entries.parties import OrganisationRecorded
from acopio.domain.rows.parties import Household
from acopio.domain.rules.batches import Take
from acopio.domain.rules.gate import Deliver, NewLine
from acopio.domain.rules.parties import RecordOrganisation
from acopio.services import register
from acopio.services.eudr import LOT_FILE, EudrWords, Handed, export_eudr


@dataclass(frozen=True)
class Season:
    """A dry lot of three deliveries: two families say their plots, one says nothing."""

    world: World
    lot: str
    deliveries: tuple[str, ...]

    def handed(self, **words: Any) -> Handed:
        return export_eudr(self.world.node, self.world.manager, EudrWords(lot=self.lot, **words))


def add_plot(
    world: World,
    family: int,
    name: str,
    geometry: str | None,
    area: str | None = None,
    since: str = "2021-01-01",
) -> tuple[str, int]:
    with world.node.reading() as reader:
        household = reader.one(Household, id=world.coop.families[family].household)
    assert household is not None
    return register.add_plot(
        world.node,
        world.manager,
        household,
        register.NewPlot(
            name=name, crops=("cacao",), valid_from=since, geometry=geometry, area=area
        ),
    )


def delivered(
    world: World, family: int, mass: int, *plots: tuple[str, int], picked: str = "2026-11-18"
) -> str:
    line = NewLine(
        product="cacao.wet",
        gross=kg(mass),
        household=world.coop.families[family].household,
        plots=plots,
        plots_known="versions" if plots else "not-stated",
        harvest_from=picked if plots else None,
        harvest_to=picked if plots else None,
    )
    made = world.do(world.manager, Deliver, place=world.coop.place, lines=(line,))
    return str(made.entries[0].body["lines"][0]["lot"])


def season_of(world: World) -> Season:
    first = add_plot(world, 0, "Alta", polygon(SQUARE), "2.75 ha")
    second = add_plot(world, 1, "Baja", polygon(moved(SQUARE, 1600)))
    lots = (
        delivered(world, 0, 50, first),
        delivered(world, 1, 30, second),
        delivered(world, 2, 20),
    )
    batch = world.opened()
    world.do(world.manager, Take, batch=batch, lots=tuple((lot, None, "w") for lot in lots))
    (made,) = world.given(batch, 40)
    return Season(world, made, lots)


def at_home(world: World, folder: Path) -> World:
    """Give a world a folder of its own: what was signed lies beside the keys."""
    unsigned = shutil.ignore_patterns("*checkpoint*")
    shutil.copytree(world.node.keys, folder / "keys", ignore=unsigned)
    world.node = replace(world.node, home=folder)
    return world


def read(handed: Handed) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(handed.files[LOT_FILE])
    return found


def missing(handed: Handed) -> list[tuple[str, str]]:
    return [(one["what"], one["of"]) for one in read(handed)["missing"]]


def address(world: World) -> str:
    """Give the cooperative a public address."""
    facts = OrganisationRecorded(
        organisation=world.coop.id, kinds=("cooperative",), ours=True, name="Cooperativa NAR",
        prefix="NAR", country="PE", zone="America/Lima", quintal_g=46_000,
        address="https://id.nar.pe",
    )  # fmt: skip
    world.do(world.manager, RecordOrganisation, facts=facts)
    return "https://id.nar.pe"


def linked(season: Season, days: int = 3) -> tuple[Handed, str]:
    start = address(season.world)
    handed = season.handed(link_days=days, to="Buyer NAR")
    assert handed.link is not None
    assert handed.link.startswith(f"{start}/e/")
    return handed, handed.link.rstrip("/").rpartition("/")[2]
