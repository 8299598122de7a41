"""Taking committed values out of a body, and putting opened ones back.

The name of a disclosure is the JSON pointer (RFC 6901) of the value inside the body.
"""

import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from acopio.domain.entries.fields import COMMITTED, Body
from acopio.domain.entries.kinds import KINDS
from acopio.errors import Refusal

Plan = tuple[tuple[str, bool, "Plan | None"], ...]
"""For each field with something committed: name, whether it is, and the plan of what is inside."""


@cache
def plan_of(struct: type[Any]) -> Plan:
    """Return which fields of a body, or of the objects inside it, are committed."""
    found: list[tuple[str, bool, Plan | None]] = []
    for name, hint in get_type_hints(struct, include_extras=True).items():
        if name.startswith("__"):
            continue
        if get_origin(hint) is Annotated and COMMITTED in hint.__metadata__:
            found.append((name, True, None))
        elif inner := _inner_plan(hint):
            found.append((name, False, inner))
    return tuple(found)


def _inner_plan(hint: Any) -> Plan | None:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return plan_of(hint) or None
    if get_origin(hint) in {tuple, Union, types.UnionType, Annotated}:
        plans = (_inner_plan(arg) for arg in get_args(hint))
        return next((plan for plan in plans if plan), None)
    return None


def committed_pointers(struct: type[Body]) -> list[str]:
    """Return the pointers of a body's committed fields, ``*`` for any list index."""
    return [pointer for pointer, _ in _patterns(plan_of(struct), "")]


def _patterns(plan: Plan, prefix: str) -> Iterable[tuple[str, None]]:
    for name, committed, inner in plan:
        if committed:
            yield f"{prefix}/{name}", None
        elif inner:
            yield from _patterns(inner, f"{prefix}/{name}/*")


def redact(body: Body) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """Return the clear body as plain values, and the committed ones with their pointers."""
    raw: dict[str, Any] = msgspec.to_builtins(body)
    taken: list[tuple[str, Any]] = []
    _take(raw, plan_of(type(body)), "", taken)
    if nested := _nested(raw):
        _take(raw["new"], plan_of(nested), "/new", taken)
    return raw, taken


def _nested(raw: dict[str, Any]) -> type[Body] | None:
    """Return the body type that a correction carries inside."""
    if "new" not in raw or "kind" not in raw:
        return None
    kind = KINDS.get(str(raw["kind"]))
    return kind.body if kind else None


def _take(raw: dict[str, Any], plan: Plan, prefix: str, taken: list[tuple[str, Any]]) -> None:
    for name, committed, inner in plan:
        if name not in raw:
            continue
        if committed:
            taken.append((f"{prefix}/{name}", raw.pop(name)))
        elif isinstance(raw[name], dict):
            _take(raw[name], inner or (), f"{prefix}/{name}", taken)
        else:
            for index, item in enumerate(raw[name]):
                _take(item, inner or (), f"{prefix}/{name}/{index}", taken)


@cache
def is_committed(struct: type[Body]) -> Callable[[str], bool]:
    """Return a test whether a pointer names a committed field of this body."""
    patterns = {tuple(pattern.split("/")) for pattern in committed_pointers(struct)}

    def test(pointer: str) -> bool:
        parts = tuple("*" if part.isdigit() else part for part in pointer.split("/"))
        return parts in patterns

    return test


@dataclass(eq=False)
class DisclosureMisplaced(Refusal):
    """A disclosure that names no committed field of its entry, or one that stands there already."""

    code = "disclosure-misplaced"
    pointer: str


def restore(
    raw: dict[str, Any], opened: Iterable[tuple[str, Any]], struct: type[Body] | None
) -> dict[str, Any]:
    """Return the clear body with opened values put back where their pointers say.

    ``struct`` is the body's type, or ``None`` for a body of an older version.

    Raises:
        DisclosureMisplaced: a pointer names anything but an absent committed field.
    """
    for pointer, value in opened:
        if struct is not None and not _may_hold(struct, _nested(raw), pointer):
            raise DisclosureMisplaced(pointer=pointer)
        _put_back(raw, pointer, value)
    return raw


def _may_hold(struct: type[Body], nested: type[Body] | None, pointer: str) -> bool:
    """Say whether a pointer names a committed field of a body or of the one it carries."""
    if nested and pointer.startswith("/new/"):
        return is_committed(nested)(pointer.removeprefix("/new"))
    return is_committed(struct)(pointer)


def _put_back(raw: dict[str, Any], pointer: str, value: Any) -> None:
    target: Any = raw
    parts = pointer.split("/")[1:]
    try:
        for part in parts[:-1]:
            target = target[int(part)] if isinstance(target, list) else target[part]
        if parts[-1] in target:
            raise DisclosureMisplaced(pointer=pointer)
        target[parts[-1]] = value
    except (KeyError, IndexError, ValueError, TypeError):
        raise DisclosureMisplaced(pointer=pointer) from None
