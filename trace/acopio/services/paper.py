"""Labels and certificates: the manager's paper."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from acopio.documents.bundle import Bundle, bind
from acopio.documents.certificate import (
    FORMAT,
    SAID,
    Standing,
    custody_page,
    digest_of,
    draw_certificate,
    said,
)
from acopio.documents.facts import Issuer, LotFacts, SackFacts
from acopio.documents.label import THERMAL, draw_sack_labels, sack_labels
from acopio.documents.layouts import CUSTODY, Language
from acopio.domain.entries.fields import Document
from acopio.domain.history import history_root
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Certificate
from acopio.domain.rows.lots import FULL
from acopio.domain.rows.parties import Organisation
from acopio.domain.rules.lots import NoteLabels
from acopio.domain.rules.paper import Issue
from acopio.domain.state import NotFound
from acopio.domain.times import LIMA, day_of, stamp
from acopio.errors import Refusal
from acopio.ledger.b64 import encode as b64_encode
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import encode
from acopio.ledger.checkpoint import open_checkpoint
from acopio.ledger.note import VerifierKey
from acopio.ledger.proof import TlogProof
from acopio.services.facts import issuer_of, lot_facts
from acopio.services.files import write_whole
from acopio.services.find import Finder
from acopio.services.log import signed_checkpoint
from acopio.services.node import Node
from acopio.services.processing import sack_range
from acopio.services.publish import is_published
from acopio.storage.log_store import checkpoint_at, proof_at
from acopio.storage.reader import Reader, Stored


@dataclass(eq=False)
class AddressUnset(Refusal):
    """An organisation without a public address: its labels would lead nowhere."""

    code = "address-unset"
    organisation: str


@dataclass(eq=False)
class NoSacks(Refusal):
    """A lot without sacks, or without the numbers that were asked for."""

    code = "no-sacks"
    lot: str
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A job of labels."""

    pdf: bytes
    lot: str
    first: int
    last: int
    count: int
    published: bool
    """Whether the page that the labels lead to has been published."""


def labels(
    node: Node,
    actor: Actor,
    lot: str,
    *,
    sacks: str | None = None,
    dots_per_inch: int = 203,
    progress: Callable[[int], None] | None = None,
) -> Labels:
    """Draw one label for each sack of a lot, and write the job down.

    Raises:
        AddressUnset: labels would lead nowhere.
        NoSacks: there is nothing to label.
    """
    actor.require("paper")
    with node.reading() as reader:
        found = Finder(reader, actor.organisation).lot(lot)
        facts = lot_facts(reader, found.code)
        address = _address(reader, facts)
        published = is_published(reader, found.code)
        day = _today(reader, node, actor)
    chosen = _chosen(facts, sacks)
    pdf = draw_sack_labels(
        sack_labels(facts, chosen, address), dots_per_inch=dots_per_inch, progress=progress
    )
    numbers = [sack.number for sack in chosen]
    command = NoteLabels(
        id=node.ids.uuid(),
        occurred_at=day,
        lot=facts.code,
        medium=THERMAL,
        first=min(numbers),
        last=max(numbers),
    )
    node.carry_out(actor, [command])
    return Labels(
        pdf=pdf,
        lot=facts.code,
        first=min(numbers),
        last=max(numbers),
        count=len(chosen),
        published=published,
    )


def _today(reader: Reader, node: Node, actor: Actor) -> str:
    """Return the organisation's local day."""
    row = reader.one(Organisation, id=actor.organisation)
    return day_of(stamp(node.now()), row.zone if row else LIMA)


def _address(reader: Reader, facts: LotFacts) -> str:
    if facts.issuer.address:
        return facts.issuer.address
    row = reader.one(Organisation, prefix=facts.issuer.prefix)
    raise AddressUnset(organisation=(row.name if row else None) or facts.issuer.prefix)


