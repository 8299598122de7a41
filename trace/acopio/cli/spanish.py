"""The Spanish names of commands: what a manager says, beside what the code is called.

``"entrega": "deliver"`` names a command, ``"caja": ("batch", {...})`` a group and those in it. Of
several names of one command the help shows the first. Accents may be left out when typing.
"""

Below = dict[str, "str | tuple[str, Below]"]
"""What stands for a command, or for a group and what is below it."""

_HOUSEHOLD: Below = {
    "agregar": "add", "listar": "list", "mostrar": "show", "asociar": "join", "salir": "leave",
    "borrar": "erase", "estimar": "estimate", "cosecha": "season",
}  # fmt: skip
_SEASON: Below = {"agregar": "add", "listar": "list"}
_BATCH: Below = {
    "abrir": "open", "meter": "take", "anotar": "note", "pasar": "pass", "sacar": "give",
    "cerrar": "close", "controlar": "check", "mostrar": "show", "listar": "list",
}  # fmt: skip
_SACK: Below = {
    "pesar": "weigh", "reensacar": "rebag", "vaciar": "empty", "reventar": "burst",
    "faltar": "missing", "anular": "void", "reusar": "reuse", "listar": "list",
}  # fmt: skip
_PROFILE: tuple[str, Below] = ("profile", {"agregar": "add", "listar": "list", "mostrar": "show"})

ALIASES: Below = {
    # The house.
    "preparar": "init",
    "revisar": "doctor",
    "actualizar": "upgrade",
    "servir": "serve",
    "esquemas": "schema",
    "organización": (
        "org", {"agregar": "add", "listar": "list", "avalar": "vouch"},
    ),
    "personal": (
        "staff",
        {
            "agregar": "add", "listar": "list", "baja": "dismiss", "calificar": "qualify",
            "clave": "key",
        },
    ),
    "familia": ("household", _HOUSEHOLD),
    "socio": ("household", _HOUSEHOLD),
    "parcela": (
        "plot", {"agregar": "add", "baja": "end", "vender": "sell", "listar": "list"},
    ),
    "lugar": ("place", {"agregar": "add", "listar": "list"}),
    "perfil": _PROFILE,
    "sello": (
        "scheme",
        {
            "agregar": "add", "completar": "complete", "listar": "list", "mostrar": "show",
            "suspender": "suspend", "reanudar": "resume",
        },
    ),
    "campaña": ("season", _SEASON),
    "cosecha": ("season", _SEASON),
    # The gate.
    "entrega": "deliver",
    "precio": "price",
    "recibo": "receipt",
    # Boxes, dryers, lots.
    "caja": ("batch", _BATCH),
    "cajón": ("batch", _BATCH),
    "secador": ("batch", _BATCH),
    "lote": (
        "lot",
        {
            "abrir": "open", "mezclar": "blend", "apartar": "split", "ensacar": "pack",
            "listar": "list", "mostrar": "show", "seguir": "trace", "barrer": "sweep",
            "hallar": "found", "contar": "count",
        },
    ),
    # The store.
    "contar": ("count", {"lote": "lot", "lugar": "place", "todo": "all"}),
    "mover": "move",
    "trasladar": "move",
    "saco": ("sack", _SACK),
    "sacos": ("sack", _SACK),
    "muestra": (
        "sample",
        {
            "sacar": "draw", "enviar": "send", "responder": "answer", "aprobar": "approve",
            "rechazar": "decline",
        },
    ),
    # Quality.
    "evaluar": (
        "inspect",
        {
            "ya": "now", "abrir": "new", "llenar": "fill", "mostrar": "show", "listar": "list",
            "firmar": "sign", "texto": "text", "reemplazar": "supersede", "descartar": "discard",
            "comparar": "compare", "objetar": "dispute", "clave-propia": "own-key",
            "firma": "signature", "importar": "import",
        },
    ),
    "calidad": ("quality", {"protocolos": "protocols", "plan": "plan", "perfil": _PROFILE}),
    "liberar": "certify",
    "rechazar": "reject",
    "rebajar": "downgrade",
    "retener": "hold",
    "levantar": "lift",
    # What was recorded wrongly.
    "corregir": "correct",
    "retirar": "undo",
    "historia": "history",
    # Out of the gate.
    "despacho": "dispatch",
    "recibir": "receive",
    "devolver": "return",
    "buscar": "find",
    "embarque": "shipment",
    "nombre": "name",
    "archivo-despacho": "dispatch-file",
    "llegada": "arrival",
    "confirmación": "confirmation",
    "confirmar": "confirm",
    "documento": ("document", {"agregar": "add", "listar": "list", "guardar": "save"}),
    "dicho": ("said", {"agregar": "add", "listar": "list", "resultado": "result"}),
    # Papers and reports.
    "etiquetas": (
        "label",
        {
            "imprimir": "print", "confirmar": "confirm", "seguir": "resume", "anular": "void",
            "listar": "list", "papeles": "media",
        },
    ),
    "impresora": ("printer", {"anotar": "set", "listar": "list", "quitar": "remove"}),
    "regla": "ruler",
    "certificado": "certificate",
    "comprobar": "verify",
    "publicar": "publish",
    "informe": ("report", {"balance": "balance", "existencias": "stock"}),
    "exportar": (
        "export", {"eudr": "eudr", "listar": "list", "enlaces": "links", "anular": "revoke"},
    ),
    "importar": ("import", {"cqi": "cqi"}),
    # The ledger.
    "registro": (
        "ledger",
        {
            "auditar": "audit", "reconstruir": "rebuild", "firmar": "checkpoint",
            "prueba": "proof", "mostrar": "show", "clave": "key", "exportar": "export",
            "confirmar-reloj": "confirm-clock",
        },
    ),
}  # fmt: skip
