"""English sentences of the inspector's room: forms, samples, inspections, decisions."""

QUALITY_SENTENCES: dict[str, str] = {
    # Filling in a form.
    "observations-unreadable": (
        "The part “{part}” of the observations does not have the shape of the form."
    ),
    "panel-empty": "There is no form to evaluate: record at least one.",
    "attribute-missing": "Form {form} lacks {attribute}: there is no total before it is complete.",
    "attribute-unknown": (
        "In form {form}, “{attribute}” is not of this protocol: {known} are expected."
    ),
    "score-unreadable": "In form {form}, {attribute}: “{value}” is no score such as 7.75.",
    "score-out-of-scale": (
        "In form {form}, {attribute}: {value} lies outside the scale from {minimum} to {maximum}."
    ),
    "score-off-step": (
        "In form {form}, {attribute}: {value} lies between two marks; scores go in steps of {step}."
    ),
    "count-not-whole": (
        "In form {form}, {attribute}: “{value}” is not a whole number of zero or more."
    ),
    "defect-cups-out-of-range": (
        "Form {form} has {taint_cups} tainted and {fault_cups} faulty cups, but only {cups} "
        "cups are on the table."
    ),
    "cut-test-needs-300": (
        "{counted} beans were counted, and the grade is defined for {needed}: count on."
    ),
    "observation-unreadable": "“{given}” cannot be read: write NAME=VALUE, such as mouldy=3.",
    "unknown-protocol": (
        "There is no protocol {protocol_id} in version {version}: known are {known}."
    ),
    "limits-not-met": "Lot {lot} does not meet profile {profile}: {failed}.",
    "not-qualified": "{inspector} did not have on that day what the profile demands: {needed}.",
    "profile-for-other-product": "Profile {profile} is for {needed}, and the lot is {found}.",
    "count-too-large": (
        "In form {form}, {attribute}: {value} is more than there can be ({maximum})."
    ),
    "counts-exceed": (
        "The parts add up to {counted} {unit}, more than the whole of {whole} {unit}: check "
        "the figures."
    ),
    "counts-differ": (
        "The categories add up to {counted}, and {stated} were said to be looked at: check "
        "the count."
    ),
    "measure-unreadable": (
        "In form {form}, {attribute}: “{value}” is no figure such as 7.1 ({unit})."
    ),
    "measure-out-of-range": (
        "In form {form}, {attribute}: {value} {unit} cannot be; {minimum} to {maximum} "
        "{unit} are expected."
    ),
    "level-unreadable": (
        "In form {form}, {attribute}: “{value}” is no laboratory result such as 0.31 or "
        "<0.05 ({unit})."
    ),
    "choice-unknown": (
        "In form {form}, {attribute}: “{value}” is not on the form; {known} are expected."
    ),
    "too-many-chosen": (
        "In form {form}, {attribute}: “{value}” is marked; at most {most} may be, each once."
    ),
    "cups-differ": (
        "In form {form}, {attribute}: there are marks for {given} cups, and {cups} stand on "
        "the table."
    ),
    "nothing-measured": "The form has no result: at least one of {known} is expected.",
    "sample-too-small": (
        "The sample of {given} {unit} is too small: the standard asks for {needed} {unit}."
    ),
    "not-comparable": (
        "The results are of different protocols or editions ({protocols}): they are not "
        "averaged, ranked or compared. Compare results of one of them."
    ),
}

QUALITY_WORDS: dict[str, dict[str, str]] = {
    "caution": {
        "below-usual": "Form {form}, {attribute}: {value} is lower than usual ({usual}).",
        "above-usual": "Form {form}, {attribute}: {value} is higher than usual ({usual}).",
    },
}
