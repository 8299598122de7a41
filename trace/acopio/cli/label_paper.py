"""How labels come out, as typed: which paper, printer or file, and what is said afterwards."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from acopio.cli.printers import read_profile
from acopio.cli.session import SESSION, code, progress, put, rehearse, show, told, word

if TYPE_CHECKING:
    from acopio.documents.label_run import PrinterProfile
    from acopio.services.labelling import Job, Printing
    from acopio.storage.printers import Printer


class Form(StrEnum):
    """What a job of labels is written as."""

    PDF = "pdf"
    ZPL = "zpl"


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
            if value is not None and value is not False:
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


def release(job: "Job", how: How, device: "Printer | None") -> None:
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


def say_what_organic_sacks_lack(job: "Job") -> None:
    """Say what is not on file that the law asks for on the sacks of a job."""
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
        print_to_file(SESSION.node, SESSION.actor, job, path, form.value, progress=step)
    data = {"file": str(path), "labels": job.count, "job": job.number}
    show(data, lambda: typer.echo(str(path)))
    told("cli.labels", count=job.count, job=job.number)


def _send(job: "Job", device: "Printer") -> None:
    from acopio.services.label_jobs import print_to_printer

    with progress(job.run.title, job.count) as step:
        done = print_to_printer(
            SESSION.node, SESSION.actor, job, device.host or "", device.port, progress=step
        )
    shown = device.name or f"{device.host}:{device.port}"
    data = {
        "printer": shown, "labels": job.count, "received": done.received, "job": job.number
    }  # fmt: skip
    show(data, lambda: put(shown))
    key = "cli.labels-sent" if done.received else "cli.labels-sending"
    told(key, count=job.count, printer=shown, job=job.number)


def preview_of(job: "Job", out: Path | None) -> None:
    """Show the first label or sheet of a job; nothing is printed or noted."""
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
