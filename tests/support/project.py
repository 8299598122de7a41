"""Where the project's own code lies, for the tests that read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE_ROOTS = ("trace", "labels", "alembic")
PACKAGES = ("trace/acopio", "labels/acopio_labels", "alembic/acopio_migrations")


def product_files() -> list[Path]:
    """Return every Python file of the product."""
    return [path for name in SOURCE_ROOTS for path in sorted((ROOT / name).rglob("*.py"))]


def checking_files() -> list[Path]:
    """Return every Python file of the tests and measurements."""
    return [path for name in ("tests", "bench") for path in sorted((ROOT / name).rglob("*.py"))]


def relative(path: Path) -> str:
    """Return the path as people write it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=relative(path))


def functions(root: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function in a tree, also the ones inside classes and functions."""
    for node in ast.walk(root):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
