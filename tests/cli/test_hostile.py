"""Hostile text in every name: stored as it is, shown without harm, and nothing ever breaks."""

import json
from collections.abc import Callable, Sequence

import pytest
from tests.cli.shell import LINE, Said, Shell, hostile_free

from acopio.domain.codes import sack_code

TEXTS = {
    "control": "a\x00b\x07c\x08d\x7fe",
    "escape": "\x1b[2J\x1b]0;pwned\x07\x1b[31mrojo",
    "markup": "[bold]gordo[/bold] [/] [link=http://x]",
    "sql": "'; DROP TABLE lot; --",
    "formula": '=HYPERLINK("http://x","y")',
    "script": "<script>alert(1)</script>&amp;{{7*7}}${7*7}%s%n",
    "emoji": "👩🏽‍🌾🍫",
    "backwards": "\u202egnp.exe\u2066",
    "long": "Ñ" * 301,
    "very-long": "x" * 70_000,
    "lines": "uno\ndos\r\ntres\u2028cuatro",
    "surrogate": "a\udcffb",
    "blank": "   ",
    "tabs": "\t\v\f",
    "zalgo": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A",
    "path": "../../../../etc/passwd",
    "option": "-rf",
    "arabic": "قهوة",
}
TEXTS["mixed"] = "".join(
    TEXTS[name]
    for name in ("escape", "markup", "sql", "script", "emoji", "backwards", "lines", "zalgo")
)
EVERYWHERE = ("mixed", "formula", "control", "long", "surrogate", "blank", "option")
each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def names(text: str) -> list[list[str]]:
    """Return commands with a text in every option that takes a name or free words."""
    return [
        ["org", "add", text],
        ["org", "add", "Otra", f"--ruc={text}"],
        ["org", "add", "Otra 2", f"--country={text}"],
        ["org", "add", "Otra 3", f"--kind={text}"],
        ["staff", "add", text, "--role", "clerk"],
        ["staff", "add", "nora", "--role", "clerk", f"--full-name={text}"],
        ["staff", "add", "eva", "--role", "inspector", f"--credential={text}"],
        ["household", "add", text],
        ["household", "add", "F", f"--number={text}"],
        ["household", "add", "F", f"--person={text}"],
        ["household", "add", "F", "--group", "Grupo Uno", f"--member-number={text}"],
        ["household", "add", "F", f"--district={text}"],
        ["household", "add", "F", f"--consent={text}"],
        ["plot", "add", "12", text, "--crop", "cacao", "--from", "2024-01-01"],
        ["plot", "add", "12", "P", f"--crop={text}", "--from", "2024-01-01"],
        ["plot", "add", "12", "P", "--crop", "cacao", "--from", "2024-01-01", f"--variety={text}"],
        ["plot", "add", "12", "P", "--crop", "cacao", "--from", "2024-01-01", f"--area-ha={text}"],
        ["place", "add", text],
        ["place", "add", "Lugar", f"--box={text}"],
        ["place", "add", "Lugar 2", f"--kind={text}"],
        ["profile", "add", text, "--product", "cacao.dry",
         "--limit", "cacao.cut.iso2451:mouldy_pct<=3"],
        ["profile", "add", "P", "--product", "cacao.dry", f"--limit={text}"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--pad={text}"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--claim={text}"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--doc=guia:{text}"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--moisture={text}"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--price={text}"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--deduct={text}=1"],
        ["deliver", "baba", "60", "--from", "12", "--place", "Centro", f"--command-id={text}"],
        ["deliver", "baba", "60", "--from", text],
        ["batch", "open", text, "--kind", "mill", "--place", "Centro"],
        ["batch", "note", "CAJA-3", "--", text],
        ["batch", "note", "CAJA-3", "other", f"--text={text}", f"--value={text}", f"--unit={text}"],
        ["lot", "open", "cacao.dry", "10", "--place", "Centro", f"--declared={text}"],
        ["lot", "open", "cacao.dry", "10", "--place", "Centro", f"--harvest={text}"],
        ["lot", "open", "cacao.dry", "10", "--place", "Centro", f"--bought-from={text}"],
        ["lot", "show", "--", text],
        ["sample", "LOT", "1", f"--seal={text}"],
        ["hold", "LOT", f"--reason={text}"],
        ["lift", "LOT", f"--reason={text}"],
        ["dispatch", "Choc Maker BV", "LOT:1", f"--vehicle={text}", f"--seal={text}",
         f"--driver={text}", f"--doc={text}"],
        ["dispatch", "Choc Maker BV", "LOT:2", f"--purpose={text}"],
        ["ledger", "confirm-clock", f"--reason={text}"],
    ]  # fmt: skip


