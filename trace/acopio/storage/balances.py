"""Adding up grams for balances and stock: one query for each kind of movement, not one per lot.

A lot that never went into a dispatch has lain in one place, so what many of them did alike is added
up by the database. Lots that travelled are few; they are fetched as rows and followed one by one:
also what an outside buyer gave back of a lot, which came out of no store of ours (``made_at`` is
empty) and was never sent itself.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Label,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union,
)

from acopio.domain.balance import AFTER, BEFORE, DURING, ESTIMATED, Gap, Held, Period, Spot
from acopio.domain.movements import Rows, Step, Tally, batch_spot
from acopio.domain.rows.custody import Dispatch, DispatchLine
from acopio.domain.rows.lots import Batch, Count, Flow, Lot
from acopio.domain.rows.reports import Report
from acopio.domain.trips import RETURNED
from acopio.storage.projections import fetch, rows_where
from acopio.storage.tables import TABLE_OF

_LOT, _FLOW, _BATCH = (TABLE_OF[kind].c for kind in (Lot, Flow, Batch))
_LINE, _DISPATCH = TABLE_OF[DispatchLine].c, TABLE_OF[Dispatch].c
_SETTLED = and_(_LOT.made_at != "", ~exists(select(1).where(_LINE.lot == _LOT.code)))
_SOURCE = func.coalesce(_BATCH.source, _BATCH.product)
_INSIDE = _BATCH.taken_g - _BATCH.given_g - _BATCH.loss_g
_EVER = "9999-12-31"


def _sum(grams: ColumnElement[Any]) -> ColumnElement[int]:
    # PostgreSQL adds BIGINTs up to a NUMERIC.
    return cast(func.coalesce(func.sum(grams), 0), BigInteger)


def _when(day: ColumnElement[str], period: Period) -> Label[int]:
    # Grouped by name: PostgreSQL takes the same expression with other parameters for another one.
    return case(
        (day < (period.first or ""), literal(BEFORE)),
        (day <= (period.last or _EVER), literal(DURING)),
        else_=literal(AFTER),
    ).label("moment")


def _unweighed(how: ColumnElement[str]) -> Label[bool]:
    return how.in_(ESTIMATED).label("unweighed")


def tallies(connection: Connection, organisation: str, period: Period) -> list[Tally]:
    """Return all that an organisation's lots did that never travelled, and what steps lost."""
    return [
        *_births(connection, organisation, period),
        *_flows(connection, organisation, period),
        *_other_flows(connection, organisation, period),
        *_batch_losses(connection, organisation, period),
        *_blend_losses(connection, organisation, period),
    ]


def _births(connection: Connection, organisation: str, period: Period) -> Iterable[Tally]:
    """Yield beans from outside: lots that came out of no step."""
    out = exists(select(1).where(_FLOW.lot == _LOT.code, _FLOW.way == "out"))
    keys = (_LOT.born, _LOT.made_at, _LOT.product)
    query = (
        select(
            *keys, _unweighed(_LOT.how), _when(_LOT.day, period), _sum(_LOT.made_g), func.count()
        )
        .where(_LOT.organisation == organisation, _SETTLED, ~out)
        .group_by(*keys, "unweighed", "moment")
    )
    for born, place, product, estimated, moment, grams, count in connection.execute(query):
        yield Tally(
            way="born", cause=born, estimated=bool(estimated), organisation=organisation,
            place=place, product=product, step=None, when=moment, grams=grams, count=count,
        )  # fmt: skip


def _flows(connection: Connection, organisation: str, period: Period) -> Iterable[Tally]:
    """Yield what went into batches and came out of them."""
    keys = (_FLOW.way, _LOT.made_at, _LOT.product, _BATCH.place, _SOURCE, _BATCH.product)
    measures = _when(_FLOW.day, period), _sum(_FLOW.grams), func.count()
    query = (
        select(*keys, _unweighed(_FLOW.how), *measures)
        .select_from(TABLE_OF[Flow])
        .join(TABLE_OF[Lot], _LOT.code == _FLOW.lot)
        .join(TABLE_OF[Batch], _BATCH.id == _FLOW.step)
        .where(_LOT.organisation == organisation, _SETTLED, _FLOW.way != "loss")
        .group_by(*keys, "unweighed", "moment")
    )
    for found in connection.execute(query):
        way, place, product, inside, source, target, estimated, moment, grams, count = found
        step = Step(organisation=organisation, place=inside, source=source, product=target)
        yield Tally(
            way=way, cause="", estimated=bool(estimated), organisation=organisation, place=place,
            product=product, step=step, when=moment, grams=grams, count=count,
        )  # fmt: skip


