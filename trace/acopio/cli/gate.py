"""deliver, price: the gate."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from acopio.cli.custody import papers
from acopio.cli.session import NEGATIVE, SESSION, code, kg, put, show, table, told

if TYPE_CHECKING:
    from acopio.services.gate import Delivered, DeliveryWords
    from acopio.services.ticket_lines import LinesUnusable

Text = str | None
Texts = list[str] | None
Product = Annotated[
    Text,
    typer.Argument(
        help="Producto: baba, cereza, pergamino, cacao seco … · product: cacao.wet, coffee.cherry …"
    ),
]
Gross = Annotated[
    Text, typer.Argument(help="Peso bruto: 64.5, '2 qq' · gross mass: 64.5, '64.5 kg', '2 qq'")
]
Family = Annotated[
    Text, typer.Option("--from", help="Familia: número o nombre · family: number or name")
]
Person = Annotated[Text, typer.Option(help="Número de socio o DNI · member number or card")]
OneLine = Annotated[
    Texts,
    typer.Option(
        help="Una línea: 'F-012|baba|64.5|tara=1.2,recibo=004711' · one line: "
        "'F-012|baba|64.5|tare=1.2,pad=004711'"
    ),
]
Lines = Annotated[
    Text, typer.Option(help="CSV con las líneas; - lee la entrada · CSV of lines; - reads stdin")
]
Group = Annotated[Text, typer.Option(help="Grupo que entrega junto · group that delivers together")]
Collected = Annotated[
    bool, typer.Option("--collected", help="Recogido en el camino · collected at the roadside")
]
Tare = Annotated[Text, typer.Option(help="Tara · tare")]
HandedBack = Annotated[Text, typer.Option(help="Devuelto · handed back")]
Deduct = Annotated[
    Texts,
    typer.Option(
        help="Descuento: humedad=2%, impurezas=0.5 · deduction: moisture=2%, impurities=0.5"
    ),
]
Claim = Annotated[
    Texts, typer.Option(help="Declaración: organic, fine-aromatic … · claim: organic, fairtrade …")
]
Plot = Annotated[Texts, typer.Option(help="Parcela por nombre · plot by name")]
AllPlots = Annotated[bool, typer.Option(help="Todas las del cultivo · all plots of the crop")]
HarvestFrom = Annotated[Text, typer.Option(help="Cosechado desde · picked from")]
HarvestTo = Annotated[Text, typer.Option(help="Cosechado hasta · picked until")]
Pad = Annotated[
    Text,
    typer.Option(help="Recibo de talonario: 004711, A-004711 · pad receipt: 004711, A-004711"),
]
Moisture = Annotated[Text, typer.Option(help="Humedad medida, % · measured moisture, %")]
PriceText = Annotated[
    Text, typer.Option(help="Precio: '9.80 PEN', '450 PEN/qq' · price: '9.80 PEN', '450 PEN/qq'")
]
Basis = Annotated[
    Text,
    typer.Option(
        help="Peso del precio: pagable, recibido, seco · mass of the price: payable, received, dry"
    ),
]
Advance = Annotated[Text, typer.Option(help="Adelanto pagado · advance paid")]
Dry = Annotated[Text, typer.Option(help="Equivalente seco: 25.2, 39% · dry equivalent: 25.2, 39%")]
Place = Annotated[Text, typer.Option(help="Lugar · place")]
Into = Annotated[
    Texts,
    typer.Option(
        help="Cajón: CAJA-3; varios: CAJA-3=30 y otra vez --into CAJA-4 · box: CAJA-3; several: "
        "CAJA-3=30 and again --into CAJA-4"
    ),
]
Lose = Annotated[Texts, typer.Option(help="Declaración que se pierde · claim that is lost")]
Reason = Annotated[Text, typer.Option(help="Motivo · reason")]
Day = Annotated[Text, typer.Option(help="Día: 2026-06-14, 14/6/2026 · day: 2026-06-14")]
Doc = Annotated[Texts, typer.Option(help="TIPO:NÚMERO[=ARCHIVO] · TYPE:NUMBER[=FILE]")]
CommandId = Annotated[Text, typer.Option(help="Para reintentar sin repetir · for a harmless retry")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(context_settings=NEGATIVE)(deliver)
    app.command("price", context_settings=NEGATIVE)(agree_price)


def deliver(
    product: Product = None,
    gross: Gross = None,
    household: Family = None,
    person: Person = None,
    line: OneLine = None,
    lines: Lines = None,
    group: Group = None,
    collected: Collected = False,
    tare: Tare = None,
    handed_back: HandedBack = None,
    deduct: Deduct = None,
    claim: Claim = None,
    plot: Plot = None,
    all_plots: AllPlots = False,
    harvest_from: HarvestFrom = None,
    harvest_to: HarvestTo = None,
    pad: Pad = None,
    moisture: Moisture = None,
    price: PriceText = None,
    basis: Basis = None,
    advance: Advance = None,
    dry: Dry = None,
    place: Place = None,
    into: Into = None,
    lose: Lose = None,
    reason: Reason = None,
    day: Day = None,
    doc: Doc = None,
    command_id: CommandId = None,
) -> None:
    """Recibir de una familia o de varias · receive from one family, or from several."""
    from acopio.services.gate import DeliveryWords, LineWords
    from acopio.services.prices import PriceWords

    paid = PriceWords(text=price, basis=basis, advance=advance, dry=dry) if price else None
    typed = LineWords(
        product=product or "", gross=gross or "", household=household, person=person, tare=tare,
        handed_back=handed_back, deductions=_pairs(deduct), claims=tuple(claim or ()),
        plots=tuple(plot or ()), all_plots=all_plots, harvest_from=harvest_from,
        harvest_to=harvest_to, pad=pad, moisture=moisture, price=paid,
    )  # fmt: skip
    with papers(doc) as docs:
        words = DeliveryWords(
            lines=(typed,), place=place, day=day, group=group, collected=collected,
            into=tuple(into or ()) or None, lose=tuple(lose or ()), reason=reason,
            docs=docs, command=command_id,
        )  # fmt: skip
        if line or lines:
            _say(_several(words, tuple(line or ()), lines))
        elif product is None or gross is None:
            raise typer.BadParameter("PRODUCT GROSS | --line | --lines", param_hint="deliver")
        else:
            _say(_record(words))


def _pairs(texts: Texts) -> tuple[tuple[str, str], ...]:
    return tuple((kind, value) for kind, _, value in (one.partition("=") for one in texts or ()))


def _record(words: "DeliveryWords") -> "Delivered":
    from acopio.services.gate import deliver as record

    return record(SESSION.node, SESSION.actor, words)


def _several(words: "DeliveryWords", texts: tuple[str, ...], file: Text) -> "Delivered":
    """Record a ticket of several lines, or show everything that is wrong on them."""
    from acopio.services.ticket_lines import LinesUnusable, read_file, read_line, ticket_of

    rows = [read_line(number, text) for number, text in enumerate(texts, start=1)]
    if file is not None:
        rows += read_file(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    try:
        ticket = ticket_of(SESSION.node, SESSION.actor, rows, words)
    except LinesUnusable as refusal:
        _show_problems(refusal)
        raise
    return _record(ticket)


def _show_problems(refusal: "LinesUnusable") -> None:
    from acopio.messages import sentence

    language = SESSION.options.language
    found = [
        (str(one.row), one.column, one.value, sentence(one.refusal, language))
        for one in refusal.problems
    ]
    columns = ("fila", "columna", "valor", "motivo")
    show([dict(zip(columns, one, strict=True)) for one in found], lambda: table(columns, found))


def _say(done: "Delivered") -> None:
    show(done, lambda: typer.echo("\n".join(map(code, done.lots))))
    told("cli.delivered", received=kg(done.received_g), payable=kg(done.payable_g))


def agree_price(
    receipt: Annotated[str, typer.Argument(help="Recibo o lote · receipt or lot")],
    price: Annotated[
        str,
        typer.Argument(
            help="Precio: '9.80 PEN/kg', '450 PEN/qq' · price: '9.80 PEN/kg', '450 PEN/qq'"
        ),
    ],
    basis: Basis = None,
    advance: Advance = None,
    dry: Dry = None,
    day: Day = None,
) -> None:
    """Acordar el precio de lo recibido, entonces o después · agree the price, then or later."""
    from acopio.services.prices import PriceWords
    from acopio.services.receipts import agree, amount_line

    language: Literal["es", "en"] = "en" if SESSION.options.language == "en" else "es"
    words = PriceWords(text=price, basis=basis, advance=advance, dry=dry)
    done = agree(SESSION.node, SESSION.actor, receipt, words, day=day)

    def human() -> None:
        for one in done:
            put(f"{code(one.lot)}  {amount_line(one, language)}")

    show(done, human)
