"""Samples that go to a buyer or laboratory, and what is answered."""

from dataclasses import dataclass

from acopio.domain.entries.fields import Document
from acopio.domain.permissions import Actor
from acopio.domain.rules.samples import AnswerSample, SendSample
from acopio.services.gate import Desk
from acopio.services.node import Node

ANSWERS = {
    "aprobada": "approved", "aprobado": "approved", "rechazada": "declined",
    "rechazado": "declined",
}  # fmt: skip


def send(
    node: Node,
    actor: Actor,
    sample: str,
    to: str,
    *,
    courier: str | None = None,
    day: str | None = None,
) -> str:
    """Send a sample to somebody; return its number."""
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.sample(sample)
        command = SendSample(
            id=node.ids.uuid(),
            occurred_at=desk.day(day),
            sample=found.id,
            to=desk.finder.organisation_named(to).id,
            courier=courier,
        )
    node.carry_out(actor, [command])
    return found.number


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """What somebody answered who has a sample."""

    sample: str
    answer: str
    returned: str | None = None
    place: str | None = None
    reason: str | None = None
    docs: tuple[Document, ...] = ()
    day: str | None = None


def answer(node: Node, actor: Actor, words: AnswerWords) -> str | None:
    """Record what was answered; return the code of the lot of what came back, if any did."""
    given = words.answer.strip().casefold()
    with node.reading() as reader:
        desk = Desk(reader, actor, node)
        found = desk.finder.sample(words.sample)
        command = AnswerSample(
            id=node.ids.uuid(),
            occurred_at=desk.day(words.day),
            docs=words.docs,
            sample=found.id,
            answer=ANSWERS.get(given, given),
            returned=desk.mass(words.returned) if words.returned else None,
            place=desk.finder.place(words.place).id if words.returned else None,
            lot=found.lot if words.returned else None,
            reason=words.reason,
        )
    made = node.carry_out(actor, [command])[0].entries[0].body.get("lot")
    return str(made) if made else None
