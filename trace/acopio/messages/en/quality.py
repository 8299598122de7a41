"""English sentences of the inspector's room: forms, samples, inspections, decisions."""

QUALITY_SENTENCES: dict[str, str] = {
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
        "Form {form} has {taint_cups} tainted and {fault_cups} faulty cups, but only {cups} cups "
        "are on the table."
    ),
    "cut-test-needs-300": (
        "{counted} beans were counted, and the grade is defined for {needed}: count on."
    ),
    "cut-test-over-300": (
        "{counted} beans were counted and the grade is defined for {needed}: {over} too many. "
        "Check the count, or count off {needed} again as they come."
    ),
    "observation-unreadable": "“{given}” cannot be read: write NAME=VALUE, such as mouldy=3.",
    "unknown-protocol": (
        "There is no protocol {protocol_id} in version {version}: known are {known}."
    ),
    "limits-not-met": "Lot {lot} does not meet profile {profile}: {failed}.",
    "not-qualified": (
        "On {day} {inspector} did not hold what the profile asks for ({needed}); on record: "
        "{held}. Record it with `acopio staff qualify`, or let somebody inspect who holds it."
    ),
    "profile-for-other-product": "Profile {profile} is for {needed}, and the lot is {found}.",
    "count-too-large": (
        "In form {form}, {attribute}: {value} is more than there can be ({maximum})."
    ),
    "counts-exceed": (
        "The parts add up to {counted} {unit}, more than the whole of {whole} {unit}: check the "
        "figures."
    ),
    "counts-differ": (
        "The categories add up to {counted}, and {stated} were said to be looked at: check the "
        "count."
    ),
    "measure-unreadable": (
        "In form {form}, {attribute}: “{value}” is no figure such as 7.1 ({unit})."
    ),
    "measure-out-of-range": (
        "In form {form}, {attribute}: {value} {unit} cannot be; {minimum} to {maximum} {unit} "
        "are expected."
    ),
    "level-unreadable": (
        "In form {form}, {attribute}: “{value}” is no laboratory result such as 0.31 or <0.05 "
        "({unit})."
    ),
    "choice-unknown": (
        "In form {form}, {attribute}: “{value}” is not on the form; {known} are expected."
    ),
    "too-many-chosen": (
        "In form {form}, {attribute}: “{value}” is marked; at most {most} may be, each once."
    ),
    "cups-differ": (
        "In form {form}, {attribute}: there are marks for {given} cups, and {cups} stand on the "
        "table."
    ),
    "nothing-measured": "The form has no result: at least one of {known} is expected.",
    "sample-too-small": (
        "The sample of {given} {unit} is too small: the standard asks for {needed} {unit}."
    ),
    "not-comparable": (
        "The results are of different protocols or editions ({protocols}): they are not "
        "averaged, ranked or compared. Compare results of one of them."
    ),
    "standing-not-enough": (
        "The profile “{profile}” accepts results by {needed}; this one is by {standing}."
    ),
    "panel-too-small": (
        "The profile “{profile}” asks for at least {needed} cuppers in {protocol}; there were "
        "{cuppers}."
    ),
    "not-blind": (
        "The profile “{profile}” accepts only blind inspections; the one of {protocol} was not: "
        "begin it with the blind code, and not by who drew the sample."
    ),
    "sampler-not-apart": (
        "The profile “{profile}” does not let who drew the sample {sample} inspect it or decide: "
        "let another person do it."
    ),
    "retest-without-rule": (
        "Lot {lot} has {results} results of {protocol}, and the profile “{profile}” does not say "
        "which counts. The rule is fixed before the first test (`acopio profile add … "
        "--retest`); now a result has to be disputed (`acopio inspect dispute`) and the "
        "arbitration sample evaluated."
    ),
    "retest-rule-late": (
        "The rule of the profile “{profile}” for a second {protocol} was fixed on {fixed}, after "
        "the first test of {tested}: it does not hold for this lot."
    ),
    "arbitration-needed": (
        "The result of {protocol} of lot {lot} is disputed or was repeated: the arbitration "
        "sample decides. Inspect it with `acopio inspect new SAMPLE --portion arbitration`."
    ),
    "unknown-quality-word": "{what}: there is no “{given}”; one of {known} is expected.",
    "approval-without-buyer": (
        "The profile “{profile}” waits for the approval of a buyer and names none: add `--buyer`."
    ),
    "approval-missing": (
        "Lot {lot} does not leave for {buyer} before a sample is approved (profile “{profile}”); "
        "the answer so far: {answer}. Record the approval with `acopio sample approve`."
    ),
    "portions-exceed": (
        "The sealed portions weigh {portions_g}, more than the sample of {sample_g}."
    ),
    "portion-unreadable": (
        "“{given}” cannot be read: write PORTION=MASS[:SEAL[:PLACE[:UNTIL]]], such as "
        "arbitration=0.6:PR-12."
    ),
    "protocol-for-other-product": (
        "The protocol {protocol} is for {needed}; the sample is of {found}."
    ),
    "supersedes-other": (
        "A result is superseded only by one of the same sample and protocol, and while it is in "
        "force: that of {sample} ({protocol}) is not."
    ),
    "panel-differs": (
        "{people} cuppers are named and there are {forms} forms: each cupper has their own."
    ),
    "laboratory-needed": (
        "{protocol} is copied from a laboratory's report: give `--laboratory` and the report "
        "with `--doc lab:NUMBER=FILE`."
    ),
    "disputed-before": "The result of {sample} counts no more, or is disputed since {day}.",
    "limit-field-unknown": "{protocol} gives no “{given}”: one of {known} is expected.",
    "limit-word-unknown": (
        "{protocol}: “{field}” is one of the words {known}; “{given}” is none of them. Write "
        "“{field} in” and those that are accepted, with commas between."
    ),
    "limit-never-met": "No result can meet “{given}”: the scale is {scale}. Check the value.",
    "limit-for-other-product": (
        "{protocol} is for {needed} and the profile is for {found}: no lot would meet it. Leave "
        "that limit out, or change `--product`."
    ),
    "limit-twice": "{protocol}: “{field} {op}” stands in the profile twice. Leave one value only.",
    "staff-key-taken": (
        "That public key is of {holder}: everybody signs with a key of their own. Make another "
        "on your device with `acopio inspect own-key`."
    ),
    "credential-unreadable": (
        "“{given}” cannot be read: write [KIND/]SCHEME:NUMBER[:FROM[:TO[:ISSUER]]], with days "
        "YYYY-MM-DD; kinds: {known}."
    ),
    "no-sampling-plan": "There is no sampling plan for {product}: there is one for {known}.",
    "plan-impossible": "A plan with {given} ({what}) cannot be: {allowed} is expected.",
    "key-there": (
        "The file {where} is there already: a key is never overwritten. Choose another name."
    ),
    "passphrase-short": (
        "The passphrase is too short: use at least {shortest} signs. Type it when it is asked "
        "for, or leave it in ACOPIO_KEY_PASSPHRASE."
    ),
    "signs-elsewhere": (
        "The key of {inspector} lives on a device of her own: sign there what `acopio inspect "
        "text FORM` gives, and repeat with `--signature`."
    ),
    "signed-before": (
        "This signature is in the log already, on another inspection of {day}: sample {sample} "
        "needs one that was made for it."
    ),
    "cupper-twice": "{cupper} has two forms: each cupper fills in one.",
    "no-result": "Sample {sample} has no signed result of {protocol}.",
    "form-changed": (
        "Somebody filled in or signed form {form} while it was being signed: look at it with "
        "`acopio inspect show {form}` before you sign."
    ),
    "result-meanwhile": (
        "A result of lot {lot} was signed while it was being decided on: look at it and decide "
        "again."
    ),
}

