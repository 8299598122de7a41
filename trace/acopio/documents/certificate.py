"""From a lot's facts to the page of its chain-of-custody certificate."""

from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any

from acopio.documents.facts import Issuer as LotIssuer
from acopio.documents.facts import Judgement, LotFacts, Origin, Result, Step
from acopio.documents.label import lot_address
from acopio.documents.layouts import CUSTODY, Language, limit_words, protocol_words
from acopio.domain.codes import printed
from acopio.domain.masses import kilograms
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import encode
from acopio.messages import text, words
from acopio.quality.naming import headline, known
from acopio_labels.certificate_page import draw_certificate
from acopio_labels.errors import LabelError
from acopio_labels.model import (
    CertificatePage,
    CustodyRow,
    Fact,
    Issuer,
    OriginRow,
    Proof,
    QualityRow,
    Radar,
    RadarAxis,
)

FORMAT = "acopio/certificate/v1"
SAID = "certificate-facts"
"""Type of the document, in the certificate's entry, whose hash is the digest of what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a certificate stands in the log."""

    number: str
    issued_on: str
    index: int
    size: int
    root: str
    entries: int
    key: str
    """Fingerprint of the key that signs the log."""


def said(facts: LotFacts, issuer: LotIssuer) -> dict[str, Any]:
    """Return what a certificate says of a lot: its entry holds the digest of exactly this."""
    return {"issuer": asdict(issuer), "lot": asdict(facts)}


def digest_of(what: dict[str, Any]) -> str:
    """Return the SHA-256 of canonical JSON, base64url: a document's hash in an entry."""
    return url_encode(sha256(encode(what)).digest())


def custody_page(
    facts: LotFacts,
    issuer: LotIssuer,
    standing: Standing,
    language: Language,
    layout: str = CUSTODY,
) -> CertificatePage:
    """Return the page of a chain-of-custody certificate, worded as its layout does."""
    return CertificatePage(
        language=language,
        title=text("certificate.title", language),
        number=standing.number,
        state=text("certificate.state", language, day=standing.issued_on),
        issuer=Issuer(name=issuer.name, ruc=issuer.ruc, place=facts.place),
        issued_on=standing.issued_on,
        lot_code=printed(facts.code),
        product=words("product", facts.product, language),
        mass=f"{kilograms(facts.made_g)} kg",
        season=facts.season,
        address=lot_address(facts.issuer.address or "", facts.code),
        proof=Proof(
            origin=issuer.origin,
            entry_index=str(standing.index),
            tree_size=str(standing.size),
            root=standing.root,
            entries_covered=str(standing.entries),
            key_fingerprint=standing.key,
        ),
        footer=text("certificate.footer", language),
        claims=tuple(words("claim", claim, language) for claim in facts.claims),
        other_facts=tuple(_balance(facts, language)),
        origin_rows=tuple(_origin(facts, one, language) for one in facts.origins),
        families=str(facts.families) if facts.families else None,
        origin_note=_origin_note(facts, language),
        custody_rows=tuple(_custody(step, language) for step in facts.steps),
        quality_rows=tuple(_quality(facts, language, layout)),
        quality_note=None if facts.results else text("certificate.no-quality", language),
        radar=_radar(facts, language, layout),
        not_said=tuple(text(f"certificate.not-said.{n}", language) for n in range(1, 6)),
    )


def _balance(facts: LotFacts, language: Language) -> list[Fact]:
    return [
        Fact(label=words("cause", cause, language), value=f"{kilograms(grams)} kg")
        for cause, grams in facts.balance
        if grams and cause != "made"
    ]


def percent(grams: int, whole_g: int) -> str:
    """Return a share with one decimal, half up: ``12.5 %``."""
    value = Decimal(100) * grams / whole_g
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)} %"


def place_text(district: str) -> str:
    """Return a district as it is known: a bare number is a ubigeo."""
    return f"ubigeo {district}" if district.isdigit() else district


