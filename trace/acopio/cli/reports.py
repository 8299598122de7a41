"""said, find, shipment, name, and what goes between two houses."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.custody import Day, Doc, papers
from acopio.cli.parties import org
from acopio.cli.session import SESSION, code, kg, put, rehearse, show, table, told, word

app = typer.Typer(
    no_args_is_help=True,
    help="Lo que otros dicen, con su documento · what others say, with its document.",
)

Number = Annotated[str, typer.Argument(help="Número del despacho · dispatch number")]
Out = Annotated[
    Path | None, typer.Option(help="Archivo que se escribe; si no, sale aquí · file to write")
]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="said")
    parent.command()(find)
    parent.command()(shipment)
    parent.command()(name)
    parent.command("dispatch-file")(dispatch_file)
    parent.command()(arrival)
    parent.command()(confirmation)
    parent.command()(confirm)
    org.command("vouch")(vouch)


@app.command()
def add(
    reporter: Annotated[str, typer.Argument(help="Quién lo dice · who says so")],
    what: Annotated[
        str,
        typer.Argument(
            help="recibido, almacenado, procesado, analizado, embarcado, llegado, vendido, "
            "destruido, aprobado, rechazado · received, stored, processed, tested, shipped, "
            "arrived, sold, destroyed, approved, declined"
        ),
    ],
    about: Annotated[str, typer.Option(help="Lote o despacho · lot or dispatch")],
    doc: Doc = None,
    text: Annotated[str | None, typer.Option(help="Sus palabras (privadas) · in words")] = None,
    day: Day = None,
) -> None:
    """Anotar lo que hizo o dijo otro, con su documento · write down what somebody outside did."""
    from acopio.services.reports import ReportWords, said

    with papers(doc) as docs:
        words = ReportWords(
            reporter=reporter, what=what, about=about, text=text, day=day, docs=docs
        )
        number = said(SESSION.node, SESSION.actor, words)
    show({"report": number}, lambda: typer.echo(number))
    told("cli.said")


@app.command()
def result(
    reporter: Annotated[str, typer.Argument(help="Quién lo halló · who found it")],
    lot: Annotated[str, typer.Argument(help="Lote · lot")],
    protocol: Annotated[str, typer.Option(help="Protocolo · protocol")],
    figure: Annotated[
        list[str],
        typer.Option(
            "--set", help="LÍNEA=VALOR impreso, p. ej. total=81.25 · LINE=VALUE as printed"
        ),
    ],
    doc: Doc = None,
    purpose: Annotated[
        str, typer.Option(help="Para qué: arrival, offer … · purpose of their sample")
    ] = "arrival",
    day: Day = None,
) -> None:
    """Anotar lo que otro halló, junto a lo nuestro · write down what somebody outside found."""
    from acopio.services.reports import ResultWords, said_result

    with papers(doc) as docs:
        words = ResultWords(
            reporter=reporter,
            lot=lot,
            protocol=protocol,
            figures=tuple(figure),
            purpose=purpose,
            day=day,
            docs=docs,
        )
        found = said_result(SESSION.node, SESSION.actor, words)
    show({"lot": found}, lambda: put(code(found)))
    told("cli.said")


@app.command("list")
def list_(
    about: Annotated[str, typer.Argument(help="Lote · lot")],
) -> None:
    """Listar lo que otros dijeron de un lote · list what others said about a lot."""
    from acopio.domain.rows.parties import Organisation
    from acopio.services.find import Finder
    from acopio.services.reports import reports_about

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reports_about(reader, Finder(reader, organisation).lot(about).code)
        names = {one.id: one.name or "–" for one in reader.where(Organisation)}
    show(
        rows,
        lambda: table(
            ("número", "día", "quién", "qué dijo", "palabras"),
            [
                (r.number, r.day, names.get(r.reporter, "–"), word("said", r.what), r.text or "")
                for r in rows
            ],
        ),
    )


def find(
    text: Annotated[
        str, typer.Argument(help="Código, número, nombre, recibo · code, number, name, receipt")
    ],
) -> None:
    """Buscar todo lo que lleva un nombre o número · find whatever has a name or number."""
    from acopio.services.search import search

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        hits = search(reader, organisation, text)
    show(
        hits,
        lambda: table(
            ("qué es", "se llama", "tipo", "pertenece a", "de quién", "día"),
            [
                (word("sort", one.sort), one.found, _kind(one.sort, one.what),
                 _named(one.belongs_to), one.whose, one.day)
                for one in hits
            ],
        ),
    )  # fmt: skip
    told("cli.found", count=len(hits))


def _kind(sort: str, what: str) -> str:
    """Return the word for what a hit is: each sort has its own vocabulary."""
    kinds = {
        "lot": "product", "receipt": "product", "dispatch": "purpose", "sample": "purpose",
        "report": "said", "certificate": "about", "document": "document", "name": "name-kind",
        "organisation": "organisation",
    }  # fmt: skip
    return word(kinds[sort], what)


def _named(signs: str) -> str:
    return code(signs) if len(signs) == 11 and signs.isalnum() else signs


def shipment(
    name: Annotated[
        str, typer.Argument(help="Contenedor, contrato, B/L … · container, contract, B/L …")
    ],
) -> None:
    """Mostrar los lotes de todos en un embarque · show everybody's lots in one shipment."""
    from acopio.services.search import shipment as look

    with SESSION.node.reading() as reader:
        found = look(reader, name)

    def human() -> None:
        table(
            ("lote", "producto", "quién envía", "despacho", "día", "salió", "llegó", "estado"),
            [
                (code(one.lot), word("product", one.product), one.sender, one.dispatch, one.day,
                 kg(one.sent_g), "" if one.received_g is None else kg(one.received_g),
                 word("state", one.state))
                for one in found.cargo
            ],
        )  # fmt: skip

    show(found, human)
    told("cli.shipment", lots=len(found.cargo), senders=len(found.senders), mass=kg(found.sent_g))


