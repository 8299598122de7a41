"""plot: families' land."""

from pathlib import Path
from typing import Annotated

import typer

from acopio.cli.session import SESSION, put, show, table, told, word

Family = Annotated[str, typer.Argument(help="Familia: número o nombre · family: number or name")]
plot = typer.Typer(no_args_is_help=True, help="Parcelas · plots.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(plot, name="plot")


@plot.command("add")
def plot_add(
    household: Annotated[
        str, typer.Argument(help="Familia: número o nombre · family: number or name")
    ],
    name: Annotated[str, typer.Argument(help="Nombre de la parcela · name of the plot")],
    crop: Annotated[
        list[str],
        typer.Option(help="Cultivo: cacao, café; se repite · crop: cacao, coffee; may be repeated"),
    ],
    valid_from: Annotated[
        str, typer.Option("--from", help="Vale desde (AAAA-MM-DD) · valid from (YYYY-MM-DD)")
    ],
    point: Annotated[str | None, typer.Option(help="LATITUD,LONGITUD · LATITUDE,LONGITUDE")] = None,
    geojson: Annotated[Path | None, typer.Option(help="Archivo GeoJSON · GeoJSON file")] = None,
    area_ha: Annotated[
        str | None, typer.Option(help="Área en hectáreas · area in hectares")
    ] = None,
    district: Annotated[
        str | None, typer.Option(help="Ubigeo del distrito · code of the district")
    ] = None,
    variety: Annotated[str | None, typer.Option(help="Clase de variedad · variety")] = None,
) -> None:
    """Registrar una parcela, o su versión siguiente · record a plot version."""
    from acopio.services.find import Finder
    from acopio.services.register import NewPlot, add_plot, land_of, read_land
    from acopio.services.register import point as geojson_point

    with SESSION.node.reading() as reader:
        family = Finder(reader, SESSION.actor.organisation).household(household)
    geometry = read_land(geojson) if geojson else None
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
    land = land_of(SESSION.node, SESSION.actor, new)
    for one in land.remarks if land else ():
        if one.severity("entry") == "warn":
            told("cli.plot-remark", finding=word("land", one.code), found=one.found or "–")
    made, version = add_plot(SESSION.node, SESSION.actor, family, new)
    show({"plot": made, "version": version}, lambda: put(f"{name} v{version}"))


PlotName = Annotated[str, typer.Argument(help="Nombre de la parcela · name of the plot")]


@plot.command("end")
def plot_end(
    household: Family,
    name: PlotName,
    on: Annotated[str | None, typer.Option(help="Último día · last day")] = None,
) -> None:
    """Dar de baja una parcela: sus versiones quedan · end a plot: its versions stay."""
    from acopio.services.land import end_plot

    made = end_plot(SESSION.node, SESSION.actor, household, name, on)
    show({"version": made}, lambda: put(f"{name} v{made}"))


@plot.command("sell")
def plot_sell(
    household: Family,
    name: PlotName,
    to: Annotated[str, typer.Option(help="Familia que la recibe · family that gets it")],
    since: Annotated[str | None, typer.Option(help="Desde qué día · from which day")] = None,
) -> None:
    """Pasar una parcela a otra familia desde un día · pass a plot to another family."""
    from acopio.services.land import sell_plot

    made = sell_plot(SESSION.node, SESSION.actor, household, name, to, since)
    show({"version": made}, lambda: put(f"{name} v{made}"))


@plot.command("list")
def plot_list(
    household: Annotated[
        str, typer.Argument(help="Familia: número o nombre · family: number or name")
    ],
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
