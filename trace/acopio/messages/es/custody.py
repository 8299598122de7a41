"""Papers, what others say, and what goes between two houses, in Spanish."""

CUSTODY_SENTENCES: dict[str, str] = {
    "unknown-dispatch-purpose": (
        "“{given}” no es un motivo de despacho conocido: se aceptan {known}."
    ),
    "guide-used": (
        "La guía {number} ya salió con el despacho {dispatch}, el {day}: cada viaje lleva la suya. "
        "Revise el número."
    ),
    "report-without-document": (
        "Lo que hizo o dijo {reporter} se anota con su documento: añada "
        "`--doc TIPO:NÚMERO=ARCHIVO`."
    ),
    "ours-writes-itself": (
        "{organisation} lleva su propio registro en este equipo: que lo anote quien trabaja allí."
    ),
    "never-sent-there": (
        "El lote {lot} no se puede devolver así: no consta un despacho entre quien lo devuelve "
        "({holder}) y quien lo recibe."
    ),
    "key-not-vouched": (
        "Nadie de aquí respondió por la clave de {origin} como clave de {organisation}: "
        "compruébela por otro camino y anótela con `acopio org vouch`."
    ),
    "key-of-another": "La clave de {origin} ya consta como clave de {owner}: revise de quién es.",
    "key-not-yet-valid": (
        "La clave vale desde el {valid_from} y con ella se escribió algo el {written}: pregunte a "
        "su dueño."
    ),
    "confirms-another": (
        "El archivo no confirma un despacho que conste aquí (cita “{found}”): pida la confirmación "
        "del despacho {dispatch}."
    ),
    "confirmation-contradicts": (
        "El receptor confirma el lote {lot} del despacho {dispatch}, que aquí consta rechazado y "
        "devuelto: acláreselo antes de anotar nada."
    ),
    "file-too-large": (
        "“{where}” tiene {megabytes} MB y lo máximo son {largest}: guarde un escaneo más ligero."
    ),
    "name-unreadable": "“{given}” no es un nombre: escriba por ejemplo contenedor=MSCU1234567.",
    "not-a-house-file": (
        "El archivo no es {expected}, o está incompleto: pida que lo escriban otra vez."
    ),
    "history-incomplete": (
        "Al archivo del despacho {dispatch} le faltan {missing} asientos de su historia: pida que "
        "lo escriban otra vez."
    ),
}

CUSTODY_WORDS: dict[str, dict[str, str]] = {
    "house-file": {
        "dispatch": "un archivo de despacho de acopio",
        "confirmation": "una confirmación de acopio",
    },
    "document": {
        "guia": "guía de remisión",
        "invoice": "factura",
        "bill-of-lading": "conocimiento de embarque",
        "customs-declaration": "DAM",
        "phytosanitary": "certificado fitosanitario",
        "lab-report": "informe de laboratorio",
        "contract": "contrato",
        "certificate": "certificado",
        "packing-list": "lista de empaque",
        "weight-note": "nota de peso",
        "delivery-note": "nota de entrega",
        "purchase-receipt": "liquidación de compra",
        "letter": "carta o correo",
        "photo": "foto",
        "document": "documento",
        "dispatch-file": "archivo de despacho",
    },
    "said": {
        "received": "recibió",
        "stored": "almacenó",
        "processed": "procesó",
        "tested": "analizó",
        "shipped": "embarcó",
        "arrived": "informó la llegada",
        "sold": "vendió",
        "destroyed": "destruyó",
        "returned": "devolvió",
        "other": "informó",
    },
    "sort": {
        "lot": "lote",
        "dispatch": "despacho",
        "report": "informe",
        "certificate": "certificado",
        "sample": "muestra",
        "document": "documento",
        "name": "otro nombre",
        "receipt": "recibo",
        "organisation": "organización",
    },
    "name-kind": {
        "container": "contenedor",
        "contract": "contrato",
        "po": "pedido del comprador",
        "booking": "reserva naviera",
        "ico-mark": "marca OIC",
        "exporter-lot": "lote del exportador",
        "house": "nombre de la casa",
        "sender-lot": "lote de quien envió",
    },
}
