"""What is refused of people, land, seasons and certificates of schemes, in Spanish."""

REGISTER: dict[str, str] = {
    "claim-not-backed": (
        "No se puede declarar “{claim}” el {day}, porque {why} (certificado: {certificate}). "
        "Quite la declaración, o registre el certificado con `acopio scheme add`."
    ),
    "single-farm-of-nobody": (
        "“De una sola finca” necesita saber de quién es: diga la familia con `--from`."
    ),
    "farms-mixed": (
        "Los lotes {lots}, con lo que ya hay, son de más de una familia: juntos no son “de una "
        'sola finca”. Sáquelos, o siga con `--lose single-farm --reason "…"`.'
    ),
    "not-a-scheme-claim": (
        "“{given}” no la certifica ningún esquema: se aceptan {known}; las demás se declaran sin "
        "certificado."
    ),
    "scheme-taken": (
        "El certificado {number} ya está registrado: véalo con `acopio scheme show {number}`."
    ),
    "control-body-unreadable": (
        "“{given}” no es el código de un organismo de control: escríbalo como está en el "
        "certificado, país-palabra-número, por ejemplo PE-BIO-141 o DE-ÖKO-006."
    ),
    "nothing-to-complete": (
        "No se dijo qué añadir al certificado {number}: use `acopio scheme complete {number} "
        "--control-body CÓDIGO --address DIRECCIÓN`, o solo una de las dos."
    ),
    "seasons-overlap": (
        "La campaña {name} comparte días con la campaña {other}, del {begins} al {ends}: un día es "
        "de una sola campaña. Véalas con `acopio season list`."
    ),
    "unknown-crop": "“{given}” no es un cultivo conocido: se aceptan {known}.",
    "unknown-country": (
        "“{given}” no es un país: escriba su código de dos letras, por ejemplo PE o NL."
    ),
    "area-unreadable": (
        "“{given}” no es un área: escriba hectáreas, más de cero, por ejemplo 1.25."
    ),
    "version-not-then": (
        "La versión {version} de la parcela {plot} vale del {begins} al {ends}, y se cosechó o "
        "entregó del {first} al {last}: vea sus versiones con `acopio plot list`."
    ),
    "version-too-early": (
        "La versión empezaría el {given}, antes que la anterior ({begun}): revise la fecha."
    ),
    "not-yours": (
        "No puede cambiar {what}: es del registro de {keeper}, y solo esa organización lo cambia."
    ),
    "organisation-name-taken": (
        "Ya hay una organización “{name}”: véala con `acopio org list`, o escriba un nombre que "
        "la distinga."
    ),
    "member-already": (
        "Ya es socio en esos días (del {begins} al {ends}): termine primero esa membresía con "
        "`acopio household leave`."
    ),
    "not-a-member": (
        "No hay una membresía abierta que terminar el {day}: véalas con `acopio household show`."
    ),
    "last-manager": (
        "Es la única persona con cargo de gerencia: nombre primero a otra con `acopio staff add`."
    ),
}
