"""Results out of a file: every sample once, all or none, nothing guessed, everything said."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.services.books import book
from tests.services.result_files import (
    CUPPING_HEAD,
    LABORATORY,
    brought,
    csv_of,
    cupped,
    drawn,
    filed,
    kept_files,
    results,
    statements,
    with_key,
    wrong,
)
from tests.support.world import DAY, SOUND_BEANS, World

from acopio.domain.entries.envelope import read_entry
from acopio.domain.entries.parties import StaffAppointed
from acopio.domain.masses import Mass
from acopio.domain.permissions import NotAllowed
from acopio.domain.rows.parties import Staff
from acopio.domain.rows.quality import Inspection
from acopio.domain.rules.parties import AppointStaff
from acopio.domain.rules.sampling import Portion
from acopio.errors import Refusal
from acopio.ledger.ed25519 import BadSignature
from acopio.services import import_results as service
from acopio.services.inspecting import (
    Circumstances,
    SignsElsewhere,
    inspect,
    prepared_command,
)
from acopio.services.log import audit_all
from acopio.services.node import Rehearsed
from acopio.services.papers import damaged, file_of

HEAD = ["Muestra", "Cadmio (mg/kg)", "Ocratoxina A", "Fecha", "Informe"]


@pytest.fixture(autouse=True)
def keys(request: pytest.FixtureRequest) -> None:
    """Give the inspector of every world here a key."""
    for name in ("world", "either_world"):
        if name in request.fixturenames:
            with_key(request.getfixturevalue(name))


def lab(samples: list[Any], *levels: str) -> list[list[str]]:
    """Return the rows of a laboratory's file."""
    rows = [[one.number, level, "1.2", "20/11/2026", "INF-12"]
            for one, level in zip(samples, levels, strict=True)]  # fmt: skip
    return [HEAD, *rows]


def test_without_apply_nothing_is_written_and_no_file_is_kept(
    either_world: World, tmp_path: Path
) -> None:
    path = filed(tmp_path, lab(drawn(either_world, 2), "0.31", "<0.05"))
    before, files = either_world.everything(), kept_files(either_world)

    done = brought(either_world, path, apply=False)

    assert (done.rows, len(done.inspections), done.known, done.written) == (2, 2, 0, 0)
    assert wrong(done) == []
    assert dict(done.inspections[1].result) == {"cadmium": "<0.05", "ochratoxin_a": "1.2"}
    assert either_world.everything() == before
    assert kept_files(either_world) == files


def test_each_row_becomes_an_inspection_that_cites_the_file(
    either_world: World, tmp_path: Path
) -> None:
    samples = drawn(either_world, 2)
    path = filed(tmp_path, lab(samples, "0.31", "<0.05"))

    done = brought(either_world, path)

    assert done.written == 2
    assert {one: found["cadmium"] for one, found in results(either_world).items()} == {
        samples[0].number: "0.31", samples[1].number: "<0.05",
    }  # fmt: skip
    with either_world.node.reading() as reader:
        rows = reader.where(Inspection)
        entries = [read_entry(one.leaf) for one in reader.entries([row.act for row in rows])]
        assert damaged(either_world.node, reader) == []
    assert {(row.laboratory, row.day) for row in rows} == {(LABORATORY, DAY)}
    for entry in entries:
        report, file = entry.docs
        assert (report.type, report.number, report.issuer) == ("lab-report", "INF-12", LABORATORY)
        assert (file.type, file.number) == ("lab-file", None)
        assert file_of(either_world.node, str(file.hash)).read_bytes() == path.read_bytes()
    assert audit_all(either_world.node, full=True) == []


