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


def _one_lot_to_runs(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 held one lot in each job, which had no name, and counted reprints from one."""
    same = {"job", "medium", "copies", "printer", "reason"}
    run = [body["lot"], body["first"], body["last"], body["copy"] + 1]
    kept = {name: value for name, value in body.items() if name in same}
    number = f"E-{body['job'][-6:].upper()}"
    return kept | {"number": number, "what": "sack", "start": 1, "labels": [run]}


def _good_ones(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 named the lot beside the job that has it."""
    return {"job": body["job"], "good": body["last_good"]}


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
    ("labels.printed", 1): _one_lot_to_runs,
    ("labels.confirmed", 1): _good_ones,
}


def upcast(
    kind: str, version: int, target: int, body: dict[str, Any], steps: dict[tuple[str, int], Step]
) -> dict[str, Any]:
    """Return ``body`` of version ``version`` in the shape of version ``target``."""
    for number in range(version, target):
        body = steps[kind, number](body)
    return body
