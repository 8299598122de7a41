"""Profiles: what a lot must pass for a use or a buyer."""

from dataclasses import dataclass

from acopio.domain.entries.quality import ProfileRecorded
from acopio.domain.permissions import Actor
from acopio.domain.products import product
from acopio.domain.rows.parties import Profile
from acopio.domain.rules.profiles import RecordProfile
from acopio.services.find import Finder
from acopio.services.limits import read_limits
from acopio.services.node import Node
from acopio.services.qualifying import standing_named

_RETEST = {"media": "mean", "promedio": "mean", "segunda": "second", "arbitral": "arbitral"}


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


def add_profile(node: Node, actor: Actor, new: NewProfile) -> str:
    """Record a profile, or what the one of this name demands from now on; return its id.

    Raises:
        LimitUnreadable, LimitFieldUnknown, LimitWordUnknown, LimitNeverMet, LimitForOtherProduct,
        LimitTwice, UnknownProtocol, UnknownProduct, UnknownQualityWord, ApprovalWithoutBuyer,
        NotAllowed.
    """
    form = product(new.product).id
    limits = read_limits(new.limits, form)
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
            product=form,
            limits=limits,
            qualification=new.qualification,
            valid_days=new.valid_days,
            buyer=buyer,
            standing=tuple(standing_named(one) or one for one in new.standing),
            panel=new.panel,
            blind=new.blind,
            sampler_apart=new.sampler_apart,
            retest=_RETEST.get(retest, retest) if retest else None,
            approval=new.approval,
        ),
    )
    node.carry_out(actor, [command])
    return command.facts.profile
