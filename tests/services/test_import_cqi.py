"""Importing a CQI list: once, whole, and nothing guessed silently."""

import csv
import io
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.integrations.cqi.files import LAYOUT_2018, LAYOUT_2018_ROBUSTA, LAYOUT_2025, good, write
from tests.support.world import World

from acopio.domain.permissions import NotAllowed
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Household, Plot
from acopio.domain.rows.quality import Reported
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.services import deciding, profiles
from acopio.services.import_cqi import Imported, import_cqi
from acopio.services.log import audit_all
from acopio.services.node import Node, Rehearsed


def rows_of(number: int, **changed: str) -> list[Mapping[str, str]]:
    """Return good rows of distinct lots."""
    cells = {column.replace("_", " "): value for column, value in changed.items()}
    return [
        {**good(LAYOUT_2018), "row_id": f"lot-{n}", "producer_h": f"p_{n}", **cells}
        for n in range(number)
    ]


def filed(folder: Path, rows: list[Mapping[str, str]], name: str = "lotes.csv") -> Path:
    path = folder / name
    path.write_bytes(write(LAYOUT_2018, *rows))
    return path


def brought(world: World, path: Path, *, apply: bool = True, coop: int = 0) -> Imported:
    """Import a file for one of the cooperatives."""
    here = world.coops[coop]
    return import_cqi(
        world.node, here.actor("manager"), path, place=f"Centro {here.prefix}", apply=apply
    )


def sizes(world: World) -> list[int]:
    with world.node.reading() as reader:
        return [log.head.size for log in reader.logs()]


def test_without_apply_nothing_is_written(either_world: World, tmp_path: Path) -> None:
    before = either_world.everything()

    done = brought(either_world, filed(tmp_path, rows_of(3)), apply=False)

    assert (done.rows, done.written, done.known, done.listed) == (3, 0, 0, 0)
    assert either_world.everything() == before


def test_each_row_becomes_household_plot_lot_sacks_and_a_reported_result(
    either_world: World, tmp_path: Path
) -> None:
    world = either_world
    done = brought(world, filed(tmp_path, rows_of(1)))

    assert (done.written, done.listed, done.flagged) == (1, 0, 0)
    with world.node.reading() as reader:
        (lot,) = (row for row in reader.where(Lot) if row.product == "coffee.green")
        sacks = reader.where(Sack, lot=lot.code)
        (reported,) = reader.where(Reported, lot=lot.code)
        homes = [row.name for row in reader.where(Household)]
        plots = [row for row in reader.where(Plot) if row.name == "Fundo Ejemplo"]
    assert (lot.made_g, lot.born, lot.how, lot.country) == (690_000, "opened", "p", "PE")
    assert (len(sacks), {sack.mass_g for sack in sacks}) == (10, {69_000})
    assert "Fundo Ejemplo" in homes
    assert [(plot.altitude, plot.crops) for plot in plots] == [("1450 msnm", ("coffee",))]
    assert (reported.protocol, reported.total) == ("coffee.cup.sca2004", "80.00")
    assert reported.issuer == "Laboratorio Ejemplo"
    assert dict(reported.printed)["Moisture"] == "11 %"
    assert audit_all(world.node, full=True) == []


def test_a_second_run_changes_nothing(either_world: World, tmp_path: Path) -> None:
    path = filed(tmp_path, rows_of(60))
    first = brought(either_world, path)
    before = either_world.everything()

    second = brought(either_world, path)

    assert (first.written, second.written, second.known) == (60, 0, 60)
    assert either_world.everything() == before


def test_rows_in_another_order_or_under_another_name_are_known(
    world: World, tmp_path: Path
) -> None:
    rows = rows_of(5)
    brought(world, filed(tmp_path, rows))
    before = sizes(world)

    done = brought(world, filed(tmp_path, rows[::-1], "otro.csv"))

    assert (done.written, done.known) == (0, 5)
    assert sizes(world) == before


