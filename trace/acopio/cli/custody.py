"""dispatch, receive, return: what leaves, what arrives, what comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, kg, put, show, told

if TYPE_CHECKING:
    from acopio.domain.entries.fields import Document

Day = Annotated[str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day")]
Doc = Annotated[
    list[str] | None,
    typer.Option(help="TIPO:NÚMERO[=ARCHIVO], p. ej. guia:T001-442=guia.pdf · TYPE:NUMBER[=FILE]"),
]
Place = Annotated[str | None, typer.Option(help="Lugar nuestro que recibe · our place")]
Vehicle = Annotated[str | None, typer.Option(help="Placa (privada) · number plate (private)")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(dispatch)
    app.command()(receive)
    app.command("return", context_settings=NEGATIVE)(return_)


@contextmanager
def papers(texts: list[str] | None) -> "Iterator[tuple[Document, ...]]":
    """Read documents, keep their files while the act is carried out, and warn of odd numbers."""
    from acopio.services.papers import kept, odd_guides

    with kept(SESSION.node, texts or ()) as docs:
        yield docs
        for number in odd_guides(docs):
            told("cli.guide-odd", number=number)


def dispatch(
    to: Annotated[str, typer.Argument(help="Organización que recibe · who receives")],
    lots: Annotated[list[str], typer.Argument(help="LOTE o LOTE:1-120 · LOT or LOT:1-120")],
    purpose: Annotated[
        str,
        typer.Option(
            help="venta (si no se dice), venta-local, traslado, servicio, muestra, devolucion, "
            "exportacion · "
            "sale (unless said), local-sale, move, toll, sample, return, export",
            show_default=False,
        ),
    ] = "sale",
    to_place: Annotated[
        str | None, typer.Option(help="Lugar nuestro, si es traslado · our place, for a move")
    ] = None,
    vehicle: Vehicle = None,
    seal: Annotated[str | None, typer.Option(help="Precinto · seal")] = None,
    driver: Annotated[
        str | None, typer.Option(help="Conductor (privado) · driver (private)")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            help="Cómo lo llaman otros: contenedor=MSCU1234567, contrato=…, pedido=… · "
            "container=…, contract=…, po=…"
        ),
    ] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Despachar lotes o sacos · send lots or sack ranges."""
    from acopio.services.custody import DispatchWords
    from acopio.services.custody import dispatch as send

    with papers(doc) as docs:
        words = DispatchWords(
            to=to,
            lots=tuple(lots),
            purpose=purpose,
            to_place=to_place,
            vehicle=vehicle,
            seal=seal,
            driver=driver,
            day=day,
            docs=docs,
            names=tuple(name or ()),
        )
        left = send(SESSION.node, SESSION.actor, words)
    show(left, lambda: typer.echo(left.number))
    for lot, grams in left.lots:
        told("cli.dispatched", lot=code(lot), mass=kg(grams))


def receive(
    number: Annotated[str, typer.Argument(help="Número del despacho · dispatch number")],
    lots: Annotated[
        list[str] | None,
        typer.Argument(
            help="LOTE=PESO, LOTE=rechazado, LOTE:5-9=rechazado; lo demás, como salió · "
            "LOT=MASS, LOT=refused, LOT:5-9=refused; the rest as sent"
        ),
    ] = None,
    place: Place = None,
    reason: Annotated[str | None, typer.Option(help="Motivo · reason")] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Recibir un despacho, o anotar lo que dijo el comprador · receive, or report a receipt."""
    from acopio.services.custody import ReceiptWords, answer

    with papers(doc) as docs:
        words = ReceiptWords(
            dispatch=number,
            lots=tuple(lots or ()),
            place=place,
            reason=reason,
            day=day,
            docs=docs,
        )
        done = answer(SESSION.node, SESSION.actor, words)
    show({"dispatch": number, **_plain(done.state, done.returned)}, lambda: put(number))
    told(f"cli.{done.state}")
    for lot, grams in done.returned:
        told("cli.refused-part", lot=code(lot), mass=kg(grams))


def _plain(state: str, returned: tuple[tuple[str, int], ...]) -> dict[str, object]:
    found: dict[str, object] = {"state": state}
    if returned:
        found["returned"] = [list(one) for one in returned]
    return found


def return_(
    lots: Annotated[
        list[str],
        typer.Argument(
            help="LOTE, LOTE:1-20; con =PESO si se pesó al volver · LOT, LOT:1-20; =MASS if weighed"
        ),
    ],
    to: Annotated[
        str | None,
        typer.Option(help="A quién; si no, a quien lo envió · to whom; else who sent it"),
    ] = None,
    place: Place = None,
    vehicle: Vehicle = None,
    text: Annotated[str | None, typer.Option(help="Motivo (privado) · reason (private)")] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Devolver lo recibido, o anotar lo que un comprador devuelve · send back, or take back."""
    from acopio.services.reports import ReturnWords, give_back

    with papers(doc) as docs:
        words = ReturnWords(
            lots=tuple(lots),
            to=to,
            place=place,
            vehicle=vehicle,
            text=text,
            day=day,
            docs=docs,
        )
        done = give_back(SESSION.node, SESSION.actor, words)
    show(done, lambda: typer.echo(done.dispatch or "\n".join(code(lot) for lot, _ in done.lots)))
    for lot, grams in done.lots:
        key = "cli.dispatched" if done.dispatch else "cli.taken-back"
        told(key, lot=code(lot), mass=kg(grams))
