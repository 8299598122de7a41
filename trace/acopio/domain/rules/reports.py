"""Rules for what outside organisations did or said, and for papers that come later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries.custody import ReportRecorded
from acopio.domain.entries.fields import Part
from acopio.domain.entries.lots import DocumentAttached
from acopio.domain.fold.reports import RETURNED
from acopio.domain.masses import Mass, MassNotPositive
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rules.base import Command, Context, Fact, Need, NothingNamed, NotTheHolder
from acopio.domain.rules.custody import (
    Ranges,
    guide_is_free,
    guides_needed,
    sacks_of,
    split_off,
)
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal

SAID = (
    "received", "stored", "processed", "tested", "shipped", "arrived", "sold", "destroyed",
    "approved", "declined", "other",
)  # fmt: skip
"""What an outside organisation may be said to have done; the rest is private text."""


@dataclass(eq=False)
class ReportWithoutDocument(Refusal):
    """A report that nothing stands behind."""

    code = "report-without-document"
    reporter: str


@dataclass(eq=False)
class OursWritesItself(Refusal):
    """A report about what an organisation of ours did: it records its own acts."""

    code = "ours-writes-itself"
    organisation: str


@dataclass(eq=False)
class NeverSentThere(Refusal):
    """A return of a lot that we did not send to who is said to give it back."""

    code = "never-sent-there"
    lot: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Command):
    """Write down what an outside organisation did or said about a lot or a dispatch."""

    ACT: ClassVar[str] = "report"
    reporter: str
    what: str
    lot: str | None = None
    holder: str | None = None
    """Who has the lot, where it is not we."""
    dispatch: str | None = None
    text: str | None = None

    def needs(self) -> Iterable[Need]:
        """Who says it, and what it is about."""
        yield Organisation, "id", self.reporter
        yield Organisation, "id", self.holder
        yield Lot, "code", self.lot
        yield Dispatch, "id", self.dispatch

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only with its paper, whose file is kept; it moves nothing."""
        reporter = state.get(Organisation, self.reporter)
        if reporter.ours:
            raise OursWritesItself(organisation=reporter.name or reporter.id)
        if not any(paper.hash for paper in self.docs):
            raise ReportWithoutDocument(reporter=reporter.name or reporter.id)
        about, subject = self._subject(state, context)
        yield Fact(
            ReportRecorded(
                report=context.ids.uuid(),
                number=f"R-{context.ids.signs(5)}",
                reporter=reporter.id,
                about=about,
                what=self.what if self.what in SAID else "other",
                text=self.text,
            ),
            (subject,),
        )

    def _subject(self, state: State, context: Context) -> tuple[str, tuple[type, str]]:
        """Return what it is about.

        Raises:
            NotTheHolder: another organisation of ours has the lot, or sent the dispatch.
            NothingNamed: it is about nothing.
        """
        actor = context.actor.organisation
        if self.lot:
            lot = state.get(Lot, self.lot)
            holder = state.find(Organisation, lot.organisation)
            if lot.organisation != actor and (holder is None or holder.ours):
                raise NotTheHolder(what=lot.code, holder=(holder and holder.name) or "")
            return lot.code, (Lot, lot.code)
        if self.dispatch:
            dispatch = state.get(Dispatch, self.dispatch)
            if actor not in {dispatch.organisation, dispatch.to_organisation}:
                raise NotTheHolder(what=dispatch.number, holder=dispatch.organisation)
            return dispatch.id, (Dispatch, dispatch.id)
        raise NothingNamed(what="lots")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(Command):
    """Beans that an outside organisation had are ours again: it gave them back."""

    ACT: ClassVar[str] = "dispatch"
    lot: str
    holder: str
    """Who gave them back."""
    dispatch: str
    """How they had come there."""
    place: str
    """Where they lie now."""
    sacks: Ranges = ()
    weighed: Mass | None = None
    """What our scale says; without it, as much as the book has."""
    text: str | None = None

    def needs(self) -> Iterable[Need]:
        """The lot, its sacks, who had it, how it went there, where it comes to."""
        yield Lot, "code", self.lot
        yield Sack, "lot", self.lot
        yield Organisation, "id", self.holder
        yield Dispatch, "id", self.dispatch
        yield DispatchLine, "dispatch", self.dispatch
        yield Place, "id", self.place

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Sacks are split off first; a difference of weight is booked as at a receipt."""
        lot, holder = state.get(Lot, self.lot), state.get(Organisation, self.holder)
        if holder.ours:
            raise OursWritesItself(organisation=holder.name or holder.id)
        dispatch = state.find(Dispatch, self.dispatch)
        if (
            dispatch is None
            or dispatch.organisation != context.actor.organisation
            or dispatch.to_organisation != holder.id
            or lot.organisation != holder.id
        ):
            raise NeverSentThere(lot=lot.code, holder=holder.name or holder.id)
        if not self.docs:
            raise ReportWithoutDocument(reporter=holder.name or holder.id)
        state.get(Place, self.place)
        code, left_g = lot.code, lot.left_g
        if self.sacks and not _all_of(state, lot, self.sacks):
            split = split_off(state, context, lot, self.sacks)
            yield Fact(split, ((Lot, lot.code),))
            code, left_g = split.parts[0][0], split.parts[0][1]
        grams = self.weighed.g if self.weighed else left_g
        if grams < 1:
            raise MassNotPositive(given=self.weighed.typed if self.weighed else "0 kg")
        part: Part = (code, grams, "w" if self.weighed else "a")
        yield Fact(
            ReportRecorded(
                report=context.ids.uuid(),
                number=f"R-{context.ids.signs(5)}",
                reporter=holder.id,
                about=dispatch.id,
                what=RETURNED,
                lots=(part,),
                place=self.place,
                text=self.text,
            ),
            ((Lot, code),),
        )


def _all_of(state: State, lot: Lot, ranges: Ranges) -> bool:
    """Say whether these sacks are everything that is left of the lot."""
    named = sacks_of(state.where(Sack, "lot", lot.code), ranges)
    return sum(one.mass_g or 0 for one in named) >= lot.left_g


@dataclass(frozen=True, slots=True, kw_only=True)
class Attach(Command):
    """Papers that belong to something already recorded."""

    ACT: ClassVar[str] = "report"
    subject: str
    dispatch: str | None = None
    """The subject, when it is a dispatch: its own guía may be added again."""
    note: str | None = None

    def needs(self) -> Iterable[Need]:
        """The papers of the same number."""
        yield Dispatch, "id", self.dispatch
        yield from guides_needed(self.docs)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A guía belongs to one dispatch."""
        if not self.docs:
            raise NotFound(what="paper", given="")
        if self.dispatch:
            guide_is_free(state, context.actor, self.docs, self.dispatch)
        yield Fact(DocumentAttached(subject=self.subject, note=self.note))
