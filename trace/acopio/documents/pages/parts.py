"""The sections of the page: quality, origin, custody."""

from collections.abc import Iterable
from dataclasses import dataclass

from acopio.documents.pages import wording
from acopio.documents.pages.public import Limit, PublicLot, ResultRow, StepRow
from acopio.documents.pages.wording import Language, kilograms, share, text
from acopio.documents.regions import district
from acopio.messages import words
from acopio.quality.naming import (
    figure_name,
    figure_unit,
    figure_value,
    headline,
    known,
    protocol_name,
)

NOWHERE = "–"
"""What the facts say of a step without a place."""
_SIGNS = {">=": "≥", "<=": "≤", "in": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name, its value, and what explains it."""

    name: str
    value: str
    more: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure of a result, with the limit it was held against."""

    name: str
    value: str
    limit: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result: what, by whom, of what standing, when."""

    name: str
    by: str
    notes: tuple[str, ...]
    reported: bool
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document issued for the lot."""

    name: str
    number: str
    day: str
    state: str
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One part of the origin; ``width`` is its share in whole per cent."""

    name: str
    more: str
    mass: str
    share: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of custody."""

    day: str
    name: str
    where: str
    masses: str
    difference: str
    reported: str


def findings(lot: PublicLot, language: Language) -> Iterable[Finding]:
    """Yield every result with its limits beside the figures."""
    limits: dict[tuple[str, str], Limit] = {}
    for decision in lot.decisions:
        limits.update({(one.protocol, one.field): one for one in decision.limits})
    for result in lot.results:
        yield Finding(
            name=protocol_name(result.protocol, result.version, language),
            by=_by(result, language),
            notes=tuple(_notes(result, language)),
            reported=result.reported,
            measures=tuple(_measures(result, limits, language)),
        )


def _by(result: ResultRow, language: Language) -> str:
    who = result.organisation or text("someone", language)
    said = (
        text("reported.by", language, by=who)
        if result.reported
        else text(
            "result.by", language, by=who, standing=words("standing", result.standing, language)
        )
    )
    return f"{said} · {wording.day(result.day, language)}" if result.day else said


def _notes(result: ResultRow, language: Language) -> Iterable[str]:
    if result.purpose == "arrival":
        yield text("arrival", language)
    if result.laboratory:
        yield text("laboratory", language, name=result.laboratory)
    if result.cuppers > 1:
        yield text("cuppers", language, count=result.cuppers)
    if result.blind:
        yield text("blind", language)
    if result.disputed:
        yield text("disputed", language, day=wording.day(result.disputed, language))
    if result.drew_sample:
        yield text("drew", language)
    if result.key_home:
        yield text("key.operator" if result.key_home == "operator" else "key.own", language)


def _told(result: ResultRow) -> list[str]:
    """Return the lines worth a buyer's look: no intervals, and no notes that nobody tasted."""
    protocol = known(result.protocol, result.version)
    if protocol is None or not protocol.limits:
        return [name for name in result.values if not name.endswith("_95")]
    return [
        name
        for name in protocol.limits
        if name in protocol.axes or result.values.get(name, "").strip("0.") != ""
    ]


def _measures(
    result: ResultRow, limits: dict[tuple[str, str], Limit], language: Language
) -> Iterable[Measure]:
    values, its = result.values, (result.protocol, result.version)
    first = [headline(*its, values), "class"]
    limited = [name for name in values if (result.protocol, name) in limits]
    order = [name for name in (*first, *limited, *_told(result)) if name in values]
    for name in dict.fromkeys(order):
        unit = figure_unit(*its, name)
        behind = f"\u00a0{unit}" if unit else ""
        low, dash, high = values.get(f"{name}_95", "").partition("-")
        limit = limits.get((result.protocol, name))
        yield Measure(
            name=figure_name(*its, name, language),
            value=figure_value(*its, name, values[name], language) + behind,
            limit=f"{_SIGNS.get(limit.op, limit.op)} {limit.value}{behind}".strip()
            if limit
            else "",
            more=text("range", language, low=low, high=high) if dash else "",
        )


def origin_bars(lot: PublicLot, language: Language) -> Iterable[Bar]:
    """Yield where the beans come from, the largest part first."""
    whole = lot.mass_g or 0
    for row in lot.origin.rows:
        more = [district(row.district, lot.country)]
        if row.families:
            more.append(text("families", language, count=row.families))
        if row.deliveries and row.families:
            more.append(text("deliveries", language, count=row.deliveries))
        known = row.mass_g is not None and whole > 0
        if row.kind == "group":
            name = row.name or text("person", language)
        else:
            name = text(f"row.{row.kind}", language)
        yield Bar(
            name=name,
            more=" · ".join(filter(None, more)),
            mass=kilograms(row.mass_g or 0) if known else "",
            share=share(row.mass_g or 0, whole) if known else "",
            width=round(100 * (row.mass_g or 0) / whole) if known else 0,
        )


def custody(lot: PublicLot, language: Language) -> Iterable[Line]:
    """Yield every step with its mass in, out and the difference."""
    for step in lot.steps:
        yield Line(
            day=_days(step, language),
            name=_step_name(step, language),
            where=_where(step, language),
            masses=_masses(step, language),
            difference=_difference(step, language),
            reported=_reported(step, language),
        )


def _days(step: StepRow, language: Language) -> str:
    first, last = (wording.day(one, language) for one in (step.first_day, step.last_day))
    if first == last:
        return first
    if step.first_day[:7] == step.last_day[:7] and len(step.first_day) == 10:
        return f"{int(step.first_day[8:])}–{last}"
    return f"{first} – {last}"


def _step_name(step: StepRow, language: Language) -> str:
    name = words("step", step.kind, language)
    if step.kind in {"receipt", "confirmation"} and step.detail:
        return f"{name}: {words('outcome', step.detail, language)}"
    if step.kind == "report" and step.detail:
        return f"{name}: {words('said', step.detail, language)}"
    if step.kind == "delivery" and step.detail:
        return f"{name} ({text('deliveries', language, count=step.detail)})"
    return name


def _where(step: StepRow, language: Language) -> str:
    where = text("person", language) if step.where is None else step.where
    where = "" if where == NOWHERE else where
    return f"{where} · {step.detail}" if step.kind == "dispatch" and step.detail else where


def _masses(step: StepRow, language: Language) -> str:
    if step.withheld:
        return text("withheld", language)
    parts = []
    if step.in_g is not None:
        parts.append(f"{kilograms(step.in_g)} {text('in', language)}")
    if step.out_g is not None:
        parts.append(f"{kilograms(step.out_g)} {text('out', language)}")
    if len(parts) == 1:
        return kilograms(step.out_g if step.out_g is not None else step.in_g or 0)
    return " → ".join(parts)


def _difference(step: StepRow, language: Language) -> str:
    missing = step.difference_g
    if missing is None:
        return ""
    arrived = step.kind in {"receipt", "confirmation"}
    if missing > 0:
        return text("short" if arrived else "lost", language, mass=kilograms(missing))
    if missing < 0:
        return text("over" if arrived else "gained", language, mass=kilograms(-missing))
    return text("even", language)


SAID_BY_OTHERS = {"receipt", "report"}
"""Steps whose ``where`` is the organisation that is reported to have said so."""


def _reported(step: StepRow, language: Language) -> str:
    """Say who stands behind a step that no log of ours confirms."""
    if not step.reported:
        return ""
    who = (step.where or text("someone", language)) if step.kind in SAID_BY_OTHERS else ""
    return text("reported.by", language, by=who or text("sender", language))
