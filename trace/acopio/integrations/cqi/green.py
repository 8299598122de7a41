"""Green defects where the source counts beans: full defects are floored type by type, then added.

Pooling the remainders of several types first gives another number.
"""

import re
from collections.abc import Mapping

from acopio.integrations.cqi import layouts
from acopio.integrations.cqi.model import Finding

_COUNT = re.compile(r"[0-9]{1,6}")
_FULL_DEFECTS = re.compile(r"([0-9]{1,6}) full defects?", re.IGNORECASE)

_CATEGORIES = (
    (layouts.CATEGORY_ONE, layouts.CATEGORY_ONE_TOTAL, "Category One Defects"),
    (layouts.CATEGORY_TWO, layouts.CATEGORY_TWO_TOTAL, "Category Two Defects"),
)


def bean_counts(cells: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the beans per defect as typed."""
    return tuple((column, cells[column].strip()) for column in layouts.BEAN_COLUMNS)


def green_findings(cells: Mapping[str, str]) -> list[Finding]:
    """Compare the beans counted with the full defects stored and with those on the green page."""
    first = layouts.BEAN_COLUMNS[0]
    if not any(count for _, count in bean_counts(cells)):
        return [Finding(first, cells[first], "defect-table-missing")]
    findings: list[Finding] = []
    for types, stored, page in _CATEGORIES:
        findings += _category(cells, dict(types), stored, page)
    return findings


def _category(
    cells: Mapping[str, str], types: dict[str, int], stored: str, page: str
) -> list[Finding]:
    bad = [column for column in types if not _COUNT.fullmatch(cells[column].strip())]
    if bad:
        return [Finding(column, cells[column], "defects-unreadable") for column in bad]
    full = sum(int(cells[column].strip()) // beans for column, beans in types.items())
    printed = {stored: _COUNT.fullmatch(cells[stored].strip())}
    on_page = _FULL_DEFECTS.fullmatch(cells[page].strip())
    findings = []
    for column, number in ((stored, printed[stored]), (page, on_page)):
        if not number:
            findings.append(Finding(column, cells[column], "defects-unreadable"))
        elif int(re.sub(r"[^0-9]", "", number[0])) != full:
            findings.append(Finding(column, cells[column], "defects-differ", expected=str(full)))
    return findings
