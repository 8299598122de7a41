"""The folders: three source roots, and a wheel that has all a user needs and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.support.project import PACKAGES, ROOT, SOURCE_ROOTS

TOP_LEVEL = ("pyproject.toml", "README.md", "trace", "labels", "alembic", "tests")


def python(code: str, folder: Path) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_the_top_level_name_is_there(name: str) -> None:
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", SOURCE_ROOTS)
def test_a_source_root_is_not_a_package(name: str) -> None:
    modules = [path.name for path in (ROOT / name).glob("*.py")]

    assert modules == [], f"{name}/ is a source root: put modules into the package inside it"


@pytest.mark.parametrize("name", PACKAGES)
def test_the_package_inside_a_source_root_is_one(name: str) -> None:
    assert (ROOT / name / "__init__.py").is_file()


def test_import_trace_gives_the_standard_library() -> None:
    assert python("import trace; print(hasattr(trace, 'Trace'))", ROOT) == "True"


def test_import_alembic_gives_alembic() -> None:
    assert python("import alembic.command; print(alembic.__name__)", ROOT) == "alembic"


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_three_packages(wheel_names: set[str]) -> None:
    expected = {
        path.relative_to(ROOT / package.split("/")[0]).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }

    # Templates, fonts and migrations are among them: whatever lies in a package is shipped.
    assert expected - wheel_names == set()


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel_names: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel_names}
    metadata = {top for top in tops if top.endswith(".dist-info")}

    assert tops - metadata == {"acopio", "acopio_labels", "acopio_migrations"}
    assert len(metadata) == 1
