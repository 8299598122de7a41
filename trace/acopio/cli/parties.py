"""Organisations, staff, households, plots, places, profiles."""

from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.session import SESSION, ask_pin, put, show, table

org = typer.Typer(no_args_is_help=True, help="Organizaciones · organisations.")
staff = typer.Typer(no_args_is_help=True, help="Quién actúa · who acts.")
household = typer.Typer(no_args_is_help=True, help="Familias · households.")
plot = typer.Typer(no_args_is_help=True, help="Parcelas · plots.")
place = typer.Typer(no_args_is_help=True, help="Lugares y recipientes · places and vessels.")
profile = typer.Typer(no_args_is_help=True, help="Perfiles de calidad · quality profiles.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for name, group in (
        ("org", org),
        ("staff", staff),
        ("household", household),
        ("plot", plot),
        ("place", place),
        ("profile", profile),
    ):
        app.add_typer(group, name=name)


@org.command("add")
def org_add(
    name: Annotated[str, typer.Argument(help="Nombre")],
    kind: Annotated[list[str] | None, typer.Option(help="buyer, exporter, laboratory …")] = None,
    ruc: Annotated[str | None, typer.Option(help="RUC o número fiscal")] = None,
    country: Annotated[str, typer.Option(help="País, dos letras")] = "PE",
    part_of: Annotated[str | None, typer.Option(help="Cooperativa del grupo")] = None,
) -> None:
    """Registrar una organización de fuera, o un grupo de productores · record one."""
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
    """Listar las organizaciones · list them."""
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


@staff.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(help="Cómo se identifica · user name")],
    role: Annotated[list[str], typer.Option(help="manager, clerk, inspector, reader")],
    full_name: Annotated[str | None, typer.Option(help="Nombre completo (privado)")] = None,
    credential: Annotated[
        list[str] | None, typer.Option(help="ESQUEMA:NÚMERO[:DESDE[:HASTA]]")
    ] = None,
) -> None:
    """Dar de alta a una persona; su PIN se pide o viene de ACOPIO_NEW_PIN · appoint somebody."""
    from acopio.domain.entries.parties import Credential
    from acopio.services.people import NewStaff, appoint

    credentials = []
    for text in credential or []:
        scheme, number, begins, ends = (*text.split(":"), "", "", "")[:4]
        credentials.append(
            Credential(
                scheme=scheme,
                number=number or "-",
                valid_from=begins or None,
                valid_to=ends or None,
            )
        )
    new = NewStaff(
        name=name,
        pin=ask_pin("ACOPIO_NEW_PIN", name),
        roles=tuple(role),
        full_name=full_name,
        credentials=tuple(credentials),
    )
    made = appoint(SESSION.node, SESSION.actor, new)
    show({"staff": made}, lambda: typer.echo(made))