def _chosen(facts: LotFacts, sacks: str | None) -> list[SackFacts]:
    first, last = sack_range(sacks) if sacks else (1, 10**9)
    chosen = [
        sack
        for sack in facts.sacks
        if first <= sack.number <= last and sack.state in {*FULL, "reserved"}
    ]
    if not chosen:
        raise NoSacks(lot=facts.code, given=sacks or "")
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A certificate as a file."""

    number: str
    lot: str
    pdf: bytes


def certify_custody(node: Node, actor: Actor, lot: str, language: Language = "es") -> Issued:
    """Issue a chain-of-custody certificate: the entry first, then the proof, then the page.

    Raises:
        AddressUnset, HistoryMoved, NothingToCertify, NotAllowed, LogForked, ClockUnconfirmed.
    """
    with node.reading() as reader:
        found = Finder(reader, actor.organisation).lot(lot)
        facts = lot_facts(reader, found.code)
        issuer = issuer_of(reader, actor.organisation)
        _address(reader, facts)
        history = reader.history(found.latest)
        day = _today(reader, node, actor)
    command = Issue(
        id=node.ids.uuid(),
        occurred_at=day,
        docs=(Document(type=SAID, hash=digest_of(said(facts, issuer))),),
        lot=found.code,
        about="custody",
        language=language,
        layout=CUSTODY,
        after=found.latest,
        entries=len(history),
        history_root=history_root(map(_place, history)),
        balance=facts.balance,
    )
    entry = node.carry_out(actor, [command])[0].entries[0]
    signed_checkpoint(node, actor.organisation)
    number = str(entry.body["number"])
    pdf = _bundle(node, number, facts, issuer)
    write_whole(_file(node, number), pdf)
    return Issued(number=number, lot=facts.code, pdf=pdf)


def _file(node: Node, number: str) -> Path:
    return node.home / "certificates" / f"{number}.pdf"


def reprint(node: Node, number: str) -> Issued:
    """Return a certificate exactly as it was issued, from the copy kept beside the database.

    Raises:
        NotFound: there is no such certificate, or its copy is gone.
    """
    with node.reading() as reader:
        certificate = reader.one(Certificate, number=number.strip().upper())
    path = _file(node, certificate.number) if certificate else None
    if certificate is None or path is None or not path.exists():
        raise NotFound(what="certificate", given=number)
    return Issued(number=certificate.number, lot=certificate.lot, pdf=path.read_bytes())


def _place(stored: Stored) -> tuple[str, int, str]:
    return stored.origin, stored.index, url_encode(stored.hash)


def _bundle(node: Node, number: str, facts: LotFacts, issuer: Issuer) -> bytes:
    """Return the file of a certificate whose entry a signed checkpoint covers."""
    with node.reading() as reader:
        certificate = reader.one(Certificate, number=number)
        if certificate is None:
            raise NotFound(what="certificate", given=number)
        own = reader.entries([certificate.leaf])[0]
        history = [one for one in reader.history(certificate.leaf) if one.hash != own.hash]
        log = reader.log_of(certificate.organisation)
        note = checkpoint_at(reader.connection, log.log, covering=own.index + 1) or ""
        key = VerifierKey.parse(log.vkey)
        checkpoint = open_checkpoint(note, [key], log.origin)
        hashes = proof_at(reader.connection, log.log, own.index, checkpoint.size)
    standing = Standing(
        number=certificate.number,
        issued_on=certificate.day,
        index=own.index,
        size=checkpoint.size,
        root=b64_encode(checkpoint.root),
        entries=certificate.entries,
        key=fingerprint(key),
    )
    page = custody_page(facts, issuer, standing, "en" if certificate.language == "en" else "es")
    twin = {
        "format": FORMAT,
        "page": asdict(page),
        **said(facts, issuer),
        "history": [list(_place(one)) for one in history],
    }
    return bind(
        Bundle(
            page=draw_certificate(page),
            twin=encode(twin),
            proof=TlogProof(own.index, hashes, note).text().encode("utf-8"),
            entries=b"".join(one.leaf + b"\n" for one in [*history, own]),
            key=f"{log.vkey}\n".encode(),
        )
    )


def fingerprint(key: VerifierKey) -> str:
    """Return 16 hexadecimal digits of a key's SHA-256, in fours, for people to compare."""
    digest = sha256(key.public).hexdigest()[:16].upper()
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))
