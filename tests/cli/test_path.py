"""The whole path as people type it: from the gate to a certificate that a buyer checks."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.cli.shell import Shell, program

from acopio.domain.codes import printed, sack_code

Find = Callable[[Shell], str]


def test_from_the_gate_to_a_lot_in_sacks(packed: Shell, lot: Find) -> None:
    code = lot(packed)

    shown = packed.read("lot", "show", code)
    trace = packed.read("lot", "trace", code)

    assert (shown["made_g"], shown["left_g"], len(shown["sacks"])) == (300_000, 300_000, 6)
    assert shown["claims"] == ["fine-aromatic"]
    assert shown["families"] == 2
    assert dict(map(tuple, shown["balance"])) == {"made": 300_000, "drawn": 0, "left": 300_000}
    assert sum(origin["grams"] for origin in trace["origins"]) == 300_000
    assert {origin["pad"] for origin in trace["origins"]} == {"0011", "0012", "0021", "0022"}
    assert [step["kind"] for step in trace["steps"]] == ["delivery", "box", "box", "blend"]


def test_a_slow_batch_by_box_and_dryer(shell: Shell) -> None:
    shell.ok("batch", "open", "CAJA-3", "--product", "cacao.dry", "--day", "2026-01-05")
    shell.ok("deliver", "baba", "200 kg", "--from", "12", "--pad", "77")
    assert shell.ok("batch", "take", "caja-3", "77=150") == "150.000 kg"
    assert shell.ok("batch", "note", "CAJA-3", "temperature", "--value", "47.5") == (
        "temperatura 47.5 °C"
    )
    (row,) = shell.read("batch", "list")
    assert (row["vessel"], row["state"], row["taken_g"]) == ("CAJA-3", "open", 150_000)

    passed = shell.read("batch", "pass", "CAJA-3", "SECADOR-1")
    shell.ok("batch", "close", "CAJA-3")
    (made,) = shell.read("batch", "give", "SECADOR-1", "55.5 kg", "--moisture", "7")["lots"]
    closed = shell.read("batch", "close", "SECADOR-1")

    assert passed["how"] == "e"
    assert closed["given_g"] == 55_500
    assert shell.read("batch", "list") == []
    assert len(shell.read("batch", "list", "--all")) == 2
    assert shell.read("lot", "show", made)["left_g"] == 55_500


def test_the_lab_certifies_holds_lifts_and_rejects(packed: Shell, lot: Find) -> None:
    code, luis = lot(packed), packed.being("luis")
    sample = luis.read("sample", code, "1 kg", "--seal", "S-1")["sample"]
    counted = ["mouldy=3", "slaty=4", "well_fermented=293"]

    made = luis.read("inspect", sample, "--protocol", "iso2451", *(f"--count={c}" for c in counted))
    assert luis.read("certify", code, "--profile", "Exportación")["act"] == "certified"
    shown = packed.read("lot", "show", code)
    luis.ok("hold", code, "--reason", "olor")
    held = packed.read("lot", "show", code)
    packed.assert_refused("held", "dispatch", "Choc Maker BV", f"{code}:1-2")
    luis.ok("lift", code, "--reason", "era el saco")
    luis.ok("reject", code, "--profile", "exportación", "--reason", "cliente")

    assert dict(made["result"])["grade"] == "I"
    assert (shown["certified"], shown["state"]) == (["Exportación"], "in-store")
    assert held["state"] == "held"
    assert packed.read("lot", "show", code)["rejected"] == ["Exportación"]


def test_three_cuppers_from_a_file(shell: Shell, cupping: Path) -> None:
    luis = shell.being("luis")
    coffee = shell.read("lot", "open", "coffee.green", "690 kg", "--harvest", "2026")["lot"]
    sample = luis.read("sample", coffee, "0.5 kg")["sample"]

    made = luis.read("inspect", sample, "--protocol", "sca2004", "--from", cupping)
    said = luis.run("certify", coffee, "--profile", "Taza 84")

    assert dict(made["result"])["total"] == "83.75"
    assert said.status == 1
    assert said.talk.startswith("limits-not-met: ")
    assert "83.75" in said.talk


def test_a_dispatch_of_sacks_arrives_short(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    left = packed.read("dispatch", "Choc Maker BV", f"{code}:1-4", "--doc", "guia:T001-442",
                       "--vehicle", "ABC-123", "--driver", "Pedro")  # fmt: skip
    ((sent, grams),) = left["lots"]

    packed.assert_refused("on-the-way", "dispatch", "Choc Maker BV", sent)
    said = packed.read("receive", left["number"], f"{sent}=198.5", "--reason", "merma",
                       "--doc", "acta:9")  # fmt: skip

    assert (grams, said["state"]) == (200_000, "reported")
    packed.assert_refused("already-answered", "receive", left["number"])
    steps = packed.read("lot", "show", sent)["steps"]
    receipt = next(step for step in steps if step["kind"] == "receipt")
    assert (receipt["in_g"], receipt["difference_g"], receipt["reported"]) == (198_500, 1_500, True)
    assert packed.read("lot", "show", code)["left_g"] == 100_000


def test_labels_certificate_pages_and_a_buyer_who_checks(packed: Shell, lot: Find) -> None:
    code = lot(packed)

    said = packed.run("label", code, "--sacks", "1-3", "--json")
    assert said.data["file"] == f"etiquetas-{code}-{said.data['job']}.pdf"
    assert said.data["labels"] == 3
    assert "publish" in said.talk
    packed.ok("publish", "sitio")
    said = packed.run("label", code, "--sacks", "4-6", "--out", "todas.pdf")
    assert (said.status, said.out) == (0, "todas.pdf\n")
    assert "publish" not in said.talk
    with pikepdf.open(packed.folder / "todas.pdf") as pdf:
        assert len(pdf.pages) == 3
    issued = packed.read("certificate", code, "--language", "en", "--out", "cert.pdf")
    packed.ok("certificate", issued["number"], "--again", "--out", "again.pdf")
    first, again = ((packed.folder / name).read_bytes() for name in ("cert.pdf", "again.pdf"))
    assert first == again
    key = packed.read("ledger", "key")["vkey"]
    away = Shell(packed.folder / "nowhere" / "home").set(ACOPIO_LANG="en")
    away.folder.mkdir()

    checked = away.read("verify", packed.folder / "cert.pdf", "--key", key)

    assert checked["passed"]
    assert (checked["number"], checked["lot"]) == (issued["number"], code)
    assert not away.home.exists()
    assert (packed.folder / "sitio" / "L" / code / "index.html").is_file()
    assert (packed.folder / "sitio" / "S" / sack_code(code, 1) / "index.json").is_file()


def test_a_tampered_certificate_ends_with_status_3(packed: Shell, lot: Find) -> None:
    packed.ok("certificate", lot(packed), "--out", "cert.pdf")
    path = packed.folder / "cert.pdf"
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.pages[0].Rotate = 180
        pdf.save(out)
    path.write_bytes(out.getvalue())

    said = packed.run("verify", path, "--json")

    assert said.status == 3
    assert not said.data["passed"]
    path.write_bytes(b"%PDF-1.4")
    packed.assert_refused("not-a-certificate", "verify", path)


def test_the_ledger_is_audited_rebuilt_signed_proved_and_exported(packed: Shell) -> None:
    assert packed.read("ledger", "audit") == []
    assert packed.read("ledger", "rebuild")["acts"] > 20
    note = packed.read("ledger", "checkpoint")["checkpoint"]
    key = packed.read("ledger", "key")
    proof = packed.read("ledger", "proof", "3")["proof"]
    entries = packed.read("ledger", "show", "3", "--count", "2")
    files = packed.read("ledger", "export", "huellas")["files"]

    assert note.startswith(key["origin"])
    assert key["origin"].startswith("id.coop.pe/log/nar/")
    assert proof.startswith("c2sp.org/tlog-proof@v1\nindex 3\n")
    assert proof.endswith(note)
    assert [entry["v"] for entry in entries] == [1, 1]
    assert files == 2
    assert (packed.folder / "huellas" / "checkpoint").read_text(encoding="utf-8") == note
    assert packed.run("ledger", "show", "0", "--count", "1").out.startswith("{")
    assert packed.ok("ledger", "audit", "--log-only") == packed.ok("ledger", "audit")


def test_a_changed_table_ends_the_audit_with_status_3(packed: Shell) -> None:
    import sqlite3

    with sqlite3.connect(packed.home / "acopio.db") as connection:
        connection.execute("UPDATE lot SET left_g = left_g - 1 WHERE sacks > 0")
    connection.close()

    said = packed.run("ledger", "audit", "--json")

    assert said.status == 3
    assert [(one["table"], one["problem"]) for one in said.data] == [("lot", "row-differs")]
    packed.ok("ledger", "rebuild")
    assert packed.read("ledger", "audit") == []


def test_words_of_the_house_are_enough(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    sack = sack_code(code, 3)

    for typed in (code, code.lower(), printed(code), f" {printed(code).lower()} ", printed(sack)):
        assert packed.read("lot", "show", typed)["code"] == code
    assert packed.read("lot", "show", "0011")["made_g"] == 200_000
    assert packed.run("hold", "CAJA-4").status == 1
    packed.ok("deliver", "baba", "60", "--from", "familia 12", "--into", "caja-4")
    packed.being("luis").ok("hold", "CAJA-4", "--reason", "olor")


def test_real_processes_do_the_same(packed: Shell, lot: Find, tmp_path: Path) -> None:
    code = lot(packed)

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*program(), *arguments],
            capture_output=True,
            cwd=tmp_path,
            env={**packed.child_environment(), **more},
            check=False,
        )

    shown = run("lot", "show", code, "--json")
    missing = run("lot", "show", "NAR-7KQ4M9T-2", LC_ALL="C")
    unknown = run("lotus")

    assert (shown.returncode, shown.stderr) == (0, b"")
    assert json.loads(shown.stdout)["code"] == code
    assert (missing.returncode, missing.stdout) == (1, b"")
    assert missing.stderr.decode("utf-8").startswith("unknown-code: “NAR-7KQ4M9T-2”")
    assert (unknown.returncode, unknown.stdout) == (2, b"")


@pytest.mark.parametrize("stdout", ["ascii", "latin-1"])
def test_a_terminal_that_knows_no_accents_is_no_obstacle(shell: Shell, stdout: str) -> None:
    done = subprocess.run(
        [*program(), "org", "list"],
        capture_output=True,
        env={**shell.child_environment(), "PYTHONIOENCODING": stdout},
        check=False,
    )

    assert done.returncode == 0
    assert "Cooperativa Ñaupe" in done.stdout.decode("utf-8")
