"""What is refused, in Spanish: one sentence for each code."""

SENTENCES: dict[str, str] = {
    # Codes and masses.
    "unknown-code": (
        "“{given}” no es un código de lote ni de saco que exista aquí: revise cada signo en la "
        "etiqueta (los códigos no usan 0, O, 1, I ni L), o busque con `acopio lot list`."
    ),
    "bad-prefix": (
        "“{given}” no sirve de prefijo: se esperan 3 signos de {alphabet}, por ejemplo NAR."
    ),
    "prefix-taken": (
        "El prefijo {prefix} ya lo usa otra organización de este equipo: elija otros 3 signos."
    ),
    "sack-number-out-of-range": (
        "No puede haber un saco {number}: los sacos de un lote van del 1 al {largest}. Separe "
        "primero el lote con `acopio lot split`."
    ),
    "mass-unreadable": (
        "“{given}” no es un peso: escriba por ejemplo 64.5 o 16,000.5 kg, con punto para los "
        "decimales y coma para los miles (¿quiso decir {perhaps}?)."
    ),
    "mass-not-positive": (
        "El peso “{given}” no puede ser: una vez restados tara, devuelto y descuentos, debe "
        "quedar más de cero."
    ),
    "mass-too-fine": (
        "“{given}” es más fino que un gramo: escriba el peso en gramos enteros o en kg con tres "
        "decimales."
    ),
    "mass-too-large": "“{given}” es más de lo que puede pesar un lote: lo máximo es {largest_g}.",
    "unit-unknown": "En “{given}” no se conoce la unidad “{unit}”: se aceptan {known}.",
    "amount-unreadable": (
        "“{given}” no se entiende: escriba LOTE=PESO, por ejemplo NAR-7KQ4M9T-6=120.5."
    ),
    "part-unreadable": "“{given}” no es una fracción: escriba por ejemplo 1/2.",
    "sacks-unreadable": (
        "“{given}” no son números de saco: escriba uno (7) o un rango (1-120), de menor a mayor."
    ),
    # Things that are referred to.
    "not-found": "No se encuentra {what} “{given}”: revise cómo está escrito.",
    "several-match": (
        "“{given}” no basta para saber cuál es {what}: puede ser {matches}. Escríbalo completo."
    ),
    "which-place": "Hay más de un lugar: diga cuál con `--place` ({matches}).",
    "named-twice": "{what} aparece dos veces: nómbrelo una sola vez.",
    "nothing-named": "Faltan {what}: la lista está vacía.",
    "unknown-product": "“{given}” no es un producto conocido: se aceptan {known}.",
    "unknown-claim": "“{given}” no es una declaración conocida: se aceptan {known}.",
    "unknown-batch-kind": "“{given}” no es un tipo de proceso conocido: se aceptan {known}.",
    "unknown-purpose": "“{given}” no es un motivo de muestreo conocido: se aceptan {known}.",
    "unknown-role": "“{given}” no es un cargo conocido: se aceptan {known}.",
    # People and permissions.
    "not-allowed": "Se necesita otro cargo para {act}: usted tiene {roles} y hace falta {needed}.",
    "second-person-needed": (
        "Hace falta una segunda persona, porque {why}: repita la orden con `--second NOMBRE`."
    ),
    "reason-needed": 'Hace falta un motivo, porque {why}: repita la orden con `--reason "…"`.',
    "unknown-person": (
        "“{given}” no tiene cuenta en este equipo; tienen: {known}. Escriba `--as NOMBRE`."
    ),
    "wrong-pin": "El PIN no es el de {name}: vuelva a escribirlo.",
    "pin-too-short": "El PIN es muy corto: se esperan por lo menos {shortest} signos.",
    "name-taken": "Ya hay una cuenta “{name}” en esta organización: elija otro nombre.",
    "bad-ruc": "“{given}” no es un RUC: se esperan 11 dígitos y el último no corresponde.",
    # The gate.
    "pad-used": (
        "El recibo {pad} ya está usado: es del lote {lot}, del {day}. Revise el número; si es de "
        "otro "
        "talonario, escríbalo con su serie (B-004711)."
    ),
    "pad-shared": (
        "El recibo {pad} está en las líneas de dos familias: cada una lleva el suyo, o uno solo "
        "para "
        "todo el boletín (`--pad`)."
    ),
    "deductions-exceed": (
        "Los descuentos suman {deducted_g} y lo recibido es {received_g}: revise el peso y los "
        "descuentos."
    ),
    "unknown-deduction": ("“{given}” no es un descuento conocido: se aceptan {known}."),
    "percent-unreadable": (
        "“{given}” no es un porcentaje de lo recibido: escriba por ejemplo 2% o 1.5%."
    ),
    "unknown-basis": ("“{given}” no dice por qué peso es el precio: se aceptan {known}."),
    "dry-mass-needed": (
        "El precio del lote {lot} es por su equivalente seco: diga cuánto es, con `--dry 25.2` o "
        "`--dry 39%`."
    ),
    "not-received": (
        "El lote {lot} no entró por el acopio, salió de un proceso: el precio se acuerda por lo "
        "que "
        "se recibe."
    ),
    "no-receipt": (
        "“{given}” no entró por ninguna entrega de esta organización: no hay recibo que hacer."
    ),
    "boxes-unreadable": (
        "“{given}” no dice cuánto va a cada cajón: solo el último puede ir sin peso, como en "
        "CAJA-3=30 y luego CAJA-4."
    ),
    "boxes-exceed": (
        "A los cajones irían {asked_g} y lo recibido es {received_g}: tiene que alcanzar, y quedar "
        "algo para el último."
    ),
    "line-unreadable": (
        "“{given}” no es una línea: escriba familia|producto|peso|dato=valor, por ejemplo "
        "F-012|baba|64.5|tara=1.2,recibo=004711."
    ),
    "lines-file-unusable": (
        "El archivo de líneas no se puede leer, porque {why} ({found}). La primera fila nombra las "
        "columnas: {known}."
    ),
    "lines-unusable": (
        "Hay {count} errores en el boletín, en las filas {rows}: están en la lista. No se escribió "
        "nada; corrija y repita."
    ),
    # Mass and custody.
    "not-the-holder": (
        "{what} está en manos de {holder}: solo quien lo tiene puede hacer algo con él."
    ),
    "not-enough-mass": (
        "El lote {lot} tiene {left_g}; se pidieron {asked_g}. Vea qué pasó con el resto: `acopio "
        "lot show {lot}`."
    ),
    "in-sacks": (
        "El lote {lot} está ensacado: sueltos hay {loose_g} y se pidieron {asked_g}. Separe "
        "primero sacos enteros: `acopio lot split {lot} --sacks 1-10`."
    ),
    "sacks-exceed-lot": (
        "Los sacos suman {asked_g}, pero el lote {lot} solo tiene {loose_g} sin ensacar: revise "
        "pesos y número de sacos."
    ),
    "sack-not-here": (
        "Del lote {lot} no están aquí los sacos {numbers}: no son suyos, o están vacíos, "
        "perdidos o anulados. Vea los sacos con `acopio sack list {lot}`."
    ),
    "no-sacks": (
        "El lote {lot} no tiene sacos que etiquetar: ensáquelo primero con `acopio lot pack {lot}`."
    ),
    "on-the-way": (
        "El lote {lot} salió en el despacho {dispatch} y todavía nadie dijo si llegó: registre "
        "la llegada con `acopio receive {dispatch.typed}`."
    ),
    "held": (
        "El lote {lot} está retenido desde el {since}, por {subject}: solo quien lo retuvo puede "
        "levantarlo, con `acopio lift`."
    ),
    "held-elsewhere": (
        "“{given}” no tiene retención propia: está retenido desde el {since} por {subject}, de "
        "donde viene. Levántela ahí: `acopio lift {subject}`."
    ),
    "not-your-hold": (
        "La retención de {subject} la puso otra organización, o ya se levantó: no hay nada que "
        "levantar."
    ),
    "before-it-began": (
        "El {given} todavía no existía {what}, que es del {began}: revise el día que escribió con "
        "`--day`."
    ),
    "elsewhere": (
        "El lote {lot} está en {place} y hace falta en {needed}: trasládelo primero con `acopio "
        "move`."
    ),
    "different-products": "Solo se junta un mismo producto; estos son {products}.",
    "claim-would-be-lost": (
        "Al mezclar se perdería la declaración “{claim}”, porque no la tiene {lots}: no los "
        'junte, o siga con `--lose {claim.typed} --reason "…"`.'
    ),
    "rejected-in-blend": (
        "El lote {lot} fue rechazado: para mezclarlo hacen falta un motivo y una segunda persona "
        '(`--reason "…" --second NOMBRE`).'
    ),
    "already-answered": "El despacho {dispatch} ya está {state}: se contesta una sola vez.",
    "not-the-receiver": (
        "El despacho {dispatch} no se envió a su organización: lo recibe la que figura como "
        "destino."
    ),
    "receiver-answers": (
        "El despacho {dispatch} fue a {receiver}, que lleva su propio registro aquí: esa "
        "organización dice lo que llegó."
    ),
    "answer-incomplete": (
        "La respuesta al despacho {dispatch} debe nombrar cada lote una vez; sobra o falta: "
        "{missing}."
    ),
    # Batches.
    "batch-closed": "{batch} se cerró el {on}: abra de nuevo con `acopio batch open {batch}`.",
    "batch-has-given": (
        "De {batch} ya salió producto y no recibe más: termine con `acopio batch close {batch}` "
        "y abra otro proceso."
    ),
    "batch-empty": (
        "En {batch} todavía no entró nada: póngale lotes con `acopio batch take {batch} LOTE`."
    ),
    "vessel-taken": (
        "{vessel} está ocupado desde el {since}: ciérrelo primero con `acopio batch close "
        "{vessel}`."
    ),
    "vessel-empty": (
        "En {vessel} no hay nada abierto: ábralo con `acopio batch open {vessel}`; lo que ya se "
        "cerró no recibe ni da más."
    ),
    "figure-unreadable": (
        "“{given}” no sirve para {what}: escriba un número en {unit}, con punto decimal, por "
        "ejemplo 48.5."
    ),
    "check-exceeds": (
        "Se contaron {counted} de {what} y se cortaron {beans} granos: revise la cuenta."
    ),
    "count-unreadable": "“{given}” no es una cuenta: escríbala como slaty=7.",
    "one-lot-is-no-blend": (
        "Un lote solo no se mezcla: para apartar use `acopio lot split {lot}`, para ensacar "
        "`acopio lot pack {lot}`."
    ),
    "no-such-processing": "De {source} no puede salir {target}: revise el producto.",
    "gives-more-than-taken": (
        "Salieron {given_g} y solo entraron {taken_g}: la humedad no explica tanto. Revise los "
        "pesos."
    ),
    # Gate, register, time.
    "field-unusable": (
        "El campo “{field}” no se puede guardar así ({problem}): acorte o corrija lo que escribió."
    ),
    "not-this-households": (
        "La parcela {plot} (versión {version}) es de otra familia: revise la parcela o la familia."
    ),
    "harvest-after-delivery": (
        "La cosecha ({harvest}) no puede ser posterior a la entrega ({delivered})."
    ),
    "period-backwards": "El período termina ({ends}) antes de empezar ({begins}).",
    "version-not-next": (
        "La versión {given} de la parcela no sigue a la última: se esperaba la {expected}."
    ),
    "geometry-unusable": (
        "Esta parcela no sirve así: {finding} ({found}). Corrija el archivo o las coordenadas y "
        "regístrela otra vez con `acopio plot add`."
    ),
    "expiry-unusable": (
        "Un enlace se abre de 1 a {longest} días, no “{given}”: repita con `--days`."
    ),
    "link-closed": "Este enlace se cerró el {since}: pida uno nuevo a quien se lo dio.",
    "geometry-too-large": (
        "El archivo tiene {size} bytes: se leen como mucho {largest}. Entregue una parcela por "
        "archivo."
    ),
    "time-unreadable": "“{given}” no es una fecha: escriba 2026-06-14 o 14/6/2026.",
    "period-reversed": (
        "El período termina el {last}, antes de empezar el {first}. Escriba primero el día más "
        "antiguo: `acopio report balance --from {last} --to {first}`."
    ),
    "season-unknown": (
        "“{given}” no es una campaña conocida: escriba el año, como 2026, o los días con "
        "`acopio report balance --from DÍA --to DÍA`."
    ),
    "time-in-future": (
        "La fecha {given} todavía no llega; este equipo dice que ahora es {now}. Revise la fecha "
        "o el reloj."
    ),
    "clock-ahead": (
        "El reloj de este equipo dice {now}, más de un año después del último asiento ({last}): "
        "corríjalo, o confirme con `--clock-is-right`."
    ),
    "clock-unconfirmed": (
        "Hay asientos de {origin} escritos con el reloj atrasado y no se firma nada: revise la "
        "fecha y confírmela con `acopio ledger confirm-clock`."
    ),
    # Quality.
    "disclosure-misplaced": (
        "El dato apartado “{pointer}” no es de este asiento, o ya estaba a la vista: el archi"
        "vo o la bóveda se alteró. Revise con `acopio ledger audit`."
    ),
    "number-taken": (
        "Otra familia ya tiene el número “{number}”: busque con `acopio household list`."
    ),
    "price-unreadable": (
        "«{given}» no es un precio por kilo: escriba por ejemplo 9.80 PEN, "
        "con punto para los decimales."
    ),
    "limit-unreadable": (
        "“{given}” no es un límite: escriba protocolo:campo<=valor, por ejemplo "
        "cacao.cut.iso2451:mouldy_pct<=3."
    ),
    "signature-not-theirs": (
        "La firma no es de la clave registrada de {inspector}: firme con su propia clave."
    ),
    "signed-text-differs": (
        "Lo firmado no coincide con lo calculado en “{field}”: vuelva a evaluar y a firmar."
    ),
    # Paper.
    "address-unset": (
        "{organisation} no tiene dirección pública: sus etiquetas no llevarían a ninguna página. "
        "Indíquela con `acopio init --address https://…`."
    ),
    "address-unusable": (
        "“{given}” no sirve de dirección pública: se espera algo como https://id.coop.pe, sin "
        "espacios ni signos raros."
    ),
    "history-moved": (
        "El lote {lot} cambió mientras se hacía su certificado: pídalo de nuevo con `acopio "
        "certificate {lot}`."
    ),
    "unlabelled-lot": (
        "El lote {lot} es solo el paso sin pesar entre dos procesos: certifique el lote que "
        "salga de la balanza."
    ),
    "not-a-certificate": "El archivo no es un certificado de acopio, o perdió algo: {missing}.",
    "address-too-long": (
        "La dirección {address} es demasiado larga para un código QR de {box_mm} mm: use una más "
        "corta."
    ),
    "off-the-scale": "{axis}: {value} está fuera de la escala {scale} del gráfico.",
    "too-few-axes": "El gráfico necesita por lo menos tres atributos y hay {count}.",
    "sack-out-of-range": "No hay saco {number}: el lote tiene {count}.",
    "nothing-to-print": "No hay ninguna etiqueta que imprimir.",
    # Ledger and keys.
    "newer-entry": (
        "Hay un asiento de tipo {kind}, versión {version}, escrito por un acopio más nuevo: "
        "actualice el programa."
    ),
    "log-forked": (
        "El registro {origin} no continúa lo último que firmó: firmó {signed_size} asientos y "
        "ahora tiene {found_size}. No firme nada: revise con `acopio ledger audit` y busque la "
        "copia completa."
    ),
    "no-log": "{organisation} no tiene registro en este equipo: ábralo con `acopio init`.",
    "command-id-reused": (
        "La orden {command} ya llegó antes con otro contenido: use un identificador nuevo."
    ),
    "bad-checkpoint": "La cabeza del registro no vale: {reason}.",
    "bad-proof": "La prueba no vale: {reason}.",
    "bad-disclosure": "El dato privado no corresponde a un asiento: {reason}.",
    "bad-note": "El texto firmado no vale: {reason}.",
    "bad-signature": "La firma no es de esta clave sobre estos datos: algo cambió, o firmó otro.",
    "bad-tile": (
        "El registro guardado está dañado: al bloque {index} del nivel {level} le faltan huellas "
        "(se esperaban {wanted} y hay {found} bytes). Revise con `acopio ledger audit`."
    ),
    "not-canonical": "El dato en “{path}” no se puede guardar en el registro: {found}.",
    "entry-too-large": "El asiento ocupa {size} bytes y caben {limit}: divídalo en varios.",
    "wrong-passphrase": "La frase de paso no abre esta clave: revise ACOPIO_KEY_PASSPHRASE_FILE.",
    "damaged-key": "El archivo de la clave está dañado: {reason}. Recupérelo de una copia.",
    "bad-key-name": (
        "“{name}” no sirve de nombre de clave: sin espacios, sin + y solo con letras sin acento."
    ),
    "key-missing": "No está la clave {where}: recupérela de una copia de seguridad.",
    # Program and database.
    "database-unusable": (
        "No se puede usar la base de datos {where}: {problem}. Revise con `acopio doctor`."
    ),
    "newer-database": (
        "La base de datos es de un acopio más nuevo ({found}; este conoce {known}): actualice el "
        "programa."
    ),
    "older-database": (
        "La base {where} es de una versión anterior ({found}): actualícela con `acopio "
        "upgrade`. Antes se guarda una copia de un archivo SQLite; de PostgreSQL, "
        "guárdela usted."
    ),
    "not-initialised": (
        "En {where} no hay base de datos de acopio lista (se encontró: {found}): prepárela con "
        "`acopio init`."
    ),
    "file-unusable": (
        "“{where}” no se puede leer ni escribir ({problem}): revise el nombre, los permisos y el "
        "espacio libre."
    ),
    "setting-unusable": "{name} apunta a “{given}”, que no se puede leer: corrija la variable.",
    "already-there": "Ya existe: {what}. Cada código y cada cuenta se registra una sola vez.",
    "entry-missing": (
        "Falta un asiento: {entry} sigue a {after}, que no está en ningún registro de "
        "este equipo. Busque la copia completa."
    ),
    "demo-needs-empty": (
        "La base {where} ya tiene asientos de {found}: la campaña inventada se carga solo en una "
        "base vacía. Indique otra carpeta con ACOPIO_HOME."
    ),
    "demo-unfinished": (
        "La carga de la campaña inventada en {where} quedó a medias y no se puede continuar: "
        "borre esa carpeta, o indique otra con ACOPIO_HOME, y repita `acopio demo`."
    ),
    # Files from elsewhere.
    "unknown-cqi-file": (
        "{name} no es una lista de CQI conocida: se parece a {nearest}, pero falta {missing}; "
        "sus columnas son {found}."
    ),
    "cqi-file-empty": "{name} está vacío.",
    "cqi-file-not-utf8": (
        "{name} no está en UTF-8 (byte {offset}): guárdelo de nuevo como CSV UTF-8."
    ),
    "cqi-file-has-nul": (
        "{name} tiene un byte nulo en la posición {offset}: no es texto, o está dañado."
    ),
}
