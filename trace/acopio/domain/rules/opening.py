"""Rules for a log's own entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.corrections import DisclosuresErased
from acopio.domain.entries.opening import ClockConfirmed, LogOpened
from acopio.domain.rules.base import Command, Context, Fact
from acopio.domain.state import State
from acopio.domain.times import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLog(Command):
    """Write the first entry of a log."""

    ACT: ClassVar[str] = "ledger"
    facts: LogOpened

    def decide(self, _state: State, _context: Context) -> Iterator[Fact]:
        """The program makes it once, at `init`."""
        yield Fact(self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmClock(Command):
    """A person looked at the date and says it is right."""

    ACT: ClassVar[str] = "set-up"
    reason: str | None = None

    def decide(self, _state: State, context: Context) -> Iterator[Fact]:
        """The entry carries the day that was confirmed."""
        yield Fact(ClockConfirmed(date=day_of(self.occurred_at, context.zone), reason=self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Erase(Command):
    """List the digests whose disclosures are deleted in the same transaction."""

    ACT: ClassVar[str] = "erase"
    digests: tuple[str, ...]
    basis: str

    def decide(self, _state: State, context: Context) -> Iterator[Fact]:
        """Two people stand for it: it cannot be undone."""
        context.actor.require_second("erasure")
        yield Fact(DisclosuresErased(digests=tuple(sorted(self.digests)), basis=self.basis))
