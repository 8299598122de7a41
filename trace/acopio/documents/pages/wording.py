"""The fixed words of the public pages, in Spanish and in English."""

from collections.abc import Iterable
from typing import Literal

from babel import Locale

from acopio.documents.regions import departments

Language = Literal["es", "en"]
LANGUAGES: tuple[Language, ...] = ("es", "en")

_TABLE: dict[str, tuple[str, str]] = {
    # The state of this code: headline and what it means.
    "state.in-store": ("En registro", "On record"),
    "state.in-store.more": ("En almacén", "In store"),
    "state.on-the-way": ("Despachado", "Dispatched"),
    "state.on-the-way.more": ("En camino, llegada sin confirmar", "On the way, not yet received"),
    "state.delivered": ("Despachado y recibido", "Dispatched and received"),
    "state.delivered.more": ("En manos del receptor", "In the receiver's hands"),
    "state.delivered.reported": (
        "Llegada informada por el receptor, no confirmada",
        "Arrival reported by the receiver, not confirmed",
    ),
    "state.delivered.confirmed": (
        "Llegada confirmada por el receptor en su propio registro",
        "Arrival confirmed by the receiver in its own log",
    ),
    "state.used-up": ("Agotado", "Used up"),
    "state.used-up.more": (
        "No queda nada con este código",
        "Nothing is left under this code",
    ),
    "state.held": ("En retención", "On hold"),
    "state.held.more": (
        "No lo use ni lo reciba hasta que se levante",
        "Do not use or accept it until the hold is lifted",
    ),
    "state.void": ("Anulado", "Void"),
    "state.void.more": (
        "Esta etiqueta no vale: pregunte a quien le entregó el saco",
        "This label is not valid: ask whoever gave you the sack",
    ),
    "state.label-void": ("Etiqueta anulada", "Label void"),
    "state.label-void.more": (
        "Esta etiqueta se anuló: no compruebe con ella ningún saco y pregunte a quien se lo dio",
        "This label was made void: trust no sack that bears it, and ask whoever gave it to you",
    ),
    "state.missing": ("Saco faltante", "Sack missing"),
    "state.missing.more": (
        "Se registró como faltante: avise a la organización",
        "It is on record as missing: tell the organisation",
    ),
    "state.emptied": ("Saco vaciado", "Sack emptied"),
    "state.emptied.more": (
        "Su contenido pasó a otro lote o proceso",
        "Its content went into another lot or process",
    ),
    "state.burst": ("Saco reventado", "Sack burst"),
    "state.burst.more": (
        "Su contenido sigue suelto en el lote",
        "Its content is loose in the lot",
    ),
    "state.re-used": ("Bolsa usada otra vez", "Bag used again"),
    "state.re-used.more": (
        "Esta etiqueta es de antes: lo que hay ahora en la bolsa lleva otra",
        "This label is an old one: what is in the bag now has another",
    ),
    "state.reserved": ("Etiqueta reservada", "Label reserved"),
    "state.reserved.more": (
        "Impresa por adelantado; aún sin contenido pesado",
        "Printed ahead; no content weighed yet",
    ),
    # Headline.
    "lot": ("Lote", "Lot"),
    "lot.lower": ("lote", "lot"),
    "sack": ("Saco {number} de {of}", "Sack {number} of {of}"),
    "sack.other": (
        "Empacado para el lote {packed}; ahora es parte del lote {now}.",
        "Packed for lot {packed}; now part of lot {now}.",
    ),
    "sack.copy": (
        "Se imprimió de nuevo: solo vale la etiqueta que dice COPIA {number}",
        "It was printed again: only the label that says COPIA {number} is valid",
    ),
    "of-lot": ("Lote de {mass}", "Lot of {mass}"),
    "released": (
        "Liberado por {by} ({standing}) contra el perfil «{profile}» el {day}",
        "Released by {by} ({standing}) against profile “{profile}” on {day}",
    ),
    "released.before": (
        "Liberado contra el perfil «{profile}» antes de separarse del lote mayor",
        "Released against profile “{profile}” before it was split from the larger lot",
    ),
    "released.until": (", válido hasta el {day}", ", valid until {day}"),
    "rejected": (
        "Rechazado por {by} contra el perfil «{profile}» el {day}",
        "Rejected by {by} against profile “{profile}” on {day}",
    ),
    "downgraded": (
        "Rebajado por {by}: ya no cumple el perfil «{profile}» desde el {day}",
        "Downgraded by {by}: no longer meets profile “{profile}” since {day}",
    ),
    "rejected.before": (
        "No cumple el perfil «{profile}»",
        "Does not meet profile “{profile}”",
    ),
    "not-released": (
        "Sin liberar: nadie lo ha evaluado contra un perfil",
        "Not released: nobody has judged it against a profile",
    ),
    # Facts.
    "product": ("Producto", "Product"),
    "mass": ("Peso", "Weight"),
    "mass.sack": ("Peso del saco", "Weight of the sack"),
    "quality": ("Calidad", "Quality"),
    "origin": ("Origen", "Origin"),
    "claims": ("Declaraciones", "Claims"),
    "season": ("Cosecha", "Season"),
    "holder": ("En manos de", "Held by"),
    "made": ("Lote formado el", "Lot made on"),
    "process": ("Proceso", "Process"),
    "none": ("Ninguna", "None"),
    "not-weighed": ("Sin pesar", "Not weighed"),
    "mass.private": ("No público: menos de 5 familias", "Not public: fewer than 5 families"),
    "no-result": ("Sin resultado registrado", "No result on record"),
    "families": ("{count} familias", "{count} families"),
    "families.few": ("Menos de {count} familias", "Fewer than {count} families"),
    # Quality.
    "grade": ("Grado {value}", "Grade {value}"),
    "points": ("{value} puntos", "{value} points"),
    "limit": ("Límite", "Limit"),
    "value": ("Resultado", "Result"),
    "measure": ("Medida", "Measure"),
    "result.by": ("{by}, {standing}", "{by}, {standing}"),
    "arrival": ("hallado a la llegada", "found on arrival"),
    "laboratory": ("medido por {name}", "measured by {name}"),
    "cuppers": ("{count} catadores", "{count} cuppers"),
    "blind": ("a ciegas", "blind"),
    "disputed": ("en disputa desde el {day}", "disputed since {day}"),
    "drew": (
        "quien evaluó también tomó la muestra",
        "the evaluator also drew the sample",
    ),
    "key.operator": (
        "firmado con una clave guardada en la máquina del operador",
        "signed with a key kept on the operator's machine",
    ),
    "key.own": (
        "firmado con una clave del propio inspector",
        "signed with the inspector's own key",
    ),
    "reported": ("informado, no confirmado", "reported, not confirmed"),
    "reported.by": (
        "informado por {by}, no confirmado",
        "reported by {by}, not confirmed",
    ),
    "sender": ("el remitente", "the sender"),
    "range": ("{low}–{high} (95 %)", "{low}–{high} (95 %)"),
    "decisions": ("Decisiones", "Decisions"),
    "certificates": ("Documentos emitidos", "Documents issued"),
    # Origin.
    "row.delivery": ("Familias sin grupo indicado", "Families with no group stated"),
    "row.families": ("Familias productoras", "Farming families"),
    "row.several": ("Varios grupos, juntos", "Several groups, together"),
    "row.opened": ("Existencia inicial", "Opening stock"),
    "row.bought": ("Comprado a terceros", "Bought in"),
    "row.found": ("Hallado en almacén", "Found in store"),
    "deliveries": ("{count} entregas", "{count} deliveries"),
    "origin.few": (
        "Son tan pocas familias que sus pesos las identificarían: no se publican.",
        "So few families that their weights would identify them: these are not public.",
    ),
    "origin.plots": (
        "Con parcelas registradas: {mass} ({share}).",
        "With plots on record: {mass} ({share}).",
    ),
    "origin.declared": (
        "Historia anterior declarada, no registrada: {mass} ({share}).",
        "Earlier history declared, not recorded: {mass} ({share}).",
    ),
    "origin.declared.few": (
        "Una parte tiene historia declarada, no registrada.",
        "One part has a declared, not a recorded, history.",
    ),
    "origin.all": (
        "Toda la masa tiene historia registrada desde la entrega.",
        "All of the mass has a recorded history from delivery on.",
    ),
    "someone": ("una persona natural", "a private person"),
    "person": ("Persona natural", "Private person"),
    # Custody.
    "custody": ("Recorrido", "Custody"),
    "in": ("entra", "in"),
    "out": ("sale", "out"),
    "lost": ("merma {mass}", "loss {mass}"),
    "gained": ("ganancia {mass}", "gain {mass}"),
    "even": ("sin diferencia", "no difference"),
    "short": ("faltan {mass}", "{mass} short"),
    "over": ("sobran {mass}", "{mass} over"),
    "withheld": ("masas no públicas", "weights not public"),
    # Balance.
    "balance": ("Dónde está cada gramo", "Where every gram is"),
    # What is not said.
    "not-said": ("Lo que esta página no dice", "What this page does not say"),
    "not-said.label": (
        "Que la etiqueta esté en el saco correcto: un código se puede copiar. Compare precinto, "
        "peso y marca.",
        "That the label is on the right sack: a code can be copied. Compare seal, weight and mark.",
    ),
    "not-said.scheme": (
        "Que un sello de terceros lo ampare: «liberado» es una decisión de quien se nombra.",
        "That a third-party scheme covers it: “released” is the decision of whoever is named.",
    ),
    "not-said.sample": (
        "Un resultado vale para la muestra evaluada, no para cada grano.",
        "A result holds for the sample that was evaluated, not for every bean.",
    ),
    "not-said.eudr": (
        "Que cumpla una norma de deforestación: parcelas y fechas se entregan aparte al comprador.",
        "That it meets a deforestation rule: plots and dates go to the buyer separately.",
    ),
    "not-said.witness": (
        "Que un tercero haya visto el registro: aquí lo afirma quien lo opera.",
        "That a third party has seen the log: here its operator alone asserts it.",
    ),
    "not-said.private": (
        "Nombres de personas, documentos, coordenadas, precios y pesos por familia nunca se "
        "publican.",
        "Names of people, identity numbers, coordinates, prices and weights per family are never "
        "public.",
    ),
    # Proof.
    "proof": ("Prueba", "Proof"),
    "proof.text": (
        "El último asiento de este lote está en un registro al que solo se añade. Compruébelo sin "
        "este servidor: pida el certificado o el archivo de prueba y ejecute",
        "The latest entry about this lot stands in an append-only log. Check it without this "
        "server: ask for the certificate or proof file and run",
    ),
    "proof.file": ("ARCHIVO", "FILE"),
    "log": ("Registro", "Log"),
    "entry": ("Asiento n.º", "Entry no."),
    "leaf": ("Huella", "Leaf hash"),
    "as-of": ("Estado según el asiento del {day}", "State as of the entry of {day}"),
    "hosted": ("Operado por {by}", "Operated by {by}"),
    "data": ("Los mismos datos en JSON", "The same data as JSON"),
    "whole": ("Ver todo el lote", "See the whole lot"),
    "language": ("Idioma", "Language"),
    "es": ("Español", "Español"),
    "en": ("English", "English"),
    # What results are called.
    # No such code; no such page; no database.
    "missing.title": ("Este código no existe", "This code does not exist"),
    "missing.typo": (
        "No es un código de lote ni de saco: su signo de control no cuadra, o le falta o sobra "
        "algo. Revise lo que leyó o escribió.",
        "It is no lot or sack code: its check sign does not fit, or something is missing or too "
        "much. Check what you read or typed.",
    ),
    "missing.unknown": (
        "Tiene la forma correcta, pero en este registro no hay nada con él. Pregunte a quien le "
        "entregó el saco antes de aceptarlo.",
        "It is well formed, but nothing in this register carries it. Ask whoever gave you the "
        "sack before you accept it.",
    ),
    "missing.similar": (
        "No lo llevamos a ningún código parecido.",
        "We do not take you to any similar code.",
    ),
    "missing.page": ("Esta página no existe", "This page does not exist"),
    "missing.page.more": (
        "Los códigos de lotes y sacos están en la etiqueta.",
        "The codes of lots and sacks stand on the label.",
    ),
    "gone.page": ("Este enlace ya se cerró", "This link is closed"),
    "gone.page.more": (
        "Pida uno nuevo a la cooperativa que se lo dio.",
        "Ask the cooperative that gave it to you for a new one.",
    ),
    "missing.published": (
        "Aquí no hay nada publicado con ese código. Puede ser falso, estar mal escrito o ser más "
        "nuevo que la última publicación.",
        "Nothing is published here under that code. It may be false, mistyped, or newer than the "
        "latest publication.",
    ),
    "closed.title": ("El registro no responde", "The register does not answer"),
    "closed.more": (
        "No dice nada del código. Lo impreso en la etiqueta y las páginas publicadas siguen "
        "valiendo; vuelva a intentar más tarde.",
        "This says nothing about the code. What the label prints and the published pages still "
        "hold; try again later.",
    ),
    "home.title": ("¿De dónde viene este saco?", "Where does this sack come from?"),
    "home.text": (
        "Escanee el código de la etiqueta o escríbalo aquí. Verá su estado, su calidad, su origen "
        "y por qué manos pasó.",
        "Scan the code on the label or type it here. You will see its state, quality, origin and "
        "the hands it went through.",
    ),
    "home.published": (
        "Escanee el código de la etiqueta. Verá su estado, su calidad, su origen y por qué manos "
        "pasó.",
        "Scan the code on the label. You will see its state, quality, origin and the hands it "
        "went through.",
    ),
    "code": ("Código de lote o saco", "Lot or sack code"),
    "look": ("Ver", "Look up"),
}  # fmt: skip

_MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


# Departments by the first two digits of the INEI's district codes (UBIGEO).
def text(key: str, language: Language, **fields: object) -> str:
    """Return fixed words with their fields filled in."""
    return _TABLE[key][LANGUAGES.index(language)].format(**fields)


def kilograms(grams: int) -> str:
    """Return ``1 412.5 kg``: no comma, which one language reads as thousands, the other not."""
    whole, rest = divmod(abs(grams), 1000)
    digits = f"{whole:,}".replace(",", "\u202f")
    decimals = f".{rest:03d}".rstrip("0") if rest else ""
    return f"{'−' if grams < 0 else ''}{digits}{decimals}\u00a0kg"


def share(part: int, whole: int) -> str:
    """Return a share with one decimal, halves up."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    if part and not tenths:
        return "<\u202f0.1\u00a0%"
    return f"{tenths // 10}.{tenths % 10}\u00a0%" if tenths % 10 else f"{tenths // 10}\u00a0%"


def day(iso: str, language: Language) -> str:
    """Return ``23 nov 2026`` for a day or ``nov 2026`` for a month; other text as it is."""
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or not 2 <= len(parts) <= 3:
        return iso
    if not 1 <= int(parts[1]) <= 12:
        return iso
    month = _MONTHS[language][int(parts[1]) - 1]
    front = f"{int(parts[2])}\u00a0" if len(parts) == 3 else ""
    return f"{front}{month}\u00a0{parts[0]}"


def region(districts: Iterable[str | None], country: str, language: Language) -> str:
    """Return the departments of districts, or the country where they are not known."""
    return departments(districts, country) or country_name(country, language)


def country_name(code: str, language: Language) -> str:
    """Return what people call a country; a code that is none is shown as it is."""
    return str(Locale(language).territories.get(code, code))
