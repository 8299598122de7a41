"""Spanish sentences of the inspector's room: forms, samples, inspections, decisions."""

QUALITY_SENTENCES: dict[str, str] = {
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
        "En la ficha {form}, {attribute}: {value} cae entre dos marcas; se puntúa de {step} en "
        "{step}."
    ),
    "count-not-whole": (
        "En la ficha {form}, {attribute}: “{value}” no es un número entero de cero o más."
    ),
    "defect-cups-out-of-range": (
        "En la ficha {form} hay {taint_cups} tazas con defecto leve y {fault_cups} con defecto "
        "grave, pero solo {cups} tazas en la mesa."
    ),
    "cut-test-needs-300": (
        "Se contaron {counted} granos y el grado se define para {needed}: siga contando."
    ),
    "cut-test-over-300": (
        "Se contaron {counted} granos y el grado se define para {needed}: hay {over} de más. "
        "Revise el conteo, o vuelva a contar {needed} sin escoger."
    ),
    "observation-unreadable": (
        "“{given}” no se entiende: escriba NOMBRE=VALOR, por ejemplo mohosos=3."
    ),
    "unknown-protocol": (
        "No existe el protocolo {protocol_id} en la versión {version}: se conocen {known}."
    ),
    "limits-not-met": "El lote {lot} no cumple el perfil {profile}: {failed}.",
    "not-qualified": (
        "{inspector} no tenía el {day} lo que el perfil pide ({needed}); consta: {held}. Anótelo "
        "con `acopio staff qualify`, o que evalúe quien lo tenga."
    ),
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
        "En la ficha {form}, {attribute}: {value} {unit} no puede ser; se esperan de {minimum} a "
        "{maximum} {unit}."
    ),
    "level-unreadable": (
        "En la ficha {form}, {attribute}: “{value}” no es un resultado de laboratorio como 0.31 "
        "o <0.05 ({unit})."
    ),
    "choice-unknown": (
        "En la ficha {form}, {attribute}: “{value}” no está en la ficha; se esperan {known}."
    ),
    "too-many-chosen": (
        "En la ficha {form}, {attribute}: se marcó “{value}”; se marcan a lo más {most}, cada "
        "uno una vez."
    ),
    "cups-differ": (
        "En la ficha {form}, {attribute}: hay marcas para {given} tazas y en la mesa hay {cups}."
    ),
    "nothing-measured": (
        "La ficha no tiene ningún resultado: se espera por lo menos uno de {known}."
    ),
    "sample-too-small": "La muestra de {given} {unit} no alcanza: la norma pide {needed} {unit}.",
    "not-comparable": (
        "Los resultados son de protocolos o ediciones distintas ({protocols}): no se promedian, "
        "ordenan ni comparan. Compare resultados de uno solo."
    ),
    "standing-not-enough": (
        "El perfil “{profile}” acepta resultados de quien sea {needed}; este es de {standing}."
    ),
    "panel-too-small": (
        "El perfil “{profile}” pide por lo menos {needed} catadores en {protocol}; hubo {cuppers}."
    ),
    "not-blind": (
        "El perfil “{profile}” solo acepta evaluaciones a ciegas; la de {protocol} no lo fue: "
        "ábrala con el código ciego, y que no evalúe quien sacó la muestra."
    ),
    "sampler-not-apart": (
        "El perfil “{profile}” no deja que quien sacó la muestra {sample} la evalúe o decida: "
        "que lo haga otra persona."
    ),
    "retest-without-rule": (
        "El lote {lot} tiene {results} resultados de {protocol} y el perfil “{profile}” no dice "
        "cuál vale. La regla se fija antes de la primera prueba (`acopio profile add … "
        "--retest`); ahora solo queda objetar un resultado (`acopio inspect dispute`) y evaluar "
        "la muestra de arbitraje."
    ),
    "retest-rule-late": (
        "La regla del perfil “{profile}” para repetir {protocol} se fijó el {fixed}, después de "
        "la primera prueba del {tested}: no vale para este lote."
    ),
    "arbitration-needed": (
        "El resultado de {protocol} del lote {lot} está en disputa o se repitió: decide la "
        "muestra de arbitraje. Evalúela con `acopio inspect new MUESTRA --portion arbitration`."
    ),
    "unknown-quality-word": "{what}: “{given}” no existe; se espera uno de {known}.",
    "approval-without-buyer": (
        "El perfil “{profile}” espera la aprobación de un comprador y no nombra ninguno: añada "
        "`--buyer`."
    ),
    "approval-missing": (
        "El lote {lot} no sale hacia {buyer} sin que apruebe una muestra (perfil “{profile}”); "
        "su respuesta: {answer}. Anote la aprobación con `acopio sample approve`."
    ),
    "portions-exceed": "Las partes selladas pesan {portions_g}, más que la muestra de {sample_g}.",
    "portion-unreadable": (
        "“{given}” no se entiende: escriba PARTE=PESO[:PRECINTO[:LUGAR[:HASTA]]], por ejemplo "
        "arbitraje=0.6:PR-12."
    ),
    "protocol-for-other-product": (
        "El protocolo {protocol} es para {needed}; la muestra es de {found}."
    ),
    "supersedes-other": (
        "Un resultado solo se reemplaza por otro de la misma muestra y protocolo, y mientras "
        "vale: el de {sample} ({protocol}) no es ese."
    ),
    "panel-differs": (
        "Se nombran {people} catadores y hay {forms} hojas: cada catador tiene la suya."
    ),
    "laboratory-needed": (
        "{protocol} se transcribe del informe de un laboratorio: indique `--laboratory` y el "
        "informe con `--doc lab:NÚMERO=ARCHIVO`."
    ),
    "disputed-before": "El resultado de {sample} ya no vale o está en disputa desde el {day}.",
    "limit-field-unknown": "{protocol} no da “{given}”: se espera uno de {known}.",
    "limit-word-unknown": (
        "{protocol}: “{field}” es una de las palabras {known}; “{given}” no está entre ellas. "
        "Escriba “{field} in” y las que se aceptan, separadas por comas."
    ),
    "limit-never-met": (
        "Ningún resultado puede cumplir “{given}”: la escala es {scale}. Revise el valor."
    ),
    "limit-for-other-product": (
        "{protocol} es para {needed} y el perfil es de {found}: ningún lote lo cumpliría. Quite "
        "ese límite, o cambie `--product`."
    ),
    "limit-twice": "{protocol}: “{field} {op}” aparece dos veces en el perfil. Deje un solo valor.",
    "staff-key-taken": (
        "Esa clave pública ya es de {holder}: cada persona firma con la suya. Cree otra en su "
        "equipo con `acopio inspect own-key`."
    ),
    "credential-unreadable": (
        "“{given}” no se entiende: escriba [CLASE/]ESQUEMA:NÚMERO[:DESDE[:HASTA[:EMISOR]]], con "
        "días AAAA-MM-DD; clases: {known}."
    ),
    "no-sampling-plan": "No se tiene un plan de muestreo para {product}: lo hay para {known}.",
    "plan-impossible": "Un plan con {given} ({what}) no puede ser: se espera {allowed}.",
    "key-there": "El archivo {where} ya existe: una clave nunca se sobrescribe. Elija otro nombre.",
    "passphrase-short": (
        "La frase de paso es muy corta: use por lo menos {shortest} signos. Escríbala cuando se "
        "pida, o déjela en ACOPIO_KEY_PASSPHRASE."
    ),
    "signs-elsewhere": (
        "La clave de {inspector} está en un equipo propio: firme allí lo que da `acopio inspect "
        "text FICHA` y repita con `--signature`."
    ),
    "signed-before": (
        "Esta firma ya está en el registro, en otra inspección del {day}: la muestra {sample} "
        "necesita una firma hecha para ella."
    ),
    "cupper-twice": "{cupper} tiene dos fichas: cada catador llena una sola.",
    "no-result": "La muestra {sample} no tiene ningún resultado firmado de {protocol}.",
    "form-changed": (
        "Alguien llenó o firmó la ficha {form} mientras se firmaba: mírela con `acopio inspect "
        "show {form}` antes de firmar."
    ),
    "result-meanwhile": (
        "Se firmó un resultado del lote {lot} mientras se decidía: mírelo y decida de nuevo."
    ),
}

