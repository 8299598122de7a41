"""Folding samples, inspections, decisions, holds and reported results."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from acopio.domain.entries import quality as kinds
from acopio.domain.entries.fields import Part
from acopio.domain.fold.batches import flow
from acopio.domain.fold.parties import credential_held
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.fold.sacks import settled, taken_out
from acopio.domain.rows.base import Row
from acopio.domain.rows.lots import Batch, Lot
from acopio.domain.rows.quality import Decision, Hold, Inspection, Reported, Sample
from acopio.domain.state import State


@folds(kinds.SampleDrawn)
def sampled(state: State, recorded: Recorded, body: kinds.SampleDrawn) -> Iterable[Row]:
    """The sample takes its mass along."""
    yield Sample(
        id=body.sample,
        organisation=recorded.entry.org,
        number=body.number,
        purpose=body.purpose,
        lot=body.lot,
        batch=body.batch,
        mass_g=body.mass_g,
        seals=body.seals,
        drawn_by=body.drawn_by,
        blind=body.blind,
        day=recorded.day,
        latest=recorded.hash,
        portions=tuple(
            (one.name, one.mass_g, one.seal, one.kept_at, one.kept_until) for one in body.portions
        ),
        opened_sacks=sum(last - first + 1 for _lot, first, last in body.sacks),
        of_sacks=body.of_sacks,
        plan=body.plan,
        drawn_by_outside=body.drawn_by_outside,
    )
    if body.batch is not None:
        yield replace(state.get(Batch, body.batch), latest=recorded.hash)
    if body.lot is not None:
        lot = state.get(Lot, body.lot)
        left_g = lot.left_g - body.mass_g
        packed_g, sacks = settled(state, lot, left_g)
        if body.sacks and left_g:
            packed_g, sacks = lot.packed_g - body.mass_g, taken_out(state, body.sacks, body.mass_g)
        yield from sacks
        yield replace(lot, left_g=left_g, packed_g=packed_g, latest=recorded.hash)
        if body.mass_g:
            part: Part = (body.lot, body.mass_g, "w")
            yield flow(recorded, body.sample, "loss", part, lot.counts, "sample")


@folds(kinds.InspectionSigned)
def inspected(state: State, recorded: Recorded, body: kinds.InspectionSigned) -> Iterable[Row]:
    """The result shown is the one that was signed; recomputing it is an audit."""
    signed: dict[str, Any] = msgspec.json.decode(body.signed)
    sample = state.get(Sample, body.sample)
    old = state.get(Inspection, body.supersedes) if body.supersedes is not None else None
    yield Inspection(
        id=body.inspection,
        organisation=recorded.entry.org,
        sample=body.sample,
        lot=body.lot,
        protocol=signed["protocol"],
        protocol_version=signed["version"],
        result=tuple(sorted(signed["result"].items())),
        working=tuple(signed["working"]),
        inspector=recorded.entry.by[0],
        standing=body.standing,
        key_home=body.key_home,
        drew_sample=sample.drawn_by in recorded.entry.by,
        day=recorded.day,
        latest=recorded.hash,
        act=recorded.hash,
        recorded_at=old.recorded_at if old else recorded.entry.recorded_at,
        signature=body.signature,
        supersedes=body.supersedes,
        # Who mends a disputed result does not end the dispute.
        disputed=old.disputed if old else None,
        disputed_by=old.disputed_by if old else None,
        disputed_at=old.disputed_at if old else None,
        panel=tuple(
            (one.staff, one.name, tuple(map(credential_held, one.credentials)))
            for one in body.panel
        ),
        credentials=tuple(map(credential_held, body.credentials)),
        blind=body.blind,
        portion=body.portion,
        laboratory=body.laboratory,
        body=body.body,
    )
    yield replace(sample, latest=recorded.hash)
    if body.lot is not None:
        yield replace(state.get(Lot, body.lot), latest=recorded.hash)
    if old is not None:
        yield replace(old, superseded=True, latest=recorded.hash)


@folds(kinds.InspectionDisputed)
def disputed(state: State, recorded: Recorded, body: kinds.InspectionDisputed) -> Iterable[Row]:
    """The result stands as it was signed; what counts is what the arbitration sample gives."""
    yield replace(
        state.get(Inspection, body.inspection),
        disputed=recorded.day,
        disputed_by=body.by,
        disputed_at=recorded.entry.recorded_at,
        latest=recorded.hash,
    )
    yield replace(state.get(Sample, body.sample), latest=recorded.hash)
    if body.lot is not None:
        yield replace(state.get(Lot, body.lot), latest=recorded.hash)


@folds(kinds.ResultReported)
def reported(state: State, recorded: Recorded, body: kinds.ResultReported) -> Iterable[Row]:
    """Printed by an outside body: shown, never enough for a certificate."""
    yield Reported(
        id=body.result,
        lot=body.lot,
        issuer=body.issuer,
        protocol=body.protocol,
        total=body.total,
        printed=body.printed,
        graded_on=body.graded_on,
        expires_on=body.expires_on,
        flags=body.flags,
        reporter=body.reporter,
        purpose=body.purpose,
    )
    yield replace(state.get(Lot, body.lot), latest=recorded.hash)


def _decision(
    recorded: Recorded,
    act: str,
    body: kinds.LotCertified | kinds.LotDowngraded | kinds.LotRejected,
) -> Decision:
    return Decision(
        id=recorded.entry.id,
        lot=body.lot,
        act=act,
        profile=body.profile,
        inspections=body.inspections,
        by_staff=recorded.entry.by[0],
        standing=getattr(body, "standing", None),
        reason=getattr(body, "reason", None),
        day=recorded.day,
        valid_to=getattr(body, "valid_to", None),
        leaf=recorded.hash,
        judged=tuple(
            ((lim.protocol, lim.field, lim.op, lim.value), one.found, one.met, one.inspections)
            for one in body.judged
            for lim in (one.limit,)
        ),
        retest=body.retest,
    )


def _without(profiles: tuple[str, ...], profile: str) -> tuple[str, ...]:
    return tuple(one for one in profiles if one != profile)


@folds(kinds.LotCertified)
def certified(state: State, recorded: Recorded, body: kinds.LotCertified) -> Iterable[Row]:
    """The lot is released for a profile."""
    lot = state.get(Lot, body.lot)
    yield _decision(recorded, "certified", body)
    yield replace(
        lot,
        certified=(*_without(lot.certified, body.profile), body.profile),
        rejected=_without(lot.rejected, body.profile),
        latest=recorded.hash,
    )


@folds(kinds.LotDowngraded)
def downgraded(state: State, recorded: Recorded, body: kinds.LotDowngraded) -> Iterable[Row]:
    """The lot has no longer passed the profile."""
    lot = state.get(Lot, body.lot)
    yield _decision(recorded, "downgraded", body)
    yield replace(
        lot,
        certified=_without(lot.certified, body.profile),
        rejected=(*_without(lot.rejected, body.profile), body.profile),
        latest=recorded.hash,
    )


@folds(kinds.LotRejected)
def rejected(state: State, recorded: Recorded, body: kinds.LotRejected) -> Iterable[Row]:
    """The lot failed a profile; another stays open to it."""
    lot = state.get(Lot, body.lot)
    yield _decision(recorded, "rejected", body)
    yield replace(
        lot,
        certified=_without(lot.certified, body.profile),
        rejected=(*_without(lot.rejected, body.profile), body.profile),
        latest=recorded.hash,
    )


def _hold(
    state: State, recorded: Recorded, kind: str, lot: str | None, batch: str | None,
    reason: str | None,
) -> Iterable[Row]:  # fmt: skip
    yield Hold(
        id=recorded.hash,
        organisation=recorded.entry.org,
        subject=lot or batch or "",
        kind=kind,
        reason=reason,
        day=recorded.day,
        lifted=None,
    )
    yield from _touched(state, recorded, lot, batch)


def _touched(state: State, recorded: Recorded, lot: str | None, batch: str | None) -> Iterable[Row]:
    if lot is not None:
        yield replace(state.get(Lot, lot), latest=recorded.hash)
    if batch is not None:
        yield replace(state.get(Batch, batch), latest=recorded.hash)


@folds(kinds.LotHeld)
def held(state: State, recorded: Recorded, body: kinds.LotHeld) -> Iterable[Row]:
    """What is held waits, with all made from it."""
    return _hold(state, recorded, "hold", body.lot, body.batch, body.reason)


@folds(kinds.LotRecalled)
def recalled(state: State, recorded: Recorded, body: kinds.LotRecalled) -> Iterable[Row]:
    """What is recalled comes back, with all made from it."""
    return _hold(state, recorded, "recall", body.lot, body.batch, body.reason)


@folds(kinds.LotLifted)
def lifted(state: State, recorded: Recorded, body: kinds.LotLifted) -> Iterable[Row]:
    """A hold ends."""
    yield replace(state.get(Hold, body.hold), lifted=recorded.day)
    yield from _touched(state, recorded, body.lot, body.batch)
