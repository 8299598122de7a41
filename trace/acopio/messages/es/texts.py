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
        "up-to-date": "La base ya está al día.",
        "upgraded": "La base está al día; sus tablas se hicieron de nuevo a partir del registro.",
        "second-needed": "Para escribirlo hace falta una segunda persona: añada `--second NOMBRE`.",
        "confirmed-by": "{day}: {said}; confirmado por {who} en su propio registro.",
        "below-nothing": "Aviso: por los días que se dijeron, el {day} el lote habría tenido "
        "{mass}. Vale el orden en que se registró; revise las fechas.",
        "scheme-suspended": "Suspendido desde el {day}: desde ese día no ampara nada.",
        "scheme-every-member": "Ampara a todos los socios del titular.",
        "reported-by": "{day}: {said}; informado por {who}, no confirmado.",
        "usage-no-command": "uso: no hay una orden “{given}”; véalas con --help.",
        "usage-missing": "uso: falta {name}.",
        "usage-no-option": "uso: no hay una opción {name}; véalas con --help.",
        "usage-bad-value": "uso: {name} no sirve así: {problem}",
        "usage-no-number": "uso: {name} pide un número entero.",
        "usage-no-file": "uso: el archivo “{given}” no existe.",
        "usage-folder": "uso: “{given}” es una carpeta; se pide un archivo.",
        "usage-choice": "uso: {name} admite solo {given}.",
        "usage-no-value": "uso: falta el valor de {given}.",
        "usage-too-much": "uso: sobra “{given}”; vea la orden con --help.",
        "usage-other": "uso: revise la orden con --help ({problem}).",
        "guide-odd": "El número de guía {number} no tiene la forma de la SUNAT (T001-442): "
        "revíselo.",
        "refused-part": "Rechazado y devuelto al remitente como lote {lot}: {mass}.",
        "taken-back": "Volvió {lot}: {mass}.",
        "saved": "Documento escrito.",
        "said": "Anotado: informado, no confirmado.",
        "found": "Encontrados: {count}.",
        "shipment": "Lotes: {lots}; remitentes: {senders}; en total {mass}.",
        "arrived": "Su lote {theirs} es ahora {lot}: {mass}.",
        "arrived-before": "Ya se había recibido con el informe {report}: no se escribió nada.",
        "confirmed": "Despacho {number}: {receiver} lo confirmó en su propio registro.",
        "only-shown": "Solo se mostró: no se escribió nada. Para escribirlo, añada `--yes`.",
        "write-it": "¿Escribir la corrección?",
        "corrected": "Corregido: cambian {count} cifras. El asiento equivocado queda a la vista.",
        "no-figures-change": "Ninguna cifra cambia.",
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
        "address-before": "Lo que se imprimió antes lleva a {before}: mantenga esa dirección "
        "mientras haya sacos o certificados con ella.",
        "serving": "Sirviendo en http://{host}:{port} — para terminar, Ctrl+C.",
        "delivered": "Recibido {received}; por pagar {payable}.",
        "receipts": "Recibos: {count}.",
        "estimated": "Pasó sin pesar: el peso es estimado.",
        "batch-days": "Desde el {since}: {days} días.",
        "batch-yield": "Rinde {main} % de primera y {beans} % de grano en total, de los {weighed} "
        "que se pesaron.",
        "left-out": "No entraron ({why}): {lots}.",
        "unusual": "Se anotó {said}: no es lo corriente (entre {low} y {high} {unit}). Si fue un "
        "error, corríjalo.",
        "batch-closed": "Entró {taken}, salió {given}.",
        "sacks": "{count} sacos.",
        "blind": "Código ciego para el catador: {blind}. No lo ponga junto al código del lote.",
        "dispatched": "Salió {lot}: {mass}.",
        "no-shares": "Sin partes de familias: {mass} de barrido o grano hallado, de lo que se "
        "guardó en ese "
        "lugar y tiempo.",
        "moved": "{lot} ({mass}) está ahora en {place}.",
        "sent-to": "{lot} ({mass}) salió hacia {place}: al llegar, `acopio receive`.",
        "not-counted": "Sin contar quedaron {count} lotes:",
        "list-problem": "fila {row} · {given}: {sentence}",
        "received": "Llegada registrada.",
        "reported": "Llegada anotada: la informa usted, el receptor no la confirmó.",
        "not-published": "La página del lote {lot} aún no está publicada: hágalo con "
        "`acopio publish CARPETA` antes de entregar los sacos.",
        "published": "{written} archivos nuevos, {unchanged} sin cambios.",
        "key": "Huella de la clave que firma: {key}.",
        "key-inside": "La clave venía dentro del archivo: prueba que nada cambió, no quién lo "
        "emitió. Pida la clave por otro camino y use `acopio verify ARCHIVO --key CLAVE`.",
        "plot-remark": "Mire esta parcela: {finding} ({found}).",
        "handed-over": "Lote {lot}: {plots} parcelas en el archivo; {share} % de la masa ({mass}) "
        "tiene todas sus parcelas ahí. Alcance: {scope}.",
        "nothing-missing": "No falta ningún dato de los que se guardan aquí.",
        "missing-lines": "Faltan {count} datos; el archivo los nombra uno por uno. Por clase:",
        "try-in-excess": "Hay granos sin parcelas propias: con `acopio export eudr LOTE "
        "--in-excess` se añaden todas las que entregaron en esos lugares y días.",
        "link-made": "Abierto hasta el {until}; quien tenga la dirección puede bajar los archivos "
        "mientras corra `acopio serve`. Se anula con `acopio export revoke {link}`.",
        "no-verdict": "Este archivo no concluye si el lote cumple: eso lo concluye quien lo pone "
        "en el mercado.",
        "revoked": "Enlace anulado: sus archivos ya no se entregan.",
        "missing-line": "- {what} (líneas: {count}).",
        "audited": "Problemas encontrados: {findings}.",
        "import-checked": "Revisado: {rows} filas se pueden escribir, {listed} quedan fuera, "
        "{flagged} con observación. No se escribió nada: para escribir, añada `--apply`.",
        "imported": "Escritos {written} lotes de {rows} filas; {listed} quedaron fuera, {flagged} "
        "con observación.",
    },
}  # fmt: skip
