"""What the figures of a balance are called, for table, spreadsheet and page alike."""

from collections.abc import Iterator

from acopio.documents.balance_facts import BalanceReport
from acopio.domain.balance import Balance, Gap, Line, Period, Yield
from acopio.domain.codes import printed
from acopio.domain.masses import kilograms
from acopio.messages import text, words
from acopio.messages.forming import harmless


def subject(report: BalanceReport, language: str) -> str:
    """Return what a balance is about."""
    boundary = report.whole.boundary
    if report.about == "lot":
        return text("balance.lot", language, code=printed(report.subject))
    if report.about == "batch":
        return text("balance.batch", language, name=report.subject)
    parts = [
        report.names.get(boundary.place, boundary.place) if boundary.place else "",
        words("product", boundary.product, language) if boundary.product else "",
        words("crop", boundary.crop, language) if boundary.crop else "",
    ]
    named = " · ".join(harmless(part) for part in parts if part)
    return named or text("balance.all", language)


def period_text(period: Period, language: str) -> str:
    """Return the days of a balance in words."""
    if period.first and period.last:
        return text("balance.from-to", language, first=period.first, last=period.last)
    if period.first:
        return text("balance.since", language, first=period.first)
    if period.last:
        return text("balance.until", language, last=period.last)
    return text("balance.always", language)


def several_products(report: BalanceReport) -> bool:
    """Say whether the lines of a balance have to name their product."""
    return len({line.product for line in report.whole.lines}) > 1


def line_label(line: Line, names: dict[str, str], language: str, *, product: bool = False) -> str:
    """Return why mass came, went or was lost."""
    if line.side == "loss" and line.cause != "processing":
        label = words("cause", line.cause, language)
    else:
        known = words("flow", f"{line.side}-{line.cause}", language)
        unknown = known == f"{line.side}-{line.cause}"
        label = words("born", line.cause, language) if unknown else known
    other = ""
    if line.other:
        other = names.get(line.other) or words("product", line.other, language)
    label = f"{label} {harmless(other)}".strip()
    return f"{label} · {words('product', line.product, language)}" if product else label


def verdict(report: BalanceReport, language: str) -> str:
    """Return whether every gram is accounted for."""
    whole = report.whole
    if not whole.closed:
        one = whole.difference
        worst = one.total_g or max((one.store_g, one.batch_g, one.way_g), key=abs)
        return text("balance.not-closed", language, difference=f"{kilograms(worst)} kg")
    if report.findings:
        return text("balance.gaps", language, count=report.findings)
    return text("balance.closed", language)


def gap_text(gap: Gap, names: dict[str, str], language: str) -> str:
    """Return one thing that does not add up as a sentence."""
    said = words("gap", gap.what, language)
    return f"{said}: {gap_subject(gap, names, language)}: {kilograms(gap.grams)} kg"


def gap_subject(gap: Gap, names: dict[str, str], language: str) -> str:
    """Return where something does not add up."""
    if not gap.subject:
        return words("gap", "nowhere", language)
    if gap.subject in names:
        return harmless(names[gap.subject])
    code = len(gap.subject) == 11 and gap.subject.isalnum()
    return printed(gap.subject) if code else words("product", gap.subject, language)


def stock_lines(balance: Balance, language: str) -> Iterator[tuple[str, int]]:
    """Yield what is left: in store, in process, on the way; nothing left is said once."""
    usual = "batch" if balance.boundary.step else "store"
    for where in ("store", "batch", "way"):
        grams = getattr(balance.closing, f"{where}_g")
        if grams or where == usual:
            yield words("flow", where, language), grams


def judged(one: Yield) -> str:
    """Return the verdict on a batch's yield, as a stable word."""
    if one.closed_on is None:
        return "open"
    if one.plausible is False:
        return "outside"
    if one.estimated:
        return "estimated"
    return "inside" if one.plausible else "unjudged"


def part_name(balance: Balance, names: dict[str, str], language: str, *, place: bool) -> str:
    """Return the name of the place or product that a part is about."""
    if place:
        return harmless(names.get(balance.boundary.place or "", balance.boundary.place or "–"))
    return words("product", balance.boundary.product or "", language)


__all__ = [
    "gap_subject",
    "gap_text",
    "judged",
    "line_label",
    "part_name",
    "period_text",
    "several_products",
    "stock_lines",
    "subject",
    "verdict",
]
