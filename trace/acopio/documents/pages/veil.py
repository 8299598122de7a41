"""What is withheld before anything becomes public.

Persons are never shown: not inspectors, not traders who are natural persons. Weights that would be
those of fewer than five families are not shown either, also not by subtraction.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from acopio.documents.facts import Judgement, LotFacts, Result, SackFacts, Step
from acopio.documents.facts import Origin as OriginFacts
from acopio.documents.pages.public import (
    BalanceRow,
    CertificateRow,
    DecisionRow,
    Ledger,
    Limit,
    Organisation,
    Origin,
    OriginRow,
    PublicLot,
    ResultRow,
    SackRow,
    StepRow,
)

FEW = 5
"""Fewer families than this are recognised by their weights."""
DECLARED = {"opened", "bought", "found"}
OWN = {"sample", "dispatch", "receipt", "confirmation", "report"}
"""Steps of the lot itself: their masses are those of the lot."""
# What an outside body printed may name persons: only figures and classes are repeated.
_FIGURE = re.compile(r"[<>≤≥]?\s*-?\d+(?:[.,]\d+)?\s*%?")
_CLASSES = {"grade", "class"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the page needs beside the facts of the lot."""

    persons: frozenset[str] = frozenset()
    """Names of organisations that are natural persons."""
    thin: bool = False
    """Some step had fewer than five families behind it."""
    certificates: tuple[CertificateRow, ...] = ()
    ledger: Ledger
    as_of: str


def public_lot(facts: LotFacts, around: Around) -> PublicLot:
    """Return what may be public of a lot."""
    few = _few(facts)
    issuer = facts.issuer
    return PublicLot(
        code=facts.code,
        state=facts.state,
        sack=None,
        packed_for=None,
        product=facts.product,
        process=facts.process,
        country=facts.country,
        season=facts.season,
        day=_coarse_day(facts.day, few=few),
        mass_g=None if few else facts.made_g,
        left_g=None if few else facts.left_g,
        claims=facts.claims,
        released_for=facts.certified,
        rejected_for=facts.rejected,
        issuer=Organisation(
            name=issuer.name,
            prefix=issuer.prefix,
            ruc=None if not issuer.ruc or issuer.ruc.startswith("10") else issuer.ruc,
            address=issuer.address,
            hosted_by=issuer.hosted_by,
        ),
        holder=None if facts.holder in around.persons else facts.holder,
        place=facts.place,
        district=_coarse(facts.district) if few else facts.district,
        origin=_origin(facts, around, few=few),
        steps=tuple(_steps(facts, around, few=few)),
        results=tuple(_result(one, facts, around) for one in facts.results),
        decisions=tuple(_decision(one, facts) for one in facts.judgements),
        certificates=around.certificates,
        balance=None if few else tuple(BalanceRow(cause=c, mass_g=g) for c, g in facts.balance),
        sacks=tuple(_sack(one, few=few) for one in facts.sacks),
        as_of=around.as_of,
        ledger=around.ledger,
    )


def of_sack(lot: PublicLot, sack: SackRow, packed_for: str) -> PublicLot:
    """Return the same for one sack of the lot, without the list of the others."""
    return msgspec.structs.replace(lot, sack=sack, packed_for=packed_for, sacks=None)


def _few(facts: LotFacts) -> bool:
    return any(map(_of_families, facts.origins)) and facts.families < FEW


def _of_families(row: OriginFacts) -> bool:
    """Say whether a row is what families brought; declared stock has nobody behind it."""
    return row.families > 0 or row.group not in DECLARED


def _coarse(district: str | None) -> str | None:
    """Return the department of a district code; a name in words is left out."""
    return district[:2] if district and district.isdigit() else None


def _coarse_day(day: str, *, few: bool) -> str:
    """Return the month where the day would say when one family was paid."""
    return day[:7] if few else day


def _origin(facts: LotFacts, around: Around, *, few: bool) -> Origin:
    if few:
        rows = tuple(_row(one, around, few=True) for one in facts.origins)
        rows = tuple(dict.fromkeys(rows))
    else:
        rows = tuple(_merged(facts.origins, around))
    return Origin(
        families=None if few else facts.families,
        fewer_than=FEW if few else None,
        rows=rows,
        declared=facts.declared_g > 0,
        declared_g=None if few else facts.declared_g,
        plots_stated_g=None if few else facts.with_plots_g,
    )


