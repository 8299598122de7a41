"""One transaction: load what commands need, decide and fold them, append, project, commit."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, Engine, bindparam, insert, select

from acopio.domain.entries.envelope import Entry, read_entry
from acopio.domain.permissions import Actor
from acopio.domain.record import FieldUnusable, Written, write
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.base import Command, Context, Ids
from acopio.domain.state import State
from acopio.domain.times import clock_mark, read_stamp
from acopio.errors import Refusal
from acopio.storage.engine import damage, is_sqlite, may_retry, unusable, writer
from acopio.storage.loading import load_for
from acopio.storage.log_store import LogRow, append, current_log, entries_of_command
from acopio.storage.projections import save
from acopio.storage.tables import COMMAND
from acopio.storage.types import storable

__all__ = ["Connection", "Engine", "Outcome", "Unit", "in_transaction"]
TRIES = 6
_KNOWN = select(COMMAND).where(COMMAND.c.id.in_(bindparam("ids", expanding=True)))
_REMEMBER = insert(COMMAND)
T = TypeVar("T")


@dataclass(eq=False)
class CommandIdReused(Refusal):
    """A command id that came before with another request."""

    code = "command-id-reused"
    command: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The entries of one command; ``repeated`` when it had been carried out before."""

    entries: tuple[Entry, ...]
    repeated: bool = False


def in_transaction(engine: Engine, work: Callable[[Connection], T], *, write: bool = True) -> T:
    """Run ``work`` in one transaction, again after a conflict or a lost connection.

    Trying again is harmless: a command that did commit is found by its id.

    Raises:
        DatabaseUnusable: the database is damaged, full or out of reach.
    """
    chosen = writer(engine) if write else engine
    for attempt in range(TRIES):
        try:
            with chosen.begin() as connection:
                return work(connection)
        except damage() as error:
            if not may_retry(error) or attempt == TRIES - 1:
                raise unusable(error, engine.url.render_as_string()) from error
            time.sleep(random.randrange(50) * (attempt + 1) / 1000)
    raise AssertionError("unreachable")


@dataclass(slots=True)
class Unit:
    """What one transaction works with."""

    connection: Connection
    actor: Actor
    ids: Ids
    now: datetime
    clock_confirmed: bool = False
    state: State = field(default_factory=State)
    """What the commands rested on, and what they left."""

    def run(self, commands: Sequence[Command]) -> list[Outcome]:
        """Carry out commands in order; all of them or none.

        Raises:
            Refusal: one of them is refused.
        """
        distinct([command.id for command in commands])
        log = current_log(self.connection, self.actor.organisation)
        known = self._known(commands)
        fresh = [one for one in commands if one.id not in known and one.completes not in known]
        state = self.state = load_for(self.connection, self.actor.organisation, fresh)
        organisation = state.find(Organisation, self.actor.organisation)
        context = Context(
            actor=self.actor,
            prefix=(organisation.prefix if organisation else None) or "",
            zone=organisation.zone if organisation else "America/Lima",
            now=self.now,
            ids=self.ids,
        )
        last = read_stamp(log.last_recorded_at) if log.last_recorded_at else None
        mark = clock_mark(self.now, last, confirmed=self.clock_confirmed)
        done: dict[str, list[Written]] = {}
        for command in fresh:
            done[command.id] = write(state, context, command, mark)
        if any(done.values()):
            self._store(log, commands, done, state)
        return [
            known.get(one.id)
            or Outcome(tuple(w.entry for w in done.get(one.id, ())), repeated=one.id not in done)
            for one in commands
        ]

    def _store(
        self,
        log: LogRow,
        commands: Sequence[Command],
        done: dict[str, list[Written]],
        state: State,
    ) -> None:
        """Append, project, remember the commands. The log's head is locked last."""
        save(self.connection, state.changed.values(), state.loaded, state.gone.values())
        if not is_sqlite(self.connection):  # whose writer holds the whole file already
            log = current_log(self.connection, self.actor.organisation, lock=True)
        everything = [one for written in done.values() for one in written]
        append(self.connection, log, everything)
        requests = {command.id: request_digest(command) for command in commands}
        position = log.head.size
        rows = []
        for command_id, written in done.items():
            rows.append(
                {
                    "id": command_id,
                    "log": log.log,
                    "request": requests[command_id],
                    "first": position,
                    "entries": len(written),
                }
            )
            position += len(written)
        self.connection.execute(_REMEMBER, rows)

    def _known(self, commands: Sequence[Command]) -> dict[str, Outcome]:
        """Return the outcomes of commands that came before.

        Raises:
            CommandIdReused: the same id came with another request.
        """
        ids = [command.id for command in commands]
        found: dict[str, Outcome] = {}
        requests = {command.id: command for command in commands}
        for start in range(0, len(ids), 500):
            chunk = {"ids": ids[start : start + 500]}
            for row in self.connection.execute(_KNOWN, chunk):
                if row.request != request_digest(requests[row.id]):
                    raise CommandIdReused(command=row.id)
                leaves = entries_of_command(self.connection, row.log, row.first, row.entries)
                found[row.id] = Outcome(tuple(map(read_entry, leaves)), repeated=True)
        return found


def distinct(ids: Sequence[str]) -> None:
    """Refuse two commands of one id.

    Raises:
        FieldUnusable: an id is no text.
        CommandIdReused: an id comes twice.
    """
    if not all(one and storable(one) for one in ids):
        raise FieldUnusable(field="id", problem="not text")
    if len(set(ids)) != len(ids):
        raise CommandIdReused(command=next(one for one in ids if ids.count(one) > 1))


def request_digest(command: Command) -> str:
    """Return a digest of everything that was asked for."""
    if command.asked is not None:
        return command.asked
    return sha256(type(command).__name__.encode() + msgspec.json.encode(command)).hexdigest()
