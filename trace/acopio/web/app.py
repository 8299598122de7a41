"""The web application of a node."""

from collections.abc import Awaitable, Callable

import uvicorn
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from acopio.documents.pages.render import POLICY, Notice, notice
from acopio.documents.pages.wording import text
from acopio.services.node import Node
from acopio.storage.engine import DatabaseUnusable
from acopio.web.public.handover import handover_router
from acopio.web.public.negotiation import language_of
from acopio.web.public.pages import public_router, respond
from acopio.web.public.shelf import sheet

SECURITY = {
    "Content-Security-Policy": f"{POLICY}; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(node: Node) -> FastAPI:
    """Return the application: the buyer's pages, and nothing that describes its insides."""
    app = FastAPI(title="acopio", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(public_router(node))
    app.include_router(handover_router(node))

    @app.middleware("http")
    async def secure(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call_next(request)
        for name, value in SECURITY.items():
            response.headers.setdefault(name, value)
        return response

    @app.exception_handler(HTTPException)
    def no_page(request: Request, error: HTTPException) -> Response:
        gone = "gone.page" if error.status_code == 410 else "missing.page"
        return _said(request, gone, f"{gone}.more", error.status_code)

    @app.exception_handler(DatabaseUnusable)
    def no_database(request: Request, _error: DatabaseUnusable) -> Response:
        return _said(request, "closed.title", "closed.more", 503)

    return app


def _said(request: Request, title: str, line: str, status: int) -> Response:
    asked = request.query_params.get("lang")
    language = language_of(asked, request.headers.get("accept-language", ""))
    page = Notice(
        language=language,
        title=text(title, language),
        lines=(text(line, language),),
        issuer="acopio",
        tone="quiet",
    )
    return respond(request, sheet(notice([page]), status=status), "html", language)


def serve(node: Node, host: str, port: int) -> None:
    """Serve until interrupted. Who looked at what is written down nowhere."""
    uvicorn.run(
        create_app(node),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
    )
