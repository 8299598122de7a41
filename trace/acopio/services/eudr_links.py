"""Links to data handed over: unguessable, open for some days, every use written down."""

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import HandOver
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.handing import HandOverData
from acopio.domain.state import NotFound
from acopio.domain.times import stamp
from acopio.errors import Refusal
from acopio.ledger.b64 import url_encode
from acopio.services.files import write_whole
from acopio.services.node import Node, Rehearsed
from acopio.services.paper import AddressUnset
from acopio.storage import links
from acopio.storage.links import Link
from acopio.storage.opened import hand_overs
from acopio.storage.reader import Reader
from acopio.storage.unit_of_work import Connection, in_transaction

FOLDER = "handed-over"
SHOWN = 8
"""Signs of a hashed token by which people name a link."""


@dataclass(eq=False)
class LinkClosed(Refusal):
    """A link that has expired or was revoked."""

    code = "link-closed"
    since: str


def link_address(reader: Reader, organisation: str) -> str:
    """Return the public address that links begin with.

    Raises:
        AddressUnset: there is none, so nobody could open a link.
    """
    row = reader.one(Organisation, id=organisation)
    if row is None or not row.address:
        raise AddressUnset(organisation=(row.name if row else None) or organisation)
    return row.address.rstrip("/")


def keep_link(
    node: Node,
    actor: Actor,
    command: HandOverData,
    files: dict[str, bytes],
    expires_at: str,
    address: str,
) -> tuple[str, str]:
    """Write down the hand-over with its link, keep the files; return address and short name."""
    token = url_encode(node.ids.salt() + node.ids.salt())
    link = Link(
        token=_hashed(token),
        organisation=actor.organisation,
        hand_over=command.hand_over,
        lot=command.lot,
        made_at=stamp(node.now()),
        expires_at=expires_at,
    )
    node.carry_out(actor, [command], after=lambda connection: links.save_link(connection, link))
    for name, data in files.items():
        write_whole(_folder(node, link.token) / name, data)
    _sweep_closed(node, actor.organisation)
    return f"{address}/e/{token}/", link.token[:SHOWN]


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _folder(node: Node, token: str) -> Path:
    return node.home / FOLDER / token


def fetch(node: Node, token: str, file: str, *, counted: bool = True) -> bytes:
    """Return a file of an open link, and write down that it was fetched.

    Raises:
        NotFound: there is no such link, or no such file.
        LinkClosed: it has expired or was revoked.
    """
    now = stamp(node.now())
    hashed = _hashed(token)
    with node.reading() as reader:
        link = links.find_link(reader.connection, hashed)
    if link is None:
        raise NotFound(what="handover", given=token[:SHOWN])
    if not link.is_open(now):
        _sweep(node, link)
        raise LinkClosed(since=link.revoked_at or link.expires_at)
    names = {path.name: path for path in _folder(node, hashed).glob("*.*json")}
    if file not in names:
        raise NotFound(what="handover", given=file[:40])
    data = names[file].read_bytes()
    if counted:
        in_transaction(
            node.engine,
            lambda connection: links.note_fetch(
                connection, fetch=node.ids.uuid(), token=hashed, file=file, at=now
            ),
        )
    return data


def _sweep(node: Node, link: Link) -> None:
    """Remove the files of a closed link: they hold land and families."""
    shutil.rmtree(_folder(node, link.token), ignore_errors=True)


def _sweep_closed(node: Node, organisation: str) -> None:
    now = stamp(node.now())
    with node.reading() as reader:
        listed = links.links_of(reader.connection, organisation)
    for one in listed:
        if not one.is_open(now):
            _sweep(node, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A link as people see it."""

    link: str
    """The first signs of its hash, by which it is named."""
    lot: str
    to: str | None
    made_at: str
    expires_at: str
    state: str
    """``open``, ``expired`` or ``revoked``."""
    fetched: int
    last: str | None


def list_links(node: Node, actor: Actor) -> list[LinkShown]:
    """Return an organisation's links with their uses; drop the files of those that are closed.

    Raises:
        NotAllowed: who was given data is private too.
    """
    actor.require("hand-over")
    _sweep_closed(node, actor.organisation)
    now = stamp(node.now())
    with node.reading() as reader:
        listed = links.links_of(reader.connection, actor.organisation)
        used = links.fetches(reader.connection)
        handed = hand_overs(reader.connection, [one.hand_over for one in listed])
        names = {row.id: row.name for row in reader.where(Organisation)}
    shown = []
    for one in listed:
        given = handed.get(one.hand_over)
        count, last = used.get(one.token, (0, None))
        to = names.get(given.to_organisation or "") or given.to_text if given else None
        shown.append(
            LinkShown(
                link=one.token[:SHOWN],
                lot=one.lot,
                to=to,
                made_at=one.made_at,
                expires_at=one.expires_at,
                state=_state(one, now),
                fetched=count,
                last=last,
            )
        )
    return shown


def _state(link: Link, now: str) -> str:
    if link.revoked_at is not None:
        return "revoked"
    return "open" if link.is_open(now) else "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedShown:
    """Something that was handed over, as people see it."""

    day: str
    lot: str
    to: str | None
    way: str
    scope: str
    plots: int
    until: str | None


def list_handed(node: Node, actor: Actor) -> list[HandedShown]:
    """Return who was given what by an organisation, the latest first.

    Raises:
        NotAllowed: who was given data is private too.
    """
    actor.require("hand-over")
    with node.reading() as reader:
        rows = reader.where(HandOver, organisation=actor.organisation)
        names = {row.id: row.name for row in reader.where(Organisation)}
    return [
        HandedShown(
            day=row.day,
            lot=row.lot,
            to=names.get(row.to_organisation or "") or row.to_text,
            way=row.way,
            scope=row.scope,
            plots=row.plots,
            until=row.expires_on,
        )
        for row in sorted(rows, key=lambda row: (row.day, row.id), reverse=True)
    ]


def revoke_link(node: Node, actor: Actor, given: str) -> str:
    """Close a link, named by its first signs or by its whole address; return its lot.

    Raises:
        NotAllowed: only who may hand over may take back.
        NotFound: none or several begin like this.
    """
    actor.require("hand-over")
    parts = [part for part in given.strip().split("/") if part]
    tokens = {_hashed(part) for part in parts}
    with node.reading() as reader:
        listed = links.links_of(reader.connection, actor.organisation)
    start = given.strip().lower()
    found = [one for one in listed if one.token in tokens] or [
        one for one in listed if len(start) >= 4 and one.token.startswith(start)
    ]
    if len(found) != 1:
        raise NotFound(what="handover", given=given)

    def work(connection: Connection) -> None:
        links.revoke(connection, found[0].token, stamp(node.now()))
        if node.dry:
            raise Rehearsed(())

    in_transaction(node.engine, work)
    _sweep(node, found[0])
    return found[0].lot
