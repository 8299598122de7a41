"""What a correction must not contradict, and when it asks for a second person."""

from dataclasses import dataclass
from math import floor

from acopio.domain.entries.fields import Body
from acopio.domain.entries.lots import LotCounted, LotSplit
from acopio.domain.entries.quality import SampleDrawn
from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rules.base import Context, DifferentProducts, NotEnoughMass, Subject, ours
from acopio.domain.rules.batches import ElsewhereInBatch
from acopio.domain.state import State
from acopio.domain.yields import behind
from acopio.errors import Refusal


@dataclass(eq=False)
class ContradictsWeighed(Refusal):
    """A correction after which more would have been weighed than went in."""

    code = "contradicts-weighed"
    what: str
    taken_g: int
    given_g: int


def check_added(state: State, context: Context, old: Body, new: Body) -> None:
    """Refuse lots that are said to have gone in too, and are not here to have done so.

    Raises:
        NotTheHolder, OnTheWay: it is in other hands.
        ElsewhereInBatch: it lies at another place.
    """
    before = {part[0] for part in getattr(old, "inputs", ())}
    batch = state.find(Batch, getattr(new, "batch", None))
    place = batch.place if batch is not None else getattr(new, "place", None)
    for code, _grams, _how in getattr(new, "inputs", ()):
        if code not in before and ours(state, code, context.actor).place != place:
            raise ElsewhereInBatch(
                lot=code, place=state.get(Lot, code).place or "", needed=place or ""
            )


def check_masses(state: State, tried: State, old: Body, new: Body) -> None:
    """Refuse a correction that what was weighed later contradicts.

    Raises:
        NotEnoughMass: the act draws more of a lot than it has.
        ContradictsWeighed: more came out of a step than went in.
        DifferentProducts: a step would have taken several products.
    """
    drawn = {part[0]: part[1] for part in getattr(old, "inputs", ())}
    for code, grams, _how in getattr(new, "inputs", ()):
        lot = tried.get(Lot, code)
        if lot.left_g < 0 and grams > drawn.get(code, 0):
            raise NotEnoughMass(lot=code, left_g=lot.left_g + grams, asked_g=grams)
    steps = {flow.step for flow in tried.where(Flow, "way", "in")}
    for step in sorted(steps):
        if _differs(state, tried, step):
            _check_step(tried, step)


def _differs(state: State, tried: State, step: str) -> bool:
    """Say whether a step took something else than before."""

    def took(where: State) -> list[tuple[str, int, str]]:
        flows = [flow for flow in where.where(Flow, "step", step) if flow.way == "in"]
        found = ((flow.lot, flow.grams, where.find(Lot, flow.lot)) for flow in flows)
        return sorted((lot, grams, row.product if row else "") for lot, grams, row in found)

    return took(state) != took(tried)


def _check_step(tried: State, step: str) -> None:
    flows = tried.where(Flow, "step", step)
    sources = {tried.get(Lot, flow.lot).product for flow in flows if flow.way == "in"}
    if len(sources) > 1:
        raise DifferentProducts(products=", ".join(sorted(sources)))
    taken = sum(flow.grams for flow in flows if flow.way == "in")
    given = sum(flow.grams for flow in flows if flow.way == "out" and flow.how != "e")
    batch = tried.find(Batch, step)
    if batch is not None:  # an estimate on the way may prove too light: the scale before it counts
        taken = floor(sum(behind(tried, batch).values()))
    if given * 100 > taken * 101:
        what = next(flow.lot for flow in flows if flow.way == "out")
        named = batch.vessel if batch is not None and batch.vessel else what
        raise ContradictsWeighed(what=named, taken_g=taken, given_g=given)


def check_seconds(state: State, context: Context, changes: tuple[tuple[Subject, str], ...]) -> None:
    """Ask for a second person where lots that follow are certified or have left.

    Raises:
        SecondPersonNeeded: there is only one.
    """
    for kind, key in changes:
        lot = state.find(Lot, key) if kind is Lot else None
        left = lot is not None and (
            lot.certified or lot.dispatch or lot.organisation != context.actor.organisation
        )
        if left or kind is Certificate:
            context.actor.require_second("certified-or-dispatched")


def weighed_by_sacks(state: State, old: Body, new: Body) -> bool:
    """Say whether a mass is what numbered sacks weigh: then the sacks are weighed again."""
    if isinstance(old, SampleDrawn):
        return moved_sacks(state, old)
    if isinstance(old, LotSplit) and isinstance(new, LotSplit):
        by_sacks = {code for code, *_ in old.sacks}
        return any(part not in new.parts for part in old.parts if part[0] in by_sacks)
    return False


def moved_sacks(state: State, old: Body) -> bool:
    """Say whether an act shared out what it found among the sacks of a lot."""
    counts = isinstance(old, LotCounted | SampleDrawn)
    weighed = [getattr(old, "lot", None)] if counts else []
    weighed += [answer.lot for answer in getattr(old, "answers", ())]
    rows = (state.find(Lot, code) for code in weighed)
    return any(row is not None and row.packed_g for row in rows)
