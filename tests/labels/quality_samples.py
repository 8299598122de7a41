"""A fixed cast for quality certificates, and everything in them as text."""

from dataclasses import replace

from acopio_labels.model import Fact, Issuer, Proof, Radar, RadarAxis
from acopio_labels.quality_model import (
    BarPart,
    CutBar,
    Decision,
    DefectCategory,
    DefectRow,
    DefectTable,
    Evaluation,
    LimitRow,
    QualityPage,
    Sample,
)

SAMPLE = Sample(
    number="M-T6W9Z",
    mass="2.000 kg",
    sacks="75 de 250",
    seals="INIA-00481, INIA-00482",
    drawn_by="Rosa Huamán Ñaupari, personal propio; evaluó también",
)
KEY = "clave guardada en el equipo del inspector"
APPOINTED = "nombramiento 2026-03 del consejo, vigente del 2026-01-01 al 2026-12-31"

AXES = (
    ("Cacao", "6.5"),
    ("Acidez", "4"),
    ("Amargor", "3.5"),
    ("Astringencia", "2.5"),
    ("Grado de tostado", "5"),
    ("Frutas frescas", "4.5"),
    ("Frutas marrones", "3"),
    ("Notas vegetales", "1"),
    ("Notas florales", "3.5"),
    ("Notas de madera", "1.5"),
    ("Especias", "2"),
    ("Frutos secos", "4"),
    ("Caramelo / panela", "3"),
    ("Sabores atípicos", "0"),
)

PARTS = (
    ("Mohosos", "1.33", True),
    ("Pizarrosos", "2.67", True),
    ("Dañados por insectos", "0.33", True),
    ("Germinados", "0.67", True),
    ("Planos", "0.00", True),
    ("Violetas", "8.33", False),
    ("Parcialmente fermentados", "17.00", False),
    ("Bien fermentados", "69.67", False),
)


def radar(count: int = 14) -> Radar:
    axes = tuple(RadarAxis(name=name, value=value) for name, value in AXES[:count])
    return Radar(title="Perfil sensorial, Cacao of Excellence (0 a 10)", axes=axes)


def cut_bar(count: int = 8) -> CutBar:
    parts = tuple(BarPart(name=name, share=share, defect=bad) for name, share, bad in PARTS[:count])
    return CutBar(title="300 granos cortados, % por número", parts=parts)


def cut_test() -> Evaluation:
    return Evaluation(
        protocol="Prueba de corte ISO 2451",
        headline="Grado I",
        day="2026-06-16",
        inspector="Rosa Huamán Ñaupari",
        sample=SAMPLE,
        standing="personal propio",
        credential=APPOINTED,
        blind="sí",
        portion="300 granos",
        key=KEY,
        working=(
            "4 + 8 + 1 + 2 + 0 + 25 + 51 + 209 = 300",
            "mohosos: 100 x 4 / 300 = 1.33 %",
            "pizarrosos: 100 x 8 / 300 = 2.67 %",
            "otros: 100 x (1 + 2 + 0) / 300 = 1.00 %",
        ),
        picture=cut_bar(),
    )


def physical() -> Evaluation:
    return Evaluation(
        protocol="Humedad y tamaño ISO 2451",
        headline="7.1 % · 91 granos/100 g",
        day="2026-06-17",
        inspector="Rosa Huamán Ñaupari",
        sample=SAMPLE,
        standing="personal propio",
        credential=APPOINTED,
        portion="600 g",
        key=KEY,
        note="Humedad transcrita del informe 2026-0417 del Laboratorio Selva Central S. A. C.",
    )


def sensory() -> Evaluation:
    return Evaluation(
        protocol="Sensorial, licor de cacao",
        headline="Calidad global 7.5",
        day="2026-06-20",
        inspector="Julia Quispe Tapullima",
        sample=replace(SAMPLE, number="M-A57AS", mass="1.000 kg", seals="INIA-00483"),
        panel="3 catadores",
        standing="tercero independiente",
        credential="curso FCCI de tres días, 2025-11-08",
        blind="sí, código 417",
        portion="100 g de licor",
        key="clave guardada en la máquina del operador",
        working=("7.5 = media de 7, 8 y 7.5",),
        picture=radar(),
    )


