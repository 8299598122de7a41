"""A laboratory's file by command line: dry by default, every error in its place, then once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import Shell, hostile_free
from tests.services.books import book
from tests.services.result_files import csv_of

Lot = Callable[[Shell], str]


@pytest.fixture
def luis(packed: Shell) -> Shell:
    """Return the shell of the inspector."""
    return packed.being("luis")


@pytest.fixture
def samples(packed: Shell, lot: Lot) -> list[str]:
    """Return the numbers of three samples of the lot in sacks."""
    return [packed.ok("sample", lot(packed), "0.6").split()[0] for _ in range(3)]


def filed(folder: Path, *rows: list[str], name: str = "lab.csv") -> Path:
    path = folder / name
    path.write_bytes(book(rows) if name.endswith("x") else csv_of(rows))
    return path


def entries(shell: Shell) -> int:
    return len(shell.read("ledger", "show", "0", "--count", "999"))


LAB = ("inspect", "import", "--protocol", "contaminants", "--laboratory", "Lab Sur")


def test_a_file_is_checked_then_signed_then_known(
    luis: Shell, samples: list[str], tmp_path: Path
) -> None:
    path = filed(tmp_path, ["Muestra", "Cadmio", "Fecha"],
                 *([one, "0.31", ""] for one in samples))  # fmt: skip
    report = tmp_path / "informe.pdf"
    report.write_bytes(b"%PDF-1.7")
    before = entries(luis)

    checked = luis.run(*LAB, path, "--json")
    assert (checked.status, checked.data["written"], checked.data["problems"]) == (0, 0, [])
    assert [one["sample"] for one in checked.data["inspections"]] == samples
    assert "--apply" in checked.talk
    assert entries(luis) == before
    signed = luis.run(*LAB, path, "--doc", f"lab:INF-12={report}", "--apply", "--json")
    assert (signed.status, signed.data["written"]) == (0, 3)
    assert entries(luis) == before + 3
    again = luis.run(*LAB, path, "--apply", "--json")

    assert (again.status, again.data["written"], again.data["known"]) == (0, 0, 3)
    assert entries(luis) == before + 3
    assert luis.read("ledger", "audit") == []
    shown = luis.read("ledger", "show", str(before), "--count", "1")
    assert "lab-file" in str(shown)
    assert "lab-report" in str(shown)


def test_people_read_rows_columns_values_and_reasons_in_their_language(
    luis: Shell, samples: list[str], tmp_path: Path
) -> None:
    path = filed(tmp_path, ["Muestra", "Cadmio", "Otro"], [samples[0], "0,31", "x"],
                 [samples[1], "n.d.", "y"], [samples[2], "0,31", "z"],
                 ["\x1b[31m[bold]=1+1", "0.3", ""])  # fmt: skip
    before = entries(luis)

    spanish = luis.run(*LAB, path, "--apply")
    english = luis.run("evaluar", "importar", *LAB[2:], path, "--apply", "--lang", "en")

    assert (spanish.status, english.status) == (3, 3)
    assert "fila 2, 4 · Cadmio · 0,31: “0,31” lleva coma" in spanish.out
    assert "row 3 · Cadmio · n.d.: “n.d.” does not say how little" in english.out
    assert "errores: 5" in spanish.talk
    assert "Nothing was written" in english.talk
    assert hostile_free(spanish.out + english.out)
    assert entries(luis) == before


@pytest.mark.parametrize("name", ["copia.csv", "copia.xlsx"])
def test_a_copy_with_the_reasons_is_mended_and_brought_again(
    luis: Shell, samples: list[str], tmp_path: Path, name: str
) -> None:
    path = filed(tmp_path, ["Muestra", "Cadmio"], [samples[0], "0.31"], [samples[1], "0.3x"])
    copy = tmp_path / name

    said = luis.run(*LAB, path, "--annotate", copy)
    assert (said.status, copy.name in said.talk) == (3, True)
    again = luis.run(*LAB, copy, "--json")
    assert [one["row"] for one in again.data["problems"]] == [3]
    assert luis.run(*LAB, filed(tmp_path, ["Muestra", "Cadmio"], [samples[0], "0.31"]),
                    "--annotate", copy, "--apply").status == 0  # fmt: skip
    assert luis.run(*LAB, copy, "--apply", "--json").data["known"] == 1


def test_columns_sheets_and_days_are_said_by_options(
    luis: Shell, samples: list[str], tmp_path: Path
) -> None:
    path = filed(tmp_path, ["Código cliente", "Cd", "Nota"], [samples[0], "<0.05", "x"],
                 name="lab.xlsx")  # fmt: skip
    mapped = ("--map", "Código cliente=muestra", "--map", "Cd=cadmium", "--ignore", "Nota")

    done = luis.run(*LAB, path, *mapped, "--sheet", "resultados", "--day", "1/1/2020", "--json")
    luis.assert_refused("result-mapping-unusable", *LAB, path, "--map", "Cd")
    luis.assert_refused("result-file-unusable", *LAB, path, "--sheet", "Otra")
    luis.assert_refused("unknown-protocol", "inspect", "import", path, "--protocol", "none")

    assert done.data["sheet"] == "Resultados"
    assert [one["code"] for one in done.data["problems"]] == ["before-it-began"]
    ready = luis.run(*LAB, path, *mapped, "--json").data["inspections"]
    assert ready == [
        {"rows": [2], "sample": samples[0], "known": False, "result": {"cadmium": "<0.05"}}
    ]


def test_what_would_be_recorded_is_shown_with_its_result(
    luis: Shell, samples: list[str], tmp_path: Path
) -> None:
    path = filed(tmp_path, ["Muestra", "Mohosos", "Pizarrosos", "Bien fermentados"],
                 *([one, "3", "4", "293"] for one in samples))  # fmt: skip

    said = luis.run("inspect", "import", path, "--protocol", "iso2451")
    done = luis.run("inspect", "import", path, "--protocol", "iso2451", "--apply")

    assert (said.status, said.out.count("Grado I")) == (0, 3)
    assert "por registrar" in said.out
    assert "firmada ahora" in done.out


def test_rehearsals_wrong_copies_and_other_people_write_nothing(
    luis: Shell, samples: list[str], tmp_path: Path
) -> None:
    path = filed(tmp_path, ["Muestra", "Cadmio"], [samples[0], "0.31"])
    copy = tmp_path / "copia.csv"
    before = entries(luis)

    rehearsed = luis.run(*LAB, path, "--apply", "--dry-run")
    checked = luis.run(*LAB, path, "--annotate", copy, "--dry-run")
    wrong = [luis.run(*LAB, path, "--annotate", tmp_path / name).status
             for name in ("copia.pdf", "lab.csv")]  # fmt: skip
    luis.being("rosa").assert_refused("not-allowed", *LAB, path)
    luis.assert_refused("file-unusable", *LAB, path, "--doc", "lab:1=nowhere.pdf", "--apply")

    assert (rehearsed.status, rehearsed.out) == (0, "")
    assert (checked.status, copy.exists(), wrong) == (0, False, [2, 2])
    assert luis.run(*LAB, tmp_path / "none.csv").status == 2
    assert entries(luis) == before


def test_a_helper_page_names_the_command_in_spanish(luis: Shell) -> None:
    said = luis.run("evaluar", "--help")

    assert "evaluar importar" in said.out
