"""lot: open, blend, split, pack, show, trace, list."""

from typing import Annotated

import typer

from acopio.cli.session import NEGATIVE, SESSION, code, kg, put, show, table, told, word

app = typer.Typer(no_args_is_help=True, help="Lotes · lots.")

Lot = Annotated[str, typer.Argument(help="Código, código de saco o número de recibo")]
Day = Annotated[str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026")]
Lose = Annotated[list[str] | None, typer.Option(help="Declaración que se pierde")]
Reason = Annotated[str | None, typer.Option(help="Motivo")]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="lot")


@app.command("open", context_settings=NEGATIVE)
def open_(
    product: Annotated[str, typer.Argument(help="Producto")],
    mass: Annotated[str, typer.Argument(help="Peso")],
    place: Annotated[str | None, typer.Option(help="Lugar")] = None,
    bought_from: Annotated[str | None, typer.Option(help="Comprado a (organización)")] = None,
    claim: Annotated[list[str] | None, typer.Option(help="Declaración")] = None,
    harvest: Annotated[str | None, typer.Option(help="Cosecha")] = None,
    declared: Annotated[str | None, typer.Option(help="Lo que se declara (privado)")] = None,
    day: Day = None,
) -> None:
    """Registrar existencias iniciales o un lote comprado · opening stock or bought-in lot."""
    from acopio.services.gate import StockWords, take_in

    made = take_in(
        SESSION.node,
        SESSION.actor,
        StockWords(
            product=product,
            mass=mass,
            place=place,
            day=day,
            claims=tuple(claim or ()),
            harvest=harvest,
            seller=bought_from,
            declared=declared,
        ),
    )
    show({"lot": made}, lambda: typer.echo(code(made)))


@app.command(context_settings=NEGATIVE)
def blend(
    lots: Annotated[list[str], typer.Argument(help="LOTE o LOTE=PESO, dos o más")],
    output: Annotated[str, typer.Option(help="Peso que resultó")],
    lose: Lose = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Mezclar lotes de un producto · blend lots of one product."""
    from acopio.services.processing import blend as mix

    made = mix(
        SESSION.node,
        SESSION.actor,
        tuple(lots),
        output,
        lose=tuple(lose or ()),
        reason=reason,
        day=day,
    )
    show({"lot": made}, lambda: typer.echo(code(made)))


@app.command(context_settings=NEGATIVE)
def split(
    lot: Lot,
    masses: Annotated[list[str] | None, typer.Argument(help="Pesos de las partes")] = None,
    sacks: Annotated[list[str] | None, typer.Option(help="Sacos 1-120")] = None,
    day: Day = None,
) -> None:
    """Apartar partes de un lote · make parts of a lot."""
    from acopio.services.processing import split as part

    made = part(
        SESSION.node,
        SESSION.actor,
        lot,
        masses=tuple(masses or ()),
        sacks=tuple(sacks or ()),
        day=day,
    )
    show({"lots": made}, lambda: typer.echo("\n".join(map(code, made))))


@app.command(context_settings=NEGATIVE)
def pack(
    lot: Lot,
    masses: Annotated[list[str] | None, typer.Argument(help="Peso de cada saco")] = None,
    sacks: Annotated[int | None, typer.Option(help="Cuántos sacos")] = None,
    of: Annotated[str | None, typer.Option(help="Peso de cada uno, p. ej. 69")] = None,
    day: Day = None,
) -> None:
    """Ensacar · pack into numbered sacks."""
    from acopio.services.processing import pack as fill

    first, last = fill(
        SESSION.node, SESSION.actor, lot, sacks=sacks, of=of, masses=tuple(masses or ()), day=day
    )
    show({"first": first, "last": last}, lambda: typer.echo(f"{first}-{last}"))


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="También los agotados")] = False,
    limit: Annotated[int, typer.Option(help="Cuántos")] = 50,
) -> None:
    """Listar los lotes, el último primero · list lots, latest first."""
    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.newest_lots(organisation, every=every, limit=limit)
    show(
        rows,
        lambda: table(
            ("lote", "producto", "día", "nació de", "hizo", "queda", "sacos", "declaraciones"),
            [
                (code(r.code), word("product", r.product), r.day, word("born", r.born),
                 kg(r.made_g), kg(r.left_g), str(r.sacks or ""),
                 ", ".join(word("claim", one) for one in r.claims))
                for r in rows
            ],
        ),
    )  # fmt: skip


@app.command("show")
def show_(lot: Lot) -> None:
    """Mostrar todo lo que se sabe de un lote · show everything known of a lot."""
    from acopio.services.facts import lot_facts
    from acopio.services.find import Finder

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        facts = lot_facts(reader, Finder(reader, organisation).lot(lot).code)

    def human() -> None:
        typer.echo(f"{code(facts.code)}  {word('product', facts.product)}  {kg(facts.left_g)}")
        put(f"{word('state', facts.state)} · {facts.holder} · {facts.place or '–'}")
        table(
            ("causa", "peso"),
            [(word("cause", cause), kg(grams)) for cause, grams in facts.balance],
        )
        table(
            ("origen", "familias", "entregas", "peso"),
            [
                (word("born", one.group), str(one.families), str(one.deliveries), kg(one.grams))
                for one in facts.origins
            ],
        )
        rows = [(r.protocol, dict(r.values), r.day or "") for r in facts.results]
        for protocol, result, day in rows:
            shown = result.get("grade") or result.get("total") or ""
            put(f"{word('protocol', protocol)}  {shown}  {day}")
        for one in facts.judgements:
            put(f"{word('act', one.act)}: {one.profile}  {one.day}")
        if facts.sacks:
            told("cli.sacks", count=len(facts.sacks))

    show(facts, human)


@app.command(context_settings=NEGATIVE)
def trace(lot: Lot) -> None:
    """Seguir un lote hasta su origen, con partes exactas · trace a lot with exact shares."""
    from acopio.services.find import Finder
    from acopio.services.tracing import trace_lot

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        found = trace_lot(reader, Finder(reader, organisation).lot(lot).code)

    def human() -> None:
        table(
            ("paso", "día", "dónde", "entra", "sale", "diferencia"),
            [
                (word("step", s.kind), s.first_day, s.where,
                 "" if s.in_g is None else kg(s.in_g), "" if s.out_g is None else kg(s.out_g),
                 "" if not s.difference_g else kg(-s.difference_g))
                for s in found.steps
            ],
        )  # fmt: skip
        table(
            ("lote de origen", "día", "recibo", "parte"),
            [(code(o.lot), o.day, o.pad or "", kg(o.grams)) for o in found.origins],
        )

    show(found, human)
