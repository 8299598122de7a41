"""Gathering what is known of a lot: origin with exact shares, custody, quality, sacks, balance."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.documents.facts import (
    Issuer,
    Judgement,
    LotFacts,
    Origin,
    Result,
    SackFacts,
    Step,
)
from acopio.domain.codes import sack_code
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Batch, DeliveryLine, Flow, Lot, Sack
from acopio.domain.rows.parties import Organisation, Place, Profile, Staff
from acopio.domain.rows.quality import Decision, Reported, Sample
from acopio.domain.shares import shares
from acopio.domain.state import NotFound
from acopio.services.inspecting import citable, split_from
from acopio.storage.lineage import Edge, open_holds
from acopio.storage.reader import Reader, values

UNKNOWN = "–"


@dataclass(slots=True)
class _Gathered:
    """Rows of a lot's ancestry, loaded in a few queries."""

    reader: Reader
    lot: Lot
    edges: list[Edge]
    lots: dict[str, Lot]
    batches: dict[str, Batch]
    flows: list[Flow]
    places: dict[str, Place]
    organisations: dict[str, Organisation]


def _gather(reader: Reader, lot: Lot) -> _Gathered:
    edges = reader.ancestry(lot.code)
    codes = {lot.code} | {edge[2] for edge in edges}
    lots = {row.code: row for row in reader.among(Lot, "code", codes)}
    steps = {edge[1] for edge in edges}
    return _Gathered(
        reader=reader,
        lot=lot,
        edges=edges,
        lots=lots,
        batches={row.id: row for row in reader.among(Batch, "id", steps)},
        flows=reader.among(Flow, "step", steps),
        places={row.id: row for row in reader.where(Place)},
        organisations={row.id: row for row in reader.where(Organisation)},
    )


def lot_facts(reader: Reader, code: str) -> LotFacts:
    """Return everything that may be shown of a lot.

    Raises:
        NotFound: there is no such lot.
    """
    lot = reader.one(Lot, code=code)
    if lot is None:
        raise NotFound(what="lot", given=code)
    known = _gather(reader, lot)
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
        holder=_name(known, lot.organisation),
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
        steps=(*_arrivals(known, lines), *_between(known), *_departures(reader, known)),
        results=tuple(_results(known)),
        judgements=tuple(_judgements(known, profiles)),
        sacks=tuple(_sacks(reader, lot)),
        balance=_balance(reader, lot),
        latest=lot.latest,
    )


def _name(known: _Gathered, organisation: str) -> str:
    row = known.organisations.get(organisation)
    return (row.name if row else None) or UNKNOWN


def _issuer(known: _Gathered) -> Issuer:
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


def _state(reader: Reader, known: _Gathered) -> str:
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
    known: _Gathered, by_origin: dict[str, int], lines: dict[str, DeliveryLine]
) -> Iterable[Origin]:
    """Group origins by producer group, or by how the lot began."""
    grouped: dict[tuple[str, str | None], list[str]] = {}
    for code in by_origin:
        line = lines.get(code)
        lot = known.lots[code]
        place = known.places.get(lot.place or (line.place if line else ""))
        group = _name(known, line.group_id) if line and line.group_id else ""
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


def _arrivals(known: _Gathered, lines: dict[str, DeliveryLine]) -> Iterable[Step]:
    """Yield one line for each place and way in which beans came in."""
    arrived: dict[tuple[str, str], list[Lot]] = {}
    produced = {edge[0] for edge in known.edges}
    for lot in known.lots.values():
        if lot.code not in produced:
            line = lines.get(lot.code)
            place = known.places.get((line.place if line else None) or lot.place or "")
            arrived.setdefault((lot.born, place.name if place else UNKNOWN), []).append(lot)
    for (born, where), listed in sorted(arrived.items()):
        days = sorted(lot.day for lot in listed)
        yield Step(
            kind=born,
            first_day=days[0],
            last_day=days[-1],
            where=where,
            in_g=None,
            out_g=sum(lot.made_g for lot in listed),
            difference_g=None,
            detail=str(len(listed)),
        )


def _between(known: _Gathered) -> list[Step]:
    """Return what happened between arrival and this lot, in order of time."""
    steps = [*_processing(known), *_moves(known)]
    return sorted(steps, key=lambda one: (one.first_day, one.last_day))


def _moves(known: _Gathered) -> Iterable[Step]:
    """Yield one line for each dispatch that earlier lots travelled in."""
    earlier = known.lots.keys() - {known.lot.code}
    lines = known.reader.among(DispatchLine, "lot", earlier)
    together: dict[str, list[DispatchLine]] = {}
    for line in lines:
        together.setdefault(line.dispatch, []).append(line)
    for dispatch in known.reader.among(Dispatch, "id", together):
        listed = together[dispatch.id]
        target = known.places.get(dispatch.to_place or "")
        answered = all(line.received_g is not None for line in listed)
        sent_g = sum(line.sent_g for line in listed)
        received_g = sum(line.received_g or 0 for line in listed)
        yield Step(
            kind="dispatch",
            first_day=dispatch.day,
            last_day=dispatch.answered_on or dispatch.day,
            where=target.name if target else _name(known, dispatch.to_organisation),
            in_g=sent_g,
            out_g=received_g if answered else None,
            difference_g=sent_g - received_g if answered else None,
            detail=dispatch.number,
            reported=dispatch.state == "reported",
        )


