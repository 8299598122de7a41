"""Certificates: of a lot's chain of custody, and of a decision about its quality."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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
from acopio.documents.layouts import CUSTODY, QUALITY, Language
from acopio.documents.quality_certificate import draw_quality_certificate, quality_page
from acopio.domain.entries.fields import Document
from acopio.domain.history import history_root
from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Certificate
from acopio.domain.rules.paper import Issue
from acopio.domain.state import NotFound
from acopio.ledger.b64 import encode as b64_encode
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import encode
from acopio.ledger.checkpoint import open_checkpoint
from acopio.ledger.note import VerifierKey, fingerprint
from acopio.ledger.proof import TlogProof
from acopio.services.deciding import decision_on
from acopio.services.facts import issuer_of, lot_facts
from acopio.services.files import write_whole
from acopio.services.find import Finder
from acopio.services.log import signed_checkpoint
from acopio.services.node import Node
from acopio.services.paper import address_of, local_day
from acopio.services.quality_facts import names_behind, quality_facts
from acopio.storage.log_store import checkpoint_at, proof_at
from acopio.storage.reader import Reader, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A certificate as a file."""

    number: str
    lot: str
    pdf: bytes


Draw = Callable[[Standing], tuple[Any, bytes]]
"""Returns the model of a page and the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a certificate says, and how it is drawn."""

    about: str
    layout: str
    lot: str
    latest: str
    balance: tuple[tuple[str, int], ...]
    said: dict[str, Any]
    draw: Draw
    decision: str | None = None


def certify_custody(node: Node, actor: Actor, lot: str, language: Language = "es") -> Issued:
    """Issue a chain-of-custody certificate.

    Raises:
        AddressUnset, HistoryMoved, NothingToCertify, NotAllowed, LogForked, ClockUnconfirmed.
    """
    with node.reading() as reader:
        found = Finder(reader, actor.organisation).lot(lot)
        facts = lot_facts(reader, found.code)
        issuer = issuer_of(reader, actor.organisation)
        address_of(reader, facts)

    def draw(standing: Standing) -> tuple[Any, bytes]:
        page = custody_page(facts, issuer, standing, language)
        return page, draw_certificate(page)

    content = _Content(
        about="custody",
        layout=CUSTODY,
        lot=facts.code,
        latest=facts.latest,
        balance=facts.balance,
        said=said(facts, issuer),
        draw=draw,
    )
    return _issue(node, actor, content, language)


def certify_quality(
    node: Node,
    actor: Actor,
    lot: str,
    profile: str | None = None,
    language: Language = "es",
) -> Issued:
    """Issue a quality certificate of the latest decision on a lot, or of that for a profile.

    Raises:
        NotFound: nothing was decided of the lot, or not for this profile.
        AddressUnset, HistoryMoved, NothingToCertify, NotAllowed, LogForked, ClockUnconfirmed.
    """
    with node.reading() as reader:
        finder = Finder(reader, actor.organisation)
        found = finder.lot(lot)
        decision = decision_on(reader, found, finder.profile(profile).id if profile else None)
        facts = lot_facts(reader, found.code)
        quality = quality_facts(reader, found, decision)
        people = names_behind(reader, quality)
        issuer = issuer_of(reader, actor.organisation)
        address_of(reader, facts)

    def draw(standing: Standing) -> tuple[Any, bytes]:
        page = quality_page(facts, quality, issuer, standing, people, language)
        return page, draw_quality_certificate(page)

    content = _Content(
        about="quality",
        layout=QUALITY,
        lot=facts.code,
        latest=facts.latest,
        balance=facts.balance,
        # Names are private: without the salt nobody could try them against the digest in the log.
        said=said(facts, issuer)
        | {"quality": asdict(quality), "people": people, "salt": url_encode(node.ids.salt())},
        draw=draw,
        decision=decision.leaf,
    )
    return _issue(node, actor, content, language)


def _issue(node: Node, actor: Actor, content: _Content, language: Language) -> Issued:
    """Write the entry first, then sign the head that covers it, then draw and bind the page."""
    with node.reading() as reader:
        history = reader.history(content.latest)
        day = local_day(reader, node, actor)
    command = Issue(
        id=node.ids.uuid(),
        occurred_at=day,
        docs=(Document(type=SAID, hash=digest_of(content.said)),),
        lot=content.lot,
        about=content.about,
        language=language,
        layout=content.layout,
        after=content.latest,
        entries=len(history),
        history_root=history_root(map(_place, history)),
        balance=content.balance,
        decision=content.decision,
    )
    entry = node.carry_out(actor, [command])[0].entries[0]
    signed_checkpoint(node, actor.organisation)
    number = str(entry.body["number"])
    pdf = _bundle(node, number, content)
    write_whole(_file(node, number), pdf)
    return Issued(number=number, lot=content.lot, pdf=pdf)


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


def _bundle(node: Node, number: str, content: _Content) -> bytes:
    """Return the file of a certificate whose entry a signed checkpoint covers."""
    with node.reading() as reader:
        standing, own, history, proof, vkey = _standing(reader, number)
    page, drawn = content.draw(standing)
    twin = {
        "format": FORMAT,
        "page": asdict(page),
        **content.said,
        "history": [list(_place(one)) for one in history],
    }
    return bind(
        Bundle(
            page=drawn,
            twin=encode(twin),
            proof=proof.text().encode("utf-8"),
            entries=b"".join(one.leaf + b"\n" for one in [*history, own]),
            key=f"{vkey}\n".encode(),
        )
    )


def _standing(reader: Reader, number: str) -> tuple[Standing, Stored, list[Stored], TlogProof, str]:
    """Return where a certificate stands, its entry, the history before it, its proof, the key."""
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
    return standing, own, history, TlogProof(own.index, hashes, note), log.vkey
