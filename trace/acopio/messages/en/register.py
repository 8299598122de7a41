"""What is refused of people, land, seasons and certificates of schemes, in English."""

REGISTER: dict[str, str] = {
    "claim-not-backed": (
        "“{claim}” cannot be claimed on {day}, because {why} (certificate: {certificate}). "
        "Leave the claim out, or record the certificate with `acopio scheme add`."
    ),
    "single-farm-of-nobody": ("“Single farm” must say whose: name the family with `--from`."),
    "farms-mixed": (
        "Lots {lots}, with what is there already, are of more than one family: together they are "
        'of no single farm. Take them out, or go on with `--lose single-farm --reason "…"`.'
    ),
    "not-a-scheme-claim": (
        "No scheme certifies “{given}”: accepted are {known}; the others are claimed without a "
        "certificate."
    ),
    "scheme-taken": (
        "Certificate {number} is on file already: see it with `acopio scheme show {number}`."
    ),
    "control-body-unreadable": (
        "“{given}” is no code of a control body: write it as it stands on the certificate, "
        "country-word-number, such as PE-BIO-141 or DE-ÖKO-006."
    ),
    "nothing-to-complete": (
        "Nothing was said to add to certificate {number}: use `acopio scheme complete {number} "
        "--control-body CODE --address ADDRESS`, or one of the two alone."
    ),
    "seasons-overlap": (
        "Season {name} shares days with season {other}, from {begins} to {ends}: a day is of one "
        "season only. See them with `acopio season list`."
    ),
    "unknown-crop": "“{given}” is not a known crop: accepted are {known}.",
    "unknown-country": ("“{given}” is not a country: write its two-letter code, such as PE or NL."),
    "area-unreadable": "“{given}” is not an area: write hectares, more than zero, such as 1.25.",
    "version-not-then": (
        "Version {version} of plot {plot} is in force from {begins} to {ends}, and the beans were "
        "picked or delivered from {first} to {last}: see its versions with `acopio plot list`."
    ),
    "version-too-early": (
        "The version would begin on {given}, before the one it follows ({begun}): check the day."
    ),
    "not-yours": (
        "You cannot change {what}: it is in the records of {keeper}, and only that organisation "
        "changes it."
    ),
    "organisation-name-taken": (
        "There is an organisation “{name}” already: see it with `acopio org list`, or write a "
        "name that tells them apart."
    ),
    "member-already": (
        "A member already on those days (from {begins} to {ends}): end that membership first with "
        "`acopio household leave`."
    ),
    "not-a-member": (
        "There is no open membership to end on {day}: see them with `acopio household show`."
    ),
    "last-manager": (
        "This is the only manager: appoint another one first with `acopio staff add`."
    ),
}
