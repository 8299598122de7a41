"""Old entries stay readable; newer ones are refused by name."""

from typing import Any

import msgspec
import pytest
from tests.expected.make_entries import FOLDER

from acopio.domain.entries import upcasts
from acopio.domain.entries.envelope import body_of, read_entry
from acopio.domain.entries.fields import Body, Name
from acopio.domain.entries.kinds import KINDS, Kind, NewerEntry, kind_named
from acopio.domain.entries.paper import LabelsConfirmed, LabelsPrinted
from acopio.domain.entries.upcasts import STEPS, upcast

SEASON = "season.recorded"
STORED = FOLDER / "v1" / f"{SEASON}.json"


class Season3(Body, frozen=True, kw_only=True):
    """A made-up third version: the period in one field, the crop as a list."""

    crops: tuple[Name, ...]
    name: Name
    period: tuple[Name, Name]


def join_days(body: dict[str, Any]) -> dict[str, Any]:
    """From version 1 to 2."""
    kept = {name: value for name, value in body.items() if not name.startswith("valid_")}
    return kept | {"period": [body["valid_from"], body["valid_to"]]}


def list_crops(body: dict[str, Any]) -> dict[str, Any]:
    """From version 2 to 3."""
    kept = {name: value for name, value in body.items() if name != "crop"}
    return kept | {"crops": [body["crop"]]}


@pytest.fixture
def third_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, SEASON, Kind(SEASON, 3, Season3, "set-up", "season"))
    monkeypatch.setitem(upcasts.STEPS, (SEASON, 1), join_days)
    monkeypatch.setitem(upcasts.STEPS, (SEASON, 2), list_crops)


@pytest.mark.usefixtures("third_version")
def test_stored_bytes_of_version_1_read_as_version_3() -> None:
    body = body_of(read_entry(STORED.read_bytes()), [])

    assert body == Season3(crops=("cacao",), name="2027", period=("2027-01-01", "2027-12-31"))


@pytest.mark.usefixtures("third_version")
def test_an_entry_of_version_2_takes_only_the_second_step() -> None:
    entry = read_entry(STORED.read_bytes())
    second = msgspec.structs.replace(entry, v=2, body=join_days(entry.body))

    assert body_of(second, []) == body_of(entry, [])


def test_the_steps_run_one_after_the_other() -> None:
    steps = {("a", 1): lambda body: body | {"x": 1}, ("a", 2): lambda body: body | {"y": body["x"]}}

    assert upcast("a", 1, 3, {}, steps) == {"x": 1, "y": 1}
    assert upcast("a", 2, 3, {"x": 7}, steps) == {"x": 7, "y": 7}
    assert upcast("a", 3, 3, {"z": 0}, steps) == {"z": 0}


def test_reading_an_old_entry_does_not_change_it() -> None:
    entry = read_entry(STORED.read_bytes())
    before = dict(entry.body)

    body_of(entry, [])

    assert entry.body == before


def test_a_label_job_of_one_lot_reads_as_a_job_with_a_name_and_a_run_of_labels() -> None:
    printed = body_of(read_entry((FOLDER / "v1" / "labels.printed.json").read_bytes()), [])
    confirmed = body_of(read_entry((FOLDER / "v1" / "labels.confirmed.json").read_bytes()), [])

    assert isinstance(printed, LabelsPrinted)
    assert isinstance(confirmed, LabelsConfirmed)
    ((lot, first, last, printing),) = printed.labels
    assert (first, last, printing) == (1, 3, 2)  # its first reprint: the second printing
    assert len(lot) == 11
    assert printed.number == f"E-{printed.job[-6:].upper()}"
    assert (printed.what, printed.start) == ("sack", 1)
    assert (confirmed.job, confirmed.good) == (printed.job, 2)


def test_every_older_version_has_its_step_and_its_stored_bytes() -> None:
    older = {(name, version) for name, kind in KINDS.items() for version in range(1, kind.version)}

    assert set(STEPS) == older
    for name, version in older:
        assert (FOLDER / f"v{version}" / f"{name}.json").is_file()


@pytest.mark.parametrize(("kind", "version"), [("lot.teleported", 1), (SEASON, 2), (SEASON, 0)])
def test_an_unknown_kind_or_version_is_refused_as_newer(kind: str, version: int) -> None:
    entry = msgspec.structs.replace(read_entry(STORED.read_bytes()), kind=kind, v=version)

    with pytest.raises(NewerEntry) as refused:
        body_of(entry, [])

    assert refused.value.values() == {"kind": kind, "version": version}
    assert refused.value.code == "newer-entry"


def test_a_known_version_is_found() -> None:
    assert kind_named(SEASON, 1) is KINDS[SEASON]
