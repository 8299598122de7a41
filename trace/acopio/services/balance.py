"""The balance of a lot, a batch, a place, a product, a season or everything; stock on any day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from acopio.documents.balance_facts import BalanceReport, StockReport
from acopio.domain.balance import (
    AFTER,
    Balance,
    Boundary,
    Gap,
    Held,
    Movement,
    Period,
    Spot,
    Yield,
    balance_of,
    by_form,
    gaps_of,
    parts_of,
    yield_of,
)
from acopio.domain.movements import from_rows, from_tally, held_by_batch, stock_of
from acopio.domain.products import product
from acopio.domain.rows.lots import Batch, Flow, Lot
from acopio.domain.rows.parties import Organisation, Place, Season
from acopio.domain.state import State
from acopio.domain.times import day_of, parse_occurred
from acopio.domain.yields import judge
from acopio.errors import Refusal
from acopio.services.find import Finder, SeveralMatch
from acopio.services.node import Node
from acopio.storage import balances
from acopio.storage.reader import Reader
from acopio.storage.vessels import unweighed_before


@dataclass(eq=False)
class PeriodReversed(Refusal):
    """A period that ends before it begins."""

    code = "period-reversed"
    first: str
    last: str


@dataclass(eq=False)
class SeasonUnknown(Refusal):
    """Words that are no season: neither a year nor one that was recorded."""

    code = "season-unknown"
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceWords:
    """What somebody asks the balance of; nothing means everything, always."""

    lot: str | None = None
    batch: str | None = None
    place: str | None = None
    product: str | None = None
    season: str | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A boundary, the movements and stock that its balance is made from, and its batches."""

    about: str
    subject: str
    boundary: Boundary
    movements: list[Movement]
    held: list[Held]
    batches: list[Batch]
    gaps: list[Gap]


def balance(node: Node, organisation: str, words: BalanceWords) -> BalanceReport:
    """Return the balance that was asked for.

    Raises:
        NotFound, SeveralMatch, UnknownCode, UnknownProduct, TimeUnreadable, PeriodReversed,
        SeasonUnknown.
    """
    now = node.now()
    with node.reading() as reader:
        find = Finder(reader, organisation)
        period, crop = _period(find, words, now)
        names = _names(reader)
        if words.lot:
            asked = _of_lot(reader, find.lot(words.lot), period, organisation)
        elif words.batch:
            asked = _of_batch(reader, find.batch(words.batch), period)
        else:
            boundary = Boundary(
                organisation=organisation,
                place=find.place(words.place).id if words.place else None,
                product=product(words.product).id if words.product else None,
                crop=crop,
            )
            asked = _of_organisation(reader, boundary, period, names.get(organisation, ""))
        yields = tuple(_yields(asked, reader))
    whole = balance_of(asked.boundary, period, asked.movements, asked.held)
    by_product = tuple(_parts(asked, period, "product"))
    by_place = tuple(_parts(asked, period, "place"))
    gaps = [*gaps_of(whole, asked.subject), *asked.gaps]
    for part in (*by_product, *by_place):
        gaps += gaps_of(part, part.boundary.place or part.boundary.product or "")
    names |= {one.id: one.vessel or names.get(one.place, one.id) for one in asked.batches}
    return BalanceReport(
        organisation=names.get(organisation, organisation),
        day=node.today(),
        about=asked.about,
        subject=asked.subject,
        whole=whole,
        by_product=by_product,
        by_place=by_place,
        batches=yields,
        gaps=tuple(dict.fromkeys(gaps)),
        names=names,
    )


def _parts(asked: _Asked, period: Period, by: Literal["product", "place"]) -> Iterator[Balance]:
    """Yield the balance of each product, or place, that the whole has anything to do with."""
    if asked.about != "organisation":
        return
    held = (
        Movement(when=AFTER, grams=one.grams, source=None, target=one.spot) for one in asked.held
    )
    for part in parts_of(asked.boundary, by, [*asked.movements, *held]):
        one = balance_of(part, period, asked.movements, asked.held)
        if not one.empty:
            yield one


def _of_organisation(reader: Reader, boundary: Boundary, period: Period, name: str) -> _Asked:
    connection, organisation = reader.connection, boundary.organisation or ""
    movements, held = from_rows(balances.travelled(connection, organisation), period)
    movements += map(from_tally, balances.tallies(connection, organisation, period))
    return _Asked(
        about="organisation",
        subject=name,
        boundary=boundary,
        movements=movements,
        held=[*held, *balances.held(connection, organisation)],
        batches=balances.batches_of(connection, organisation, period),
        gaps=balances.unbalanced(connection, organisation),
    )


def _of_lot(reader: Reader, lot: Lot, period: Period, organisation: str) -> _Asked:
    """Return a lot as long as it was in our hands; one that never was, in its holder's."""
    movements, held = from_rows(balances.lots_followed(reader.connection, [lot.code]), period)
    spots = [spot for one in movements for spot in (one.source, one.target) if spot is not None]
    ours = any(spot.organisation == organisation for spot in spots)
    boundary = Boundary(lot=lot.code, organisation=organisation if ours else lot.organisation)
    return _Asked("lot", lot.code, boundary, movements, held, [], [])


