"""Rules for what leaves: dispatch, receipt by one of ours, report of an outside receipt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from acopio.domain.entries import custody as kinds
from acopio.domain.entries.fields import Document, LotCode, Part
from acopio.domain.entries.lots import LotSplit, NameGiven
from acopio.domain.papers import guide_forms, is_guide
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, DispatchLine, Paper
from acopio.domain.rows.lots import FULL, Lot, Sack
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rules.approving import approval_needs, check_approved
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
from acopio.domain.rules.lots import SackNotHere, Split, in_ranges, runs
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


PURPOSES = ("sale", "local-sale", "move", "toll", "sample", "return", "export")
"""Why lots leave; SUNAT's guía has a reason for each."""
SALES = ("sale", "local-sale", "export")
"""For these a buyer may want to approve a sample first."""


@dataclass(eq=False)
class UnknownDispatchPurpose(Refusal):
    """A reason for leaving that is none of ours."""

    code = "unknown-dispatch-purpose"
    given: str
    known: str = ", ".join(PURPOSES)


@dataclass(eq=False)
class GuideUsed(Refusal):
    """A guía de remisión that went with another dispatch: each journey has its own."""

    code = "guide-used"
    number: str
    dispatch: str
    day: str


Ranges = tuple[tuple[int, int], ...]
"""First and last number of sacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A lot that leaves: whole, or these sack numbers of it."""

    lot: str
    sacks: Ranges = ()


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
    names: tuple[tuple[str, str], ...] = ()
    """What others call it: kind and name, such as ``("container", "MSCU1234567")``."""
    places: tuple[str, ...] = ()
    """Where the lots lie: a refusal names these places as people do."""
    wholes: tuple[tuple[str, ...], ...] = ()
    """For each lot, the lots that it was split from: a sample of the whole speaks for its parts."""

    def needs(self) -> Iterable[Need]:
        """The receiver, the lots, their sacks and places, papers, what the buyer approved."""
        yield Organisation, "id", self.to
        yield from approval_needs(self.to, self.wholes)
        for place in self.places:
            yield Place, "id", place
        yield from guides_needed(self.docs)
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
        if self.purpose not in PURPOSES:
            raise UnknownDispatchPurpose(given=self.purpose)
        state.get(Organisation, self.to)
        if self.to_place:
            state.get(Place, self.to_place)
        distinct([going.lot for going in self.lots], "lots")
        place = _one_place(state, [ours(state, one.lot, context.actor) for one in self.lots])
        guide_is_free(state, context.actor, self.docs)
        leaving: list[Part] = []
        for going in self.lots:
            yield from self._leaves(state, context, going, leaving)
        sent = kinds.DispatchSent(
            dispatch=context.ids.uuid(),
            number=context.ids.signs(6),
            purpose=self.purpose,
            to=self.to,
            place=place,
            to_place=self.to_place,
            lots=tuple(leaving),
            vehicle=self.vehicle,
            seal=self.seal,
            driver=self.driver,
        )
        yield Fact(sent, tuple((Lot, code) for code, _, _ in leaving))
        for kind, name in dict.fromkeys(self.names):
            yield Fact(NameGiven(subject=sent.dispatch, kind=kind, name=name))

    def _leaves(
        self, state: State, context: Context, going: Going, leaving: list[Part]
    ) -> Iterator[Fact]:
        """Add what leaves of one lot, after the split that it may ask for."""
        # What is held may go back to where it came from, and to another place of ours.
        if self.purpose != "return" and self.to != context.actor.organisation:
            not_held(state, going.lot)
        if self.purpose in SALES:
            lot = state.get(Lot, going.lot)
            whole = next((one for one in self.wholes if lot.code in one), (lot.code,))
            check_approved(state, context, lot, whole, self.to)
        if not going.sacks or _everything(state, going):
            lot = state.get(Lot, going.lot)
            enough(lot, 1)
            leaving.append((lot.code, lot.left_g, "a"))
            return
        part = Split(
            id=self.id,
            occurred_at=self.occurred_at,
            lot=going.lot,
            sacks=going.sacks,
            together=True,
        )
        for fact in part.decide(state, context):
            yield fact
            leaving.extend(getattr(fact.body, "parts", ()))


