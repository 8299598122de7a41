"""Importing a list by command line: dry by default, once, with every odd cell named."""

from pathlib import Path

import pytest
from tests.cli.shell import Shell
from tests.integrations.cqi.files import LAYOUT_2018, good, write


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Return a list of three lots: a good one, an odd one, one without a unit."""
    rows = [{**good(LAYOUT_2018), "row_id": f"lot-{n}"} for n in range(3)]
    rows[1] |= {"Moisture": "0 %", "Farm Name": "[bold]\x1b[31m=1+1"}
    rows[2]["Bag Weight"] = "69"
    path = tmp_path / "lotes.csv"
    path.write_bytes(write(LAYOUT_2018, *rows))
    return path


def test_a_list_is_checked_then_written_then_known(shell: Shell, listed: Path) -> None:
    before = shell.read("ledger", "show", "0", "--count", "999")

    checked = shell.run("import", "cqi", listed, "--json")
    assert (checked.status, checked.data["written"], checked.data["listed"]) == (3, 0, 1)
    assert shell.read("ledger", "show", "0", "--count", "999") == before
    written = shell.run("import", "cqi", listed, "--apply", "--json")
    assert (written.status, written.data["written"], written.data["flagged"]) == (3, 2, 1)
    size = len(shell.read("ledger", "show", "0", "--count", "999"))
    again = shell.run("import", "cqi", listed, "--apply", "--json")

    assert (again.data["written"], again.data["known"]) == (0, 2)
    assert len(shell.read("ledger", "show", "0", "--count", "999")) == size
    assert len(shell.read("lot", "list")) == 2
    problem = next(one for one in again.data["problems"] if one["severity"] == "listed")
    assert (problem["line"], problem["column"], problem["value"]) == (4, "Bag Weight", "69")


def test_people_read_the_reasons_in_their_language(shell: Shell, listed: Path) -> None:
    spanish = shell.run("import", "cqi", listed)
    english = shell.run("import", "cqi", listed, "--lang", "en")

    assert "the bag weight has no unit" in english.out
    assert "moisture not measured" in english.out
    assert "the bag weight" not in spanish.out
    assert "\x1b" not in spanish.out


def test_a_rehearsed_import_and_a_wrong_file_are_refused_or_told(
    shell: Shell, listed: Path
) -> None:
    said = shell.run("import", "cqi", listed, "--apply", "--dry-run")
    assert (said.status, said.out) == (0, "")
    assert shell.read("lot", "list") == []
    listed.write_bytes(b"\x00\x01")
    shell.assert_refused("cqi-file-has-nul", "import", "cqi", listed)
    listed.write_bytes(b"a,b\n1,2\n")
    shell.assert_refused("unknown-cqi-file", "import", "cqi", listed, "--apply")
    listed.write_bytes(b"")
    shell.assert_refused("cqi-file-empty", "import", "cqi", listed)
    assert shell.run("import", "cqi", listed.parent / "none.csv").status == 2
