"""The buyer's pages over HTTP."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.web.server import serving
from tests.web.world import HOSTILE, PRIVATE, World, build

from acopio.domain.codes import printed, sack_code
from acopio.domain.rows.lots import Lot
from acopio.services import deciding
from acopio.services.node import Node
from acopio.storage.engine import open_engine

UNKNOWN = "NAR7KQ4M9T6"
JSON = {"Accept": "application/json"}


def pages(season: World) -> Iterator[str]:
    """Yield an address of every kind of page."""
    for code in (season.lot, season.sent, season.delivered, season.single):
        yield f"/L/{code}"
    for number in (1, 4):
        yield f"/S/{sack_code(season.lot, number)}"
    yield f"/S/{sack_code(season.single, 1)}"


def test_a_sack_is_answered_for_by_the_lot_it_is_in_now(
    client: httpx.Client, season: World
) -> None:
    page = client.get(f"/S/{sack_code(season.lot, 1)}?lang=en").text

    assert "Sack 1 of 10" in page
    assert f"Packed for lot {printed(season.lot)}; now part of lot {printed(season.sent)}." in page
    assert "Dispatched and received" in page


def test_a_lot_says_who_released_it_against_what(client: httpx.Client, season: World) -> None:
    page = client.get(f"/L/{season.lot}?lang=es").text

    assert "Liberado por Cooperativa Ñaupe (personal propio)" in page
    assert "Grado I" in page
    assert "14 familias" in page


@pytest.mark.parametrize("room", ["L", "l", "S", "s"])
def test_a_code_is_found_in_any_writing(client: httpx.Client, season: World, room: str) -> None:
    bare = client.get(f"/{room}/{season.lot}").text

    for written in (printed(season.lot), season.lot.lower(), printed(season.lot).lower()):
        assert client.get(f"/{room}/{written}").text == bare
    assert client.get(f"/{room}/{season.lot}/").text == bare


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        ("", "", "es"),
        ("en-GB,en;q=0.9", "", "en"),
        ("nl-BE,nl;q=0.9,en;q=0.5", "", "en"),
        ("fr", "", "es"),
        ("en;q=0.2,es;q=0.8", "", "es"),
        ("en;q=nonsense,es;q=0.1", "", "es"),
        ("en", "?lang=es", "es"),
        ("es", "?lang=EN", "en"),
        ("en", "?lang=<script>", "en"),
    ],
)
def test_the_language_is_the_reader_s(
    client: httpx.Client, season: World, header: str, query: str, language: str
) -> None:
    found = client.get(f"/L/{season.lot}{query}", headers={"Accept-Language": header})

    assert found.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in found.text
    assert "Accept-Language" in found.headers["Vary"]


def test_the_same_address_answers_in_json(client: httpx.Client, season: World) -> None:
    asked = client.get(f"/L/{season.lot}", headers=JSON)

    assert asked.headers["Content-Type"] == "application/json"
    assert asked.content == client.get(f"/L/{season.lot}.json").content
    assert asked.content == client.get(f"/l/{season.lot}/index.json").content
    browsers = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = client.get(f"/L/{season.lot}", headers={"Accept": browsers})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_json_has_the_fields_that_are_documented(client: httpx.Client, season: World) -> None:
    lot = client.get(f"/L/{season.lot}.json").json()

    assert list(lot) == [
        *("schema", "code", "state", "sack", "packed_for", "product", "process", "country"),
        *("season", "day", "mass_g", "left_g", "claims", "released_for", "rejected_for"),
        *("issuer", "holder", "place", "district", "origin", "steps", "results", "decisions"),
        *("certificates", "balance", "sacks", "as_of", "ledger"),
    ]
    assert lot["schema"] == "acopio/lot/v1"
    assert (lot["mass_g"], lot["left_g"]) == (499_500, 397_900)
    assert sum(row["mass_g"] for row in lot["origin"]["rows"]) == lot["mass_g"]
    assert sum(row["mass_g"] for row in lot["balance"][1:]) == lot["balance"][0]["mass_g"]
    assert len(lot["sacks"]) == 8
    assert lot["ledger"]["leaf"] == leaf_of(season)


def leaf_of(season: World) -> str:
    with season.node.reading() as reader:
        row = reader.one(Lot, code=season.lot)
    assert row is not None
    return row.latest


def test_the_json_of_a_sack_names_the_sack_and_not_the_others(
    client: httpx.Client, season: World
) -> None:
    sack = client.get(f"/S/{sack_code(season.lot, 4)}", headers=JSON).json()

    assert (sack["sack"]["number"], sack["sack"]["mass_g"]) == (4, 49_800)
    assert (sack["packed_for"], sack["sacks"]) == (season.lot, None)


def test_nothing_private_is_on_any_page_or_in_any_json(client: httpx.Client, season: World) -> None:
    for address in pages(season):
        for made in (
            client.get(f"{address}?lang=es").text,
            client.get(f"{address}?lang=en").text,
            client.get(address, headers=JSON).text,
        ):
            assert [private for private in PRIVATE if private in made] == []


def test_beans_of_one_family_show_no_step_masses(client: httpx.Client, season: World) -> None:
    lot = client.get(f"/L/{season.single}.json").json()

    assert lot["mass_g"] is None
    assert {step["in_g"] for step in lot["steps"]} == {None}
    assert {step["out_g"] for step in lot["steps"]} == {None}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (UNKNOWN, "well formed"),
        ("NAR-7KQ4M9T-7", "check sign"),
        ("NAR7KQ4M9T", "check sign"),
        ("x" * 500, "check sign"),
        ("%3Cscript%3Ealert(1)", "check sign"),
        ("%00%E2%80%AE", "check sign"),
    ],
)
def test_an_unknown_code_is_shown_and_resolves_to_nothing(
    client: httpx.Client, code: str, says: str
) -> None:
    found = client.get(f"/L/{code}?lang=en")

    assert found.status_code == 404
    assert says in found.text
    assert "<script" not in found.text
    assert "\u202e" not in found.text


def test_an_unknown_code_is_escaped(client: httpx.Client) -> None:
    page = client.get("/L/<b>NAR&1?lang=en").text

    assert "&lt;b&gt;NAR&amp;1" in page


def test_no_single_slip_reaches_another_lot(client: httpx.Client, season: World) -> None:
    wrong = season.lot[:-1] + ("2" if season.lot[-1] != "2" else "3")

    assert client.get(f"/L/{wrong}").status_code == 404
    assert client.get(f"/L/{wrong}.json").json() == {"error": "unknown-code"}


def test_a_number_that_was_never_packed_is_no_sack(client: httpx.Client, season: World) -> None:
    assert client.get(f"/S/{sack_code(season.lot, 999)}").status_code == 404


def test_a_known_page_is_not_sent_again(client: httpx.Client, season: World) -> None:
    first = client.get(f"/L/{season.lot}?lang=es")
    again = client.get(
        f"/L/{season.lot}?lang=es", headers={"If-None-Match": f'"other", {first.headers["ETag"]}'}
    )
    other = client.get(f"/L/{season.lot}?lang=en", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "max-age" in first.headers["Cache-Control"]
    assert other.status_code == 200


def test_pages_are_packed_for_who_unpacks(client: httpx.Client, season: World) -> None:
    packed = client.get(f"/L/{season.lot}", headers={"Accept-Encoding": "gzip"})
    plain = client.get(f"/L/{season.lot}", headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.content == plain.content
    assert len(gzip.compress(plain.content)) <= 15 * 1024


def test_a_head_request_tells_the_same_without_the_page(
    client: httpx.Client, season: World
) -> None:
    asked = client.head(f"/L/{season.lot}")

    assert asked.status_code == 200
    assert asked.content == b""
    assert asked.headers["ETag"] == client.get(f"/L/{season.lot}").headers["ETag"]


@pytest.mark.parametrize("path", ["/", "/L/x", "/healthz", "/nothing/here", "/L/NAR7KQ4M9T6.json"])
def test_every_answer_forbids_scripts_frames_and_guessing(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/L", "/L/a/b/c"])
def test_nothing_else_is_served(client: httpx.Client, path: str) -> None:
    found = client.get(path)

    assert found.status_code == 404
    assert "Esta página no existe" in found.text


def test_a_typed_code_leads_to_its_page(client: httpx.Client, season: World) -> None:
    typed = client.get("/", params={"code": f" {printed(season.lot).lower()} ", "lang": "en"})
    sack = client.get("/", params={"code": printed(sack_code(season.lot, 4))})
    hostile = client.get("/", params={"code": "//evil.example/\r\nSet-Cookie: a=b"})

    assert (typed.status_code, typed.headers["Location"]) == (303, f"/L/{season.lot}?lang=en")
    assert sack.headers["Location"] == f"/S/{sack_code(season.lot, 4)}"
    assert hostile.headers["Location"].startswith("/L/EVILEXAMPLE")
    assert "Cooperativa Ñaupe" in client.get("/").text


def test_health_is_answered(client: httpx.Client) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_a_database_out_of_reach_says_nothing_about_the_code(tmp_path: Path) -> None:
    node = Node(
        engine=open_engine(f"sqlite:///{(tmp_path / 'none.db').as_posix()}"),
        home=tmp_path,
        passphrase=lambda: "",
    )

    with serving(node) as url:
        found = httpx.get(f"{url}/L/{UNKNOWN}?lang=en", trust_env=False)
    node.engine.dispose()

    assert found.status_code == 503
    assert "The register does not answer" in found.text
    assert "none.db" not in found.text


def test_a_hold_shows_at_once(tmp_path: Path) -> None:
    world = build(tmp_path / "home")
    with serving(world.node) as url:
        before = httpx.get(f"{url}/S/{sack_code(world.lot, 4)}", trust_env=False)
        deciding.hold(world.node, world.actor, world.lot, "motivo secreto")
        after = httpx.get(
            f"{url}/S/{sack_code(world.lot, 4)}",
            headers={"If-None-Match": before.headers["ETag"]},
            trust_env=False,
        )
        sent = httpx.get(f"{url}/L/{world.sent}.json", trust_env=False).json()
    world.node.engine.dispose()

    assert "En almacén" in before.text
    assert (after.status_code, "En retención" in after.text) == (200, True)
    assert "secreto" not in after.text
    assert sent["state"] == "held"


def test_hostile_names_do_no_harm(tmp_path: Path) -> None:
    world = build(tmp_path, name=HOSTILE, profile=HOSTILE)
    with serving(world.node) as url:
        page = httpx.get(f"{url}/L/{world.lot}?lang=en", trust_env=False).text
        twin = httpx.get(f"{url}/L/{world.lot}.json", trust_env=False)
    world.node.engine.dispose()

    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "{{7*7}}" in page
    assert json.loads(twin.content)["issuer"]["name"] == HOSTILE
    assert twin.headers["X-Content-Type-Options"] == "nosniff"
