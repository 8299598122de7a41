"""JSON Schemas of all entries, and the table of entry kinds that the documents print.

Both come from the structs themselves, so they cannot say anything else than the code does. A
schema describes a body with its committed values, marked ``x-committed``; in a log these are left
out.
"""

from typing import Any

import msgspec

from acopio.domain.entries.commitments import committed_pointers, plan_of
from acopio.domain.entries.envelope import Entry
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KINDS, Kind, kind_named
from acopio.domain.permissions import PERMISSIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENVELOPE = "envelope"
COLUMNS = (
    "kind",
    "v",
    "who appends it",
    "what it changes",
    "divided",
    "clear",
    "committed",
    "never",
)
_LISTS = "/*"


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a kind's body in its current version.

    Raises:
        NewerEntry: there is no such kind.
    """
    known = kind_named(kind, 1)
    return _schema(known.body, f"acopio:entry/{known.name}/v{known.version}")


def envelope_schema() -> dict[str, Any]:
    """Return the JSON Schema of the envelope that all kinds share."""
    return _schema(Entry, f"acopio:entry/{ENVELOPE}")


def all_schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of the envelope and of every kind, by name."""
    return {ENVELOPE: envelope_schema()} | {kind: json_schema(kind) for kind in sorted(KINDS)}


def _schema(struct: type[Body], identity: str) -> dict[str, Any]:
    (root,), components = msgspec.json.schema_components([struct], ref_template="#/$defs/{name}")
    own = components.pop(root["$ref"].rpartition("/")[2])
    schema = {"$schema": DIALECT, "$id": identity, **own}
    defined = {"$defs": dict(sorted(components.items()))} if components else {}
    cleaned: dict[str, Any] = _cleaned(schema | defined)
    return cleaned


def _cleaned(value: Any) -> Any:
    """Return a schema with its descriptions on one line: Python 3.13 indents docstrings anew."""
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if not isinstance(value, dict):
        return value
    described = value.get("description")
    found = {key: _cleaned(item) for key, item in value.items()}
    if isinstance(described, str):
        found["description"] = " ".join(described.split())
    return found


def clear_pointers(struct: type[msgspec.Struct]) -> list[str]:
    """Return the pointers of the fields that stand in the log, ``*`` for any list index."""
    plan = {name: (committed, inner) for name, committed, inner in plan_of(struct)}
    found = []
    for field in msgspec.structs.fields(struct):
        committed, inner = plan.get(field.name, (False, None))
        if inner:
            found += [
                f"/{field.name}{_LISTS}{pointer}"
                for pointer in clear_pointers(_piece_in(field.type))
            ]
        elif not committed:
            found.append(f"/{field.name}")
    return found


def _piece_in(hint: Any) -> type[msgspec.Struct]:
    """Return the struct inside a list or optional field."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return hint
    return next(_piece_in(arg) for arg in hint.__args__ if arg not in {type(None), Ellipsis})


def entries_table() -> str:
    """Return the table of all kinds as Markdown: ``docs/concepts/entries.md`` holds it."""
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *map(_row, KINDS.values())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(kind: Kind) -> tuple[str, ...]:
    return (
        f"`{kind.name}`",
        str(kind.version),
        _who(kind.act),
        kind.changes,
        f"`{kind.items}`" if kind.items else "",
        _listed(clear_pointers(kind.body)),
        _listed(committed_pointers(kind.body)) + _inside(kind.body),
        kind.never,
    )


def _who(act: str) -> str:
    """Return an act with the roles that may do it; nobody types a ``ledger`` entry."""
    if act == "ledger":
        return "the program"
    return f"{act}: {', '.join(sorted(PERMISSIONS[act]))}"


def _inside(body: type[Body]) -> str:
    """A correction carries a body of another kind, with that kind's committed fields."""
    return "; `new`: as the corrected kind" if "new" in body.__struct_fields__ else ""


def _listed(pointers: list[str]) -> str:
    return " ".join(f"`{pointer.removeprefix('/')}`" for pointer in pointers)
