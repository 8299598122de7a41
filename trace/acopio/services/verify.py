"""Checking a certificate offline: nothing but the file, and the key if one is at hand."""

from dataclasses import asdict, dataclass
from typing import Any

import msgspec

from acopio.documents.bundle import (
    ENTRIES,
    KEY,
    PROOF,
    TWIN,
    NotACertificate,
    page_drawing,
    unbind,
)
from acopio.documents.certificate import (
    FORMAT,
    SAID,
    CertificatePage,
    LabelError,
    Standing,
    custody_page,
    digest_of,
    draw_certificate,
)
from acopio.documents.facts import Issuer, LotFacts
from acopio.documents.layouts import Language
from acopio.documents.quality_certificate import (
    QualityPage,
    draw_quality_certificate,
    quality_page,
)
from acopio.documents.quality_facts import QualityFacts
from acopio.domain.entries.envelope import Entry, read_entry
from acopio.domain.entries.paper import CertificateIssued
from acopio.domain.history import closure, history_root, in_causal_order
from acopio.domain.replay import replay
from acopio.domain.rows.lots import Flow, Lot
from acopio.domain.rows.quality import Inspection
from acopio.domain.shares import shares
from acopio.domain.state import State
from acopio.errors import Refusal
from acopio.ledger import proof as tlog_proof
from acopio.ledger.b64 import encode as b64_encode
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import encode
from acopio.ledger.merkle import leaf_hash
from acopio.ledger.note import VerifierKey, fingerprint
from acopio.services.verify_quality import Check, inspected


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What checking a certificate found."""

    number: str
    lot: str
    origin: str
    key: str
    """Fingerprint of the key that signed; trust it only when it came another way too."""
    size: int
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


def verify_certificate(data: bytes, key: str | None = None) -> Verified:
    """Check a certificate file; with ``key`` (a verifier key), only that key is believed.

    Raises:
        NotACertificate: the file is no certificate, or something is missing from it.
        BadNote, BadProof, BadCheckpoint: its proof is malformed or not signed by the log.
        NewerEntry: a newer program wrote it.
    """
    files, drawn = unbind(data)
    try:
        return _verified(files, drawn, key)
    except Refusal:
        raise
    except _MALFORMED as error:
        # Whatever is not as we write it: a list for a text, a name that is missing, half a number.
        raise NotACertificate(missing=type(error).__name__) from None


_SAID = ("issuer", "lot", "quality", "people", "salt")
"""What a certificate says: its entry holds the digest of exactly this."""
_MALFORMED = (
    msgspec.MsgspecError,
    LabelError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def _verified(files: dict[str, bytes], drawn: bytes, key: str | None) -> Verified:
    leaves = files[ENTRIES].splitlines()
    vkey = VerifierKey.parse((key or files[KEY].decode("utf-8")).strip())
    proof = tlog_proof.TlogProof.parse(files[PROOF].decode("utf-8"))
    checkpoint = tlog_proof.verify(proof, leaves[-1] if leaves else b"", [vkey], vkey.name)
    issued = read_entry(leaves[-1])
    if issued.kind != "certificate.issued":
        raise NotACertificate(missing=issued.kind)
    body = msgspec.convert(issued.body, CertificateIssued)
    twin: dict[str, Any] = msgspec.json.decode(files[TWIN])
    standing = Standing(
        number=body.number,
        issued_on=issued.occurred_at,
        index=proof.index,
        size=checkpoint.size,
        root=b64_encode(checkpoint.root),
        entries=body.entries,
        key=fingerprint(vkey),
    )
    by_hash = {url_encode(leaf_hash(leaf)): leaf for leaf in leaves[:-1]}
    checks = [
        Check("signature", True, f"{vkey.name} · {checkpoint.size}"),
        Check("inclusion", True, str(proof.index)),
        Check("attached", _as_written(files, leaves, proof, vkey, twin), str(len(files))),
        *_history(issued, body, twin, by_hash),
        *_refolded(body, twin, by_hash),
        _said(issued, twin),
        _page(body, twin, standing, drawn),
    ]
    return Verified(
        number=body.number,
        lot=body.lot,
        origin=vkey.name,
        key=fingerprint(vkey),
        size=checkpoint.size,
        checks=tuple(checks),
    )


def _as_written(
    files: dict[str, bytes],
    leaves: list[bytes],
    proof: tlog_proof.TlogProof,
    vkey: VerifierKey,
    twin: dict[str, Any],
) -> bool:
    """Nothing was put between what is attached: written again, it gives the same bytes."""
    ordered = [hashed for _origin, _index, hashed in twin["history"]]
    return (
        files[ENTRIES] == b"".join(leaf + b"\n" for leaf in leaves)
        and [url_encode(leaf_hash(leaf)) for leaf in leaves[:-1]] == ordered
        and files[PROOF] == proof.text().encode("utf-8")
        and proof.extra is None
        and files[KEY] == f"{vkey}\n".encode()
        and files[TWIN] == encode(twin)
        and twin.keys() - {"quality", "people", "salt"}
        == {"format", "page", "issuer", "lot", "history"}
        and twin["format"] == FORMAT
    )


def _said(issued: Entry, twin: dict[str, Any]) -> Check:
    """What the twin says is what the certificate's entry committed to."""
    digest = digest_of({key: twin[key] for key in twin if key in _SAID})
    held = [doc.hash for doc in issued.docs if doc.type == SAID]
    return Check("facts", held == [digest], digest)


