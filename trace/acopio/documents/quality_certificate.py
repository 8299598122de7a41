"""From a lot's facts and a decision to the page of its quality certificate."""

from collections.abc import Iterable, Mapping

from acopio.documents.certificate import Standing
from acopio.documents.facts import Issuer as LotIssuer
from acopio.documents.facts import LotFacts
from acopio.documents.label import lot_address
from acopio.documents.quality_facts import InspectionFacts, JudgedFacts, QualityFacts, SampleFacts
from acopio.documents.quality_pictures import picture
from acopio.domain.codes import printed
from acopio.domain.masses import kilograms
from acopio.messages import text, words
from acopio.quality.intervals import interval_of, spans
from acopio.quality.naming import (
    figure_name,
    figure_unit,
    figure_value,
    headline,
    known,
    protocol_name,
    working_in_words,
)
from acopio_labels.model import Fact, Issuer, Language, Proof
from acopio_labels.quality_model import (
    Decision,
    Evaluation,
    LimitRow,
    QualityPage,
    Sample,
)
from acopio_labels.quality_page import draw_quality_certificate

_SIGNS = {"<=": "≤", ">=": "≥", "in": ""}
_WORKING_MOST = 4
"""Lines of arithmetic on the page; all of them are in the file."""
People = Mapping[str, str]
"""Names by opaque id: in the file, and nowhere in the log."""


def quality_page(
    facts: LotFacts,
    quality: QualityFacts,
    issuer: LotIssuer,
    standing: Standing,
    people: People,
    language: Language,
) -> QualityPage:
    """Return the page of a quality certificate."""
    decision = quality.decision
    # In the order of the limits; a protocol that none of them names comes last.
    named = dict.fromkeys(one.limit[0] for one in decision.judged)
    order = {protocol: place for place, protocol in enumerate(named)}
    in_force = sorted(
        (one for one in quality.inspections if not one.superseded),
        key=lambda one: order.get(one.protocol, len(order)),
    )
    return QualityPage(
        language=language,
        title=text("quality.title", language),
        number=standing.number,
        state=text("certificate.state", language, day=standing.issued_on),
        issuer=Issuer(name=issuer.name, ruc=issuer.ruc, place=facts.place),
        issued_on=standing.issued_on,
        valid_to=decision.valid_to or "",
        lot_code=printed(facts.code),
        product=words("product", facts.product, language),
        mass=f"{kilograms(facts.made_g)} kg",
        season=facts.season,
        address=lot_address(facts.issuer.address or "", facts.code),
        other_facts=tuple(_other_facts(facts, language)),
        decision=Decision(
            act=words("act", decision.act, language),
            profile=decision.profile,
            by=people.get(decision.by) or _roles(decision.roles, language),
            organisation=decision.organisation,
            standing=words("standing", decision.standing or "own-staff", language),
            day=decision.day,
            credential="; ".join(decision.credentials),
        ),
        limit_rows=tuple(_limit(one, quality, language) for one in decision.judged),
        evaluations=tuple(_evaluation(one, people, language) for one in in_force),
        superseded=tuple(_left_aside(quality, language)),
        not_said=tuple(text(f"quality.not-said.{n}", language) for n in range(1, 5)),
        proof=Proof(
            origin=issuer.origin,
            entry_index=str(standing.index),
            tree_size=str(standing.size),
            root=standing.root,
            entries_covered=str(standing.entries),
            key_fingerprint=standing.key,
        ),
        footer=text("certificate.footer", language),
    )


def _roles(roles: Iterable[str], language: Language) -> str:
    return ", ".join(words("role", one, language) for one in roles) or "–"


def _other_facts(facts: LotFacts, language: Language) -> Iterable[Fact]:
    if facts.sacks:
        yield Fact(label=text("quality.sacks", language), value=str(len(facts.sacks)))
    if facts.claims:
        claims = ", ".join(words("claim", one, language) for one in facts.claims)
        yield Fact(label=text("quality.claims", language), value=claims)


def _limit(one: JudgedFacts, quality: QualityFacts, language: Language) -> LimitRow:
    protocol, field, op, value = one.limit
    behind = [found for found in quality.inspections if found.leaf in one.inspections]
    version = behind[0].version if behind else None
    its = (protocol, version)
    unit = figure_unit(*its, field)
    shown = figure_value(*its, field, value, language)
    interval = _interval(behind, field)
    return LimitRow(
        what=f"{figure_name(*its, field, language)} · {protocol_name(*its, language)}",
        limit=f"{_SIGNS.get(op, op)} {shown} {unit}".strip(),
        found=_found(one, unit, language),
        method=_method(behind, its, language),
        verdict="met" if one.met else "not-met" if one.found is not None else "not-stated",
        interval=f"95 %: {interval.replace('-', '–')} %" if interval else "",
        note=_note(interval, op, value, len(behind), quality.decision.retest, language),
    )


def _method(behind: list[InspectionFacts], its: tuple[str, str | None], language: Language) -> str:
    """Return how a figure was found: the standard, or the report that it was copied from."""
    if behind and behind[0].laboratory:
        reports = ", ".join(behind[0].reports)
        return text("quality.report", language, laboratory=behind[0].laboratory, reports=reports)
    source = known(*its)
    return f"{source.source[0].standard}, {source.source[0].section}" if source else ""


