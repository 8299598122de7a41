"""Papers: what the types of documents are called, and when a number looks like a guía's."""

import re

from acopio.domain.entries.fields import Body
from acopio.domain.spelling import plain

GUIDE = "guia"
"""Guía de remisión: the paper that goods travel with in Peru; one for each journey."""
TYPES: dict[str, tuple[str, ...]] = {
    GUIDE: ("guia-de-remision", "guia-remision", "gre", "waybill"),
    "invoice": ("factura",),
    "bill-of-lading": ("bl", "b/l", "conocimiento-de-embarque"),
    "customs-declaration": ("dam", "dua"),
    "phytosanitary": ("fitosanitario", "certificado-fitosanitario"),
    "lab-report": ("lab", "laboratorio", "informe-de-laboratorio"),
    "contract": ("contrato",),
    "certificate": ("certificado",),
    "packing-list": ("lista-de-empaque",),
    "weight-note": ("pesaje", "nota-de-peso"),
    "delivery-note": ("nota-de-entrega", "acta-de-recepcion"),
    "purchase-receipt": ("liquidacion-de-compra", "liquidacion"),
    "letter": ("carta", "correo", "mail", "email"),
    "photo": ("foto",),
}
"""Types by the word that stands in entries, with the other words that people type."""
_ALIASES = {alias: name for name, aliases in TYPES.items() for alias in aliases}
# SUNAT: a series of four signs (T for senders, V for carriers, EG for its own portal), a number.
_GUIDE_NUMBER = re.compile(r"(?:[TV][A-Z0-9]{3}|EG0[1-4]|EG07|G[0-9]{3}|[0-9]{3,4})-[0-9]{1,8}")
BESIDE = ("lot.split", "name.given")
"""Entries that an act makes beside the one its papers belong to."""
_SUBJECTS = ("subject", "dispatch", "report", "delivery", "sample", "certificate", "batch", "lot",
             "about", "place", "organisation")  # fmt: skip
"""Fields that say what an entry is about, the narrower before the wider."""


def paper_type(text: str) -> str:
    """Return the type of document that people call ``text``; an unknown one stays as typed."""
    key = plain(text).replace(" ", "-")
    if key in TYPES:
        return key
    return _ALIASES.get(key, text.strip())


def is_guide(kind: str) -> bool:
    """Say whether a type of document is the guía de remisión, however an entry calls it."""
    return paper_type(kind) == GUIDE


def looks_like_a_guide(number: str) -> bool:
    """Say whether a number has the form that SUNAT gives: ``T001-442``."""
    return _GUIDE_NUMBER.fullmatch(number.strip().upper()) is not None


def guide_forms(number: str) -> tuple[str, ...]:
    """Return the ways in which one number is written: ``T001-442`` is ``T001-00000442``."""
    typed = number.strip()
    series, dash, count = typed.upper().rpartition("-")
    if not dash or not (count.isascii() and count.isdigit()):
        return tuple(dict.fromkeys((typed, typed.upper())))
    plain = count.lstrip("0") or "0"
    padded = (f"{series}-{plain.zfill(width)}" for width in range(1, 9))
    return tuple(dict.fromkeys((typed, typed.upper(), *padded)))


def subject_of(body: Body) -> str | None:
    """Return the id or code of what an entry is about, if it says so."""
    for name in _SUBJECTS:
        value = getattr(body, name, None)
        if isinstance(value, str):
            return value
    return None