def _row(row: OriginFacts, around: Around, *, few: bool) -> OriginRow:
    kind = row.group if row.group in DECLARED | {"delivery"} else "group"
    named = kind == "group" and not few and row.group not in around.persons
    return OriginRow(
        kind="families" if few and kind in {"group", "delivery"} else kind,
        name=row.group if named else None,
        district=_coarse(row.district) if few else row.district,
        families=None if few else row.families,
        deliveries=None if few else row.deliveries,
        mass_g=None if few else row.grams,
    )


def _merged(origins: Iterable[OriginFacts], around: Around) -> list[OriginRow]:
    """Join the rows of few families, with the next larger one if they stay too few."""
    rows = list(origins)
    brought = sorted(filter(_of_families, rows), key=lambda row: (row.families, row.grams))
    joined: list[OriginFacts] = []
    while brought and (brought[0].families < FEW or 0 < sum(r.families for r in joined) < FEW):
        joined.append(brought.pop(0))
    declared = [row for row in rows if not _of_families(row)]
    shown = [_row(row, around, few=False) for row in (*brought, *declared)]
    if joined:
        districts = {row.district for row in joined}
        shown.append(
            OriginRow(
                kind="several" if len(joined) > 1 else _row(joined[0], around, few=False).kind,
                name=_row(joined[0], around, few=False).name if len(joined) == 1 else None,
                district=districts.pop() if len(districts) == 1 else None,
                families=sum(row.families for row in joined),
                deliveries=sum(row.deliveries for row in joined),
                mass_g=sum(row.grams for row in joined),
            )
        )
    return sorted(shown, key=lambda row: (-(row.mass_g or 0), str(row.name)))


def _steps(facts: LotFacts, around: Around, *, few: bool) -> Iterable[StepRow]:
    brought = [step for step in facts.steps if step.kind == "delivery"]
    if brought:
        yield _brought(brought, few=few)
    for step in facts.steps:
        if step.kind == "delivery":
            continue
        own = step.kind in OWN
        # One thin step hides the masses of all: the others would give it away by subtraction.
        withheld = few or (not own and around.thin and step.kind not in DECLARED)
        yield StepRow(
            kind=step.kind,
            first_day=_coarse_day(step.first_day, few=few and not own),
            last_day=_coarse_day(step.last_day, few=few and not own),
            where=None if step.where in around.persons else step.where,
            in_g=None if withheld else step.in_g,
            out_g=None if withheld else step.out_g,
            difference_g=None if withheld else step.difference_g,
            detail=step.detail,
            reported=step.reported,
            withheld=withheld,
        )


def _brought(steps: list[Step], *, few: bool) -> StepRow:
    """Join all deliveries: one place alone may stand for one family."""
    return StepRow(
        kind="delivery",
        first_day=_coarse_day(min(step.first_day for step in steps), few=few),
        last_day=_coarse_day(max(step.last_day for step in steps), few=few),
        where=" · ".join(dict.fromkeys(step.where for step in steps)),
        in_g=None,
        out_g=None if few else sum(step.out_g or 0 for step in steps),
        difference_g=None,
        detail="" if few else str(sum(int(step.detail or 0) for step in steps)),
        reported=any(step.reported for step in steps),
        withheld=few,
    )


def _result(result: Result, facts: LotFacts, around: Around) -> ResultRow:
    values = {
        key: value
        for key, value in result.values
        if not result.reported or key in _CLASSES or _FIGURE.fullmatch(value.strip())
    }
    by = result.by if result.reported else result.organisation or facts.issuer.name
    return ResultRow(
        protocol=result.protocol,
        version=result.version,
        values=values,
        day=result.day,
        organisation=None if by in around.persons else by,
        standing=result.standing,
        key_home=result.key_home,
        drew_sample=result.drew_sample,
        reported=result.reported,
        cuppers=result.cuppers,
        blind=result.blind,
        laboratory=result.laboratory,
        purpose=result.purpose,
        disputed=result.disputed,
    )


def _decision(one: Judgement, facts: LotFacts) -> DecisionRow:
    return DecisionRow(
        act=one.act,
        profile=one.profile,
        limits=tuple(Limit(protocol=p, field=f, op=o, value=v) for p, f, o, v in one.limits),
        organisation=one.organisation or facts.issuer.name,
        standing=one.standing,
        day=one.day,
        valid_to=one.valid_to,
    )


def _sack(sack: SackFacts, *, few: bool) -> SackRow:
    return SackRow(
        code=sack.code,
        number=sack.number,
        of=sack.of,
        mass_g=None if few else sack.mass_g,
        state=sack.state,
        label="void" if sack.voided_on else None,
        printing=max(sack.printing, 1),
    )