def _origin(facts: LotFacts, row: Origin, language: Language) -> OriginRow:
    group = row.group
    if group in {"delivery", "opened", "bought", "found"}:
        group = words("born", group, language)
    return OriginRow(
        group=f"{group} · {place_text(row.district)}" if row.district else group,
        families=str(row.families) if row.families else "–",
        mass=f"{kilograms(row.grams)} kg",
        share=percent(row.grams, facts.made_g),
    )


def _origin_note(facts: LotFacts, language: Language) -> str:
    notes = [
        text(
            "certificate.plots",
            language,
            share=percent(facts.with_plots_g, facts.made_g),
        )
    ]
    if facts.declared_g:
        notes.append(
            text(
                "certificate.declared",
                language,
                share=percent(facts.declared_g, facts.made_g),
            )
        )
    return " ".join(notes)


def _days(first: str, last: str) -> str:
    """Return one day, or two without the year that they share: the column is narrow."""
    if first == last:
        return first
    return f"{first[5:]} – {last[5:]}" if first[:4] == last[:4] else f"{first} – {last}"


def _custody(step: Step, language: Language) -> CustodyRow:
    days = _days(step.first_day, step.last_day)
    name = words("step", step.kind, language)
    if step.kind in {"receipt", "confirmation"}:
        name = f"{name}: {words('outcome', step.detail, language)}"
    if step.kind == "report":
        name = f"{name}: {words('said', step.detail, language)}"
    if step.reported:
        name = f"{name} ({text('reported', language)})"
    return CustodyRow(
        date=days,
        step=name,
        party=step.where,
        mass_in=_mass(step.in_g),
        mass_out=_mass(step.out_g),
        difference=_mass(-step.difference_g if step.difference_g else step.difference_g),
    )


def _mass(grams: int | None) -> str:
    return "" if grams is None else kilograms(grams)


def _quality(facts: LotFacts, language: Language, layout: str) -> list[QualityRow]:
    rows = [_result(facts, result, language, layout) for result in facts.results]
    return rows + [_judgement(one, language) for one in facts.judgements]


def _result(facts: LotFacts, result: Result, language: Language, layout: str) -> QualityRow:
    values = dict(result.values)
    shown = values.get(headline(result.protocol, result.version, values) or "", "")
    limits = [
        limit_words(layout, limit, language)
        for judgement in facts.judgements
        for limit in judgement.limits
        if limit[0] == result.protocol
    ]
    protocol = known(result.protocol, result.version) if result.version else None
    source = protocol.source[0] if protocol else None
    standing = words("standing", result.standing, language)
    if result.drew_sample:
        standing = f"{standing}; {text('drew-sample', language)}"
    if result.reported:
        standing = text("reported", language)
    return QualityRow(
        protocol=protocol_words(layout, result.protocol, result.version, language),
        result=shown,
        limit="; ".join(dict.fromkeys(limits)),
        method=f"{source.standard} {source.section}".strip() if source else "",
        by=words("role", result.by, language),
        standing=standing,
        date=result.day or "",
    )


def _judgement(judgement: Judgement, language: Language) -> QualityRow:
    return QualityRow(
        protocol=f"{words('act', judgement.act, language)}: {judgement.profile}",
        result=words("act", judgement.act, language),
        limit=judgement.profile,
        by=words("role", judgement.by, language),
        standing=words("standing", judgement.standing, language) if judgement.standing else "",
        date=judgement.day,
    )


def _radar(facts: LotFacts, language: Language, layout: str) -> Radar | None:
    """Return the sensory profile of the newest own evaluation that has one, on its fixed scale."""
    for result in reversed(facts.results):
        protocol = known(result.protocol, result.version)
        if protocol and protocol.chart == "radar" and not result.reported:
            values = dict(result.values)
            return Radar(
                title=protocol_words(layout, result.protocol, result.version, language),
                axes=tuple(
                    RadarAxis(name=protocol.name_of(key, language) or key, value=values[key])
                    for key in protocol.axes
                    if key in values
                ),
            )
    return None


__all__ = [
    "CertificatePage",
    "LabelError",
    "Standing",
    "custody_page",
    "draw_certificate",
    "percent",
]
