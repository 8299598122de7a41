"""init, demo, doctor, schema, serve."""

from typing import Annotated

import typer

from acopio.cli.session import FINDINGS, SESSION, ask_pin, show, table, told, word

Address = Annotated[
    str | None,
    typer.Option(
        help="Dirección pública, p. ej. https://id.coop.pe; sola, la de la casa ya abierta · "
        "public address; alone, of the house that is open already"
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (init, upgrade, demo, doctor, serve, schema):
        app.command()(command)


def init(
    name: Annotated[str | None, typer.Option(help="Nombre de la organización · name")] = None,
    prefix: Annotated[str | None, typer.Option(help="3 signos para los códigos · prefix")] = None,
    manager: Annotated[
        str | None, typer.Option(help="Cómo se identifica la gerencia · user name of the manager")
    ] = None,
    ruc: Annotated[str | None, typer.Option(help="RUC de la organización · tax number")] = None,
    address: Address = None,
    hosted_by: Annotated[
        str | None, typer.Option(help="Quién aloja las páginas · who hosts the pages")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Clase: cooperative, exporter … · kind: cooperative, exporter …"),
    ] = None,
    quintal_kg: Annotated[str, typer.Option(help="Kilos de un quintal · kg per quintal")] = "46",
) -> None:
    """Preparar la base y abrir el registro de una organización · open a database and a log."""
    if address and not any((name, prefix, manager, ruc, kind)) and _is_open():
        _set_address(address, hosted_by)
        return
    import os

    from acopio.bootstrap import open_node
    from acopio.domain.masses import parse_mass
    from acopio.services.opening import NewOrganisation, initialise
    from acopio.settings import pin_from, read_settings

    name = name or _ask("name")
    prefix = prefix or _ask("prefix")
    manager = manager or _ask("manager")
    if address is None and _asks():
        address = _ask("address", default="")
        hosted_by = _ask("hosted_by", default="") or None
    pin = pin_from(os.environ, "ACOPIO_PIN") or ask_pin("ACOPIO_PIN", manager)
    node = open_node(read_settings(), dry=SESSION.options.dry_run)
    SESSION.adopt(node)
    opened = initialise(
        node,
        NewOrganisation(
            name=name,
            prefix=prefix,
            manager=manager,
            pin=pin,
            kinds=tuple(kind or ["cooperative"]),
            ruc=ruc,
            address=address,
            hosted_by=hosted_by,
            quintal_g=parse_mass(quintal_kg).g,
        ),
    )
    if opened.copy:
        told("cli.copied-aside", path=str(opened.copy))
    show(opened, lambda: typer.echo(opened.origin))
    told("cli.initialised", home=str(node.home))
    if not address:
        told("cli.no-address")


def _is_open() -> bool:
    """Say whether a house is open here, so that an address alone is meant for it."""
    from acopio.storage.revision import NotInitialised

    try:
        with SESSION.node.reading() as reader:
            return bool(reader.logs())
    except NotInitialised:
        return False


def _set_address(address: str, hosted_by: str | None) -> None:
    from acopio.services.opening import set_address

    made = set_address(SESSION.node, SESSION.actor, address, hosted_by)
    show(made, lambda: typer.echo(made.address))
    if made.before and made.before != made.address:
        told("cli.address-before", before=made.before)


def upgrade() -> None:
    """Poner al día una base de una versión anterior · bring an older database up to date."""
    from acopio.bootstrap import open_node
    from acopio.services.opening import bring_up
    from acopio.settings import read_settings

    node = open_node(read_settings(), dry=SESSION.options.dry_run)
    SESSION.adopt(node)
    done, copy = bring_up(node)
    if copy is not None:
        told("cli.copied-aside", path=str(copy))
    show({"upgraded": done, "copy": str(copy) if copy else None}, lambda: None)
    told("cli.upgraded" if done else "cli.up-to-date")


def _asks() -> bool:
    import sys

    return sys.stdin.isatty()


def _ask(what: str, default: str | None = None) -> str:
    """Return what the person types for one of the words of the new house."""
    return str(typer.prompt(word("ask", what), default=default, err=True))


def demo(
    folder: Annotated[
        str | None,
        typer.Option(
            help="Dónde dejar etiquetas y certificado · where to leave labels and certificate"
        ),
    ] = None,
) -> None:
    """Cargar una campaña inventada, con etiquetas y certificado · load an invented season."""
    from pathlib import Path

    from acopio.bootstrap import open_node
    from acopio.cli.demo import run_demo
    from acopio.settings import read_settings

    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    node = open_node(settings)
    SESSION.adopt(node)
    run_demo(node, Path(folder) if folder else settings.home / "demo")


def doctor() -> None:
    """Revisar esta instalación · check this installation."""
    from acopio.bootstrap import open_node
    from acopio.services.doctor import examine
    from acopio.settings import read_settings

    settings = read_settings()
    node = open_node(settings)
    SESSION.adopt(node)
    checks = examine(node, passphrase_beside=settings.passphrase_beside)

    def human() -> None:
        rows = [(word("health", one.state), word("doctor", one.name), one.detail) for one in checks]
        table(("", "", ""), rows)

    show(checks, human)
    if any(one.state == "bad" for one in checks):
        raise typer.Exit(FINDINGS)


def serve(
    host: Annotated[str, typer.Option(help="Dirección en que escucha · host")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Puerto · port")] = 8017,
) -> None:
    """Servir las páginas que abre el código QR · serve the pages behind the codes."""
    from acopio.web.app import serve as run

    node = SESSION.node
    told("cli.serving", host=host, port=port)
    run(node, host, port)


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            help="Clase de asiento: delivery.received … · kind of entry: delivery.received …"
        ),
    ] = None,
) -> None:
    """Imprimir los esquemas de los asientos · print the schemas of all entries."""
    import json

    from acopio.domain.entries.schema import all_schemas

    schemas = all_schemas()
    typer.echo(json.dumps(schemas.get(kind or "", schemas), indent=2))