def test_a_second_run_writes_nothing_whatever_the_file_looks_like(
    either_world: World, tmp_path: Path
) -> None:
    samples = drawn(either_world, 3)
    rows = lab(samples, "0.31", "<0.05", "0.30")
    first = brought(either_world, filed(tmp_path, rows))
    before, files = either_world.everything(), kept_files(either_world)

    again = brought(either_world, filed(tmp_path, rows))
    turned = brought(either_world, filed(tmp_path, [rows[0], *rows[:0:-1]], "otro.csv"))
    number: list[Any] = [rows[0], [samples[2].number, 0.3, 1.2, "20/11/2026", "INF-12"]]
    as_book = brought(either_world, filed(tmp_path, number, "libro.xlsx"))

    assert first.written == 3
    assert [(one.written, one.known) for one in (again, turned, as_book)] == [
        (0, 3),
        (0, 3),
        (0, 1),
    ]
    assert either_world.everything() == before
    assert kept_files(either_world) == files


def test_a_workbook_gives_the_same_inspections_as_a_csv(world: World, tmp_path: Path) -> None:
    samples = drawn(world, 4)
    cells: list[Any] = [0.31, (0.05, '"<"0.00'), (0.3, "0.00"), "< 0.02"]
    rows = [[one.number, cell] for one, cell in zip(samples, cells, strict=True)]
    text = [[one.number, level] for one, level in
            zip(samples, ("0.31", "<0.05", "0.30", "< 0.02"), strict=True)]  # fmt: skip

    as_book = brought(world, filed(tmp_path, [HEAD[:2], *rows], "a.xlsx"), apply=False)
    as_text = brought(world, filed(tmp_path, [HEAD[:2], *text]), apply=False)

    assert wrong(as_book) == []
    assert as_book.inspections == as_text.inspections


def test_what_a_percent_cell_shows_is_meant_and_not_what_it_keeps(
    world: World, tmp_path: Path
) -> None:
    (one, other) = drawn(world, 2)
    rows: list[Any] = [
        ["Muestra", "Humedad"],
        [one.number, (0.071, "0.0%")],
        [other.number, "7.1 %"],
    ]

    done = brought(world, filed(tmp_path, rows, "a.xlsx"), "physical", apply=False)

    assert wrong(done) == []
    assert {dict(found.result)["moisture_pct"] for found in done.inspections} == {"7.1"}


@pytest.mark.parametrize("name", ["cata.csv", "cata.xlsx"])
def test_three_cuppers_of_an_app_are_one_inspection(
    either_world: World, tmp_path: Path, name: str
) -> None:
    samples = drawn(either_world, 2, "coffee.green")
    cuppers = (("Ana", "7.75"), ("Luis", "8"), ("Eva", "8.25"))
    rows = [cupped(one, *who) for who in cuppers for one in samples]

    done = brought(either_world, filed(tmp_path, [CUPPING_HEAD, *rows], name), "sca2004")
    before = either_world.everything()
    turned = brought(either_world, filed(tmp_path, [CUPPING_HEAD, *rows[::-1]]), "sca2004")

    assert (done.written, [one.rows for one in done.inspections]) == (2, [(2, 4, 6), (3, 5, 7)])
    assert {found["total"] for found in results(either_world).values()} == {"86.00"}
    with either_world.node.reading() as reader:
        panel = reader.where(Inspection)[0].panel
    assert [(staff, guest) for staff, guest, _ in panel] == [(None, one) for one, _ in cuppers]
    assert (turned.written, turned.known) == (0, 2)
    assert either_world.everything() == before


def test_other_values_than_were_signed_are_superseded_by_hand_only(
    world: World, tmp_path: Path
) -> None:
    first, second = drawn(world, 2)
    brought(world, filed(tmp_path, lab([first], "0.31")))
    before = world.everything()

    done = brought(world, filed(tmp_path, lab([first, second], "0.32", "0.1")))

    assert wrong(done) == [(2, "Muestra", "result-differs-from-signed")]
    assert (done.written, len(done.inspections)) == (0, 1)
    assert world.everything() == before
    with world.node.reading() as reader:
        (old,) = reader.where(Inspection)
    how = Circumstances(supersedes=old.id, reason="error", laboratory=LABORATORY,
                        docs=read_docs(world, old))  # fmt: skip
    inspect(world.node, world.coop.actor("inspector"), first.number, "contaminants",
            {"cadmium": "0.32", "ochratoxin_a": "1.2"}, how=how)  # fmt: skip
    assert brought(world, filed(tmp_path, lab([first], "0.32"))).known == 1
    assert wrong(brought(world, filed(tmp_path, lab([first], "0.31"))))


