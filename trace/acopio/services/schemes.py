"""Certificates of schemes on file: organic, Fairtrade. Claims at the gate lean on them."""

from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from acopio.domain.control_bodies import control_body
from acopio.domain.entries.fields import Document
from acopio.domain.entries.parties import SchemeCertificateRecorded
from acopio.domain.permissions import Actor
from acopio.domain.products import product
from acopio.domain.rows.parties import Household, Person, SchemeCertificate, SchemeMember
from acopio.domain.rules.claims import SCHEME_CLAIMS
from acopio.domain.rules.land import CROPS
from acopio.domain.rules.schemes import RecordScheme
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.services.acts import act_of
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.services.seasons import any_day
from acopio.storage.reader import Reader

MEMBERS_MAX_BYTES = 10_000_000


@dataclass(eq=False)
class SchemeTaken(Refusal):
    """A certificate of this number is on file already."""

    code = "scheme-taken"
    number: str


@dataclass(eq=False)
class NothingToComplete(Refusal):
    """A certificate is to be completed, and nothing was said to add."""

    code = "nothing-to-complete"
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeWords:
    """A certificate as it is typed from its paper."""

    scheme: str
    number: str
    certifier: str
    begins: str
    ends: str
    claims: tuple[str, ...] = ()
    """Without any, the scheme's own name: ``organic``, ``fairtrade``."""
    products: tuple[str, ...] = ()
    """Products or crops; without any, everything."""
    holder: str | None = None
    """Whose paper it is; without one, our own."""
    members: tuple[str, ...] = ()
    """Families or persons that are listed; without any, every member of the holder."""
    document: Document | None = None
    control_body: str | None = None
    """Code of the certifier as a control body: ``PE-BIO-141``."""
    address: str | None = None
    """The holder's, as it stands on the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """A certificate with its members."""

    certificate: SchemeCertificate
    members: tuple[str, ...] = field(default=())
    """Ids of persons and households."""


def add_scheme(node: Node, actor: Actor, words: SchemeWords) -> str:
    """Put a certificate on file; return its id.

    Raises:
        SchemeTaken, NotFound, SeveralMatch, TimeUnreadable, PeriodBackwards, NotASchemeClaim,
        UnknownProduct, ControlBodyUnreadable, NotAllowed.
    """
    with node.reading() as reader:
        finder = Finder(reader, actor.organisation)
        if reader.where(
            SchemeCertificate, organisation=actor.organisation, number=words.number.strip()
        ):
            raise SchemeTaken(number=words.number.strip())
        holder = finder.organisation_named(words.holder).id if words.holder else actor.organisation
        members = tuple(dict.fromkeys(_member(finder, one) for one in words.members))
    named = words.scheme.strip().casefold()
    facts = SchemeCertificateRecorded(
        certificate=node.ids.uuid(),
        scheme=words.scheme.strip(),
        number=words.number.strip(),
        holder=holder,
        certifier=words.certifier.strip(),
        claims=words.claims or ((named,) if named in SCHEME_CLAIMS else ()),
        products=tuple(one if one in CROPS else product(one).id for one in words.products),
        valid_from=any_day(node, words.begins),
        valid_to=any_day(node, words.ends),
        document=words.document,
        listed=bool(members),
        members=members or None,
        control_body=control_body(words.control_body) if words.control_body else None,
        address=_one_line(words.address),
    )
    _record(node, actor, facts)
    return facts.certificate


def suspend_scheme(node: Node, actor: Actor, number: str, day: str | None) -> str:
    """Say from which day on a certificate backs nothing, or, without a day, that it does again.

    Raises:
        NotFound, TimeUnreadable, NotAllowed.
    """
    paper = _said_last(node, actor, number)
    facts = replace(paper, suspended_on=any_day(node, day) if day else None)
    _record(node, actor, facts)
    return facts.certificate


def complete_scheme(
    node: Node, actor: Actor, number: str, *, control_body_code: str | None, address: str | None
) -> str:
    """Add what organic sacks bear to a certificate on file; what is not said stays.

    Raises:
        NothingToComplete, NotFound, ControlBodyUnreadable, NotAllowed.
    """
    line = _one_line(address)
    if not control_body_code and not line:
        raise NothingToComplete(number=number.strip())
    paper = _said_last(node, actor, number)
    facts = replace(
        paper,
        control_body=control_body(control_body_code) if control_body_code else paper.control_body,
        address=line or paper.address,
    )
    _record(node, actor, facts)
    return facts.certificate


def _said_last(node: Node, actor: Actor, number: str) -> SchemeCertificateRecorded:
    """Return the whole of what the latest entry said of a certificate, private fields included."""
    with node.reading() as reader:
        known = scheme_named(reader, actor.organisation, number)
        body = act_of(reader, known.certificate.act).body
    if not isinstance(body, SchemeCertificateRecorded):
        raise NotFound(what="schemecertificate", given=number)
    return body


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _record(node: Node, actor: Actor, facts: SchemeCertificateRecorded) -> None:
    command = RecordScheme(
        id=node.ids.uuid(),
        occurred_at=node.today(),
        docs=(facts.document,) if facts.document else (),
        facts=facts,
    )
    node.carry_out(actor, [command])


def _member(finder: Finder, text: str) -> str:
    """Return the id of a family by its number, else of a person, else of a family by its name."""
    for look in (finder.household, finder.person):
        try:
            return look(text).id
        except NotFound:
            continue
    raise NotFound(what="person", given=text)


def schemes(reader: Reader, organisation: str) -> list[SchemeCertificate]:
    """Return the certificates on file, those that end last first."""
    rows = reader.where(SchemeCertificate, organisation=organisation)
    return sorted(rows, key=lambda one: (one.valid_to, one.number), reverse=True)


def scheme_named(reader: Reader, organisation: str, number: str) -> OnFile:
    """Return a certificate by its number, with the members it lists.

    Raises:
        NotFound.
    """
    found = reader.one(SchemeCertificate, organisation=organisation, number=number.strip())
    if found is None:
        raise NotFound(what="schemecertificate", given=number)
    rows = reader.where(SchemeMember, certificate=found.id)
    return OnFile(certificate=found, members=tuple(one.member for one in rows))


def member_names(reader: Reader, found: OnFile) -> list[str]:
    """Return what people call the members of a certificate; who was erased has only an id."""
    people = {one.id: one.name for one in reader.among(Person, "id", found.members)}
    families = {
        one.id: one.number or one.name for one in reader.among(Household, "id", found.members)
    }
    return sorted(people.get(one) or families.get(one) or one for one in found.members)


def members_in(path: Path) -> tuple[str, ...]:
    """Return the numbers in a file, one on each line; empty lines are left out."""
    text = path.read_bytes()[:MEMBERS_MAX_BYTES].decode("utf-8-sig", "replace")
    return tuple(line.strip() for line in text.splitlines() if line.strip())
