"""From what is public of a lot to the lines of its page, in one language: no markup, no guessing.

The first line is the state of the code that was scanned. The bare word "certified" is kept for
certificates of third-party schemes: a lot is "released", by whom, of what standing, against what.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.documents.pages import wording
from acopio.documents.pages.parts import (
    Bar,
    Document,
    Fact,
    Finding,
    Line,
    Measure,
    custody,
    findings,
    origin_bars,
)
from acopio.documents.pages.public import DecisionRow, PublicLot, ResultRow
from acopio.documents.pages.wording import Language, kilograms, share, text
from acopio.domain.codes import printed
from acopio.domain.rows.lots import FULL
from acopio.messages import words
from acopio.quality.naming import figure_unit, figure_value, headline, protocol_name

__all__ = ["Bar", "Document", "Fact", "Finding", "Line", "LotPage", "Measure", "lot_page"]

TONES = {
    "in-store": "good",
    "on-the-way": "moving",
    "delivered": "moving",
    "held": "warn",
    "used-up": "quiet",
    "void": "bad",
    "label-void": "bad",
    "missing": "bad",
    "emptied": "quiet",
    "burst": "quiet",
    "re-used": "bad",
    "reserved": "quiet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One sentence on quality: released, rejected, or not judged."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPage:
    """Everything on the page, ready to print; empty texts are left out."""

    language: Language
    title: str
    description: str
    code: str
    what: str
    """``Saco 42 de 250`` or ``Lote``."""
    lot_code: str
    state: str
    state_more: str
    tone: str
    moved: str
    verdicts: tuple[Verdict, ...]
    facts: tuple[Fact, ...]
    issuer: str
    issuer_lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    decisions: tuple[str, ...]
    certificates: tuple[Document, ...]
    origin: tuple[Bar, ...]
    origin_lines: tuple[str, ...]
    custody: tuple[Line, ...]
    balance: tuple[Fact, ...]
    not_said: tuple[str, ...]
    as_of: str
    ledger: tuple[Fact, ...]

    def say(self, key: str, **fields: object) -> str:
        """Return fixed words in the language of the page."""
        return text(key, self.language, **fields)


def lot_page(lot: PublicLot, language: Language) -> LotPage:
    """Return the page of a lot, or of one sack of it."""
    code = lot.sack.code if lot.sack else lot.code
    state, more, tone = _state(lot, language)
    what = (
        text("sack", language, number=lot.sack.number, of=lot.sack.of)
        if lot.sack
        else text("lot", language)
    )
    verdicts = tuple(_verdicts(lot, language, calm=tone not in {"good", "moving"}))
    product = words("product", lot.product, language)
    moved = bool(lot.sack and lot.packed_for != lot.code)
    return LotPage(
        language=language,
        title=f"{what} {printed(code)} · {product} · {lot.issuer.name}",
        description=" · ".join([state, *(one.text for one in verdicts)][:2]),
        code=printed(code),
        what=what,
        lot_code=printed(lot.code),
        state=state,
        state_more=more,
        tone=tone,
        moved=text(
            "sack.other",
            language,
            packed=printed(lot.packed_for or ""),
            now=printed(lot.code),
        )
        if moved
        else "",
        verdicts=verdicts,
        facts=tuple(_facts(lot, language)),
        issuer=lot.issuer.name,
        issuer_lines=tuple(_issuer(lot, language)),
        findings=tuple(findings(lot, language)),
        decisions=_history(lot, verdicts, language),
        certificates=tuple(_certificates(lot, language)),
        origin=tuple(origin_bars(lot, language)),
        origin_lines=tuple(_origin_lines(lot, language)),
        custody=tuple(custody(lot, language)),
        balance=tuple(_balance(lot, language)),
        not_said=tuple(_not_said(lot, language)),
        as_of=text("as-of", language, day=wording.day(lot.as_of, language)),
        ledger=(
            Fact(name=text("log", language), value=lot.ledger.origin, code=True),
            Fact(name=text("entry", language), value=str(lot.ledger.entry), code=True),
            Fact(name=text("leaf", language), value=lot.ledger.leaf, code=True),
        ),
    )


def _state(lot: PublicLot, language: Language) -> tuple[str, str, str]:
    """Return the state of this very code, what it means, and its tone."""
    state = lot.state
    # A hold outweighs everything but a label that is not valid at all.
    void = lot.sack is not None and lot.sack.state in {"void", "re-used"}
    if lot.sack and lot.sack.state not in FULL and (state != "held" or void):
        state = lot.sack.state
    if lot.sack and lot.sack.label == "void":
        state = "label-void"
    more = f"state.{state}.more"
    if state == "delivered" and any(s.kind == "receipt" and s.reported for s in lot.steps):
        confirmed = any(s.kind == "confirmation" for s in lot.steps)
        more = "state.delivered.confirmed" if confirmed else "state.delivered.reported"
    said = text(more, language)
    if lot.sack and lot.sack.printing > 1 and state != "label-void":
        said += f". {text('sack.copy', language, number=lot.sack.printing)}"
    return text(f"state.{state}", language), said, TONES[state]


def _verdicts(lot: PublicLot, language: Language, *, calm: bool) -> Iterable[Verdict]:
    """Yield what was decided; nothing shines green beside a void label or a hold."""
    for profile in lot.released_for:
        said = _last(lot.decisions, profile, {"certified"})
        yield Verdict(
            text=_decision(said, language)
            if said
            else text("released.before", language, profile=profile),
            tone="quiet" if calm else "good",
        )
    for profile in lot.rejected_for:
        said = _last(lot.decisions, profile, {"rejected", "downgraded"})
        yield Verdict(
            text=_decision(said, language)
            if said
            else text("rejected.before", language, profile=profile),
            tone="warn",
        )
    if not lot.released_for and not lot.rejected_for:
        yield Verdict(text=text("not-released", language), tone="quiet")


def _last(rows: Iterable[DecisionRow], profile: str, acts: set[str]) -> DecisionRow | None:
    found = [row for row in rows if row.profile == profile and row.act in acts]
    return found[-1] if found else None


def _history(lot: PublicLot, verdicts: Iterable[Verdict], language: Language) -> tuple[str, ...]:
    """Return the decisions that the headline does not say already."""
    said = {one.text for one in verdicts}
    return tuple(
        one for one in (_decision(row, language) for row in lot.decisions) if one not in said
    )


def _decision(row: DecisionRow, language: Language) -> str:
    act = {"certified": "released"}.get(row.act, row.act)
    standing = words("standing", row.standing or "own-staff", language)
    said = text(
        act,
        language,
        by=row.organisation or text("someone", language),
        standing=standing,
        profile=row.profile,
        day=wording.day(row.day, language),
    )
    if row.valid_to:
        said += text("released.until", language, day=wording.day(row.valid_to, language))
    return said


def _facts(lot: PublicLot, language: Language) -> Iterable[Fact]:
    """Yield what a buyer compares with the contract, the most asked first."""
    yield Fact(
        name=text("product", language),
        value=words("product", lot.product, language),
        more=words("process", lot.process, language) if lot.process else "",
    )
    yield _mass(lot, language)
    yield _quality(lot, language)
    families = (
        text("families.few", language, count=lot.origin.fewer_than)
        if lot.origin.fewer_than
        else text("families", language, count=lot.origin.families)
        if lot.origin.families
        else ""
    )
    region = wording.region(
        [row.district for row in lot.origin.rows] or [lot.district], lot.country, language
    )
    yield Fact(
        name=text("origin", language), value=families or region, more=region if families else ""
    )
    claims = " · ".join(words("claim", one, language) for one in lot.claims)
    yield Fact(name=text("claims", language), value=claims or text("none", language))
    yield Fact(
        name=text("season", language),
        value=lot.season,
        more=f"{text('made', language)} {wording.day(lot.day, language)}",
    )
    yield Fact(
        name=text("holder", language),
        value=lot.holder or text("person", language),
        more=lot.place or "",
    )


def _mass(lot: PublicLot, language: Language) -> Fact:
    if lot.mass_g is None:
        return Fact(name=text("mass", language), value="–", more=text("mass.private", language))
    if lot.sack is None:
        left = lot.left_g if lot.left_g is not None else lot.mass_g
        more = f"{words('cause', 'left', language)}: {kilograms(left)}"
        more = "" if left == lot.mass_g else more
        return Fact(name=text("mass", language), value=kilograms(lot.mass_g), more=more)
    return Fact(
        name=text("mass.sack", language),
        value=kilograms(lot.sack.mass_g) if lot.sack.mass_g else text("not-weighed", language),
        more=text("of-lot", language, mass=kilograms(lot.mass_g)),
    )


def _quality(lot: PublicLot, language: Language) -> Fact:
    """Return grade or score of the latest result with its protocol: our own before a reported."""
    name = text("quality", language)

    def rank(one: ResultRow) -> tuple[bool, bool, str]:
        judges = headline(one.protocol, one.version, one.values) in {"grade", "score", "total"}
        return not one.reported, judges, one.day or ""

    ranked = sorted(lot.results, key=rank, reverse=True)
    for one in ranked:
        value = _headline(one, language)
        if value:
            more = protocol_name(one.protocol, one.version, language)
            if one.reported:
                more += f" · {text('reported', language)}"
            return Fact(name=name, value=value, more=more)
    return Fact(name=name, value=text("no-result", language))


def _headline(result: ResultRow, language: Language) -> str:
    its = (result.protocol, result.version)
    key = headline(*its, result.values)
    if key is None:
        return ""
    value = figure_value(*its, key, result.values[key], language)
    if key == "grade":
        own = value != result.values[key]
        return value if own else text("grade", language, value=value)
    if key in {"total", "score"}:
        return text("points", language, value=value)
    return f"{value} {figure_unit(*its, key)}".strip()


def _issuer(lot: PublicLot, language: Language) -> Iterable[str]:
    if lot.issuer.ruc:
        yield f"RUC {lot.issuer.ruc}"
    if lot.issuer.hosted_by:
        yield text("hosted", language, by=lot.issuer.hosted_by)


def _certificates(lot: PublicLot, language: Language) -> Iterable[Document]:
    for one in lot.certificates:
        yield Document(
            name=words("about", one.about, language),
            number=one.number,
            day=wording.day(one.day, language),
            state=words("state", one.state, language),
            good=one.state == "issued",
        )


def _origin_lines(lot: PublicLot, language: Language) -> Iterable[str]:
    origin, whole = lot.origin, lot.mass_g or 0
    if origin.fewer_than:
        yield text("origin.few", language)
        if origin.declared:
            yield text("origin.declared.few", language)
        return
    if origin.declared_g:
        yield text(
            "origin.declared",
            language,
            mass=kilograms(origin.declared_g),
            share=share(origin.declared_g, whole),
        )
    elif origin.rows:
        yield text("origin.all", language)
    if origin.plots_stated_g:
        yield text(
            "origin.plots",
            language,
            mass=kilograms(origin.plots_stated_g),
            share=share(origin.plots_stated_g, whole),
        )


def _balance(lot: PublicLot, language: Language) -> Iterable[Fact]:
    for row in lot.balance or ():
        if row.mass_g or row.cause == "left":
            yield Fact(name=words("cause", row.cause, language), value=kilograms(row.mass_g))


def _not_said(lot: PublicLot, language: Language) -> Iterable[str]:
    yield text("not-said.label", language)
    if lot.released_for:
        yield text("not-said.scheme", language)
    if lot.results:
        yield text("not-said.sample", language)
    yield text("not-said.eudr", language)
    yield text("not-said.witness", language)
    yield text("not-said.private", language)
