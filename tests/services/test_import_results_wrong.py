"""Everything that is wrong in a file of results is said at once, in its place, and not guessed."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import hostile_free
from tests.cli.test_hostile import TEXTS
from tests.services.books import book, books, with_part
from tests.services.result_files import (
    CUPPING_HEAD,
    brought,
    csv_of,
    cupped,
    drawn,
    filed,
    results,
    with_key,
    wrong,
)
from tests.support.world import World

from acopio.domain.rows.quality import Inspection
from acopio.messages import es, sentence
from acopio.quality.protocol import Protocol
from acopio.quality.refusals import UnknownProtocol
from acopio.quality.registry import PROTOCOLS, newest
from acopio.services.annotated import annotated, guarded
from acopio.services.import_results import ResultFileUnusable
from acopio.services.result_columns import FIELDS, MappingUnusable, columns_of
from acopio.services.typed_tables import Table, read_table

ALL = [newest(versions) for versions in PROTOCOLS.values()]


@pytest.fixture(autouse=True)
def keys(request: pytest.FixtureRequest) -> None:
    """Give the inspector of every world here a key."""
    for name in ("world", "either_world"):
        if name in request.fixturenames:
            with_key(request.getfixturevalue(name))


def test_everything_wrong_is_said_at_once_and_nothing_is_written(
    either_world: World, tmp_path: Path
) -> None:
    ones = [one.number for one in drawn(either_world, 9)]
    coffee = drawn(either_world, 1, "coffee.dry-parchment")[0].number
    rows = [
        ["Muestra", "Cadmio", "Plomo", "HAP", "Fecha", "Informe", "Parte"],
        [ones[0], "0,31", "n.d.", "", "2026-11-20", "1", ""],
        [ones[1], "1e5", "-3", "", "20/13/2026", "1", ""],
        ["M-99999", "0.3", "", "", "", "", ""],
        ["", "0.3", "", "", "", "", ""],
        [ones[2], "0.3", "", "", "2026-11-01", "1", "arbitraje"],
        [coffee, "0.3", "", "", "", "", ""],
        [ones[3], "", "", "", "2036-01-01", "x" * 301, ""],
        [ones[4], "0.3", "7", "", "", "", "", "75"],
        [ones[5], "<0.05", "0.1", "", "", "", ""],
        [ones[5], "<0.05", "0.1", "", "", "", ""],
        [ones[6], "99", "< LOQ", "", "", "", ""],
    ]
    before = either_world.everything()

    done = brought(either_world, filed(tmp_path, rows), laboratory=None)

    lacking = [(row, "", "laboratory-needed") for row in (2, 3, 6, 7, 8, 9, 10, 12)]
    assert sorted(wrong(done)) == sorted([
        (1, "HAP", "result-heading-unknown"),
        (2, "Cadmio", "result-decimal-comma"),
        (2, "Plomo", "result-without-loq"),
        (3, "Cadmio", "level-unreadable"),
        (3, "Plomo", "level-unreadable"),
        (3, "Fecha", "time-unreadable"),
        (4, "Muestra", "not-found"),
        (5, "Muestra", "result-cell-missing"),
        (6, "Fecha", "before-it-began"),
        (6, "Parte", "not-found"),
        (7, "Muestra", "protocol-for-other-product"),
        (8, "Informe", "field-unusable"),
        (8, "Fecha", "time-in-future"),
        (9, "", "result-row-too-long"),
        (11, "Muestra", "result-sample-twice"),
        (12, "Cadmio", "measure-out-of-range"),
        (12, "Plomo", "result-without-loq"),
        *lacking,
    ])  # fmt: skip
    assert [one.row for one in done.problems] == sorted(one.row for one in done.problems)
    assert done.written == 0
    assert either_world.everything() == before


def test_a_row_without_a_figure_gives_no_result(world: World, tmp_path: Path) -> None:
    (sample,) = drawn(world, 1)
    rows = [["Muestra", "Cadmio", "Plomo"], [sample.number, "", ""]]

    assert wrong(brought(world, filed(tmp_path, rows))) == [(2, "", "nothing-measured")]


def test_what_a_whole_form_cannot_be_is_said_of_its_row(world: World, tmp_path: Path) -> None:
    one, other = drawn(world, 2)
    rows = [["Muestra", "Mohosos", "Bien fermentados"],
            [one.number, "3", "290"], [other.number, "301", "2.5"]]  # fmt: skip

    assert wrong(brought(world, filed(tmp_path, rows), "iso2451")) == [
        (2, "", "cut-test-needs-300"),
        (3, "Mohosos", "count-too-large"),
        (3, "Bien fermentados", "count-not-whole"),
    ]


def test_rows_of_a_panel_are_forms_of_one_cupping(world: World, tmp_path: Path) -> None:
    one, other, third = drawn(world, 3, "coffee.green")
    head = [*CUPPING_HEAD, "Fecha", "Tazas con defecto leve (−2)"]
    rows = [
        head,
        [*cupped(one, "Ana", "7.75"), "2026-11-20", ""],
        [*cupped(one, "ana", "8"), "2026-11-20", ""],
        [*cupped(one, "", "8"), "2026-11-20 09:30", ""],
        [*cupped(other, "Ana", "7.75", Sabor="7.8"), "", "9"],
        [*cupped(other, "Eva", "7,75", Sabor=""), "", ""],
        [*cupped(third, "", "8"), "2026-11-20 09:30", "6"],
    ]
    path = tmp_path / "cata.csv"
    path.write_bytes(csv_of(rows))

    done = brought(world, path, "sca2004")

    commas = [(6, name, "result-decimal-comma") for name in
              ("Fragancia/Aroma", "Sabor residual", "Acidez", "Cuerpo", "Balance",
               "Puntaje del catador")]  # fmt: skip
    assert sorted(wrong(done)) == sorted([
        (3, "Catador", "result-cupper-twice"),
        (4, "Catador", "result-cupper-missing"),
        (4, "Fecha", "result-rows-differ"),
        (5, "Sabor", "score-off-step"),
        (5, "Tazas con defecto leve (−2)", "count-too-large"),
        *commas,
        (6, "Sabor", "attribute-missing"),
        (7, "Tazas con defecto leve (−2)", "count-too-large"),
    ])  # fmt: skip


def test_each_form_of_a_panel_is_evaluated_and_named_by_its_row(
    world: World, tmp_path: Path
) -> None:
    (one,) = drawn(world, 1, "coffee.green")
    head = [*CUPPING_HEAD, "taint_cups", "fault_cups"]
    rows = [head, *([*cupped(one, who, "8"), "3", faults] for who, faults in
                    (("Ana", "3"), ("Eva", "0"), ("Luis", "4")))]  # fmt: skip

    assert wrong(brought(world, filed(tmp_path, rows), "sca2004")) == [
        (2, "", "defect-cups-out-of-range"),
        (4, "", "defect-cups-out-of-range"),
    ]


def test_a_panel_too_large_for_an_entry_is_said_before_it_is_signed(
    world: World, tmp_path: Path
) -> None:
    (one,) = drawn(world, 1, "coffee.green")
    rows = [CUPPING_HEAD, *(cupped(one, f"Catador {n}", "8") for n in range(200))]

    assert wrong(brought(world, filed(tmp_path, rows), "sca2004")) == [(2, "", "entry-too-large")]


def test_columns_are_named_by_hand_where_their_headings_say_nothing(
    world: World, tmp_path: Path
) -> None:
    (sample,) = drawn(world, 1)
    rows = [["N°", "Cd total", "a=b", "Notas", "Lab"], [sample.number, "0.31", "0.1", "x", "Sur"]]
    path = filed(tmp_path, rows)

    bare = brought(world, path)
    done = brought(world, path, maps=("N°=muestra", "cd TOTAL = Cadmio", "a=b=lead"),
                   ignored=("notas",))  # fmt: skip

    assert wrong(bare) == [
        (1, "N°", "result-heading-unknown"),
        (1, "Cd total", "result-heading-unknown"),
        (1, "a=b", "result-heading-unknown"),
        (1, "Notas", "result-heading-unknown"),
        (1, "", "result-without-samples"),
    ]
    assert (wrong(done), done.written) == ([], 1)
    assert results(world)[sample.number] == {"cadmium": "0.31", "lead": "0.1"}


@pytest.mark.parametrize("said", ["Cd", "=cadmium", "Cd=kadmium", "Otra=cadmium", "", "=", "Cd="])
def test_a_map_that_names_nothing_is_refused(world: World, tmp_path: Path, said: str) -> None:
    path = filed(tmp_path, [["Muestra", "Cd"], ["M-1", "0.31"]])

    with pytest.raises(MappingUnusable) as refused:
        brought(world, path, maps=(said,))

    assert refused.value.given == said
    assert "cadmium" in refused.value.known


def test_two_columns_that_say_the_same_are_refused_by_name(world: World, tmp_path: Path) -> None:
    rows = [["Muestra", "Cadmio", "cadmium (mg/kg)"], [drawn(world, 1)[0].number, "0.31", "0.32"]]

    assert wrong(brought(world, filed(tmp_path, rows))) == [
        (1, "cadmium (mg/kg)", "result-heading-twice")
    ]


def test_a_figure_in_another_unit_is_not_taken_for_ours(world: World, tmp_path: Path) -> None:
    (sample,) = drawn(world, 1)
    path = filed(tmp_path, [["Muestra", "Cadmio (µg/kg)"], [sample.number, "310"]])

    assert wrong(brought(world, path)) == [
        (1, "Cadmio (µg/kg)", "result-heading-unknown"),
        (2, "", "nothing-measured"),
    ]
    rows = [["Muestra", "Cadmio"], [sample.number, "310 µg/kg"]]
    assert wrong(brought(world, filed(tmp_path, rows))) == [(2, "Cadmio", "level-unreadable")]
    rows = [["Muestra", "Cadmio"], [sample.number, "0.31 mg/kg"]]
    assert wrong(brought(world, filed(tmp_path, rows))) == []


def test_a_cell_that_is_not_what_it_shows_is_named(world: World, tmp_path: Path) -> None:
    (sample,) = drawn(world, 1)
    rows: list[Any] = [["Muestra", "Cadmio", "Plomo", "Fecha"],
            [sample.number, (0.03, '[<0.05]"<0.05";0.00'), True, False]]  # fmt: skip

    done = brought(world, filed(tmp_path, rows, "a.xlsx"))

    assert wrong(done) == [
        (2, column, "result-cell-odd") for column in ("Fecha", "Cadmio", "Plomo")
    ]
    for one in done.problems:
        assert one.refusal.values()["why"] in es.WORDS["why"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "table-empty"),
        (b"Muestra;Cadmio\n", "table-empty"),
        (b"\x00\x01", "table-not-text"),
        (b"PK\x03\x04broken", "book-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "book-old"),
        (books({"A": [["x"]], "B": [["y"]]}), "sheet-several"),
        (b"x" * 10_000_001, "table-too-large"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    world: World, tmp_path: Path, data: bytes, why: str
) -> None:
    path = tmp_path / "resultados"
    path.write_bytes(data)

    with pytest.raises(ResultFileUnusable) as refused:
        brought(world, path)

    assert refused.value.why == why
    assert why in es.WORDS["why"]
    assert es.WORDS["why"][why] in sentence(refused.value, "es")


def test_an_unknown_protocol_is_refused(world: World, tmp_path: Path) -> None:
    with pytest.raises(UnknownProtocol):
        brought(world, filed(tmp_path, [["Muestra"], ["M-1"]]), "no-such")


def head_of(protocol: Protocol, language: str) -> list[str]:
    names = [
        line.key if language == "key" else line.name.of(language) for line in protocol.attributes
    ]
    units = [line.unit for line in protocol.attributes]
    return [f"{name} ({unit})" if unit else name for name, unit in zip(names, units, strict=True)]


@pytest.mark.parametrize("language", ["key", "es", "en"])
@pytest.mark.parametrize("protocol", ALL, ids=[one.id for one in ALL])
def test_the_lines_of_every_protocol_are_known_by_key_and_name(
    protocol: Protocol, language: str
) -> None:
    table = Table(
        head=["Muestra", *head_of(protocol, language)], rows=[(2, ["M-1"])], sheet=None, line=1
    )

    columns, problems = columns_of(protocol, table)

    unclear = [one.column for one in problems if one.refusal.code == "result-heading-unknown"]
    assert set(columns.places) - set(FIELDS) == {
        line.key
        for line, heading in zip(protocol.attributes, table.head[1:], strict=True)
        if heading not in unclear
    }
    assert unclear == [heading for heading in table.head if table.head.count(heading) > 1]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_in_any_cell_is_an_error_or_is_kept_as_it_is(
    world: World, tmp_path: Path, text: str
) -> None:
    # What no spreadsheet can hold never reaches us: surrogates, NUL, cells of 70,000 signs.
    shown = text.encode("utf-8", "ignore").decode().replace("\x00", "")[:32_000]
    places = (0, 1, 4, 12, 13, 14, 15)
    samples = drawn(world, len(places), "coffee.green")
    head = [*CUPPING_HEAD, "Fecha", "Informe", "Laboratorio", "Parte"]
    rows: list[list[Any]] = []
    for place, one in zip(places, samples, strict=True):
        rows.append([*cupped(one, "Ana", "8"), "", "1", "Sur", ""])
        rows[-1][place] = shown
    path = tmp_path / "hostil.xlsx"
    path.write_bytes(book([head, *rows]))

    everywhere = brought(world, path, "sca2004")
    path.write_bytes(book([head, rows[1], rows[4], rows[5]]))
    names = brought(world, path, "sca2004")
    path.write_bytes(book([[shown, *head], ["x", *rows[2]]]))
    heading = brought(world, path, "sca2004", maps=(f"{shown}=sample",) if shown.strip() else ())

    assert {2, 4} <= {one.row for one in everywhere.problems} | {4 * (not shown.strip())}
    assert (everywhere.written, heading.written) == (0, 0)
    assert names.written == (0 if names.problems else 3)
    assert {one.refusal.code for one in names.problems} <= {"field-unusable"}
    for problem in (*everywhere.problems, *names.problems, *heading.problems):
        assert hostile_free(sentence(problem.refusal, "es"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+51 999", "'+51 999"), ("-rf", "'-rf"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"), ("  =1", "'  =1"), ("-0.5", "-0.5"), ("+3", "+3"), ("<0.05", "<0.05"),
        ("", ""), ("M-7KQ4M", "M-7KQ4M"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_reckon_is_guarded(cell: str, written: str) -> None:
    assert guarded(cell) == written


@pytest.mark.parametrize("as_workbook", [False, True])
def test_an_annotated_copy_can_be_mended_and_brought_again(
    world: World, tmp_path: Path, as_workbook: bool
) -> None:
    one, other = drawn(world, 2, "coffee.green")
    rows = [CUPPING_HEAD, cupped(one, "=HYPERLINK(1)", "8"), [], cupped(other, "Eva", "8,25")]
    done = brought(world, filed(tmp_path, rows), "sca2004")
    reasons = {1: "=todo, el archivo", 4: "-se dijo"}

    made = annotated(done.table, reasons, "acopio: motivo", as_workbook=as_workbook)
    head, copied = read_table(made)

    guard = "" if as_workbook else "'"
    assert head == [*CUPPING_HEAD, "acopio: motivo =todo, el archivo"]
    assert [cells[1] for _, cells in copied] == [f"{guard}=HYPERLINK(1)", "Eva"]
    assert copied[1][1][-1] == f"{guard}-se dijo"
    mended = tmp_path / "copia"
    mended.write_bytes(
        with_part(made, "xl/sharedStrings.xml", lambda raw: raw.replace(b"8,25", b"8.25"))
        if as_workbook
        else made.replace(b"8,25", b"8.25")
    )
    assert brought(world, mended, "sca2004").written == 2
    with world.node.reading() as reader:
        panels = [row.panel for row in reader.where(Inspection)]
    assert {guest for panel in panels for _, guest, _ in panel} == {"=HYPERLINK(1)", "Eva"}


def test_no_cell_of_an_annotated_workbook_is_a_formula() -> None:
    table = Table(head=["=A1", "b"], rows=[(2, ["=1+1", "x" * 40_000])], sheet=None, line=1)

    with zipfile.ZipFile(io.BytesIO(annotated(table, {2: "=2"}, "@h", as_workbook=True))) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")

    assert b"<f>" not in sheet
    assert sheet.count(b't="s"') == 6
