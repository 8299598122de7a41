"""staff: who acts, what qualifies them, where their keys live."""

from typing import Annotated

import typer

from acopio.cli.session import SESSION, ask_pin, put, show, table, word

app = typer.Typer(no_args_is_help=True, help="Quién actúa · who acts.")
Person = Annotated[str, typer.Argument(help="Cómo se identifica · user name")]
Held = Annotated[
    list[str] | None,
    typer.Option(
        help="[CLASE/]ESQUEMA:NÚMERO[:DESDE[:HASTA[:EMISOR]]], p. ej. "
        "licencia/q-arabica:Q-123:2025-01-01:2027-12-31:CQI · "
        "[KIND/]SCHEME:NUMBER[:FROM[:TO[:ISSUER]]]"
    ),
]
Standing = Annotated[
    str | None,
    typer.Option(
        help="Condición: propia, comprador, independiente, acreditado · "
        "standing: own-staff, buyer, independent, accredited-body"
    ),
]
Body = Annotated[
    str | None,
    typer.Option(help="Organismo del inspector externo · body that an outside inspector is of"),
]


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="staff")


@app.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(help="Cómo se identifica · user name")],
    role: Annotated[
        list[str],
        typer.Option(
            help="Cargo: manager, clerk, inspector, reader · role: manager, clerk, inspector, "
            "reader"
        ),
    ],
    full_name: Annotated[
        str | None, typer.Option(help="Nombre completo (privado) · full name (private)")
    ] = None,
    credential: Held = None,
    standing: Standing = None,
    body: Body = None,
) -> None:
    """Dar de alta a una persona; su PIN se pide o viene de ACOPIO_NEW_PIN · appoint somebody."""
    from acopio.services.people import NewStaff, appoint
    from acopio.services.qualifying import read_credential, standing_named

    new = NewStaff(
        name=name,
        pin=ask_pin("ACOPIO_NEW_PIN", name),
        roles=tuple(role),
        full_name=full_name,
        credentials=tuple(map(read_credential, credential or ())),
        standing=standing_named(standing),
        body=body,
    )
    made = appoint(SESSION.node, SESSION.actor, new)
    show({"staff": made}, lambda: typer.echo(made))


@app.command("list")
def staff_list() -> None:
    """Listar quién actúa · list who acts."""
    from acopio.domain.credentials import as_text
    from acopio.domain.rows.parties import Staff
    from acopio.services.people import account_names

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Staff, organisation=organisation)
        names = account_names(reader)
    shown = [
        {"name": names.get(one.id, one.id[:13]), "roles": one.roles, "active": one.active}
        for one in rows
    ]
    show(
        shown,
        lambda: table(
            ("nombre", "cargo", "condición", "credenciales"),
            [
                (names.get(one.id, one.id[:13]), ", ".join(word("role", r) for r in one.roles),
                 word("standing", one.standing), ", ".join(map(as_text, one.credentials)))
                for one in rows
            ],
        ),
    )  # fmt: skip


@app.command("dismiss")
def staff_dismiss(
    name: Annotated[str, typer.Argument(help="Cómo se identifica · user name")],
    reason: Annotated[str | None, typer.Option(help="Motivo (privado) · reason (private)")] = None,
) -> None:
    """Dar de baja: desde ahora ya no actúa · dismiss: this person acts no more."""
    from acopio.services.people import dismiss

    made = dismiss(SESSION.node, SESSION.actor, name, reason)
    show({"staff": made}, lambda: put(name))


@app.command("qualify")
def staff_qualify(
    name: Person,
    credential: Held = None,
    standing: Standing = None,
    body: Body = None,
    drop: Annotated[
        list[str] | None, typer.Option(help="Número que ya no vale · number that counts no more")
    ] = None,
) -> None:
    """Anotar licencias, cursos, acreditaciones o nombramientos · record what qualifies somebody."""
    from acopio.services.qualifying import qualify, read_credential, standing_named

    made = qualify(
        SESSION.node,
        SESSION.actor,
        name,
        tuple(map(read_credential, credential or ())),
        dropped=tuple(drop or ()),
        standing=standing_named(standing),
        body=body,
    )
    show({"staff": made}, lambda: put(name))


@app.command("key")
def staff_key(
    name: Person,
    vkey: Annotated[
        str, typer.Argument(help="Clave pública del equipo propio · public key of the own device")
    ],
) -> None:
    """Usar la clave de un equipo propio · use the key of an inspector's own device."""
    from acopio.services.qualifying import use_own_key

    made = use_own_key(SESSION.node, SESSION.actor, name, vkey)
    show({"staff": made}, lambda: put(name))
