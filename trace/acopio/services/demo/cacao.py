"""Cacao: boxes filled, turned, passed on unweighed to the dryer, weighed out on several days."""

from dataclasses import dataclass
from functools import partial

from acopio.domain.rows.lots import Batch
from acopio.services import processing
from acopio.services.demo import cast
from acopio.services.demo.setting import number_of
from acopio.services.demo.story import Story, half_kilos, later
from acopio.services.demo.tickets import Day, Goods, receive

FINE = ("fine-aromatic",)
ORGANIC = Goods(product="baba", claims=(*FINE, "fairtrade", "organic"), lightest=70, heaviest=155,
                price="8.40")  # fmt: skip
FAIR = Goods(product="baba", claims=(*FINE, "fairtrade"), lightest=70, heaviest=150, price="7.90")
PLAIN = Goods(product="baba", claims=FINE, lightest=60, heaviest=140, price="7.60")
SEMI_DRY = Goods(product="semiseco", claims=FINE, lightest=25, heaviest=80, price="14.20",
                 moist=True)  # fmt: skip
CCN = Goods(product="baba", claims=("ccn-51",), lightest=80, heaviest=170, price="6.80")


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """A fermentary and what is brought to it."""

    stream: str
    place: str
    boxes: tuple[str, str]
    dryer: str
    goods: Goods
    families: tuple[str, ...]
    starts: tuple[str, ...]
    """First days of the cycles."""
    yields: tuple[int, ...]
    """Dry beans of each cycle, in thousandths of what the dryer took (estimated)."""
    tickets: int = 8
    """For each box."""


def _families(letter: str, first: int, last: int) -> tuple[str, ...]:
    group = next(one for one in cast.GROUPS if one.letter == letter)
    return tuple(number_of(group, position) for position in range(first, last + 1))


CENTRES = (
    Centre(
        stream="P", place=cast.PACHIZA, boxes=("CAJA-1", "CAJA-2"), dryer="SECADOR-1",
        goods=ORGANIC, families=_families("P", 1, 15),
        starts=("2026-04-13", "2026-05-04", "2026-05-25", "2026-06-15", "2026-07-06"),
        yields=(762, 781, 774, 790, 769),
    ),
    Centre(
        stream="H", place=cast.HUICUNGO, boxes=("CAJA-3", "CAJA-4"), dryer="SECADOR-2",
        goods=FAIR, families=_families("H", 1, 15),
        starts=("2026-04-20", "2026-05-11", "2026-06-01", "2026-06-22", "2026-07-13"),
        yields=(755, 768, 786, 778, 760),
    ),
    Centre(
        stream="C", place=cast.CAMPANILLA, boxes=("CAJA-5", "CAJA-6"), dryer="SECADOR-3",
        goods=CCN, families=_families("C", 1, 12),
        starts=("2026-05-06", "2026-06-03", "2026-07-01", "2026-07-22"),
        yields=(772, 756, 792, 784), tickets=6,
    ),
    Centre(
        stream="J", place=cast.JUANJUI, boxes=("CAJA-7", "CAJA-8"), dryer="SECADOR-4",
        goods=PLAIN, families=(*_families("C", 9, 15), *_families("H", 12, 15)),
        starts=("2026-04-27", "2026-05-18", "2026-06-08", "2026-06-29"),
        yields=(805, 798, 648, 811), tickets=5,
    ),
)  # fmt: skip
RAINS = ("J", 2)
"""The cycle in which it rained for a week: its yield is outside the band."""
SHARED = ("P", 1)
"""The cycle in which one delivery is divided over two boxes."""
SEMI_DRY_TICKETS = 6


def schedule(story: Story) -> None:
    """Put every cycle of every fermentary into the agenda."""
    for centre in CENTRES:
        for cycle, start in enumerate(centre.starts):
            _cycle(story, centre, cycle, start)


def _cycle(story: Story, centre: Centre, cycle: int, start: str) -> None:
    """Two boxes on two days, six days of fermentation, a week on the dryer."""
    for number, box in enumerate(centre.boxes):
        filled = later(start, number)
        day = Day(
            place=centre.place,
            day=filled,
            goods=centre.goods,
            families=_who(centre, cycle, number),
            into=box,
            collected=number == 1 and cycle % 2 == 0,
            together=5 if (centre.stream, cycle, number) in {("H", 1, 0), ("C", 2, 1)} else 0,
        )
        typed = later(filled, 1) if day.collected else filled
        story.at(typed, 7 if day.collected else 16, partial(receive, story, day))
        _ferment(story, centre, box, filled, cycle)
    if (centre.stream, cycle) == SHARED:
        _divide(story, centre, start)
    if centre.stream == "J":
        semi_dry = Day(
            place=centre.place,
            day=later(start, 7),
            goods=SEMI_DRY,
            families=_who(centre, cycle + 1, 0, SEMI_DRY_TICKETS),
            into=centre.dryer,
        )
        story.at(later(start, 7), 17, partial(receive, story, semi_dry))
    _dry(story, centre, cycle, start)


