"""Rules for certificates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.paper import CertificateIssued
from acopio.domain.rows.lots import Lot
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class HistoryMoved(Refusal):
    """The lot changed while its certificate was being made: make it again."""

    code = "history-moved"
    lot: str


@dataclass(eq=False)
class NothingToCertify(Refusal):
    """A lot that is not beans in sacks or store: an unlabelled lot between two batches."""

    code = "unlabelled-lot"
    lot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Command):
    """Issue a certificate that commits to the lot's whole history."""

    ACT: ClassVar[str] = "paper"
    lot: str
    about: str
    language: str
    layout: str
    after: str
    """Leaf hash of the lot's latest entry, which the history was gathered from."""
    entries: int
    history_root: str
    balance: tuple[tuple[str, int], ...]
    decision: str | None = None
    """Leaf hash of the decision that a quality certificate is about."""

    def needs(self) -> Iterable[Need]:
        """The lot."""
        return [(Lot, "code", self.lot)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Who packed the lot or holds it may certify it; the history must be whole."""
        lot = state.get(Lot, self.lot)
        if context.actor.organisation != lot.organisation and lot.code[:3] != context.prefix:
            raise NotTheHolder(what=lot.code, holder=lot.organisation)
        if lot.born == "passed":
            raise NothingToCertify(lot=lot.code)
        if lot.latest != self.after:
            raise HistoryMoved(lot=lot.code)
        yield Fact(
            CertificateIssued(
                certificate=context.ids.uuid(),
                number=f"{context.prefix}-C-{context.ids.signs(6)}",
                lot=lot.code,
                about=self.about,
                language=self.language,
                layout=self.layout,
                entries=self.entries,
                history_root=self.history_root,
                balance=self.balance,
                decision=self.decision,
            ),
            ((Lot, lot.code),),
        )
