"""What is said of labels and their printers, in English."""

LABEL_SENTENCES = {
    "unknown-media": (
        "“{name}” is no known paper: {known} are. See their sizes with `acopio label media`."
    ),
    "medium-inconsistent": (
        "The file of the paper “{name}” is not right: {problem}. Mend it before printing on it."
    ),
    "medium-too-small": (
        "A paper of {width_mm} × {height_mm} mm has no room for the code of a {kind} label. Papers "
        "on which it fits: {fitting}."
    ),
    "drawing-of-other-size": (
        "The label was made {width_mm} × {height_mm} mm, and those of the paper “{medium}” have "
        "another size."
    ),
    "start-beyond-sheet": (
        "The sheet has {places} labels: it cannot begin at {start}. Count from the top left one."
    ),
    "copies-out-of-range": "Each label is printed 1 to {most} times; {copies} were asked for.",
    "correction-out-of-range": (
        "This correction of the printer will not do: {what} is {value}, and may be {least} to "
        "{most}. Measure again."
    ),
    "measure-implausible": (
        "{measured} mm of {what} cannot be: it should measure about {expected} mm. Measure the "
        "sheet printed at 100 % again."
    ),
    "ico-mark-invalid": (
        "“{mark}” is no ICO mark: country, exporter and number are expected, as 030/0123/0045."
    ),
    "sscc-invalid": (
        "“{sscc}” is no number of a pallet (SSCC): it has 18 digits, and the last checks the rest."
    ),
    "bar-code-impossible": (
        "“{text}” cannot be written in bars: only plain letters, digits and common signs can."
    ),
    "copy-out-of-range": (
        "A reprint is at least the second printing of a label: {number} will not do."
    ),
    "unreadable-label": (
        "The code of label {index} ({name}) does not read as it should: it says “{read}” instead "
        "of “{expected}”. None was printed or written down; tell whoever keeps the program."
    ),
    "quiet-zone-inked": (
        "Something would be printed in the white that the code of label {index} ({name}) needs "
        "around it, and some readers would not read “{expected}”. None was printed or written "
        "down; tell whoever keeps the program."
    ),
    "too-fine-for-printer": (
        "The code of {name} is too fine for a printer of {dots_per_inch} dots per inch: its parts "
        "are {module_mm} mm wide. Use another paper or a finer printer."
    ),
    "shift-too-large": (
        "Moving the print {dx_mm} mm right and {dy_mm} mm down is too much: {most_mm} mm is the "
        "most. See how the roll is loaded."
    ),
    "bad-printer-address": (
        "“{host}”, port {port}, is no address of a printer: write something like 192.168.1.50 or "
        "192.168.1.50:9100."
    ),
    "sheet-on-thermal": (
        "“{medium}” is a sheet of several labels: a thermal printer is sent a roll, such as "
        "thermal-100x150. Make a PDF for the sheet."
    ),
    "printer-gone": ("The printer {host}, port {port}, {cause}. Nothing was printed or noted."),
}

LABEL_WORDS: dict[str, dict[str, str]] = {
    "medium-problem": {
        "no-toml": "it cannot be read",
        "fields": "figures are missing, too many or no numbers",
        "kind": "it is neither a roll nor a sheet",
        "no-labels": "there is no room for any label",
        "overlap": "labels overlap",
        "off-page": "labels lie off the page",
        "check-bar": "the bar to be measured lies off the page",
        "hole": "the hole is not in its place",
        "stub": "there is no room for the stub",
    },
    "label-kind": {
        "sack": "sack",
        "lot": "lot",
        "sample": "sample",
        "cup": "cup",
        "pallet": "pallet",
    },
    "printer-measure": {
        "dx": "the shift to the right",
        "dy": "the shift down",
        "sx": "the scale across",
        "sy": "the scale down",
        "rotation": "the turn",
        "left": "left margin",
        "top": "upper margin",
        "across": "line A",
        "down": "line B",
    },
    "printer-loss": {
        "unreachable": "does not answer: see whether it is on and the address is right",
        "silent": "stopped taking data: see whether it is out of paper or paused",
        "hung-up": "hung up in the middle of the job",
    },
    "scheme-field": {
        "control-body": "the code of the control body",
        "address": "the holder's address",
    },
    "medium": {
        "thermal": "roll, one per page",
        "sheet": "sheet",
    },
    "cli": {
        "organic-lacks": "Lot {lot} is organic and its labels do not bear all that the law asks, "
        "because certificate {number} lacks {lacking}: add it with `acopio scheme complete "
        "{number} {options}`.",
        "organic-not-backed": "Lot {lot} is organic and its labels do not bear all that the law "
        "asks, because no organic certificate of whoever packed it is valid on {day}: put it on "
        "file with `acopio scheme add`.",
        "next-free": "The sheet is not used up: the next job goes on at place {place}.",
        "ruler": "Print it at 100 %, measure and give the four measures: `acopio ruler "
        "--medium {medium} --measured …`.",
    },
    "column": {
        "papel": "paper",
        "clase": "kind",
        "medida": "label, mm",
        "por hoja": "per page",
    },
}
