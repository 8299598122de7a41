"""The balance: what was there, what came in, what went out and why, what is left; to the gram.

Every gram is at a *spot*: in store, in a batch that is not closed, or on the way. A *movement*
takes grams from one spot to another, in from outside (no source) or out for a cause (no target). A
*boundary* is any set of spots: one lot, one batch, a place, a product, an organisation. What
crosses it is the balance's lines; what stays inside is not seen.

The closing stock is not what the movements say: it is what the rows hold now, less what moved after
the period. So ``difference`` compares two things that were kept apart, and has to be zero.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from acopio.domain.products import PRODUCTS
from acopio.domain.rows.lots import Batch
from acopio.domain.yields import Judged

Where = Literal["store", "batch", "way"]
Side = Literal["in", "out", "loss"]
BEFORE, DURING, AFTER = -1, 0, 1
ESTIMATED = ("e", "p")
"""``how`` of masses that nobody weighed."""
ORDER = (
    *("delivery", "opened", "bought", "received", "moved-in", "found", "made", "taken"),
    *("processed", "drawn", "given", "dispatched", "moved-out"),
    *("processing", "batch", "blend", "sample"),
)
"""In which order lines stand; causes not named here follow by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from ``first`` to ``last``, both inside; ``None`` is without end."""

    first: str | None = None
    last: str | None = None

    def when(self, day: str) -> int:
        """Say whether a day is before, during or after."""
        if self.first is not None and day < self.first:
            return BEFORE
        return AFTER if self.last is not None and day > self.last else DURING


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where grams can be. Beans on the way are still their sender's, at the place they left."""

    where: Where
    organisation: str
    place: str
    product: str
    lot: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Grams that went from one spot to another; a gain is a negative loss."""

    when: int
    grams: int
    source: Spot | None
    target: Spot | None
    cause: str = ""
    """How beans from outside came, or why they were lost."""
    estimated: bool = False
    count: int = 1
    """How many lots or flows it stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Grams that the rows say are at a spot now."""

    spot: Spot
    grams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """Which spots a balance is about; ``None`` asks nothing."""

    organisation: str | None = None
    place: str | None = None
    product: str | None = None
    crop: str | None = None
    lot: str | None = None
    step: str | None = None

    def holds(self, spot: Spot | None) -> bool:
        """Say whether a spot is inside."""
        if spot is None:
            return False
        return (
            self.organisation in (None, spot.organisation)
            and self.place in (None, spot.place)
            and self.product in (None, spot.product)
            and self.crop in (None, spot.product.split(".", maxsplit=1)[0])
            and self.lot in (None, spot.lot)
            and self.step in (None, spot.step)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Grams in store, in batches in progress and on the way."""

    store_g: int = 0
    batch_g: int = 0
    way_g: int = 0
    total_g: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One cause of what came in, went out or was lost."""

    side: Side
    cause: str
    product: str
    other: str
    """The product it came from or became; the organisation or place it came from or went to."""
    grams: int
    estimated_g: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Opening stock + in = out + losses + closing stock; ``difference`` is what is missing."""

    boundary: Boundary
    period: Period
    opening: Stock
    lines: tuple[Line, ...]
    closing: Stock
    difference: Stock
    in_g: int
    out_g: int
    loss_g: int

    def side(self, *sides: Side) -> tuple[Line, ...]:
        """Return the lines of these sides."""
        return tuple(line for line in self.lines if line.side in sides)

    @property
    def closed(self) -> bool:
        """Whether every gram is accounted for, of each kind of stock."""
        one = self.difference
        return not (one.store_g or one.batch_g or one.way_g)

    @property
    def empty(self) -> bool:
        """Whether there was nothing at all."""
        nothing = Stock()
        return self.closed and not self.lines and self.opening == self.closing == nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that does not add up: a finding, never hidden."""

    what: str
    """``store``, ``batch``, ``way``: the boundary's own; ``lot``, ``step``: one that does not
    close; ``negative``: a lot of less than nothing, by a correction; ``then``: less than nothing
    on a day, by the days that people gave, which is only a warning."""
    subject: str
    """Lot, step, place or product."""
    grams: int

    @property
    def is_warning(self) -> bool:
        """Whether no gram is missing, only the order of days is not right."""
        return self.what == "then"


def balance_of(
    boundary: Boundary, period: Period, movements: Iterable[Movement], held: Iterable[Held]
) -> Balance:
    """Return the balance of a boundary from all movements that touch it and all it holds now."""
    net: dict[tuple[int, str], int] = {}
    lines: dict[tuple[Side, str, str, str], list[int]] = {}
    for movement in movements:
        inside = boundary.holds(movement.source), boundary.holds(movement.target)
        for spot, sign in ((movement.source, -1), (movement.target, 1)):
            if spot is not None and boundary.holds(spot):
                key = (movement.when, spot.where)
                net[key] = net.get(key, 0) + sign * movement.grams
        if inside[0] != inside[1] and movement.when == DURING:
            line = lines.setdefault(_named(movement, coming=inside[1]), [0, 0, 0])
            line[0] += movement.grams
            line[1] += movement.grams if movement.estimated else 0
            line[2] += movement.count
    now: dict[str, int] = {}
    for one in held:
        if boundary.holds(one.spot):
            now[one.spot.where] = now.get(one.spot.where, 0) + one.grams
    opening, during, after = (_stock_at(net, when) for when in (BEFORE, DURING, AFTER))
    closing = _less(_stock_of(now), after)
    made = tuple(_line(*item) for item in sorted(lines.items(), key=lambda item: _rank(item[0])))
    return Balance(
        boundary=boundary,
        period=period,
        opening=opening,
        lines=made,
        closing=closing,
        difference=_less(_less(closing, opening), during),
        **{f"{side}_g": sum(one.grams for one in made if one.side == side)
           for side in ("in", "out", "loss")},
    )  # fmt: skip


def _line(key: tuple[Side, str, str, str], sums: list[int]) -> Line:
    side, cause, product, other = key
    grams, estimated_g, count = sums
    return Line(
        side=side,
        cause=cause,
        product=product,
        other=other,
        grams=grams,
        estimated_g=estimated_g,
        count=count,
    )


def _rank(key: tuple[Side, str, str, str]) -> tuple[int, int, str, tuple[str, int, str], str]:
    side, cause, name, other = key
    place = ORDER.index(cause) if cause in ORDER else len(ORDER)
    return ("in", "out", "loss").index(side), place, cause, by_form(name), other


def by_form(name: str) -> tuple[str, int, str]:
    """Return what puts products in order: crop, how far processed, by-products behind."""
    known = PRODUCTS.get(name)
    return (known.crop, 2 * known.form + known.by_product, name) if known else (name, 0, name)


def _stock_of(grams: dict[str, int]) -> Stock:
    store_g, batch_g, way_g = (grams.get(where, 0) for where in ("store", "batch", "way"))
    return Stock(store_g=store_g, batch_g=batch_g, way_g=way_g, total_g=store_g + batch_g + way_g)


def _stock_at(net: dict[tuple[int, str], int], when: int) -> Stock:
    return _stock_of({where: grams for (moment, where), grams in net.items() if moment == when})


def _less(one: Stock, other: Stock) -> Stock:
    return Stock(
        store_g=one.store_g - other.store_g,
        batch_g=one.batch_g - other.batch_g,
        way_g=one.way_g - other.way_g,
        total_g=one.total_g - other.total_g,
    )


def _named(movement: Movement, *, coming: bool) -> tuple[Side, str, str, str]:
    """Return side, cause, product inside the boundary, and what is on its other side."""
    source, target = movement.source, movement.target
    if source is not None and target is not None:
        here, there = (target, source) if coming else (source, target)
        cause, other = _crossing(here, there, source, coming=coming)
        return "in" if coming else "out", cause, here.product, other
    product = next(spot.product for spot in (source, target) if spot is not None)
    return "in" if source is None else "loss", movement.cause, product, ""


def _crossing(here: Spot, there: Spot, source: Spot, *, coming: bool) -> tuple[str, str]:
    """Return what beans do that cross from one spot to another, and what matters of the other."""
    if here.product != there.product:
        return "processed", there.product
    if "batch" not in {here.where, there.where}:
        if here.organisation != there.organisation:
            return "received" if coming else "dispatched", there.organisation
        return "moved-in" if coming else "moved-out", there.place
    if source.where == "store":
        return "taken" if coming else "drawn", ""
    return "made" if coming else "given", ""


def parts_of(
    whole: Boundary, by: Literal["product", "place"], movements: Iterable[Movement]
) -> Iterator[Boundary]:
    """Yield a boundary for each product, or place, that the whole has anything to do with."""
    spots = (spot for one in movements for spot in (one.source, one.target))
    found = {getattr(spot, by) for spot in spots if spot and whole.holds(spot)}
    for value in sorted(found, key=by_form):
        yield replace(whole, place=value) if by == "place" else replace(whole, product=value)


def gaps_of(balance: Balance, subject: str) -> Iterator[Gap]:
    """Yield what does not add up in a balance, and stock of less than nothing."""
    for where in ("store", "batch", "way"):
        if grams := getattr(balance.difference, f"{where}_g"):
            yield Gap(what=where, subject=subject, grams=grams)
        for stock in (balance.opening, balance.closing):
            if (grams := getattr(stock, f"{where}_g")) < 0:
                yield Gap(what="then", subject=subject, grams=grams)


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What a batch gave for what it took: a conversion beside its loss."""

    batch: str
    vessel: str | None
    kind: str
    place: str
    opened_on: str
    closed_on: str | None
    source: str
    product: str
    taken_g: int
    given_g: int
    loss_g: int
    inside_g: int
    """Still in the batch."""
    percent: str | None
    """Given of taken, one decimal; none while nothing came out or went in."""
    band: tuple[str, str] | None
    """Plausible per cent, lowest and highest, where there is a band."""
    plausible: bool | None
    estimated: bool
    """Nothing that came out was weighed: what passed on is a reckoning, and so is the loss."""