def green() -> Evaluation:
    def row(name: str, count: str, equivalent: str, full: str) -> DefectRow:
        return DefectRow(name=name, count=count, equivalent=equivalent, full=full)

    return Evaluation(
        protocol="Clasificación de café verde SCA",
        headline="0 + 3 defectos",
        day="2026-08-02",
        inspector="Wilder Ríos Chota",
        sample=replace(SAMPLE, number="M-C12CF", mass="1.500 kg", sacks="90 de 275"),
        standing="laboratorio acreditado",
        credential="Q Arábica 88-2041, vigente hasta 2027-03-01",
        portion="350 g",
        picture=DefectTable(
            title="350 g de café verde",
            categories=(
                DefectCategory(
                    heading="Categoría 1",
                    rows=(row("Negro entero", "0", "1", "0"), row("Agrio entero", "0", "1", "0")),
                    total="0",
                ),
                DefectCategory(
                    heading="Categoría 2",
                    rows=(
                        row("Negro parcial", "4", "3", "1"),
                        row("Partido, mordido o cortado", "7", "5", "1"),
                        row("Brocado leve", "14", "10", "1"),
                    ),
                    total="3",
                ),
            ),
            totals=(
                Fact(label="Defectos completos", value="3"),
                Fact(label="Quakers en 100 g tostados", value="0"),
            ),
        ),
    )


def limit_row(number: int) -> LimitRow:
    return LimitRow(
        what=f"Condición {number}",
        limit=f"≤ {number}.5 %",
        found=f"{number}.25 %",
        method=f"NTP-ISO 2451:2011 cuadro {number}",
        verdict="met",
    )


LIMITS = (
    LimitRow(
        what="Grado de la prueba de corte",
        limit="I",
        found="I",
        method="ISO 2451:1973 (NTP-ISO 2451:2011), cuadro de grados",
        verdict="met",
    ),
    LimitRow(
        what="Granos mohosos",
        limit="≤ 3 %",
        found="1.33 %",
        interval="95 %: 0.5–3.4 %",
        method="ISO 1114:1977, prueba de corte",
        verdict="met",
        note="El límite está dentro del intervalo: conviene una segunda prueba.",
    ),
    LimitRow(
        what="Granos pizarrosos",
        limit="≤ 8 %",
        found="2.67 %",
        interval="95 %: 1.4–5.2 %",
        method="ISO 1114:1977, prueba de corte",
        verdict="met",
    ),
    LimitRow(
        what="Humedad",
        limit="≤ 7.5 %",
        found="7.1 %",
        method="ISO 2291, estufa a 103 °C, 16 h",
        verdict="met",
    ),
    LimitRow(
        what="Cadmio",
        limit="≤ 0.8 mg/kg",
        found="<0.05 mg/kg",
        method="EN 14083, informe 2026-0417",
        verdict="met",
    ),
    LimitRow(
        what="Calidad global",
        limit="≥ 7",
        found="7.5",
        method="Cacao of Excellence, guía 2023, sección 6",
        verdict="met",
    ),
)