def _other_flows(connection: Connection, organisation: str, period: Period) -> Iterable[Tally]:
    """Yield what went into blends and splits, came out of them, or was lost by a lot."""
    keys = (_FLOW.way, _FLOW.cause, _LOT.made_at, _LOT.product)
    inside = func.coalesce(_made_at().scalar_subquery(), _LOT.made_at).label("inside")
    measures = _when(_FLOW.day, period), _sum(_FLOW.grams), func.count()
    in_batch = exists(select(1).where(_BATCH.id == _FLOW.step))
    query = (
        select(*keys, inside, _unweighed(_FLOW.how), *measures)
        .select_from(TABLE_OF[Flow])
        .join(TABLE_OF[Lot], _LOT.code == _FLOW.lot)
        .where(_LOT.organisation == organisation, _SETTLED)
        .where(or_(_FLOW.way == "loss", ~in_batch))
        .group_by(*keys, "inside", "unweighed", "moment")
    )
    for found in connection.execute(query):
        way, cause, place, product, there, estimated, moment, grams, count = found
        step = Step(organisation=organisation, place=there, source=product, product=product)
        yield Tally(
            way=way, cause=cause, estimated=bool(estimated), organisation=organisation,
            place=place, product=product, step=step, when=moment, grams=grams, count=count,
        )  # fmt: skip


def _made_at() -> Select[Any]:
    """Return where a step that is no batch was: where what came out of it was made."""
    made, lot = TABLE_OF[Flow].alias("made"), TABLE_OF[Lot].alias("made_lot")
    return (
        select(func.min(lot.c.made_at))
        .select_from(made)
        .join(lot, lot.c.code == made.c.lot)
        .where(made.c.step == _FLOW.step, made.c.way == "out")
    )


def _batch_losses(connection: Connection, organisation: str, period: Period) -> Iterable[Tally]:
    keys = (_FLOW.cause, _BATCH.place, _SOURCE, _BATCH.product)
    guessed = and_(_BATCH.given_g > 0, _BATCH.weighed_g == 0).label("unweighed")
    query = (
        select(*keys, guessed, _when(_FLOW.day, period), _sum(_FLOW.grams), func.count())
        .select_from(TABLE_OF[Flow])
        .join(TABLE_OF[Batch], _BATCH.id == _FLOW.step)
        .where(_BATCH.organisation == organisation, _FLOW.way == "loss", _FLOW.lot == "")
        .group_by(*keys, "unweighed", "moment")
    )
    for cause, place, source, product, estimated, moment, grams, count in connection.execute(query):
        step = Step(organisation=organisation, place=place, source=source, product=product)
        yield Tally(
            way="step", cause=cause, estimated=bool(estimated), organisation=organisation,
            place=place, product=source, step=step, when=moment, grams=grams, count=count,
        )  # fmt: skip


def _blend_losses(connection: Connection, organisation: str, period: Period) -> Iterable[Tally]:
    """Yield what was lost where no batch is, at the place of the first dispatch of what was made.

    A lot that travelled since was made where it first left from.
    """
    made = TABLE_OF[Flow].alias("made")
    one = select(func.min(made.c.lot)).where(made.c.step == _FLOW.step, made.c.way == "out")
    first = (
        select(_DISPATCH.organisation)
        .join(TABLE_OF[DispatchLine], _LINE.dispatch == _DISPATCH.id)
        .where(_LINE.lot == _LOT.code)
        .order_by(_DISPATCH.id)
        .limit(1)
    )
    holder = func.coalesce(first.scalar_subquery(), _LOT.organisation)
    keys = (_FLOW.cause, _LOT.made_at, _LOT.product)
    query = (
        select(*keys, _when(_FLOW.day, period), _sum(_FLOW.grams), func.count())
        .select_from(TABLE_OF[Flow])
        .join(TABLE_OF[Lot], _LOT.code == one.scalar_subquery())
        .where(_FLOW.way == "loss", _FLOW.lot == "", holder == organisation)
        .where(~exists(select(1).where(_BATCH.id == _FLOW.step)))
        .group_by(*keys, "moment")
    )
    for cause, place, product, moment, grams, count in connection.execute(query):
        step = Step(organisation=organisation, place=place, source=product, product=product)
        yield Tally(
            way="step", cause=cause, estimated=False, organisation=organisation, place=place,
            product=product, step=step, when=moment, grams=grams, count=count,
        )  # fmt: skip