def name(
    subject: Annotated[str, typer.Argument(help="Lote o despacho · lot or dispatch")],
    names: Annotated[
        list[str], typer.Argument(help="contenedor=…, pedido=…, ico=… · container=…, po=…")
    ],
) -> None:
    """Anotar cómo llaman otros a un lote o despacho · write down what others call it."""
    from acopio.services.custody import give_names

    given = give_names(SESSION.node, SESSION.actor, subject, tuple(names))
    show({"subject": given}, lambda: put(_named(given)))


def vouch(
    organisation: Annotated[str, typer.Argument(help="Organización · organisation")],
    vkey: Annotated[str, typer.Argument(help="Su clave (`acopio ledger key`) · its key")],
    how: Annotated[str | None, typer.Option(help="Cómo se comprobó · how it was checked")] = None,
    valid_from: Annotated[
        str | None, typer.Option("--from", help="Desde qué día vale · valid from")
    ] = None,
) -> None:
    """Responder por la clave de una organización de fuera · vouch for an outside key."""
    from acopio.services.confirming import vouch as stand_for

    origin = stand_for(
        SESSION.node, SESSION.actor, organisation, vkey, how=how, valid_from=valid_from
    )
    show({"origin": origin}, lambda: put(origin))


def dispatch_file(number: Number, out: Out = None) -> None:
    """Escribir el archivo de un despacho para el receptor · write a dispatch's file."""
    from acopio.services.confirming import dispatch_file as make

    rehearse()
    _write(make(SESSION.node, SESSION.actor, number), out)


def _write(data: bytes, out: Path | None) -> None:
    """Write a file, or its text on stdout."""
    from acopio.services.files import write_whole

    if out is None:
        sys.stdout.write(data.decode("utf-8") + "\n")
        return
    write_whole(out, data)
    put(str(out))


def _bytes(file: Path) -> bytes:
    """Read a file that came from outside, unless it is larger than any such file."""
    from acopio.services.confirming import LARGEST_FILE
    from acopio.services.papers import FileTooLarge

    size = file.stat().st_size
    if size > LARGEST_FILE:
        raise FileTooLarge(
            where=str(file), megabytes=size // 1_000_000, largest=LARGEST_FILE // 1_000_000
        )
    return file.read_bytes()


def arrival(
    file: Annotated[Path, typer.Argument(help="Archivo del despacho · dispatch file")],
    lots: Annotated[
        list[str] | None,
        typer.Argument(
            help="LOTE=PESO o LOTE=rechazado, con los códigos de quien envía · "
            "LOT=MASS or LOT=refused, by the sender's codes"
        ),
    ] = None,
    place: Annotated[str | None, typer.Option(help="Lugar que recibe · our place")] = None,
    text: Annotated[str | None, typer.Option(help="Nota (privada) · note (private)")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Confirmación que se escribe · confirmation to write")
    ] = None,
    doc: Doc = None,
    day: Day = None,
) -> None:
    """Recibir de otra casa por su archivo, comprobado sin conexión · take in by another's file."""
    from acopio.services.confirming import ArrivalWords, arrive, confirmation_file

    data = _bytes(file)
    with papers([*(doc or ()), f"dispatch-file:{file.stem}={file}"]) as docs:
        words = ArrivalWords(lots=tuple(lots or ()), place=place, day=day, text=text, docs=docs)
        taken = arrive(SESSION.node, SESSION.actor, data, words)
    if out is not None:
        _write(confirmation_file(SESSION.node, SESSION.actor, taken.report), out)
    show(taken, lambda: put(taken.report))
    for theirs, ours, grams in taken.lots:
        told("cli.arrived", theirs=code(theirs), lot=code(ours), mass=kg(grams))
    if taken.repeated:
        told("cli.arrived-before", report=taken.report)


def confirmation(
    number: Annotated[str, typer.Argument(help="Número de la llegada: R-… · arrival: R-…")],
    out: Out = None,
) -> None:
    """Escribir otra vez la confirmación de una llegada · write a confirmation again."""
    from acopio.services.confirming import confirmation_file

    rehearse()
    _write(confirmation_file(SESSION.node, SESSION.actor, number), out)


def confirm(
    file: Annotated[Path, typer.Argument(help="Confirmación del receptor · confirmation file")],
) -> None:
    """Anotar que el receptor confirmó en su propio registro · let a receiver confirm."""
    from acopio.services.confirming import confirm as check

    done = check(SESSION.node, SESSION.actor, _bytes(file))

    def human() -> None:
        table(
            ("lote", "salió", "informado", "confirmado"),
            [
                (code(lot), kg(sent), "–" if said is None else kg(said), kg(confirmed))
                for lot, sent, said, confirmed in done.lots
            ],
        )

    show(done, human)
    told("cli.confirmed", number=done.number, receiver=done.receiver)
