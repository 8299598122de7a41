"""What a batch gave, judged against the beans that were weighed, also if unweighed in between.

Nobody weighs from box to dryer. What the dryer gives is therefore held against the wet beans that
went into the boxes before it: grams that passed on unweighed count as the input that stands behind
them, and the band is the one from their form to what came out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import ceil, floor

from acopio.domain.products import PRODUCTS, Band, chained, conversion
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.state import State

Behind = dict[tuple[str, ...], Fraction]
"""Grams that were weighed, by the forms that they had on the way: the first is the weighed one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The yield of a batch beside what is plausible."""

    weighed_in_g: int
    """Weighed grams behind everything that the batch took."""
    beans_g: int
    """Beans weighed out, of every quality: husk counts apart."""
    main_g: int
    """Of these the main product, without by-products."""
    band: tuple[int, int] | None
    """In thousandths of what the batch took; none while nothing weighed came of it."""
    inside: bool


def estimated(state: State, batch: str) -> list[tuple[Flow, Lot]]:
    """Return the unweighed lots that went into a batch."""
    found = [
        (flow, lot)
        for flow in state.where(Flow, "step", batch)
        if flow.way == "in" and (lot := state.find(Lot, flow.lot)) is not None
    ]
    return [(flow, lot) for flow, lot in found if lot.born == "passed"]


def behind(state: State, batch: Batch) -> Behind:
    """Return the weighed grams behind what a batch took; ``state`` holds the chain before it."""
    if batch.source is None:
        return {}
    unweighed = estimated(state, batch.id)
    plain = batch.taken_g - sum(flow.grams for flow, _ in unweighed)
    found: Behind = {(batch.source,): Fraction(plain)} if plain > 0 else {}
    for flow, lot in unweighed:
        before = state.get(Batch, lot.step)
        share = input_of(before, lot.product, flow.grams) / before.taken_g if before.taken_g else 0
        for forms, grams in behind(state, before).items():
            way = (*forms, lot.product)
            found[way] = found.get(way, Fraction(0)) + grams * share
    return found


def input_of(batch: Batch, product: str, grams: int) -> Fraction:
    """Return the grams of a batch's input that an unweighed output stands for."""
    return Fraction(grams * 1000, conversion(batch.source or product, product).usual)


def passed(state: State, batch: Batch) -> tuple[int, Fraction]:
    """Return what passed on unweighed: its grams, and the grams of input that it stands for."""
    lots = [lot for lot in state.where(Lot, "step", batch.id) if lot.born == "passed"]
    stands_for = (input_of(batch, lot.product, lot.made_g) for lot in lots)
    return sum(lot.made_g for lot in lots), sum(stands_for, Fraction(0))


def judge(state: State, batch: Batch) -> Judged:
    """Return the yield of a batch beside its band.

    What passed on unweighed is not judged here but at the next scale; less than a thousandth of
    the input that stays behind is the rounding of parts.
    """
    weighed = [lot for lot in state.where(Lot, "step", batch.id) if lot.born == "batch"]
    beans = [lot for lot in weighed if PRODUCTS[lot.product].beans]
    main = [lot for lot in beans if not PRODUCTS[lot.product].by_product]
    counted = beans if PRODUCTS[batch.product].beans else weighed
    passed_g, gone = passed(state, batch)
    entered = behind(state, batch)
    left = max(1 - gone / batch.taken_g, Fraction(0)) if batch.taken_g else Fraction(1)
    judged_g = sum(lot.made_g for lot in counted) + passed_g
    band = None
    if batch.source is not None and batch.taken_g and not (left * 1000 < 1 and not counted):
        forms = sorted({lot.product for lot in main}) or [batch.product]
        low, high = _expected(entered, left, forms)
        band = (
            floor((low + passed_g) * 1000 / batch.taken_g),
            ceil((high + passed_g) * 1000 / batch.taken_g),
        )
    inside = band is None or (band[0] * batch.taken_g <= judged_g * 1000 <= band[1] * batch.taken_g)
    return Judged(
        weighed_in_g=floor(sum(entered.values(), Fraction(0))),
        beans_g=sum(lot.made_g for lot in beans),
        main_g=sum(lot.made_g for lot in main),
        band=band,
        inside=inside,
    )


def _expected(entered: Behind, left: Fraction, forms: Iterable[str]) -> tuple[Fraction, Fraction]:
    """Return the least and the most grams that are plausible of what did not pass on."""
    low = high = Fraction(0)
    for way, grams in entered.items():
        bands = [band_along((*way, form)) for form in forms]
        low += grams * left * min(band.low for band in bands) / 1000
        high += grams * left * max(band.high for band in bands) / 1000
    return low, high


def band_along(forms: tuple[str, ...]) -> Band:
    """Return the band from the first form to the last: a known one, else that of the steps."""
    known = chained(forms[0], forms[-1])
    if known is not None:
        return known
    steps = [conversion(one, other) for one, other in pairwise(forms)]
    return reduce(_after, steps)


def _after(one: Band, other: Band) -> Band:
    """Return what two steps do, one after the other, rounded outwards."""
    return Band(
        usual=one.usual * other.usual // 1000,
        low=one.low * other.low // 1000,
        high=-(-one.high * other.high // 1000),
    )
