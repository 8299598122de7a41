"""Labels at the command line: papers, formats, previews, printers and what is refused."""

import socket
import threading
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image
from tests.cli.shell import Shell
from tests.labels.samples import decoded, page_texts

from acopio.documents.label_run import printer_address

Find = Callable[[Shell], str]


def test_the_papers_are_listed_without_a_lot(packed: Shell) -> None:
    names = {one["name"]: one for one in packed.read("label", "media")}

    assert names["thermal-100x150"]["labels"] == 1
    assert names["avery-l7173"]["labels"] == 10


def test_a_sheet_begins_at_its_first_free_place_and_says_the_next(packed: Shell, lot: Find) -> None:
    code = lot(packed)

    said = packed.run("label", code, "--medium", "avery-l7173", "--start", "9", "--out", "h.pdf")

    assert said.status == 0
    assert "lugar 5" in said.talk
    with pikepdf.open(packed.folder / "h.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_a_job_is_confirmed_gone_on_with_and_a_label_made_void(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    packed.ok("label", "print", "--lot", code, "--out", "one.pdf")

    said = packed.run("label", "confirm", "--last", "2")
    assert (said.status, said.out.split()[1]) == (0, "2/6")
    assert "acopio label resume" in said.talk
    rest = packed.read("etiquetas", "seguir", "--out", "rest.pdf")
    assert rest["labels"] == 4
    packed.ok("label", "confirm")
    packed.ok("label", "void", code, "5", "--reason", "rota")
    packed.assert_refused("labels-out", "label", code, "--sacks", "1", "--out", "nada.pdf")
    again = packed.run("label", code, "--sacks", "1,5", "--reason", "rotas", "--out", "again.pdf")

    assert again.status == 0
    states = [one["job"] for one in packed.read("label", "list", code)]
    assert [(one["count"], one["good"]) for one in states] == [(2, None), (4, 4), (6, 2)]
    assert len(page_texts((packed.folder / "again.pdf").read_bytes())) == 2
    assert "COPIA 2" in page_texts((packed.folder / "again.pdf").read_bytes())[0]


def test_a_printer_has_a_name_a_paper_and_a_correction_of_its_own(packed: Shell, lot: Find) -> None:
    packed.ok("printer", "set", "Oficina", "--medium", "avery-l7173")
    packed.ok("ruler", "--printer", "oficina", "--medium", "avery-l7173",
              "--measured", "21,19.5,168,250")  # fmt: skip
    packed.ok("impresora", "anotar", "almacén", "--address", "127.0.0.1:9", "--dpi", "300")

    found = {one["name"]: one for one in packed.read("printer", "list")}
    assert found["oficina"]["correction"]["dx"].startswith("-1.2")
    assert (found["almacén"]["port"], found["almacén"]["dots_per_inch"]) == (9, 300)
    packed.ok("label", lot(packed), "--printer", "oficina", "--out", "sheet.pdf")
    with pikepdf.open(packed.folder / "sheet.pdf") as pdf:
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [210, 297]
    packed.assert_refused("printer-gone", "label", lot(packed), "--reason", "x",
                          "--printer", "almacén")  # fmt: skip
    packed.ok("printer", "remove", "oficina")
    packed.assert_refused("unknown-printer", "label", lot(packed), "--printer", "oficina")
    packed.assert_refused("printer-name", "printer", "set", "10.0.0.5")


def test_one_printing_is_of_one_kind_of_thing(packed: Shell, lot: Find) -> None:
    for words in ((), ("--lot", lot(packed), "--sample", "M-1"), ("--delivery", "1", lot(packed))):
        packed.assert_refused("one-kind-of-label", "label", "print", *words)
    packed.assert_refused("not-found", "label", "print", "--sample", "M-NADA")
    packed.assert_refused("sscc-invalid", "label", "print", lot(packed), "--sscc", "123")
    packed.assert_refused("other-sacks", "label", lot(packed), "--sacks", "90-99")


def test_a_rehearsal_of_labels_writes_and_notes_nothing(packed: Shell, lot: Find) -> None:
    packed.ok("label", lot(packed), "--out", "nada.pdf", "--dry-run")
    packed.ok("printer", "set", "oficina", "--dry-run")

    assert packed.read("label", "list") == []
    assert packed.read("printer", "list") == []
    assert not list(packed.folder.glob("*nada*"))


def test_a_preview_shows_the_first_label_and_notes_nothing(packed: Shell, lot: Find) -> None:
    code = lot(packed)

    packed.ok("label", code, "--preview", "--out", "p.png")
    packed.ok("label", code, "--preview", "--out", "p.svg")

    with Image.open(packed.folder / "p.png") as picture:
        assert len(decoded(picture)) == 2
    assert (packed.folder / "p.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_zpl_is_one_block_for_each_sack(packed: Shell, lot: Find) -> None:
    packed.ok("label", lot(packed), "--format", "zpl", "--copies", "2", "--out", "l.zpl")

    data = (packed.folder / "l.zpl").read_bytes()
    assert data.count(b"^XA") == data.count(b"^XZ") == data.count(b"^PQ2,") == 6


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("unknown-media", ("--medium", "papiro")),
        ("start-beyond-sheet", ("--start", "2")),
        ("copies-out-of-range", ("--copies", "0")),
        ("sheet-on-thermal", ("--medium", "a6-tag", "--out", "nada.zpl")),
        ("bad-printer-address", ("--printer", "impresora:raw")),
        ("correction-out-of-range", ("--profile", "40,0")),
    ],
)
def test_what_cannot_be_printed_is_one_sentence_and_no_file(
    packed: Shell, lot: Find, code: str, options: tuple[str, ...]
) -> None:
    packed.assert_refused(code, "label", lot(packed), "--out", "nada.pdf", *options)

    assert not list(packed.folder.glob("*nada*"))


