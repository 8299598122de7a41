"""What becomes of a plot: it ends, or it passes to another family. Versions before stay."""

from acopio.domain.entries.parties import PlotRecorded
from acopio.domain.permissions import Actor
from acopio.domain.rows.parties import Plot
from acopio.domain.rules.parties import RecordPlot
from acopio.domain.state import NotFound
from acopio.services.find import Finder
from acopio.services.node import Node
from acopio.services.seasons import any_day
from acopio.storage.reader import Reader


def end_plot(node: Node, actor: Actor, family: str, name: str, on: str | None = None) -> int:
    """Say which day was the last of a plot; return the version that says so.

    Raises:
        NotFound, SeveralMatch, TimeUnreadable, PeriodBackwards, NotAllowed.
    """
    with node.reading() as reader:
        plot = _latest(reader, actor, family, name)
    last = any_day(node, on) if on else node.today()
    return _record(node, actor, plot, plot.household, plot.valid_from, last)


def sell_plot(
    node: Node, actor: Actor, family: str, name: str, to: str, since: str | None = None
) -> int:
    """Pass a plot to another family from a day on; return the version that says so.

    Raises:
        NotFound, SeveralMatch, TimeUnreadable, VersionTooEarly, NotAllowed.
    """
    with node.reading() as reader:
        plot = _latest(reader, actor, family, name)
        buyer = Finder(reader, actor.organisation).household(to).id
    begins = any_day(node, since) if since else node.today()
    return _record(node, actor, plot, buyer, begins, None)


def _latest(reader: Reader, actor: Actor, family: str, name: str) -> Plot:
    """Return the latest version of a plot that a family has."""
    household = Finder(reader, actor.organisation).household(family)
    wanted = name.strip().casefold()
    for plot in {one.plot for one in reader.where(Plot, household=household.id)}:
        latest = reader.where(Plot, plot=plot)[-1]
        if latest.household == household.id and (latest.name or "").casefold() == wanted:
            return latest
    raise NotFound(what="plot", given=name)


def _record(
    node: Node, actor: Actor, plot: Plot, household: str | None, begins: str, ends: str | None
) -> int:
    facts = PlotRecorded(
        version=plot.version + 1,
        crops=plot.crops,
        valid_from=begins,
        valid_to=ends,
        district=plot.district,
        plot=plot.plot,
        household=household,
        name=plot.name,
        geometry=plot.geometry,
        area=plot.area,
        altitude=plot.altitude,
        variety=plot.variety,
    )
    command = RecordPlot(id=node.ids.uuid(), occurred_at=node.today(), facts=facts)
    node.carry_out(actor, [command])
    return facts.version
