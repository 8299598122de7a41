"""Versions of plots and their days, and the few figures that people type free."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from acopio.domain.products import PRODUCTS
from acopio.domain.rows.parties import Plot
from acopio.domain.state import State
from acopio.errors import Refusal
from acopio.geo.countries import COUNTRIES

CROPS = tuple(dict.fromkeys(one.crop for one in PRODUCTS.values()))
_CROP_OF = {**{crop: crop for crop in CROPS}, "café": "coffee", "cafe": "coffee"}
_PLAIN = re.compile(r"\d{1,6}(\.\d{1,4})?")


@dataclass(eq=False)
class VersionNotThen(Refusal):
    """A version of a plot that was not in force when the beans were picked or delivered."""

    code = "version-not-then"
    plot: str
    version: int
    begins: str
    ends: str
    first: str
    last: str


@dataclass(eq=False)
class UnknownCountry(Refusal):
    """A country that is no two-letter code."""

    code = "unknown-country"
    given: str


@dataclass(eq=False)
class UnknownCrop(Refusal):
    """A crop that nothing here is made of."""

    code = "unknown-crop"
    given: str
    known: str = ", ".join(CROPS)


@dataclass(eq=False)
class AreaUnreadable(Refusal):
    """An area that is no positive number of hectares."""

    code = "area-unreadable"
    given: str


def last_day(version: Plot, versions: list[Plot]) -> str | None:
    """Return the last day of a version: its own end, or the day before the next one begins."""
    ends = [version.valid_to] if version.valid_to else []
    ends += [
        (date.fromisoformat(one.valid_from) - timedelta(days=1)).isoformat()
        for one in versions
        if one.version > version.version
    ]
    return min(ends, default=None)


def check_version(state: State, version: Plot, first: str, last: str) -> None:
    """Refuse a version that was in force on no day of the harvest, or of the delivery.

    Raises:
        VersionNotThen.
    """
    ends = last_day(version, state.where(Plot, "plot", version.plot))
    if last < version.valid_from or (ends is not None and first > ends):
        raise VersionNotThen(
            plot=version.name or version.plot,
            version=version.version,
            begins=version.valid_from,
            ends=ends or "",
            first=first,
            last=last,
        )


def check_crop(text: str) -> str:
    """Return a crop by its id; ``café`` and ``cafe`` are coffee.

    Raises:
        UnknownCrop.
    """
    crop = _CROP_OF.get(text.strip().casefold())
    if crop is None:
        raise UnknownCrop(given=text)
    return crop


def check_country(text: str) -> str:
    """Return a country as its two-letter code (ISO 3166-1).

    Raises:
        UnknownCountry.
    """
    if text.strip().upper() not in COUNTRIES:
        raise UnknownCountry(given=text)
    return text.strip().upper()


def check_area(text: str) -> Decimal:
    """Return an area in hectares; ``ha`` may stand behind it.

    Raises:
        AreaUnreadable.
    """
    bare = text.strip().removesuffix("ha").strip()
    if not _PLAIN.fullmatch(bare) or Decimal(bare) <= 0:
        raise AreaUnreadable(given=text)
    return Decimal(bare)