def read_docs(world: World, inspection: Inspection) -> Any:
    with world.node.reading() as reader:
        return read_entry(reader.entries([inspection.act])[0].leaf).docs


def test_the_arbitration_portion_is_a_result_of_its_own(world: World, tmp_path: Path) -> None:
    parts = (Portion(name="arbitration", mass=Mass(1, "1 g")),)
    (sample,) = drawn(world, 1, portions=parts)
    brought(world, filed(tmp_path, lab([sample], "0.31")))
    rows = [["Muestra", "Cadmio", "Parte"], [sample.number, "0.55", "Arbitraje"]]

    done = brought(world, filed(tmp_path, rows))

    assert (wrong(done), done.written) == ([], 1)
    assert brought(world, filed(tmp_path, rows)).known == 1


def test_an_inspection_entered_by_hand_is_known(world: World, tmp_path: Path) -> None:
    (sample,) = drawn(world, 1)
    inspect(world.node, world.coop.actor("inspector"), sample.number, "iso2451", SOUND_BEANS)
    rows = [["sample", "Mouldy", "Slaty", "well_fermented", "Flat"],
            [sample.number, "3", "4", "293.0", "0"]]  # fmt: skip

    assert brought(world, filed(tmp_path, rows), "iso2451").known == 1


def test_a_blind_code_is_taken_and_no_answer_gives_the_number_away(
    world: World, tmp_path: Path
) -> None:
    one, other = drawn(world, 2)
    rows = [["Código ciego", "Cadmio", "Fecha"], [str(one.blind).lower(), "0.31", ""]]

    late = brought(world, filed(tmp_path, [rows[0], [str(other.blind), "0.3", "1/11/2026"]]))
    done = brought(world, filed(tmp_path, rows))

    assert [(p.refusal.code, other.number in str(p.refusal.values())) for p in late.problems] == [
        ("before-it-began", False)
    ]
    assert done.inspections[0].sample == str(one.blind).lower()
    with world.node.reading() as reader:
        assert [row.blind for row in reader.where(Inspection)] == [True]


