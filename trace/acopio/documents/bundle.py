"""The certificate as a file: the page, and inside it everything that proves it.

Attached: ``certificate.json`` (the machine-readable twin), ``certificate.tlog-proof`` (C2SP
tlog-proof of the certificate's own entry), ``entries.jsonl`` (the leaf bytes of the whole history,
one to a line, the certificate's last) and ``log.vkey`` (the log's verifier key).
"""

import io
from dataclasses import dataclass

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
    """Return what is attached to a certificate, and what its page draws.

    Raises:
        NotACertificate: it is no PDF, or something is missing.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = {
                name: pdf.attachments[name].get_file().read_bytes()
                for name in (TWIN, PROOF, ENTRIES, KEY)
            }
            if len(pdf.pages) != 1:
                raise NotACertificate(missing="one-page")
            return found, drawing(pdf)
    except KeyError as error:
        raise NotACertificate(missing=str(error.args[0])) from None
    except (pikepdf.PdfError, ValueError) as error:
        raise NotACertificate(missing=type(error).__name__) from None


def drawing(pdf: pikepdf.Pdf) -> bytes:
    """Return the drawing instructions of the first page, with those of the forms it uses."""
    page = pdf.pages[0]
    page.contents_coalesce()
    parts = [page.Contents.read_bytes()]
    resources = page.get("/Resources", pikepdf.Dictionary())
    for _name, form in sorted(resources.get("/XObject", pikepdf.Dictionary()).items()):
        parts.append(form.read_bytes())
    return b"\n".join(parts)


def page_drawing(page: bytes) -> bytes:
    """Return the drawing instructions of a page as it comes from the drawing board."""
    with pikepdf.open(io.BytesIO(page)) as pdf:
        return drawing(pdf)
