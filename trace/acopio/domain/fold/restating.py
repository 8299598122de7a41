"""What a correction makes of all that followed: masses, losses and claims along the flow graph.

What was weighed stands, what was counted stands, and so does what another organisation accepted.
Restated are *all that was left* and *an estimated part* of a lot, estimated lots that passed on
unweighed, the losses of steps, and the claims that mixing left. Without a correction before it,
restating changes nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from acopio.domain.fold.graph import Node
from acopio.domain.masses import share_out
from acopio.domain.rows.lots import MOVED, Batch, Count, Flow, Lot
from acopio.domain.state import Change, Gone, State


def restate(state: State, nodes: Iterable[Node]) -> Iterator[Change]:
    """Yield what changes in lots and steps, each after what it came from; ``state`` takes it in."""
    for node in nodes:
        for change in list(_lot(state, node.id) if node.is_lot else _step(state, node.id)):
            row = change.row if isinstance(change, Gone) else change
            if isinstance(change, Gone) or state.find(type(row), row.key()) != row:
                state.put([change])
                yield change


def _lot(state: State, code: str) -> Iterator[Change]:
    """Yield the draws and counts of a lot, segment by segment, and what is left of it."""
    lot = state.find(Lot, code)
    if lot is None:
        return
    flows = sorted(state.where(Flow, "lot", code), key=lambda flow: (flow.step, flow.act))
    counts = {count.number: count for count in state.where(Count, "lot", code)}
    has, said = lot.made_g, lot.said_g
    for segment in range(lot.counts + 1):
        count = counts.get(segment + 1)
        draws = [
            flow
            for flow in flows
            if flow.segment == segment and flow.way != "out" and not _books(count, flow)
        ]
        restated = _draws(has, said, draws)
        yield from restated
        has -= sum(flow.grams for flow in restated)
        if count is None:
            break
        if count.cause == MOVED:  # nobody weighed it: it has what it had
            yield replace(count, book_g=has, counted_g=has)
            said = count.said_g
            continue
        yield from _counted(state, count, has, segment)
        has, said = count.counted_g, count.said_g
    yield replace(lot, left_g=has)


def _books(count: Count | None, flow: Flow) -> bool:
    """Say whether a flow is the difference that a count found."""
    return (
        count is not None
        and flow.way == "loss"
        and flow.act == count.act
        and flow.step == count.step
    )


def _draws(has: int, said: int, draws: list[Flow]) -> list[Flow]:
    """Return what was drawn, in force.

    Weighed draws stand. Of a lot that was used up, all that was left and estimated parts share
    what the weighed draws leave, in proportion; else an estimated part stands.
    """
    rest = [flow for flow in draws if flow.how in {"a", "p"}]
    used_up = any(flow.how == "a" for flow in rest) or said == sum(flow.said_g for flow in draws)
    if not rest or not used_up:
        return [replace(flow, grams=flow.said_g) for flow in draws]
    weighed = sum(flow.said_g for flow in draws if flow.how not in {"a", "p"})
    parts = iter(share_out(max(has - weighed, 0), [flow.said_g for flow in rest]))
    return [
        replace(flow, grams=next(parts) if flow.how in {"a", "p"} else flow.said_g)
        for flow in draws
    ]


def _counted(state: State, count: Count, book_g: int, segment: int) -> Iterator[Change]:
    """Yield a count with the book as it now is, and the difference that it found."""
    yield replace(count, book_g=book_g)
    key = (count.step, "loss", count.lot, count.act)
    booked = state.find(Flow, key)
    difference = book_g - count.counted_g
    if difference:
        yield Flow(
            step=count.step, way="loss", lot=count.lot, act=count.act, grams=difference,
            said_g=booked.said_g if booked else difference, how="w", day=count.day,
            segment=segment, cause=count.cause,
        )  # fmt: skip
    elif booked:
        yield Gone(booked)


def _step(state: State, step: str) -> Iterator[Change]:
    """Yield what a step gives and loses after what it took was restated."""
    flows = state.where(Flow, "step", step)
    taken = [flow for flow in flows if flow.way == "in"]
    given = [flow for flow in flows if flow.way == "out"]
    batch = state.find(Batch, step)
    if batch is not None:
        yield from _batch(state, batch, taken, given)
        return
    made = [lot for flow in given if (lot := state.find(Lot, flow.lot)) is not None]
    if not made:
        return
    blend = made[0].born == "blend"
    for lot in made:
        claims = _kept(state, taken, lot.lost)
        yield lot if claims is None else replace(lot, claims=claims)
    if blend:
        difference = sum(flow.grams for flow in taken) - sum(flow.grams for flow in given)
        yield from _lost(state, step, made[0].act, made[0].day, difference, "blend")


def _batch(state: State, batch: Batch, taken: list[Flow], given: list[Flow]) -> Iterator[Change]:
    """Yield a batch, the lots that came out of it, and its loss once it is closed."""
    taken_g = sum(flow.grams for flow in taken)
    claims = _kept(state, taken, batch.lost)
    given_g = weighed_g = 0
    for flow in given:
        grams = flow.grams
        if flow.rate is not None:
            grams = taken_g * flow.rate[0] // flow.rate[1]
            yield replace(flow, grams=grams)
        else:
            weighed_g += grams
        given_g += grams
        if (lot := state.find(Lot, flow.lot)) is not None:
            kept = lot.claims if claims is None and taken else claims or ()
            yield replace(lot, made_g=grams, claims=kept)
    loss_g = taken_g - given_g if batch.closed_by else 0
    if batch.closed_by:
        yield from _lost(state, batch.id, batch.closed_by, batch.closed_on or "", loss_g, "batch")
    yield replace(
        batch,
        state="closed" if batch.closed_by else "giving" if given else "open",
        taken_g=taken_g,
        given_g=given_g,
        weighed_g=weighed_g,
        loss_g=loss_g,
        claims=batch.claims if claims is None and taken else claims,
        source=_product(state, taken) if taken else None,
        lost=batch.lost if taken else (),
    )


def _product(state: State, taken: list[Flow]) -> str | None:
    """Return the product of what a batch took."""
    lots = (state.find(Lot, flow.lot) for flow in taken)
    return next((lot.product for lot in lots if lot is not None), None)


def _kept(state: State, taken: list[Flow], lost: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the claims of everything taken, but those knowingly lost; ``None`` if not known."""
    lots = [state.find(Lot, flow.lot) for flow in taken]
    sets = [set(lot.claims) for lot in lots if lot is not None]
    if not sets or len(sets) < len(lots):
        return None
    return tuple(sorted(set.intersection(*sets) - set(lost)))


def _lost(state: State, step: str, act: str, day: str, grams: int, cause: str) -> Iterator[Change]:
    """Yield the loss of a whole step in force, or take back one that is none any more."""
    booked = state.find(Flow, (step, "loss", "", act))
    if grams:
        yield Flow(
            step=step, way="loss", lot="", act=act, grams=grams,
            said_g=booked.said_g if booked else grams, how="w", day=day, segment=0, cause=cause,
        )  # fmt: skip
    elif booked:
        yield Gone(booked)
