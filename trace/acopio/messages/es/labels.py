"""What is said of labels and their printers, in Spanish."""

LABEL_SENTENCES = {
    "unknown-media": (
        "“{name}” no es un papel conocido: se aceptan {known}. Vea sus medidas con "
        "`acopio label media`."
    ),
    "medium-inconsistent": (
        "El archivo del papel “{name}” no está bien: {problem}. Corríjalo antes de imprimir en él."
    ),
    "medium-too-small": (
        "En un papel de {width_mm} × {height_mm} mm no cabe el código de la etiqueta de {kind}. "
        "Papeles donde sí cabe: {fitting}."
    ),
    "drawing-of-other-size": (
        "La etiqueta se hizo de {width_mm} × {height_mm} mm, y las del papel “{medium}” tienen "
        "otra medida."
    ),
    "start-beyond-sheet": (
        "La hoja tiene {places} etiquetas: no se puede empezar en la {start}. Cuente desde la de "
        "arriba a la izquierda."
    ),
    "copies-out-of-range": "De cada etiqueta se imprimen de 1 a {most} copias; se pidió {copies}.",
    "correction-out-of-range": (
        "La corrección de la impresora no sirve: {what} es {value}, y puede ir de {least} a "
        "{most}. Mida de nuevo."
    ),
    "measure-implausible": (
        "{measured} mm de {what} no puede ser: debería medir cerca de {expected} mm. Mida de nuevo "
        "la hoja impresa al 100 %."
    ),
    "ico-mark-invalid": (
        "“{mark}” no es una marca OIC: se espera país, exportador y número, como 030/0123/0045."
    ),
    "sscc-invalid": (
        "“{sscc}” no es un número de bulto (SSCC): son 18 cifras y la última comprueba las demás."
    ),
    "bar-code-impossible": (
        "“{text}” no se puede escribir en barras: solo letras sin tilde, cifras y signos comunes."
    ),
    "copy-out-of-range": (
        "Una reimpresión es por lo menos la segunda vez que se imprime: {number} no sirve."
    ),
    "unreadable-label": (
        "El código de la etiqueta {index} ({name}) no se lee como debe: dice “{read}” en vez de "
        "“{expected}”. No se imprimió ni se anotó ninguna; avise a quien mantiene el programa."
    ),
    "quiet-zone-inked": (
        "Algo se imprimiría en el blanco que necesita alrededor el código de la etiqueta {index} "
        "({name}), y algunos lectores no leerían “{expected}”. No se imprimió ni se anotó "
        "ninguna; avise a quien mantiene el programa."
    ),
    "too-fine-for-printer": (
        "El código de {name} es muy fino para una impresora de {dots_per_inch} puntos por pulgada: "
        "sus partes miden {module_mm} mm. Use otro papel o una impresora más fina."
    ),
    "shift-too-large": (
        "Mover la impresión {dx_mm} mm a la derecha y {dy_mm} mm abajo es demasiado: hasta "
        "{most_mm} mm. Revise cómo está puesto el rollo."
    ),
    "bad-printer-address": (
        "“{host}”, puerto {port}, no es la dirección de una impresora: escriba algo como "
        "192.168.1.50 o 192.168.1.50:9100."
    ),
    "sheet-on-thermal": (
        "“{medium}” es una hoja de varias etiquetas: a una impresora térmica se manda un rollo, "
        "como thermal-100x150. Para la hoja haga un PDF."
    ),
    "printer-gone": (
        "La impresora {host}, puerto {port}, {cause}. No se imprimió ni se anotó nada."
    ),
}

LABEL_WORDS: dict[str, dict[str, str]] = {
    "medium-problem": {
        "no-toml": "no se puede leer",
        "fields": "faltan datos, sobran o no son números",
        "kind": "su clase no es ni rollo ni hoja",
        "no-labels": "no queda lugar para ninguna etiqueta",
        "overlap": "las etiquetas se montan una sobre otra",
        "off-page": "hay etiquetas fuera de la hoja",
        "check-bar": "la barra de medir queda fuera de la hoja",
        "hole": "el agujero queda fuera de su lugar",
        "stub": "el talón no cabe",
    },
    "label-kind": {
        "sack": "saco",
        "lot": "lote",
        "sample": "muestra",
        "cup": "taza",
        "pallet": "palé",
    },
    "printer-measure": {
        "dx": "el movimiento a la derecha",
        "dy": "el movimiento hacia abajo",
        "sx": "la escala a lo ancho",
        "sy": "la escala a lo alto",
        "rotation": "el giro",
        "left": "margen izquierdo",
        "top": "margen de arriba",
        "across": "línea A",
        "down": "línea B",
    },
    "printer-loss": {
        "unreachable": "no responde: vea si está encendida y si la dirección es esa",
        "silent": "dejó de aceptar datos: vea si le falta papel o está en pausa",
        "hung-up": "cortó la conexión a medio trabajo",
    },
    "scheme-field": {
        "control-body": "el código del organismo de control",
        "address": "la dirección del titular",
    },
    "medium": {
        "thermal": "rollo, una por página",
        "sheet": "hoja",
    },
    "cli": {
        "organic-lacks": "El lote {lot} es orgánico y sus etiquetas no llevan todo lo que pide la "
        "ley, porque al certificado {number} le falta {lacking}: añádalo con `acopio scheme "
        "complete {number} {options}`.",
        "organic-not-backed": "El lote {lot} es orgánico y sus etiquetas no llevan todo lo que "
        "pide la ley, porque ningún certificado orgánico de quien lo ensacó vale el {day}: "
        "regístrelo con `acopio scheme add`.",
        "next-free": "La hoja queda a medias: el próximo trabajo sigue en el lugar {place}.",
        "ruler": "Imprímala al 100 %, mida y pase las cuatro medidas: `acopio ruler "
        "--medium {medium} --measured …`.",
    },
    "column": {
        "papel": "papel",
        "clase": "clase",
        "medida": "etiqueta, mm",
        "por hoja": "por página",
    },
}
