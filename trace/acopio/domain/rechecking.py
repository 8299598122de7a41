"""Looking at a signed inspection again: its signature, and the result that its inputs give."""

from collections.abc import Mapping
from typing import Any

import msgspec

from acopio.errors import Refusal
from acopio.ledger import b64
from acopio.ledger.keys import verify_signature
from acopio.ledger.note import VerifierKey
from acopio.quality.registry import evaluate


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
    same = said["result"] == found.result and said["working"] == list(found.working)
    return None if same else "result-differs"