@pytest.mark.parametrize("last", [0, 4])
def test_all_are_recorded_or_none(
    either_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    samples = drawn(either_world, 5)
    path = filed(tmp_path, lab(samples, *["0.31"] * 5))
    before, files = either_world.everything(), kept_files(either_world)
    right, made = prepared_command, []

    def spoiled(*arguments: Any, **more: Any) -> Any:
        made.append(right(*arguments, **more))
        broken = bytes(64) if len(made) == last + 1 else made[-1].signature
        return replace(made[-1], signature=broken)

    monkeypatch.setattr(service, "prepared_command", spoiled)
    with pytest.raises(BadSignature):
        brought(either_world, path)

    assert len(made) == 5
    assert either_world.everything() == before
    assert kept_files(either_world) == files
    monkeypatch.undo()
    assert brought(either_world, path).written == 5


def test_a_result_that_somebody_signs_meanwhile_is_not_doubled(
    either_world: World, tmp_path: Path
) -> None:
    samples = drawn(either_world, 3)
    path = filed(tmp_path, lab(samples, "0.31", "0.1", "0.2"))
    rival = filed(tmp_path, lab(samples[1:2], "0.9"), "otro.csv")
    signed: list[int] = []

    def meanwhile(done: int, of: int) -> None:
        if done == of and not signed:
            signed.append(brought(either_world, rival).written)

    with pytest.raises(Refusal) as refused:
        brought(either_world, path, progress=meanwhile)

    assert (signed, refused.value.code) == ([1], "result-differs-from-signed")
    assert refused.value.values()["sample"] == samples[1].number
    assert list(results(either_world)) == [samples[1].number]


def test_two_imports_of_one_file_at_once_write_it_once(either_world: World, tmp_path: Path) -> None:
    path = filed(tmp_path, lab(drawn(either_world, 3), "0.31", "0.1", "0.2"))
    other: list[int] = []

    def meanwhile(done: int, of: int) -> None:
        if done == of and not other:
            other.append(-1)
            other[0] = brought(either_world, path).written

    done = brought(either_world, path, progress=meanwhile)

    assert (other, done.written, done.problems) == ([3], 0, ())
    assert len(results(either_world)) == 3


def test_a_file_that_changes_while_it_is_read_is_refused(world: World, tmp_path: Path) -> None:
    samples = drawn(world, 1)
    path = filed(tmp_path, lab(samples, "0.31"))
    before, files = world.everything(), kept_files(world)

    with pytest.raises(service.ResultFileUnusable) as refused:
        brought(world, path, progress=lambda *_: filed(tmp_path, lab(samples, "0.99")))

    assert refused.value.why == "table-changed"
    assert world.everything() == before
    assert kept_files(world) == files


def test_a_rehearsed_import_writes_nothing(world: World, tmp_path: Path) -> None:
    path = filed(tmp_path, lab(drawn(world, 2), "0.31", "0.1"))
    before, files = world.everything(), kept_files(world)
    dry = World(node=replace(world.node, dry=True), clock=world.clock, coops=world.coops)

    with pytest.raises(Rehearsed) as rehearsed:
        brought(dry, path)

    assert len(rehearsed.value.entries) == 2
    assert world.everything() == before
    assert kept_files(world) == files


def test_only_an_inspector_imports_and_only_of_the_own_house(world: World, tmp_path: Path) -> None:
    (sample,) = drawn(world, 1)
    path = filed(tmp_path, lab([sample], "0.31"))
    words = service.ImportWords(protocol="contaminants")

    with pytest.raises(NotAllowed):
        service.import_results(world.node, world.manager, path, words)
    others = world.coops[1].actor("inspector")
    done = service.import_results(world.node, others, path, words)

    assert wrong(done) == [(2, "Muestra", "not-found")]


def test_who_signs_on_a_device_of_her_own_may_check_but_not_sign_here(
    world: World, tmp_path: Path
) -> None:
    path = filed(tmp_path, lab(drawn(world, 1), "0.31"))
    staff = world.coop.staff["inspector"]
    with world.node.reading() as reader:
        (row,) = reader.where(Staff, id=staff)
    facts = StaffAppointed(staff=staff, organisation=world.coop.id, roles=row.roles,
                           name=row.name, key=row.key_text, key_home="own-device")  # fmt: skip
    world.do(world.manager, AppointStaff, facts=facts)
    before, files = world.everything(), kept_files(world)

    assert wrong(brought(world, path, apply=False)) == []
    with pytest.raises(SignsElsewhere):
        brought(world, path)

    assert world.everything() == before
    assert kept_files(world) == files


def test_a_row_asks_the_store_nothing(either_world: World, tmp_path: Path) -> None:
    samples = drawn(either_world, 400)
    few = filed(tmp_path, lab(samples[:4], *["0.31"] * 4), "pocas.csv")
    many = filed(tmp_path, lab(samples[4:], *["0.31"] * 396), "muchas.csv")

    dry = [statements(either_world, path, apply=False) for path in (few, many)]
    for path in (few, many):
        brought(either_world, path)
    known = [statements(either_world, path, apply=False) for path in (few, many)]

    assert dry[0] == dry[1] <= 15
    assert known[0] == known[1] <= 15


@pytest.mark.slow
def test_five_thousand_rows_are_checked_signed_and_known(world: World, tmp_path: Path) -> None:
    samples = drawn(world, 5000)
    levels = [f"{number % 90 / 100:.2f}" if number % 9 else "<0.05" for number in range(5000)]
    rows = lab(samples, *levels)
    path = filed(tmp_path, rows)
    path.write_bytes(csv_of(rows))
    as_book = tmp_path / "libro.xlsx"
    as_book.write_bytes(book(rows))

    assert statements(world, path, apply=False) < 60
    assert brought(world, as_book).written == 5000
    assert statements(world, path) < 100
    assert brought(world, path).known == 5000
    assert len(results(world)) == 5000
