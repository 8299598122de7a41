"""Texts of command line and paper, in Spanish."""

TEXTS: dict[str, dict[str, str]] = {
    "note": {
        "reported": "informado por el remitente, no confirmado",
        "drew-sample": "quien evaluó también tomó la muestra",
        "declared": "historia anterior declarada, no registrada",
        "estimated": "estimado, sin pesar",
    },
    "certificate": {
        "title": "Certificado de cadena de custodia",
        "state": "Emitido el {day}. Su estado de hoy está en la dirección del código.",
        "footer": "Emitido por quien se nombra arriba, que responde por lo que dice. Se comprueba "
        "sin conexión con `acopio verify`.",
        "no-quality": "Este certificado no evalúa la calidad: no hubo inspección registrada.",
        "plots": "Con parcelas registradas: {share}.",
        "declared": "Historia anterior declarada, no registrada: {share}.",
        "not-said.1": "Que los granos del saco sean los de la etiqueta: un código se puede copiar. "
        "Compare precinto, peso y marca.",
        "not-said.2": "Que un sello de terceros lo ampare, salvo donde se cita su certificado.",
        "not-said.3": "Que cumpla una norma de deforestación: parcelas y fechas se entregan aparte "
        "al comprador.",
        "not-said.4": "Que un tercero haya visto el registro: sin su firma, aquí lo afirma solo "
        "quien lo opera.",
        "not-said.5": "Nada de lo que se registró después de emitirlo: eso está en la dirección "
        "del código.",
    },
    "cli": {
        "clock-wrong": (
            "El reloj de este equipo ({now}) no puede estar bien: el asiento queda marcado y nada "
            "se firma hasta que alguien confirme la fecha con `acopio ledger confirm-clock`."
        ),
        "rehearsed": "Ensayo: se habrían escrito {entries} asientos ({kinds}). No se escribió "
        "nada.",
        "initialised": "Listo. Base de datos y claves están en {home}: guarde una copia aparte.",
        "copied-aside": "Antes de actualizar se guardó una copia de la base en {path}.",
        "no-address": "Sin dirección pública todavía no se imprimen etiquetas: sus códigos no "
        "llevarían a ninguna página. Indíquela con `acopio init --address https://…`.",
        "serving": "Sirviendo en http://{host}:{port} — para terminar, Ctrl+C.",
        "delivered": "Recibido {received}; por pagar {payable}.",
        "estimated": "Pasó sin pesar: el peso es estimado.",
        "batch-closed": "Entró {taken}, salió {given}.",
        "sacks": "{count} sacos.",
        "blind": "Código ciego para el catador: {blind}. No lo ponga junto al código del lote.",
        "dispatched": "Salió {lot}: {mass}.",
        "received": "Llegada registrada.",
        "reported": "Llegada anotada: la informa usted, el receptor no la confirmó.",
        "labels": "{count} etiquetas del lote {lot}.",
        "not-published": "La página del lote {lot} aún no está publicada: hágalo con "
        "`acopio publish CARPETA` antes de entregar los sacos.",
        "published": "{written} archivos nuevos, {unchanged} sin cambios.",
        "key": "Huella de la clave que firma: {key}.",
        "key-inside": "La clave venía dentro del archivo: prueba que nada cambió, no quién lo "
        "emitió. Pida la clave por otro camino y use `acopio verify ARCHIVO --key CLAVE`.",
        "audited": "Problemas encontrados: {findings}.",
        "import-checked": "Revisado: {rows} filas se pueden escribir, {listed} quedan fuera, "
        "{flagged} con observación. No se escribió nada: para escribir, añada `--apply`.",
        "imported": "Escritos {written} lotes de {rows} filas; {listed} quedaron fuera, {flagged} "
        "con observación.",
    },
}  # fmt: skip