def test_new_rows_are_added_and_a_changed_one_is_listed(world: World, tmp_path: Path) -> None:
    rows = rows_of(3)
    brought(world, filed(tmp_path, rows))
    rows[1] = {**rows[1], "Bag Weight": "70 kg"}

    done = brought(world, filed(tmp_path, [*rows, *rows_of(4)[3:]]))

    assert (done.written, done.known, done.listed) == (1, 2, 1)
    (problem,) = done.problems
    assert (problem.code, problem.row_id, problem.line) == ("row-changed-since-import", "lot-1", 3)
    assert problem.file == "lotes.csv"
    with world.node.reading() as reader:
        assert {lot.made_g for lot in reader.where(Lot, product="coffee.green")} == {690_000}


def test_two_cooperatives_may_have_the_same_list(world: World, tmp_path: Path) -> None:
    path = filed(tmp_path, rows_of(2))

    first, second = brought(world, path), brought(world, path, coop=1)

    assert (first.written, second.written) == (2, 2)
    with world.node.reading() as reader:
        for coop in world.coops:
            homes = reader.where(Household, organisation=coop.id)
            assert sum(home.name == "Fundo Ejemplo" for home in homes) == 2
    assert audit_all(world.node, full=True) == []


def test_families_are_recognised_by_owner_producer_and_farm(world: World, tmp_path: Path) -> None:
    rows = rows_of(4)
    rows[1] = {**rows[1], "producer_h": "p_0"}
    nobody = {"owner_h": "", "producer_h": "", "Farm Name": ""}
    rows += [{**row, "row_id": f"n-{n}", **nobody} for n, row in enumerate(rows_of(2))]
    with world.node.reading() as reader:
        before = reader.count(Household)

    brought(world, filed(tmp_path, rows))

    with world.node.reading() as reader:
        assert reader.count(Household) - before == 3 + 2, "two without a name are not one family"


ODD = {
    "bag-weight-is-lot-total": {"Bag_Weight": "690 kg"},
    "moisture-not-measured": {"Moisture": "0 %"},
    "altitude-implausible": {"Altitude": "190164"},
    "ico-placeholder": {"ICO_Number": "2222"},
    "test-lot": {"Farm_Name": "test"},
    "date-unreadable": {"Grading_Date": "soon"},
    "score-out-of-scale": {"Aroma": "11"},
}


@pytest.mark.parametrize("code", ODD)
def test_what_is_odd_is_kept_as_typed_and_flagged_in_the_entry(
    world: World, tmp_path: Path, code: str
) -> None:
    done = brought(world, filed(tmp_path, rows_of(1, **ODD[code])))

    assert (done.written, done.flagged) == (1, 1)
    assert code in {problem.code for problem in done.problems}
    with world.node.reading() as reader:
        (lot,) = reader.where(Lot, product="coffee.green")
        (reported,) = reader.where(Reported, lot=lot.code)
        (plot,) = (plot for plot in reader.where(Plot) if plot.crops == ("coffee",))
    assert code in reported.flags
    assert lot.made_g == 690_000
    if code == "altitude-implausible":
        assert plot.altitude == "190164"
    if code == "moisture-not-measured":
        assert dict(reported.printed)["Moisture"] == "0 %"


def test_rows_without_a_mass_are_listed_and_the_others_written(
    world: World, tmp_path: Path
) -> None:
    rows = rows_of(4)
    rows[0] = {**rows[0], "Bag Weight": "1"}
    rows[2] = {**rows[2], "Number of Bags": "0"}

    done = brought(world, filed(tmp_path, rows))

    assert (done.rows + done.listed, done.written, done.listed) == (4, 2, 2)
    listed = {(one.line, one.row_id, one.column, one.value, one.code) for one in done.problems}
    assert listed == {
        (2, "lot-0", "Bag Weight", "1", "bag-weight-without-unit"),
        (4, "lot-2", "Number of Bags", "0", "bags-zero"),
    }


LONG = {
    "Farm Name": "x" * 5_000,
    "Moisture": "muy " * 1_000,
    "Aroma": "8" * 2_000,
    "Total Cup Points": "80." + "0" * 500,
    "Harvest Year": "2017 " * 200,
    "Region": "ñ" * 251,
    "Altitude": "alto " * 100,
    "Certification Body": "C" * 400,
    "Bag Weight": "69" + " " * 400 + "kg",
    "row_id": "r" * 4_000,
    "Quakers": "0" * 61,
}


