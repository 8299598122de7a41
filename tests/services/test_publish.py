"""Published pages: written once, written whole, and again only where something changed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.world import HOSTILE, PRIVATE, World, build, copy_of

from acopio.domain.codes import printed, sack_code
from acopio.domain.rows.lots import Lot
from acopio.domain.state import NotFound
from acopio.services import deciding
from acopio.services import publish as service
from acopio.services.paper import is_published
from acopio.services.publish import publish


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return a world whose SQLite file is closed, to be copied."""
    world = build(tmp_path_factory.mktemp("template"))
    world.node.engine.dispose()
    return world


@pytest.fixture
def on_sqlite(template: World, tmp_path: Path) -> Iterator[World]:
    """Return a world that the test may change, on SQLite alone."""
    world = copy_of(template, tmp_path / "home")
    yield world
    world.node.engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def season(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Return a world that the test may change, on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("on_sqlite")
        return
    world = build(tmp_path / "home", url=request.getfixturevalue("fresh_postgres"))
    yield world
    world.node.engine.dispose()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def ages(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_lot_and_sack_that_may_be_out_has_its_files(season: World, tmp_path: Path) -> None:
    done = publish(season.node, season.organisation, tmp_path / "site")

    files = contents(tmp_path / "site")
    sacks = [sack_code(season.lot, number) for number in range(1, 11)]
    sacks += [sack_code(season.single, 1)]
    lots = [season.lot, season.sent, season.single]
    assert set(files) == {
        *(f"L/{code}/index.{kind}" for code in lots for kind in ("html", "json")),
        *(f"S/{code}/index.{kind}" for code in sacks for kind in ("html", "json")),
        *("index.html", "404.html", "SHA256SUMS-NAR.txt"),
    }
    assert (done.lots, done.written, done.unchanged, done.removed) == (3, 30, 0, 0)
    page = files[f"S/{sacks[3]}/index.html"].decode()
    assert "Saco 4 de 10" in page
    assert "Sack 4 of 10" in page
    assert f'href="../../L/{season.lot}/"' in page


def test_a_second_run_writes_nothing(season: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(season.node, season.organisation, site)
    before, files = ages(site), contents(site)

    done = publish(season.node, season.organisation, site)

    assert (done.written, done.unchanged) == (0, 30)
    assert (ages(site), contents(site)) == (before, files)


def test_only_what_changed_is_written(season: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(season.node, season.organisation, site)
    before = contents(site)
    deciding.hold(season.node, season.actor, season.single, "motivo secreto")

    done = publish(season.node, season.organisation, site)

    after = contents(site)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {
        *(f"L/{season.single}/index.{kind}" for kind in ("html", "json")),
        *(f"S/{sack_code(season.single, 1)}/index.{kind}" for kind in ("html", "json")),
        "SHA256SUMS-NAR.txt",
    }
    assert done.written == 4


class Killed(Exception):
    """The machine went off."""


@pytest.mark.parametrize("at", [1, 3, 8, 17])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_run_that_was_killed_is_simply_repeated(
    on_sqlite: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, moment: str
) -> None:
    whole, site = tmp_path / "whole", tmp_path / "site"
    publish(on_sqlite.node, on_sqlite.organisation, whole)
    real, calls = os.replace, 0

    def dying(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == at and moment == "before":
            raise Killed
        real(source, target)
        if calls == at:
            raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", dying)
        with pytest.raises(Killed):
            publish(on_sqlite.node, on_sqlite.organisation, site)
    publish(on_sqlite.node, on_sqlite.organisation, site)

    left = {path: data for path, data in contents(site).items() if not path.endswith(".part")}
    assert left == contents(whole)


def test_a_file_that_was_deleted_or_never_there_is_written_again(
    on_sqlite: World, tmp_path: Path
) -> None:
    publish(on_sqlite.node, on_sqlite.organisation, tmp_path / "one")
    (tmp_path / "one" / "L" / on_sqlite.lot / "index.html").unlink()

    again = publish(on_sqlite.node, on_sqlite.organisation, tmp_path / "one")
    other = publish(on_sqlite.node, on_sqlite.organisation, tmp_path / "two")

    assert (again.written, other.written) == (1, 30)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_is_no_longer_a_lot_of_ours_is_removed(
    on_sqlite: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(on_sqlite.node, on_sqlite.organisation, site)
    kept = [on_sqlite.lot, on_sqlite.sent]
    monkeypatch.setattr(service, "lots_with_pages", lambda _reader, _prefix: kept)

    done = publish(on_sqlite.node, on_sqlite.organisation, site)

    assert done.removed == 4
    assert not (site / "L" / on_sqlite.single / "index.html").exists()
    with on_sqlite.node.reading() as reader:
        assert not is_published(reader, on_sqlite.single)


def test_the_manifest_holds_the_digest_of_every_file_of_the_organisation(
    on_sqlite: World, tmp_path: Path
) -> None:
    publish(on_sqlite.node, on_sqlite.organisation, tmp_path)

    lines = (tmp_path / "SHA256SUMS-NAR.txt").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}

    assert len(listed) == 28
    assert listed == {
        path: hashlib.sha256((tmp_path / path).read_bytes()).hexdigest() for path in listed
    }


def test_the_label_command_can_ask_what_is_published(season: World, tmp_path: Path) -> None:
    sack = sack_code(season.lot, 4)
    with season.node.reading() as reader:
        before = [is_published(reader, code) for code in (season.lot, sack)]

    publish(season.node, season.organisation, tmp_path / "site")

    with season.node.reading() as reader:
        after = [
            is_published(reader, code)
            for code in (season.lot, printed(season.lot).lower(), sack, season.delivered)
        ]
    assert (before, after) == ([False, False], [True, True, True, False])


def test_nothing_private_is_published(on_sqlite: World, tmp_path: Path) -> None:
    publish(on_sqlite.node, on_sqlite.organisation, tmp_path / "site")

    for path, data in contents(tmp_path / "site").items():
        found = [private for private in PRIVATE if private.encode() in data]
        assert (path, found) == (path, [])


def test_hostile_names_do_no_harm_in_files(tmp_path: Path) -> None:
    world = build(tmp_path / "home", name=HOSTILE, profile=HOSTILE)
    publish(world.node, world.organisation, tmp_path / "site")
    world.node.engine.dispose()

    pages = [data for path, data in contents(tmp_path / "site").items() if path.endswith("html")]

    assert not any(b"<script" in page or b"<img" in page for page in pages)
    assert all(b"default-src &#39;none&#39;" in page for page in pages)


def test_progress_is_told_lot_by_lot(on_sqlite: World, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    publish(
        on_sqlite.node,
        on_sqlite.organisation,
        tmp_path / "site",
        progress=lambda done, whole: told.append((done, whole)),
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_organisation_that_is_not_ours_has_nothing_to_publish(
    on_sqlite: World, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        publish(on_sqlite.node, "nobody", tmp_path / "site")


def test_publishing_changes_no_fact(on_sqlite: World, tmp_path: Path) -> None:
    with on_sqlite.node.reading() as reader:
        before = (reader.logs(), reader.where(Lot))

    publish(on_sqlite.node, on_sqlite.organisation, tmp_path / "site")

    with on_sqlite.node.reading() as reader:
        assert (reader.logs(), reader.where(Lot)) == before
