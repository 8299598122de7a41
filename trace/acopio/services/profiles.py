"""Profiles: what a lot must pass for a use or a buyer."""

import re
from dataclasses import dataclass

from acopio.domain.entries.quality import Limit, ProfileRecorded
from acopio.domain.permissions import Actor
from acopio.domain.products import product
from acopio.domain.rows.parties import Profile
from acopio.domain.rules.profiles import RecordProfile
from acopio.errors import Refusal
from acopio.quality.registry import current
from acopio.quality.typed import number
from acopio.services.find import Finder
from acopio.services.node import Node

_LIMIT = re.compile(r"\s*([^:\s]+)\s*:\s*([^<>\s]+)\s*(<=|>=|<|>|\bin\b)\s*(.+?)\s*")
_RETEST = {"media": "mean", "promedio": "mean", "segunda": "second", "arbitral": "arbitral"}


@dataclass(eq=False)
class LimitUnreadable(Refusal):
    """A limit that is not written as protocol:field<=value."""

    code = "limit-unreadable"
    given: str


@dataclass(eq=False)
class LimitFieldUnknown(Refusal):
    """A limit on a figure that the protocol does not give."""

    code = "limit-field-unknown"
    protocol: str
    given: str
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProfile:
    """What a lot must pass; limits written as ``protocol:field>=value``."""

    name: str
    product: str
    limits: tuple[str, ...]
    qualification: tuple[str, ...] = ()
    valid_days: int | None = None
    buyer: str | None = None
    standing: tuple[str, ...] = ()
    panel: int | None = None
    blind: bool = False
    sampler_apart: bool = False
    retest: str | None = None
    approval: bool = False


def read_limit(text: str) -> Limit:
    """Read a limit as people type it: ``iso2451:grade in I``, ``contaminants:cadmium<=0.8``.

    Raises:
        LimitUnreadable: it is not written so, or its value is no figure.
        UnknownProtocol, LimitFieldUnknown.
    """
    found = _LIMIT.fullmatch(text)
    if found is None:
        raise LimitUnreadable(given=text)
    named, field, op, value = found.groups()
    protocol = current(named)
    if field not in protocol.limits:
        raise LimitFieldUnknown(protocol=protocol.id, given=field, known=protocol.limits)
    if op != "in" and number(value) is None:
        raise LimitUnreadable(given=text)
    return Limit(protocol=protocol.id, field=field, op=op, value=value)


def add_profile(node: Node, actor: Actor, new: NewProfile) -> str:
    """Record a profile, or what the one of this name demands from now on; return its id.

    Raises:
        LimitUnreadable, LimitFieldUnknown, UnknownProtocol, UnknownProduct, UnknownQualityWord,
        ApprovalWithoutBuyer, NotAllowed.
    """
    with node.reading() as reader:
        known = reader.where(Profile, organisation=actor.organisation, name=new.name)
        finder = Finder(reader, actor.organisation)
        buyer = finder.organisation_named(new.buyer).id if new.buyer else None
    retest = new.retest.strip().casefold() if new.retest else None
    command = RecordProfile(
        id=node.ids.uuid(),
        occurred_at=node.today(),
        facts=ProfileRecorded(
            profile=known[0].id if known else node.ids.uuid(),
            name=new.name,
            product=product(new.product).id,
            limits=tuple(map(read_limit, new.limits)),
            qualification=new.qualification,
            valid_days=new.valid_days,
            buyer=buyer,
            standing=new.standing,
            panel=new.panel,
            blind=new.blind,
            sampler_apart=new.sampler_apart,
            retest=_RETEST.get(retest, retest) if retest else None,
            approval=new.approval,
        ),
    )
    node.carry_out(actor, [command])
    return command.facts.profile
