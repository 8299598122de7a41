"""What the regulation says today, as dated rows with their source: never constants in the code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something a source says, from a day until another or until something else is known."""

    about: str
    value: str
    valid_from: str
    source: str
    valid_to: str | None = None


CUT_OFF = "2020-12-31"
"""Land where forest stood after this day is no longer deforestation-free (article 2(13))."""

ROWS = (
    Said(
        about="regulation",
        value="(EU) 2023/1115, as amended by (EU) 2024/3234 and (EU) 2025/2650",
        valid_from="2025-12-23",
        source="OJ 23 December 2025",
    ),
    Said(
        about="applies-from",
        value="2026-12-30; micro and small undertakings 2027-06-30",
        valid_from="2025-12-23",
        source="(EU) 2025/2650",
    ),
    Said(
        about="country-risk PE",
        value="standard",
        valid_from="2025-05-22",
        source="Implementing Regulation (EU) 2025/1093",
    ),
    Said(
        about="geojson",
        value="GeoJSON file description 1.3",
        valid_from="2026-05-29",
        source="EUDR information system, operator API reference 1.0",
    ),
    *(
        Said(about="hs-heading", value=heading, valid_from="2023-06-29", source="Annex I")
        for heading in ("0901", "1801", "1802", "1803", "1804", "1805", "1806")
    ),
)


def said_on(day: str, about: str | None = None) -> tuple[Said, ...]:
    """Return what was said on a day, of one matter or of all."""
    return tuple(
        row
        for row in ROWS
        if (about is None or row.about == about)
        and row.valid_from <= day
        and (row.valid_to is None or day <= row.valid_to)
    )


def in_annex(hs: str, day: str) -> bool:
    """Say whether a product's HS code stands in Annex I on a day."""
    return any(hs.startswith(row.value) for row in said_on(day, "hs-heading"))