@household.command("add")
def household_add(
    name: Annotated[str, typer.Argument(help="Nombre de la familia (privado)")],
    number: Annotated[str | None, typer.Option(help="Número de padrón")] = None,
    district: Annotated[str | None, typer.Option(help="Ubigeo del distrito")] = None,
    person: Annotated[list[str] | None, typer.Option(help="Nombre[:DNI[:teléfono]]")] = None,
    group: Annotated[str | None, typer.Option(help="Grupo de productores")] = None,
    member_number: Annotated[str | None, typer.Option(help="Número de socio")] = None,
    since: Annotated[str | None, typer.Option(help="Socio desde (AAAA-MM-DD)")] = None,
    consent: Annotated[str | None, typer.Option(help="Consentimiento, fecha")] = None,
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
    """Listar las familias · list them."""
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


@household.command("erase")
def household_erase(
    household: Annotated[str, typer.Argument(help="Familia: número o nombre")],
    basis: Annotated[str, typer.Option(help="Por qué, p. ej. solicitud del titular")],
) -> None:
    """Borrar los datos personales de una familia · erase a household's personal data."""
    from acopio.services.erasing import erase_household

    count = erase_household(SESSION.node, SESSION.actor, household, basis)
    show({"erased": count}, lambda: typer.echo(str(count)))


@plot.command("add")
def plot_add(
    household: Annotated[str, typer.Argument(help="Familia: número o nombre")],
    name: Annotated[str, typer.Argument(help="Nombre de la parcela")],
    crop: Annotated[list[str], typer.Option(help="cacao, coffee")],
    valid_from: Annotated[str, typer.Option("--from", help="Vale desde (AAAA-MM-DD)")],
    point: Annotated[str | None, typer.Option(help="LATITUD,LONGITUD")] = None,
    geojson: Annotated[Path | None, typer.Option(help="Archivo GeoJSON")] = None,
    area_ha: Annotated[str | None, typer.Option(help="Área en hectáreas")] = None,
    district: Annotated[str | None, typer.Option(help="Ubigeo del distrito")] = None,
    variety: Annotated[str | None, typer.Option(help="Clase de variedad")] = None,
) -> None:
    """Registrar una parcela, o su versión siguiente · record a plot version."""
    from acopio.services.find import Finder
    from acopio.services.register import NewPlot, add_plot
    from acopio.services.register import point as geojson_point

    with SESSION.node.reading() as reader:
        family = Finder(reader, SESSION.actor.organisation).household(household)
    geometry = geojson.read_text(encoding="utf-8") if geojson else None
    if point:
        latitude, _, longitude = point.partition(",")
        geometry = geojson_point(latitude, longitude)
    new = NewPlot(
        name=name,
        crops=tuple(crop),
        valid_from=valid_from,
        district=district,
        variety=variety,
        geometry=geometry,
        area=f"{area_ha} ha" if area_ha else None,
    )
    made, version = add_plot(SESSION.node, SESSION.actor, family, new)
    show({"plot": made, "version": version}, lambda: put(f"{name} v{version}"))


@plot.command("list")
def plot_list(
    household: Annotated[str, typer.Argument(help="Familia: número o nombre")],
) -> None:
    """Listar las parcelas de una familia · list a household's plots."""
    from acopio.domain.rows.parties import Plot
    from acopio.services.find import Finder

    with SESSION.node.reading() as reader:
        family = Finder(reader, SESSION.actor.organisation).household(household)
        rows = reader.where(Plot, household=family.id)
    show(
        rows,
        lambda: table(
            ("parcela", "versión", "cultivos", "desde", "hasta", "área"),
            [
                (r.name or "–", str(r.version), ", ".join(r.crops), r.valid_from,
                 r.valid_to or "", r.area or "")
                for r in rows
            ],
        ),
    )  # fmt: skip


@place.command("add")
def place_add(
    name: Annotated[str, typer.Argument(help="Nombre del lugar")],
    kind: Annotated[list[str] | None, typer.Option(help="collection-centre, fermentary …")] = None,
    district: Annotated[str | None, typer.Option(help="Ubigeo del distrito")] = None,
    box: Annotated[list[str] | None, typer.Option(help="Cajón, p. ej. CAJA-3")] = None,
    dryer: Annotated[list[str] | None, typer.Option(help="Secador, p. ej. SECADOR-1")] = None,
) -> None:
    """Registrar un lugar, o añadirle recipientes · record a place or add vessels."""
    from acopio.services.register import NewPlace, add_place

    vessels = [(one, "box") for one in box or []] + [(one, "dryer") for one in dryer or []]
    new = NewPlace(
        name=name,
        kinds=tuple(kind or ["collection-centre"]),
        district=district,
        vessels=tuple(vessels),
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


@profile.command("add")
def profile_add(
    name: Annotated[str, typer.Argument(help="Nombre del perfil")],
    product: Annotated[str, typer.Option(help="Producto")],
    limit: Annotated[list[str], typer.Option(help="PROTOCOLO:CAMPO<=VALOR, >=, in")],
    qualification: Annotated[list[str] | None, typer.Option(help="Credencial exigida")] = None,
) -> None:
    """Registrar lo que un lote debe cumplir · record what a lot must pass."""
    from acopio.services.register import NewProfile, add_profile

    new = NewProfile(
        name=name,
        product=product,
        limits=tuple(limit),
        qualification=tuple(qualification or ()),
    )
    made = add_profile(SESSION.node, SESSION.actor, new)
    show({"profile": made}, lambda: put(name))


@profile.command("list")
def profile_list() -> None:
    """Listar los perfiles · list the profiles."""
    from acopio.domain.rows.parties import Profile

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Profile, organisation=organisation)
    show(
        rows,
        lambda: table(
            ("perfil", "producto", "límites"),
            [(r.name, r.product, "; ".join(" ".join(limit) for limit in r.limits)) for r in rows],
        ),
    )