@pytest.mark.parametrize("column", LONG)
def test_a_cell_too_long_for_an_entry_is_listed_and_never_cut(
    world: World, tmp_path: Path, column: str
) -> None:
    rows = rows_of(3)
    rows[1] = {**rows[1], column: LONG[column]}

    done = brought(world, filed(tmp_path, rows))

    assert (done.written, done.listed) == (2, 1)
    problem = next(one for one in done.problems if one.code == "cell-too-long")
    assert (problem.column, problem.line) == (column, 3)
    assert problem.value.strip() == LONG[column].strip()


@pytest.mark.parametrize(
    "cells",
    [
        {"Farm Name": "'; DROP TABLE lot; --"},
        {"Farm Name": '=HYPERLINK("http://x")'},
        {"Farm Name": "\x1b[31m\u202egnp"},
        {"Farm Name": "  "},
        {"Company": "línea\nuna"},
        {"Country of Origin": " "},
        {"Variety": "👩🏽‍🌾"},
        {"In-Country Partner": "", "Certification Body": ""},
        {"Total Cup Points": ""},
        {"Aroma": ""},
        {"Aroma": "n/a"},
        {"Expiration": "February 31st, 2018", "Grading Date": ""},
        {"Grading Date": "April 4th, 2999"},
        {"Grading Date": "April 4th, 0001"},
    ],
    ids=lambda cells: next(iter(cells.items()))[1][:12] or next(iter(cells)),
)
def test_a_strange_row_is_written_or_listed_and_stops_nothing(
    world: World, tmp_path: Path, cells: dict[str, str]
) -> None:
    rows = rows_of(3)
    rows[1] = {**rows[1], **cells}

    done = brought(world, filed(tmp_path, rows))

    assert done.written + done.listed == 3
    assert done.written >= 2
    assert audit_all(world.node, full=True) == []
    assert brought(world, tmp_path / "lotes.csv").written == 0


def test_robusta_is_kept_as_printed_under_a_protocol_not_known_yet(
    world: World, tmp_path: Path
) -> None:
    path = tmp_path / "robusta.csv"
    path.write_bytes(write(LAYOUT_2018_ROBUSTA, good(LAYOUT_2018_ROBUSTA)))

    done = brought(world, path)

    assert done.written == 1
    with world.node.reading() as reader:
        (reported,) = reader.where(Reported)
    assert reported.protocol == "cqi.fine-robusta"
    assert ("salt_acid", "8.00") in reported.printed


def test_a_reported_result_is_never_enough_to_certify(world: World, tmp_path: Path) -> None:
    brought(world, filed(tmp_path, rows_of(1)))
    manager = world.coop.actor("manager", "second")
    profiles.add_profile(
        world.node,
        manager,
        profiles.NewProfile(
            name="Taza", product="coffee.green", limits=("coffee.cup.sca2004:total>=60",)
        ),
    )
    with world.node.reading() as reader:
        (lot,) = reader.where(Lot, product="coffee.green")

    with pytest.raises(Refusal) as refused:
        deciding.decide(world.node, manager, lot.code, "Taza", "certified")
    assert refused.value.code == "limits-not-met"
    assert world.lot(lot.code).certified == ()


def test_who_may_not_deliver_may_not_import(world: World, tmp_path: Path) -> None:
    path = filed(tmp_path, rows_of(1))

    with pytest.raises(NotAllowed):
        import_cqi(world.node, world.coop.actor("inspector"), path, place="Centro NAR")
    with pytest.raises(NotFound):
        import_cqi(world.node, world.manager, path, place="Ninguno")


