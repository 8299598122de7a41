"""printer set, printer list, printer remove; ruler."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import SESSION, rehearse, show, table, told

if TYPE_CHECKING:
    from acopio.documents.label_run import PrinterProfile
    from acopio.storage.printers import Printer

printer = typer.Typer(
    no_args_is_help=True,
    help="Impresoras con nombre: dirección y corrección · printers by name: address, correction.",
)

Name = Annotated[str, typer.Argument(help="Cómo la llaman: oficina · what it is called")]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(printer, name="printer")
    app.command()(ruler)


@printer.command("set")
def set_one(
    name: Name,
    address: Annotated[
        str | None,
        typer.Option(help="De una térmica: HOST[:PUERTO] · of a thermal one: HOST[:PORT]"),
    ] = None,
    dpi: Annotated[
        int | None, typer.Option(help="Puntos por pulgada · dots per inch", min=100, max=1200)
    ] = None,
    medium: Annotated[
        str | None, typer.Option(help="Papel que suele tener · the paper that is usually in it")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(help="Corrección dx,dy[,sx,sy[,giro]] · correction dx,dy[,sx,sy[,turn]]"),
    ] = None,
) -> None:
    """Anotar una impresora, o cambiar lo que se dice de ella · add or change a printer."""
    from acopio.services.printers import PrinterWords, set_printer

    words = PrinterWords(
        name=name,
        address=address,
        dots_per_inch=dpi,
        medium=medium,
        correction=read_profile(profile) if profile else None,
    )
    _list([set_printer(SESSION.node, SESSION.actor, words)])


@printer.command("list")
def list_all() -> None:
    """Las impresoras anotadas · the printers that are known."""
    from acopio.services.printers import printers

    _list(printers(SESSION.node, SESSION.organisation))


@printer.command()
def remove(name: Name) -> None:
    """Olvidar una impresora · forget a printer."""
    from acopio.services.printers import remove_printer

    remove_printer(SESSION.node, SESSION.actor, name)
    told("cli.printer-removed", name=name)


def _list(found: "list[Printer]") -> None:
    def human() -> None:
        rows = [
            (one.name, f"{one.host}:{one.port}" if one.host else "PDF", str(one.dots_per_inch),
             one.medium or "", ",".join(one.correction.values()))
            for one in found
        ]  # fmt: skip
        table(("impresora", "dirección", "puntos por pulgada", "papel", "corrección"), rows)

    show(found, human)


def _decimals(text: str, counts: set[int], hint: str) -> list[Decimal]:
    try:
        read = [Decimal(part.strip()) for part in text.split(",")]
    except InvalidOperation:
        read = []
    if len(read) not in counts:
        raise typer.BadParameter(text, param_hint=hint)
    return read


def read_profile(text: str) -> "PrinterProfile":
    """Return the correction that is written ``dx,dy[,sx,sy[,turn]]``."""
    from acopio.documents.label_run import PrinterProfile

    parts = _decimals(text, {2, 4, 5}, "--profile")
    names = ("dx", "dy", "sx", "sy", "rotation")
    return PrinterProfile(**dict(zip(names, parts, strict=False)))


def ruler(
    medium: Annotated[
        str, typer.Option(help="Papel; vea `acopio label media` · paper; see `acopio label media`")
    ] = "thermal-100x150",
    measured: Annotated[
        str | None,
        typer.Option(
            help="Izquierda,arriba,línea A,línea B en mm: da la corrección · left,top,A,B in mm"
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--printer", help="Guardarla para esta impresora · keep it for this printer"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Archivo PDF que se escribe · PDF file")
    ] = None,
) -> None:
    """Corregir la impresora: una hoja que medir · correct the printer: a page to measure."""
    from acopio.documents.label_run import named_medium, profile_from_ruler, ruler_page
    from acopio.services.files import write_whole
    from acopio.services.printers import PrinterWords, set_printer

    paper = named_medium(medium)
    size = (paper.page_width, paper.page_height)
    if measured:
        left, top, across, down = _decimals(measured, {4}, "--measured")
        found = profile_from_ruler(size, left=left, top=top, across=across, down=down)
        text = ",".join(f"{one:f}" for one in (found.dx, found.dy, found.sx, found.sy))
        if name:
            words = PrinterWords(name=name, correction=found)
            set_printer(SESSION.node, SESSION.actor, words)
            told("cli.ruler-kept", name=name)
        show({"profile": text}, lambda: typer.echo(f"--profile={text}"))
        return
    rehearse()
    path = out or Path(f"regla-{medium}.pdf")
    write_whole(path, ruler_page(size, "en" if SESSION.options.language == "en" else "es"))
    show({"file": str(path)}, lambda: typer.echo(str(path)))
    told("cli.ruler", medium=medium)
