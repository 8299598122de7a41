"""Organisations, households, places."""

from typing import Annotated

import typer

from acopio.cli.session import SESSION, put, show, table

org = typer.Typer(no_args_is_help=True, help="Organizaciones · organisations.")
household = typer.Typer(no_args_is_help=True, help="Familias · households.")
place = typer.Typer(no_args_is_help=True, help="Lugares y recipientes · places and vessels.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for name, group in (
        ("org", org),
        ("household", household),
        ("place", place),
    ):
        app.add_typer(group, name=name)


@org.command("add")
def org_add(
    name: Annotated[str, typer.Argument(help="Nombre · name")],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Clase: buyer, exporter, laboratory … · kind: buyer, exporter, laboratory …"
        ),
    ] = None,
    ruc: Annotated[str | None, typer.Option(help="RUC o número fiscal · tax number")] = None,
    country: Annotated[str, typer.Option(help="País, dos letras · country, two letters")] = "PE",
    part_of: Annotated[
        str | None, typer.Option(help="Cooperativa del grupo · the cooperative of a group")
    ] = None,
) -> None:
    """Registrar una organización de fuera, o un grupo de productores · record an organisation."""
    from acopio.services.find import Finder
    from acopio.services.register import Outside, add_organisation

    parent = None
    if part_of:
        with SESSION.node.reading() as reader:
            parent = Finder(reader, SESSION.actor.organisation).organisation_named(part_of).id
    made = add_organisation(
        SESSION.node,
        SESSION.actor,
        Outside(
            name=name, kinds=tuple(kind or ["buyer"]), ruc=ruc, country=country, part_of=parent
        ),
    )
    show({"organisation": made}, lambda: typer.echo(made))


@org.command("list")
def org_list() -> None:
    """Listar las organizaciones · list the organisations."""
    from acopio.domain.rows.parties import Organisation

    with SESSION.node.reading() as reader:
        rows = reader.where(Organisation)
    show(
        rows,
        lambda: table(
            ("nombre", "tipo", "país", "prefijo", "RUC"),
            [
                (r.name or "–", ", ".join(r.kinds), r.country, r.prefix or "", r.ruc or "")
                for r in rows
            ],
        ),
    )


@household.command("add")
def household_add(
    name: Annotated[
        str, typer.Argument(help="Nombre de la familia (privado) · name of the family (private)")
    ],
    number: Annotated[str | None, typer.Option(help="Número de padrón · its number")] = None,
    district: Annotated[
        str | None, typer.Option(help="Ubigeo del distrito · code of the district")
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option(help="Nombre[:DNI[:teléfono]] · name[:card[:telephone]]")
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(help="Grupo de productores o cooperativa · producer group or cooperative"),
    ] = None,
    member_number: Annotated[
        str | None, typer.Option(help="Número de socio · member number")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Socio desde (AAAA-MM-DD) · member since (YYYY-MM-DD)")
    ] = None,
    consent: Annotated[
        str | None, typer.Option(help="Consentimiento, fecha · day of the consent")
    ] = None,
) -> None:
    """Registrar una familia con su gente · register a household."""
    from acopio.services.find import Finder
    from acopio.services.register import NewHousehold, NewPerson, add_household

    organisation = None
    if group:
        with SESSION.node.reading() as reader:
            organisation = Finder(reader, SESSION.actor.organisation).organisation_named(group).id
    people = []
    for text in person or [name]:
        who, dni, telephone = (*text.split(":"), "", "")[:3]
        people.append(
            NewPerson(
                name=who,
                document_type="DNI" if dni else None,
                document_number=dni or None,
                telephone=telephone or None,
                member_of=organisation,
                member_since=since,
                member_number=member_number,
                consent=consent,
            )
        )
    new = NewHousehold(name=name, number=number, district=district, people=tuple(people))
    made = add_household(SESSION.node, SESSION.actor, new)
    show({"household": made}, lambda: put(number or made))


@household.command("list")
def household_list() -> None:
    """Listar las familias · list the households."""
    from acopio.domain.rows.parties import Household

    organisation = SESSION.actor.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Household, organisation=organisation)
    show(
        rows,
        lambda: table(
            ("número", "nombre", "distrito"),
            [(r.number or r.id[:13], r.name or "–", r.district or "") for r in rows],
        ),
    )


