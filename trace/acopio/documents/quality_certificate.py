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
    named_figure,
    protocol_name,
    tells,
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
_WORKING_MOST = 48
"""Lines of arithmetic of one inspection on the page; all of them are in the file."""
_NAME_MOST, _PAPER_MOST = 60, 40
"""Letters on the page of what people, laboratories and papers are called; the file has all."""
_SEALS_MOST = 12
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
            profile=_short(decision.profile, _NAME_MOST),
            by=_short(people.get(decision.by) or _roles(decision.roles, language), _NAME_MOST),
            organisation=_short(decision.organisation, _NAME_MOST),
            standing=words("standing", decision.standing or "own-staff", language),
            day=decision.day,
            credential="; ".join(decision.credentials),
        ),
        limit_rows=tuple(_limit(one, quality, language) for one in decision.judged),
        evaluations=tuple(_evaluation(one, quality, people, language) for one in in_force),
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
        laboratory = _short(behind[0].laboratory, _NAME_MOST)
        reports = _papers(behind[0])
        return text("quality.report", language, laboratory=laboratory, reports=reports)
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


def _evaluation(
    one: InspectionFacts, quality: QualityFacts, people: People, language: Language
) -> Evaluation:
    standing = words("standing", one.standing, language)
    body = _short(one.body or "", _NAME_MOST)
    return Evaluation(
        protocol=protocol_name(one.protocol, one.version, language),
        headline=_headline(one, language) or _figures(one, language),
        day=one.day,
        inspector=_short(
            people.get(one.inspector) or words("role", "inspector", language), _NAME_MOST
        ),
        sample=_sample(one, people, language),
        panel=_panel(one, people, language),
        standing=f"{standing}: {body}" if body else standing,
        credential="; ".join(one.credentials),
        blind=text("quality.yes" if one.blind else "quality.no", language),
        portion=words("portion", one.portion, language) if one.portion else "",
        key=words("key-home", one.key_home, language),
        working=tuple(_working(one, quality, language)),
        note=_remark(one, language),
        picture=picture(one, language),
    )


def _headline(one: InspectionFacts, language: Language) -> str:
    """Return the figure that stands for a result, with its name and unit."""
    its, values = (one.protocol, one.version), dict(one.values)
    key = headline(*its, values)
    return named_figure(*its, key, values[key], language) if key else ""


def _working(one: InspectionFacts, quality: QualityFacts, language: Language) -> list[str]:
    """Return the arithmetic; of more lines than a page can take, what was judged comes first."""
    its, lines = (one.protocol, one.version), list(one.working)
    left = len(lines) - _WORKING_MOST
    if left <= 0:
        return working_in_words(*its, lines, language)
    judged = {one.limit[1] for one in quality.decision.judged if one.limit[0] == its[0]}
    judged |= {headline(*its, dict(one.values)) or ""}
    lines.sort(key=lambda line: not tells(line, judged))
    shown = working_in_words(*its, lines[:_WORKING_MOST], language)
    return [*shown, text("quality.working-more", language, count=left)]


def _short(name: str, most: int) -> str:
    """Return a name as a page can hold it: a long one ends in ``…``."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _papers(one: InspectionFacts) -> str:
    return _listed(one.reports, _PAPER_MOST)


def _listed(names: Iterable[str], most: int) -> str:
    """Return names behind each other, each shortened; of very many the first ones."""
    each = [_short(name, most) for name in dict.fromkeys(names)]
    more = ["…"] if len(each) > _SEALS_MOST else []
    return ", ".join([*each[:_SEALS_MOST], *more])


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
    names = _listed((name for name in named if name), _PAPER_MOST)
    return f"{said}: {names}" if names and len(one.panel) > 1 else said


def _remark(one: InspectionFacts, language: Language) -> str:
    said = []
    if one.laboratory:
        laboratory = _short(one.laboratory, _NAME_MOST)
        papers = _papers(one) or "–"
        said.append(text("quality.transcribed", language, laboratory=laboratory, reports=papers))
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
        seals=_listed(seals, _PAPER_MOST),
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
        return _short(found.drawn_by_outside, _NAME_MOST)
    who = _short(people.get(found.drawn_by or "") or one.organisation, _NAME_MOST)
    also = f"; {text('note.drew-sample', language)}" if one.drew_sample else ""
    return f"{who}, {words('standing', 'own-staff', language)}{also}"


def _left_aside(quality: QualityFacts, language: Language) -> Iterable[str]:
    """Yield a sentence for each inspection that was superseded."""
    newer = {one.supersedes: one for one in quality.inspections if one.supersedes}
    for one in quality.inspections:
        if not one.superseded:
            continue
        its = (one.protocol, one.version)
        by = newer.get(one.leaf)
        yield text(
            "quality.superseded",
            language,
            protocol=protocol_name(*its, language),
            day=one.day,
            result=_headline(one, language) or "–",
            sample=one.sample.number,
            by=by.day if by else "–",
        )


__all__ = ["QualityPage", "draw_quality_certificate", "quality_page"]
