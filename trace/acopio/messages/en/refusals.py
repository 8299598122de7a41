"""What is refused, in English: one sentence for each code."""

SENTENCES: dict[str, str] = {
    # Codes and masses.
    "unknown-code": (
        "“{given}” is no lot or sack code known here: check every sign on the label (codes have "
        "no 0, O, 1, I or L), or look for it with `acopio lot list`."
    ),
    "bad-prefix": "“{given}” cannot be a prefix: 3 signs of {alphabet} are expected, such as NAR.",
    "prefix-taken": (
        "Another organisation on this machine has the prefix {prefix}: choose 3 other signs."
    ),
    "sack-number-out-of-range": (
        "There can be no sack {number}: the sacks of a lot go from 1 to {largest}. Split the lot "
        "first with `acopio lot split`."
    ),
    "mass-unreadable": (
        "“{given}” is no weight: write 64.5 or 16,000.5 kg, with a point for decimals and commas "
        "for thousands (did you mean {perhaps}?)."
    ),
    "mass-not-positive": (
        "The weight “{given}” cannot be: more than zero must be left after tare, beans handed "
        "back and deductions."
    ),
    "mass-too-fine": (
        "“{given}” is finer than a gram: write whole grams, or kg with three decimals."
    ),
    "mass-too-large": "“{given}” is more than a lot can weigh: the most is {largest_g}.",
    "unit-unknown": "In “{given}” the unit “{unit}” is not known: {known} are.",
    "amount-unreadable": "“{given}” cannot be read: write LOT=WEIGHT, such as NAR-7KQ4M9T-6=120.5.",
    "part-unreadable": "“{given}” is no fraction: write 1/2, for example.",
    "sacks-unreadable": (
        "“{given}” are no sack numbers: write one (7) or a range (1-120), the lower first."
    ),
    # Things that are referred to.
    "not-found": "There is no trace of {what} “{given}”: check how it is written.",
    "several-match": (
        "“{given}” is not enough to tell {what}: it may be {matches}. Write it in full."
    ),
    "which-place": "There is more than one place: say which with `--place` ({matches}).",
    "named-twice": "{what} stands there twice: name it once.",
    "nothing-named": "Missing: {what}. The list is empty.",
    "unknown-product": "“{given}” is no known product: {known} are.",
    "unknown-claim": "“{given}” is no known claim: {known} are.",
    "unknown-batch-kind": "“{given}” is no known kind of batch: {known} are.",
    "unknown-purpose": "“{given}” is no known purpose of sampling: {known} are.",
    "unknown-role": "“{given}” is no known role: {known} are.",
    # People and permissions.
    "not-allowed": "You need another role to {act}: you are {roles}, and {needed} is asked for.",
    "second-person-needed": (
        "A second person is needed, because {why}: give the command again with `--second NAME`."
    ),
    "reason-needed": (
        'A reason is needed, because {why}: give the command again with `--reason "…"`.'
    ),
    "unknown-person": (
        "“{given}” has no account on this machine; these have: {known}. Write `--as NAME`."
    ),
    "wrong-pin": "This PIN is not {name}'s: type it again.",
    "pin-too-short": "The PIN is too short: at least {shortest} signs are expected.",
    "name-taken": "There is an account “{name}” in this organisation already: choose another name.",
    "bad-ruc": "“{given}” is no RUC: 11 digits are expected, and the last one does not fit.",
    # The gate.
    "pad-used": (
        "Pad receipt {pad} is used already: lot {lot} of {day} stands on it. Look at the number; "
        "if it "
        "is of another pad, type its series too (B-004711)."
    ),
    "pad-shared": (
        "Pad receipt {pad} stands on lines of two families: each has its own, or there is one for "
        "the "
        "whole ticket (`--pad`)."
    ),
    "deductions-exceed": (
        "The deductions are {deducted_g} and what was received is {received_g}: look at the mass "
        "and "
        "the deductions."
    ),
    "unknown-deduction": ("“{given}” is no known deduction: {known} are."),
    "percent-unreadable": (
        "“{given}” is no share of what was received: type for example 2% or 1.5%."
    ),
    "unknown-basis": ("“{given}” does not say which mass the price is for: {known} do."),
    "dry-mass-needed": (
        "The price of lot {lot} is for its dry equivalent: say how much that is, with `--dry "
        "25.2` or "
        "`--dry 39%`."
    ),
    "not-received": (
        "Lot {lot} did not come in at the gate, it came out of a process: a price is agreed for "
        "what "
        "is received."
    ),
    "no-receipt": (
        "“{given}” came by no delivery of this organisation: there is no receipt to make."
    ),
    "boxes-unreadable": (
        "“{given}” does not say how much goes into each box: only the last may be without a mass, "
        "as "
        "in CAJA-3=30 and then CAJA-4."
    ),
    "boxes-exceed": (
        "The boxes would take {asked_g} and what was received is {received_g}: it has to be "
        "enough, "
        "with something left for the last one."
    ),
    "line-unreadable": (
        "“{given}” is no line: type family|product|mass|name=value, for example "
        "F-012|baba|64.5|tare=1.2,pad=004711."
    ),
    "lines-file-unusable": (
        "The file of lines cannot be read, because {why} ({found}). Its first row names the "
        "columns: "
        "{known}."
    ),
    "lines-unusable": (
        "There are {count} mistakes on the ticket, in rows {rows}: they are listed. Nothing was "
        "written; mend them and repeat."
    ),
    # Mass and custody.
    "not-the-holder": "{what} is in the hands of {holder}: only the holder can act on it.",
    "not-enough-mass": (
        "Lot {lot} has {left_g} left; {asked_g} were asked for. See where the rest went: `acopio "
        "lot show {lot}`."
    ),
    "in-sacks": (
        "Lot {lot} is in sacks: {loose_g} are loose, {asked_g} were asked for. Split whole sacks "
        "off first: `acopio lot split {lot} --sacks 1-10`."
    ),
    "sacks-exceed-lot": (
        "The sacks add up to {asked_g}, but only {loose_g} of lot {lot} are not in sacks yet: "
        "check weights and number of sacks."
    ),
    "sack-not-here": (
        "Sacks {numbers} are not here in lot {lot}: they are not its own, or are empty, missing or "
        "void. See its sacks with `acopio sack list {lot}`."
    ),
    "no-sacks": ("Lot {lot} has no sacks to label: pack it first with `acopio lot pack {lot}`."),
    "on-the-way": (
        "Lot {lot} left with dispatch {dispatch}, and nobody has said yet what arrived: record "
        "it with `acopio receive {dispatch.typed}`."
    ),
    "held": (
        "Lot {lot} is on hold since {since}, because of {subject}: only who set the hold can "
        "lift it, with `acopio lift`."
    ),
    "held-elsewhere": (
        "“{given}” has no hold of its own: it is held since {since} by {subject}, which it comes "
        "from. Lift it there: `acopio lift {subject}`."
    ),
    "not-your-hold": (
        "The hold on {subject} was set by another organisation, or is lifted: there is nothing "
        "to lift."
    ),
    "before-it-began": (
        "On {given} there was no {what} yet, it is of {began}: look at the day you wrote with "
        "`--day`."
    ),
    "elsewhere": (
        "Lot {lot} is at {place} and is needed at {needed}: move it first with `acopio move`."
    ),
    "different-products": "Only one product can be put together; these are {products}.",
    "claim-would-be-lost": (
        "Mixing would end the claim “{claim}”, because {lots} does not have it: keep them "
        'apart, or go on with `--lose {claim.typed} --reason "…"`.'
    ),
    "rejected-in-blend": (
        "Lot {lot} was rejected: to blend it, a reason and a second person are needed (`--reason "
        '"…" --second NAME`).'
    ),
    "already-answered": "Dispatch {dispatch} is {state} already: it is answered only once.",
    "not-the-receiver": (
        "Dispatch {dispatch} was not sent to your organisation: the one it was sent to receives it."
    ),
    "receiver-answers": (
        "Dispatch {dispatch} went to {receiver}, which keeps its own log here: that organisation "
        "says what arrived."
    ),
    "answer-incomplete": (
        "The answer to dispatch {dispatch} must name every lot once; missing or too much: "
        "{missing}."
    ),
    # Batches.
    "batch-closed": "{batch} was closed on {on}: open it again with `acopio batch open {batch}`.",
    "batch-has-given": (
        "Something came out of {batch} already, so it takes no more: end it with `acopio batch "
        "close {batch}` and open another."
    ),
    "batch-empty": (
        "Nothing went into {batch} yet: put lots in with `acopio batch take {batch} LOT`."
    ),
    "vessel-taken": (
        "{vessel} is in use since {since}: close it first with `acopio batch close {vessel}`."
    ),
    "vessel-empty": (
        "Nothing is open in {vessel}: open it with `acopio batch open {vessel}`; what was closed "
        "takes and gives nothing more."
    ),
    "figure-unreadable": (
        "“{given}” will not do for {what}: write a number in {unit} with a decimal point, such as "
        "48.5."
    ),
    "check-exceeds": "{counted} of {what} were counted and {beans} beans cut: check the count.",
    "count-unreadable": "“{given}” is no count: write it as slaty=7.",
    "one-lot-is-no-blend": (
        "One lot alone is no blend: to divide it use `acopio lot split {lot}`, to bag it `acopio "
        "lot pack {lot}`."
    ),
    "no-such-processing": "{target} cannot come out of {source}: check the product.",
    "gives-more-than-taken": (
        "{given_g} came out and only {taken_g} went in: moisture does not explain that much. "
        "Check the weights."
    ),
    # Gate, register, time.
    "field-unusable": (
        "The field “{field}” cannot hold this ({problem}): shorten or correct what you wrote."
    ),
    "not-this-households": (
        "Plot {plot} (version {version}) belongs to another household: check plot and household."
    ),
    "harvest-after-delivery": (
        "The harvest ({harvest}) cannot be later than the delivery ({delivered})."
    ),
    "period-backwards": "The period ends ({ends}) before it begins ({begins}).",
    "version-not-next": (
        "Version {given} of the plot does not follow the last one: {expected} was expected."
    ),
    "geometry-unusable": (
        "This plot cannot be used as it is: {finding} ({found}). Correct the file or the "
        "coordinates and record it again with `acopio plot add`."
    ),
    "expiry-unusable": (
        "A link is open for 1 to {longest} days, not “{given}”: repeat with `--days`."
    ),
    "link-closed": "This link was closed on {since}: ask whoever gave it to you for a new one.",
    "geometry-too-large": (
        "The file has {size} bytes: at most {largest} are read. Give one plot to a file."
    ),
    "time-unreadable": "“{given}” is no date: write 2026-06-14 or 14/6/2026.",
    "period-reversed": (
        "The period ends on {last}, before it begins on {first}. Write the earlier day first: "
        "`acopio report balance --from {last} --to {first}`."
    ),
    "season-unknown": (
        "“{given}” is no season that is known: write the year, such as 2026, or the days with "
        "`acopio report balance --from DAY --to DAY`."
    ),
    "time-in-future": (
        "{given} is still to come; this computer says it is {now} now. Check the date, or the "
        "clock."
    ),
    "clock-ahead": (
        "This computer's clock says {now}, more than a year after the last entry ({last}): set "
        "it right, or confirm with `--clock-is-right`."
    ),
    "clock-unconfirmed": (
        "Entries of {origin} were written under a clock that was behind, so nothing is signed: "
        "check the date and confirm it with `acopio ledger confirm-clock`."
    ),
    # Quality.
    "disclosure-misplaced": (
        "The disclosure “{pointer}” is none of this entry, or stood there already: file or va"
        "ult was changed. Check with `acopio ledger audit`."
    ),
    "number-taken": (
        "Another household already has number “{number}”: look with `acopio household list`."
    ),
    "price-unreadable": (
        "“{given}” is no price per kilogram: write for example 9.80 PEN, "
        "with a point for the decimals."
    ),
    "limit-unreadable": (
        "“{given}” is no limit: write protocol:field<=value, such as "
        "cacao.cut.iso2451:mouldy_pct<=3."
    ),
    "signature-not-theirs": (
        "The signature is not from the key on record of {inspector}: sign with your own key."
    ),
    "signed-text-differs": (
        "What was signed differs from what is computed in “{field}”: evaluate and sign again."
    ),
    # Paper.
    "address-unset": (
        "{organisation} has no public address: its labels would lead to no page. Give one with "
        "`acopio init --address https://…`."
    ),
    "address-unusable": (
        "“{given}” cannot be a public address: something like https://id.coop.pe is expected, "
        "without spaces or unusual signs."
    ),
    "history-moved": (
        "Lot {lot} changed while its certificate was being made: ask for it again with `acopio "
        "certificate {lot}`."
    ),
    "unlabelled-lot": (
        "Lot {lot} is only what passed unweighed between two batches: certify the lot that comes "
        "off the scale."
    ),
    "not-a-certificate": "The file is no acopio certificate, or has lost something: {missing}.",
    "address-too-long": (
        "The address {address} is too long for a QR code of {box_mm} mm: use a shorter one."
    ),
    "off-the-scale": "{axis}: {value} lies outside the scale {scale} of the chart.",
    "too-few-axes": "The chart needs at least three attributes, and there are {count}.",
    "sack-out-of-range": "There is no sack {number}: the lot has {count}.",
    "nothing-to-print": "There is no label to print.",
    # Ledger and keys.
    "newer-entry": (
        "An entry of kind {kind}, version {version}, was written by a newer acopio: update the "
        "program."
    ),
    "log-forked": (
        "Log {origin} does not continue what it signed last: it signed {signed_size} entries and "
        "now has {found_size}. Sign nothing: look with `acopio ledger audit`, and find the "
        "complete copy."
    ),
    "no-log": "{organisation} has no log on this machine: open one with `acopio init`.",
    "command-id-reused": (
        "Command {command} came before with another content: use a new identifier."
    ),
    "bad-checkpoint": "The head of the log is not valid: {reason}.",
    "bad-proof": "The proof does not hold: {reason}.",
    "bad-disclosure": "The private value does not belong to an entry: {reason}.",
    "bad-note": "The signed text is not valid: {reason}.",
    "bad-signature": (
        "This key did not make this signature over these data: something changed, or somebody "
        "else signed."
    ),
    "bad-tile": (
        "The stored log is damaged: tile {index} of level {level} lacks hashes ({wanted} were "
        "expected, there are {found} bytes). Look with `acopio ledger audit`."
    ),
    "not-canonical": "The value at “{path}” cannot stand in the log: {found}.",
    "entry-too-large": "The entry has {size} bytes, and {limit} fit: divide it.",
    "wrong-passphrase": "The passphrase does not open this key: check ACOPIO_KEY_PASSPHRASE_FILE.",
    "damaged-key": "The key file is damaged: {reason}. Take it from a backup.",
    "bad-key-name": "“{name}” cannot be the name of a key: no spaces, no +, only plain letters.",
    "key-missing": "The key {where} is not there: take it from a backup.",
    # Program and database.
    "database-unusable": (
        "The database {where} cannot be used: {problem}. Look with `acopio doctor`."
    ),
    "newer-database": (
        "The database belongs to a newer acopio ({found}; this one knows {known}): update the "
        "program."
    ),
    "older-database": (
        "The database {where} is of an earlier version ({found}): bring it up to date "
        "with `acopio upgrade`. A SQLite file is copied aside before; keep a copy of "
        "PostgreSQL yourself."
    ),
    "not-initialised": (
        "There is no acopio database ready at {where} (found: {found}): set it up with `acopio "
        "init`."
    ),
    "file-unusable": (
        "“{where}” cannot be read or written ({problem}): check the name, the rights and the "
        "free space."
    ),
    "setting-unusable": "{name} points to “{given}”, which cannot be read: correct the variable.",
    "already-there": "It is there already: {what}. Every code and account is recorded once.",
    "entry-missing": (
        "An entry is missing: {entry} follows {after}, which stands in no log on this "
        "machine. Find the complete copy."
    ),
    "demo-needs-empty": (
        "The database {where} holds entries of {found}: the invented season is loaded only into "
        "an empty one. Name another folder in ACOPIO_HOME."
    ),
    "demo-unfinished": (
        "Loading the invented season into {where} was interrupted and cannot be gone on with: "
        "delete that folder, or name another in ACOPIO_HOME, and repeat `acopio demo`."
    ),
    # Files from elsewhere.
    "unknown-cqi-file": (
        "{name} is no known CQI list: it is nearest to {nearest}, but lacks {missing}; its "
        "columns are {found}."
    ),
    "cqi-file-empty": "{name} is empty.",
    "cqi-file-not-utf8": "{name} is not in UTF-8 (byte {offset}): save it again as CSV UTF-8.",
    "cqi-file-has-nul": "{name} has a zero byte at {offset}: it is not text, or is damaged.",
}
