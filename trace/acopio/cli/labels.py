"""label, ruler."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import SESSION, code, progress, rehearse, show, table, told, word

if TYPE_CHECKING:
    from acopio.documents.label_run import PrinterProfile
    from acopio.services.paper import LabelJob


class Form(StrEnum):
    """What a job of labels is written as."""

    PDF = "pdf"
    ZPL = "zpl"


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (label, ruler):
        app.command()(command)


def _list_media(asked: bool) -> None:
    """Show every paper and end."""
    if not asked:
        return
    from acopio.documents.label_run import media

    known = media()
    data = [
        {"name": one.name, "kind": one.kind, "width_mm": f"{one.label_width:g}",
         "height_mm": f"{one.label_height:g}", "labels": one.capacity}
        for one in known
    ]  # fmt: skip

    def human() -> None:
        rows = [
            (one.name, word("medium", one.kind), f"{one.label_width:g} × {one.label_height:g}",
             str(one.capacity))
            for one in known
        ]  # fmt: skip
        table(("papel", "clase", "medida", "por hoja"), rows)

    show(data, human)
    raise typer.Exit


LotName = Annotated[
    str,
    typer.Argument(
        help="Código, código de saco o número de recibo · code, sack code or receipt number"
    ),
]
Sacks = Annotated[
    str | None, typer.Option(help="Solo estos sacos, p. ej. 1-120 · only these sacks")
]
Medium = Annotated[str, typer.Option(help="Papel; vea --media · paper; see --media")]
Start = Annotated[
    int, typer.Option(help="Primer lugar libre de la hoja · first free place of the sheet")
]
Copies = Annotated[int, typer.Option(help="Copias de cada una · copies of each")]
Dpi = Annotated[
    int,
    typer.Option(
        help="Puntos por pulgada de la impresora · the printer's dots per inch", min=100, max=1200
    ),
]
FileForm = Annotated[Form, typer.Option("--format", help="Archivo que se escribe · file to write")]
Printer = Annotated[
    str | None,
    typer.Option(
        help="Mandar a esta impresora térmica: HOST[:PUERTO] · send to this thermal printer"
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        help="Corrección dx,dy[,sx,sy] que dio `acopio ruler` · correction from `acopio ruler`"
    ),
]
Preview = Annotated[
    bool,
    typer.Option(
        "--preview",
        help="Solo ver la primera: PNG, o SVG según --out · only see the first: PNG or SVG",
    ),
]
Media = Annotated[
    bool,
    typer.Option(
        "--media",
        help="Ver los papeles que hay · list the papers",
        is_eager=True,
        callback=_list_media,
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Archivo que se escribe · file to write")
]


def label(
    lot: LotName,
    sacks: Sacks = None,
    medium: Medium = "thermal-100x150",
    start: Start = 1,
    copies: Copies = 1,
    dpi: Dpi = 203,
    form: FileForm = Form.PDF,
    printer: Printer = None,
    profile: Profile = None,
    preview: Preview = False,
    media: Media = False,
    out: Out = None,
) -> None:
    """Hacer las etiquetas de los sacos · make the sack labels."""
    from acopio.services.paper import Printing, prepare

    printing = Printing(
        medium=medium,
        start=start,
        copies=copies,
        dots_per_inch=dpi,
        profile=_profile(profile) if profile else None,
    )
    job = prepare(SESSION.node, SESSION.actor, lot, sacks=sacks, printing=printing)
    _say_what_organic_sacks_lack(job)
    if preview:
        _preview(job, out)
        return
    if printer:
        _send(job, printer)
    else:
        _write(job, form, out)
    if job.run.next_free > 1:
        told("cli.next-free", place=job.run.next_free)
    if not job.published:
        told("cli.not-published", lot=code(job.lot))


def _say_what_organic_sacks_lack(job: "LabelJob") -> None:
    from acopio.services.organic import organic_lacks

    for lack in organic_lacks(SESSION.node, job.lot, job.numbers):
        if lack.certificate is None:
            told("cli.organic-not-backed", lot=code(job.lot), day=lack.day)
            continue
        told(
            "cli.organic-lacks",
            lot=code(job.lot),
            lacking=", ".join(word("scheme-field", one) for one in lack.fields),
            number=lack.certificate,
            options=" ".join(f"--{one} …" for one in lack.fields),
        )


def _write(job: "LabelJob", form: Form, out: Path | None) -> None:
    from acopio.services.paper import print_to_file

    path = out or Path(f"etiquetas-{job.lot}-{job.first}-{job.last}.{form.value}")
    with progress(job.lot, job.count) as step:
        print_to_file(SESSION.node, SESSION.actor, job, path, form.value, progress=step)
    show({"file": str(path), "labels": job.count}, lambda: typer.echo(str(path)))
    told("cli.labels", count=job.count, lot=code(job.lot))


def _send(job: "LabelJob", printer: str) -> None:
    from acopio.documents.label_run import printer_address
    from acopio.services.paper import print_to_printer

    host, port = printer_address(printer)
    with progress(job.lot, job.count) as step:
        done = print_to_printer(SESSION.node, SESSION.actor, job, host, port, progress=step)
    data = {"printer": printer, "labels": done.labels_sent, "received": done.received}
    show(data, lambda: typer.echo(printer))
    key = "cli.labels-sent" if done.received else "cli.labels-sending"
    told(key, count=done.labels_sent, lot=code(job.lot), printer=printer)


def _preview(job: "LabelJob", out: Path | None) -> None:
    from acopio.services.files import write_whole

    rehearse()
    path = out or Path(f"etiqueta-{job.lot}-{job.first}.png")
    write_whole(path, job.run.svg() if path.suffix.lower() == ".svg" else job.run.png())
    show({"file": str(path)}, lambda: typer.echo(str(path)))
    told("cli.labels-preview", lot=code(job.lot))


def _decimals(text: str, counts: set[int], hint: str) -> list[Decimal]:
    try:
        read = [Decimal(part.strip()) for part in text.split(",")]
    except InvalidOperation:
        read = []
    if len(read) not in counts:
        raise typer.BadParameter(text, param_hint=hint)
    return read


def _profile(text: str) -> "PrinterProfile":
    from acopio.documents.label_run import PrinterProfile

    parts = _decimals(text, {2, 4}, "--profile")
    return PrinterProfile(**dict(zip(("dx", "dy", "sx", "sy"), parts, strict=False)))


def ruler(
    medium: Annotated[
        str, typer.Option(help="Papel; vea acopio label --media · paper; see acopio label --media")
    ] = "thermal-100x150",
    measured: Annotated[
        str | None,
        typer.Option(
            help="Izquierda,arriba,línea A,línea B en mm: da la corrección · left,top,A,B in mm"
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Archivo PDF que se escribe · PDF file")
    ] = None,
) -> None:
    """Corregir la impresora: una hoja que medir · correct the printer: a page to measure."""
    from acopio.documents.label_run import named_medium, profile_from_ruler, ruler_page
    from acopio.services.files import write_whole

    paper = named_medium(medium)
    size = (paper.page_width, paper.page_height)
    if measured:
        left, top, across, down = _decimals(measured, {4}, "--measured")
        found = profile_from_ruler(size, left=left, top=top, across=across, down=down)
        text = ",".join(f"{one:f}" for one in (found.dx, found.dy, found.sx, found.sy))
        show({"profile": text}, lambda: typer.echo(f"--profile={text}"))
        return
    rehearse()
    path = out or Path(f"regla-{medium}.pdf")
    write_whole(path, ruler_page(size, "en" if SESSION.options.language == "en" else "es"))
    show({"file": str(path)}, lambda: typer.echo(str(path)))
    told("cli.ruler", medium=medium)
