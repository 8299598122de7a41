"""What is refused in the store and of samples, in English: one sentence for each code."""

STORE: dict[str, str] = {
    "unknown-cause": "“{given}” is not a cause we know: {known} are.",
    "cause-needed": (
        "Lot {lot} has {book_g} in the book and {counted_g} were counted: say why with `--cause`, "
        "one of {known}."
    ),
    "cause-contradicts": (
        "Lot {lot} has {book_g} in the book and {counted_g} were counted: “{cause}” does not "
        "explain that, it goes the other way."
    ),
    "moisture-unreadable": (
        "“{given}” is not a moisture: write the percentage with a point, such as 7.5 (did you "
        "mean {perhaps}?)."
    ),
    "count-not-plausible": (
        "Lot {lot} has {book_g} in the book and {counted_g} were counted; between {least_g} and "
        "{most_g} is believed: measure the moisture (`--moisture-before`, `--moisture-after`), or "
        "give `--reason` and `--second`; more than {limit_g} cannot be the same beans, and what is "
        "found is another lot: `acopio lot found`."
    ),
    "kept-backwards": (
        "What was found on {found} cannot have been kept from {begins} to {ends}: check the days."
    ),
    "unknown-sack-state": "“{given}” does not happen to a sack: {known} do.",
    "lies-there": "Lot {lot} is at {place} already: there is nothing to move.",
    "list-file-unusable": "The list is of no use: {why}. Columns {known} are expected.",
    "list-unusable": (
        "There are {count} problems in the list (rows {rows}), said above: nothing was written, "
        "put them right and repeat the command."
    ),
    "sample-empties-sacks": (
        "Sacks {numbers} of lot {lot} weigh {inside_g}; a sample of {asked_g} would empty them: "
        "name more sacks, or none."
    ),
    "sample-sent-before": (
        "Sample {sample} was sent on {day} already: draw another one with `acopio sample`."
    ),
    "sample-not-away": (
        "Sample {sample} was not sent, or has been answered: send it with `acopio sample send "
        "{sample.typed}`."
    ),
    "unknown-answer": "“{given}” is not an answer: {known} are.",
    "sample-returns-more": (
        "Of sample {sample} {returned_g} came back, but {drawn_g} left a lot: check the mass."
    ),
}
