"""The steps of a lot's custody: how beans arrived, what was done, what left."""

from collections.abc import Iterable

from acopio.documents.facts import (
    Step,
)
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import DeliveryLine, Flow, Lot
from acopio.domain.rows.quality import Sample
from acopio.domain.rows.reports import Confirmation, Report
from acopio.services.gathering import UNKNOWN, Gathered, name_of
from acopio.storage.reader import Reader, values


def arrivals(known: Gathered, lines: dict[str, DeliveryLine]) -> Iterable[Step]:
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


def between(known: Gathered) -> list[Step]:
    """Return what happened between arrival and this lot, in order of time."""
    steps = [*_processing(known), *_moves(known)]
    return sorted(steps, key=lambda one: (one.first_day, one.last_day))


def _moves(known: Gathered) -> Iterable[Step]:
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
        received_g = sum((line.received_g or 0) + line.returned_g for line in listed)
        yield Step(
            kind="dispatch",
            first_day=dispatch.day,
            last_day=dispatch.answered_on or dispatch.day,
            where=target.name if target else name_of(known, dispatch.to_organisation),
            in_g=sent_g,
            out_g=received_g if answered else None,
            difference_g=sent_g - received_g if answered else None,
            detail=dispatch.number,
            reported=dispatch.state == "reported",
        )


def _processing(known: Gathered) -> list[Step]:
    """Return one line for each batch, blend and split."""
    flows: dict[str, list[Flow]] = {}
    for flow in known.flows:
        flows.setdefault(flow.step, []).append(flow)
    children = {edge[1]: known.lots[edge[0]] for edge in known.edges}
    return [_step(known, step, child, flows[step]) for step, child in children.items()]


def _step(known: Gathered, step: str, child: Lot, flows: list[Flow]) -> Step:
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


def departures(reader: Reader, known: Gathered) -> Iterable[Step]:
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
    signed = {row.dispatch: row for row in reader.among(Confirmation, "dispatch", dispatches)}
    for line in sorted(lines, key=lambda one: (dispatches[one.dispatch].day, one.dispatch)):
        yield from _journey(known, line, dispatches[line.dispatch], signed.get(line.dispatch))
    yield from reports(reader, known, [lot.code, *dispatches])


def _journey(
    known: Gathered, line: DispatchLine, dispatch: Dispatch, signed: Confirmation | None
) -> Iterable[Step]:
    """Yield a departure, what was said of its arrival, and what the receiver confirmed."""
    receiver = name_of(known, dispatch.to_organisation)
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
    came_g = line.received_g if signed is None else line.reported_g
    day = dispatch.answered_on or dispatch.day
    sent_g = line.sent_g - line.returned_g
    if came_g is not None:
        yield Step(
            kind="receipt",
            first_day=day,
            last_day=day,
            where=receiver,
            in_g=came_g,
            out_g=None,
            difference_g=sent_g - came_g,
            detail=line.outcome or "" if signed is None else _outcome(sent_g, came_g),
            reported=signed is not None or dispatch.state == "reported",
        )
    if signed is not None:
        yield Step(
            kind="confirmation",
            first_day=signed.day,
            last_day=signed.day,
            where=receiver,
            in_g=line.received_g,
            out_g=None,
            difference_g=sent_g - (line.received_g or 0),
            detail=line.outcome or "",
        )


def _outcome(sent_g: int, came_g: int) -> str:
    if came_g == 0:
        return "refused"
    return "as-sent" if came_g == sent_g else "short" if came_g < sent_g else "over"


def reports(reader: Reader, known: Gathered, about: list[str]) -> Iterable[Step]:
    """Yield what outside organisations are reported to have done with the lot."""
    lot = known.lot.code
    rows = [
        row
        for row in reader.among(Report, "about", about)
        if not row.lots or any(code == lot for code, _, _ in row.lots)
    ]
    for row in sorted(rows, key=lambda one: (one.day, one.number)):
        grams = sum(mass for code, mass, _ in row.lots if code == lot)
        yield Step(
            kind="report",
            first_day=row.day,
            last_day=row.day,
            where=name_of(known, row.reporter),
            in_g=grams or None,
            out_g=None,
            difference_g=None,
            detail=row.what,
            reported=True,
        )
