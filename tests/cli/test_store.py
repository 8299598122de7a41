"""The store at the command line: counts, sacks, moves, samples that come back."""

from collections.abc import Callable

from tests.cli.shell import Shell

Find = Callable[[Shell], str]


def test_a_count_says_what_the_book_said_and_why_it_differs(packed: Shell, lot: Find) -> None:
    code = lot(packed)

    said = packed.run("lot", "count", code, "299.4", "--cause", "secado")
    (row,) = packed.read("count", "lot", code, "300.5", "--moisture-before", "6.8",
                         "--moisture-after", "7.1")["lots"]  # fmt: skip

    assert (said.status, "Secado" in said.out, "-0.600 kg" in said.out) == (0, True, True)
    assert (row["book_g"], row["counted_g"], row["cause"]) == (299_400, 300_500, "regain")
    assert dict(packed.read("lot", "show", code)["balance"])["dried"] == 600


def test_thirty_percent_more_is_one_sentence(packed: Shell, lot: Find) -> None:
    talk = packed.assert_refused("count-not-plausible", "lot", "count", lot(packed), "390")

    assert "345.000 kg" in talk


def test_a_place_is_counted_from_a_file_and_what_was_forgotten_is_said(
    packed: Shell, lot: Find
) -> None:
    code = lot(packed)
    other = packed.ok("lot", "open", "cacao.dry", "20", "--place", "Centro")
    file = packed.folder / "conteo.csv"
    file.write_text(f"Lote;Peso;Causa\n{code};299.5;merma\n{other};64,5;\n", encoding="utf-8")

    said = packed.run("count", "place", "Centro", "--csv", file)
    assert (said.status, said.out) == (1, "")
    assert [line.split(" · ")[0] for line in said.talk.splitlines()[:2]] == ["fila 2", "fila 3"]
    assert said.talk.splitlines()[2].startswith("list-unusable: ")

    done = packed.run("count", "place", "Centro", f"{code}=299.5")
    assert done.status == 0
    assert other in done.talk


def test_reserved_sacks_are_weighed_from_a_list_and_the_rest_is_void(shell: Shell) -> None:
    code = shell.ok("lot", "open", "cacao.dry", "200")
    file = shell.folder / "sacos.csv"
    file.write_text("saco,peso\n1,60.2\n2,60.1\n", encoding="utf-8")

    assert shell.ok("lot", "pack", code, "--sacks", "4", "--reserve") == "1-4"
    assert shell.read("sack", "weigh", code, "--csv", file) == {"sacks": 2, "mass_g": 120_300}
    assert shell.ok("sack", "void", code, "--unused", "--reason", "sobran").startswith("3-4")
    shell.ok("sack", "rebag", code, "2=59.9")
    shell.ok("sack", "burst", code, "1", "--reason", "gancho")
    shell.ok("sack", "reuse", code, "1")
    states = [row["state"] for row in shell.read("sack", "list", code)]

    assert states == ["re-used", "re-bagged", "void", "void"]
    shell.assert_refused("sack-not-here", "sack", "empty", code, "1-2")
    shell.assert_refused("second-person-needed", "sack", "missing", code, "2", "--reason", "no")


def test_sacks_move_to_another_place_with_their_guide(packed: Shell, lot: Find) -> None:
    packed.ok("place", "add", "Almacén")
    code = lot(packed)

    moved = packed.read("move", f"{code}:1-2,5", "--to", "Almacén", "--doc", "guia:T001-442")
    sent = packed.read("move", code, "--to", "Almacén", "--sent")
    packed.ok("receive", sent["number"])
    there = packed.read("lot", "list", "--place", "almacén")

    assert moved["lots"][0][1] == 150_000
    assert sorted(row["left_g"] for row in there) == [150_000, 150_000]
    packed.assert_refused("lies-there", "move", code, "--to", "Almacén")


def test_the_list_of_lots_says_how_many_sacks_are_in_each_now(packed: Shell, lot: Find) -> None:
    packed.ok("place", "add", "Almacén")
    code = lot(packed)
    moved = packed.read("move", f"{code}:1-2,5", "--to", "Almacén")["lots"][0][0]
    packed.ok("lot", "pack", code, "--sacks", "2", "--reserve")
    packed.ok("sack", "empty", code, "6")

    listed = {row["code"]: row["sacks"] for row in packed.read("lot", "list")}

    assert (listed[code], listed[moved]) == (2, 3)


def test_a_sample_is_sent_approved_and_comes_back(packed: Shell, lot: Find) -> None:
    sample = packed.read("sample", lot(packed), "2", "--sacks", "1-4,6")["sample"]

    assert packed.ok("sample", "send", sample, "Choc Maker BV", "--courier", "DHL 1") == sample
    made = packed.read("sample", "answer", sample, "aprobada", "--returned", "1.8",
                       "--place", "Centro")["lot"]  # fmt: skip

    assert packed.read("lot", "show", made)["left_g"] == 1800


def test_sweepings_have_no_shares(shell: Shell) -> None:
    made = shell.ok("lot", "sweep", "Centro", "12.5", "--from", "2026-01-01")
    said = shell.run("lot", "trace", made)

    assert shell.read("lot", "show", made)["families"] == 0
    assert "12.500 kg" in said.talk
    shell.assert_refused(
        "reason-needed", "lot", "found", "Centro", "cacao.dry", "3", "--from", "2026-01-01"
    )
