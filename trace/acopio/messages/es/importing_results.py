"""Spanish sentences of files of results: what is wrong in them, and where."""

IMPORTING_RESULTS_SENTENCES: dict[str, str] = {
    "result-file-unusable": "El archivo de resultados no sirve: {why} ({found}).",
    "result-mapping-unusable": (
        "--map “{given}” no sirve: se escribe COLUMNA=LÍNEA, con una columna del archivo "
        "({headings}) y una línea de {known}."
    ),
    "result-heading-unknown": (
        "No se sabe qué es la columna “{given}” en {protocol}: dígalo con "
        "--map “{given}=LÍNEA”, o déjela de lado con --ignore “{given}”."
    ),
    "result-heading-twice": (
        "Las columnas “{first}” y “{given}” dicen lo mismo: deje una de lado con --ignore."
    ),
    "result-without-samples": (
        "Ninguna columna dice la muestra (hay: {headings}): llámela “muestra” o use "
        "--map COLUMNA=muestra."
    ),
    "result-line-without-column": (
        "Falta la columna de {attribute}, que {protocol} necesita: añádala o diga cuál es con "
        "--map COLUMNA={attribute.typed}."
    ),
    "result-cell-missing": "La celda está vacía y hace falta.",
    "result-cell-odd": (
        "La celda no se puede leer como se ve (“{given}”): {why}. Escríbala como número o texto."
    ),
    "result-row-too-long": (
        "La fila tiene {cells} celdas y hay {headings} columnas: revise si hay comas decimales o "
        "un separador de más."
    ),
    "result-decimal-comma": (
        "“{given}” lleva coma, y no se adivina si es de decimales o de miles; escriba "
        "los decimales con punto, como 7.75, y los miles sin separar."
    ),
    "result-without-loq": (
        "“{given}” no dice cuán poco se habría encontrado; escriba el límite de "
        "cuantificación del informe, como <0.05 ({unit})."
    ),
    "result-sample-twice": (
        "La muestra {sample} ya está en la fila {row}: cada muestra tiene una sola ficha."
    ),
    "result-cupper-twice": (
        "{cupper} ya cató esta muestra en la fila {row}: cada catador tiene una sola ficha."
    ),
    "result-cupper-missing": (
        "No se sabe de quién es la ficha: la muestra tiene otra en la fila {row}; llene la columna "
        "del catador."
    ),
    "result-rows-differ": (
        "“{given}” no es lo que dice la fila {row} de la misma muestra (“{first}”): una cata "
        "tiene un día, un laboratorio y un informe."
    ),
    "result-differs-from-signed": (
        "La muestra {sample} ya tiene un resultado firmado de {protocol}, del {day}, con otros "
        "valores. Si el archivo es el correcto, reemplácelo: "
        "`acopio inspect supersede {sample} --protocol {protocol.typed}`."
    ),
}

IMPORTING_RESULTS_WORDS: dict[str, dict[str, str]] = {
    "why": {
        "cell-boolean": "es un verdadero o falso",
        "cell-error": "es un error de la hoja",
        "cell-format": "su formato muestra otra cosa que el número que guarda",
        "cell-formula": "es una fórmula sin valor guardado; abra el libro, guárdelo y pruebe otra "
        "vez",
        "table-too-large": "caben 10 MB, 20,000 filas y 500 columnas",
        "table-not-text": "no es un CSV de texto ni un libro XLSX",
        "table-empty": "no tiene filas de resultados",
        "table-changed": "cambió mientras se leía",
        "book-broken": "el libro XLSX está dañado",
        "book-too-large": "el libro XLSX, desempacado, pasa de 100 MB",
        "book-other": "es un archivo comprimido, pero no un libro XLSX",
        "book-old": "es un libro antiguo o con contraseña; guárdelo como XLSX sin contraseña",
        "sheet-unknown": "no tiene una hoja con ese nombre; están estas",
        "sheet-several": "varias hojas tienen datos; diga cuál con --sheet",
        "sheet-of-csv": "un CSV no tiene hojas; quite --sheet",
    },
    "document": {
        "lab-file": "archivo de resultados",
    },
    "result-state": {
        "ready": "por registrar",
        "known": "ya registrada",
        "written": "firmada ahora",
    },
    "column": {
        "resultado": "resultado",
    },
    "cli": {
        "results-checked": (
            "Filas: {rows}. Evaluaciones nuevas: {fresh}; ya registradas: {known}; errores: "
            "{wrong}. No se escribió nada."
        ),
        "results-apply": "Para firmarlas y registrarlas, repita con --apply.",
        "results-written": "Evaluaciones firmadas: {written}; ya registradas: {known}.",
        "results-copied": "Copia con los motivos: {where}.",
    },
}
