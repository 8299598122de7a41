"""Correcting and taking back, in Spanish."""

CORRECTING_SENTENCES: dict[str, str] = {
    "not-correctable": (
        "Un asiento “{kind}” no se corrige así: se reemplaza, se levanta o se registra de nuevo. "
        "Vea qué actos hay con `acopio history`."
    ),
    "already-undone": "Ese acto ya se retiró el {on}: registre el hecho de nuevo.",
    "followed": (
        "No se puede retirar: {what} ya se apoya en ese acto. Corríjalo con `acopio correct`."
    ),
    "nothing-changes": "Eso es lo que ya está registrado: no hay nada que corregir.",
    "lots-differ": (
        "La corrección dejaría fuera {lots}, que ese acto hizo: un lote se corrige, no se quita."
    ),
    "contradicts-weighed": (
        "Con esa corrección habrían entrado {taken_g} a {what}, pero ya salieron {given_g} "
        "pesados: revise cuál de los dos pesos está mal."
    ),
    "goes-round": "No puede ser: {what} saldría de sí mismo.",
    "no-such-act": (
        "No hay un acto número {given}: van del 1 al {last}. Véalos con `acopio history`."
    ),
    "which-act": "“{given}” tiene varios actos: {acts}. Diga cuál con `--act`.",
    "not-in-act": "Ese acto no nombra el lote {lot}: vea qué nombra con `acopio history`.",
    "word-not-for-act": (
        "Un acto “{kind}” no dice “{word}”: elija el acto con `--act`, según `acopio history`."
    ),
}

CORRECTING_WORDS: dict[str, dict[str, str]] = {
    "figure": {
        "made": "peso del lote",
        "left": "queda del lote",
        "taken": "entró",
        "given": "salió",
        "loss": "merma",
        "yield": "rendimiento",
        "difference": "diferencia del conteo",
        "claims-lost": "pierde declaraciones",
        "claims-gained": "gana declaraciones",
        "paper": "certificado: historia corregida después de emitido",
    },
    "remark": {
        "negative": "en rojo: pese y cuente el lote",
        "outside-band": "rendimiento fuera de lo creíble",
        "undone": "retirado",
    },
    "fact-word": {
        "gross": "peso bruto", "tare": "tara", "handed_back": "devuelto", "product": "producto",
        "household": "familia", "person": "persona", "plots": "parcelas",
        "all_plots": "todas las parcelas", "claims": "declaración",
        "drop_claims": "declaración de más", "harvest_from": "cosechado desde",
        "harvest_to": "cosechado hasta", "pad": "número de recibo", "moisture": "humedad",
        "place": "lugar", "day": "día", "mass": "peso", "cause": "causa",
        "masses": "peso de un lote", "add": "lote que también entró", "remove": "lote que no entró",
        "vehicle": "placa", "seal": "precinto",
    },
    "kind": {
        "delivery.received": "entrega recibida", "lot.opened": "existencia inicial",
        "lot.bought": "lote comprado", "lot.found": "granos hallados",
        "lot.blended": "mezcla", "lot.split": "lote apartado", "lot.counted": "conteo",
        "lot.packed": "ensacado", "batch.opened": "proceso abierto", "batch.took": "entró",
        "batch.passed": "pasó sin pesar", "batch.gave": "salió pesado", "batch.noted": "nota",
        "batch.checked": "control de proceso", "batch.closed": "proceso cerrado",
        "sample.drawn": "muestra", "dispatch.sent": "despacho", "sack.changed": "sacos",
        "dispatch.answered": "recepción", "dispatch.reported": "recepción informada",
        "log.opened": "registro abierto", "log.clock-confirmed": "fecha confirmada",
        "key.replaced": "clave reemplazada", "key.vouched": "clave avalada",
        "organisation.recorded": "organización", "staff.appointed": "alta de personal",
        "staff.dismissed": "baja de personal", "household.registered": "familia",
        "person.registered": "persona", "membership.recorded": "socio de un grupo",
        "plot.recorded": "parcela", "place.recorded": "lugar", "season.recorded": "campaña",
        "scheme-certificate.recorded": "certificado de un sello", "price.agreed": "precio acordado",
        "harvest.estimated": "cosecha estimada", "name.given": "otro nombre",
        "document.attached": "documento", "profile.recorded": "perfil",
        "sample.sent": "muestra enviada", "sample.answered": "muestra respondida",
        "inspection.signed": "evaluación firmada", "result.reported": "resultado informado",
        "lot.certified": "lote liberado", "lot.downgraded": "lote rebajado",
        "lot.rejected": "lote rechazado", "lot.held": "lote retenido",
        "lot.lifted": "retención levantada", "lot.recalled": "lote retirado del mercado",
        "report.recorded": "informe de terceros", "report.confirmed": "llegada confirmada",
        "labels.printed": "etiquetas impresas", "labels.confirmed": "etiquetas comprobadas",
        "labels.voided": "etiquetas anuladas", "certificate.issued": "certificado emitido",
        "certificate.replaced": "certificado reemplazado",
        "certificate.revoked": "certificado revocado", "data.handed-over": "datos entregados",
        "entry.corrected": "corrección", "entry.undone": "acto retirado",
        "disclosures.erased": "datos privados borrados",
    },
}  # fmt: skip
