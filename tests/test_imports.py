"""Imports run downwards, and the rule that says so really refuses."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.project import PACKAGES, ROOT, SOURCE_ROOTS

PLANTED = [
    ("trace/acopio/domain", "import acopio.storage", "Imports run downwards"),
    ("trace/acopio/quality", "import acopio.geo", "Imports run downwards"),
    ("trace/acopio/domain", "import pathlib", "The core does no I/O"),
    ("trace/acopio/services", "import sqlalchemy", "Only storage speaks SQL"),
    ("labels/acopio_labels", "import acopio.errors", "Labels know nothing of the ledger"),
    ("trace/acopio/cli", "import acopio_labels", "Only documents draws labels"),
    ("alembic/acopio_migrations", "import acopio.domain", "Migrations import no living code"),
]


def copy_of_the_product(folder: Path) -> Path:
    """Copy what the rules are about, with a file for each room that is still to come."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("bootstrap.py", "settings.py"):
        (folder / "trace" / "acopio" / name).touch()
    return folder


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages in this folder, wherever others are installed."""
    paths = os.pathsep.join(str(folder / name) for name in SOURCE_ROOTS)
    code = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_run_downwards(tmp_path: Path) -> None:
    done = lint_imports(copy_of_the_product(tmp_path))

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("room", "line", "rule"), PLANTED)
def test_a_planted_import_is_refused(tmp_path: Path, room: str, line: str, rule: str) -> None:
    folder = copy_of_the_product(tmp_path)
    (folder / room / "planted.py").write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")

    done = lint_imports(folder)

    assert done.returncode != 0
    assert f"{rule} BROKEN" in " ".join(done.stdout.split())
