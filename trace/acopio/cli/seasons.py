"""season: add, list. A season is of one crop, from one day to another."""

from typing import Annotated

import typer

from acopio.cli.session import SESSION, put, show, table, word

app = typer.Typer(no_args_is_help=True, help="Campañas · seasons.")


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="season")


@app.command("add")
def season_add(
    name: Annotated[str, typer.Argument(help="Nombre, p. ej. 2026 · name, such as 2026")],
    crop: Annotated[str, typer.Option(help="cacao o café · cacao or coffee")],
    begins: Annotated[str, typer.Option("--from", help="Primer día · first day")],
    ends: Annotated[str, typer.Option("--to", help="Último día · last day")],
) -> None:
    """Registrar una campaña, o cambiar sus días · record a season, or change its days."""
    from acopio.services.seasons import add_season

    made = add_season(SESSION.node, SESSION.actor, name, crop, begins=begins, ends=ends)
    show(made, lambda: put(f"{made.name}  {made.begins} – {made.ends}"))


@app.command("list")
def season_list() -> None:
    """Listar las campañas · list the seasons."""
    from acopio.services.seasons import seasons

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = seasons(reader, organisation)
    show(
        rows,
        lambda: table(
            ("campaña", "cultivo", "desde", "hasta"),
            [(one.name, word("crop", one.crop), one.begins, one.ends) for one in rows],
        ),
    )
