"""Who acts, and with what: PINs, second persons, weights and codes as people type them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.shell import Shell

Find = Callable[[Shell], str]


def test_a_person_says_who_it_is_and_proves_it(shell: Shell) -> None:
    write = ("org", "add", "Otra")
    shell.set(ACOPIO_AS="").assert_refused("unknown-person", *write)
    shell.set(ACOPIO_PIN="4321").assert_refused("wrong-pin", *write)
    shell.set(ACOPIO_PIN="").assert_refused("wrong-pin", *write)
    shell.assert_refused("unknown-person", *write, "--as", "nadie")
    shell.assert_refused("wrong-pin", *write, "--as", "ines")

    shell.set(ACOPIO_PIN="9999").ok(*write, "--as", "INES ")


def test_a_pin_may_come_from_a_file(shell: Shell) -> None:
    path = shell.folder / "pin.txt"
    path.write_text("1234\n", encoding="utf-8")

    shell.set(ACOPIO_PIN="", ACOPIO_PIN_FILE=str(path)).ok("org", "add", "Otra")
    shell.set(ACOPIO_PIN_FILE=str(path) + "x").assert_refused(
        "setting-unusable", "org", "add", "Tercera"
    )


def test_a_refused_person_reads_nothing_private(shell: Shell) -> None:
    shell.set(ACOPIO_PIN="0000").assert_refused("wrong-pin", "household", "list")
    assert "Familia" not in shell.ok("place", "list")


def test_a_pin_is_never_printed_or_stored(shell: Shell) -> None:
    shell.set(ACOPIO_NEW_PIN="80246135").ok("staff", "add", "nora", "--role", "clerk")
    said = shell.set(ACOPIO_PIN="80246136").run("org", "add", "X", "--as", "nora")

    assert said.status == 1
    assert "8024613" not in said.talk
    for path in shell.home.rglob("*"):
        assert not path.is_file() or b"80246135" not in path.read_bytes()


def test_a_short_pin_or_a_name_twice_is_refused_before_anything_is_made(shell: Shell) -> None:
    keys = sorted(shell.home.rglob("*.key"))

    shell.set(ACOPIO_NEW_PIN="12").assert_refused(
        "pin-too-short", "staff", "add", "n", "--role", "inspector"
    )
    shell.set(ACOPIO_NEW_PIN="1234").assert_refused(
        "name-taken", "staff", "add", "Luis", "--role", "clerk"
    )
    shell.set(ACOPIO_NEW_PIN="1234").assert_refused(
        "unknown-role", "staff", "add", "n", "--role", "queen"
    )

    assert sorted(shell.home.rglob("*.key")) == keys


def test_roles_decide_what_somebody_may_do(shell: Shell) -> None:
    shell.set(ACOPIO_NEW_PIN="1111").ok("staff", "add", "caro", "--role", "clerk")
    shell.set(ACOPIO_NEW_PIN="2222").ok("staff", "add", "leo", "--role", "reader")
    caro = shell.set(ACOPIO_AS="caro", ACOPIO_PIN="1111")
    leo = shell.set(ACOPIO_AS="leo", ACOPIO_PIN="2222")

    caro.ok("deliver", "baba", "60", "--from", "12", "--pad", "5")
    caro.assert_refused("not-allowed", "place", "add", "Otro")
    caro.assert_refused("not-allowed", "ledger", "rebuild")
    leo.assert_refused("not-allowed", "deliver", "baba", "60", "--from", "12")
    shell.being("luis").assert_refused("not-allowed", "deliver", "baba", "60", "--from", "12")
    assert leo.read("lot", "show", "5")["made_g"] == 60_000


def test_what_needs_two_people_needs_two_secrets(packed: Shell, lot: Find) -> None:
    code, luis = lot(packed), packed.being("luis")
    luis.ok("reject", code, "--profile", "Exportación", "--reason", "moho")
    other = packed.read("lot", "open", "cacao.dry", "100", "--claim", "fine-aromatic")["lot"]
    (part,) = packed.read("lot", "split", code, "--sacks", "1-2")["lots"]
    blend = ("lot", "blend", part, other, "--output", "200", "--reason", "se mezcla")

    packed.assert_refused("second-person-needed", *blend)
    packed.set(ACOPIO_SECOND_PIN="1234").assert_refused(
        "second-person-needed", *blend, "--second", "rosa"
    )
    packed.set(ACOPIO_SECOND_PIN="0000").assert_refused("wrong-pin", *blend, "--second", "ines")
    packed.assert_refused("wrong-pin", *blend, "--second", "ines")
    packed.set(ACOPIO_SECOND_PIN="9999").ok(*blend, "--second", "ines")

    entry = packed.read("ledger", "show", "0", "--count", "1000")[-1]
    assert (entry["kind"], len(set(entry["by"]))) == ("lot.blended", 2)


@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("64.5", 64_500),
        ("64.5kg", 64_500),
        ("1 qq", 46_000),
        ("500 g", 500),
        ("100 lb", 45_359),
        ("4,064.5", 4_064_500),
        (" 64.500 KG ", 64_500),
    ],
)
def test_weights_as_people_write_them(shell: Shell, typed: str, grams: int) -> None:
    made = shell.read("lot", "open", "cacao.dry", typed)["lot"]

    assert shell.read("lot", "show", made)["made_g"] == grams


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("64,5", "mass-unreadable"),
        ("16.000,5", "mass-unreadable"),
        ("1,60", "mass-unreadable"),
        ("", "mass-unreadable"),
        ("mucho", "mass-unreadable"),
        ("NaN", "mass-unreadable"),
        ("1e3", "mass-unreadable"),
        ("64.5 bushels", "unit-unknown"),
        ("0", "mass-not-positive"),
        ("0.0001", "mass-too-fine"),
        ("9" * 30, "mass-too-large"),
    ],
)
def test_weights_that_cannot_be_are_refused(shell: Shell, typed: str, code: str) -> None:
    before = shell.read("ledger", "show", "0", "--count", "1000")

    shell.assert_refused(code, "lot", "open", "cacao.dry", typed)

    assert shell.read("ledger", "show", "0", "--count", "1000") == before


def test_sixteen_tonnes_are_written_with_a_comma(shell: Shell) -> None:
    made = shell.read("lot", "open", "cacao.dry", "16,000.5")["lot"]

    assert "16,000.500 kg" in shell.ok("lot", "show", made)


def test_a_mistyped_code_reaches_nothing(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    for at in range(11):
        wrong = code[:at] + ("X" if code[at] != "X" else "Y") + code[at + 1 :]
        assert packed.run("lot", "show", wrong).talk.startswith("unknown-code: ")
    swapped = code[:3] + code[4] + code[3] + code[5:]
    if swapped != code:
        packed.assert_refused("unknown-code", "lot", "show", swapped)
    packed.assert_refused("not-found", "lot", "show", "99887")
    packed.assert_refused("not-found", "lot", "show", "CAJA-3")
    packed.assert_refused("not-found", "lot", "show", "")


def test_a_receipt_with_two_lots_asks_which(shell: Shell) -> None:
    two = ("--line", "12|baba|60", "--line", "12|baba|40")
    shell.ok("deliver", *two, "--pad", "0815")

    said = shell.assert_refused("several-match", "lot", "show", "0815")

    assert said.count("NAR-") == 2


def test_a_vessel_that_is_open_is_not_opened_twice(shell: Shell) -> None:
    shell.ok("batch", "open", "CAJA-3")
    shell.assert_refused("vessel-taken", "batch", "open", "caja-3")
    shell.assert_refused("not-found", "batch", "take", "CAJA-9", "1")
    shell.assert_refused("batch-empty", "batch", "give", "CAJA-3", "10")


def test_the_same_command_id_is_carried_out_once(shell: Shell) -> None:
    once = ("deliver", "baba", "60", "--from", "12", "--pad", "7", "--day", "2026-01-05",
            "--command-id", "0195500a-8407-796c-818d-11124c80b98e")  # fmt: skip
    first = shell.read(*once)

    assert shell.read(*once) == first
    assert len(shell.read("lot", "list")) == 1
    changed = [*once[:2], "61", *once[3:]]
    shell.assert_refused("command-id-reused", *changed)


def test_a_house_opened_without_an_address_gets_one_later(tmp_path: Path) -> None:
    rosa = Shell(tmp_path / "home").set(ACOPIO_AS="rosa", ACOPIO_PIN="1234")
    rosa.assert_refused("not-initialised", "lot", "list")
    rosa.ok("init", "--name", "Coop", "--prefix", "NAR", "--manager", "rosa", "--ruc",
            "10452159428", "--hosted-by", "yo")  # fmt: skip
    rosa.ok("place", "add", "Centro")
    rosa.ok("household", "add", "Familia", "--number", "12", "--person", "Ana")
    lot = rosa.read("deliver", "cacao-seco", "200", "--from", "12")["lots"][0]
    rosa.assert_refused("address-unset", "certificate", lot)
    before = rosa.read("org", "list")

    rosa.assert_refused("address-unusable", "init", "--address", "no es")
    rosa.assert_refused("address-unusable", "init", "--address", "ftp://x")
    rosa.set(ACOPIO_PIN="0000").assert_refused("wrong-pin", "init", "--address", "https://a.pe")
    assert rosa.run("init", "--address", "https://a.pe", "--dry-run").status == 0
    rosa.assert_refused("address-unset", "certificate", lot)
    assert rosa.ok("init", "--address", "https://a.pe/") == "https://a.pe"

    rosa.ok("certificate", lot, "--out", "c.pdf")
    assert rosa.run("verify", "c.pdf").status == 0
    assert rosa.read("ledger", "audit") == []
    after = rosa.read("org", "list")
    assert [{**one, "address": None} for one in after] == before, "nothing else changes"
    assert "https://a.pe" in rosa.run("init", "--address", "https://b.pe").talk
    assert "https://b.pe" in rosa.ok("doctor")


def test_two_organisations_on_one_machine_hand_over(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    packed.set(ACOPIO_PIN="4444").ok("init", "--name", "Exportadora Sur", "--prefix", "SUR",
                                     "--manager", "mateo", "--address", "https://s.pe")  # fmt: skip
    packed.set(ACOPIO_PIN="4444").assert_refused(
        "prefix-taken", "init", "--name", "X", "--prefix", "sur", "--manager", "m"
    )
    mateo = packed.set(ACOPIO_AS="mateo", ACOPIO_PIN="4444")
    mateo.ok("place", "add", "Callao", "--kind", "warehouse")
    left = packed.read("dispatch", "SUR", f"{code}:1-2")
    ((sent, _),) = left["lots"]

    packed.assert_refused("not-the-receiver", "receive", left["number"])
    assert mateo.read("receive", left["number"], f"{sent}=99.5", "--reason", "merma") == {
        "dispatch": left["number"],
        "state": "received",
    }
    packed.assert_refused("not-the-holder", "sample", sent, "1")
    issued = mateo.read("certificate", sent, "--out", "c.pdf")
    assert issued["number"].startswith("SUR-C-")
    assert mateo.run("verify", "c.pdf").status == 0
    assert mateo.read("ledger", "audit") == []