Family = Annotated[str, typer.Argument(help="Familia: número o nombre · family: number or name")]
Group = Annotated[str, typer.Argument(help="Grupo o cooperativa · producer group or cooperative")]
Who = Annotated[
    str | None,
    typer.Option(help="Quién, si son varios: nombre o DNI · who, if several: name or card"),
]


@household.command("show")
def household_show(household: Family) -> None:
    """Mostrar su gente y de qué grupos son socios · show its people and where they belong."""
    from acopio.domain.rows.parties import Organisation
    from acopio.services.find import Finder
    from acopio.services.members import members_of

    actor = SESSION.actor
    with SESSION.node.reading() as reader:
        family = Finder(reader, actor.organisation).household(household)
        people = members_of(reader, family)
        names = {one.id: one.name or "–" for one in reader.where(Organisation)}
    show(
        {"household": family, "people": [{"person": p, "memberships": m} for p, m in people]},
        lambda: table(
            ("persona", "número", "grupo", "desde", "hasta"),
            [
                (person.name or "–", one.number or "", names.get(one.organisation, "–"),
                 one.valid_from, one.valid_to or "")
                for person, found in people
                for one in found
            ]
            or [(person.name or "–", "", "–", "", "") for person, _ in people],
        ),
    )  # fmt: skip


@household.command("join")
def household_join(
    household: Family,
    group: Group,
    person: Who = None,
    since: Annotated[str | None, typer.Option(help="Desde qué día · from which day")] = None,
    member_number: Annotated[str | None, typer.Option(help="Número de socio · its number")] = None,
) -> None:
    """Hacer socio de un grupo; se puede ser de varios · join a group; several are possible."""
    from acopio.services.members import join

    made = join(
        SESSION.node, SESSION.actor, household, group,
        person=person, since=since, number=member_number,
    )  # fmt: skip
    show({"person": made}, lambda: put(household))


@household.command("leave")
def household_leave(
    household: Family,
    group: Group,
    person: Who = None,
    on: Annotated[str | None, typer.Option(help="Último día · last day")] = None,
) -> None:
    """Dejar de ser socio de un grupo · leave a group."""
    from acopio.services.members import leave

    made = leave(SESSION.node, SESSION.actor, household, group, person=person, on=on)
    show({"person": made}, lambda: put(household))


@household.command("erase")
def household_erase(
    household: Annotated[
        str, typer.Argument(help="Familia: número o nombre · family: number or name")
    ],
    basis: Annotated[
        str, typer.Option(help="Por qué, p. ej. solicitud del titular · why, such as a request")
    ],
) -> None:
    """Borrar los datos personales de una familia · erase a household's personal data."""
    from acopio.services.erasing import erase_household

    count = erase_household(SESSION.node, SESSION.actor, household, basis)
    show({"erased": count}, lambda: typer.echo(str(count)))


@place.command("add")
def place_add(
    name: Annotated[str, typer.Argument(help="Nombre del lugar · name of the place")],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Clase: collection-centre, fermentary … · kind: collection-centre, fermentary …"
        ),
    ] = None,
    district: Annotated[
        str | None, typer.Option(help="Ubigeo del distrito · code of the district")
    ] = None,
    box: Annotated[
        list[str] | None, typer.Option(help="Cajón, p. ej. CAJA-3 · box, such as CAJA-3")
    ] = None,
    dryer: Annotated[
        list[str] | None, typer.Option(help="Secador, p. ej. SECADOR-1 · dryer, such as SECADOR-1")
    ] = None,
    run_by: Annotated[
        str | None,
        typer.Option(help="Quién lo opera, si es un tercero · who runs it, if somebody else"),
    ] = None,
) -> None:
    """Registrar un lugar, o añadirle recipientes · record a place or add vessels."""
    from acopio.services.register import NewPlace, add_place

    vessels = [(one, "box") for one in box or []] + [(one, "dryer") for one in dryer or []]
    new = NewPlace(
        name=name,
        kinds=tuple(kind or ()),
        district=district,
        vessels=tuple(vessels),
        run_by=run_by,
    )
    made = add_place(SESSION.node, SESSION.actor, new)
    show({"place": made}, lambda: put(name))


@place.command("list")
def place_list() -> None:
    """Listar lugares y recipientes · list places and vessels."""
    from acopio.domain.rows.parties import Place

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Place, organisation=organisation)
    show(
        rows,
        lambda: table(
            ("lugar", "tipo", "distrito", "recipientes"),
            [
                (r.name, ", ".join(r.kinds), r.district or "", ", ".join(n for n, _ in r.vessels))
                for r in rows
            ],
        ),
    )
