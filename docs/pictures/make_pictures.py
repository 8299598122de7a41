"""Make the pictures of README from the demo season: a label, a certificate, a buyer's page.

Run it from the checkout after `make test`, which brings the browser:
``.venv/bin/python docs/pictures/make_pictures.py``
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.support import browser as browsers

from acopio.bootstrap import open_node
from acopio.cli.demo import run_demo
from acopio.settings import read_settings, sqlite_url


def main() -> None:
    """Load the demo in a temporary folder and photograph what it made."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = replace(
            read_settings({"ACOPIO_HOME": folder}), home=home, database_url=sqlite_url(home)
        )
        node = open_node(settings)
        run_demo(node, home / "demo")
        node.engine.dispose()
        picture_of(home / "demo" / "etiquetas.pdf", "label.png", scale=1.4)
        picture_of(home / "demo" / "certificado-es.pdf", "certificate.png", scale=1.2)
        page = sorted((home / "demo" / "paginas" / "L").glob("VDR*/index.html"))
        photograph(largest(page), "page.png")


def largest(pages: list[Path]) -> Path:
    """Return the page that has most to show."""
    return max(pages, key=lambda page: page.stat().st_size)


def picture_of(pdf: Path, name: str, *, scale: float) -> None:
    """Render the first page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    document[0].render(scale=scale).to_pil().save(HERE / name, optimize=True)
    document.close()


def photograph(page: Path, name: str) -> None:
    """Photograph a published page as a phone shows it."""
    found = browsers.find() or browsers.install()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found.executable, args=browsers.ARGUMENTS, env=found.environment
        )
        tab = browser.new_page(viewport={"width": 390, "height": 780}, locale="en")
        tab.goto(page.as_uri())
        tab.screenshot(path=HERE / name)
        browser.close()


if __name__ == "__main__":
    main()
