"""Reading old entries: one function per version step, from raw body to raw body.

A published version is never changed. When a kind gains version n + 1, its step ``(kind, n)`` is
added here with stored bytes of version n in ``tests/expected/``; the steps run one after the other
until the body has today's shape.
"""

from collections.abc import Callable
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]


def _more_fields(body: dict[str, Any]) -> dict[str, Any]:
    """What version 2 added may be left out: a body of version 1 is one of version 2."""
    return body


STEPS: dict[tuple[str, int], Step] = {
    ("staff.appointed", 1): _more_fields,
    ("scheme-certificate.recorded", 1): _more_fields,
    ("profile.recorded", 1): _more_fields,
    ("sample.drawn", 1): _more_fields,
    ("inspection.signed", 1): _more_fields,
    ("result.reported", 1): _more_fields,
    ("lot.certified", 1): _more_fields,
    ("lot.downgraded", 1): _more_fields,
    ("lot.rejected", 1): _more_fields,
}


def upcast(
    kind: str, version: int, target: int, body: dict[str, Any], steps: dict[tuple[str, int], Step]
) -> dict[str, Any]:
    """Return ``body`` of version ``version`` in the shape of version ``target``."""
    for number in range(version, target):
        body = steps[kind, number](body)
    return body
