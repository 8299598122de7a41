"""A cooperative set up by command line, once, and copied for each test."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.cli.shell import Shell

from acopio.services import people

FORM = {
    "fragrance_aroma": "7.75",
    "flavor": "7.75",
    "aftertaste": "7.5",
    "acidity": "7.75",
    "body": "7.5",
    "uniformity": "10",
    "balance": "7.5",
    "clean_cup": "10",
    "sweetness": "10",
    "overall": "7.75",
}


def set_up(shell: Shell) -> None:
    """Set up what every season needs: places, people, families, profiles, a buyer."""
    shell.ok("init", "--name", "Cooperativa Ñaupe", "--prefix", "NAR", "--manager", "Rosa",
             "--address", "https://id.coop.pe", "--hosted-by", "yo")  # fmt: skip
    shell.ok("place", "add", "Centro", "--district", "220601",
             *(f"--box=CAJA-{n}" for n in range(1, 5)), "--dryer", "SECADOR-1")  # fmt: skip
    shell.ok("org", "add", "Grupo Uno", "--kind", "producer-group")
    shell.ok("org", "add", "Choc Maker BV", "--country", "NL")
    shell.set(ACOPIO_NEW_PIN="9999").ok("staff", "add", "ines", "--role", "manager")
    shell = shell.being("rosa")
    shell.set(ACOPIO_NEW_PIN="5678").ok(
        "staff", "add", "luis", "--role", "inspector", "--credential", "Q-Grader:123:2020-01-01"
    )
    for number in (12, 13):
        shell.ok("household", "add", f"Familia {number}", "--number", str(number),
                 "--person", f"Ana {number}:445566{number}:999", "--group", "Grupo Uno",
                 "--member-number", f"{number:03d}", "--since", "2020-01-01")  # fmt: skip
        shell.ok("plot", "add", str(number), "La Loma", "--crop", "cacao", "--crop", "coffee",
                 "--from", "2020-01-01", "--point=-6.1,-76.6", "--area-ha", "2.5")  # fmt: skip
    shell.ok("profile", "add", "Exportación", "--product", "cacao.dry",
             "--limit", "cacao.cut.iso2451:mouldy_pct<=3")  # fmt: skip
    shell.ok("profile", "add", "Taza 84", "--product", "coffee.green",
             "--limit", "coffee.cup.sca2004:total>=84")  # fmt: skip


def season(shell: Shell) -> None:
    """Go from the gate to a lot of 150 kg of dry cacao in three sacks, receipt ``R-LOTE``."""
    rosa = shell.being("rosa")
    for box in (1, 2):
        for number, pad in ((12, f"00{box}1"), (13, f"00{box}2")):
            rosa.ok("deliver", "baba", "200", "--from", str(number), "--pad", pad,
                    "--all-plots", "--claim", "fine-aromatic", "--into", f"CAJA-{box}")  # fmt: skip
        rosa.ok("batch", "give", f"CAJA-{box}", "150", "--moisture", "7")
        rosa.ok("batch", "close", f"CAJA-{box}")
    lots = [row["code"] for row in rosa.read("lot", "list")]
    made = rosa.ok("lot", "blend", *lots, "--output", "300")
    rosa.ok("lot", "pack", made, "--of", "50")


@pytest.fixture(scope="session", autouse=True)
def cheap_pins() -> Iterator[None]:
    """Make hashing a PIN quick: it is most of the time of a command, as it should be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def empty_template(cheap_pins: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a cooperative that has just begun."""
    home = tmp_path_factory.mktemp("begun") / "home"
    set_up(Shell(home, {"ACOPIO_PIN": "1234"}))
    return home


@pytest.fixture(scope="session")
def season_template(empty_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a cooperative with 300 kg of dry cacao in six sacks."""
    home = tmp_path_factory.mktemp("season") / "home"
    shutil.copytree(empty_template, home)
    season(Shell(home))
    return home


@pytest.fixture
def shell(empty_template: Path, tmp_path: Path) -> Shell:
    """Return the manager's shell where nothing has been delivered yet."""
    shutil.copytree(empty_template, tmp_path / "home")
    return Shell(tmp_path / "home").being("rosa")


@pytest.fixture
def packed(season_template: Path, tmp_path: Path) -> Shell:
    """Return the manager's shell with 300 kg of dry cacao in six sacks."""
    shutil.copytree(season_template, tmp_path / "home")
    return Shell(tmp_path / "home").being("rosa")


@pytest.fixture
def lot() -> Callable[[Shell], str]:
    """Return how to find the code of the lot in sacks."""

    def find(shell: Shell) -> str:
        return next(str(row["code"]) for row in shell.read("lot", "list") if row["sacks"])

    return find


@pytest.fixture
def cupping(tmp_path: Path) -> Path:
    """Return a file with the forms of three cuppers."""
    forms = [{"scores": {**FORM, "flavor": value}} for value in ("7.75", "8", "8.25")]
    path = tmp_path / "cata.json"
    path.write_text(json.dumps({"forms": forms}), encoding="utf-8")
    return path
