"""batch: boxes, dryers, mill runs, sortings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, kg, put, show, table, told, word

if TYPE_CHECKING:
    from acopio.services.batch_facts import BatchFacts, Checked

app = typer.Typer(no_args_is_help=True, help="Cajones, secadores, pilado · batches.")

Vessel = Annotated[str, typer.Argument(help="Recipiente, p. ej. CAJA-3 · vessel, such as CAJA-3")]
Day = Annotated[str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day")]
Lose = Annotated[
    list[str] | None, typer.Option(help="Declaración que se pierde · claim that is lost")
]
Reason = Annotated[str | None, typer.Option(help="Motivo · reason")]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="batch")


@app.command("open")
def open_(
    vessel: Vessel,
    product: Annotated[str | None, typer.Option(help="Lo que saldrá · what will come out")] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            help="mill, sorting: sin recipiente fijo · mill, sorting: no vessel of its own"
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option(help="Lugar, con --kind · place, with --kind")
    ] = None,
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
    lots: Annotated[
        list[str] | None, typer.Argument(help="LOTE, RECIBO o LOTE=PESO · LOT, RECEIPT or LOT=MASS")
    ] = None,
    delivered_today: Annotated[
        bool, typer.Option(help="Todo lo entregado ese día · all that was delivered that day")
    ] = False,
    delivered: Annotated[
        str | None,
        typer.Option(
            help="Todo lo entregado en este día, aunque entre otro día (--day) · "
            "all that was delivered on this day, though it goes in on another (--day)"
        ),
    ] = None,
    product: Annotated[
        str | None, typer.Option(help="De lo entregado, solo este · of the day, only this one")
    ] = None,
    only_claim: Annotated[
        list[str] | None,
        typer.Option(help="De lo entregado, solo con esta declaración · only with this claim"),
    ] = None,
    lose: Lose = None,
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
        delivered=delivered,
        product=product,
        only_claims=tuple(only_claim or ()),
        lose=tuple(lose or ()),
        reason=reason,
        day=day,
    )
    done = put_in(SESSION.node, SESSION.actor, words)
    inputs = [part for entry in done.outcome.entries for part in entry.body["inputs"]]
    show(inputs, lambda: typer.echo(kg(sum(part[1] for part in inputs))))
    for why in dict.fromkeys(why for _, why in done.left_out):
        lots_out = [code(lot) for lot, reason in done.left_out if reason == why]
        told("cli.left-out", lots=", ".join(lots_out), why=word("left-out", why))


@app.command(context_settings=NEGATIVE)
def note(
    vessel: Vessel,
    what: Annotated[
        str,
        typer.Argument(
            help="volteado, temperatura, brix, humedad … · turned, temperature, brix, moisture …"
        ),
    ],
    value: Annotated[str | None, typer.Option(help="Valor · value")] = None,
    unit: Annotated[str | None, typer.Option(help="Unidad · unit")] = None,
    text: Annotated[str | None, typer.Option(help="Texto (privado) · text (private)")] = None,
    day: Day = None,
) -> None:
    """Anotar lo hecho o medido · write down what was done or measured."""
    from acopio.services.processing import note as write

    done = write(
        SESSION.node, SESSION.actor, vessel, what, value=value, unit=unit, text=text, day=day
    )
    said = " ".join(part for part in (word("measure", done.what), done.value, done.unit) if part)
    show({"what": done.what, "value": done.value, "unit": done.unit}, lambda: put(said))
    if done.usual:
        low, high = done.usual.low, done.usual.high
        told("cli.unusual", said=said, low=low, high=high, unit=done.usual.unit)


@app.command("pass")
def pass_(
    vessel: Vessel,
    into: Annotated[
        str, typer.Argument(help="Recipiente siguiente, p. ej. SECADOR-1 · the next vessel")
    ],
    product: Annotated[str | None, typer.Option(help="En qué forma pasa · in which form")] = None,
    part: Annotated[str, typer.Option(help="Fracción, p. ej. 1/2 · fraction, such as 1/2")] = "1/1",
    lose: Lose = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Pasar sin pesar al recipiente siguiente · pass on unweighed."""
    from acopio.services.processing import pass_on

    done = pass_on(
        SESSION.node, SESSION.actor, vessel, into,
        product=product, part=part, losing=(tuple(lose or ()), reason), day=day,
    )  # fmt: skip
    body = done.entries[0].body
    show(
        {"lot": body["lot"], "mass_g": body["mass_g"], "how": "e"},
        lambda: typer.echo(f"{code(body['lot'])}  {kg(body['mass_g'])}"),
    )
    told("cli.estimated")