def _found(one: JudgedFacts, unit: str, language: Language) -> str:
    if one.found is None:
        return "–"
    protocol, field, _op, _value = one.limit
    return f"{figure_value(protocol, None, field, one.found, language)} {unit}".strip()


def _interval(behind: list[InspectionFacts], field: str) -> str:
    """Return how sure a counted share is; of a mean of several counts nothing is said."""
    if len(behind) != 1:
        return ""
    values = dict(behind[0].values)
    beans = values.get("beans", "")
    if f"{field}_95" in values or not field.endswith("_pct") or not beans.isdecimal():
        return values.get(f"{field}_95", "")
    return interval_of(values.get(field, ""), int(beans))


def _note(
    interval: str, op: str, value: str, results: int, rule: str | None, language: Language
) -> str:
    if results > 1 and rule:
        return text("quality.of-several", language, rule=words("retest", rule, language))
    if interval and op != "in" and spans(interval, value):
        return text("quality.retest-advised", language)
    return ""


def _evaluation(one: InspectionFacts, people: People, language: Language) -> Evaluation:
    its, values = (one.protocol, one.version), dict(one.values)
    key = headline(*its, values)
    unit = figure_unit(*its, key) if key else ""
    shown = f"{figure_value(*its, key, values[key], language)} {unit}".strip() if key else ""
    standing = words("standing", one.standing, language)
    # What leads to the figure that stands for the result comes before the rest.
    telling = sorted(one.working, key=lambda line: not (key and line.startswith(f"{key}:")))
    working = working_in_words(*its, telling[:_WORKING_MOST], language)
    return Evaluation(
        protocol=protocol_name(*its, language),
        headline=shown or _figures(one, language),
        day=one.day,
        inspector=people.get(one.inspector) or words("role", "inspector", language),
        sample=_sample(one, people, language),
        panel=_panel(one, people, language),
        standing=f"{standing}: {one.body}" if one.body else standing,
        credential="; ".join(one.credentials),
        blind=text("quality.yes" if one.blind else "quality.no", language),
        portion=words("portion", one.portion, language) if one.portion else "",
        key=words("key-home", one.key_home, language),
        working=tuple(working),
        note=_remark(one, language),
        picture=picture(one, language),
    )


def _figures(one: InspectionFacts, language: Language) -> str:
    """Return the figures of a result that no single one stands for: a laboratory's list."""
    its = (one.protocol, one.version)
    protocol = known(*its)
    if protocol is None or not protocol.transcribed:
        return ""
    return " · ".join(
        f"{figure_name(*its, key, language)} {value} {figure_unit(*its, key)}".strip()
        for key, value in one.values
    )


def _panel(one: InspectionFacts, people: People, language: Language) -> str:
    if not one.panel:
        return ""
    named = [people.get(staff or f"{one.leaf}/{n}") for n, staff in enumerate(one.panel, 1)]
    said = text("quality.cuppers", language, count=len(one.panel))
    names = ", ".join(name for name in named if name)
    return f"{said}: {names}" if names and len(one.panel) > 1 else said


def _remark(one: InspectionFacts, language: Language) -> str:
    said = []
    if one.laboratory:
        papers = ", ".join(one.reports) or "–"
        said.append(
            text("quality.transcribed", language, laboratory=one.laboratory, reports=papers)
        )
    if one.disputed:
        said.append(text("quality.disputed", language, day=one.disputed, by=one.disputed_by or "–"))
    return " ".join(said)


def _sample(one: InspectionFacts, people: People, language: Language) -> Sample:
    found = one.sample
    seals = [*found.seals, *(part.seal for part in found.portions if part.seal)]
    return Sample(
        number=f"{found.number} ({found.day})",
        mass=f"{kilograms(found.mass_g)} kg",
        sacks=_sacks(found, language),
        seals=", ".join(dict.fromkeys(seals)),
        drawn_by=_drawer(one, people, language),
    )


def _sacks(found: SampleFacts, language: Language) -> str:
    if found.of_sacks is None:
        return text("quality.loose", language)
    if not found.opened_sacks:
        return ""
    counted = text("quality.of", language, opened=found.opened_sacks, of=found.of_sacks)
    return f"{counted} ({found.plan})" if found.plan else counted


def _drawer(one: InspectionFacts, people: People, language: Language) -> str:
    found = one.sample
    if found.drawn_by_outside:
        return found.drawn_by_outside
    who = people.get(found.drawn_by or "") or one.organisation
    also = f"; {text('note.drew-sample', language)}" if one.drew_sample else ""
    return f"{who}, {words('standing', 'own-staff', language)}{also}"


def _left_aside(quality: QualityFacts, language: Language) -> Iterable[str]:
    """Yield a sentence for each inspection that was superseded."""
    newer = {one.supersedes: one for one in quality.inspections if one.supersedes}
    for one in quality.inspections:
        if not one.superseded:
            continue
        values, its = dict(one.values), (one.protocol, one.version)
        key = headline(*its, values)
        by = newer.get(one.leaf)
        yield text(
            "quality.superseded",
            language,
            protocol=protocol_name(*its, language),
            day=one.day,
            result=figure_value(*its, key, values[key], language) if key else "–",
            sample=one.sample.number,
            by=by.day if by else "–",
        )


__all__ = ["QualityPage", "draw_quality_certificate", "quality_page"]
