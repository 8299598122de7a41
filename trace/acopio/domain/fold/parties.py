"""Folding entries about the log, organisations, people, land and places."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import corrections, opening, parties
from acopio.domain.entries.quality import ProfileRecorded
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.parties import (
    Held,
    Household,
    Membership,
    Organisation,
    Person,
    Place,
    Plot,
    Profile,
    SchemeCertificate,
    SchemeMember,
    Season,
    Staff,
)
from acopio.domain.state import Change, Gone, State


@folds(opening.LogOpened)
def opened(_state: State, _recorded: Recorded, _body: opening.LogOpened) -> Iterable[Row]:
    """A log's own facts live in the log tables."""
    return ()


@folds(opening.ClockConfirmed)
def clock(_state: State, _recorded: Recorded, _body: opening.ClockConfirmed) -> Iterable[Row]:
    """The entry itself is the fact."""
    return ()


@folds(corrections.DisclosuresErased)
def erased(
    _state: State, _recorded: Recorded, _body: corrections.DisclosuresErased
) -> Iterable[Row]:
    """What was erased reads as ``None`` wherever it is folded; no row changes here."""
    return ()


@folds(parties.OrganisationRecorded)
def organisation(
    state: State, recorded: Recorded, body: parties.OrganisationRecorded
) -> Iterable[Row]:
    """The latest facts about an organisation count; it stays with whoever recorded it first."""
    known = state.find(Organisation, body.organisation)
    yield Organisation(
        id=body.organisation,
        kinds=body.kinds,
        ours=body.ours,
        name=body.name or body.person_name,
        prefix=body.prefix,
        ruc=body.ruc or body.person_ruc,
        country=body.country,
        part_of=body.part_of,
        address=body.address,
        hosted_by=body.hosted_by,
        zone=body.zone,
        quintal_g=body.quintal_g,
        recorded_by=known.recorded_by if known else recorded.entry.org,
    )


@folds(parties.StaffAppointed)
def appointed(_state: State, _recorded: Recorded, body: parties.StaffAppointed) -> Iterable[Row]:
    """The latest appointment counts."""
    yield Staff(
        id=body.staff,
        organisation=body.organisation,
        roles=body.roles,
        name=body.name,
        key_text=body.key,
        key_home=body.key_home,
        credentials=tuple(map(credential_held, body.credentials)),
        active=True,
        standing=body.standing or "own-staff",
        body=body.body,
    )


def credential_held(one: parties.Credential) -> Held:
    """Return a credential as rows keep it."""
    return (one.scheme, one.number, one.valid_from, one.valid_to, one.kind, one.issuer)


@folds(parties.StaffDismissed)
def dismissed(state: State, _recorded: Recorded, body: parties.StaffDismissed) -> Iterable[Row]:
    """A dismissed person acts no more."""
    staff = state.get(Staff, (body.staff, body.organisation))
    yield replace(staff, roles=(), active=False)


@folds(parties.HouseholdRegistered)
def household(
    _state: State, recorded: Recorded, body: parties.HouseholdRegistered
) -> Iterable[Row]:
    """A household whose id was erased has no row."""
    if body.household is not None:
        yield Household(
            id=body.household,
            organisation=recorded.entry.org,
            name=body.name,
            number=body.number,
            district=body.district,
        )


@folds(parties.PersonRegistered)
def person(_state: State, _recorded: Recorded, body: parties.PersonRegistered) -> Iterable[Row]:
    """A person whose id was erased has no row."""
    if body.person is not None:
        yield Person(
            id=body.person,
            household=body.household,
            name=body.name,
            document_type=body.document_type,
            document_number=body.document_number,
            telephone=body.telephone,
            gender=body.gender,
            consent=body.consent,
        )


@folds(parties.MembershipRecorded)
def membership(
    _state: State, _recorded: Recorded, body: parties.MembershipRecorded
) -> Iterable[Row]:
    """A membership without its person is nobody's."""
    if body.person is not None:
        yield Membership(
            person=body.person,
            organisation=body.organisation,
            valid_from=body.valid_from,
            valid_to=body.valid_to,
            number=body.number,
        )


@folds(parties.PlotRecorded)
def plot(_state: State, _recorded: Recorded, body: parties.PlotRecorded) -> Iterable[Row]:
    """A version of a plot; versions before it stay."""
    if body.plot is not None:
        yield Plot(
            plot=body.plot,
            version=body.version,
            household=body.household,
            name=body.name,
            crops=body.crops,
            valid_from=body.valid_from,
            valid_to=body.valid_to,
            district=body.district,
            variety=body.variety,
            geometry=body.geometry,
            area=body.area,
            altitude=body.altitude,
        )


@folds(parties.PlaceRecorded)
def place(_state: State, recorded: Recorded, body: parties.PlaceRecorded) -> Iterable[Row]:
    """The latest facts about a place count."""
    yield Place(
        id=body.place,
        organisation=recorded.entry.org,
        name=body.name,
        kinds=body.kinds,
        district=body.district,
        run_by=body.run_by,
        vessels=tuple((vessel.name, vessel.kind) for vessel in body.vessels),
    )


@folds(ProfileRecorded)
def profile(state: State, recorded: Recorded, body: ProfileRecorded) -> Iterable[Row]:
    """The latest version of a profile counts for later decisions."""
    before = state.find(Profile, body.profile)
    kept = before is not None and before.retest == body.retest
    yield Profile(
        id=body.profile,
        organisation=recorded.entry.org,
        name=body.name,
        product=body.product,
        limits=tuple((limit.protocol, limit.field, limit.op, limit.value) for limit in body.limits),
        qualification=body.qualification,
        standing=body.standing,
        valid_days=body.valid_days,
        latest=recorded.hash,
        buyer=body.buyer,
        panel=body.panel,
        blind=body.blind,
        sampler_apart=body.sampler_apart,
        retest=body.retest,
        retest_since=before.retest_since if before and kept else recorded.entry.recorded_at,
        approval=body.approval,
    )


@folds(parties.SeasonRecorded)
def season(_state: State, recorded: Recorded, body: parties.SeasonRecorded) -> Iterable[Row]:
    """The latest days of a season count."""
    yield Season(
        organisation=recorded.entry.org,
        crop=body.crop,
        name=body.name,
        begins=body.valid_from,
        ends=body.valid_to,
        act=recorded.hash,
    )


@folds(parties.SchemeCertificateRecorded)
def scheme_certificate(
    state: State, recorded: Recorded, body: parties.SchemeCertificateRecorded
) -> Iterable[Change]:
    """The latest entry about a certificate counts; whom it no longer lists is gone."""
    yield SchemeCertificate(
        id=body.certificate,
        organisation=recorded.entry.org,
        scheme=body.scheme,
        number=body.number,
        holder=body.holder,
        certifier=body.certifier,
        claims=body.claims,
        products=body.products,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        suspended_on=body.suspended_on,
        document=body.document.hash if body.document else None,
        listed=body.listed,
        control_body=body.control_body,
        address=body.address,
        act=recorded.hash,
    )
    known = {one.member: one for one in state.where(SchemeMember, "certificate", body.certificate)}
    members = set(body.members or ())
    for member in sorted(known.keys() - members):
        yield Gone(known[member])
    for member in sorted(members - known.keys()):
        yield SchemeMember(certificate=body.certificate, member=member)
