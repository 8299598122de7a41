"""Pages as bytes: one HTML response, its style inside, no script, nothing fetched."""

import base64
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from acopio.documents.pages.model import LotPage, lot_page
from acopio.documents.pages.public import PublicLot
from acopio.documents.pages.wording import LANGUAGES, Language, text

CSS = files("acopio.documents.pages").joinpath("templates/style.css").read_text(encoding="utf-8")
_DIGEST = base64.b64encode(sha256(CSS.encode("utf-8")).digest()).decode("ascii")
POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none'"
"""What the page may load: its own style and nothing else; it may run no script at all."""
BOTH = (("es", "#es"), ("en", "#en"))


def _visible(value: object) -> object:
    """Take out the signs that turn text round or hide it; escaping does the rest."""
    if type(value) is not str:
        return value
    return "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in value)


_ENVIRONMENT = Environment(
    loader=PackageLoader("acopio.documents.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=_visible,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A page that says one thing: no such code, no answer, or what this place is."""

    language: Language
    title: str
    lines: tuple[str, ...]
    issuer: str
    tone: str = ""
    code: str = ""
    form: bool = False

    def say(self, key: str, **fields: object) -> str:
        """Return fixed words in the language of the page."""
        return text(key, self.language, **fields)


def live_lot(lot: PublicLot, language: Language, path: str) -> bytes:
    """Return the page of a lot or sack in one language, as the node serves it."""
    return _page(
        "lot.html",
        [lot_page(lot, language)],
        languages=[(one, f"{path}?lang={one}") for one in LANGUAGES],
        address=address(lot),
        json=f"{path}.json",
        whole="",
        others={},
    )


def published_lot(lot: PublicLot) -> bytes:
    """Return the file of a lot or sack: both languages, switched without script.

    A sack's file is short and leads to the lot's: there are hundreds of them.
    """
    pages = [lot_page(lot, language) for language in LANGUAGES]
    return _page(
        "lot.html",
        pages,
        languages=BOTH,
        address=address(lot),
        json="index.json",
        whole=f"../../L/{lot.code}/" if lot.sack else "",
        policy=POLICY,
        # Whoever opens a file cannot have said which language they read: show the state in both.
        others={pages[0].language: pages[1]},
    )


def notice(pages: Sequence[Notice], *, published: bool = False, path: str = "") -> bytes:
    """Return a page that says one thing, in one language or (published) in both."""
    languages = BOTH if published else [(one, f"{path}?lang={one}") for one in LANGUAGES]
    return _page(
        "notice.html",
        pages,
        languages=languages if published or path else (),
        policy=POLICY if published else "",
    )


def address(lot: PublicLot) -> str:
    """Return the public address of a lot or sack; nothing without a domain."""
    base = (lot.issuer.address or "").rstrip("/")
    if not base.lower().startswith(("https://", "http://")):
        return ""
    return f"{base}/S/{lot.sack.code}" if lot.sack else f"{base}/L/{lot.code}"


def _page(
    template: str,
    pages: Sequence[LotPage] | Sequence[Notice],
    *,
    languages: Sequence[tuple[str, str]],
    address: str = "",
    json: str = "",
    whole: str = "",
    policy: str = "",
    others: Mapping[str, LotPage] | None = None,
) -> bytes:
    first = pages[0]
    html = _ENVIRONMENT.get_template(template).render(
        pages=pages,
        language=first.language,
        title=first.title,
        description=first.description if isinstance(first, LotPage) else first.lines[0],
        site=first.issuer,
        languages=languages,
        address=address,
        json=json,
        whole=whole,
        policy=policy,
        others=others or {},
        css=CSS,
    )
    return html.encode("utf-8")
