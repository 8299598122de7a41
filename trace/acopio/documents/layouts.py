"""What the pages of each layout call protocols and limits.

A certificate is drawn again when it is verified, so a page that was handed out is worded as it was
for ever. A new wording is a new layout.
"""

from typing import Literal

from acopio.messages.forming import harmless
from acopio.quality.naming import limit_text, protocol_name

Language = Literal["es", "en"]
CUSTODY_1, CUSTODY_2 = "acopio/custody/v1", "acopio/custody/v2"
QUALITY_1 = "acopio/quality/v1"
CUSTODY = CUSTODY_2
"""The layout that chain-of-custody certificates are drawn in today."""
QUALITY = QUALITY_1

_FIRST_PROTOCOLS = {
    "coffee.cup.sca2004": ("Taza SCA 2004", "SCA 2004 cupping"),
    "cacao.cut.iso2451": ("Prueba de corte ISO 2451", "ISO 2451 cut test"),
}
_FIRST_FIELDS = {
    "grade": ("grado", "grade"),
    "total": ("puntaje", "score"),
    "class": ("clase", "class"),
    "mouldy_pct": ("mohosos, %", "mouldy, %"),
    "slaty_pct": ("pizarrosos, %", "slaty, %"),
    "other_pct": ("otros defectos, %", "other defects, %"),
    "violet_pct": ("violetas, %", "violet, %"),
    "partly_purple_pct": ("violáceos, %", "partly purple, %"),
    "well_fermented_pct": ("bien fermentados, %", "well fermented, %"),
    "defects": ("defectos de taza", "cup defects"),
}


def protocol_words(layout: str, identity: str, version: str | None, language: str) -> str:
    """Return what a page calls a protocol."""
    if layout == CUSTODY_1:
        known = _FIRST_PROTOCOLS.get(identity)
        return known[language == "en"] if known else harmless(identity)
    return protocol_name(identity, version, language)


def limit_words(layout: str, limit: tuple[str, str, str, str], language: str) -> str:
    """Return a limit as a page writes it: ``Moisture ≤ 7.0 %``."""
    _protocol, field, op, value = limit
    if layout == CUSTODY_1:
        sign = {"<=": "≤", ">=": "≥"}.get(op, "=")
        known = _FIRST_FIELDS.get(field)
        return f"{known[language == 'en'] if known else harmless(field)} {sign} {value}"
    return limit_text(limit, language)
