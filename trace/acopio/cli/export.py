"""export: hand data to partners, as files or by a link that expires."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from acopio.cli.session import SESSION, code, kg, put, show, table, told, word

if TYPE_CHECKING:
    from acopio.services.eudr import Handed

export = typer.Typer(
    no_args_is_help=True, help="Entregar datos a un comprador · hand data to a buyer."
)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(export, name="export")


Lot = Annotated[
    str, typer.Argument(help="Lote: código, saco o recibo · lot: code, sack or receipt")
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Carpeta de salida · folder to write to")
]
To = Annotated[str | None, typer.Option(help="A quién se entrega · who is given the data")]
InExcess = Annotated[
    bool,
    typer.Option(
        "--in-excess",
        help="Añadir todas las parcelas que entregaron en esos lugares y días · "
        "add every plot that delivered to those places and days",
    ),
]
Address = Annotated[
    str | None, typer.Option(help="Dirección postal del proveedor · the supplier's address")
]
Email = Annotated[str | None, typer.Option(help="Correo del proveedor · the supplier's e-mail")]
Written = Annotated[
    str, typer.Option(help="Idioma de lot.json, es o en · language of lot.json, es or en")
]
ByLink = Annotated[
    bool, typer.Option("--link", help="Entregar por un enlace · hand over by a link")
]
Days = Annotated[
    int, typer.Option(help="Días que el enlace queda abierto · days that the link is open")
]


@export.command("eudr")
def eudr(
    lot: Lot,
    out: Out = None,
    to: To = None,
    in_excess: InExcess = False,
    address: Address = None,
    email: Email = None,
    language: Written = "en",
    link: ByLink = False,
    days: Days = 7,
) -> None:
    """Origen de un lote para un importador europeo · a lot's origin for a European importer."""
    from acopio.services.eudr import EudrWords, export_eudr
    from acopio.services.files import write_whole

    if language not in {"es", "en"}:
        raise typer.BadParameter(language, param_hint="--language")
    words = EudrWords(
        lot=lot,
        to=to,
        in_excess=in_excess,
        language=language,
        address=address,
        email=email,
        link_days=days if link else None,
    )
    handed = export_eudr(SESSION.node, SESSION.actor, words)
    folder = out or (None if link else Path(f"eudr-{handed.lot}"))
    written = [folder / name for name in handed.files] if folder else []
    for path in written:
        write_whole(path, handed.files[path.name])
    files = [str(path) for path in written]
    links = [f"{handed.link}{name}" for name in handed.files] if handed.link else []

    def human() -> None:
        for one in (*files, *links):
            put(one)

    made = {
        "lot": handed.lot,
        "files": files,
        "links": links,
        "scope": handed.statement.scope,
        "covered_g": handed.statement.covered_g,
        "net_g": handed.statement.lot.net_g,
        "missing": _counted(handed),
        "expires_at": handed.expires_at,
    }
    show(made, human)
    _tell(handed)


def _counted(handed: "Handed") -> dict[str, int]:
    """Return how many data of each kind are missing."""
    counts: dict[str, int] = {}
    for one in handed.statement.missing:
        counts[one.what] = counts.get(one.what, 0) + 1
    return counts


def _tell(handed: "Handed") -> None:
    """Say what is in the files and what is missing from them, never whether that is enough."""
    found = handed.statement
    share = found.covered_g * 10_000 // found.lot.net_g
    told(
        "cli.handed-over",
        lot=code(handed.lot),
        plots=sum(plot.shape is not None for plot in found.plots),
        share=f"{share // 100}.{share % 100:02d}",
        mass=kg(found.covered_g),
        scope=word("scope", found.scope),
    )
    counts = _counted(handed)
    if not counts:
        told("cli.nothing-missing")
    else:
        told("cli.missing-lines", count=sum(counts.values()))
        for what, count in counts.items():
            known = word("datum", what)
            told(
                "cli.missing-line", count=count, what=known if known != what else word("land", what)
            )
    if found.scope == "ancestry" and found.covered_g < found.lot.net_g:
        told("cli.try-in-excess")
    if handed.expires_at:
        until = f"{handed.expires_at[:16].replace('T', ' ')} UTC"
        told("cli.link-made", until=until, link=handed.link_name)
    told("cli.no-verdict")


@export.command("list")
def handed_list() -> None:
    """Ver a quién se entregaron datos · list who was given data."""
    from acopio.services.eudr_links import list_handed

    found = list_handed(SESSION.node, SESSION.actor)

    def human() -> None:
        table(
            ("día", "lote", "para", "entregado", "alcance", "parcelas", "hasta"),
            [
                (
                    one.day,
                    code(one.lot),
                    one.to or "–",
                    word("way", one.way),
                    word("scope", one.scope),
                    str(one.plots),
                    one.until or "",
                )
                for one in found
            ],
        )

    show(found, human)


@export.command("links")
def links_list() -> None:
    """Ver los enlaces y sus usos · list the links and how often they were used."""
    from acopio.services.eudr_links import list_links

    found = list_links(SESSION.node, SESSION.actor)

    def human() -> None:
        table(
            ("enlace", "lote", "para", "hasta", "estado", "bajadas", "última"),
            [
                (
                    one.link,
                    code(one.lot),
                    one.to or "–",
                    one.expires_at[:16].replace("T", " "),
                    word("link", one.state),
                    str(one.fetched),
                    (one.last or "")[:16].replace("T", " "),
                )
                for one in found
            ],
        )

    show(found, human)


@export.command("revoke")
def revoke(
    link: Annotated[
        str,
        typer.Argument(help="Dirección del enlace o sus primeros signos · address or first signs"),
    ],
) -> None:
    """Anular un enlace antes de su fecha · close a link before its time."""
    from acopio.services.eudr_links import revoke_link

    lot = revoke_link(SESSION.node, SESSION.actor, link)
    show({"lot": lot}, lambda: put(code(lot)))
    told("cli.revoked")
