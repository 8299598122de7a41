"""Papers, what others say, and what goes between two houses, in English."""

CUSTODY_SENTENCES: dict[str, str] = {
    "unknown-dispatch-purpose": (
        "“{given}” is no reason for a dispatch that is known: {known} are accepted."
    ),
    "guide-used": (
        "Guía {number} went with dispatch {dispatch} on {day} already: every journey has its own. "
        "Look at the number again."
    ),
    "report-without-document": (
        "What {reporter} did or said is written down with its document: add "
        "`--doc TYPE:NUMBER=FILE`."
    ),
    "ours-writes-itself": (
        "{organisation} keeps its own log on this computer: let somebody who works there record it."
    ),
    "never-sent-there": (
        "Lot {lot} cannot be given back like this: there is no dispatch between who gives it back "
        "({holder}) and who receives it."
    ),
    "key-not-vouched": (
        "Nobody here vouched for the key of {origin} as the key of {organisation}: check it "
        "another way and record it with `acopio org vouch`."
    ),
    "key-of-another": (
        "The key of {origin} is on record as the key of {owner}: find out whose it is."
    ),
    "key-not-yet-valid": (
        "The key is good from {valid_from}, and something was written with it on {written}: ask "
        "its owner."
    ),
    "confirms-another": (
        "The file confirms no dispatch that is on record here (it cites “{found}”): ask for the "
        "confirmation of dispatch {dispatch}."
    ),
    "confirmation-contradicts": (
        "The receiver confirms lot {lot} of dispatch {dispatch}, which is on record here as "
        "refused and returned: clear that up before anything is recorded."
    ),
    "file-too-large": (
        "“{where}” has {megabytes} MB, and {largest} are the most: keep a lighter scan."
    ),
    "name-unreadable": "“{given}” is no name: write for example container=MSCU1234567.",
    "not-a-house-file": (
        "The file is no {expected}, or something is missing from it: ask for it to be written "
        "again."
    ),
    "history-incomplete": (
        "The file of dispatch {dispatch} lacks {missing} entries of its history: ask for it to be "
        "written again."
    ),
}

CUSTODY_WORDS: dict[str, dict[str, str]] = {
    "house-file": {
        "dispatch": "dispatch file of acopio",
        "confirmation": "confirmation of acopio",
    },
    "document": {
        "guia": "guía de remisión (waybill)",
        "invoice": "invoice",
        "bill-of-lading": "bill of lading",
        "customs-declaration": "customs declaration",
        "phytosanitary": "phytosanitary certificate",
        "lab-report": "laboratory report",
        "contract": "contract",
        "certificate": "certificate",
        "packing-list": "packing list",
        "weight-note": "weight note",
        "delivery-note": "delivery note",
        "purchase-receipt": "purchase receipt",
        "letter": "letter or mail",
        "photo": "photo",
        "document": "document",
        "dispatch-file": "dispatch file",
    },
    "said": {
        "received": "received",
        "stored": "stored",
        "processed": "processed",
        "tested": "tested",
        "shipped": "shipped",
        "arrived": "reported the arrival",
        "sold": "sold",
        "destroyed": "destroyed",
        "returned": "gave back",
        "other": "reported",
    },
    "sort": {
        "lot": "lot",
        "dispatch": "dispatch",
        "report": "report",
        "certificate": "certificate",
        "sample": "sample",
        "document": "document",
        "name": "other name",
        "receipt": "receipt",
        "organisation": "organisation",
    },
    "name-kind": {
        "container": "container",
        "contract": "contract",
        "po": "buyer's order",
        "booking": "booking",
        "ico-mark": "ICO mark",
        "exporter-lot": "exporter's lot",
        "house": "name of the house",
        "sender-lot": "sender's lot",
    },
}
