"""What `acopio demo` says, in Spanish and in English."""

WORDS: dict[str, dict[str, str]] = {
    "es": {
        "loading": "Campaña de abril a septiembre",
        "already": "La campaña de demostración ya está en {home}: no se carga otra vez.",
        "would": "Ensayo: se cargaría una campaña inventada en {home}. No se escribió nada.",
        "labels": "Etiquetas",
        "publishing": "Páginas",
        "auditing": "Auditoría del registro",
        "title": "{name} (inventada)",
        "totals": "{families} familias, {deliveries} entregas, {received} recibidos; "
        "{lots} lotes de exportación, {dispatches} ventas despachadas; {entries} asientos.",
        "made": "{made}; {judged}; {left} {state}",
        "released": "liberado",
        "rejected": "rechazado",
        "pins": "Usuarios y PIN: {pins}.",
        "paper": "Etiquetas: {labels}\nCertificados: {es} y {en}\n"
        "Certificado de calidad: {quality}\nPáginas: {pages} ({lots} lotes)",
        "verified": "El certificado {number} se comprobó sin conexión: todo conforme.",
        "unverified": "El certificado {number} NO pasó la comprobación.",
        "fetched": "La página del lote {lot} respondió {status}: {size} bytes, "
        "{packed} comprimidos.",
        "confirmed": "{buyer} confirmó el despacho {number} desde su propia base ({home}): salió "
        "{sent}, se había informado {reported}, confirmado {confirmed}.",
        "audited": "Auditoría del registro: {findings} problemas.",
        "serve": "Para ver las páginas: {acopio} serve, y abra {url}",
        "try": "Pruebe también:\n  {acopio} lot list\n  {acopio} lot trace {lot}\n"
        "  {acopio} verify {certificate}\n"
        '  {acopio} --as calidad hold {other} --reason "olor a humo"   (PIN {pin})',
    },
    "en": {
        "loading": "Season, April to September",
        "already": "The demo season is in {home} already: it is not loaded again.",
        "would": "Rehearsal: an invented season would be loaded into {home}. Nothing was written.",
        "labels": "Labels",
        "publishing": "Pages",
        "auditing": "Audit of the log",
        "title": "{name} (invented)",
        "totals": "{families} families, {deliveries} deliveries, {received} received; "
        "{lots} export lots, {dispatches} sales dispatched; {entries} entries.",
        "made": "{made}; {judged}; {left} {state}",
        "released": "released",
        "rejected": "rejected",
        "pins": "Users and PINs: {pins}.",
        "paper": "Labels: {labels}\nCertificates: {es} and {en}\n"
        "Quality certificate: {quality}\nPages: {pages} ({lots} lots)",
        "verified": "Certificate {number} was checked offline: all in order.",
        "unverified": "Certificate {number} did NOT pass the check.",
        "fetched": "The page of lot {lot} answered {status}: {size} bytes, {packed} compressed.",
        "confirmed": "{buyer} confirmed dispatch {number} from its own database ({home}): sent "
        "{sent}, reported {reported}, confirmed {confirmed}.",
        "audited": "Audit of the log: {findings} findings.",
        "serve": "To see the pages: {acopio} serve, then open {url}",
        "try": "Try as well:\n  {acopio} lot list\n  {acopio} lot trace {lot}\n"
        "  {acopio} verify {certificate}\n"
        '  {acopio} --as calidad hold {other} --reason "smell of smoke"   (PIN {pin})',
    },
}


def phrase(key: str, language: str, **values: object) -> str:
    """Return a sentence of the demo."""
    return WORDS["en" if language == "en" else "es"][key].format_map(values)
