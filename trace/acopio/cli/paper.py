"""certificate, verify, publish."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from acopio.cli.session import FINDINGS, SESSION, code, progress, rehearse, show, table, told, word

Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Archivo PDF que se escribe · PDF file to write")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (certificate, verify, publish):
        app.command()(command)


def certificate(
    lot: Annotated[
        str,
        typer.Argument(
            help="Lote, o con --again el número del certificado · lot, or its number with --again"
        ),
    ],
    again: Annotated[
        bool, typer.Option("--again", help="Reimprimir uno emitido · print an issued one again")
    ] = False,
    quality: Annotated[
        bool,
        typer.Option("--quality", help="De calidad: lo que se decidió del lote · of its quality"),
    ] = False,
    profile: Annotated[
        str | None,
        typer.Option(help="De calidad, para este perfil · of quality, for this profile"),
    ] = None,
    language: Annotated[
        str, typer.Option(help="Idioma del papel: es o en · language of the paper: es or en")
    ] = "es",
    out: Out = None,
) -> None:
    """Emitir un certificado de custodia o de calidad · issue a certificate."""
    from acopio.services.certificates import certify_custody, certify_quality, reprint
    from acopio.services.files import write_whole

    if again:
        issued = reprint(SESSION.node, lot)
        rehearse()
    else:
        if language not in {"es", "en"}:
            raise typer.BadParameter(language, param_hint="--language")
        paper: Literal["es", "en"] = "en" if language == "en" else "es"
        if quality or profile:
            issued = certify_quality(SESSION.node, SESSION.actor, lot, profile, paper)
        else:
            issued = certify_custody(SESSION.node, SESSION.actor, lot, paper)
    path = out or Path(f"{issued.number}.pdf")
    write_whole(path, issued.pdf)
    show({"file": str(path), "number": issued.number}, lambda: typer.echo(str(path)))


def verify(
    file: Annotated[
        Path,
        typer.Argument(help="Certificado en PDF · certificate as PDF", exists=True, dir_okay=False),
    ],
    key: Annotated[
        str | None,
        typer.Option(
            help="Clave del registro recibida por otro camino · key of the log, got another way"
        ),
    ] = None,
) -> None:
    """Comprobar un certificado sin conexión · check a certificate offline."""
    from acopio.services.verify import as_json, verify_certificate

    found = verify_certificate(file.read_bytes(), key)

    def human() -> None:
        typer.echo(f"{found.number}  {code(found.lot)}  {found.origin}")
        rows = [
            (word("health", "good" if one.passed else "bad"), word("check", one.name), one.detail)
            for one in found.checks
        ]
        table(("", "", ""), rows)

    show(as_json(found), human)
    told("cli.key", key=found.key)
    if key is None:
        told("cli.key-inside")
    if not found.passed:
        raise typer.Exit(FINDINGS)


def publish(
    folder: Annotated[
        Path,
        typer.Argument(help="Carpeta que se sube al alojamiento · folder to upload to the host"),
    ],
) -> None:
    """Escribir las páginas como archivos, solo lo cambiado · write the pages as files."""
    from acopio.services.publish import publish as write

    organisation = SESSION.actor.organisation
    rehearse()
    with progress(str(folder)) as step:
        done = write(SESSION.node, organisation, folder, progress=step)
    show(done, lambda: typer.echo(str(folder)))
    told("cli.published", written=done.written, unchanged=done.unchanged)
