"""What goes out of the gate, typed by people: papers, reports, shipments, another house."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import Shell, hostile_free

Lot = Callable[[Shell], str]


@pytest.fixture
def buyer(tmp_path: Path, cheap_pins: None) -> Shell:
    """Return the buyer's own house: another home, another database."""
    shell = Shell(tmp_path / "buyer" / "home", {"ACOPIO_PIN": "1234", "ACOPIO_LANG": "en"})
    (tmp_path / "buyer").mkdir()
    shell.ok("init", "--name", "Choc Maker BV", "--prefix", "CHC", "--manager", "Rosa")
    rosa = shell.being("rosa")
    rosa.ok("place", "add", "Amsterdam")
    rosa.ok("org", "add", "Cooperativa Ñaupe", "--kind", "exporter")
    return rosa


def scan(shell: Shell, name: str = "guia.pdf") -> Path:
    path = shell.folder / name
    path.write_bytes(b"%PDF-1.7 " + name.encode())
    return path


def test_two_houses_confirm_each_others_custody(packed: Shell, buyer: Shell, lot: Lot) -> None:
    code = lot(packed)
    packed.ok("org", "vouch", "Choc Maker BV", buyer.ok("ledger", "key"), "--how", "por teléfono")
    buyer.ok("org", "vouch", "Cooperativa Ñaupe", packed.ok("ledger", "key"))
    number = packed.read(
        "dispatch", "Choc Maker BV", f"{code}:1-4", "--doc", f"guia:T001-442={scan(packed)}",
        "--name", "contenedor=MSCU1234567",
    )["number"]  # fmt: skip
    packed.ok("dispatch-file", number, "--out", "salida.json")
    shutil.copy2(packed.folder / "salida.json", buyer.folder / "salida.json")
    sent = packed.read("shipment", "MSCU1234567")["cargo"][0]["lot"]

    report = buyer.ok("arrival", "salida.json", f"{sent}=199.2", "--out", "conf.json")
    again = buyer.run("arrival", "salida.json", "--out", "conf.json")
    said = packed.run("confirm", buyer.folder / "conf.json")

    assert report.splitlines()[-1].startswith("R-")
    assert "nothing was written" in again.talk
    assert said.status == 0, said.talk
    assert "199.200" in said.out
    assert "Choc Maker BV lo confirmó en su propio registro" in said.talk
    assert packed.read("lot", "show", sent)["left_g"] == 199_200
    assert buyer.read("find", sent)[0]["what"] == "sender-lot"
    packed.ok("ledger", "audit")
    buyer.ok("ledger", "audit")
    packed.assert_refused("already-answered", "confirm", buyer.folder / "conf.json")
    packed.assert_refused("not-a-house-file", "confirm", packed.folder / "salida.json")


def test_what_somebody_outside_says_is_shown_as_reported(packed: Shell, lot: Lot) -> None:
    code = lot(packed)
    packed.assert_refused(
        "report-without-document", "said", "add", "Choc Maker BV", "analizado", "--about", code
    )

    number = packed.ok(
        "said", "add", "Choc Maker BV", "analizado", "--about", code, "--text", "cadmio 0.4",
        "--doc", f"lab:77={scan(packed, 'lab.pdf')}",
    )  # fmt: skip

    shown = packed.run("lot", "show", code)
    assert "analizó; informado por Choc Maker BV, no confirmado." in shown.talk
    assert "cadmio 0.4" in packed.ok("said", "list", code)
    assert packed.read("find", number)[0]["sort"] == "report"
    assert packed.read("find", "77")[0]["belongs_to"] == number


def test_a_document_is_added_listed_and_saved(packed: Shell, lot: Lot) -> None:
    code, paper = lot(packed), scan(packed, "factura.pdf")

    digest = packed.ok("document", "add", code, "factura:F001-9", paper)
    packed.ok("document", "save", digest, "copia.pdf")

    assert (packed.folder / "copia.pdf").read_bytes() == paper.read_bytes()
    (row,) = packed.read("document", "list", code)
    assert (row["type"], row["number"], row["hash"]) == ("invoice", "F001-9", digest)
    assert "factura" in packed.ok("document", "list", code)
    packed.assert_refused("not-found", "document", "save", "x", "nada.pdf")
    packed.assert_refused("file-unusable", "document", "add", code, "lab:1", "nada.pdf")


def test_a_rehearsed_dispatch_keeps_no_file(packed: Shell, lot: Lot) -> None:
    said = packed.run(
        "dispatch", "Choc Maker BV", lot(packed), "--doc", f"guia:442={scan(packed)}", "--dry-run"
    )

    assert said.status == 0, said.talk
    assert list((packed.home / "documents").iterdir()) == []


def test_a_guide_of_an_odd_form_is_a_warning(packed: Shell, lot: Lot) -> None:
    said = packed.run("dispatch", "Choc Maker BV", lot(packed), "--doc", "guia:442")

    assert said.status == 0, said.talk
    assert "SUNAT" in said.talk


def test_refused_sacks_and_a_return_typed_in_spanish(packed: Shell, lot: Lot) -> None:
    code = lot(packed)
    number = packed.ok("dispatch", "Choc Maker BV", code, "--purpose", "venta-local")
    said = packed.run("receive", number, f"{code}:6=rechazado", "--reason", "mojado")
    assert "Rechazado y devuelto al remitente" in said.talk
    packed.assert_refused("report-without-document", "return", f"{code}:1")

    back = packed.ok("return", f"{code}:1-2=99.5", "--doc", "guia:V001-3", "--place", "Centro")

    assert packed.read("lot", "show", back)["left_g"] == 99_500
    assert packed.read("lot", "show", code)["state"] == "delivered"


def test_names_of_others_are_found_and_hostile_ones_harm_nothing(packed: Shell, lot: Lot) -> None:
    code, hostile = lot(packed), "MSCU\x1b[31m<script>'%"

    packed.ok("name", code, f"contenedor={hostile}", "pedido=PO-77")
    packed.assert_refused("name-unreadable", "name", code, "PO-77")

    said = packed.run("find", "mscu")
    assert hostile_free(said.out)
    assert "pedido del comprador" in packed.ok("find", "po-77")
    assert "Cooperativa" in packed.ok("shipment", "PO-77")
    packed.assert_refused("not-found", "shipment", "nada")
    assert packed.run("find", "zzz").status == 0
