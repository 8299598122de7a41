"""Handing an importer the origin of a lot: what is in it, what is missing, what it opens."""

import base64
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.geo.plots import SQUARE, moved, polygon
from tests.services.eudr_season import (
    Season,
    add_plot,
    at_home,
    delivered,
    missing,
    read,
    season_of,
)
from tests.support.world import World

from acopio.domain.permissions import NotAllowed
from acopio.domain.rows.custody import HandOver
from acopio.domain.state import NotFound
from acopio.services import custody, log, processing
from acopio.services.eudr import LOT_FILE, PLOTS_FILE, EudrWords, export_eudr
from acopio.services.node import Rehearsed

NAMES = ("Familia", "Ana ", "La Loma", "Cooperativa SUR")


@pytest.fixture
def here(world: World, tmp_path: Path) -> World:
    """A world with a folder of its own."""
    return at_home(world, tmp_path)


@pytest.fixture
def season(here: World) -> Season:
    """A dry lot of three deliveries: two families say their plots, one says nothing."""
    return season_of(here)


def test_the_share_with_plots_is_exact_and_the_rest_is_named(season: Season) -> None:
    handed = season.handed()
    found = read(handed)

    assert found["mass_with_plots"] == {
        "grams": 32_000, "of_grams": 40_000, "share": "4/5", "percent": "80.00",
    }  # fmt: skip
    assert sum(one["grams"] for one in found["origins"]) == 40_000
    assert ("plots-not-stated", season.deliveries[2]) in missing(handed)
    assert ("harvest-not-stated", season.deliveries[2]) in missing(handed)
    assert found["product"]["net_mass_kg"] == "40.000"
    assert found["product"]["hs_heading"] == "1801"
    assert found["production"]["harvest_from"] == "2026-11-18"
    assert {"supplier-email", "deforestation-evidence"} <= {what for what, _ in missing(handed)}


def test_the_plots_file_holds_the_plots_under_codes_and_its_hash_is_named(season: Season) -> None:
    handed = season.handed()
    plots = handed.files[PLOTS_FILE]
    features = json.loads(plots)["features"]

    assert hashlib.sha256(plots).hexdigest() == read(handed)["plots_file"]["sha256"]
    assert {one["properties"]["ProductionPlace"][:5] for one in features} == {"PLOT-"}
    assert {one["properties"]["ProducerName"][:6] for one in features} == {"SOCIO-"}
    assert polygon(SQUARE).encode() in plots


def test_no_name_stands_in_what_is_handed_over(season: Season) -> None:
    everything = b"".join(season.handed().files.values()).decode()
    opened = "".join(
        base64.urlsafe_b64decode(text + "==").decode()
        for one in json.loads(season.handed().files[LOT_FILE])["log"]["entries"]
        for text in one["disclosures"]
    )

    for name in (*NAMES, "40000000", *season.world.coop.staff.keys() - {"manager", "second"}):
        assert name not in opened
        if name != "inspector":
            assert name not in everything


