"""The fixed words of a quality certificate; what it shares with custody is in `wording`."""

from dataclasses import dataclass

from acopio_labels.model import Language
from acopio_labels.quality_model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityWords:
    """Headings and labels that only a quality certificate has."""

    valid_to: str
    results: str
    decision: str
    profile: str
    decided_by: str
    organisation: str
    credential: str
    signature: str
    limits: str
    what: str
    found: str
    verdict: str
    verdicts: dict[Verdict, str]
    sample: str
    sample_mass: str
    sacks: str
    seals: str
    drawn_by: str
    evaluations: str
    panel: str
    blind: str
    portion: str
    working: str
    defect: str
    no_defect: str
    count: str
    equivalent: str
    full: str
    total: str
    superseded: str
    page: str


QUALITY_WORDS: dict[Language, QualityWords] = {
    "es": QualityWords(
        valid_to="Válido hasta el",
        results="Resultados",
        decision="Decisión",
        profile="Perfil",
        decided_by="Decidido por",
        organisation="Organización",
        credential="Credencial",
        signature="Firma",
        limits="Límites y resultados",
        what="Qué se exige",
        found="Hallado",
        verdict="Juicio",
        verdicts={"met": "✓ Cumple", "not-met": "✗ No cumple", "not-stated": "– No consta"},
        sample="Muestra",
        sample_mass="Masa",
        sacks="Sacos muestreados",
        seals="Precintos",
        drawn_by="Tomada por",
        evaluations="Inspecciones",
        panel="Panel",
        blind="A ciegas",
        portion="Porción",
        working="Cálculo",
        defect="Defectos",
        no_defect="Sin defecto",
        count="Granos",
        equivalent="Equiv.",
        full="Completos",
        total="Suma",
        superseded="Inspecciones reemplazadas",
        page="Página {number} de {count}",
    ),
    "en": QualityWords(
        valid_to="Valid to",
        results="Results",
        decision="Decision",
        profile="Profile",
        decided_by="Decided by",
        organisation="Organisation",
        credential="Credential",
        signature="Signature",
        limits="Limits and results",
        what="What is asked",
        found="Found",
        verdict="Verdict",
        verdicts={"met": "✓ Met", "not-met": "✗ Not met", "not-stated": "– Not stated"},
        sample="Sample",
        sample_mass="Mass",
        sacks="Sacks sampled",
        seals="Seals",
        drawn_by="Drawn by",
        evaluations="Inspections",
        panel="Panel",
        blind="Blind",
        portion="Portion",
        working="Working",
        defect="Defects",
        no_defect="No defect",
        count="Beans",
        equivalent="Equiv.",
        full="Full",
        total="Sum",
        superseded="Inspections replaced by newer ones",
        page="Page {number} of {count}",
    ),
}
