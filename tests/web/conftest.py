"""One season, made once and only read, and the application that serves it."""

from collections.abc import Iterator

import httpx
import pytest
from tests.web.server import serving
from tests.web.world import World, build


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a world that no test changes."""
    world = build(tmp_path_factory.mktemp("season"))
    yield world
    world.node.engine.dispose()


@pytest.fixture(scope="session")
def address(season: World) -> Iterator[str]:
    """Return where the season is served."""
    with serving(season.node) as url:
        yield url


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """Return an HTTP client that follows nothing by itself."""
    with httpx.Client(base_url=address, trust_env=False) as made:
        yield made
