"""What the reader asked for: language, page or JSON, compressed or not, known already or not."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Literal

from acopio.documents.pages.wording import LANGUAGES, Language

Form = Literal["html", "json"]


def language_of(asked: str | None, header: str) -> Language:
    """Return the language asked for in the address, else the best of the header, else Spanish."""
    for known in LANGUAGES:
        if asked and asked.lower() == known:
            return known
    weights: dict[str, Decimal] = {}
    for name, weight in _weighted(header):
        weights.setdefault(name.split("-")[0], weight)
    best = max(LANGUAGES, key=lambda one: weights.get(one, Decimal(0)))
    return best if weights.get(best) else LANGUAGES[0]


def form_of(accept: str) -> Form:
    """Return JSON only where it is asked for before HTML: browsers never do."""
    weights = dict(_weighted(accept))
    as_json = weights.get("application/json", Decimal(0))
    as_html = max(weights.get(name, Decimal(0)) for name in ("text/html", "application/xhtml+xml"))
    return "json" if as_json > as_html else "html"


def takes_gzip(header: str) -> bool:
    """Say whether the reader unpacks gzip."""
    weights = dict(_weighted(header))
    return weights.get("gzip", weights.get("*", Decimal(0))) > 0


def is_known(header: str, etag: str) -> bool:
    """Say whether ``If-None-Match`` names this version."""
    if header.strip() == "*":
        return True
    bare = etag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == bare for one in header.split(","))


def _weighted(header: str) -> Iterator[tuple[str, Decimal]]:
    """Yield what a header names with its weights; what is unreadable weighs nothing."""
    for part in header.split(",")[:50]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = Decimal(1)
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    weight = Decimal(value.strip())
                except InvalidOperation:
                    weight = Decimal(0)
        if name and weight.is_finite():
            yield name.lower(), weight
