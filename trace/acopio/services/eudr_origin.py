"""Where a lot comes from, plot by plot, for the importer who must say so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from acopio.domain.products import product
from acopio.domain.rows.lots import DeliveryLine, Found, Lot
from acopio.domain.rows.parties import Place, Plot
from acopio.domain.shares import shares
from acopio.geo.area import hectares
from acopio.geo.pairs import compare
from acopio.geo.points import GeometryUnusable, hectares_said, read_plot
from acopio.geo.remarks import Remark, blocking
from acopio.geo.shape import Shape
from acopio.integrations.eudr.model import Missing, OriginOut, PlotOut, opaque_codes
from acopio.services.find import Finder
from acopio.storage.reader import Reader

Version = tuple[str, int]
"""Plot id and version."""
Why = Literal["ancestry", "in-excess"]


@dataclass(slots=True, kw_only=True)
class Origin:
    """The beginnings of a lot, with the plots that they name."""

    net_g: int
    grams: dict[str, int]
    """By lot at the beginning; they add up to ``net_g``."""
    lots: dict[str, Lot]
    lines: dict[str, DeliveryLine]
    found: dict[str, Found]
    places: dict[str, Place]
    why: dict[Version, Why] = field(default_factory=dict)
    """The plots asked for, and why."""
    rows: dict[Version, Plot] = field(default_factory=dict)
    ancestry: tuple[str, ...] = ()
    """Codes of every lot it was made from, and of itself."""
    steps: tuple[str, ...] = ()


def origin_of(reader: Reader, lot: Lot, *, in_excess: bool) -> Origin:
    """Gather the beginnings of a lot, and what else was delivered there then, if asked for."""
    edges = reader.ancestry(lot.code)
    net_g = lot.left_g if lot.left_g > 0 else lot.made_g
    grams = shares(lot.code, net_g, edges)
    origin = Origin(
        net_g=net_g,
        grams=grams,
        lots={row.code: row for row in reader.among(Lot, "code", grams)},
        lines={row.lot: row for row in reader.among(DeliveryLine, "lot", grams)},
        found={row.lot: row for row in reader.among(Found, "lot", grams)},
        places={row.id: row for row in reader.where(Place)},
        ancestry=tuple(sorted({lot.code, *(edge[2] for edge in edges)})),
        steps=tuple(sorted({edge[1] for edge in edges})),
    )
    for line in origin.lines.values():
        for version in line.plots or ():
            origin.why[version] = "ancestry"
    if in_excess:
        for version in _beside(reader, lot, origin):
            origin.why.setdefault(version, "in-excess")
    ids = {plot for plot, _ in origin.why}
    rows = {(row.plot, row.version): row for row in reader.among(Plot, "plot", ids)}
    origin.rows = {version: rows[version] for version in sorted(origin.why) if version in rows}
    return origin


def _beside(reader: Reader, lot: Lot, origin: Origin) -> Iterator[Version]:
    """Yield the plots of every delivery to the places and days concerned, and of silent families.

    With them the importer declares more land than the beans came from, but none too little.
    """
    crop = product(lot.product).crop
    days: dict[tuple[str, str], set[str]] = {}
    for line in origin.lines.values():
        days.setdefault((line.organisation, line.place), set()).add(line.day)
        if not line.plots and line.household:
            finder = Finder(reader, line.organisation)
            for plot in finder.plots_of(line.household, crop, line.day):
                yield plot.plot, plot.version
    for row in origin.found.values():
        days.setdefault((row.organisation, row.place), set()).update(
            _days(row.kept_from, row.kept_to)
        )
    for (organisation, place), wanted in sorted(days.items()):
        for line in reader.where(
            DeliveryLine, organisation=organisation, place=place, day=sorted(wanted)
        ):
            if product(line.product).crop == crop:
                yield from line.plots or ()


def _days(first: str, last: str) -> Iterator[str]:
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield day.isoformat()
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The origin under opaque codes, checked, with all that is missing."""

    origins: tuple[OriginOut, ...]
    plots: tuple[PlotOut, ...]
    between: tuple[tuple[str, str, Remark], ...]
    missing: tuple[Missing, ...]