def assert_harmless(said: Said, arguments: Sequence[str]) -> None:
    """Assert that a command was carried out or refused in a line, and steers no terminal."""
    assert said.status in {0, 1, 2}, (arguments, said)
    assert hostile_free(said.out), arguments
    if said.status == 1:
        assert said.out == "", arguments
        assert LINE.fullmatch(said.talk), (arguments, said.talk)
    if said.status < 2:
        assert hostile_free(said.talk), arguments
        assert len(said.talk) < 2_000, arguments


READS = [
    ["org", "list"], ["household", "list"], ["plot", "list", "12"], ["place", "list"],
    ["profile", "list"], ["batch", "list", "--all"], ["lot", "list", "--all"],
    ["lot", "show", "LOT"], ["lot", "trace", "LOT"],
]  # fmt: skip


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_hostile_text_in_every_name_is_harmless(
    packed: Shell, lot: Callable[[Shell], str], name: str
) -> None:
    code, text = lot(packed), TEXTS[name]
    packed = packed.set(ACOPIO_NEW_PIN="7777")
    packed.ok("batch", "open", "CAJA-3")
    taken = 0

    for arguments in names(text):
        typed = [one.replace("LOT", code) for one in arguments]
        said = packed.run(*typed)
        assert_harmless(said, typed)
        taken += said.status == 0
    for arguments in READS:
        typed = [one.replace("LOT", code) for one in arguments]
        assert_harmless(packed.run(*typed), typed)
        said = packed.run(*typed, "--json")
        assert said.status == 0
        json.loads(said.out)
    assert packed.read("ledger", "audit") == []
    if name in {"mixed", "formula", "option"}:
        assert taken >= 8


@each_text
def test_a_hostile_text_is_kept_exactly(shell: Shell, text: str) -> None:
    said = shell.run("place", "add", "--", text)

    if said.status == 0:
        assert text.strip() in {row["name"].strip() for row in shell.read("place", "list")}
    else:
        assert LINE.fullmatch(said.talk)


@each_text
def test_a_hostile_organisation_opens_prints_and_publishes(tmp_path_factory: pytest.TempPathFactory,
                                                           text: str) -> None:  # fmt: skip
    shell = Shell(tmp_path_factory.mktemp("hostile") / "home").set(ACOPIO_PIN="1234")
    opening = ["init", f"--name={text}", "--prefix", "NAR", "--manager", "rosa",
               "--address", "https://id.coop.pe", f"--hosted-by={text}"]  # fmt: skip
    said = shell.run(*opening)
    assert_harmless(said, opening)
    if said.status:
        assert not list(shell.home.rglob("*.key")), "a refused init leaves no key behind"
        return
    shell.ok("place", "add", "Centro")
    lot = shell.read("lot", "open", "cacao.dry", "100", "--harvest", "2026")["lot"]
    shell.ok("lot", "pack", lot, "--of", "50")
    shell.ok("label", lot, "--out", "l.pdf")
    shell.ok("certificate", lot, "--out", "c.pdf")
    checked = shell.run("verify", "c.pdf", "--json")
    assert checked.status == 0, checked
    shell.ok("publish", "sitio")
    page = (shell.folder / "sitio" / "S" / sack_code(lot, 1) / "index.html").read_text("utf-8")
    assert "<script" not in page.lower()


@each_text
def test_hostile_options_of_everything_are_refused_in_a_line(shell: Shell, text: str) -> None:
    for option in ("--as", "--second"):
        said = shell.set(ACOPIO_SECOND_PIN="9999").run("org", "add", "X", f"{option}={text}")
        assert_harmless(said, [option])
    assert_harmless(shell.run("lot", "list", f"--lang={text}"), ["--lang"])
    for setting in ("ACOPIO_AS", "ACOPIO_LANG"):
        if "\x00" not in text:
            assert_harmless(shell.set(**{setting: text}).run("place", "list"), [setting])
