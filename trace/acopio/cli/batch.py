"""batch: boxes, dryers, mill runs, sortings."""

from typing import Annotated

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, kg, put, show, table, told, word

app = typer.Typer(no_args_is_help=True, help="Cajones, secadores, pilado · batches.")

Vessel = Annotated[str, typer.Argument(help="Recipiente, p. ej. CAJA-3")]
Day = Annotated[str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026")]
Reason = Annotated[str | None, typer.Option(help="Motivo")]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="batch")


@app.command("open")
def open_(
    vessel: Vessel,
    product: Annotated[str | None, typer.Option(help="Lo que saldrá")] = None,
    kind: Annotated[str | None, typer.Option(help="mill, sorting: sin recipiente fijo")] = None,
    place: Annotated[str | None, typer.Option(help="Lugar, con --kind")] = None,
    day: Day = None,
) -> None:
    """Abrir un cajón, secador o pilado · open a batch."""
    from acopio.services.processing import open_batch

    made = open_batch(
        SESSION.node, SESSION.actor, vessel, product=product, kind=kind, place=place, day=day
    )
    show({"batch": made}, lambda: put(vessel))


@app.command(context_settings=NEGATIVE)
def take(
    vessel: Vessel,
    lots: Annotated[list[str] | None, typer.Argument(help="LOTE, RECIBO o LOTE=PESO")] = None,
    delivered_today: Annotated[bool, typer.Option(help="Todo lo entregado ese día")] = False,
    lose: Annotated[list[str] | None, typer.Option(help="Declaración que se pierde")] = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Meter lotes, enteros o en parte · put lots in."""
    from acopio.services.processing import TakeWords
    from acopio.services.processing import take as put_in

    words = TakeWords(
        batch=vessel,
        lots=tuple(lots or ()),
        delivered_today=delivered_today,
        lose=tuple(lose or ()),
        reason=reason,
        day=day,
    )
    done = put_in(SESSION.node, SESSION.actor, words)
    inputs = [part for entry in done.entries for part in entry.body["inputs"]]
    show(inputs, lambda: typer.echo(kg(sum(part[1] for part in inputs))))


@app.command(context_settings=NEGATIVE)
def note(
    vessel: Vessel,
    what: Annotated[str, typer.Argument(help="turned, temperature, brix, moisture …")],
    value: Annotated[str | None, typer.Option(help="Valor")] = None,
    unit: Annotated[str | None, typer.Option(help="Unidad")] = None,
    text: Annotated[str | None, typer.Option(help="Texto (privado)")] = None,
    day: Day = None,
) -> None:
    """Anotar lo hecho o medido · write down what was done or measured."""
    from acopio.services.processing import note as write

    done = write(
        SESSION.node, SESSION.actor, vessel, what, value=value, unit=unit, text=text, day=day
    )
    show({"entry": done.entries[0].id}, lambda: put(what))


@app.command("pass")
def pass_(
    vessel: Vessel,
    into: Annotated[str, typer.Argument(help="Recipiente siguiente, p. ej. SECADOR-1")],
    product: Annotated[str | None, typer.Option(help="En qué forma pasa")] = None,
    part: Annotated[str, typer.Option(help="Fracción, p. ej. 1/2")] = "1/1",
    day: Day = None,
) -> None:
    """Pasar sin pesar al recipiente siguiente · pass on unweighed."""
    from acopio.services.processing import pass_on

    done = pass_on(SESSION.node, SESSION.actor, vessel, into, product=product, part=part, day=day)
    body = done.entries[0].body
    show(
        {"lot": body["lot"], "mass_g": body["mass_g"], "how": "e"},
        lambda: typer.echo(f"{code(body['lot'])}  {kg(body['mass_g'])}"),
    )
    told("cli.estimated")


@app.command(context_settings=NEGATIVE)
def give(
    vessel: Vessel,
    masses: Annotated[list[str], typer.Argument(help="Pesos: 300 '200.5 kg'")],
    product: Annotated[str | None, typer.Option(help="Producto que sale")] = None,
    moisture: Annotated[str | None, typer.Option(help="Humedad, %")] = None,
    day: Day = None,
) -> None:
    """Pesar lo que sale; cada peso es un lote · weigh what comes out."""
    from acopio.services.processing import give as weigh

    made = weigh(
        SESSION.node,
        SESSION.actor,
        vessel,
        tuple(masses),
        product=product,
        moisture=moisture,
        day=day,
    )
    show({"lots": made}, lambda: typer.echo("\n".join(map(code, made))))


@app.command(context_settings=NEGATIVE)
def close(vessel: Vessel, reason: Reason = None, day: Day = None) -> None:
    """Cerrar; lo que falta es la merma · close; what is missing is the loss."""
    from acopio.services.processing import close as end

    body = end(SESSION.node, SESSION.actor, vessel, reason=reason, day=day).entries[0].body
    shown = {name: body[name] for name in ("taken_g", "given_g", "loss_g")}
    show(shown, lambda: typer.echo(kg(body["loss_g"])))
    told("cli.batch-closed", taken=kg(body["taken_g"]), given=kg(body["given_g"]))


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="También los cerrados")] = False,
) -> None:
    """Listar lo que está abierto · list what is open."""
    from acopio.domain.rows.lots import Batch

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Batch, organisation=organisation)
    rows = [row for row in rows if every or row.state != "closed"]
    show(
        rows,
        lambda: table(
            ("recipiente", "tipo", "desde", "estado", "entró", "salió", "merma"),
            [
                (r.vessel or r.id, word("step", r.kind), r.opened_on, word("state", r.state),
                 kg(r.taken_g), kg(r.given_g), kg(r.loss_g))
                for r in rows
            ],
        ),
    )  # fmt: skip
