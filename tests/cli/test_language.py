"""The command line speaks Spanish or English, never half of each."""

import pytest
import typer

from acopio.cli import app
from acopio.cli.language import BETWEEN, commands_in, expanded, localize, spanish_names
from acopio.cli.spanish import ALIASES


def root() -> object:
    """Return a fresh command tree."""
    return typer.main.get_command(app)


def texts() -> list[tuple[str, str]]:
    """Return every help text, with where it stands."""
    found = []
    for path, command in commands_in(root()):
        name = "acopio " + " ".join(path)
        found.append((name, command.help or ""))
        found += [
            (f"{name} {param.name}", getattr(param, "help", None) or "")
            for param in command.params
            if param.name not in {"install_completion", "show_completion"}
        ]
    return found


def test_every_help_text_is_there_in_spanish_and_in_english() -> None:
    halves = [(where, text) for where, text in texts() if BETWEEN not in text]

    assert halves == []


def test_no_help_text_has_three_parts() -> None:
    assert [where for where, text in texts() if text.count(BETWEEN) > 1] == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_help_is_shown_in_one_language(language: str) -> None:
    command = root()
    localize(command, language)

    left = [
        " ".join(path)
        for path, one in commands_in(command)
        if BETWEEN in (one.help or "")
        or any(BETWEEN in (getattr(param, "help", None) or "") for param in one.params)
    ]
    assert left == []


def test_every_spanish_name_means_a_command() -> None:
    known = {path for path, _ in commands_in(root())}

    assert set(spanish_names()) - known == set()


def test_every_command_has_a_spanish_name() -> None:
    named = set(spanish_names())
    missing = [" ".join(path) for path, _ in commands_in(root()) if path and path not in named]

    assert missing == ["demo"]  # the same word


def test_spanish_names_are_no_commands_themselves() -> None:
    taken = {path[0] for path, _ in commands_in(root()) if len(path) == 1}

    assert set(ALIASES) & taken == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["entrega", "baba", "64.5"], ["deliver", "baba", "64.5"]),
        (["caja", "meter", "CAJA-3"], ["batch", "take", "CAJA-3"]),
        (["batch", "meter", "CAJA-3"], ["batch", "take", "CAJA-3"]),
        (["caja", "take", "CAJA-3"], ["batch", "take", "CAJA-3"]),
        (["contar", "NAR", "4"], ["count", "NAR", "4"]),
        (["contar", "lugar", "Centro"], ["count", "place", "Centro"]),
        (["campana", "agregar"], ["season", "add"]),
        (["ORGANIZACIÓN", "listar"], ["org", "list"]),
        (["sacos", "pesar", "NAR"], ["sack", "weigh", "NAR"]),
        (["muestra", "NAR", "0.6"], ["sample", "NAR", "0.6"]),
        (["exportar", "eudr", "NAR"], ["export", "eudr", "NAR"]),
        (["calidad", "perfil", "agregar"], ["quality", "profile", "add"]),
        (["quality", "perfil", "add"], ["quality", "profile", "add"]),
        (["corregir", "004711"], ["correct", "004711"]),
        (["deliver", "caja"], ["deliver", "caja"]),
        ([], []),
    ],
)
def test_a_spanish_name_runs_the_command(typed: list[str], meant: list[str]) -> None:
    assert expanded(typed) == meant
