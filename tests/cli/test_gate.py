"""The manager at eleven, with a queue of farmers: tickets, boxes, prices, receipts."""

import io
from pathlib import Path

import pytest
from tests.cli.shell import Shell
from tests.labels.samples import decoded, page_texts, printed


def test_a_group_leader_hands_in_the_beans_of_several(shell: Shell) -> None:
    made = shell.read(
        "deliver", "baba", "--group", "Grupo Uno", "--claim", "fine-aromatic",
        "--line", "12||64.5|tara=1.2,recibo=A-004711,descuento=humedad=2%",
        "--line", "13||50|recibo=A-004712,caja=CAJA-2",
        "--into", "CAJA-3=30", "--into", "CAJA-4", "--command-id", "boletin-1",
    )  # fmt: skip
    again = shell.read(
        "deliver", "baba", "--group", "Grupo Uno", "--claim", "fine-aromatic",
        "--line", "12||64.5|tara=1.2,recibo=A-004711,descuento=humedad=2%",
        "--line", "13||50|recibo=A-004712,caja=CAJA-2",
        "--into", "CAJA-3=30", "--into", "CAJA-4", "--command-id", "boletin-1",
    )  # fmt: skip

    assert again == made
    assert (made["received_g"], made["payable_g"]) == (113_300, 112_034)
    taken = {row["vessel"]: row["taken_g"] for row in shell.read("batch", "list")}
    assert taken == {"CAJA-2": 50_000, "CAJA-3": 30_000, "CAJA-4": 33_300}
    shell.assert_refused("pad-used", "deliver", "baba", "10", "--pad", "a4711")


def test_a_roadside_round_is_typed_from_a_file_the_next_day(shell: Shell) -> None:
    file = shell.folder / "ruta.csv"
    file.write_text(
        "Familia;Bruto;Recibo;Declaración;Parcela\n12;64.5;1;single-farm+fine-aromatic;todas\n"
        "13;40;2;;La Loma\n",
        encoding="cp1252",
    )

    made = shell.read("deliver", "baba", "--lines", file, "--collected", "--day", "2026-01-05")

    shown = shell.read("lot", "show", made["lots"][0])
    assert (shown["day"], shown["claims"]) == ("2026-01-05", ["fine-aromatic", "single-farm"])
    said = shell.run("receipt", "2", "--text")
    assert "05/01/2026" in said.out
    assert "Familia 13" in said.out
    assert "Familia 12" not in said.out


def test_lines_come_from_another_program_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"family,product,gross\n12,baba,10\n13,cereza,20\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert len(shell.read("deliver", "--lines", "-")["lots"]) == 2


def test_everything_wrong_in_a_file_is_listed_and_nothing_is_written(shell: Shell) -> None:
    file = shell.folder / "malo.csv"
    file.write_text("familia,producto,bruto\n12,te,10\n99,baba,0\n", encoding="utf-8")

    said = shell.run("deliver", "--lines", file, "--json")

    assert said.status == 1
    assert [(one["fila"], one["columna"], one["valor"]) for one in said.data] == [
        ("2", "producto", "te"),
        ("3", "bruto", "0"),
        ("3", "familia", "99"),
    ]
    assert said.talk.startswith("lines-unusable: ")
    assert shell.read("lot", "list") == []
    shell.assert_refused("lines-file-unusable", "deliver", "--lines", shell.home / "acopio.db")
    shell.assert_refused("file-unusable", "deliver", "--lines", "no-such.csv")
    assert shell.run("deliver", "baba").status == 2


def test_a_price_and_an_advance_are_said_later_and_stand_on_the_receipt(shell: Shell) -> None:
    shell.ok("deliver", "baba", "64.5", "--from", "12", "--pad", "7", "--deduct", "humedad=2%")

    said = shell.ok("price", "7", "9.80 PEN/kg", "--advance", "100")
    shell.ok("receipt", "7", "--medium", "58", "--out", "r.pdf")

    assert said.endswith("= 619.46 PEN; Adelanto 100.00 PEN; saldo 519.46 PEN")
    pdf = (shell.folder / "r.pdf").read_bytes()
    (code,) = [row["code"] for row in shell.read("lot", "list")]
    assert decoded(printed(pdf)) == [f"HTTPS://ID.COOP.PE/L/{code}"]
    assert "519.46 PEN" in page_texts(pdf)[0]
    assert "left to pay 519.46 PEN" in shell.ok("receipt", "7", "--text", "--lang", "en")
    shell.assert_refused("price-unreadable", "price", "7", "gratis")
    shell.assert_refused("no-receipt", "receipt", shell.read("lot", "open", "cacao", "5")["lot"])


def test_a_receipt_is_taken_wherever_a_code_is(shell: Shell) -> None:
    shell.ok("deliver", "baba", "200", "--from", "12", "--pad", "A-77")
    shell.ok("deliver", "baba", "100", "--from", "13", "--pad", "A-78")

    assert shell.read("lot", "show", "a77")["made_g"] == 200_000
    assert len(shell.read("lot", "trace", "A-0077")["origins"]) == 1
    shell.ok("sample", "a-77", "1")
    shell.ok("lot", "split", "A77", "50")
    shell.ok("batch", "open", "CAJA-3", "--product", "cacao.dry")
    assert shell.ok("batch", "take", "CAJA-3", "a-77=100", "A78") == "200.000 kg"
    shell.ok("hold", "a-0077", "--reason", "olor")
    shell.ok("certificate", "a 78")


