"""The addresses that labels carry, and what they answer."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from acopio.documents.pages.public import to_json
from acopio.documents.pages.render import Notice, live_lot, notice
from acopio.documents.pages.wording import Language, text
from acopio.domain.codes import SACK_LENGTH, UnknownCode, clean
from acopio.domain.rows.parties import Organisation
from acopio.domain.state import NotFound
from acopio.services.node import Node
from acopio.services.publish import public_facts
from acopio.storage.reader import Reader
from acopio.web.public.negotiation import Form, form_of, is_known, language_of, takes_gzip
from acopio.web.public.shelf import Heads, Sheet, Shelf, sheet

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json"}
READ = ["GET", "HEAD"]
SHOWN = 40
"""Signs of an unknown code that are repeated to the reader."""


def public_router(node: Node) -> APIRouter:
    """Return the buyer's routes."""
    shelf = Shelf()
    router = APIRouter()

    def lot(request: Request, code: str, lang: str | None = None) -> Response:
        """Answer for a lot or a sack; its code says which of the two it is."""
        form: Form = form_of(request.headers.get("accept", ""))
        if code.lower().endswith(".json"):
            form, code = "json", code[:-5]
        return _answer(node, shelf, request, code, lang, form)

    def lot_json(request: Request, code: str) -> Response:
        """Answer at the address that published files have."""
        return _answer(node, shelf, request, code, None, "json")

    for room in ("L", "l", "S", "s"):
        router.add_api_route(f"/{room}/{{code}}", lot, methods=READ, name=f"lot {room}")
        router.add_api_route(f"/{room}/{{code}}/", lot, methods=READ, name=f"lot {room}/")
        router.add_api_route(
            f"/{room}/{{code}}/index.json", lot_json, methods=READ, name=f"lot {room} json"
        )

    @router.api_route("/", methods=READ)
    def home(request: Request, code: str | None = None, lang: str | None = None) -> Response:
        """Say what this is, and take a typed code to its page."""
        if code is not None and clean(code):
            return RedirectResponse(_place(code, lang), status_code=303)
        language = _language(request, lang)
        with node.reading() as reader:
            names = [one.name for one in reader.where(Organisation, ours=True) if one.name]
        page = Notice(
            language=language,
            title=text("home.title", language),
            lines=(text("home.text", language),),
            issuer=" · ".join(sorted(names)) or "acopio",
            form=True,
        )
        return respond(request, sheet(notice([page], path="/")), "html", language)

    @router.api_route("/healthz", methods=READ)
    def health() -> Response:
        """Say that the database answers."""
        with node.reading() as reader:
            reader.logs()
        return Response("ok\n", media_type="text/plain", headers={"Cache-Control": "no-store"})

    return router


def _place(code: str, lang: str | None) -> str:
    """Return where a typed code is answered: bare signs, whatever was typed."""
    signs = "".join(sign for sign in clean(code) if sign.isascii() and sign.isalnum())[:SHOWN]
    room = "S" if len(signs) == SACK_LENGTH else "L"
    return f"/{room}/{signs or '-'}" + (f"?lang={lang}" if lang in {"es", "en"} else "")


def _language(request: Request, lang: str | None) -> Language:
    return language_of(lang, request.headers.get("accept-language", ""))


def _answer(
    node: Node, shelf: Shelf, request: Request, code: str, lang: str | None, form: Form
) -> Response:
    language = _language(request, lang)
    with node.reading() as reader:
        heads: Heads = tuple((log.log, log.head.size) for log in reader.logs())
        make = _made(reader, code, language, form)
        key = (clean(code)[:SHOWN], code[:SHOWN], language, form)
        found = shelf.get(heads, key, make)
    return respond(request, found, form, language)


def _made(reader: Reader, code: str, language: Language, form: Form) -> Callable[[], Sheet]:
    def make() -> Sheet:
        try:
            lot = public_facts(reader, code)
        except UnknownCode:
            return _missing(code, language, form, "missing.typo")
        except NotFound:
            return _missing(code, language, form, "missing.unknown")
        if form == "json":
            return sheet(to_json(lot))
        path = f"/S/{lot.sack.code}" if lot.sack else f"/L/{lot.code}"
        return sheet(live_lot(lot, language, path))

    return make


def _missing(code: str, language: Language, form: Form, why: str) -> Sheet:
    shown = code if len(code) <= SHOWN else f"{code[:SHOWN]}…"
    if form == "json":
        return sheet(b'{"error":"unknown-code"}\n', status=404)
    page = Notice(
        language=language,
        title=text("missing.title", language),
        lines=(text(why, language), text("missing.similar", language)),
        issuer="acopio",
        tone="bad",
        code=shown,
        form=True,
    )
    return sheet(notice([page]), status=404)


def respond(request: Request, found: Sheet, form: Form, language: Language) -> Response:
    """Return a page as the reader takes it, or 304 where it is known."""
    headers = {
        "Vary": "Accept, Accept-Encoding, Accept-Language",
        "ETag": found.etag,
        # Short: a lot may be put on hold any minute.
        "Cache-Control": "public, max-age=60, stale-if-error=86400",
    }
    if form == "html":
        headers["Content-Language"] = language
    if found.status == 200 and is_known(request.headers.get("if-none-match", ""), found.etag):
        return Response(status_code=304, headers=headers)
    body = found.body
    if takes_gzip(request.headers.get("accept-encoding", "")):
        body = found.packed
        headers["Content-Encoding"] = "gzip"
    if found.status != 200:
        headers["Cache-Control"] = "no-store"
    return Response(body, status_code=found.status, media_type=TYPES[form], headers=headers)