def quality() -> QualityPage:
    """Return the common case: a cut test, a physical test and one sensory evaluation."""
    return QualityPage(
        language="es",
        title="Certificado de calidad",
        number="VDR-Q-4TZ7KD",
        state="Emitido el 2026-06-21. Su estado de hoy está en la dirección del código.",
        issuer=Issuer(
            name="Cooperativa Agraria Cacaotera y Cafetalera Valle Dorado",
            ruc="20999999906",
            place="Almacén y trilladora Juanjuí",
        ),
        issued_on="2026-06-21",
        valid_to="2026-12-18",
        lot_code="VDR-DZRGEYJ-G",
        product="Cacao seco en grano",
        mass="2,157.000 kg",
        season="2026",
        other_facts=(Fact(label="Sacos", value="250"),),
        address="HTTPS://ID.EXAMPLE.PE/L/VDRDZRGEYJG",
        decision=Decision(
            act="Liberado",
            profile="Cacao de exportación, grado I (versión 2)",
            by="Elmer Saavedra Pinedo, jefe de calidad",
            organisation="Cooperativa Valle Dorado",
            standing="personal propio",
            credential="nombramiento 2026-04 del consejo",
            day="2026-06-21",
            key="clave guardada en la máquina del operador",
        ),
        limit_rows=LIMITS,
        evaluations=(cut_test(), physical(), sensory()),
        superseded=(
            "La prueba de corte del 2026-06-14 (grado II, muestra M-9KX2B) fue reemplazada "
            "por la del 2026-06-16.",
        ),
        not_said=(
            "Que los granos del saco sean los de la muestra: compare precinto, peso y marca.",
            "Que un tercero haya tomado la muestra: quién la tomó se lee arriba.",
            "Que cumpla una norma de deforestación.",
            "Nada de lo que se registró después de emitirlo.",
        ),
        proof=Proof(
            origin="id.example.pe/log/vdr/np7xgmu7",
            entry_index="1912",
            tree_size="1913",
            root="T1lt0vcMA/Dfe3uGvds1CXBDUmisgA1AUm/mXxC31xg=",
            entries_covered="142",
            key_fingerprint="A74D 1FE2 80CC 8CA0",
        ),
        footer="Emitido por quien se nombra arriba, que responde por lo que dice. Se comprueba sin "
        "conexión con `acopio verify`.",
    )


def _pictures(text: str, rows: int) -> tuple[Radar | CutBar | DefectTable, ...]:
    """Return a picture of every kind, with the same text everywhere."""
    defects = DefectTable(
        title=text,
        categories=(
            DefectCategory(
                heading=text,
                rows=(DefectRow(name=text, count=text, equivalent=text, full=text),) * rows,
                total=text,
            ),
        )
        * 3,
        totals=(Fact(label=text, value=text),),
    )
    parts = (
        BarPart(name=text, share="10", defect=True),
        BarPart(name=text, share="0.01", defect=True),
        BarPart(name=text, share="89.99"),
    )
    return (
        Radar(title=text, axes=(RadarAxis(name="Cacao", value="5"),) * 14),
        CutBar(title=text, parts=parts),
        defects,
    )


def _evaluation(text: str) -> Evaluation:
    """Return an evaluation with the same text in every field."""
    sample = Sample(number=text, mass=text, sacks=text, seals=text, drawn_by=text)
    return Evaluation(
        protocol=text,
        headline=text,
        day=text,
        inspector=text,
        sample=sample,
        panel=text,
        standing=text,
        credential=text,
        blind=text,
        portion=text,
        key=text,
        working=(text,) * 3,
        note=text,
    )


def bloated(text: str, rows: int = 1) -> QualityPage:
    """Return a certificate with the same text everywhere and some rows of everything."""
    fact = Fact(label=text, value=text)
    pictures, evaluation = _pictures(text, rows), _evaluation(text)
    limit = LimitRow(
        what=text,
        limit=text,
        found=text,
        method=text,
        verdict="not-stated",
        interval=text,
        note=text,
    )
    return replace(
        quality(),
        title=text,
        number=text,
        state=text,
        issuer=Issuer(name=text, ruc=text, place=text),
        issued_on=text,
        valid_to=text,
        lot_code=text,
        product=text,
        mass=text,
        season=text,
        footer=text,
        other_facts=(fact,) * rows,
        decision=Decision(
            act=text,
            profile=text,
            by=text,
            organisation=text,
            standing=text,
            day=text,
            credential=text,
            key=text,
        ),
        limit_rows=(limit,) * rows,
        evaluations=tuple(replace(evaluation, picture=picture) for picture in pictures) * rows,
        superseded=(text,) * rows,
        not_said=(text,) * rows,
        proof=Proof(
            origin=text,
            entry_index=text,
            tree_size=text,
            root=text,
            entries_covered=text,
            key_fingerprint=text,
        ),
    )
