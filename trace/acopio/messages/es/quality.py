"""Spanish sentences of the inspector's room: forms, samples, inspections, decisions."""

QUALITY_SENTENCES: dict[str, str] = {
    # Filling in a form.
    "observations-unreadable": (
        "La parte “{part}” de lo observado no tiene la forma que pide la ficha."
    ),
    "panel-empty": "No hay ninguna ficha que evaluar: registre por lo menos una.",
    "attribute-missing": (
        "En la ficha {form} falta {attribute}: no hay total hasta que esté completa."
    ),
    "attribute-unknown": (
        "En la ficha {form}, “{attribute}” no es del protocolo: se esperan {known}."
    ),
    "score-unreadable": "En la ficha {form}, {attribute}: “{value}” no es un puntaje como 7.75.",
    "score-out-of-scale": (
        "En la ficha {form}, {attribute}: {value} está fuera de la escala de {minimum} a {maximum}."
    ),
    "score-off-step": (
        "En la ficha {form}, {attribute}: {value} cae entre dos marcas; se puntúa de {step} "
        "en {step}."
    ),
    "count-not-whole": (
        "En la ficha {form}, {attribute}: “{value}” no es un número entero de cero o más."
    ),
    "defect-cups-out-of-range": (
        "En la ficha {form} hay {taint_cups} tazas con defecto leve y {fault_cups} con "
        "defecto grave, pero solo {cups} tazas en la mesa."
    ),
    "cut-test-needs-300": (
        "Se contaron {counted} granos y el grado se define para {needed}: siga contando."
    ),
    "observation-unreadable": (
        "“{given}” no se entiende: escriba NOMBRE=VALOR, por ejemplo mouldy=3."
    ),
    "unknown-protocol": (
        "No existe el protocolo {protocol_id} en la versión {version}: se conocen {known}."
    ),
    "limits-not-met": "El lote {lot} no cumple el perfil {profile}: {failed}.",
    "not-qualified": "{inspector} no tenía ese día lo que pide el perfil: {needed}.",
    "profile-for-other-product": "El perfil {profile} es para {needed} y el lote es {found}.",
    "count-too-large": (
        "En la ficha {form}, {attribute}: {value} es más de lo que puede haber ({maximum})."
    ),
    "counts-exceed": (
        "Las partes suman {counted} {unit}, más que el total de {whole} {unit}: revise las cifras."
    ),
    "counts-differ": (
        "Las categorías suman {counted} y se dijo que se miraron {stated}: revise el conteo."
    ),
    "measure-unreadable": (
        "En la ficha {form}, {attribute}: “{value}” no es una cifra como 7.1 ({unit})."
    ),
    "measure-out-of-range": (
        "En la ficha {form}, {attribute}: {value} {unit} no puede ser; se esperan de "
        "{minimum} a {maximum} {unit}."
    ),
    "level-unreadable": (
        "En la ficha {form}, {attribute}: “{value}” no es un resultado de laboratorio como "
        "0.31 o <0.05 ({unit})."
    ),
    "choice-unknown": (
        "En la ficha {form}, {attribute}: “{value}” no está en la ficha; se esperan {known}."
    ),
    "too-many-chosen": (
        "En la ficha {form}, {attribute}: se marcó “{value}”; se marcan a lo más {most}, "
        "cada uno una vez."
    ),
    "cups-differ": (
        "En la ficha {form}, {attribute}: hay marcas para {given} tazas y en la mesa hay {cups}."
    ),
    "nothing-measured": (
        "La ficha no tiene ningún resultado: se espera por lo menos uno de {known}."
    ),
    "sample-too-small": "La muestra de {given} {unit} no alcanza: la norma pide {needed} {unit}.",
    "not-comparable": (
        "Los resultados son de protocolos o ediciones distintas ({protocols}): no se "
        "promedian, ordenan ni comparan. Compare resultados de uno solo."
    ),
}

QUALITY_WORDS: dict[str, dict[str, str]] = {
    "caution": {
        "below-usual": "Ficha {form}, {attribute}: {value} está por debajo de lo usual ({usual}).",
        "above-usual": "Ficha {form}, {attribute}: {value} está por encima de lo usual ({usual}).",
    },
}
