"""What is said of jobs of labels: sent, confirmed, gone on with, void; in English."""

LABEL_JOB_SENTENCES = {
    "labels-not-checked": (
        "Labels {numbers} of lot {lot} were sent to be printed, in job {job}, and nobody said "
        "whether they came out. Say which was the last good one with `acopio label confirm {job} "
        "--last N`, or print the rest with `acopio label resume {job} --from N`."
    ),
    "labels-out": (
        "Labels {numbers} of lot {lot} were printed before. If they are needed again, say why with "
        "`--reason`: they will be marked COPIA."
    ),
    "labels-moved": (
        "Somebody printed or voided label {number} of lot {lot} meanwhile. Nothing was printed: "
        "begin again."
    ),
    "lot-recalled": (
        "Lot {lot} has been recalled since {since}: no labels are printed for it. `acopio lift` "
        "lifts the recall."
    ),
    "no-label-to-void": (
        "Sacks {numbers} of lot {lot} have no label in force that could be voided. "
        "`acopio label list` shows the jobs."
    ),
    "good-beyond-job": "Job {job} has {count} labels: {given} cannot have come out.",
    "resumed-before": "The rest of job {job} was printed in job {by}: go on with that one.",
    "resume-elsewhere": (
        "By what was confirmed, job {job} lacks labels from {first} on, and {given} was asked for. "
        "Correct it with `acopio label confirm`, or print again with `--reason`."
    ),
    "nothing-left-of-job": "No label of job {job} is missing.",
    "labels-not-confirmed": (
        "Nobody has said which was the last good label of job {job}: say it with `--from N`, where "
        "N is the first that is missing."
    ),
    "label-not-in-job": (
        "“{given}” is no label of job {job}: it has {numbers}. Type the number of the sack, or its "
        "code."
    ),
    "job-cut-short": (
        "The printer {host}, port {port}, {cause}. Of job {job} at most {taken} of {count} labels "
        "came out, perhaps fewer; from {first} on none did. Look which was the last good one and "
        "go on with `acopio label resume {job} --from N`."
    ),
    "which-label": (
        "Job {job} has sacks of several lots: instead of “{given}” type the whole code of the "
        "sack, as it stands on the label."
    ),
    "pallet-resumed": (
        "The label of a pallet (job {job}) is printed anew with `acopio label print --pallet`."
    ),
    "one-kind-of-label": (
        "A job is of one kind of thing, and {given} were named: name one lot or more, or "
        "`--delivery` with a receipt, or `--sample` with a sample."
    ),
    "file-after-note": (
        "Job {job} stands in the log, but the file {where} could not be finished. Print it again, "
        "without a copy mark, with `acopio label resume {job} --from {first}`."
    ),
    "no-job-waits": "No job of labels waits. `acopio label list` shows them all.",
    "which-job": ("Several jobs wait: {jobs}. Say which one: the command takes its name."),
    "one-sscc": (
        "SSCC {given} is of one pallet, and several were asked for: print each pallet with its own."
    ),
    "sacks-of-several-lots": (
        "With several lots, “{given}” does not tell whose sacks they are: write each lot with its "
        "own, such as LOT:1-120."
    ),
    "other-sacks": "Lot {lot} has no sacks {given} to label: it has {there}.",
    "no-blind-code": "Sample {sample} has no blind code for its cups.",
    "cups-out-of-range": "Of one sample 1 to {most} cups are set; {given} was asked for.",
    "unknown-printer": (
        "“{given}” is neither a known printer nor an address. Known: {known}. Add it with "
        "`acopio printer set {given} --address 192.168.1.50`."
    ),
    "printer-name": (
        "“{given}” will not do as the name of a printer: up to {most} letters, without dot or "
        "colon, so that it does not look like an address."
    ),
}

LABEL_JOB_WORDS: dict[str, dict[str, str]] = {
    "label-state": {
        "sent": "sent, not confirmed",
        "good": "all came out",
        "resumed": "the rest in another",
    },
    "cli": {
        "labels": "Labels: {count}, job {job}. When they are out, say whether all are good: "
        "`acopio label confirm {job}`, with `--last N` if not.",
        "labels-sent": "Labels: {count}, handed over to printer {printer}, job {job}: it has taken "
        "them all. When they are out: `acopio label confirm {job}`.",
        "labels-sending": "Labels: {count}, handed over to printer {printer}, job {job}; it does "
        "not answer. Look which was the last good one: `acopio label confirm {job} --last N`.",
        "labels-preview": "Preview of the first of {count} labels, or of its sheet: nothing was "
        "printed or noted.",
        "labels-good": "Job {job}: all came out.",
        "labels-left": "Job {job}: noted. What is missing is printed with `acopio label resume "
        "{job}`.",
        "labels-no-copy": "They bear no COPIA mark: no other one of these labels is on record.",
        "labels-voided": "Labels void: {count}. The page of each sack says so.",
        "labels-skipped": "Without a label, because they are not in the lot, or empty or void: "
        "sacks {numbers}.",
        "labels-go-on": "Going on at place {place} of the sheet in use; `--start 1` takes a new "
        "one.",
        "printer-removed": "Printer {name} forgotten.",
        "ruler-kept": "Correction kept for printer {name}.",
    },
    "column": {
        "trabajo": "job",
        "etiquetas": "labels",
        "cuántas": "how many",
        "impresora": "printer",
        "dirección": "address",
        "puntos por pulgada": "dots per inch",
        "corrección": "correction",
    },
}