def test_a_family_sees_what_is_left_of_its_estimate(shell: Shell) -> None:
    shell.ok("household", "estimate", "12", "20 qq", "--product", "baba", "--season", "campaña")
    shell.ok("deliver", "baba", "64.5", "--from", "12", "--claim", "ccn-51")

    season = shell.read("household", "season", "12")["products"]
    said = shell.ok("household", "season", "12")

    assert [(one["received_g"], one["left_g"]) for one in season] == [(64_500, 855_500)]
    assert "855.500 kg" in said
    assert "CCN-51" in said
    shell.assert_refused("not-found", "household", "season", "99")


def test_a_dry_run_writes_neither_entries_nor_files(shell: Shell, tmp_path: Path) -> None:
    shell.ok("deliver", "baba", "64.5", "--from", "12", "--pad", "7")

    said = shell.run("deliver", "--line", "12|baba|10", "--dry-run")
    shell.run("receipt", "7", "--out", "r.pdf", "--dry-run")

    assert said.status == 0
    assert len(shell.read("lot", "list")) == 1
    assert not (tmp_path / "r.pdf").exists()


def test_a_name_is_given_once_and_the_refusal_names_who_has_it(shell: Shell) -> None:
    said = shell.assert_refused("organisation-name-taken", "org", "add", "choc  maker bv")

    assert "“Choc Maker BV”" in said


def test_refusals_say_places_by_name_and_never_an_id(shell: Shell) -> None:
    shell.ok("place", "add", "Almacén", "--dryer", "SECADOR-9")
    said = shell.assert_refused("which-place", "deliver", "baba", "30", "--from", "12")
    assert "`--place`" in said
    assert "Almacén, Centro" in said

    lot = shell.read(
        "deliver", "baba", "30", "--from", "12", "--place", "Centro", "--claim", "fine-aromatic"
    )["lots"][0]
    shell.ok("batch", "open", "SECADOR-9")
    said = shell.assert_refused("elsewhere", "batch", "take", "SECADOR-9", lot)
    assert "está en Centro y hace falta en Almacén" in said
    assert "`acopio move`" in said


def test_a_claim_that_what_is_in_the_box_lacks_is_said_of_the_box(shell: Shell) -> None:
    shell.ok("deliver", "baba", "30", "--from", "12", "--into", "CAJA-3")
    fine = ("deliver", "baba", "30", "--from", "12", "--claim", "fine-aromatic")

    said = shell.assert_refused("claim-would-be-lost", *fine, "--into", "CAJA-3")

    assert "no la tiene CAJA-3" in said


def test_a_hold_is_lifted_where_it_stands(shell: Shell) -> None:
    whole = shell.read("deliver", "baba", "100", "--from", "12")["lots"][0]
    part = shell.read("lot", "split", whole, "40")["lots"][0]
    shell.ok("hold", whole, "--reason", "olor")

    said = shell.assert_refused("held-elsewhere", "lift", part, "--reason", "ventilado")

    dashed = f"{whole[:3]}-{whole[3:10]}-{whole[10]}"
    assert f"`acopio lift {dashed}`" in said
    shell.ok("lift", whole, "--reason", "ventilado")
    shell.assert_refused("not-found", "lift", part, "--reason", "ventilado")


def test_what_was_delivered_on_another_day_goes_in_on_its_own_day(shell: Shell) -> None:
    shell.ok("batch", "open", "CAJA-3", "--day", "14/6/2026")
    shell.ok("deliver", "baba", "30", "--from", "12", "--day", "13/6/2026")

    said = shell.assert_refused(
        "before-it-began", "batch", "take", "CAJA-3", "--delivered-today", "--day", "2026-06-13"
    )
    assert "El 2026-06-13 todavía no existía CAJA-3, que es del 2026-06-14" in said
    shell.ok("batch", "take", "CAJA-3", "--delivered", "13/6/2026", "--day", "14/6/2026")


def test_a_decimal_comma_is_refused_in_a_moisture_as_in_a_mass(shell: Shell) -> None:
    shell.ok("deliver", "baba", "200", "--from", "12", "--into", "CAJA-3")

    for code, words in (
        ("moisture-unreadable", ("70", "--moisture", "6,5")),
        ("mass-unreadable", ("70,5", "--moisture", "6.5")),
    ):
        said = shell.assert_refused(code, "batch", "give", "CAJA-3", *words)
        assert "¿quiso decir 6.5?" in said or "¿quiso decir 70.5" in said
    shell.assert_refused(
        "moisture-unreadable", "deliver", "baba", "9", "--from", "12", "--moisture", "6,5"
    )


def test_the_usual_purpose_of_a_dispatch_is_said_in_the_readers_own_words(shell: Shell) -> None:
    said = shell.ok("dispatch", "--help")
    assert "venta (si no se dice)" in said.replace("\n", " ")
    assert "sale" not in said
