"""Schemas and table of entries say what the structs say."""

import json
from typing import Any

import msgspec
import pytest
from tests.expected.bodies import BODIES
from tests.support.project import ROOT

from acopio.domain.entries.commitments import committed_pointers, is_committed, redact
from acopio.domain.entries.envelope import Entry
from acopio.domain.entries.kinds import KINDS, NewerEntry
from acopio.domain.entries.schema import (
    ENVELOPE,
    all_schemas,
    clear_pointers,
    entries_table,
    envelope_schema,
    json_schema,
)
from acopio.domain.permissions import PERMISSIONS

PAGE = ROOT / "docs" / "concepts" / "entries.md"
BEGIN, END = "<!-- entries: made by `entries_table()` -->\n", "<!-- end of entries -->\n"
each_kind = pytest.mark.parametrize("kind", sorted(KINDS))


def marked(schema: Any, prefix: str = "", defined: Any = None) -> set[str]:
    """Return the pointers that a schema marks as committed."""
    defined = schema.get("$defs", {}) if defined is None else defined
    found: set[str] = set()
    for name, field in schema.get("properties", {}).items():
        if field.get("x-committed"):
            found.add(f"{prefix}/{name}")
            continue
        for form in (field, *field.get("anyOf", ()), field.get("items") or {}):
            if isinstance(form, dict) and "$ref" in form:
                inner = defined[form["$ref"].rpartition("/")[2]]
                found |= marked(inner, f"{prefix}/{name}/*", defined)
    return found


@each_kind
def test_a_schema_marks_exactly_the_committed_fields(kind: str) -> None:
    assert marked(json_schema(kind)) == set(committed_pointers(KINDS[kind].body))


@each_kind
def test_a_schema_names_its_kind_and_version_and_allows_nothing_else(kind: str) -> None:
    schema = json_schema(kind)

    assert schema["$id"] == f"acopio:entry/{kind}/v{KINDS[kind].version}"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    assert all(part["additionalProperties"] is False for part in schema.get("$defs", {}).values())


@each_kind
def test_committed_fields_are_never_required(kind: str) -> None:
    schema = json_schema(kind)
    top = {pointer.strip("/") for pointer in marked(schema) if "*" not in pointer}

    assert top & set(schema.get("required", ())) == set()


@each_kind
def test_clear_and_committed_fields_are_all_there_are(kind: str) -> None:
    body = KINDS[kind].body
    named = {
        pointer.split("/")[1] for pointer in (*clear_pointers(body), *committed_pointers(body))
    }

    assert named == set(body.__struct_fields__)
    assert set(clear_pointers(body)) & set(committed_pointers(body)) == set()


@each_kind
def test_every_disclosure_of_an_expected_body_has_a_committed_name(kind: str) -> None:
    test = is_committed(KINDS[kind].body)
    names = [name for name, _ in redact(BODIES[kind])[1]]

    assert all(test(name) or name.startswith("/new/") for name in names)


def test_the_envelope_schema_says_what_must_be_there() -> None:
    schema = envelope_schema()

    assert schema["$id"] == "acopio:entry/envelope"
    assert set(schema["properties"]) == set(Entry.__struct_fields__)
    assert "body" in schema["required"]


def test_all_schemas_are_the_same_bytes_every_time() -> None:
    schemas = all_schemas()

    assert set(schemas) == {ENVELOPE, *KINDS}
    assert json.dumps(schemas) == json.dumps(all_schemas())
    assert "\n" not in str([schema.get("description") for schema in schemas.values()])


def test_a_kind_that_does_not_exist_has_no_schema() -> None:
    with pytest.raises(NewerEntry):
        json_schema("lot.teleported")


def test_the_page_about_entries_holds_the_table_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    written = page.partition(BEGIN)[2].partition(END)[0]

    assert written.strip() == entries_table().strip(), (
        "copy entries_table() between the markers of docs/concepts/entries.md"
    )


def test_the_page_about_entries_explains_every_field_of_the_envelope() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert [name for name in Entry.__struct_fields__ if f"| `{name}` |" not in page] == []


def test_every_kind_names_an_act_and_a_list_that_exist() -> None:
    for kind in KINDS.values():
        assert kind.act in PERMISSIONS, kind.name
        assert kind.items is None or kind.items in kind.body.__struct_fields__, kind.name
        assert issubclass(kind.body, msgspec.Struct)
