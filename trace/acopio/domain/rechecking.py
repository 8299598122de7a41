"""Looking again at what was signed and decided: signatures, results, and what limits found."""

from collections.abc import Mapping
from typing import Any

import msgspec

from acopio.domain.entries.quality import Judged
from acopio.domain.judging import judged_again
from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.keys import verify_signature
from acopio.ledger.note import VerifierKey
from acopio.quality.registry import as_signed, evaluate


def recheck(body: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the body of an inspection; nothing where all of it holds.

    ``signature-wrong``: not one byte of the signed text may have changed since the inspector
    signed. ``protocol-gone``: this program no longer has the version. ``result-differs``: the
    protocol gives another result of the same inputs.
    """
    try:
        key = VerifierKey.parse(str(body["key"]))
        signature = b64.url_decode(str(body["signature"])) or b""
        verify_signature(key.public, signature, str(body["signed"]).encode("utf-8"))
        said: dict[str, Any] = msgspec.json.decode(str(body["signed"]))
    except (Refusal, KeyError, ValueError, msgspec.MsgspecError):
        return "signature-wrong"
    try:
        found = evaluate(str(said["protocol"]), str(said["version"]), said["observations"])
    except Refusal as refused:
        return "protocol-gone" if refused.code == "unknown-protocol" else "result-differs"
    warnings = [as_signed(one) for one in found.warnings]
    same = (said["result"], said["working"], said["warnings"]) == (
        found.result,
        list(found.working),
        warnings,
    )
    return None if same else "result-differs"


def recheck_decision(body: Mapping[str, Any], results: Mapping[str, Mapping[str, str]]) -> bool:
    """Say whether a decision found what the inspections it cites give.

    Args:
        body: of ``lot.certified``, ``lot.downgraded`` or ``lot.rejected``; the oldest have no
            limits to look at.
        results: what was signed, by leaf hash of the inspection.
    """
    for one in msgspec.convert(body.get("judged", ()), tuple[Judged, ...]):
        if not all(leaf in results for leaf in one.inspections):
            return False
        again = judged_again(one.limit, [results[leaf] for leaf in one.inspections])
        if again != (one.found, one.met):
            return False
    return True
