"""What qualifies an inspector, of what standing she is, and where her key lives."""

from dataclasses import dataclass
from datetime import date

import msgspec

from acopio.domain.credentials import KINDS, entry_of
from acopio.domain.entries.parties import Credential, StaffAppointed
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Staff
from acopio.domain.rules.parties import AppointStaff
from acopio.domain.state import NotFound
from acopio.errors import Refusal
from acopio.ledger.note import VerifierKey
from acopio.services.node import Node
from acopio.services.people import account_named

_KINDS = {
    "licencia": "licence", "license": "licence", "curso": "course",
    "acreditación": "accreditation", "acreditacion": "accreditation",
    "nombramiento": "appointment",
}  # fmt: skip
_STANDINGS = {
    "propia": "own-staff", "propio": "own-staff", "comprador": "buyer",
    "independiente": "independent", "acreditado": "accredited-body",
}  # fmt: skip


@dataclass(eq=False)
class CredentialUnreadable(Refusal):
    """A credential that is not written as [KIND/]SCHEME:NUMBER[:FROM[:TO[:ISSUER]]]."""

    code = "credential-unreadable"
    given: str
    known: str = ", ".join(KINDS)


def read_credential(text: str) -> Credential:
    """Read a credential as people type it: ``licence/q-arabica:Q-123:2025-01-01:2027-12-31:CQI``.

    Raises:
        CredentialUnreadable: it is written otherwise, or a day is none.
    """
    named, *rest = (part.strip() for part in text.split(":"))
    kind, slash, scheme = named.partition("/")
    if not slash:
        kind, scheme = "", named
    number, begins, ends, issuer = (*rest, "", "", "", "")[:4]
    kind = _KINDS.get(kind.casefold(), kind.casefold())
    if not scheme or (kind and kind not in KINDS) or len(rest) > 4:
        raise CredentialUnreadable(given=text)
    return Credential(
        scheme=scheme,
        number=number or "-",
        valid_from=_day(begins, text),
        valid_to=_day(ends, text),
        kind=kind or None,
        issuer=issuer or None,
    )


def _day(given: str, text: str) -> str | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise CredentialUnreadable(given=text) from None


def standing_named(text: str | None) -> str | None:
    """Return the stable word of a standing, in whichever language it was typed."""
    given = (text or "").strip().casefold()
    return _STANDINGS.get(given, given) or None


def qualify(
    node: Node,
    actor: Actor,
    name: str,
    credentials: tuple[Credential, ...] = (),
    *,
    dropped: tuple[str, ...] = (),
    standing: str | None = None,
    body: str | None = None,
) -> str:
    """Record credentials beside those that somebody has, or that some count no more.

    Returns:
        The opaque staff id.

    Raises:
        UnknownPerson, UnknownQualityWord, PeriodBackwards, NotAllowed.
    """
    facts = _as_it_stands(node, actor, name)
    new = {(one.scheme, one.number) for one in credentials}
    kept = [
        one
        for one in facts.credentials
        if (one.scheme, one.number) not in new and one.number not in dropped
    ]
    return _appoint(
        node,
        actor,
        msgspec.structs.replace(
            facts,
            credentials=(*kept, *credentials),
            standing=standing or facts.standing,
            body=body or facts.body,
        ),
    )


def use_own_key(node: Node, actor: Actor, name: str, vkey: str) -> str:
    """Record the public key of an inspector's own device: this machine never had its secret.

    Raises:
        UnknownPerson, BadNote, StaffKeyTaken, NotAllowed.
    """
    key = VerifierKey.parse(vkey.strip())
    facts = _as_it_stands(node, actor, name)
    return _appoint(
        node, actor, msgspec.structs.replace(facts, key=str(key), key_home="own-device")
    )


def _as_it_stands(node: Node, actor: Actor, name: str) -> StaffAppointed:
    with node.reading() as reader:
        account = account_named(reader, name, actor.organisation)
        staff = reader.one(Staff, id=account.staff, organisation=actor.organisation)
    if staff is None or not staff.active:
        raise NotFound(what="staff", given=name)
    return StaffAppointed(
        staff=staff.id,
        organisation=staff.organisation,
        roles=staff.roles,
        name=staff.name,
        key=staff.key_text,
        key_home=staff.key_home,
        credentials=tuple(map(entry_of, staff.credentials)),
        standing=staff.standing,
        body=staff.body,
    )


def _appoint(node: Node, actor: Actor, facts: StaffAppointed) -> str:
    command = AppointStaff(id=node.ids.uuid(), occurred_at=node.today(), facts=facts)
    node.carry_out(actor, [command])
    return facts.staff
