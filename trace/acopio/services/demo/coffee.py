"""Coffee: cherry through tank and patio, parchment dried by the families, the dry mill."""

from functools import partial

from acopio.domain.rows.lots import Lot
from acopio.domain.rows.parties import Place
from acopio.services import processing
from acopio.services.demo import cast
from acopio.services.demo.cacao import taken
from acopio.services.demo.setting import number_of
from acopio.services.demo.story import Story, half_kilos, later
from acopio.services.demo.tickets import Day, Goods, receive

STREAMS = {"organic": ("fairtrade", "organic"), "fair": ("fairtrade",)}
_GROUP = next(one for one in cast.GROUPS if one.letter == "A")
FAMILIES = {
    "organic": tuple(number_of(_GROUP, one) for one in range(1, 9)),
    "fair": tuple(number_of(_GROUP, one) for one in range(9, 16)),
}
CHERRY_DAYS = {
    "organic": ("2026-05-12", "2026-06-09", "2026-07-07"),
    "fair": ("2026-05-19", "2026-06-16", "2026-07-14"),
}
CHERRY_TICKETS = 8
PARCHMENT_DAYS = {
    "organic": ("2026-06-04", "2026-06-18", "2026-07-02", "2026-07-16", "2026-07-30"),
    "fair": ("2026-06-11", "2026-06-25", "2026-07-09", "2026-07-23", "2026-08-06"),
}
PARCHMENT_TICKETS = 8
MILLED = {"organic": "2026-08-13", "fair": "2026-08-18"}
VESSELS = {"organic": ("TANQUE-1", "PATIO-1"), "fair": ("TANQUE-2", "PATIO-2")}


def schedule(story: Story) -> None:
    """Put the coffee into the agenda."""
    for stream in STREAMS:
        for number, day in enumerate(CHERRY_DAYS[stream]):
            _cherry(story, stream, day, number)
        for number, day in enumerate(PARCHMENT_DAYS[stream]):
            _parchment(story, stream, day, number)
        mill = MILLED[stream]
        story.at(later(mill, -2), 9, partial(story.truck, f"parchment-{stream}", later(mill, -2)))
        story.at(mill, 8, partial(_mill, story, stream))


def _some(stream: str, first: int, count: int) -> tuple[str, ...]:
    families = FAMILIES[stream]
    return tuple(families[(first + number) % len(families)] for number in range(count))


def _cherry(story: Story, stream: str, day: str, number: int) -> None:
    """Everything delivered here today goes into the tank, the next day to the patio."""
    tank, patio = VESSELS[stream]
    goods = Goods(product="cereza", claims=STREAMS[stream], lightest=90, heaviest=190, price="3.30")
    families = _some(stream, number * 3, CHERRY_TICKETS)
    bring = Day(place=cast.ROQUE, day=day, goods=goods, families=families)

    def fill() -> None:
        processing.open_batch(story.node, story.clerk, tank, product="coffee.dry-parchment")
        words = processing.TakeWords(batch=tank, delivered_today=True)
        processing.take(story.node, story.clerk, words)

    def wash() -> None:
        story.note(tank, ("washed", "18", "h"))
        processing.pass_on(story.node, story.clerk, tank, patio)
        processing.close(story.node, story.clerk, tank)

    def collect() -> None:
        mass = half_kilos(taken(story, patio) * (462 + number * 7) // 1000)
        codes = processing.give(story.node, story.clerk, patio, (mass,), moisture="11.6")
        processing.close(story.node, story.clerk, patio)
        story.dry.setdefault(f"parchment-{stream}", []).extend(codes)

    story.at(day, 17, partial(receive, story, bring))
    story.at(day, 18, fill)
    story.at(later(day, 1), 12, wash)
    story.at(later(day, 12), 15, collect)


def _parchment(story: Story, stream: str, day: str, number: int) -> None:
    goods = Goods(product="pergamino", claims=STREAMS[stream], lightest=46, heaviest=130,
                  price="17.80", moist=True)  # fmt: skip
    families = _some(stream, number * 5, PARCHMENT_TICKETS)
    bring = Day(place=cast.ROQUE, day=day, goods=goods, families=families)

    def keep() -> None:
        receive(story, bring)
        with story.node.reading() as reader:
            place = reader.where(Place, name=cast.ROQUE)[0]
            lines = reader.delivered_on(story.clerk.organisation, place.id, day)
            lots = reader.among(Lot, "code", [line.lot for line in lines])
        story.dry.setdefault(f"parchment-{stream}", []).extend(
            lot.code for lot in lots if lot.product == "coffee.dry-parchment"
        )

    story.at(day, 16, keep)


def _mill(story: Story, stream: str) -> None:
    """Mill the parchment; husk is not weighed, second quality is."""
    run = f"TRILLA-{list(STREAMS).index(stream) + 1}"
    node, clerk = story.node, story.clerk
    processing.open_batch(
        node, clerk, run, product="coffee.green", kind="mill", place=cast.WAREHOUSE
    )
    lots = tuple(story.dry[f"parchment-{stream}"])
    processing.take(node, clerk, processing.TakeWords(batch=run, lots=lots))
    whole = taken(story, run)
    green = tuple(half_kilos(whole * share // 1000) for share in (470, 312))
    story.dry[f"green-{stream}"] = list(processing.give(node, clerk, run, green, moisture="11.2"))
    second = half_kilos(whole * 26 // 1000)
    processing.give(node, clerk, run, (second,), product="coffee.second")
    processing.close(node, clerk, run)
