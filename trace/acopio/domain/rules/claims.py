"""Which claims need a certificate, and whether one on file covers a line, a day, a member."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from acopio.domain.products import product
from acopio.domain.rows.parties import (
    Membership,
    Organisation,
    Person,
    SchemeCertificate,
    SchemeMember,
)
from acopio.domain.rules.base import OWN, Context, Need
from acopio.domain.state import State
from acopio.errors import Refusal

SCHEME_CLAIMS = frozenset({"organic", "in-conversion", "fairtrade"})
"""Said by a third party's paper; the others are the cooperative's own word."""
_ORDER = ("no-certificate", "other-product", "not-yet-valid", "expired", "suspended", "not-member")
"""What is wrong with a certificate, from far away to nearly right."""


@dataclass(eq=False)
class ClaimNotBacked(Refusal):
    """A claim that no certificate on file covers for this product, member and day."""

    code = "claim-not-backed"
    claim: str
    day: str
    why: str
    certificate: str


@dataclass(eq=False)
class SingleFarmOfNobody(Refusal):
    """Beans of a single farm, without saying whose."""

    code = "single-farm-of-nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose beans a claim is said of."""

    person: str | None = None
    household: str | None = None
    seller: str | None = None
    """An organisation that sold them: then only its own certificates count."""
    stock: bool = False
    """Opening stock may be the organisation's own, of nobody in particular."""
    people: tuple[str, ...] = ()
    """The people of the household, looked up beforehand so that their memberships are loaded."""


def claim_needs(claims: Iterable[str], whose: Whose) -> Iterator[Need]:
    """Yield the rows that ``backed`` rests on; none when no claim needs a certificate."""
    if not SCHEME_CLAIMS & set(claims):
        return
    yield SchemeCertificate, "organisation", OWN
    if whose.seller:
        return
    yield Organisation, "part_of", OWN
    if whose.household:
        yield Person, "household", whose.household
    for member in {whose.person, whose.household, *whose.people} - {None}:
        yield SchemeMember, "member", member
        yield Membership, "person", member


def backed(
    state: State, context: Context, claims: Iterable[str], made: str, whose: Whose, day: str
) -> tuple[tuple[str, str], ...]:
    """Return the certificate that each scheme claim leans on, as (claim, certificate id).

    Args:
        state: with the rows that ``claim_needs`` names.
        context: of the organisation whose file counts.
        claims: everything that is claimed.
        made: product.
        whose: who delivers, or sold it.
        day: local day of the delivery.

    Raises:
        ClaimNotBacked: no certificate on file covers a claim that needs one.
    """
    found = []
    for claim in sorted(SCHEME_CLAIMS & set(claims)):
        why, number = "no-certificate", ""
        for paper in _papers(state, context, claim, whose):
            wrong = _wrong(state, paper, product(made).id, whose, day)
            if wrong is None:
                found.append((claim, paper.id))
                break
            if _ORDER.index(wrong) > _ORDER.index(why):
                why, number = wrong, paper.number
        else:
            raise ClaimNotBacked(claim=claim, day=day, why=why, certificate=number)
    return tuple(found)


def _papers(
    state: State, context: Context, claim: str, whose: Whose
) -> Iterable[SchemeCertificate]:
    """Return the certificates that name a claim, the latest begun first."""
    own = context.actor.organisation
    papers = [
        paper
        for paper in state.where(SchemeCertificate, "organisation", own)
        if claim in paper.claims and (whose.seller is None or paper.holder == whose.seller)
    ]
    return sorted(papers, key=lambda paper: (paper.valid_from, paper.id), reverse=True)


def _wrong(state: State, paper: SchemeCertificate, made: str, whose: Whose, day: str) -> str | None:
    """Return what keeps a certificate from covering a line, if anything does."""
    wrong = out_of_scope(paper, made, day)
    return wrong or (None if _covers(state, paper, whose, day) else "not-member")


def out_of_scope(paper: SchemeCertificate, made: str, day: str) -> str | None:
    """Return what keeps a certificate from covering a product on a day, if anything does."""
    if paper.products and not {made, product(made).crop} & set(paper.products):
        return "other-product"
    if day < paper.valid_from:
        return "not-yet-valid"
    if day > paper.valid_to:
        return "expired"
    if paper.suspended_on is not None and day >= paper.suspended_on:
        return "suspended"
    return None


def _covers(state: State, paper: SchemeCertificate, whose: Whose, day: str) -> bool:
    """Say whether a certificate covers who delivers: by its list, or as member of its holder."""
    if whose.seller is not None:
        return True
    if whose.person is None and whose.household is None:
        return whose.stock and (paper.listed or paper.organisation == paper.holder)
    people = {whose.person} if whose.person else _people(state, whose)
    if paper.listed:
        named = {one.member for one in state.where(SchemeMember, "certificate", paper.id)}
        return bool(named & (people | {whose.household}))
    holders = {paper.holder}
    holders |= {group.id for group in state.where(Organisation, "part_of", paper.holder)}
    return any(
        member.organisation in holders
        and member.valid_from <= day
        and (member.valid_to is None or day <= member.valid_to)
        for person in people
        for member in state.where(Membership, "person", person)
    )


def _people(state: State, whose: Whose) -> set[str | None]:
    """Return the people of a household whose memberships were loaded."""
    known = {person.id for person in state.where(Person, "household", whose.household)}
    return {one for one in whose.people if one in known}
