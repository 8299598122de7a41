"""scheme: add, complete, list, show, suspend, resume. Claims lean on these certificates."""

from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.custody import papers
from acopio.cli.session import SESSION, put, show, table, told, word

app = typer.Typer(
    no_args_is_help=True,
    help="Certificados de terceros: orgánico, comercio justo · certificates of schemes.",
)
Number = Annotated[str, typer.Argument(help="Número del certificado · number of the certificate")]
Member = Annotated[
    list[str] | None,
    typer.Option(
        help="Familia o socio de la lista; sin esto, todos los socios del titular · family or "
        "member that it lists; without it, every member of the holder"
    ),
]
Members = Annotated[
    Path | None,
    typer.Option(
        help="Archivo con un número de familia o socio por línea · file with one number of a "
        "family or member on each line"
    ),
]
ControlBody = Annotated[
    str | None,
    typer.Option(
        help="Código del organismo de control, p. ej. PE-BIO-141 · the control body's code"
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        help="Dirección del titular, como está en el papel · the holder's address on the paper"
    ),
]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="scheme")


@app.command("add")
def scheme_add(
    scheme: Annotated[
        str, typer.Argument(help="Esquema: organic, fairtrade … · scheme: organic, fairtrade …")
    ],
    number: Number,
    certifier: Annotated[str, typer.Option(help="Certificadora · certifier")],
    begins: Annotated[str, typer.Option("--from", help="Vale desde · valid from")],
    ends: Annotated[str, typer.Option("--to", help="Vale hasta · valid to")],
    claim: Annotated[
        list[str] | None,
        typer.Option(help="Qué ampara, si el esquema no lo dice · what it backs"),
    ] = None,
    product: Annotated[
        list[str] | None,
        typer.Option(help="Producto o cultivo; sin esto, todos · product or crop; else all"),
    ] = None,
    holder: Annotated[
        str | None,
        typer.Option(help="Titular; sin esto, nosotros · holder; without it, ourselves"),
    ] = None,
    member: Member = None,
    members: Members = None,
    file: Annotated[
        Path | None,
        typer.Option(help="El papel escaneado: se guarda · the scanned paper, kept"),
    ] = None,
    control_body: ControlBody = None,
    address: Address = None,
) -> None:
    """Registrar un certificado de un tercero · put a scheme's certificate on file."""
    from acopio.services.schemes import SchemeWords, add_scheme, members_in

    named = (*(member or ()), *(members_in(members) if members else ()))
    with papers([f"scheme-certificate:{number}={file}"] if file else None) as docs:
        words = SchemeWords(
            scheme=scheme,
            number=number,
            certifier=certifier,
            begins=begins,
            ends=ends,
            claims=tuple(claim or ()),
            products=tuple(product or ()),
            holder=holder,
            members=named,
            document=docs[0] if docs else None,
            control_body=control_body,
            address=address,
        )
        made = add_scheme(SESSION.node, SESSION.actor, words)
    show({"certificate": made}, lambda: put(number))


@app.command("complete")
def scheme_complete(
    number: Number, control_body: ControlBody = None, address: Address = None
) -> None:
    """Añadir lo que llevan los sacos orgánicos · add what organic sacks have to bear."""
    from acopio.services.schemes import complete_scheme

    made = complete_scheme(
        SESSION.node, SESSION.actor, number, control_body_code=control_body, address=address
    )
    show({"certificate": made}, lambda: put(number))


@app.command("list")
def scheme_list() -> None:
    """Listar los certificados de terceros · list the certificates on file."""
    from acopio.services.schemes import schemes

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = schemes(reader, organisation)
    show(
        rows,
        lambda: table(
            ("número", "esquema", "declaraciones", "producto", "desde", "hasta", "suspendido",
             "organismo de control"),
            [
                (one.number, one.scheme, ", ".join(word("claim", c) for c in one.claims),
                 ", ".join(word("product", p) for p in one.products), one.valid_from,
                 one.valid_to, one.suspended_on or "", one.control_body or "")
                for one in rows
            ],
        ),
    )  # fmt: skip


@app.command("show")
def scheme_show(number: Number) -> None:
    """Mostrar un certificado con sus socios · show a certificate with its members."""
    from acopio.services.schemes import member_names, scheme_named

    actor = SESSION.actor
    with SESSION.node.reading() as reader:
        found = scheme_named(reader, actor.organisation, number)
        names = member_names(reader, found)
    paper = found.certificate

    def human() -> None:
        put("  ".join(filter(None, (paper.scheme, paper.number, paper.certifier,
                                    paper.control_body))))  # fmt: skip
        if paper.address:
            put(paper.address)
        put(", ".join(word("claim", one) for one in paper.claims))
        put(f"{paper.valid_from} – {paper.valid_to}")
        if paper.suspended_on:
            told("cli.scheme-suspended", day=paper.suspended_on)
        if not paper.listed:
            told("cli.scheme-every-member")
        for name in names:
            put(name)

    show({"certificate": paper, "members": names}, human)


@app.command("suspend")
def scheme_suspend(
    number: Number,
    on: Annotated[
        str | None, typer.Option(help="Desde qué día, p. ej. hoy · from which day; else today")
    ] = None,
) -> None:
    """Desde ese día ya no ampara nada · from that day on it backs nothing."""
    from acopio.services.schemes import suspend_scheme

    made = suspend_scheme(SESSION.node, SESSION.actor, number, on or SESSION.node.today())
    show({"certificate": made}, lambda: put(number))


@app.command("resume")
def scheme_resume(number: Number) -> None:
    """Levantar la suspensión · end the suspension."""
    from acopio.services.schemes import suspend_scheme

    made = suspend_scheme(SESSION.node, SESSION.actor, number, None)
    show({"certificate": made}, lambda: put(number))
