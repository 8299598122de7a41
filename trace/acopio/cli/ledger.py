"""ledger: audit, rebuild, checkpoint, proof, show, export."""

from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.session import FINDINGS, SESSION, progress, rehearse, show, table, told, word

app = typer.Typer(no_args_is_help=True, help="El registro · the ledger.")


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="ledger")


@app.command()
def audit(
    full: Annotated[
        bool,
        typer.Option(
            "--full/--log-only",
            help="También bóveda y tablas derivadas · vault and derived tables too",
        ),
    ] = True,
) -> None:
    """Volver a calcular cada huella y comparar · re-hash every byte and compare."""
    from acopio.services.log import audit_all

    with progress("audit") as step:
        findings = audit_all(SESSION.node, full=full, progress=step)
    show(
        findings,
        lambda: table(
            ("tabla", "fila", "problema"),
            [(one.table, one.row, word("problem", one.problem)) for one in findings],
        ),
    )
    told("cli.audited", findings=len(findings))
    if findings:
        raise typer.Exit(FINDINGS)


@app.command()
def rebuild() -> None:
    """Volver a formar las tablas derivadas · fold the projections again."""
    from acopio.services.log import rebuild_all

    SESSION.actor.require("set-up")
    with progress("rebuild") as step:
        acts = rebuild_all(SESSION.node, step)
    show({"acts": acts}, lambda: typer.echo(str(acts)))


@app.command()
def checkpoint() -> None:
    """Firmar e imprimir el estado del registro · sign and print the log's head."""
    from acopio.services.log import signed_checkpoint

    _log, note = signed_checkpoint(SESSION.node, SESSION.organisation)
    show({"checkpoint": note}, lambda: typer.echo(note, nl=False))


@app.command()
def proof(
    index: Annotated[int, typer.Argument(help="Posición del asiento · position of the entry")],
) -> None:
    """Imprimir la prueba de inclusión (C2SP tlog-proof) · print an inclusion proof."""
    from acopio.services.log import prove

    text = prove(SESSION.node, SESSION.organisation, index).text()
    show({"proof": text}, lambda: typer.echo(text, nl=False))


@app.command("show")
def show_(
    first: Annotated[int, typer.Argument(help="Desde qué posición · from which position")] = 0,
    count: Annotated[int, typer.Option(help="Cuántos · how many")] = 20,
) -> None:
    """Mostrar asientos tal como están · show entries exactly as they stand."""
    import json

    from acopio.services.log import stored_entries

    rows = stored_entries(SESSION.node, SESSION.organisation, first, count)

    def human() -> None:
        for leaf in rows:
            typer.echo(leaf)

    show([json.loads(leaf) for leaf in rows], human)


@app.command("key")
def key_() -> None:
    """Imprimir la clave que verifica el registro · print the log's verifier key."""
    with SESSION.node.reading() as reader:
        log = reader.log_of(SESSION.organisation)
    show({"origin": log.origin, "vkey": log.vkey}, lambda: typer.echo(log.vkey))


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Carpeta · folder")],
) -> None:
    """Escribir checkpoint y huellas como tlog-tiles · write checkpoint and hash tiles."""
    from acopio.services.log import export_tiles

    rehearse()
    written = export_tiles(SESSION.node, SESSION.organisation, folder)
    show({"files": written}, lambda: typer.echo(str(written)))


@app.command("confirm-clock")
def confirm_clock(
    reason: Annotated[str | None, typer.Option(help="Motivo · reason")] = None,
) -> None:
    """Confirmar que la fecha de hoy es correcta · confirm that today's date is right."""
    from acopio.services.log import confirm_date

    day = confirm_date(SESSION.node, SESSION.actor, reason)
    show({"date": day}, lambda: typer.echo(day))