def test_a_code_that_cannot_be_read_stops_the_job_before_the_file(
    packed: Shell, lot: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acopio_labels.proofread.read_code", lambda _picture, linear: "")

    packed.assert_refused("unreadable-label", "label", lot(packed), "--out", "nada.pdf")

    assert not list(packed.folder.glob("*nada*"))


def test_a_printer_gets_every_label(packed: Shell, lot: Find) -> None:
    taken: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def listen() -> None:
        line, _ = server.accept()
        with line:
            while part := line.recv(65536):
                taken.append(part)

    printer = threading.Thread(target=listen)
    printer.start()
    said = packed.run("label", lot(packed), "--printer", f"127.0.0.1:{port}", "--json")
    printer.join()
    server.close()

    job = packed.read("label", "list")[0]["job"]["number"]
    assert said.data == {
        "printer": f"127.0.0.1:{port}", "labels": 6, "received": True, "job": job
    }  # fmt: skip
    assert b"".join(taken).count(b"^XZ") == 6


def test_a_printer_that_is_not_there_gets_one_sentence(packed: Shell, lot: Find) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    packed.assert_refused("printer-gone", "label", lot(packed), "--printer", f"127.0.0.1:{port}")


def test_the_ruler_page_gives_a_correction_that_labels_take(packed: Shell, lot: Find) -> None:
    packed.ok("ruler", "--out", "regla.pdf")
    found = packed.read("ruler", "--measured", "21,19.5,60,110")["profile"]

    packed.ok("label", lot(packed), f"--profile={found}", "--out", "l.pdf")
    assert (packed.folder / "regla.pdf").read_bytes().startswith(b"%PDF")
    assert found == "-1.000,0.500,1.00000,1.00000"


def test_a_measure_that_no_printer_would_print_is_refused(packed: Shell) -> None:
    packed.assert_refused("measure-implausible", "ruler", "--measured", "20,20,6,110")


def test_an_address_of_a_printer_may_have_a_port() -> None:
    read = printer_address

    assert read("10.0.0.5") == ("10.0.0.5", 9100)
    assert read("10.0.0.5:6101") == ("10.0.0.5", 6101)
    assert read("[fe80::1]:6101") == ("fe80::1", 6101)
    assert read("fe80::1") == ("fe80::1", 9100)


def organic(shell: Shell, *more: str) -> str:
    """Put an organic certificate on file; return a packed lot that leans on it."""
    shell.ok("scheme", "add", "organic", "CU-1", "--certifier", "X", "--from", "2020-01-01",
             "--to", "2099-12-31", *more)  # fmt: skip
    code = shell.ok("lot", "open", "cacao seco", "20", "--claim", "organic")
    shell.ok("lot", "pack", code, "10", "10")
    return code


def test_what_an_organic_label_lacks_is_said_once_with_the_command_that_adds_it(
    packed: Shell, lot: Find
) -> None:
    code = organic(packed)

    said = packed.run("label", code, "--preview", "--out", "o.png")

    assert said.status == 0
    assert said.talk.count("pide la ley") == 1
    assert "el código del organismo de control, la dirección del titular" in said.talk
    assert "`acopio scheme complete CU-1 --control-body … --address …`" in said.talk
    packed.ok("scheme", "complete", "CU-1", "--control-body", "PE-BIO-141")
    english = packed.set(ACOPIO_LANG="en").run("label", code, "--preview", "--out", "o.png").talk
    assert "`acopio scheme complete CU-1 --address …`" in english
    packed.ok("scheme", "complete", "CU-1", "--address", "Jr. Lima 123")
    assert "pide la ley" not in packed.run("label", code, "--out", "o.pdf").talk
    assert "pide la ley" not in packed.run("label", lot(packed), "--out", "l.pdf").talk


def test_an_organic_lot_without_a_certificate_of_that_day_is_said_and_printed(
    packed: Shell,
) -> None:
    code = organic(packed)
    packed.ok("scheme", "suspend", "CU-1", "--on", "2020-01-02")

    said = packed.run("label", code, "--out", "o.pdf")

    assert said.status == 0
    assert "ningún certificado orgánico" in said.talk
    assert "`acopio scheme add`" in said.talk
