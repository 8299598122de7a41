"""Gathering what is known of a lot: origin with exact shares, custody, quality, sacks, balance."""

from collections.abc import Iterable

from acopio.documents.facts import (
    Issuer,
    Judgement,
    LotFacts,
    Origin,
    Result,
    SackFacts,
)
from acopio.domain.codes import sack_code
from acopio.domain.rows.labels import LabelRange, LabelVoid
from acopio.domain.rows.lots import DeliveryLine, Flow, Lot, Sack
from acopio.domain.rows.parties import Organisation, Profile, Staff
from acopio.domain.rows.quality import Decision, Reported, Sample
from acopio.domain.shares import shares
from acopio.domain.standing import Standings
from acopio.domain.state import NotFound
from acopio.services.custody_steps import arrivals, between, departures
from acopio.services.deciding import citable, split_from
from acopio.services.gathering import UNKNOWN, Gathered, gather, name_of
from acopio.storage.lineage import open_holds
from acopio.storage.reader import Reader, values


def lot_facts(reader: Reader, code: str) -> LotFacts:
    """Return everything that may be shown of a lot.

    Raises:
        NotFound: there is no such lot.
    """
    lot = reader.one(Lot, code=code)
    if lot is None:
        raise NotFound(what="lot", given=code)
    known = gather(reader, lot)
    mass_g = lot.made_g
    by_origin = shares(lot.code, mass_g, known.edges)
    lines = {row.lot: row for row in reader.among(DeliveryLine, "lot", by_origin)}
    place = known.places.get(lot.place or "")
    issuer = _issuer(known)
    profiles = {row.id: row for row in reader.where(Profile)}
    return LotFacts(
        code=lot.code,
        product=lot.product,
        issuer=issuer,
        holder=name_of(known, lot.organisation),
        place=place.name if place else None,
        district=place.district if place else None,
        born=lot.born,
        day=lot.day,
        season=lot.harvest or lot.day[:4],
        made_g=lot.made_g,
        left_g=lot.left_g,
        claims=lot.claims,
        country=lot.country or "PE",
        process=lot.process,
        state=_state(reader, known),
        certified=tuple(profiles[one].name for one in lot.certified if one in profiles),
        rejected=tuple(profiles[one].name for one in lot.rejected if one in profiles),
        origins=tuple(_origins(known, by_origin, lines)),
        families=len({row.household for row in lines.values() if row.household}),
        with_plots_g=sum(
            grams for one, grams in by_origin.items() if one in lines and lines[one].plots
        ),
        declared_g=sum(
            grams
            for one, grams in by_origin.items()
            if known.lots[one].born in {"opened", "bought"}
        ),
        steps=(*arrivals(known, lines), *between(known), *departures(reader, known)),
        results=tuple(_results(known)),
        judgements=tuple(_judgements(known, profiles)),
        sacks=tuple(_sacks(reader, lot)),
        balance=_balance(reader, lot),
        latest=lot.latest,
    )


def _issuer(known: Gathered) -> Issuer:
    """Return the organisation of ours whose prefix the lot's code carries."""
    prefix = known.lot.code[:3]
    row = next(
        (one for one in known.organisations.values() if one.ours and one.prefix == prefix), None
    )
    return _as_issuer(known.reader, row, prefix)


def issuer_of(reader: Reader, organisation: str) -> Issuer:
    """Return what papers say of an organisation of ours that issues them."""
    row = reader.one(Organisation, id=organisation)
    return _as_issuer(reader, row, (row.prefix if row else None) or "")


def _as_issuer(reader: Reader, row: Organisation | None, prefix: str) -> Issuer:
    log = reader.log_of(row.id) if row else None
    return Issuer(
        name=(row.name if row else None) or UNKNOWN,
        prefix=prefix,
        ruc=row.ruc if row else None,
        address=row.address if row else None,
        hosted_by=row.hosted_by if row else None,
        origin=log.origin if log else "",
    )


def _state(reader: Reader, known: Gathered) -> str:
    lot = known.lot
    if open_holds(reader.connection, [lot.code]):
        return "held"
    if lot.dispatch is not None:
        return "on-the-way"
    holder = known.organisations.get(lot.organisation)
    if holder is not None and not holder.ours:
        return "delivered"
    return "in-store" if lot.left_g else "used-up"


