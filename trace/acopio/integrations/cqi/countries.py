"""The countries of CQI lists, which print names, as two-letter codes."""

from functools import cache

from babel import Locale

_PRINTED = {
    "cote d?ivoire": "CI",
    "lao pdr": "LA",
    "myanmar": "MM",
    "tanzania, united republic of": "TZ",
    "united states (hawaii)": "US",
    "united states (puerto rico)": "PR",
}
"""As the lists print them, where English otherwise says something else."""


@cache
def _names() -> dict[str, str]:
    named = Locale("en").territories.items()
    return {name.lower(): code for code, name in named if len(code) == 2} | _PRINTED


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 code of a printed country; nothing if no country is called that."""
    return _names().get(" ".join(name.split()).lower())