def is_estimated(batch: Batch) -> bool:
    """Say whether all that came out passed on unweighed: then its loss is a reckoning too."""
    return batch.given_g > 0 and batch.weighed_g == 0


def yield_of(batch: Batch, judged: Judged) -> Yield:
    """Return what a batch gave, as its closing judged it: never another verdict than that."""
    estimated = is_estimated(batch)
    # A band from nothing on says nothing, and what passed on is judged at the next scale; what
    # closing found to be outside is told all the same.
    band = judged.band if batch.taken_g else None
    if band is not None and judged.inside and (estimated or band[0] == 0):
        band = None
    plausible = judged.inside if band is not None and batch.state == "closed" else None
    return Yield(
        batch=batch.id,
        vessel=batch.vessel,
        kind=batch.kind,
        place=batch.place,
        opened_on=batch.opened_on,
        closed_on=batch.closed_on,
        source=batch.source or batch.product,
        product=batch.product,
        taken_g=batch.taken_g,
        given_g=batch.given_g,
        loss_g=batch.loss_g,
        inside_g=batch.taken_g - batch.given_g - batch.loss_g,
        percent=percent(batch.given_g, batch.taken_g) if batch.taken_g and batch.given_g else None,
        band=(percent(band[0], 1000), percent(band[1], 1000)) if band is not None else None,
        plausible=plausible,
        estimated=estimated,
    )


def percent(part: int, whole: int) -> str:
    """Return a share of a hundred with one decimal, half up: ``39.2``."""
    return str((Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP))
