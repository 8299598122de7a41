"""The bytes of every entry kind are what they were when they were published."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.expected.bodies import BODIES
from tests.expected.make_entries import FOLDER, HASHES, files_of, folder_of, hash_lines

from acopio.domain.entries.commitments import redact
from acopio.domain.entries.envelope import Entry, body_of, leaf_bytes, read_entry
from acopio.domain.entries.fields import Body
from acopio.domain.entries.kinds import KINDS
from acopio.ledger.disclosure import digest_of, open_disclosure

NEVER = (
    "published bytes never change: give the kind a new version and a step in upcasts.py, and keep "
    "these files (before the first release: python -m tests.expected.make_entries --rewrite)"
)
FOLDERS = sorted(FOLDER.glob("v*"))
STORED = [path for folder in FOLDERS for path in sorted(folder.glob("*.json"))]
each_kind = pytest.mark.parametrize("kind", sorted(KINDS))
each_stored = pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)


def opened(path: Path) -> list[tuple[str, Any]]:
    """Return the disclosures that lie beside a stored entry."""
    texts = path.with_suffix(".disclosures").read_text(encoding="ascii").splitlines()
    return [open_disclosure(text) for text in texts]


def stored(kind: str) -> Path:
    return folder_of(kind) / f"{kind}.json"


@each_kind
def test_every_kind_has_expected_bytes(kind: str) -> None:
    assert kind in BODIES, "write a body into tests/expected/bodies_*.py"
    assert stored(kind).is_file(), "run python -m tests.expected.make_entries"


@each_kind
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    for name, data in files_of(kind).items():
        assert (folder_of(kind) / name).read_bytes() == data, NEVER


@each_kind
def test_stored_bytes_read_back_to_the_same_body(kind: str) -> None:
    entry = read_entry(stored(kind).read_bytes())

    assert body_of(entry, opened(stored(kind))) == BODIES[kind]


@each_stored
def test_every_stored_entry_of_every_version_can_be_read(path: Path) -> None:
    body = body_of(read_entry(path.read_bytes()), opened(path))

    assert type(body) is KINDS[path.stem].body


@each_stored
def test_an_entry_read_and_written_again_is_the_same_bytes(path: Path) -> None:
    assert leaf_bytes(read_entry(path.read_bytes())) == path.read_bytes(), NEVER


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_leaf_hashes_are_stable(folder: Path) -> None:
    assert hash_lines(folder) == (folder / HASHES).read_text(encoding="ascii"), NEVER


@each_stored
def test_every_digest_is_opened_by_the_disclosures_beside_it(path: Path) -> None:
    texts = path.with_suffix(".disclosures").read_text(encoding="ascii").splitlines()

    assert sorted(map(digest_of, texts)) == list(read_entry(path.read_bytes()).sd)


@each_stored
def test_no_committed_value_stands_in_the_log(path: Path) -> None:
    clear = _texts(msgspec.json.decode(path.read_bytes()))
    private = [text for _, value in opened(path) for text in _texts(value)]

    shown = [
        text for text in private if text in clear or (len(text) > 5 and text in "\n".join(clear))
    ]

    assert shown == []


def _texts(value: Any) -> list[str]:  # whatever a disclosure or an entry holds
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []


@each_kind
def test_without_its_disclosures_an_entry_reads_as_erased(kind: str) -> None:
    entry = read_entry(stored(kind).read_bytes())

    clear, private = redact(body_of(entry, []))

    assert msgspec.json.decode(msgspec.json.encode(clear)) == entry.body
    assert private == []


@each_kind
def test_the_clear_body_is_what_the_strict_types_hold(kind: str) -> None:
    raw = msgspec.json.encode(read_entry(stored(kind).read_bytes()).body)

    body = msgspec.json.decode(raw, type=KINDS[kind].body, strict=True)

    assert msgspec.json.decode(msgspec.json.encode(body)) == msgspec.json.decode(raw)


@each_kind
def test_a_field_that_a_kind_does_not_know_is_refused(kind: str) -> None:
    entry = read_entry(stored(kind).read_bytes())
    more = msgspec.structs.replace(entry, body=entry.body | {"surplus": 1})

    with pytest.raises(msgspec.ValidationError, match="surplus"):
        body_of(more, [])


@each_kind
def test_the_expected_body_has_something_in_every_field(kind: str) -> None:
    assert _empty(BODIES[kind]) == []


def test_the_expected_entries_use_every_field_of_the_envelope() -> None:
    entries = [read_entry(path.read_bytes()) for path in STORED]

    for field in Entry.__struct_fields__:
        assert any(getattr(entry, field) not in (None, ()) for entry in entries), field


def _empty(value: object) -> list[str]:
    """Return the fields that hold nothing, or only what they hold by default."""
    if isinstance(value, tuple | list):
        return [name for item in value for name in _empty(item)]
    if not isinstance(value, Body):
        return []
    found = []
    for field in msgspec.structs.fields(value):
        held = getattr(value, field.name)
        # These defaults are the only plausible values: everybody lives in them.
        if field.default is not msgspec.NODEFAULT and held == field.default:
            found.append(f"{type(value).__name__}.{field.name}")
        found += _empty(held)
    return found
