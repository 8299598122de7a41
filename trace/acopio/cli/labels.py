"""label print, confirm, resume, void, list, media."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.printers import read_profile
from acopio.cli.session import (
    SESSION,
    UsualGroup,
    code,
    progress,
    put,
    rehearse,
    show,
    table,
    told,
    word,
)

if TYPE_CHECKING:
    from acopio.documents.label_run import PrinterProfile
    from acopio.domain.rows.labels import LabelJob
    from acopio.domain.rules.labels import What
    from acopio.services.label_jobs import Sent
    from acopio.services.labelling import Job, Printing
    from acopio.storage.printers import Printer

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


class Form(StrEnum):
    """What a job of labels is written as."""

    PDF = "pdf"
    ZPL = "zpl"


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
        help="Solo ver la primera hoja o etiqueta, PNG o SVG según --out · only see the first",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How labels are to come out, as typed."""

    medium: str | None = None
    start: int | None = None
    copies: int | None = None
    dpi: int | None = None
    form: Form | None = None
    printer: str | None = None
    profile: str | None = None
    out: Path | None = None
    preview: bool = False
    reason: str | None = None

    def file_form(self) -> Form:
        """Return what the file is written as: what is said, else what its name says."""
        suffix = self.out.suffix.lower().removeprefix(".") if self.out else ""
        if suffix and self.form and suffix != self.form.value:
            raise typer.BadParameter(f"{self.form.value} ≠ .{suffix}", param_hint="--format")
        if suffix and suffix not in {one.value for one in Form}:
            raise typer.BadParameter(f".{suffix} (--preview)", param_hint="--out")
        return Form(suffix) if suffix else self.form or Form.PDF

    def only_a_receipt(self) -> None:
        """Refuse what a receipt does not take: it is a PDF as long as its roll needs to be."""
        given = {"--preview": self.preview, "--start": self.start, "--copies": self.copies,
                 "--dpi": self.dpi, "--format": self.form, "--printer": self.printer,
                 "--profile": self.profile}  # fmt: skip
        for name, value in given.items():
            if value:
                raise typer.BadParameter("--delivery", param_hint=name)

    def device(self) -> "Printer | None":
        """Return the printer that is named."""
        from acopio.services.printers import printer_named

        return printer_named(SESSION.node, SESSION.actor, self.printer) if self.printer else None

    def printing(self, device: "Printer | None", medium: str, copies: int = 1) -> "Printing":
        """Return the same in full: what is typed, else what is known of the printer."""
        from acopio.services.labelling import Printing

        return Printing(
            medium=self.medium or (device.medium if device else None) or medium,
            start=self.start,
            copies=copies if self.copies is None else self.copies,
            dots_per_inch=self.dpi or (device.dots_per_inch if device else 203),
            profile=self._correction(device),
            printer=device.name or None if device else None,
        )

    def _correction(self, device: "Printer | None") -> "PrinterProfile | None":
        from acopio.services.printers import profile_of

        if self.profile:
            return read_profile(self.profile)
        return profile_of(device) if device else None


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
    _say_what_organic_sacks_lack(job)
    if preview:
        _preview(job, out)
    else:
        _release(job, how, device)


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
        _preview(made, out)
    else:
        _release(made, how, device)


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
    lot: Annotated[str | None, typer.Argument(help="Solo de este lote · of this lot only")] = None,
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


# ---- out to paper ------------------------------------------------------------------------------


def _release(job: "Job", how: How, device: "Printer | None") -> None:
    """Send a job to a thermal printer, or write it to a file; then say what is to be done."""
    if device is not None and device.host and not how.form and not how.out:
        _send(job, device)
    else:
        _write(job, how.file_form(), how.out)
    if job.due.skipped:
        told("cli.labels-skipped", numbers=job.due.skipped)
    if how.reason and not any(run[3] > 1 for run in job.due.runs):
        told("cli.labels-no-copy")
    if job.goes_on:
        told("cli.labels-go-on", place=job.run.start)
    if job.run.next_free > 1:
        told("cli.next-free", place=job.run.next_free)
    for lot in job.unpublished:
        told("cli.not-published", lot=code(lot))


def _say_what_organic_sacks_lack(job: "Job") -> None:
    for lack in job.lacks:
        if lack.certificate is None:
            told("cli.organic-not-backed", lot=code(lack.lot), day=lack.day)
            continue
        told(
            "cli.organic-lacks",
            lot=code(lack.lot),
            lacking=", ".join(word("scheme-field", one) for one in lack.fields),
            number=lack.certificate,
            options=" ".join(f"--{one} …" for one in lack.fields),
        )


def _write(job: "Job", form: Form, out: Path | None) -> None:
    from acopio.services.label_jobs import print_to_file

    path = out or Path(f"etiquetas-{_stem(job)}-{job.number}.{form.value}")
    with progress(job.run.title, job.count) as step:
        sent = print_to_file(SESSION.node, SESSION.actor, job, path, form.value, progress=step)
    data = {"file": str(path), "labels": job.count, "job": sent.number}
    show(data, lambda: typer.echo(str(path)))
    told("cli.labels", count=job.count, job=sent.number)


def _send(job: "Job", device: "Printer") -> None:
    from acopio.services.label_jobs import print_to_printer

    with progress(job.run.title, job.count) as step:
        sent = print_to_printer(
            SESSION.node, SESSION.actor, job, device.host or "", device.port, progress=step
        )
    _said_sent(job, sent, device.name or f"{device.host}:{device.port}")


def _said_sent(job: "Job", sent: "Sent", shown: str) -> None:
    done = sent.handed_over
    received = bool(done and done.received)
    data = {"printer": shown, "labels": job.count, "received": received, "job": sent.number}
    show(data, lambda: put(shown))
    key = "cli.labels-sent" if received else "cli.labels-sending"
    told(key, count=job.count, printer=shown, job=sent.number)


def _preview(job: "Job", out: Path | None) -> None:
    from acopio.services.files import write_whole

    rehearse()
    path = out or Path(f"etiqueta-{_stem(job)}.png")
    write_whole(path, job.run.svg() if path.suffix.lower() == ".svg" else job.run.png())
    show({"file": str(path)}, lambda: typer.echo(str(path)))
    told("cli.labels-preview", count=job.count)


def _stem(job: "Job") -> str:
    """Return what a file of a job is called: what the first label is of."""
    subject = job.due.runs[0][0]
    return subject if job.due.what == "sack" else f"{job.due.what}-{subject}"
