"""Renderers by other people, for what the labels print."""

from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser
from tests.conftest import missing
from tests.support import pdfjs, zebrash

ZplReader = Callable[[list[zebrash.Job]], list[list[Image.Image]]]


@pytest.fixture(scope="module")
def pdf_js(browser: Browser) -> Iterator[pdfjs.PdfJs]:
    """Return pdf.js in a page of the browser."""
    if not pdfjs.is_here():
        missing("no pdf.js: `make tools` fetches it")
    with browser.new_context() as context:
        yield pdfjs.PdfJs(context.new_page())


@pytest.fixture(scope="session")
def zpl_reader() -> ZplReader:
    """Return a reader of ZPL by other people than our own."""
    if not zebrash.is_here():
        missing("no zpl-renderer-js: `make tools` fetches it")
    return zebrash.draw
