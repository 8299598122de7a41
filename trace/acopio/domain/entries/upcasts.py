"""Reading old entries: one function per version step, from raw body to raw body.

A published version is never changed. When a kind gains version n + 1, its step ``(kind, n)`` is
added here with stored bytes of version n in ``tests/expected/``; the steps run one after the other
until the body has today's shape. There is no older version yet, so the table is empty.
"""

from collections.abc import Callable
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: dict[tuple[str, int], Step] = {}


def upcast(
    kind: str, version: int, target: int, body: dict[str, Any], steps: dict[tuple[str, int], Step]
) -> dict[str, Any]:
    """Return ``body`` of version ``version`` in the shape of version ``target``."""
    for number in range(version, target):
        body = steps[kind, number](body)
    return body
