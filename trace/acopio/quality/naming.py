"""What people call a protocol, the lines of its result and the words in them.

Inspections name the version they were signed under; what no longer is, or never was ours, keeps
the name it came with.
"""

from acopio.quality.protocol import Protocol
from acopio.quality.registry import PROTOCOLS, newest

_HEADLINES = ("grade", "score", "total")
"""Of a result that is not ours: the first of these stands for it."""


def known(identity: str, version: str | None = None) -> Protocol | None:
    """Return a protocol in one version, else in its newest, else nothing."""
    versions = PROTOCOLS.get(identity)
    if not versions:
        return None
    return versions.get(version or "") or newest(versions)


def protocol_name(identity: str, version: str | None, language: str) -> str:
    """Return the name of a protocol."""
    protocol = known(identity, version)
    return protocol.name.of(language) if protocol else identity


def figure_name(identity: str, version: str | None, key: str, language: str) -> str:
    """Return what a line of a result is called."""
    protocol = known(identity, version)
    found = protocol.name_of(key, language) if protocol else None
    return found or key.removesuffix("_pct").replace("_", " ")


def figure_unit(identity: str, version: str | None, key: str) -> str:
    """Return the unit of a line of a result."""
    protocol = known(identity, version)
    if protocol is None:
        return "%" if key.endswith("_pct") else ""
    return protocol.unit_of(key)


def figure_value(identity: str, version: str | None, key: str, value: str, language: str) -> str:
    """Return a figure as people read it: a grade or class by its word, numbers as they are."""
    protocol = known(identity, version)
    if protocol is None:
        return value
    words = [*(one for figure in protocol.figures if figure.key == key for one in figure.words)]
    words += [one for line in protocol.attributes if line.key == key for one in line.choices]
    names = {one.key: one.name.of(language) for one in words}
    names |= {band.name.en: band.name.of(language) for band in protocol.bands}
    return ", ".join(names.get(part, part) for part in value.split(", "))


def headline(identity: str, version: str | None, values: dict[str, str]) -> str | None:
    """Return the name of the figure that stands for a result, if one does."""
    protocol = known(identity, version)
    wanted = (protocol.headline,) if protocol else _HEADLINES
    return next((key for key in wanted if key and key in values), None)
