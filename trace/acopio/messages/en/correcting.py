"""Correcting and taking back, in English."""

CORRECTING_SENTENCES: dict[str, str] = {
    "not-correctable": (
        "An entry “{kind}” is not corrected this way: it is replaced, lifted or recorded again. "
        "See which acts there are with `acopio history`."
    ),
    "already-undone": "That act was taken back on {on}: record the fact again.",
    "followed": (
        "It cannot be taken back: {what} rests on it already. Correct it with `acopio correct`."
    ),
    "nothing-changes": "That is what is recorded already: there is nothing to correct.",
    "lots-differ": (
        "The correction would leave out {lots}, which that act made: a lot is corrected, not "
        "removed."
    ),
    "contradicts-weighed": (
        "With that correction {taken_g} would have gone into {what}, but {given_g} were weighed "
        "coming out: look which of the two weights is wrong."
    ),
    "goes-round": "That cannot be: {what} would come out of itself.",
    "no-such-act": (
        "There is no act number {given}: they go from 1 to {last}. See them with `acopio history`."
    ),
    "which-act": "“{given}” has several acts: {acts}. Say which with `--act`.",
    "not-in-act": "That act does not name lot {lot}: see what it names with `acopio history`.",
    "word-not-for-act": (
        "An act “{kind}” does not say “{word}”: choose the act with `--act`, see `acopio history`."
    ),
}

CORRECTING_WORDS: dict[str, dict[str, str]] = {
    "figure": {
        "made": "mass of the lot",
        "left": "left of the lot",
        "taken": "went in",
        "given": "came out",
        "loss": "loss",
        "yield": "yield",
        "difference": "difference of the count",
        "claims-lost": "loses claims",
        "claims-gained": "gains claims",
        "paper": "certificate: history corrected since issue",
    },
    "remark": {
        "negative": "negative: weigh and count the lot",
        "outside-band": "yield outside what is plausible",
        "undone": "taken back",
    },
    "fact-word": {
        "gross": "gross mass", "tare": "tare weight", "handed_back": "handed back",
        "product": "product", "household": "family", "person": "person", "plots": "plots",
        "all_plots": "all plots", "claims": "claim",
        "drop_claims": "claim too many", "harvest_from": "harvested from",
        "harvest_to": "harvested to", "pad": "pad number", "moisture": "moisture",
        "place": "place", "day": "day", "mass": "mass", "cause": "cause",
        "masses": "mass of one lot", "add": "lot that went in too",
        "remove": "lot that did not go in", "vehicle": "number plate", "seal": "seal",
    },
    "kind": {
        "delivery.received": "delivery received", "lot.opened": "opening stock",
        "lot.bought": "lot bought", "lot.found": "beans found",
        "lot.blended": "blend", "lot.split": "lot split", "lot.counted": "count",
        "lot.packed": "packed", "batch.opened": "batch opened", "batch.took": "went in",
        "batch.passed": "passed on unweighed", "batch.gave": "weighed out", "batch.noted": "note",
        "batch.checked": "process check", "batch.closed": "batch closed",
        "sample.drawn": "sample", "dispatch.sent": "dispatch", "sack.changed": "sacks changed",
        "dispatch.answered": "receipt", "dispatch.reported": "receipt reported",
        "log.opened": "log opened", "log.clock-confirmed": "date confirmed",
        "key.replaced": "key replaced", "key.vouched": "key vouched for",
        "organisation.recorded": "organisation", "staff.appointed": "somebody appointed",
        "staff.dismissed": "somebody dismissed", "household.registered": "household",
        "person.registered": "person registered", "membership.recorded": "membership",
        "plot.recorded": "plot", "place.recorded": "place", "season.recorded": "season",
        "scheme-certificate.recorded": "scheme certificate", "price.agreed": "price agreed",
        "harvest.estimated": "harvest estimated", "name.given": "other name",
        "document.attached": "document", "profile.recorded": "profile",
        "sample.sent": "sample sent", "sample.answered": "sample answered",
        "inspection.signed": "evaluation signed", "result.reported": "result reported",
        "lot.certified": "lot released", "lot.downgraded": "lot downgraded",
        "lot.rejected": "lot rejected", "lot.held": "lot held", "lot.lifted": "hold lifted",
        "lot.recalled": "lot recalled", "report.recorded": "report of others",
        "report.confirmed": "arrival confirmed", "labels.printed": "labels printed",
        "labels.confirmed": "labels checked", "labels.voided": "labels voided",
        "certificate.issued": "certificate issued", "certificate.replaced": "certificate replaced",
        "certificate.revoked": "certificate revoked", "data.handed-over": "data handed over",
        "entry.corrected": "correction", "entry.undone": "act taken back",
        "disclosures.erased": "private data erased",
    },
}  # fmt: skip