@app.command(context_settings=NEGATIVE)
def give(
    vessel: Vessel,
    masses: Annotated[list[str], typer.Argument(help="Pesos: 300 '200.5 kg' · masses")],
    product: Annotated[
        str | None, typer.Option(help="Producto que sale: second, husk … · product")
    ] = None,
    moisture: Annotated[str | None, typer.Option(help="Humedad, % · moisture, %")] = None,
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


@app.command()
def check(
    vessel: Vessel,
    beans: Annotated[int, typer.Option(min=1, help="Granos cortados · beans cut")],
    count: Annotated[list[str], typer.Option(help="Contados: slaty=7 · counted: slaty=7")],
    day: Day = None,
) -> None:
    """Control de proceso de unos granos, sin grado · process check of some beans, no grade."""
    from acopio.services.batch_facts import batch_facts, check_beans

    check_beans(SESSION.node, SESSION.actor, vessel, beans, tuple(count), day=day)
    latest = batch_facts(SESSION.node, SESSION.organisation, vessel).checks[-1]
    show(latest, lambda: _checks((latest,)))


def _checks(checks: "Sequence[Checked]") -> None:
    """Print process checks: percentages with n and the 95 % interval."""
    table(
        ("qué", "día", "contado", "granos", "%", "entre (95 %)"),
        [
            (word("bean", one.what), check.day, str(one.counted), str(one.beans), one.percent,
             f"{one.low}-{one.high}")
            for check in checks
            for one in check.values
        ],
    )  # fmt: skip


@app.command("show")
def show_(vessel: Vessel) -> None:
    """Ver qué hay dentro, de quién, notas y rendimiento · what is in it, notes and yield."""
    from acopio.services.batch_facts import batch_facts

    facts = batch_facts(SESSION.node, SESSION.organisation, vessel)
    show(facts, lambda: _facts(facts))


def _facts(facts: "BatchFacts") -> None:
    """Print a batch: its state, its yield, from whom, notes, checks."""
    batch, judged = facts.batch, facts.judged
    put(f"{batch.vessel or batch.id}  {word('batch', batch.kind)}  {word('state', batch.state)}")
    told("cli.batch-days", since=batch.opened_on, days=facts.days)
    told("cli.batch-closed", taken=kg(batch.taken_g), given=kg(batch.given_g))
    table(
        ("de quién", "kg", "lotes"),
        [(one.name, kg(one.mass_g), str(one.lots)) for one in facts.by_mass],
    )
    if facts.given:
        table(
            ("lote", "día", "producto", "kg", "%"),
            [(code(lot.code), lot.day, word("product", lot.product), kg(lot.made_g),
              facts.percent(lot.made_g)) for lot in facts.given],
        )  # fmt: skip
        if judged.beans_g:
            told("cli.batch-yield", main=facts.percent(judged.main_g),
                 beans=facts.percent(judged.beans_g), weighed=kg(judged.weighed_in_g))  # fmt: skip
    if facts.notes:
        table(
            ("día", "qué", "valor", ""),
            [(one.day, word("measure", one.what), f"{one.value or ''} {one.unit or ''}".strip(),
              one.text or "") for one in facts.notes],
        )  # fmt: skip
    if facts.checks:
        _checks(facts.checks)


@app.command("list")
def list_(
    every: Annotated[
        bool, typer.Option("--all", help="También los cerrados · also closed ones")
    ] = False,
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
