"""The published lists themselves, imported: every row written or listed, once."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.world import World, new_world

from acopio.domain.rows.custody import OtherName, Paper
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.quality import Reported
from acopio.services.import_cqi import NAME_KIND, Imported, import_cqi
from acopio.services.log import audit_all

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "quality"
FILES = ("cqi2018_arabica", "cqi2018_robusta", "cqi2023_arabica", "cqi2025_lots")
ANOMALIES = {"cqi2018_arabica-0962": "81.25", "cqi2018_arabica-1230": "78.83"}

pytestmark = [
    pytest.mark.skipif(
        not all((FOLDER / f"{name}.csv").exists() for name in FILES),
        reason="the published lots are not here",
    ),
    pytest.mark.slow,
]


def typed(name: str) -> dict[str, dict[str, str]]:
    """Return the cells of each row of a list by its id."""
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row.get("row_id") or row["ID"]: row for row in rows}


def brought(world: World, name: str, *, apply: bool = True) -> Imported:
    return import_cqi(
        world.node, world.manager, FOLDER / f"{name}.csv", place="Centro NAR", apply=apply
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a world with nothing imported yet."""
    home = tmp_path_factory.mktemp("cqi")
    with new_world(f"sqlite:///{(home / 'acopio.db').as_posix()}", home) as made:
        yield made


@pytest.fixture(scope="module")
def first(world: World) -> dict[str, Imported]:
    """Return what the import of all four lists said."""
    before = world.everything()
    dry = {name: brought(world, name, apply=False) for name in FILES}
    assert world.everything() == before
    done = {name: brought(world, name) for name in FILES}
    for name in FILES:
        assert done[name].problems == dry[name].problems
    return done


def marks(world: World) -> dict[str, str]:
    """Return the lot of each row that was written."""
    with world.node.reading() as reader:
        rows = reader.where(OtherName, kind=NAME_KIND)
    found = Counter(row.name.rpartition("#")[0] for row in rows)
    assert max(found.values()) == 1
    return {row.name.rpartition("#")[0]: row.subject for row in rows}


def test_every_row_is_written_or_listed_with_its_reason(
    world: World, first: dict[str, Imported]
) -> None:
    written = marks(world)
    ids: set[str] = set()

    for name, done in first.items():
        rows = typed(name)
        listed = {one.row_id for one in done.problems if one.severity == "listed"}
        ids |= set(rows) - listed
        assert done.written + done.listed == len(rows)
        assert listed <= set(rows)
        assert done.listed == len(listed)
        for problem in done.problems:
            assert problem.file == f"{name}.csv"
            assert problem.line > 1
            assert problem.code
            assert rows[problem.row_id][problem.column] == problem.value
    assert set(written) == ids


def test_a_second_run_changes_nothing(world: World, first: dict[str, Imported]) -> None:
    before = world.everything()

    for name in FILES:
        done = brought(world, name)
        assert (done.written, done.known) == (0, first[name].written)

    assert world.everything() == before


def test_masses_sacks_and_totals_are_those_of_the_list(
    world: World, first: dict[str, Imported]
) -> None:
    assert first
    written = marks(world)
    with world.node.reading() as reader:
        lots = {row.code: row for row in reader.where(Lot)}
        results = {row.lot: row for row in reader.where(Reported)}
        sacks: dict[str, list[int]] = {}
        for sack in reader.where(Sack):
            sacks.setdefault(sack.lot, []).append(sack.mass_g or 0)
    for name in FILES:
        for row_id, cells in typed(name).items():
            if row_id not in written:
                continue
            code = written[row_id]
            assert sum(sacks[code]) == lots[code].made_g == lots[code].left_g
            assert len(sacks[code]) == int(float(cells["Number of Bags"]))
            assert results[code].total == cells["Total Cup Points"].strip()
            assert dict(results[code].printed).get("Moisture", "") == cells["Moisture"].strip()


def test_robusta_is_a_protocol_not_known_yet(world: World, first: dict[str, Imported]) -> None:
    assert first
    written = marks(world)
    with world.node.reading() as reader:
        results = {row.lot: row for row in reader.where(Reported)}
    for name in FILES:
        for row_id, cells in typed(name).items():
            if row_id in written:
                is_robusta = cells.get("Species", "Arabica").lower() == "robusta"
                expected = "cqi.fine-robusta" if is_robusta else "coffee.cup.sca2004"
                assert results[written[row_id]].protocol == expected


def test_the_two_known_anomalies_are_reported_and_kept(
    world: World, first: dict[str, Imported]
) -> None:
    found = {
        one.row_id: one.expected
        for done in first.values()
        for one in done.problems
        if one.code == "score-differs"
    }
    present = {key: value for key, value in ANOMALIES.items() if key in typed(FILES[0])}
    assert found == present
    written = marks(world)
    with world.node.reading() as reader:
        for row_id in present:
            (reported,) = reader.where(Reported, lot=written[row_id])
            assert "score-differs" in reported.flags


def test_every_flag_is_kept_with_its_result(world: World, first: dict[str, Imported]) -> None:
    written = marks(world)
    flagged: dict[str, set[str]] = {}
    for done in first.values():
        for one in done.problems:
            if one.severity == "flag" and one.row_id in written:
                flagged.setdefault(written[one.row_id], set()).add(one.code)
    with world.node.reading() as reader:
        kept = {row.lot: set(row.flags) for row in reader.where(Reported) if row.flags}

    assert kept == flagged


def test_each_result_names_its_paper_and_nothing_is_certified(
    world: World, first: dict[str, Imported]
) -> None:
    with world.node.reading() as reader:
        papers = {row.number for row in reader.where(Paper, type="grading-report")}
        certified = [lot.code for lot in reader.where(Lot) if lot.certified]

    assert len(papers) == sum(done.written for done in first.values())
    assert certified == []


def test_the_ledger_is_sound_afterwards(world: World, first: dict[str, Imported]) -> None:
    assert first
    assert audit_all(world.node, full=True) == []
