"""A second PDF renderer: pdf.js, the one of Firefox, drawing on a canvas of the test browser.

It is loaded from its npm package, and the page can reach nothing else.
"""

import base64
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, Route
from tests.support.npm import PDFJS

_HOST = "http://localhost/"

_LOAD = """async (host) => {
  // With the worker in the page itself, pdf.js starts none and asks for nothing more.
  await import(host + "build/pdf.worker.min.mjs");
  globalThis.pdfjs = await import(host + "build/pdf.min.mjs");
}"""

_DRAW = """async ([data, scale]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const pdf = await pdfjs.getDocument({data: bytes}).promise;
  const out = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({scale});
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({canvas, viewport, intent: "print"}).promise;
    out.push(canvas.toDataURL("image/png").split(",")[1]);
  }
  await pdf.loadingTask.destroy();
  return out;
}"""


def is_here() -> bool:
    """Say whether the package was fetched."""
    return PDFJS.folder.is_dir()


class PdfJs:
    """pdf.js in a page that is used again for every document."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.route("**/*", _serve)
        page.goto(_HOST)
        page.evaluate(_LOAD, _HOST)

    def pages(self, pdf: bytes, dots_per_inch: float) -> list[Image.Image]:
        """Return every page in grey."""
        drawn = self._page.evaluate(
            _DRAW, [base64.b64encode(pdf).decode("ascii"), dots_per_inch / 72]
        )
        return [_picture(data) for data in drawn]


def _serve(route: Route) -> None:
    """Answer from the package; the page itself is empty."""
    path = route.request.url.removeprefix(_HOST)
    if path in {"build/pdf.min.mjs", "build/pdf.worker.min.mjs"}:
        body = (PDFJS.folder / path).read_bytes()
        route.fulfill(body=body, content_type="text/javascript")
    elif not path:
        route.fulfill(body="<!doctype html><title>pdf.js</title>", content_type="text/html")
    else:
        route.abort()


def _picture(data: str) -> Image.Image:
    with Image.open(BytesIO(base64.b64decode(data))) as picture:
        return picture.convert("L")
