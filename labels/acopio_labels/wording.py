"""Every fixed word on paper, in Spanish and in English."""

from dataclasses import dataclass

from acopio_labels.model import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateWords:
    """Headings and labels of a certificate page."""

    number: str
    issued_on: str
    ruc: str
    lot: str
    product: str
    mass: str
    season: str
    claims: str
    origin: str
    group: str
    families: str
    families_in_all: str
    share: str
    custody: str
    date: str
    step: str
    party: str
    mass_in: str
    mass_out: str
    difference: str
    quality: str
    protocol: str
    result: str
    limit: str
    method: str
    by: str
    standing: str
    not_said: str
    proof: str
    log: str
    entry: str
    tree_size: str
    root: str
    entries_covered: str
    key: str
    scan: str
    page: str
    more: str


CERTIFICATE_WORDS: dict[Language, CertificateWords] = {
    "es": CertificateWords(
        number="Certificado N.º",
        issued_on="Emitido el",
        ruc="RUC",
        lot="Lote",
        product="Producto",
        mass="Masa",
        season="Cosecha",
        claims="Declaraciones",
        origin="Origen",
        group="Grupo o distrito",
        families="Familias",
        families_in_all="Familias en total",
        share="Parte",
        custody="Cadena de custodia",
        date="Fecha",
        step="Paso",
        party="Quién y dónde",
        mass_in="Entra",
        mass_out="Sale",
        difference="Diferencia",
        quality="Calidad",
        protocol="Protocolo",
        result="Resultado",
        limit="Límite",
        method="Método",
        by="Evaluado por",
        standing="En calidad de",
        not_said="Lo que este documento no dice",
        proof="Prueba",
        log="Registro",
        entry="Asiento",
        tree_size="Tamaño del registro",
        root="Raíz",
        entries_covered="Asientos de la historia",
        key="Huella de la clave",
        scan="Escanee para ver el estado de hoy",
        page="Página 1 de 1",
        more="… {count} más",
    ),
    "en": CertificateWords(
        number="Certificate No.",
        issued_on="Issued on",
        ruc="RUC",
        lot="Lot",
        product="Product",
        mass="Mass",
        season="Season",
        claims="Claims",
        origin="Origin",
        group="Group or district",
        families="Families",
        families_in_all="Families in all",
        share="Share",
        custody="Chain of custody",
        date="Date",
        step="Step",
        party="Who and where",
        mass_in="In",
        mass_out="Out",
        difference="Difference",
        quality="Quality",
        protocol="Protocol",
        result="Result",
        limit="Limit",
        method="Method",
        by="Evaluated by",
        standing="Standing",
        not_said="What this document does not say",
        proof="Proof",
        log="Log",
        entry="Entry",
        tree_size="Size of the log",
        root="Root",
        entries_covered="Entries of the history",
        key="Key fingerprint",
        scan="Scan to see its state today",
        page="Page 1 of 1",
        more="… {count} more",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """Captions of a sack label: Spanish first, English second, on every label."""

    ruc: str = "RUC {value}"
    lot: str = "LOTE · LOT"
    sack: str = "SACO · SACK"
    sack_number: str = "SACO {number} / {count}"
    sack_code: str = "CÓDIGO DEL SACO · SACK CODE"
    sack_of: str = "saco {number} de {count} · sack {number} of {count}"
    net_mass: str = "PESO NETO · NET WEIGHT"
    no_mass: str = "PESO ________ kg"
    season: str = "Cosecha · Crop: {value}"
    grade: str = "Calidad · Quality: {value}"
    origin: str = "Origen · Origin: {value}"
    packed_on: str = "Envasado · Packed: {value}"
    stub: str = "✂ TALÓN PARA EL LEGAJO DEL LOTE · STUB FOR THE LOT FILE"
    check_bar: str = "50 mm: mida esta barra · measure this bar"
    ico_mark: str = "MARCA ICO · ICO MARK"
    organic: str = "ORGÁNICO · ORGANIC · {value}"
    operator: str = "Operador · Operator: {value}"
    copy: str = "COPIA {number} · COPY {number}"
    copy_because: str = "COPIA {number} · COPY {number}: {reason}"
    short_copy: str = "COPIA {number}"
    short_remainder: str = "SACO DE SALDO"
    remainder: str = "SACO DE SALDO · REMAINDER SACK"
    lot_folder: str = "LEGAJO DEL LOTE · LOT FOLDER"
    sacks: str = "Sacos · Sacks: {value}"
    mass: str = "Masa · Mass: {value}"
    opened_on: str = "Abierto · Opened: {value}"
    sample: str = "MUESTRA · SAMPLE"
    of_lot: str = "Lote · Lot: {value}"
    drawn_on: str = "Tomada · Drawn: {value}"
    drawn_by: str = "Por · By: {value}"
    seals: str = "Precintos · Seals: {value}"
    cup: str = "CATACIÓN · CUPPING"
    cup_number: str = "Taza · Cup: {value}"
    session: str = "Sesión · Session: {value}"
    day: str = "Fecha · Date: {value}"
    pallet: str = "PALLET"
    sscc: str = "SSCC"
    pallet_code: str = "CÓDIGO DEL PALLET · PALLET CODE"
    gross_mass: str = "Peso bruto · Gross weight: {value}"


LABEL_WORDS = LabelWords()


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceWords:
    """Headings of a balance page."""

    made_on: str
    period: str
    check: str
    picture: str
    legend: str
    nothing: str
    came: str
    went: str
    products: str
    places: str
    product: str
    place: str
    opening: str
    in_: str
    out: str
    lost: str
    closing: str
    difference: str
    yields: str
    batch: str
    days: str
    conversion: str
    taken: str
    given: str
    loss: str
    share: str
    band: str
    verdict: str
    gaps: str
    more: str
    page: str


BALANCE_WORDS: dict[Language, BalanceWords] = {
    "es": BalanceWords(
        made_on="Hecho el",
        period="Período",
        check="Cuadre",
        picture="Por dónde pasó el peso (el ancho es el peso, en kg)",
        legend="Barra llena: entra o sale · barra vacía: existencia · barra rayada y borde de "
        "puntos: pérdida",
        nothing="No hay nada registrado en este período.",
        came="De dónde vino",
        went="Qué pasó con ello",
        products="Por producto",
        places="Por lugar",
        product="Producto",
        place="Lugar",
        opening="Había",
        in_="Entró",
        out="Salió",
        lost="Pérdida",
        closing="Queda",
        difference="Falta explicar",
        yields="Rendimiento de cajas, secadores y trilla",
        batch="Proceso",
        days="Días",
        conversion="De qué a qué",
        taken="Tomó",
        given="Dio",
        loss="Merma",
        share="Rinde",
        band="Creíble",
        verdict="Juicio",
        gaps="Lo que no cuadra",
        more="… {count} más: están en el archivo XLSX",
        page="Página {number} de {count}",
    ),
    "en": BalanceWords(
        made_on="Made on",
        period="Period",
        check="Check",
        picture="Where the mass went (width is mass, in kg)",
        legend="Full bar: in or out · empty bar: stock · striped bar and dotted edge: loss",
        nothing="Nothing is recorded in this period.",
        came="Where it came from",
        went="What became of it",
        products="By product",
        places="By place",
        product="Product",
        place="Place",
        opening="Opening",
        in_="In",
        out="Out",
        lost="Loss",
        closing="Closing",
        difference="Unexplained",
        yields="Yield of boxes, dryers and mill runs",
        batch="Batch",
        days="Days",
        conversion="From what to what",
        taken="Taken",
        given="Given",
        loss="Loss",
        share="Yield",
        band="Plausible",
        verdict="Verdict",
        gaps="What does not add up",
        more="… {count} more: they are in the XLSX file",
        page="Page {number} of {count}",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RulerWords:
    """What a ruler page says."""

    title: str
    steps: tuple[str, ...]


RULER_WORDS: dict[Language, RulerWords] = {
    "es": RulerWords(
        title="Página de medida de la impresora",
        steps=(
            "Imprima al 100 %, sin «ajustar a la página». Mida con una regla de acero, en mm.",
            "1. Del borde izquierdo del papel a la línea B: debe dar {left} mm.",
            "2. Del borde superior del papel a la línea A: debe dar {top} mm.",
            "3. Largo de la línea A, de punta a punta: debe dar {across} mm.",
            "4. Largo de la línea B, de punta a punta: debe dar {down} mm.",
            "Escriba las cuatro medidas en el perfil de esta impresora, con sus décimas.",
        ),
    ),
    "en": RulerWords(
        title="Ruler page of the printer",
        steps=(
            "Print at 100 %, without “fit to page”. Measure with a steel ruler, in mm.",
            "1. From the left edge of the paper to line B: should be {left} mm.",
            "2. From the upper edge of the paper to line A: should be {top} mm.",
            "3. Length of line A, from end to end: should be {across} mm.",
            "4. Length of line B, from end to end: should be {down} mm.",
            "Type the four measures into this printer's profile, with their tenths.",
        ),
    ),
}
