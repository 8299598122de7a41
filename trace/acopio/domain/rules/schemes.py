"""Rules for the certificates of schemes that an organisation keeps on file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from acopio.domain.control_bodies import ControlBodyUnreadable, control_body
from acopio.domain.entries.parties import SchemeCertificateRecorded
from acopio.domain.products import PRODUCTS
from acopio.domain.rows.parties import (
    Household,
    Organisation,
    Person,
    SchemeCertificate,
    SchemeMember,
)
from acopio.domain.rules.base import Command, Context, Fact, Need, NothingNamed
from acopio.domain.rules.claims import SCHEME_CLAIMS
from acopio.domain.rules.land import CROPS, UnknownCrop
from acopio.domain.rules.parties import check_period, keep
from acopio.domain.state import NotFound, State
from acopio.errors import Refusal


@dataclass(eq=False)
class NotASchemeClaim(Refusal):
    """A claim that no scheme certifies: it is the cooperative's own word."""

    code = "not-a-scheme-claim"
    given: str
    known: str = ", ".join(sorted(SCHEME_CLAIMS))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordScheme(Command):
    """Put a certificate on file, or say anew what is in force of it: the latest entry counts."""

    ACT: ClassVar[str] = "register"
    facts: SchemeCertificateRecorded

    def needs(self) -> Iterable[Need]:
        """The certificate as it stands, its holder, and whom it lists."""
        yield SchemeCertificate, "id", self.facts.certificate
        yield SchemeMember, "certificate", self.facts.certificate
        yield Organisation, "id", self.facts.holder
        for member in self.facts.members or ():
            yield Person, "id", member
            yield Household, "id", member

    def decide(self, state: State, context: Context) -> Iterator[Fact]:
        """Known holder, claims and products, a period forwards, the code of a control body."""
        new = self.facts
        known = state.find(SchemeCertificate, new.certificate)
        if known is not None:
            keep("schemecertificate", known.organisation, context)
        state.get(Organisation, new.holder)
        check_period(new.valid_from, new.valid_to)
        if not new.claims:
            raise NothingNamed(what="claims")
        _check_scope(new)
        if new.control_body is not None and control_body(new.control_body) != new.control_body:
            raise ControlBodyUnreadable(given=new.control_body)
        if new.listed and not new.members:
            raise NothingNamed(what="members")
        for member in new.members or ():
            if not state.find(Person, member) and not state.find(Household, member):
                raise NotFound(what="person", given=member)
        yield Fact(new)


def _check_scope(new: SchemeCertificateRecorded) -> None:
    for claim in new.claims:
        if claim not in SCHEME_CLAIMS:
            raise NotASchemeClaim(given=claim)
    for made in new.products:
        if made not in PRODUCTS and made not in CROPS:
            raise UnknownCrop(given=made)
