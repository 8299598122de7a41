"""The command line: parse, call one use case, print. Imports stay inside the commands."""

import os
import sys
from typing import TYPE_CHECKING, cast

import typer

from acopio.cli import (
    batch,
    correcting,
    custody,
    decisions,
    documents,
    export,
    gate,
    importing,
    inspecting,
    labels,
    land,
    ledger,
    lot,
    paper,
    parties,
    printers,
    profiles,
    quality,
    receipt,
    report,
    reports,
    samples,
    schemes,
    seasons,
    set_up,
    staff,
    store,
)
from acopio.cli.language import expanded, localize, usage_sentence
from acopio.cli.session import DONE, REFUSED, SESSION, USAGE, Options, say

if TYPE_CHECKING:
    from acopio.messages.forming import Refused

app = typer.Typer(
    name="acopio",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    help="Lotes, custodia, calidad, etiquetas · lots, custody, quality, labels.",
    epilog=(
        "En cualquier lugar: --as NOMBRE, --second NOMBRE, --json, --dry-run, --lang es|en, "
        "--clock-is-right. · anywhere: --as NAME, --second NAME, --json, --dry-run, --lang es|en, "
        "--clock-is-right."
    ),
)
for group in (
    set_up,
    staff,
    parties,
    land,
    schemes,
    seasons,
    gate,
    receipt,
    batch,
    lot,
    store,
    samples,
    correcting,
    profiles,
    quality,
    inspecting,
    decisions,
    custody,
    documents,
    reports,
    report,
    labels,
    printers,
    paper,
    export,
    importing,
    ledger,
):
    group.add_to(app)

_USAGE_ERROR = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""What Typer raises for a command that is typed wrongly: it has no public name of its own."""
_WITH_VALUE = {"--as": "who", "--second": "second", "--lang": "language"}
_FLAGS = {"--json": "as_json", "--dry-run": "dry_run", "--clock-is-right": "clock_confirmed"}


def take_options(arguments: list[str]) -> tuple[Options, list[str]]:
    """Take out the options that may stand anywhere; return them and what is left."""
    options = Options(
        who=os.environ.get("ACOPIO_AS"),
        second=os.environ.get("ACOPIO_SECOND"),
        language=_language(),
    )
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif name in _WITH_VALUE:
            setattr(options, _WITH_VALUE[name], value if equals else next(waiting, None))
        elif argument in _FLAGS:
            setattr(options, _FLAGS[argument], True)
        else:
            rest.append(argument)
    if options.language not in {"es", "en"}:
        options.language = _language()
    return options, rest


def _language() -> str:
    """Return the language: ``ACOPIO_LANG``, then ``LANG``, then Spanish."""
    for name in ("ACOPIO_LANG", "LANG"):
        given = os.environ.get(name, "").lower()
        if given.startswith(("es", "en")):
            return given[:2]
    return "es"


def main(arguments: list[str] | None = None) -> None:
    """Run one command; refusals become one sentence on stderr and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    SESSION.options, rest = take_options(sys.argv[1:] if arguments is None else arguments)
    SESSION.forget()
    try:
        sys.exit(_run(expanded(rest), SESSION.options.language))
    except Exception as error:
        sys.exit(_end(error))
    finally:
        SESSION.close()


def _run(arguments: list[str], language: str) -> int:
    """Run a command; usage errors become one sentence and exit status 2."""
    command = typer.main.get_command(app)
    localize(command, language)
    try:
        return int(command.main(args=arguments, prog_name="acopio", standalone_mode=False) or DONE)
    except typer.Exit as end:
        return int(end.exit_code)
    except typer.Abort:
        return REFUSED
    except _USAGE_ERROR as error:
        context: typer.Context | None = getattr(error, "ctx", None)
        if type(error).__name__ == "NoArgsIsHelpError":
            return USAGE  # the help page is already printed
        context = context or typer.Context(command, info_name="acopio")
        say(f"{context.get_usage()}\n{usage_sentence(error, language)}")
        return USAGE


def _as_refusal(error: Exception) -> "Refused | None":
    """Return an error that has a sentence: a refusal of acopio, or one of what draws labels."""
    from acopio.errors import Refusal

    if isinstance(error, Refusal):
        return error
    # Known by where it comes from: to import that package takes longer than most commands.
    of_labels = type(error).__module__.startswith("acopio_labels.") and hasattr(error, "code")
    return cast("Refused", error) if of_labels else None


def _end(error: Exception) -> int:
    """Say what became of the command; raise again what is neither refusal nor rehearsal."""
    refused = _as_refusal(error)
    if refused is not None:
        from acopio.messages import sentence

        names = SESSION.names_in(list(refused.values().values()))
        say(f"{refused.code}: {sentence(refused, SESSION.options.language, names)}")
        return REFUSED
    if isinstance(error, UnicodeEncodeError):
        from acopio.domain.record import FieldUnusable

        # Bytes on the command line that are no text in any language.
        return _end(FieldUnusable(field="", problem="not text"))
    if isinstance(error, OSError):
        from acopio.services.files import unusable

        return _end(unusable(error))
    if type(error).__name__ == "Rehearsed":
        from acopio.cli.session import told

        kinds = [entry.kind for entry in getattr(error, "entries", ())]
        told("cli.rehearsed", entries=len(kinds), kinds=", ".join(dict.fromkeys(kinds)))
        return DONE
    raise error


__all__ = ["app", "main", "take_options"]