def show_origin(origin: Origin, country: str) -> Shown:
    """Check every plot and give families and plots codes that say nothing of who they are."""
    families = {row.household for row in origin.rows.values()}
    families |= {line.household for line in origin.lines.values()}
    producers = opaque_codes("SOCIO", filter(None, families))
    codes = opaque_codes("PLOT", (plot for plot, _ in origin.why))
    shown = Counter(plot for plot, _ in origin.why)
    names = {
        (plot, version): f"{codes[plot]}-V{version}" if shown[plot] > 1 else codes[plot]
        for plot, version in origin.why
    }
    plots = {
        version: _plot(row, names[version], origin.why[version], producers, country)
        for version, row in origin.rows.items()
    }
    between = tuple(_between(plots))
    origins = tuple(
        _origin(origin, code, names, plots, producers)
        for code in sorted(origin.grams, key=lambda one: (origin.lots[one].day, one))
    )
    missing = (
        *(line for one in origins for line in _missing_of(one)),
        *(
            Missing(what="plot-erased", of=names[version])
            for version in origin.why
            if version not in origin.rows
        ),
        *(line for plot in plots.values() for line in _missing_plot(plot)),
        *(
            Missing(what=remark.code, of=f"{one}, {two}", found=remark.found)
            for one, two, remark in between
            if remark.severity("export") == "block"
        ),
    )
    return Shown(origins=origins, plots=tuple(plots.values()), between=between, missing=missing)


def _plot(row: Plot, code: str, why: Why, producers: dict[str, str], country: str) -> PlotOut:
    shape: Shape | None = None
    remarks: tuple[Remark, ...] = ()
    if row.geometry is not None:
        try:
            feature, found = read_plot(row.geometry, area=row.area, country=country)
            remarks = tuple(one for one in found if one.code != "no-collection")
            shape = None if blocking(remarks, "export") else feature.shape
        except GeometryUnusable as refused:
            remarks = (Remark(code=refused.finding, found=refused.found),)
    said = hectares_said(row.area)
    return PlotOut(
        code=code,
        producer=producers.get(row.household or ""),
        version=row.version,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        district=row.district,
        said_ha=said if isinstance(said, Decimal) else None,
        drawn_ha=hectares(shape) if shape and shape.polygons else None,
        shape=shape,
        remarks=remarks,
        why=why,
        recorded=row.geometry is not None,
    )


def _between(plots: dict[Version, PlotOut]) -> Iterator[tuple[str, str, Remark]]:
    """Yield what is to be said of two plots; two versions of one plot share their ground."""
    listed = list(plots.items())
    shapes = [(at, plot.shape) for at, (_, plot) in enumerate(listed) if plot.shape is not None]
    for remark in compare(shapes):
        if remark.feature is None or remark.other is None:
            continue
        (two, second), (one, first) = listed[remark.feature], listed[remark.other]
        if one[0] != two[0]:
            yield first.code, second.code, remark


def _origin(
    origin: Origin,
    code: str,
    names: dict[Version, str],
    plots: dict[Version, PlotOut],
    producers: dict[str, str],
) -> OriginOut:
    lot, line, found = origin.lots[code], origin.lines.get(code), origin.found.get(code)
    versions = (line.plots if line else None) or ()
    place = origin.places.get(lot.made_at)
    return OriginOut(
        lot=code,
        born=lot.born,
        day=lot.day,
        place=place.name if place else "",
        grams=origin.grams[code],
        producer=producers.get((line.household if line else None) or ""),
        plots=tuple(names[version] for version in versions),
        plots_known=line.plots_known if line else "not-stated",
        harvest_from=line.harvest_from if line else None,
        harvest_to=line.harvest_to if line else None,
        covered=bool(versions)
        and all(version in plots and plots[version].shape is not None for version in versions),
        kept_from=found.kept_from if found else None,
        kept_to=found.kept_to if found else None,
    )


def _missing_of(one: OriginOut) -> Iterable[Missing]:
    if not one.plots:
        what = {
            "opened": "history-declared",
            "bought": "history-declared",
            "found": "origin-mixed",
        }.get(one.born, "plots-not-stated")
        yield Missing(what=what, of=one.lot, grams=one.grams)
    if one.producer is None and one.born == "delivery":
        yield Missing(what="producer-not-stated", of=one.lot, grams=one.grams)
    if not (one.harvest_from and one.harvest_to):
        yield Missing(what="harvest-not-stated", of=one.lot, grams=one.grams)


def _missing_plot(plot: PlotOut) -> Iterable[Missing]:
    if not plot.recorded:
        yield Missing(what="plot-without-shape", of=plot.code)
    for remark in blocking(plot.remarks, "export"):
        yield Missing(what=remark.code, of=plot.code, found=remark.found)