def _one_place(state: State, lots: Sequence[Lot]) -> str:
    """Return the place where all the lots lie: a truck leaves from one.

    Raises:
        ElsewhereInBatch: one lies somewhere else than the first.
    """
    first = lots[0]
    for lot in lots:
        if lot.place != first.place:
            raise ElsewhereInBatch(
                lot=lot.code, place=_named(state, lot.place), needed=_named(state, first.place)
            )
    return first.place or ""


def _named(state: State, place: str | None) -> str:
    row = state.find(Place, place)
    return row.name if row else place or ""


def guides_needed(docs: Iterable[Document]) -> Iterable[Need]:
    """Yield the papers that carry the number of one of these guías, however it is written."""
    for paper in docs:
        if paper.number and is_guide(paper.type):
            for form in guide_forms(paper.number):
                yield Paper, "number", form


def guide_is_free(
    state: State, actor: Actor, docs: Iterable[Document], dispatch: str | None = None
) -> None:
    """Refuse a guía de remisión of ours that went with another dispatch.

    Raises:
        GuideUsed: it did.
    """
    for paper in docs:
        if not paper.number or not is_guide(paper.type):
            continue
        for form in guide_forms(paper.number):
            for used in state.where(Paper, "number", form):
                if (
                    used.organisation == actor.organisation
                    and used.kind in {"dispatch.sent", "document.attached"}
                    and is_guide(used.type)
                    and used.subject != dispatch
                ):
                    name = used.name or used.subject
                    raise GuideUsed(number=paper.number, dispatch=name, day=used.day)


def _everything(state: State, going: Going) -> bool:
    """Say whether the sack numbers are the whole lot: then the lot itself leaves."""
    lot = state.get(Lot, going.lot)
    named = {n for first, last in going.sacks for n in range(first, last + 1)}
    here = [one for one in state.where(Sack, "lot", lot.code) if one.state in FULL]
    return (
        lot.left_g <= lot.packed_g
        and {one.number for one in here} == named
        and all(one.packed_for == here[0].packed_for for one in here)
    )


Received = tuple[str, int | None]
"""Lot and grams received, without what was refused of it; ``None`` means all was refused."""


