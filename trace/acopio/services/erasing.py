"""Forgetting the people of a household, as the law lets them ask."""

from acopio.domain.permissions import Actor
from acopio.domain.rules.opening import Erase
from acopio.domain.state import NotFound
from acopio.domain.times import stamp
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.storage.erasure import erase, traces_of


def erase_household(node: Node, actor: Actor, household: str, basis: str) -> int:
    """Erase names, numbers, documents and telephones of a household; return how many values.

    Every hash and every certificate stays valid; what is erased reads as nothing ever after.

    Raises:
        NotFound: there is no such household, or nothing of it is left to erase.
        SecondPersonNeeded: it cannot be undone, so two people stand for it.
    """
    with node.reading() as reader:
        found = Finder(reader, actor.organisation).household(household)
        traces = traces_of(reader.connection, found.id)
    if not traces.digests:
        raise NotFound(what="household", given=household)
    command = Erase(
        id=node.ids.uuid(), occurred_at=stamp(node.now()), digests=traces.digests, basis=basis
    )
    node.carry_out(actor, [command], after=lambda connection: erase(connection, traces))
    return len(traces.digests)
