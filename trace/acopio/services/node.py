"""The node that services work on: a database, the keys beside it, a clock, a source of ids."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from acopio.domain.consequences import Consequence, consequences
from acopio.domain.entries.envelope import Entry
from acopio.domain.permissions import Actor
from acopio.domain.rules.base import Command, Ids
from acopio.domain.times import day_of, stamp
from acopio.services.ids import RandomIds
from acopio.storage.reader import Reader, reading
from acopio.storage.unit_of_work import Connection, Engine, Outcome, Unit, in_transaction

T = TypeVar("T")


class Rehearsed(Exception):
    """What would have been written: no error, but the way out of a transaction."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__(len(entries))
        self.entries = entries


class _Tried(Exception):
    """The way out of a transaction that only wanted to know what would follow."""

    def __init__(self, shown: list[Consequence], entries: tuple[Entry, ...]) -> None:
        super().__init__(len(entries))
        self.shown = shown
        self.entries = entries


def utc_now() -> datetime:
    """Return the computer's time, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Everything a use case needs from the machine."""

    engine: Engine
    home: Path
    """Folder of keys, documents and, with SQLite, the database."""
    passphrase: Callable[[], str]
    """What opens the key files; asked only when a key is needed."""
    ids: Ids = field(default_factory=RandomIds)
    now: Callable[[], datetime] = utc_now
    clock_confirmed: bool = False
    dry: bool = False
    """Do everything but commit."""

    @property
    def keys(self) -> Path:
        """The folder of key files."""
        return self.home / "keys"

    def today(self) -> str:
        """Return the local day, which after seven in the evening is not UTC's."""
        return day_of(stamp(self.now()))

    def carry_out(
        self,
        actor: Actor,
        commands: Sequence[Command],
        *,
        before: Callable[[Connection], None] | None = None,
        after: Callable[[Connection], None] | None = None,
    ) -> list[Outcome]:
        """Carry out commands in one transaction; all of them or none.

        ``before`` and ``after`` write local rows in the same transaction.

        Raises:
            Refusal: one of them is refused; nothing has been written.
            Rehearsed: the node is dry; every check passed and nothing has been written.
        """

        def work(connection: Connection) -> list[Outcome]:
            if before:
                before(connection)
            outcomes = self._unit(connection, actor).run(commands)
            if after:
                after(connection)
            if self.dry:
                raise Rehearsed(tuple(entry for one in outcomes for entry in one.entries))
            return outcomes

        return in_transaction(self.engine, work)

    def keep(self, work: Callable[[Connection], T]) -> T:
        """Write local rows of this node, which are no facts and stand in no log.

        Raises:
            Rehearsed: the node is dry; nothing has been written.
        """

        def kept(connection: Connection) -> T:
            made = work(connection)
            if self.dry:
                raise Rehearsed(())
            return made

        return in_transaction(self.engine, kept)

    def done(
        self, actor: Actor, commands: Sequence[Command]
    ) -> tuple[list[Consequence], tuple[Entry, ...]]:
        """Carry out commands; return the figures that they changed, and their entries."""

        def work(connection: Connection) -> tuple[list[Consequence], tuple[Entry, ...]]:
            unit = self._unit(connection, actor)
            entries = tuple(entry for one in unit.run(commands) for entry in one.entries)
            if self.dry:
                raise Rehearsed(entries)
            return consequences(unit.state), entries

        return in_transaction(self.engine, work)

    def tried(
        self, actor: Actor, commands: Sequence[Command]
    ) -> tuple[list[Consequence], tuple[Entry, ...]]:
        """Return what commands would change; nothing is written.

        Raises:
            Refusal: one of them would be refused.
        """

        def work(connection: Connection) -> None:
            unit = self._unit(connection, actor)
            outcomes = unit.run(commands)
            raise _Tried(consequences(unit.state), tuple(e for o in outcomes for e in o.entries))

        try:
            in_transaction(self.engine, work)
        except _Tried as tried:
            return tried.shown, tried.entries
        raise AssertionError("unreachable")

    def _unit(self, connection: Connection, actor: Actor) -> Unit:
        return Unit(
            connection=connection,
            actor=actor,
            ids=self.ids,
            now=self.now(),
            clock_confirmed=self.clock_confirmed,
        )

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open one read transaction.

        Raises:
            DatabaseUnusable: the database is damaged or out of reach.
        """
        with reading(self.engine) as reader:
            yield reader
