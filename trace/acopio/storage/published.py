"""What `publish` has written: local rows, and which lots have pages."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, or_, select

from acopio.domain.rows.custody import Certificate, Dispatch, DispatchLine
from acopio.domain.rows.lots import Sack
from acopio.storage.tables import PUBLISHED, TABLE_OF

CHUNK = 500


def known_files(connection: Connection, paths: Sequence[str]) -> dict[str, str]:
    """Return the digests of the files that were written before, by path."""
    found: dict[str, str] = {}
    for chunk in _chunks(paths):
        query = select(PUBLISHED).where(PUBLISHED.c.path.in_(chunk))
        found.update({row.path: row.digest for row in connection.execute(query)})
    return found


def files_of(connection: Connection, prefix: str) -> dict[str, str]:
    """Return the digests of the files of an organisation's own codes, by path."""
    path = PUBLISHED.c.path
    query = select(PUBLISHED).where(
        or_(path.startswith(f"L/{prefix}"), path.startswith(f"S/{prefix}"))
    )
    return {row.path: row.digest for row in connection.execute(query)}


def remember(connection: Connection, digests: dict[str, str]) -> None:
    """Keep the digests of files that now lie there."""
    forget(connection, list(digests))
    rows = [{"path": path, "digest": digest} for path, digest in digests.items()]
    connection.execute(insert(PUBLISHED), rows)


def forget(connection: Connection, paths: Sequence[str]) -> None:
    """Drop files that no longer lie there."""
    for chunk in _chunks(paths):
        connection.execute(delete(PUBLISHED).where(PUBLISHED.c.path.in_(chunk)))


def lots_with_pages(connection: Connection, prefix: str) -> list[str]:
    """Return the lots with sacks, sent to somebody else, or with a certificate."""
    kinds = (Sack, Dispatch, DispatchLine, Certificate)
    sack, dispatch, line, certificate = (TABLE_OF[kind] for kind in kinds)
    wanted = (
        (sack.c.packed_for, sack.c.packed_for),
        # What was split off, also by another organisation of ours, keeps its sacks.
        (sack.c.lot, sack.c.packed_for),
        (certificate.c.lot, certificate.c.lot),
    )
    found: set[str] = set()
    left = select(line.c.lot).join(dispatch, dispatch.c.id == line.c.dispatch)
    outside = left.where(dispatch.c.purpose != "move", line.c.lot.startswith(prefix))
    found.update(connection.execute(outside.distinct()).scalars())
    for column, ours in wanted:
        found.update(
            connection.execute(select(column).where(ours.startswith(prefix)).distinct()).scalars()
        )
    return sorted(found)


def _chunks(paths: Sequence[str]) -> Iterable[Sequence[str]]:
    return (paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK))
