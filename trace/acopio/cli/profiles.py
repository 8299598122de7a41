"""profile: what a lot must pass."""

from typing import Annotated

import typer

from acopio.cli.session import SESSION, put, show, table, told, word

app = typer.Typer(no_args_is_help=True, help="Perfiles de calidad · quality profiles.")


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    parent.add_typer(app, name="profile")


Limits = Annotated[
    list[str],
    typer.Option(
        "--limit",
        help='PROTOCOLO:LÍNEA<=VALOR, >=, <, >, in; p. ej. "iso2451:grade in I", '
        "contaminants:cadmium<=0.8 · PROTOCOL:LINE<=VALUE, >=, <, >, in",
    ),
]
Qualification = Annotated[
    list[str] | None,
    typer.Option(
        help="Lo que debe tener quien evalúa: esquema, o licence, course, accreditation, "
        "appointment · what the inspector must hold: a scheme or a kind"
    ),
]
ValidDays = Annotated[
    int | None,
    typer.Option(min=1, max=3650, help="Días que vale (365 si no se dice) · days it is valid"),
]
Standing = Annotated[
    list[str] | None,
    typer.Option(
        help="Condición aceptada de quien evalúa: propia, comprador, independiente, acreditado · "
        "accepted standing of the inspector: own-staff, buyer, independent, accredited-body"
    ),
]
Panel = Annotated[
    int | None, typer.Option(min=1, max=50, help="Catadores por lo menos · cuppers at least")
]
Blind = Annotated[
    bool, typer.Option("--blind", help="Solo cuenta lo evaluado a ciegas · only blind counts")
]
SamplerApart = Annotated[
    bool,
    typer.Option(
        "--sampler-apart",
        help="Quien sacó la muestra no evalúa ni decide · who drew it neither inspects nor decides",
    ),
]
Retest = Annotated[
    str | None,
    typer.Option(
        help="Si se repite la prueba vale: media, segunda, arbitral · of two tests counts: "
        "mean, second, arbitral"
    ),
]
Approval = Annotated[
    bool,
    typer.Option(
        "--approval",
        help="No se despacha al comprador sin su aprobación de una muestra · nothing goes to "
        "the buyer before he approves a sample",
    ),
]


@app.command("add")
def profile_add(
    name: Annotated[str, typer.Argument(help="Nombre del perfil · name of the profile")],
    product: Annotated[str, typer.Option(help="Producto · product")],
    limit: Limits,
    qualification: Qualification = None,
    buyer: Annotated[str | None, typer.Option(help="Comprador · buyer")] = None,
    valid_days: ValidDays = None,
    standing: Standing = None,
    panel: Panel = None,
    blind: Blind = False,
    sampler_apart: SamplerApart = False,
    retest: Retest = None,
    approval: Approval = False,
) -> None:
    """Registrar lo que un lote debe cumplir · record what a lot must pass."""
    from acopio.services.profiles import NewProfile, add_profile

    new = NewProfile(
        name=name,
        product=product,
        limits=tuple(limit),
        qualification=tuple(qualification or ()),
        buyer=buyer,
        valid_days=valid_days,
        standing=tuple(standing or ()),
        panel=panel,
        blind=blind,
        sampler_apart=sampler_apart,
        retest=retest,
        approval=approval,
    )
    made = add_profile(SESSION.node, SESSION.actor, new)
    show({"profile": made}, lambda: put(name))


@app.command("list")
def profile_list() -> None:
    """Listar los perfiles · list the profiles."""
    from acopio.documents.layouts import QUALITY, limit_words
    from acopio.domain.rows.parties import Profile

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        rows = reader.where(Profile, organisation=organisation)
    language = SESSION.options.language
    show(
        rows,
        lambda: table(
            ("perfil", "producto", "límites"),
            [
                (one.name, word("product", one.product),
                 "; ".join(limit_words(QUALITY, limit, language) for limit in one.limits))
                for one in rows
            ],
        ),
    )  # fmt: skip


@app.command("show")
def profile_show(
    name: Annotated[str, typer.Argument(help="Nombre del perfil · name of the profile")],
) -> None:
    """Mostrar lo que un perfil pide · show what a profile asks for."""
    from acopio.documents.layouts import QUALITY, limit_words, protocol_words
    from acopio.services.find import Finder

    organisation = SESSION.organisation
    with SESSION.node.reading() as reader:
        finder = Finder(reader, organisation)
        found = finder.profile(name)
        buyer = finder.organisation_named(found.buyer) if found.buyer else None
    language = SESSION.options.language

    def human() -> None:
        put(f"{found.name} · {word('product', found.product)}")
        table(
            ("protocolo", "límite"),
            [
                (protocol_words(QUALITY, limit[0], None, language),
                 limit_words(QUALITY, limit, language))
                for limit in found.limits
            ],
        )  # fmt: skip
        asked = {
            "buyer": buyer.name if buyer else None,
            "qualification": ", ".join(found.qualification),
            "standing": ", ".join(word("standing", one) for one in found.standing),
            "panel": found.panel,
            "valid_days": found.valid_days or 365,
            "retest": word("retest", found.retest or "none"),
            "blind": found.blind,
            "sampler_apart": found.sampler_apart,
            "approval": found.approval,
        }
        for key, value in asked.items():
            if value:
                told(f"profile.{key}", value=value)

    show(found, human)