def _who(centre: Centre, cycle: int, box: int, tickets: int = 0) -> tuple[str, ...]:
    count = tickets or centre.tickets
    first = (cycle * 2 + box) * centre.tickets
    together = 4 if (centre.stream, cycle, box) in {("H", 1, 0), ("C", 2, 1)} else 0
    families = centre.families
    return tuple(families[(first + n) % len(families)] for n in range(count + together))


def _ferment(story: Story, centre: Centre, box: str, filled: str, cycle: int) -> None:
    """Turn it three times, measure it, pass it on to the dryer after six days, unweighed."""

    def first(heat: int) -> None:
        brix, warm = f"{15 + heat % 3}.5", str(31 + heat % 4)
        story.note(box, ("brix", brix, "°Bx"), ("temperature", warm, "°C"))

    def turn(heat: int) -> None:
        story.note(box, ("turned", "1", None), ("temperature", str(heat), "°C"))

    def pass_on() -> None:
        processing.pass_on(story.node, story.clerk, box, centre.dryer)
        processing.close(story.node, story.clerk, box)

    story.at(later(filled, 1), 8, partial(first, cycle), 30)
    for days, heat in ((2, 38), (3, 44), (5, 48)):
        story.at(later(filled, days), 9, partial(turn, heat + story.random.randrange(3)))
    story.at(later(filled, 6), 14, pass_on)


def _divide(story: Story, centre: Centre, start: str) -> None:
    """The last delivery of the first day does not fit into one box."""
    receipt: list[str] = []

    def bring() -> None:
        receipt.append(f"{story.pad:06d}")
        receive(
            story,
            Day(place=centre.place, day=start, goods=centre.goods, families=("P-15",)),
        )
        part = processing.TakeWords(batch=centre.boxes[0], lots=(f"{receipt[0]}=40 kg",))
        processing.take(story.node, story.clerk, part)

    def rest() -> None:
        words = processing.TakeWords(batch=centre.boxes[1], lots=(receipt[0],))
        processing.take(story.node, story.clerk, words)

    story.at(start, 17, bring, 30)
    story.at(later(start, 1), 17, rest)


def _dry(story: Story, centre: Centre, cycle: int, start: str) -> None:
    """Empty the dryer in three portions, then second quality and husk, and close it."""
    stream = f"{centre.stream}{cycle + 1}"
    usual = centre.yields[cycle]
    portions = ((11, usual * 45 // 100, "8.1"), (12, usual * 35 // 100, "7.4"),
                (13, usual * 20 // 100, "7.0"))  # fmt: skip
    raked = partial(story.note, centre.dryer, ("turned", "4", None), ("moisture", "18.5", "%"))
    story.at(later(start, 9), 15, raked)
    for days, share, moisture in portions:
        give = partial(_give, story, centre.dryer, stream, share, moisture)
        story.at(later(start, days), 16, give)
    story.at(later(start, 13), 17, partial(_empty, story, centre, cycle))
    spilt = 1500 if stream == "H2" else 0
    story.at(later(start, 15), 10, partial(story.truck, stream, later(start, 15), spilt))


def taken(story: Story, vessel: str) -> int:
    """Return what the open batch of a vessel took, in grams."""
    with story.node.reading() as reader:
        batch = reader.where(Batch, vessel=vessel, state=["open", "giving"])[0]
    return batch.taken_g


def _give(story: Story, dryer: str, stream: str, share: int, moisture: str) -> None:
    mass = half_kilos(taken(story, dryer) * share // 1000)
    codes = processing.give(story.node, story.clerk, dryer, (mass,), moisture=moisture)
    story.dry.setdefault(stream, []).extend(codes)


def _empty(story: Story, centre: Centre, cycle: int) -> None:
    """By-products are weighed too; outside the band a reason and a second person are needed."""
    whole = taken(story, centre.dryer)
    for product, share in (("cacao.second", 18), ("cacao.husk", 7)):
        mass = half_kilos(whole * share // 1000)
        processing.give(story.node, story.clerk, centre.dryer, (mass,), product=product)
    rained = (centre.stream, cycle) == RAINS
    processing.close(
        story.node,
        story.actors["both"] if rained else story.clerk,
        centre.dryer,
        reason="una semana de lluvia: baba aguada y granos picados apartados" if rained else None,
    )
