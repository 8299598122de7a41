"""What every command shares: options that stand anywhere, the person acting, output, refusals."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from acopio.domain.permissions import Actor
    from acopio.services.node import Node

NEGATIVE = {"ignore_unknown_options": True}
"""For commands that take masses: ``-5`` is a mass to be refused, not an option."""
DONE, REFUSED, USAGE, FINDINGS = 0, 1, 2, 3
"""Exit codes."""
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class UsualGroup(TyperGroup):
    """A group with one usual command: a first word that names none is what that one asks for."""

    usual: ClassVar[str]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the usual command before a first word that is no command."""
        if args and self.get_command(ctx, args[0]) is None:
            args = [self.usual, *args]
        return super().resolve_command(ctx, args)


@dataclass(slots=True)
class Options:
    """Options that may stand anywhere on the command line."""

    who: str | None = None
    second: str | None = None
    as_json: bool = False
    dry_run: bool = False
    clock_confirmed: bool = False
    language: str = "es"


@dataclass(slots=True)
class Session:
    """One run of the program. Database and person are looked up only when a command needs them."""

    options: Options = field(default_factory=Options)
    _node: "Node | None" = None
    _actor: "Actor | None" = None

    @property
    def node(self) -> "Node":
        """The node, its database ready."""
        if self._node is None:
            from acopio.bootstrap import ready_node
            from acopio.settings import read_settings

            self._node = ready_node(
                read_settings(),
                dry=self.options.dry_run,
                clock_confirmed=self.options.clock_confirmed,
            )
        return self._node

    @property
    def actor(self) -> "Actor":
        """Who acts, after one or two PINs."""
        if self._actor is None:
            from acopio.services.people import Secret, sign_in

            first = Secret(self.options.who, lambda name: ask_pin("ACOPIO_PIN", name))
            second = None
            if self.options.second:
                second = Secret(
                    self.options.second, lambda name: ask_pin("ACOPIO_SECOND_PIN", name)
                )
            self._actor = sign_in(self.node, first, second)
            self._look_at_the_clock(self._actor.organisation)
        return self._actor

    def _look_at_the_clock(self, organisation: str) -> None:
        """Say in one sentence that the clock cannot be right."""
        from acopio.domain.times import is_behind, read_stamp, stamp

        now = self.node.now()
        with self.node.reading() as reader:
            last = reader.log_of(organisation).last_recorded_at
        if is_behind(now, read_stamp(last) if last else None):
            told("cli.clock-wrong", now=stamp(now))

    @property
    def organisation(self) -> str:
        """The organisation that reads: reading asks for no PIN."""
        from acopio.services.people import account_named

        with self.node.reading() as reader:
            return account_named(reader, self.options.who, any_of_one=True).organisation

    def names_in(self, values: Sequence[object]) -> "dict[str, str]":
        """Return what people call the ids among the fields of a refusal."""
        texts = [value for value in values if isinstance(value, str)]
        named = _protocol_names(texts, self.options.language)
        ids = [value for value in texts if _ID.fullmatch(value)]
        if self._node is None or not ids:
            return named
        from acopio.services.find import names_of_ids

        with self._node.reading() as reader:
            return named | names_of_ids(reader, ids)

    def adopt(self, node: "Node") -> None:
        """Take a node that a command opened itself, so that it is closed at the end."""
        self._node = node

    def forget(self) -> None:
        """Begin anew: no database opened, nobody signed in."""
        self._node = self._actor = None

    def close(self) -> None:
        """Let go of the database."""
        if self._node is not None:
            self._node.engine.dispose()


def _protocol_names(texts: list[str], language: str) -> dict[str, str]:
    """Return what people call protocols and limits among the fields of a refusal."""
    if not any("." in one for one in texts):
        return {}
    from acopio.quality.naming import limits_in_words, protocol_name

    named = {}
    for one in texts:
        worded = limits_in_words(one, language) or protocol_name(one, None, language)
        if worded != one:
            named[one] = worded
    return named


SESSION = Session()


def ask_pin(name: str, person: str) -> str:
    """Return a PIN from the environment, or ask for it without showing it."""
    from acopio.settings import pin_from

    given = pin_from(os.environ, name)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return ""
    return str(typer.prompt(f"PIN ({person})", hide_input=True, err=True))


def say(text: str) -> None:
    """Talk to the person: on stderr, so that stdout stays data."""
    typer.echo(text, err=True)


def told(key: str, /, **values: object) -> None:
    """Say a sentence of the catalogue in the person's language."""
    from acopio.messages import text

    say(text(key, SESSION.options.language, **values))


def show(data: object, human: Callable[[], None]) -> None:
    """Print what was read: as JSON if asked, else as people read it."""
    if SESSION.options.as_json:
        typer.echo(json.dumps(plain(data), ensure_ascii=False, indent=2))
    else:
        human()


def put(text: str) -> None:
    """Print one line of data on stdout: what people typed must not steer a terminal."""
    from acopio.messages.forming import harmless

    typer.echo(harmless(text, 400))


def rehearse() -> None:
    """End a rehearsal here, before a command that only writes files would write them."""
    if SESSION.options.dry_run:
        from acopio.services.node import Rehearsed

        raise Rehearsed(())


def plain(value: Any) -> Any:
    """Return plain values of dataclasses, tuples and bytes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on stdout."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from acopio.messages.forming import harmless

    drawn = Table(
        *(word("column", one) for one in columns), box=None, header_style="bold", pad_edge=False
    )
    for row in rows:
        # Text, not markup: a name may hold brackets.
        drawn.add_row(*(Text(harmless(cell)) for cell in row))
    width = None if sys.stdout.isatty() else 200
    Console(width=width, soft_wrap=False).print(drawn)


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """Show a bar on stderr while long work goes on, if a terminal is there.

    What is yielded is told how many are done and, if it is known, of how many.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _of=None: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done, of=None: bar.update(task, completed=done, total=of or total)


def word(kind: str, value: str) -> str:
    """Return a word of the catalogue in the person's language."""
    from acopio.messages import words

    return words(kind, value, SESSION.options.language)


def kg(mass_g: int) -> str:
    """Return kilograms for people."""
    from acopio.domain.masses import kilograms

    return f"{kilograms(mass_g)} kg"


def code(signs: str) -> str:
    """Return a code for people."""
    from acopio.domain.codes import printed

    return printed(signs)
