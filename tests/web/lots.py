"""Facts of a lot written by hand, for pages that no small world would give."""

from dataclasses import replace
from typing import Any

from acopio.documents.facts import (
    Issuer,
    Judgement,
    LotFacts,
    Origin,
    Result,
    SackFacts,
    Step,
)
from acopio.documents.pages.public import Ledger, PublicLot
from acopio.documents.pages.veil import Around, of_sack, public_lot
from acopio.domain.codes import sack_code

CODE = "NARRUPV278N"
AROUND = Around(
    ledger=Ledger(origin="id.example.pe/log/nar/abcdefgh", entry=7, leaf="x" * 43),
    as_of="2026-11-23",
)


def box(number: int, *, reported: bool = False) -> Step:
    """Return a step of processing with a mass of its own."""
    return Step(
        kind="box",
        first_day=f"2026-11-{number % 28 + 1:02d}",
        last_day=f"2026-11-{number % 28 + 1:02d}",
        where=f"CAJA-{number}",
        in_g=600_000 + 977 * number,
        out_g=300_000 + 431 * number,
        difference_g=300_000 + 546 * number,
        reported=reported,
    )


def brought(count: int = 20) -> Step:
    """Return the deliveries of a place."""
    return Step(
        kind="delivery",
        first_day="2026-11-02",
        last_day="2026-11-09",
        where="Centro Juanjuí",
        in_g=None,
        out_g=1_200_000,
        difference_g=None,
        detail=str(count),
    )


RESULT = Result(
    protocol="cacao.cut.iso2451",
    version="1",
    values=(("grade", "I"), ("mouldy_pct", "1.00"), ("mouldy_pct_95", "0.3-2.9")),
    working=(),
    day="2026-11-20",
    by="inspector",
    organisation=None,
    standing="own-staff",
    key_home="operator",
    drew_sample=True,
    sample="M-1",
    reported=False,
)
JUDGEMENT = Judgement(
    act="certified",
    profile="Fino",
    limits=(("cacao.cut.iso2451", "mouldy_pct", "<=", "3"),),
    by="inspector",
    organisation=None,
    standing="own-staff",
    day="2026-11-21",
    valid_to=None,
)
FACTS = LotFacts(
    code=CODE,
    product="cacao.dry",
    issuer=Issuer(
        name="Cooperativa Ñaupe",
        prefix="NAR",
        ruc=None,
        address="https://id.example.pe",
        hosted_by=None,
        origin="id.example.pe/log/nar/abcdefgh",
    ),
    holder="Cooperativa Ñaupe",
    place="Centro Juanjuí",
    district="220601",
    born="blend",
    day="2026-11-19",
    season="2026",
    made_g=500_000,
    left_g=500_000,
    claims=("fine-aromatic",),
    country="PE",
    process=None,
    state="in-store",
    certified=("Fino",),
    rejected=(),
    origins=(
        Origin(group="Grupo Alto", district="220601", families=20, deliveries=31, grams=500_000),
    ),
    families=20,
    with_plots_g=500_000,
    declared_g=0,
    steps=(brought(), box(1)),
    results=(RESULT,),
    judgements=(JUDGEMENT,),
    sacks=(),
    balance=(("made", 500_000), ("drawn", 0), ("left", 500_000)),
    latest="x" * 43,
)


def sack(number: int, state: str = "packed", of: int = 250) -> SackFacts:
    """Return one sack of the lot."""
    return SackFacts(
        code=sack_code(CODE, number),
        number=number,
        of=of,
        mass_g=69_000,
        packed_on="2026-11-20",
        state=state,
        lot=CODE,
    )


def public(facts: LotFacts = FACTS, around: Around = AROUND) -> PublicLot:
    """Return what is public of hand-written facts."""
    return public_lot(facts, around)


def public_sack(facts: LotFacts = FACTS, state: str = "packed", **label: Any) -> PublicLot:
    """Return what is public of sack 42 in a state, with what became of its label."""
    lot = public(replace(facts, sacks=(replace(sack(42, state), **label),)))
    assert lot.sacks is not None
    return of_sack(lot, lot.sacks[0], CODE)
