"""Folding blends, splits, sacks, names and certificates."""

from collections.abc import Iterable
from dataclasses import replace

from acopio.domain.entries import lots as kinds
from acopio.domain.entries import paper
from acopio.domain.entries.fields import Part
from acopio.domain.fold.batches import drawn, flow, lost
from acopio.domain.fold.new_lot import new_lot
from acopio.domain.fold.recorded import Recorded
from acopio.domain.fold.registry import folds
from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Certificate, OtherName
from acopio.domain.rows.lots import Lot, Sack
from acopio.domain.state import State


@folds(kinds.LotBlended)
def blended(state: State, recorded: Recorded, body: kinds.LotBlended) -> Iterable[Row]:
    """Inputs = output + difference."""
    step = recorded.entry.id
    for part in body.inputs:
        yield from drawn(state, recorded, step, part)
    output: Part = (body.lot, body.output_g, "w")
    lot = new_lot(
        recorded,
        output,
        product=body.product,
        place=body.place,
        born="blend",
        step=step,
        claims=body.claims,
    )
    yield replace(lot, lost=body.lost)
    yield flow(recorded, step, "out", output)
    yield from lost(recorded, step, body.difference_g, "blend")


@folds(kinds.LotSplit)
def split(state: State, recorded: Recorded, body: kinds.LotSplit) -> Iterable[Row]:
    """Parts are lots of their own; what was decided about the whole holds for them."""
    step = recorded.entry.id
    whole = state.get(Lot, body.lot)
    moved: dict[str, int] = {}
    for new, packed_for, first, last in body.sacks:
        for number in range(first, last + 1):
            sack = state.get(Sack, (packed_for, number))
            moved[new] = moved.get(new, 0) + (sack.mass_g or 0)
            yield replace(sack, lot=new)
    taken = sum(grams for _, grams, _ in body.parts)
    for part in body.parts:
        code, grams, how = part
        yield replace(
            whole,
            code=code,
            born="split",
            step=step,
            day=recorded.day,
            made_g=grams,
            left_g=grams,
            how=how,
            sacks=0,
            packed_g=moved.get(code, 0),
            dispatch=None,
            latest=recorded.hash,
            act=recorded.hash,
            made_at=whole.place or "",
            said_g=grams,
            counts=0,
            lost=(),
        )
        yield flow(recorded, step, "out", part)
    yield flow(recorded, step, "in", (whole.code, taken, "w"), whole.counts)
    yield replace(
        whole,
        left_g=whole.left_g - taken,
        packed_g=whole.packed_g - sum(moved.values()),
        latest=recorded.hash,
    )


@folds(kinds.LotPacked)
def packed(state: State, recorded: Recorded, body: kinds.LotPacked) -> Iterable[Row]:
    """Sacks are numbered on from the last one; packing makes no lot."""
    lot = state.get(Lot, body.lot)
    for number, mass_g in enumerate(body.sacks, start=body.first):
        yield Sack(
            packed_for=lot.code,
            number=number,
            lot=lot.code,
            mass_g=mass_g,
            packed_on=recorded.day,
            state="reserved" if mass_g is None else "packed",
        )
    yield replace(
        lot,
        sacks=lot.sacks + len(body.sacks),
        packed_g=lot.packed_g + sum(mass_g or 0 for mass_g in body.sacks),
        latest=recorded.hash,
    )


@folds(kinds.NameGiven)
def named(_state: State, _recorded: Recorded, body: kinds.NameGiven) -> Iterable[Row]:
    """Any number of names, none unique."""
    yield OtherName(subject=body.subject, kind=body.kind, name=body.name)


@folds(paper.CertificateIssued)
def issued(_state: State, recorded: Recorded, body: paper.CertificateIssued) -> Iterable[Row]:
    """A certificate; the lot itself does not change."""
    yield Certificate(
        id=body.certificate,
        organisation=recorded.entry.org,
        number=body.number,
        lot=body.lot,
        about=body.about,
        language=body.language,
        day=recorded.day,
        entries=body.entries,
        history_root=body.history_root,
        leaf=recorded.hash,
        state="issued",
        latest=recorded.hash,
    )


@folds(paper.CertificateReplaced)
def replaced(state: State, recorded: Recorded, body: paper.CertificateReplaced) -> Iterable[Row]:
    """The old certificate says so."""
    certificate = state.get(Certificate, body.certificate)
    yield replace(certificate, state="replaced", latest=recorded.hash)


@folds(paper.CertificateRevoked)
def revoked(state: State, recorded: Recorded, body: paper.CertificateRevoked) -> Iterable[Row]:
    """The certificate is good no more."""
    certificate = state.get(Certificate, body.certificate)
    yield replace(certificate, state="revoked", latest=recorded.hash)
