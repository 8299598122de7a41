"""Balance and stock from the command line."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.cli.shell import Shell, hostile_free


def test_the_balance_of_a_season_closes_and_says_so(packed: Shell) -> None:
    said = packed.run("report", "balance", "--lang", "en")

    assert said.status == 0, said.talk
    assert "Closes to the gram" in said.out
    assert "800.000 kg" in said.out
    assert "Water and loss in processing" in said.out


def test_the_json_has_every_sum_in_grams(packed: Shell) -> None:
    found = packed.read("report", "balance", "--product", "cacao.dry")

    whole = found["whole"]
    assert (whole["in_g"], whole["closing"]["total_g"]) == (300_000, 300_000)
    assert whole["difference"] == {"store_g": 0, "batch_g": 0, "way_g": 0, "total_g": 0}
    assert [one["percent"] for one in found["batches"]] == ["37.5", "37.5"]


def test_lot_batch_and_place_have_their_own(packed: Shell, lot: object) -> None:
    code = lot(packed)  # type: ignore[operator]

    assert packed.read("report", "balance", "--lot", code)["whole"]["in_g"] == 300_000
    assert packed.read("report", "balance", "--batch", "CAJA-1")["whole"]["loss_g"] == 250_000
    assert packed.read("report", "balance", "--place", "Centro")["whole"]["in_g"] == 800_000


def test_files_are_written_and_a_rehearsal_writes_none(packed: Shell) -> None:
    xlsx, pdf = packed.folder / "b.xlsx", packed.folder / "b.pdf"

    packed.run("report", "balance", "--xlsx", xlsx, "--pdf", pdf, "--dry-run")
    assert not xlsx.exists()
    assert not pdf.exists()

    packed.ok("report", "balance", "--xlsx", xlsx, "--pdf", pdf)
    assert xlsx.read_bytes().startswith(b"PK")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_the_stock_of_today_names_place_product_and_lot(packed: Shell, lot: object) -> None:
    code = lot(packed)  # type: ignore[operator]

    assert "300.000 kg" in packed.ok("report", "stock")
    assert code in packed.ok("report", "stock", "--lots").replace("-", "")
    assert packed.read("report", "stock", "--day", "2020-01-01")["rows"] == []


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("period-reversed", ("--from", "2026-06-02", "--to", "2026-06-01")),
        ("season-unknown", ("--season", "la de antes")),
        ("time-unreadable", ("--from", "ayer")),
        ("not-found", ("--place", "Marte")),
        ("unknown-product", ("--product", "plomo")),
        ("file-unusable", ("--pdf", "no/such\x01/folder" + "x" * 300)),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(
    shell: Shell, code: str, arguments: tuple[str, ...]
) -> None:
    assert shell.assert_refused(code, "report", "balance", *arguments)


def test_a_gram_that_is_missing_ends_with_findings(packed: Shell) -> None:
    engine = create_engine(f"sqlite:///{Path(packed.home / 'acopio.db').as_posix()}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE lot SET left_g = left_g - 1 WHERE sacks > 0"))
    engine.dispose()

    said = packed.run("report", "balance", "--lang", "en")

    assert said.status == 3
    assert "DOES NOT CLOSE" in said.out
    assert "-0.001 kg" in said.talk


def test_hostile_names_do_nothing_to_a_terminal(shell: Shell) -> None:
    shell.ok("place", "add", "=1+1\x1b[31m\u202eevil", "--district", "220601")
    shell.ok("lot", "open", "cacao.dry", "5", "--place", "=1+1\x1b[31m\u202eevil")
    shell.ok("lot", "open", "cacao.dry", "5", "--place", "Centro")

    said = shell.run("report", "balance", "--xlsx", shell.folder / "h.xlsx")

    assert said.status == 0
    assert hostile_free(said.out)
    assert hostile_free(said.talk)
