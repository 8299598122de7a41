"""document: papers with their files, kept beside the database."""

from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.custody import papers
from acopio.cli.session import SESSION, put, rehearse, show, table, told, word

app = typer.Typer(
    no_args_is_help=True, help="Documentos junto a la base · documents beside the database."
)

Subject = Annotated[
    str,
    typer.Argument(help="Lote, despacho o informe · lot, dispatch or report"),
]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="document")


@app.command()
def add(
    subject: Subject,
    paper: Annotated[str, typer.Argument(help="TIPO:NÚMERO, p. ej. factura:F001-9 · TYPE:NUMBER")],
    file: Annotated[
        Path | None, typer.Argument(help="Archivo: PDF, foto … · file: PDF, photo …")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Nota (privada) · note (private)")] = None,
) -> None:
    """Añadir un documento a algo ya registrado · add a document to what is recorded."""
    from acopio.services.papers import attach

    with papers([paper if file is None else f"{paper}={file}"]) as docs:
        attach(SESSION.node, SESSION.actor, subject, docs, note)
    show(docs, lambda: put(docs[0].hash or docs[0].number or ""))


@app.command("list")
def list_(subject: Subject) -> None:
    """Listar los documentos de un lote, despacho o informe · list its documents."""
    from acopio.domain.papers import paper_type
    from acopio.services.papers import papers_of

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = papers_of(reader, organisation, subject)
    show(
        rows,
        lambda: table(
            ("tipo", "número", "día", "huella"),
            [
                (
                    word("document", paper_type(r.type)),
                    r.number or "–",
                    r.date or r.day,
                    r.hash or "–",
                )
                for r in rows
            ],
        ),
    )  # fmt: skip


@app.command()
def save(
    digest: Annotated[str, typer.Argument(help="Huella del documento · its hash")],
    file: Annotated[Path, typer.Argument(help="Dónde escribirlo · where to write it")],
) -> None:
    """Sacar un documento guardado · write a kept document to a file."""
    from acopio.services.papers import save as write

    rehearse()
    write(SESSION.node, digest, file)
    show({"file": str(file)}, lambda: put(str(file)))
    told("cli.saved")
