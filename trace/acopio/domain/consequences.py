"""What follows from a correction, in the figures people know: shown before it is appended."""

from collections.abc import Iterator
from dataclasses import dataclass

from acopio.domain.rows.base import Row
from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.lots import Batch, Count, DeliveryLine, Flow, Lot
from acopio.domain.state import State
from acopio.domain.yields import Judged, judge


@dataclass(frozen=True, slots=True)
class Consequence:
    """One figure that changes: of what, which, from how many grams to how many."""

    what: str
    """``made``, ``left``, ``taken``, ``given``, ``loss``, ``drawn``, ``difference``, ``paper`` …"""
    id: str
    """A lot code, a vessel, a certificate number."""
    before_g: int | None
    after_g: int | None
    before: str | None = None
    """Of a figure that is no mass: a yield in per cent, as printed."""
    after: str | None = None
    remark: str | None = None
    """A stable word for what a person must look at: ``outside-band``, ``negative``."""


def consequences(state: State) -> list[Consequence]:
    """Return every figure that differs from what was loaded, lots first in the order of codes."""
    found: list[Consequence] = []
    for kind in (Lot, Batch, Flow, Count, Certificate, DeliveryLine):
        keys = sorted({key for one, key in (state.changed | state.gone) if one is kind}, key=str)
        for key in keys:
            before = state.loaded.get((kind, key))
            after = state.find(kind, key)
            found += _differing(state, before, after)
    return found


def _differing(state: State, before: Row | None, after: Row | None) -> Iterator[Consequence]:
    row = after or before
    if isinstance(row, Lot):
        yield from _lot(before, after)
    elif isinstance(row, Batch) and isinstance(before, Batch) and isinstance(after, Batch):
        yield from _batch(state, before, after)
    elif isinstance(row, Count) and isinstance(before, Count) and isinstance(after, Count):
        old, new = before.book_g - before.counted_g, after.book_g - after.counted_g
        if old != new:
            yield Consequence("difference", after.lot, old, new)
    elif isinstance(row, Certificate) and isinstance(after, Certificate):
        yield Consequence("paper", after.number, None, None)


def _lot(before: Row | None, after: Row | None) -> Iterator[Consequence]:
    old = before if isinstance(before, Lot) else None
    new = after if isinstance(after, Lot) else None
    code = (new or old).code if new or old else ""  # type: ignore[union-attr]
    made = (old.made_g if old else None, new.made_g if new else None)
    left = (old.left_g if old else None, new.left_g if new else None)
    if made[0] != made[1]:
        yield Consequence("made", code, *made)
    if left[0] != left[1]:
        negative = new is not None and new.left_g < 0
        yield Consequence("left", code, *left, remark="negative" if negative else None)
    if old and new and old.claims != new.claims:
        for what, claims in (
            ("claims-lost", set(old.claims) - set(new.claims)),
            ("claims-gained", set(new.claims) - set(old.claims)),
        ):
            if claims:
                yield Consequence(what, code, None, None, remark=", ".join(sorted(claims)))


def _batch(state: State, before: Batch, after: Batch) -> Iterator[Consequence]:
    name = after.vessel or after.id
    figures = (("taken", "taken_g"), ("given", "given_g"), ("loss", "loss_g"))
    for what, field in figures:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Consequence(what, name, old, new)
    earlier = State()
    earlier.load(state.loaded.values())
    was, now = judge(earlier, before), judge(state, after)
    if now.beans_g and _percent(was) != _percent(now):
        remark = None if now.inside else "outside-band"
        yield Consequence("yield", name, None, None, _percent(was), _percent(now), remark)


def _percent(judged: Judged) -> str | None:
    """Return a yield of the weighed input in per cent, half up to one decimal."""
    if not judged.weighed_in_g:
        return None
    tenths = (judged.beans_g * 2000 + judged.weighed_in_g) // (2 * judged.weighed_in_g)
    return f"{tenths // 10}.{tenths % 10} %"