QUALITY_WORDS: dict[str, dict[str, str]] = {
    "caution": {
        "below-usual": "Form {form}, {attribute}: {value} is lower than usual ({usual}).",
        "above-usual": "Form {form}, {attribute}: {value} is higher than usual ({usual}).",
        "quality-despite-off-flavours": (
            "Form {form}: global quality {global_quality} with off-flavours {off_flavours}: "
            "confirm."
        ),
        "low-quality-clean": (
            "Form {form}: global quality {global_quality} without any off-flavour: confirm."
        ),
        "lot-above-one-sample": (
            "The lot of {mass_kg} kg is above {most_kg} kg: divide it and sample each part."
        ),
    },
    "cli": {
        "form-begun": (
            "Form {form} begun. Fill it in with `acopio inspect fill {form}` and sign it with "
            "`acopio inspect sign {form}`."
        ),
        "form-supersedes": (
            "Form {form} with what was observed before: put right what was wrong, and sign it. "
            "The earlier result stays in view."
        ),
        "form-keys": (
            "Enter keeps what stands there, ? shows the words of the form, < goes back one line, "
            ". stops."
        ),
        "form-needed": "{line} cannot stay empty.",
        "form-lacks": "{sheet}: {lines} missing. There is no total before it is complete.",
        "disputed": (
            "Recorded. The signed result stays as it is; for a release the arbitration sample "
            "decides."
        ),
        "below-plan": (
            "{opened} of {of} sacks are recorded as opened; the plan asks for {planned}. It "
            "stays so."
        ),
        "plan-sacks": "Open {sacks} of {of} sacks, these:",
        "plan-beans": "Take at least {beans} beans from the heap.",
        "plan-mass": "Sample of {mass}: portions {portions}, {portion} each.",
        "plan-seed": "Draw {seed}: with `--seed {seed}` the same sacks come out.",
        "plan-lot": "Lot {lot}.",
        "own-key": (
            'Give this line to the manager: `acopio staff key {name} "…"`. File and passphrase '
            "stay on this device."
        ),
    },
    "profile": {
        "buyer": "For the buyer {value}.",
        "qualification": "The inspector must hold: {value}.",
        "standing": "Accepts results by: {value}.",
        "panel": "At least {value} cuppers.",
        "valid_days": "A release is valid for {value} days.",
        "retest": "If it is tested again: {value}.",
        "blind": "Only blind inspections count.",
        "sampler_apart": "Who drew the sample neither inspects nor decides.",
        "approval": "Nothing is sent to the buyer before a sample is approved.",
    },
    "retest": {
        "mean": "the exact mean counts",
        "second": "the second counts",
        "arbitral": "the arbitration sample counts",
        "none": "no rule",
    },
    "unit": {
        "cups": "cups",
        "beans": "beans",
        "g": "g",
        "portions": "portions",
        "tasters": "tasters",
        "readings": "readings",
    },
    "portion": {
        "seller": "seller",
        "buyer": "buyer",
        "arbitration": "arbitration",
        "own": "own",
    },
    "form": {
        "sheet": "sheet",
    },
    "quality-word": {
        "retest": "Rule for a second test",
        "standing": "Standing",
        "credential": "Kind of credential",
    },
    "answer-state": {
        "none": "none yet",
        "declined": "declined",
    },
    "planned": {
        "sacks": "sacks",
        "grams": "grams",
        "drawn": "sacks to open",
    },
    "said": {
        "approved": "approved the sample",
        "declined": "declined the sample",
    },
    "why": {
        "supersede": "a signed result is superseded",
        "dispute": "a result is not accepted",
    },
    "what": {
        "form": "the form",
        "inspection": "the inspection",
        "portion": "the portion of the sample",
        "sample": "the sample",
        "staff": "the person",
        "decision": "a decision on the lot",
    },
    "standing": {
        "buyer": "buyer",
        "independent": "independent",
        "accredited-body": "accredited body",
    },
    "key-home": {
        "own-device": "key on the inspector's own device",
    },
    "kind": {
        "inspection.disputed": "objection to a result",
    },
    "column": {
        "clave": "key",
        "condición": "standing",
        "ficha": "form",
        "faltan": "missing",
        "hojas": "sheets",
        "línea": "line",
        "límite": "limit",
        "muestra": "sample",
        "nombre": "name",
        "paso": "step",
        "productos": "products",
        "protocolo": "protocol",
        "escala": "scale",
    },
    "quality": {
        "title": "Quality certificate",
        "sacks": "Sacks",
        "claims": "Claims",
        "yes": "yes",
        "no": "no",
        "loose": "loose",
        "of": "{opened} of {of}",
        "cuppers": "{count} cuppers",
        "beans-cut": "{beans} beans cut, % by number",
        "category": "Category {number}",
        "green-sample": "{grams} g of green coffee",
        "full": "Full defects",
        "transcribed": (
            "Copied from report {reports} of {laboratory}; who signs answers for the copy."
        ),
        "disputed": "Disputed since {day}: {by} does not accept it.",
        "of-several": "There are several results: {rule}, by the rule that was fixed before.",
        "retest-advised": (
            "The limit lies inside the interval: a second test is advised; the result stands."
        ),
        "superseded": (
            "{protocol} of {day} ({result}, sample {sample}): superseded by that of {by}."
        ),
        "working-more": "… and {count} more lines in the file",
        "not-said.1": (
            "That the beans in the sack are those of the sample: compare seal, weight and mark."
        ),
        "not-said.2": (
            "That a third party inspected, except where it says so: each inspection names the "
            "standing of who made it."
        ),
        "not-said.3": "Beyond what was tested: what is not among the limits was not looked at.",
        "not-said.4": "Anything recorded after it was issued: that is at the address of the code.",
        "report": "Report {reports}, {laboratory}",
    },
    "check": {
        "signatures": "The inspectors' signatures and their results",
        "decision": "The decision is the one in the log and follows from the inspections it cites",
        "inspections": "All inspections of the lot are there, as they are in the log",
    },
    "problem": {
        "signature-wrong": "the inspector's signature is not of this text",
        "protocol-gone": "this program no longer has that version of the protocol",
        "result-differs": "the protocol gives another result today",
        "decision-differs": "the limits did not find what the decision says",
    },
}
