"""dispatch, receive."""

from typing import Annotated

import typer

from acopio.cli.session import SESSION, code, kg, put, show, told

Day = Annotated[str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026")]
Doc = Annotated[list[str] | None, typer.Option(help="TIPO:NÚMERO, p. ej. guia:T001-442")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(dispatch)
    app.command()(receive)


def dispatch(
    to: Annotated[str, typer.Argument(help="Organización que recibe")],
    lots: Annotated[list[str], typer.Argument(help="LOTE o LOTE:1-120")],
    purpose: Annotated[str, typer.Option(help="sale, move, toll …")] = "sale",
    to_place: Annotated[str | None, typer.Option(help="Lugar nuestro, si es traslado")] = None,
    vehicle: Annotated[str | None, typer.Option(help="Placa")] = None,
    seal: Annotated[str | None, typer.Option(help="Precinto")] = None,
    driver: Annotated[str | None, typer.Option(help="Conductor (privado)")] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Despachar lotes o sacos · send lots or sack ranges."""
    from acopio.services.custody import DispatchWords
    from acopio.services.custody import dispatch as send
    from acopio.services.register import documents

    words = DispatchWords(
        to=to,
        lots=tuple(lots),
        purpose=purpose,
        to_place=to_place,
        vehicle=vehicle,
        seal=seal,
        driver=driver,
        day=day,
        docs=documents(tuple(doc or ())),
    )
    left = send(SESSION.node, SESSION.actor, words)
    show(left, lambda: typer.echo(left.number))
    for lot, grams in left.lots:
        told("cli.dispatched", lot=code(lot), mass=kg(grams))


def receive(
    number: Annotated[str, typer.Argument(help="Número del despacho")],
    lots: Annotated[
        list[str] | None, typer.Argument(help="LOTE=PESO o LOTE=rechazado; lo demás, como salió")
    ] = None,
    place: Annotated[str | None, typer.Option(help="Lugar que recibe")] = None,
    reason: Annotated[str | None, typer.Option(help="Motivo")] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Recibir un despacho, o anotar lo que dijo el comprador · receive, or report a receipt."""
    from acopio.services.custody import ReceiptWords
    from acopio.services.custody import receive as answer
    from acopio.services.register import documents

    words = ReceiptWords(
        dispatch=number,
        lots=tuple(lots or ()),
        place=place,
        reason=reason,
        day=day,
        docs=documents(tuple(doc or ())),
    )
    how = answer(SESSION.node, SESSION.actor, words)
    show({"dispatch": number, "state": how}, lambda: put(number))
    told(f"cli.{how}")
