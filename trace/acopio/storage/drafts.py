"""Forms that are being filled in: local rows of this node, never facts."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from acopio.storage.tables import DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What a form is about, besides its sample and protocol."""

    by_blind_code: bool = False
    portion: str | None = None
    laboratory: str | None = None
    supersedes: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form, or the forms of a panel, before they are signed."""

    id: str
    organisation: str
    head: str
    sample: str
    protocol: str
    version: str
    observations: dict[str, Any]
    day: str
    more: More
    made_at: str


def _row(draft: Draft) -> dict[str, Any]:
    row = {name: getattr(draft, name) for name in DRAFT.columns.keys()}  # noqa: SIM118 - columns, not names, are iterated
    for name, value in (("observations", draft.observations), ("more", asdict(draft.more))):
        row[name] = msgspec.json.encode(value).decode("utf-8")
    return row


def _draft(row: Any) -> Draft:
    values = dict(row._mapping)
    values["observations"] = msgspec.json.decode(values["observations"])
    values["more"] = msgspec.json.decode(values["more"], type=More)
    return Draft(**values)


def save_draft(connection: Connection, draft: Draft) -> None:
    """Add a draft."""
    connection.execute(insert(DRAFT).values(**_row(draft)))


def change_draft(connection: Connection, draft: Draft, observations: dict[str, Any]) -> Draft:
    """Keep what was filled in; return the draft as it is now."""
    changed = replace(draft, observations=observations)
    row = _row(changed)
    connection.execute(update(DRAFT).where(DRAFT.c.id == draft.id).values(**row))
    return changed


def find_draft(connection: Connection, identity: str, *, lock: bool = False) -> Draft | None:
    """Return a draft by what the person types; ``lock`` keeps others from changing it meanwhile."""
    query = select(DRAFT).where(DRAFT.c.id == identity)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return _draft(row) if row else None


def drafts_of(connection: Connection, organisation: str) -> list[Draft]:
    """Return the drafts of an organisation, the oldest first."""
    query = select(DRAFT).where(DRAFT.c.organisation == organisation).order_by(DRAFT.c.made_at)
    return [_draft(row) for row in connection.execute(query)]


def drop_draft(connection: Connection, identity: str) -> None:
    """Delete a draft: it was signed, or given up."""
    connection.execute(delete(DRAFT).where(DRAFT.c.id == identity))
