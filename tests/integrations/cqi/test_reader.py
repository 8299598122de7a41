import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.integrations.cqi.files import LAYOUT_2018, good, header, write

from acopio.errors import Refusal
from acopio.integrations.cqi import CqiFile, read
from acopio.integrations.cqi.layouts import LAYOUTS, Layout


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "cqi-file-empty"),
        (b"\xef\xbb\xbf", "cqi-file-empty"),
        (b"\r\n \n,,\n", "cqi-file-empty"),
        (b"row_id\0", "cqi-file-has-nul"),
        ("Número".encode("latin-1"), "cqi-file-not-utf8"),
        (b"farm,weight\nA,1\n", "unknown-cqi-file"),
        (b'"farm', "unknown-cqi-file"),
        (b"PK\x03\x04\x00\x00", "cqi-file-has-nul"),
    ],
)
def test_a_file_that_is_none_of_the_four_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read(data, "lots.csv")

    assert caught.value.code == code
    assert caught.value.values()["name"] == "lots.csv"


def test_an_unknown_header_is_named_with_what_the_nearest_layout_lacks() -> None:
    data = write(LAYOUT_2018, good(LAYOUT_2018)).replace(b"Bag Weight", b"Peso")

    with pytest.raises(Refusal) as caught:
        read(data, "lots.csv")

    values = caught.value.values()
    assert values["nearest"] == "cqi2018-arabica"
    assert values["missing"] == ("Bag Weight",)
    assert "Peso" in str(values["found"])


def test_a_column_that_stands_twice_is_not_guessed() -> None:
    data = write(LAYOUT_2018, good(LAYOUT_2018)).replace(b"owner_h", b"Mill")

    with pytest.raises(Refusal, match="unknown-cqi-file"):
        read(data, "lots.csv")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.kind)
def test_columns_in_another_order_and_more_columns_are_no_other_layout(layout: Layout) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [*reversed(header(layout)), "checked by"])
    writer.writeheader()
    writer.writerow({**good(layout), "checked by": "R."})

    file = read(b"\xef\xbb\xbf" + out.getvalue().encode(), "lots.csv")

    assert file.kind == layout.kind
    assert len(file.rows) == 1
    assert file.problems == ()


def _lines(*records: str) -> CqiFile:
    head = write(LAYOUT_2018).decode()
    return read((head + "".join(records)).encode(), "lots.csv")


def _record(**changed: str) -> str:
    return write(LAYOUT_2018, {**good(LAYOUT_2018), **changed}).decode().split("\r\n", 1)[1]


def test_a_record_of_another_width_is_listed_with_its_line_and_the_rest_is_read() -> None:
    file = _lines("lot-0,1,2\r\n", _record(), _record(row_id="lot-2").strip() + ",more\r\n")

    assert [row.row_id for row in file.rows] == ["lot-1"]
    assert [(p.code, p.line, p.value) for p in file.listed] == [
        ("row-ragged", 2, "3"),
        ("row-ragged", 4, str(len(header(LAYOUT_2018)) + 1)),
    ]


def test_a_stray_quote_is_listed_and_does_not_swallow_the_next_record() -> None:
    file = _lines('"lot" 0,1\r\n', _record())

    assert [row.row_id for row in file.rows] == ["lot-1"]
    assert [(p.code, p.line) for p in file.listed] == [("row-unreadable", 2)]


def test_a_quote_that_never_closes_is_listed() -> None:
    file = _lines(_record(), '"lot-2,1\r\n')

    assert len(file.rows) == 1
    assert [(p.code, p.line) for p in file.listed] == [("row-unreadable", 3)]


def test_a_record_after_a_line_break_in_a_cell_keeps_its_own_line() -> None:
    file = _lines(_record(Status="Completed\r\n"), _record(row_id="lot-2"))

    assert [row.line for row in file.rows] == [2, 4]


def test_an_id_that_is_missing_or_stands_twice_is_listed() -> None:
    file = _lines(_record(), _record(), _record(row_id=" "))

    assert len(file.rows) == 1
    assert [(p.code, p.line) for p in file.listed] == [
        ("row-id-repeated", 3),
        ("row-id-missing", 4),
    ]


def test_empty_lines_are_no_records() -> None:
    file = _lines("\r\n", _record(), "," * (len(header(LAYOUT_2018)) - 1) + "\r\n")

    assert len(file.rows) == 1
    assert file.problems == ()


def test_a_header_alone_is_an_empty_file_of_its_kind() -> None:
    assert read(write(LAYOUT_2018), "lots.csv") == CqiFile(
        kind="cqi2018-arabica", rows=(), problems=()
    )


_CELLS = st.text(max_size=30) | st.from_regex(
    r"-?[0-9.,]{0,9} ?(kg|lbs|%|m|kg,lbs)?", fullmatch=True
)


@given(st.sampled_from(LAYOUTS), st.data())
def test_whatever_is_typed_a_row_is_read_or_listed(layout: Layout, data: st.DataObject) -> None:
    columns = st.sampled_from(header(layout))
    changed = data.draw(st.dictionaries(columns, _CELLS, max_size=6))
    species = data.draw(st.sampled_from(sorted(layout.forms)))
    mutated = write(layout, {**good(layout, species), **changed})

    try:
        file = read(mutated, "lots.csv")
    except Refusal as refusal:
        assert refusal.code in {"cqi-file-has-nul", "cqi-file-not-utf8"}  # noqa: PT017
        return

    assert len(file.rows) + bool(file.listed) == 1
    for row in file.rows:
        assert 0 < row.mass_g < 2**53
        assert sum(run.count * run.mass_g for run in row.sacks) == row.mass_g
        assert sum(run.count for run in row.sacks) == row.bags
        assert row.flags == file.problems


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused_and_never_crash(data: bytes) -> None:
    with pytest.raises(Refusal):
        read(data, "lots.csv")


@given(st.sampled_from(LAYOUTS), st.integers(0, 3000), st.binary(max_size=12), st.integers(0, 9))
def test_damage_anywhere_in_a_file_never_crashes(
    layout: Layout, at: int, inserted: bytes, removed: int
) -> None:
    whole = write(layout, good(layout), {**good(layout), layout.id_column: "lot-2"})
    damaged = whole[:at] + inserted + whole[at + removed :]

    try:
        first = read(damaged, "lots.csv")
    except Refusal:
        return

    assert read(damaged, "lots.csv") == first
