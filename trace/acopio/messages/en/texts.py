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
        "up-to-date": "The database is up to date already.",
        "upgraded": "The database is up to date; its tables were made again from the log.",
        "second-needed": "To write it, a second person is needed: add `--second NAME`.",
        "confirmed-by": "{day}: {said}; confirmed by {who} in its own log.",
        "below-nothing": "Warning: by the days that were given, on {day} the lot would have had "
        "{mass}. What counts is the order of recording; check the days.",
        "scheme-suspended": "Suspended from {day}: from that day on it backs nothing.",
        "scheme-every-member": "It covers every member of its holder.",
        "reported-by": "{day}: {said}; reported by {who}, not confirmed.",
        "usage-no-command": "usage: there is no command “{given}”; see them with --help.",
        "usage-missing": "usage: {name} is missing.",
        "usage-no-option": "usage: there is no option {name}; see them with --help.",
        "usage-bad-value": "usage: {name} will not do: {problem}",
        "usage-no-number": "usage: {name} asks for a whole number.",
        "usage-no-file": "usage: there is no file “{given}”.",
        "usage-folder": "usage: “{given}” is a folder; a file is asked for.",
        "usage-choice": "usage: {name} takes only {given}.",
        "usage-no-value": "usage: {given} lacks its value.",
        "usage-too-much": "usage: “{given}” is too much; look at the command with --help.",
        "usage-other": "usage: look at the command with --help ({problem}).",
        "guide-odd": "Guía number {number} has not the form of SUNAT's (T001-442): look at it "
        "again.",
        "refused-part": "Refused, and the sender's again as lot {lot}: {mass}.",
        "taken-back": "{lot} came back: {mass}.",
        "saved": "Document written.",
        "said": "Noted: reported, not confirmed.",
        "found": "Found: {count}.",
        "shipment": "Lots: {lots}; senders: {senders}; {mass} in all.",
        "arrived": "Their lot {theirs} is now {lot}: {mass}.",
        "arrived-before": "It had been received with report {report}: nothing was written.",
        "confirmed": "Dispatch {number}: {receiver} confirmed it in its own log.",
        "only-shown": "This was only shown: nothing was written. To write it, add `--yes`.",
        "write-it": "Write the correction?",
        "corrected": "Corrected: {count} figures change. The wrong entry stays in sight.",
        "no-figures-change": "No figure changes.",
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
        "address-before": "What was printed before leads to {before}: keep that address as long "
        "as there are sacks or certificates with it.",
        "serving": "Serving at http://{host}:{port} — to end, Ctrl+C.",
        "delivered": "Received {received}; payable {payable}.",
        "receipts": "Receipts: {count}.",
        "estimated": "Passed on unweighed: the weight is estimated.",
        "batch-days": "Since {since}: {days} days.",
        "batch-yield": "Yields {main} % of first quality and {beans} % of beans in all, of the "
        "{weighed} that were weighed.",
        "left-out": "Left out ({why}): {lots}.",
        "unusual": "{said} is noted: out of the ordinary ({low} to {high} {unit}). If it was a "
        "slip, correct it.",
        "batch-closed": "{taken} went in, {given} came out.",
        "sacks": "{count} sacks.",
        "blind": "Blind code for the cupper: {blind}. Do not put it beside the lot code.",
        "dispatched": "{lot} left: {mass}.",
        "no-shares": "No shares of families: {mass} of sweepings or found beans, of what was kept "
        "at that "
        "place and time.",
        "moved": "{lot} ({mass}) is now at {place}.",
        "sent-to": "{lot} ({mass}) left for {place}: when it arrives, `acopio receive`.",
        "not-counted": "{count} lots were not counted:",
        "list-problem": "row {row} · {given}: {sentence}",
        "received": "Arrival recorded.",
        "reported": "Arrival noted: reported by you, not confirmed by the receiver.",
        "not-published": "The page of lot {lot} is not published yet: do so with "
        "`acopio publish FOLDER` before the sacks are handed over.",
        "published": "{written} files written, {unchanged} unchanged.",
        "key": "Fingerprint of the key that signed: {key}.",
        "key-inside": "The key came inside the file: that proves that nothing changed, not who "
        "issued it. Ask for the key by another way and use `acopio verify FILE --key KEY`.",
        "plot-remark": "Look at this plot: {finding} ({found}).",
        "handed-over": "Lot {lot}: {plots} plots in the file; {share} % of the mass ({mass}) has "
        "all its plots there. Scope: {scope}.",
        "nothing-missing": "None of the data kept here is missing.",
        "missing-lines": "{count} data are missing; the file names them one by one. By kind:",
        "try-in-excess": "There are beans without plots of their own: `acopio export eudr LOT "
        "--in-excess` adds every plot that delivered to those places and days.",
        "link-made": "Open until {until}; whoever has the address can fetch the files while "
        "`acopio serve` runs. Take it back with `acopio export revoke {link}`.",
        "no-verdict": "This file does not conclude whether the lot complies: that is for whoever "
        "places it on the market.",
        "revoked": "Link revoked: its files are given out no more.",
        "missing-line": "- {what} (lines: {count}).",
        "audited": "Problems found: {findings}.",
        "import-checked": "Checked: {rows} rows can be written, {listed} are left out, {flagged} "
        "are flagged. Nothing was written: to write, add `--apply`.",
        "imported": "{written} lots of {rows} rows were written; {listed} were left out, {flagged} "
        "are flagged.",
    },
}  # fmt: skip
