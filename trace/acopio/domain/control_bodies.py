"""Codes of control bodies, as an organic product bears them: ``PE-BIO-141``.

Country of the controls, a word of three letters (BIO, ÖKO, ORG, EKO, ECO …), a number of up to
three digits. Source: Regulation (EU) 2018/848, Annex V. Spain adds the letters of a region:
``ES-ECO-020-CV``.
"""

import re
import unicodedata
from dataclasses import dataclass

from acopio.errors import Refusal

_CODE = re.compile(r"[A-Z]{2}-[A-ZÀ-ÖØ-Þ]{3}-[0-9]{1,3}(?:-[A-Z]{2,3})?")
_DASHES = re.compile("[‐‑‒–—−]")  # what editors make of a hyphen


@dataclass(eq=False)
class ControlBodyUnreadable(Refusal):
    """What is no code of a control body."""

    code = "control-body-unreadable"
    given: str


def control_body(typed: str) -> str:
    """Return a code in the form in which it is printed.

    Raises:
        ControlBodyUnreadable: it has another form.
    """
    text = _DASHES.sub("-", unicodedata.normalize("NFC", typed.strip())).upper()
    if not _CODE.fullmatch(text):
        raise ControlBodyUnreadable(given=typed)
    return text
