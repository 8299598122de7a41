"""English sentences of files of results: what is wrong in them, and where."""

IMPORTING_RESULTS_SENTENCES: dict[str, str] = {
    "result-file-unusable": "The file of results cannot be used: {why} ({found}).",
    "result-mapping-unusable": (
        "--map “{given}” cannot be used: it is written COLUMN=LINE, with a column of the file "
        "({headings}) and one of {known}."
    ),
    "result-heading-unknown": (
        "What the column “{given}” is in {protocol} is not known: say it by --map “{given}=LINE”, "
        "or leave it aside by --ignore “{given}”."
    ),
    "result-heading-twice": (
        "The columns “{first}” and “{given}” say the same: leave one aside by --ignore."
    ),
    "result-without-samples": (
        "No column says the sample (there are: {headings}): call it “sample”, or use "
        "--map COLUMN=sample."
    ),
    "result-line-without-column": (
        "The column of {attribute} is missing, which {protocol} needs: add it, or say which it is "
        "by --map COLUMN={attribute.typed}."
    ),
    "result-cell-missing": "The cell is empty, and it is needed.",
    "result-cell-odd": (
        "The cell cannot be read as it is seen (“{given}”): {why}. Write it as a number or as text."
    ),
    "result-row-too-long": (
        "The row has {cells} cells, and there are {headings} columns: look for decimal commas or "
        "a separator too many."
    ),
    "result-decimal-comma": (
        "“{given}” has a comma, and whether for decimals or thousands is not guessed; "
        "write decimals with a point, such as 7.75, and thousands without a separator."
    ),
    "result-without-loq": (
        "“{given}” does not say how little would have been found; write the limit of "
        "quantification of the report, such as <0.05 ({unit})."
    ),
    "result-sample-twice": (
        "Sample {sample} stands in row {row} already: each sample has one form only."
    ),
    "result-cupper-twice": (
        "{cupper} cupped this sample in row {row} already: each cupper has one form only."
    ),
    "result-cupper-missing": (
        "Whose form this is is not known: the sample has another in row {row}; fill in the column "
        "of the cupper."
    ),
    "result-rows-differ": (
        "“{given}” is not what row {row} of the same sample says (“{first}”): a cupping has one "
        "day, one laboratory and one report."
    ),
    "result-differs-from-signed": (
        "Sample {sample} has a signed result of {protocol} already, of {day}, with other values. "
        "If the file is right, supersede it: "
        "`acopio inspect supersede {sample} --protocol {protocol.typed}`."
    ),
}

IMPORTING_RESULTS_WORDS: dict[str, dict[str, str]] = {
    "why": {
        "cell-boolean": "it is a true or false",
        "cell-error": "it is an error of the sheet",
        "cell-format": "its format shows something else than the number it keeps",
        "cell-formula": "it is a formula whose value was not kept; open the workbook, save it and "
        "try again",
        "table-too-large": "10 MB, 20,000 rows and 500 columns are the most",
        "table-not-text": "it is neither a CSV text nor an XLSX workbook",
        "table-empty": "it has no rows of results",
        "table-changed": "it changed while it was read",
        "book-broken": "the XLSX workbook is damaged",
        "book-too-large": "the XLSX workbook unpacks to more than 100 MB",
        "book-other": "it is a compressed file, but no XLSX workbook",
        "book-old": "it is an old workbook, or has a password; save it as XLSX without one",
        "sheet-unknown": "it has no sheet of this name; there are these",
        "sheet-several": "several sheets have data; say which by --sheet",
        "sheet-of-csv": "a CSV has no sheets; leave out --sheet",
    },
    "document": {
        "lab-file": "file of results",
    },
    "result-state": {
        "ready": "to be recorded",
        "known": "recorded before",
        "written": "signed now",
    },
    "column": {
        "resultado": "result",
    },
    "cli": {
        "results-checked": (
            "Rows: {rows}. New inspections: {fresh}; recorded before: {known}; errors: {wrong}. "
            "Nothing was written."
        ),
        "results-apply": "To sign and record them, repeat with --apply.",
        "results-written": "Inspections signed: {written}; recorded before: {known}.",
        "results-copied": "Copy with the reasons: {where}.",
    },
}