def _origins(
    known: Gathered, by_origin: dict[str, int], lines: dict[str, DeliveryLine]
) -> Iterable[Origin]:
    """Group origins by producer group, or by how the lot began."""
    grouped: dict[tuple[str, str | None], list[str]] = {}
    for code in by_origin:
        line = lines.get(code)
        lot = known.lots[code]
        place = known.places.get(lot.place or (line.place if line else ""))
        group = name_of(known, line.group_id) if line and line.group_id else ""
        key = (group or lot.born, place.district if place else None)
        grouped.setdefault(key, []).append(code)
    for (group, district), codes in sorted(grouped.items(), key=lambda item: str(item[0])):
        households = {lines[code].household for code in codes if code in lines}
        yield Origin(
            group=group,
            district=district,
            families=len(households - {None}),
            deliveries=len(codes),
            grams=sum(by_origin[code] for code in codes),
        )


def _results(known: Gathered) -> Iterable[Result]:
    reader, lot = known.reader, known.lot
    staff = {row.id: row for row in reader.where(Staff)}
    cited = citable(reader, lot)
    samples = {row.id: row for row in reader.among(Sample, "id", values(cited, "sample"))}
    for one in cited:
        yield Result(
            protocol=one.protocol,
            version=one.protocol_version,
            values=one.result,
            working=one.working,
            day=one.day,
            by=_roles(staff.get(one.inspector)),
            organisation=name_of(known, one.organisation),
            standing=one.standing,
            key_home=one.key_home,
            drew_sample=one.drew_sample,
            sample=samples[one.sample].number if one.sample in samples else None,
            reported=False,
            cuppers=len(one.panel),
            blind=one.blind,
            laboratory=one.laboratory,
            purpose=samples[one.sample].purpose if one.sample in samples else None,
            disputed=one.disputed,
        )
    codes = [one.code for one, _ in split_from(reader, lot)]
    for row in reader.where(Reported, lot=codes):
        yield Result(
            protocol=row.protocol,
            version=None,
            values=(*row.printed, *((("total", row.total),) if row.total else ())),
            working=(),
            day=row.graded_on,
            by=row.issuer,
            organisation=None,
            standing="outside",
            key_home=None,
            drew_sample=False,
            sample=None,
            reported=True,
            flags=row.flags,
            purpose=row.purpose,
        )


def _roles(staff: Staff | None) -> str:
    """Return what somebody is, never who: a name is private."""
    return ", ".join(staff.roles) if staff else UNKNOWN


def _judgements(known: Gathered, profiles: dict[str, Profile]) -> Iterable[Judgement]:
    """Yield the decisions on a lot, and those on the whole before it was split off."""
    reader, lot = known.reader, known.lot
    staff = {row.id: row for row in reader.where(Staff)}
    whole_lots = split_from(reader, lot)
    until = {one.code: split for one, split in whole_lots}
    rows = reader.where(Decision, lot=list(until))
    for row in sorted(rows, key=lambda one: one.id):
        split = until[row.lot]
        # Entry ids grow with time: what was decided on the whole after the split is not ours.
        if split is not None and row.id > split:
            continue
        profile, person = profiles.get(row.profile), staff.get(row.by_staff)
        yield Judgement(
            act=row.act,
            profile=profile.name if profile else row.profile,
            # What was judged then counts, whatever the profile asks for today.
            limits=tuple(limit for limit, *_ in row.judged) or (profile.limits if profile else ()),
            by=_roles(person),
            organisation=name_of(known, person.organisation) if person else None,
            standing=row.standing,
            day=row.day,
            valid_to=row.valid_to,
        )


def standings_of(reader: Reader, lot: str) -> Standings:
    """Return what the labels of a lot's sacks are worth."""
    return Standings(lot, reader.where(LabelRange, subject=lot), reader.where(LabelVoid, lot=lot))


def _sacks(reader: Reader, lot: Lot) -> Iterable[SackFacts]:
    rows = reader.where(Sack, lot=lot.code)
    packed = {row.code: row.sacks for row in reader.among(Lot, "code", values(rows, "packed_for"))}
    labels = {code: standings_of(reader, code) for code in packed}
    for row in rows:
        label = labels[row.packed_for].of(row.number)
        yield SackFacts(
            code=sack_code(row.packed_for, row.number),
            number=row.number,
            of=packed[row.packed_for],
            mass_g=row.mass_g,
            packed_on=row.packed_on,
            state=row.state,
            lot=row.lot,
            printing=label.printing,
            voided_on=label.day,
        )


def _balance(reader: Reader, lot: Lot) -> tuple[tuple[str, int], ...]:
    """Return where every gram of the lot went: the parts add up to ``made``."""
    drawn = sum(flow.grams for flow in reader.where(Flow, lot=lot.code, way="in"))
    causes: dict[str, int] = {}
    for flow in reader.where(Flow, lot=lot.code, way="loss"):
        causes[flow.cause] = causes.get(flow.cause, 0) + flow.grams
    return (("made", lot.made_g), ("drawn", drawn), *sorted(causes.items()), ("left", lot.left_g))
