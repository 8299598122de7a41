"""Facts of a decision, by hand, for pages of quality certificates."""

from dataclasses import replace
from typing import Any

from acopio.documents.certificate import Standing
from acopio.documents.facts import Issuer, LotFacts
from acopio.documents.quality_certificate import People, quality_page
from acopio.documents.quality_facts import (
    DecisionFacts,
    InspectionFacts,
    JudgedFacts,
    QualityFacts,
    SampleFacts,
)
from acopio.quality.registry import evaluate
from acopio_labels.model import Language
from acopio_labels.quality_model import QualityPage

SAMPLE = SampleFacts(
    number="M-AAAAA", purpose="release", day="2026-06-15", mass_g=2000, seals=("S-1",),
    opened_sacks=3, of_sacks=10, plan=None, drawn_by=None, drawn_by_outside=None, portions=(),
)  # fmt: skip
_LOT = LotFacts(
    code="VDRDZRGEYJG", product="cacao.dry", holder="Valle Dorado", place="Almacén Juanjuí",
    district=None, born="opened", day="2026-06-10", season="2026", made_g=500_000, left_g=500_000,
    claims=(), country="PE", process=None, state="in-store", certified=(), rejected=(),
    origins=(), families=0, with_plots_g=0, declared_g=0, steps=(), results=(), judgements=(),
    sacks=(), balance=(), latest="leaf",
    issuer=Issuer(
        name="Valle Dorado", prefix="VDR", ruc=None, address="https://id.example.pe",
        hosted_by=None, origin="id.example/log",
    ),
)  # fmt: skip
_TASTED = {
    "cacao": "6", "fruity": "3", "acetic": "2", "lactic": "0", "mineral_butyric": "0",
    "bitterness": "3", "astringency": "2", "roast_degree": "5", "global_quality": "8",
}  # fmt: skip


def inspected(protocol: str, observations: dict[str, Any], **changed: Any) -> InspectionFacts:
    """Return an inspection with the result and the working that its protocol gives."""
    found = evaluate(protocol, "1", observations)
    counts = {key: int(value) for key, value in observations.get("counts", {}).items()}
    made = InspectionFacts(
        leaf=f"leaf-{protocol}", protocol=protocol, version="1", day="2026-06-16",
        values=tuple(found.result.items()), working=found.working, counts=tuple(counts.items()),
        inspector="p-1", organisation="Valle Dorado", standing="own-staff", body=None,
        credentials=(), key_home="own-device",
        panel=tuple(None for _ in observations.get("forms", ())), blind=True, drew_sample=False,
        portion=None, laboratory=None, reports=(), sample=SAMPLE, superseded=False,
        supersedes=None, disputed=None, disputed_by=None,
    )  # fmt: skip
    return replace(made, **changed)


def judged(one: InspectionFacts, field: str, op: str, value: str) -> JudgedFacts:
    """Return a limit beside what was found."""
    found = dict(one.values).get(field)
    limit = (one.protocol, field, op, value)
    return JudgedFacts(limit=limit, found=found, met=found is not None, inspections=(one.leaf,))


def paged(
    *inspections: InspectionFacts,
    limits: tuple[JudgedFacts, ...] = (),
    people: People | None = None,
    language: Language = "es",
) -> QualityPage:
    """Return the page of a certificate about these inspections."""
    decision = DecisionFacts(
        leaf="leaf-d", act="certified", profile="Exportación", judged=limits, retest=None,
        by="p-1", roles=("inspector",), credentials=(), organisation="Valle Dorado",
        standing="own-staff", day="2026-06-20", valid_to=None,
    )  # fmt: skip
    standing = Standing(
        number="VDR-Q-4TZ7KD", issued_on="2026-06-21", index=5, size=6, root="T1lt0vcMA=",
        entries=6, key="A74D 1FE2",
    )  # fmt: skip
    facts = QualityFacts(decision=decision, inspections=inspections)
    return quality_page(_LOT, facts, _LOT.issuer, standing, people or {}, language)


def panel(tasters: int, **off: str) -> dict[str, Any]:
    """Return forms of a panel; the last taster found off-flavours."""
    return {"forms": [_TASTED] * (tasters - 1) + [{**_TASTED, **off}]}
