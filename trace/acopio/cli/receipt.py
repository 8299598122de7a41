"""receipt; household estimate, household season: what the family takes home."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from acopio.cli.parties import household
from acopio.cli.session import NEGATIVE, SESSION, kg, put, rehearse, show, table, told, word

if TYPE_CHECKING:
    from acopio.services.harvests import FamilySeason

Family = Annotated[str, typer.Argument(help="Familia: número o nombre · family: number or name")]
Day = Annotated[str | None, typer.Option(help="Día: 14/6/2026 · day: 2026-06-14")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(receipt)
    household.command("estimate", context_settings=NEGATIVE)(estimate)
    household.command("season")(season)


def receipt(
    words: Annotated[
        str, typer.Argument(metavar="RECEIPT|LOT", help="Recibo o lote · receipt or lot")
    ],
    medium: Annotated[
        Literal["58", "80"], typer.Option(help="Ancho del rollo, mm · width of the roll, mm")
    ] = "80",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Archivo PDF · PDF file")] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Texto para enviar, 480 signos · text to send, 480 signs")
    ] = False,
) -> None:
    """Hacer el recibo de la familia · make the family's receipt."""
    from acopio.services.files import write_whole
    from acopio.services.receipts import as_pdf, as_texts, receipts

    language: Literal["es", "en"] = "en" if SESSION.options.language == "en" else "es"
    found = receipts(SESSION.node, SESSION.actor, words)
    if text:
        texts = as_texts(found, language)
        show(texts, lambda: typer.echo("\n\n".join(texts)))
        return
    rehearse()
    pdf = as_pdf(found, medium, language)
    first = found[0].lots[0]
    path = out or Path(f"recibo-{first.lot}.pdf")
    write_whole(path, pdf)
    show({"file": str(path), "receipts": found}, lambda: typer.echo(str(path)))
    told("cli.receipts", count=len(found))


def estimate(
    family: Family,
    mass: Annotated[str, typer.Argument(help="Lo que espera: 900, '20 qq' · what it expects: 900")],
    product: Annotated[str, typer.Option(help="Producto: baba … · product: cacao.wet …")],
    name: Annotated[
        str | None, typer.Option("--season", help="Nombre de la cosecha · name of the season")
    ] = None,
    begins: Annotated[str | None, typer.Option("--from", help="Desde · from")] = None,
    ends: Annotated[str | None, typer.Option("--to", help="Hasta · to")] = None,
    day: Day = None,
) -> None:
    """Anotar la cosecha que espera una familia · write down the harvest a family expects."""
    from acopio.services.harvests import EstimateWords
    from acopio.services.harvests import estimate as record

    words = EstimateWords(
        household=family,
        mass=mass,
        product=product,
        season=name,
        begins=begins,
        ends=ends,
        day=day,
    )
    _show(record(SESSION.node, SESSION.actor, words))


def season(family: Family, day: Day = None) -> None:
    """Ver lo entregado en la cosecha y lo que falta · what came this season, what is left."""
    from acopio.services.harvests import season as read

    _show(read(SESSION.node, SESSION.actor, family, day))


def _show(found: "FamilySeason") -> None:
    def human() -> None:
        put(" · ".join(one for one in (found.number, found.name) if one))
        rows = []
        for made in found.products:
            named = (made.season, word("product", made.product))
            for one in made.delivered:
                claims = ", ".join(word("claim", claim) for claim in one.claims)
                rows.append(
                    (*named, claims, str(one.deliveries), kg(one.received_g), kg(one.payable_g))
                )
            if made.estimate_g is not None and made.left_g is not None:
                left = kg(made.left_g)
                rows.append((*named, word("column", "por entregar"), "", left, ""))
        table(("cosecha", "producto", "declaraciones", "entregas", "recibido", "por pagar"), rows)

    show(found, human)
