"""How the parts of a catalogue become one."""

from collections.abc import Mapping


def merged(*parts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the words of all parts: two parts may hold words of one kind."""
    whole: dict[str, dict[str, str]] = {}
    for part in parts:
        for kind, known in part.items():
            whole.setdefault(kind, {}).update(known)
    return whole
