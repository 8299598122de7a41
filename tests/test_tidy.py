"""The house rules that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.project import (
    ROOT,
    checking_files,
    functions,
    product_files,
    relative,
    tree,
)

FUNCTION_LINES = 60
FILE_LINES = 500

# The one file that may ask the operating system for what Windows does not have.
POSIX_FILE = "trace/acopio/posix.py"
POSIX_MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"}
POSIX_NAMES = {
    "os": {
        *("fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "setuid", "setgid"),
        *("setsid", "setpgid", "getpgid", "getpgrp", "killpg", "chown", "fchown", "lchown"),
        *("fchmod", "chroot", "mkfifo", "nice", "getloadavg", "sysconf", "wait", "wait3"),
        *("wait4", "uname", "sync", "posix_fallocate", "posix_fadvise", "sendfile", "pread"),
        *("pwrite", "O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "O_SYNC", "O_DSYNC"),
    },
    "signal": {"SIGKILL", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD"}
    | {"alarm", "setitimer", "pause", "pthread_kill", "pthread_sigmask"},
    "time": {"tzset"},
    "socket": {"AF_UNIX"},
}

PURE_NUMBERS = tuple(f"trace/acopio/{room}/" for room in ("domain", "ledger", "storage", "quality"))

OPENERS = {"open", "read_text", "write_text"}
# Other things that are opened, and hold no text.
NO_TEXT = {"os.open", "webbrowser.open", "pikepdf.open", "pikepdf.Pdf.open", "Image.open"}
BINARY = re.compile(r"^[rwxa+]*b[rwxa+]*$")

HELPERS = ("assert_", "check_", "verify_")

# Only where a comment can be: in Spanish, TODO is a word.
UNFINISHED = re.compile(r"(#|//|/\*|<!--|\{#).*\b(TODO|FIXME|XXX|HACK)\b")
MACHINE_PATH = re.compile(r"""["'`\s(=](/(home|root|Users|work)/|[A-Z]:\\\\?Users)""")

TEXT_SUFFIXES = {".py", ".md", ".toml", ".html", ".css", ".js", ".json", ".mako", ".txt", ".csv"}

each_product_file = pytest.mark.parametrize("path", product_files(), ids=relative)

# A migration is one long list of tables, written once and never edited.
MIGRATIONS = ROOT / "alembic" / "acopio_migrations" / "versions"

each_edited_file = pytest.mark.parametrize(
    "path",
    [path for path in [*product_files(), *checking_files()] if path.parent != MIGRATIONS],
    ids=relative,
)
each_test_file = pytest.mark.parametrize(
    "path", [path for path in checking_files() if path.name.startswith("test_")], ids=relative
)


def text_files() -> list[Path]:
    """Return the texts that people read, but not this list of forbidden words."""
    tops = ("trace", "labels", "alembic", "tests", "bench", "docs")
    found = [path for top in tops for path in sorted((ROOT / top).rglob("*"))]
    found += [path for path in sorted(ROOT.iterdir()) if path.suffix in TEXT_SUFFIXES]
    found.append(ROOT / "Makefile")
    return [
        path
        for path in found
        if path.is_file()
        and (path.suffix in TEXT_SUFFIXES or path.name == "Makefile")
        and path != Path(__file__).resolve()
    ]


def where(path: Path, node: ast.stmt | ast.expr) -> str:
    return f"{relative(path)}:{node.lineno}"


def dotted(node: ast.expr) -> str:
    """Return `a.b.c` for a name or attribute, or an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


@each_edited_file
def test_a_function_is_short(path: Path) -> None:
    too_long = [
        f"{where(path, node)} {node.name}"
        for node in functions(tree(path))
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]

    assert too_long == []


@each_edited_file
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{relative(path)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]

    assert found == []


def test_no_text_names_a_folder_of_one_machine() -> None:
    found = [
        f"{relative(path)}:{number}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE_PATH.search(f" {line}")
    ]

    assert found == []


def posix_uses(root: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    for node in ast.walk(root):
        if isinstance(node, ast.Import):
            if any(alias.name in POSIX_MODULES for alias in node.names):
                yield node
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            if node.module in POSIX_MODULES or names & POSIX_NAMES.get(node.module or "", set()):
                yield node
        elif isinstance(node, ast.Attribute):
            module = dotted(node.value)
            # Windows has chmod, but keeps nobody out with it.
            if node.attr == "chmod" or node.attr in POSIX_NAMES.get(module, set()):
                yield node


@each_product_file
def test_only_one_file_asks_for_what_windows_lacks(path: Path) -> None:
    found = [where(path, node) for node in posix_uses(tree(path))]

    assert relative(path) == POSIX_FILE or found == [], f"move it into {POSIX_FILE}"


@pytest.mark.parametrize(
    "code",
    [
        "import fcntl",
        "from os import fork",
        "import os\nos.getuid()",
        "import signal\nsignal.SIGKILL",
        "from pwd import getpwnam",
        "path.chmod(0o600)",
    ],
)
def test_a_planted_posix_call_is_found(code: str) -> None:
    assert list(posix_uses(ast.parse(code)))


def is_binary(call: ast.Call) -> bool:
    """Return whether a call of `open` gives a binary mode."""
    words = [word.value for word in call.keywords if word.arg == "mode"]
    return any(
        isinstance(given, ast.Constant)
        and isinstance(given.value, str)
        and BINARY.match(given.value) is not None
        for given in [*call.args, *words]
    )


def opens_without_encoding(root: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that read or write text in the encoding of the machine."""
    for node in ast.walk(root):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func).rpartition(".")[2] or getattr(node.func, "attr", "")
        if name not in OPENERS or dotted(node.func) in NO_TEXT:
            continue
        if not (name == "open" and is_binary(node)) and "encoding" not in {
            word.arg for word in node.keywords
        }:
            yield node


@each_product_file
def test_text_is_read_and_written_in_a_stated_encoding(path: Path) -> None:
    assert [where(path, node) for node in opens_without_encoding(tree(path))] == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("open('a')", 1),
        ("open('a', 'rb')", 0),
        ("pikepdf.open(page)", 0),
        ("path.open(mode='xb')", 0),
        ("path.open(encoding='utf-8')", 0),
        ("path.read_text()", 1),
        ("Path('a').write_text('b')", 1),
        ("Path('a').write_text('b', encoding='utf-8')", 0),
    ],
)
def test_the_search_for_encodings_works(code: str, count: int) -> None:
    assert len(list(opens_without_encoding(ast.parse(code)))) == count


@each_product_file
def test_masses_and_scores_know_no_float(path: Path) -> None:
    found = [
        where(path, node)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Call) and dotted(node.func) == "float")
    ]

    assert not relative(path).startswith(PURE_NUMBERS) or found == []


def states_something(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether a test can fail: by assert, raises, fail, or a helper that asserts."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = dotted(node.func).rpartition(".")[2] or getattr(node.func, "attr", "")
            if name.startswith(HELPERS) or name in {"raises", "fail", "warns"}:
                return True
    return False


@each_test_file
def test_every_test_states_something(path: Path) -> None:
    silent = [
        f"{where(path, node)} {node.name}"
        for node in functions(tree(path))
        if node.name.startswith("test_") and not states_something(node)
    ]

    assert silent == []
