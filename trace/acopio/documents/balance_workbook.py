"""A balance as a workbook that a manager can check: masses are numbers, sums are formulas.

A mass is written from its integer grams as kilograms with three decimals. A spreadsheet keeps
fifteen figures of a number, and no mass of ours has more, so nothing is rounded on the way. Text is
written as text: what begins with ``=`` or ``+`` is never a formula, also after somebody edits it.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from acopio.documents import balance_words as say
from acopio.documents.balance_facts import BalanceReport
from acopio.domain.balance import Balance
from acopio.messages import text, words
from acopio.messages.forming import harmless

_AS_TYPED = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_KILOGRAMS = "#,##0.000"
_CAUSE_WIDTH, _MASS_WIDTH = 46, 16


def balance_workbook(report: BalanceReport, language: str) -> bytes:
    """Return the workbook as an XLSX file; the same report gives the same bytes."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _AS_TYPED)
    day = datetime.fromisoformat(report.day).replace(tzinfo=UTC)
    book.set_properties(
        {
            "title": f"{text('balance.title', language)} · {say.subject(report, language)}",
            "author": harmless(report.organisation),
            "created": day.replace(tzinfo=None),
        }
    )
    writer = _Writer(book, report, language)
    writer.balance()
    if len(report.by_product) > 1:
        writer.parts("products", report.by_product, place=False)
    if len(report.by_place) > 1:
        writer.parts("places", report.by_place, place=True)
    if report.batches:
        writer.batches()
    if report.gaps:
        writer.gaps()
    book.close()
    return buffer.getvalue()


def _kg(grams: int) -> Decimal:
    return Decimal(grams).scaleb(-3)


