"""report: balance, stock."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import (
    FINDINGS,
    SESSION,
    code,
    kg,
    put,
    rehearse,
    say,
    show,
    table,
    word,
)

if TYPE_CHECKING:
    from acopio.documents.balance_facts import BalanceReport

app = typer.Typer(no_args_is_help=True, help="Balances y existencias · balances and stock.")

Place = Annotated[str | None, typer.Option(help="Solo este lugar · only this place")]
Product = Annotated[str | None, typer.Option(help="Solo este producto · only this product")]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="report")


@app.command()
def balance(
    lot: Annotated[str | None, typer.Option(help="Un lote · one lot")] = None,
    batch: Annotated[str | None, typer.Option(help="Caja o proceso · box or batch")] = None,
    place: Place = None,
    product: Product = None,
    season: Annotated[str | None, typer.Option(help="Campaña o año · season or year")] = None,
    first: Annotated[str | None, typer.Option("--from", help="Desde el día · from day")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Hasta el día · to day")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Escribir un XLSX · write an XLSX")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Escribir un PDF · write a PDF")] = None,
) -> None:
    """Cuadrar el peso: lo que había y entró, salió, se perdió y queda · the mass balance."""
    from acopio.services.balance import BalanceWords
    from acopio.services.balance import balance as reckon
    from acopio.services.files import write_whole

    words = BalanceWords(
        lot=lot,
        batch=batch,
        place=place,
        product=product,
        season=season,
        first=first,
        last=last,
    )
    report = reckon(SESSION.node, SESSION.organisation, words)
    language = SESSION.options.language
    if xlsx or pdf:
        rehearse()
    if xlsx:
        from acopio.documents.balance_workbook import balance_workbook

        write_whole(xlsx, balance_workbook(report, language))
    if pdf:
        from acopio.documents.balance import balance_page, draw_balance

        page = balance_page(report, "en" if language == "en" else "es")
        write_whole(pdf, draw_balance(page))
    show(report, lambda: _balance(report, language))
    for path in (xlsx, pdf):
        if path:
            say(str(path))
    if report.findings or not report.whole.closed:
        raise typer.Exit(FINDINGS)


def _balance(report: "BalanceReport", language: str) -> None:
    from acopio.documents import balance_words as worded

    put(f"{worded.subject(report, language)} · "
        f"{worded.period_text(report.whole.period, language)}")  # fmt: skip
    put(worded.verdict(report, language))
    whole = report.whole
    several = worded.several_products(report)
    rows: list[tuple[str, ...]] = [
        (word("balance", "opening"), kg(whole.opening.total_g), "", "", "")
    ]
    for line in whole.lines:
        label = worded.line_label(line, report.names, language, product=several)
        sides = (kg(line.grams) if line.side == one else "" for one in ("in", "out", "loss"))
        rows.append((label, *sides, ""))
    rows += [(label, "", "", "", kg(grams))
             for label, grams in worded.stock_lines(whole, language)]  # fmt: skip
    table(("causa", "entra", "sale", "pérdida", "queda"), rows)
    _parts(report, language)
    for gap in report.gaps:
        say(f"! {worded.gap_text(gap, report.names, language)}")


def _parts(report: "BalanceReport", language: str) -> None:
    from acopio.documents import balance_words as worded

    for place, parts in ((False, report.by_product), (True, report.by_place)):
        if len(parts) > 1:
            table(
                ("lugar" if place else "producto", "había", "entró", "salió", "pérdida", "queda",
                 "falta explicar"),
                [
                    (worded.part_name(one, report.names, language, place=place),
                     *(kg(grams) for grams in (one.opening.total_g, one.in_g, one.out_g,
                                               one.loss_g, one.closing.total_g,
                                               one.difference.total_g)))
                    for one in parts
                ],
            )  # fmt: skip
    if report.batches:
        table(
            ("proceso", "desde", "hasta", "entró", "salió", "merma", "rinde", "creíble", "juicio"),
            [
                (report.names.get(one.batch, one.batch), one.opened_on, one.closed_on or "",
                 kg(one.taken_g), kg(one.given_g), kg(one.loss_g) if one.closed_on else "",
                 f"{one.percent} %" if one.percent else "",
                 f"{one.band[0]}–{one.band[1]} %" if one.band else "",
                 word("yield", worded.judged(one)))
                for one in report.batches
            ],
        )  # fmt: skip


@app.command()
def stock(
    day: Annotated[
        str | None, typer.Option(help="Al final de este día; si no, hoy · at the end of this day")
    ] = None,
    place: Place = None,
    product: Product = None,
    lots: Annotated[bool, typer.Option("--lots", help="Lote por lote · lot by lot")] = False,
) -> None:
    """Decir lo que había un día, por lugar, producto y lote · stock on any day."""
    from acopio.documents.balance_words import gap_text
    from acopio.services.balance import stock as reckon

    report = reckon(SESSION.node, SESSION.organisation, day=day, place=place, of=product)

    def human() -> None:
        grams: dict[tuple[str, ...], int] = {}
        for row in report.rows:
            spot = row.spot
            name = code(spot.lot) if spot.lot else report.names.get(spot.step, spot.step)
            key = (
                report.names.get(spot.place, spot.place),
                word("product", spot.product),
                word("flow", f"at-{spot.where}"),
                *((name,) if lots else ()),
            )
            grams[key] = grams.get(key, 0) + row.grams
        columns = ("lugar", "producto", "existencia", *(("lote",) if lots else ()), "peso")
        table(columns, [(*key, kg(one)) for key, one in grams.items()])
        put(f"{report.day}: {kg(report.total_g)}")

    show(report, human)
    for gap in report.gaps:
        say(f"! {gap_text(gap, report.names, SESSION.options.language)}")
    if any(not gap.is_warning for gap in report.gaps):
        raise typer.Exit(FINDINGS)
