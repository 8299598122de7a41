"""Rules for samples that go to somebody: sent, approved or declined, returned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.entries import quality as kinds
from acopio.domain.masses import Mass
from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Organisation, Place
from acopio.domain.rows.quality import Sample
from acopio.domain.rules.base import Command, Context, Fact, Need, NotTheHolder, Subject, ours
from acopio.domain.state import State
from acopio.errors import Refusal

ANSWERS = ("approved", "declined")


@dataclass(eq=False)
class SampleSentBefore(Refusal):
    """A sample that went to somebody already: another one has to be drawn."""

    code = "sample-sent-before"
    sample: str
    day: str


@dataclass(eq=False)
class SampleNotAway(Refusal):
    """An answer about a sample that was not sent, or that was answered."""

    code = "sample-not-away"
    sample: str


@dataclass(eq=False)
class UnknownAnswer(Refusal):
    """Neither approved nor declined."""

    code = "unknown-answer"
    given: str
    known: str = ", ".join(ANSWERS)


@dataclass(eq=False)
class ReturnsMore(Refusal):
    """More comes back than the sample took out of a lot."""

    code = "sample-returns-more"
    sample: str
    drawn_g: int
    returned_g: int


def _ours(state: State, identity: str, context: Context) -> Sample:
    sample = state.get(Sample, identity)
    if sample.organisation != context.actor.organisation:
        raise NotTheHolder(what=sample.number, holder=sample.organisation)
    return sample


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSample(Command):
    """A sample goes to a buyer or laboratory."""

    ACT: ClassVar[str] = "sample"
    sample: str
    to: str
    courier: str | None = None

    def needs(self) -> Iterable[Need]:
        """The sample and who gets it."""
        return [(Sample, "id", self.sample), (Organisation, "id", self.to)]

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """A sample goes to one receiver, once."""
        sample = _ours(state, self.sample, context)
        state.get(Organisation, self.to)
        if sample.sent_on:
            raise SampleSentBefore(sample=sample.number, day=sample.sent_on)
        yield Fact(
            kinds.SampleSent(sample=sample.id, to=self.to, courier=self.courier),
            ((Sample, sample.id),),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSample(Command):
    """Who has a sample approves or declines it; some of it may come back.

    ``lot`` is the one it was drawn from, of which the returned beans become a lot of their own.
    """

    ACT: ClassVar[str] = "sample"
    sample: str
    answer: str
    returned: Mass | None = None
    place: str | None = None
    """Where what came back is kept."""
    lot: str | None = None
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        """The sample, its lot, the place."""
        yield Sample, "id", self.sample
        if self.lot:
            yield Lot, "code", self.lot
        if self.place:
            yield Place, "id", self.place

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Answered once, by who has it; no more comes back than was drawn."""
        sample = _ours(state, self.sample, context)
        if self.answer not in ANSWERS:
            raise UnknownAnswer(given=self.answer)
        if sample.sent_to is None or sample.answer is not None:
            raise SampleNotAway(sample=sample.number)
        changes: list[tuple[Subject, str]] = [(Sample, sample.id)]
        if self.returned:
            drawn_g = sample.mass_g if sample.lot else 0
            if self.returned.g > drawn_g:
                raise ReturnsMore(sample=sample.number, drawn_g=drawn_g, returned_g=self.returned.g)
            state.get(Place, self.place)
            changes.append((Lot, ours(state, sample.lot or "", context.actor).code))
        yield Fact(
            kinds.SampleAnswered(
                sample=sample.id,
                answer=self.answer,
                by=sample.sent_to,
                lot=context.ids.lot_code(context.prefix) if self.returned else None,
                place=self.place if self.returned else None,
                returned_g=self.returned.g if self.returned else None,
                typed=self.returned.typed if self.returned else None,
                reason=self.reason,
            ),
            tuple(changes),
        )
