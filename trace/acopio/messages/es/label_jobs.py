"""What is said of jobs of labels: sent, confirmed, gone on with, void; in Spanish."""

LABEL_JOB_SENTENCES = {
    "labels-not-checked": (
        "Las etiquetas {numbers} del lote {lot} ya se mandaron imprimir en el "
        "trabajo {job} y nadie dijo si salieron. Diga cuál fue la última buena con `acopio label "
        "confirm {job} --last N`, o imprima el resto con `acopio label resume {job} --from N`."
    ),
    "labels-out": (
        "Las etiquetas {numbers} del lote {lot} ya se imprimieron. Si hacen falta otra vez, diga "
        "por qué con `--reason`: saldrán marcadas como COPIA."
    ),
    "labels-moved": (
        "Alguien imprimió o anuló mientras tanto la etiqueta {number} del lote {lot}. No se "
        "imprimió nada: empiece de nuevo."
    ),
    "lot-recalled": (
        "El lote {lot} está retirado desde el {since}: no se le imprimen etiquetas. Se levanta con "
        "`acopio lift`."
    ),
    "no-label-to-void": (
        "Los sacos {numbers} del lote {lot} no tienen una etiqueta vigente que anular. Vea los "
        "trabajos con `acopio label list`."
    ),
    "good-beyond-job": (
        "El trabajo {job} tiene {count} etiquetas: no pueden haber salido {given}."
    ),
    "resumed-before": (
        "Del trabajo {job} ya se imprimió el resto en el trabajo {by}: siga con ese."
    ),
    "resume-elsewhere": (
        "Del trabajo {job} falta desde la etiqueta {first}, según lo que se confirmó, y se pidió "
        "desde la {given}. Corrija con `acopio label confirm`, o imprima de nuevo con `--reason`."
    ),
    "nothing-left-of-job": "Del trabajo {job} no falta ninguna etiqueta.",
    "labels-not-confirmed": (
        "Nadie dijo cuál fue la última etiqueta buena del trabajo {job}: dígalo con `--from N`, "
        "siendo N la primera que falta."
    ),
    "label-not-in-job": (
        "“{given}” no es una etiqueta del trabajo {job}: tiene {numbers}. Escriba el número del "
        "saco o su código."
    ),
    "job-cut-short": (
        "La impresora {host}, puerto {port}, {cause}. Del trabajo {job} salieron como mucho "
        "{taken} de {count} etiquetas, quizá menos; desde la {first} no salió ninguna. Mire cuál "
        "fue la última buena y siga con `acopio label resume {job} --from N`."
    ),
    "which-label": (
        "El trabajo {job} tiene sacos de varios lotes: en vez de “{given}” escriba el código "
        "entero del saco, como está en la etiqueta."
    ),
    "pallet-resumed": (
        "La etiqueta de un palé (trabajo {job}) se imprime de nuevo con `acopio label print "
        "--pallet`."
    ),
    "one-kind-of-label": (
        "Un trabajo es de una clase de cosas, y se dijeron {given}: diga un lote o más, o "
        "`--delivery` con un recibo, o `--sample` con una muestra."
    ),
    "file-after-note": (
        "El trabajo {job} quedó anotado, pero el archivo {where} no se pudo terminar. Imprímalo de "
        "nuevo, sin marca de copia, con `acopio label resume {job} --from {first}`."
    ),
    "no-job-waits": "Ningún trabajo de etiquetas espera. `acopio label list` los muestra todos.",
    "which-job": ("Hay varios trabajos que esperan: {jobs}. Diga cuál: la orden toma su nombre."),
    "one-sscc": (
        "El SSCC {given} es de un solo palé, y se pidieron varios: imprima cada palé con el suyo."
    ),
    "sacks-of-several-lots": (
        "Con varios lotes, “{given}” no dice de cuál son los sacos: escriba cada lote con los "
        "suyos, como LOTE:1-120."
    ),
    "other-sacks": "En el lote {lot} no hay sacos {given} que etiquetar: hay {there}.",
    "no-blind-code": "La muestra {sample} no tiene código ciego para sus tazas.",
    "cups-out-of-range": "De una muestra se ponen de 1 a {most} tazas; se pidió {given}.",
    "unknown-printer": (
        "“{given}” no es una impresora anotada ni una dirección. Anotadas: {known}. Se anota con "
        "`acopio printer set {given} --address 192.168.1.50`."
    ),
    "printer-name": (
        "“{given}” no sirve de nombre de impresora: hasta {most} letras, sin punto ni dos puntos, "
        "para que no parezca una dirección."
    ),
}

LABEL_JOB_WORDS: dict[str, dict[str, str]] = {
    "label-state": {
        "sent": "mandado, sin confirmar",
        "good": "salió todo",
        "resumed": "el resto en otro",
    },
    "cli": {
        "labels": "Etiquetas: {count}, trabajo {job}. Cuando salgan, diga si salieron todas: "
        "`acopio label confirm {job}`, con `--last N` si no.",
        "labels-sent": "Etiquetas: {count}, entregadas a la impresora {printer}, trabajo {job}: "
        "todas llegaron. Cuando salgan: `acopio label confirm {job}`.",
        "labels-sending": "Etiquetas: {count}, entregadas a la impresora {printer}, trabajo {job}; "
        "ella no contesta. Mire cuál fue la última buena: `acopio label confirm {job} --last N`.",
        "labels-preview": "Vista previa de la primera de {count} etiquetas, o de su hoja: no se "
        "imprimió ni se anotó nada.",
        "labels-good": "Trabajo {job}: salieron todas.",
        "labels-left": "Trabajo {job}: anotado. Lo que falta se imprime con `acopio label resume "
        "{job}`.",
        "labels-no-copy": "Salen sin marca de COPIA: no consta ninguna otra de estas etiquetas.",
        "labels-voided": "Etiquetas anuladas: {count}. La página de cada saco lo dice.",
        "labels-skipped": "Sin etiqueta, porque no están en el lote, o están vacíos o anulados: "
        "sacos {numbers}.",
        "labels-go-on": "Se sigue en el lugar {place} de la hoja empezada; con `--start 1`, en una "
        "nueva.",
        "printer-removed": "Impresora {name} olvidada.",
        "ruler-kept": "Corrección guardada para la impresora {name}.",
    },
    "column": {
        "trabajo": "trabajo",
        "etiquetas": "etiquetas",
        "cuántas": "cuántas",
        "impresora": "impresora",
        "dirección": "dirección",
        "puntos por pulgada": "puntos por pulgada",
        "corrección": "corrección",
    },
}
