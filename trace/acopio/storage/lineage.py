"""Ancestry over the flow table: one recursive query, and exact shares in the domain."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, exists, select, text

from acopio.domain.rows.quality import Hold
from acopio.storage.projections import rows_where
from acopio.storage.tables import TABLE_OF

# UNION, not UNION ALL: a lot reached twice is walked once, and a cycle would end.
ANCESTRY = text("""
WITH RECURSIVE ancestor(lot) AS (
    SELECT CAST(:lot AS TEXT)
    UNION
    SELECT went.lot
    FROM ancestor
    JOIN flow AS came ON came.lot = ancestor.lot AND came.way = 'out'
    JOIN flow AS went ON went.step = came.step AND went.way = 'in'
)
SELECT came.lot, went.step, went.lot, went.grams
FROM ancestor
JOIN flow AS came ON came.lot = ancestor.lot AND came.way = 'out'
JOIN flow AS went ON went.step = came.step AND went.way = 'in'
""")
"""Every edge of a lot's ancestry: child lot, step, parent lot, grams of the parent in the step."""

_ROOTED = text("""
WITH RECURSIVE ancestor(root, lot) AS (
    SELECT code, code FROM lot WHERE code IN :lots
    UNION
    SELECT ancestor.root, went.lot
    FROM ancestor
    JOIN flow AS came ON came.lot = ancestor.lot AND came.way = 'out'
    JOIN flow AS went ON went.step = came.step AND went.way = 'in'
)
SELECT ancestor.root, hold.id
FROM ancestor JOIN hold ON hold.subject = ancestor.lot AND hold.lifted IS NULL
UNION
SELECT ancestor.root, hold.id
FROM ancestor
JOIN flow ON flow.lot = ancestor.lot AND flow.way = 'out'
JOIN hold ON hold.subject = flow.step AND hold.lifted IS NULL
""").bindparams(bindparam("lots", expanding=True))

_DESCENDANTS = text("""
WITH RECURSIVE descendant(lot) AS (
    SELECT code FROM lot WHERE code IN :named
    UNION
    SELECT lot FROM flow WHERE step IN :named AND way = 'out'
    UNION
    SELECT came.lot
    FROM descendant
    JOIN flow AS went ON went.lot = descendant.lot AND went.way = 'in'
    JOIN flow AS came ON came.step = went.step AND came.way = 'out'
)
SELECT lot FROM descendant
""").bindparams(bindparam("named", expanding=True))

_FARMS = text("""
WITH RECURSIVE ancestor(root, lot) AS (
    SELECT code, code FROM lot WHERE code IN :subjects
    UNION
    SELECT step, lot FROM flow WHERE step IN :subjects AND way = 'in'
    UNION
    SELECT ancestor.root, went.lot
    FROM ancestor
    JOIN flow AS came ON came.lot = ancestor.lot AND came.way = 'out'
    JOIN flow AS went ON went.step = came.step AND went.way = 'in'
)
SELECT ancestor.root, COALESCE(delivery_line.household, ancestor.lot)
FROM ancestor LEFT JOIN delivery_line ON delivery_line.lot = ancestor.lot
WHERE NOT EXISTS (SELECT 1 FROM flow WHERE flow.lot = ancestor.lot AND flow.way = 'out')
""").bindparams(bindparam("subjects", expanding=True))

Edge = tuple[str, str, str, int]


def ancestry(connection: Connection, lot: str) -> list[Edge]:
    """Return every edge above a lot: child, step, parent, grams."""
    return [tuple(row) for row in connection.execute(ANCESTRY, {"lot": lot})]


def descendants(connection: Connection, named: Iterable[str]) -> list[str]:
    """Return lots, the lots that came out of steps, and every lot made from them."""
    return list(connection.execute(_DESCENDANTS, {"named": sorted(set(named))}).scalars())


def open_holds(connection: Connection, lots: Iterable[str]) -> dict[str, tuple[Hold, ...]]:
    """Return the open holds on each lot or on anything it was made from."""
    wanted = sorted(set(lots))
    table = TABLE_OF[Hold]
    # Holds are rare: without any, no ancestry needs to be walked.
    if (
        not wanted
        or not connection.execute(select(exists().where(table.c.lifted.is_(None)))).scalar()
    ):
        return {}
    found: dict[str, list[str]] = {}
    for root, hold in connection.execute(_ROOTED, {"lots": wanted}):
        found.setdefault(root, []).append(hold)
    holds = {
        hold.id: hold
        for hold in rows_where(
            connection, Hold, "id", [one for ids in found.values() for one in ids]
        )
    }
    return {root: tuple(holds[one] for one in sorted(ids)) for root, ids in found.items()}


def farms(connection: Connection, subjects: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the households that lots and batches come from; an unknown one is the lot itself.

    Only what claims to be of a single farm is asked for, and that has few ancestors.
    """
    wanted = sorted(set(subjects))
    found: dict[str, set[str]] = {}
    for start in range(0, len(wanted), 500):
        chunk = {"subjects": wanted[start : start + 500]}
        for root, farm in connection.execute(_FARMS, chunk):
            found.setdefault(root, set()).add(farm)
    return {root: frozenset(one) for root, one in found.items()}
