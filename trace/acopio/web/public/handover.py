"""Files handed over by a link: open for some days, never cached, every fetch written down."""

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from acopio.domain.state import NotFound
from acopio.services.eudr_links import LinkClosed, fetch
from acopio.services.node import Node

TYPES = {".json": "application/json", ".geojson": "application/geo+json"}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def handover_router(node: Node) -> APIRouter:
    """Return the route of handed over files: 404 for what never was, 410 for what is closed."""
    router = APIRouter()

    @router.api_route("/e/{token}/{file}", methods=["GET", "HEAD"])
    def handed_over(request: Request, token: str, file: str) -> Response:
        """Answer with the file itself, to be saved."""
        try:
            data = fetch(node, token, file, counted=request.method == "GET")
        except NotFound:
            raise HTTPException(404) from None
        except LinkClosed:
            raise HTTPException(410) from None
        return Response(
            data,
            media_type=TYPES[file[file.rindex(".") :]],
            headers={**HEADERS, "Content-Disposition": f'attachment; filename="{file}"'},
        )

    return router
