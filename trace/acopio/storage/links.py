"""Links to data handed over: local rows. A token is kept only as its hash."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from acopio.storage.tables import HANDOVER_FETCH, HANDOVER_LINK


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link, whether it still opens or not."""

    token: str
    """SHA-256 of the token, hexadecimal."""
    organisation: str
    hand_over: str
    lot: str
    made_at: str
    expires_at: str
    revoked_at: str | None = None

    def is_open(self, now: str) -> bool:
        """Say whether it opens at a moment."""
        return self.revoked_at is None and now < self.expires_at


def save_link(connection: Connection, link: Link) -> None:
    """Add a link."""
    connection.execute(
        insert(HANDOVER_LINK).values(
            token=link.token,
            organisation=link.organisation,
            hand_over=link.hand_over,
            lot=link.lot,
            made_at=link.made_at,
            expires_at=link.expires_at,
            revoked_at=link.revoked_at,
        )
    )


def find_link(connection: Connection, token: str) -> Link | None:
    """Return the link of a hashed token."""
    row = connection.execute(
        select(HANDOVER_LINK).where(HANDOVER_LINK.c.token == token)
    ).one_or_none()
    return Link(**row._mapping) if row else None


def links_of(connection: Connection, organisation: str) -> list[Link]:
    """Return an organisation's links, the latest first."""
    query = (
        select(HANDOVER_LINK)
        .where(HANDOVER_LINK.c.organisation == organisation)
        .order_by(HANDOVER_LINK.c.made_at.desc(), HANDOVER_LINK.c.token)
    )
    return [Link(**row._mapping) for row in connection.execute(query)]


def revoke(connection: Connection, token: str, at: str) -> None:
    """Close a link before its time."""
    connection.execute(
        update(HANDOVER_LINK).where(HANDOVER_LINK.c.token == token).values(revoked_at=at)
    )


def note_fetch(connection: Connection, *, fetch: str, token: str, file: str, at: str) -> None:
    """Write down that a file was fetched: when and which, not by whom."""
    connection.execute(insert(HANDOVER_FETCH).values(id=fetch, token=token, file=file, at=at))


def fetches(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return for each hashed token how often it was used, and when last."""
    query = select(HANDOVER_FETCH.c.token, func.count(), func.max(HANDOVER_FETCH.c.at)).group_by(
        HANDOVER_FETCH.c.token
    )
    return {token: (int(count), str(last)) for token, count, last in connection.execute(query)}
