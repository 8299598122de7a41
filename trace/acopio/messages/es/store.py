"""What is refused in the store and of samples, in Spanish: one sentence for each code."""

STORE: dict[str, str] = {
    "unknown-cause": "“{given}” no es una causa conocida: se aceptan {known}.",
    "cause-needed": (
        "El lote {lot} tiene {book_g} en el libro y se contaron {counted_g}: diga por qué con "
        "`--cause`, una de {known}."
    ),
    "cause-contradicts": (
        "El lote {lot} tiene {book_g} en el libro y se contaron {counted_g}: “{cause}” no lo "
        "explica, va en el otro sentido."
    ),
    "moisture-unreadable": (
        "“{given}” no es una humedad: escriba el porcentaje con punto, por ejemplo 7.5 (¿quiso "
        "decir {perhaps}?)."
    ),
    "count-not-plausible": (
        "El lote {lot} tiene {book_g} en el libro y se contaron {counted_g}; se cree entre "
        "{least_g} y {most_g}: mida la humedad (`--moisture-before`, `--moisture-after`), o dé "
        "`--reason` y `--second`; más de {limit_g} no puede ser el mismo grano, y lo "
        "hallado es otro lote: `acopio lot found`."
    ),
    "kept-backwards": (
        "Lo hallado el {found} no pudo guardarse del {begins} al {ends}: revise los días."
    ),
    "unknown-sack-state": "“{given}” no le pasa a un saco: se aceptan {known}.",
    "lies-there": "El lote {lot} ya está en {place}: no hay nada que trasladar.",
    "list-file-unusable": "La lista no sirve: {why}. Se esperan las columnas {known}.",
    "list-unusable": (
        "Hay {count} problemas en la lista (filas {rows}), dichos arriba: no se escribió nada, "
        "corríjalos y repita la orden."
    ),
    "sample-empties-sacks": (
        "Los sacos {numbers} del lote {lot} pesan {inside_g}; una muestra de {asked_g} los "
        "vaciaría: nombre más sacos, o ninguno."
    ),
    "sample-sent-before": (
        "La muestra {sample} ya se envió el {day}: saque otra con `acopio sample`."
    ),
    "sample-not-away": (
        "La muestra {sample} no está enviada, o ya se respondió: envíela con `acopio sample send "
        "{sample.typed}`."
    ),
    "unknown-answer": "“{given}” no es una respuesta: se aceptan {known}.",
    "sample-returns-more": (
        "De la muestra {sample} volvió {returned_g}, pero de un lote salió {drawn_g}: revise el "
        "peso."
    ),
}