class _Writer:
    """Writes one report into the sheets of a book."""

    def __init__(self, book: Any, report: BalanceReport, language: str) -> None:
        self.book, self.report, self.language = book, report, language
        self.plain = book.add_format({"quote_prefix": True})
        self.bold = book.add_format({"bold": True, "quote_prefix": True})
        self.heading = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True})
        self.mass = book.add_format({"num_format": _KILOGRAMS})
        self.sum = book.add_format({"num_format": _KILOGRAMS, "bold": True, "top": 1})
        self.percent = book.add_format({"num_format": "0.0"})
        self.alarm = book.add_format({"bold": True, "font_color": "#B80D0D", "border": 1})

    def _text(self, key: str) -> str:
        return text(f"balance.{key}", self.language)

    def _sheet(self, name: str, columns: Sequence[str]) -> tuple[Any, int]:
        """Return a new sheet with its title and headings, and the first free row."""
        report, language = self.report, self.language
        sheet = self.book.add_worksheet(self._text(f"sheet-{name}"))
        period = say.period_text(report.whole.period, language)
        sheet.write_string(0, 0, harmless(report.organisation), self.bold)
        sheet.write_string(1, 0, f"{say.subject(report, language)} · {period}", self.bold)
        sheet.write_string(2, 0, say.verdict(report, language), self.plain)
        for column, key in enumerate(columns):
            sheet.write_string(4, column, self._text(f"column-{key}"), self.heading)
        sheet.set_column(0, 0, _CAUSE_WIDTH)
        sheet.set_column(1, len(columns), _MASS_WIDTH)
        sheet.freeze_panes(5, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet, 5

    def balance(self) -> None:
        """Write what came and what became of it, each with its sum, and the check."""
        whole = self.report.whole
        columns = ("cause", "product", "mass", "estimated", "count")
        sheet, row = self._sheet("balance", columns)
        sums = []
        for key, rows in (("sum-in", self._came(whole)), ("sum-out", self._went(whole))):
            first, total = row, 0
            for label, product, grams, estimated_g, count in rows:
                sheet.write_string(row, 0, label, self.plain)
                sheet.write_string(row, 1, product, self.plain)
                sheet.write_number(row, 2, _kg(grams), self.mass)
                sheet.write_number(row, 3, _kg(estimated_g), self.mass)
                if count:
                    sheet.write_number(row, 4, count)
                total += grams
                row += 1
            sheet.write_string(row, 0, self._text(key), self.bold)
            self._formula(sheet, row, 2, f"=SUM({_span(first, row - 1, 2)})", total)
            sums.append((row, total))
            row += 2
        (came_row, came), (went_row, went) = sums
        sheet.write_string(row, 0, self._text("check"), self.bold)
        ends = (xl_rowcol_to_cell(came_row, 2), xl_rowcol_to_cell(went_row, 2))
        self._formula(sheet, row, 2, f"=ROUND({ends[0]}-{ends[1]},3)", came - went)
        self._red_unless_zero(sheet, row, 2)

    def _came(self, whole: Balance) -> Iterator[tuple[str, str, int, int, int]]:
        for where in ("store", "batch", "way"):
            grams = getattr(whole.opening, f"{where}_g")
            if grams or where == "store":
                label = f"{self._text('opening')}: {words('flow', f'at-{where}', self.language)}"
                yield label, "", grams, 0, 0
        yield from self._lines(whole, "in")

    def _went(self, whole: Balance) -> Iterator[tuple[str, str, int, int, int]]:
        yield from self._lines(whole, "out")
        yield from self._lines(whole, "loss")
        for label, grams in say.stock_lines(whole, self.language):
            yield label, "", grams, 0, 0

    def _lines(self, whole: Balance, side: Any) -> Iterator[tuple[str, str, int, int, int]]:
        for line in whole.side(side):
            label = say.line_label(line, self.report.names, self.language)
            product = words("product", line.product, self.language)
            yield label, product, line.grams, line.estimated_g, line.count

    def parts(self, name: str, parts: Sequence[Balance], *, place: bool) -> None:
        """Write one line for each product or place, with its own check."""
        columns = ("place" if place else "product", "opening", "in", "out", "lost", "closing",
                   "difference")  # fmt: skip
        sheet, row = self._sheet(name, columns)
        for part in parts:
            sheet.write_string(
                row, 0, say.part_name(part, self.report.names, self.language, place=place),
                self.plain,
            )  # fmt: skip
            masses = (part.opening.total_g, part.in_g, part.out_g, part.loss_g,
                      part.closing.total_g)  # fmt: skip
            for column, grams in enumerate(masses, start=1):
                sheet.write_number(row, column, _kg(grams), self.mass)
            opening, came, went, lost, closing = (xl_rowcol_to_cell(row, n) for n in range(1, 6))
            formula = f"=ROUND({opening}+{came}-{went}-{lost}-{closing},3)"
            self._formula(sheet, row, 6, formula, -part.difference.total_g)
            self._red_unless_zero(sheet, row, 6)
            row += 1

    def batches(self) -> None:
        """Write what each batch gave for what it took."""
        columns = ("batch", "opened", "closed", "source", "target", "taken", "given", "loss",
                   "inside", "percent", "band", "verdict")  # fmt: skip
        sheet, row = self._sheet("batches", columns)
        for one in self.report.batches:
            said = (
                harmless(self.report.names.get(one.batch, one.batch)),
                one.opened_on,
                one.closed_on or "",
                words("product", one.source, self.language),
                words("product", one.product, self.language),
            )
            for column, value in enumerate(said):
                sheet.write_string(row, column, value, self.plain)
            for column, grams in enumerate((one.taken_g, one.given_g, one.loss_g), start=5):
                sheet.write_number(row, column, _kg(grams), self.mass)
            taken, given, lost = (xl_rowcol_to_cell(row, column) for column in (5, 6, 7))
            self._formula(sheet, row, 8, f"=ROUND({taken}-{given}-{lost},3)", one.inside_g)
            if one.percent:
                formula = f"=ROUND(100*{given}/{taken},1)"
                sheet.write_formula(row, 9, formula, self.percent, Decimal(one.percent))
            band = f"{one.band[0]}–{one.band[1]}" if one.band else ""
            sheet.write_string(row, 10, band, self.plain)
            verdict = words("yield", say.judged(one), self.language)
            outside = say.judged(one) == "outside"
            sheet.write_string(row, 11, verdict, self.alarm if outside else self.plain)
            row += 1

    def gaps(self) -> None:
        """Write what does not add up."""
        sheet, row = self._sheet("gaps", ("what", "subject", "mass"))
        for gap in self.report.gaps:
            subject = say.gap_subject(gap, self.report.names, self.language)
            sheet.write_string(row, 0, words("gap", gap.what, self.language), self.alarm)
            sheet.write_string(row, 1, subject, self.plain)
            sheet.write_number(row, 2, _kg(gap.grams), self.mass)
            row += 1

    def _formula(self, sheet: Any, row: int, column: int, formula: str, grams: int) -> None:
        """Write a formula with the value it gives, for programs that do not reckon it anew."""
        sheet.write_formula(row, column, formula, self.sum, _kg(grams))

    def _red_unless_zero(self, sheet: Any, row: int, column: int) -> None:
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": self.alarm}
        sheet.conditional_format(row, column, row, column, rule)


def _span(first: int, last: int, column: int) -> str:
    return f"{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
