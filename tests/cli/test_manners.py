"""How the program speaks: help, languages, data on stdout, rehearsals, exit status."""

import hashlib
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from tests.cli.shell import LINE, Shell, program

from acopio.cli import app

Find = Callable[[Shell], str]


def commands(group: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command and group of the program."""
    found = group or typer.main.get_command(app)
    yield path
    for name, inner in getattr(found, "commands", {}).items():
        yield from commands(inner, (*path, name))


ALL = list(commands())


@pytest.mark.parametrize("path", ALL, ids=[" ".join(path) or "acopio" for path in ALL])
def test_every_command_explains_itself(tmp_path: Path, path: tuple[str, ...]) -> None:
    said = Shell(tmp_path / "home").run(*path, "--help")

    assert said.status == 0
    assert "Uso: acopio" in said.out
    assert said.talk == ""
    assert not (tmp_path / "home").exists()


def test_help_loads_no_database_no_printer_and_no_server() -> None:
    heavy = "sqlalchemy alembic reportlab pikepdf numpy fastapi uvicorn argon2 cryptography"
    code = (
        "import sys\nfrom acopio.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set({heavy.split()!r}) & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stderr.decode().strip() == "[]"
    assert b"deliver" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["lot", "show"], ["lot", "list", "--limit", "many"], ["lot", "--nonsense"],
     ["import", "cqi", "nowhere.csv"], ["import", "cqi", "."], ["ledger", "proof", "first"],
     ["lot", "show", "A", "B"], ["lote", "ensalzar"], ["lot", "list", "--limit"]],
)  # fmt: skip
def test_a_command_that_is_typed_wrongly_is_said_in_one_sentence(
    shell: Shell, arguments: list[str]
) -> None:
    said = shell.run(*arguments)
    english = shell.run(*arguments, "--lang", "en")

    assert (said.status, said.out) == (english.status, english.out) == (2, "")
    assert re.fullmatch(r"Uso: acopio .*\nuso: .+\.\n", said.talk)
    assert re.fullmatch(r"Usage: acopio .*\nusage: .+\.\n", english.talk)


def test_a_group_without_a_command_shows_its_help(shell: Shell) -> None:
    said = shell.run("lote")

    assert (said.status, said.talk) == (2, "")
    assert "Ensacar" in said.out


READS = [
    ["org", "list"], ["household", "list"], ["plot", "list", "12"], ["place", "list"],
    ["profile", "list"], ["batch", "list"], ["batch", "list", "--all"], ["lot", "list"],
    ["lot", "list", "--all"], ["lot", "show", "LOT"], ["lot", "trace", "LOT"],
    ["ledger", "audit"], ["ledger", "show"], ["ledger", "key"], ["ledger", "checkpoint"],
    ["ledger", "proof", "0"], ["doctor"], ["schema"], ["schema", "delivery.received"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", READS, ids=" ".join)
def test_every_read_has_json_on_stdout_and_nothing_else(
    packed: Shell, lot: Find, arguments: list[str]
) -> None:
    typed = [lot(packed) if one == "LOT" else one for one in arguments]

    plain = packed.run(*typed)
    said = packed.run("--json", *typed)

    assert said.status == plain.status == 0, said.talk
    assert plain.out
    nothing = arguments in (["ledger", "audit"], ["batch", "list"])
    assert bool(said.data) != nothing
    assert '"KEY"' not in said.out


@pytest.mark.parametrize("at", [0, 1, 2])
def test_options_of_everything_stand_anywhere(shell: Shell, at: int) -> None:
    arguments = ["place", "list"]
    arguments[at:at] = ["--lang=en", "--as", "ines", "--json"]

    assert shell.run(*arguments).data[0]["name"] == "Centro"


def test_a_name_that_looks_like_an_option_stands_after_two_dashes(shell: Shell) -> None:
    shell.ok("org", "add", "--", "--json")

    assert "--json" in {row["name"] for row in shell.read("org", "list")}


@pytest.mark.parametrize(
    ("environment", "arguments", "language"),
    [
        ({}, [], "es"),
        ({"LANG": "C.UTF-8"}, [], "es"),
        ({"LANG": "en_GB.UTF-8"}, [], "en"),
        ({"LANG": "es_PE.UTF-8"}, [], "es"),
        ({"LANG": "es_PE.UTF-8", "ACOPIO_LANG": "en"}, [], "en"),
        ({"LANG": "en_US.UTF-8", "ACOPIO_LANG": "es"}, [], "es"),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "es"], "es"),
        ({}, ["--lang", "en"], "en"),
        ({"LANG": "en_US.UTF-8"}, ["--lang", "fr"], "en"),
    ],
)
def test_the_language_is_the_persons(
    shell: Shell, environment: dict[str, str], arguments: list[str], language: str
) -> None:
    said = shell.set(**environment).assert_refused("not-found", "lot", "show", "nada", *arguments)

    assert ("No se encuentra" in said) == (language == "es")
    assert ("There is no trace" in said) == (language == "en")


def test_a_table_is_in_the_persons_language_too(packed: Shell) -> None:
    assert "Cacao seco en grano" in packed.ok("lot", "list")
    english = packed.ok("lot", "list", "--lang", "en")
    assert "Dry cacao beans" in english
    assert english.split()[:3] == ["lot", "product", "day"]


WRITES = [
    ["init", "--name", "Otra", "--prefix", "XYZ", "--manager", "eva"],
    ["org", "add", "Nueva SAC"],
    ["staff", "add", "nora", "--role", "inspector"],
    ["household", "add", "Familia Nueva", "--number", "99"],
    ["plot", "add", "12", "Otra Loma", "--crop", "cacao", "--from", "2024-01-01"],
    ["place", "add", "Almacén"],
    ["profile", "add", "Otro", "--product", "cacao.dry",
     "--limit", "cacao.cut.iso2451:mouldy_pct<=5"],
    ["deliver", "baba", "60", "--from", "12", "--into", "CAJA-3"],
    ["batch", "open", "CAJA-4"],
    ["batch", "take", "CAJA-3", "900"],
    ["batch", "note", "CAJA-3", "turned"],
    ["batch", "pass", "CAJA-3", "SECADOR-1"],
    ["batch", "give", "CAJA-3", "20", "--moisture", "7"],
    ["batch", "close", "CAJA-3", "--reason", "x"],
    ["lot", "open", "cacao.dry", "100"],
    ["lot", "blend", "OPEN", "LOT", "--output", "400", "--lose", "fine-aromatic", "--reason", "x"],
    ["lot", "split", "LOT", "--sacks", "1-2"],
    ["lot", "pack", "OPEN", "--of", "50"],
    ["sample", "LOT", "1"],
    ["hold", "LOT", "--reason", "x"],
    ["dispatch", "Choc Maker BV", "LOT:1-2"],
    ["label", "LOT"],
    ["certificate", "LOT"],
    ["publish", "sitio"],
    ["ledger", "checkpoint"],
    ["ledger", "rebuild"],
    ["ledger", "export", "huellas"],
    ["ledger", "confirm-clock"],
]  # fmt: skip


@pytest.fixture(scope="module")
def busy(season_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, str]:
    """Return a shell where everything can be rehearsed, and a lot that is not in sacks."""
    import shutil

    home = tmp_path_factory.mktemp("busy") / "home"
    shutil.copytree(season_template, home)
    shell = Shell(home).being("rosa", "ines").set(ACOPIO_NEW_PIN="7777")
    shell.ok("deliver", "baba", "60", "--from", "12", "--into", "CAJA-3")
    shell.ok("deliver", "baba", "60", "--from", "12", "--pad", "900")
    return shell, str(shell.read("lot", "open", "cacao.dry", "100")["lot"])


def everything(folder: Path) -> dict[str, str]:
    """Return every file, and every row of the database."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("acopio.db"):
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
    with sqlite3.connect(folder / "home" / "acopio.db") as connection:
        found["rows"] = hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()
    connection.close()
    return found


@pytest.mark.parametrize("arguments", WRITES, ids=[" ".join(one[:2]) for one in WRITES])
def test_a_rehearsal_checks_everything_and_writes_nothing(
    busy: tuple[Shell, str], lot: Find, arguments: list[str]
) -> None:
    shell, loose = busy
    whole = lot(shell)
    typed = [one.replace("LOT", whole).replace("OPEN", loose) for one in arguments]
    before = everything(shell.folder)

    said = shell.run(*typed, "--dry-run")

    assert (said.status, said.out) == (0, ""), said
    assert re.search(r"\d", said.talk)
    assert everything(shell.folder) == before


def test_a_rehearsal_refuses_what_would_be_refused(packed: Shell, lot: Find) -> None:
    packed.assert_refused("not-enough-mass", "sample", lot(packed), "9999", "--dry-run")
    packed.assert_refused("name-taken", "staff", "add", "luis", "--role", "clerk", "--dry-run")


def test_every_refusal_is_one_line_without_a_traceback(packed: Shell, lot: Find) -> None:
    code = lot(packed)
    cases = [
        ["lot", "show", "NAR-7KQ4M9T-2"],
        ["lot", "split", code, "1"],
        ["lot", "pack", code, "--of", "0"],
        ["lot", "pack", code, "--of", "-5"],
        ["deliver", "baba", "0", "--from", "12"],
        ["deliver", "baba", "-64.5", "--from", "12"],
        ["deliver", "plata", "64.5", "--from", "12"],
        ["deliver", "baba", "64.5", "--from", "nadie"],
        ["deliver", "baba", "64.5", "--from", "12", "--day", "mañana"],
        ["deliver", "baba", "64.5", "--from", "12", "--day", "2999-01-01"],
        ["deliver", "baba", "64.5", "--from", "12", "--into", "CAJA-99"],
        ["deliver", "baba", "64.5", "--from", "12", "--price", "mucho"],
        ["deliver", "baba", "64.5", "--from", "12", "--deduct", "humedad"],
        ["deliver", "baba", "64.5", "--from", "12", "--doc", "::"],
        ["batch", "take", "CAJA-4", code],
        ["batch", "take", "CAJA-1"],
        ["batch", "pass", "CAJA-1", "CAJA-2", "--part", "²/3"],
        ["lot", "split", code, "--sacks", "²"],
        ["lot", "split", code, "--sacks", "9" * 5000],
        ["sample", code, "1", "--purpose", "curiosidad"],
        ["inspect", "M-22222", "--protocol", "iso2451", "--count", "mouldy=3"],
        ["dispatch", "nadie", code],
        ["dispatch", "Choc Maker BV", f"{code}:1-99"],
        ["receive", "D-22222"],
        ["certificate", "NAR-C-222222", "--again"],
        ["certify", code, "--profile", "Exportación"],
        ["plot", "add", "12", "X", "--crop", "cacao", "--from", "2024-01-01", "--point", "x,y"],
        ["profile", "add", "P", "--product", "cacao.dry", "--limit", "mouldy"],
        ["staff", "add", "eva", "--role", "reina"],
        ["org", "add", "X", "--ruc", "123"],
        ["ledger", "proof", "999999"],
        ["ledger", "proof", "-1"],
    ]

    for arguments in cases:
        said = packed.set(ACOPIO_NEW_PIN="7777").run(*arguments)
        assert said.status in {1, 2}, (arguments, said)
        assert said.out == "", arguments
        if said.status == 1:
            assert LINE.fullmatch(said.talk), (arguments, said.talk)
    assert packed.read("ledger", "audit") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "observation-unreadable"),
        ("[]", "observation-unreadable"),
        ("[" * 200_000, "observation-unreadable"),
        ("{}", None),
        ('{"forms": 3}', None),
        ('{"forms": [{"scores": {"flavor": 7.75}}]}', None),
        ('{"forms": []}', None),
        ('{"forms": [{"scores": {"flavor": "' + "7" * 9000 + '"}}]}', None),
    ],
)
def test_observations_that_are_nonsense_are_refused(
    shell: Shell, tmp_path: Path, content: str, code: str | None
) -> None:
    coffee = shell.read("lot", "open", "coffee.green", "690 kg")["lot"]
    luis = shell.being("luis")
    sample = luis.read("sample", coffee, "0.5 kg")["sample"]
    path = tmp_path / "cata.json"
    path.write_text(content, encoding="utf-8")

    said = luis.run("inspect", sample, "--protocol", "sca2004", "--from", path)

    assert (said.status, said.out) == (1, "")
    assert LINE.fullmatch(said.talk), said.talk
    assert code is None or said.talk.startswith(code)
    path.write_bytes(b"\xff\xfe")
    assert luis.run("inspect", sample, "--protocol", "sca2004", "--from", path).status == 1


def test_the_module_runs_as_the_program_does() -> None:
    done = subprocess.run([*program(), "--help"], capture_output=True, check=False)

    assert done.returncode == 0
