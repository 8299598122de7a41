"""import: files from elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.session import FINDINGS, SESSION, progress, show, table, told, word

app = typer.Typer(no_args_is_help=True, help="Importar archivos · import files.")


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="import")


@app.callback()
def imports() -> None:
    """Sin --apply solo se revisa · without --apply nothing is written."""


@app.command()
def cqi(
    file: Annotated[
        Path,
        typer.Argument(help="Archivo CSV de CQI · CSV file of CQI", exists=True, dir_okay=False),
    ],
    apply: Annotated[
        bool, typer.Option("--apply", help="Escribir, no solo revisar · write, not only check")
    ] = False,
    place: Annotated[
        str | None, typer.Option(help="Lugar donde están los lotes · place where the lots lie")
    ] = None,
) -> None:
    """Leer lotes y resultados de una lista de CQI · read lots and results of a CQI list."""
    from acopio.services.import_cqi import import_cqi

    with progress(file.name) as step:
        done = import_cqi(
            SESSION.node, SESSION.actor, file, place=place, apply=apply, progress=step
        )

    def human() -> None:
        table(
            ("archivo", "fila", "id", "columna", "valor", "motivo", "espera"),
            [
                (p.file, str(p.line), p.row_id, p.column, p.value[:40], word("problem", p.code),
                 p.expected)
                for p in done.problems
            ],
        )  # fmt: skip

    show(done, human)
    told(
        "cli.imported" if apply else "cli.import-checked",
        rows=done.rows,
        written=done.written,
        listed=done.listed,
        flagged=done.flagged,
    )
    if done.listed:
        raise typer.Exit(FINDINGS)
