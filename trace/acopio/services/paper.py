"""Labels: the manager's paper."""

from collections.abc import Callable
from dataclasses import dataclass

from acopio.documents.facts import LotFacts, SackFacts
from acopio.documents.label import THERMAL, draw_sack_labels, sack_labels
from acopio.domain.permissions import Actor
from acopio.domain.rows.lots import FULL
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.lots import NoteLabels
from acopio.domain.times import LIMA, day_of, stamp
from acopio.errors import Refusal
from acopio.services.facts import lot_facts
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.services.processing import sack_range
from acopio.services.publish import is_published
from acopio.storage.reader import Reader


@dataclass(eq=False)
class AddressUnset(Refusal):
    """An organisation without a public address: its labels would lead nowhere."""

    code = "address-unset"
    organisation: str


@dataclass(eq=False)
class NoSacks(Refusal):
    """A lot without sacks, or without the numbers that were asked for."""

    code = "no-sacks"
    lot: str
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A job of labels."""

    pdf: bytes
    lot: str
    first: int
    last: int
    count: int
    published: bool
    """Whether the page that the labels lead to has been published."""


def labels(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    sacks: str | None = None,
    dots_per_inch: int = 203,
    progress: Callable[[int], None] | None = None,
) -> Labels:
    """Draw one label for each sack of a lot, and write the job down.

    Raises:
        AddressUnset: labels would lead nowhere.
        NoSacks: there is nothing to label.
    """
    actor.require("paper")
    with node.reading() as reader:
        found = Finder(reader, actor.organisation).lot(lot)
        facts = lot_facts(reader, found.code)
        address = address_of(reader, facts)
        published = is_published(reader, found.code)
        day = local_day(reader, node, actor)
    chosen = _chosen(facts, sacks)
    pdf = draw_sack_labels(
        sack_labels(facts, chosen, address), dots_per_inch=dots_per_inch, progress=progress
    )
    numbers = [sack.number for sack in chosen]
    command = NoteLabels(
        id=node.ids.uuid(),
        occurred_at=day,
        lot=facts.code,
        medium=THERMAL,
        first=min(numbers),
        last=max(numbers),
    )
    node.carry_out(actor, [command])
    return Labels(
        pdf=pdf,
        lot=facts.code,
        first=min(numbers),
        last=max(numbers),
        count=len(chosen),
        published=published,
    )


def local_day(reader: Reader, node: Node, actor: Actor) -> str:
    """Return the organisation's local day."""
    row = reader.one(Organisation, id=actor.organisation)
    return day_of(stamp(node.now()), row.zone if row else LIMA)


def address_of(reader: Reader, facts: LotFacts) -> str:
    """Return the public address of a lot's issuer.

    Raises:
        AddressUnset: it has none.
    """
    if facts.issuer.address:
        return facts.issuer.address
    row = reader.one(Organisation, prefix=facts.issuer.prefix)
    raise AddressUnset(organisation=(row.name if row else None) or facts.issuer.prefix)


def _chosen(facts: LotFacts, sacks: str | None) -> list[SackFacts]:
    first, last = sack_range(sacks) if sacks else (1, 10**9)
    chosen = [
        sack
        for sack in facts.sacks
        if first <= sack.number <= last and sack.state in {*FULL, "reserved"}
    ]
    if not chosen:
        raise NoSacks(lot=facts.code, given=sacks or "")
    return chosen