def test_a_rehearsed_import_writes_nothing(world: World, tmp_path: Path) -> None:
    before = world.everything()
    dry: Node = replace(world.node, dry=True)

    with pytest.raises(Rehearsed):
        import_cqi(dry, world.manager, filed(tmp_path, rows_of(2)), place="Centro NAR", apply=True)

    assert world.everything() == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "cqi-file-empty"),
        (b"\n\n\n", "cqi-file-empty"),
        (b"\xef\xbb\xbf", "cqi-file-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cqi-file-has-nul"),
        (b"row_id,Regi\xf3n\n", "cqi-file-not-utf8"),
        (b"a,b,c\n1,2,3\n", "unknown-cqi-file"),
        (b"PK\x03\x04 zip", "unknown-cqi-file"),
        (b'"never closed', "unknown-cqi-file"),
        (b"x" * 2_000_000, "unknown-cqi-file"),
        (b"," * 100_000, "cqi-file-empty"),
    ],
)
def test_any_other_file_is_refused_in_one_sentence(
    world: World, tmp_path: Path, data: bytes, code: str
) -> None:
    path = tmp_path / "otro.csv"
    path.write_bytes(data)

    with pytest.raises(Refusal) as refused:
        brought(world, path)

    assert refused.value.code == code


def test_a_huge_cell_costs_its_row_alone(world: World, tmp_path: Path) -> None:
    rows = rows_of(3)
    rows[1] = {**rows[1], "Farm Name": "x" * 3_000_000}

    done = brought(world, filed(tmp_path, rows))

    assert (done.written, done.listed) == (2, 1)


def test_each_step_of_the_import_is_told(world: World, tmp_path: Path) -> None:
    told: list[int] = []

    import_cqi(
        world.node, world.manager, filed(tmp_path, rows_of(120)), place="Centro NAR",
        apply=True, progress=told.append,
    )  # fmt: skip

    assert told == [50, 100, 120]


KILLED = """
import sys
from pathlib import Path
from acopio.bootstrap import ready_node
from acopio.services.import_cqi import import_cqi
from acopio.services.people import Secret, sign_in
from acopio.settings import read_settings

node = ready_node(read_settings())
actor = sign_in(node, Secret("rosa-nar", lambda _: "1234"))
def told(done: int) -> None:
    print(done, flush=True)
import_cqi(node, actor, Path(sys.argv[1]), place="Centro NAR", apply=True, progress=told)
"""


def _contents(world: World) -> list[tuple[Any, ...]]:
    """Return what was imported, without codes and ids that are drawn."""
    with world.node.reading() as reader:
        lots = reader.where(Lot, product="coffee.green")
        results = {row.lot: row for row in reader.where(Reported)}
    return sorted(
        (lot.made_g, lot.sacks, lot.harvest, results[lot.code].printed, results[lot.code].total)
        for lot in lots
    )


@pytest.mark.slow
@pytest.mark.parametrize("after", [0, 50, 150])
def test_killed_in_the_middle_and_run_again_is_the_same_as_once(
    either_world: World, tmp_path: Path, after: int
) -> None:
    world = either_world
    rows = rows_of(300)
    path = filed(tmp_path, [{**row, "Harvest Year": f"{n}"} for n, row in enumerate(rows)])
    url = world.node.engine.url.render_as_string(hide_password=False)
    environment = {"ACOPIO_HOME": str(world.node.home), "ACOPIO_DATABASE_URL": url, "PATH": ""}
    running = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, env=environment
    )
    assert running.stdout is not None
    if after == 0:
        time.sleep(0.9)
    while after and (line := running.stdout.readline()) and int(line) < after:
        pass
    time.sleep(0.02)
    running.send_signal(signal.SIGTERM if after == 150 else signal.Signals(9))
    running.wait(timeout=30)
    running.stdout.close()

    assert audit_all(world.node, full=True) == []
    there = len(_contents(world))
    assert there % 50 == 0
    done = brought(world, path)

    assert done.written == 300 - there
    found = _contents(world)
    assert len(found) == 300
    assert {harvest for _, _, harvest, *_ in found} == {f"{n}" for n in range(300)}
    assert audit_all(world.node, full=True) == []


def test_a_list_of_2025_reads_both_species(world: World, tmp_path: Path) -> None:
    path = tmp_path / "2025.csv"
    rows = [
        {**good(LAYOUT_2025, "arabica"), "ID": "1"},
        {**good(LAYOUT_2025, "robusta"), "ID": "2"},
    ]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")

    done = brought(world, path)

    assert done.written == 2, done.problems
    with world.node.reading() as reader:
        protocols = sorted(row.protocol for row in reader.where(Reported))
    assert protocols == ["coffee.cup.sca2004", "cqi.fine-robusta"]
