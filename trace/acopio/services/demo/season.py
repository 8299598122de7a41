"""Loading the season into an empty database, once; and what it adds up to."""

from dataclasses import dataclass, replace

from acopio.domain.permissions import Actor
from acopio.domain.rows.custody import Dispatch, OtherName
from acopio.domain.rows.lots import DeliveryLine, Lot
from acopio.domain.rows.parties import Household, Organisation, Person, Plot
from acopio.errors import Refusal
from acopio.services import log, people
from acopio.services.demo import cacao, coffee, export, setting, trade
from acopio.services.demo.cast import COOPERATIVE, MANAGER, NAME, PINS, PREFIX
from acopio.services.demo.clock import SEED, SeasonClock, SeasonIds, moment
from acopio.services.demo.story import Story
from acopio.services.node import Node
from acopio.services.opening import initialise
from acopio.storage.revision import NotInitialised, check_current

FIRST_DAY = "2026-04-01"


@dataclass(eq=False)
class DemoNeedsEmpty(Refusal):
    """A database with somebody's own entries: an invented season has no place beside them."""

    code = "demo-needs-empty"
    where: str
    found: str
    """Names of the organisations that are there."""


@dataclass(eq=False)
class DemoUnfinished(Refusal):
    """A demo that was interrupted while it was loaded: it cannot be gone on with."""

    code = "demo-unfinished"
    where: str


def is_loaded(node: Node) -> bool:
    """Say whether the season is in the database already.

    Raises:
        DemoNeedsEmpty: something else is.
        DemoUnfinished: half of it is.
        OlderDatabase, NewerDatabase, DatabaseUnusable: the database is of another version.
    """
    try:
        check_current(node.engine)
    except NotInitialised:
        return False
    where = node.engine.url.render_as_string()
    with node.reading() as reader:
        ours = reader.where(Organisation, ours=True)
        if not ours and not reader.logs():
            return False
        if not any(one.prefix == PREFIX and one.name == NAME for one in ours):
            found = ", ".join(one.name or one.id for one in ours)
            raise DemoNeedsEmpty(where=where, found=found)
        if not reader.where(OtherName, kind=trade.CONTRACT, name=trade.LAST):
            raise DemoUnfinished(where=where)
    return True


def begin(node: Node) -> Story:
    """Open the cooperative's log and write the agenda of the season; ``run`` lives through it."""
    clock = SeasonClock(moment(FIRST_DAY, 8))
    initialise(replace(node, now=clock.now), COOPERATIVE)
    story = Story(
        node=replace(node, now=clock.now, ids=SeasonIds(SEED), clock_confirmed=True),
        clock=clock,
        actors={},
    )
    story.actors[MANAGER] = manager(node)
    for chapter in (setting, cacao, coffee, export, trade):
        chapter.schedule(story)
    return story


def manager(node: Node) -> Actor:
    """Sign in as the manager, with the PIN that the demo prints."""
    return people.sign_in(node, people.Secret(MANAGER, PINS.__getitem__))


def end(node: Node, actor: Actor) -> None:
    """Come back to the computer's own clock: the manager says that its date is right."""
    log.confirm_date(node, actor, "termina la campaña inventada")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """An export lot as it stands."""

    name: str
    code: str
    product: str
    made_g: int
    left_g: int
    state: str
    """``in-store``, ``on-the-way`` or ``delivered``: where what is left of it is."""
    sacks: int
    released: bool
    rejected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the season adds up to."""

    households: int
    people: int
    plots: int
    deliveries: int
    lines: int
    received_g: int
    dispatches: int
    entries: int
    lots: tuple[ExportRow, ...]


def counts(node: Node) -> Counts:
    """Count what is in the database."""
    with node.reading() as reader:
        lines = reader.where(DeliveryLine)
        names = {one.subject: one.name for one in reader.where(OtherName, kind=export.HOUSE)}
        lots = reader.among(Lot, "code", names)
        ours = {one.id for one in reader.where(Organisation, ours=True)}
        return Counts(
            households=reader.count(Household),
            people=reader.count(Person),
            plots=len({plot.plot for plot in reader.where(Plot)}),
            deliveries=len({line.delivery for line in lines}),
            lines=len(lines),
            received_g=sum(line.received_g for line in lines),
            dispatches=len([one for one in reader.where(Dispatch) if one.purpose == "sale"]),
            entries=sum(one.head.size for one in reader.logs()),
            lots=tuple(
                ExportRow(
                    name=names[lot.code],
                    code=lot.code,
                    product=lot.product,
                    made_g=lot.made_g,
                    left_g=lot.left_g,
                    state=_where(lot, ours),
                    sacks=lot.sacks,
                    released=bool(lot.certified),
                    rejected=bool(lot.rejected),
                )
                for lot in sorted(lots, key=lambda one: (one.day, one.code))
            ),
        )


def _where(lot: Lot, ours: set[str]) -> str:
    if lot.dispatch:
        return "on-the-way"
    return "in-store" if lot.organisation in ours else "delivered"
