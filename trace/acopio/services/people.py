"""Who acts: accounts with a PIN on this node, and staff in the log."""

from collections.abc import Callable
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from acopio.domain.entries.parties import Credential, StaffAppointed, StaffDismissed
from acopio.domain.permissions import ROLES, Actor, NotAllowed
from acopio.domain.rows.parties import Organisation, Staff
from acopio.domain.rules.parties import AppointStaff, DismissStaff
from acopio.errors import Refusal
from acopio.ledger.keys import new_key
from acopio.services.keys import save_key
from acopio.services.node import Node
from acopio.storage.accounts import save_account
from acopio.storage.reader import Account, Reader
from acopio.storage.unit_of_work import Connection

PIN_LENGTH = 4
_HASHER = PasswordHasher()


@dataclass(eq=False)
class UnknownPerson(Refusal):
    """A name that no account on this node has."""

    code = "unknown-person"
    given: str
    known: str


@dataclass(eq=False)
class WrongPin(Refusal):
    """A PIN that is not this person's."""

    code = "wrong-pin"
    name: str


@dataclass(eq=False)
class PinTooShort(Refusal):
    """A PIN of fewer than four signs."""

    code = "pin-too-short"
    shortest: int = PIN_LENGTH


@dataclass(eq=False)
class NameTaken(Refusal):
    """An account name that somebody of the organisation already has."""

    code = "name-taken"
    name: str


@dataclass(frozen=True, slots=True)
class Secret:
    """Who somebody says to be, and how the PIN is asked for."""

    name: str | None
    pin: Callable[[str], str]


def account_named(
    reader: Reader,
    name: str | None,
    organisation: str | None = None,
    *,
    any_of_one: bool = False,
) -> Account:
    """Return an account by name; without a name the only one there is.

    With ``any_of_one``, any account does as long as all are of one organisation: for reading.

    Raises:
        UnknownPerson: no account, or several and no name.
    """
    accounts = [
        one for one in reader.accounts() if organisation is None or one.organisation == organisation
    ]
    wanted = [one for one in accounts if name is None or one.name == name.strip().lower()]
    if any_of_one and wanted and len({one.organisation for one in wanted}) == 1:
        return wanted[0]
    if len(wanted) != 1:
        known = ", ".join(sorted({one.name for one in accounts}))
        raise UnknownPerson(given=name or "", known=known)
    return wanted[0]


def _prove(account: Account, secret: Secret) -> None:
    try:
        _HASHER.verify(account.pin, secret.pin(account.name))
    except (Argon2Error, InvalidHashError):
        raise WrongPin(name=account.name) from None


def sign_in(node: Node, first: Secret, second: Secret | None = None) -> Actor:
    """Return the actor behind one or two PINs.

    Raises:
        UnknownPerson, WrongPin.
        NotAllowed: the second person only reads, or was dismissed.
    """
    with node.reading() as reader:
        account = account_named(reader, first.name)
        people = [account.staff]
        _prove(account, first)
        if second is not None:
            other = account_named(reader, second.name, account.organisation)
            _prove(other, second)
            people.append(other.staff)
            if not _roles(reader, other) - {"reader"}:
                raise NotAllowed(act="second", roles="reader", needed=", ".join(ROLES[:3]))
        roles = _roles(reader, account)
    return Actor(organisation=account.organisation, people=tuple(people), roles=roles)


def _roles(reader: Reader, account: Account) -> frozenset[str]:
    """Return the roles of an account; who was dismissed has none."""
    staff = reader.one(Staff, id=account.staff, organisation=account.organisation)
    return frozenset(staff.roles) if staff and staff.active else frozenset()


def pin_hash(pin: str) -> str:
    """Return the Argon2 hash of a PIN.

    Raises:
        PinTooShort: fewer than four signs.
    """
    if len(pin) < PIN_LENGTH:
        raise PinTooShort
    return _HASHER.hash(pin)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStaff:
    """A person who is to act for an organisation."""

    name: str
    pin: str
    roles: tuple[str, ...]
    full_name: str | None = None
    credentials: tuple[Credential, ...] = ()
    standing: str | None = None
    body: str | None = None


def appoint(node: Node, actor: Actor, new: NewStaff, *, staff: str | None = None) -> str:
    """Give somebody an account, a place in the log and, as inspector, a signing key.

    Returns:
        The opaque staff id.

    Raises:
        PinTooShort, NameTaken, NotAllowed, UnknownRole.
    """
    staff = staff or node.ids.uuid()
    name = new.name.strip().lower()
    with node.reading() as reader:
        if any(
            one.name == name and one.organisation == actor.organisation for one in reader.accounts()
        ):
            raise NameTaken(name=name)
        organisation = reader.one(Organisation, id=actor.organisation)
    hashed = pin_hash(new.pin)
    key = None
    if "inspector" in new.roles:
        prefix = (organisation.prefix if organisation else None) or "acopio"
        key = new_key("inspector", f"{prefix.lower()}/inspector/{staff}")
    command = AppointStaff(
        id=node.ids.uuid(),
        occurred_at=node.today(),
        facts=StaffAppointed(
            staff=staff,
            organisation=actor.organisation,
            roles=new.roles,
            name=new.full_name or new.name,
            key=str(key.verifier_key) if key else None,
            key_home="operator" if key else None,
            credentials=new.credentials,
            standing=new.standing,
            body=new.body,
        ),
    )
    account = Account(staff, actor.organisation, name, hashed)

    def keep(local: Connection) -> None:
        save_account(local, account)
        if key and not node.dry:
            save_key(node.keys, "inspector", staff, key, node.passphrase())

    node.carry_out(actor, [command], after=keep)
    return staff


def account_names(reader: Reader) -> dict[str, str]:
    """Return what people on this node sign in as, by staff id."""
    return {one.staff: one.name for one in reader.accounts()}


def dismiss(node: Node, actor: Actor, name: str, reason: str | None = None) -> str:
    """Take somebody's roles: the account stays, so that its name is never another's.

    Returns:
        The opaque staff id.

    Raises:
        UnknownPerson, LastManager, NotAllowed.
    """
    with node.reading() as reader:
        account = account_named(reader, name, actor.organisation)
    facts = StaffDismissed(staff=account.staff, organisation=actor.organisation, reason=reason)
    command = DismissStaff(id=node.ids.uuid(), occurred_at=node.today(), facts=facts)
    node.carry_out(actor, [command])
    return account.staff