def test_its_values_open_the_commitments_in_the_log(season: Season) -> None:
    """With SHA-256 and base64 alone: no code of ours takes part."""

    def url(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    found = read(season.handed())
    values: dict[str, list[Any]] = {}
    for one in found["log"]["entries"]:
        leaf = one["entry"].encode("utf-8")
        assert url(hashlib.sha256(b"\x00" + leaf).digest()) == one["leaf_hash"]
        for text in one["disclosures"]:
            digest = url(hashlib.sha256(text.encode("ascii")).digest())
            assert digest in json.loads(leaf)["sd"]
            _, pointer, value = json.loads(base64.urlsafe_b64decode(text + "=="))
            values.setdefault(pointer.rpartition("/")[2], []).append(value)
    with season.world.node.reading() as reader:
        stored = {
            (row.origin, row.index) for row in reader.history(season.world.lot(season.lot).latest)
        }
    of_deliveries = {(one["origin"], one["index"]) for one in found["log"]["entries"]
                     if '"kind":"delivery.received"' in one["entry"]}  # fmt: skip

    assert polygon(SQUARE) in values["geometry"]
    assert len(values["geometry"]) == 2
    assert of_deliveries <= stored
    ends = {value.replace("-", "")[-8:].upper() for value in values["plot"]}
    assert {one["plot"].removeprefix("PLOT-") for one in found["plots"]} == ends
    assert set(values) == {"geometry", "plot", "household", "area", "plots"}


def test_who_got_what_is_written_down_and_survives_a_rebuild(season: Season) -> None:
    world = season.world
    handed = season.handed(to="La señora Jansen", in_excess=True)
    with world.node.reading() as reader:
        (row,) = reader.where(HandOver, lot=season.lot)
        entry = reader.log_of(world.coop.id)
        leaf = log.stored_entries(world.node, world.coop.id, entry.head.size - 1, 1)[0]
    before = world.everything()

    raw = hashlib.sha256(handed.files[LOT_FILE]).digest()
    assert row.digest == base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert (row.to_text, row.scope, row.way, row.plots) == (
        "La señora Jansen",
        "in-excess",
        "files",
        3,
    )
    assert "Jansen" not in leaf
    assert '"kind":"data.handed-over"' in leaf
    log.rebuild_all(world.node)
    assert world.everything() == before
    assert log.audit_all(world.node, full=True) == []


def test_in_excess_adds_every_plot_of_those_places_and_days_and_says_so(season: Season) -> None:
    world = season.world
    other = add_plot(world, 2, "Otra", polygon(moved(SQUARE, 5000)))
    delivered(world, 2, 15, other)  # the same day and place, not in the lot

    plain, wide = read(season.handed()), read(season.handed(in_excess=True))
    why = {one["plot"]: one["why"] for one in wide["plots"]}

    assert plain["scope"]["is"] == "ancestry"
    assert {one["why"] for one in plain["plots"]} == {"ancestry"}
    assert wide["scope"]["is"] == "in-excess"
    assert len(plain["plots"]) == 2
    # The plot of the other delivery, and the registered point of the family that said nothing.
    assert sorted(why.values()) == ["ancestry", "ancestry", "in-excess", "in-excess"]
    assert wide["mass_with_plots"] == plain["mass_with_plots"]


def test_a_plot_that_the_eu_would_refuse_stays_out_and_is_named(here: World) -> None:
    hole = (("-76.699501", "-7.099501"), ("-76.699501", "-7.099001"),
            ("-76.699001", "-7.099001"), ("-76.699501", "-7.099501"))  # fmt: skip
    holed = add_plot(here, 0, "Con hueco", polygon(SQUARE, hole))
    five = tuple((x[:-1], y[:-1]) for x, y in moved(SQUARE, 3000))
    short = add_plot(here, 0, "Cinco decimales", polygon(five))
    bare = add_plot(here, 0, "Sin medir", None)
    good = add_plot(here, 0, "Buena", polygon(moved(SQUARE, 6000)))
    lot = delivered(here, 0, 100, holed, short, bare, good)

    handed = export_eudr(here.node, here.manager, EudrWords(lot=lot))
    found = read(handed)

    assert {what for what, of in missing(handed) if of.startswith("PLOT")} == {
        "hole", "few-decimals", "plot-without-shape",
    }  # fmt: skip
    assert found["plots_file"]["features"] == 1
    assert found["mass_with_plots"]["grams"] == 0
    means = {one["check"]: one["means"] for one in found["checks"]["results"]}
    assert "split it into two halves" in means["hole"]
    assert {
        one["threshold"] for one in found["checks"]["results"] if one["check"] == "few-decimals"
    } == {"6"}


def test_two_plots_on_the_same_ground_are_both_handed_over_and_named(here: World) -> None:
    one = add_plot(here, 0, "Suya", polygon(SQUARE))
    two = add_plot(here, 1, "También suya", polygon(moved(SQUARE, 20)))
    lots = (delivered(here, 0, 10, one), delivered(here, 1, 10, two))
    lot = processing.blend(here.node, here.manager, lots, "20 kg")

    handed = export_eudr(here.node, here.manager, EudrWords(lot=lot))

    assert read(handed)["plots_file"]["features"] == 2
    assert [what for what, of in missing(handed) if ", " in of] == ["nearly-same-ground"]


def test_a_plot_measured_again_is_shown_in_the_versions_that_delivered(here: World) -> None:
    old = add_plot(here, 0, "Alta", polygon(SQUARE))
    new = add_plot(here, 0, "Alta", polygon(moved(SQUARE, 10)), since="2026-11-20")
    lots = (
        delivered(here, 0, 10, old),
        delivered(here, 0, 10, new, picked="2026-11-20"),
    )
    lot = processing.blend(here.node, here.manager, lots, "20 kg")

    handed = export_eudr(here.node, here.manager, EudrWords(lot=lot))
    codes = [one["plot"] for one in read(handed)["plots"]]

    assert [code.rpartition("-")[2] for code in codes] == ["V1", "V2"]
    assert codes[0][:-3] == codes[1][:-3]
    assert [one for one in read(handed)["checks"]["results"] if "other" in one] == []


def test_opening_stock_has_an_origin_that_is_only_declared(here: World) -> None:
    lot = here.stock(100)

    handed = export_eudr(here.node, here.manager, EudrWords(lot=lot))

    assert ("history-declared", lot) in missing(handed)
    assert read(handed)["plots_file"]["features"] == 0


def test_the_customer_is_who_it_was_sent_to(season: Season) -> None:
    world = season.world
    sent = custody.dispatch(
        world.node, world.manager, custody.DispatchWords(to="Buyer NAR", lots=(season.lot,))
    )

    handed = export_eudr(world.node, world.manager, EudrWords(lot=sent.lots[0][0]))

    assert read(handed)["customer"]["name"] == "Buyer NAR"
    assert "customer" not in {what for what, _ in missing(handed)}


def test_only_the_manager_hands_over(season: Season) -> None:
    world = season.world
    before = world.everything()

    for role in ("clerk", "inspector"):
        with pytest.raises(NotAllowed):
            export_eudr(world.node, world.coop.actor(role), EudrWords(lot=season.lot))
    assert world.everything() == before


def test_a_lot_of_another_cooperative_is_not_handed_over(season: Season) -> None:
    world = season.world
    other = world.coops[1].actor("manager")

    with pytest.raises(Exception, match="not-the-holder"):
        export_eudr(world.node, other, EudrWords(lot=season.lot))
    with pytest.raises(NotFound):
        export_eudr(world.node, world.manager, EudrWords(lot="no such lot"))


def test_a_rehearsal_writes_nothing(season: Season, tmp_path: Path) -> None:
    world = season.world
    before = world.everything()

    with pytest.raises(Rehearsed):
        export_eudr(replace(world.node, dry=True), world.manager, EudrWords(lot=season.lot))
    assert world.everything() == before


RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "what-a-european-importer-asks-for.md"


def test_the_recipe_s_own_check_passes_and_finds_a_changed_coordinate(
    season: Season, tmp_path: Path
) -> None:
    script = RECIPE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    folder = tmp_path / "given"
    folder.mkdir()
    for name, data in season.handed().files.items():
        (folder / name).write_bytes(data)
    command = [sys.executable, "-W", "ignore", "-c", script]

    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert "/geometry" in done.stdout

    for name in (PLOTS_FILE, LOT_FILE):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(
            data.replace(b"-76.69", b"-76.68", 1).replace(b'\\"sd', b'\\"sx', 1)
        )
        changed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert changed.returncode != 0
        (folder / name).write_bytes(data)
