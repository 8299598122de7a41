"""Data handed over by a link, fetched over HTTP."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.web.server import serving
from tests.web.world import PRIVATE, World, build

from acopio.services.eudr import LOT_FILE, PLOTS_FILE, EudrWords, Handed, export_eudr
from acopio.services.eudr_links import list_links, revoke_link

GIVEN = ("-6.123456", "-76.654321", "64.5", "64500", "004711")
"""What may stand there: the partner is given land, and the entries of deliveries."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a world of this file's own: handing over writes."""
    made = build(tmp_path_factory.mktemp("handover"))
    yield made
    made.node.engine.dispose()


@pytest.fixture(scope="module")
def client(world: World) -> Iterator[httpx.Client]:
    """Return a client of the program that serves it."""
    with (
        serving(world.node) as address,
        httpx.Client(base_url=address, trust_env=False) as made,
    ):
        yield made


def handed(world: World, lot: str, days: int = 3) -> tuple[Handed, str]:
    made = export_eudr(world.node, world.actor, EudrWords(lot=lot, link_days=days))
    assert made.link is not None
    return made, "/" + made.link.partition("/")[2].partition("/")[2].partition("/")[2]


def test_a_partner_fetches_both_files_as_they_were_made(client: httpx.Client, world: World) -> None:
    made, path = handed(world, world.single)

    lot, plots = client.get(path + LOT_FILE), client.get(path + PLOTS_FILE)

    assert (lot.status_code, lot.content) == (200, made.files[LOT_FILE])
    assert (plots.status_code, plots.content) == (200, made.files[PLOTS_FILE])
    assert plots.headers["content-type"] == "application/geo+json"
    for answer in (lot, plots):
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_nothing_private_but_the_land_is_handed_over(client: httpx.Client, world: World) -> None:
    _, path = handed(world, world.lot)

    text = client.get(path + LOT_FILE).text + client.get(path + PLOTS_FILE).text

    for private in set(PRIVATE) - set(GIVEN):
        assert private not in text
    assert "-76.654321" in text


def test_every_fetch_is_counted_but_a_look_is_not(client: httpx.Client, world: World) -> None:
    made, path = handed(world, world.single)

    assert client.head(path + LOT_FILE).status_code == 200
    client.get(path + LOT_FILE)
    client.get(path + LOT_FILE)

    shown = {one.link: one for one in list_links(world.node, world.actor)}[made.link_name or ""]
    assert (shown.fetched, shown.state) == (2, "open")


def test_what_never_was_is_not_found(client: httpx.Client, world: World) -> None:
    _, path = handed(world, world.single)

    for wrong in (f"/e/{'A' * 43}/lot.json", path + "other.json", path, path + "..%2Facopio.db"):
        assert client.get(wrong).status_code == 404


def test_a_revoked_link_is_gone(client: httpx.Client, world: World) -> None:
    made, path = handed(world, world.single)
    revoke_link(world.node, world.actor, made.link_name or "")

    answer = client.get(path + LOT_FILE, headers={"Accept-Language": "en"})

    assert answer.status_code == 410
    assert "This link is closed" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_an_expired_link_is_gone(world: World) -> None:
    _, path = handed(world, world.single, days=1)
    later = replace(world.node, now=lambda: datetime.now(UTC) + timedelta(days=1, minutes=1))

    with serving(later) as address, httpx.Client(base_url=address, trust_env=False) as client:
        answer = client.get(path + PLOTS_FILE)

    assert answer.status_code == 410
    assert "coordinates" not in answer.text
