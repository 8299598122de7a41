"""What people call a protocol, the lines of its result and the words in them.

Inspections name the version they were signed under; what no longer is, or never was ours, keeps
the name it came with.
"""

import re
from collections.abc import Collection, Sequence

from acopio.quality.limits import NOT_STATED
from acopio.quality.protocol import Protocol, Words
from acopio.quality.registry import PROTOCOLS, newest

_SIGNS = {"<=": "≤", ">=": "≥", "in": "="}
_LIMIT = re.compile(r"(\S+) (\S+) (<=|>=|<|>|in) (.+) \((.+)\)")
_KEY = re.compile(r"[a-z][a-z0-9_-]{2,}")
_LINE = re.compile(r"(\d+: |)([a-z][a-z0-9_]+)( = |: )(.+)")
"""A line of working about one figure, of one form where it has a number."""
_NAMES = {NOT_STATED: Words("no consta", "not stated")}
"""Words that stand in the working of every protocol."""
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
    names = _own_words(protocol, key, language)
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
    names = _names(protocol, language)
    return [_line_in_words(protocol, line, names, language) for line in lines]


def _names(protocol: Protocol, language: str) -> dict[str, str]:
    """Return everything that working may name; a line comes before a word of the same key."""
    words = [word for one in protocol.attributes for word in one.choices]
    words += [word for one in protocol.figures for word in one.words]
    names = {word.key: word.name.of(language) for word in words}
    names |= {key: name.of(language) for key, name in _NAMES.items()}
    keys = {one.key for one in protocol.figures} | {one.key for one in protocol.attributes}
    for key in keys | {key.removesuffix("_pct") for key in keys}:
        name = protocol.name_of(f"{key}_pct", language) or protocol.name_of(key, language)
        names[key] = name or key
    return names


def _line_in_words(protocol: Protocol, line: str, names: dict[str, str], language: str) -> str:
    """Return one line; what follows a figure that has words of its own is said in those."""
    found = _LINE.fullmatch(line)
    if found is None or found[2] not in names:
        return _KEY.sub(lambda key: names.get(key[0], key[0]), line)
    form, key, sign, rest = found.groups()
    said = figure_value(protocol.id, protocol.version, key, rest, language)
    if said == rest:
        own = names | _own_words(protocol, key, language)
        said = _KEY.sub(lambda one: own.get(one[0], one[0]), rest)
    if said.casefold().startswith(names[key].casefold()):
        return form + said
    return f"{form}{names[key]}{sign}{said}"


def _own_words(protocol: Protocol, key: str, language: str) -> dict[str, str]:
    """Return the words that a figure or a line may be, by their keys."""
    words = [word for one in protocol.figures if one.key == key for word in one.words]
    words += [word for one in protocol.attributes if one.key == key for word in one.choices]
    return {word.key: word.name.of(language) for word in words}


def tells(line: str, keys: Collection[str]) -> bool:
    """Say whether a line of working leads to one of these figures."""
    found = _LINE.fullmatch(line)
    return found is not None and (found[2] in keys or f"{found[2]}_pct" in keys)


def named_figure(identity: str, version: str | None, key: str, value: str, language: str) -> str:
    """Return a figure with its name and unit: ``Beans per 100 g: 81``, ``Grade I``."""
    name = figure_name(identity, version, key, language)
    shown = figure_value(identity, version, key, value, language)
    if shown.casefold().startswith(name.casefold()):
        return shown
    return f"{name}: {shown} {figure_unit(identity, version, key)}".strip()


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