def held(connection: Connection, organisation: str) -> list[Held]:
    """Return what lots that never travelled, and batches, hold now."""
    keys = (_LOT.place, _LOT.product)
    lots = (
        select(*keys, _sum(_LOT.left_g))
        .where(_LOT.organisation == organisation, _SETTLED)
        .group_by(*keys)
    )
    inside = (_BATCH.place, _SOURCE)
    batches = (
        select(*inside, _sum(_INSIDE)).where(_BATCH.organisation == organisation).group_by(*inside)
    )
    found = [
        Held(
            spot=Spot(where="store", organisation=organisation, place=place or "", product=product),
            grams=grams,
        )
        for place, product, grams in connection.execute(lots)
    ]
    for place, product, grams in connection.execute(batches):
        step = Step(organisation=organisation, place=place, source=product, product=product)
        found.append(Held(spot=batch_spot(step), grams=grams))
    return found


def travelled(connection: Connection, organisation: str) -> Rows:
    """Return the lots that went out of an organisation's store, or came into it from outside."""
    sent = (
        select(_LINE.lot)
        .join(TABLE_OF[Dispatch], _DISPATCH.id == _LINE.dispatch)
        .where(
            or_(
                _DISPATCH.organisation == organisation,
                _DISPATCH.to_organisation == organisation,
            )
        )
    )
    given_back = select(_LOT.code).where(_LOT.organisation == organisation, _LOT.made_at == "")
    return lots_followed(connection, connection.execute(union(sent, given_back)).scalars())


def lots_followed(connection: Connection, codes: Iterable[str]) -> Rows:
    """Return lots with all that was done to them: one query for each table."""
    lots = rows_where(connection, Lot, "code", codes)
    known = [lot.code for lot in lots]
    outside = any(not lot.made_at for lot in lots)
    flows = rows_where(connection, Flow, "lot", known)
    lines = rows_where(connection, DispatchLine, "lot", known)
    batches = rows_where(connection, Batch, "id", [flow.step for flow in flows])
    inside = {batch.id for batch in batches}
    mixed = {flow.step for flow in flows if flow.way == "in"} - inside
    return Rows(
        lots=tuple(lots),
        flows=tuple(flows),
        counts=tuple(rows_where(connection, Count, "lot", known)),
        lines=tuple(lines),
        dispatches=tuple(rows_where(connection, Dispatch, "id", [line.dispatch for line in lines])),
        batches=tuple(batches),
        returns=(
            tuple(rows_where(connection, Report, "what", [RETURNED])) if lines or outside else ()
        ),
        made_at=_made_in(connection, mixed),
    )


def _made_in(connection: Connection, steps: Iterable[str]) -> dict[str, str]:
    """Return where blends and splits were, by their step."""
    out = [one for one in rows_where(connection, Flow, "step", steps) if one.way == "out"]
    made = {one.code: one.made_at for one in rows_where(connection, Lot, "code",
                                                        [one.lot for one in out])}  # fmt: skip
    places: dict[str, str] = {}
    for one in out:
        if one.lot in made:
            places[one.step] = min(made[one.lot], places.get(one.step, made[one.lot]))
    return places


def batches_of(connection: Connection, organisation: str, period: Period) -> list[Batch]:
    """Return the batches that were closed in a period or open at its end, in order of closing."""
    last = period.last or _EVER
    query = (
        select(TABLE_OF[Batch])
        .where(_BATCH.organisation == organisation, _BATCH.opened_on <= last)
        .where(or_(_BATCH.closed_on.is_(None), _BATCH.closed_on >= (period.first or "")))
        .where(or_(_BATCH.closed_on.is_(None), _BATCH.closed_on <= last))
        .order_by(func.coalesce(_BATCH.closed_on, _EVER), _BATCH.opened_on, _BATCH.id)
    )
    return fetch(connection, Batch, query)