Typed = tuple[tuple[str, str], ...]
"""Lot, and the mass received as typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answering(Command):
    """What both ways of answering a dispatch share."""

    dispatch: str
    received: tuple[Received, ...]
    refused: tuple[Going, ...] = ()
    """Sacks that were not accepted: they become a lot of their own and are the sender's again."""
    typed: Typed = ()
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The dispatch, its lines, the lots and their sacks."""
        yield Dispatch, "id", self.dispatch
        yield DispatchLine, "dispatch", self.dispatch
        for code, _ in self.received:
            yield Lot, "code", code
            yield Sack, "lot", code

    def _answers(
        self, state: State, context: Context, dispatch: Dispatch, answers: list[kinds.Answer]
    ) -> Iterator[Fact]:
        """Add one answer for each line of the dispatch; yield the splits before them.

        Raises:
            AlreadyAnswered, AnswerIncomplete, NamedTwice, ReasonNeeded, SackNotHere.
        """
        if dispatch.state != "sent":
            raise AlreadyAnswered(dispatch=dispatch.number, state=dispatch.state)
        distinct([code for code, _ in self.received], "lots")
        said = dict(self.received)
        lines = state.where(DispatchLine, "dispatch", dispatch.id)
        missing = {line.lot for line in lines} ^ set(said)
        missing |= {one.lot for one in self.refused} - {line.lot for line in lines}
        if missing:
            raise AnswerIncomplete(dispatch=dispatch.number, missing=", ".join(sorted(missing)))
        texts, apart = dict(self.typed), {one.lot: one.sacks for one in self.refused}
        for line in lines:
            lot, grams = state.get(Lot, line.lot), said[line.lot]
            back = None
            if line.lot in apart and grams is not None:
                back = split_off(state, context, lot, apart[line.lot])
            if back:
                yield Fact(back, ((Lot, lot.code),))
            answers.append(_answer(line, grams, texts.get(line.lot), back))
        if not (self.reason or self.docs) and any(
            one.outcome != "as-sent" or one.returned for one in answers
        ):
            raise ReasonNeeded(why="receipt-differs")


def split_off(state: State, context: Context, lot: Lot, ranges: Ranges) -> LotSplit:
    """Return the split that makes sacks of a lot, wherever it is, one lot of its own.

    Raises:
        SackNotHere: one of them is not in the lot, or all of the lot is in them.
    """
    sacks = sacks_of(state.where(Sack, "lot", lot.code), ranges)
    named = {number for first, last in ranges for number in range(first, last + 1)}
    if missing := named - {one.number for one in sacks}:
        raise SackNotHere(lot=lot.code, numbers=in_ranges(missing))
    grams = sum(one.mass_g or 0 for one in sacks)
    if not 0 < grams < lot.left_g:
        raise SackNotHere(lot=lot.code, numbers=in_ranges(named))
    code: LotCode = context.ids.lot_code(lot.code[:3])
    return LotSplit(
        lot=lot.code,
        parts=((code, grams, "w"),),
        sacks=tuple(
            (code, label, first, last)
            for label in sorted({one.packed_for for one in sacks})
            for first, last in runs(one.number for one in sacks if one.packed_for == label)
        ),
    )


def sacks_of(sacks: Iterable[Sack], ranges: Ranges) -> list[Sack]:
    """Return the sacks with beans in them whose numbers lie in the ranges."""
    numbers = {n for first, last in ranges for n in range(first, last + 1)}
    return [one for one in sacks if one.number in numbers and one.state in FULL]


def _answer(
    line: DispatchLine, grams: int | None, typed: str | None, back: LotSplit | None
) -> kinds.Answer:
    if grams is None:
        return kinds.Answer(lot=line.lot, outcome="refused", received_g=0)
    returned, returned_g = (back.parts[0][0], back.parts[0][1]) if back else (None, 0)
    outcome = _outcome(line.sent_g - returned_g, grams)
    return kinds.Answer(
        lot=line.lot, outcome=outcome, received_g=grams, typed=typed, returned=returned
    )


def _outcome(sent_g: int, received_g: int) -> Literal["as-sent", "short", "over"]:
    if received_g == sent_g:
        return "as-sent"
    return "short" if received_g < sent_g else "over"


def _changes(dispatch: Dispatch, answers: Sequence[kinds.Answer]) -> tuple[tuple[type, str], ...]:
    """Return what an answer changes: the dispatch, its lots, and those that were split off."""
    lots = [answer.lot for answer in answers]
    lots += [answer.returned for answer in answers if answer.returned]
    return ((Dispatch, dispatch.id), *((Lot, code) for code in lots))


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(_Answering):
    """One of ours says what arrived at a place of its own."""

    ACT: ClassVar[str] = "dispatch"
    place: str

    def needs(self) -> Iterable[Need]:
        """The dispatch, its lines, the lots, the place."""
        yield Place, "id", self.place
        yield from _Answering.needs(self)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Only the receiver answers, once, for every lot."""
        dispatch = state.get(Dispatch, self.dispatch)
        if dispatch.to_organisation != context.actor.organisation:
            raise NotTheReceiver(dispatch=dispatch.number)
        state.get(Place, self.place)
        answers: list[kinds.Answer] = []
        yield from self._answers(state, context, dispatch, answers)
        yield Fact(
            kinds.DispatchAnswered(
                dispatch=dispatch.id,
                place=self.place,
                answers=tuple(answers),
                reason=self.reason,
            ),
            _changes(dispatch, answers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceipt(_Answering):
    """What an outside receiver said, entered by the sender with its document."""

    ACT: ClassVar[str] = "report"
    receiver: str

    def needs(self) -> Iterable[Need]:
        """The dispatch, its lines, the lots, the receiver."""
        yield Organisation, "id", self.receiver
        yield from _Answering.needs(self)

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Reported, not confirmed; a difference asks for the document or a reason."""
        dispatch = state.get(Dispatch, self.dispatch)
        if dispatch.organisation != context.actor.organisation:
            raise NotTheHolder(what=dispatch.number, holder=dispatch.organisation)
        receiver = state.get(Organisation, dispatch.to_organisation)
        if receiver.ours:
            raise ReceiverAnswers(dispatch=dispatch.number, receiver=receiver.name or receiver.id)
        answers: list[kinds.Answer] = []
        yield from self._answers(state, context, dispatch, answers)
        yield Fact(
            kinds.DispatchReported(
                dispatch=dispatch.id,
                reporter=dispatch.to_organisation,
                answers=tuple(answers),
                reason=self.reason,
            ),
            _changes(dispatch, answers),
        )
