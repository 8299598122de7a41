"""Databases and a browser for every test that asks for one; nothing starts before."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.support import browser as browsers
from tests.support import jsqr
from tests.support.npm import AXE
from tests.support.postgres import PostgresMissingError, PostgresServer

Decoder = Callable[[list[Image.Image]], list[str | None]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the slow tests last, so that a plain mistake shows at once."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


def missing(reason: str) -> NoReturn:
    """Skip for want of a tool; in CI every tool has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Return the server of this test process, started by the first test that asks."""
    try:
        server = PostgresServer.start()
    except PostgresMissingError as error:
        missing(f"no PostgreSQL: {error}")
    with server:
        yield server


@pytest.fixture(scope="session")
def postgres_url(postgres_server: PostgresServer) -> str:
    """Return the address of the server's own database, for looking at the server itself."""
    return postgres_server.url()


@pytest.fixture
def fresh_postgres(postgres_server: PostgresServer) -> Iterator[str]:
    """Return the address of an empty PostgreSQL database of this test alone."""
    url = postgres_server.create_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database: the test runs once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'acopio.db').as_posix()}"
    url = request.getfixturevalue("fresh_postgres")
    assert isinstance(url, str)
    return url


# Playwright keeps an event loop in the thread of the tests, where `asyncio.run` would then refuse
# to work. So the browser lives for one module, not for the whole run.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium that reaches nothing but this machine."""
    found = browsers.find()
    if found is None:
        missing(browsers.MISSING)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=found.executable,
            args=browsers.ARGUMENTS,
            env=found.environment,
        )
        yield running
        running.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """Return an empty page of its own: no cookie or cache of another test."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def second_decoder() -> Decoder:
    """Return a QR decoder by other people than the first one's."""
    if not jsqr.is_here():
        missing("no jsqr: `make tools` fetches it")
    return jsqr.read


@pytest.fixture(scope="session")
def axe_script() -> Path:
    """Return the accessibility checker axe, to be loaded into a page."""
    script = AXE.folder / "axe.min.js"
    if not script.is_file():
        missing("no axe: `make tools` fetches it")
    return script
