"""Texts of command line and paper, in English."""

TEXTS: dict[str, dict[str, str]] = {
    "note": {
        "reported": "reported by the sender, not confirmed",
        "drew-sample": "the evaluator also drew the sample",
        "declared": "earlier history declared, not recorded",
        "estimated": "estimated, not weighed",
    },
    "certificate": {
        "title": "Chain of custody certificate",
        "state": "Issued on {day}. Its state today is at the address of the code.",
        "footer": "Issued by the organisation named above, which answers for what it says. Checked "
        "offline with `acopio verify`.",
        "no-quality": "This certificate does not judge quality: no inspection is on record.",
        "plots": "With plots on record: {share}.",
        "declared": "Earlier history declared, not recorded: {share}.",
        "not-said.1": "That the beans in the sack are those of the label: a code can be copied. "
        "Compare seal, weight and mark.",
        "not-said.2": "That a third-party scheme covers it, except where its certificate is cited.",
        "not-said.3": "That it meets a deforestation rule: plots and dates go to the buyer "
        "separately.",
        "not-said.4": "That a third party has seen the log: without its signature, the operator "
        "alone asserts it here.",
        "not-said.5": "Anything recorded after it was issued: that is at the address of the code.",
    },
    "cli": {
        "clock-wrong": (
            "This computer's clock ({now}) cannot be right: the entry is marked and nothing is "
            "signed until somebody confirms the date with `acopio ledger confirm-clock`."
        ),
        "rehearsed": "Rehearsal: {entries} entries would have been written ({kinds}). Nothing was "
        "written.",
        "initialised": "Ready. Database and keys are in {home}: keep a copy elsewhere.",
        "copied-aside": "Before the upgrade, the database was copied to {path}.",
        "no-address": "Without a public address no labels are printed yet: their codes would lead "
        "to no page. Give one with `acopio init --address https://…`.",
        "serving": "Serving at http://{host}:{port} — to end, Ctrl+C.",
        "delivered": "Received {received}; payable {payable}.",
        "estimated": "Passed on unweighed: the weight is estimated.",
        "batch-closed": "{taken} went in, {given} came out.",
        "sacks": "{count} sacks.",
        "blind": "Blind code for the cupper: {blind}. Do not put it beside the lot code.",
        "dispatched": "{lot} left: {mass}.",
        "received": "Arrival recorded.",
        "reported": "Arrival noted: reported by you, not confirmed by the receiver.",
        "labels": "{count} labels of lot {lot}.",
        "not-published": "The page of lot {lot} is not published yet: do so with "
        "`acopio publish FOLDER` before the sacks are handed over.",
        "published": "{written} files written, {unchanged} unchanged.",
        "key": "Fingerprint of the key that signed: {key}.",
        "key-inside": "The key came inside the file: that proves that nothing changed, not who "
        "issued it. Ask for the key by another way and use `acopio verify FILE --key KEY`.",
        "audited": "Problems found: {findings}.",
        "import-checked": "Checked: {rows} rows can be written, {listed} are left out, {flagged} "
        "are flagged. Nothing was written: to write, add `--apply`.",
        "imported": "{written} lots of {rows} rows were written; {listed} were left out, {flagged} "
        "are flagged.",
    },
}  # fmt: skip
