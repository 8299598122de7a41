"""deliver: the gate."""

from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, kg, show, told

if TYPE_CHECKING:
    from acopio.services.gate import Delivered


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(context_settings=NEGATIVE)(deliver)


def deliver(
    product: Annotated[str, typer.Argument(help="baba, cereza, pergamino, cacao.wet …")],
    gross: Annotated[str, typer.Argument(help="Peso bruto: 64.5, '64.5 kg', '2 qq'")],
    household: Annotated[
        str | None, typer.Option("--from", help="Familia: número o nombre")
    ] = None,
    person: Annotated[str | None, typer.Option(help="Persona: número de socio o DNI")] = None,
    tare: Annotated[str | None, typer.Option(help="Tara")] = None,
    handed_back: Annotated[str | None, typer.Option(help="Devuelto")] = None,
    deduct: Annotated[list[str] | None, typer.Option(help="TIPO=PESO, p. ej. humedad=10")] = None,
    claim: Annotated[list[str] | None, typer.Option(help="organic, fine-aromatic …")] = None,
    plot: Annotated[list[str] | None, typer.Option(help="Parcela por nombre")] = None,
    all_plots: Annotated[bool, typer.Option(help="Todas las parcelas del cultivo")] = False,
    harvest_from: Annotated[str | None, typer.Option(help="Cosechado desde")] = None,
    harvest_to: Annotated[str | None, typer.Option(help="Cosechado hasta")] = None,
    pad: Annotated[str | None, typer.Option(help="Número del recibo de talonario")] = None,
    moisture: Annotated[str | None, typer.Option(help="Humedad, %")] = None,
    price: Annotated[str | None, typer.Option(help="Precio por kg, p. ej. '9.80 PEN'")] = None,
    place: Annotated[str | None, typer.Option(help="Lugar")] = None,
    into: Annotated[str | None, typer.Option(help="Cajón al que va, p. ej. CAJA-3")] = None,
    lose: Annotated[list[str] | None, typer.Option(help="Declaración que se pierde")] = None,
    reason: Annotated[str | None, typer.Option(help="Motivo")] = None,
    day: Annotated[str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026")] = None,
    doc: Annotated[list[str] | None, typer.Option(help="TIPO:NÚMERO del documento")] = None,
    command_id: Annotated[str | None, typer.Option(help="Para reintentar sin repetir")] = None,
) -> None:
    """Recibir de una familia · receive a family's delivery."""
    from acopio.services.gate import DeliveryWords, LineWords
    from acopio.services.gate import deliver as record
    from acopio.services.register import documents, price_per_kg

    line = LineWords(
        product=product,
        gross=gross,
        household=household,
        person=person,
        tare=tare,
        handed_back=handed_back,
        deductions=tuple((one.partition("=")[0], one.partition("=")[2]) for one in deduct or []),
        claims=tuple(claim or ()),
        plots=tuple(plot or ()),
        all_plots=all_plots,
        harvest_from=harvest_from,
        harvest_to=harvest_to,
        pad=pad,
        moisture=moisture,
        price=price_per_kg(price),
    )
    words = DeliveryWords(
        lines=(line,),
        place=place,
        day=day,
        into=into,
        lose=tuple(lose or ()),
        reason=reason,
        docs=documents(tuple(doc or ())),
        command=command_id,
    )
    _say(record(SESSION.node, SESSION.actor, words))


def _say(done: "Delivered") -> None:
    show(done, lambda: typer.echo("\n".join(map(code, done.lots))))
    told("cli.delivered", received=kg(done.received_g), payable=kg(done.payable_g))
