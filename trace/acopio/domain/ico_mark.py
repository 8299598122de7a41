"""The ICO mark of a coffee shipment: country, exporter, serial, as ``030-0123-0045``.

Country codes are the ICO's own, not ISO's. The serial begins again each 1 October, so a mark alone
names no shipment for ever. Source: ICO rules on statistics (identification mark); the serial may
have five digits since the rules of 2022, and some real exporters have five too. Codes of countries
as seen on real marks.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"0*(\d{1,3})[-/. ]+(\d{1,5})[-/. ]+(\d{1,5})", re.ASCII)
_WORD = re.compile(r"(?:\b(?:ICO|OIC)\b[:. ]*)?(?:\bN[O°º.]*|#)?\s*(?=\d)", re.IGNORECASE)
COUNTRIES = {
    2: "BR", 3: "CO", 5: "CR", 10: "ET", 11: "GT", 13: "HN", 16: "MX", 17: "NI", 29: "PA",
    30: "PE", 33: "TZ", 35: "UG", 37: "KE",
}  # fmt: skip
"""ISO codes of the countries whose ICO code is known here."""


@dataclass(frozen=True, slots=True)
class IcoMark:
    """A mark in its three parts."""

    country: int
    exporter: int
    serial: int

    @property
    def printed(self) -> str:
        """The mark as it is printed: padded with noughts, dashes between."""
        return f"{self.country:03d}-{self.exporter:04d}-{self.serial:04d}"

    @property
    def country_iso(self) -> str | None:
        """The two letters of the country, if its code is known here."""
        return COUNTRIES.get(self.country)


def read_ico_mark(text: str) -> IcoMark | None:
    """Read a mark as people write it: ``11/441/50``, ``ICO 030-123-45``; nothing else is guessed.

    A mark of two parts lacks its exporter or its serial, and is none.
    """
    found = _MARK.fullmatch(_WORD.sub("", text.strip(), count=1))
    if found is None:
        return None
    country, exporter, serial = map(int, found.groups())
    return IcoMark(country, exporter, serial) if country and exporter and serial else None
