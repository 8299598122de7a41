"""Rules for what leaves: dispatch, receipt by one of ours, report of an outside receipt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from acopio.domain.entries import custody as kinds
from acopio.domain.entries.fields import Document, Part
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rules.base import (
    Command,
    Context,
    Fact,
    Need,
    NotTheHolder,
    ReasonNeeded,
    distinct,
    enough,
    not_held,
    ours,
)
from acopio.domain.rules.batches import ElsewhereInBatch
from acopio.domain.rules.lots import Split
from acopio.domain.state import State
from acopio.errors import Refusal


@dataclass(eq=False)
class AlreadyAnswered(Refusal):
    """A dispatch that has been received or reported."""

    code = "already-answered"
    dispatch: str
    state: str


@dataclass(eq=False)
class NotTheReceiver(Refusal):
    """A receipt by an organisation that the dispatch was not sent to."""

    code = "not-the-receiver"
    dispatch: str


@dataclass(eq=False)
class ReceiverAnswers(Refusal):
    """A report about a dispatch to one of ours, which answers for itself."""

    code = "receiver-answers"
    dispatch: str
    receiver: str


@dataclass(eq=False)
class AnswerIncomplete(Refusal):
    """An answer that does not name every lot of the dispatch once."""

    code = "answer-incomplete"
    dispatch: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A lot that leaves: whole, or these sack numbers of it."""

    lot: str
    sacks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Command):
    """Lots leave for an organisation, or (``move``) for another place of ours."""

    ACT: ClassVar[str] = "dispatch"
    to: str
    lots: tuple[Going, ...]
    purpose: str = "sale"
    to_place: str | None = None
    vehicle: str | None = None
    seal: str | None = None
    driver: str | None = None

    def needs(self) -> Iterable[Need]:
        """The receiver, the lots, their sacks."""
        yield Organisation, "id", self.to
        if self.to_place:
            yield Place, "id", self.to_place
        for going in self.lots:
            yield Lot, "code", going.lot
            if going.sacks:
                yield Sack, "lot", going.lot

    def ancestry(self) -> Iterable[str]:
        """Holds block dispatch."""
        return [going.lot for going in self.lots]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A part or sack range is first split into its own lot, in the same act."""
        state.get(Organisation, self.to)
        if self.to_place:
            state.get(Place, self.to_place)
        distinct([going.lot for going in self.lots], "lots")
        places = {ours(state, going.lot, context.actor).place for going in self.lots}
        if len(places) > 1:
            one, other = sorted(place or "" for place in places)[:2]
            raise ElsewhereInBatch(lot=self.lots[1].lot, place=other, needed=one)
        leaving: list[Part] = []
        for going in self.lots:
            not_held(state, going.lot)
            if going.sacks and not _everything(state, going):
                part = Split(
                    id=self.id,
                    occurred_at=self.occurred_at,
                    lot=going.lot,
                    sacks=going.sacks,
                )
                for fact in part.decide(state, context):
                    yield fact
                    leaving.extend(getattr(fact.body, "parts", ()))
            else:
                lot = state.get(Lot, going.lot)
                enough(lot, 1)
                leaving.append((lot.code, lot.left_g, "a"))
        yield Fact(
            kinds.DispatchSent(
                dispatch=context.ids.uuid(),
                number=context.ids.signs(6),
                purpose=self.purpose,
                to=self.to,
                place=next(iter(places)) or "",
                to_place=self.to_place,
                lots=tuple(leaving),
                vehicle=self.vehicle,
                seal=self.seal,
                driver=self.driver,
            ),
            tuple((Lot, code) for code, _, _ in leaving),
        )


def _everything(state: State, going: Going) -> bool:
    """Say whether the sack numbers are the whole lot: then the lot itself leaves."""
    lot = state.get(Lot, going.lot)
    named = {n for first, last in going.sacks for n in range(first, last + 1)}
    here = [one for one in state.where(Sack, "lot", lot.code) if one.state == "packed"]
    return (
        lot.left_g <= lot.packed_g
        and {one.number for one in here} == named
        and all(one.packed_for == here[0].packed_for for one in here)
    )


Received = tuple[str, int | None]
"""Lot and grams received; ``None`` means refused."""


Typed = tuple[tuple[str, str], ...]
"""Lot, and the mass received as typed."""


def _answers(
    state: State, dispatch: Dispatch, received: tuple[Received, ...], typed: Typed
) -> tuple[kinds.Answer, ...]:
    """Return one answer for each line of the dispatch.

    Raises:
        AlreadyAnswered, AnswerIncomplete, NamedTwice.
    """
    if dispatch.state != "sent":
        raise AlreadyAnswered(dispatch=dispatch.number, state=dispatch.state)
    distinct([code for code, _ in received], "lots")
    said = dict(received)
    lines = state.where(DispatchLine, "dispatch", dispatch.id)
    missing = {line.lot for line in lines} ^ set(said)
    if missing:
        raise AnswerIncomplete(dispatch=dispatch.number, missing=", ".join(sorted(missing)))
    texts = dict(typed)
    return tuple(_answer(line, said[line.lot], texts.get(line.lot)) for line in lines)


def _explained(
    answers: tuple[kinds.Answer, ...], reason: str | None, docs: tuple[Document, ...]
) -> None:
    """Refuse a difference without a reason or a document.

    Raises:
        ReasonNeeded: something did not arrive as sent, and nothing says why.
    """
    if not (reason or docs) and any(answer.outcome != "as-sent" for answer in answers):
        raise ReasonNeeded(why="receipt-differs")


def _answer(line: DispatchLine, grams: int | None, typed: str | None) -> kinds.Answer:
    if grams is None:
        return kinds.Answer(lot=line.lot, outcome="refused", received_g=0)
    outcome = _outcome(line.sent_g, grams)
    return kinds.Answer(lot=line.lot, outcome=outcome, received_g=grams, typed=typed)


def _outcome(sent_g: int, received_g: int) -> Literal["as-sent", "short", "over"]:
    if received_g == sent_g:
        return "as-sent"
    return "short" if received_g < sent_g else "over"


def _needs(dispatch: str, received: tuple[Received, ...]) -> Iterable[Need]:
    yield Dispatch, "id", dispatch
    yield DispatchLine, "dispatch", dispatch
    for code, _ in received:
        yield Lot, "code", code


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Command):
    """One of ours says what arrived at a place of its own."""

    ACT: ClassVar[str] = "dispatch"
    dispatch: str
    place: str
    received: tuple[Received, ...]
    typed: Typed = ()
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The dispatch, its lines, the lots, the place."""
        yield Place, "id", self.place
        yield from _needs(self.dispatch, self.received)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only the receiver answers, once, for every lot."""
        dispatch = state.get(Dispatch, self.dispatch)
        if dispatch.to_organisation != context.actor.organisation:
            raise NotTheReceiver(dispatch=dispatch.number)
        state.get(Place, self.place)
        answers = _answers(state, dispatch, self.received, self.typed)
        _explained(answers, self.reason, self.docs)
        yield Fact(
            kinds.DispatchAnswered(
                dispatch=dispatch.id, place=self.place, answers=answers, reason=self.reason
            ),
            ((Dispatch, dispatch.id), *((Lot, answer.lot) for answer in answers)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceipt(Command):
    """What an outside receiver said, entered by the sender with its document."""

    ACT: ClassVar[str] = "report"
    dispatch: str
    receiver: str
    received: tuple[Received, ...]
    typed: Typed = ()
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The dispatch, its lines, the lots, the receiver."""
        yield Organisation, "id", self.receiver
        yield from _needs(self.dispatch, self.received)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Reported, not confirmed; a difference asks for the document or a reason."""
        dispatch = state.get(Dispatch, self.dispatch)
        if dispatch.organisation != context.actor.organisation:
            raise NotTheHolder(what=dispatch.number, holder=dispatch.organisation)
        receiver = state.get(Organisation, dispatch.to_organisation)
        if receiver.ours:
            raise ReceiverAnswers(dispatch=dispatch.number, receiver=receiver.name or receiver.id)
        answers = _answers(state, dispatch, self.received, self.typed)
        _explained(answers, self.reason, self.docs)
        yield Fact(
            kinds.DispatchReported(
                dispatch=dispatch.id,
                reporter=dispatch.to_organisation,
                answers=answers,
                reason=self.reason,
            ),
            ((Dispatch, dispatch.id), *((Lot, answer.lot) for answer in answers)),
        )