def stock_of_lots(connection: Connection, organisation: str, day: str) -> list[Held]:
    """Return what lots that never travelled held at the end of a day, one line for each.

    A lot that was drawn from on a day before the one it was made on held less than nothing.
    """
    drawn = and_(_FLOW.lot == _LOT.code, _FLOW.way.in_(("in", "loss")), _FLOW.day <= day)
    made = case((_LOT.day <= day, _LOT.made_g), else_=0)
    grams = _sum(_FLOW.grams)
    query = (
        select(_LOT.code, _LOT.place, _LOT.product, made - grams)
        .select_from(TABLE_OF[Lot])
        .outerjoin(TABLE_OF[Flow], drawn)
        .where(_LOT.organisation == organisation, _SETTLED)
        .group_by(_LOT.code, _LOT.place, _LOT.product, _LOT.day, _LOT.made_g)
        .having(made != grams)
        .order_by(_LOT.code)
    )
    return [
        Held(
            spot=Spot(
                where="store",
                organisation=organisation,
                place=place or "",
                product=product,
                lot=code,
            ),
            grams=left,
        )
        for code, place, product, left in connection.execute(query)
    ]


_NET = case((_FLOW.way == "in", _FLOW.grams), else_=-_FLOW.grams)
"""What a flow adds to its step: the loss of a lot is not the step's."""
_OF_STEP = or_(_FLOW.way != "loss", _FLOW.lot == "")


def stock_in_batches(connection: Connection, organisation: str, day: str) -> list[Held]:
    """Return what was in batches at the end of a day."""
    grams = _sum(_NET)
    keys = (_BATCH.id, _BATCH.place, _SOURCE)
    query = (
        select(*keys, grams)
        .select_from(TABLE_OF[Flow])
        .join(TABLE_OF[Batch], _BATCH.id == _FLOW.step)
        .where(_BATCH.organisation == organisation, _FLOW.day <= day, _OF_STEP)
        .group_by(*keys)
        .having(grams != 0)
        .order_by(_BATCH.id)
    )
    found = []
    for batch, place, source, left in connection.execute(query):
        step = Step(organisation=organisation, place=place, source=source, product=source)
        found.append(Held(spot=batch_spot(step, batch), grams=left))
    return found


def unbalanced(connection: Connection, organisation: str) -> list[Gap]:
    """Return lots, and steps with their lots, whose own rows do not add up to the gram."""
    return [
        *(Gap(what="lot", subject=code, grams=grams)
          for code, grams in connection.execute(_open_lots(organisation))),
        *(Gap(what="step", subject=step, grams=grams)
          for step, grams in connection.execute(_open_steps(organisation))),
        *(Gap(what="negative", subject=code, grams=grams)
          for code, grams in connection.execute(
              select(_LOT.code, _LOT.left_g)
              .where(_LOT.organisation == organisation, _LOT.left_g < 0)
              .order_by(_LOT.code))),
    ]  # fmt: skip


def _open_lots(organisation: str) -> Select[Any]:
    """Lots where made = left + drawn + lost does not hold."""
    gone = _sum(_FLOW.grams)
    missing = _LOT.made_g - _LOT.left_g - gone
    used = and_(_FLOW.lot == _LOT.code, _FLOW.way.in_(("in", "loss")))
    return (
        select(_LOT.code, missing)
        .select_from(TABLE_OF[Lot])
        .outerjoin(TABLE_OF[Flow], used)
        .where(_LOT.organisation == organisation)
        .group_by(_LOT.code, _LOT.made_g, _LOT.left_g)
        .having(missing != 0)
        .order_by(_LOT.code)
    )


def _open_steps(organisation: str) -> Select[Any]:
    """Steps where taken = given + lost + what a batch still holds does not hold."""
    missing = _sum(_NET) - func.coalesce(_INSIDE, 0)
    ours = exists(select(1).where(_LOT.step == _FLOW.step, _LOT.organisation == organisation))
    return (
        select(_FLOW.step, missing)
        .select_from(TABLE_OF[Flow])
        .outerjoin(TABLE_OF[Batch], _BATCH.id == _FLOW.step)
        .where(_OF_STEP, or_(_BATCH.organisation == organisation, and_(_BATCH.id.is_(None), ours)))
        .group_by(_FLOW.step, _BATCH.taken_g, _BATCH.given_g, _BATCH.loss_g)
        .having(missing != 0)
        .order_by(_FLOW.step)
    )