def _processing(known: _Gathered) -> list[Step]:
    """Return one line for each batch, blend and split."""
    flows: dict[str, list[Flow]] = {}
    for flow in known.flows:
        flows.setdefault(flow.step, []).append(flow)
    children = {edge[1]: known.lots[edge[0]] for edge in known.edges}
    return [_step(known, step, child, flows[step]) for step, child in children.items()]


def _step(known: _Gathered, step: str, child: Lot, flows: list[Flow]) -> Step:
    batch = known.batches.get(step)
    grams = {way: sum(f.grams for f in flows if f.way == way) for way in ("in", "out", "loss")}
    if batch is not None:
        first, last, kind = batch.opened_on, batch.closed_on or batch.opened_on, batch.kind
        where, settled = batch.vessel, batch.state == "closed"
    else:
        place = known.places.get(child.place or "")
        first, last, kind = child.day, child.day, child.born
        where, settled = (place.name if place else None), True
    return Step(
        kind=kind,
        first_day=first,
        last_day=last,
        where=where or UNKNOWN,
        in_g=grams["in"],
        out_g=grams["out"],
        difference_g=grams["loss"] if settled else None,
    )


def _departures(reader: Reader, known: _Gathered) -> Iterable[Step]:
    """Yield samples drawn from the lot, dispatches of it, and what was said of their arrival."""
    lot = known.lot
    for sample in reader.where(Sample, lot=lot.code):
        yield Step(
            kind="sample",
            first_day=sample.day,
            last_day=sample.day,
            where=sample.number,
            in_g=sample.mass_g,
            out_g=None,
            difference_g=None,
            detail=sample.purpose,
        )
    lines = reader.where(DispatchLine, lot=lot.code)
    dispatches = {row.id: row for row in reader.among(Dispatch, "id", values(lines, "dispatch"))}
    for line in lines:
        dispatch = dispatches[line.dispatch]
        receiver = _name(known, dispatch.to_organisation)
        yield Step(
            kind="dispatch",
            first_day=dispatch.day,
            last_day=dispatch.day,
            where=receiver,
            in_g=None,
            out_g=line.sent_g,
            difference_g=None,
            detail=dispatch.number,
        )
        if line.outcome is not None:
            yield Step(
                kind="receipt",
                first_day=dispatch.answered_on or dispatch.day,
                last_day=dispatch.answered_on or dispatch.day,
                where=receiver,
                in_g=line.received_g,
                out_g=None,
                difference_g=line.sent_g - (line.received_g or 0),
                detail=line.outcome,
                reported=dispatch.state == "reported",
            )


def _results(known: _Gathered) -> Iterable[Result]:
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
            organisation=_name(known, one.organisation),
            standing=one.standing,
            key_home=one.key_home,
            drew_sample=one.drew_sample,
            sample=samples[one.sample].number if one.sample in samples else None,
            reported=False,
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
        )


def _roles(staff: Staff | None) -> str:
    """Return what somebody is, never who: a name is private."""
    return ", ".join(staff.roles) if staff else UNKNOWN


def _judgements(known: _Gathered, profiles: dict[str, Profile]) -> Iterable[Judgement]:
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
            limits=profile.limits if profile else (),
            by=_roles(person),
            organisation=_name(known, person.organisation) if person else None,
            standing=row.standing,
            day=row.day,
            valid_to=row.valid_to,
        )


def _sacks(reader: Reader, lot: Lot) -> Iterable[SackFacts]:
    rows = reader.where(Sack, lot=lot.code)
    packed = {row.code: row.sacks for row in reader.among(Lot, "code", values(rows, "packed_for"))}
    for row in rows:
        yield SackFacts(
            code=sack_code(row.packed_for, row.number),
            number=row.number,
            of=packed[row.packed_for],
            mass_g=row.mass_g,
            packed_on=row.packed_on,
            state=row.state,
            lot=row.lot,
        )


def _balance(reader: Reader, lot: Lot) -> tuple[tuple[str, int], ...]:
    """Return where every gram of the lot went: the parts add up to ``made``."""
    drawn = sum(flow.grams for flow in reader.where(Flow, lot=lot.code, way="in"))
    causes: dict[str, int] = {}
    for flow in reader.where(Flow, lot=lot.code, way="loss"):
        causes[flow.cause] = causes.get(flow.cause, 0) + flow.grams
    return (("made", lot.made_g), ("drawn", drawn), *sorted(causes.items()), ("left", lot.left_g))
