"""What people call a protocol, the lines of its result and the words in them.

Inspections name the version they were signed under; what no longer is, or never was ours, keeps
the name it came with.
"""

import re
from collections.abc import Sequence

from acopio.quality.protocol import Protocol
from acopio.quality.registry import PROTOCOLS, newest

_SIGNS = {"<=": "≤", ">=": "≥", "in": "="}
_LIMIT = re.compile(r"(\S+) (\S+) (<=|>=|<|>|in) (.+) \((.+)\)")
_KEY = re.compile(r"[a-z][a-z0-9_]{2,}")
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
    return ", ".join(_named(part, names) for part in value.split(", "))


def _named(part: str, names: dict[str, str]) -> str:
    """Return a word by its name; of a tally, such as ``floral 2``, the word before the number."""
    word, space, number = part.rpartition(" ")
    if space and number.isdecimal() and word in names:
        return f"{names[word]} {number}"
    return names.get(part, part)


def working_in_words(
    identity: str, version: str | None, lines: Sequence[str], language: str
) -> list[str]:
    """Return lines of arithmetic with the names that people use; the figures stay as signed."""
    protocol = known(identity, version)
    if protocol is None:
        return list(lines)
    keys = {one.key for one in protocol.figures} | {one.key for one in protocol.attributes}
    keys |= {key.removesuffix("_pct") for key in keys}
    names = {
        key: (protocol.name_of(f"{key}_pct", language) or protocol.name_of(key, language) or key)
        for key in keys
    }
    names |= {word.key: word.name.of(language) for one in protocol.figures for word in one.words}
    return [_KEY.sub(lambda found: names.get(found[0], found[0]), line) for line in lines]


def headline(identity: str, version: str | None, values: dict[str, str]) -> str | None:
    """Return the name of the figure that stands for a result, if one does."""
    protocol = known(identity, version)
    wanted = (protocol.headline,) if protocol else _HEADLINES
    return next((key for key in wanted if key and key in values), None)


def limit_text(limit: tuple[str, str, str, str], language: str) -> str:
    """Return a limit (protocol, field, operator, value) in words: ``Moisture ≤ 7.0 %``."""
    protocol, field, op, value = limit
    shown = figure_value(protocol, None, field, value, language)
    name, unit = figure_name(protocol, None, field, language), figure_unit(protocol, None, field)
    return f"{name} {_SIGNS.get(op, op)} {shown} {unit}".strip()


def limits_in_words(text: str, language: str) -> str | None:
    """Return limits with what was found, ``cacao.cut.iso2451 grade in I (II); …``, in words."""
    parts = [_LIMIT.fullmatch(part) for part in text.split("; ")]
    if not all(parts):
        return None
    said = []
    for part in parts:
        protocol, field, op, value, found = part.groups() if part else ("",) * 5
        shown = figure_value(protocol, None, field, found, language)
        name = protocol_name(protocol, None, language)
        said.append(f"{name}: {limit_text((protocol, field, op, value), language)} ({shown})")
    return "; ".join(said)