def _of_batch(reader: Reader, batch: Batch, period: Period) -> _Asked:
    flows = reader.where(Flow, step=batch.id)
    rows = balances.lots_followed(reader.connection, [flow.lot for flow in flows])
    losses = tuple(flow for flow in flows if flow.way == "loss" and not flow.lot)
    rows = replace(rows, flows=(*rows.flows, *losses), batches=(*rows.batches, batch))
    movements, held = from_rows(rows, period)
    held = [*held, held_by_batch(batch)]
    name = batch.vessel or batch.id
    return _Asked("batch", name, Boundary(step=batch.id), movements, held, [batch], [])


def _yields(asked: _Asked, reader: Reader) -> Iterator[Yield]:
    """Yield the batches that took, or made, what the boundary is about."""
    state = State()
    before = unweighed_before(reader.connection, [batch.id for batch in asked.batches])
    state.load([*asked.batches, *before])
    for batch in asked.batches:
        one = yield_of(batch, judge(state, batch))
        took = Spot(where="batch", organisation=batch.organisation, place=batch.place,
                    product=one.source, step=batch.id)  # fmt: skip
        gave = replace(took, product=one.product)
        if asked.boundary.holds(took) or asked.boundary.holds(gave):
            yield one


def _names(reader: Reader) -> dict[str, str]:
    organisations = {row.id: row.name or row.id for row in reader.where(Organisation)}
    return organisations | {row.id: row.name for row in reader.where(Place)}


def _day(text: str | None, now: datetime) -> str | None:
    """Return the day that people mean; a period may end in the future."""
    return day_of(parse_occurred(text, now, clock_wrong=True)) if text else None


def _period(find: Finder, asked: BalanceWords, now: datetime) -> tuple[Period, str | None]:
    """Return the days that are asked about, and the crop if a season says which."""
    first, last = _day(asked.first, now), _day(asked.last, now)
    crop = None
    if asked.season:
        first, last, crop = _season(find, asked.season, asked.product)
    if first and last and last < first:
        raise PeriodReversed(first=first, last=last)
    return Period(first=first, last=last), crop


def _season(find: Finder, text: str, asked: str | None) -> tuple[str, str, str | None]:
    """Return first day, last day and crop of a season: by its name, or a calendar year.

    Cacao and coffee may have a season of one name: then its crop is said too (``cacao 2026``),
    or the product is asked for; seasons of the same days are taken together.

    Raises:
        SeasonUnknown, SeveralMatch.
    """
    said = text.strip().casefold()
    crop = product(asked).crop if asked else None
    found = [
        one
        for one in find.reader.where(Season, organisation=find.organisation)
        if said in {one.name.casefold(), f"{one.crop} {one.name}".casefold()}
        and crop in (None, one.crop)
    ]
    days = {(one.begins, one.ends) for one in found}
    if len(days) > 1:
        matches = ", ".join(f"{one.crop} {one.name}" for one in found)
        raise SeveralMatch(what="season", given=text, matches=matches)
    if found:
        return *days.pop(), found[0].crop if len(found) == 1 else None
    if not (said.isascii() and said.isdigit() and len(said) == 4):
        raise SeasonUnknown(given=text)
    return f"{said}-01-01", f"{said}-12-31", None


def stock(
    node: Node,
    organisation: str,
    *,
    day: str | None = None,
    place: str | None = None,
    of: str | None = None,
) -> StockReport:
    """Return what an organisation had at the end of a day, by place, product and lot.

    Raises:
        NotFound, SeveralMatch, UnknownProduct, TimeUnreadable.
    """
    last = _day(day, node.now()) or node.today()
    with node.reading() as reader:
        boundary = Boundary(
            organisation=organisation,
            place=Finder(reader, organisation).place(place).id if place else None,
            product=product(of).id if of else None,
        )
        connection = reader.connection
        movements, _ = from_rows(balances.travelled(connection, organisation), Period(last=last))
        rows = [
            *balances.stock_of_lots(connection, organisation, last),
            *(Held(spot=spot, grams=grams) for spot, grams in stock_of(movements).items()
              if spot.where != "batch"),
            *balances.stock_in_batches(connection, organisation, last),
        ]  # fmt: skip
        inside = sorted(
            (one for one in rows if boundary.holds(one.spot)),
            key=lambda one: (one.spot.place, by_form(one.spot.product), one.spot.where,
                             one.spot.lot, one.spot.step),
        )  # fmt: skip
        names = _names(reader)
        batches = reader.among(Batch, "id", {one.spot.step for one in inside})
    names |= {row.id: row.vessel or row.id for row in batches}
    below = "negative" if last >= node.today() else "then"
    return StockReport(
        organisation=names.get(organisation, organisation),
        day=last,
        rows=tuple(inside),
        total_g=sum(one.grams for one in inside),
        gaps=tuple(
            Gap(what=below, subject=one.spot.lot or names[one.spot.step], grams=one.grams)
            for one in inside
            if one.grams < 0
        ),
        names=names,
    )
