"""The certificate as a file: the page, and inside it everything that proves it.

Attached: ``certificate.json`` (the machine-readable twin), ``certificate.tlog-proof`` (C2SP
tlog-proof of the certificate's own entry), ``entries.jsonl`` (the leaf bytes of the whole history,
one to a line, the certificate's last) and ``log.vkey`` (the log's verifier key).
"""

import io
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pikepdf

from acopio.errors import Refusal

TWIN = "certificate.json"
PROOF = "certificate.tlog-proof"
ENTRIES = "entries.jsonl"
KEY = "log.vkey"
_TYPES = {
    TWIN: "application/json",
    PROOF: "text/plain",
    ENTRIES: "application/jsonl",
    KEY: "text/plain",
}
_NAMES = {"/EmbeddedFiles"}
_ATTACHED = {"/AF", "/Names", "/Pages"}
_STORED = {"/DecodeParms", "/Filter", "/Length"}
"""How a stream is stored, not what it holds."""
_DEEPEST = 20
_MOST_PAGES = 60


@dataclass(eq=False)
class NotACertificate(Refusal):
    """A file that is no certificate of ours, or has lost what was attached."""

    code = "not-a-certificate"
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A certificate with everything that proves it."""

    page: bytes
    """The PDF page alone."""
    twin: bytes
    proof: bytes
    entries: bytes
    key: bytes


def bind(bundle: Bundle) -> bytes:
    """Return one PDF with the proofs attached; the same bundle gives the same bytes."""
    attached = {TWIN: bundle.twin, PROOF: bundle.proof, ENTRIES: bundle.entries, KEY: bundle.key}
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bundle.page)) as pdf:
        for name, data in attached.items():
            spec = pikepdf.AttachedFileSpec(
                pdf,
                data,
                filename=name,
                mime_type=_TYPES[name],
                creation_date="",
                mod_date="",
                relationship=pikepdf.Name.Data,
            )
            pdf.attachments[name] = spec
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def unbind(data: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return what is attached to a certificate, and what its page shows.

    Raises:
        NotACertificate: it is no PDF, or something is missing or too much.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = {name: pdf.attachments[name].get_file().read_bytes() for name in _TYPES}
            if not 1 <= len(pdf.pages) <= _MOST_PAGES:
                raise NotACertificate(missing="one-page")
            if len(pdf.attachments) != len(found) or set(pdf.Root.Names.keys()) != _NAMES:
                raise NotACertificate(missing="too-much")
            return found, drawing(pdf)
    except KeyError as error:
        raise NotACertificate(missing=str(error.args[0])) from None
    except (
        pikepdf.PasswordError,
        pikepdf.PdfError,
        AttributeError,
        RecursionError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        raise NotACertificate(missing=type(error).__name__) from None


def drawing(pdf: pikepdf.Pdf) -> bytes:
    """Return everything that makes the pages look as they do: drawing, fonts, notes, size."""
    shown = [_told(pdf.Root, _ATTACHED), _told(pdf.Root.Pages, {"/Kids"})]
    pages = [_told(page.obj, {"/Parent"}) for page in pdf.pages]
    return "\n".join([*shown, *pages]).encode("utf-8")


def _told(value: Any, without: Collection[str] = (), depth: int = 0) -> str:
    """Return an object as text: the same for the same content, however it is stored."""
    if depth > _DEEPEST:
        raise NotACertificate(missing="too-deep")
    if isinstance(value, pikepdf.Array):
        return f"[{' '.join(_told(one, (), depth + 1) for one in value)}]"
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return value.unparse().hex() if isinstance(value, pikepdf.Object) else repr(value)
    is_stream = isinstance(value, pikepdf.Stream)
    hidden = {*without, *(_STORED if is_stream else ())}
    items = value.stream_dict.items() if is_stream else value.items()
    told = [f"{k} {_told(v, (), depth + 1)}" for k, v in sorted(items) if k not in hidden]
    content = sha256(value.read_bytes()).hexdigest() if is_stream else ""
    return f"<<{' '.join(told)}>>{content}"


def page_drawing(page: bytes) -> bytes:
    """Return what a page shows as it comes from the drawing board."""
    with pikepdf.open(io.BytesIO(page)) as pdf:
        return drawing(pdf)
