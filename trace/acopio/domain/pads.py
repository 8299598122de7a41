"""Numbers of pad receipts: one sheet of paper, however its number is typed.

A pad has a series where the cooperative uses several: ``A-004711`` is sheet 4711 of pad A. Capitals
and leading zeros make no difference, so ``a 4711`` is the same sheet; ``B-004711`` is another one.
"""

import re
from functools import lru_cache

_SHEET = re.compile(r"(?:([A-Z]+)|([A-Z0-9]+)[\s./-]+)?[\s./-]*([0-9]+)", re.ASCII)


@lru_cache(maxsize=4096)
def pad_key(text: str) -> str:
    """Return what two ways of typing the number of one sheet have in common.

    What is no number at all (a name, a date) is only freed of capitals and spaces around it.
    """
    typed = " ".join(text.split()).upper()
    found = _SHEET.fullmatch(typed)
    if found is None:
        return typed
    series = (found[1] or found[2] or "").lstrip("0")
    number = found[3].lstrip("0") or "0"
    return f"{series}-{number}" if series else number
