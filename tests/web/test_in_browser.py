"""The pages in a real browser: readable, accessible, without script."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page
from tests.web.world import World

from acopio.domain.codes import sack_code
from acopio.services.publish import publish

PHONE = {"width": 360, "height": 740}
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)


def addresses(season: World) -> list[str]:
    return [
        f"/S/{sack_code(season.lot, 4)}?lang=en",
        f"/L/{season.sent}?lang=es",
        f"/L/{season.delivered}?lang=es",
        "/L/NAR7KQ4M9T6?lang=en",
        "/?lang=es",
    ]


def violations(page: Page, axe: Path) -> list[str]:
    """Run axe on a page whose policy would rightly forbid it."""
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa',"
        " 'best-practice']})"
    )
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]
    ]


@pytest.mark.slow
@each_scheme
def test_axe_finds_nothing_wrong(
    browser: Browser,
    axe_script: Path,
    address: str,
    season: World,
    scheme: Literal["light", "dark"],
) -> None:
    found = []
    for path in addresses(season):
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        page.goto(f"{address}{path}")
        found += [f"{path} {one}" for one in violations(page, axe_script)]
        context.close()

    assert found == []


@pytest.mark.slow
@each_scheme
def test_axe_finds_nothing_wrong_in_published_files(
    browser: Browser,
    axe_script: Path,
    season: World,
    tmp_path: Path,
    scheme: Literal["light", "dark"],
) -> None:
    publish(season.node, season.organisation, tmp_path)
    found = []
    files = [
        *(f"L/{season.lot}/index.html", f"S/{sack_code(season.lot, 1)}/index.html"),
        *("index.html", "404.html"),
    ]
    for file in files:
        for anchor in ("", "#en"):
            context = browser.new_context(color_scheme=scheme, bypass_csp=True)
            page = context.new_page()
            page.goto(f"file://{tmp_path / file}{anchor}")
            found += [f"{file}{anchor} {one}" for one in violations(page, axe_script)]
            context.close()

    assert found == []


def test_the_answer_is_on_the_first_screen_of_a_phone(
    browser: Browser, address: str, season: World
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(f"{address}/S/{sack_code(season.lot, 4)}?lang=en")
        places = [
            page.get_by_text(words, exact=False).first.bounding_box()
            for words in ("On record", "Sack 4 of 10", "Released by", "Grade I", "14 families")
        ]
        width = page.evaluate("document.documentElement.scrollWidth")

    assert all(box is not None and box["y"] + box["height"] <= 740 for box in places)
    assert width <= 360


def test_one_request_no_script_no_cookie_and_a_quiet_console(
    browser: Browser, address: str, season: World
) -> None:
    asked: list[str] = []
    said: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}/L/{season.lot}")
        page.wait_for_load_state("networkidle")
        cookies = context.cookies()
        scripts = page.locator("script").count()

    assert [one for one in asked if not one.startswith("data:")] == [f"{address}/L/{season.lot}"]
    assert (said, cookies, scripts) == ([], [], 0)


def test_a_published_file_changes_its_language_without_script(
    browser: Browser, season: World, tmp_path: Path
) -> None:
    publish(season.node, season.organisation, tmp_path)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"file://{tmp_path}/S/{sack_code(season.lot, 4)}/index.html")
        spanish = page.inner_text("body")
        page.get_by_role("link", name="English").click()
        english = page.inner_text("body")

    assert "Saco 4 de 10" in spanish
    assert "Sack 4 of 10" not in spanish
    assert "On record" in spanish, "the state stands there in both languages"
    assert "Sack 4 of 10" in english
    assert "Saco 4 de 10" not in english


def test_paper_shows_the_page_without_its_links(
    browser: Browser, address: str, season: World
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/L/{season.lot}?lang=en")
        page.emulate_media(media="print")
        menu = page.locator("nav").is_visible()
        text = page.inner_text("main")

    assert not menu
    assert "Custody" in text


def test_a_typed_code_is_looked_up_without_script(
    browser: Browser, address: str, season: World
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/?lang=en")
        page.get_by_label("Lot or sack code").fill(season.lot.lower())
        page.get_by_role("button", name="Look up").click()
        heading = page.inner_text("h1")

    assert season.lot[3:10] in heading
