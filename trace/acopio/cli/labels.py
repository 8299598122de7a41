"""label print, confirm, resume, void, list, media."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.label_paper import (
    Form,
    How,
    preview_of,
    release,
    say_what_organic_sacks_lack,
)
from acopio.cli.session import (
    SESSION,
    UsualGroup,
    put,
    show,
    table,
    told,
    word,
)

if TYPE_CHECKING:
    from acopio.domain.rows.labels import LabelJob
    from acopio.domain.rules.labels import What

USUAL = {"pallet": "gs1-a6", "sample": "thermal-100x50", "cup": "thermal-100x50"}
"""Paper of labels that are not of sacks or lots."""
RECEIPTS = {"receipt-58": "58", "receipt-80": "80"}


class PrintUnlessSaid(UsualGroup):
    """``acopio label LOT`` prints the labels of its sacks."""

    usual = "print"


label = typer.Typer(
    cls=PrintUnlessSaid,
    no_args_is_help=True,
    help="Etiquetas: imprimir, decir cuáles salieron, seguir, anular · labels: print, confirm.",
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(label, name="label")


Lots = Annotated[
    list[str] | None,
    typer.Argument(
        help="Lotes, uno o más; LOTE:1-120 para algunos sacos · lots; LOT:1-120 for some sacks"
    ),
]
MoreLots = Annotated[
    list[str] | None, typer.Option("--lot", help="Lo mismo, como opción · the same, as an option")
]
Sacks = Annotated[
    str | None, typer.Option(help="Solo estos sacos, p. ej. 1-120,130 · only these sacks")
]
Deliveries = Annotated[
    list[str] | None,
    typer.Option(
        "--delivery",
        help="Recibo de una entrega, o fichas de sus lotes en otro papel · receipt of a delivery",
    ),
]
Samples = Annotated[
    list[str] | None, typer.Option("--sample", help="Bolsa de una muestra · bag of a sample")
]
Cups = Annotated[
    int | None,
    typer.Option(help="Tazas de la muestra, con su código ciego · cups, with the blind code"),
]
Tag = Annotated[
    bool, typer.Option("--tag", help="La ficha del lote, no sus sacos · the lot's tag, not sacks")
]
Pallet = Annotated[
    bool, typer.Option("--pallet", help="Un palé con los sacos dichos · a pallet with these sacks")
]
Sscc = Annotated[
    str | None, typer.Option(help="SSCC del palé, 18 cifras · SSCC of the pallet, 18 digits")
]
Medium = Annotated[
    str | None, typer.Option(help="Papel; vea `acopio label media` · paper; see `label media`")
]
Start = Annotated[
    int | None,
    typer.Option(
        help="Primer lugar libre de la hoja; 1 es una nueva · first free place; 1 is a new sheet"
    ),
]
Copies = Annotated[int | None, typer.Option(help="Copias de cada una · copies of each")]
Dpi = Annotated[
    int | None,
    typer.Option(
        help="Puntos por pulgada de la impresora · the printer's dots per inch", min=100, max=1200
    ),
]
FileForm = Annotated[
    Form | None, typer.Option("--format", help="Archivo que se escribe · file to write")
]
PrinterName = Annotated[
    str | None,
    typer.Option(
        "--printer",
        help="Nombre de `acopio printer list`, o HOST[:PUERTO] · name, or HOST[:PORT]",
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        help="Corrección dx,dy[,sx,sy[,giro]] de `acopio ruler` · correction from `acopio ruler`"
    ),
]
Preview = Annotated[
    bool,
    typer.Option(
        "--preview",
        help="Solo ver la primera hoja o etiqueta: PNG, o SVG según --out · "
        "only see the first sheet or label: PNG, or SVG by --out",
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(help="Por qué otra vez: sale como COPIA n · why again: it is marked as a copy"),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Archivo que se escribe · file to write")
]
JobName = Annotated[
    str | None,
    typer.Argument(metavar="JOB", help="Trabajo E-…; sin él, el último · job E-…; else the latest"),
]


@label.command("print")
def print_(
    lots: Lots = None,
    more: MoreLots = None,
    sacks: Sacks = None,
    deliveries: Deliveries = None,
    samples: Samples = None,
    cups: Cups = None,
    tag: Tag = False,
    pallet: Pallet = False,
    sscc: Sscc = None,
    medium: Medium = None,
    start: Start = None,
    copies: Copies = None,
    dpi: Dpi = None,
    form: FileForm = None,
    printer: PrinterName = None,
    profile: Profile = None,
    preview: Preview = False,
    reason: Reason = None,
    out: Out = None,
) -> None:
    """Imprimir etiquetas de sacos, lotes, muestras, tazas, palés · print labels."""
    from acopio.services.labelling import OneKindOfLabel, Wanted, prepare

    how = How(medium=medium, start=start, copies=copies, dpi=dpi, form=form, printer=printer,
              profile=profile, out=out, preview=preview, reason=reason)  # fmt: skip
    named = [*(lots or ()), *(more or ())]
    kinds = sum(map(bool, (named, deliveries, samples)))
    if kinds != 1:
        raise OneKindOfLabel(given=kinds)
    device = how.device()
    if deliveries:
        if (medium or "receipt-80") in RECEIPTS:
            how.only_a_receipt()
            _receipts(deliveries, RECEIPTS[medium or "receipt-80"], out)
            return
        named, tag = _delivered(deliveries), True
    wanted = Wanted(
        lots=tuple(named),
        sacks=sacks,
        what=_what(
            tag=tag,
            pallet=pallet or bool(sscc),
            samples=bool(samples),
            sacks=bool(sacks),
            cups=cups,
        ),
        samples=tuple(samples or ()),
        cups=5 if cups is None else cups,
        sscc=sscc,
    )
    printing = how.printing(device, USUAL.get(wanted.what, "thermal-100x150"))
    job = prepare(SESSION.node, SESSION.actor, wanted, printing, reason)
    say_what_organic_sacks_lack(job)
    if preview:
        preview_of(job, out)
    else:
        release(job, how, device)


def _what(*, tag: bool, pallet: bool, samples: bool, sacks: bool, cups: int | None) -> "What":
    """Return what the labels are of; options that do not go together are refused."""
    apart = {"--tag": tag, "--pallet": pallet, "--sample": samples}
    for name in [one for one, said in apart.items() if said][1:]:
        raise typer.BadParameter(name, param_hint="LOTS")
    if cups is not None and not samples:
        raise typer.BadParameter("--sample", param_hint="--cups")
    if sacks and (tag or samples):
        raise typer.BadParameter("--sacks", param_hint="LOTS")
    if samples:
        return "sample" if cups is None else "cup"
    if tag:
        return "lot"
    return "pallet" if pallet else "sack"


def _delivered(deliveries: list[str]) -> list[str]:
    """Return the lots that came on these receipts."""
    from acopio.services.find import Finder

    with SESSION.node.reading() as reader:
        finder = Finder(reader, SESSION.actor.organisation)
        return [lot.code for words in deliveries for lot in finder.lots(words)]


def _receipts(deliveries: list[str], roll: str, out: Path | None) -> None:
    from acopio.cli.receipt import receipt

    for number, words in enumerate(deliveries):
        path = out.with_stem(f"{out.stem}-{number + 1}") if out and number else out
        receipt(words, "58" if roll == "58" else "80", path)


@label.command()
def resume(
    job: JobName = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", help="El primero que falta: su número de saco · first missing: sack number"
        ),
    ] = None,
    medium: Medium = None,
    start: Start = None,
    dpi: Dpi = None,
    form: FileForm = None,
    printer: PrinterName = None,
    profile: Profile = None,
    preview: Preview = False,
    out: Out = None,
) -> None:
    """Imprimir lo que falta de un trabajo; la que salió mal queda anulada · print the rest."""
    from acopio.services.label_jobs import job_named, prepare_resume
    from acopio.services.printers import known_printer

    how = How(medium=medium, start=start, dpi=dpi, form=form, printer=printer, profile=profile,
              out=out)  # fmt: skip
    before = job_named(SESSION.node, SESSION.actor, job)
    device = how.device() or known_printer(SESSION.node, SESSION.actor, before.printer)
    printing = how.printing(device, before.medium, before.copies)
    made = prepare_resume(SESSION.node, SESSION.actor, before, first, printing)
    if preview:
        preview_of(made, out)
    else:
        release(made, how, device)


@label.command()
def confirm(
    job: JobName = None,
    last: Annotated[
        str | None,
        typer.Option(
            help="La última buena: su número de saco, o 0 si ninguna · last good: sack number, or 0"
        ),
    ] = None,
) -> None:
    """Decir cuál fue la última etiqueta buena; sin --last, todas · say the last good label."""
    from acopio.services.label_jobs import confirm as say_so

    found = say_so(SESSION.node, SESSION.actor, job, last)
    number, good, count = found.job.number, found.good, found.job.count
    show(
        {"job": number, "labels": count, "good": good},
        lambda: put(f"{number}  {good}/{count}  {found.labels}"),
    )
    told("cli.labels-good" if good == count else "cli.labels-left", job=number)


@label.command()
def void(
    lot: Annotated[
        str, typer.Argument(help="Lote, o el código de una etiqueta · lot, or a label's code")
    ],
    sacks: Annotated[
        str | None, typer.Argument(help="Sacos del lote: 12-14,20 · its sacks: 12-14,20")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Motivo · reason")] = None,
) -> None:
    """Anular etiquetas: quien las escanee lo verá · void labels: whoever scans one is told."""
    from acopio.services.label_jobs import void as make_void

    count = make_void(SESSION.node, SESSION.actor, lot, sacks, reason)
    show({"labels": count}, lambda: typer.echo(str(count)))
    told("cli.labels-voided", count=count)


@label.command("list")
def list_jobs(
    lot: Annotated[
        str | None, typer.Argument(help="Solo de este lote o muestra · of this lot or sample only")
    ] = None,
) -> None:
    """Los trabajos de etiquetas y en qué quedaron · the jobs of labels and what came of them."""
    from acopio.services.label_jobs import jobs

    found = jobs(SESSION.node, SESSION.organisation, lot)

    def human() -> None:
        rows = [
            (one.job.number, one.job.day, word("label-kind", one.job.what), one.labels,
             str(one.job.count), one.job.medium, _state(one.job))
            for one in found
        ]  # fmt: skip
        table(("trabajo", "día", "clase", "etiquetas", "cuántas", "papel", "estado"), rows)

    show(found, human)


def _state(job: "LabelJob") -> str:
    if job.good is None:
        return word("label-state", "sent")
    if job.good == job.count:
        return word("label-state", "good")
    resumed = " · " + word("label-state", "resumed") if job.resumed_by else ""
    return f"{job.good}/{job.count}{resumed}"


@label.command("media")
def list_media() -> None:
    """Los papeles que hay, con sus medidas · the papers there are, with their sizes."""
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
