"""The command line in the reader's language: help texts, usage errors, Spanish names of commands.

Every help text is written once, as ``español · english``; here it is cut to one of them.
"""

import re
from collections.abc import Iterator
from typing import Any

from acopio.cli.spanish import ALIASES, Below
from acopio.domain.spelling import plain

BETWEEN = " · "
_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Argumentos · Arguments",
    "OPTIONS_PANEL_TITLE": "Opciones · Options",
    "COMMANDS_PANEL_TITLE": "Comandos · Commands",
    "DEFAULT_STRING": "[si no se dice: {}] · [default: {}]",
    "REQUIRED_LONG_STRING": "[obligatorio] · [required]",
    "ENVVAR_STRING": "[variable: {}] · [env var: {}]",
}
_OWN = {
    "install_completion": (
        "Instalar el autocompletado en esta consola · install completion for this shell"
    ),
    "show_completion": (
        "Mostrar el autocompletado, para copiarlo · show the completion, to copy it"
    ),
}
_PROBLEMS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"No such command '(.*?)'", "usage-no-command"),
        (r"valid (?:integer|number)", "usage-no-number"),
        (r"'(.*)' does not exist", "usage-no-file"),
        (r"'(.*)' is a directory", "usage-folder"),
        (r"'.*' is not one of (.*)\.", "usage-choice"),
        (r"Option '(.*)' requires", "usage-no-value"),
        (r"unexpected extra arguments?(?:\(s\))? \((.*)\)", "usage-too-much"),
    )
)
"""What Typer says, and the sentence for it: it speaks English only."""
_HELP = "Mostrar esta ayuda · show this help"
_USAGE = (
    ("Usage:", "Uso:"), ("[OPTIONS]", "[OPCIONES]"), ("COMMAND [ARGS]...", "COMANDO [DATOS]..."),
)  # fmt: skip


def expanded(arguments: list[str]) -> list[str]:
    """Return arguments with Spanish names of commands replaced by the names that the code uses."""
    rest = list(arguments)
    names = ALIASES
    for place, typed in enumerate(rest):
        found = _meant(typed, names)
        if found is None:
            break
        if isinstance(found, str):
            rest[place] = found
            break
        rest[place], names = found
    return rest


def _meant(typed: str, names: Below) -> str | tuple[str, Below] | None:
    """Return the command or group that a word stands for, be it Spanish or as the code has it."""
    for word, target in names.items():
        if plain(word) == plain(typed):
            return target
    groups = (target for target in names.values() if isinstance(target, tuple))
    return next((group for group in groups if group[0] == typed), None)


def commands_in(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield a command and all below it, each with its path of names."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands_in(below, (*path, name))


def localize(command: Any, language: str) -> None:
    """Cut all help texts of a command and those below it to one language."""
    names = spanish_names() if language == "es" else {}
    for path, one in commands_in(command):
        one.help = _with_alias(_cut(one.help, language), names.get(path))
        one.short_help = None
        if one.epilog:
            one.epilog = _cut(one.epilog, language)
        for param in one.params:
            text = _OWN.get(param.name or "") or getattr(param, "help", None)
            if text:
                param.help = _cut(text, language)
        _own_words(one, language)
    _titles(language)


def _own_words(command: Any, language: str) -> None:
    """Give the help option its text, and the usage line its word."""
    import typer

    option = command.get_help_option(typer.Context(command))
    if option is not None:
        option.help = _cut(_HELP, language)
    if language == "es":
        usage = command.get_usage
        command.get_usage = lambda ctx: _in_spanish(usage(ctx))


def _in_spanish(usage: str) -> str:
    for english, spanish in _USAGE:
        usage = usage.replace(english, spanish, 1)
    return usage


def _titles(language: str) -> None:
    """Give the panels of a help page their titles: Typer has them as constants."""
    from typer import rich_utils

    for name, text in _TITLES.items():
        setattr(rich_utils, name, _cut(text, language))


def _cut(text: str | None, language: str) -> str:
    """Return the part of a text that is in a language; a text in one part is the same in both."""
    spanish, between, english = (text or "").partition(BETWEEN)
    if not between:
        return spanish
    return spanish if language == "es" else english[:1].upper() + english[1:]


def _with_alias(text: str, alias: str | None) -> str:
    return f"{text} ({alias})" if text and alias else text


def spanish_names() -> dict[tuple[str, ...], str]:
    """Return the Spanish name of each command, by its path."""
    return dict(reversed(list(_named(ALIASES))))  # the first name of several is the one to show


def _named(
    names: Below, path: tuple[str, ...] = (), said: str = ""
) -> Iterator[tuple[tuple[str, ...], str]]:
    for word, target in names.items():
        spoken = f"{said} {word}".strip()
        if isinstance(target, str):
            yield (*path, target), spoken
            continue
        group, below = target
        yield (*path, group), spoken
        yield from _named(below, (*path, group), spoken)


def usage_sentence(error: Any, language: str) -> str:
    """Return what is wrong with a command as it was typed, in one sentence."""
    from acopio.messages import text

    kind = type(error).__name__
    param = getattr(error, "param", None)
    name = getattr(error, "param_hint", None) or (param.opts[-1] if param and param.opts else "")
    if kind == "MissingParameter":
        return text("cli.usage-missing", language, name=name)
    if kind == "NoSuchOption":
        return text("cli.usage-no-option", language, name=error.option_name)
    problem = error.message if kind == "BadParameter" else error.format_message()
    for pattern, key in _PROBLEMS:
        if (found := pattern.search(problem)) is not None:
            return text(f"cli.{key}", language, name=name, given=(*found.groups(), "")[0])
    if kind == "BadParameter":
        return text("cli.usage-bad-value", language, name=name, problem=problem)
    return text("cli.usage-other", language, problem=problem)
