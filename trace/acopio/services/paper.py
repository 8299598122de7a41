"""What papers ask of the organisation that issues them: its address and pages, its local day."""

from dataclasses import dataclass

from acopio.documents.facts import LotFacts
from acopio.domain.codes import SACK_LENGTH, clean
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Organisation
from acopio.domain.times import LIMA, day_of, stamp
from acopio.errors import Refusal
from acopio.services.node import Node
from acopio.storage.published import known_files
from acopio.storage.reader import Reader


@dataclass(eq=False)
class AddressUnset(Refusal):
    """An organisation without a public address: its labels would lead nowhere."""

    code = "address-unset"
    organisation: str


def local_day(reader: Reader, node: Node, actor: Actor) -> str:
    """Return the organisation's local day."""
    row = reader.one(Organisation, id=actor.organisation)
    return day_of(stamp(node.now()), row.zone if row else LIMA)


def address_of(reader: Reader, facts: LotFacts) -> str:
    """Return the public address of a lot's issuer.

    Raises:
        AddressUnset: it has none.
    """
    if facts.issuer.address:
        return facts.issuer.address
    row = reader.one(Organisation, prefix=facts.issuer.prefix)
    raise AddressUnset(organisation=(row.name if row else None) or facts.issuer.prefix)


def is_published(reader: Reader, code: str) -> bool:
    """Say whether the page of a lot or sack was ever written by ``publish``."""
    signs = clean(code)
    room = "S" if len(signs) == SACK_LENGTH else "L"
    return bool(known_files(reader.connection, [f"{room}/{signs}/index.html"]))
