"""Worlds to act on, copied from one that is made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.postgres import PostgresServer
from tests.support.world import World, new_world, same_world
from tests.web.world import World as PackedWorld
from tests.web.world import build, copy_of

PREFIXES = ("NAR", "SUR")
SEED = 77


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    """Return a world with two cooperatives and its closed SQLite file."""
    home = tmp_path_factory.mktemp("template")
    file = home / "acopio.db"
    with new_world(f"sqlite:///{file.as_posix()}", home, PREFIXES) as world:
        pass
    return world, file


@pytest.fixture(scope="session")
def postgres_template(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[World, str]:
    """Return a world with two cooperatives and its PostgreSQL database, left alone."""
    url = postgres_server.create_database()
    with new_world(url, tmp_path_factory.mktemp("template"), PREFIXES) as world:
        pass
    return world, url


@pytest.fixture
def world(sqlite_template: tuple[World, Path], tmp_path: Path) -> Iterator[World]:
    """Return a world of two cooperatives, NAR and SUR, on SQLite."""
    made, file = sqlite_template
    copy = tmp_path / "acopio.db"
    shutil.copy2(file, copy)
    with same_world(made, f"sqlite:///{copy.as_posix()}", SEED) as world:
        yield world


@pytest.fixture(params=["sqlite", "postgres"])
def either_world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Return a world of two cooperatives: the test runs once on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("world")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    made, template = request.getfixturevalue("postgres_template")
    url = server.create_database(template)
    with same_world(made, url, SEED) as world:
        yield world
    server.drop_database(url)


@pytest.fixture(scope="session")
def packed_template(tmp_path_factory: pytest.TempPathFactory) -> PackedWorld:
    """Return a world with packed lots whose SQLite file is closed, to be copied."""
    made = build(tmp_path_factory.mktemp("packed"))
    made.node.engine.dispose()
    return made


@pytest.fixture
def packed_world(packed_template: PackedWorld, tmp_path: Path) -> Iterator[PackedWorld]:
    """Return one that the test may change: its lot has the sacks 3 to 10, 1 and 2 are a buyer's."""
    copy = copy_of(packed_template, tmp_path / "home")
    yield copy
    copy.node.engine.dispose()