def _history(
    issued: Entry, body: CertificateIssued, twin: dict[str, Any], leaves: dict[str, bytes]
) -> list[Check]:
    """The entries are exactly the closure that the certificate's entry commits to."""
    places = [(str(o), int(i), str(h)) for o, i, h in twin["history"]]
    root = history_root(places)
    reached, missing = closure(issued.after, leaves)
    whole = (
        not missing
        and reached == set(leaves) == {one[2] for one in places}
        and len(places) == body.entries
    )
    return [
        Check("history-root", root == body.history_root, body.history_root),
        Check("history-whole", whole, str(len(leaves))),
    ]


def _refolded(
    body: CertificateIssued, twin: dict[str, Any], leaves: dict[str, bytes]
) -> list[Check]:
    """Folding the entries again gives the lot, balance, shares and results that are printed."""
    state = State()
    for _ in replay(state, in_causal_order(leaves), lambda _digest: None):
        pass
    lot = state.get(Lot, body.lot)
    said = twin["lot"]
    same_lot = [lot.code, lot.product, lot.made_g, lot.left_g, list(lot.claims)] == [
        said[name] for name in ("code", "product", "made_g", "left_g", "claims")
    ]
    balance = [list(part) for part in body.balance]
    computed = _balance(state, lot)
    origins = shares(lot.code, lot.made_g, _edges(state, lot.code))
    printed_g = sum(row["grams"] for row in said["origins"])
    results = {(one.protocol, one.result) for one in state.all(Inspection) if not one.superseded}
    claimed = {
        (one["protocol"], tuple((k, v) for k, v in one["values"]))
        for one in said["results"]
        if not one["reported"]
    }
    return [
        Check("lot", same_lot, lot.code),
        Check("balance", computed == balance == said["balance"], str(lot.left_g)),
        Check("shares", sum(origins.values()) == printed_g == lot.made_g, str(len(origins))),
        Check("results", claimed <= results, str(len(claimed))),
        *inspected(body, twin, state, leaves),
    ]


def _edges(state: State, code: str) -> list[tuple[str, str, str, int]]:
    """Return the edges above a lot from flows in memory."""
    came = {flow.lot: flow.step for flow in state.all(Flow) if flow.way == "out"}
    went: dict[str, list[Flow]] = {}
    for flow in state.all(Flow):
        if flow.way == "in":
            went.setdefault(flow.step, []).append(flow)
    edges, waiting, seen = [], [code], {code}
    while waiting:
        child = waiting.pop()
        step = came.get(child)
        for flow in went.get(step or "", []):
            edges.append((child, step or "", flow.lot, flow.grams))
            if flow.lot not in seen:
                seen.add(flow.lot)
                waiting.append(flow.lot)
    return edges


def _balance(state: State, lot: Lot) -> list[list[object]]:
    flows = [flow for flow in state.all(Flow) if flow.lot == lot.code]
    drawn = sum(flow.grams for flow in flows if flow.way == "in")
    causes: dict[str, int] = {}
    for flow in flows:
        if flow.way == "loss":
            causes[flow.cause] = causes.get(flow.cause, 0) + flow.grams
    return [
        ["made", lot.made_g],
        ["drawn", drawn],
        *([cause, grams] for cause, grams in sorted(causes.items())),
        ["left", lot.left_g],
    ]


def _page(body: CertificateIssued, twin: dict[str, Any], standing: Standing, drawn: bytes) -> Check:
    """The printed page is the one that the facts give, drawn again."""
    facts = msgspec.convert(twin["lot"], LotFacts)
    issuer = msgspec.convert(twin["issuer"], Issuer)
    language: Language = "en" if body.language == "en" else "es"
    page: CertificatePage | QualityPage
    if body.about == "quality":
        quality = msgspec.convert(twin["quality"], QualityFacts)
        people = msgspec.convert(twin["people"], dict[str, str])
        page = quality_page(facts, quality, issuer, standing, people, language)
        redrawn = draw_quality_certificate(page)
    else:
        page = custody_page(facts, issuer, standing, language, body.layout)
        redrawn = draw_certificate(page)
    same_twin = encode(asdict(page)) == encode(twin["page"])
    return Check("page", same_twin and page_drawing(redrawn) == drawn and facts.code == body.lot)


def as_json(verified: Verified) -> dict[str, Any]:
    """Return what was found, as plain values."""
    return {**asdict(verified), "passed": verified.passed}
