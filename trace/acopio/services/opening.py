"""`init`: a database, an organisation of ours, its log, its key and its first manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from acopio import __version__
from acopio.domain.codes import check_prefix
from acopio.domain.entries.opening import LogKey, LogOpened
from acopio.domain.entries.parties import OrganisationRecorded, StaffAppointed
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.base import Command
from acopio.domain.rules.opening import OpenLog
from acopio.domain.rules.parties import AppointStaff, RecordOrganisation
from acopio.domain.state import NotFound
from acopio.domain.times import LIMA
from acopio.errors import Refusal
from acopio.ledger.keys import new_key
from acopio.services.keys import save_key
from acopio.services.node import Node, Rehearsed
from acopio.services.people import pin_hash
from acopio.services.register import check_ruc
from acopio.storage.accounts import save_account
from acopio.storage.log_store import open_log
from acopio.storage.migrate import upgrade
from acopio.storage.reader import Account
from acopio.storage.revision import OlderDatabase, check_current
from acopio.storage.unit_of_work import Connection


@dataclass(eq=False)
class AddressUnusable(Refusal):
    """A public address that labels could not carry."""

    code = "address-unusable"
    given: str


@dataclass(eq=False)
class PrefixTaken(Refusal):
    """A prefix that another organisation of this node has."""

    code = "prefix-taken"
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation:
    """What `init` asks for."""

    name: str
    prefix: str
    manager: str
    pin: str
    kinds: tuple[str, ...] = ("cooperative",)
    ruc: str | None = None
    address: str | None = None
    """Public address of the pages, such as ``https://id.example.pe``."""
    hosted_by: str | None = None
    quintal_g: int = 46_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What `init` made."""

    organisation: str
    origin: str
    copy: Path | None
    """Where the database was copied before an upgrade."""


def check_address(text: str | None) -> str | None:
    """Return a public address without a trailing slash, or refuse it.

    Raises:
        AddressUnusable: no https address that fits a QR code in capital letters.
    """
    if not text or not text.strip():
        return None
    given = text.strip().rstrip("/")
    parts = urlsplit(given)
    plain = given.isascii() and not (set(given) - _ALPHANUMERIC - set("abcdefghijklmnopqrstuvwxyz"))
    if parts.scheme.lower() not in {"https", "http"} or not parts.netloc or not plain:
        raise AddressUnusable(given=text)
    return given


_ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-./:")
"""What QR alphanumeric mode holds (ISO/IEC 18004), without space and percent."""


def bring_up(node: Node) -> tuple[bool, Path | None]:
    """Bring an older database to this program's schema; its tables are folded again from the log.

    Returns:
        Whether anything had to be done, and the copy that was made of a SQLite file.

    Raises:
        NotInitialised, NewerDatabase, DatabaseUnusable.
    """
    try:
        check_current(node.engine)
    except OlderDatabase:
        if node.dry:
            raise Rehearsed(()) from None
        return True, upgrade(node.engine)
    return False, None


def initialise(node: Node, new: NewOrganisation) -> Opened:
    """Bring the database up and open an organisation's log.

    Raises:
        BadPrefix, PrefixTaken, AddressUnusable, PinTooShort, NewerDatabase, DatabaseUnusable.
    """
    prefix = check_prefix(new.prefix)
    address = check_address(new.address)
    hashed = pin_hash(new.pin)
    ruc = check_ruc(new.ruc)
    if node.dry:
        raise Rehearsed(())
    node.home.mkdir(parents=True, exist_ok=True)
    copy = upgrade(node.engine)
    with node.reading() as reader:
        if any(f"/log/{prefix.lower()}/" in log.origin for log in reader.logs()):
            raise PrefixTaken(prefix=prefix)
    organisation, log = node.ids.uuid(), node.ids.signs(8)
    domain = urlsplit(address).netloc.lower() if address else f"{log.lower()}.acopio.invalid"
    origin = f"{domain}/log/{prefix.lower()}/{log.lower()}"
    key = new_key("log", origin)
    staff, vkey = node.ids.uuid(), str(key.verifier_key)
    account = Account(staff, organisation, new.manager.strip().lower(), hashed)

    def keep(local: Connection) -> None:
        save_account(local, account)
        save_key(node.keys, "log", log, key, node.passphrase())

    node.carry_out(
        Actor(organisation=organisation, people=(staff,), roles=frozenset({"manager"})),
        _first_commands(
            node,
            _opening(organisation, prefix, origin, vkey),
            _facts(new, organisation, prefix, ruc, address),
            StaffAppointed(
                staff=staff, organisation=organisation, roles=("manager",), name=new.manager
            ),
        ),
        before=lambda local: open_log(
            local, log=log, organisation=organisation, origin=origin, vkey=vkey
        ),
        after=keep,
    )
    return Opened(organisation=organisation, origin=origin, copy=copy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """The public address of a house, and the one it had before."""

    address: str
    before: str | None


def set_address(node: Node, actor: Actor, text: str, hosted_by: str | None = None) -> Addressed:
    """Record the public address of a house that is open already; the rest stays as it is.

    What was printed before keeps its address: nothing on paper changes.

    Raises:
        AddressUnusable, NotAllowed.
    """
    address = check_address(text)
    if address is None:
        raise AddressUnusable(given=text)
    with node.reading() as reader:
        row = reader.one(Organisation, id=actor.organisation)
    if row is None:
        raise NotFound(what="organisation", given=actor.organisation)
    person = row.ruc is not None and row.country == "PE" and row.ruc.startswith("10")
    facts = OrganisationRecorded(
        organisation=row.id,
        kinds=row.kinds,
        ours=row.ours,
        name=row.name,
        prefix=row.prefix,
        ruc=None if person else row.ruc,
        person_ruc=row.ruc if person else None,
        address=address,
        country=row.country,
        zone=row.zone,
        part_of=row.part_of,
        hosted_by=hosted_by or row.hosted_by,
        quintal_g=row.quintal_g,
    )
    command = RecordOrganisation(id=node.ids.uuid(), occurred_at=node.today(), facts=facts)
    node.carry_out(actor, [command])
    return Addressed(address=address, before=row.address)


def _opening(organisation: str, prefix: str, origin: str, vkey: str) -> LogOpened:
    return LogOpened(
        origin=origin,
        organisation=organisation,
        prefix=prefix,
        keys=(LogKey(role="log", vkey=vkey),),
        program=f"acopio {__version__}",
    )


def _facts(
    new: NewOrganisation, organisation: str, prefix: str, ruc: str | None, address: str | None
) -> OrganisationRecorded:
    person = ruc is not None and ruc.startswith("10")  # a natural person's RUC is private
    return OrganisationRecorded(
        organisation=organisation,
        kinds=new.kinds,
        ours=True,
        name=new.name,
        prefix=prefix,
        ruc=None if person else ruc,
        person_ruc=ruc if person else None,
        address=address,
        country="PE",
        zone=LIMA,
        hosted_by=new.hosted_by,
        quintal_g=new.quintal_g,
    )


def _first_commands(
    node: Node, opening: LogOpened, facts: OrganisationRecorded, manager: StaffAppointed
) -> Sequence[Command]:
    today = node.today()
    return [
        OpenLog(id=node.ids.uuid(), occurred_at=today, facts=opening),
        RecordOrganisation(id=node.ids.uuid(), occurred_at=today, facts=facts),
        AppointStaff(id=node.ids.uuid(), occurred_at=today, facts=manager),
    ]
