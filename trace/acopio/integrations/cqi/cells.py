"""Cells that stand alone: dates, moisture, altitude, ICO number, test lots."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from acopio.integrations.cqi.model import Finding

GRADED = "Grading Date"
EXPIRES = "Expiration"
MOISTURE = "Moisture"
ALTITUDE = "Altitude"
ICO = "ICO Number"

CERTIFICATE_DAYS = 365

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE = re.compile(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th), ([0-9]{4})", re.IGNORECASE)

_PER_CENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?) *%")
# Outside this green coffee is not coffee, or not a measurement.
_DRIEST, _WETTEST = Decimal(5), Decimal(25)

_METRES_LOW, _METRES_HIGH = Decimal(20), Decimal(3000)
_FOOT_M = Decimal("0.3048")
_FEET = re.compile(r"feet|ft|pies|p\.?s\.?n|'\s*$", re.IGNORECASE)
_HEIGHT = re.compile(r"(?:[0-9]{1,3}(?:[,'][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LONGEST_HEIGHT = 12

_CROP_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?: *[/-] *(?:[0-9]{2}){1,2})?")

_TEST_COLUMNS = ("Farm Name", "Lot Number", "Mill", ICO, ALTITUDE, "Region", "Harvest Year")


def read_date(typed: str) -> date | None:
    """Read ``April 4th, 2015``."""
    match = _DATE.fullmatch(typed.strip())
    if not match or match[1].lower() not in _MONTHS:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
    except ValueError:
        return None


def date_findings(graded: str, expires: str) -> list[Finding]:
    """Flag dates that cannot be read, and a certificate that does not live 365 days."""
    start, end = read_date(graded), read_date(expires)
    unreadable = [(GRADED, graded, start), (EXPIRES, expires, end)]
    findings = [
        Finding(column, typed, "date-unreadable")
        for column, typed, day in unreadable
        if day is None
    ]
    if start and end and (end - start).days != CERTIFICATE_DAYS:
        days = str(CERTIFICATE_DAYS)
        findings.append(Finding(EXPIRES, expires, "expiry-not-365-days", expected=days))
    return findings


def read_moisture(typed: str) -> tuple[Decimal | None, list[Finding]]:
    """Read ``11.8 %``; zero means that nobody measured, outside 5 to 25 % it is asked."""
    text = typed.strip()
    match = _PER_CENT.fullmatch(text)
    if text and not match:
        return None, [Finding(MOISTURE, typed, "moisture-unreadable")]
    value = Decimal(match[1]) if match else Decimal(0)
    if not value:
        return None, [Finding(MOISTURE, typed, "moisture-not-measured")]
    if not _DRIEST <= value <= _WETTEST:
        return None, [Finding(MOISTURE, typed, "moisture-out-of-range", expected="5-25 %")]
    return value, []


def altitude_findings(typed: str) -> list[Finding]:
    """Flag an altitude at which no coffee grows, read as metres unless feet are named.

    A point is decimal (1.872 is not taken for 1872); a comma or an apostrophe groups thousands.
    """
    text = typed.strip()
    if not text:
        return []
    heights = [re.sub("[,']", "", height) for height in _HEIGHT.findall(text)]
    if not heights:
        return [Finding(ALTITUDE, typed, "altitude-unreadable")]
    unit = _FOOT_M if _FEET.search(text) else Decimal(1)
    if all(_is_altitude(height, unit) for height in heights):
        return []
    return [Finding(ALTITUDE, typed, "altitude-implausible", expected="20-3000 m")]


def _is_altitude(height: str, unit: Decimal) -> bool:
    return len(height) <= _LONGEST_HEIGHT and (
        _METRES_LOW <= Decimal(height) * unit <= _METRES_HIGH
    )


def ico_findings(typed: str) -> list[Finding]:
    """Flag what was typed only to fill the box: words, crop years, 0, 123, 2222."""
    text = typed.strip()
    digits = re.sub(r"[^0-9]", "", text)
    is_short = text == digits and (len(digits) <= 3 or len(set(digits)) == 1)
    if text and (not digits or is_short or _CROP_YEAR.fullmatch(text)):
        return [Finding(ICO, typed, "ico-placeholder")]
    return []


def trial_lot_findings(cells: Mapping[str, str]) -> list[Finding]:
    """Flag a lot that somebody made to try out the form."""
    for column in _TEST_COLUMNS:
        if cells[column].strip().casefold() == "test":
            return [Finding(column, cells[column], "test-lot")]
    return []