QUALITY_WORDS: dict[str, dict[str, str]] = {
    "caution": {
        "below-usual": "Ficha {form}, {attribute}: {value} está por debajo de lo usual ({usual}).",
        "above-usual": "Ficha {form}, {attribute}: {value} está por encima de lo usual ({usual}).",
        "quality-despite-off-flavours": (
            "Ficha {form}: calidad global {global_quality} con sabores extraños {off_flavours}: "
            "confirme."
        ),
        "low-quality-clean": (
            "Ficha {form}: calidad global {global_quality} sin ningún sabor extraño: confirme."
        ),
        "lot-above-one-sample": (
            "El lote de {mass_kg} kg pasa de {most_kg} kg: divídalo y muestree cada parte."
        ),
    },
    "cli": {
        "form-begun": (
            "Ficha {form} abierta. Llénela con `acopio inspect fill {form}` y fírmela con "
            "`acopio inspect sign {form}`."
        ),
        "form-supersedes": (
            "Ficha {form} con lo que se observó antes: corrija lo que fue y fírmela. El "
            "resultado anterior quedará a la vista."
        ),
        "form-keys": (
            "Enter deja lo que está, ? muestra las palabras de la ficha, < vuelve una línea, . "
            "termina."
        ),
        "form-needed": "{line} no puede quedar vacío.",
        "form-lacks": "{sheet}: falta {lines}. No hay total hasta que esté completa.",
        "disputed": (
            "Anotado. El resultado firmado queda como está; para liberar el lote decide la "
            "muestra de arbitraje."
        ),
        "below-plan": (
            "Se anotaron {opened} de {of} sacos abiertos; el plan pide {planned}. Queda así."
        ),
        "plan-sacks": "Abrir {sacks} de {of} sacos, estos:",
        "plan-beans": "Tomar por lo menos {beans} granos del montón.",
        "plan-mass": "Muestra de {mass}: partes {portions}, de {portion} cada una.",
        "plan-seed": "Sorteo {seed}: con `--seed {seed}` salen los mismos sacos.",
        "plan-lot": "Lote {lot}.",
        "own-key": (
            'Dé esa línea a la gerencia: `acopio staff key {name} "…"`. El archivo y su frase '
            "no salen de este equipo."
        ),
    },
    "profile": {
        "buyer": "Para el comprador {value}.",
        "qualification": "Quien evalúa debe tener: {value}.",
        "standing": "Acepta resultados de: {value}.",
        "panel": "Por lo menos {value} catadores.",
        "valid_days": "La liberación vale {value} días.",
        "retest": "Si se repite la prueba: {value}.",
        "blind": "Solo cuenta lo evaluado a ciegas.",
        "sampler_apart": "Quien sacó la muestra no evalúa ni decide.",
        "approval": "Nada se despacha al comprador sin que apruebe una muestra.",
    },
    "retest": {
        "mean": "vale la media exacta",
        "second": "vale la segunda",
        "arbitral": "vale la de arbitraje",
        "none": "sin regla",
    },
    "unit": {
        "cups": "tazas",
        "beans": "granos",
        "g": "g",
        "portions": "porciones",
        "tasters": "catadores",
        "readings": "lecturas",
    },
    "portion": {
        "seller": "vendedor",
        "buyer": "comprador",
        "arbitration": "arbitraje",
        "own": "propia",
    },
    "form": {
        "sheet": "hoja",
    },
    "quality-word": {
        "retest": "Regla para repetir",
        "standing": "Condición",
        "credential": "Clase de credencial",
    },
    "answer-state": {
        "none": "ninguna todavía",
        "declined": "rechazada",
    },
    "planned": {
        "sacks": "sacos",
        "grams": "gramos",
        "drawn": "sacos por abrir",
    },
    "said": {
        "approved": "aprobó la muestra",
        "declined": "rechazó la muestra",
    },
    "why": {
        "supersede": "se reemplaza un resultado firmado",
        "dispute": "no se acepta un resultado",
    },
    "what": {
        "form": "la ficha",
        "inspection": "la evaluación",
        "portion": "la parte de la muestra",
        "sample": "la muestra",
        "staff": "la persona",
        "decision": "una decisión sobre el lote",
    },
    "standing": {
        "buyer": "comprador",
        "independent": "independiente",
        "accredited-body": "organismo acreditado",
    },
    "key-home": {
        "own-device": "clave en el equipo del inspector",
    },
    "kind": {
        "inspection.disputed": "objeción a un resultado",
    },
    "column": {
        "clave": "clave",
        "condición": "condición",
        "ficha": "ficha",
        "faltan": "faltan",
        "hojas": "hojas",
        "línea": "línea",
        "límite": "límite",
        "muestra": "muestra",
        "nombre": "nombre",
        "paso": "paso",
        "productos": "productos",
        "protocolo": "protocolo",
        "escala": "escala",
    },
    "quality": {
        "title": "Certificado de calidad",
        "sacks": "Sacos",
        "claims": "Declaraciones",
        "yes": "sí",
        "no": "no",
        "loose": "a granel",
        "of": "{opened} de {of}",
        "cuppers": "{count} catadores",
        "beans-cut": "{beans} granos cortados, % por número",
        "category": "Categoría {number}",
        "green-sample": "{grams} g de café verde",
        "full": "Defectos completos",
        "transcribed": (
            "Transcrito del informe {reports} de {laboratory}; quien firma responde por la copia."
        ),
        "disputed": "En disputa desde el {day}: {by} no lo acepta.",
        "of-several": "Hay varios resultados: {rule}, según la regla fijada antes.",
        "retest-advised": (
            "El límite está dentro del intervalo: conviene una segunda prueba; el resultado no "
            "cambia."
        ),
        "superseded": (
            "{protocol} del {day} ({result}, muestra {sample}): reemplazada por la del {by}."
        ),
        "working-more": "… y {count} líneas más en el archivo",
        "not-said.1": (
            "Que los granos del saco sean los de la muestra: compare precinto, peso y marca."
        ),
        "not-said.2": (
            "Que un tercero haya evaluado, salvo donde se dice: la condición de quien evaluó "
            "está en cada inspección."
        ),
        "not-said.3": "Más allá de lo probado: lo que no figura en los límites no se evaluó.",
        "not-said.4": (
            "Nada de lo que se registró después de emitirlo: eso está en la dirección del código."
        ),
        "report": "Informe {reports}, {laboratory}",
    },
    "check": {
        "signatures": "Las firmas de los inspectores y sus resultados",
        "decision": "La decisión es la del registro y sale de las inspecciones que cita",
        "inspections": "Están todas las inspecciones del lote, como en el registro",
    },
    "problem": {
        "signature-wrong": "la firma del inspector no es de este texto",
        "protocol-gone": "este programa ya no tiene esa versión del protocolo",
        "result-differs": "el protocolo da hoy otro resultado",
        "decision-differs": "los límites no dieron lo que la decisión dice",
    },
}
