"""lot: open, blend, split, pack, show, trace, list."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.custody import papers
from acopio.cli.session import NEGATIVE, SESSION, code, kg, put, show, table, told, word
from acopio.cli.store import count_lot

if TYPE_CHECKING:
    from acopio.documents.facts import LotFacts
    from acopio.domain.rows.parties import Place

app = typer.Typer(no_args_is_help=True, help="Lotes · lots.")

Lot = Annotated[
    str,
    typer.Argument(
        help="Código, código de saco o número de recibo · code, sack code or receipt number"
    ),
]
Day = Annotated[
    str | None, typer.Option(help="Día: 2026-06-14 o 14/6/2026 · day: 2026-06-14 or 14/6/2026")
]
Lose = Annotated[
    list[str] | None, typer.Option(help="Declaración que se pierde · claim that is lost")
]
Reason = Annotated[str | None, typer.Option(help="Motivo · reason")]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("count", context_settings=NEGATIVE)(count_lot)
    parent.add_typer(app, name="lot")


@app.command("open", context_settings=NEGATIVE)
def open_(
    product: Annotated[str, typer.Argument(help="Producto, p. ej. cacao.dry o baba · product")],
    mass: Annotated[str, typer.Argument(help="Peso, p. ej. 64.5 · mass")],
    place: Annotated[str | None, typer.Option(help="Lugar · place")] = None,
    bought_from: Annotated[
        str | None,
        typer.Option(help="Comprado a esta organización · bought from this organisation"),
    ] = None,
    claim: Annotated[
        list[str] | None, typer.Option(help="Declaración, p. ej. organic · claim")
    ] = None,
    household: Annotated[
        str | None,
        typer.Option("--from", help="Familia, si se sabe · family, where it is known"),
    ] = None,
    estimated: Annotated[
        bool, typer.Option("--estimated", help="Nadie lo pesó · nobody weighed it")
    ] = False,
    country: Annotated[str | None, typer.Option(help="País, dos letras · two letters")] = None,
    process: Annotated[str | None, typer.Option(help="Proceso · process")] = None,
    doc: Annotated[
        list[str] | None, typer.Option(help="Documento: TIPO:NÚMERO · document: TYPE:NUMBER")
    ] = None,
    harvest: Annotated[str | None, typer.Option(help="Cosecha o campaña · harvest")] = None,
    declared: Annotated[
        str | None, typer.Option(help="Lo que se declara (privado) · what is declared (private)")
    ] = None,
    day: Day = None,
) -> None:
    """Registrar existencias iniciales o un lote comprado · opening stock or bought-in lot."""
    from acopio.services.gate import StockWords, take_in

    with papers(doc) as docs:
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
                household=household,
                estimated=estimated,
                country=country,
                process=process,
                docs=docs,
                declared=declared,
            ),
        )
    show({"lot": made}, lambda: typer.echo(code(made)))


@app.command(context_settings=NEGATIVE)
def blend(
    lots: Annotated[
        list[str], typer.Argument(help="LOTE o LOTE=PESO, dos o más · LOT or LOT=MASS, two or more")
    ],
    output: Annotated[str, typer.Option(help="Peso que resultó · mass that came out")],
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
    masses: Annotated[
        list[str] | None, typer.Argument(help="Pesos de las partes · masses of the parts")
    ] = None,
    sacks: Annotated[
        list[str] | None,
        typer.Option(help="Sacos 1-120 o 1-120,125; cada vez, una parte · sacks, one part each"),
    ] = None,
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
    masses: Annotated[
        list[str] | None, typer.Argument(help="Peso de cada saco · mass of each sack")
    ] = None,
    sacks: Annotated[int | None, typer.Option(help="Cuántos sacos · how many sacks")] = None,
    of: Annotated[
        str | None, typer.Option(help="Peso de cada uno, p. ej. 69 · mass of each one")
    ] = None,
    reserve: Annotated[
        bool,
        typer.Option(
            "--reserve", help="Solo reservar números; se pesan después · only reserve numbers"
        ),
    ] = False,
    day: Day = None,
) -> None:
    """Ensacar · pack into numbered sacks."""
    from acopio.services.processing import pack as fill

    first, last = fill(
        SESSION.node,
        SESSION.actor,
        lot,
        sacks=sacks,
        of=of,
        masses=tuple(masses or ()),
        reserve=reserve,
        day=day,
    )
    show({"first": first, "last": last}, lambda: typer.echo(f"{first}-{last}"))


@app.command("list")
def list_(
    every: Annotated[
        bool, typer.Option("--all", help="También los agotados · used-up ones too")
    ] = False,
    limit: Annotated[int, typer.Option(help="Cuántos · how many")] = 50,
    place: Annotated[
        str | None, typer.Option(help="Solo lo que está en un lugar · only what lies at a place")
    ] = None,
) -> None:
    """Listar los lotes, el último primero · list lots, latest first."""
    from acopio.domain.rows.parties import Organisation, Place
    from acopio.services.find import Finder

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        where = Finder(reader, organisation).place(place) if place else None
        rows = reader.newest_lots(
            organisation, every=every, limit=limit, place=where.id if where else None
        )
        # The row counts the numbers given out; people ask for the sacks that are in it.
        full = reader.full_sacks(row.code for row in rows)
        rows = [replace(row, sacks=full.get(row.code, 0)) for row in rows]
        names = {one.id: one.prefix or one.name or "–" for one in reader.where(Organisation)}
        places = {one.id: one for one in reader.where(Place)}
    show(
        rows,
        lambda: table(
            ("lote", "producto", "día", "nació de", "hizo", "queda", "sacos", "lugar", "dueño",
             "declaraciones"),
            [
                (code(r.code), word("product", r.product), r.day, word("born", r.born),
                 kg(r.made_g), kg(r.left_g), str(r.sacks or ""),
                 _where(places.get(r.place or ""), names), names.get(r.owner, "–"),
                 ", ".join(word("claim", one) for one in r.claims))
                for r in rows
            ],
        ),
    )  # fmt: skip


def _where(place: "Place | None", names: dict[str, str]) -> str:
    """Return a place, and who runs it when that is somebody else."""
    if place is None:
        return "–"
    return f"{place.name} ({names.get(place.run_by, '–')})" if place.run_by else place.name


@app.command("show")
def show_(lot: Lot) -> None:
    """Mostrar todo lo que se sabe de un lote · show everything known of a lot."""
    from acopio.documents.facts import result_line
    from acopio.domain.days import days_below_nothing
    from acopio.domain.rows.lots import Flow
    from acopio.services.facts import lot_facts
    from acopio.services.find import Finder

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        found = Finder(reader, organisation).lot(lot)
        facts = lot_facts(reader, found.code)
        below = days_below_nothing(found, reader.where(Flow, lot=found.code))

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
        for result in facts.results:
            put(result_line(result, SESSION.options.language))
        for one in facts.judgements:
            put(f"{word('act', one.act)}: {one.profile}  {one.day}")
        _heard(facts)
        if facts.sacks:
            told("cli.sacks", count=len(facts.sacks))
        for late in below:
            told("cli.below-nothing", day=late.day, mass=kg(late.grams))

    show(facts, human)


def _heard(facts: "LotFacts") -> None:
    """Say what others reported, and what a receiver confirmed in its own log."""
    for step in facts.steps:
        kind = "said" if step.kind == "report" else "outcome"
        if step.reported:
            said = word(kind, step.detail)
            told("cli.reported-by", day=step.last_day, who=step.where, said=said)
        elif step.kind == "confirmation":
            said = word(kind, step.detail)
            told("cli.confirmed-by", day=step.last_day, who=step.where, said=said)


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
            ("lote de origen", "nació de", "día", "recibo", "parte"),
            [
                (code(o.lot), word("born", o.born), o.day, o.pad or "", kg(o.grams))
                for o in found.origins
            ],
        )
        if found.without_shares_g:
            told("cli.no-shares", mass=kg(found.without_shares_g))

    show(found, human)


From = Annotated[
    str, typer.Option("--from", help="Desde qué día se guardó ahí · kept there from this day")
]
To = Annotated[str | None, typer.Option("--to", help="Hasta qué día · until this day")]


@app.command(context_settings=NEGATIVE)
def sweep(
    place: Annotated[str, typer.Argument(help="Lugar que se barrió · place that was swept")],
    mass: Annotated[str, typer.Argument(help="Peso · mass")],
    kept_from: From,
    kept_to: To = None,
    product: Annotated[str, typer.Option(help="cacao o coffee · cacao or coffee")] = "cacao",
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Barrido de un lugar: un lote sin partes ni declaraciones · sweepings of a place."""
    _found(place, mass, product, "sweepings", (kept_from, kept_to), reason, day)


@app.command(context_settings=NEGATIVE)
def found(
    place: Annotated[str, typer.Argument(help="Lugar · place")],
    product: Annotated[str, typer.Argument(help="Producto · product")],
    mass: Annotated[str, typer.Argument(help="Peso · mass")],
    kept_from: From,
    kept_to: To = None,
    reason: Reason = None,
    day: Day = None,
) -> None:
    """Grano hallado: un lote sin partes ni declaraciones · found beans: no shares, no claims."""
    _found(place, mass, product, "found", (kept_from, kept_to), reason, day)


def _found(
    place: str,
    mass: str,
    product: str,
    cause: str,
    kept: tuple[str, str | None],
    reason: str | None,
    day: str | None,
) -> None:
    from acopio.services.store import FoundWords, find

    made = find(
        SESSION.node,
        SESSION.actor,
        FoundWords(
            place=place,
            mass=mass,
            product=product,
            cause=cause,
            kept_from=kept[0],
            kept_to=kept[1],
            reason=reason,
            day=day,
        ),
    )
    show({"lot": made}, lambda: typer.echo(code(made)))
