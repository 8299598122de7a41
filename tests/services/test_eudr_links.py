"""Links to data handed over, and the land that is typed before."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.geo.plots import SQUARE, polygon
from tests.services.eudr_season import Season, add_plot, address, at_home, linked, season_of
from tests.support.world import World

from acopio.domain.rules.handing import ExpiryUnusable
from acopio.domain.state import NotFound
from acopio.geo.points import GeometryUnusable
from acopio.geo.reading import GeometryTooLarge, read_geojson
from acopio.services import eudr_links, log, register
from acopio.services.eudr import LOT_FILE, PLOTS_FILE
from acopio.storage.tables import DISCLOSURE, ENTRY, HANDOVER_LINK


@pytest.fixture
def here(world: World, tmp_path: Path) -> World:
    """A world with a folder of its own."""
    return at_home(world, tmp_path)


@pytest.fixture
def season(here: World) -> Season:
    """A dry lot of three deliveries: two families say their plots, one says nothing."""
    return season_of(here)


def test_a_link_gives_the_files_until_its_day_and_every_use_is_written_down(season: Season) -> None:
    world = season.world
    handed, token = linked(season)

    assert eudr_links.fetch(world.node, token, LOT_FILE) == handed.files[LOT_FILE]
    assert eudr_links.fetch(world.node, token, PLOTS_FILE) == handed.files[PLOTS_FILE]
    (shown,) = eudr_links.list_links(world.node, world.manager)
    assert (shown.state, shown.fetched, shown.to) == ("open", 2, "Buyer NAR")

    world.clock.moment += timedelta(days=3)
    with pytest.raises(eudr_links.LinkClosed):
        eudr_links.fetch(world.node, token, LOT_FILE)
    assert [one.state for one in eudr_links.list_links(world.node, world.manager)] == ["expired"]
    assert list((world.node.home / eudr_links.FOLDER).glob("*")) == []


def test_a_link_is_revoked_by_its_address_or_first_signs(season: Season) -> None:
    world = season.world
    handed, token = linked(season)

    assert handed.link is not None
    assert eudr_links.revoke_link(world.node, world.manager, f"{handed.link}lot.json") == season.lot
    with pytest.raises(eudr_links.LinkClosed):
        eudr_links.fetch(world.node, token, LOT_FILE)
    handed, _ = linked(season)
    assert eudr_links.revoke_link(world.node, world.manager, handed.link_name or "") == season.lot
    with pytest.raises(NotFound):
        eudr_links.revoke_link(world.node, world.manager, "zzzz")


def test_the_token_is_kept_nowhere_and_no_path_leads_out_of_the_folder(season: Season) -> None:
    world = season.world
    _, token = linked(season)
    with world.node.reading() as reader:
        kept = str(reader.connection.execute(HANDOVER_LINK.select()).all())
        logged = "".join(
            reader.connection.execute(ENTRY.select().with_only_columns(ENTRY.c.leaf)).scalars()
        )
        logged += "".join(
            reader.connection.execute(
                DISCLOSURE.select().with_only_columns(DISCLOSURE.c.text)
            ).scalars()
        )

    assert token not in kept + logged
    for name in ("../../acopio.db", "x.json", "", ".."):
        with pytest.raises(NotFound):
            eudr_links.fetch(world.node, token, name)
    with pytest.raises(NotFound):
        eudr_links.fetch(world.node, token[:-1] + "_", LOT_FILE)


@pytest.mark.parametrize("days", [0, -1, 91, 10**9])
def test_a_link_is_open_for_some_days_only(season: Season, days: int) -> None:
    address(season.world)
    before = season.world.everything()

    with pytest.raises(ExpiryUnusable):
        season.handed(link_days=days)
    assert season.world.everything() == before


def test_without_a_public_address_there_is_no_link(season: Season) -> None:
    with pytest.raises(Exception, match="address-unset"):
        season.handed(link_days=3)


@pytest.mark.parametrize(
    ("geometry", "area"),
    [
        ("nonsense", None),
        (polygon((SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0])), None),
        ('{"type":"Point","coordinates":[-7.100001,-76.700001]}', None),
        ('{"type":"Point","coordinates":[-76.700001,-7.100001]}', "4.5 ha"),
    ],
)
def test_a_bad_plot_is_refused_when_it_is_typed(
    world: World, geometry: str, area: str | None
) -> None:
    before = world.everything()

    with pytest.raises(GeometryUnusable):
        add_plot(world, 0, "Mala", geometry, area)
    assert world.everything() == before


def test_a_file_of_a_gigabyte_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "huge.geojson"
    with file.open("wb") as opened:
        opened.truncate(1_000_000_000)

    with pytest.raises(GeometryTooLarge) as refused:
        register.read_land(file)
    assert refused.value.size == 1_000_000_000


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "plot.geojson"
    file.write_bytes(b"\xef\xbb\xbf" + polygon(SQUARE).encode())

    assert read_geojson(register.read_land(file)).features[0].shape is not None


def test_a_link_works_on_both_engines(either_world: World, tmp_path: Path) -> None:
    handed, token = linked(season_of(at_home(either_world, tmp_path)))

    assert eudr_links.fetch(either_world.node, token, LOT_FILE) == handed.files[LOT_FILE]
    (shown,) = eudr_links.list_links(either_world.node, either_world.manager)
    assert shown.fetched == 1
    assert log.audit_all(either_world.node, full=True) == []


RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "what-a-european-importer-asks-for.md"
